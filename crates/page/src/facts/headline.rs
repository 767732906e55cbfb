//! The headline: what it is, and which line of the page it stands in.

use super::house::House;
use super::scan::Scan;
use super::text::{key, plain};
use super::{Found, Origin};

/// Between a headline and the names of sections and sites.
const SEPARATORS: [&str; 10] = [
    " | ", " - ", " – ", " — ", " : ", " :: ", " · ", " • ", " » ", " / ",
];

/// The headline, and the line where a reader sees it.
#[derive(Debug, Default)]
pub(crate) struct Headline {
    pub(crate) title: Option<Found>,
    pub(crate) line: Option<usize>,
}

/// Finds the headline. `declared` are the titles that the page declares, the surest first.
///
/// A heading that says the same as a declared title, or a part of it between separators, is the headline; else the only
/// `h1`, where it shares a word with one; else any line that says the same as a declared title; else the only `h1`; else
/// the surest declared title without the site's name.
pub(crate) fn find(scan: &Scan, declared: &[Found], house: &House) -> Headline {
    let declared: Vec<Found> = declared
        .iter()
        .map(|found| Found {
            value: plain(&found.value),
            origin: found.origin,
        })
        .filter(|found| !found.value.is_empty() && !house.is(&found.value))
        .collect();
    let said: Vec<(String, Origin)> = declared
        .iter()
        .flat_map(|found| {
            parts(&found.value, house)
                .into_iter()
                .map(|part| (key(part), found.origin))
        })
        .collect();
    let only = scan
        .lines
        .iter()
        .filter(|line| line.heading == 1 && !line.furniture)
        .count()
        == 1;
    let own = |text: &str| declared.iter().any(|found| touches(text, &found.value)) || declared.is_empty();
    let mut best: Option<(i32, usize, String)> = None;
    for (at, line) in scan
        .lines
        .iter()
        .enumerate()
        .filter(|(_, line)| (1..=3).contains(&line.heading))
    {
        let text = scan.plain(&line.range);
        let key = key(&text);
        if key.is_empty() || house.is(&text) || text.len() > 500 {
            continue;
        }
        let level = i32::from(4 - line.heading);
        let agreement = if said.iter().any(|(said, _)| *said == key) {
            12
        } else if declared.iter().any(|found| alike(&text, &found.value)) {
            8
        } else if line.heading == 1 && only && own(&text) {
            4
        } else {
            continue;
        };
        let score = level + agreement - if line.furniture { 3 } else { 0 };
        if best.as_ref().is_none_or(|(before, ..)| score > *before) {
            best = Some((score, at, text));
        }
    }
    if let Some((_, at, value)) = best {
        let origin = Origin::Element(match scan.lines.get(at).map(|line| line.heading) {
            Some(1) => "h1",
            Some(2) => "h2",
            _ => "h3",
        });
        return Headline {
            title: Some(Found { value, origin }),
            line: Some(at),
        };
    }
    let lines = scan
        .lines
        .iter()
        .enumerate()
        .filter(|(_, line)| !line.furniture && line.range.len() < 500);
    for (at, line) in lines {
        let text = scan.plain(&line.range);
        let key = key(&text);
        if let Some((_, origin)) = said.iter().find(|(said, _)| *said == key && !key.is_empty()) {
            return Headline {
                title: Some(Found {
                    value: text,
                    origin: *origin,
                }),
                line: Some(at),
            };
        }
    }
    let only = scan
        .lines
        .iter()
        .enumerate()
        .find(|(_, line)| only && line.heading == 1 && !line.furniture);
    if let Some((at, line)) =
        only.filter(|(_, line)| line.range.len() < 500 && !house.is(&scan.plain(&line.range)))
    {
        let value = scan.plain(&line.range);
        return Headline {
            title: Some(Found {
                value,
                origin: Origin::Element("h1"),
            }),
            line: Some(at),
        };
    }
    let title = declared.into_iter().next().map(|found| Found {
        value: without_site(&found.value, house),
        origin: found.origin,
    });
    Headline { title, line: None }
}

/// The parts of a title that may be the headline: runs of segments that have the longest segment in them which isn't the
/// publisher's name.
fn parts<'a>(title: &'a str, house: &House) -> Vec<&'a str> {
    let segments = segments(title);
    let longest = segments
        .iter()
        .enumerate()
        .max_by_key(|(_, segment)| (!house.is(segment), segment.len()))
        .map_or(0, |(at, _)| at);
    let mut parts = Vec::new();
    for first in 0..=longest {
        for last in longest..segments.len() {
            let end = place(segments[last], title) + segments[last].len();
            parts.extend(title.get(place(segments[first], title)..end));
        }
    }
    parts
}

/// A title cut at its separators; at most eight segments.
fn segments(title: &str) -> Vec<&str> {
    let mut segments = Vec::new();
    let mut rest = title;
    while segments.len() < 7
        && let Some((at, separator)) = SEPARATORS
            .iter()
            .filter_map(|separator| Some((rest.find(separator)?, separator)))
            .min()
    {
        segments.push(&rest[..at]);
        rest = &rest[at + separator.len()..];
    }
    segments.push(rest);
    segments
}

/// Whether most words of two titles are the same.
fn alike(one: &str, other: &str) -> bool {
    let words = |text: &str| -> Vec<String> {
        text.split_whitespace()
            .map(key)
            .filter(|word| word.chars().count() > 2)
            .collect()
    };
    let (one, other) = (words(one), words(other));
    let shared = one.iter().filter(|word| other.contains(word)).count();
    one.len() >= 3 && shared * 2 >= one.len().max(1) && shared >= 2
}

/// Whether two titles share a word.
fn touches(one: &str, other: &str) -> bool {
    let other: Vec<String> = other.split_whitespace().map(key).collect();
    one.split_whitespace()
        .map(key)
        .any(|word| word.chars().count() > 2 && other.contains(&word))
}

/// A title without the site's name at its end or beginning, and without the section before that.
fn without_site(title: &str, house: &House) -> String {
    let mut segments = segments(title);
    let mut cut = false;
    while segments.len() > 1 {
        let last = segments.last().copied().unwrap_or_default();
        let before = title.get(..place(last, title)).unwrap_or_default();
        let bar = before.ends_with(" | ");
        if house.is(last)
            || (cut && named(last) && last.split_whitespace().count() <= 2)
            || (!cut && bar && named(last))
        {
            segments.pop();
            cut = true;
        } else {
            break;
        }
    }
    if segments.len() > 1 && segments.first().is_some_and(|first| house.is(first)) {
        segments.remove(0);
    }
    match (segments.first(), segments.last()) {
        (Some(first), Some(last)) => {
            let end = place(last, title) + last.len();
            title
                .get(place(first, title)..end)
                .unwrap_or(title)
                .trim()
                .to_owned()
        }
        _ => title.to_owned(),
    }
}

/// The byte at which a part of a text begins in it.
fn place(part: &str, text: &str) -> usize {
    (part.as_ptr() as usize).saturating_sub(text.as_ptr() as usize)
}

/// Whether a text is at most five words with capitals.
fn named(text: &str) -> bool {
    let small = ["of", "the", "and", "de", "la", "&"];
    let words: Vec<&str> = text.split_whitespace().collect();
    words.len() <= 5
        && words
            .iter()
            .all(|word| small.contains(word) || !word.starts_with(char::is_lowercase))
}
