//! Records for the tests: invented papers, people and places.
#![allow(dead_code, missing_docs, clippy::unwrap_used)]

pub mod any;

use onrecord_record::Record;
use onrecord_store::Store;
use serde_json::{Value, json};
use tempfile::TempDir;

/// A store in a folder that goes away with the test.
pub struct Kept {
    pub store: Store,
    pub folder: TempDir,
}

pub fn empty() -> Kept {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(&folder.path().join("store.db")).unwrap();
    Kept { store, folder }
}

pub fn with(records: &[Record]) -> Kept {
    let mut kept = empty();
    for record in records {
        kept.store.add(record).unwrap();
    }
    kept
}

/// An article that is put together sentence by sentence: `SPEAKER said: WORDS`.
pub struct Article {
    id: String,
    text: String,
    outlet: String,
    day: String,
    url: Option<String>,
    model: String,
    entities: Vec<Value>,
    attributions: Vec<Value>,
    quantities: Vec<Value>,
}

impl Article {
    pub fn new(id: &str, outlet: &str, day: &str) -> Self {
        Self {
            id: id.into(),
            text: String::new(),
            outlet: outlet.into(),
            day: day.into(),
            url: None,
            model: "m-1".into(),
            entities: Vec::new(),
            attributions: Vec::new(),
            quantities: Vec::new(),
        }
    }

    pub fn at(mut self, url: &str) -> Self {
        self.url = Some(url.into());
        self
    }

    pub fn by_model(mut self, model: &str) -> Self {
        self.model = model.into();
        self
    }

    pub fn says(self, name: &str, words: &str) -> Self {
        self.says_as(name, json!({"named": true, "type": "person"}), words)
    }

    pub fn says_as(mut self, name: &str, details: Value, words: &str) -> Self {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        let source = self.put(name);
        self.text.push(' ');
        let cue = self.put("said");
        self.text.push_str(": ");
        let content = self.put(words);
        let known = self.entities.iter().position(|entity| entity["name"] == name);
        let speaker = known.unwrap_or_else(|| {
            let mut entity = json!({"id": format!("e{}", self.entities.len() + 1), "name": name, "type": "unknown",
                "mentions": [source]});
            for (key, value) in details.as_object().unwrap() {
                entity[key] = value.clone();
            }
            self.entities.push(entity);
            self.entities.len() - 1
        });
        self.attributions.push(
            json!({"id": format!("a{}", self.attributions.len() + 1), "type": "indirect",
            "source": [source], "cue": [cue], "content": [content], "speaker": format!("e{}", speaker + 1),
            "stance": "asserts", "confidence": 0.9}),
        );
        self
    }

    /// What the article tells without saying who says it.
    pub fn tells(mut self, words: &str) -> Self {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        self.text.push_str(words);
        self
    }

    /// As [`Article::says`], to deny it.
    pub fn denies(self, name: &str, words: &str) -> Self {
        let mut article = self.says(name, words);
        if let Some(last) = article.attributions.last_mut() {
            last["stance"] = json!("denies");
        }
        article
    }

    /// A figure in the last statement: `words` of `of`.
    pub fn counting(mut self, measure: &str, value: f64, words: &str, of: &str) -> Self {
        let find = |part: &str| {
            let byte = self.text.rfind(part).unwrap();
            let start = self.text[..byte].chars().count();
            json!([start, start + part.chars().count()])
        };
        let quantity = json!({"id": format!("q{}", self.quantities.len() + 1), "span": find(words), "words": words,
            "value": value, "low": value, "high": value, "of": [find(of)], "measure": measure,
            "polarity": "positive", "hypothetical": false, "attribution": format!("a{}", self.attributions.len())});
        self.quantities.push(quantity);
        self
    }

    fn put(&mut self, words: &str) -> Value {
        let start = self.text.chars().count();
        self.text.push_str(words);
        json!([start, start + words.chars().count()])
    }

    pub fn record(self) -> Record {
        serde_json::from_value(json!({
            "schema": "onrecord/1", "id": self.id, "url": self.url, "publisher": self.outlet, "title": null,
            "date": self.day, "language": "en", "sha256": "", "text": self.text,
            "producer": {"name": "onrecord", "version": "0.1.0", "model": self.model},
            "attributions": self.attributions, "title_attributions": [], "entities": self.entities, "times": [],
            "quantities": self.quantities, "events": []
        }))
        .unwrap()
    }
}

/// Everything is sound, and the index holds just what it must.
#[track_caller]
pub fn assert_sound(store: &Store) {
    assert_eq!(store.check().unwrap(), Vec::<String>::new());
    store
        .connection()
        .execute(
            "INSERT INTO search (search, rank) VALUES ('integrity-check', 1)",
            [],
        )
        .unwrap();
}
