//! Reads a folder of pages (`ID.html`, `ID.html.gz`) and prints what was read as one JSON object, for the scorer of
//! article bodies: `{ID: {"articleBody": …, "captions": […], "blockQuotes": […], "facts": {…}}}`. The time that reading took, files and
//! decompression left out, goes to standard error.
//!
//! `cargo run --release -p onrecord-page --example extract -- FOLDER > predictions.json`

use std::error::Error;
use std::fs;
use std::io::Read;
use std::path::Path;
use std::time::{Duration, Instant};

use flate2::read::MultiGzDecoder;
use onrecord_page::Found;
use serde_json::{Map, Value, json};

fn main() -> Result<(), Box<dyn Error>> {
    let folder = std::env::args().nth(1).ok_or("name a folder of pages")?;
    let mut files: Vec<_> = fs::read_dir(folder)?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<Result<_, _>>()?;
    files.sort();
    let mut pages = Map::new();
    let mut spent = Duration::ZERO;
    for file in files {
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        let Some((id, _)) = name.split_once(".html") else {
            continue;
        };
        let html = html(&file)?;
        let start = Instant::now();
        let page = onrecord_page::read(&html, None);
        spent += start.elapsed();
        let quotes: Vec<_> = page
            .body
            .block_quotes
            .iter()
            .map(|range| [range.start, range.end])
            .collect();
        let value = json!({
            "articleBody": page.body.text,
            "captions": page.body.captions,
            "blockQuotes": quotes,
            "facts": {
                "title": found(page.facts.title.as_ref()),
                "authors": page.facts.authors.iter().map(|author| found(Some(author))).collect::<Vec<_>>(),
                "published": found(page.facts.published.as_ref()),
                "updated": found(page.facts.updated.as_ref()),
                "publisher": found(page.facts.publisher.as_ref()),
                "canonical": found(page.facts.canonical.as_ref()),
                "language": found(page.facts.language.as_ref()),
                "section": found(page.facts.section.as_ref()),
            },
        });
        pages.insert(id.to_owned(), value);
    }
    eprintln!("{} pages in {:.3} s", pages.len(), spent.as_secs_f64());
    println!("{}", Value::Object(pages));
    Ok(())
}

fn html(file: &Path) -> Result<String, Box<dyn Error>> {
    let mut bytes = fs::read(file)?;
    if bytes.starts_with(&[0x1f, 0x8b]) {
        let mut unpacked = Vec::new();
        MultiGzDecoder::new(&bytes[..]).read_to_end(&mut unpacked)?;
        bytes = unpacked;
    }
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

fn found(found: Option<&Found>) -> Value {
    found.map_or(
        Value::Null,
        |found| json!({ "value": found.value, "origin": found.origin.to_string() }),
    )
}
