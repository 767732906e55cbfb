use std::ops::Range;

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

/// Names begin at a word that is likelier in a name than outside, and run on over further words of any kind: which kind
/// it is, all its words say together.
pub(crate) fn names(scores: &[[f32; LABELS]]) -> Vec<Name> {
    let mut names = Vec::new();
    let mut at = 0;
    while at < scores.len() {
        let start = at;
        at += 1;
        if best(&scores[start]) == 0 {
            continue;
        }
        while scores.get(at).is_some_and(|next| is_further(best(next))) {
            at += 1;
        }
        let probabilities: Vec<_> = scores[start..at].iter().map(softmax).collect();
        let share = |kind: usize| -> f32 {
            probabilities
                .iter()
                .map(|p| p[1 + 2 * kind] + p[2 + 2 * kind])
                .sum()
        };
        let kind = (1..KINDS.len()).fold(
            0,
            |most, kind| if share(kind) > share(most) { kind } else { most },
        );
        names.push(Name {
            words: start..at,
            kind: KINDS[kind],
            confidence: probabilities.iter().map(|p| 1.0 - p[0]).fold(1.0, f32::min),
        });
    }
    names
}

/// Whether a label is that of a further word of a name.
fn is_further(label: usize) -> bool {
    label > 0 && label.is_multiple_of(2)
}

/// The label that scores most; the first of equals.
fn best(scores: &[f32; LABELS]) -> usize {
    (1..LABELS).fold(
        0,
        |best, label| if scores[label] > scores[best] { label } else { best },
    )
}

fn softmax(scores: &[f32; LABELS]) -> [f32; LABELS] {
    let most = scores.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let exponentials = scores.map(|score| (score - most).exp());
    let sum: f32 = exponentials.iter().sum();
    exponentials.map(|e| e / sum)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scores(labels: &[usize]) -> Vec<[f32; LABELS]> {
        let one = |&label: &usize| {
            let mut scores = [0.0; LABELS];
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
    fn the_words_say_together_what_a_name_is() {
        assert_eq!(found(&[3, 6, 4, 0]), [(0..3, NameKind::Organisation)]);
    }

    #[test]
    fn a_further_word_may_begin_a_name() {
        assert_eq!(found(&[0, 2, 2]), [(1..3, NameKind::Person)]);
        assert!(names(&scores(&[1]))[0].confidence > 0.9);
    }
}
