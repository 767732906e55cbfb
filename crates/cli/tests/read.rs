//! What `onrecord read` gives for good input.

#![allow(clippy::unwrap_used)]

mod common;

use common::{Folder, article, document, example, onrecord, run, run_with_input};
use serde_json::Value;

#[test]
fn an_article_becomes_one_record() {
    let path = example("harbour.txt");
    let ran = run(["read".as_ref(), path.as_os_str()]);
    let records = ran.ended(0).records();
    assert_eq!(records.len(), 1);
    let text = std::fs::read_to_string(path).unwrap();
    assert_eq!(records[0]["schema"], "onrecord/1");
    assert!(text.contains(records[0]["text"].as_str().unwrap().trim()));
}

#[test]
fn the_date_of_plain_text_is_that_of_the_call() {
    let ran = run_with_input(["read", "--date", "2031-03-14"], "The mayor said no.".as_bytes()).ended(0);
    assert_eq!(ran.records()[0]["date"], "2031-03-14");
}

#[test]
fn every_record_is_of_the_schema() {
    let schema: Value = serde_json::from_str(&run(["schema"]).ended(0).out).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let (batch, article) = (example("batch.jsonl"), example("harbour.txt"));
    let (batch, article) = (batch.to_str().unwrap(), article.to_str().unwrap());
    for options in [
        vec![],
        vec!["--no-text"],
        vec!["--min-confidence", "0.5"],
        vec!["--model", "fast"],
    ] {
        let ran = run([vec!["read", batch, article], options].concat()).ended(0);
        let records = ran.records();
        assert_eq!(records.len(), 10);
        for record in records {
            let errors: Vec<_> = validator
                .iter_errors(&record)
                .map(|error| error.to_string())
                .collect();
            assert!(errors.is_empty(), "{errors:?}");
        }
    }
    assert!(
        !validator.is_valid(&serde_json::json!({"schema": "onrecord/1"})),
        "the schema refuses nothing"
    );
}

#[test]
fn spans_lie_in_the_text() {
    for record in run(["read".into(), example("batch.jsonl")]).ended(0).records() {
        let length = record["text"].as_str().unwrap().chars().count() as u64;
        for attribution in record["attributions"].as_array().unwrap() {
            assert!(!attribution["content"].as_array().unwrap().is_empty());
            for role in ["source", "cue", "content"] {
                for span in attribution[role].as_array().unwrap() {
                    let (start, end) = (span[0].as_u64().unwrap(), span[1].as_u64().unwrap());
                    assert!(start < end && end <= length);
                }
            }
        }
    }
}

#[test]
fn keys_of_a_document_are_handed_through() {
    let ran = run(["read".into(), example("batch.jsonl")]).ended(0);
    let records = ran.records();
    let orchestra = records
        .iter()
        .find(|record| record["id"] == "courier-0002")
        .unwrap();
    assert_eq!(orchestra["author"], "Maren Hollis");
    assert_eq!(orchestra["section"], "Culture");
    assert_eq!(orchestra["date"], "2031-03-13");
}

#[test]
fn records_come_in_the_order_of_the_documents() {
    // Long and short ones mixed, so that later ones are done first.
    let lines: String = (0..60)
        .map(|n| article(&format!("d{n}"), if n % 9 == 0 { 12 } else { 1 }))
        .collect();
    let ran = run_with_input(["read", "--threads", "8"], lines.as_bytes()).ended(0);
    let expected: Vec<_> = (0..60).map(|n| format!("d{n}")).collect();
    assert_eq!(ran.ids(), expected);
}

#[test]
fn the_same_bytes_with_any_number_of_threads_and_again() {
    let read = |threads: &str| {
        let (batch, article) = (example("batch.jsonl"), example("harbour.txt"));
        let paths = [batch.to_str().unwrap(), article.to_str().unwrap()];
        run(["read", paths[0], paths[1], "--threads", threads])
            .ended(0)
            .out
    };
    let one = read("1");
    assert_eq!(one.lines().count(), 10);
    for threads in ["1", "2", "8"] {
        assert_eq!(read(threads), one, "{threads} threads");
    }
}

#[test]
fn files_are_read_in_the_order_of_the_call() {
    let folder = Folder::new();
    let a = folder.write("a.jsonl", document("a1", "One.") + &document("a2", "Two."));
    let b = folder.write("b.jsonl", document("b1", "Three."));
    let ran = run(["read".into(), b, a]).ended(0);
    assert_eq!(ran.ids(), ["b1", "a1", "a2"]);
}

#[test]
fn without_a_file_standard_input_is_read() {
    for arguments in [vec!["read"], vec!["read", "-"]] {
        let ran = run_with_input(arguments, document("d", "The mayor said no.").as_bytes()).ended(0);
        assert_eq!(ran.ids(), ["d"]);
    }
}

#[test]
fn no_text_leaves_the_text_out_and_nothing_else() {
    let batch = example("batch.jsonl");
    let batch = batch.to_str().unwrap();
    let with = run(["read", batch]).ended(0).records();
    let without = run(["read", batch, "--no-text"]).ended(0).records();
    for (mut with, without) in with.into_iter().zip(without) {
        assert!(without.get("text").is_none());
        with.as_object_mut().unwrap().shift_remove("text");
        assert_eq!(with, without);
    }
}

#[test]
fn min_confidence_leaves_out_what_is_less_sure() {
    let batch = example("batch.jsonl");
    let batch = batch.to_str().unwrap();
    let count = |ran: common::Ran| -> usize {
        ran.ended(0)
            .records()
            .iter()
            .map(|record| record["attributions"].as_array().unwrap().len())
            .sum()
    };
    let all = run(["read", batch]);
    let confidences: Vec<f64> = all.records().iter().flat_map(confidences).collect();
    for least in ["0", "0.6", "1"] {
        let expected = confidences
            .iter()
            .filter(|c| **c >= least.parse().unwrap())
            .count();
        assert_eq!(
            count(run(["read", batch, "--min-confidence", least])),
            expected,
            "at {least}"
        );
    }
}

fn confidences(record: &Value) -> Vec<f64> {
    record["attributions"]
        .as_array()
        .unwrap()
        .iter()
        .map(|a| a["confidence"].as_f64().unwrap())
        .collect()
}

#[test]
fn json_is_one_object_for_one_text_and_a_list_for_more() {
    let one = run([
        "read".into(),
        example("harbour.txt"),
        "--format".into(),
        "json".into(),
    ])
    .ended(0);
    assert!(serde_json::from_str::<Value>(&one.out).unwrap().is_object());
    let many = run([
        "read".into(),
        example("batch.jsonl"),
        "--format".into(),
        "json".into(),
    ])
    .ended(0);
    assert_eq!(
        serde_json::from_str::<Value>(&many.out)
            .unwrap()
            .as_array()
            .unwrap()
            .len(),
        9
    );
    let none = run_with_input(["read", "--format", "json", "-", "-"], b"").out;
    assert!(
        none.is_empty() || serde_json::from_str::<Value>(&none).is_ok(),
        "{none}"
    );
}

#[test]
fn text_names_the_title_and_is_coloured_only_on_demand() {
    let read = |options: &[&str], no_color: bool| {
        let mut command = onrecord(["read", "--format", "text"]);
        command.args(options).arg(example("batch.jsonl"));
        if no_color {
            command.env("NO_COLOR", "1");
        }
        common::Ran::from(command.output().unwrap()).ended(0).out
    };
    let plain = read(&[], false);
    assert!(plain.contains("Ferry Strike Enters Second Week"), "{plain}");
    assert!(!plain.contains('\u{1b}'), "coloured though not on a terminal");
    assert!(!read(&["--color", "auto"], true).contains('\u{1b}'));
    assert!(!read(&["--color", "never"], false).contains('\u{1b}'));
    assert!(read(&["--color", "always"], false).contains('\u{1b}'));
}

#[test]
fn text_keeps_to_the_width() {
    for columns in [40, 72] {
        let mut command = onrecord(["read", "--format", "text"]);
        command
            .arg(example("harbour.txt"))
            .env("COLUMNS", columns.to_string());
        let ran = common::Ran::from(command.output().unwrap()).ended(0);
        for line in ran.out.lines() {
            assert!(line.chars().count() <= columns, "{line}");
        }
    }
}

#[test]
fn html_is_one_page_with_everything_escaped() {
    let text = "The mayor said <script>alert(1)</script> was “not funny & not new.”";
    let ran = run_with_input(["read", "--format", "html"], document("<d>", text).as_bytes()).ended(0);
    assert!(ran.out.starts_with("<!DOCTYPE html>") || ran.out.starts_with("<!doctype html>"));
    assert!(!ran.out.contains("<script>alert") && !ran.out.contains("<d>"));
    assert!(ran.out.contains("&lt;script&gt;"));
}

#[test]
fn brat_writes_two_files_a_document() {
    let folder = Folder::new();
    let out = folder.path("brat");
    run([
        "read".into(),
        example("batch.jsonl"),
        "--format".into(),
        "brat".into(),
        "-o".into(),
        out.clone(),
    ])
    .ended(0);
    let names: Vec<_> = std::fs::read_dir(&out)
        .unwrap()
        .map(|entry| {
            entry
                .unwrap()
                .path()
                .extension()
                .unwrap()
                .to_str()
                .unwrap()
                .to_owned()
        })
        .collect();
    assert_eq!(
        names.iter().filter(|extension| *extension == "txt").count(),
        9,
        "{names:?}"
    );
    assert_eq!(
        names.iter().filter(|extension| *extension == "ann").count(),
        9,
        "{names:?}"
    );
}

#[test]
fn a_file_named_with_o_holds_what_would_be_printed() {
    let folder = Folder::new();
    let out = folder.path("records.jsonl");
    let printed = run(["read".into(), example("batch.jsonl")]).ended(0).out;
    let ran = run(["read".into(), example("batch.jsonl"), "-o".into(), out.clone()]).ended(0);
    assert!(ran.out.is_empty());
    assert_eq!(std::fs::read_to_string(out).unwrap(), printed);
    assert_eq!(folder.names(), ["records.jsonl"]);
}

#[test]
fn the_ending_of_o_tells_the_format() {
    let folder = Folder::new();
    for (name, start) in [("a.json", "{\n"), ("a.jsonl", "{\""), ("a.html", "<!")] {
        let out = folder.path(name);
        run(["read".into(), example("harbour.txt"), "-o".into(), out.clone()]).ended(0);
        assert!(
            std::fs::read_to_string(&out).unwrap().starts_with(start),
            "{name}"
        );
    }
}

#[test]
fn version_and_help_go_to_standard_output() {
    let version = run(["--version"]).ended(0).out;
    let model =
        run(["read".into(), example("harbour.txt")]).ended(0).records()[0]["producer"]["model"].clone();
    assert!(
        version.starts_with("onrecord 0.") && version.contains(model.as_str().unwrap()),
        "{version}"
    );
    let help = run(["--help"]).ended(0).out;
    assert!(help.contains("onrecord read article.txt"), "{help}");
    assert!(run(["read", "--help"]).ended(0).out.contains("--min-confidence"));
}
