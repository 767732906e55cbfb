//! WARC files as crawlers write them.
#![allow(dead_code, reason = "each test file uses a part of it")]

use std::io::{Read, Write};

use flate2::Compression;
use flate2::write::GzEncoder;
use onrecord_warc::{Cause, Damage, Limits, Record, Records};

/// A record's bytes, with the two line ends after it.
pub fn record(kind: &str, id: usize, block: &[u8]) -> Vec<u8> {
    let mut bytes = format!(
        "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:test:{id}>\r\n\
         WARC-Target-URI: https://kellburg.example/{id}\r\nWARC-Date: 2024-05-01T12:00:00Z\r\n\
         Content-Type: application/http; msgtype=response\r\nContent-Length: {}\r\n\r\n",
        block.len()
    )
    .into_bytes();
    bytes.extend(block);
    bytes.extend(b"\r\n\r\n");
    bytes
}

/// The response of a server that sent a page.
pub fn response(body: &str) -> Vec<u8> {
    format!("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{body}").into_bytes()
}

/// A page of about `length` bytes that doesn't compress to nothing.
pub fn page(seed: u64, length: usize) -> String {
    let words = [
        "bridge", "mayor", "Varga", "said", "Kell", "river", "council", "will", "rebuild", "vote",
    ];
    let mut page = String::from("<html><body><p>");
    let mut state = seed;
    while page.len() < length {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        page.push_str(words[(state >> 33) as usize % words.len()]);
        page.push_str(&format!(" {} ", state >> 50));
    }
    page
}

pub fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

pub fn zstd(bytes: &[u8]) -> Vec<u8> {
    ruzstd::encoding::compress_to_vec(bytes, ruzstd::encoding::CompressionLevel::Fastest)
}

/// How the records of a file are put together.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Form {
    Plain,
    /// A member for each record.
    Gzip,
    /// All records in one member, as the standard advises against.
    OneGzip,
    Zstd,
}

pub const FORMS: [Form; 4] = [Form::Plain, Form::Gzip, Form::OneGzip, Form::Zstd];

/// A file of these records, and where each begins in it: its member, in compressed files.
pub fn file(form: Form, records: &[Vec<u8>]) -> (Vec<u8>, Vec<usize>) {
    let mut bytes = Vec::new();
    let mut offsets = Vec::new();
    for record in records {
        offsets.push(bytes.len());
        match form {
            Form::Plain | Form::OneGzip => bytes.extend(record),
            Form::Gzip => bytes.extend(gzip(record)),
            Form::Zstd => bytes.extend(zstd(record)),
        }
    }
    if form == Form::OneGzip {
        bytes = gzip(&bytes);
        offsets.fill(0);
    }
    (bytes, offsets)
}

/// Everything in a file. Fails where there are more finds than bytes: reading doesn't go on then.
pub fn read(bytes: &[u8], limits: Limits) -> Vec<Result<Record, Damage>> {
    let found: Vec<_> = Records::new(bytes, limits).take(bytes.len() + 1).collect();
    assert!(found.len() <= bytes.len());
    found
}

/// The ids and the offsets of the records that could be read, and the number of damages.
pub fn ids(bytes: &[u8]) -> (Vec<usize>, usize) {
    let found = read(bytes, Limits::default());
    let id = |record: &Record| record.id.as_ref()?.strip_prefix("urn:test:")?.parse().ok();
    let ids = found.iter().flatten().filter_map(id).collect();
    (ids, found.iter().filter(|found| found.is_err()).count())
}

/// The damages of a file.
pub fn damages(bytes: &[u8], limits: Limits) -> Vec<(u64, Cause)> {
    let found = read(bytes, limits).into_iter().filter_map(Result::err);
    found.map(|damage| (damage.offset, damage.cause)).collect()
}

/// A reader that gives a byte at a time.
pub struct Slow<'a>(pub &'a [u8]);

impl Read for Slow<'_> {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        let count = 1.min(into.len());
        self.0.read(&mut into[..count])
    }
}
