//! How often the time of a statement is found: `bench/annotations/statement_times.tsv` against what [`said`] gives for
//! the attributions of a JSON Lines file.
//!
//! ```text
//! said ANNOTATIONS.tsv DOCUMENTS.jsonl PART [RECORDS.jsonl [--predicted]]
//! ```
//! PART is `dev`, `train`, `final` or `fresh`. DOCUMENTS holds gold attributions, of which the annotations speak. RECORDS are
//! records of the same documents: each gold attribution has the speaker that they give to its source. With
//! `--predicted` the attributions there are read instead of the gold ones, each annotation is looked up at the predicted
//! attribution whose content covers most of the gold one's, and annotations without one are left out.
//!
//! A time is right where its value is the annotated one, parts of the day left out: `2016-09-12TMO` is `2016-09-12`.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]

use std::collections::BTreeMap;
use std::fs::read_to_string;

use onrecord_record::{Attribution, Entity, Timex};
use onrecord_text::{Span, Text};
use onrecord_time::{said, times};
use serde_json::{Value, json};

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [annotations, documents, part, records @ ..] = arguments.as_slice() else {
        panic!("give ANNOTATIONS.tsv DOCUMENTS.jsonl PART [RECORDS.jsonl [--predicted]]");
    };
    let predicted = records.get(1).is_some_and(|option| option == "--predicted");
    let annotations = read_to_string(annotations).expect("the annotations can be read");
    let gold = documents_of(documents);
    let records = records.first().map(|path| documents_of(path));
    let (mut right, mut all, mut dated, mut found) = (0, 0, 0, 0);
    let mut articles: BTreeMap<String, Article> = BTreeMap::new();
    for row in annotations.lines().skip(1) {
        let columns: Vec<&str> = row.split('\t').collect();
        if columns[3] != part.as_str() {
            continue;
        }
        let document = &gold[columns[0]];
        let article = articles.entry(columns[0].to_owned()).or_insert_with(|| {
            let record = records.as_ref().map(|records| &records[columns[0]]);
            Article::read(document, record, predicted)
        });
        let one = attributions_of(document)
            .into_iter()
            .find(|one| one.id == columns[1])
            .expect(row);
        let Some(place) = article.place(&one, !predicted) else {
            continue;
        };
        let value = article.said[place].map(|time| day(&article.times[time].value).to_owned());
        let value = value.as_deref().unwrap_or("-");
        all += 1;
        dated += usize::from(columns[2] != "-");
        if value == columns[2] {
            right += 1;
            found += usize::from(value != "-");
        } else {
            let words = article.said[place].map_or("", |time| article.text.slice(article.times[time].span));
            println!(
                "{}\t{}\tis {}\tgiven {value} {words}",
                columns[0], columns[1], columns[2]
            );
        }
    }
    println!(
        "{right} of {all} right: {:.3}; of {dated} with a time {found}",
        f64::from(right) / f64::from(all)
    );
}

/// A document with the times of its statements.
struct Article {
    text: Text,
    times: Vec<Timex>,
    attributions: Vec<Attribution>,
    said: Vec<Option<usize>>,
}

impl Article {
    fn read(document: &Value, record: Option<&Value>, predicted: bool) -> Self {
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
        let said = said(&text, &attributions, &times, &entities, published);
        Self {
            text,
            times,
            attributions,
            said,
        }
    }

    /// The index of an annotated attribution.
    fn place(&self, one: &Attribution, by_id: bool) -> Option<usize> {
        if by_id {
            return self.attributions.iter().position(|other| other.id == one.id);
        }
        let shared = |other: &Attribution| -> usize {
            let pairs = one
                .content
                .iter()
                .flat_map(|gold| other.content.iter().map(move |span| (gold, span)));
            pairs
                .map(|(a, b)| a.end().min(b.end()).saturating_sub(a.start().max(b.start())))
                .sum()
        };
        let same_cue = |other: &Attribution| {
            one.cue
                .iter()
                .any(|cue| other.cue.iter().any(|span| span.overlaps(*cue)))
        };
        let candidates = (0..self.attributions.len()).filter(|&place| shared(&self.attributions[place]) > 0);
        candidates.max_by_key(|&place| {
            (
                same_cue(&self.attributions[place]),
                shared(&self.attributions[place]),
            )
        })
    }
}

/// The speaker whom a record gives to a source: that of the attribution whose source shares most of it, else the only
/// entity that is mentioned in it.
fn speaker(one: &Attribution, read: &[Attribution], entities: &[Entity]) -> Option<String> {
    let shared = |spans: &[Span]| -> usize {
        let pairs = one
            .source
            .iter()
            .flat_map(|gold| spans.iter().map(move |span| (gold, span)));
        pairs
            .map(|(a, b)| a.end().min(b.end()).saturating_sub(a.start().max(b.start())))
            .sum()
    };
    let same = read.iter().rev().max_by_key(|other| shared(&other.source));
    let same = same.filter(|other| shared(&other.source) > 0);
    let mut mentioned = entities.iter().filter(|entity| shared(&entity.mentions) > 0);
    let only = mentioned.next().filter(|_| mentioned.next().is_none());
    same.and_then(|other| other.speaker.clone())
        .or_else(|| only.map(|entity| entity.id.clone()))
}

fn entities_of(record: &Value) -> Vec<Entity> {
    serde_json::from_value(record["entities"].clone()).expect("entities")
}

fn day(value: &str) -> &str {
    value.split('T').next().unwrap_or(value)
}

fn documents_of(path: &str) -> BTreeMap<String, Value> {
    let lines = read_to_string(path).expect("the documents can be read");
    let documents = lines
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).expect("JSON"));
    documents
        .map(|one| (one["id"].as_str().unwrap().to_owned(), one))
        .collect()
}

fn attributions_of(document: &Value) -> Vec<Attribution> {
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
