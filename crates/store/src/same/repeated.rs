use std::collections::BTreeMap;

use serde::Serialize;

use crate::fold::fold;
use crate::row::column;
use crate::{Error, Statement, Store, index, statement};

/// Words that a statement has at least to be worth listing.
const WORTH: usize = 5;

/// A statement that was said or told several times.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Repeated {
    /// Where it stands first.
    #[serde(flatten)]
    pub statement: Statement,
    /// How many statements have these words.
    pub times: usize,
}

impl Store {
    /// The statements whose words come most often, in case, marks and accents alike, with at least five words; each by
    /// its first sighting.
    ///
    /// # Errors
    /// Where the file can't be read.
    pub fn repeated(&self, limit: usize) -> Result<Vec<Repeated>, Error> {
        let _whole = self.connection.unchecked_transaction()?;
        // Hashes of words: a clash of two of 64 bits would only miscount.
        let mut groups: BTreeMap<u64, (usize, i64)> = BTreeMap::new();
        let by_day = "SELECT id FROM documents WHERE current = 1 ORDER BY day IS NULL, day, id";
        for document in column(&self.connection, by_day, [])? {
            let mut words: Vec<(i64, String)> =
                index::words(&self.connection, document)?.into_iter().collect();
            words.sort_unstable();
            for (id, words) in words {
                let folded = fold_all(&words);
                if folded.split(' ').count() >= WORTH {
                    groups.entry(hash(&folded)).or_insert((0, id)).0 += 1;
                }
            }
        }
        let mut repeated: Vec<(usize, i64)> = groups.into_values().filter(|(times, _)| *times > 1).collect();
        repeated.sort_by_key(|(times, id)| (std::cmp::Reverse(*times), *id));
        repeated.truncate(limit);
        let ids: Vec<i64> = repeated.iter().map(|(_, id)| *id).collect();
        let statements = statement::load(&self.connection, &ids)?;
        Ok(statements
            .into_iter()
            .zip(repeated)
            .map(|(statement, (times, _))| Repeated { statement, times })
            .collect())
    }
}

/// [`fold`] of words of any length.
fn fold_all(words: &str) -> String {
    let folded: Vec<String> = words
        .split_whitespace()
        .map(fold)
        .filter(|word| !word.is_empty())
        .collect();
    folded.join(" ")
}

/// FNV-1a.
fn hash(words: &str) -> u64 {
    words.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}
