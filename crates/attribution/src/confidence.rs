use std::ops::Range;

use onrecord_model::{ROLES, Role};
use onrecord_text::{Quotation, Word};

/// How many features there are; a model file holds one weight for each and an intercept.
pub(crate) const COUNT: usize = 9;

/// What the confidence is told from. `training/onrecord_training/calibrate.py` computes the same.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Features([f64; COUNT]);

impl Features {
    /// The features of one attribution: its source and contents with the claims of its cue to them.
    pub(crate) fn of(
        source: &Option<(Range<usize>, f32)>,
        cue: &Range<usize>,
        contents: &[(Range<usize>, f32)],
        labels: &[Role],
        scores: &[[f32; ROLES]],
        words: &[Word],
    ) -> Self {
        let score = |word: usize| f64::from(scores[word][labels[word] as usize]);
        let mean = |range: &Range<usize>| range.clone().map(score).sum::<f64>() / range.len() as f64;
        let length: usize = contents.iter().map(|(range, _)| range.len()).sum();
        let all = || contents.iter().flat_map(|(range, _)| range.clone());
        let first = contents
            .iter()
            .map(|(range, _)| score(range.start))
            .fold(0.0, f64::min);
        let after = contents
            .iter()
            .filter(|(range, _)| range.end < scores.len())
            .map(|(range, _)| score(range.end));
        let quoted = all().any(|word| words[word].quotation != Quotation::Outside);
        Self([
            contents
                .iter()
                .map(|(_, claim)| logit(*claim))
                .fold(f64::INFINITY, f64::min),
            source.as_ref().map_or(0.0, |(_, claim)| logit(*claim)),
            f64::from(u8::from(source.is_none())),
            mean(cue),
            all().map(score).sum::<f64>() / length as f64,
            first,
            after.fold(0.0, f64::min),
            (length as f64).ln(),
            f64::from(u8::from(quoted)),
        ])
    }
}

fn logit(p: f32) -> f64 {
    let p = f64::from(p).clamp(0.002, 0.998);
    (p / (1.0 - p)).ln()
}

/// Logistic regression; rounded to three digits, which is more than it is good for.
pub(crate) fn confidence(features: &Features, weights: &[f64]) -> f64 {
    let Some((intercept, weights)) = weights.split_last() else {
        return 0.5;
    };
    let sum: f64 = features
        .0
        .iter()
        .zip(weights)
        .map(|(feature, weight)| feature * weight)
        .sum();
    let p = 1.0 / (1.0 + (-(sum + intercept)).exp());
    (p * 1000.0).round() / 1000.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_a_probability() {
        let features = Features([1.0; COUNT]);
        let mut weights = vec![0.0; COUNT + 1];
        assert_eq!(confidence(&features, &weights), 0.5);
        weights[COUNT] = 1000.0;
        assert_eq!(confidence(&features, &weights), 1.0);
        weights[0] = -2000.0;
        assert_eq!(confidence(&features, &weights), 0.0);
    }
}
