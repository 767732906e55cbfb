//! Takes in files without reading them any further, and says what came of it and how fast: `intake FILE…`.
#![allow(clippy::print_stdout, reason = "a program for measuring")]

use std::collections::BTreeMap;
use std::time::Instant;

use onrecord_ingest::{Options, Taken, open};

fn main() {
    for name in std::env::args().skip(1) {
        let start = Instant::now();
        let (mut documents, mut characters) = (0, 0);
        let mut others: BTreeMap<String, u64> = BTreeMap::new();
        let found = match open(&name, &Options::default()) {
            Ok(found) => found,
            Err(error) => {
                println!("{error}");
                continue;
            }
        };
        for found in found {
            match found.and_then(onrecord_ingest::Pending::take_in) {
                Ok(Taken::Document(intake)) => {
                    documents += 1;
                    characters += intake.document.text.chars().count();
                }
                Ok(Taken::Skipped(skipped)) => *others.entry(skipped.reason.to_string()).or_default() += 1,
                Err(error) => *others.entry(error.to_string()).or_default() += 1,
            }
        }
        let seconds = start.elapsed().as_secs_f64();
        println!(
            "{name}: {documents} documents of {characters} characters in {seconds:.2} s, {:.0} a second",
            f64::from(documents) / seconds
        );
        for (what, count) in others {
            println!("{count} × {what}");
        }
    }
}
