use std::ops::Range;

use onrecord_model::{ROLES, Role};

/// The spans of a label sequence, as ranges of words in text order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Spans {
    pub(crate) sources: Vec<Range<usize>>,
    pub(crate) cues: Vec<Range<usize>>,
    pub(crate) contents: Vec<Range<usize>>,
}

/// Scores to log probabilities.
pub(crate) fn log_softmax(scores: &[f32; ROLES]) -> [f32; ROLES] {
    let most = scores.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let sum: f32 = scores.iter().map(|score| (score - most).exp()).sum();
    scores.map(|score| score - most - sum.ln())
}

/// The best well-formed label sequence (Viterbi 1967): a span's further words only after its first.
///
/// `transitions[from][to]` is added to the scores; its last row is the start of the text.
pub(crate) fn labels(scores: &[[f32; ROLES]], transitions: &[[f32; ROLES]; ROLES + 1]) -> Vec<Role> {
    let Some((first, rest)) = scores.split_first() else {
        return Vec::new();
    };
    let mut best = [f32::NEG_INFINITY; ROLES];
    for (to, role) in Role::ALL.into_iter().enumerate() {
        if Role::Outside.may_precede(role) {
            best[to] = first[to] + transitions[ROLES][to];
        }
    }
    let mut from: Vec<[u8; ROLES]> = Vec::with_capacity(rest.len());
    for scores in rest {
        let (mut next, mut came) = ([f32::NEG_INFINITY; ROLES], [0; ROLES]);
        for (to, role) in Role::ALL.into_iter().enumerate() {
            for (before, earlier) in Role::ALL.into_iter().enumerate() {
                let score = best[before] + transitions[before][to];
                if earlier.may_precede(role) && score > next[to] {
                    (next[to], came[to]) = (score, before as u8);
                }
            }
            next[to] += scores[to];
        }
        best = next;
        from.push(came);
    }
    let mut at = 0;
    for (role, score) in best.iter().enumerate() {
        if *score > best[at] {
            at = role;
        }
    }
    let mut labels = vec![Role::ALL[at]];
    for came in from.iter().rev() {
        at = usize::from(came[at]);
        labels.push(Role::ALL[at]);
    }
    labels.reverse();
    labels
}

/// The spans of a well-formed label sequence.
pub(crate) fn spans(labels: &[Role]) -> Spans {
    let mut spans = Spans::default();
    let mut at = 0;
    while at < labels.len() {
        let (kind, inside) = match labels[at] {
            Role::BeginSource => (&mut spans.sources, Role::InsideSource),
            Role::BeginCue => (&mut spans.cues, Role::InsideCue),
            Role::BeginContent => (&mut spans.contents, Role::InsideContent),
            _ => {
                at += 1;
                continue;
            }
        };
        let start = at;
        at += 1;
        while labels.get(at) == Some(&inside) {
            at += 1;
        }
        kind.push(start..at);
    }
    spans
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const FREE: [[f32; ROLES]; ROLES + 1] = [[0.0; ROLES]; ROLES + 1];

    #[test]
    fn a_span_needs_its_first_word() {
        // the second word alone would be inside a content: its best well-formed reading begins one
        let mut scores = [[-9.0; ROLES]; 3];
        scores[0][Role::Outside as usize] = -0.1;
        scores[1][Role::InsideContent as usize] = -0.1;
        scores[1][Role::BeginContent as usize] = -0.4;
        scores[2][Role::InsideContent as usize] = -0.1;
        assert_eq!(
            labels(&scores, &FREE),
            [Role::Outside, Role::BeginContent, Role::InsideContent]
        );
        assert_eq!(spans(&labels(&scores, &FREE)).contents, [1..3]);
    }

    #[test]
    fn neighbouring_spans_stay_apart() {
        use Role::{BeginContent, BeginCue, BeginSource, InsideCue, Outside};
        let found = spans(&[
            BeginSource,
            BeginCue,
            InsideCue,
            BeginContent,
            BeginContent,
            Outside,
        ]);
        assert_eq!(
            (found.sources, found.cues, found.contents),
            (vec![0..1], vec![1..3], vec![3..4, 4..5])
        );
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn always_well_formed(scores in proptest::collection::vec(proptest::array::uniform7(-5.0f32..0.0), 0..40)) {
            let labels = labels(&scores, &FREE);
            prop_assert_eq!(labels.len(), scores.len());
            let mut before = Role::Outside;
            for label in labels {
                prop_assert!(before.may_precede(label));
                before = label;
            }
        }
    }
}
