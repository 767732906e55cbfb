//! Claims of a count.

use onrecord_store::{Error, Store};
use rusqlite::params;

use super::rows;
use crate::corrected::{Told, corrected};

/// Claims that are looked at: those added last.
pub(in crate::pages) const MOST: u32 = 400;

/// A claim of a number.
#[derive(Clone, Debug, Default)]
pub(in crate::pages) struct Claim {
    /// The day that it holds for; where the text doesn't tell, that it was said on, or published.
    pub day: Option<String>,
    /// Who claims it; `None` where the article tells it as its own.
    pub claimant: Option<String>,
    pub speaker: Option<i64>,
    pub words: String,
    /// What is counted.
    pub of: String,
    pub low: Option<f64>,
    pub value: Option<f64>,
    pub high: Option<f64>,
    pub denied: bool,
    /// Whether it is only thought of.
    pub supposed: bool,
    pub outlet: Option<String>,
    pub statement: Option<i64>,
    pub document: i64,
}

impl Told for Claim {
    fn number(&self) -> i64 {
        // No statement has this number.
        self.statement.unwrap_or_default()
    }

    fn forget_the_article(&mut self) {
        self.claimant.take_if(|_| self.speaker.is_none());
    }
}

/// Claims of a measure (`killed`, or the noun that is counted), in the order of their days: the [`MOST`] added last.
/// `of`: words that all stand in what is counted.
pub(in crate::pages) fn claims(store: &Store, measure: &str, of: &str) -> Result<Vec<Claim>, Error> {
    let words: Vec<String> = of.split_whitespace().map(str::to_lowercase).take(8).collect();
    let words = serde_json::to_string(&words).unwrap_or_default();
    let mut claims = rows(
        store,
        "SELECT day, claimant, speaker_id, words, coalesce(of, ''), low, value, high, polarity = 'negative', \
         hypothetical, outlet, statement, document FROM figures WHERE measure IN (?1, lower(?1)) AND NOT EXISTS \
         (SELECT 1 FROM json_each(?2) WHERE instr(lower(of), value) = 0 OR of IS NULL) \
         ORDER BY figure DESC LIMIT ?3",
        params![measure, words, MOST],
        |row| {
            Ok(Claim {
                day: row.get(0)?,
                claimant: row.get(1)?,
                speaker: row.get(2)?,
                words: row.get(3)?,
                of: row.get(4)?,
                low: row.get(5)?,
                value: row.get(6)?,
                high: row.get(7)?,
                denied: row.get(8)?,
                supposed: row.get(9)?,
                outlet: row.get(10)?,
                statement: row.get(11)?,
                document: row.get(12)?,
            })
        },
    )?;
    corrected(store, &mut claims)?;
    claims.reverse();
    claims.sort_by(|one, other| one.day.cmp(&other.day));
    Ok(claims)
}
