//! The same statement, wherever it was told: in the same words, nearly the same, or others.

mod asked;
mod candidates;
mod copies;
mod frequencies;
mod repeated;

use onrecord_same::{Likeness, Query, Same, Wording, marked, same};
use serde::Serialize;

use crate::row::column;
use crate::statement::{self, Said};
use crate::{Error, Statement, Store};

use asked::Asked;
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

impl Store {
    /// The statements that say the same as some words: equal ones first, then those with nearly the same words, parts of
    /// longer ones, and paraphrases; of each kind the earliest first, syndicated copies folded into the first of them. The
    /// number of a statement stands for its words, also in an older version of its article; what stands around it there then
    /// helps to tell paraphrases.
    ///
    /// Candidates come from the full-text index, by the rarest words: see `same/candidates.rs`. Nothing is compared with all.
    ///
    /// # Errors
    /// Where there is no statement of that number or it was rejected, no word in what was asked, or the file can't be read.
    pub fn same(&self, asked: &str) -> Result<Vec<Twin>, Error> {
        let _whole = self.connection.unchecked_transaction()?;
        let asked = self.asked(asked)?;
        let wording = Wording::of(&asked.words);
        if wording.is_empty() {
            return Err(Error::Query(crate::QueryError::Empty));
        }
        let (query, candidates) = self.candidates(&asked, &wording)?;
        let (said, likenesses): (Vec<Said>, Vec<(&str, f64)>) =
            statement::said(&self.connection, &candidates)?
                .into_iter()
                .filter_map(|said| {
                    let likeness = likeness(&wording, &query, &said.words)?;
                    Some((said, likeness))
                })
                .unzip();
        let statements = statement::whole(&self.connection, said.into_iter())?;
        let mut twins: Vec<Twin> = statements
            .into_iter()
            .zip(likenesses)
            .map(|(statement, (likeness, score))| Twin {
                likeness,
                score,
                difference: match likeness {
                    "paraphrase" => String::new(),
                    _ => marked(&asked.words, &statement.words),
                },
                copies: 0,
                statement,
            })
            .collect();
        twins.sort_by(|one, other| {
            let key = |twin: &Twin| (twin.statement.when().map(str::to_owned), twin.statement.statement);
            (kind(one), key(one)).cmp(&(kind(other), key(other)))
        });
        self.fold_copies(twins)
    }

    fn asked(&self, asked: &str) -> Result<Asked, Error> {
        match asked.trim().parse::<i64>() {
            Ok(number) => self.standing(number),
            Err(_) => Ok(Asked {
                words: asked.to_owned(),
                around: String::new(),
            }),
        }
    }

    /// The document that has the current version of a statement's article; `None` where the statement stands in that
    /// itself, or there is no such statement.
    ///
    /// # Errors
    /// Where the file can't be read.
    pub fn newer(&self, statement: i64) -> Result<Option<i64>, Error> {
        let newer = "SELECT newer.id FROM kept_attributions a JOIN documents d ON d.id = a.document AND d.current = 0 \
             JOIN documents newer ON newer.article = d.article AND newer.current = 1 WHERE a.id = ?1";
        Ok(column(&self.connection, newer, [statement])?.pop())
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

/// What a candidate is to the words asked for, and how much it is that; `None` where it says something else.
fn likeness(wording: &Wording, query: &Query, candidate: &str) -> Option<(&'static str, f64)> {
    let other = Wording::of(candidate);
    Some(match same(wording, &other) {
        Some(Same::Equal) => ("equal", 1.0),
        Some(Same::Near) => ("near", Likeness::of(wording, &other).resemblance),
        Some(Same::Part) => ("part", Likeness::of(wording, &other).containment),
        None => ("paraphrase", query.paraphrase(&other)?),
    })
}
