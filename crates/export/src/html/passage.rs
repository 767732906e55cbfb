use onrecord_record::{Attribution, Record};
use onrecord_text::Text;

use super::marked::{Marked, roles};
use super::statements::Statement;

/// Characters of the text that are shown on each side of a statement, at most.
const AROUND: usize = 900;

/// A statement where it stands: its paragraphs, marked, with what stands around them, up to 900 characters on each side. HTML
/// to be put into a page as it is.
///
/// `in_title` says that the statement is one of the headline, into which its spans then point.
pub fn passage(record: &Record, attribution: &Attribution, in_title: bool) -> String {
    let text = if in_title { &record.title } else { &record.text };
    let text = Text::new(text.as_deref().unwrap_or_default());
    let statements = [Statement {
        attribution,
        text: &text,
        number: 1,
        anchor: "said".into(),
    }];
    let marked = Marked {
        text: &text,
        statements: &statements,
        prefix: "",
        numbered: false,
    };
    let mut out = String::new();
    marked.body(&mut out, roles(&statements), around(&text, attribution));
    out
}

/// The paragraphs of a statement and those before and after them; of long ones the nearest sentence or so.
fn around(text: &Text, attribution: &Attribution) -> (usize, usize) {
    let spans = [&attribution.source, &attribution.cue, &attribution.content];
    let spans = spans.into_iter().flatten();
    let from = spans.clone().map(|span| span.start()).min().unwrap_or_default();
    let to = spans.map(|span| span.end()).max().unwrap_or_default();
    let (from, to) = (from.min(text.len()), to.min(text.len()));
    let before = &text.as_str()[text.byte(from.saturating_sub(AROUND))..text.byte(from)];
    let after = &text.as_str()[text.byte(to)..text.byte((to + AROUND).min(text.len()))];
    // A paragraph before its own: two blank lines back, where they are near.
    let kept = before.rmatch_indices("\n\n").nth(1).map_or_else(
        || word_after(before, from <= AROUND),
        |(at, gap)| &before[at + gap.len()..],
    );
    let followed = after.match_indices("\n\n").nth(1).map_or_else(
        || word_before(after, text.len() - to <= AROUND),
        |(at, _)| &after[..at],
    );
    (from - kept.chars().count(), to + followed.chars().count())
}

/// What comes after the first space, unless the text begins there.
fn word_after(before: &str, whole: bool) -> &str {
    match before.find(char::is_whitespace) {
        Some(at) if !whole => before[at..].trim_start(),
        _ => before,
    }
}

/// What comes before the last space, unless the text ends there.
fn word_before(after: &str, whole: bool) -> &str {
    match after.rfind(char::is_whitespace) {
        Some(at) if !whole => &after[..at],
        _ => after,
    }
}

#[cfg(test)]
mod tests {
    use onrecord_record::AttributionType;
    use proptest::prelude::*;

    use super::*;

    fn shown(text: &str, content: (usize, usize)) -> Option<String> {
        let attribution = Attribution {
            id: "a1".into(),
            kind: AttributionType::Direct,
            source: vec![],
            cue: vec![],
            content: vec![Text::new(text).span(content.0, content.1)?],
            speaker: None,
            speaker_confidence: None,
            evidence: None,
            via: None,
            time: None,
            stance: None,
            parent: None,
            confidence: 0.5,
        };
        let record = Record {
            text: Some(text.into()),
            ..Record::default()
        };
        Some(passage(&record, &attribution, false))
    }

    #[test]
    fn a_statement_stands_between_its_neighbours() {
        let text = "one\n\ntwo\n\nthree four\n\nfive\n\nsix";
        assert_eq!(
            shown(text, (16, 20)).unwrap(),
            "<p>two</p>\n\n<p>three <span class=\"content direct\" data-s=\"said\" id=\"m-said\">four</span></p>\n\n<p>five</p>"
        );
    }

    #[test]
    fn a_single_long_line_is_cut_at_words() {
        let text = "word ".repeat(100_000);
        let shown = shown(&text, (250_000, 250_004)).unwrap();
        assert!(
            shown.len() < 2_200 && shown.starts_with("<p>word "),
            "{}",
            shown.len()
        );
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn the_words_are_always_among_what_is_shown(
            text in "[a-z<\u{202e}é \n]{1,60}", start in 0usize..60, length in 1usize..20,
        ) {
            if let Some(shown) = shown(&text, (start, start + length)) {
                let words: String = text.chars().skip(start).take(length).collect();
                prop_assert_eq!(shown.contains("id=\"m-said\""), !words.trim_matches('\n').is_empty());
            }
        }
    }
}
