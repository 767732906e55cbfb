//! What the model is asked about the times of statements, for `training/`: a JSON line for every document that has
//! both statements and dates, with the `values` of its dates and what the `rules` alone say.
//!
//! ```text
//! questions DOCUMENTS.jsonl RECORDS.jsonl
//! ```
//! DOCUMENTS hold gold attributions; RECORDS, of the same documents or some of them, give their speakers.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]

mod gold;

use gold::{Gold, day, documents_of};
use onrecord_model::{Choice, Question};
use onrecord_time::said;
use serde_json::{Value, json};

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [documents, records] = arguments.as_slice() else {
        panic!("give DOCUMENTS.jsonl RECORDS.jsonl");
    };
    let documents = documents_of(documents);
    for (id, record) in documents_of(records) {
        let gold = Gold::read(&documents[&id], Some(&record), false);
        let mut asked = None;
        let rules = said(
            &gold.text,
            &gold.attributions,
            &gold.times,
            &gold.entities,
            gold.published,
            |question| {
                asked = Some(question.clone());
                Vec::new()
            },
        );
        if let Some(asked) = asked {
            println!("{}", line(&id, &asked, &gold, &rules));
        }
    }
}

fn line(id: &str, asked: &Question, gold: &Gold, rules: &[Option<usize>]) -> Value {
    let choices =
        |all: &[Choice]| -> Vec<Value> { all.iter().map(|one| json!([one.place, one.properties])).collect() };
    let value = |time: usize| day(&gold.times[time].value);
    let statements = asked.statements.iter().map(|one| {
        json!({
            "id": gold.attributions[one.number].id, "words": one.words, "properties": one.properties,
            "dates": choices(&one.dates), "earlier": choices(&one.earlier), "rules": rules[one.number].map(value),
        })
    });
    let dates = asked
        .dates
        .iter()
        .map(|one| json!({"value": value(one.number), "words": one.words, "properties": one.properties}));
    json!({"id": id, "statements": statements.collect::<Vec<_>>(), "dates": dates.collect::<Vec<_>>()})
}
