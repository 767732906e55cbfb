use std::cmp::Ordering;

use crate::article::Statement;

/// One-to-one pairs `(i, j)` out of scored ones: highest score first, then lowest i, then lowest j.
pub(crate) fn greedy<S: Copy>(
    scored: &mut [(S, usize, usize)],
    order: impl Fn(&S, &S) -> Ordering,
) -> Vec<(S, usize, usize)> {
    scored.sort_unstable_by(|a, b| order(&b.0, &a.0).then(a.1.cmp(&b.1)).then(a.2.cmp(&b.2)));
    let mut left = vec![false; scored.iter().map(|pair| pair.1 + 1).max().unwrap_or(0)];
    let mut right = vec![false; scored.iter().map(|pair| pair.2 + 1).max().unwrap_or(0)];
    let mut pairs = Vec::new();
    for &(score, i, j) in scored.iter() {
        if !left[i] && !right[j] {
            left[i] = true;
            right[j] = true;
            pairs.push((score, i, j));
        }
    }
    pairs
}

/// A gold statement and the predicted one that was matched to it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Pair {
    pub gold: usize,
    pub predicted: usize,
    /// Content IoU ≥ 0.5.
    pub content: bool,
    /// Source IoU ≥ 0.5, or neither side has one.
    pub source: bool,
    /// Content and source are equal after trimming.
    pub strict: bool,
}

impl Pair {
    /// Whether the predicted statement counts as right.
    pub fn relation(self) -> bool {
        self.content && self.source
    }
}

const THRESHOLD: f64 = 0.5;

/// Matches statements one to one by content IoU, then source IoU.
pub(crate) fn pairs(gold: &[Statement], predicted: &[Statement]) -> Vec<Pair> {
    let mut scored = Vec::new();
    for (i, g) in gold.iter().enumerate() {
        for (j, p) in predicted.iter().enumerate() {
            let content = g.content.characters.iou(&p.content.characters);
            if content > 0.0 {
                scored.push(((content, g.source.characters.iou(&p.source.characters)), i, j));
            }
        }
    }
    greedy(&mut scored, |a, b| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)))
        .into_iter()
        .map(|((content, source), i, j)| {
            let (g, p) = (&gold[i], &predicted[j]);
            let no_source = g.source.characters.is_empty() && p.source.characters.is_empty();
            Pair {
                gold: i,
                predicted: j,
                content: content >= THRESHOLD,
                source: source >= THRESHOLD || no_source,
                strict: g.strict == p.strict,
            }
        })
        .collect()
}
