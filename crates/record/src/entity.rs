use onrecord_text::Span;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

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
    /// The role as the article words it; where it gives none, that of the reader's own table of people.
    pub role: Option<String>,
    /// ISO 3166-1 alpha-3 code.
    pub country: Option<String>,
    /// PLOVER sector code.
    pub sector: Option<String>,
    /// Wikidata id.
    pub wikidata: Option<String>,
    /// Whom the name may mean where that stays open, likeliest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub candidates: Vec<Candidate>,
    /// What `country`, `sector`, `wikidata` and a role rest on beside the article's words, in a few English words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub evidence: Option<String>,
    /// Where the text mentions it.
    pub mentions: Vec<Span>,
}

/// Somebody whom a name may mean.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Candidate {
    /// Wikidata id.
    pub wikidata: String,
    /// The usual name.
    pub name: String,
    /// How much speaks for it, comparable within one list only: larger is more.
    pub score: f64,
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
