//! How often words stand in the statements of the store: asked again and again of the frequent ones, and remembered.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;

use rusqlite::Connection;

use crate::Error;

/// Statements with a word that are counted; beyond that their number is estimated.
const COUNTED: u64 = 500;

/// Questions that are remembered at once.
const REMEMBERED: usize = 20_000;

/// In how many statements words stand, remembered until the store changes.
#[derive(Debug, Default)]
pub(crate) struct Frequencies {
    numbers: RefCell<HashMap<String, u64>>,
    state: Cell<Option<State>>,
}

/// What changes with the store: by other connections, and by this one.
type State = (i64, u64);

impl Frequencies {
    /// Forgets all where the store has changed. The transaction in which it is asked next has to have begun to read.
    pub(super) fn renew(&self, connection: &Connection) -> Result<(), Error> {
        let others = connection
            .prepare_cached("PRAGMA data_version")?
            .query_row([], |row| row.get(0))?;
        let state = Some((others, connection.total_changes()));
        if self.state.replace(state) != state {
            self.numbers.borrow_mut().clear();
        }
        Ok(())
    }

    /// In how many statements a query of the index finds any of some words, `last` being the last statement's number:
    /// counted where it is few; else estimated from how close together the last of them stand.
    pub(super) fn of(&self, connection: &Connection, any: &str, last: i64) -> Result<u64, Error> {
        if let Some(number) = self.numbers.borrow().get(any) {
            return Ok(*number);
        }
        let number = count(connection, any, last)?;
        let mut numbers = self.numbers.borrow_mut();
        if numbers.len() >= REMEMBERED {
            numbers.clear();
        }
        numbers.insert(any.to_owned(), number);
        Ok(number)
    }
}

fn count(connection: &Connection, any: &str, last: i64) -> Result<u64, Error> {
    let sql = format!(
        "SELECT count(*), min(rowid) FROM \
         (SELECT rowid FROM search WHERE search MATCH ?1 ORDER BY rowid DESC LIMIT {COUNTED})"
    );
    let (count, first): (i64, Option<i64>) = connection
        .prepare_cached(&sql)?
        .query_row([any], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let count = count.unsigned_abs();
    if count < COUNTED {
        return Ok(count);
    }
    let stretch = first.map_or(last, |first| last - first).max(1);
    Ok((count as f64 / stretch as f64 * last as f64) as u64)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A store's file with statements of these words.
    fn holding(words: &[&str]) -> (tempfile::TempDir, Connection) {
        let folder = tempfile::tempdir().unwrap();
        let connection = Connection::open(folder.path().join("index.db")).unwrap();
        connection
            .execute_batch("CREATE VIRTUAL TABLE search USING fts5 (words)")
            .unwrap();
        connection.execute_batch("BEGIN").unwrap();
        for words in words {
            add(&connection, words);
        }
        connection.execute_batch("COMMIT").unwrap();
        (folder, connection)
    }

    fn add(connection: &Connection, words: &str) {
        connection
            .execute("INSERT INTO search (words) VALUES (?1)", [words])
            .unwrap();
    }

    #[test]
    fn what_is_remembered_is_true_whoever_changes_the_store() {
        let (folder, connection) = holding(&["a harbour", "a tax"]);
        let frequencies = Frequencies::default();
        let harbours = || {
            frequencies.renew(&connection).unwrap();
            frequencies.of(&connection, "\"harbour\"", 10).unwrap()
        };
        assert_eq!((harbours(), harbours()), (1, 1));
        add(&connection, "the harbour");
        assert_eq!(harbours(), 2);
        let other = Connection::open(folder.path().join("index.db")).unwrap();
        add(&other, "no harbour");
        assert_eq!(harbours(), 3);
    }

    #[test]
    fn frequent_words_are_estimated() {
        let words = vec!["harbour"; 600];
        let (_folder, connection) = holding(&words);
        let number = count(&connection, "\"harbour\"", 600).unwrap();
        assert!((500..=700).contains(&number), "{number}");
    }
}
