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
