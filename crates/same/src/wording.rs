use onrecord_text::{Span, Text, paragraphs, words};

use crate::fold::{fold, is_function_word};

/// Words of a statement that are looked at; what follows them counts neither for nor against likeness.
pub const MOST_WORDS: usize = 500;

/// The words of a statement as they are compared: without marks, brackets and ellipses, in lower case and one spelling.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wording {
    words: Vec<Word>,
}

/// A word as it is compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Word {
    /// Where it stands in the statement's text.
    pub span: Span,
    /// Lower case, one spelling: "organise" and "organize" are equal, so are "five" and "5".
    pub form: String,
    /// Whether it says little alone: "the", "of", "is".
    pub function: bool,
    /// Whether it is written as a name: with a capital, and not the first.
    pub name: bool,
}

impl Wording {
    /// The words of `text`, the first [`MOST_WORDS`] of them. Takes time and memory in proportion to its length.
    pub fn of(text: &str) -> Self {
        let text = Text::new(text);
        let mut kept: Vec<Word> = Vec::new();
        'paragraphs: for paragraph in paragraphs(text.as_str()) {
            for word in words(&text, paragraph) {
                let Some(form) = fold(&word.form) else { continue };
                if kept.len() == MOST_WORDS {
                    break 'paragraphs;
                }
                match kept.last_mut() {
                    // "per cent" is "percent"
                    Some(last) if form == "cent" && last.form == "per" => {
                        last.form = "percent".into();
                        last.function = false;
                        last.span = Span::new(last.span.start(), word.span.end()).unwrap_or(last.span);
                    }
                    _ => kept.push(Word {
                        function: is_function_word(&form),
                        name: !kept.is_empty() && word.form.starts_with(char::is_uppercase),
                        span: word.span,
                        form,
                    }),
                }
            }
        }
        Self { words: kept }
    }

    /// How many words there are.
    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// Whether there is no word at all.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// The words as they are compared, in order.
    pub fn forms(&self) -> impl Iterator<Item = &str> {
        self.words.iter().map(|word| word.form.as_str())
    }

    /// As [`forms`](Self::forms), each with whether it is a function word: "the", "of", "is".
    pub fn forms_and_functions(&self) -> impl Iterator<Item = (&str, bool)> {
        self.words.iter().map(|word| (word.form.as_str(), word.function))
    }

    /// Whether both have the same words in the same order.
    pub fn equals(&self, other: &Self) -> bool {
        self.forms().eq(other.forms())
    }

    pub(crate) fn words(&self) -> &[Word] {
        &self.words
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn forms(text: &str) -> Vec<String> {
        Wording::of(text).forms().map(str::to_owned).collect()
    }

    #[test]
    fn what_doesnt_count() {
        for [one, other] in [
            [
                "“We WON’T sign … anything,” she said",
                "we won't sign anything she said",
            ],
            [
                "the [new] bridge — all 1,200 m of it",
                "The new bridge, all 1200 m of it",
            ],
            ["rose by five per cent", "rose by 5%"],
            [
                "They organised the harbour’s defence",
                "they organized the harbor's defense",
            ],
            ["one\u{a0}line\nand another", "one line and another"],
        ] {
            assert_eq!(forms(one), forms(other));
        }
        assert!(!Wording::of("we will sign").equals(&Wording::of("we won't sign")));
    }

    #[test]
    fn words_know_their_places() {
        let text = "“Ärger!” — four per cent";
        let words = Wording::of(text).words;
        let text = Text::new(text);
        let places: Vec<_> = words.iter().map(|word| text.slice(word.span)).collect();
        assert_eq!(places, ["Ärger", "four", "per cent"]);
    }

    #[test]
    fn long_statements_are_cut() {
        assert_eq!(Wording::of(&"word ".repeat(100_000)).len(), MOST_WORDS);
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn spans_are_in_order_and_inside(text in "([a-zé'%0-9,.]{0,6}[ “”\n—…-]?){0,20}|\\PC{0,60}") {
            let length = text.chars().count();
            let wording = Wording::of(&text);
            let mut end = 0;
            for word in wording.words() {
                prop_assert!(word.span.start() >= end && word.span.end() <= length);
                prop_assert!(!word.form.is_empty());
                end = word.span.end();
            }
        }
    }
}
