//! How often a stance is the one that was annotated: `bench/annotations/stances.md`.

#![allow(clippy::unwrap_used, missing_docs)]

use std::collections::HashMap;
use std::fs;

use onrecord_attribution::stance;
use onrecord_text::{Span, Text};
use serde_json::Value;

const ANNOTATED: &str = include_str!("../../../bench/annotations/stances.tsv");
const DOCUMENTS: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/../../../shared/data/polnear/dev.jsonl"
);

fn spans(attribution: &Value, role: &str) -> Vec<Span> {
    serde_json::from_value(attribution[role].clone()).unwrap()
}

#[test]
fn the_annotated_stances_are_found() {
    let Ok(documents) = fs::read_to_string(DOCUMENTS) else {
        eprintln!("left out: {DOCUMENTS} is not there");
        return;
    };
    let mut found = HashMap::new();
    for line in documents.lines() {
        let document: Value = serde_json::from_str(line).unwrap();
        let text = Text::new(document["text"].as_str().unwrap());
        for one in document["attributions"].as_array().unwrap() {
            let [source, cue, content] = ["source", "cue", "content"].map(|role| spans(one, role));
            let key = [&document["id"], &one["id"]].map(|id| id.as_str().unwrap().to_owned());
            let stance = stance(&text, &source, &cue, &content);
            found.insert(key, format!("{stance:?}").to_lowercase());
        }
    }
    let mut right = HashMap::from([("open", (0, 0)), ("final", (0, 0))]);
    for line in ANNOTATED.lines().skip(1) {
        let [document, attribution, expected, part] =
            line.split('\t').collect::<Vec<_>>().try_into().unwrap();
        let found = &found[&[document.to_owned(), attribution.to_owned()]];
        let (hits, all) = right.get_mut(part).unwrap();
        *all += 1;
        *hits += usize::from(found == expected);
        if part == "open" && found != expected {
            println!("{document} {attribution}: {expected} is said to be {found}");
        }
    }
    println!("right: {right:?}");
    for (hits, all) in right.into_values() {
        assert!(hits * 100 >= all * 85, "{hits} of {all}");
    }
}
