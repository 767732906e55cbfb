//! How often words stand in the statements of the store: asked again and again of the frequent ones, and remembered.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;

use rusqlite::Connection;

use crate::Error;

/// Statements with a word that are counted; of more the number is estimated.
pub(super) const COUNTED: u64 = 500;

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

    /// What is remembered of a query of the index.
    pub(super) fn known(&self, any: &str) -> Option<u64> {
        self.numbers.borrow().get(any).copied()
    }

    /// Remembers in how many statements a query of the index finds any of some words.
    pub(super) fn keep(&self, any: &str, number: u64) {
        let mut numbers = self.numbers.borrow_mut();
        if numbers.len() >= REMEMBERED {
            numbers.clear();
        }
        numbers.insert(any.to_owned(), number);
    }
}

/// In how many statements a word stands, of which the last [`COUNTED`] are given in rising order; `last` being the number of
/// the store's last statement. Where there are so many the number is estimated from how close together they stand.
pub(super) fn estimate(found: &[i64], last: i64) -> u64 {
    let count = found.len() as u64;
    match found.first() {
        Some(first) if count >= COUNTED => {
            let stretch = (last - first).max(1);
            (count as f64 / stretch as f64 * last as f64) as u64
        }
        _ => count,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_remembered_is_forgotten_whoever_changes_the_store() {
        let folder = tempfile::tempdir().unwrap();
        let open = || Connection::open(folder.path().join("index.db")).unwrap();
        let (connection, other) = (open(), open());
        connection.execute_batch("CREATE TABLE said (words)").unwrap();
        let frequencies = Frequencies::default();
        let known = || {
            frequencies.renew(&connection).unwrap();
            frequencies.known("harbour")
        };
        let add = "INSERT INTO said VALUES ('the harbour')";
        for writer in [&connection, &other] {
            known();
            frequencies.keep("harbour", 1);
            assert_eq!(known(), Some(1));
            writer.execute_batch(add).unwrap();
            assert_eq!(known(), None);
        }
    }

    #[test]
    fn frequent_words_are_estimated() {
        assert_eq!(estimate(&[], 600), 0);
        assert_eq!(estimate(&[3, 7], 600), 2);
        let every_third: Vec<i64> = (1..=COUNTED as i64).map(|n| 7_000 + n * 3).collect();
        let number = estimate(&every_third, 8_500);
        assert!((2_800..=2_850).contains(&number), "{number}");
    }
}
