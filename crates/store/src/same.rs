//! The same statement, wherever it was told: in the same words, nearly the same, or others.

mod around;
mod candidates;
mod copies;
mod frequencies;
mod repeated;

use onrecord_same::{Likeness, Query, Same, Wording, marked, same};
use serde::Serialize;

use crate::{Error, Statement, Store, statement};

pub(crate) use frequencies::Frequencies;
pub use repeated::Repeated;

/// A statement that is the same as another.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Twin {
    /// The statement.
    #[serde(flatten)]
    pub statement: Statement,
    /// `equal`, `near`, `part` where one is cut out of the other, or `paraphrase` where it says the same in other words.
    pub likeness: &'static str,
    /// From 0 to 1: how much of the longer statement stands in the other (of a part: of the shorter one), or how likely a
    /// paraphrase says the same.
    pub score: f64,
    /// What was cut in `[-…-]`, what was added in `{+…+}`, against the statement that was asked for; nothing for a
    /// paraphrase.
    pub difference: String,
    /// In how many more documents it stands that are copies of this one's text.
    pub copies: usize,
}

/// What is looked for.
struct Asked {
    words: String,
    /// What stands before and after it, where that is known.
    around: String,
}

impl Store {
    /// The statements that say the same as some words: equal ones first, then those with nearly the same words, parts of
    /// longer ones, and paraphrases; of each kind the earliest first, syndicated copies folded into the first of them. The
    /// number of a statement stands for its words; what stands around it in its article then helps to tell paraphrases.
    ///
    /// Candidates come from the full-text index, by the rarest words: see `same/candidates.rs`. Nothing is compared with all.
    ///
    /// # Errors
    /// Where there is no statement of that number, or the file can't be read.
    pub fn same(&self, asked: &str) -> Result<Vec<Twin>, Error> {
        let _whole = self.connection.unchecked_transaction()?;
        let asked = self.asked(asked)?;
        let wording = Wording::of(&asked.words);
        if wording.is_empty() {
            return Err(Error::Query(crate::QueryError::Empty));
        }
        let (query, candidates) = self.candidates(&asked, &wording)?;
        let mut twins: Vec<Twin> = statement::load(&self.connection, &candidates)?
            .into_iter()
            .filter_map(|candidate| twin(&asked, &wording, &query, candidate))
            .collect();
        twins.sort_by(|one, other| {
            let key = |twin: &Twin| (twin.statement.when().map(str::to_owned), twin.statement.statement);
            (kind(one), key(one)).cmp(&(kind(other), key(other)))
        });
        self.fold_copies(twins)
    }

    fn asked(&self, asked: &str) -> Result<Asked, Error> {
        let Ok(number) = asked.trim().parse::<i64>() else {
            return Ok(Asked {
                words: asked.to_owned(),
                around: String::new(),
            });
        };
        let statement = statement::load(&self.connection, &[number])?
            .pop()
            .ok_or_else(|| {
                Error::Unknown(format!(
                    "there is no statement {number}; `onrecord search` shows the numbers"
                ))
            })?;
        Ok(Asked {
            around: self.around(number)?,
            words: statement.words,
        })
    }
}

/// The kinds of likeness, in the order in which they are listed.
const KINDS: [&str; 4] = ["equal", "near", "part", "paraphrase"];

fn kind(twin: &Twin) -> usize {
    KINDS
        .iter()
        .position(|kind| *kind == twin.likeness)
        .unwrap_or(KINDS.len())
}

/// What a candidate is to the words asked for; `None` where it says something else.
fn twin(asked: &Asked, wording: &Wording, query: &Query, candidate: Statement) -> Option<Twin> {
    let other = Wording::of(&candidate.words);
    let (likeness, score) = match same(wording, &other) {
        Some(Same::Equal) => ("equal", 1.0),
        Some(Same::Near) => ("near", Likeness::of(wording, &other).resemblance),
        Some(Same::Part) => ("part", Likeness::of(wording, &other).containment),
        None => ("paraphrase", query.paraphrase(&other)?),
    };
    Some(Twin {
        likeness,
        score,
        difference: match likeness {
            "paraphrase" => String::new(),
            _ => marked(&asked.words, &candidate.words),
        },
        copies: 0,
        statement: candidate,
    })
}
