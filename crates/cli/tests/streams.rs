//! Standard input and output as pipes that stay open or close early.

#![allow(clippy::unwrap_used)]

mod common;

use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Child, Stdio};

use common::{Folder, document, onrecord};

fn open_pipes(arguments: &[&str]) -> Child {
    onrecord(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap()
}

#[test]
fn each_record_comes_out_before_the_next_document_goes_in() {
    let mut child = open_pipes(&["read", "--threads", "2"]);
    let mut stdin = child.stdin.take().unwrap();
    let mut stdout = BufReader::new(child.stdout.take().unwrap());
    for n in 0..3 {
        stdin
            .write_all(document(&format!("d{n}"), "The mayor said no.").as_bytes())
            .unwrap();
        stdin.flush().unwrap();
        let mut line = String::new();
        stdout.read_line(&mut line).unwrap();
        let record: serde_json::Value = serde_json::from_str(&line).unwrap();
        assert_eq!(record["id"], format!("d{n}"));
    }
    drop(stdin);
    assert!(child.wait().unwrap().success());
}

#[test]
fn a_closed_pipe_ends_it_quietly_while_input_still_comes() {
    let mut child = open_pipes(&["read", "--threads", "2"]);
    let mut stdin = child.stdin.take().unwrap();
    let mut stdout = BufReader::new(child.stdout.take().unwrap());
    // Never ends by itself: only the command's end closes this pipe.
    let writer = std::thread::spawn(move || {
        let line = document("d", "The mayor said no.");
        while stdin.write_all(line.as_bytes()).is_ok() {}
    });
    let mut first = String::new();
    stdout.read_line(&mut first).unwrap();
    drop(stdout);
    let status = child.wait().unwrap();
    writer.join().unwrap();
    let mut said = String::new();
    child.stderr.take().unwrap().read_to_string(&mut said).unwrap();
    assert_eq!((status.code(), said.as_str()), (Some(0), ""));
}

#[cfg(unix)]
#[test]
fn an_interruption_leaves_no_file_behind() {
    for signal in ["-INT", "-TERM", "-HUP"] {
        let folder = Folder::new();
        let out = folder.path("out.jsonl");
        let mut child = open_pipes(&["read", "-o", out.to_str().unwrap()]);
        let mut stdin = child.stdin.take().unwrap();
        stdin
            .write_all(document("d", "The mayor said no.").as_bytes())
            .unwrap();
        stdin.flush().unwrap();
        // The unfinished file is there once the command is at work.
        while folder.names().is_empty() {
            assert!(child.try_wait().unwrap().is_none(), "ended by itself");
            std::thread::yield_now();
        }
        let killed = std::process::Command::new("kill")
            .args([signal, &child.id().to_string()])
            .status()
            .unwrap();
        assert!(killed.success());
        assert_eq!(child.wait().unwrap().code(), Some(130), "{signal}");
        assert_eq!(folder.names(), Vec::<String>::new(), "{signal}");
    }
}
