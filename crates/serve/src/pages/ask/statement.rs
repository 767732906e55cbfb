//! Where a statement of the store stands.

use onrecord_store::{Correction, Error, Store};
use rusqlite::OptionalExtension;

use super::rows;

/// A statement by its place, also a rejected one or one of an old version.
pub(in crate::pages) struct Found {
    statement: i64,
    pub document: i64,
    pub in_title: bool,
    /// Its id in the record.
    pub label: String,
    pub rejected: bool,
    /// First day or minute on which it was said, corrections counted in.
    pub said_from: Option<String>,
    /// Last day or minute.
    pub said_to: Option<String>,
    /// The places of its content, `[start, stop)`, as corrected and as the model read them.
    spans: Vec<[i64; 2]>,
    /// The corrections of its article.
    corrections: Vec<i64>,
}

impl Found {
    /// A statement; `None` where there is none of that number.
    pub fn get(store: &Store, statement: i64) -> Result<Option<Self>, Error> {
        let found = store
            .connection()
            .prepare_cached(
                "SELECT document, part, label, rejected, said_from, said_to FROM attributions WHERE id = ?1",
            )?
            .query_row([statement], |row| {
                Ok(Self {
                    statement,
                    document: row.get(0)?,
                    in_title: row.get::<_, String>(1)? == "title",
                    label: row.get(2)?,
                    rejected: row.get(3)?,
                    said_from: row.get(4)?,
                    said_to: row.get(5)?,
                    spans: Vec::new(),
                    corrections: Vec::new(),
                })
            })
            .optional()?;
        let Some(mut found) = found else {
            return Ok(None);
        };
        found.spans = rows(
            store,
            "SELECT start, stop FROM spans WHERE attribution = ?1 AND role = 'content' UNION ALL \
             SELECT CAST(p.value AS INTEGER), \
             CAST(p.value AS INTEGER) + CAST(substr(p.value, instr(p.value, '+') + 1) AS INTEGER) \
             FROM read_spans r, json_each('[\"' || replace(r.spans, ' ', '\",\"') || '\"]') p \
             WHERE r.attribution = ?1 AND r.role = 'content'",
            [statement],
            |row| Ok([row.get(0)?, row.get(1)?]),
        )?;
        found.corrections = rows(
            store,
            "SELECT id FROM corrections WHERE article = (SELECT article FROM documents WHERE id = ?1)",
            [found.document],
            |row| row.get(0),
        )?;
        Ok(Some(found))
    }

    /// The first character of its content.
    pub fn start(&self) -> usize {
        let start = self.spans.iter().map(|[start, _]| *start).min();
        start
            .and_then(|start| usize::try_from(start).ok())
            .unwrap_or_default()
    }

    /// The first character of its `source` or its `cue`; where it has none, of its content.
    pub fn place(&self, store: &Store, role: &str) -> Result<usize, Error> {
        let start: Option<usize> = store
            .connection()
            .prepare_cached("SELECT min(start) FROM spans WHERE attribution = ?1 AND role = ?2")?
            .query_row(rusqlite::params![self.statement, role], |row| row.get(0))?;
        Ok(start.unwrap_or_else(|| self.start()))
    }

    /// The corrections of this statement: of its article, where it stands; oldest first.
    pub fn made(&self, store: &Store) -> Result<Vec<Correction>, Error> {
        if self.corrections.is_empty() {
            return Ok(Vec::new());
        }
        let mut corrections = store.corrections()?;
        corrections.retain(|correction| {
            let part = if self.in_title { "title" } else { "text" };
            let about = correction.target["spans"].as_array();
            let overlaps = |span: &serde_json::Value| {
                let [start, stop] = [&span[0], &span[1]].map(|end| end.as_i64().unwrap_or_default());
                self.spans.iter().any(|[from, to]| start < *to && *from < stop)
            };
            self.corrections.contains(&correction.id)
                && correction.target["part"] == part
                && about.is_some_and(|spans| spans.iter().any(overlaps))
        });
        Ok(corrections)
    }
}
