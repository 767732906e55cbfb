//! Every rule file's cases: lines `> sentence with [phrase] | publication date | type | value | mod | earliest | latest`;
//! what is left out at the end, and `-`, is none. Type `NONE`: nothing in the brackets is a time.
#![allow(clippy::unwrap_used, clippy::panic)]

use std::fs;

use onrecord_record::Timex;
use onrecord_text::Text;
use onrecord_time::{Published, times};

/// What a case says of its phrase.
fn described(time: &Timex) -> Vec<String> {
    let written = |value: serde_json::Value| value.as_str().unwrap_or("-").to_owned();
    let time = serde_json::to_value(time).unwrap();
    ["type", "value", "mod", "earliest", "latest"]
        .map(|key| written(time[key].clone()))
        .into()
}

/// What is wrong with a case; `None` where nothing is.
fn mistake(case: &str) -> Option<String> {
    let fields: Vec<&str> = case.split(" | ").map(str::trim).collect();
    let (before, rest) = fields[0].split_once('[').unwrap();
    let (phrase, after) = rest.split_once(']').unwrap();
    let start = before.chars().count();
    let end = start + phrase.chars().count();
    let text = Text::new(format!("{before}{phrase}{after}"));
    let published: Option<Published> = fields[1].parse().ok();
    let found = times(&text, published);
    let overlapping: Vec<_> = found
        .iter()
        .filter(|time| time.span.start() < end && start < time.span.end())
        .collect();
    if fields[2] == "NONE" {
        return overlapping
            .first()
            .map(|time| format!("{case}: found {:?}", text.slice(time.span)));
    }
    let mut expected: Vec<&str> = fields[2..].to_vec();
    expected.resize(5, "-");
    let [time] = overlapping.as_slice() else {
        let found: Vec<_> = overlapping.iter().map(|time| text.slice(time.span)).collect();
        return Some(format!("{case}: found {found:?}"));
    };
    let exact = (time.span.start(), time.span.end()) == (start, end);
    let described = described(time);
    (!exact || described != expected)
        .then(|| format!("{case}: found {:?} {described:?}", text.slice(time.span)))
}

#[test]
fn every_case_of_every_rule_file() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/rules");
    let (mut cases, mut mistakes) = (0, Vec::new());
    for file in fs::read_dir(folder).unwrap() {
        let path = file.unwrap().path();
        for line in fs::read_to_string(&path).unwrap().lines() {
            if let Some(case) = line.strip_prefix("> ") {
                cases += 1;
                mistakes.extend(mistake(case));
            }
        }
    }
    assert!(cases > 80, "only {cases} cases");
    assert!(
        mistakes.is_empty(),
        "{} of {cases}:\n{}",
        mistakes.len(),
        mistakes.join("\n")
    );
}
