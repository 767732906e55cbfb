//! Dated sentences in which people come together, so that what they say next is said there.

use std::collections::BTreeSet;
use std::ops::Range;

use super::layout::{DatePlace, Layout};
use super::occasions;
use super::words::{APPEARING, BROADCASTS, GATHERINGS, IRREGULAR, TO_COME};

/// Words before a date, and after one that opens a sentence, among which people appear.
const BEFORE: usize = 12;
const AFTER: usize = 20;

/// Words on either side of a date, among which a broadcast is named.
const BESIDE: usize = 5;

/// The first words of a sentence, among which a debate is its subject.
const HELD: usize = 8;

/// How long the value of a day is.
const DAY: usize = "2022-02-25".len();

/// Whether a time is a day.
pub(super) fn is_day(layout: &Layout, time: usize) -> bool {
    layout.value(time).len() == DAY
}

/// A dated sentence that says where people appear, but not what they said there.
pub(super) struct Scene {
    pub sentence: Range<usize>,
    pub time: usize,
}

/// The scenes of a text, in its order.
pub(super) fn find(layout: &Layout, own: &[Option<usize>]) -> Vec<Scene> {
    let dated: BTreeSet<usize> = own.iter().flatten().copied().collect();
    let open = layout
        .dates
        .iter()
        .filter(|date| told(layout, date) && !dated.contains(&date.time));
    let mut scenes: Vec<Scene> = open
        .filter(|date| {
            !comes(layout, date)
                && (appears(layout, date)
                    || attended(layout, date)
                    || broadcast(layout, date)
                    || held(layout, date))
        })
        .map(|date| Scene {
            sentence: layout.sentence(date.words.start),
            time: date.time,
        })
        .collect();
    scenes.dedup_by_key(|scene| scene.sentence.start);
    scenes
}

/// Whether a date stands in the telling, or in a sentence that is told whole by somebody else: "Lind met Berg on Friday,
/// the Courier reported".
fn told(layout: &Layout, date: &DatePlace) -> bool {
    let level = layout.level(date.words.start);
    let start = layout.sentence(date.words.start).start;
    let whole = || {
        let before = start.checked_sub(1).map_or(0, |word| layout.level(word));
        layout.form(start) != "\"" && before == 0 && layout.level(start) == level
    };
    level == 0 || whole()
}

/// The words before a date in its sentence, as far as they are looked at.
fn before(layout: &Layout, date: &DatePlace) -> Range<usize> {
    let sentence = layout.sentence(date.words.start);
    date.words.start.saturating_sub(BEFORE).max(sentence.start)..date.words.start
}

/// Whether a date is told as one that is still to come.
fn comes(layout: &Layout, date: &DatePlace) -> bool {
    to_come(layout, before(layout, date))
}

/// Whether words tell of what is still to come.
pub(super) fn to_come(layout: &Layout, words: Range<usize>) -> bool {
    words.into_iter().any(|word| {
        matches!(layout.lower(word), "will" | "'ll")
            || TO_COME.contains(&layout.lower(word)) && layout.lower(word + 1) == "to"
    })
}

/// Whether a sentence has somebody speak on that day: "backed her in an interview last week", "on Monday's show".
fn broadcast(layout: &Layout, date: &DatePlace) -> bool {
    let sentence = layout.sentence(date.words.start);
    let near = date.words.start.saturating_sub(BESIDE).max(sentence.start)
        ..(date.words.end + BESIDE).min(sentence.end);
    let within = |word: &usize| matches!(layout.lower(*word), "in" | "on" | "during");
    let broadcast = |word: usize| BROADCASTS.contains(&layout.lower(word));
    let named = |within: usize| (within + 1..near.end.min(within + 1 + BESIDE)).any(broadcast);
    near.clone().filter(within).any(named)
}

/// Whether a date is named as one on which somebody appears: "The ministers met on Monday", "On Monday, Lind met Berg".
fn appears(layout: &Layout, date: &DatePlace) -> bool {
    let sentence = layout.sentence(date.words.start);
    let opens = date.words.start <= sentence.start + 1;
    let after = date.words.end..sentence.end.min(date.words.end + AFTER);
    before(layout, date)
        .chain(after.filter(|_| opens))
        .any(|word| APPEARING.contains(&layout.lower(word)))
}

/// Whether a sentence tells of a debate or hearing of that day: "the debate on Friday was loud".
fn held(layout: &Layout, date: &DatePlace) -> bool {
    let sentence = layout.sentence(date.words.start);
    let opening = sentence.start..date.words.start.min(sentence.start + HELD);
    let past = (date.words.end..sentence.end.min(date.words.end + 3)).any(|word| {
        let lower = layout.lower(word);
        lower.ends_with("ed") || IRREGULAR.contains(&lower) || lower == "was"
    });
    is_day(layout, date.time) && past && occasions::is_shared(layout, opening)
}

/// Whether a sentence has somebody at a gathering on that day: "was cheered Friday at the party's convention".
fn attended(layout: &Layout, date: &DatePlace) -> bool {
    let sentence = layout.sentence(date.words.start);
    let near = before(layout, date).start..(date.words.end + 8).min(sentence.end);
    let at = |word: &usize| matches!(layout.lower(*word), "at" | "during");
    let gathering = |word: usize| GATHERINGS.contains(&layout.lower(word));
    let held = |at: usize| (at + 1..near.end.min(at + 7)).any(gathering);
    is_day(layout, date.time) && near.clone().filter(at).any(held)
}
