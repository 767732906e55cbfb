//! Times on the clock: "9 p.m. Kyiv time", "6:45 a.m.", "noon", "21:00 GMT".

use crate::line::Line;
use crate::words::Class;

/// A time on the clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Clock {
    pub hour: i8,
    pub minute: i8,
    /// The number of the zone in the lexicon, where the text names one.
    pub zone: Option<usize>,
}

/// A time on the clock with the place after it. One without "a.m.", "o'clock" or a zone ("21:00") is only one where
/// `plain` is asked for: it may be a score as well.
pub(crate) fn clock(line: &Line, at: usize, plain: bool) -> Option<(Clock, usize)> {
    let (hour, minute, next) = if line.is(at, "noon") || line.is(at, "midday") {
        (12, 0, at + 1)
    } else if line.is(at, "midnight") {
        (0, 0, at + 1)
    } else {
        let (hour, minute, next) = digits(line, at)?;
        match half_of_day(line, next) {
            Some((afternoon, after)) if (1..=12).contains(&hour) => {
                (hour % 12 + if afternoon { 12 } else { 0 }, minute, after)
            }
            Some(_) => return None,
            None if o_clock(line, next) => (hour, minute, next + 3),
            None if plain || zone(line, next).is_some_and(|_| line.raw(at).len() >= 4) => {
                (hour, minute, next)
            }
            None => return None,
        }
    };
    let named = zone(line, next);
    let clock = Clock {
        hour,
        minute,
        zone: named.and_then(|(zone, _)| zone),
    };
    Some((clock, named.map_or(next, |(_, after)| after)))
}

/// Hour and minute: "9", "9:30", "9.30", "0930".
fn digits(line: &Line, at: usize) -> Option<(i8, i8, usize)> {
    let digits = line.digits(at)?;
    let (hour, minute) = match digits.split_once([':', '.']) {
        Some((hour, minute)) if minute.len() == 2 => (hour, minute),
        Some(_) => return None,
        None if digits.len() == 4 => digits.split_at(2),
        None => (digits, "0"),
    };
    let (hour, minute) = (hour.parse().ok()?, minute.parse().ok()?);
    ((0..24).contains(&hour) && (0..60).contains(&minute)).then_some((hour, minute, at + 1))
}

/// "p.m.", "pm": whether it is after noon, and the place after it.
fn half_of_day(line: &Line, at: usize) -> Option<(bool, usize)> {
    if line.is(at, "am") || line.is(at, "pm") {
        return Some((line.is(at, "pm"), at + 1));
    }
    let letter = line.is(at, "a") || line.is(at, "p");
    if letter && line.is(at + 1, ".") && line.is(at + 2, "m") && line.glued(at + 1) {
        let dot = usize::from(line.is(at + 3, ".") && line.glued(at + 3));
        return Some((line.is(at, "p"), at + 3 + dot));
    }
    None
}

fn o_clock(line: &Line, at: usize) -> bool {
    line.is(at, "o") && line.is_apostrophe(at + 1) && line.is(at + 2, "clock")
}

/// "GMT", "Kyiv time", "New York time", "(EST)", "local time"; the zone is `None` for the last.
fn zone(line: &Line, at: usize) -> Option<(Option<usize>, usize)> {
    line.next(at)?;
    if line.is(at, "local") && line.is(at + 1, "time") {
        return Some((None, at + 2));
    }
    if line.is(at, "(") {
        let (found, next) = zone(line, at + 1)?;
        return line.is(next, ")").then_some((found, next + 1));
    }
    let capital = line.next(at).is_some_and(|token| token.capital);
    let two = (line.next(at + 1).is_some_and(|token| token.capital))
        .then(|| format!("{} {}", line.raw(at), line.raw(at + 1)))
        .and_then(|name| line.words.value(line.words.id(&name), Class::Zone, true, false))
        .map(|zone| (zone, at + 2, true));
    let one = || Some((line.value(at, Class::Zone)?, at + 1, line.raw(at).len() > 4));
    let (zone, next, place) = two.or_else(one).filter(|_| capital)?;
    let standard = usize::from(line.is(next, "standard") || line.is(next, "daylight"));
    let time = usize::from(line.is(next + standard, "time"));
    if place && time == 0 {
        return None;
    }
    let next = if time == 1 { next + standard + 1 } else { next };
    Some((usize::try_from(zone).ok(), next))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::RULES;
    use crate::tokens::tokens;

    fn read(text: &str, plain: bool) -> Option<(i8, i8, Option<String>, usize)> {
        let words = &RULES.words;
        let tokens = tokens(text, words);
        let line = Line {
            text,
            words,
            tokens: &tokens,
        };
        let (found, next) = clock(&line, 0, plain)?;
        Some((
            found.hour,
            found.minute,
            found.zone.map(|zone| words.zones[zone].clone()),
            next,
        ))
    }

    #[test]
    fn clocks() {
        let zone = |name: &str| Some(name.to_owned());
        assert_eq!(
            read("9 p.m. Kyiv time", false),
            Some((21, 0, zone("Europe/Kyiv"), 7))
        );
        assert_eq!(read("6:45am today", false), Some((6, 45, None, 2)));
        assert_eq!(read("12 a.m.", false), Some((0, 0, None, 5)));
        assert_eq!(read("noon", false), Some((12, 0, None, 1)));
        assert_eq!(read("21:00 GMT", false), Some((21, 0, zone("UTC"), 2)));
        assert_eq!(read("0930 GMT", false), Some((9, 30, zone("UTC"), 2)));
        assert_eq!(
            read("9 a.m. New York time", false).unwrap().2,
            zone("America/New_York")
        );
        assert_eq!(read("9 o'clock", false), Some((9, 0, None, 4)));
        assert_eq!(read("21:00", true), Some((21, 0, None, 1)));
        for text in ["21:00", "25:00", "9", "9 Moscow", "13 p.m.", "2014 GM"] {
            assert_eq!(read(text, false), None, "{text}");
        }
    }
}
