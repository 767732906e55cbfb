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

/// Members are read one by one and know nothing of each other, so a damage is looked at with the members around it: from
/// the third before to the third after. Every fiftieth is looked at in the whole file.
#[test]
fn cut_at_every_thousandth_byte_and_flipped_at_many() {
    let Some(bytes) = bytes() else { return };
    let found: Vec<_> = Records::new(&bytes[..], Limits::default())
        .map(|found| found.unwrap())
        .collect();
    let mut members: Vec<u64> = found.iter().map(|record| record.offset).collect();
    members.push(bytes.len() as u64);
    let is_response = |record: &&onrecord_warc::Record| record.kind == Kind::Response;
    let offsets: Vec<u64> = found
        .iter()
        .filter(is_response)
        .map(|record| record.offset)
        .collect();
    for (count, byte) in (0..bytes.len()).step_by(1000).enumerate() {
        let at = members.partition_point(|&member| member <= byte as u64) - 1;
        let whole = count % 50 == 0;
        let start = if whole { 0 } else { members[at.saturating_sub(3)] };
        let end = if whole {
            bytes.len() as u64
        } else {
            members[(at + 4).min(members.len() - 1)]
        };
        let part = &bytes[start as usize..end as usize];
        let within = byte - start as usize;
        let expected = |range: std::ops::Range<u64>, but: Option<u64>| -> Vec<u64> {
            let inside = offsets
                .iter()
                .filter(|&offset| range.contains(offset) && Some(*offset) != but);
            inside.map(|offset| offset - start).collect()
        };

        let (found, damages) = responses(&part[..within]);
        assert_eq!(found, expected(start..members[at], None), "cut at {byte}");
        let is_whole = members[at] == byte as u64;
        assert_eq!(damages.len(), usize::from(!is_whole), "cut at {byte}");

        let mut broken = part.to_vec();
        broken[within] ^= 1 << (count % 8);
        let (mut found, damages) = responses(&broken);
        let hit = members[at] - start;
        found.retain(|&offset| offset != hit);
        assert_eq!(found, expected(start..end, Some(members[at])), "flip at {byte}");
        // What comes of it may look like several broken records.
        assert!(
            damages.iter().all(|&damage| damage == hit),
            "flip at {byte}: {damages:?}"
        );
    }
}
