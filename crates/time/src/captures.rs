use jiff::civil::Date;

use crate::clock::Clock;
use crate::period::{Part, Season};
use crate::unit::{Amount, Unit};

/// One thing that a pattern's slot has read.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Capture {
    Month(i8),
    Day(i8),
    Year(i16),
    /// The last two digits of a year: "1985-87"; by itself ("'88") one from 1931 to 2030.
    ShortYear(i16),
    /// "last year": -1.
    YearsAway(i16),
    Weekday(i8),
    Unit(Unit),
    Amount(Amount),
    Season(Season),
    Part(Part),
    Ordinal(i64),
    Decade(i16),
    Clock(Clock),
}

/// All that a pattern's slots have read, by what it is.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Captures {
    pub month: Option<i8>,
    pub day: Option<i8>,
    pub year: Option<i16>,
    pub years_away: Option<i16>,
    pub weekday: Option<i8>,
    pub unit: Option<Unit>,
    pub amount: Option<Amount>,
    pub season: Option<Season>,
    pub part: Option<Part>,
    pub ordinal: Option<i64>,
    pub decade: Option<i16>,
    pub clock: Option<Clock>,
}

impl Captures {
    /// Whether no calendar has such a day: 31 April, 29 February 2022.
    pub fn is_impossible(&self) -> bool {
        match (self.month, self.day) {
            (Some(month), Some(day)) => Date::new(self.year.unwrap_or(2000), month, day).is_err(),
            _ => false,
        }
    }

    /// Takes one in; a later one of the same kind takes the place of an earlier one.
    pub fn take(&mut self, capture: Capture) {
        match capture {
            Capture::Month(month) => self.month = Some(month),
            Capture::Day(day) => self.day = Some(day),
            Capture::Year(year) => self.year = Some(year),
            Capture::ShortYear(short) => {
                let century = self
                    .year
                    .map_or(if short > 30 { 1900 } else { 2000 }, |year| year - year % 100);
                self.year = Some(century + short);
            }
            Capture::YearsAway(years) => self.years_away = Some(years),
            Capture::Weekday(weekday) => self.weekday = Some(weekday),
            Capture::Unit(unit) => self.unit = Some(unit),
            Capture::Amount(amount) => self.amount = Some(amount),
            Capture::Season(season) => self.season = Some(season),
            Capture::Part(part) => self.part = Some(part),
            Capture::Ordinal(ordinal) => self.ordinal = Some(ordinal),
            Capture::Decade(decade) => self.decade = Some(decade),
            Capture::Clock(clock) => self.clock = Some(clock),
        }
    }
}
