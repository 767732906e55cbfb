//! Whatever the text: spans lie in it and in order, no two overlap, values are well formed, and time grows with length.
#![allow(clippy::unwrap_used)]

use onrecord_record::TimexType;
use onrecord_text::Text;
use onrecord_time::{Published, times};
use proptest::prelude::*;

fn check(text: &str, published: Option<&str>) {
    let text = Text::new(text);
    let found = times(&text, published.map(|date| date.parse::<Published>().unwrap()));
    let mut end = 0;
    for (number, time) in found.iter().enumerate() {
        assert_eq!(time.id, format!("t{}", number + 1));
        assert!(time.span.start() >= end && time.span.end() <= text.len());
        assert!(
            text.slice(time.span).trim() == text.slice(time.span),
            "{:?}",
            text.slice(time.span)
        );
        end = time.span.end();
        assert!(!time.value.is_empty() && time.value.is_ascii());
        assert_eq!(time.earliest.is_some(), time.latest.is_some());
        assert!(time.earliest <= time.latest, "{time:?}");
        if let Some(anchor) = &time.anchor {
            let counted_from: usize = anchor[1..].parse().unwrap();
            assert!(counted_from <= number, "{time:?}");
            assert!(counted_from > 0 || published.is_some(), "{time:?}");
        }
        if time.kind == TimexType::Duration {
            assert!(time.value.starts_with('P') && time.earliest.is_none(), "{time:?}");
        }
    }
}

/// Words that rules know, so that chance makes times of them.
const WORDS: &[&str] = &[
    "the", "a", "last", "next", "this", "day", "days", "year", "years", "two", "10", "2014", "31", "29",
    "February", "May", "Dec.", "Friday", "morning", "ago", "later", "earlier", "before", "of", "and", "to",
    "-", "–", ",", ".", "'", "s", "in", "on", "by", "until", "early", "end", "first", "third", "quarter",
    "half", "century", "1990s", "p.m.", "9:30", "Kyiv", "time", "GMT", "every", "each", "more", "than",
    "few", "hundred", "thousand", "999999", "0000", "/", "will", "was", "\n", "é", "🦀", "“", "once", "noon",
    "Easter", "Sunday", "fiscal", "that", "same", "nineteen",
];

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 512, ..ProptestConfig::default() })]

    #[test]
    fn any_words(words in prop::collection::vec(prop::sample::select(WORDS), 0..60), dated: bool, glued: bool) {
        let text = words.join(if glued { "" } else { " " });
        check(&text, dated.then_some("2022-02-25T23:30:00+02:00"));
    }

    #[test]
    fn any_characters(text in ".{0,80}") {
        check(&text, Some("2024-02-29"));
    }

    #[test]
    fn any_publication_date(year in 1i16..9999, month in 1i8..13, day in 1i8..29) {
        let date = format!("{year:04}-{month:02}-{day:02}");
        check("Two thousand years ago, last week, next winter, on Friday, by May 3, in the 1990s, a century later.", Some(&date));
    }
}

#[test]
fn the_calendars_ends() {
    for date in ["0000-01-01", "0001-01-01", "9999-12-31"] {
        for text in [
            "yesterday tomorrow last week next week two days ago 900 years ago in 99999 years from now",
            "next winter, last decade, this century, next Easter Sunday, on Friday, in May, by Feb. 29, two days later",
        ] {
            check(text, Some(date));
        }
    }
}

#[test]
fn long_lines() {
    for part in [
        "two hundred ",
        "1",
        "the ",
        "May ",
        "- ",
        "a.m. ",
        "ago",
        "9:",
        "in the early ",
        "half a ",
        "“",
    ] {
        check(&part.repeat(100_000), Some("2022-02-25"));
    }
}
