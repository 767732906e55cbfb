use std::collections::HashMap;

use rusqlite::{Connection, Row};
use serde::Serialize;

use crate::{Error, index};

/// A statement with what a reader wants to know of it.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Statement {
    /// Its number in the store.
    pub statement: i64,
    /// Who said it: the name across documents, else as the article has it; `null` where nobody is named.
    pub speaker: Option<String>,
    /// The speaker's number across documents.
    pub speaker_id: Option<i64>,
    /// The speaker's Wikidata id.
    pub wikidata: Option<String>,
    /// The speaker's role, as the article words it.
    pub role: Option<String>,
    /// What was said; ` … ` stands where source or cue interrupt it.
    pub words: String,
    /// `direct`, `indirect` or `mixed`.
    pub r#type: String,
    /// What the speaker does by saying it.
    pub stance: Option<String>,
    /// Through whom it was reported.
    pub via: Option<String>,
    /// First day or minute on which it may have been said, where the text tells.
    pub said_from: Option<String>,
    /// Last day or minute.
    pub said_to: Option<String>,
    /// The day of publication.
    pub day: Option<String>,
    /// Who published it.
    pub outlet: Option<String>,
    /// The article's headline.
    pub title: Option<String>,
    /// The article's address.
    pub url: Option<String>,
    /// Calibrated probability that speaker and words are right, 0 to 1.
    pub confidence: f64,
    /// The document's number in the store.
    pub document: i64,
}

impl Statement {
    /// The first day or minute on which it was said; where the text doesn't tell, the day of publication.
    pub fn when(&self) -> Option<&str> {
        self.said_from.as_deref().or(self.day.as_deref())
    }
}

/// The statements of these numbers, in their order; those that are not searched (old versions, rejected) are left out.
///
/// Each document's text is read once, however many of its statements are asked for.
pub(crate) fn load(connection: &Connection, ids: &[i64]) -> Result<Vec<Statement>, Error> {
    let mut query = connection.prepare_cached(
        "SELECT a.id, coalesce(p.name, e.name), a.speaker, p.wikidata, e.role, \
         (SELECT name FROM kinds WHERE id = a.type), (SELECT name FROM kinds WHERE id = a.stance), v.name, a.said_from, \
         a.said_to, d.day, d.outlet, d.title, d.url, \
         CASE typeof(a.confidence) WHEN 'integer' THEN a.confidence / 1000.0 ELSE a.confidence END, d.id \
         FROM kept_attributions a JOIN documents d ON d.id = a.document AND d.current = 1 \
         LEFT JOIN kept_entities e ON e.id = a.document * 10000000 + a.entity \
         LEFT JOIN kept_entities v ON v.id = a.document * 10000000 + a.via \
         LEFT JOIN speakers p ON p.id = a.speaker WHERE a.id = ?1 AND a.rejected = 0",
    )?;
    let mut found: Vec<(usize, Statement)> = Vec::with_capacity(ids.len());
    for (order, id) in ids.iter().enumerate() {
        for statement in query.query_map([id], from_row)? {
            found.push((order, statement?));
        }
    }
    found.sort_by_key(|(order, statement)| (statement.document, *order));
    let mut words: (i64, HashMap<i64, String>) = (0, HashMap::new());
    for (_, statement) in &mut found {
        if words.0 != statement.document {
            words = (statement.document, index::words(connection, statement.document)?);
        }
        statement.words = words.1.get(&statement.statement).cloned().unwrap_or_default();
    }
    found.sort_by_key(|(order, _)| *order);
    Ok(found.into_iter().map(|(_, statement)| statement).collect())
}

fn from_row(row: &Row) -> rusqlite::Result<Statement> {
    Ok(Statement {
        statement: row.get(0)?,
        speaker: row.get(1)?,
        speaker_id: row.get(2)?,
        wikidata: row.get(3)?,
        role: row.get(4)?,
        words: String::new(),
        r#type: row.get(5)?,
        stance: row.get(6)?,
        via: row.get(7)?,
        said_from: row.get(8)?,
        said_to: row.get(9)?,
        day: row.get(10)?,
        outlet: row.get(11)?,
        title: row.get(12)?,
        url: row.get(13)?,
        confidence: row.get(14)?,
        document: row.get(15)?,
    })
}
