//! Days and numbers on axes.

/// A day as a number, by the proleptic Gregorian calendar (Hinnant, chrono-Compatible Low-Level Date Algorithms); `None`
/// where the first ten characters are no day.
pub(super) fn day(date: &str) -> Option<i64> {
    let part = |from, to| date.get(from..to)?.parse::<i64>().ok();
    let (year, month, day) = (part(0, 4)?, part(5, 7)?, part(8, 10)?);
    if !(1..=12).contains(&month) || !(1..=31).contains(&day) || date.get(4..5) != Some("-") {
        return None;
    }
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    Some(era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year)
}

/// Numbers on an axis: linear from 0, or logarithmic where they differ by a factor of more than 50.
pub(super) struct Numbers {
    low: f64,
    high: f64,
    logarithmic: bool,
}

impl Numbers {
    /// An axis for these numbers, all positive and finite; `None` where there are none.
    pub fn of(numbers: impl Iterator<Item = f64>) -> Option<Self> {
        let (low, high) = numbers
            .filter(|number| number.is_finite() && *number > 0.0)
            .fold((f64::INFINITY, 0.0), |(low, high), number| {
                (f64::min(low, number), f64::max(high, number))
            });
        if high <= 0.0 {
            return None;
        }
        let logarithmic = high / low > 50.0;
        Some(match logarithmic {
            true => Self {
                low: 10_f64.powf(low.log10().floor()),
                high: high * 1.3,
                logarithmic,
            },
            false => Self {
                low: 0.0,
                high: high * 1.08,
                logarithmic,
            },
        })
    }

    /// Where a number stands, from 0 at the bottom to 1 at the top.
    pub fn place(&self, number: f64) -> f64 {
        let place = match self.logarithmic {
            true => (number.max(self.low) / self.low).ln() / (self.high / self.low).ln(),
            false => number / self.high,
        };
        place.clamp(0.0, 1.0)
    }

    /// Round numbers for lines across, at most nine.
    pub fn ticks(&self) -> Vec<f64> {
        if self.logarithmic {
            let first = self.low.log10().round() as i32;
            let last = self.high.log10().floor() as i32;
            let step = ((last - first) / 8 + 1).max(1);
            return (first..=last)
                .step_by(step.unsigned_abs() as usize)
                .map(|power| 10_f64.powi(power))
                .collect();
        }
        let rough = self.high / 5.0;
        let power = 10_f64.powf(rough.log10().floor());
        let step = [1.0, 2.0, 5.0, 10.0]
            .map(|part| part * power)
            .into_iter()
            .find(|step| *step >= rough)
            .unwrap_or(rough);
        (0..9)
            .map(|n| f64::from(n) * step)
            .take_while(|tick| *tick <= self.high)
            .collect()
    }
}

/// "1,200", "2.5", "3.2 million".
pub(super) fn written(number: f64) -> String {
    for (size, name) in [(1e12, "trillion"), (1e9, "billion"), (1e6, "million")] {
        if number >= size {
            return format!("{} {name}", plain(number / size));
        }
    }
    plain(number)
}

fn plain(number: f64) -> String {
    let rounded = format!("{number:.2}");
    let (whole, part) = rounded.split_once('.').unwrap_or((&rounded, ""));
    let mut grouped = String::new();
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index) % 3 == 0 {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    let part = part.trim_end_matches('0');
    let point = if part.is_empty() { "" } else { "." };
    format!("{grouped}{point}{part}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_counted() {
        let apart = |one: &str, other: &str| day(other).unwrap() - day(one).unwrap();
        assert_eq!(apart("2031-02-28", "2031-03-01"), 1);
        assert_eq!(apart("2032-02-28", "2032-03-01T09:00"), 2);
        assert_eq!(apart("1999-12-31", "2000-01-01"), 1);
        for no_day in [
            "",
            "XXXX-01-01",
            "2031-13-01",
            "2031/01/01",
            "2031-1-1",
            "é031-01-01",
        ] {
            assert_eq!(day(no_day), None, "{no_day}");
        }
    }

    #[test]
    fn axes_have_round_numbers() {
        let ticks = |numbers: &[f64]| Numbers::of(numbers.iter().copied()).unwrap().ticks();
        assert_eq!(ticks(&[14.0, 43.0]), [0.0, 10.0, 20.0, 30.0, 40.0]);
        assert_eq!(ticks(&[3.0, 40_000.0]), [1.0, 10.0, 100.0, 1000.0, 10_000.0]);
        assert!(Numbers::of([f64::NAN, -1.0, 0.0].into_iter()).is_none());
        assert!(ticks(&[1e-300, 1e300]).len() < 12);
    }

    #[test]
    fn numbers_are_written_as_people_do() {
        assert_eq!(written(1200.0), "1,200");
        assert_eq!(written(3_200_000.0), "3.2 million");
        assert_eq!(written(0.5), "0.5");
    }
}
