use onrecord_text::Span;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::{Attribution, Entity, Event, Provenance, Quantity, Rivals, Timex};

/// The name of the schema that [`Record`] is.
pub const SCHEMA: &str = "onrecord/1";

/// Everything that Onrecord read in one document.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Record {
    /// Always [`SCHEMA`].
    pub schema: String,
    /// The document's id.
    pub id: String,
    /// Where it stands.
    pub url: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// The headline.
    pub title: Option<String>,
    /// The byline.
    pub author: Option<String>,
    /// The publication date, `YYYY-MM-DD` or RFC 3339.
    pub date: Option<String>,
    /// When the article was last changed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub updated: Option<String>,
    /// The section of the paper.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub section: Option<String>,
    /// BCP 47 code of the language.
    pub language: Option<String>,
    /// Which document before it in the batch this one repeats or updates.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub duplicate: Option<Duplicate>,
    /// SHA-256 of the UTF-8 bytes of the text, in lower-case hexadecimal digits.
    pub sha256: String,
    /// The text that all spans point into; left out on demand.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// Paragraphs of the text that the page sets apart as somebody else's words.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub block_quotes: Vec<Span>,
    /// Captions of pictures; they are no part of the text.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub captions: Vec<String>,
    /// Where the bytes came from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub provenance: Option<Provenance>,
    /// What made the record.
    pub producer: Producer,
    /// Who said what, in the order of the text.
    pub attributions: Vec<Attribution>,
    /// The same for the headline, where it is apart from the text: spans index `title`.
    pub title_attributions: Vec<Attribution>,
    /// The speakers.
    pub entities: Vec<Entity>,
    /// Time expressions (TIMEX3).
    pub times: Vec<Timex>,
    /// Figures.
    pub quantities: Vec<Quantity>,
    /// Figures of different claimants for one thing, side by side.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rivals: Vec<Rivals>,
    /// PLOVER events.
    pub events: Vec<Event>,
    /// Keys of the input that Onrecord doesn't know, handed through.
    #[serde(default, skip_serializing_if = "Map::is_empty")]
    pub extra: Map<String, Value>,
}

/// A document that repeats another of the same batch.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Duplicate {
    /// The id of the first document of its kind in the batch.
    pub of: String,
    /// Whether it is a copy or a new version.
    pub kind: DuplicateKind,
    /// Estimated Jaccard similarity of their five-word shingles, in 0..=1.
    pub similarity: f64,
}

/// How a document repeats another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum DuplicateKind {
    /// The same text, or nearly, elsewhere: syndicated.
    Copy,
    /// The same address with another text.
    Update,
}

/// The program and the model that made a record.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Producer {
    /// `onrecord`.
    pub name: String,
    /// The program's version.
    pub version: String,
    /// The model's name.
    pub model: String,
}

/// The JSON Schema (draft 2020-12) of [`Record`].
pub fn schema() -> Value {
    let mut schema = schemars::schema_for!(Record).to_value();
    if let Some(object) = schema.as_object_mut() {
        object.insert("title".into(), SCHEMA.into());
    }
    schema
}
