//! A file in the form of Common Crawl's, where it is at hand.
#![allow(clippy::unwrap_used, reason = "a test")]

mod writing;

use onrecord_warc::{Kind, Limits, Records, Response};
use writing::gzip;

const FILE: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/../../../shared/examples/news.warc.gz"
);

fn bytes() -> Option<Vec<u8>> {
    let bytes = std::fs::read(FILE).ok();
    if bytes.is_none() {
        eprintln!("skipped: {FILE} is not there");
    }
    bytes
}

/// The offsets of all responses, and of all damages.
fn responses(bytes: &[u8]) -> (Vec<u64>, Vec<u64>) {
    let mut offsets = Vec::new();
    let mut damages = Vec::new();
    for found in Records::new(bytes, Limits::default()) {
        match found {
            Ok(record) if record.kind == Kind::Response => offsets.push(record.offset),
            Ok(_) => {}
            Err(damage) => damages.push(damage.offset),
        }
    }
    (offsets, damages)
}

#[test]
fn every_response_is_found() {
    let Some(bytes) = bytes() else { return };
    let mut count = 0;
    let mut records = Vec::new();
    for found in Records::new(&bytes[..], Limits::default()) {
        let record = found.unwrap();
        if record.kind == Kind::Response {
            let response = Response::parse(&record.block).unwrap();
            assert_eq!(response.status, 200);
            assert!(!response.body(8 << 20).unwrap().cut);
            count += 1;
        }
        records.push(record);
    }
    assert_eq!(count, 85);
    // The same in one member, and in none.
    let mut plain = Vec::new();
    std::io::Read::read_to_end(&mut flate2::read::MultiGzDecoder::new(&bytes[..]), &mut plain).unwrap();
    for other in [&gzip(&plain), &plain] {
        let found: Vec<_> = Records::new(&other[..], Limits::default())
            .map(Result::unwrap)
            .collect();
        assert_eq!(found.len(), records.len());
        assert!(
            found
                .iter()
                .zip(&records)
                .all(|(one, other)| one.block == other.block && one.id == other.id)
        );
    }
}

/// Minutes in a debug build: `cargo test --release -p onrecord-warc --test real -- --ignored`.
#[test]
#[ignore = "takes long"]
fn cut_at_every_thousandth_byte_and_flipped_at_many() {
    let Some(bytes) = bytes() else { return };
    let (offsets, _) = responses(&bytes);
    let members: Vec<u64> = Records::new(&bytes[..], Limits::default())
        .map(|found| found.unwrap().offset)
        .collect();
    for length in (0..bytes.len()).step_by(1000) {
        let (found, damages) = responses(&bytes[..length]);
        let next = |offset: u64| {
            members
                .iter()
                .find(|&&member| member > offset)
                .copied()
                .unwrap_or(bytes.len() as u64)
        };
        let whole: Vec<_> = offsets
            .iter()
            .copied()
            .filter(|&offset| next(offset) <= length as u64)
            .collect();
        assert_eq!(found, whole, "{length} bytes");
        let is_whole = length == 0 || members.contains(&(length as u64));
        assert_eq!(damages.len(), usize::from(!is_whole), "{length} bytes");
    }
    for (count, byte) in (0..bytes.len()).step_by(1009).enumerate() {
        let mut broken = bytes.clone();
        broken[byte] ^= 1 << (count % 8);
        let (found, damages) = responses(&broken);
        let hit = members
            .iter()
            .rev()
            .find(|&&member| member <= byte as u64)
            .unwrap();
        let others = |offsets: &[u64]| {
            offsets
                .iter()
                .copied()
                .filter(|offset| offset != hit)
                .collect::<Vec<_>>()
        };
        assert_eq!(others(&found), others(&offsets), "byte {byte}");
        // What comes of it may look like several broken records.
        assert!(
            damages.iter().all(|damage| damage == hit),
            "byte {byte}: {damages:?}"
        );
    }
}
