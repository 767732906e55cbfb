//! Dated sentences in which people come together, so that what they say next is said there.

use std::collections::BTreeSet;
use std::ops::Range;

use super::layout::{DatePlace, Layout};
use super::words::{APPEARING, GATHERINGS};

/// Words before a date, and after one that opens a sentence, among which people appear.
const BEFORE: usize = 12;
const AFTER: usize = 20;

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
        .filter(|date| layout.level(date.words.start) == 0 && !dated.contains(&date.time));
    let mut scenes: Vec<Scene> = open
        .filter(|date| appears(layout, date) || attended(layout, date))
        .map(|date| Scene {
            sentence: layout.sentence(date.words.start),
            time: date.time,
        })
        .collect();
    scenes.dedup_by_key(|scene| scene.sentence.start);
    scenes
}

/// Whether a date is named as one on which somebody appears: "The ministers met on Monday", "On Monday, Lind met Berg".
fn appears(layout: &Layout, date: &DatePlace) -> bool {
    let sentence = layout.sentence(date.words.start);
    let before = date.words.start.saturating_sub(BEFORE).max(sentence.start)..date.words.start;
    let opens = date.words.start <= sentence.start + 1;
    let after = date.words.end..sentence.end.min(date.words.end + AFTER);
    before
        .chain(after.filter(|_| opens))
        .any(|word| APPEARING.contains(&layout.lower(word)))
}

/// Whether a sentence has somebody at a gathering on that day: "was cheered Friday at the party's convention".
fn attended(layout: &Layout, date: &DatePlace) -> bool {
    let sentence = layout.sentence(date.words.start);
    let first = date.words.start.saturating_sub(BEFORE).max(sentence.start);
    let near = first..(date.words.end + 8).min(sentence.end);
    let at = |word: &usize| matches!(layout.lower(*word), "at" | "during");
    let gathering = |word: usize| GATHERINGS.contains(&layout.lower(word));
    let held = |at: usize| (at + 1..near.end.min(at + 7)).any(gathering);
    is_day(layout, date.time) && near.clone().filter(at).any(held)
}
