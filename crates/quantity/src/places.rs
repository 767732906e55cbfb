//! The times of a text by their places.

use onrecord_record::{Attribution, Timex, TimexType};
use onrecord_text::Span;

use crate::claims;

/// How many times on each side of a figure are looked at.
const NEIGHBOURS: usize = 4;

/// Time expressions in the order of the text.
pub(crate) struct Times<'a>(Vec<&'a Timex>);

/// The same, with the index of the innermost attribution around each.
pub(crate) struct Held<'a> {
    times: Vec<&'a Timex>,
    holders: Vec<Option<usize>>,
}

impl<'a> Times<'a> {
    pub(crate) fn new(times: &'a [Timex]) -> Self {
        // The publication date stands nowhere in the text.
        let mut times: Vec<&Timex> = times.iter().filter(|time| time.id != "t0").collect();
        times.sort_by_key(|time| time.span);
        Self(times)
    }

    /// Whether a span shares a character with one of them.
    pub(crate) fn overlap(&self, span: Span) -> bool {
        let behind = self.0.partition_point(|time| time.span.start() < span.end());
        self.0[behind.saturating_sub(NEIGHBOURS)..behind]
            .iter()
            .any(|time| time.span.overlaps(span))
    }

    pub(crate) fn held(self, attributions: &[Attribution]) -> Held<'a> {
        let spans: Vec<Span> = self.0.iter().map(|time| time.span).collect();
        Held {
            holders: claims::holders(attributions, &spans),
            times: self.0,
        }
    }
}

impl Held<'_> {
    /// The id of the nearest date or time of day in the same sentence that the same attribution holds.
    pub(crate) fn near(&self, span: Span, sentence: Span, holder: Option<usize>) -> Option<String> {
        let behind = self.times.partition_point(|time| time.span.start() < span.end());
        (behind.saturating_sub(NEIGHBOURS)..(behind + NEIGHBOURS).min(self.times.len()))
            .filter(|&index| self.holders[index] == holder)
            .map(|index| self.times[index])
            .filter(|time| {
                sentence.contains(time.span) && matches!(time.kind, TimexType::Date | TimexType::Time)
            })
            .min_by_key(|time| {
                let gap = if time.span.start() >= span.end() {
                    time.span.start() - span.end()
                } else {
                    span.start().saturating_sub(time.span.end())
                };
                (gap, time.span.start())
            })
            .map(|time| time.id.clone())
    }
}
