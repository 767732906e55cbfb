//! The rows that hang on a document.

use std::collections::HashMap;

use onrecord_record::{Attribution, Record};
use rusqlite::{Connection, params};

use crate::row::{Ids, Part, ends};
use crate::{Error, speakers};

/// Numbers of statements by where they stand: part, and the spans of the content.
type Reused = HashMap<(String, Vec<[i64; 2]>), i64>;

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
            "SELECT name, wikidata, speaker FROM entities WHERE document = ?1 AND speaker IS NOT NULL ORDER BY id DESC",
        )?;
        let voices = statement.query_map([document], |row| Ok(((row.get(0)?, row.get(1)?), row.get(2)?)))?;
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

/// Writes all that a record found in a document. Statements that stand where one stood before get its number, entities
/// with the name of one get its speaker.
pub(crate) fn write(
    connection: &Connection,
    document: i64,
    record: &Record,
    before: Before,
) -> Result<(), Error> {
    let entities = write_entities(connection, document, record, &before.voices)?;
    let times = write_times(connection, document, record)?;
    let attributions = write_attributions(connection, document, record, before.numbers, &entities, &times)?;
    write_quantities(connection, document, record, &attributions, &times)
}

/// The numbers of a document's statements.
fn numbers(connection: &Connection, document: i64) -> Result<Reused, Error> {
    let mut statement = connection.prepare_cached(
        "SELECT a.id, a.part, s.start, s.stop FROM attributions a \
         JOIN spans s ON s.attribution = a.id AND s.role = 'content' WHERE a.document = ?1 ORDER BY a.id, s.n",
    )?;
    let mut rows = statement.query([document])?;
    let mut places: Vec<(i64, String, Vec<[i64; 2]>)> = Vec::new();
    while let Some(row) = rows.next()? {
        let (id, ends) = (row.get(0)?, [row.get(2)?, row.get(3)?]);
        match places.last_mut() {
            Some((last, _, spans)) if *last == id => spans.push(ends),
            _ => places.push((id, row.get(1)?, vec![ends])),
        }
    }
    Ok(places
        .into_iter()
        .rev()
        .map(|(id, part, spans)| ((part, spans), id))
        .collect())
}

/// Deletes all that hangs on a document; the document stays.
pub(crate) fn delete(connection: &Connection, document: i64) -> Result<(), Error> {
    for sql in [
        "DELETE FROM counted WHERE quantity IN (SELECT id FROM quantities WHERE document = ?1)",
        "DELETE FROM quantities WHERE document = ?1",
        "DELETE FROM spans WHERE attribution IN (SELECT id FROM attributions WHERE document = ?1)",
        "DELETE FROM attributions WHERE document = ?1",
        "DELETE FROM times WHERE document = ?1",
        "DELETE FROM mentions WHERE entity IN (SELECT id FROM entities WHERE document = ?1)",
        "DELETE FROM entities WHERE document = ?1",
    ] {
        connection.prepare_cached(sql)?.execute([document])?;
    }
    Ok(())
}

fn write_entities(
    connection: &Connection,
    document: i64,
    record: &Record,
    before: &Voices,
) -> Result<Ids, Error> {
    let mut ids = Ids::new();
    let mut insert = connection.prepare_cached(
        "INSERT INTO entities (document, label, name, type, named, role, country, sector, wikidata, speaker, rest) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
    )?;
    let mut mention =
        connection.prepare_cached("INSERT INTO mentions (entity, n, start, stop) VALUES (?1, ?2, ?3, ?4)")?;
    for entity in &record.entities {
        let speaker = match before.get(&(entity.name.clone(), entity.wikidata.clone())) {
            Some(speaker) => Some(*speaker),
            None => speakers::resolve(connection, entity)?,
        };
        let mut part = Part::of(entity)?;
        let mentions = part.take_spans("mentions")?;
        let [label, name, kind, named, role, country, sector, wikidata] = [
            "id", "name", "type", "named", "role", "country", "sector", "wikidata",
        ]
        .map(|key| part.take(key));
        let id = insert.insert(params![
            document,
            label,
            name,
            kind,
            named,
            role,
            country,
            sector,
            wikidata,
            speaker,
            part.rest()
        ])?;
        for (n, [start, stop]) in (0_i64..).zip(mentions) {
            mention.execute(params![id, n, start, stop])?;
        }
        ids.entry(entity.id.clone()).or_insert(id);
    }
    Ok(ids)
}

fn write_times(connection: &Connection, document: i64, record: &Record) -> Result<Ids, Error> {
    let mut ids = Ids::new();
    let mut insert = connection.prepare_cached(
        "INSERT INTO times (document, label, start, stop, type, value, mod, earliest, latest, anchor, rest) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
    )?;
    for time in &record.times {
        let mut part = Part::of(time)?;
        let [start, stop] = part.take_span("span")?;
        let [label, kind, value, modifier, earliest, latest, anchor] =
            ["id", "type", "value", "mod", "earliest", "latest", "anchor"].map(|key| part.take(key));
        let id = insert.insert(params![
            document,
            label,
            start,
            stop,
            kind,
            value,
            modifier,
            earliest,
            latest,
            anchor,
            part.rest()
        ])?;
        ids.entry(time.id.clone()).or_insert(id);
    }
    Ok(ids)
}

fn write_attributions(
    connection: &Connection,
    document: i64,
    record: &Record,
    mut reused: Reused,
    entities: &Ids,
    times: &Ids,
) -> Result<Ids, Error> {
    let all: Vec<(&str, i64, &Attribution)> = [
        ("text", &record.attributions),
        ("title", &record.title_attributions),
    ]
    .into_iter()
    .flat_map(|(part, list)| {
        (0..)
            .zip(list)
            .map(move |(n, attribution)| (part, n, attribution))
    })
    .collect();
    // Numbers come first: a statement may stand inside one that follows it.
    let mut next: i64 = connection
        .prepare_cached("SELECT coalesce(max(id), 0) + 1 FROM attributions")?
        .query_row([], |row| row.get(0))?;
    next = next.max(reused.values().max().map_or(0, |highest| highest + 1));
    let mut ids = Ids::new();
    let mut numbers = Vec::with_capacity(all.len());
    for (part, _, attribution) in &all {
        let content = attribution.content.iter().copied().map(ends).collect();
        let id = reused.remove(&((*part).to_owned(), content)).unwrap_or_else(|| {
            next += 1;
            next - 1
        });
        numbers.push(id);
        ids.entry(attribution.id.clone()).or_insert(id);
    }

    let mut insert = connection.prepare_cached(
        "INSERT INTO attributions (id, document, part, n, label, type, stance, confidence, entity, via, time, parent, \
         speaker_confidence, evidence, rest) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)",
    )?;
    let mut span = connection.prepare_cached(
        "INSERT INTO spans (attribution, role, n, start, stop) VALUES (?1, ?2, ?3, ?4, ?5)",
    )?;
    for ((part_name, n, attribution), id) in all.into_iter().zip(numbers) {
        let mut part = Part::of(attribution)?;
        let roles = ["source", "cue", "content"].map(|role| (role, part.take_spans(role)));
        let [label, kind, stance, confidence, sure, evidence] = [
            "id",
            "type",
            "stance",
            "confidence",
            "speaker_confidence",
            "evidence",
        ]
        .map(|key| part.take(key));
        let [entity, via] = ["speaker", "via"].map(|key| part.take_reference(key, entities));
        let time = part.take_reference("time", times);
        let parent = part.take_reference("parent", &ids);
        insert.execute(params![
            id,
            document,
            part_name,
            n,
            label,
            kind,
            stance,
            confidence,
            entity,
            via,
            time,
            parent,
            sure,
            evidence,
            part.rest()
        ])?;
        for (role, spans) in roles {
            for (n, [start, stop]) in (0_i64..).zip(spans?) {
                span.execute(params![id, role, n, start, stop])?;
            }
        }
    }
    Ok(ids)
}

fn write_quantities(
    connection: &Connection,
    document: i64,
    record: &Record,
    attributions: &Ids,
    times: &Ids,
) -> Result<(), Error> {
    let mut insert = connection.prepare_cached(
        "INSERT INTO quantities (document, label, start, stop, words, low, high, value, qualifier, unit, measure, \
         polarity, hypothetical, attribution, time, rest) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)",
    )?;
    let mut counted = connection
        .prepare_cached("INSERT INTO counted (quantity, n, start, stop) VALUES (?1, ?2, ?3, ?4)")?;
    for quantity in &record.quantities {
        let mut part = Part::of(quantity)?;
        let [start, stop] = part.take_span("span")?;
        let of = part.take_spans("of")?;
        let [
            label,
            words,
            low,
            high,
            value,
            qualifier,
            unit,
            measure,
            polarity,
            hypothetical,
        ] = [
            "id",
            "words",
            "low",
            "high",
            "value",
            "qualifier",
            "unit",
            "measure",
            "polarity",
            "hypothetical",
        ]
        .map(|key| part.take(key));
        let attribution = part.take_reference("attribution", attributions);
        let time = part.take_reference("time", times);
        let id = insert.insert(params![
            document,
            label,
            start,
            stop,
            words,
            low,
            high,
            value,
            qualifier,
            unit,
            measure,
            polarity,
            hypothetical,
            attribution,
            time,
            part.rest()
        ])?;
        for (n, [start, stop]) in (0_i64..).zip(of) {
            counted.execute(params![id, n, start, stop])?;
        }
    }
    Ok(())
}
