//! Where the statement of a correction stands, so that it is found again when its document was read anew or its article
//! changed.

use rusqlite::{Connection, OptionalExtension, params};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::fold::fold;
use crate::spans::{self, Ends};
use crate::{Error, index};

/// Two readings' contents are the same statement where they have at least this share of their characters in common.
const ALIKE: f64 = 0.5;

/// A statement by its document's content id, its part, the spans of its content, and its words.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Place {
    content: String,
    part: String,
    spans: Vec<Ends>,
    words: String,
}

/// A candidate: number, spans of the content.
type Content = (i64, Vec<Ends>);

/// The article and the place of a statement, as the model read it.
pub(super) fn of(connection: &Connection, statement: i64) -> Result<(i64, Place), Error> {
    let found = connection
        .query_row(
            "SELECT d.article, lower(hex(d.content)), CASE a.in_title WHEN 1 THEN 'title' ELSE 'text' END, d.id \
             FROM kept_attributions a JOIN documents d ON d.id = a.document WHERE a.id = ?1",
            [statement],
            |row| Ok((row.get(0)?, row.get(1)?, row.get::<_, String>(2)?, row.get(3)?)),
        )
        .optional()?;
    let (article, content, part, document) = found.ok_or_else(|| {
        Error::Unknown(format!(
            "there is no statement {statement}; `onrecord search` shows the numbers"
        ))
    })?;
    let spans = contents(connection, document, &part)?
        .into_iter()
        .find(|(id, _)| *id == statement);
    let spans = spans.map(|(_, spans)| spans).unwrap_or_default();
    let words = words_of(connection, document, &part, &spans)?;
    Ok((
        article,
        Place {
            content,
            part,
            spans,
            words,
        },
    ))
}

impl Place {
    pub(super) fn json(&self) -> Value {
        serde_json::to_value(self).unwrap_or_default()
    }

    pub(super) fn from_json(json: &str) -> Self {
        serde_json::from_str(json).unwrap_or_default()
    }

    /// The statement of a document that stands here: in the same text the one whose content overlaps most, in another
    /// version the one with the same words. `None` where there is none.
    pub(super) fn find(&self, connection: &Connection, document: i64) -> Result<Option<i64>, Error> {
        let content: String = connection
            .prepare_cached("SELECT lower(hex(content)) FROM documents WHERE id = ?1")?
            .query_row([document], |row| row.get(0))?;
        let candidates = contents(connection, document, &self.part)?;
        if content == self.content {
            let mut best = None;
            for (id, spans) in candidates {
                let alike = likeness(&self.spans, &spans);
                if alike >= ALIKE && best.is_none_or(|(most, _)| alike > most) {
                    best = Some((alike, id));
                }
            }
            return Ok(best.map(|(_, id)| id));
        }
        let wanted = fold(&self.words);
        for (id, spans) in candidates {
            if fold(&words_of(connection, document, &self.part, &spans)?) == wanted {
                return Ok(Some(id));
            }
        }
        Ok(None)
    }
}

/// The statements of a part of a document with their contents as the model read them.
fn contents(connection: &Connection, document: i64, part: &str) -> Result<Vec<Content>, Error> {
    let mut statement = connection.prepare_cached(
        "SELECT a.id, CASE WHEN r.role IS NULL THEN a.content ELSE r.spans END FROM kept_attributions a \
         LEFT JOIN read_spans r ON r.attribution = a.id AND r.role = 'content' \
         WHERE a.document = ?1 AND a.in_title = ?2 ORDER BY a.n",
    )?;
    let mut rows = statement.query(params![document, part == "title"])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let content: Option<String> = row.get(1)?;
        found.push((row.get(0)?, spans::read(content.as_deref())?));
    }
    Ok(found)
}

fn words_of(connection: &Connection, document: i64, part: &str, spans: &[Ends]) -> Result<String, Error> {
    let texts = index::texts(connection, document)?;
    let words = texts.map(|texts| index::slices(&texts[usize::from(part != "title")], spans));
    Ok(words.unwrap_or_default())
}

/// Characters in common over characters in either (Jaccard).
fn likeness(one: &[Ends], other: &[Ends]) -> f64 {
    let length = |spans: &[Ends]| spans.iter().map(|[start, stop]| stop - start).sum::<i64>();
    let mut common = 0;
    for [start, stop] in one {
        for [begin, end] in other {
            common += (stop.min(end) - start.max(begin)).max(0);
        }
    }
    let either = length(one) + length(other) - common;
    if either > 0 {
        common as f64 / either as f64
    } else {
        0.0
    }
}
