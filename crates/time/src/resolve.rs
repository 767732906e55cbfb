//! From what a rule says to a place on the calendar.

use jiff::civil::{Date, DateTime};

use crate::captures::Captures;
use crate::clock::Clock;
use crate::meaning::Meaning;
use crate::named::NamedDay;
use crate::narrative::Mention;
use crate::nearest::{named_weekday, nearest, nearest_weekday, other, other_weekday, this_years, weekend};
use crate::open::open;
use crate::period::{Part, Period};
use crate::published::Published;
use crate::tense::Tense;
use crate::unit::{Amount, Unit};

/// What a time was counted from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Anchor {
    Publication,
    /// Another time of the text, by its number from 0.
    Time(usize),
}

/// Where a time is.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Place {
    Period(Period),
    /// A year or quarter of no calendar year.
    Fiscal(Period),
    Part(Date, Part),
    Clock(Date, Clock),
    /// Not known on the calendar: its TIMEX3 value.
    Open(String),
}

/// What is known when a time is read: the publication date and the times before it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Context {
    pub published: Option<Date>,
    /// The moment of publication, where it is known.
    clock: Option<DateTime>,
    pub last: Option<Mention>,
    pub last_day: Option<Mention>,
    pub last_quarter: Option<Mention>,
    /// The first token of the last stretch of months that is longer than a quarter: "the nine months".
    pub last_months: Option<usize>,
}

impl Context {
    pub fn new(published: Option<Published>) -> Self {
        Self {
            published: published.map(Published::date),
            clock: published.and_then(Published::clock),
            ..Self::default()
        }
    }

    /// The place of what a rule has found, with what it was counted from.
    pub fn place(
        &self,
        meaning: &Meaning,
        found: &Captures,
        tense: impl Fn() -> Option<Tense>,
        token: usize,
    ) -> (Place, Option<Anchor>) {
        self.known(meaning, found, &tense, token)
            .unwrap_or_else(|| (Place::Open(open(meaning, found)), None))
    }

    fn known(
        &self,
        meaning: &Meaning,
        found: &Captures,
        tense: &dyn Fn() -> Option<Tense>,
        token: usize,
    ) -> Option<(Place, Option<Anchor>)> {
        let at = |found: (Period, Option<Anchor>)| (Place::Period(found.0), found.1);
        match *meaning {
            Meaning::Day(days, part) => {
                let day = Period::Day(self.published?).step(days)?.first()?;
                let place = self.within(day, part.or(found.part), found.clock);
                Some((place, Some(Anchor::Publication)))
            }
            Meaning::Date | Meaning::Half | Meaning::Century => self.date(meaning, found, tense),
            Meaning::Fiscal(years) => {
                let (place, anchor) = self.date(&Meaning::Date, found, tense)?;
                match place {
                    Place::Period(period) => Some((Place::Fiscal(period.years_later(years)?), anchor)),
                    _ => None,
                }
            }
            Meaning::Step(by) => self.step(by, found, tense),
            Meaning::Away(sign) => self
                .minutes_away(sign, found)
                .or_else(|| self.away(sign, found, token).map(at)),
            Meaning::Later(by) if found.weekday.is_some() => self.near_weekday(by, found, token).map(at),
            Meaning::Later(by) if found.part.is_some() => self.near_part(by, found, token),
            Meaning::Later(sign) => self
                .later(sign, found, token)
                .or_else(|| self.years_before(sign, found, token))
                .map(at),
            Meaning::Same if found.part.is_some() => self.near_part(0, found, token),
            Meaning::Same => self.same(found, token).map(at),
            Meaning::Reported(years) => self.reported(years, found).map(at),
            Meaning::Named(day) => self.named(day, found, tense).map(at),
            Meaning::Clock => self.clock(found, tense, token),
            Meaning::None | Meaning::Value(_) | Meaning::Length(_) | Meaning::Every | Meaning::Often(_) => {
                None
            }
        }
    }

    /// A day, or a part of it.
    fn within(&self, day: Date, part: Option<Part>, clock: Option<Clock>) -> Place {
        match (clock, part) {
            (Some(clock), _) => Place::Clock(day, clock),
            (None, Some(part)) => Place::Part(day, part),
            (None, None) => Place::Period(Period::Day(day)),
        }
    }

    /// The year that a time names, or names by its distance.
    fn year(&self, found: &Captures) -> Option<(i16, Option<Anchor>)> {
        if let Some(year) = found.year {
            return Some((year, None));
        }
        let year = self.published?.year().checked_add(found.years_away?)?;
        Some((year, Some(Anchor::Publication)))
    }

    fn date(
        &self,
        meaning: &Meaning,
        found: &Captures,
        tense: &dyn Fn() -> Option<Tense>,
    ) -> Option<(Place, Option<Anchor>)> {
        let whole = |period| (Place::Period(period), None);
        if let Some(decade) = found.decade {
            return Some(whole(Period::Decade(self.full_decade(decade))));
        }
        if *meaning == Meaning::Century {
            return Some(whole(Period::Century(i16::try_from(found.ordinal? - 1).ok()?)));
        }
        let in_year = |year: i16| -> Option<Period> {
            match (found.month, found.day, found.season, found.ordinal) {
                (Some(month), Some(day), ..) => Some(Period::Day(Date::new(year, month, day).ok()?)),
                (Some(month), ..) => Some(Period::Month(Date::new(year, month, 1).ok()?)),
                (_, _, Some(season), _) => Some(Period::Season(year, season)),
                (.., Some(half)) if *meaning == Meaning::Half => {
                    numbered(half, 2).map(|half| Period::Half(year, half))
                }
                (.., Some(quarter)) => numbered(quarter, 4).map(|quarter| Period::Quarter(year, quarter)),
                _ => found.weekday.is_none().then_some(Period::Year(year)),
            }
        };
        let (period, anchor) = if let Some((year, anchor)) = self.year(found) {
            (in_year(year)?, anchor)
        } else if let Some(day) = found.weekday.filter(|_| found.day.is_none()) {
            let (from, anchor) = self.day_to_count_from()?;
            (Period::Day(nearest_weekday(day, from, tense())?), Some(anchor))
        } else {
            let (from, anchor) = self.day_to_count_from()?;
            let tense = if found.month.is_some() {
                tense()
            } else {
                tense().or(Some(Tense::Past))
            };
            let period =
                named_weekday(in_year, found.weekday, from).or_else(|| nearest(in_year, from, tense))?;
            (period, Some(anchor))
        };
        match period {
            Period::Day(day) => Some((self.within(day, found.part, found.clock), anchor)),
            _ => Some((Place::Period(period), anchor)),
        }
    }

    /// What an undated day or month is looked for from: the publication date, else the text's last day.
    fn day_to_count_from(&self) -> Option<(Date, Anchor)> {
        match (self.published, self.last_day) {
            (Some(day), _) => Some((day, Anchor::Publication)),
            (None, Some(last)) => Some((last.period.first()?, Anchor::Time(last.number))),
            (None, None) => None,
        }
    }

    /// "The 90s" are the last that had begun at publication; without one those of the 20th century.
    fn full_decade(&self, decade: i16) -> i16 {
        if decade >= 100 {
            return decade;
        }
        let now = self.published.map_or(199, |day| day.year() / 10);
        let this = now - now % 10 + decade;
        if this > now { this - 10 } else { this }
    }

    fn step(
        &self,
        by: i64,
        found: &Captures,
        tense: &dyn Fn() -> Option<Tense>,
    ) -> Option<(Place, Option<Anchor>)> {
        let today = self.published?;
        let anchor = Some(Anchor::Publication);
        let in_year = |year: i16| -> Option<Period> {
            match (found.month, found.day, found.season) {
                (Some(month), Some(day), _) => Some(Period::Day(Date::new(year, month, day).ok()?)),
                (Some(month), None, _) => Some(Period::Month(Date::new(year, month, 1).ok()?)),
                (None, _, Some(season)) => Some(Period::Season(year, season)),
                _ => None,
            }
        };
        let period = if let Some(weekday) = found.weekday {
            match by {
                0 => Period::Day(nearest_weekday(weekday, today, tense().or(Some(Tense::Future)))?),
                _ => Period::Day(other_weekday(weekday, today, by)?),
            }
        } else if found.month.is_some() || found.season.is_some() {
            match by {
                0 => this_years(in_year, today, tense())?,
                _ => other(in_year, today, by)?,
            }
        } else if let Some(part) = found.part {
            let day = Period::Day(today).step(by)?.first()?;
            return Some((Place::Part(day, part), anchor));
        } else if found.unit == Some(Unit::Weekend) && by == 0 {
            weekend(today, tense())?
        } else {
            Period::of(found.unit?, today)?.step(by)?
        };
        match period {
            Period::Day(day) => Some((self.within(day, found.part, found.clock), anchor)),
            _ => Some((Place::Period(period), anchor)),
        }
    }

    /// "Two days ago": as coarse as the unit. "A year ago" of a text that tells of a quarter is that quarter's.
    fn away(&self, sign: i64, found: &Captures, token: usize) -> Option<(Period, Option<Anchor>)> {
        if let Some((quarter, anchor)) = self.quarter_years_away(sign, found, token) {
            return Some((quarter, Some(anchor)));
        }
        let (unit, count) = whole_units(found)?;
        (unit > Unit::Hour).then_some(())?;
        let period = Period::of(unit, self.published?)?.step(sign * count)?;
        Some((period, Some(Anchor::Publication)))
    }

    /// "A year earlier", where the text has no date to count from, is a year ago: it compares with now.
    fn years_before(&self, sign: i64, found: &Captures, token: usize) -> Option<(Period, Option<Anchor>)> {
        let years = sign < 0 && found.unit == Some(Unit::Year) && found.amount.is_some();
        years.then(|| self.away(sign, found, token)).flatten()
    }

    /// "Two hours ago", where the moment of publication is known.
    fn minutes_away(&self, sign: i64, found: &Captures) -> Option<(Place, Option<Anchor>)> {
        let (unit, count) = whole_units(found)?;
        let minutes = match unit {
            Unit::Minute => count,
            Unit::Hour => count * 60,
            _ => return None,
        };
        let moment = self
            .clock?
            .checked_add(jiff::SignedDuration::from_mins(sign * minutes))
            .ok()?;
        let clock = Clock {
            hour: moment.hour(),
            minute: moment.minute(),
            zone: None,
        };
        Some((Place::Clock(moment.date(), clock), Some(Anchor::Publication)))
    }

    fn named(
        &self,
        day: NamedDay,
        found: &Captures,
        tense: &dyn Fn() -> Option<Tense>,
    ) -> Option<(Period, Option<Anchor>)> {
        let in_year = |year: i16| day.in_year(year).map(Period::Day);
        if let Some((year, anchor)) = self.year(found) {
            return Some((in_year(year)?, anchor));
        }
        let (from, anchor) = self.day_to_count_from()?;
        Some((
            nearest(in_year, from, tense().or(Some(Tense::Past)))?,
            Some(anchor),
        ))
    }

    /// A time on the clock without a day beside it: of the day that the text told of last, else of publication.
    fn clock(
        &self,
        found: &Captures,
        tense: &dyn Fn() -> Option<Tense>,
        token: usize,
    ) -> Option<(Place, Option<Anchor>)> {
        let clock = found.clock?;
        if found.month.is_some() || found.weekday.is_some() {
            return self.date(&Meaning::Date, found, tense);
        }
        let near = self.last_day.filter(|last| last.is_near(token));
        let (day, anchor) = match (near, self.published) {
            (Some(last), _) => (last.period.first()?, Anchor::Time(last.number)),
            (None, Some(today)) => (today, Anchor::Publication),
            (None, None) => return None,
        };
        Some((Place::Clock(day, clock), Some(anchor)))
    }
}

fn numbered(number: i64, most: i64) -> Option<i8> {
    i8::try_from(number).ok().filter(|_| (1..=most).contains(&number))
}

/// A unit and how many of it, a whole number: "two and a half years" are 30 months.
pub(crate) fn whole_units(found: &Captures) -> Option<(Unit, i64)> {
    let unit = found.unit?;
    match found.amount.unwrap_or(Amount::ONE) {
        Amount::Vague => None,
        amount @ Amount::Exact(hundredths) => match (amount.whole(), unit.parts()) {
            (Some(whole), _) if unit == Unit::Fortnight => Some((Unit::Week, whole * 2)),
            (Some(whole), _) => Some((unit, whole)),
            (None, Some((part, number))) => Some((part, hundredths * number / 100)),
            (None, None) => None,
        },
    }
}
