use onrecord_text::{Span, Text};

use crate::alignment;
use crate::wording::{Word, Wording};

/// A stretch of two statements: what became of the words of one in the other. Spans cover whole words, marks and blanks
/// between them with them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// The same words in both.
    Kept {
        /// In the first text.
        one: Span,
        /// In the other.
        other: Span,
    },
    /// Words of the first text that are others in the second, as many or not.
    Altered {
        /// In the first text.
        one: Span,
        /// In the other.
        other: Span,
    },
    /// Words that only the first text has.
    Cut(Span),
    /// Words that only the other text has.
    Added(Span),
}

/// What was kept, altered, cut and added from `one` to `other`, word by word, in order: every word of either text that
/// [`Wording`] holds is in exactly one change, and no two neighbouring changes are of one kind. Words that differ in
/// case, marks or spelling alone are kept; show them as they stand.
///
/// It is a global alignment (Needleman and Wunsch 1970); takes time and memory in proportion to the product of lengths.
pub fn difference(one: &Wording, other: &Wording) -> Vec<Change> {
    let (one, other) = (one.words(), other.words());
    let mut changes = Vec::new();
    let (mut i, mut j) = (0, 0);
    let end = (one.len(), other.len());
    for (a, b) in alignment::global(one, other).pairs.into_iter().chain([end]) {
        changes.extend(match (stretch(&one[i..a]), stretch(&other[j..b])) {
            (Some(one), Some(other)) => Some(Change::Altered { one, other }),
            (Some(one), None) => Some(Change::Cut(one)),
            (None, Some(other)) => Some(Change::Added(other)),
            (None, None) => None,
        });
        if (a, b) != end {
            keep(&mut changes, one[a].span, other[b].span);
        }
        (i, j) = (a + 1, b + 1);
    }
    changes
}

/// From the first to the last of some words.
fn stretch(words: &[Word]) -> Option<Span> {
    Span::new(words.first()?.span.start(), words.last()?.span.end())
}

/// Adds a word that both have to those before it.
fn keep(changes: &mut Vec<Change>, a: Span, b: Span) {
    let joined = |span: &Span, to: Span| Span::new(span.start(), to.end()).unwrap_or(to);
    if let Some(Change::Kept { one, other }) = changes.last_mut() {
        (*one, *other) = (joined(one, a), joined(other, b));
    } else {
        changes.push(Change::Kept { one: a, other: b });
    }
}

/// The difference of two statements in one line: what was cut in `[-…-]`, what was added in `{+…+}`, as `git diff
/// --word-diff` writes it. Kept words stand as the second text has them.
pub fn marked(one: &str, other: &str) -> String {
    let changes = difference(&Wording::of(one), &Wording::of(other));
    let (one, other) = (Text::new(one), Text::new(other));
    let mut parts = Vec::new();
    for change in changes {
        match change {
            Change::Kept { other: span, .. } => parts.push(other.slice(span).to_owned()),
            Change::Cut(span) => parts.push(format!("[-{}-]", one.slice(span))),
            Change::Added(span) => parts.push(format!("{{+{}+}}", other.slice(span))),
            Change::Altered {
                one: cut,
                other: added,
            } => {
                parts.push(format!("[-{}-]{{+{}+}}", one.slice(cut), other.slice(added)));
            }
        }
    }
    parts.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn differences() {
        for (one, other, expected) in [
            (
                "“We will never sign this treaty, not in a thousand years.”",
                "We will never sign the treaty … in a thousand years, believe me",
                "We will never sign [-this-]{+the+} treaty [-not-] in a thousand years {+believe me+}",
            ),
            ("the colour of five", "The color of 5", "The color of 5"),
            ("", "new words", "{+new words+}"),
            ("old words", "…", "[-old words-]"),
            ("", "", ""),
        ] {
            assert_eq!(marked(one, other), expected);
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn every_word_is_in_one_change(one in "([a-cé]{1,2}[ ,]|the ){0,15}", other in "([a-cé]{1,2}[ “]|the ){0,15}") {
            let (one, other) = (Wording::of(&one), Wording::of(&other));
            let (mut left, mut right) = (Vec::new(), Vec::new());
            for change in difference(&one, &other) {
                match change {
                    Change::Kept { one, other } | Change::Altered { one, other } => {
                        left.push(one);
                        right.push(other);
                    }
                    Change::Cut(span) => left.push(span),
                    Change::Added(span) => right.push(span),
                }
            }
            for (spans, wording) in [(&left, &one), (&right, &other)] {
                prop_assert!(spans.is_sorted_by(|a, b| a.end() <= b.start()));
                for word in wording.words() {
                    prop_assert_eq!(spans.iter().filter(|span| span.contains(word.span)).count(), 1);
                }
            }
        }

        #[test]
        fn nothing_changed(text in "\\PC{0,80}") {
            let wording = Wording::of(&text);
            let changes = difference(&wording, &wording);
            let kept = changes.iter().all(|change| matches!(change, Change::Kept { .. }));
            prop_assert!(kept);
            prop_assert!(changes.len() <= 1);
        }
    }
}
