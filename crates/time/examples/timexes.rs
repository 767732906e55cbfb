//! Reads JSON Lines of documents (`id`, `text`, and the publication date as `dct` or `date`) from standard input, and
//! prints their time expressions, a line a document: `{"id", "timexes": [{"start", "end", "text", "type", "value",
//! "mod"}]}`, offsets in scalar values. That is the form of TimeBank's documents and of their scorer.
//!
//! ```text
//! cargo run --release -p onrecord-time --example timexes < documents.jsonl > timexes.jsonl
//! ```
#![allow(clippy::print_stdout)]

use std::error::Error;
use std::io::{self, BufRead};

use onrecord_text::Text;
use onrecord_time::{Published, times};
use serde_json::{Value, json};

fn main() -> Result<(), Box<dyn Error>> {
    for line in io::stdin().lock().lines() {
        println!("{}", Document::read(&serde_json::from_str(&line?)?).timexes());
    }
    Ok(())
}

struct Document {
    id: Value,
    text: Text,
    published: Option<Published>,
}

impl Document {
    fn read(document: &Value) -> Self {
        let date = document["dct"].as_str().or(document["date"].as_str());
        Self {
            id: document["id"].clone(),
            text: Text::new(document["text"].as_str().unwrap_or_default()),
            published: date.and_then(|date| date.parse().ok()),
        }
    }

    fn timexes(&self) -> Value {
        let found: Vec<_> = times(&self.text, self.published)
            .into_iter()
            .map(|time| {
                json!({
                    "start": time.span.start(),
                    "end": time.span.end(),
                    "text": self.text.slice(time.span),
                    "type": time.kind,
                    "value": time.value,
                    "mod": time.modifier,
                    "earliest": time.earliest,
                    "latest": time.latest,
                    "anchor": time.anchor,
                })
            })
            .collect();
        json!({"id": self.id, "timexes": found})
    }
}
