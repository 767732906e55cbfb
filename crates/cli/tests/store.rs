//! The commands that keep records and ask of them.

#![allow(clippy::unwrap_used)]

mod common;

use common::{Folder, Ran, article, document, onrecord, run};

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

#[test]
fn what_is_added_is_found() {
    let folder = kept();
    let ran = with_store(&folder, &["search", "bridge", "OR", "ferry"]).ended(0);
    let hits = ran.records();
    assert!(hits.len() >= 2, "{hits:?}");
    let ferry = hits
        .iter()
        .find(|hit| hit["words"].as_str().unwrap().contains("ferry"))
        .unwrap();
    let at = ferry["highlights"][0][0].as_u64().unwrap() as usize;
    let words: Vec<char> = ferry["words"].as_str().unwrap().chars().collect();
    assert_eq!(words[at..at + 5].iter().collect::<String>(), "ferry");
    let text = with_store(&folder, &["search", "ferry", "--format", "text"])
        .ended(0)
        .out;
    assert!(text.contains("*ferry*") && text.contains("statement "), "{text}");
}

#[test]
fn words_of_a_line_stand_apart() {
    let folder = Folder::new();
    let news = folder.write(
        "news.jsonl",
        serde_json::json!({"id": "mine", "title": "Mine Dam Breaks", "publisher": "Skerry Gazette", "date": "2031-03-14",
            "text": "At least 14 people were killed, Tom Reyes said on Friday."})
        .to_string(),
    );
    let added = with_store(&folder, &["add", news.to_str().unwrap(), "--format", "text"]).ended(0);
    assert_eq!(added.out, "added             1  Mine Dam Breaks (1)\n");
    let figures = with_store(&folder, &["figures", "killed", "--format", "text"]).ended(0);
    assert!(
        figures.out.contains("At least 14 people  Skerry Gazette"),
        "{}",
        figures.out
    );
}

#[test]
fn adding_again_changes_nothing_and_resuming_reads_nothing() {
    let folder = kept();
    let news = folder.path("news.jsonl");
    let add = ["add", news.to_str().unwrap()];
    let again = with_store(&folder, &add).ended(0);
    assert!(
        again.records().iter().all(|kept| kept["result"] == "known"),
        "{}",
        again.out
    );
    let resumed = with_store(&folder, &[&add[..], &["--resume"]].concat()).ended(0);
    assert_eq!(resumed.out, "");
    assert!(resumed.err.contains("2 in the store already"), "{}", resumed.err);
}

#[test]
fn csv_is_a_table() {
    let folder = kept();
    let out = with_store(&folder, &["search", "ferry OR bridge", "--format", "csv"])
        .ended(0)
        .out;
    assert!(
        out.starts_with("statement,speaker,speaker_id,") && out.contains("\r\n"),
        "{out}"
    );
    assert_eq!(
        with_store(&folder, &["search", "nowhere", "--format", "csv"])
            .ended(0)
            .out,
        ""
    );
    let json = with_store(&folder, &["search", "nowhere", "--format", "json"])
        .ended(0)
        .out;
    assert_eq!(json, "[]\n");
}

#[test]
fn corrections_are_made_listed_and_undone() {
    let folder = kept();
    let ferry = with_store(&folder, &["search", "ferry"]).ended(0).records()[0]["statement"].to_string();
    let made = with_store(&folder, &["fix", "reject", &ferry, "--by", "Mia", "--note", "no"])
        .ended(0)
        .records();
    assert_eq!(
        (made[0]["action"].as_str(), made[0]["made_by"].as_str()),
        (Some("reject"), Some("Mia"))
    );
    assert!(
        with_store(&folder, &["search", "ferry"])
            .ended(0)
            .records()
            .is_empty()
    );
    with_store(&folder, &["reread", "--all", "--threads", "1"]).ended(0);
    assert!(
        with_store(&folder, &["search", "ferry"])
            .ended(0)
            .records()
            .is_empty()
    );
    with_store(&folder, &["fix", "undo", "1"]).ended(0);
    assert_eq!(
        with_store(&folder, &["search", "ferry"]).ended(0).records().len(),
        1
    );
    assert_eq!(with_store(&folder, &["fix", "list"]).ended(0).records().len(), 1);
    let listed = with_store(&folder, &["fix", "list", "--format", "text"])
        .ended(0)
        .out;
    assert!(listed.contains("reject") && listed.contains("Mia"), "{listed}");
    assert!(
        with_store(&folder, &["reread"]).ended(0).out.is_empty(),
        "this program has read them all"
    );
}

#[test]
fn what_is_forgotten_is_gone() {
    let folder = kept();
    with_store(&folder, &["forget", "two"]).ended(0);
    assert!(
        with_store(&folder, &["search", "ferry"])
            .ended(0)
            .records()
            .is_empty()
    );
    with_store(&folder, &["forget", "two"])
        .ended(2)
        .says(&["\"two\" is no document"]);
}

#[test]
fn numbers_and_samples() {
    let folder = kept();
    let stats = with_store(&folder, &["stats"]).ended(0).records();
    assert!(
        stats
            .iter()
            .any(|stat| stat["what"] == "documents" && stat["number"] == 2)
    );
    let sample = with_store(&folder, &["sample", "--n", "1", "--strata", "type,day"])
        .ended(0)
        .records();
    assert_eq!(sample.len(), 1);
    assert_eq!(
        with_store(&folder, &["figures", "killed", "--format", "text", "--plot"])
            .ended(0)
            .out,
        "no such figure was found\n"
    );
}

#[test]
fn numbers_are_told_kind_by_kind() {
    let folder = kept();
    let out = with_store(&folder, &["stats", "--format", "text"]).ended(0).out;
    let lines: Vec<&str> = out.lines().map(str::trim).collect();
    let at = |line: &str| lines.iter().position(|other| *other == line);
    assert!(at("2 documents").unwrap() < at("stances:").unwrap(), "{out}");
    assert!(lines[at("stances:").unwrap() + 1].ends_with("asserts"), "{out}");
    assert!(
        lines[at("documents on:").unwrap() + 1].ends_with("unknown"),
        "{out}"
    );
}

#[test]
fn an_older_version_says_which_is_the_newer() {
    let folder = kept();
    let changed = folder.write(
        "changed.jsonl",
        document("two", "“The ferry waits for you,” said Tom Reyes."),
    );
    let old = with_store(&folder, &["search", "ferry"]).ended(0).records()[0]["statement"].to_string();
    let added = with_store(&folder, &["add", changed.to_str().unwrap()])
        .ended(0)
        .records();
    let newer = &added[0]["document"];
    let same = with_store(&folder, &["same", &old, "--format", "text"])
        .ended(0)
        .out;
    assert!(
        same.starts_with(&format!(
            "statement {old} stands in an older version of its article; document {newer} is the current one\n"
        )),
        "{same}"
    );
    assert!(same.contains("The ferry waits {+for you+}"), "{same}");
    assert_eq!(with_store(&folder, &["same", &old]).ended(0).records().len(), 1);
}

#[test]
fn what_makes_no_sense_is_told() {
    let folder = kept();
    let inside = folder.path("");
    run(["stats".as_ref(), "--db".as_ref(), inside.as_os_str()])
        .ended(1)
        .says(&["it is a folder"]);
    with_store(&folder, &["search", "\"the ferry"])
        .ended(2)
        .says(&["closing quotation mark"]);
    with_store(&folder, &["who", "Nobody Atall"])
        .ended(2)
        .says(&["nobody called \"Nobody Atall\""]);
    let nowhere = folder.path("none.db");
    run(["stats".as_ref(), "--db".as_ref(), nowhere.as_os_str()])
        .ended(1)
        .says(&["there is no store yet"]);
    assert!(!nowhere.exists(), "asking makes no store");
    let foreign = folder.write("foreign.db", "some text that is no database at all");
    run(["stats".as_ref(), "--db".as_ref(), foreign.as_os_str()])
        .ended(1)
        .says(&["is not a store"]);
}

#[test]
fn what_an_article_holds_acts_on_no_terminal() {
    let folder = Folder::new();
    let text = "Tom Reyes said the ferry\u{1b}[2J\u{9b}31m \u{202e}waits in the harbour.";
    let news = folder.write("news.jsonl", document("\u{1b}]0;x\u{7}", text));
    let mut shown = with_store(&folder, &["add", news.to_str().unwrap(), "--format", "text"])
        .ended(0)
        .out;
    for command in [
        &["search", "ferry"][..],
        &["sample"],
        &["who", "Tom Reyes"],
        &["stats"],
    ] {
        for format in ["text", "json", "jsonl"] {
            shown += &with_store(&folder, &[command, &["--format", format]].concat()).out;
        }
    }
    let acting = |c: char| c != '\n' && c.is_control() || matches!(c, '\u{202a}'..='\u{202e}');
    assert!(!shown.contains(acting), "{shown:?}");
}
