//! Where the statement of a correction stands, so that it is found again when its document was read anew or its article
//! changed.

use onrecord_text::Span;
use rusqlite::{Connection, OptionalExtension, params};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::fold::fold;
use crate::row::{ends, span};
use crate::{Error, index};

/// Two readings' contents are the same statement where they have at least this share of their characters in common.
const ALIKE: f64 = 0.5;

/// A statement by its document's content id, its part, the spans of its content, and its words.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Place {
    content: String,
    part: String,
    spans: Vec<[i64; 2]>,
    words: String,
}

/// A candidate: number, spans of the content.
type Content = (i64, Vec<[i64; 2]>);

/// The article and the place of a statement, as the model read it.
pub(crate) fn of(connection: &Connection, statement: i64) -> Result<(String, Place), Error> {
    let found = connection
        .query_row(
            "SELECT d.article, d.content, a.part, d.id FROM attributions a JOIN documents d ON d.id = a.document \
             WHERE a.id = ?1",
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
    pub(crate) fn json(&self) -> Value {
        serde_json::to_value(self).unwrap_or_default()
    }

    pub(crate) fn from_json(json: &str) -> Self {
        serde_json::from_str(json).unwrap_or_default()
    }

    /// The statement of a document that stands here: in the same text the one whose content overlaps most, in another
    /// version the one with the same words. `None` where there is none.
    pub(crate) fn find(&self, connection: &Connection, document: i64) -> Result<Option<i64>, Error> {
        let content: String = connection
            .prepare_cached("SELECT content FROM documents WHERE id = ?1")?
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
        "SELECT a.id, s.start, s.stop FROM attributions a JOIN spans s ON s.attribution = a.id \
         WHERE a.document = ?1 AND a.part = ?2 AND s.role = CASE WHEN EXISTS \
         (SELECT 1 FROM spans r WHERE r.attribution = a.id AND r.role = 'read content') \
         THEN 'read content' ELSE 'content' END AND s.n >= 0 ORDER BY a.n, s.n",
    )?;
    let mut rows = statement.query(params![document, part])?;
    let mut found: Vec<Content> = Vec::new();
    while let Some(row) = rows.next()? {
        let (id, ends) = (row.get(0)?, [row.get(1)?, row.get(2)?]);
        match found.last_mut() {
            Some((last, spans)) if *last == id => spans.push(ends),
            _ => found.push((id, vec![ends])),
        }
    }
    Ok(found)
}

fn words_of(connection: &Connection, document: i64, part: &str, spans: &[[i64; 2]]) -> Result<String, Error> {
    let texts = index::texts(connection, document)?;
    let words = texts.map(|texts| {
        let text = &texts[usize::from(part != "title")];
        let words: Vec<&str> = spans
            .iter()
            .filter_map(|ends| span(*ends))
            .map(|span| text.slice(span))
            .collect();
        words.join(index::GAP)
    });
    Ok(words.unwrap_or_default())
}

/// Characters in common over characters in either (Jaccard).
fn likeness(one: &[[i64; 2]], other: &[[i64; 2]]) -> f64 {
    let length = |spans: &[[i64; 2]]| spans.iter().map(|[start, stop]| stop - start).sum::<i64>();
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

/// Checks spans that are to be put in place of a statement's.
pub(crate) fn check(
    connection: &Connection,
    statement: i64,
    needs_one: bool,
    spans: &[Span],
) -> Result<(), Error> {
    let length: i64 = connection.query_row(
        "SELECT length(CASE a.part WHEN 'title' THEN d.title ELSE d.text END) FROM attributions a \
         JOIN documents d ON d.id = a.document WHERE a.id = ?1",
        [statement],
        |row| row.get(0),
    )?;
    let in_order = spans.windows(2).all(|pair| pair[0].end() <= pair[1].start());
    if !in_order || spans.iter().any(|span| ends(*span)[1] > length) {
        return Err(Error::Unknown(format!(
            "the spans must lie in the text of {length} characters, in its order, none in another"
        )));
    }
    if needs_one && spans.is_empty() {
        return Err(Error::Unknown(
            "a statement needs words: give at least one span, or reject it".into(),
        ));
    }
    Ok(())
}

/// Puts spans in place of those that the model read, which are kept as `read source`, `read cue`, `read content`.
pub(crate) fn set(
    connection: &Connection,
    statement: i64,
    role: &str,
    spans: &[[i64; 2]],
) -> Result<(), Error> {
    let read = format!("read {role}");
    let kept = connection.query_row(
        "SELECT EXISTS (SELECT 1 FROM spans WHERE attribution = ?1 AND role = ?2)",
        params![statement, read],
        |row| row.get::<_, bool>(0),
    )?;
    if kept {
        connection.execute(
            "DELETE FROM spans WHERE attribution = ?1 AND role = ?2",
            params![statement, role],
        )?;
    } else {
        connection.execute(
            "UPDATE spans SET role = ?3 WHERE attribution = ?1 AND role = ?2",
            params![statement, role, read],
        )?;
        // Says that the spans were changed, also where the model had none.
        connection.execute(
            "INSERT INTO spans (attribution, role, n, start, stop) VALUES (?1, ?2, -1, 0, 0)",
            params![statement, read],
        )?;
    }
    for (n, [start, stop]) in (0_i64..).zip(spans) {
        connection.execute(
            "INSERT INTO spans (attribution, role, n, start, stop) VALUES (?1, ?2, ?3, ?4, ?5)",
            params![statement, role, n, start, stop],
        )?;
    }
    Ok(())
}

/// Gives the statements of a document the spans that the model read.
pub(crate) fn restore(connection: &Connection, document: i64) -> Result<(), Error> {
    for role in ["source", "cue", "content"] {
        let read = format!("read {role}");
        connection
            .prepare_cached(
                "DELETE FROM spans WHERE (role = ?2 OR role = ?3 AND n = -1) AND attribution IN (SELECT a.id \
                 FROM attributions a JOIN spans r ON r.attribution = a.id AND r.role = ?3 WHERE a.document = ?1)",
            )?
            .execute(params![document, role, read])?;
        connection
            .prepare_cached(
                "UPDATE spans SET role = ?2 WHERE role = ?3 AND attribution IN \
                 (SELECT id FROM attributions WHERE document = ?1)",
            )?
            .execute(params![document, role, read])?;
    }
    Ok(())
}
