use onrecord_text::Span;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

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
