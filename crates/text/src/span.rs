use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A stretch of a text: Unicode scalar values `[start, end)`, never empty. Written as `[start, end]` in JSON.
///
/// Made by [`Text::span`](crate::Text::span), which checks it against its text, so that slicing can't fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(into = "(usize, usize)", try_from = "(usize, usize)")]
#[schemars(with = "(usize, usize)")]
pub struct Span {
    start: usize,
    end: usize,
}

impl Span {
    /// `[start, end)`; `None` where that is empty or turned round. Not checked against any text.
    pub fn new(start: usize, end: usize) -> Option<Self> {
        (start < end).then_some(Self { start, end })
    }

    /// The first scalar value.
    pub fn start(self) -> usize {
        self.start
    }

    /// The one after the last scalar value.
    pub fn end(self) -> usize {
        self.end
    }

    /// How many scalar values it covers; at least 1.
    #[allow(clippy::len_without_is_empty)]
    pub fn len(self) -> usize {
        self.end - self.start
    }

    /// Whether both cover a scalar value in common.
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Whether every scalar value of `other` is in this one.
    pub fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// The same stretch in a text that begins `by` scalar values later; `None` where it would begin before it.
    pub fn shifted_back(self, by: usize) -> Option<Self> {
        Some(Self {
            start: self.start.checked_sub(by)?,
            end: self.end.checked_sub(by)?,
        })
    }
}

impl From<Span> for (usize, usize) {
    fn from(span: Span) -> Self {
        (span.start, span.end)
    }
}

impl TryFrom<(usize, usize)> for Span {
    type Error = String;

    fn try_from((start, end): (usize, usize)) -> Result<Self, String> {
        Self::new(start, end)
            .ok_or_else(|| format!("[{start}, {end}] is not a span: its end must lie after its start"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stands_as_a_pair_in_json() {
        let span: Span = serde_json::from_str("[3, 5]").unwrap();
        assert_eq!((span.start(), span.end(), span.len()), (3, 5, 2));
        assert_eq!(serde_json::to_string(&span).unwrap(), "[3,5]");
        for wrong in ["[5, 5]", "[5, 3]", "[-1, 3]", "[1]", "{}"] {
            assert!(serde_json::from_str::<Span>(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn compares_places() {
        let span = |start, end| Span::new(start, end).unwrap();
        assert!(span(2, 5).overlaps(span(4, 9)) && !span(2, 5).overlaps(span(5, 9)));
        assert!(span(2, 5).contains(span(2, 5)) && !span(2, 5).contains(span(2, 6)));
        assert_eq!(span(2, 5).shifted_back(2), Some(span(0, 3)));
        assert_eq!(span(2, 5).shifted_back(3), None);
    }
}
