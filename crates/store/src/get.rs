//! Giving records back.

use std::collections::HashMap;

use onrecord_record::{Document, Record, SCHEMA};
use rusqlite::types::Value as Cell;
use rusqlite::{OptionalExtension, Row};
use serde_json::{Map, Value, json};

use crate::add::COLUMNS;
use crate::row::Whole;
use crate::{Error, Store};

/// Labels of a document's rows by their numbers.
type Labels = HashMap<i64, String>;

/// Spans of a document's rows by their numbers, in their order; with their role where they have several.
type Spans = HashMap<(i64, String), Vec<[i64; 2]>>;

impl Store {
    /// The record of a document, as it was added, with the corrections that were made since; `None` where there is no
    /// such document.
    ///
    /// # Errors
    /// Where the file can't be read.
    pub fn record(&self, document: i64) -> Result<Option<Record>, Error> {
        // In one transaction, so that a writer can't come in between the queries.
        let _whole = self.connection.unchecked_transaction()?;
        let Some(mut whole) = self.document_part(document)? else {
            return Ok(None);
        };
        let entities = self.labels("entities", document)?;
        let times = self.labels("times", document)?;
        let attributions = self.labels("attributions", document)?;
        whole.put_json("entities", self.entities(document)?);
        whole.put_json("times", self.times(document)?);
        for (key, part) in [("attributions", "text"), ("title_attributions", "title")] {
            let list = self.attributions(document, part, [&entities, &times, &attributions])?;
            whole.put_json(key, list);
        }
        whole.put_json("quantities", self.quantities(document, &attributions, &times)?);
        whole.into().map(Some)
    }

    /// A document as it was taken in, to be read anew; `None` where there is none of that number.
    ///
    /// # Errors
    /// Where the file can't be read.
    pub fn document(&self, document: i64) -> Result<Option<Document>, Error> {
        self.document_part(document)?.map(Whole::into).transpose()
    }

    fn document_part(&self, document: i64) -> Result<Option<Whole>, Error> {
        let columns = COLUMNS
            .map(|key| if key == "id" { "name AS id" } else { key })
            .join(", ");
        let sql = format!(
            "SELECT {columns}, rest, program, r.version AS program_version, model \
             FROM documents d JOIN runs r ON r.id = d.run WHERE d.id = ?1"
        );
        let whole = self
            .connection
            .prepare_cached(&sql)?
            .query_row([document], |row| {
                let cells: Vec<Cell> = (0..COLUMNS.len())
                    .map(|column| row.get(column))
                    .collect::<Result<_, _>>()?;
                let producer: [String; 3] = [
                    row.get("program")?,
                    row.get("program_version")?,
                    row.get("model")?,
                ];
                Ok((cells, row.get::<_, Option<String>>("rest")?, producer))
            });
        let Some((cells, rest, [name, version, model])) = whole.optional()? else {
            return Ok(None);
        };
        let mut whole = Whole::new(rest)?;
        whole.put_default("schema", SCHEMA);
        whole.put_default("events", Vec::<Value>::new());
        for (key, cell) in COLUMNS.into_iter().zip(cells) {
            whole.put(key, cell);
        }
        whole.put_json(
            "producer",
            json!({"name": name, "version": version, "model": model}),
        );
        Ok(Some(whole))
    }

    fn labels(&self, table: &str, document: i64) -> Result<Labels, Error> {
        let mut statement = self
            .connection
            .prepare_cached(&format!("SELECT id, label FROM {table} WHERE document = ?1"))?;
        let labels = statement.query_map([document], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(labels.collect::<Result<_, _>>()?)
    }

    /// Reads spans with a query of number, role, start and stop.
    fn spans(&self, sql: &str, document: i64) -> Result<Spans, Error> {
        let mut spans = Spans::new();
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut rows = statement.query([document])?;
        while let Some(row) = rows.next()? {
            let key = (row.get(0)?, row.get(1)?);
            spans.entry(key).or_default().push([row.get(2)?, row.get(3)?]);
        }
        Ok(spans)
    }

    /// Reads rows, each into a part that begins with its `rest`.
    fn parts(
        &self,
        sql: &str,
        parameters: impl rusqlite::Params,
        mut fill: impl FnMut(&Row, &mut Whole) -> Result<(), Error>,
    ) -> Result<Vec<Value>, Error> {
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut rows = statement.query(parameters)?;
        let mut parts = Vec::new();
        while let Some(row) = rows.next()? {
            let mut whole = Whole::new(row.get("rest")?)?;
            fill(row, &mut whole)?;
            parts.push(whole.into::<Map<String, Value>>()?.into());
        }
        Ok(parts)
    }

    fn entities(&self, document: i64) -> Result<Vec<Value>, Error> {
        let mentions = self.spans(
            "SELECT entity, '', start, stop FROM mentions WHERE entity IN \
             (SELECT id FROM entities WHERE document = ?1) ORDER BY entity, n",
            document,
        )?;
        self.parts(
            "SELECT * FROM entities WHERE document = ?1 ORDER BY id",
            [document],
            |row, whole| {
                whole.put("id", row.get("label")?);
                for key in ["name", "type", "role", "country", "sector", "wikidata"] {
                    whole.put(key, row.get(key)?);
                }
                whole.put_bool("named", row.get("named")?);
                whole.put_spans("mentions", of(&mentions, row.get("id")?, ""));
                Ok(())
            },
        )
    }

    fn times(&self, document: i64) -> Result<Vec<Value>, Error> {
        self.parts(
            "SELECT * FROM times WHERE document = ?1 ORDER BY id",
            [document],
            |row, whole| {
                whole.put("id", row.get("label")?);
                for key in ["type", "value", "mod", "earliest", "latest", "anchor"] {
                    whole.put(key, row.get(key)?);
                }
                whole.put_json("span", span_of(row)?);
                Ok(())
            },
        )
    }

    fn attributions(
        &self,
        document: i64,
        part: &str,
        [entities, times, attributions]: [&Labels; 3],
    ) -> Result<Vec<Value>, Error> {
        let spans = self.spans(
            "SELECT attribution, role, start, stop FROM spans WHERE attribution IN \
             (SELECT id FROM attributions WHERE document = ?1) ORDER BY attribution, role, n",
            document,
        )?;
        let sql = "SELECT * FROM attributions WHERE document = ?1 AND part = ?2 AND rejected = 0 ORDER BY n";
        self.parts(sql, (document, part), |row, whole| {
            whole.put("id", row.get("label")?);
            for key in ["type", "stance", "confidence", "speaker_confidence", "evidence"] {
                whole.put(key, row.get(key)?);
            }
            for (key, column, labels) in [
                ("speaker", "entity", entities),
                ("via", "via", entities),
                ("time", "time", times),
                ("parent", "parent", attributions),
            ] {
                put_label(whole, key, row.get(column)?, labels);
            }
            let id = row.get("id")?;
            for role in ["source", "cue", "content"] {
                whole.put_spans(role, of(&spans, id, role));
            }
            Ok(())
        })
    }

    fn quantities(&self, document: i64, attributions: &Labels, times: &Labels) -> Result<Vec<Value>, Error> {
        let counted = self.spans(
            "SELECT quantity, '', start, stop FROM counted WHERE quantity IN \
             (SELECT id FROM quantities WHERE document = ?1) ORDER BY quantity, n",
            document,
        )?;
        self.parts(
            "SELECT * FROM quantities WHERE document = ?1 ORDER BY id",
            [document],
            |row, whole| {
                whole.put("id", row.get("label")?);
                for key in [
                    "words",
                    "low",
                    "high",
                    "value",
                    "qualifier",
                    "unit",
                    "measure",
                    "polarity",
                ] {
                    whole.put(key, row.get(key)?);
                }
                whole.put_bool("hypothetical", row.get("hypothetical")?);
                put_label(whole, "attribution", row.get("attribution")?, attributions);
                put_label(whole, "time", row.get("time")?, times);
                whole.put_json("span", span_of(row)?);
                whole.put_spans("of", of(&counted, row.get("id")?, ""));
                Ok(())
            },
        )
    }
}

fn put_label(whole: &mut Whole, key: &str, id: Option<i64>, labels: &Labels) {
    if let Some(label) = id.and_then(|id| labels.get(&id)) {
        whole.put_json(key, label.clone());
    }
}

fn of<'a>(spans: &'a Spans, id: i64, role: &str) -> &'a [[i64; 2]] {
    spans.get(&(id, role.to_owned())).map_or(&[], Vec::as_slice)
}

fn span_of(row: &Row) -> Result<Value, Error> {
    Ok(vec![row.get::<_, i64>("start")?, row.get("stop")?].into())
}
