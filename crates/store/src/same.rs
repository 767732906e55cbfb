use std::collections::{BTreeMap, HashMap};

use onrecord_same::{Same, Wording, marked, same};
use rusqlite::OptionalExtension;
use serde::Serialize;

use crate::corrections::column;
use crate::fold::fold;
use crate::{Error, Statement, Store, index, statement};

/// Words of a statement that are looked for: the rarest.
const SOUGHT: usize = 8;

/// Words that are counted to find these: the longest, which tend to be rare (Zipf's law of abbreviation).
const COUNTED: usize = 16;

/// A word that stands in so many statements is not counted further.
const FREQUENT: usize = 5_000;

/// The statements that the words looked for stand in together.
const PLACES: usize = 10_000;

/// Statements that are compared word by word.
const CANDIDATES: usize = 100;

/// Words that a statement has at least to be worth listing.
const WORTH: usize = 5;

/// A statement that is the same as another.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Twin {
    /// The statement.
    #[serde(flatten)]
    pub statement: Statement,
    /// `equal`, `near`, or `part` where one is cut out of the other.
    pub likeness: &'static str,
    /// What was cut in `[-…-]`, what was added in `{+…+}`, against the statement that was asked for.
    pub difference: String,
    /// In how many more documents it stands that are copies of this one's text.
    pub copies: usize,
}

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
    /// The statements that are the same as some words, or nearly so: exact and altered quotations, the earliest sighting
    /// first, syndicated copies folded into the first of them. The number of a statement stands for its words.
    ///
    /// Candidates come from the full-text index: statements that share the rarest words, the 100 with most of them.
    ///
    /// # Errors
    /// Where there is no statement of that number, or the file can't be read.
    pub fn same(&self, asked: &str) -> Result<Vec<Twin>, Error> {
        let _whole = self.connection.unchecked_transaction()?;
        let asked = match asked.trim().parse::<i64>() {
            Ok(number) => statement::load(&self.connection, &[number])?
                .pop()
                .map(|statement| statement.words)
                .ok_or_else(|| {
                    Error::Unknown(format!(
                        "there is no statement {number}; `onrecord search` shows the numbers"
                    ))
                })?,
            Err(_) => asked.to_owned(),
        };
        let wording = Wording::of(&asked);
        let candidates = statement::load(&self.connection, &self.candidates(&asked)?)?;
        let mut twins: Vec<Twin> = Vec::new();
        for candidate in candidates {
            if let Some(likeness) = same(&wording, &Wording::of(&candidate.words)) {
                twins.push(Twin {
                    likeness: name(likeness),
                    difference: marked(&asked, &candidate.words),
                    copies: 0,
                    statement: candidate,
                });
            }
        }
        twins.sort_by(|one, other| {
            (one.statement.when(), one.statement.statement)
                .cmp(&(other.statement.when(), other.statement.statement))
        });
        self.fold_copies(twins)
    }

    fn candidates(&self, asked: &str) -> Result<Vec<i64>, Error> {
        let words = self.rarest(asked)?;
        // Words that stand everywhere find only where all of them stand.
        let (operator, last) = match words.last() {
            None => return Err(Error::Query(crate::QueryError::Empty)),
            Some((frequent, _)) if *frequent >= FREQUENT => (" AND ", "search.rowid DESC"),
            Some(_) => (" OR ", "rank"),
        };
        let query: Vec<&str> = words.iter().map(|(_, word)| word.as_str()).collect();
        let sql =
            format!("SELECT rowid FROM search WHERE search MATCH ?1 ORDER BY {last} LIMIT {CANDIDATES}");
        column(&self.connection, &sql, [query.join(operator)])
    }

    /// The rarest words, with the number of statements they stand in (up to [`FREQUENT`]), rarest first: as many as stand in
    /// [`PLACES`] statements together, or all where not even the rarest is rare.
    fn rarest(&self, asked: &str) -> Result<Vec<(usize, String)>, Error> {
        let folded = fold_all(asked);
        let mut words: Vec<&str> = folded.split(' ').filter(|word| !word.is_empty()).collect();
        words.sort_by_key(|word| (std::cmp::Reverse(word.chars().count()), *word));
        words.dedup();
        words.truncate(COUNTED);
        let sql =
            format!("SELECT count(*) FROM (SELECT 1 FROM search WHERE search MATCH ?1 LIMIT {FREQUENT})");
        let mut count = self.connection.prepare_cached(&sql)?;
        let mut counted: Vec<(usize, String)> = Vec::new();
        for word in words {
            let word = format!("\"{word}\"");
            let places: i64 = count.query_row([&word], |row| row.get(0))?;
            counted.push((usize::try_from(places).unwrap_or_default(), word));
        }
        counted.sort();
        if counted.first().is_some_and(|(places, _)| *places < FREQUENT) {
            let mut together = 0;
            counted.retain(|(places, _)| {
                together += places;
                together <= PLACES.max(*places) && *places < FREQUENT
            });
            counted.truncate(SOUGHT);
        }
        Ok(counted)
    }

    /// Of documents with the same text, or that a batch found to be copies, the first stands for all.
    fn fold_copies(&self, twins: Vec<Twin>) -> Result<Vec<Twin>, Error> {
        let mut query = self.connection.prepare_cached(
            "SELECT CASE WHEN rest ->> '$.duplicate.kind' = 'copy' THEN rest ->> '$.duplicate.of' ELSE name END, sha256 \
             FROM documents WHERE id = ?1",
        )?;
        let mut first: HashMap<(String, &'static str), usize> = HashMap::new();
        let mut folded: Vec<Twin> = Vec::new();
        for twin in twins {
            let origin: Option<(String, String)> = query
                .query_row([twin.statement.document], |row| Ok((row.get(0)?, row.get(1)?)))
                .optional()?;
            let (name, text) = origin.unwrap_or_default();
            let keys = [format!("name {name}"), format!("text {text}")].map(|key| (key, twin.likeness));
            let known = keys.iter().find_map(|key| first.get(key)).copied();
            let place = known.unwrap_or(folded.len());
            match folded.get_mut(place) {
                Some(one) if one.statement.document != twin.statement.document => one.copies += 1,
                _ => folded.push(twin),
            }
            for key in keys {
                first.entry(key).or_insert(place);
            }
        }
        Ok(folded)
    }

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

fn name(likeness: Same) -> &'static str {
    match likeness {
        Same::Equal => "equal",
        Same::Near => "near",
        Same::Part => "part",
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
