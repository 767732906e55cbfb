use std::collections::HashSet;
use std::io::BufRead;

use onrecord_record::Record;
use serde::{Deserialize, Deserializer};

/// What is judged of a document: its text and who said what in it.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct Document {
    /// Joins gold and prediction.
    pub id: String,
    /// The text that gold's spans point into; may be absent on the predicted side.
    #[serde(default, deserialize_with = "null_is_default")]
    pub text: String,
    /// Who published it, for the measures by publisher.
    #[serde(default)]
    pub publisher: Option<String>,
    /// Who said what.
    #[serde(default, deserialize_with = "null_is_default")]
    pub attributions: Vec<Attribution>,
}

/// One attribution. Spans are `[start, end)` in Unicode scalar values of the text; they may be in any order, empty or
/// out of range: such are cut, and counted on the predicted side.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct Attribution {
    /// Who.
    #[serde(default, deserialize_with = "null_is_default")]
    pub source: Vec<(i64, i64)>,
    /// The words that attribute.
    #[serde(default, deserialize_with = "null_is_default")]
    pub cue: Vec<(i64, i64)>,
    /// What.
    #[serde(default, deserialize_with = "null_is_default")]
    pub content: Vec<(i64, i64)>,
    /// How sure the prediction is, 0..=1.
    #[serde(default)]
    pub confidence: Option<f64>,
}

/// Why documents could not be read.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// The file could not be read on.
    #[error("{name}:{line}: can't be read: {error}")]
    Io {
        /// The file, as the caller named it.
        name: String,
        /// The line, from 1.
        line: usize,
        /// What the system said.
        error: std::io::Error,
    },
    /// A line is not a document.
    #[error("{name}:{line}: not a document with attributions ({error}); each line must be one JSON object")]
    Json {
        /// The file, as the caller named it.
        name: String,
        /// The line, from 1.
        line: usize,
        /// What is wrong with it.
        error: serde_json::Error,
    },
    /// Two documents have one id.
    #[error("{name}:{line}: a second document with the id {id:?}; ids must differ")]
    Twice {
        /// The file, as the caller named it.
        name: String,
        /// The line, from 1.
        line: usize,
        /// The id.
        id: String,
    },
}

/// Documents from JSON Lines, in their order; blank lines are passed over. `name` is the file's, for messages.
pub fn read(lines: impl BufRead, name: &str) -> Result<Vec<Document>, ReadError> {
    let mut ids = HashSet::new();
    let mut documents = Vec::new();
    for (index, line) in lines.split(b'\n').enumerate() {
        let line_number = index + 1;
        let line = line.map_err(|error| ReadError::Io {
            name: name.into(),
            line: line_number,
            error,
        })?;
        if line.trim_ascii().is_empty() {
            continue;
        }
        let document: Document = serde_json::from_slice(&line).map_err(|error| ReadError::Json {
            name: name.into(),
            line: line_number,
            error,
        })?;
        if !ids.insert(document.id.clone()) {
            return Err(ReadError::Twice {
                name: name.into(),
                line: line_number,
                id: document.id,
            });
        }
        documents.push(document);
    }
    Ok(documents)
}

impl From<&Record> for Document {
    fn from(record: &Record) -> Self {
        let spans = |spans: &[onrecord_text::Span]| {
            spans
                .iter()
                .map(|span| (offset(span.start()), offset(span.end())))
                .collect()
        };
        Self {
            id: record.id.clone(),
            text: record.text.clone().unwrap_or_default(),
            publisher: record.publisher.clone(),
            attributions: record
                .attributions
                .iter()
                .map(|attribution| Attribution {
                    source: spans(&attribution.source),
                    cue: spans(&attribution.cue),
                    content: spans(&attribution.content),
                    confidence: Some(attribution.confidence),
                })
                .collect(),
        }
    }
}

fn offset(chars: usize) -> i64 {
    i64::try_from(chars).unwrap_or(i64::MAX)
}

fn null_is_default<'de, D: Deserializer<'de>, T: Deserialize<'de> + Default>(from: D) -> Result<T, D::Error> {
    Ok(Option::deserialize(from)?.unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_lines_and_takes_null_as_absent() {
        let lines = "{\"id\": \"a\", \"text\": null, \"attributions\": [{\"source\": null, \"content\": [[0, 3]], \"stance\": 1}]}\n\n{\"id\": \"b\"}";
        let documents = read(lines.as_bytes(), "x").unwrap();
        assert_eq!(documents.len(), 2);
        assert_eq!(documents[0].attributions[0].content, [(0, 3)]);
        assert!(documents[0].attributions[0].source.is_empty());
    }

    #[test]
    fn names_file_and_line_of_what_is_wrong() {
        let broken = read("{\"id\": \"a\"}\n{\"id\": 7".as_bytes(), "gold.jsonl").unwrap_err();
        assert!(
            broken.to_string().starts_with("gold.jsonl:2: not a document"),
            "{broken}"
        );
        let twice = read("{\"id\": \"a\"}\n{\"id\": \"a\"}".as_bytes(), "gold.jsonl").unwrap_err();
        assert_eq!(
            twice.to_string(),
            "gold.jsonl:2: a second document with the id \"a\"; ids must differ"
        );
    }
}
