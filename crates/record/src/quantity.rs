use onrecord_text::Span;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

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
