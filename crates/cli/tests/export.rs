//! What other programs are given: of a store, and of articles as they are read.

#![allow(clippy::unwrap_used)]

mod common;

use std::fs;

use common::{Folder, Ran, article, document, onrecord, run};
use serde_json::Value;

/// Runs with a store in `folder`.
fn with_store(folder: &Folder, arguments: &[&str]) -> Ran {
    Ran::from(
        onrecord(arguments)
            .env("ONRECORD_DB", folder.path("store.db"))
            .output()
            .unwrap(),
    )
}

/// A folder with a store of two articles.
fn kept() -> Folder {
    let folder = Folder::new();
    let news = folder.write(
        "news.jsonl",
        article("one", 1) + &document("two", "“The ferry waits,” said Tom Reyes."),
    );
    with_store(&folder, &["add", news.to_str().unwrap(), "--threads", "1"]).ended(0);
    folder
}

fn out(folder: &Folder, name: &str) -> String {
    folder.path(name).to_str().unwrap().to_owned()
}

#[test]
fn a_store_gives_the_records_that_were_read() {
    let folder = kept();
    let read = run(["read", &out(&folder, "news.jsonl"), "--threads", "1"]).ended(0);
    let exported = with_store(&folder, &["export"]).ended(0);
    assert_eq!(exported.records(), read.records());
}

#[test]
fn statements_are_filtered_with_their_documents() {
    let folder = kept();
    let records = with_store(&folder, &["export", "--speaker", "Reyes"])
        .ended(0)
        .records();
    assert_eq!(records.len(), 1);
    assert_eq!(records[0]["id"], "two");
    let csv = with_store(&folder, &["export", "--speaker", "Reyes", "-f", "csv"])
        .ended(0)
        .out;
    assert_eq!(csv.lines().count(), 2, "{csv}");
    assert!(csv.contains("Tom Reyes"));
    let nothing = with_store(&folder, &["export", "--outlet", "Nobody", "-f", "csv"]).ended(0);
    assert_eq!(nothing.out.lines().count(), 1, "the names stay: {}", nothing.out);
    nothing.says(&["warning", "nothing"]);
}

#[test]
fn endings_choose_formats() {
    let folder = kept();
    for (name, begins) in [
        ("a.csv", "statement,speaker,"),
        ("a.jsonl", "{\"schema\":"),
        ("a.jsonld", "{\"@context\":[\"https://schema.org\""),
        ("a.parquet", "PAR1"),
        ("a.tar", "one.txt"),
    ] {
        with_store(&folder, &["export", "-o", &out(&folder, name)]).ended(0);
        let bytes = fs::read(folder.path(name)).unwrap();
        assert!(bytes.starts_with(begins.as_bytes()), "{name}");
    }
    with_store(&folder, &["export", "-f", "brat", "-o", &out(&folder, "brat")]).ended(0);
    assert!(folder.path("brat/two.ann").exists() && folder.path("brat/two.txt").exists());
}

#[test]
fn what_is_read_is_written_in_the_same_formats() {
    let folder = kept();
    let news = out(&folder, "news.jsonl");
    let page = run(["read", &news, "-f", "webannotation"]).ended(0).out;
    let page: Value = serde_json::from_str(&page).unwrap();
    assert_eq!(page["type"], "AnnotationPage");
    let csv = run(["read", &news, "-f", "csv"]).ended(0).out;
    assert_eq!(page["items"].as_array().unwrap().len() + 1, csv.lines().count());
    let parquet = out(&folder, "flat.parquet");
    run(["read", &news, "-o", &parquet, "--flat"]).ended(0);
    let exported = out(&folder, "exported.parquet");
    with_store(&folder, &["export", "-o", &exported, "--flat"]).ended(0);
    assert!(
        fs::read(parquet).unwrap() != fs::read(exported).unwrap(),
        "only one has numbers"
    );
}

#[test]
fn switches_of_other_formats_are_refused() {
    let folder = kept();
    for (arguments, parts) in [
        (&["export", "-f", "csv", "--flat"][..], ["--flat", "parquet"]),
        (
            &["export", "-f", "jsonl", "--for-spreadsheets"],
            ["--for-spreadsheets", "csv"],
        ),
        (
            &["export", "-f", "csv", "--claim-reviews"],
            ["--claim-reviews", "jsonld"],
        ),
        (&["export", "-f", "csv", "--no-text"], ["--no-text", "parquet"]),
        (
            &["export", "-f", "parquet", "--flat", "--no-text"],
            ["--flat", "--no-text"],
        ),
        (&["export", "-f", "brat"], ["brat", "-o"]),
        (&["export", "--speaker", "Nobody Atall"], ["Nobody Atall", ""]),
    ] {
        with_store(&folder, arguments).ended(2).says(&parts);
    }
    let none = Folder::new();
    with_store(&none, &["export", "-o", &out(&none, "a.csv")])
        .ended(1)
        .says(&["store.db"]);
    assert!(none.names().is_empty());
}
