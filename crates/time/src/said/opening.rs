//! Dates that open a sentence, and tell when all of it happened.

use std::ops::Range;

use super::layout::Layout;
use super::words::{GATHERINGS, LINKS, OF_ANOTHER_EVENT, OPENERS};

/// Words between the beginning of a sentence and the date in its opening.
const FARTHEST: usize = 20;

/// Words of a dateline.
const DATELINE: usize = 8;

/// Words after a date that may name what was held on it: "after Friday's party rally".
const NOUN: usize = 3;

/// Whether a date stands in what tells when the whole sentence happened: "On Friday, …", "Asked on Friday whether …".
pub(super) fn dates(layout: &Layout, sentence: &Range<usize>, date: &Range<usize>) -> bool {
    let mut opening = after_dateline(layout, sentence.start, date.start);
    while opening < date.start && LINKS.contains(&layout.lower(opening)) {
        opening += 1;
    }
    if opening == date.start || after_gathering(layout, opening, date) {
        return true;
    }
    let cleft = layout.lower(opening) == "it"
        && matches!(layout.lower(opening + 1), "was" | "is")
        && matches!(layout.lower(date.end), "that" | "when");
    (cleft || OPENERS.contains(&layout.lower(opening))) && plain(layout, opening..date.start)
}

/// Whether words lead to a date without another event between.
fn plain(layout: &Layout, words: Range<usize>) -> bool {
    words.len() <= FARTHEST
        && words
            .into_iter()
            .all(|word| !OF_ANOTHER_EVENT.contains(&layout.lower(word)))
}

/// Where a sentence begins after its dateline: "OSLO, Norway - On Friday …".
fn after_dateline(layout: &Layout, start: usize, before: usize) -> usize {
    let place = layout.form(start);
    let capitals = place.chars().count() > 2 && place.chars().all(char::is_uppercase);
    let dash = |word: &usize| layout.is_dash(*word) || layout.form(*word) == "-";
    (start..before.min(start + DATELINE))
        .find(dash)
        .filter(|_| capitals)
        .map_or(start, |dash| dash + 1)
}

/// "After a rally on Friday": what is said then is said right there, unlike after an attack.
fn after_gathering(layout: &Layout, after: usize, date: &Range<usize>) -> bool {
    let gathering = |word: usize| GATHERINGS.contains(&layout.lower(word));
    matches!(layout.lower(after), "after" | "following")
        && after < date.start
        && plain(layout, after + 1..date.start)
        && (after + 1..date.end + NOUN).any(gathering)
}
