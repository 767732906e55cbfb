use super::*;
use crate::Intake;
use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

fn record(kind: &str, fields: &str, block: &[u8]) -> Vec<u8> {
    let mut bytes = format!(
        "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:{kind}>\r\n\
         WARC-Target-URI: https://kellburg.example/bridge\r\nWARC-Date: 2024-05-01T12:00:00Z\r\n\
         WARC-Payload-Digest: sha1:ABC\r\n{fields}Content-Length: {}\r\n\r\n",
        block.len()
    )
    .into_bytes();
    bytes.extend(block);
    bytes.extend(b"\r\n\r\n");
    bytes
}

/// The record of a server's answer.
fn answer(head: &str, body: &[u8]) -> Vec<u8> {
    let block = [format!("HTTP/1.1 {head}\r\n\r\n").as_bytes(), body].concat();
    record(
        "response",
        "Content-Type: application/http; msgtype=response\r\n",
        &block,
    )
}

const HTML: &str = "200 OK\r\nContent-Type: text/html";

fn page(quotation: &str) -> Vec<u8> {
    let mut page = String::from(
        "<html><head><title>Bridge stays open</title></head><body><article><h1>Bridge stays open</h1>",
    );
    for speaker in [
        "Mayor Ana Varga",
        "Ivo Marek, who owns the ferry,",
        "Anna Lind of the council",
    ] {
        write!(
            page,
            "<p>{quotation} {speaker} said on Wednesday, when the council of Kellburg met to talk about the old bridge.</p>"
        )
        .unwrap();
    }
    page.push_str("</article></body></html>");
    page.into_bytes()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn read(name: &str, bytes: Vec<u8>) -> Vec<Result<Taken, Error>> {
    let options = Options {
        page_limit: 20_000,
        ..Options::default()
    };
    let source = Source::new(name, Cursor::new(bytes), &options).unwrap();
    let documents = crate::read(source, &options).unwrap();
    documents.map(|found| found?.take_in()).collect()
}

fn one(bytes: Vec<u8>) -> Result<Taken, Error> {
    let mut found = read("-", bytes);
    assert_eq!(found.len(), 1);
    found.pop().unwrap()
}

fn document(bytes: Vec<u8>) -> Intake {
    one(bytes).unwrap().document().unwrap()
}

fn reason(bytes: Vec<u8>) -> Reason {
    match one(bytes).unwrap() {
        Taken::Skipped(skipped) => skipped.reason,
        Taken::Document(intake) => panic!("{intake:?}"),
    }
}

#[test]
fn a_page_and_where_it_came_from() {
    let info = record("warcinfo", "", b"software: x");
    let bytes = [gzip(&info), gzip(&answer(HTML, &page("“It stays,”")))].concat();
    let offset = gzip(&info).len() as u64;
    let Intake { document, warnings } = read("news.warc.gz", bytes).remove(0).unwrap().document().unwrap();
    assert!(document.text.starts_with("“It stays,” Mayor Ana Varga said"));
    assert_eq!(document.title.as_deref(), Some("Bridge stays open"));
    assert_eq!(document.url.as_deref(), Some("https://kellburg.example/bridge"));
    assert_eq!((document.date, warnings), (None, vec![]));
    let provenance = document.provenance.unwrap();
    let expected = Provenance {
        file: Some("news.warc.gz".into()),
        uri: Some("https://kellburg.example/bridge".into()),
        record: Some("urn:uuid:response".into()),
        offset: Some(offset),
        fetched: Some("2024-05-01T12:00:00Z".into()),
        digest: Some("sha1:ABC".into()),
        fields: provenance.fields.clone(),
    };
    assert_eq!(provenance, expected);
}

#[test]
fn archives_are_told_by_their_bytes_or_their_name() {
    let bytes = answer(HTML, &page("“It stays,”"));
    let zstd = ruzstd::encoding::compress_to_vec(&bytes[..], ruzstd::encoding::CompressionLevel::Fastest);
    for bytes in [bytes.clone(), gzip(&bytes), gzip(&gzip(&bytes)), zstd] {
        for name in ["-", "a.txt", "a.json"] {
            let found = read(name, bytes.clone());
            assert!(found.len() == 1 && found[0].is_ok(), "{name}");
        }
    }
    // The first byte is broken: the name says what it was.
    let mut broken = [gzip(&bytes), gzip(&bytes)].concat();
    broken[0] ^= 1;
    for name in ["a.warc.gz", "a.warc", "a.warc.wet.gz"] {
        let found = read(name, broken.clone());
        assert!(
            found.len() == 2 && found[0].is_err() && found[1].is_ok(),
            "{name}"
        );
    }
}

#[test]
fn bodies_in_their_codings() {
    let page = page("“It stays,”");
    let mut chunked = Vec::new();
    for chunk in page.chunks(100) {
        write!(chunked, "{:x}\r\n", chunk.len()).unwrap();
        chunked.extend(chunk);
        chunked.extend(b"\r\n");
    }
    let whole = [&chunked[..], b"0\r\n\r\n"].concat();
    let head = |fields: &str| format!("{HTML}\r\n{fields}");
    for (fields, body) in [
        ("Transfer-Encoding: chunked", &whole[..]),
        ("Content-Encoding: gzip", &gzip(&page)),
        ("Transfer-Encoding: chunked\r\nContent-Encoding: gzip", &page),
    ] {
        let intake = document(answer(&head(fields), body));
        assert!(intake.document.text.contains("Anna Lind of the council said"));
        assert_eq!(intake.warnings, []);
    }
    for bytes in [
        answer(&head("Transfer-Encoding: chunked"), &chunked),
        record(
            "resource",
            "Content-Type: text/html\r\nWARC-Truncated: length\r\n",
            &page,
        ),
    ] {
        assert!(matches!(&document(bytes).warnings[..], [Warning::Cut { .. }]));
    }
    let bomb = gzip(&[b' '; 30_000]);
    assert!(matches!(
        one(answer(&head("Content-Encoding: gzip"), &bomb)),
        Err(Error::TooLong { limit: 20_000, place }) if place.offset == Some(0)
    ));
}

#[test]
fn the_server_says_the_encoding() {
    let bytes: Vec<u8> = String::from_utf8(page("\"Ano,\""))
        .unwrap()
        .replace("Varga", "Varg\u{b1}")
        .chars()
        .map(|char| char as u8)
        .collect();
    let head = format!("{HTML}; charset=iso-8859-2");
    let intake = document(answer(&head, &bytes));
    assert!(intake.document.text.contains("Vargą") && intake.warnings.is_empty());
}

#[test]
fn what_is_no_page() {
    let page = page("“It stays,”");
    for (head, status) in [
        ("301 Moved\r\nLocation: /", 301),
        ("404 Not Found", 404),
        ("503", 503),
        ("206 Partial", 206),
    ] {
        assert_eq!(reason(answer(head, &page)), Reason::Status(status));
    }
    let of_type = |media: &str| answer(&format!("200 OK\r\nContent-Type: {media}"), &page);
    for media in ["image/png", "application/pdf", "text/css", "application/json"] {
        assert_eq!(reason(of_type(media)), Reason::NotText, "{media}");
    }
    for media in ["TEXT/HTML", "application/xhtml+xml;x", "text/plain", ""] {
        assert!(one(of_type(media)).unwrap().document().is_some(), "{media}");
    }
    assert_eq!(
        reason(answer("200 OK\r\nContent-Type: text/plain", b"User-agent: *")),
        Reason::NotText
    );
    assert_eq!(reason(answer(HTML, b"<html><body>")), Reason::NoArticle);
    assert_eq!(
        reason(record(
            "revisit",
            "Content-Type: application/http\r\n",
            b"HTTP/1.1 200 OK\r\n\r\n"
        )),
        Reason::Revisit
    );
    assert_eq!(
        reason(record("response", "Content-Type: text/dns\r\n", b"20240501")),
        Reason::NotText
    );
    assert_eq!(
        reason(record("resource", "Content-Type: image/png\r\n", b"\x89PNG")),
        Reason::NotText
    );
    for kind in ["warcinfo", "request", "metadata"] {
        assert!(read("-", record(kind, "", b"x")).is_empty());
    }
    let error = one(record(
        "response",
        "Content-Type: application/http\r\n",
        b"<html>",
    ))
    .unwrap_err();
    assert_eq!(
        error.to_string(),
        "standard input, byte 0: the record holds no HTTP response; this record was left out, a sound copy of the file would \
         have it"
    );
}

#[test]
fn wet_files_hold_text() {
    let text = "Bridge stays open\n\n“It stays,” Mayor Ana Varga said on Wednesday.\n\nThe council will vote in June, and the ferry will wait for it.\n";
    let intake = document(record(
        "conversion",
        "Content-Type: text/plain\r\n",
        text.as_bytes(),
    ));
    assert_eq!(intake.document.title.as_deref(), Some("Bridge stays open"));
    assert!(
        intake
            .document
            .text
            .starts_with("“It stays,” Mayor Ana Varga said")
    );
    assert_eq!(
        intake.document.url.as_deref(),
        Some("https://kellburg.example/bridge")
    );
    let provenance = intake.document.provenance.unwrap();
    assert_eq!(provenance.record.as_deref(), Some("urn:uuid:conversion"));
    assert_eq!(provenance.file.as_deref(), Some("-"));
    assert_eq!(
        reason(record("conversion", "Content-Type: text/plain\r\n", b" \n")),
        Reason::NoArticle
    );
}

#[test]
fn damage_is_named_and_costs_one_record() {
    let sound = gzip(&answer(HTML, &page("“It stays,”")));
    let mut broken = sound.clone();
    broken.truncate(100);
    let found = read("a.warc.gz", [&sound[..], &broken, &sound].concat());
    assert!(found.len() == 3 && found[0].is_ok() && found[2].is_ok());
    let error = found[1].as_ref().unwrap_err().to_string();
    assert!(
        error.starts_with(&format!("a.warc.gz, byte {}: ", sound.len())),
        "{error}"
    );
    let long = answer(HTML, &[b'x'; 50_000]);
    let found = read(
        "a.warc",
        [&long[..], &answer(HTML, &page("“It stays,”"))].concat(),
    );
    assert!(matches!(&found[0], Err(Error::TooLong { limit: 40_000, .. })));
    assert!(found.len() == 2 && found[1].is_ok());
}
