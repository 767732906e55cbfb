use onrecord_text::Span;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

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
