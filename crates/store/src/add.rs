//! Taking records in.

use std::collections::HashMap;

use onrecord_record::{Document, Record, SCHEMA};
use onrecord_text::Text;
use rusqlite::types::Value as Cell;
use rusqlite::{Connection, OptionalExtension, TransactionBehavior, params};

use crate::content::Content;
use crate::forget::forget_speaker;
use crate::part::Part;
use crate::parts::{self, Before};
use crate::{Error, Store, corrections, index};

/// What became of a record that was added.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Added {
    /// An article that was not in.
    New {
        /// The document's number.
        document: i64,
    },
    /// A new version of an article that was in; the old one stays readable.
    Version {
        /// The document's number.
        document: i64,
        /// Its number among the versions, from 2 up.
        version: i64,
    },
    /// It was in already; nothing changed.
    Known {
        /// The document's number.
        document: i64,
    },
}

impl Added {
    /// The document's number.
    pub fn document(self) -> i64 {
        match self {
            Self::New { document } | Self::Version { document, .. } | Self::Known { document } => document,
        }
    }
}

impl Store {
    /// Adds a record, in one transaction: when this returns, the record is on the disk whole, and if the program or the
    /// machine stops before, nothing of it is.
    ///
    /// A record whose document is in already changes nothing (see [`Store::holds`]). Another text, title, author, date
    /// or publisher at the same address, or without an address under the same publisher and id, is a new version.
    ///
    /// # Errors
    /// Where the record has no text, or the file can't be written.
    pub fn add(&mut self, record: &Record) -> Result<Added, Error> {
        let content = Content::of(record).ok_or_else(|| Error::NoText(record.id.clone()))?;
        let digest = content.digest();
        if let Some(document) = by_content(&self.connection, &digest)? {
            return Ok(Added::Known { document });
        }
        let part = document_part(record)?;
        let transaction = self
            .connection
            .transaction_with_behavior(TransactionBehavior::Immediate)?;
        // Again: another program may have added it meanwhile.
        if let Some(document) = by_content(&transaction, &digest)? {
            return Ok(Added::Known { document });
        }
        let article = content.article();
        let before = latest(&transaction, article)?;
        let version = before.map_or(1, |(_, version)| version + 1);
        if let Some((document, _)) = before {
            index::take_out(&transaction, document)?;
            transaction.execute("UPDATE documents SET current = 0 WHERE id = ?1", [document])?;
        }
        let run = run(&transaction, record, &self.settings)?;
        let document = insert(&transaction, part, &content, version, run)?;
        let texts = texts(record);
        parts::write(&transaction, document, record, &texts[1], Before::default())?;
        corrections::refresh(&transaction, document)?;
        index::put_in(&transaction, document, &texts)?;
        transaction.commit()?;
        Ok(match version {
            1 => Added::New { document },
            _ => Added::Version { document, version },
        })
    }

    /// The number of a document that is in with the same content: the same text, title, author, date and publisher, at
    /// the same address, or without one under the same id. `None` where it isn't.
    ///
    /// # Errors
    /// Where the file can't be read.
    pub fn holds(&self, document: &Document) -> Result<Option<i64>, Error> {
        by_content(&self.connection, &Content::from(document).digest())
    }

    /// Puts a new reading of a document in place of the old one, in one transaction. Corrections stay: they are made
    /// again on what the new reading found in their place. Statements that stand where they stood keep their numbers.
    ///
    /// # Errors
    /// Where there is no such document, the record is of another one, or the file can't be written.
    pub fn reread(&mut self, document: i64, record: &Record) -> Result<(), Error> {
        let content = Content::of(record).ok_or_else(|| Error::NoText(record.id.clone()))?;
        let mut part = document_part(record)?;
        let transaction = self
            .connection
            .transaction_with_behavior(TransactionBehavior::Immediate)?;
        if by_content(&transaction, &content.digest())? != Some(document) {
            return Err(Error::Unknown(format!(
                "record {:?} is not of document {document}",
                record.id
            )));
        }
        let old: Option<String> =
            transaction.query_row("SELECT rest FROM documents WHERE id = ?1", [document], |row| {
                row.get(0)
            })?;
        part.keep_duplicate(old)?;
        index::take_out(&transaction, document)?;
        let before = Before::of(&transaction, document)?;
        let speakers = before.speakers();
        parts::delete(&transaction, document)?;
        let run = run(&transaction, record, &self.settings)?;
        transaction.execute(
            "UPDATE documents SET run = ?2, rest = ?3 WHERE id = ?1",
            params![document, run, part.0.rest()],
        )?;
        let texts = texts(record);
        parts::write(&transaction, document, record, &texts[1], before)?;
        corrections::refresh(&transaction, document)?;
        for speaker in speakers {
            forget_speaker(&transaction, speaker)?;
        }
        index::put_in(&transaction, document, &texts)?;
        Ok(transaction.commit()?)
    }
}

/// The title and the text that spans point into.
pub(crate) fn texts(record: &Record) -> [Text; 2] {
    [&record.title, &record.text].map(|text| Text::new(text.as_deref().unwrap_or_default()))
}

fn by_content(connection: &Connection, digest: &[u8; 16]) -> Result<Option<i64>, Error> {
    Ok(connection
        .prepare_cached("SELECT id FROM documents WHERE content = ?1")?
        .query_row([digest], |row| row.get(0))
        .optional()?)
}

/// The latest version of an article, by its document's number, and its number among the versions.
fn latest(connection: &Connection, article: i64) -> Result<Option<(i64, i64)>, Error> {
    Ok(connection
        .prepare_cached("SELECT id, version FROM documents WHERE article = ?1 ORDER BY version DESC LIMIT 1")?
        .query_row([article], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?)
}

fn run(connection: &Connection, record: &Record, settings: &str) -> Result<i64, Error> {
    let producer = &record.producer;
    let run = params![producer.name, producer.version, producer.model, settings];
    connection
        .prepare_cached(
            "INSERT OR IGNORE INTO runs (program, version, model, settings) VALUES (?1, ?2, ?3, ?4)",
        )?
        .execute(run)?;
    Ok(connection
        .prepare_cached(
            "SELECT id FROM runs WHERE program = ?1 AND version = ?2 AND model = ?3 AND settings = ?4",
        )?
        .query_row(run, |row| row.get(0))?)
}

/// A record without what has tables of its own.
struct DocumentPart(Part);

fn document_part(record: &Record) -> Result<DocumentPart, Error> {
    let mut bare = record.clone();
    bare.attributions.clear();
    bare.title_attributions.clear();
    bare.entities.clear();
    bare.times.clear();
    bare.quantities.clear();
    let mut part = Part::of(&bare)?;
    for key in [
        "attributions",
        "title_attributions",
        "entities",
        "times",
        "quantities",
        "producer",
    ] {
        part.drop(key);
    }
    if record.schema == SCHEMA {
        part.drop("schema");
    }
    if record.events.is_empty() {
        part.drop("events");
    }
    Ok(DocumentPart(part))
}

impl DocumentPart {
    /// Copies are recognised within a batch: reading one document anew says nothing of them.
    fn keep_duplicate(&mut self, old: Option<String>) -> Result<(), Error> {
        for key in COLUMNS {
            self.0.drop(key);
        }
        let old: HashMap<String, serde_json::Value> = old
            .map_or(Ok(HashMap::new()), |old| serde_json::from_str(&old))
            .map_err(|error| Error::Damaged(format!("rest: {error}")))?;
        if let Some(duplicate) = old.get("duplicate") {
            self.0.keep("duplicate", duplicate.clone());
        }
        Ok(())
    }
}

/// The keys of a record that have columns in `documents`, in the order of [`insert`]'s statement.
pub(crate) const COLUMNS: [&str; 11] = [
    "id",
    "url",
    "publisher",
    "title",
    "author",
    "date",
    "updated",
    "section",
    "language",
    "sha256",
    "text",
];

fn insert(
    connection: &Connection,
    DocumentPart(mut part): DocumentPart,
    content: &Content,
    version: i64,
    run: i64,
) -> Result<i64, Error> {
    let [
        name,
        url,
        publisher,
        title,
        author,
        date,
        updated,
        section,
        language,
        sha256,
        text,
    ] = COLUMNS.map(|key| part.take(key));
    let sha256 = match sha256 {
        Cell::Text(hash) if hash == content.sha256() => Cell::Null,
        other => other,
    };
    connection
        .prepare_cached(
            "INSERT INTO documents (content, article, version, current, run, added, host, name, url, publisher, title, \
             author, date, updated, section, language, sha256, text, rest) \
             VALUES (?1, ?2, ?3, 1, ?4, strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, \
             ?14, ?15, ?16, ?17)",
        )?
        .execute(params![
            content.digest(), content.article(), version, run, content.host(), name, url, publisher, title, author, date,
            updated, section, language, sha256, text, part.rest()
        ])?;
    Ok(connection.last_insert_rowid())
}
