//! Articles as they lie beside the repository: what is taken out of their texts, and which languages they are said to be
//! in.
#![allow(clippy::unwrap_used, reason = "a test")]

use std::io::{Cursor, Read};

use flate2::read::MultiGzDecoder;
use onrecord_ingest::{Intake, Options, Reason, Skipped, Source, Taken, read};
use serde_json::Value;

const SHARED: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/");

fn file(name: &str) -> Option<String> {
    let Ok(bytes) = std::fs::read(format!("{SHARED}{name}")) else {
        eprintln!("skipped: {SHARED}{name} is not there");
        return None;
    };
    let mut text = String::new();
    if name.ends_with(".gz") {
        MultiGzDecoder::new(&bytes[..]).read_to_string(&mut text).unwrap();
    } else {
        text = String::from_utf8(bytes).unwrap();
    }
    Some(text)
}

fn taken(name: &str, text: &str) -> Taken {
    let options = Options::default();
    let source = Source::new(name, Cursor::new(text.to_owned()), &options).unwrap();
    read(source, &options)
        .unwrap()
        .next()
        .unwrap()
        .unwrap()
        .take_in()
        .unwrap()
}

fn plain(text: &str) -> Intake {
    taken("a.txt", text).document().unwrap()
}

/// The texts of JSON Lines.
fn texts(lines: &str) -> Vec<String> {
    let text = |line| {
        serde_json::from_str::<Value>(line).unwrap()["text"]
            .as_str()
            .unwrap()
            .to_owned()
    };
    lines.lines().map(text).collect()
}

#[test]
fn the_article_that_the_project_was_begun_for() {
    let Some(text) = file("examples/article.txt") else {
        return;
    };
    let document = plain(&text).document;
    assert_eq!(
        document.title.as_deref(),
        Some("Failing to Defeat Them, Putin Asks Ukrainian Soldiers to Stage a Coup")
    );
    assert_eq!(document.author.as_deref(), Some("Kurt Zindulka"));
    assert_eq!(document.language.as_deref(), Some("en"));
    assert_eq!(document.date, None);
    assert_eq!(
        document.captions,
        ["Russian President Vladimir Putin addresses a press conference with the Hungarian Prime Min"]
    );
    let start = text.find("Russian leader Vladimir Putin called").unwrap();
    let end = text.find("\n\nFollow Kurt Zindulka").unwrap();
    assert_eq!(document.text, &text[start..end]);
}

#[test]
fn only_furniture_is_taken_out_of_texts() {
    let mut articles = Vec::new();
    for name in ["data/polnear/train.jsonl", "data/unlabelled/news.jsonl.gz"] {
        articles.extend(file(name).iter().flat_map(|lines| texts(lines)));
    }
    if let Some(bodies) = file("data/article-extraction/ground-truth.json") {
        let bodies: Value = serde_json::from_str(&bodies).unwrap();
        let body = |page: &Value| page["articleBody"].as_str().unwrap().to_owned();
        articles.extend(bodies.as_object().unwrap().values().map(body));
    }
    let (mut lines, mut captions, mut authors) = (0, 0, 0);
    for text in &articles {
        let options = Options {
            any_language: true,
            ..Options::default()
        };
        let source = Source::new("a.txt", Cursor::new(text.clone()), &options).unwrap();
        let document = read(source, &options)
            .unwrap()
            .next()
            .unwrap()
            .unwrap()
            .take_in()
            .unwrap()
            .document()
            .unwrap()
            .document;
        captions += document.captions.len();
        authors += usize::from(document.author.is_some());
        let mut kept = document.text.split('\n').peekable();
        for line in text.split('\n') {
            if kept.next_if(|kept| *kept == line).is_some() || line.trim().is_empty() {
                continue;
            }
            let line = line.trim();
            if document.title.as_deref() == Some(line)
                || document.captions.iter().any(|caption| caption == line)
            {
                continue;
            }
            lines += 1;
        }
    }
    eprintln!(
        "{} articles: {lines} lines taken out, {captions} captions, {authors} authors",
        articles.len()
    );
}

#[test]
fn no_english_text_is_skipped() {
    let mut english = Vec::new();
    for name in [
        "data/polnear/train.jsonl",
        "data/polnear/dev.jsonl",
        "data/unlabelled/news.jsonl.gz",
    ] {
        english.extend(file(name).iter().flat_map(|lines| texts(lines)));
    }
    let mut told = 0;
    for text in &english {
        match taken("a.txt", text) {
            Taken::Document(intake) => told += usize::from(intake.document.language.as_deref() == Some("en")),
            Taken::Skipped(skipped) => panic!("{skipped:?}: {text:.200}"),
        }
    }
    eprintln!("{told} of {} are said to be English", english.len());
    assert!(told * 1000 >= english.len() * 995);
}

#[test]
fn pages_in_other_languages_are_skipped() {
    let Some(bodies) = file("data/article-extraction/ground-truth.json") else {
        return;
    };
    let bodies: Value = serde_json::from_str(&bodies).unwrap();
    let mut codes = Vec::new();
    for page in bodies.as_object().unwrap().values() {
        let text = page["articleBody"].as_str().unwrap();
        if let Taken::Skipped(Skipped {
            reason: Reason::Language(code),
            ..
        }) = taken("a.txt", text)
        {
            codes.push(code);
        }
    }
    codes.sort();
    eprintln!("{} of 85: {codes:?}", codes.len());
}
