use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

/// A day with a name, as a rule writes it: `12-24`, `11-4-thu` (the fourth Thursday of November), `5-last-mon`,
/// `easter`, `orthodox-easter`, each with `+N` or `-N` days after it behind a blank.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct NamedDay {
    base: Base,
    days: i32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Base {
    Fixed { month: i8, day: i8 },
    Nth { month: i8, nth: i8, weekday: Weekday },
    Easter,
    OrthodoxEaster,
}

impl NamedDay {
    /// Reads what a rule writes after `named`.
    pub fn read(written: &str, days: i32) -> Option<Self> {
        let fields: Vec<&str> = written.split('-').collect();
        let base = match fields.as_slice() {
            ["easter"] => Base::Easter,
            ["orthodox", "easter"] => Base::OrthodoxEaster,
            [month, day] => Base::Fixed {
                month: month.parse().ok()?,
                day: day.parse().ok()?,
            },
            [month, nth, weekday] => Base::Nth {
                month: month.parse().ok()?,
                nth: if *nth == "last" { -1 } else { nth.parse().ok()? },
                weekday: named_weekday(weekday)?,
            },
            _ => return None,
        };
        Some(Self { base, days })
    }

    /// Its TIMEX3 value where the year isn't known.
    pub fn open(self) -> String {
        match self.base {
            Base::Fixed { month, day } if self.days == 0 => format!("XXXX-{month:02}-{day:02}"),
            _ => "XXXX-XX-XX".into(),
        }
    }

    /// The day in a year.
    pub fn in_year(self, year: i16) -> Option<Date> {
        let base = match self.base {
            Base::Fixed { month, day } => Date::new(year, month, day).ok()?,
            Base::Nth { month, nth, weekday } => Date::new(year, month, 1)
                .ok()?
                .nth_weekday_of_month(nth, weekday)
                .ok()?,
            Base::Easter => easter(year)?,
            Base::OrthodoxEaster => orthodox_easter(year)?,
        };
        base.checked_add(self.days.days()).ok()
    }
}

fn named_weekday(name: &str) -> Option<Weekday> {
    Some(match name {
        "mon" => Weekday::Monday,
        "tue" => Weekday::Tuesday,
        "wed" => Weekday::Wednesday,
        "thu" => Weekday::Thursday,
        "fri" => Weekday::Friday,
        "sat" => Weekday::Saturday,
        "sun" => Weekday::Sunday,
        _ => return None,
    })
}

/// Easter Sunday of the Western churches (Meeus, Jones and Butcher).
fn easter(year: i16) -> Option<Date> {
    let y = i32::from(year);
    let (a, b, c) = (y % 19, y / 100, y % 100);
    let (d, e) = (b / 4, b % 4);
    let g = (8 * b + 13) / 25;
    let h = (19 * a + b - d - g + 15) % 30;
    let l = (32 + 2 * e + 2 * (c / 4) - h - c % 4) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let n = h + l - 7 * m + 114;
    date(year, n / 31, n % 31 + 1)
}

/// Easter Sunday of the Eastern churches (Meeus), on our calendar.
fn orthodox_easter(year: i16) -> Option<Date> {
    let y = i32::from(year);
    let d = (19 * (y % 19) + 15) % 30;
    let e = (2 * (y % 4) + 4 * (y % 7) - d + 34) % 7;
    let n = d + e + 114;
    let julian = date(year, n / 31, n % 31 + 1)?;
    let behind = y / 100 - y / 400 - 2;
    julian.checked_add(behind.days()).ok()
}

fn date(year: i16, month: i32, day: i32) -> Option<Date> {
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_with_names() {
        for (written, days, year, expected) in [
            ("12-24", 0, 2021, "2021-12-24"),
            ("11-4-thu", 0, 2021, "2021-11-25"),
            ("5-last-mon", 0, 2022, "2022-05-30"),
            ("11-1-mon", 1, 1998, "1998-11-03"),
            ("easter", 0, 2019, "2019-04-21"),
            ("easter", -2, 2016, "2016-03-25"),
            ("orthodox-easter", 0, 2022, "2022-04-24"),
            ("orthodox-easter", 0, 2019, "2019-04-28"),
        ] {
            let day = NamedDay::read(written, days).unwrap().in_year(year).unwrap();
            assert_eq!(day.to_string(), expected, "{written}");
        }
        assert!(NamedDay::read("soon", 0).is_none());
    }
}
