//! The rows that hang on a document.

use std::collections::{HashMap, HashSet};

use onrecord_record::{Attribution, Record};
use onrecord_text::Text;
use rusqlite::types::Value as Cell;
use rusqlite::{Connection, params_from_iter};
use serde::Serialize;

use crate::fields::{A_DOCUMENT, ATTRIBUTIONS, ENTITIES, IN_TITLE, QUANTITIES, TIMES, Table, ids_in};
use crate::kinds::Kinds;
use crate::part::{Part, Written};
use crate::row::{Ids, ends};
use crate::spans::{self, Ends};
use crate::{Error, speakers};

/// Numbers of statements by where they stand: in the headline or not, and the spans of the content.
type Reused = HashMap<(bool, Vec<Ends>), i64>;

/// Speakers across documents by the name and the Wikidata id of an entity.
type Voices = HashMap<(String, Option<String>), i64>;

/// What an earlier reading of a document gave, for a new one to keep to.
#[derive(Default)]
pub(crate) struct Before {
    numbers: Reused,
    voices: Voices,
}

impl Before {
    /// What the reading of a document that is in the store gave.
    pub(crate) fn of(connection: &Connection, document: i64) -> Result<Self, Error> {
        let mut statement = connection.prepare_cached(
            "SELECT name, wikidata, speaker FROM kept_entities \
             WHERE id BETWEEN ?1 AND ?2 AND speaker IS NOT NULL ORDER BY id DESC",
        )?;
        let voices = statement.query_map(ids_in(document), |row| {
            Ok(((row.get(0)?, row.get(1)?), row.get(2)?))
        })?;
        Ok(Self {
            numbers: numbers(connection, document)?,
            voices: voices.collect::<Result<_, _>>()?,
        })
    }

    /// The speakers across documents.
    pub(crate) fn speakers(&self) -> Vec<i64> {
        let mut speakers: Vec<i64> = self.voices.values().copied().collect();
        speakers.sort_unstable();
        speakers.dedup();
        speakers
    }
}

/// The numbers of a document's statements, by their contents as the model read them.
fn numbers(connection: &Connection, document: i64) -> Result<Reused, Error> {
    let mut statement = connection.prepare_cached(
        "SELECT a.id, a.in_title, CASE WHEN r.role IS NULL THEN a.content ELSE r.spans END \
         FROM kept_attributions a LEFT JOIN read_spans r ON r.attribution = a.id AND r.role = 'content' \
         WHERE a.document = ?1 ORDER BY a.id DESC",
    )?;
    let mut rows = statement.query([document])?;
    let mut numbers = Reused::new();
    while let Some(row) = rows.next()? {
        let content: Option<String> = row.get(2)?;
        numbers.insert((row.get(1)?, spans::read(content.as_deref())?), row.get(0)?);
    }
    Ok(numbers)
}

/// Deletes all that hangs on a document; the document stays.
pub(crate) fn delete(connection: &Connection, document: i64) -> Result<(), Error> {
    for sql in [
        "DELETE FROM read_spans WHERE attribution IN (SELECT id FROM kept_attributions WHERE document = ?1)",
        "DELETE FROM kept_attributions WHERE document = ?1",
    ] {
        connection.prepare_cached(sql)?.execute([document])?;
    }
    for table in [QUANTITIES, TIMES, ENTITIES] {
        let sql = format!("DELETE FROM {} WHERE id BETWEEN ?1 AND ?2", table.name);
        connection.prepare_cached(&sql)?.execute(ids_in(document))?;
    }
    Ok(())
}

/// Writes all that a record found in a document. Statements that stand where one stood before get its number, entities
/// with the name of one get its speaker.
pub(crate) fn write(
    connection: &Connection,
    document: i64,
    record: &Record,
    text: &Text,
    before: Before,
) -> Result<(), Error> {
    let ids = |labels: Vec<&String>| {
        let mut ids = Ids::new();
        for (n, label) in (1..).zip(labels) {
            ids.entry(label.clone()).or_insert(n);
        }
        ids
    };
    let statements = Statements::of(connection, record, before.numbers)?;
    let mut writer = Writer {
        connection,
        document,
        speakers: Ids::new(),
        written: Written {
            kinds: Kinds::new(connection),
            text,
            speaking: speaking(record),
            entities: ids(record.entities.iter().map(|entity| &entity.id).collect()),
            times: ids(record.times.iter().map(|time| &time.id).collect()),
            attributions: statements.ids(),
        },
    };
    writer.entities(record, &before.voices)?;
    writer.numbered(&TIMES, &record.times)?;
    writer.attributions(record, &statements)?;
    writer.numbered(&QUANTITIES, &record.quantities)
}

/// The labels of the entities that say something, or through whom it was said.
fn speaking(record: &Record) -> HashSet<String> {
    let attributions = record.attributions.iter().chain(&record.title_attributions);
    attributions
        .flat_map(|attribution| [&attribution.speaker, &attribution.via])
        .flatten()
        .cloned()
        .collect()
}

/// The statements of a record with their numbers.
struct Statements<'a>(Vec<Numbered<'a>>);

struct Numbered<'a> {
    id: i64,
    in_title: bool,
    n: i64,
    attribution: &'a Attribution,
}

impl<'a> Statements<'a> {
    /// Numbers come before anything is written: a statement may stand inside one that follows it.
    fn of(connection: &Connection, record: &'a Record, mut reused: Reused) -> Result<Self, Error> {
        let mut next: i64 = connection
            .prepare_cached("SELECT coalesce(max(id), 0) + 1 FROM kept_attributions")?
            .query_row([], |row| row.get(0))?;
        next = next.max(reused.values().max().map_or(0, |highest| highest + 1));
        let mut statements = Vec::new();
        for (in_title, list) in [(false, &record.attributions), (true, &record.title_attributions)] {
            for (n, attribution) in (1..).zip(list) {
                let content = attribution.content.iter().copied().map(ends).collect();
                let id = reused.remove(&(in_title, content)).unwrap_or_else(|| {
                    next += 1;
                    next - 1
                });
                statements.push(Numbered {
                    id,
                    in_title,
                    n,
                    attribution,
                });
            }
        }
        Ok(Self(statements))
    }

    fn ids(&self) -> Ids {
        let mut ids = Ids::new();
        for one in &self.0 {
            ids.entry(one.attribution.id.clone()).or_insert(one.id);
        }
        ids
    }
}

struct Writer<'a> {
    connection: &'a Connection,
    document: i64,
    /// Who the entities that speak are across documents, by their labels.
    speakers: Ids,
    written: Written<'a>,
}

impl Writer<'_> {
    /// Writes the times or figures of a document.
    fn numbered(&mut self, table: &Table, parts: &[impl Serialize]) -> Result<(), Error> {
        for (n, part) in (1..).zip(parts) {
            let id = self.id(n)?;
            self.row(table, part, table.letter, n, &[("id", id.into())])?;
        }
        Ok(())
    }

    /// Writes the entities, and who those that speak are across documents.
    fn entities(&mut self, record: &Record, before: &Voices) -> Result<(), Error> {
        for (n, entity) in (1..).zip(&record.entities) {
            let id = self.id(n)?;
            let speaker = match before.get(&(entity.name.clone(), entity.wikidata.clone())) {
                _ if !self.written.speaking.contains(&entity.id) => None,
                Some(speaker) => Some(*speaker),
                None => speakers::resolve(self.connection, entity)?,
            };
            if let Some(speaker) = speaker {
                self.speakers.entry(entity.id.clone()).or_insert(speaker);
            }
            let own = [("id", id.into()), ("speaker", speaker.into())];
            self.row(&ENTITIES, entity, ENTITIES.letter, n, &own)?;
        }
        Ok(())
    }

    /// Writes the statements, already with what follows from them: rows that grow later would tear their pages.
    fn attributions(&mut self, record: &Record, statements: &Statements) -> Result<(), Error> {
        let mut times = HashMap::new();
        for time in &record.times {
            times.entry(&time.id).or_insert(time);
        }
        for one in &statements.0 {
            let letter = if one.in_title {
                IN_TITLE
            } else {
                ATTRIBUTIONS.letter
            };
            let speaker = one.attribution.speaker.as_ref();
            let speaker = speaker.and_then(|label| self.speakers.get(label)).copied();
            let time = one.attribution.time.as_ref().and_then(|label| times.get(label));
            let own = [
                ("id", one.id.into()),
                ("document", self.document.into()),
                ("in_title", one.in_title.into()),
                ("n", one.n.into()),
                ("speaker", speaker.into()),
                ("said_from", time.and_then(|time| time.earliest.clone()).into()),
                ("said_to", time.and_then(|time| time.latest.clone()).into()),
            ];
            self.row(&ATTRIBUTIONS, one.attribution, letter, one.n, &own)?;
        }
        Ok(())
    }

    /// The id of an entity, time or figure by its number in the document.
    fn id(&self, n: i64) -> Result<i64, Error> {
        if n >= A_DOCUMENT {
            return Err(Error::TooMany(self.document));
        }
        Ok(self.document * A_DOCUMENT + n)
    }

    /// Writes a part: columns that the record has no keys for, then its fields, then what is left of it.
    fn row(
        &mut self,
        table: &Table,
        part: &impl Serialize,
        letter: char,
        n: i64,
        own: &[(&str, Cell)],
    ) -> Result<(), Error> {
        let mut part = Part::of(part)?;
        let mut cells: Vec<Cell> = own.iter().map(|(_, cell)| cell.clone()).collect();
        cells.extend(part.cells(table, &mut self.written)?);
        part.drop_label(letter, n);
        cells.push(part.rest().into());
        let names: Vec<&str> = own.iter().map(|(name, _)| *name).collect();
        let sql = format!(
            "INSERT INTO {} ({}, {}, rest) VALUES (?{})",
            table.name,
            names.join(", "),
            table.columns(),
            ", ?".repeat(cells.len() - 1)
        );
        self.connection
            .prepare_cached(&sql)?
            .execute(params_from_iter(cells))?;
        Ok(())
    }
}
