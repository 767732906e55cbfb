//! Resolves the speakers of documents that have attributions:
//!
//! ```text
//! cargo run -p onrecord-speaker --example resolve -- DOCUMENTS.jsonl [NAMES.jsonl] > RECORDS.jsonl
//! ```
//!
//! DOCUMENTS holds one object a line with `id`, `text`, `attributions` (each with `source`, `cue` and `content`) and, where
//! known, `author`, `publisher` and `date`; NAMES one `{"id", "names": [[start, end, "person"|"organisation"|"place"], …]}`
//! for each. The documents come back with `speaker` filled in and `entities` added.

use std::collections::HashMap;
use std::error::Error;
use std::fs::{self, File};
use std::io::{BufRead, BufReader, Write};

use onrecord_speaker::{Article, Name, NameKind, Said, speakers};
use onrecord_text::{Span, Text, words_by_paragraph};
use serde_json::{Map, Value};

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let documents = arguments.next().ok_or("resolve DOCUMENTS.jsonl [NAMES.jsonl]")?;
    let names = arguments
        .next()
        .map_or(Ok(HashMap::new()), |path| read_names(&path))?;
    let mut out = std::io::stdout().lock();
    for line in BufReader::new(File::open(documents)?).lines() {
        let mut document: Map<String, Value> = serde_json::from_str(&line?)?;
        resolve(&mut document, &names)?;
        serde_json::to_writer(&mut out, &document)?;
        writeln!(out)?;
    }
    Ok(())
}

fn read_names(path: &str) -> Result<HashMap<String, Vec<Name>>, Box<dyn Error>> {
    let mut all = HashMap::new();
    for line in fs::read_to_string(path)?.lines() {
        let value: Value = serde_json::from_str(line)?;
        let found: Vec<(usize, usize, String)> = serde_json::from_value(value["names"].clone())?;
        let names = found.into_iter().filter_map(|(start, end, kind)| {
            Some(Name {
                span: Span::new(start, end)?,
                kind: match kind.as_str() {
                    "person" => NameKind::Person,
                    "organisation" => NameKind::Organisation,
                    _ => NameKind::Place,
                },
                confidence: 1.0,
            })
        });
        all.insert(value["id"].as_str().unwrap_or_default().into(), names.collect());
    }
    Ok(all)
}

fn resolve(
    document: &mut Map<String, Value>,
    names: &HashMap<String, Vec<Name>>,
) -> Result<(), Box<dyn Error>> {
    let text = Text::new(document.get("text").and_then(Value::as_str).unwrap_or_default());
    let (all, numbers) = words_by_paragraph(&text, |_| true);
    let spans = |value: &Value, key: &str| -> Result<Vec<Span>, serde_json::Error> {
        serde_json::from_value(value[key].clone())
    };
    let attributions = document
        .get("attributions")
        .and_then(Value::as_array)
        .cloned()
        .unwrap_or_default();
    let mut parts = Vec::new();
    for attribution in &attributions {
        parts.push([
            spans(attribution, "source")?,
            spans(attribution, "cue")?,
            spans(attribution, "content")?,
        ]);
    }
    let said: Vec<Said> = parts
        .iter()
        .map(|[source, cue, content]| Said { source, cue, content })
        .collect();
    let given = |key: &str| document.get(key).and_then(Value::as_str);
    let resolved = speakers(
        &Article {
            text: &text,
            words: &all,
            paragraphs: &numbers,
            text_start: 0,
            names: given("id")
                .and_then(|id| names.get(id))
                .map_or(&[], Vec::as_slice),
            said: &said,
            author: given("author"),
            publisher: given("publisher"),
            date: given("date"),
        },
        onrecord_knowledge::Knowledge::shipped(),
    );
    let with_speakers = attributions
        .into_iter()
        .zip(&resolved.speakers)
        .map(|(mut attribution, speaker)| {
            attribution["speaker"] = speaker.entity.clone().into();
            attribution["via"] = speaker.via.clone().into();
            attribution["speaker_confidence"] = speaker.confidence.into();
            attribution["speaker_evidence"] = speaker.evidence.clone().into();
            attribution
        });
    let with_speakers: Vec<Value> = with_speakers.collect();
    document.insert("attributions".into(), with_speakers.into());
    document.insert("entities".into(), serde_json::to_value(&resolved.entities)?);
    Ok(())
}
