//! Several read while one writes.

#![allow(clippy::unwrap_used)]

mod common;
#[path = "../examples/generate/made.rs"]
mod made;

use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use common::assert_sound;
use made::Maker;
use onrecord_store::{Filter, Store};

/// Twenty for half a second, or for as many as `ONRECORD_TEST_SECONDS` says, read in all ways while a writer adds; all open
/// the store again and again, as programs do that come and go.
#[test]
fn twenty_read_while_one_writes() {
    const READERS: u64 = 20;
    let seconds = std::env::var("ONRECORD_TEST_SECONDS").map_or(0.5, |seconds| seconds.parse().unwrap());
    let time = Duration::from_secs_f64(seconds);
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("store.db");
    let maker = Maker::new(1);
    Store::open(&path).unwrap().add(&maker.record(0)).unwrap();
    let (done, asked) = (AtomicBool::new(false), AtomicU64::new(0));
    thread::scope(|scope| {
        for reader in 0..READERS {
            let (maker, path, done, asked) = (&maker, &path, &done, &asked);
            scope.spawn(move || {
                let mut number = reader * 1_000_000;
                while !done.load(Ordering::Relaxed) {
                    ask(path, maker, number);
                    asked.fetch_add(1, Ordering::Relaxed);
                    number += 1;
                }
            });
        }
        let started = Instant::now();
        let mut number = 1;
        while started.elapsed() < time || asked.load(Ordering::Relaxed) < READERS {
            // Opened anew at times, so that the log is emptied under the readers.
            let mut store = Store::open(&path).unwrap();
            for _ in 0..50 {
                store.add(&maker.record(number)).unwrap();
                number += 1;
            }
            store.reread(1, &maker.record(0)).unwrap();
        }
        done.store(true, Ordering::Relaxed);
    });
    assert_sound(&Store::open(&path).unwrap());
}

/// Opens the store and asks of it; what is read is whole.
fn ask(path: &Path, maker: &Maker, number: u64) {
    let store = Store::open_read_only(path).unwrap();
    for n in 0..5 {
        let query = maker.query(number + n, 10);
        store.search(&query.words, &Filter::default(), 20).unwrap();
        assert_eq!(store.record(1).unwrap(), Some(maker.record(0)));
    }
    let stats = store.stats().unwrap();
    let number = |what: &str| {
        stats
            .iter()
            .find(|stat| stat.what == what && stat.of.is_empty())
            .unwrap()
            .number
    };
    assert_eq!(
        number("statements"),
        number("documents") * made::STATEMENTS as i64,
        "a document is half there"
    );
}
