//! Names of persons, organisations and places, as the network finds them.
//!
//! ```console
//! $ cargo run --release -p onrecord-model --example names -- models/onrecord-en-1.safetensors < documents.jsonl
//! ```
//! The fast model's file wants the other one's name after it, which holds what both share. Each line of input is a document with `id` and `text`, each line of output `{"id", "names": [[start, end, kind], …]}`
//! in Unicode scalar values: what `resolve` of `onrecord-speaker` takes.

use std::io::{BufRead, Write};

use onrecord_model::{Model, NameKind};
use onrecord_text::{Text, words_by_paragraph};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let path = std::env::args().nth(1).ok_or("name a model file")?;
    let file: &[u8] = std::fs::read(path)?.leak();
    let model = match std::env::args().nth(2) {
        Some(shared) => Model::load_with(file, std::fs::read(shared)?.leak())?,
        None => Model::load(file)?,
    };
    let mut output = std::io::stdout().lock();
    for line in std::io::stdin().lock().lines() {
        let document: serde_json::Value = serde_json::from_str(&line?)?;
        let text = Text::new(document["text"].as_str().ok_or("a document without text")?);
        let (all, numbers) = words_by_paragraph(&text, |_| true);
        let names: Vec<_> = model
            .read(&all, &numbers)?
            .names()
            .into_iter()
            .map(|name| {
                let kind = match name.kind {
                    NameKind::Person => "person",
                    NameKind::Organisation => "organisation",
                    NameKind::Place => "place",
                };
                (
                    all[name.words.start].span.start(),
                    all[name.words.end - 1].span.end(),
                    kind,
                )
            })
            .collect();
        writeln!(
            output,
            "{}",
            serde_json::json!({"id": document["id"], "names": names})
        )?;
    }
    Ok(())
}
