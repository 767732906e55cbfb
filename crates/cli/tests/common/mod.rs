//! What the tests of the command share.
// Not every test file uses all of it, and helpers of tests may fail as tests do.
#![allow(dead_code, missing_docs, clippy::unwrap_used, clippy::expect_used)]

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::{Value, json};

/// The command, with nothing on standard input and no say of the environment in its looks.
pub fn onrecord<S: AsRef<std::ffi::OsStr>>(arguments: impl IntoIterator<Item = S>) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_onrecord"));
    command
        .args(arguments)
        .stdin(Stdio::null())
        .env_remove("NO_COLOR")
        .env_remove("COLUMNS");
    command
}

pub fn run<S: AsRef<std::ffi::OsStr>>(arguments: impl IntoIterator<Item = S>) -> Ran {
    Ran::from(onrecord(arguments).output().unwrap())
}

/// Runs with `input` on standard input.
pub fn run_with_input<S: AsRef<std::ffi::OsStr>>(
    arguments: impl IntoIterator<Item = S>,
    input: &[u8],
) -> Ran {
    let mut child = onrecord(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_vec();
    // From a thread of its own: the command writes while it reads. It may also stop early.
    let writer = std::thread::spawn(move || {
        let _ = stdin.write_all(&input);
    });
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    Ran::from(output)
}

/// What a run gave.
pub struct Ran {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl From<Output> for Ran {
    fn from(output: Output) -> Self {
        Self {
            code: output.status.code().expect("ended by a signal"),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }
}

impl Ran {
    /// What was said of single inputs: standard error without the closing summary.
    pub fn messages(&self) -> Vec<&str> {
        let is_summary = |line: &&str| line.starts_with("onrecord: done: ");
        self.err.lines().filter(|line| !is_summary(line)).collect()
    }

    /// The records on standard output, a line each.
    pub fn records(&self) -> Vec<Value> {
        self.out
            .lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect()
    }

    /// The ids of the records.
    pub fn ids(&self) -> Vec<String> {
        self.records()
            .iter()
            .map(|record| record["id"].as_str().unwrap().to_owned())
            .collect()
    }

    #[track_caller]
    pub fn ended(self, code: i32) -> Self {
        assert_eq!(self.code, code, "standard error: {}", self.err);
        self
    }

    /// Standard error is one sentence that holds all of `parts`.
    #[track_caller]
    pub fn says(self, parts: &[&str]) -> Self {
        assert_eq!(self.messages().len(), 1, "{}", self.err);
        for part in parts {
            assert!(self.err.contains(part), "{part:?} is missing in {}", self.err);
        }
        self
    }
}

/// A file of the repository's examples.
pub fn example(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../examples")
        .join(name)
}

/// One line of a JSON Lines file.
pub fn document(id: &str, text: &str) -> String {
    format!("{}\n", json!({"id": id, "text": text}))
}

/// A document of `paragraphs` paragraphs with statements in it.
pub fn article(id: &str, paragraphs: usize) -> String {
    let paragraph = "“The bridge will open in May,” said Ada Brandt. She told reporters that it was late.";
    document(id, &vec![paragraph; paragraphs].join("\n\n"))
}

/// A folder that goes away with the test.
pub struct Folder(tempfile::TempDir);

impl Folder {
    pub fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    pub fn write(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        std::fs::write(&path, bytes).unwrap();
        path
    }

    /// The names of what is in the folder, sorted.
    pub fn names(&self) -> Vec<String> {
        let entries = std::fs::read_dir(self.0.path()).unwrap();
        let mut names: Vec<_> = entries
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }
}
