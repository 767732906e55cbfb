use onrecord_text::Span;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A time expression, as TIMEX3 of TimeML 1.2.1 writes it; values follow ISO 8601.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Timex {
    /// `t1`, `t2`, … in text order. `t0` is the publication date, which has no place in the text.
    pub id: String,
    /// Where it stands: without the preposition before it ("on"), with the article and modifier ("the early 1990s").
    pub span: Span,
    /// What kind of time it is.
    #[serde(rename = "type")]
    pub kind: TimexType,
    /// TIMEX3 value: `2022-02-25`, `2022-W08`, `2021-Q4`, `P2Y`, `PAST_REF`; `X` stands for what is not known:
    /// `XXXX-WXX-5` is a Friday of no known week.
    pub value: String,
    /// TIMEX3 modifier.
    #[serde(rename = "mod")]
    pub modifier: Option<TimexModifier>,
    /// First day (`2022-02-25`) or minute (`2022-02-25T09:00`, with its offset where the text gives a zone) that it may
    /// stand for; `None` where that is not known, and where its beginning is open.
    pub earliest: Option<String>,
    /// Last day or minute that it may stand for, that day or minute included.
    pub latest: Option<String>,
    /// The id of the time that it was counted from: `t0`, the publication date, or another of the text. `None` where it
    /// needs none ("3 March 2019") and where none is known: then it is still relative.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub anchor: Option<String>,
    /// Of a `SET`, its quantifier: `EVERY`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quant: Option<String>,
    /// Of a `SET`, how often in each `value`: `2X` of "twice a week".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub freq: Option<String>,
}

/// What kind of time an expression tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "UPPERCASE")]
pub enum TimexType {
    /// A day or something longer, on the calendar: "Friday", "the third quarter", "the 1990s".
    Date,
    /// A part of a day, or a time on the clock.
    Time,
    /// A length of time: "two weeks".
    Duration,
    /// What happens again and again: "every Friday", "twice a year".
    Set,
}

/// How a value is changed by the words around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum TimexModifier {
    /// "more than two years ago".
    Before,
    /// "less than two years ago".
    After,
    /// "no less than a year ago".
    OnOrBefore,
    /// "no more than a year ago", "1990 and beyond".
    OnOrAfter,
    /// "nearly two hours".
    LessThan,
    /// "more than two hours".
    MoreThan,
    /// "up to two hours".
    EqualOrLess,
    /// "at least two hours".
    EqualOrMore,
    /// "early 2019".
    Start,
    /// "mid-2019".
    Mid,
    /// "late 2019".
    End,
    /// "about two hours".
    Approx,
}
