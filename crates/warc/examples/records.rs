//! Counts the records of WARC files, and says how fast they were found: `records FILE…`.
#![allow(clippy::print_stdout, clippy::expect_used, reason = "a program for measuring")]

use std::fs::File;
use std::time::Instant;

use onrecord_warc::{Kind, Limits, Records};

fn main() {
    for name in std::env::args().skip(1) {
        let file = File::open(&name).expect("the file can be opened");
        let folded = file.metadata().map_or(0, |file| file.len());
        let start = Instant::now();
        let (mut responses, mut others, mut bytes, mut damages) = (0_u64, 0_u64, 0_u64, Vec::new());
        for found in Records::new(file, Limits::default()) {
            match found {
                Ok(record) if record.kind == Kind::Response => {
                    responses += 1;
                    bytes += record.block.len() as u64;
                }
                Ok(_) => others += 1,
                Err(damage) => damages.push(damage),
            }
        }
        let seconds = start.elapsed().as_secs_f64();
        println!(
            "{name}: {responses} responses with {bytes} bytes, {others} other records, {} damages",
            damages.len()
        );
        println!(
            "{seconds:.3} s: {:.0} MB/s of the file, {:.0} MB/s unfolded, {:.0} records/s",
            folded as f64 / seconds / 1e6,
            bytes as f64 / seconds / 1e6,
            (responses + others) as f64 / seconds
        );
        for damage in damages.iter().take(10) {
            println!("byte {}: {damage}", damage.offset);
        }
    }
}
