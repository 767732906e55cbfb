//! Statements that may say the same as another, found in the full-text index.

use std::cell::RefCell;

use onrecord_same::{Collection, Query, Wording};

use super::Asked;
use crate::row::column;
use crate::{Error, Store};

/// Statements that are compared, by their own words.
const CANDIDATES: usize = 100;

/// The statements that the words looked for stand in together.
const PLACES: u64 = 10_000;

/// The rarest words that stand together in statements which are candidates in any case.
const TOGETHER: usize = 6;

impl Store {
    /// The statement asked for, as it is compared, and the numbers of statements that may say the same.
    ///
    /// Those that hold the rarest words together, the last added; where all is "it is what it is", those with just these
    /// words in a row. And where a word is rare, those that hold any form of such words.
    pub(super) fn candidates(&self, asked: &Asked, wording: &Wording) -> Result<(Query, Vec<i64>), Error> {
        let last: Option<i64> =
            self.connection
                .query_row("SELECT max(id) FROM kept_attributions", [], |row| row.get(0))?;
        let last = last.unwrap_or_default();
        self.frequencies.renew(&self.connection)?;
        let failed = RefCell::new(None);
        let noted = |error| failed.replace(Some(error)).is_some();
        let frequency = |forms: &[String]| {
            self.frequencies
                .of(&self.connection, &any(forms), last)
                .unwrap_or_else(|error| u64::from(noted(error)))
        };
        let collection = Collection {
            statements: last.unsigned_abs(),
            frequency: &frequency,
        };
        let query = Query::new(&asked.words, &asked.around, collection);
        let rarest = query.rarest(TOGETHER, u64::MAX);
        // Those with all of these words, so that equal statements are found where thousands share one word.
        let each: Vec<String> = rarest
            .iter()
            .map(|word| format!("({})", any(word.forms)))
            .collect();
        let together = match rarest.is_empty() {
            true => any(&[wording.forms().collect::<Vec<_>>().join(" ")]),
            false => each.join(" AND "),
        };
        let mut found = self.matching(&together, CANDIDATES as u64)?;
        if rarest.first().is_some_and(|rarest| rarest.statements <= PLACES) {
            found.extend(query.candidates(CANDIDATES, PLACES, |forms| {
                self.matching(&any(forms), PLACES).unwrap_or_else(|error| {
                    noted(error);
                    Vec::new()
                })
            }));
        }
        found.sort_unstable();
        found.dedup();
        match failed.take() {
            Some(error) => Err(error),
            None => Ok((query, found)),
        }
    }

    /// The statements that a query of the index finds, the last added.
    fn matching(&self, query: &str, most: u64) -> Result<Vec<i64>, Error> {
        let sql = format!("SELECT rowid FROM search WHERE search MATCH ?1 ORDER BY rowid DESC LIMIT {most}");
        column(&self.connection, &sql, [query])
    }
}

/// The index's query for any of some words.
fn any(words: &[String]) -> String {
    let quoted: Vec<String> = words
        .iter()
        .map(|word| format!("\"{}\"", word.replace('"', "")))
        .collect();
    quoted.join(" OR ")
}
