//! When the article was published and when it was last changed.

use jiff::civil::{Date, DateTime};
use jiff::tz::Offset;

use super::byline::Seen;
use super::dates::Written;
use super::{Found, Origin};

/// Everything that the page says of its dates, the surest first.
#[derive(Debug, Default)]
pub(crate) struct Dates {
    /// Dates that are declared as of publication.
    pub(crate) published: Vec<(Written, Origin)>,
    /// Dates that are declared as of the last change.
    pub(crate) updated: Vec<(Written, Origin)>,
    /// Dates of creation: taken where nothing tells of publication.
    pub(crate) created: Vec<(Written, Origin)>,
    /// Dates near the headline.
    pub(crate) seen: Vec<Seen>,
    /// Clock times near the headline whose year is told from the other dates.
    pub(crate) yearless: Vec<Written>,
    /// The day in the address.
    pub(crate) address: Option<Date>,
}

impl Dates {
    /// The dates of publication and of the last change.
    pub(crate) fn settle(mut self) -> (Option<Found>, Option<Found>) {
        self.resolve();
        let updated = self.updated.first().copied().or_else(|| {
            self.seen
                .iter()
                .find(|seen| seen.updated)
                .map(|seen| (seen.written, seen.origin))
        });
        let published = self
            .choose(updated.map(|(written, _)| written))
            .map(|(written, origin)| self.as_shown(written, origin));
        let updated = updated
            .map(|(written, origin)| (self.in_zone(written), origin))
            .filter(|(updated, _)| published.is_none_or(|(published, _)| !before(updated, &published)));
        let found = |(written, origin): (Written, Origin)| Found {
            value: written.value(),
            origin,
        };
        (published.map(found), updated.map(found))
    }

    /// Drops what can't be, and decides which day 03/04/2019 is: another date of the page tells, else it is dropped.
    fn resolve(&mut self) {
        let address = self.address;
        let certain: Vec<Date> = self
            .all()
            .filter(|written| written.or.is_none())
            .map(|written| written.day)
            .chain(address)
            .collect();
        let near = |day: Date| certain.iter().any(|other| days(day, *other) <= 1);
        let settled = |written: &mut Written| {
            if let Some(or) = written.or.take() {
                match (near(written.day), near(or)) {
                    (true, false) => {}
                    (false, true) => written.day = or,
                    _ => return false,
                }
            }
            plausible(written.day, address)
        };
        for list in [&mut self.published, &mut self.updated, &mut self.created] {
            list.retain_mut(|(written, _)| settled(written));
        }
        self.seen.retain_mut(|seen| settled(&mut seen.written));
        // A date a year after all others is of something else: a licence, an event, a mistake.
        let latest = |skip: Date| {
            certain
                .iter()
                .filter(|day| **day != skip && plausible(**day, address))
                .max()
                .copied()
        };
        let lone = |written: &Written| {
            latest(written.day).is_some_and(|latest| written.day > latest && days(written.day, latest) > 366)
        };
        for list in [&mut self.published, &mut self.updated, &mut self.created] {
            list.retain(|(written, _)| !lone(written));
        }
        self.seen.retain(|seen| !lone(&seen.written));
    }

    fn all(&self) -> impl Iterator<Item = &Written> {
        let lists = [&self.published, &self.updated, &self.created]
            .into_iter()
            .flatten();
        lists
            .map(|(written, _)| written)
            .chain(self.seen.iter().map(|seen| &seen.written))
    }

    /// The date of publication by the documented order.
    fn choose(&self, updated: Option<Written>) -> Option<(Written, Origin)> {
        let shown = self
            .seen
            .iter()
            .filter(|seen| !seen.updated)
            .map(|seen| (seen.written, seen.origin));
        let labelled = self
            .seen
            .iter()
            .find(|seen| seen.labelled)
            .map(|seen| (seen.written, seen.origin));
        let address = self.address.map(|day| (Written::on(day), Origin::Address));
        let mut candidates = self
            .published
            .iter()
            .copied()
            .chain(shown)
            .chain(self.created.iter().copied())
            .chain(address);
        let first = candidates
            .clone()
            .find(|(written, _)| updated.is_none_or(|updated| !before(&updated, written)));
        let chosen = first.or_else(|| candidates.next())?;
        // A publication to the second at the last change is the last change: an earlier one that is shown counts.
        match (labelled.or(self.unlabelled()), updated) {
            (Some((shown, origin)), Some(updated))
                if chosen.0.moment().or(chosen.0.local()) == updated.moment().or(updated.local())
                    && chosen.0.clock.is_some()
                    && before(&shown, &chosen.0) =>
            {
                Some((shown, origin))
            }
            _ => Some(chosen),
        }
    }

    /// The first date shown that says neither.
    fn unlabelled(&self) -> Option<(Written, Origin)> {
        self.seen
            .iter()
            .find(|seen| !seen.updated)
            .map(|seen| (seen.written, seen.origin))
    }

    /// A date of publication on the day, and in the zone, in which the page shows it to its readers.
    fn as_shown(&self, written: Written, origin: Origin) -> (Written, Origin) {
        let same = |other: &&Written| {
            other.offset.is_some() && other.local().is_some() && other.local() == written.local()
        };
        let with_zone = self
            .all()
            .find(same)
            .filter(|_| written.offset.is_none())
            .copied();
        let zoned = self.in_zone(with_zone.unwrap_or(written));
        if zoned != written {
            return (zoned, origin);
        }
        let declared = !matches!(origin, Origin::Dateline | Origin::Address);
        let shown = self.seen.iter().filter(|seen| !seen.updated);
        let shown = shown.min_by_key(|seen| (days(seen.written.day, written.day), !seen.labelled));
        if let Some(shown) = shown {
            return if declared
                && days(shown.written.day, written.day) == 1
                && possible(&written, shown.written.day)
            {
                (shown.written, shown.origin)
            } else {
                (written, origin)
            };
        }
        match self.address {
            Some(day)
                if self.seen.is_empty()
                    && declared
                    && days(day, written.day) == 1
                    && utc(&written)
                    && possible(&written, day) =>
            {
                (Written::on(day), Origin::Address)
            }
            _ => (written, origin),
        }
    }

    /// The same moment on the clock that the page shows, where it shows one: "02:59:46Z" is "8:59 pm" for its readers. A
    /// date near the headline with its zone, at most two days away, tells the clock too.
    fn in_zone(&self, written: Written) -> Written {
        let Some(moment) = written.moment().filter(|_| utc(&written)) else {
            return written;
        };
        let seen = self.seen.iter().map(|seen| &seen.written).chain(&self.yearless);
        let others = self
            .all()
            .filter(|other| other.offset.is_some_and(|offset| offset != Offset::UTC));
        let offset = seen.chain(others).find_map(|other| match other.moment() {
            Some(same) if seconds(same, moment).abs() < 60 => {
                other.offset.filter(|offset| *offset != Offset::UTC)
            }
            Some(_) => None,
            None => {
                let apart = seconds(other.local()?, moment);
                let quarters = (apart + 59).div_euclid(900);
                let fits = quarters * 900 - apart < 60
                    && quarters * 900 >= apart
                    && (-48..=56).contains(&quarters)
                    && quarters % 2 == 0;
                let offset = i32::try_from(quarters * 900).ok()?;
                fits.then(|| Offset::from_seconds(offset).ok()).flatten()
            }
        });
        let clocks = self
            .seen
            .iter()
            .filter_map(|seen| Some((seen.written.moment()?, seen.written.offset?)));
        let near = || {
            clocks
                .into_iter()
                .find(|(other, offset)| *offset != Offset::UTC && seconds(*other, moment).abs() < 48 * 3600)
        };
        let Some(offset) = offset.or_else(|| near().map(|(_, offset)| offset)) else {
            return written;
        };
        match moment.checked_add(jiff::Span::new().seconds(i64::from(offset.seconds()))) {
            Ok(local) => Written {
                day: local.date(),
                clock: Some(local.time()),
                offset: Some(offset),
                or: None,
            },
            Err(_) => written,
        }
    }
}

/// Years before the web are of the article only where its address says so, and 1 January 1970 is what a clock shows
/// that was never set.
fn plausible(day: Date, address: Option<Date>) -> bool {
    let unset = (day.year(), day.month(), day.day()) == (1970, 1, 1);
    !unset && day.year() < 2100 && (day.year() >= 1990 || address == Some(day))
}

fn days(one: Date, other: Date) -> i32 {
    (one - other).get_days().abs()
}

fn seconds(one: DateTime, other: DateTime) -> i64 {
    one.duration_since(other).as_secs()
}

fn utc(written: &Written) -> bool {
    written.offset == Some(Offset::UTC)
}

/// Whether the day is another somewhere on Earth at that moment. A date without a moment may be a day off anywhere.
fn possible(written: &Written, day: Date) -> bool {
    let Some(moment) = written.moment() else {
        return true;
    };
    let reaches = |hours: i64| {
        moment
            .checked_add(jiff::Span::new().hours(hours))
            .is_ok_and(|there| there.date() == day)
    };
    reaches(-12) || reaches(14) || !utc(written)
}

/// Whether one date is certainly before another: by the moment, else by the day.
fn before(one: &Written, other: &Written) -> bool {
    match (one.moment(), other.moment()) {
        (Some(one), Some(other)) => seconds(one, other) < -60,
        _ => {
            (one.day - other.day).get_days()
                < if one.offset.is_some() || other.offset.is_some() {
                    -1
                } else {
                    0
                }
        }
    }
}
