//! Sound files are read whole.
#![allow(clippy::unwrap_used, reason = "a test")]

mod writing;

use std::io::{self, Read};

use onrecord_warc::{Cause, Kind, Limits, Records, Response};
use proptest::prelude::*;
use writing::{FORMS, Slow, file, gzip, ids, page, read, record};

#[test]
fn what_a_record_says() {
    let bytes = b"WARC/1.1\r\nwarc-type: response\r\nWARC-Record-ID: <urn:uuid:1>\r\n\
        WARC-Target-URI: <https://kellburg.example/a>\r\nWARC-Date: 2024-05-01T12:00:00.123Z\r\n\
        WARC-Payload-Digest: sha1:ABC\r\nWARC-Truncated: length\r\nContent-Type: application/http;\r\n msgtype=response\r\n\
        Content-Length: 25\r\n\r\nHTTP/1.1 200 OK\r\n\r\nHello.\r\n\r\n";
    let found = read(bytes, Limits::default());
    let record = found[0].as_ref().unwrap();
    assert_eq!((record.kind, record.offset), (Kind::Response, 0));
    assert_eq!(record.id.as_deref(), Some("urn:uuid:1"));
    assert_eq!(record.target.as_deref(), Some("https://kellburg.example/a"));
    assert_eq!(record.date.as_deref(), Some("2024-05-01T12:00:00.123Z"));
    assert_eq!(record.digest.as_deref(), Some("sha1:ABC"));
    assert_eq!(
        record.content_type.as_deref(),
        Some("application/http; msgtype=response")
    );
    assert!(record.truncated);
    assert_eq!(Response::parse(&record.block).unwrap().raw, b"Hello.");
    assert_eq!(found.len(), 1);
}

#[test]
fn offsets_are_those_of_the_file() {
    let records: Vec<_> = (0..5)
        .map(|id| record("response", id, page(id as u64, 3000).as_bytes()))
        .collect();
    for form in FORMS {
        let (bytes, offsets) = file(form, &records);
        let found: Vec<_> = read(&bytes, Limits::default())
            .iter()
            .map(|found| found.as_ref().unwrap().offset as usize)
            .collect();
        assert_eq!(found, offsets, "{form:?}");
    }
}

#[test]
fn blocks_that_hold_no_document_are_not_kept() {
    let kinds = [
        ("warcinfo", false),
        ("request", false),
        ("metadata", false),
        ("revisit", false),
        ("continuation", false),
        ("resource", true),
        ("conversion", true),
    ];
    for (kind, is_kept) in kinds {
        let found = read(&record(kind, 1, b"block"), Limits::default());
        let block = &found[0].as_ref().unwrap().block;
        assert_eq!(!block.is_empty(), is_kept, "{kind}");
    }
}

#[test]
fn unusual_line_ends_and_gaps() {
    let text = "WARC/1.0\nWARC-Type: resource\nContent-Length: 5\n\nhello";
    for (between, after) in [
        ("\n\n", "\n\n"),
        ("\r\n\r\n", ""),
        ("\n", "\r\n"),
        ("", ""),
        ("\r\n\r\n\r\n\r\n\r\n\r\n", "\n"),
    ] {
        let file = format!("\r\n{text}{between}{text}{after}");
        let found = read(file.as_bytes(), Limits::default());
        assert_eq!(found.iter().flatten().count(), 2, "{between:?}");
        assert_eq!(found.len(), 2);
    }
    for empty in [&b""[..], b"\r\n\r\n", &gzip(b""), &gzip(b"\r\n")] {
        assert!(read(empty, Limits::default()).is_empty());
    }
}

#[test]
fn members_with_names_and_several_records() {
    let two = [record("resource", 1, b"a"), record("resource", 2, b"b")].concat();
    let mut encoder = flate2::GzBuilder::new()
        .filename("news.warc")
        .extra(vec![b'x'; 300])
        .comment("note")
        .read(&two[..], flate2::Compression::best());
    let mut bytes = Vec::new();
    encoder.read_to_end(&mut bytes).unwrap();
    bytes.extend(gzip(&record("resource", 3, b"c")));
    assert_eq!(ids(&bytes), (vec![1, 2, 3], 0));
}

#[test]
fn zstandard_with_a_dictionary() {
    // Made with the zstd program from invented pages, as the form of .warc.zst files has it: the dictionary in a frame
    // that is passed over, then a frame for each record.
    for name in ["dictionary", "folded-dictionary"] {
        let path = format!("{}/tests/data/{name}.warc.zst", env!("CARGO_MANIFEST_DIR"));
        let bytes = std::fs::read(path).unwrap();
        assert_eq!(ids(&bytes), ((0..20).collect(), 0), "{name}");
        // Without its dictionary nothing can be read, and nothing breaks.
        assert_eq!(ids(&bytes[9..]).0, [], "{name}");
    }
}

/// Gives its bytes and then fails.
struct Unplugged<'a>(&'a [u8]);

impl Read for Unplugged<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        match self.0.read(into) {
            Ok(0) => Err(io::Error::other("unplugged")),
            read => read,
        }
    }
}

#[test]
fn the_device_fails() {
    let records: Vec<_> = (0..5)
        .map(|id| record("resource", id, page(id as u64, 500).as_bytes()))
        .collect();
    for form in FORMS {
        let (bytes, _) = file(form, &records);
        let mut found: Vec<_> =
            Records::new(Unplugged(&bytes[..bytes.len() - 20]), Limits::default()).collect();
        let last = found.pop().unwrap().unwrap_err();
        assert!(matches!(last.cause, Cause::Read(_)), "{form:?}: {last}");
        assert!(found.iter().all(Result::is_ok));
        assert_eq!(found.len(), 4, "{form:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn what_was_written_is_read(blocks in prop::collection::vec(prop::collection::vec(any::<u8>(), 0..2000), 0..8)) {
        let records: Vec<_> = blocks.iter().enumerate().map(|(id, block)| record("response", id, block)).collect();
        for form in FORMS {
            let (bytes, _) = file(form, &records);
            for found in [
                Records::new(&bytes[..], Limits::default()).collect::<Vec<_>>(),
                Records::new(Slow(&bytes), Limits::default()).collect(),
            ] {
                let found: Vec<_> = found.into_iter().map(|found| found.unwrap().block).collect();
                prop_assert_eq!(&found, &blocks, "{:?}", form);
            }
        }
    }

    #[test]
    fn responses_of_any_bytes(block in prop::collection::vec(any::<u8>(), 0..300), header in "(Transfer-Encoding: chunked\r\n)?(Content-Encoding: (gzip|deflate|br|zstd)\r\n)?") {
        for start in ["", "1f\r\n", "\u{1f}\u{8b}\u{8}\0"] {
            let start: Vec<u8> = start.chars().map(|char| char as u8).collect();
            let whole = [format!("HTTP/1.1 200 OK\r\n{header}\r\n").as_bytes(), &start, &block].concat();
            let body = Response::parse(&whole).unwrap().body(1 << 20);
            prop_assert!(body.is_err() || body.unwrap().bytes.len() <= 1 << 20);
        }
        let _ = Response::parse(&block);
    }
}
