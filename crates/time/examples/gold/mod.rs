//! Documents with gold attributions, whose speakers come from records of the same documents.
#![allow(dead_code)]

use std::collections::BTreeMap;
use std::fs::read_to_string;

use onrecord_record::{Attribution, Entity, Timex};
use onrecord_text::{Span, Text};
use onrecord_time::{Published, times};
use serde_json::{Value, json};

/// A document as the time of its statements is told from it.
pub struct Gold {
    pub text: Text,
    pub published: Option<Published>,
    pub attributions: Vec<Attribution>,
    pub entities: Vec<Entity>,
    pub times: Vec<Timex>,
}

impl Gold {
    /// With `predicted` the attributions are those of the record.
    pub fn read(document: &Value, record: Option<&Value>, predicted: bool) -> Self {
        let text = Text::new(document["text"].as_str().unwrap());
        let published = document["date"]
            .as_str()
            .map(|date| date.parse().expect("a date"));
        let times = times(&text, published);
        let (read, entities) = record.map_or_else(Default::default, |record| {
            (attributions_of(record), entities_of(record))
        });
        let attributions = if predicted {
            read
        } else {
            let mut gold = attributions_of(document);
            for one in &mut gold {
                one.speaker = speaker(one, &read, &entities);
            }
            gold
        };
        Self {
            text,
            published,
            attributions,
            entities,
            times,
        }
    }
}

/// How many characters two lists of spans share.
pub fn shared(some: &[Span], others: &[Span]) -> usize {
    let pairs = some
        .iter()
        .flat_map(|one| others.iter().map(move |other| (one, other)));
    pairs
        .map(|(one, other)| {
            one.end()
                .min(other.end())
                .saturating_sub(one.start().max(other.start()))
        })
        .sum()
}

/// The speaker whom a record gives to a source: that of the attribution whose source shares most of it, else the only
/// entity that is mentioned in it.
fn speaker(one: &Attribution, read: &[Attribution], entities: &[Entity]) -> Option<String> {
    let same = read
        .iter()
        .rev()
        .max_by_key(|other| shared(&one.source, &other.source));
    let same = same.filter(|other| shared(&one.source, &other.source) > 0);
    let mut mentioned = entities
        .iter()
        .filter(|entity| shared(&one.source, &entity.mentions) > 0);
    let only = mentioned.next().filter(|_| mentioned.next().is_none());
    same.and_then(|other| other.speaker.clone())
        .or_else(|| only.map(|entity| entity.id.clone()))
}

fn entities_of(record: &Value) -> Vec<Entity> {
    serde_json::from_value(record["entities"].clone()).expect("entities")
}

/// A value without the part of the day.
pub fn day(value: &str) -> &str {
    value.split('T').next().unwrap_or(value)
}

/// The documents of a JSON Lines file, by their ids.
pub fn documents_of(path: &str) -> BTreeMap<String, Value> {
    let lines = read_to_string(path).expect("the documents can be read");
    let documents = lines
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).expect("JSON"));
    documents
        .map(|one| (one["id"].as_str().unwrap().to_owned(), one))
        .collect()
}

pub fn attributions_of(document: &Value) -> Vec<Attribution> {
    let attributions = document["attributions"].as_array().unwrap().iter();
    attributions
        .map(|one| {
            let (id, source, cue, content) = (&one["id"], &one["source"], &one["cue"], &one["content"]);
            let speaker = &one["speaker"];
            let parts = json!({"id": id, "type": "indirect", "source": source, "cue": cue, "content": content, "speaker": speaker, "confidence": 1.0});
            serde_json::from_value(parts).expect("spans")
        })
        .collect()
}
