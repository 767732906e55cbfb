use std::ops::Range;

use crate::softmax::softmax;

/// How many labels the name head tells apart: outside, then the first and the further words of each [`NameKind`].
pub(crate) const LABELS: usize = 1 + 2 * KINDS.len();

const KINDS: [NameKind; 3] = [NameKind::Person, NameKind::Organisation, NameKind::Place];

/// What bears a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum NameKind {
    Person,
    Organisation,
    Place,
}

/// A proper name, without titles: "Ann Lee" of "Mayor Ann Lee".
#[derive(Clone, Debug, PartialEq)]
pub struct Name {
    /// Which words, of those that were read.
    pub words: Range<usize>,
    /// What bears it.
    pub kind: NameKind,
    /// The least probability, in 0..=1, with which one of its words is part of a name.
    pub confidence: f32,
}

/// The names of the best sequence of labels in which every name has a first word, and all its words are of one kind
/// (Viterbi): "New" that alone would be a person's name becomes part of "New York Times".
pub(crate) fn names(scores: &[[f32; LABELS]]) -> Vec<Name> {
    let mut probabilities = scores.to_vec();
    for word in &mut probabilities {
        softmax(word);
    }
    let labels = best_labels(&probabilities);
    let mut names = Vec::new();
    let mut at = 0;
    while at < labels.len() {
        let start = at;
        at += 1;
        let Some(kind) = kind(labels[start]) else { continue };
        while labels.get(at).is_some_and(|&next| is_further(next)) {
            at += 1;
        }
        names.push(Name {
            words: start..at,
            kind,
            confidence: probabilities[start..at]
                .iter()
                .map(|p| 1.0 - p[0])
                .fold(1.0, f32::min),
        });
    }
    names
}

/// The likeliest labels of which one may follow the other; the first of equals.
fn best_labels(probabilities: &[[f32; LABELS]]) -> Vec<usize> {
    let mut before: Vec<[usize; LABELS]> = Vec::with_capacity(probabilities.len());
    // What stands before the text is outside of names.
    let mut best = [f32::NEG_INFINITY; LABELS];
    best[0] = 0.0;
    for word in probabilities {
        let mut next = [f32::NEG_INFINITY; LABELS];
        let mut from = [0; LABELS];
        for label in 0..LABELS {
            for last in (0..LABELS).filter(|&last| may_follow(last, label)) {
                if best[last] > next[label] {
                    (next[label], from[label]) = (best[last], last);
                }
            }
            next[label] += word[label].max(f32::MIN_POSITIVE).ln();
        }
        before.push(from);
        best = next;
    }
    let mut label = (1..LABELS).fold(
        0,
        |most, label| if best[label] > best[most] { label } else { most },
    );
    let mut labels = Vec::with_capacity(before.len());
    for from in before.iter().rev() {
        labels.push(label);
        label = from[label];
    }
    labels.reverse();
    labels
}

/// Whether a label may stand right behind another: further words only in a name of their kind.
fn may_follow(last: usize, label: usize) -> bool {
    !is_further(label) || last == label || last + 1 == label
}

/// What a label says that a word is part of.
fn kind(label: usize) -> Option<NameKind> {
    KINDS.get(label.checked_sub(1)? / 2).copied()
}

/// Whether a label is that of a further word of a name.
fn is_further(label: usize) -> bool {
    label > 0 && label.is_multiple_of(2)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Scores for labels; that of the other place in a name of the same kind comes second.
    fn scores(labels: &[usize]) -> Vec<[f32; LABELS]> {
        let one = |&label: &usize| {
            let mut scores = [0.0; LABELS];
            if label > 0 {
                scores[if is_further(label) { label - 1 } else { label + 1 }] = 2.0;
            }
            scores[label] = 5.0;
            scores
        };
        labels.iter().map(one).collect()
    }

    fn found(labels: &[usize]) -> Vec<(Range<usize>, NameKind)> {
        names(&scores(labels))
            .into_iter()
            .map(|name| (name.words, name.kind))
            .collect()
    }

    #[test]
    fn names_that_touch_stay_apart() {
        use NameKind::{Person, Place};
        assert_eq!(
            found(&[0, 1, 2, 1, 0, 5]),
            [(1..3, Person), (3..4, Person), (5..6, Place)]
        );
    }

    #[test]
    fn all_words_of_a_name_are_of_one_kind() {
        let mut mixed = scores(&[3, 6, 4, 0]);
        mixed[1][4] = 1.0;
        let found = names(&mixed);
        assert_eq!(found.len(), 1);
        assert_eq!(
            (found[0].words.clone(), found[0].kind),
            (0..3, NameKind::Organisation)
        );
    }

    #[test]
    fn a_name_has_a_first_word() {
        assert_eq!(found(&[0, 2, 2]), [(1..3, NameKind::Person)]);
        assert_eq!(found(&[2]), [(0..1, NameKind::Person)]);
        assert!(names(&scores(&[1]))[0].confidence > 0.9);
    }

    #[test]
    fn nothing_and_scores_without_measure_give_names_without_fail() {
        assert_eq!(found(&[]), []);
        let odd = [f32::NAN, f32::INFINITY, f32::NEG_INFINITY, 0.0, 0.0, 0.0, 0.0];
        assert!(names(&[odd, odd]).len() <= 2);
    }
}
