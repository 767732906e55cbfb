use onrecord_text::Span;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::Provenance;

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

/// One attribution, as PolNeAR defines it: somebody (source) is said (cue) to have said, written, thought or felt
/// something (content).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Attribution {
    /// `a1`, `a2`, … in the order of the text (`h1`, … in the headline).
    pub id: String,
    /// How much of the content stands in quotation marks.
    #[serde(rename = "type")]
    pub kind: AttributionType,
    /// Who: in text order; empty where the text names nobody.
    pub source: Vec<Span>,
    /// The words that attribute ("said", "according to"); may be empty.
    pub cue: Vec<Span>,
    /// What: never empty; several spans where source or cue interrupt it.
    pub content: Vec<Span>,
    /// The id of an entity, or `null`.
    pub speaker: Option<String>,
    /// The id of the entity through whom it was reported, or `null`.
    pub via: Option<String>,
    /// The id of the time when it was said, or `null`.
    pub time: Option<String>,
    /// What the speaker does by saying it; `null` where it was not determined.
    pub stance: Option<Stance>,
    /// The attribution inside whose content this one stands, or `null`.
    pub parent: Option<String>,
    /// Calibrated probability that source and content are right (PolNeAR's `relation`), in 0..=1.
    pub confidence: f64,
}

/// How much of a content stands in quotation marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum AttributionType {
    /// All of it.
    Direct,
    /// None of it.
    Indirect,
    /// Part of it.
    Mixed,
}

/// What a speaker does by saying something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs)]
pub enum Stance {
    Asserts,
    Denies,
    Asks,
    Orders,
    Promises,
    Threatens,
    Doubts,
    Declines,
}

/// Somebody or something that speaks.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Entity {
    /// `e1`, `e2`, … in the order of first mention.
    pub id: String,
    /// The fullest name the article gives; for an unnamed source its noun phrase.
    pub name: String,
    /// What it is.
    #[serde(rename = "type")]
    pub kind: EntityType,
    /// Whether the article gives a name; `null` where it was not determined.
    pub named: Option<bool>,
    /// The role as the article words it.
    pub role: Option<String>,
    /// ISO 3166-1 alpha-3 code.
    pub country: Option<String>,
    /// PLOVER sector code.
    pub sector: Option<String>,
    /// Wikidata id.
    pub wikidata: Option<String>,
    /// Where the text mentions it.
    pub mentions: Vec<Span>,
}

/// What an entity is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs)]
pub enum EntityType {
    Person,
    Organisation,
    Place,
    Group,
    Document,
    Author,
    Generic,
    Unknown,
}

/// A time expression (TIMEX3).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Timex {
    /// `t1`, `t2`, …
    pub id: String,
    /// Where it stands.
    pub span: Span,
    /// `DATE`, `TIME`, `DURATION` or `SET`.
    #[serde(rename = "type")]
    pub kind: String,
    /// TIMEX3 value, ISO 8601.
    pub value: String,
    /// TIMEX3 modifier.
    #[serde(rename = "mod")]
    pub modifier: Option<String>,
    /// First day or moment it may stand for.
    pub earliest: Option<String>,
    /// Last day or moment it may stand for.
    pub latest: Option<String>,
}

/// A figure.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Quantity {
    /// `q1`, `q2`, …
    pub id: String,
    /// Where it stands.
    pub span: Span,
    /// Lowest number meant.
    pub low: Option<f64>,
    /// Highest number meant.
    pub high: Option<f64>,
    /// The number in the text.
    pub value: Option<f64>,
    /// "over", "about", …
    pub qualifier: Option<String>,
    /// What is counted.
    pub of: Vec<Span>,
    /// `killed`, `wounded`, …
    pub measure: Option<String>,
    /// The attribution whose content holds it.
    pub attribution: Option<String>,
}

/// A PLOVER event.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Event {
    /// `v1`, `v2`, …
    pub id: String,
    /// PLOVER event type.
    #[serde(rename = "type")]
    pub kind: String,
    /// PLOVER mode.
    pub mode: Option<String>,
    /// The words that tell it.
    pub anchor: Vec<Span>,
    /// Entity id of who acts.
    pub actor: Option<String>,
    /// Entity id of whom it is done to.
    pub recipient: Option<String>,
    /// Time id.
    pub time: Option<String>,
    /// Entity id of the place.
    pub place: Option<String>,
    /// Attribution id of who tells it.
    pub attribution: Option<String>,
}

/// The JSON Schema (draft 2020-12) of [`Record`].
pub fn schema() -> Value {
    let mut schema = schemars::schema_for!(Record).to_value();
    if let Some(object) = schema.as_object_mut() {
        object.insert("title".into(), SCHEMA.into());
    }
    schema
}
