use jiff::ToSpan;
use jiff::civil::{Date, ISOWeekDate, Weekday};

use crate::unit::Unit;

/// A part of a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    Morning,
    Midday,
    Afternoon,
    Evening,
    Night,
}

impl Part {
    pub const ALL: [Self; 5] = [
        Self::Morning,
        Self::Midday,
        Self::Afternoon,
        Self::Evening,
        Self::Night,
    ];

    /// The part with a number in the lexicon.
    pub fn numbered(number: i16) -> Option<Self> {
        usize::try_from(number)
            .ok()
            .and_then(|number| Self::ALL.get(number).copied())
    }

    /// What stands after `T` in a TIMEX3 value.
    pub fn code(self) -> &'static str {
        match self {
            Self::Morning => "MO",
            Self::Midday => "MI",
            Self::Afternoon => "AF",
            Self::Evening => "EV",
            Self::Night => "NI",
        }
    }
}

/// A season of the northern half of the earth, by whole months: spring is March to May. A winter bears the year that
/// it begins in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Season {
    Spring,
    Summer,
    Autumn,
    Winter,
}

impl Season {
    pub const ALL: [Self; 4] = [Self::Spring, Self::Summer, Self::Autumn, Self::Winter];

    /// The season with a number in the lexicon.
    pub fn numbered(number: i16) -> Option<Self> {
        usize::try_from(number)
            .ok()
            .and_then(|number| Self::ALL.get(number).copied())
    }

    pub fn code(self) -> &'static str {
        match self {
            Self::Spring => "SP",
            Self::Summer => "SU",
            Self::Autumn => "FA",
            Self::Winter => "WI",
        }
    }

    fn first_month(self) -> i8 {
        match self {
            Self::Spring => 3,
            Self::Summer => 6,
            Self::Autumn => 9,
            Self::Winter => 12,
        }
    }
}

/// A stretch of the calendar that has a TIMEX3 value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Period {
    Day(Date),
    /// By its Monday.
    Week(Date),
    /// Saturday and Sunday of the week of a Monday.
    Weekend(Date),
    /// By its first day.
    Month(Date),
    Quarter(i16, i8),
    Half(i16, i8),
    Season(i16, Season),
    Year(i16),
    /// In tens of years: 199 is the 1990s.
    Decade(i16),
    /// In hundreds of years: 19 is 1900 to 1999.
    Century(i16),
}

impl Period {
    /// The stretch of a unit's length that holds a day; of units below the day the day itself.
    pub fn of(unit: Unit, day: Date) -> Option<Self> {
        let monday = || {
            let since = i32::from(day.weekday().to_monday_zero_offset());
            day.checked_sub(since.days()).ok()
        };
        Some(match unit {
            Unit::Second | Unit::Minute | Unit::Hour | Unit::Day => Self::Day(day),
            Unit::Week | Unit::Fortnight => Self::Week(monday()?),
            Unit::Weekend => Self::Weekend(monday()?),
            Unit::Month => Self::Month(day.first_of_month()),
            Unit::Quarter => Self::Quarter(day.year(), (day.month() - 1) / 3 + 1),
            Unit::Year => Self::Year(day.year()),
            Unit::Decade => Self::Decade(day.year() / 10),
            Unit::Century => Self::Century(day.year() / 100),
            Unit::Millennium => return None,
        })
    }

    /// The stretch of the same kind so many later; `None` past the calendar's ends.
    pub fn step(self, by: i64) -> Option<Self> {
        self.stepped(by)
            .filter(|period| period.first().is_some_and(|first| first.year() >= 0))
    }

    fn stepped(self, by: i64) -> Option<Self> {
        let small = i32::try_from(by).ok().filter(|by| by.abs() < 1_000_000)?;
        let year = |year: i16| {
            let year = i32::from(year).checked_add(small)?;
            i16::try_from(year).ok().filter(|year| (0..=9999).contains(year))
        };
        Some(match self {
            Self::Day(day) => Self::Day(day.checked_add(small.days()).ok()?),
            Self::Week(monday) => Self::Week(monday.checked_add(small.checked_mul(7)?.days()).ok()?),
            Self::Weekend(monday) => Self::Weekend(monday.checked_add(small.checked_mul(7)?.days()).ok()?),
            Self::Month(first) => Self::Month(
                first
                    .checked_add(jiff::Span::new().try_months(small).ok()?)
                    .ok()?,
            ),
            Self::Quarter(of, quarter) => {
                let number = i32::from(of) * 4 + i32::from(quarter) - 1 + small;
                let of = i16::try_from(number.div_euclid(4)).ok()?;
                Self::Quarter(of, i8::try_from(number.rem_euclid(4)).ok()? + 1)
            }
            Self::Half(of, half) => Self::Half(year(of)?, half),
            Self::Season(of, season) => Self::Season(year(of)?, season),
            Self::Year(of) => Self::Year(year(of)?),
            Self::Decade(of) => Self::Decade(year(of)?),
            Self::Century(of) => Self::Century(year(of)?),
        })
    }

    /// The same stretch of another year, so many years later: for months and what is longer.
    pub fn years_later(self, years: i64) -> Option<Self> {
        match self {
            Self::Month(_) => self.step(years.checked_mul(12)?),
            Self::Quarter(..) => self.step(years.checked_mul(4)?),
            Self::Half(..) | Self::Season(..) | Self::Year(_) => self.step(years),
            _ => None,
        }
    }

    /// Its first and last day.
    pub fn bounds(self) -> Option<(Date, Date)> {
        let months = |year: i16, month: i8, count: i32| {
            let first = Date::new(year, month, 1).ok()?;
            Some((first, first.checked_add(count.months()).ok()?.yesterday().ok()?))
        };
        let years =
            |first: i16, last: i16| Some((Date::new(first, 1, 1).ok()?, Date::new(last, 12, 31).ok()?));
        match self {
            Self::Day(day) => Some((day, day)),
            Self::Week(monday) => Some((monday, monday.checked_add(6.days()).ok()?)),
            Self::Weekend(monday) => Some((
                monday.checked_add(5.days()).ok()?,
                monday.checked_add(6.days()).ok()?,
            )),
            Self::Month(first) => Some((first, first.last_of_month())),
            Self::Quarter(year, quarter) => months(year, quarter * 3 - 2, 3),
            Self::Half(year, half) => months(year, half * 6 - 5, 6),
            Self::Season(year, season) => months(year, season.first_month(), 3),
            Self::Year(year) => years(year, year),
            Self::Decade(decade) => years(decade.checked_mul(10)?, decade.checked_mul(10)?.checked_add(9)?),
            Self::Century(century) => years(
                century.checked_mul(100)?,
                century.checked_mul(100)?.checked_add(99)?,
            ),
        }
    }

    /// Its first day.
    pub fn first(self) -> Option<Date> {
        self.bounds().map(|(first, _)| first)
    }

    /// Its last day.
    pub fn last(self) -> Option<Date> {
        self.bounds().map(|(_, last)| last)
    }

    /// The unit that it is long, near enough to say what can be counted from it.
    pub fn unit(self) -> Unit {
        match self {
            Self::Day(_) => Unit::Day,
            Self::Week(_) => Unit::Week,
            Self::Weekend(_) => Unit::Weekend,
            Self::Month(_) => Unit::Month,
            Self::Quarter(..) | Self::Half(..) | Self::Season(..) => Unit::Quarter,
            Self::Year(_) => Unit::Year,
            Self::Decade(_) => Unit::Decade,
            Self::Century(_) => Unit::Century,
        }
    }

    /// Its TIMEX3 value.
    pub fn value(self) -> String {
        let week = |monday: Date| {
            let week: ISOWeekDate = monday.iso_week_date();
            format!("{:04}-W{:02}", week.year(), week.week())
        };
        match self {
            Self::Day(day) => day.to_string(),
            Self::Week(monday) => week(monday),
            Self::Weekend(monday) => format!("{}-WE", week(monday)),
            Self::Month(first) => format!("{:04}-{:02}", first.year(), first.month()),
            Self::Quarter(year, quarter) => format!("{year:04}-Q{quarter}"),
            Self::Half(year, half) => format!("{year:04}-H{half}"),
            Self::Season(year, season) => format!("{year:04}-{}", season.code()),
            Self::Year(year) => format!("{year:04}"),
            Self::Decade(decade) => format!("{decade:03}"),
            Self::Century(century) => format!("{century:02}"),
        }
    }
}

/// The day of a number of the lexicon, 1 to 7.
pub(crate) fn weekday(number: i8) -> Option<Weekday> {
    Weekday::from_monday_one_offset(number).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[test]
    fn values_and_bounds() {
        for (period, value, first, last) in [
            (
                Period::of(Unit::Week, day("2021-01-01")),
                "2020-W53",
                "2020-12-28",
                "2021-01-03",
            ),
            (
                Period::of(Unit::Weekend, day("2022-01-01")),
                "2021-W52-WE",
                "2022-01-01",
                "2022-01-02",
            ),
            (
                Period::of(Unit::Month, day("2024-02-29")),
                "2024-02",
                "2024-02-01",
                "2024-02-29",
            ),
            (
                Period::of(Unit::Quarter, day("2021-12-31")),
                "2021-Q4",
                "2021-10-01",
                "2021-12-31",
            ),
            (
                Some(Period::Season(2021, Season::Winter)),
                "2021-WI",
                "2021-12-01",
                "2022-02-28",
            ),
            (Some(Period::Half(2018, 2)), "2018-H2", "2018-07-01", "2018-12-31"),
            (
                Period::of(Unit::Decade, day("1997-05-05")),
                "199",
                "1990-01-01",
                "1999-12-31",
            ),
            (
                Period::of(Unit::Century, day("1997-05-05")),
                "19",
                "1900-01-01",
                "1999-12-31",
            ),
        ] {
            let period = period.unwrap();
            let (earliest, latest) = period.bounds().unwrap();
            assert_eq!(
                (period.value().as_str(), earliest, latest),
                (value, day(first), day(last))
            );
        }
    }

    #[test]
    fn steps_keep_to_the_calendar() {
        let month = Period::of(Unit::Month, day("2022-01-31")).unwrap();
        assert_eq!(month.step(-1).unwrap().value(), "2021-12");
        assert_eq!(Period::Quarter(2022, 1).step(-1), Some(Period::Quarter(2021, 4)));
        assert_eq!(
            Period::Quarter(2022, 1).years_later(-1),
            Some(Period::Quarter(2021, 1))
        );
        for period in [
            month,
            Period::Year(2022),
            Period::Day(day("2022-01-01")),
            Period::Decade(202),
        ] {
            for by in [i64::MIN, -9_999_999, -999_999, i64::MAX] {
                assert!(period.step(by).is_none(), "{period:?} {by}");
            }
        }
    }
}
