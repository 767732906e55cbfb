use crate::error::shown;

/// A publication date that is none.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("\"{}\" is not a date; write it as 2022-02-25 or 2022-02-25T14:30:00+01:00", shown(.0, 40))]
pub struct InvalidDate(
    /// What stood in its place.
    pub String,
);

/// A publication date, checked: `YYYY-MM-DD` or RFC 3339 (`2022-02-25T14:30:00Z`), given back as it was written, without
/// blanks around it.
///
/// # Errors
/// Where it has neither form, or no calendar has such a day.
pub fn publication_date(text: &str) -> Result<String, InvalidDate> {
    let text = text.trim();
    let invalid = || InvalidDate(text.into());
    let day = text
        .get(..10)
        .filter(|day| has_shape(day, "dddd-dd-dd"))
        .ok_or_else(invalid)?;
    day.parse::<jiff::civil::Date>().map_err(|_| invalid())?;
    let rest = &text[day.len()..];
    if !rest.is_empty() {
        if !is_time(rest) {
            return Err(invalid());
        }
        text.parse::<jiff::Timestamp>().map_err(|_| invalid())?;
    }
    Ok(text.into())
}

/// `T14:30:00`, a fraction where there is one, and the offset: what jiff reads is wider than RFC 3339.
fn is_time(text: &str) -> bool {
    let Some(clock) = text
        .get(..9)
        .filter(|clock| has_shape(&clock.to_ascii_uppercase(), "Tdd:dd:dd"))
    else {
        return false;
    };
    let mut rest = &text[clock.len()..];
    if let Some(fraction) = rest.strip_prefix('.') {
        let after = fraction.trim_start_matches(|char: char| char.is_ascii_digit());
        if after.len() == fraction.len() {
            return false;
        }
        rest = after;
    }
    rest.eq_ignore_ascii_case("z") || has_shape(rest, "+dd:dd") || has_shape(rest, "-dd:dd")
}

/// Whether a text has a digit for each `d` of the shape, and is the shape elsewhere.
fn has_shape(text: &str, shape: &str) -> bool {
    text.len() == shape.len()
        && text.bytes().zip(shape.bytes()).all(|(byte, shape)| {
            if shape == b'd' {
                byte.is_ascii_digit()
            } else {
                byte == shape
            }
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates() {
        for good in [
            "2022-02-25",
            "2024-02-29",
            "2022-02-25T14:30:00Z",
            "2022-02-25t14:30:00z",
            "2022-02-25T14:30:00.125+01:00",
            "2022-02-25T14:30:00-05:30",
            "1998-12-31T23:59:60Z",
        ] {
            assert_eq!(publication_date(good).as_deref(), Ok(good));
        }
        assert_eq!(publication_date(" 2022-02-25\n").as_deref(), Ok("2022-02-25"));
    }

    #[test]
    fn others() {
        for bad in [
            "",
            "2022",
            "2022-2-25",
            "20220225",
            "2022-02-30",
            "2023-02-29",
            "2022-13-01",
            "25.02.2022",
            "2022-02-25 14:30:00Z",
            "2022-02-25T14:30",
            "2022-02-25T14:30:00",
            "2022-02-25T25:00:00Z",
            "2022-02-25T14:30:00.Z",
            "2022-02-25T14:30:00+1",
            "2022-02-25T14:30:00Z[Europe/Paris]",
            "+002022-02-25",
            "２０２２-02-25",
            "yesterday",
        ] {
            assert!(publication_date(bad).is_err(), "{bad}");
        }
        let message = publication_date("Feb\u{1b}[31m 25").unwrap_err().to_string();
        assert!(
            message.contains("2022-02-25") && !message.contains('\u{1b}'),
            "{message}"
        );
    }
}
