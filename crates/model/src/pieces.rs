use std::collections::HashMap;

/// The piece that stands for what the vocabulary lacks.
pub(crate) const UNKNOWN: u32 = 3;
/// Pieces a word is cut into at most; the rest of a longer one is not read.
const MOST: usize = 16;
/// Scalar values of a word that are looked at: no news word is longer, and time grows with them.
const LONGEST: usize = 80;

/// The vocabulary, and the unigram model that cuts words into its pieces (Kudo 2018, as sentencepiece does).
///
/// Written here rather than taken from a tokeniser library because a vocabulary of 32,000 pieces must be ready within a
/// few milliseconds, and because words, not texts, are cut; `training/tests/pieces.json` holds it to the library that
/// training uses.
pub(crate) struct Pieces {
    pieces: HashMap<Box<str>, (u32, f32)>,
    unknown_score: f32,
    longest: usize,
}

impl Pieces {
    /// Takes pieces and their log probabilities, in the order of their numbers.
    pub(crate) fn new(pieces: Vec<String>, scores: &[f32]) -> Self {
        let unknown_score = scores.iter().copied().fold(f32::INFINITY, f32::min) - 10.0;
        let longest = pieces
            .iter()
            .map(|piece| piece.chars().count())
            .max()
            .unwrap_or(1);
        let numbered = pieces.into_iter().zip(scores).zip(0..);
        let pieces = numbered
            .map(|((piece, &score), number)| (piece.into_boxed_str(), (number, score)))
            .collect();
        Self {
            pieces,
            unknown_score,
            longest,
        }
    }

    /// The pieces of a word, at least one.
    pub(crate) fn cut(&self, form: &str, spaced: bool) -> Vec<u32> {
        let mut key = String::with_capacity(form.len() + 3);
        if spaced {
            key.push('\u{2581}');
        }
        key.push_str(form);
        let mut pieces = self.best(&key);
        pieces.truncate(MOST);
        if pieces.is_empty() {
            pieces.push(UNKNOWN);
        }
        pieces
    }

    /// The likeliest sequence of pieces; neighbouring unknown ones are one.
    fn best(&self, key: &str) -> Vec<u32> {
        let mut ends: Vec<usize> = key.char_indices().map(|(at, _)| at).take(LONGEST + 1).collect();
        if ends.len() <= LONGEST {
            ends.push(key.len());
        }
        let n = ends.len() - 1;
        // of every place: the best score up to there, where its last piece begins, and that piece
        let mut best = vec![(f32::NEG_INFINITY, 0, UNKNOWN); n + 1];
        best[0].0 = 0.0;
        for from in 0..n {
            let so_far = best[from].0;
            let mut single = false;
            for to in from + 1..=n.min(from + self.longest) {
                let Some(&(number, score)) = self.pieces.get(&key[ends[from]..ends[to]]) else {
                    continue;
                };
                single |= to == from + 1;
                if so_far + score > best[to].0 {
                    best[to] = (so_far + score, from, number);
                }
            }
            if !single && so_far + self.unknown_score > best[from + 1].0 {
                best[from + 1] = (so_far + self.unknown_score, from, UNKNOWN);
            }
        }
        let mut pieces = Vec::new();
        let mut at = n;
        while at > 0 {
            let (_, from, number) = best[at];
            if number != UNKNOWN || pieces.last() != Some(&UNKNOWN) {
                pieces.push(number);
            }
            at = from;
        }
        pieces.reverse();
        pieces
    }
}

#[cfg(test)]
mod tests {
    use safetensors::SafeTensors;
    use serde::Deserialize;

    use super::*;

    #[derive(Deserialize)]
    struct Case {
        form: String,
        spaced: bool,
        pieces: Vec<u32>,
    }

    fn vocabulary() -> Pieces {
        let file =
            SafeTensors::deserialize(include_bytes!("../../../models/onrecord-en-1.safetensors")).unwrap();
        let pieces = serde_json::from_slice(file.tensor("pieces").unwrap().data()).unwrap();
        let scores = file.tensor("scores").unwrap();
        let scores: Vec<f32> = scores
            .data()
            .as_chunks()
            .0
            .iter()
            .map(|bytes| f32::from_le_bytes(*bytes))
            .collect();
        Pieces::new(pieces, &scores)
    }

    #[test]
    fn cuts_as_in_training() {
        let cases: Vec<Case> =
            serde_json::from_str(include_str!("../../../training/tests/pieces.json")).unwrap();
        let vocabulary = vocabulary();
        for case in &cases {
            assert_eq!(
                vocabulary.cut(&case.form, case.spaced),
                case.pieces,
                "{:?} {}",
                case.form,
                case.spaced
            );
        }
        assert!(cases.len() > 200);
    }

    #[test]
    fn long_and_strange_words_give_pieces_too() {
        let vocabulary = vocabulary();
        assert_eq!(vocabulary.cut("", false), [UNKNOWN]);
        assert_eq!(vocabulary.cut("ᚠᚢᚦ", false), [UNKNOWN]);
        assert_eq!(vocabulary.cut(&"x".repeat(1_000_000), true).len(), MOST);
    }
}
