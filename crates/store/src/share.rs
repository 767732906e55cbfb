//! Probabilities as the tables keep them: most are whole thousandths, which take two bytes instead of eight.

/// A probability in whole thousandths; `None` where it is not one of these to the last bit.
pub(crate) fn thousandths(value: f64) -> Option<i64> {
    let rounded = (value * 1000.0).round();
    let whole = (0.0..=1000.0).contains(&rounded) && share(rounded as i64) == value;
    whole.then_some(rounded as i64)
}

/// The probability that so many thousandths are.
pub(crate) fn share(thousandths: i64) -> f64 {
    thousandths as f64 / 1000.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_come_back_to_the_last_bit() {
        for n in 0..=1000 {
            let value: f64 = format!("{}.{:03}", n / 1000, n % 1000).parse().unwrap();
            assert_eq!(thousandths(value).map(share), Some(value));
        }
        for value in [0.1234, -0.5, 1.001, f64::NAN, 1e300, 0.5 + f64::EPSILON] {
            assert_eq!(thousandths(value), None, "{value}");
        }
    }
}
