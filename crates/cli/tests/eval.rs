//! `onrecord eval` on gold and predictions of our own.

mod common;

use common::{Folder, run};
use serde_json::{Value, json};

const TEXT: &str = "The mayor said it was late. Rain fell.";

fn line(id: &str, attributions: Value) -> String {
    format!(
        "{}\n",
        json!({"id": id, "text": TEXT, "publisher": "The Argus", "attributions": attributions})
    )
}

fn said() -> Value {
    json!({"id": "a1", "source": [[0, 9]], "cue": [[10, 14]], "content": [[15, 26]], "confidence": 0.9})
}

#[test]
fn gold_against_itself_is_right() {
    let folder = Folder::new();
    let gold = folder.write("gold.jsonl", line("d", json!([said()])));
    let ran = run(["eval".into(), gold.clone(), gold.clone(), "--json".into()]).ended(0);
    let measures: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(measures["relation"]["f1"], 1.0);
    let ran = run(["eval".into(), gold.clone(), gold]).ended(0);
    for part in [
        "relation_strict",
        "pronoun source",
        "The Argus",
        "expected calibration error",
    ] {
        assert!(ran.out.contains(part), "{part} is missing in {}", ran.out);
    }
}

#[test]
fn errors_are_listed_by_kind() {
    let folder = Folder::new();
    let gold = folder.write("gold.jsonl", line("d", json!([said()])));
    let none = folder.write("none.jsonl", line("d", json!([])));
    let ran = run(["eval".into(), gold.clone(), none.clone(), "--errors".into()]).ended(0);
    assert!(
        ran.out.contains("missed: 1") && ran.out.contains("it was late"),
        "{}",
        ran.out
    );
    let ran = run(["eval".into(), none, gold, "--errors".into()]).ended(0);
    assert!(ran.out.contains("invented: 1"), "{}", ran.out);
}

#[test]
fn run_reads_the_texts_itself() {
    let folder = Folder::new();
    let gold = folder.write("gold.jsonl", line("a", json!([said()])) + &line("b", json!([])));
    let read = run([
        "read".into(),
        gold.clone(),
        "-o".into(),
        folder.path("read.jsonl"),
    ])
    .ended(0);
    assert!(read.messages().is_empty(), "{}", read.err);
    let judge = |arguments: Vec<std::path::PathBuf>| -> Value {
        let mut measures: Value = serde_json::from_str(&run(arguments).ended(0).out).unwrap();
        // Means of numbers that were written down and read again may differ in their last digit.
        measures.as_object_mut().unwrap().shift_remove("calibration");
        measures
    };
    let there = judge(vec![
        "eval".into(),
        gold.clone(),
        folder.path("read.jsonl"),
        "--json".into(),
    ]);
    let now = judge(vec![
        "eval".into(),
        gold,
        "--run".into(),
        "--json".into(),
        "--threads".into(),
        "2".into(),
    ]);
    assert_eq!(there, now);
    assert_eq!(now["documents"], 2);
}

#[test]
fn what_is_wrong_with_the_files_is_told() {
    let folder = Folder::new();
    let gold = folder.write("gold.jsonl", line("d", json!([])));
    let broken = folder.write("broken.jsonl", line("d", json!([])) + "{\n");
    run(["eval".into(), gold.clone(), broken])
        .ended(1)
        .says(&["broken.jsonl:2"]);
    run(["eval".into(), gold.clone(), folder.path("none.jsonl")])
        .ended(1)
        .says(&["none.jsonl", "no such file"]);
    run(["eval".into(), gold.clone()]).ended(2);
    run(["eval", "-", "--run"]).ended(2);
    run(["eval".into(), gold.clone(), gold, "--run".into()]).ended(2);
}
