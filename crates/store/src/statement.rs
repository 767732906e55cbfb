use std::collections::HashMap;

use rusqlite::{Connection, Row};
use serde::Serialize;

use crate::spans::{self, Ends};
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
pub(crate) fn load(connection: &Connection, ids: &[i64]) -> Result<Vec<Statement>, Error> {
    let mut said: HashMap<i64, Said> = said(connection, ids)?
        .into_iter()
        .map(|said| (said.statement, said))
        .collect();
    whole(connection, ids.iter().filter_map(|id| said.remove(id)))
}

/// Statements of which is known what they say, in the order given.
pub(crate) fn whole(
    connection: &Connection,
    said: impl Iterator<Item = Said>,
) -> Result<Vec<Statement>, Error> {
    let mut query = connection.prepare_cached(
        "SELECT a.id, coalesce(p.name, e.name), a.speaker, p.wikidata, e.role, \
         (SELECT name FROM kinds WHERE id = a.type), (SELECT name FROM kinds WHERE id = a.stance), v.name, a.said_from, \
         a.said_to, d.day, d.outlet, d.title, d.url, \
         CASE typeof(a.confidence) WHEN 'integer' THEN a.confidence / 1000.0 ELSE a.confidence END, d.id \
         FROM kept_attributions a JOIN documents d ON d.id = a.document \
         LEFT JOIN kept_entities e ON e.id = a.document * 10000000 + a.entity \
         LEFT JOIN kept_entities v ON v.id = a.document * 10000000 + a.via \
         LEFT JOIN speakers p ON p.id = a.speaker WHERE a.id = ?1",
    )?;
    let statements = said.map(|Said { statement, words }| {
        let row = query.query_row([statement], from_row)?;
        Ok(Statement { words, ..row })
    });
    statements.collect()
}

/// What a statement says, by its number.
pub(crate) struct Said {
    pub(crate) statement: i64,
    pub(crate) words: String,
}

/// What the statements of these numbers say, by their documents; those that are not searched are left out. Each document's
/// text is read once.
pub(crate) fn said(connection: &Connection, ids: &[i64]) -> Result<Vec<Said>, Error> {
    let mut query = connection.prepare_cached(
        "SELECT a.document, a.in_title, a.content FROM kept_attributions a \
         JOIN documents d ON d.id = a.document AND d.current = 1 WHERE a.id = ?1 AND a.rejected = 0",
    )?;
    let mut places: Vec<(i64, bool, Vec<Ends>, i64)> = Vec::with_capacity(ids.len());
    for id in ids {
        let mut rows = query.query([id])?;
        if let Some(row) = rows.next()? {
            let content: Option<String> = row.get(2)?;
            places.push((row.get(0)?, row.get(1)?, spans::read(content.as_deref())?, *id));
        }
    }
    places.sort_unstable();
    places.dedup();
    let mut found = Vec::with_capacity(places.len());
    for of_one in places.chunk_by(|one, other| one.0 == other.0) {
        let texts = match of_one {
            [(document, ..), ..] => index::texts(connection, *document)?,
            [] => None,
        };
        let Some([title, text]) = texts else { continue };
        found.extend(of_one.iter().map(|(_, in_title, content, statement)| Said {
            statement: *statement,
            words: index::slices(if *in_title { &title } else { &text }, content),
        }));
    }
    Ok(found)
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
