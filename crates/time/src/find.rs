//! Finds the times of a text, without putting them on the calendar.

use onrecord_record::TimexType;

use crate::captures::Captures;
use crate::line::Line;
use crate::meaning::{Meaning, Reading};
use crate::rules::Rules;

/// A time that a rule has found.
#[derive(Clone, Debug)]
pub(crate) struct Found {
    /// Its first token and the one after its last.
    pub start: usize,
    pub end: usize,
    pub kind: TimexType,
    pub reading: Reading,
    pub captures: Captures,
}

/// The times of a text, in order, none over another. From each token on, the rule that matches the most holds.
pub(crate) fn find(line: &Line, rules: &Rules) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    let mut at = 0;
    while at < line.tokens.len() {
        let Some((reading, matched)) = rules.best(line, at) else {
            at += 1;
            continue;
        };
        at = matched.end().max(at + 1);
        let Some(kind) = reading.kind else {
            continue;
        };
        for (start, end, captures) in matched.extents {
            let next = Found {
                start,
                end,
                kind,
                reading: reading.clone(),
                captures,
            };
            if is_day(&next) {
                give_day(line, &mut found, &next);
            }
            match found.last_mut() {
                Some(last) if joins(line, last, &next) => *last = joined(last, &next),
                _ => found.push(next),
            }
        }
    }
    found
}

/// Whether a time on the clock and a day are one time: "9 p.m. on Friday", "Friday at 9 p.m."
fn joins(line: &Line, first: &Found, second: &Found) -> bool {
    let between = match second.start - first.end {
        0 => true,
        1 => [",", "on", "at"].iter().any(|word| line.is(first.end, word)),
        _ => false,
    };
    let one_line = (first.end..=second.start).all(|at| line.next(at).is_some());
    between && one_line && (is_clock(first) && is_day(second) || is_day(first) && is_clock(second))
}

/// Gives the day to the clocks before it in "at 7 p.m. (1600 GMT) on Friday".
fn give_day(line: &Line, found: &mut [Found], day: &Found) {
    let mut end = day.start - usize::from(day.start > 0 && line.is(day.start - 1, "on"));
    for (back, clock) in found.iter_mut().rev().take(2).enumerate() {
        let mark = if back == 0 { ")" } else { "(" };
        if end == 0 || !line.is(end - 1, mark) || clock.end != end - 1 || !is_clock(clock) {
            return;
        }
        let (start, end_of_clock) = (clock.start, clock.end);
        *clock = Found {
            start,
            end: end_of_clock,
            ..joined(clock, day)
        };
        end = start;
    }
}

fn is_clock(found: &Found) -> bool {
    found.reading.meaning == Meaning::Clock && !is_dated(&found.captures)
}

fn is_dated(captures: &Captures) -> bool {
    captures.day.is_some() || captures.weekday.is_some()
}

fn is_day(found: &Found) -> bool {
    let hour = found.captures.part.is_some() || found.captures.clock.is_some();
    !hour
        && found.kind == TimexType::Date
        && match found.reading.meaning {
            Meaning::Day(_, None) => true,
            Meaning::Date | Meaning::Step(_) => is_dated(&found.captures),
            _ => false,
        }
}

fn joined(first: &Found, second: &Found) -> Found {
    let (clock, day) = if is_clock(first) {
        (first, second)
    } else {
        (second, first)
    };
    Found {
        start: first.start,
        end: second.end,
        kind: TimexType::Time,
        reading: day.reading.clone(),
        captures: Captures {
            clock: clock.captures.clock,
            ..day.captures
        },
    }
}
