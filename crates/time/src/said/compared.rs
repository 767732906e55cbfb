//! Dates that something lasted between, or is only compared with: no time of a statement.

use std::ops::Range;

use super::layout::Layout;

/// Words back from the end of a span of time, among which its beginning stands.
const NEAR: usize = 4;

/// Whether a date is an end of a span of time ("from 11 to 16 February", "between 1983 and 1986") or a measure ("four
/// points up from March").
pub(super) fn is_bound(layout: &Layout, date: &Range<usize>) -> bool {
    let before = date.start.saturating_sub(1);
    let lower = layout.lower(before);
    let digits = layout
        .form(date.end + 1)
        .starts_with(|char: char| char.is_ascii_digit());
    let begins = matches!(layout.lower(date.end), "-" | "–" | "to" | "through")
        && (digits || !layout.dates_in(&(date.end + 1..date.end + 2)).is_empty());
    let earlier = before.saturating_sub(NEAR)..before;
    let after_date = || {
        layout
            .dates_in(&earlier)
            .iter()
            .any(|date| date.words.end == before)
    };
    let between = || earlier.clone().any(|word| layout.lower(word) == "between");
    match lower {
        "between" | "from" | "than" => true,
        "to" if layout.lower(before.saturating_sub(1)) == "back" => true,
        "-" | "–" | "to" | "through" => after_date(),
        "and" => after_date() && between(),
        _ => begins,
    }
}
