//! Giving records back.

use onrecord_record::{Document, Record, SCHEMA};
use onrecord_text::Text;
use rusqlite::OptionalExtension;
use rusqlite::types::Value as Cell;
use serde_json::{Map, Value, json};

use crate::add::COLUMNS;
use crate::fields::{A_DOCUMENT, ATTRIBUTIONS, ENTITIES, IN_TITLE, QUANTITIES, TIMES, Table, ids_in};
use crate::row::{Labels, label_of};
use crate::whole::{Read, Whole};
use crate::{Error, Store, content, index, kinds};

impl Store {
    /// The record of a document, as it was added, with the corrections that were made since; `None` where there is no
    /// such document.
    ///
    /// # Errors
    /// Where the file can't be read.
    pub fn record(&self, document: i64) -> Result<Option<Record>, Error> {
        // In one transaction, so that a writer can't come in between the queries.
        let _whole = self.connection.unchecked_transaction()?;
        self.record_within(document)
    }

    /// The same within a transaction that was begun.
    pub(crate) fn record_within(&self, document: i64) -> Result<Option<Record>, Error> {
        let Some(mut whole) = self.document_part(document)? else {
            return Ok(None);
        };
        let read = self.read(document)?;
        for (key, table) in [
            ("entities", ENTITIES),
            ("times", TIMES),
            ("quantities", QUANTITIES),
        ] {
            whole.put_json(key, self.numbered(&table, document, &read)?);
        }
        for (key, in_title) in [("attributions", false), ("title_attributions", true)] {
            whole.put_json(key, self.attributions(document, in_title, &read)?);
        }
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
            if let ("text", Cell::Text(text)) = (key, &cell) {
                whole.put_default("sha256", content::sha256(text));
            }
            whole.put(key, cell);
        }
        whole.put_json(
            "producer",
            json!({"name": name, "version": version, "model": model}),
        );
        Ok(Some(whole))
    }

    /// What the parts of a document refer to.
    fn read(&self, document: i64) -> Result<Read, Error> {
        let text = index::texts(&self.connection, document)?.map(|[_, text]| text);
        Ok(Read {
            kinds: kinds::names(&self.connection)?,
            text: text.unwrap_or_else(|| Text::new("")),
            entities: self.labels(&ENTITIES, document)?,
            times: self.labels(&TIMES, document)?,
            attributions: self.labels_of_attributions(document)?,
        })
    }

    /// The labels of a document's entities or times by their numbers there.
    fn labels(&self, table: &Table, document: i64) -> Result<Labels, Error> {
        let sql = format!(
            "SELECT id, json_extract(rest, '$.id') FROM {} WHERE id BETWEEN ?1 AND ?2",
            table.name
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let labels = statement.query_map(ids_in(document), |row| {
            let n = row.get::<_, i64>(0)? % A_DOCUMENT;
            let own: Option<String> = row.get(1)?;
            Ok((n, own.unwrap_or_else(|| label_of(table.letter, n))))
        })?;
        Ok(labels.collect::<Result<_, _>>()?)
    }

    /// The labels of a document's statements by their ids.
    fn labels_of_attributions(&self, document: i64) -> Result<Labels, Error> {
        let mut statement = self.connection.prepare_cached(
            "SELECT id, in_title, n, json_extract(rest, '$.id') FROM kept_attributions WHERE document = ?1",
        )?;
        let labels = statement.query_map([document], |row| {
            let own: Option<String> = row.get(3)?;
            let label = label_of(letter(row.get(1)?), row.get(2)?);
            Ok((row.get(0)?, own.unwrap_or(label)))
        })?;
        Ok(labels.collect::<Result<_, _>>()?)
    }

    /// The entities, times or figures of a document.
    fn numbered(&self, table: &Table, document: i64, read: &Read) -> Result<Vec<Value>, Error> {
        let sql = format!(
            "SELECT id % {A_DOCUMENT} AS n, {}, rest FROM {} WHERE id BETWEEN ?1 AND ?2 ORDER BY id",
            table.columns(),
            table.name
        );
        self.parts(&sql, ids_in(document), table, table.letter, read)
    }

    fn attributions(&self, document: i64, in_title: bool, read: &Read) -> Result<Vec<Value>, Error> {
        let sql = format!(
            "SELECT n, {}, rest FROM kept_attributions \
             WHERE document = ?1 AND in_title = ?2 AND rejected = 0 ORDER BY n",
            ATTRIBUTIONS.columns()
        );
        self.parts(&sql, (document, in_title), &ATTRIBUTIONS, letter(in_title), read)
    }

    fn parts(
        &self,
        sql: &str,
        parameters: impl rusqlite::Params,
        table: &Table,
        letter: char,
        read: &Read,
    ) -> Result<Vec<Value>, Error> {
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut rows = statement.query(parameters)?;
        let mut parts = Vec::new();
        while let Some(row) = rows.next()? {
            let mut whole = Whole::new(row.get("rest")?)?;
            whole.put_default("id", label_of(letter, row.get("n")?));
            whole.put_fields(table, row, read)?;
            parts.push(whole.into::<Map<String, Value>>()?.into());
        }
        Ok(parts)
    }
}

fn letter(in_title: bool) -> char {
    if in_title { IN_TITLE } else { ATTRIBUTIONS.letter }
}
