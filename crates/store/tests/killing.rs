//! A program that adds is killed at any moment: nothing that it reported is lost, nothing is half there.

#![allow(clippy::unwrap_used, clippy::print_stdout)]

mod common;
#[path = "../examples/generate/made.rs"]
mod made;

use std::env;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use common::assert_sound;
use made::{Lot, Maker};
use onrecord_store::Store;

/// Names the store to the child.
const STORE: &str = "ONRECORD_TEST_STORE";

/// The number of the first article that the child adds.
const FIRST: &str = "ONRECORD_TEST_FIRST";

/// Adds articles to the store that the environment names, and tells of each, until it is killed: the test below runs it.
/// Without such a store it does nothing.
#[test]
fn a_child_that_adds() {
    let Some(path) = env::var_os(STORE) else { return };
    let mut store = Store::open(Path::new(&path)).unwrap();
    let maker = Maker::new(1);
    let first = env::var(FIRST).unwrap().parse().unwrap();
    for number in first.. {
        let record = maker.record(number);
        store.add(&record).unwrap();
        let mut out = std::io::stdout();
        writeln!(out, "added {number}").unwrap();
        out.flush().unwrap();
    }
}

fn child(path: &Path, first: i64) -> Child {
    Command::new(env::current_exe().unwrap())
        .args(["--exact", "a_child_that_adds", "--nocapture"])
        .env(STORE, path)
        .env(FIRST, first.to_string())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

/// Sends the numbers that a child reports.
fn reports(out: ChildStdout) -> mpsc::Receiver<u64> {
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || {
        for line in BufReader::new(out).lines().map_while(Result::ok) {
            // The test runner's own words stand on the first line.
            if let Some((_, number)) = line.split_once("added ")
                && sender.send(number.parse().unwrap()).is_err()
            {
                return;
            }
        }
    });
    receiver
}

/// At ten moments, or at as many as `ONRECORD_TEST_MOMENTS` says.
#[test]
fn killed_at_any_moment_it_loses_nothing() {
    let moments = env::var("ONRECORD_TEST_MOMENTS").map_or(10, |moments| moments.parse().unwrap());
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("store.db");
    let maker = Maker::new(1);
    let mut lot = Lot::new(7, moments);
    let mut added = 0;
    for moment in 0..moments {
        let mut child = child(&path, added);
        let receiver = reports(child.stdout.take().unwrap());
        // Counted from a report, so that most moments fall into the work; some fall before the first one.
        let mut told = if moment % 10 == 9 {
            None
        } else {
            Some(receiver.recv().unwrap())
        };
        thread::sleep(Duration::from_micros(lot.below(60_000) as u64));
        child.kill().unwrap();
        child.wait().unwrap();
        told = receiver.iter().last().or(told);
        if !path.exists() {
            continue;
        }
        let store = Store::open(&path).unwrap();
        assert_sound(&store);
        let kept: i64 = store
            .connection()
            .query_row("SELECT count(*) FROM documents", [], |row| row.get(0))
            .unwrap();
        assert!(
            kept >= added.max(told.map_or(0, |told| told as i64 + 1)),
            "a reported document is lost"
        );
        for number in added..kept {
            let record = store.record(number + 1).unwrap();
            assert!(
                record == Some(maker.record(number as u64)),
                "document {number} is not whole"
            );
        }
        added = kept;
    }
    println!("{added} documents after {moments} moments");
}
