//! What holds for any string.

use onrecord_text::{Quotation, Text, is_furniture, paragraphs, sentences, words};
use proptest::prelude::*;

/// Any characters, and many of those on which words and quotations turn.
fn text() -> impl Strategy<Value = String> {
    let marks = "[\"'`“”‘’«»„.,:;!?()\\-—*_ \n\t\u{a0}\u{200b}\u{ad}\u{301}0-9a-zA-Zé½②Ⓐʼ′🦀]{0,120}";
    prop_oneof![3 => marks, 1 => "(?s).{0,80}", 1 => "(“|”|\"|'|''|``|a| |\n|s){0,60}"]
}

fn shows_nothing(char: char) -> bool {
    char.is_whitespace() || char.is_control() || "\u{ad}\u{feff}".contains(char) || {
        ('\u{200b}'..='\u{200f}').contains(&char)
            || ('\u{202a}'..='\u{202e}').contains(&char)
            || ('\u{2060}'..='\u{2069}').contains(&char)
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(512) })]

    #[test]
    fn words_hold_every_character_that_shows_once(string in text()) {
        let text = Text::new(string.as_str());
        let mut covered = vec![0; text.len()];
        let mut last = 0;
        for paragraph in paragraphs(&string) {
            prop_assert!(text.span(paragraph.start(), paragraph.end()).is_some());
            prop_assert!(!text.slice(paragraph).contains('\n'));
            for word in words(&text, paragraph) {
                prop_assert!(word.span.start() >= last, "words in order, none overlapping");
                prop_assert!(paragraph.contains(word.span));
                last = word.span.end();
                covered[word.span.start()..last].iter_mut().for_each(|count| *count += 1);
            }
        }
        for (char, count) in string.chars().zip(covered) {
            prop_assert!(count == 1 || count == 0 && shows_nothing(char), "{char:?} is in {count} words");
        }
    }

    #[test]
    fn bytes_and_characters_agree(string in text(), start in 0_usize..130, length in 0_usize..130) {
        let text = Text::new(string.as_str());
        prop_assert_eq!(text.len(), string.chars().count());
        match text.span(start, start + length) {
            Some(span) => {
                let expected: String = string.chars().skip(start).take(length).collect();
                prop_assert_eq!(text.slice(span), expected);
                prop_assert_eq!(text.char(text.byte(span.end())), span.end());
            }
            None => prop_assert!(length == 0 || start + length > text.len()),
        }
    }

    #[test]
    fn quotations_open_before_they_close(string in text()) {
        let text = Text::new(string.as_str());
        for paragraph in paragraphs(&string) {
            let mut open = false;
            for word in words(&text, paragraph) {
                match word.quotation {
                    Quotation::Opening => open = true,
                    Quotation::Closing => {
                        prop_assert!(open);
                        open = false;
                    }
                    Quotation::Inside | Quotation::Unclosed => prop_assert!(open),
                    Quotation::Outside | Quotation::Stray => prop_assert!(!open),
                }
            }
        }
    }

    #[test]
    fn sentences_hold_every_word_once(string in text()) {
        let text = Text::new(string.as_str());
        for paragraph in paragraphs(&string) {
            let words = words(&text, paragraph);
            let mut last = 0;
            for range in sentences(&words) {
                prop_assert_eq!(range.start, last);
                prop_assert!(range.end > range.start);
                last = range.end;
            }
            prop_assert_eq!(last, words.len());
        }
    }

    #[test]
    fn furniture_never_panics(string in text()) {
        let _ = is_furniture(&string);
        let quotation = format!("“We will pay,” said Lind. {string}");
        prop_assert!(!is_furniture(&quotation));
    }
}

#[test]
fn a_hostile_paragraph_takes_linear_time() {
    // Each mark may open a single quotation, and asking for each whether one closes it would take minutes.
    for pattern in ["a 'b ", "\"'", "''' ", "“‘x ", "a’ ‘b "] {
        let text = Text::new(pattern.repeat(400_000));
        let found = words(&text, paragraphs(text.as_str())[0]);
        assert!(found.len() >= 400_000, "{pattern:?}");
        assert!(!sentences(&found).is_empty());
    }
}
