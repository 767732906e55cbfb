//! Days as articles show them: "Published 3 May 2024", "Friday, May 3rd, 2024 10:15 am EDT", "KELLBURG, May 3, 2024 –".
//! A day without its year, or with day and month in figures that may be taken either way, is none.

use jiff::civil::Date;

/// A day, `YYYY-MM-DD`, and what happened on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Day {
    Published(String),
    Updated(String),
}

const PUBLISHED: &[&str] = &[
    "first published on",
    "first published",
    "originally published on",
    "originally published",
    "published on",
    "published at",
    "published",
    "posted on",
    "posted",
    "date",
];

const UPDATED: &[&str] = &[
    "last updated on",
    "last updated",
    "updated on",
    "updated at",
    "updated",
    "last modified",
    "modified",
];

const MONTHS: &[&str] = &[
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
];

const FULL_MONTHS: &[&str] = &[
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

const DAYS: &[&str] = &["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/// The day of a line that is nothing else: with a label, a weekday and a time, or without.
pub(super) fn day(line: &str) -> Option<Day> {
    let line = line.trim();
    let label = |labels: &[&str]| {
        let label = labels.iter().find(|label| {
            line.get(..label.len())
                .is_some_and(|start| start.eq_ignore_ascii_case(label))
                && !line[label.len()..].starts_with(char::is_alphanumeric)
        })?;
        Some(line[label.len()..].trim_start_matches([':', ' ', '\u{a0}']))
    };
    match (label(PUBLISHED), label(UPDATED)) {
        (Some(rest), _) => alone(rest).map(Day::Published),
        (_, Some(rest)) => alone(rest).map(Day::Updated),
        _ => alone(line).map(Day::Published),
    }
}

/// The day in a dateline at the start of a text: "KELLBURG, May 3, 2024 (KPA) – The bridge …".
pub(super) fn dateline(paragraph: &str) -> Option<String> {
    let end = paragraph
        .char_indices()
        .nth(80)
        .map_or(paragraph.len(), |(end, _)| end);
    let start = &paragraph[..end];
    let dash = [" – ", " — ", " - ", " -- "]
        .iter()
        .filter_map(|dash| start.find(dash))
        .min()?;
    let (place, rest) = start[..dash].split_once(',')?;
    let place = place.trim();
    let capitals = !place.is_empty()
        && !place
            .chars()
            .any(|char| char.is_lowercase() || char.is_ascii_digit());
    let (date, agency) = rest.split_once('(').unwrap_or((rest, ""));
    (capitals && agency.chars().count() <= 20).then(|| alone(date))?
}

/// Whether a text is a time of day: "10:15 am EDT".
pub(super) fn is_time(text: &str) -> bool {
    let words = words(text);
    words.iter().any(|word| is_clock(word)) && words.iter().all(|word| belongs_to_time(word))
}

/// The day of a text in which nothing else stands but a weekday and a time.
fn alone(text: &str) -> Option<String> {
    let words = words(text);
    if let Some(whole) = words.first().and_then(|word| crate::publication_date(word).ok())
        && words[1..].iter().all(|word| belongs_to_time(word))
    {
        return whole.get(..10).map(Into::into);
    }
    let is_weekday = |word: &&str| {
        DAYS.iter().any(|day| word.to_ascii_lowercase().starts_with(day))
            && word.ends_with(|c: char| c.is_alphabetic())
    };
    let words = match words.split_first() {
        Some((first, rest)) if is_weekday(first) && month(first).is_none() => rest,
        _ => &words[..],
    };
    let (date, used) = match words {
        [day, name, year, ..] if month(name).is_some() => {
            (date(number(year)?, month(name)?, ordinal(day)?)?, 3)
        }
        [name, day, year, ..] if month(name).is_some() => {
            (date(number(year)?, month(name)?, ordinal(day)?)?, 3)
        }
        [figures, ..] => (of_figures(figures)?, 1),
        [] => return None,
    };
    words[used..]
        .iter()
        .all(|word| belongs_to_time(word))
        .then(|| date.to_string())
}

fn words(text: &str) -> Vec<&str> {
    text.split(|char: char| char.is_whitespace() || matches!(char, ',' | '(' | ')' | '|'))
        .filter(|word| !word.is_empty())
        .take(20)
        .collect()
}

fn month(word: &str) -> Option<i8> {
    let lower = word.to_ascii_lowercase();
    let short = lower.strip_suffix('.').unwrap_or(&lower);
    let short = if short == "sept" { "sep" } else { short };
    let find = |names: &[&str]| names.iter().position(|name| *name == short);
    find(MONTHS).or_else(|| find(FULL_MONTHS)).map(|at| at as i8 + 1)
}

/// A day with or without its ending: 3, 3rd.
fn ordinal(word: &str) -> Option<i8> {
    let figures = word.trim_end_matches(|char: char| char.is_ascii_alphabetic());
    let ending = &word[figures.len()..];
    (matches!(ending, "" | "st" | "nd" | "rd" | "th") && figures.len() <= 2).then(|| figures.parse().ok())?
}

fn number(word: &str) -> Option<i16> {
    (word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit())).then(|| word.parse().ok())?
}

/// `25/02/2022` and `02/25/2022`, but not `03/05/2022`.
fn of_figures(word: &str) -> Option<Date> {
    let mut parts = word.split(['/', '.']);
    let (one, two, year) = (parts.next()?, parts.next()?, parts.next()?);
    let (one, two, year) = (ordinal(one)?, ordinal(two)?, number(year)?);
    match (one > 12, two > 12, one == two) {
        _ if parts.next().is_some() => None,
        (true, ..) => date(year, two, one),
        (_, true, _) | (_, _, true) => date(year, one, two),
        _ => None,
    }
}

fn date(year: i16, month: i8, day: i8) -> Option<Date> {
    Date::new(year, month, day)
        .ok()
        .filter(|_| (1800..2200).contains(&year))
}

fn is_clock(word: &str) -> bool {
    let lower = word.to_ascii_lowercase();
    let figures = lower.trim_end_matches(|char: char| char.is_ascii_alphabetic() || char == '.');
    let half = matches!(
        &lower[figures.len()..],
        "" | "am" | "pm" | "a.m." | "p.m." | "z" | "h"
    );
    let mut parts = figures.split([':', '.']);
    let two = |part: &str| (1..=2).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
    half && parts.clone().count() <= 3 && parts.all(two)
}

fn belongs_to_time(word: &str) -> bool {
    let zone = (2..=5).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_uppercase());
    let offset = ["GMT", "UTC", "+", "-"].iter().any(|start| {
        word.strip_prefix(start).is_some_and(|rest| {
            rest.bytes()
                .all(|byte| byte.is_ascii_digit() || matches!(byte, b'+' | b'-' | b':'))
        })
    });
    let half = matches!(
        word.to_ascii_lowercase().as_str(),
        "am" | "pm" | "a.m." | "p.m." | "at" | "et" | "local" | "time" | "/"
    );
    is_clock(word) || zone || offset || half
}

#[cfg(test)]
mod tests {
    use super::*;

    fn published(line: &str) -> Option<String> {
        match day(line)? {
            Day::Published(day) => Some(day),
            Day::Updated(_) => None,
        }
    }

    #[test]
    fn days_of_publication() {
        for line in [
            "Published 3 May 2024",
            "PUBLISHED: May 3, 2024",
            "Published on Friday, May 3rd, 2024 at 10:15 am EDT",
            "First published 3 May 2024 10.15 BST",
            "Posted 2024-05-03",
            "Published 2024-05-03T10:15:00+02:00",
            "May 3, 2024",
            "Fri 3 May 2024, 10:15 GMT+1",
            "May 3, 2024 (10:15 p.m. ET)",
            "May\u{a0}3,\u{a0}2024",
        ] {
            assert_eq!(published(line).as_deref(), Some("2024-05-03"), "{line}");
        }
        assert_eq!(published("25/02/2022").as_deref(), Some("2022-02-25"));
        assert_eq!(published("Published: 02/25/2022").as_deref(), Some("2022-02-25"));
        assert_eq!(published("Sept. 9, 1999").as_deref(), Some("1999-09-09"));
        assert_eq!(
            day("Last updated: May 3, 2024"),
            Some(Day::Updated("2024-05-03".into()))
        );
    }

    #[test]
    fn no_days() {
        for line in [
            "",
            "May",
            "May 3",
            "May 2024",
            "Published",
            "Published 03/05/2024",
            "Published 31 April 2024",
            "3 May 20240",
            "May 3, 2024 was a Friday",
            "The bridge closed on May 3, 2024.",
            "Published May 3, 2024 in Kellburg by nobody",
            "Publishedly 3 May 2024",
            "2024",
            "10:15",
            "Mon",
        ] {
            assert_eq!(day(line), None, "{line}");
        }
    }

    #[test]
    fn datelines() {
        assert_eq!(
            dateline("KELLBURG, May 3, 2024 (KPA) — The bridge closed.").as_deref(),
            Some("2024-05-03")
        );
        assert_eq!(
            dateline("KELLBURG, 3 May 2024 - The bridge closed.").as_deref(),
            Some("2024-05-03")
        );
        for none in [
            "KELLBURG, May 3 (KPA) - The bridge closed.",
            "KELLBURG (KPA) - The bridge closed.",
            "Kellburg said on Friday, May 3, 2024 - a bad day.",
            "KELLBURG, Norland — The bridge closed on May 3, 2024.",
        ] {
            assert_eq!(dateline(none), None, "{none}");
        }
    }

    #[test]
    fn times() {
        assert!(is_time("10:15 am EDT") && is_time("10.15") && !is_time("EDT") && !is_time("10:15 sharp"));
    }
}
