//! What stands around a document: its versions, the same text elsewhere, accounts that differ from its own.

use std::collections::BTreeSet;

use onrecord_record::Polarity;
use onrecord_same::Figure;
use onrecord_store::{Error, Store};
use rusqlite::params;

use super::rows;

/// Documents that are looked at for copies and for other accounts: so many that were added before one, and after it.
const NEIGHBOURS: i64 = 300;

/// The current ones of these, published within two days of `o`.
const BESIDE: &str = "d.current = 1 AND d.id BETWEEN o.id - ?2 AND o.id + ?2 AND d.article <> o.article \
                      AND abs(julianday(d.day) - julianday(o.day)) <= 2";

/// An article that stands beside another.
pub(in crate::pages) struct Other {
    pub document: i64,
    pub outlet: Option<String>,
    pub day: Option<String>,
    pub title: Option<String>,
    /// When it was added, RFC 3339.
    pub added: String,
    /// Whether there is no later version.
    pub current: bool,
}

const OTHER: &str = "SELECT d.id, d.outlet, d.day, d.title, d.added, d.current FROM documents d ";

fn others(store: &Store, rest: &str, parameters: impl rusqlite::Params) -> Result<Vec<Other>, Error> {
    rows(store, &format!("{OTHER}{rest}"), parameters, |row| {
        Ok(Other {
            document: row.get(0)?,
            outlet: row.get(1)?,
            day: row.get(2)?,
            title: row.get(3)?,
            added: row.get(4)?,
            current: row.get(5)?,
        })
    })
}

/// All versions of a document's article, oldest first, itself among them.
pub(in crate::pages) fn versions(store: &Store, document: i64) -> Result<Vec<Other>, Error> {
    others(
        store,
        "WHERE d.article = (SELECT article FROM documents WHERE id = ?1) ORDER BY d.version",
        [document],
    )
}

/// Articles elsewhere with just the same text, published within two days and added near each other, the first first.
pub(in crate::pages) fn copies(store: &Store, document: i64) -> Result<Vec<Other>, Error> {
    others(
        store,
        &format!(
            "JOIN documents o ON o.id = ?1 WHERE {BESIDE} AND d.text = o.text ORDER BY d.day, d.id LIMIT 50"
        ),
        params![document, NEIGHBOURS],
    )
}

/// A figure as one account has it.
#[derive(Clone)]
pub(in crate::pages) struct Account {
    pub document: i64,
    pub statement: Option<i64>,
    pub claimant: Option<String>,
    pub words: String,
    pub of: String,
    pub measure: String,
    pub outlet: Option<String>,
    pub day: Option<String>,
    low: Option<f64>,
    high: Option<f64>,
    unit: Option<String>,
    polarity: String,
    hypothetical: bool,
}

const ACCOUNT: &str = "SELECT f.document, f.statement, f.claimant, f.words, coalesce(f.of, ''), f.measure, f.outlet, \
                       f.day, f.low, f.high, f.unit, f.polarity, f.hypothetical \
                       FROM figures f ";

/// Sets of figures that tell the same thing differently, each with one of this document, or of these statements where some
/// are named: among documents of the days around it that were added near it.
pub(in crate::pages) fn differing(
    store: &Store,
    document: i64,
    statements: Option<&[i64]>,
) -> Result<Vec<Vec<Account>>, Error> {
    let own = accounts(
        store,
        "WHERE f.document = ?1 AND f.measure IS NOT NULL",
        [document],
    )?;
    let measures: BTreeSet<&str> = own.iter().map(|account| account.measure.as_str()).collect();
    if measures.is_empty() {
        return Ok(Vec::new());
    }
    let measures = serde_json::to_string(&measures).unwrap_or_default();
    let mut all = own.clone();
    all.extend(accounts(
        store,
        &format!(
            "WHERE f.document IN (SELECT d.id FROM documents d JOIN documents o ON o.id = ?1 WHERE {BESIDE}) \
             AND f.measure IN (SELECT value FROM json_each(?3)) ORDER BY f.published, f.document, f.figure"
        ),
        params![document, NEIGHBOURS, measures],
    )?);
    let compared: Vec<Figure> = all.iter().map(Account::compared).collect();
    let sets = onrecord_same::rivals(&compared).into_iter();
    let sets = sets.map(|set| {
        set.into_iter()
            .map(|place| all[place].clone())
            .collect::<Vec<_>>()
    });
    let ours = |account: &Account| {
        account.document == document
            && statements.is_none_or(|ours| account.statement.is_some_and(|one| ours.contains(&one)))
    };
    Ok(sets.filter(|set| set.iter().any(ours)).collect())
}

fn accounts(store: &Store, rest: &str, parameters: impl rusqlite::Params) -> Result<Vec<Account>, Error> {
    rows(store, &format!("{ACCOUNT}{rest}"), parameters, |row| {
        Ok(Account {
            document: row.get(0)?,
            statement: row.get(1)?,
            claimant: row.get(2)?,
            words: row.get(3)?,
            of: row.get(4)?,
            measure: row.get(5)?,
            outlet: row.get(6)?,
            day: row.get(7)?,
            low: row.get(8)?,
            high: row.get(9)?,
            unit: row.get(10)?,
            polarity: row.get(11)?,
            hypothetical: row.get(12)?,
        })
    })
}

/// Figures of some statements that tell the same thing differently.
pub(in crate::pages) fn rivals_among(store: &Store, statements: &[i64]) -> Result<Vec<Vec<Account>>, Error> {
    let statements = serde_json::to_string(statements).unwrap_or_default();
    let all = accounts(
        store,
        "WHERE f.statement IN (SELECT value FROM json_each(?1)) AND f.measure IS NOT NULL \
         ORDER BY f.published, f.document, f.figure",
        [statements],
    )?;
    let compared: Vec<Figure> = all.iter().map(Account::compared).collect();
    let sets = onrecord_same::rivals(&compared).into_iter();
    Ok(sets
        .map(|set| set.into_iter().map(|place| all[place].clone()).collect())
        .collect())
}

impl Account {
    fn compared(&self) -> Figure<'_> {
        let day = self
            .day
            .as_deref()
            .and_then(|day| day.get(..10))
            .unwrap_or_default();
        Figure {
            claimant: self.claimant.as_deref().unwrap_or_default(),
            outlet: self.outlet.as_deref().unwrap_or_default(),
            measure: &self.measure,
            unit: self.unit.as_deref().unwrap_or_default(),
            group: &self.of,
            from: day,
            to: day,
            low: self.low,
            high: self.high,
            polarity: match self.polarity.as_str() {
                "negative" => Polarity::Negative,
                _ => Polarity::Positive,
            },
            hypothetical: self.hypothetical,
        }
    }
}
