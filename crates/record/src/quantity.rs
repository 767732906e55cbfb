use onrecord_text::Span;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A figure: a number of things or persons, a share, a sum of money, a measure.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Quantity {
    /// `q1`, `q2`, … in the order of the text.
    pub id: String,
    /// Where it stands: qualifier, number and unit.
    pub span: Span,
    /// Those words, kept whatever number they are given.
    pub words: String,
    /// Lowest number meant; `null` where the words set none.
    pub low: Option<f64>,
    /// Highest number meant; `null` where the words set none.
    pub high: Option<f64>,
    /// The number in the text; `null` for ranges and for "dozens".
    pub value: Option<f64>,
    /// "over", "about", … in lower case.
    pub qualifier: Option<String>,
    /// `percent`, `share` (the number is a fraction of 1), `point`, an ISO 4217 code, `km`, …; `null` for things counted.
    pub unit: Option<String>,
    /// What is counted.
    pub of: Vec<Span>,
    /// `killed`, `wounded`, …, else the noun that is counted.
    pub measure: Option<String>,
    /// Whether it is claimed or denied.
    pub polarity: Polarity,
    /// Whether it is only thought of: "could kill thousands".
    pub hypothetical: bool,
    /// The attribution whose content holds it.
    pub attribution: Option<String>,
    /// The id of the time that it holds for.
    pub time: Option<String>,
}

/// Whether a figure is claimed or denied.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Polarity {
    /// "40 were killed".
    #[default]
    Positive,
    /// "denied that 40 were killed".
    Negative,
}

/// Figures of different claimants for one thing, side by side.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Rivals {
    /// What was measured: `killed`, `wounded`, …
    pub measure: String,
    /// Over which group, in the words of the first account that counts one; `null` where all say "its own".
    pub group: Option<String>,
    /// In the order of the text; at least two, of different claimants.
    pub accounts: Vec<Account>,
}

/// What one claimant says of a figure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Account {
    /// Whose account it is, as the text words it; empty where that is the article's own.
    pub claimant: Vec<Span>,
    /// The attribution that holds it, or `null`.
    pub attribution: Option<String>,
    /// The id of the figure; `null` where the claimant gives none.
    pub quantity: Option<String>,
    /// The words of the figure, or those that decline to give one ("has yet to confirm any losses").
    pub span: Span,
}
