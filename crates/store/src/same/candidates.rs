//! Statements that may say the same as another, found in the full-text index.

use std::cell::RefCell;

use onrecord_same::{Collection, Query, Wording};
use rusqlite::Connection;

use super::Asked;
use crate::row::column;
use crate::{Error, Store};

/// Statements that are compared, by their own words.
const CANDIDATES: usize = 100;

/// The statements that the words looked for stand in together.
const PLACES: u64 = 10_000;

/// Statements with a word that are counted; beyond that their number is estimated.
const COUNTED: u64 = 500;

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
        let failed = RefCell::new(None);
        let noted = |error| failed.replace(Some(error)).is_some();
        let frequency = |forms: &[String]| {
            frequency(&self.connection, forms, last).unwrap_or_else(|error| u64::from(noted(error)))
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

/// In how many statements any of some words stands: counted where it is few; else estimated from how close together the
/// last of them stand.
fn frequency(connection: &Connection, words: &[String], last: i64) -> Result<u64, Error> {
    let sql = format!(
        "SELECT count(*), min(rowid) FROM \
         (SELECT rowid FROM search WHERE search MATCH ?1 ORDER BY rowid DESC LIMIT {COUNTED})"
    );
    let (count, first): (i64, Option<i64>) = connection
        .prepare_cached(&sql)?
        .query_row([any(words)], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let count = count.unsigned_abs();
    if count < COUNTED {
        return Ok(count);
    }
    let stretch = first.map_or(last, |first| last - first).max(1);
    Ok((count as f64 / stretch as f64 * last as f64) as u64)
}
