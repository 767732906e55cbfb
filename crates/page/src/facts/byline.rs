//! What stands around the headline: the byline and the dates.

use std::ops::Range;

use super::dates::{self, Habits, Written};
use super::house::House;
use super::labels::{label, labels};
use super::names::{lead, names};
use super::scan::{Mark, Scan};
use super::text::last;
use super::vocabulary::{FOREIGN, has};
use super::{Found, Origin};

/// How many lines before the headline may be its byline or date.
const BEFORE: usize = 4;
/// How many lines after it.
const AFTER: usize = 22;
/// A line of so many bytes is a paragraph; the article has begun after two.
const PARAGRAPH: usize = 240;

/// The lines around the headline.
pub(crate) struct Around<'a> {
    scan: &'a Scan,
    lines: Range<usize>,
    headline: usize,
}

/// A date that a reader sees near the headline.
#[derive(Clone, Debug)]
pub(crate) struct Seen {
    pub(crate) written: Written,
    pub(crate) updated: bool,
    /// Whether a word beside it says that it is of publication.
    pub(crate) labelled: bool,
    pub(crate) origin: Origin,
}

impl<'a> Around<'a> {
    /// The lines around a line.
    pub(crate) fn new(scan: &'a Scan, headline: usize) -> Around<'a> {
        let mut paragraphs = 0;
        let mut end = headline + 1;
        while end < scan.lines.len() && end <= headline + AFTER && paragraphs < 2 {
            paragraphs += usize::from(
                scan.lines
                    .get(end)
                    .is_some_and(|line| line.range.len() > PARAGRAPH),
            );
            end += 1;
        }
        Around {
            scan,
            lines: headline.saturating_sub(BEFORE)..end,
            headline,
        }
    }

    /// Their bytes in the page's text.
    pub(crate) fn bytes(&self) -> Range<usize> {
        let line = |at: usize| self.scan.lines.get(at).map(|line| line.range.clone());
        let begin = line(self.lines.start).map_or(0, |range| range.start);
        begin..line(self.lines.end.saturating_sub(1)).map_or(begin, |range| range.end)
    }

    /// The marked elements that begin here.
    fn marks(&self) -> impl Iterator<Item = &'a Mark> {
        let bytes = self.bytes();
        self.scan
            .marks
            .iter()
            .filter(move |mark| bytes.contains(&mark.range.start) && !mark.furniture)
    }

    /// Lines from the headline on, then those before it, the nearest first.
    fn nearest(&self) -> impl Iterator<Item = &'a str> {
        let (before, after) = (self.lines.start..self.headline, self.headline + 1..self.lines.end);
        let scan = self.scan;
        after.chain(before.rev()).filter_map(move |at| {
            let line = scan
                .lines
                .get(at)
                .filter(|line| line.range.len() <= PARAGRAPH && !line.furniture)?;
            scan.text.get(line.range.clone())
        })
    }

    /// The names of the byline.
    pub(crate) fn authors(&self, house: &House) -> Vec<Found> {
        let found = |origin: Origin, names: Vec<String>| {
            names
                .into_iter()
                .map(|value| Found { value, origin })
                .collect::<Vec<_>>()
        };
        let lines: Vec<&str> = self.nearest().collect();
        let by = lines
            .iter()
            .find_map(|line| Some(names(bylined(line)?, house)).filter(|names| !names.is_empty()));
        if let Some(by) = by {
            return found(Origin::Byline, by);
        }
        let marked = self.marked(house);
        if !marked.is_empty() {
            return found(Origin::Byline, marked);
        }
        // "Chris Dale - Nov 19, 2019, 8:15 pm"
        let dated = lines.iter().find_map(|line| {
            let line = line.trim_matches(|char: char| !char.is_alphanumeric());
            let (begin, _) = dates::within(line, Habits::default()).into_iter().next()?;
            let before = line
                .get(..begin)?
                .trim_matches(|char: char| !char.is_alphanumeric() && char != '.');
            let words = before.split_whitespace().count();
            (1..=5)
                .contains(&words)
                .then(|| names(before, house))
                .filter(|names| !names.is_empty() && !label(before))
        });
        found(Origin::Dateline, dated.unwrap_or_default())
    }

    /// The names in elements that are marked as an author or a byline.
    fn marked(&self, house: &House) -> Vec<String> {
        let mut found: Vec<String> = Vec::new();
        let mut first = None;
        let headline = self
            .scan
            .lines
            .get(self.headline)
            .map_or(0, |line| line.range.end);
        let (after, before): (Vec<&Mark>, Vec<&Mark>) = self
            .marks()
            .filter(|mark| {
                !mark.long
                    && (mark.author
                        || has_word(&mark.property, "author")
                        || mark.class.contains("author")
                        || mark.class.contains("byline"))
            })
            .partition(|mark| mark.range.start >= headline);
        for mark in after.into_iter().chain(before) {
            let text = self.scan.text.get(mark.range.clone()).unwrap_or_default();
            let here = text
                .lines()
                .map(|line| names(line, house))
                .find(|names| !names.is_empty())
                .unwrap_or_default();
            let near = first.is_none_or(|first: usize| mark.range.start.abs_diff(first) < 300);
            if here.is_empty() || !near {
                continue;
            }
            first.get_or_insert(mark.range.start);
            for name in here {
                let known = found
                    .iter()
                    .any(|found| found.contains(&name) || name.contains(found.as_str()));
                if !known {
                    found.push(name);
                }
            }
        }
        found
    }

    /// The dates that a reader sees, those after the headline first.
    pub(crate) fn dates(&self, habits: Habits) -> Vec<Seen> {
        let mut seen = Vec::new();
        let headline = self
            .scan
            .lines
            .get(self.headline)
            .map_or(0, |line| line.range.clone().start);
        let mut runs = Vec::new();
        let mut at = self.lines.start;
        while at < self.lines.end {
            let Some(line) = self.scan.lines.get(at) else {
                break;
            };
            at += 1;
            if line.furniture || line.range.len() > PARAGRAPH || at == self.headline + 1 {
                continue;
            }
            let text = self.scan.text.get(line.range.clone()).unwrap_or_default();
            // The clock may stand in the next line.
            let next = self
                .scan
                .lines
                .get(at)
                .filter(|next| next.range.len() < 24 && at < self.lines.end);
            let next = next
                .and_then(|next| self.scan.text.get(next.range.clone()))
                .unwrap_or_default();
            runs.push((line.range.start, text, next));
        }
        runs.sort_by_key(|(begin, ..)| *begin < headline);
        for (begin, text, next) in runs {
            let joined = format!("{text}\n{next}");
            for (place, written) in dates::within(&joined, habits) {
                if place > text.len() {
                    continue;
                }
                let (updated, labelled) = labels(
                    joined.get(..place).unwrap_or_default(),
                    &self.classes(begin + place),
                );
                seen.push(Seen {
                    written,
                    updated,
                    labelled,
                    origin: Origin::Dateline,
                });
            }
        }
        for mark in self.marks().filter(|mark| mark.time) {
            let Some(written) = mark
                .value
                .as_deref()
                .and_then(|value| dates::whole(value, habits))
            else {
                continue;
            };
            // As much of the line as a label may stand in.
            let before = last(
                self.scan.text.get(..mark.range.start).unwrap_or_default(),
                PARAGRAPH,
            );
            let before = before.rsplit('\n').next().unwrap_or_default();
            let inside = self.scan.text.get(mark.range.clone()).unwrap_or_default();
            let (updated, labelled) = labels(
                &format!("{before}{inside}"),
                &format!("{} {}", mark.class, mark.property),
            );
            seen.push(Seen {
                written,
                updated,
                labelled,
                origin: Origin::Element("time"),
            });
        }
        seen
    }

    /// Clock times near the headline whose year is left out, nearest to a day.
    pub(crate) fn yearless(&self, near: jiff::civil::Date, habits: Habits) -> Vec<Written> {
        self.nearest()
            .flat_map(|line| dates::yearless(line, near, habits))
            .collect()
    }

    /// The classes of the elements around a byte of the text.
    fn classes(&self, at: usize) -> String {
        self.marks()
            .filter(|mark| mark.range.contains(&at))
            .map(|mark| format!("{} {} ", mark.class, mark.property))
            .collect()
    }
}

fn has_word(words: &str, word: &str) -> bool {
    words.split_whitespace().any(|other| other == word)
}

/// A line from where it says whose it is: "By Anna Lind", "Monday November 18, 2019 by Anna Lind".
fn bylined(line: &str) -> Option<&str> {
    let line = line.trim_start_matches(|char: char| !char.is_alphanumeric());
    if line.len() <= 160
        && let Some((lead, name)) = lead(line)
        && name.starts_with(|char: char| char.is_alphabetic() && !char.is_lowercase())
    {
        // "Von" may be the first name of "Von Miller": two more words with capitals make it a lead.
        let capitals = name
            .split_whitespace()
            .take(2)
            .filter(|word| word.starts_with(char::is_uppercase))
            .count();
        return if has(FOREIGN, lead) && capitals < 2 {
            None
        } else {
            Some(name)
        };
    }
    let (date, _) = dates::within(line, Habits::default()).into_iter().next()?;
    let at = [" by ", " By ", " BY "]
        .iter()
        .find_map(|by| line.get(date..)?.find(by).map(|at| date + at + 1))?;
    line.get(at..)
}
