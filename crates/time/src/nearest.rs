//! Which of the days, months or seasons of a name is meant.

use jiff::civil::Date;

use crate::period::{Period, Season, weekday};
use crate::tense::Tense;
use crate::unit::Unit;

/// Days within which a date is close, and beyond which it is far: see [`nearest`].
const CLOSE: i32 = 14;
const FAR: i32 = 300;

/// Years looked through for a day that not every year has.
const YEARS: i64 = 8;

/// "Monday, Oct. 26": the nearest year in which that day is a Monday.
pub(crate) fn named_weekday(
    in_year: impl Fn(i16) -> Option<Period>,
    number: Option<i8>,
    from: Date,
) -> Option<Period> {
    let wanted = weekday(number?)?;
    all(&in_year, from)
        .filter(|period| period.first().is_some_and(|day| day.weekday() == wanted))
        .min_by_key(|period| {
            let away = |day: Date| day.until(from).ok().map(|span| span.get_days().abs());
            period.first().and_then(away)
        })
}

/// The latest on or before a day, or the first on or after it.
pub(crate) fn nearest_weekday(number: i8, from: Date, tense: Option<Tense>) -> Option<Date> {
    let wanted = weekday(number)?;
    if from.weekday() == wanted {
        return Some(from);
    }
    let direction = if tense == Some(Tense::Future) { 1 } else { -1 };
    from.nth_weekday(direction, wanted).ok()
}

/// The latest before a day, or the first after it.
pub(crate) fn other_weekday(number: i8, from: Date, by: i64) -> Option<Date> {
    from.nth_weekday(i32::try_from(by).ok()?, weekday(number)?).ok()
}

/// Of what comes once a year: in the past the latest that began on or before a day, in the future the first that ends
/// on or after it. Where no tense tells, the first in the future is taken where it is far nearer than the latest in the
/// past: news tells of what was.
///
/// Tense can mislead, but writers name the year of what is nearly a year away. So with the future what was over within
/// [`CLOSE`] days holds, and with the past a month that begins within as many.
pub(crate) fn nearest(
    in_year: impl Fn(i16) -> Option<Period>,
    from: Date,
    tense: Option<Tense>,
) -> Option<Period> {
    let past = || {
        all(&in_year, from)
            .rev()
            .find(|period| period.first().is_some_and(|first| first <= from))
    };
    let future = || all(&in_year, from).find(|period| period.last().is_some_and(|last| last >= from));
    let (past, future) = match (past(), future()) {
        (Some(past), Some(future)) => (past, future),
        (past, future) => {
            return if tense == Some(Tense::Future) {
                future
            } else {
                past
            };
        }
    };
    let since = past.last()?.until(from).ok()?.get_days();
    let until = from.until(future.first()?).ok()?.get_days();
    let month = matches!(past, Period::Month(_));
    Some(match tense {
        Some(Tense::Past) if month && until <= CLOSE && since > FAR => future,
        Some(Tense::Past) => past,
        Some(Tense::Future) if since <= CLOSE && until > FAR => past,
        Some(Tense::Future) => future,
        None if until * 3 < since => future,
        None => past,
    })
}

/// What comes once a year, in the years around a day.
fn all(in_year: &impl Fn(i16) -> Option<Period>, from: Date) -> impl DoubleEndedIterator<Item = Period> + '_ {
    (-YEARS..=YEARS).filter_map(move |by| in_year(from.year().checked_add(i16::try_from(by).ok()?)?))
}

/// The latest that is over, or the first that hasn't begun.
pub(crate) fn other(in_year: impl Fn(i16) -> Option<Period>, from: Date, by: i64) -> Option<Period> {
    if by < 0 {
        all(&in_year, from)
            .rev()
            .find(|period| period.last().is_some_and(|last| last < from))
    } else {
        all(&in_year, from).find(|period| period.first().is_some_and(|first| first > from))
    }
}

/// "This summer": that of the calendar year, unless it is over and still to come. In January and February, "this winter" is
/// the one that it is in.
pub(crate) fn this_years(
    in_year: impl Fn(i16) -> Option<Period>,
    from: Date,
    tense: Option<Tense>,
) -> Option<Period> {
    let this = in_year(from.year())?;
    let winter = matches!(this, Period::Season(_, Season::Winter));
    match tense {
        Some(Tense::Future) if this.last()? < from => nearest(in_year, from, tense),
        _ if winter => nearest(in_year, from, Some(Tense::Past)),
        _ => Some(this),
    }
}

/// "The weekend": the latest that had begun, or the next one.
pub(crate) fn weekend(today: Date, tense: Option<Tense>) -> Option<Period> {
    let this = Period::of(Unit::Weekend, today)?;
    match tense {
        Some(Tense::Past) if this.first()? > today => this.step(-1),
        _ => Some(this),
    }
}
