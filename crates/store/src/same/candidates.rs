//! Statements that may say the same as another, found in the full-text index.

use std::cell::RefCell;
use std::collections::HashMap;

use onrecord_same::{Collection, Query, Sought, Wording};

use super::asked::Asked;
use super::frequencies::{COUNTED, estimate};
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
        let places = Places::new(self);
        let frequency = |forms: &[String]| places.frequency(forms, last);
        let collection = Collection {
            statements: last.unsigned_abs(),
            frequency: &frequency,
        };
        let query = Query::new(&asked.words, &asked.around, collection);
        let rarest = query.rarest(TOGETHER, u64::MAX);
        let mut found = Vec::new();
        if rarest.first().is_some_and(|rarest| rarest.statements <= PLACES) {
            found = query.candidates(CANDIDATES, PLACES, |forms| places.of(forms));
        }
        // Those with all of these words, so that equal statements are found where thousands share one word.
        found.extend(match rarest.is_empty() {
            true => places.ask(
                &any(&[wording.forms().collect::<Vec<_>>().join(" ")]),
                CANDIDATES as u64,
            ),
            false => places.together(&rarest),
        });
        found.sort_unstable();
        found.dedup();
        places.failed()?;
        Ok((query, found))
    }
}

/// Where words stand, asked of the index no more than once.
struct Places<'a> {
    store: &'a Store,
    /// All the statements in which any of some words stands, in rising order, by the index's query for them.
    known: RefCell<HashMap<String, Vec<i64>>>,
    failed: RefCell<Option<Error>>,
}

impl<'a> Places<'a> {
    fn new(store: &'a Store) -> Self {
        Self {
            store,
            known: RefCell::default(),
            failed: RefCell::default(),
        }
    }

    /// In how many statements any of some words stands.
    fn frequency(&self, forms: &[String], last: i64) -> u64 {
        let any = any(forms);
        if let Some(number) = self.store.frequencies.known(&any) {
            return number;
        }
        let found = self.ask(&any, COUNTED);
        let number = estimate(&found, last);
        // What failed tells nothing to the next question.
        if self.failed.borrow().is_none() {
            self.store.frequencies.keep(&any, number);
            self.keep(any, found, COUNTED);
        }
        number
    }

    /// The statements in which any of some words stands: of more than [`PLACES`] the last.
    fn of(&self, forms: &[String]) -> Vec<i64> {
        let any = any(forms);
        if let Some(found) = self.known.borrow().get(&any) {
            return found.clone();
        }
        let found = self.ask(&any, PLACES);
        self.keep(any, found.clone(), PLACES);
        found
    }

    /// Remembers where words stand, unless there may be more of them than were asked for.
    fn keep(&self, any: String, found: Vec<i64>, most: u64) {
        if (found.len() as u64) < most {
            self.known.borrow_mut().insert(any, found);
        }
    }

    /// The statements in which all of some words stand, the last added of them.
    fn together(&self, words: &[Sought]) -> Vec<i64> {
        let queries: Vec<String> = words.iter().map(|word| any(word.forms)).collect();
        let known = self.known.borrow();
        let lists: Option<Vec<&Vec<i64>>> = queries.iter().map(|any| known.get(any)).collect();
        let Some([first, others @ ..]) = lists.as_deref() else {
            let all: Vec<String> = queries.iter().map(|any| format!("({any})")).collect();
            return self.ask(&all.join(" AND "), CANDIDATES as u64);
        };
        let everywhere = |statement: &&i64| others.iter().all(|list| list.binary_search(statement).is_ok());
        first
            .iter()
            .filter(everywhere)
            .rev()
            .take(CANDIDATES)
            .copied()
            .collect()
    }

    /// The statements that a query of the index finds, the last added, in rising order. None where it fails, which is
    /// told in the end; then nothing more is asked.
    fn ask(&self, query: &str, most: u64) -> Vec<i64> {
        if self.failed.borrow().is_some() {
            return Vec::new();
        }
        let sql = format!("SELECT rowid FROM search WHERE search MATCH ?1 ORDER BY rowid DESC LIMIT {most}");
        let found = column(&self.store.connection, &sql, [query]);
        let mut found = found.unwrap_or_else(|error| {
            self.failed.replace(Some(error));
            Vec::new()
        });
        found.reverse();
        found
    }

    fn failed(self) -> Result<(), Error> {
        self.failed.into_inner().map_or(Ok(()), Err)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_failed_is_not_remembered() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&folder.path().join("store.db")).unwrap();
        let harbour = ["harbour".to_owned()];
        let places = Places::new(&store);
        store
            .connection
            .execute_batch("ALTER TABLE search RENAME TO lost")
            .unwrap();
        assert_eq!(places.frequency(&harbour, 1), 0);
        assert!(places.failed().is_err());
        assert_eq!(store.frequencies.known("\"harbour\""), None);
        store
            .connection
            .execute_batch("ALTER TABLE lost RENAME TO search")
            .unwrap();
        let places = Places::new(&store);
        assert_eq!(places.frequency(&harbour, 1), 0);
        assert!(places.failed().is_ok());
        assert_eq!(store.frequencies.known("\"harbour\""), Some(0));
    }
}
