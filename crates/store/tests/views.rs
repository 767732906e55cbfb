//! The views say what the records say.

#![allow(clippy::unwrap_used, clippy::panic)]

mod common;

use common::any::record;
use common::empty;
use onrecord_record::{Attribution, Record};
use onrecord_store::Store;
use onrecord_text::{Span, Text};
use proptest::prelude::*;
use rusqlite::types::Value as Cell;
use serde::Serialize;
use serde_json::{Value, json};

/// The rows of a query as JSON.
fn rows(store: &Store, sql: &str) -> Vec<Value> {
    let mut statement = store.connection().prepare(sql).unwrap();
    let columns = statement.column_count();
    let rows = statement.query_map([], |row| {
        let cells = (0..columns).map(|column| {
            Ok(match row.get(column)? {
                Cell::Null | Cell::Blob(_) => Value::Null,
                Cell::Integer(number) => number.into(),
                Cell::Real(number) => number.into(),
                Cell::Text(text) => text.into(),
            })
        });
        cells.collect::<Result<Value, _>>()
    });
    rows.unwrap().collect::<Result<_, _>>().unwrap()
}

fn attributions(record: &Record) -> impl Iterator<Item = &Attribution> {
    record.attributions.iter().chain(&record.title_attributions)
}

/// The spans of parts, each with what comes before it in its row.
fn places<'a>(parts: impl Iterator<Item = (Vec<Value>, &'a [Span])>) -> Vec<Value> {
    parts
        .flat_map(|(before, spans)| {
            spans.iter().enumerate().map(move |(n, span)| {
                let place = [json!(n), json!(span.start()), json!(span.end())];
                Value::from([before.clone(), place.to_vec()].concat())
            })
        })
        .collect()
}

/// A value of a closed list, by its name.
fn name(value: impl Serialize) -> Value {
    serde_json::to_value(value).unwrap()
}

fn assert_views(record: &Record) {
    let mut kept = empty();
    kept.store.add(record).unwrap();
    let store = &kept.store;
    let told: Vec<Value> = attributions(record)
        .map(|a| {
            json!([
                a.id,
                name(a.kind),
                name(a.stance),
                a.confidence,
                a.speaker_confidence,
                a.evidence
            ])
        })
        .collect();
    let sql =
        "SELECT label, type, stance, confidence, speaker_confidence, evidence FROM attributions ORDER BY id";
    assert_eq!(rows(store, sql), told);

    let roles = |a: &'_ Attribution| {
        [
            ("source", a.source.clone()),
            ("cue", a.cue.clone()),
            ("content", a.content.clone()),
        ]
    };
    let spans: Vec<(Vec<Value>, Vec<Span>)> = (1..)
        .zip(attributions(record))
        .flat_map(|(id, a)| roles(a).map(|(role, spans)| (vec![json!(id), json!(role)], spans)))
        .collect();
    let told = places(
        spans
            .iter()
            .map(|(before, spans)| (before.clone(), spans.as_slice())),
    );
    let sql = "SELECT attribution, role, n, start, stop FROM spans \
               ORDER BY attribution, role = 'content', role = 'cue', n";
    assert_eq!(rows(store, sql), told);

    let told: Vec<Value> = record
        .entities
        .iter()
        .map(|e| {
            json!([
                e.id,
                e.name,
                name(e.kind),
                e.role,
                e.country,
                e.sector,
                e.wikidata
            ])
        })
        .collect();
    let sql = "SELECT label, name, type, role, country, sector, wikidata FROM entities WHERE document = 1 ORDER BY n";
    assert_eq!(rows(store, sql), told);
    let told = places(
        (1..)
            .zip(&record.entities)
            .map(|(n, e)| (vec![json!(n)], e.mentions.as_slice())),
    );
    let sql =
        "SELECT e.n, m.n, m.start, m.stop FROM mentions m JOIN entities e ON e.id = m.entity ORDER BY 1, 2";
    assert_eq!(rows(store, sql), told);

    let told: Vec<Value> = record
        .times
        .iter()
        .map(|t| {
            json!([
                t.id,
                t.span.start(),
                t.span.end(),
                name(t.kind),
                t.value,
                name(t.modifier)
            ])
        })
        .collect();
    let sql = "SELECT label, start, stop, type, value, mod FROM times ORDER BY n";
    assert_eq!(rows(store, sql), told);

    let told: Vec<Value> = record
        .quantities
        .iter()
        .map(|q| {
            json!([
                q.id,
                q.span.start(),
                q.span.end(),
                q.words,
                q.low,
                q.high,
                q.value,
                name(q.polarity)
            ])
        })
        .collect();
    let sql = "SELECT label, start, stop, words, low, high, value, polarity FROM quantities ORDER BY n";
    assert_eq!(rows(store, sql), told);
    let told = places(
        (1..)
            .zip(&record.quantities)
            .map(|(n, q)| (vec![json!(n)], q.of.as_slice())),
    );
    let sql = "SELECT q.n, c.n, c.start, c.stop FROM counted c JOIN quantities q ON q.id = c.quantity ORDER BY 1, 2";
    assert_eq!(rows(store, sql), told);

    let texts = [&record.title, &record.text].map(|text| text.clone().map(Text::new));
    let told: Vec<Value> = [
        (&record.attributions, &texts[1]),
        (&record.title_attributions, &texts[0]),
    ]
    .into_iter()
    .flat_map(|(list, text)| list.iter().map(move |a| (a, text)))
    .map(|(a, text)| {
        // Without spans, and in a headline that isn't there, there are no words.
        let words = |spans: &[Span]| -> Option<String> {
            let text = text.as_ref().filter(|_| !spans.is_empty())?;
            let words: Vec<&str> = spans.iter().map(|span| text.slice(*span)).collect();
            Some(words.join(" … "))
        };
        json!([words(&a.content), words(&a.source), words(&a.cue)])
    })
    .collect();
    assert_eq!(
        rows(
            store,
            "SELECT words, source, cue FROM statements ORDER BY statement"
        ),
        told
    );
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn the_views_say_what_the_record_says(record in record()) {
        assert_views(&record);
    }
}
