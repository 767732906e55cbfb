//! Dates as pages write them.
//!
//! [`whole`] reads the value of an attribute, [`within`] finds dates in what a reader sees. Both give [`Written`]: the
//! day, and the moment where a clock *and* its zone are known. A clock without a zone could stand for any of forty
//! hours, so the day is all that is taken from it; [`Written::clock`] keeps it to compare with other dates of the page.

use jiff::civil::{Date, DateTime, Time};
use jiff::tz::Offset;

use super::calendar::month;
use super::clock::{Clock, clock, clock_after, clock_before};
use super::tokens::{Token, Tokens};

/// What a page's language and address tell of how it writes dates.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Habits<'a> {
    /// Whether 03/04 is the third of April, where that is known.
    pub(crate) day_first: Option<bool>,
    /// The last label of the host: `uk`.
    pub(crate) country: Option<&'a str>,
}

/// A date as it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Written {
    /// The day; where the page doesn't tell which of two it is, the one with the day before the month.
    pub(crate) day: Date,
    /// The other day that it may be: 4 March for 3 April.
    pub(crate) or: Option<Date>,
    /// The time on the clock of the place.
    pub(crate) clock: Option<Time>,
    /// How far that clock is from Greenwich.
    pub(crate) offset: Option<Offset>,
}

impl Written {
    /// A day without a clock.
    pub(crate) fn on(day: Date) -> Written {
        Written {
            day,
            or: None,
            clock: None,
            offset: None,
        }
    }

    /// The day and time on the clock.
    pub(crate) fn local(&self) -> Option<DateTime> {
        Some(self.day.to_datetime(self.clock?))
    }

    /// The day and time in Greenwich, where the zone is known.
    pub(crate) fn moment(&self) -> Option<DateTime> {
        self.local()?
            .checked_sub(jiff::Span::new().seconds(i64::from(self.offset?.seconds())))
            .ok()
    }

    /// `2019-11-19T17:02:00-05:00` where the moment is known, else `2019-11-19`.
    pub(crate) fn value(&self) -> String {
        let (Some(clock), Some(offset)) = (self.clock, self.offset) else {
            return self.day.to_string();
        };
        let minutes = offset.seconds() / 60;
        let zone = match minutes {
            0 => "Z".to_owned(),
            _ => {
                let sign = if minutes < 0 { '-' } else { '+' };
                format!("{sign}{:02}:{:02}", minutes.abs() / 60, minutes.abs() % 60)
            }
        };
        format!(
            "{}T{:02}:{:02}:{:02}{zone}",
            self.day,
            clock.hour(),
            clock.minute(),
            clock.second()
        )
    }
}

/// The date that a text is, and nothing else: the value of an attribute or of a field.
pub(crate) fn whole(text: &str, habits: Habits) -> Option<Written> {
    let text = text.trim();
    if text.len() > 100 {
        return None;
    }
    if text.bytes().all(|byte| byte.is_ascii_digit()) {
        return match text.len() {
            8 => compact(text),
            10 => epoch(text.parse().ok()?),
            13 => epoch(text.parse::<i64>().ok()?.div_euclid(1000)),
            _ => None,
        };
    }
    within(text, habits)
        .into_iter()
        .next()
        .map(|(_, written)| written)
}

/// The dates of a text, each with the byte where it, or the clock before it, begins. A text is read to 1,000 bytes.
pub(crate) fn within(text: &str, habits: Habits) -> Vec<(usize, Written)> {
    let tokens = Tokens::of(text);
    let mut found = Vec::new();
    let mut at = 0;
    let mut free = 0;
    while at < tokens.len() {
        let Some((read, Day { day, or, mut clock })) = day(&tokens, at, habits) else {
            at += 1;
            continue;
        };
        let (begin, mut end) = (at, at + read);
        let mut first = begin;
        if clock.is_none() {
            if let Some((next, after)) = clock_after(&tokens, end, habits) {
                clock = Some(after);
                end = next;
            } else if let Some((before, earlier)) = clock_before(&tokens, free, begin, habits) {
                clock = Some(earlier);
                first = before;
            }
        }
        let mut written = Written {
            day,
            or,
            clock: clock.map(|clock| clock.time),
            offset: None,
        };
        written.offset = clock.and_then(|clock| clock.offset(written.local()?));
        found.push((tokens.begin(first), written));
        at = end;
        free = end;
    }
    found
}

/// Days of which the year is left out ("Nov 18, 8:19 PM"), with a clock, nearest to another day.
pub(crate) fn yearless(text: &str, near: Date, habits: Habits) -> Vec<Written> {
    let tokens = Tokens::of(text);
    let read = |at: usize| {
        let (month, day) = match (tokens.get(at)?, tokens.get(at + 1)?) {
            (Token::Word(word), Token::Number(day, ..)) => (month(word)?, day),
            (Token::Number(day, ..), Token::Word(word)) => (month(word)?, day),
            _ => return None,
        };
        let (_, clock) = clock_after(&tokens, at + 2, habits)?;
        let day = [near.year() - 1, near.year(), near.year() + 1]
            .into_iter()
            .filter_map(|year| Date::new(year, month, i8::try_from(day).ok()?).ok())
            .min_by_key(|day| (*day - near).get_days().abs())?;
        let mut written = Written {
            clock: Some(clock.time),
            ..Written::on(day)
        };
        written.offset = clock.offset(written.local()?);
        Some(written)
    };
    (0..tokens.len()).filter_map(read).collect()
}

fn compact(digits: &str) -> Option<Written> {
    let (year, month, day) = (
        digits[..4].parse().ok()?,
        digits[4..6].parse().ok()?,
        digits[6..].parse().ok()?,
    );
    Date::new(year, month, day).ok().map(Written::on)
}

fn epoch(seconds: i64) -> Option<Written> {
    let moment = Offset::UTC.to_datetime(jiff::Timestamp::from_second(seconds).ok()?);
    Some(Written {
        clock: Some(moment.time()),
        offset: Some(Offset::UTC),
        ..Written::on(moment.date())
    })
}

/// A day, and the clock inside it ("Nov 19 05:44:06 GMT 2019").
struct Day {
    day: Date,
    or: Option<Date>,
    clock: Option<Clock>,
}

/// The day that begins at a token, and how many tokens it takes.
fn day(tokens: &Tokens, at: usize, habits: Habits) -> Option<(usize, Day)> {
    let plain = |read, day: Option<Date>| {
        Some((
            read,
            Day {
                day: day?,
                or: None,
                clock: None,
            },
        ))
    };
    match tokens.get(at)? {
        Token::Number(first, 4) => {
            // 2019-11-19, 2019/11/19, 2019.11.19, 2019年11月19日, 2019년 11월 19일
            let mut next = at + 1;
            match tokens.get(next)? {
                Token::Mark('-' | '/' | '.') => {}
                Token::Word("年" | "년") => {}
                _ => return None,
            }
            next += 1;
            let Token::Number(month, 1 | 2) = tokens.get(next)? else {
                return None;
            };
            next += 1;
            match tokens.get(next)? {
                Token::Mark('-' | '/' | '.') | Token::Word("月" | "월") => next += 1,
                _ => return None,
            }
            let Token::Number(day, 1 | 2) = tokens.get(next)? else {
                return None;
            };
            next += 1;
            if let Some(Token::Word("日" | "일")) = tokens.get(next) {
                next += 1;
            }
            plain(next - at, date(first, month, day))
        }
        Token::Number(first, 1 | 2) => {
            if let Token::Mark(mark @ ('/' | '.' | '-')) = tokens.get(at + 1)?
                && let Token::Number(second, 1 | 2) = tokens.get(at + 2)?
            {
                if tokens.get(at + 3)? != Token::Mark(mark) {
                    return None;
                }
                let Token::Number(year, digits @ (2 | 4)) = tokens.get(at + 4)? else {
                    return None;
                };
                let (day, or) = numeric(first, second, century(year, digits), mark, habits)?;
                return Some((5, Day { day, or, clock: None }));
            }
            // 19 November 2019, 19. November 2019, 19th of November, 2019, 22 de outubro de 2010, 19-Nov-2019
            let next = tokens.skip(at + 1, |token| {
                matches!(
                    token,
                    Token::Word("st" | "nd" | "rd" | "th" | "de" | "of" | "er" | "º")
                        | Token::Mark('.' | '-' | '/')
                )
            });
            let Token::Word(word) = tokens.get(next)? else {
                return None;
            };
            let month = month(word)?;
            let next = tokens.skip(next + 1, |token| {
                matches!(
                    token,
                    Token::Word("de" | "del") | Token::Mark('.' | ',' | '-' | '/')
                )
            });
            let Token::Number(year, digits @ (2 | 4)) = tokens.get(next)? else {
                return None;
            };
            plain(
                next + 1 - at,
                date(century(year, digits), u32::from(month.unsigned_abs()), first),
            )
        }
        Token::Word(word) => {
            // November 19, 2019; Nov. 18th 2019; Nov 19 05:44:06 GMT 2019
            let month = u32::from(month(word)?.unsigned_abs());
            let next = tokens.skip(at + 1, |token| matches!(token, Token::Mark('.' | '-')));
            let Token::Number(day, 1 | 2) = tokens.get(next)? else {
                return None;
            };
            let next = tokens.skip(next + 1, |token| {
                matches!(
                    token,
                    Token::Word("st" | "nd" | "rd" | "th") | Token::Mark('.' | ',' | '-')
                )
            });
            if let Token::Number(year, 4) = tokens.get(next)? {
                return plain(next + 1 - at, date(year, month, day));
            }
            let (next, clock) = clock(tokens, tokens.skip(next, |token| token == Token::Line), habits)?;
            let Token::Number(year, 4) = tokens.get(next)? else {
                return None;
            };
            Some((
                next + 1 - at,
                Day {
                    day: date(year, month, day)?,
                    or: None,
                    clock: Some(clock),
                },
            ))
        }
        _ => None,
    }
}

fn date(year: u32, month: u32, day: u32) -> Option<Date> {
    Date::new(
        i16::try_from(year).ok()?,
        i8::try_from(month).ok()?,
        i8::try_from(day).ok()?,
    )
    .ok()
}

/// A year of two digits is of 1970 to 2069.
fn century(year: u32, digits: usize) -> u32 {
    match (digits, year) {
        (2, ..70) => 2000 + year,
        (2, _) => 1900 + year,
        _ => year,
    }
}

/// The day of 03/04/2019, and the other that it may be. Points stand between the numbers where the day comes first.
fn numeric(first: u32, second: u32, year: u32, mark: char, habits: Habits) -> Option<(Date, Option<Date>)> {
    let day_first = date(year, second, first);
    let month_first = date(year, first, second);
    let points = (mark == '.').then_some(true);
    match (day_first, month_first) {
        (Some(one), Some(other)) if one != other => Some(match habits.day_first.or(points) {
            Some(true) => (one, None),
            Some(false) => (other, None),
            None => (one, Some(other)),
        }),
        (one, other) => Some((one.or(other)?, None)),
    }
}

#[cfg(test)]
#[path = "dates_tests.rs"]
mod tests;
