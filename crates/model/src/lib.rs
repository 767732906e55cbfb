//! The neural network: words in, scores out. It knows labels and words, nothing of attributions.
//!
//! One encoder (BERT, hidden size 384) reads *pieces* of words in overlapping windows; every word is read off its first
//! piece. Four heads stand on it: a **role head**, which scores the seven labels of [`Role`] for every word, a **name
//! head** that reads some lower ones, too, which finds the names of persons, organisations and places ([`Scores::names`]), a
//! **linker**, which is asked about one cue at a time and scores for every word nearby whether it belongs to the source
//! or the content of that cue, and a **pointer**, which is asked which date each statement was made on
//! ([`Model::point`]). `training/` makes the files that [`Model::load`] takes.
//!
//! The arithmetic is int8 with activations quantised per window at run time: the same kind of CPU gives the same
//! scores to the last bit, whatever the number of threads; another kind can differ in the last digits.

mod embeddings;
mod file;
mod labels;
mod linker;
mod names;
mod network;
mod pieces;
mod pointer;
mod softmax;
mod windows;

use std::ops::Range;

use onrecord_text::Word;

pub use file::{Decoding, LoadError};
pub use labels::{LINKS, Link, ROLES, Role};
pub use linker::Links;
pub use names::{Name, NameKind};
pub use network::RunError;
pub use pointer::{
    Answer, Choice, DATE_PROPERTIES, DATE_WORDS, DateAsked, EARLIER_PROPERTIES, PAIR_PROPERTIES, Question,
    STATEMENT_PROPERTIES, STATEMENT_WORDS, StatementAsked, Views,
};

use embeddings::Embeddings;
use linker::Linker;
use network::Network;
use pieces::Pieces;
use pointer::Pointer;

/// A model, ready to read. Shared by any number of threads.
pub struct Model {
    name: String,
    window: usize,
    back: usize,
    decoding: Decoding,
    transitions: [[f32; ROLES]; ROLES + 1],
    pieces: Pieces,
    embeddings: Embeddings,
    network: Network,
    linker: Linker,
    pointer: Pointer,
}

/// What the model has to say of a stretch of words.
pub struct Scores {
    /// Of every word, a score for each [`Role`]; only differences matter.
    pub roles: Vec<[f32; ROLES]>,
    /// Of every word, a score for each label of a name.
    names: Vec<[f32; names::LABELS]>,
    /// Of every word, what the pointer needs of it.
    times: Vec<[f32; network::TIMES]>,
    /// Of every word, what the linker needs of it: as a word, then as the first, then as the last word of a cue.
    views: Vec<f32>,
}

impl Scores {
    /// The names of persons, organisations and places, in the order of the words.
    pub fn names(&self) -> Vec<Name> {
        names::names(&self.names)
    }
}

impl Model {
    /// Reads a model file.
    ///
    /// # Errors
    /// Where the file is damaged, or made for another version of this program.
    pub fn load(bytes: &'static [u8]) -> Result<Self, LoadError> {
        file::load(bytes, None)
    }

    /// As [`Model::load`], for a file that leaves out what stands in another one, `shared`: two models of one vocabulary
    /// hold it once.
    ///
    /// # Errors
    /// As [`Model::load`].
    pub fn load_with(bytes: &'static [u8], shared: &'static [u8]) -> Result<Self, LoadError> {
        file::load(bytes, Some(shared))
    }

    /// The model's name, such as `onrecord-en-1`.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The settings of decoding that were chosen for this model.
    pub fn decoding(&self) -> &Decoding {
        &self.decoding
    }

    /// How well one role follows another: `[from][to]`, the last row from the start of a text. Added to scores.
    pub fn transitions(&self) -> &[[f32; ROLES]; ROLES + 1] {
        &self.transitions
    }

    /// Reads words. `paragraphs` says of each word which paragraph it stands in: numbers that never fall.
    ///
    /// Time and memory grow with the number of words (about 2.7 kB a word): cut very long texts into blocks.
    ///
    /// # Errors
    /// Where the network can't be run, which a model that loads doesn't give cause for.
    pub fn read(&self, words: &[Word], paragraphs: &[u32]) -> Result<Scores, RunError> {
        let pieces: Vec<Vec<u32>> = words
            .iter()
            .map(|word| self.pieces.cut(&word.form, word.spaced))
            .collect();
        let lengths: Vec<usize> = pieces.iter().map(Vec::len).collect();
        let mut scores = Scores {
            roles: vec![[0.0; ROLES]; words.len()],
            names: vec![[0.0; names::LABELS]; words.len()],
            times: vec![[0.0; network::TIMES]; words.len()],
            views: vec![0.0; words.len() * network::VIEWS],
        };
        let mut best = vec![None; words.len()];
        for window in windows::windows(words, paragraphs, &lengths, self.window, self.back) {
            let output = self.network.run(&window, words, &pieces, &self.embeddings)?;
            let range = window.words();
            for (row, word) in range.clone().enumerate() {
                let edge = edge_distance(word, &range, words.len());
                if best[word].is_none_or(|best| edge > best) {
                    best[word] = Some(edge);
                    let row = output.row(row);
                    scores.roles[word].copy_from_slice(row.roles);
                    scores.views[word * network::VIEWS..(word + 1) * network::VIEWS]
                        .copy_from_slice(row.views);
                    scores.names[word].copy_from_slice(row.names);
                    scores.times[word].copy_from_slice(row.times);
                }
            }
        }
        Ok(scores)
    }

    /// Asks the linker about a cue, a range of the words that `scores` was read from.
    pub fn link(&self, scores: &Scores, paragraphs: &[u32], cue: Range<usize>) -> Links {
        self.linker.link(&scores.views, paragraphs, cue)
    }

    /// Asks the pointer which statements of a text were made on which of its dates: an answer for every statement.
    ///
    /// # Panics
    /// Where a property or a place in the question is out of range.
    pub fn point(&self, question: &Question, views: &Views) -> Vec<Answer> {
        self.pointer.answers(question, views)
    }
}

impl std::fmt::Debug for Model {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Model")
            .field("name", &self.name)
            .finish_non_exhaustive()
    }
}

/// How far a word stands from the nearer end of its window; the ends of the whole text don't count as ends.
fn edge_distance(word: usize, window: &Range<usize>, total: usize) -> usize {
    let left = if window.start == 0 {
        usize::MAX
    } else {
        word - window.start
    };
    let right = if window.end == total {
        usize::MAX
    } else {
        window.end - 1 - word
    };
    left.min(right)
}
