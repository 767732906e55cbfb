//! Times that are counted from the text's own: "two days later", "that year", "the year-ago quarter".

use crate::captures::Captures;
use crate::nearest::other_weekday;
use crate::period::Period;
use crate::resolve::{Anchor, Context, Place, whole_units};
use crate::unit::Unit;

/// Tokens after a date within which "a year earlier" and "the day after" are counted from it.
const NEAR: usize = 120;

/// A time of the text with a place on the calendar.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Mention {
    pub period: Period,
    /// Its number from 0.
    pub number: usize,
    /// Its first token.
    pub token: usize,
}

impl Mention {
    /// Whether a time that begins with a token may be counted from it.
    pub fn is_near(self, token: usize) -> bool {
        token - self.token <= NEAR
    }
}

impl Context {
    /// Remembers a time of the text. A quarter that isn't over doesn't take the place of one that is: that is what is
    /// expected, not what is told of.
    pub fn remember(&mut self, period: Period, number: usize, token: usize) {
        let over = |period: Period| self.published.is_none_or(|today| period.last() < Some(today));
        let expected = !over(period) && self.last_quarter.is_some_and(|last| over(last.period));
        let mention = Some(Mention {
            period,
            number,
            token,
        });
        self.last = mention;
        match period {
            Period::Day(_) => self.last_day = mention,
            Period::Quarter(..) if !expected => self.last_quarter = mention,
            _ => {}
        }
    }

    /// Remembers a stretch of months, longer than a quarter: what is compared with "a year earlier" from then on is no
    /// quarter.
    pub fn remember_months(&mut self, token: usize) {
        self.last_months = Some(token);
    }

    /// Whether no stretch of months is named after a time of the text.
    fn holds(&self, mention: &Mention) -> bool {
        self.last_months.is_none_or(|months| months < mention.token)
    }

    /// "The following Monday".
    pub(crate) fn near_weekday(
        &self,
        by: i64,
        found: &Captures,
        token: usize,
    ) -> Option<(Period, Option<Anchor>)> {
        let last = self.last_day.filter(|last| last.is_near(token))?;
        let day = other_weekday(found.weekday?, last.period.first()?, by)?;
        Some((Period::Day(day), Some(Anchor::Time(last.number))))
    }

    pub(crate) fn quarter_years_away(
        &self,
        sign: i64,
        found: &Captures,
        token: usize,
    ) -> Option<(Period, Anchor)> {
        let (Unit::Year, count) = whole_units(found)? else {
            return None;
        };
        let near = |last: &Mention| last.is_near(token) && self.holds(last);
        let quarter = self.last_quarter.filter(|last| sign < 0 && near(last))?;
        Some((
            quarter.period.years_later(sign * count)?,
            Anchor::Time(quarter.number),
        ))
    }

    /// "Two days later": from the text's last date, if that is no longer than the unit. "A year later" than March is
    /// March; "the following year" is the whole of it.
    pub(crate) fn later(
        &self,
        sign: i64,
        found: &Captures,
        token: usize,
    ) -> Option<(Period, Option<Anchor>)> {
        if found.amount.is_some()
            && let Some((quarter, anchor)) = self.quarter_years_away(sign, found, token)
        {
            return Some((quarter, Some(anchor)));
        }
        let (unit, count) = whole_units(found)?;
        let last = self
            .last
            .filter(|last| unit > Unit::Hour && last.is_near(token))?;
        let anchor = Some(Anchor::Time(last.number));
        if unit == Unit::Year
            && found.amount.is_some()
            && self.holds(&last)
            && let Some(period) = last.period.years_later(sign * count)
        {
            return Some((period, anchor));
        }
        if last.period.unit() > unit {
            return None;
        }
        Some((
            Period::of(unit, last.period.first()?)?.step(sign * count)?,
            anchor,
        ))
    }

    /// "That night": of the day that the text told of last, or so many days after it.
    pub(crate) fn near_part(
        &self,
        days: i64,
        found: &Captures,
        token: usize,
    ) -> Option<(Place, Option<Anchor>)> {
        let last = self.last_day.filter(|last| last.is_near(token))?;
        let day = last.period.step(days)?.first()?;
        Some((Place::Part(day, found.part?), Some(Anchor::Time(last.number))))
    }

    /// "That year": the one that holds the text's last date, if that is no longer.
    pub(crate) fn same(&self, found: &Captures, token: usize) -> Option<(Period, Option<Anchor>)> {
        let unit = found.unit?;
        let last = if unit == Unit::Day {
            self.last_day?
        } else {
            self.last?
        };
        if !last.is_near(token) || last.period.unit() > unit {
            return None;
        }
        Some((
            Period::of(unit, last.period.first()?)?,
            Some(Anchor::Time(last.number)),
        ))
    }

    /// "The latest quarter", "the year-ago quarter", "the 1988 quarter".
    pub(crate) fn reported(&self, years: i64, found: &Captures) -> Option<(Period, Option<Anchor>)> {
        let (quarter, anchor) = match (self.last_quarter, self.published) {
            (Some(last), _) if years < 0 && !self.holds(&last) => {
                let year = Period::of(Unit::Year, last.period.first()?)?;
                (year, Anchor::Time(last.number))
            }
            (Some(last), _) => (last.period, Anchor::Time(last.number)),
            (None, Some(today)) => (Period::of(Unit::Quarter, today)?.step(-1)?, Anchor::Publication),
            (None, None) => return None,
        };
        let period = match (found.year, quarter) {
            (Some(year), Period::Quarter(_, number)) => Period::Quarter(year, number),
            _ => quarter.years_later(years)?,
        };
        Some((period, Some(anchor)))
    }
}
