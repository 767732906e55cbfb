//! Every phrase of `phrases.tsv` is found as it stands there: its extent, TIMEX3 attributes and interval, with each of
//! the publication dates. `README.md` beside it says how the table was made.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use onrecord_record::Timex;
use onrecord_text::{Span, Text};
use onrecord_time::{Published, times};

const TABLE: &str = include_str!("phrases.tsv");

/// A row of the table.
struct Row<'a> {
    published: &'a str,
    sentence: &'a str,
    /// Type, value, mod, earliest, latest; `-` where there is none.
    expected: Vec<&'a str>,
}

impl<'a> Row<'a> {
    fn read(line: &'a str) -> Self {
        let columns: Vec<&str> = line.split('\t').collect();
        assert_eq!(columns.len(), 7, "{line}");
        Self {
            published: columns[0],
            sentence: columns[1],
            expected: columns[2..].to_vec(),
        }
    }

    /// The text without the brackets, and the place of what stood in them.
    fn text(&self) -> (Text, Span) {
        let (before, rest) = self.sentence.split_once('[').unwrap();
        let (phrase, after) = rest.split_once(']').unwrap();
        let start = before.chars().count();
        let place = Span::new(start, start + phrase.chars().count()).unwrap();
        (Text::new([before, phrase, after].concat()), place)
    }

    fn published(&self) -> Option<Published> {
        (self.published != "-").then(|| self.published.parse().unwrap())
    }

    /// What was found in the place instead; `None` where all is as expected.
    fn mistake(&self) -> Option<String> {
        let (text, place) = self.text();
        let found = times(&text, self.published());
        let mut there = found.iter().filter(|timex| timex.span.overlaps(place));
        match (there.next(), self.expected[0]) {
            (None, "NONE") => None,
            (None, _) => Some("nothing".into()),
            (Some(timex), _) if timex.span == place && attributes(timex) == self.expected => None,
            (Some(timex), _) => Some(format!(
                "{:?} {}",
                text.slice(timex.span),
                attributes(timex).join(" ")
            )),
        }
    }
}

fn attributes(timex: &Timex) -> Vec<String> {
    let written = serde_json::to_value(timex).unwrap();
    ["type", "value", "mod", "earliest", "latest"]
        .map(|name| written[name].as_str().unwrap_or("-").to_owned())
        .to_vec()
}

#[test]
fn every_phrase_is_found_with_its_value_and_interval() {
    let rows: Vec<Row> = TABLE.lines().skip(1).map(Row::read).collect();
    assert!(rows.len() >= 120 * 5);
    let mistakes: Vec<String> = rows
        .iter()
        .filter_map(|row| {
            let found = row.mistake()?;
            Some(format!(
                "{}\t{}\texpected {}, found {found}",
                row.published,
                row.sentence,
                row.expected.join(" ")
            ))
        })
        .collect();
    assert!(
        mistakes.is_empty(),
        "{} of {} rows:\n{}",
        mistakes.len(),
        rows.len(),
        mistakes.join("\n")
    );
}
