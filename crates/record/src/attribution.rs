use onrecord_text::Span;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

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
    /// Calibrated probability that the speaker is right (of `null`: that the text leaves it open), in 0..=1; `null` where it
    /// was not determined.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub speaker_confidence: Option<f64>,
    /// What decided who the speaker is, or that it stays open, in a few words: "named in the source".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub evidence: Option<String>,
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
