//! Times of day, and the zones beside them.

use jiff::civil::{DateTime, Time};
use jiff::tz::Offset;

use super::calendar::{Zone, zone};
use super::dates::Habits;
use super::tokens::{Token, Tokens};

/// A time, and what stands after it to tell its zone.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Clock {
    pub(crate) time: Time,
    zone: Option<Zone>,
}

impl Clock {
    /// How far the clock is from Greenwich at a time it shows.
    pub(crate) fn offset(&self, at: DateTime) -> Option<Offset> {
        self.zone?.offset(at)
    }
}

/// Between a day and its clock.
fn filler(token: Token) -> bool {
    match token {
        Token::Word(word) => {
            let word = &*word.to_lowercase();
            matches!(
                word,
                "t" | "at" | "às" | "as" | "um" | "alle" | "ore" | "a" | "à" | "klo" | "kl" | "on" | "в"
            ) || weekday(word)
        }
        Token::Mark(mark) => matches!(
            mark,
            ',' | '-' | '–' | '—' | '|' | '/' | '@' | '.' | '·' | '•' | '(' | ')'
        ),
        Token::Line => true,
        Token::Number(..) => false,
    }
}

fn weekday(word: &str) -> bool {
    ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
        .iter()
        .any(|day| word.starts_with(day))
}

/// The clock that follows a day, but for what may stand between, and the token after it.
pub(crate) fn clock_after(tokens: &Tokens, end: usize, habits: Habits) -> Option<(usize, Clock)> {
    clock(tokens, tokens.skip(end, filler), habits)
}

/// The clock that ends where a day begins, but for what may stand between, and its first token.
pub(crate) fn clock_before(
    tokens: &Tokens,
    free: usize,
    begin: usize,
    habits: Habits,
) -> Option<(usize, Clock)> {
    let found = (free.max(begin.saturating_sub(14))..begin).find_map(|at| {
        let (end, clock) = clock(tokens, at, habits)?;
        (end <= begin && tokens.skip(end, filler) >= begin).then_some((at, clock))
    });
    // "0339 GMT (1139 HKT) November 19": the clock in brackets is the second.
    let (at, _) = found?;
    let bracket = at
        .checked_sub(1)
        .filter(|&before| tokens.get(before) == Some(Token::Mark('(')));
    bracket
        .and_then(|bracket| clock_before(tokens, free, bracket, habits))
        .or(found)
}

/// The clock that begins at a token, and the token after it.
pub(crate) fn clock(tokens: &Tokens, at: usize, habits: Habits) -> Option<(usize, Clock)> {
    let Token::Number(hour, digits) = tokens.get(at)? else {
        return None;
    };
    let (mut hour, mut minute, mut second) = (hour, 0, 0);
    let mut next = at + 1;
    let mut certain = true;
    match (digits, tokens.get(next)) {
        (1 | 2, Some(Token::Mark(':') | Token::Word("h"))) | (1 | 2, Some(Token::Mark('.')))
            if matches!(tokens.get(next + 1), Some(Token::Number(_, 2))) =>
        {
            certain = tokens.get(next) != Some(Token::Mark('.'));
            if let Some(Token::Number(minutes, 2)) = tokens.get(next + 1) {
                minute = minutes;
            }
            next += 2;
            if let (Some(Token::Mark(':')), Some(Token::Number(seconds, 2))) =
                (tokens.get(next), tokens.get(next + 1))
            {
                second = seconds.min(59);
                next += 2;
                if let (Some(Token::Mark('.' | ',')), Some(Token::Number(..))) =
                    (tokens.get(next), tokens.get(next + 1))
                {
                    next += 2;
                }
            }
        }
        // "0339 GMT"
        (4, Some(Token::Word(word))) if zone(word, habits.country).is_some() => {
            (hour, minute) = (hour / 100, hour % 100)
        }
        (1 | 2, _) => certain = false,
        _ => return None,
    }
    if let Some((afternoon, after)) = half_of_day(tokens, next) {
        if !(1..=12).contains(&hour) && hour > 23 {
            return None;
        }
        if hour <= 12 {
            hour = hour % 12 + if afternoon { 12 } else { 0 };
        }
        (next, certain) = (after, true);
    }
    if let Some(Token::Word("uhr" | "Uhr")) = tokens.get(next) {
        (next, certain) = (next + 1, true);
    }
    if !certain {
        return None;
    }
    let time = Time::new(
        i8::try_from(hour).ok()?,
        i8::try_from(minute).ok()?,
        i8::try_from(second).ok()?,
        0,
    )
    .ok()?;
    let (next, zone) = zone_after(tokens, next, habits);
    Some((next, Clock { time, zone }))
}

/// "pm", "p.m.", "p. m."
fn half_of_day(tokens: &Tokens, at: usize) -> Option<(bool, usize)> {
    let Token::Word(word) = tokens.get(at)? else {
        return None;
    };
    match word.to_ascii_lowercase().as_str() {
        "am" => Some((false, at + 1)),
        "pm" => Some((true, at + 1)),
        letter @ ("a" | "p") => {
            let next = tokens.skip(at + 1, |token| token == Token::Mark('.'));
            let Token::Word("m" | "M") = tokens.get(next)? else {
                return None;
            };
            Some((
                letter == "p",
                tokens.skip(next + 1, |token| token == Token::Mark('.')),
            ))
        }
        _ => None,
    }
}

/// "+01:00", "GMT+0000 (UTC)", "(ET)", and the token after it.
fn zone_after(tokens: &Tokens, at: usize, habits: Habits) -> (usize, Option<Zone>) {
    let next = tokens.skip(at, |token| token == Token::Mark('('));
    let named = match tokens.get(next) {
        Some(Token::Word(word)) => zone(word, habits.country),
        _ => None,
    };
    let after = if named.is_some() { next + 1 } else { next };
    if let (Some(Token::Mark(sign @ ('+' | '-' | '−'))), Some(Token::Number(number, digits))) =
        (tokens.get(after), tokens.get(after + 1))
    {
        let (minutes, end) = match (digits, tokens.get(after + 2), tokens.get(after + 3)) {
            (2, Some(Token::Mark(':')), Some(Token::Number(minutes, 2))) => {
                (number * 60 + minutes, after + 4)
            }
            (4, ..) => (number / 100 * 60 + number % 100, after + 2),
            (1 | 2, ..) => (number * 60, after + 2),
            _ => return (after, named),
        };
        // A hyphen after a clock is a zone's only where the number could be one: "10:15 - 2 min read".
        let zone_like = digits > 1 && (sign == '+' || tokens.touches(after + 1));
        if zone_like && let Ok(minutes @ ..=840) = i32::try_from(minutes) {
            let sign = if sign == '+' { 1 } else { -1 };
            return (end, Some(Zone::Fixed(sign * minutes)));
        }
    }
    if named.is_some() {
        (after, named)
    } else {
        (at, None)
    }
}
