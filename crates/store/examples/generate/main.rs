//! Makes a store of any size from a seed, and measures what is asked of it.
//!
//! ```text
//! cargo run --release --example generate -- make STORE STATEMENTS [SEED]
//! cargo run --release --example generate -- ask STORE QUERIES [SEED]
//! cargo run --release --example generate -- keep STORE RECORDS
//! ```
//!
//! `keep` adds records that `onrecord read --format jsonl` wrote, and prints where the store's bytes are.
//! `ask` prints the 50th and 99th percentile and the worst of the times that queries took: by the clock, and of the
//! processor, which counts where other programs are busy.

#![allow(clippy::unwrap_used, clippy::print_stdout)]

mod kept;
mod made;

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use cpu_time::ThreadTime;
use made::{Maker, STATEMENTS};
use onrecord_store::{Filter, Store};

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [what, path, number] = [0, 1, 2].map(|n| arguments.get(n).map(String::as_str).unwrap_or_default());
    let (path, number): (_, u64) = (Path::new(path), number.parse().unwrap_or_default());
    let seed = arguments.get(3).and_then(|seed| seed.parse().ok()).unwrap_or(1);
    match what {
        "make" => make(path, number.div_ceil(STATEMENTS as u64), &Maker::new(seed)),
        "ask" => ask(path, number, &Maker::new(seed)),
        "keep" => kept::keep(path, Path::new(&arguments[2])),
        _ => println!("usage: generate make|ask STORE NUMBER [SEED], or keep STORE RECORDS"),
    }
}

fn make(path: &Path, articles: u64, maker: &Maker) {
    let mut store = Store::open(path).unwrap();
    let (started, mut adding, mut text) = (Instant::now(), Duration::ZERO, 0);
    for number in 0..articles {
        let record = maker.record(number);
        text += record.text.as_deref().unwrap_or_default().len() as u64;
        let before = Instant::now();
        store.add(&record).unwrap();
        adding += before.elapsed();
        if number % 1000 == 999 {
            println!(
                "{} articles, {:.0} s",
                number + 1,
                started.elapsed().as_secs_f64()
            );
        }
    }
    drop(store);
    let size = fs::metadata(path).unwrap().len();
    println!("{articles} articles added in {:.1} s", adding.as_secs_f64());
    println!(
        "{size} bytes over {text} bytes of text: {:.2}",
        size as f64 / text as f64
    );
}

fn ask(path: &Path, queries: u64, maker: &Maker) {
    let store = Store::open_read_only(path).unwrap();
    let articles: u64 = store
        .connection()
        .query_row("SELECT count(*) FROM documents", [], |row| row.get::<_, i64>(0))
        .unwrap() as u64;
    let mut times = Vec::new();
    let (mut found, mut skipped) = (0, 0);
    for number in 0..queries {
        let query = maker.query(number, articles);
        let filter = Filter {
            speaker: query.speaker,
            outlet: query.outlet,
            after: query.after,
            ..Filter::default()
        };
        let (clock, processor) = (Instant::now(), ThreadTime::now());
        let Ok(hits) = store.search(&query.words, &filter, 20) else {
            skipped += 1;
            continue;
        };
        times.push((clock.elapsed(), processor.elapsed(), query.words));
        found += hits.len();
    }
    println!(
        "{} queries over {articles} articles found {found} statements; {skipped} named nobody",
        times.len()
    );
    tell(&mut times);
    same(&store, queries / 10, articles, maker);
}

/// Looks for statements that are in the store.
fn same(store: &Store, number: u64, articles: u64, maker: &Maker) {
    let (mut times, mut found) = (Vec::new(), 0);
    for number in 0..number {
        let record = maker.record(number * 7919 % articles);
        let content = record.attributions[number as usize % STATEMENTS].content[0];
        let words = &record.text.unwrap_or_default()[content.start()..content.end()];
        let (clock, processor) = (Instant::now(), ThreadTime::now());
        found += usize::from(!store.same(words).unwrap().is_empty());
        times.push((clock.elapsed(), processor.elapsed(), words.to_owned()));
    }
    println!("{found} of {number} statements were found again");
    tell(&mut times);
}

/// The 50th, 90th and 99th percentile and the worst of what was spent by the clock and on the processor.
fn tell(times: &mut [(Duration, Duration, String)]) {
    for (name, column) in [("clock", 0), ("processor", 1)] {
        times.sort_by_key(|time| [time.0, time.1][column]);
        let at = |share: f64| {
            let time = &times[((times.len() - 1) as f64 * share) as usize];
            [time.0, time.1][column].as_secs_f64() * 1000.0
        };
        println!(
            "{name}: p50 {:.2} ms, p90 {:.2} ms, p99 {:.2} ms, worst {:.2} ms",
            at(0.5),
            at(0.9),
            at(0.99),
            at(1.0)
        );
    }
    for (clock, processor, words) in times.iter().rev().take(5) {
        println!(
            "  {:8.2} ms {:8.2} ms  {words}",
            clock.as_secs_f64() * 1e3,
            processor.as_secs_f64() * 1e3
        );
    }
}
