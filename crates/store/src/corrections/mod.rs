//! What people put right. A correction is a row of its own; the tables show what follows from all that are in force.
//! `follow` works that out anew for one document: after it was read again, and after a correction was made or undone.

mod change;
mod follow;
mod place;
mod spans;
mod speakers;

pub use change::{Change, Role, Voiced};
pub(crate) use follow::refresh;

use rusqlite::{Connection, OptionalExtension, TransactionBehavior, params};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::{Error, Store};

/// A correction that was made.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Correction {
    /// Its number, to undo it by.
    pub id: i64,
    /// When it was made, RFC 3339, UTC.
    pub made_at: String,
    /// By whom.
    pub made_by: String,
    /// `merge`, `split`, `speaker`, `spans`, `time` or `reject`.
    pub action: String,
    /// The article that it is about, by its address, else its own id; `null` for all.
    pub article: Option<String>,
    /// What it is about.
    pub target: Value,
    /// What is put in its place.
    pub value: Value,
    /// Why.
    pub note: Option<String>,
    /// When it was undone.
    pub undone_at: Option<String>,
    /// By whom it was undone.
    pub undone_by: Option<String>,
}

impl Store {
    /// Makes a correction and keeps it with who made it; gives its number.
    ///
    /// # Errors
    /// Where the statement, speaker or document is not there, a span lies outside its text, or the file can't be written.
    pub fn correct(&mut self, change: &Change, by: &str, note: Option<&str>) -> Result<i64, Error> {
        let transaction = self
            .connection
            .transaction_with_behavior(TransactionBehavior::Immediate)?;
        let kept = change.kept(&transaction)?;
        transaction.execute(
            "INSERT INTO corrections (made_at, made_by, action, article, target, value, note) \
             VALUES (strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), ?1, ?2, ?3, ?4, ?5, ?6)",
            params![
                by,
                kept.action,
                kept.article,
                kept.target.to_string(),
                kept.value.to_string(),
                note
            ],
        )?;
        let id = transaction.last_insert_rowid();
        follow::settle(&transaction, id)?;
        transaction.commit()?;
        Ok(id)
    }

    /// All corrections, oldest first, the undone ones among them.
    ///
    /// # Errors
    /// Where the file can't be read.
    pub fn corrections(&self) -> Result<Vec<Correction>, Error> {
        list(&self.connection, "")
    }

    /// Undoes a correction: what it changed is as the reading has it, and as the corrections in force say.
    ///
    /// # Errors
    /// Where there is no such correction, it was undone before, or the file can't be written.
    pub fn undo(&mut self, correction: i64, by: &str) -> Result<(), Error> {
        let transaction = self
            .connection
            .transaction_with_behavior(TransactionBehavior::Immediate)?;
        let undone = transaction.execute(
            "UPDATE corrections SET undone_at = strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), undone_by = ?2 \
             WHERE id = ?1 AND undone_at IS NULL",
            params![correction, by],
        )?;
        if undone == 0 {
            let sentence =
                format!("there is no correction {correction} in force; `onrecord fix list` shows them");
            return Err(Error::Unknown(sentence));
        }
        follow::settle(&transaction, correction)?;
        Ok(transaction.commit()?)
    }
}

fn article_of(connection: &Connection, document: i64) -> Result<i64, Error> {
    connection
        .query_row("SELECT article FROM documents WHERE id = ?1", [document], |row| {
            row.get(0)
        })
        .optional()?
        .ok_or_else(|| Error::Unknown(format!("there is no document {document}")))
}

/// What an article is called: as its last version is.
const ARTICLE: &str = "(SELECT coalesce(d.url, d.name) FROM documents d WHERE d.article = c.article \
                       ORDER BY d.version DESC LIMIT 1) AS named";

fn list(connection: &Connection, condition: &str) -> Result<Vec<Correction>, Error> {
    let mut statement = connection.prepare_cached(&format!(
        "SELECT *, {ARTICLE} FROM corrections c {condition} ORDER BY id"
    ))?;
    let json = |text: String| serde_json::from_str(&text).unwrap_or(Value::Null);
    let corrections = statement.query_map([], |row| {
        Ok(Correction {
            id: row.get("id")?,
            made_at: row.get("made_at")?,
            made_by: row.get("made_by")?,
            action: row.get("action")?,
            article: row.get("named")?,
            target: json(row.get("target")?),
            value: json(row.get("value")?),
            note: row.get("note")?,
            undone_at: row.get("undone_at")?,
            undone_by: row.get("undone_by")?,
        })
    })?;
    Ok(corrections.collect::<Result<_, _>>()?)
}
