//! What `onrecord read` says and how it ends when something is wrong.

mod common;

use std::process::Stdio;

use common::{Folder, article, document, example, onrecord, run, run_with_input};

/// A file that can be read, so that each test sees that the rest is read all the same.
fn good(folder: &Folder) -> std::path::PathBuf {
    folder.write("good.jsonl", document("good", "The mayor said no."))
}

#[test]
fn a_missing_file() {
    let folder = Folder::new();
    let ran = run(["read".into(), folder.path("missing.txt"), good(&folder)])
        .ended(1)
        .says(&["missing.txt"]);
    assert_eq!(ran.ids(), ["good"]);
}

#[test]
fn a_binary_file() {
    let folder = Folder::new();
    let png = folder.write(
        "picture.txt",
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0\x1f\x15\xc4\x89",
    );
    let ran = run(["read".into(), png, good(&folder)])
        .ended(1)
        .says(&["picture.txt", "not text"]);
    assert_eq!(ran.ids(), ["good"]);
}

#[test]
fn a_broken_line_is_named_and_the_others_are_read() {
    let folder = Folder::new();
    let lines = document("a", "One.") + "{\"id\": \"b\", \"text\n" + &document("c", "Three.");
    let path = folder.write("news.jsonl", lines);
    let ran = run(["read".into(), path]).ended(1).says(&["news.jsonl, line 2"]);
    assert_eq!(ran.ids(), ["a", "c"]);
}

#[test]
fn a_wrong_date_of_the_call_is_a_usage_error() {
    for date in ["2031-02-30", "14.03.2031", "yesterday", ""] {
        let ran = run([
            "read".into(),
            example("harbour.txt"),
            "--date".into(),
            date.into(),
        ])
        .ended(2);
        assert!(ran.out.is_empty() && ran.err.contains("--date"), "{}", ran.err);
    }
}

#[test]
fn a_file_in_latin_1_is_read_with_a_warning() {
    let folder = Folder::new();
    let path = folder.write("old.txt", b"The caf\xe9's owner said it was \x93late\x94.");
    let ran = run(["read".into(), path]).ended(0).says(&["old.txt", "warning"]);
    assert!(ran.records()[0]["text"].as_str().unwrap().contains("café"));
}

#[test]
fn quiet_keeps_warnings_back_but_not_failures() {
    let folder = Folder::new();
    let path = folder.write("old.txt", b"The caf\xe9's owner said it was late.");
    let ran = run(["read".into(), path, folder.path("missing.txt"), "--quiet".into()]);
    ran.ended(1).says(&["missing.txt"]);
}

#[test]
fn an_empty_file_costs_nobody_else() {
    let folder = Folder::new();
    let ran = run(["read".into(), folder.write("empty.txt", ""), good(&folder)]);
    assert!(ran.code == 0 || ran.code == 1);
    assert_eq!(ran.ids().last().unwrap(), "good");
}

#[test]
fn options_out_of_range_are_usage_errors() {
    for wrong in [
        ["--min-confidence", "1.5"],
        ["--min-confidence", "NaN"],
        ["--threads", "0"],
        ["--model", "best"],
        ["--format", "pdf"],
        ["--colour", "x"],
    ] {
        let ran = run([
            "read".into(),
            example("harbour.txt"),
            wrong[0].into(),
            wrong[1].into(),
        ])
        .ended(2);
        assert!(ran.out.is_empty() && ran.err.contains(wrong[0]), "{}", ran.err);
    }
}

#[test]
fn formats_that_cannot_do_without_say_so() {
    let ran = run([
        "read".into(),
        example("harbour.txt"),
        "--format".into(),
        "brat".into(),
    ])
    .ended(2);
    ran.says(&["brat", "-o"]);
    for format in ["text", "html", "brat"] {
        let ran = run(["read", "--no-text", "-o", "x", "--format", format, "x.txt"]).ended(2);
        ran.says(&["--no-text", format]);
    }
}

#[test]
fn an_unwritable_output_is_told_before_anything_is_read() {
    let folder = Folder::new();
    let ran = run([
        "read".into(),
        good(&folder),
        "-o".into(),
        folder.path("no/such/folder.jsonl"),
    ]);
    ran.ended(1).says(&["folder.jsonl", "-o"]);
    let ran = run(["read".into(), good(&folder), "-o".into(), folder.path("")]);
    ran.ended(1).says(&["folder"]);
    assert_eq!(folder.names(), ["good.jsonl"]);
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_one_sentence() {
    let full = || std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let ran = onrecord(["read"])
        .arg(example("batch.jsonl"))
        .stdout(full())
        .stderr(Stdio::piped())
        .output()
        .unwrap();
    common::Ran::from(ran)
        .ended(1)
        .says(&["standard output", "space"]);
    let ran = run([
        "read".into(),
        example("batch.jsonl"),
        "-o".into(),
        "/dev/full".into(),
    ]);
    ran.ended(1).says(&["/dev/full", "space"]);
    let ran = onrecord(["schema"])
        .stdout(full())
        .stderr(Stdio::piped())
        .output()
        .unwrap();
    common::Ran::from(ran).ended(1).says(&["space"]);
}

#[cfg(unix)]
#[test]
fn escapes_in_names_do_not_reach_the_terminal() {
    let folder = Folder::new();
    let ran = run(["read".into(), folder.path("a\u{1b}[31mb\u{202e}.txt")]).ended(1);
    assert!(
        !ran.err.contains('\u{1b}') && !ran.err.contains('\u{202e}'),
        "{}",
        ran.err
    );
}

#[test]
fn one_failure_among_many_documents_keeps_its_place() {
    let mut lines: Vec<String> = (0..40).map(|n| article(&format!("d{n}"), 1)).collect();
    lines[17] = "not JSON\n".into();
    lines[30] = "{\"id\": 5}\n".into();
    let ran = run_with_input(["read", "--threads", "4"], lines.concat().as_bytes()).ended(1);
    assert_eq!(ran.records().len(), 38);
    assert_eq!(ran.messages().len(), 2, "{}", ran.err);
}

#[test]
fn no_command_is_a_usage_error() {
    run(Vec::<String>::new()).ended(2);
    run(["eval"]).ended(2);
}
