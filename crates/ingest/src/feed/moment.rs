use jiff::Timestamp;
use jiff::fmt::rfc2822::DateTimeParser;
use jiff::fmt::temporal::Pieces;
use jiff::tz::Offset;

use crate::publication_date;

/// A date as feeds write it, in the forms of [`publication_date`]: RFC 822 and RFC 2822 (RSS), RFC 3339 (Atom, JSON Feed),
/// the W3C's profile of ISO 8601 (Dublin Core) and what comes near them. It keeps its zone. Without one that is known,
/// only the day is taken; without a day, nothing.
pub(super) fn moment(text: &str) -> Option<String> {
    let text = text.trim();
    if let Ok(date) = publication_date(text) {
        return Some(date);
    }
    mail(text).or_else(|| iso(text))
}

/// `Wed, 01 May 2024 14:30:00 +0200`; days of the week that don't fit are common.
fn mail(text: &str) -> Option<String> {
    const PARSER: DateTimeParser = DateTimeParser::new().relaxed_weekday(true);
    let (clock, zone) = text.rsplit_once(' ')?;
    let known = zone.starts_with(['+', '-'])
        || matches!(
            zone,
            "GMT" | "UT" | "UTC" | "Z" | "EST" | "EDT" | "CST" | "CDT" | "MST" | "MDT" | "PST" | "PDT"
        );
    if known {
        let zone = if matches!(zone, "UTC" | "Z") { "GMT" } else { zone };
        let zoned = PARSER.parse_zoned(format!("{clock} {zone}")).ok()?;
        return Some(with_zone(zoned.timestamp(), zoned.offset()));
    }
    let clock = if zone.chars().all(char::is_alphabetic) {
        clock
    } else {
        text
    };
    let zoned = PARSER.parse_zoned(format!("{clock} GMT")).ok()?;
    Some(zoned.date().to_string())
}

/// `2024-05-01 14:30:00 +0200`, `2024-05-01T14:30+02:00`, `2024-05-01T14:30:00`.
fn iso(text: &str) -> Option<String> {
    let joined = text
        .replacen(" +", "+", 1)
        .replacen(" -", "-", 1)
        .replace(" UTC", "Z")
        .replace(" GMT", "Z");
    if let Ok(pieces) = Pieces::parse(&joined)
        && let (Some(time), Some(offset)) = (pieces.time(), pieces.to_numeric_offset())
        && let Ok(timestamp) = offset.to_timestamp(pieces.date().to_datetime(time))
    {
        return Some(with_zone(timestamp, offset));
    }
    let day = text.get(..10)?;
    let ends = text[10..].starts_with([' ', 'T', 't']);
    publication_date(day).ok().filter(|_| ends)
}

fn with_zone(timestamp: Timestamp, offset: Offset) -> String {
    if offset == Offset::UTC {
        timestamp.to_string()
    } else {
        timestamp.display_with_offset(offset).to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn dates_of_feeds() {
        for (text, expected) in [
            ("Wed, 01 May 2024 14:30:00 +0200", "2024-05-01T14:30:00+02:00"),
            ("Wed, 01 May 2024 00:30:00 +0200", "2024-05-01T00:30:00+02:00"),
            ("Tue, 1 May 2024 14:30 GMT", "2024-05-01T14:30:00Z"),
            ("01 May 24 14:30:00 EDT", "2024-05-01T14:30:00-04:00"),
            ("Wed, 01 May 2024 14:30:00 UTC", "2024-05-01T14:30:00Z"),
            ("Wed, 01 May 2024 14:30:00 CEST", "2024-05-01"),
            ("Wed, 01 May 2024 14:30:00", "2024-05-01"),
            (" 2024-05-01T14:30:00.5+01:00\n", "2024-05-01T14:30:00.5+01:00"),
            ("2024-05-01T14:30+01:00", "2024-05-01T14:30:00+01:00"),
            ("2024-05-01T14:30Z", "2024-05-01T14:30:00Z"),
            ("2024-05-01T14:30:00+0100", "2024-05-01T14:30:00+01:00"),
            ("2024-05-01 14:30:00 +0200", "2024-05-01T14:30:00+02:00"),
            ("2024-05-01 14:30:00 UTC", "2024-05-01T14:30:00Z"),
            ("2024-05-01 14:30:00", "2024-05-01"),
            ("2024-05-01T14:30:00", "2024-05-01"),
            ("2024-05-01", "2024-05-01"),
        ] {
            assert_eq!(moment(text).as_deref(), Some(expected), "{text}");
        }
        for none in [
            "",
            "2024",
            "2024-05",
            "2024-02-30",
            "yesterday",
            "Wed, 32 May 2024 14:30:00 GMT",
            "2024-05-011",
            "01/05/2024",
            "é é",
        ] {
            assert_eq!(moment(none), None, "{none}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn what_comes_out_is_a_date(text in "(Wed, )?[0-3]?[0-9][ -](May|[01][0-9])[ -]20[0-9]{2}[T ]?[0-9: ]{0,9}(GMT|\\+0200|Z|é)?|.{0,30}") {
            if let Some(date) = moment(&text) {
                prop_assert_eq!(publication_date(&date), Ok(date.clone()));
            }
        }
    }
}
