//! The exports for other programs.

#![allow(clippy::unwrap_used)]

mod common;

use std::io::Read as _;

use common::{Out, TEXT, TITLE, attribution, hostile, record, written};
use onrecord_export::{
    BratArchive, Csv, Error, Format, JsonLd, Options, Sink, WebAnnotation, sink, write_kept,
};
use onrecord_record::{AttributionType, Kept, KeptStatement, Record};
use onrecord_text::{Span, Text};
use proptest::prelude::*;
use serde_json::Value;

fn kept() -> Kept {
    let record = record();
    let count = record.title_attributions.len() + record.attributions.len();
    let statement = |n: usize| KeptStatement {
        statement: 100 + n as i64,
        speaker: Some("Mara K. Olsen".into()),
        ..KeptStatement::default()
    };
    Kept {
        record,
        document: 7,
        statements: (0..count).map(statement).collect(),
    }
}

/// A CSV's lines as fields by name.
fn table(csv: &str) -> Vec<Vec<(String, String)>> {
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let names = reader.headers().unwrap().clone();
    let row = |row: csv::StringRecord| {
        names
            .iter()
            .map(Into::into)
            .zip(row.iter().map(Into::into))
            .collect()
    };
    reader.records().map(|found| row(found.unwrap())).collect()
}

fn cell<'a>(row: &'a [(String, String)], name: &str) -> &'a str {
    &row.iter().find(|(column, _)| column == name).unwrap().1
}

#[test]
fn a_table_of_an_article() {
    insta::assert_snapshot!(written(&[record()], Csv::new).replace("\r\n", "\n"));
}

#[test]
fn a_table_has_its_names_also_without_rows() {
    let csv = written(&[], Csv::new);
    assert!(
        csv.starts_with("statement,speaker,") && csv.ends_with("\r\n"),
        "{csv}"
    );
    assert_eq!(table(&csv).len(), 0);
}

#[test]
fn what_a_store_knows_is_in_the_table() {
    let out = Out::default();
    let mut csv = Csv::new(out.clone());
    csv.write_kept(&kept()).unwrap();
    csv.finish().unwrap();
    let rows = table(&String::from_utf8(out.0.take()).unwrap());
    assert_eq!(rows.len(), 10);
    assert_eq!(
        ["statement", "document", "speaker", "part"].map(|name| cell(&rows[0], name)),
        ["100", "7", "Mara K. Olsen", "title"]
    );
}

#[test]
fn formulas_stay_as_they_are_unless_asked() {
    let mut record = record();
    record.publisher = Some("=HYPERLINK(\"https://evil.example\",\"click\")".into());
    record.title = Some("@SUM(1)".into());
    let plain = table(&written(std::slice::from_ref(&record), Csv::new));
    assert_eq!(Some(cell(&plain[1], "outlet")), record.publisher.as_deref());
    let guarded = written(std::slice::from_ref(&record), |out| {
        Csv::new(out).for_spreadsheets()
    });
    for row in table(&guarded) {
        for (name, value) in &row {
            assert!(!value.starts_with(['=', '+', '-', '@']), "{name}: {value}");
        }
        assert_eq!(cell(&row, "title"), "'@SUM(1)");
    }
}

#[test]
fn annotations_of_an_article() {
    insta::assert_snapshot!(written(&[record()], WebAnnotation::new));
}

#[test]
fn linked_data_of_an_article() {
    insta::assert_snapshot!(written(&[record()], |out| JsonLd::new(out).with_claim_reviews()));
}

#[test]
fn a_denial_is_never_told_as_a_claim() {
    let graph: Value = serde_json::from_str(&written(&[record()], JsonLd::new)).unwrap();
    let nodes = graph["@graph"].as_array().unwrap();
    let texts: Vec<&str> = nodes.iter().filter_map(|node| node["text"].as_str()).collect();
    assert!(
        texts.contains(&"The ministry denied that over 1,000 fishers had struck"),
        "{texts:?}"
    );
    assert!(
        !texts.contains(&"that over 1,000 fishers had struck"),
        "{texts:?}"
    );
}

#[test]
fn reviews_come_only_when_asked_and_without_a_verdict() {
    let all = [record(), hostile()];
    let plain = written(&all, JsonLd::new);
    assert!(!plain.contains("ClaimReview"));
    let asked = written(&all, |out| JsonLd::new(out).with_claim_reviews());
    assert!(asked.contains("\"ClaimReview\"") && asked.contains("\"Draft\""));
    assert!(!asked.contains("reviewRating"));
}

#[test]
fn what_is_written_is_json_for_hostile_and_for_no_records() {
    for records in [&[][..], &[hostile()], &[record(), hostile(), record()]] {
        let page: Value = serde_json::from_str(&written(records, WebAnnotation::new)).unwrap();
        assert!(page["id"].as_str().unwrap().starts_with("urn:uuid:"));
        assert!(page["items"].is_array());
        let graph: Value = serde_json::from_str(&written(records, JsonLd::new)).unwrap();
        for node in graph["@graph"].as_array().unwrap() {
            for key in ["@id", "url", "sameAs"] {
                let iri = node[key].as_str().unwrap_or("urn:");
                assert!(iri.starts_with("urn:") || iri.starts_with("http"), "{iri}");
                assert!(
                    !iri.contains(|c: char| c.is_whitespace() || c == '<' || c == '"'),
                    "{iri}"
                );
            }
        }
    }
}

/// What a reader of a text makes of a position, and what the quotation says.
fn assert_selectors_agree(record: &Record) {
    let page: Value =
        serde_json::from_str(&written(std::slice::from_ref(record), WebAnnotation::new)).unwrap();
    let text: Vec<char> = record.text.as_deref().unwrap().chars().collect();
    for item in page["items"].as_array().unwrap() {
        for target in item["target"].as_array().unwrap() {
            let [quote, position] = &target["selector"].as_array().unwrap()[..] else {
                continue;
            };
            let at = |key: &str| position[key].as_u64().unwrap() as usize;
            let slice = |from: usize, to: usize| text[from..to].iter().collect::<String>();
            let (start, end) = (at("start"), at("end"));
            assert_eq!(quote["exact"], slice(start, end));
            assert_eq!(quote["prefix"], slice(start.saturating_sub(32), start));
            assert_eq!(quote["suffix"], slice(end, (end + 32).min(text.len())));
        }
    }
}

#[test]
fn a_discontinuous_content_has_a_target_for_each_span() {
    let record = record();
    assert_selectors_agree(&record);
    let page: Value = serde_json::from_str(&written(&[record], WebAnnotation::new)).unwrap();
    let items = page["items"].as_array().unwrap();
    let targets = |item: &Value| item["target"].as_array().unwrap().len();
    assert_eq!((items.len(), targets(&items[1])), (10, 2));
    // The headline is no part of the text that positions count in.
    let headline = &items[0]["target"][0]["selector"];
    assert_eq!(headline.as_array().unwrap().len(), 1);
    assert!(TITLE.contains(headline[0]["exact"].as_str().unwrap()));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_positions_agree_with_their_quotations(
        chars in prop::collection::vec(prop::sample::select("ab é🦀\n\u{301}\t\"".chars().collect::<Vec<_>>()), 1..120),
        cuts in prop::collection::btree_set(0usize..130, 2..8),
    ) {
        let text: String = chars.iter().collect();
        let cuts: Vec<usize> = cuts.into_iter().collect();
        let content: Vec<Span> = cuts.chunks_exact(2).map(|pair| Span::new(pair[0], pair[1]).unwrap()).collect();
        let whole = Text::new(text.clone());
        let inside = content.iter().filter(|span| whole.span(span.start(), span.end()).is_some()).count();
        let record = Record {
            text: Some(text),
            attributions: vec![attribution("a1", AttributionType::Direct, [vec![], vec![], content], 0.5)],
            ..Record::default()
        };
        assert_selectors_agree(&record);
        let page: Value = serde_json::from_str(&written(&[record], WebAnnotation::new)).unwrap();
        let targets = page["items"][0]["target"].as_array().map_or(0, Vec::len);
        prop_assert_eq!(targets, inside);
    }
}

#[test]
fn an_archive_holds_what_a_folder_would() {
    let long = Record {
        id: "é".repeat(500),
        ..record()
    };
    let out = Out::default();
    let mut archive = BratArchive::new(out.clone());
    for record in [record(), record(), long, hostile()] {
        archive.write(&record).unwrap();
    }
    archive.finish().unwrap();
    let bytes = out.0.take();
    let mut archive = tar::Archive::new(&bytes[..]);
    let mut files = Vec::new();
    for entry in archive.entries().unwrap() {
        let mut entry = entry.unwrap();
        let mut words = String::new();
        entry.read_to_string(&mut words).unwrap();
        files.push((entry.path().unwrap().to_str().unwrap().to_owned(), words));
    }
    let names: Vec<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(
        names[..4],
        [
            "courier-7.txt",
            "courier-7.ann",
            "courier-7-2.txt",
            "courier-7-2.ann"
        ]
    );
    assert_eq!(files.len(), 8);
    assert_eq!(files[0].1, TEXT);
    assert!(names.iter().all(|name| !name.contains(['/', '\\'])));
}

#[test]
fn every_format_is_written_from_a_store_and_the_same_each_time() {
    for format in Format::ALL {
        for flat in [false, true] {
            let options = Options {
                flat,
                ..Options::default()
            };
            let bytes = || {
                let mut bytes = Vec::new();
                let records = [kept(), kept()].map(Ok::<_, Error>);
                write_kept(records, format, &options, &mut bytes).unwrap();
                bytes
            };
            assert!(bytes().len() > 1000, "{format}");
            assert_eq!(bytes(), bytes(), "{format}");
        }
    }
}

#[test]
fn an_error_on_the_way_is_handed_on() {
    let records = [Ok(kept()), Err(Error::NoText("next".into()))];
    let written = write_kept(records, Format::Jsonl, &Options::default(), Vec::new());
    assert!(matches!(written, Err(Error::NoText(id)) if id == "next"));
}

#[test]
fn formats_that_show_words_need_the_text() {
    let record = Record {
        text: None,
        ..record()
    };
    for format in [Format::Csv, Format::WebAnnotation, Format::JsonLd, Format::Brat] {
        let mut sink = sink(format, &Options::default(), Vec::new()).unwrap();
        assert!(matches!(sink.write(&record), Err(Error::NoText(_))), "{format}");
    }
}

#[test]
fn formats_have_names_of_their_own() {
    for format in Format::ALL {
        assert_eq!(format.name().parse(), Ok(format));
        assert!(!format.ending().starts_with('.') && format.media_type().contains('/'));
    }
    assert!("xml".parse::<Format>().unwrap_err().contains("webannotation"));
}
