use std::ops::Range;

use crate::labels::LINKS;
use crate::network::VIEWS;
use crate::softmax::softmax;

/// Size of the linker's hidden layer.
pub(crate) const SIZE: usize = 192;
/// Words to either side of a cue that it looks at.
pub(crate) const REACH: usize = 250;
/// Distance buckets to either side, the cue's own apart.
pub(crate) const FAR: usize = 23;
/// Paragraphs to either side that are told apart.
pub(crate) const PARAGRAPHS: usize = 3;

/// A tagger conditioned on a cue: of every word near it, is it part of its source, of its content, or of neither?
///
/// `softmax(W relu(word + cue first + cue last + distance + paragraph) + b)`.
pub(crate) struct Linker {
    /// `2 * FAR + 1` rows.
    pub(crate) distance: Vec<f32>,
    /// `2 * PARAGRAPHS + 1` rows.
    pub(crate) paragraph: Vec<f32>,
    /// `LINKS` rows.
    pub(crate) weight: Vec<f32>,
    pub(crate) bias: [f32; LINKS],
    /// The bucket of each distance from 0 to `REACH`.
    pub(crate) buckets: Vec<usize>,
}

/// What the linker says of the words near a cue.
pub struct Links {
    /// The first word it looked at.
    pub start: usize,
    /// Of every word from there on, the probability of each [`Link`](crate::Link).
    pub probabilities: Vec<[f32; LINKS]>,
}

impl Linker {
    pub(crate) fn link(&self, views: &[f32], paragraphs: &[u32], cue: Range<usize>) -> Links {
        let rows = views.as_chunks::<VIEWS>().0;
        let last = cue.end - 1;
        let start = cue.start.saturating_sub(REACH);
        let end = rows.len().min(cue.end + REACH);
        let mut of_cue = [0.0; SIZE];
        for (i, sum) in of_cue.iter_mut().enumerate() {
            *sum = rows[cue.start][SIZE + i] + rows[last][2 * SIZE + i];
        }
        let probabilities = (start..end)
            .map(|word| {
                let bucket = if word < cue.start {
                    FAR - self.buckets[cue.start - word]
                } else {
                    FAR + self.buckets[word.saturating_sub(last)]
                };
                let apart = i64::from(paragraphs[word]) - i64::from(paragraphs[cue.start]);
                let apart =
                    (apart.clamp(-(PARAGRAPHS as i64), PARAGRAPHS as i64) + PARAGRAPHS as i64) as usize;
                self.of(&rows[word], &of_cue, bucket, apart)
            })
            .collect();
        Links { start, probabilities }
    }

    fn of(&self, row: &[f32; VIEWS], of_cue: &[f32; SIZE], bucket: usize, apart: usize) -> [f32; LINKS] {
        let distance = &self.distance[bucket * SIZE..(bucket + 1) * SIZE];
        let paragraph = &self.paragraph[apart * SIZE..(apart + 1) * SIZE];
        let mut hidden = [0.0; SIZE];
        for i in 0..SIZE {
            hidden[i] = (row[i] + of_cue[i] + distance[i] + paragraph[i]).max(0.0);
        }
        let mut logits = self.bias;
        for (logit, weight) in logits.iter_mut().zip(self.weight.as_chunks::<SIZE>().0) {
            // eight sums side by side: the order of addition is fixed, and the compiler can use vectors
            let mut sums = [0.0; 8];
            for (h, w) in hidden.as_chunks::<8>().0.iter().zip(weight.as_chunks::<8>().0) {
                for i in 0..8 {
                    sums[i] += h[i] * w[i];
                }
            }
            *logit += sums.iter().sum::<f32>();
        }
        softmax(&mut logits);
        logits
    }
}
