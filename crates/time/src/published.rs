use std::str::FromStr;

use jiff::civil::{Date, DateTime};
use jiff::tz::Offset;

/// When a document was published, on the publisher's own calendar: what "today" means in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Published {
    date: Date,
    clock: Option<DateTime>,
    offset: Option<Offset>,
}

/// A publication date that is none: neither `YYYY-MM-DD` nor RFC 3339.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvalidDate;

impl Published {
    /// The day, on the clock that the date was written by: `2022-02-25T23:30:00-05:00` is 25 February.
    pub fn date(self) -> Date {
        self.date
    }

    /// The moment, where it is known: what "two hours ago" is counted from.
    pub fn clock(self) -> Option<DateTime> {
        self.clock
    }

    /// How far that clock is from UTC.
    pub fn offset(self) -> Option<Offset> {
        self.offset
    }
}

impl From<Date> for Published {
    fn from(date: Date) -> Self {
        Self {
            date,
            clock: None,
            offset: None,
        }
    }
}

impl FromStr for Published {
    type Err = InvalidDate;

    /// Reads `document.date`: `YYYY-MM-DD` or RFC 3339.
    fn from_str(text: &str) -> Result<Self, InvalidDate> {
        if let Some((day, _)) = text.split_once(['T', 't']) {
            let date: Date = day.parse().map_err(|_| InvalidDate)?;
            let pieces = jiff::fmt::temporal::DateTimeParser::new()
                .parse_pieces(text)
                .map_err(|_| InvalidDate)?;
            return Ok(Self {
                date,
                clock: pieces.time().map(|time| date.to_datetime(time)),
                offset: pieces.to_numeric_offset(),
            });
        }
        let date: Date = text.parse().map_err(|_| InvalidDate)?;
        Ok(date.into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_the_publishers_own_day() {
        let late: Published = "2022-02-25T23:30:00-05:00".parse().unwrap();
        assert_eq!(late.date().to_string(), "2022-02-25");
        assert_eq!(late.offset().unwrap().seconds(), -5 * 3600);
        let day: Published = "2022-02-25".parse().unwrap();
        assert_eq!((day.clock(), day.offset()), (None, None));
        for wrong in ["", "yesterday", "2022-02-30", "2022-02-25Tnoon", "２０２２"] {
            assert_eq!(wrong.parse::<Published>(), Err(InvalidDate), "{wrong}");
        }
    }
}
