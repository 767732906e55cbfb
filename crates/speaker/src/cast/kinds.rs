//! What a name names: one kind for all its places.

use std::collections::{HashMap, HashSet};

use crate::NameKind;
use crate::lexicon;
use crate::names::NameMention;
use crate::reading::Reading;

/// How many places of a name one place outweighs where only a body can stand.
const PLAIN: u32 = 3;

/// One kind for all places of one name: what most of them were taken for. A word alone that is somebody's surname is a
/// person's.
pub(super) fn settle_kinds(reading: &Reading, names: &[NameMention]) -> Vec<Option<NameKind>> {
    let key =
        |name: &NameMention| -> Vec<&str> { name.words.clone().map(|word| reading.low(word)).collect() };
    let mut votes: HashMap<Vec<&str>, [u32; 3]> = HashMap::new();
    let mut surnames: HashMap<&str, u32> = HashMap::new();
    for name in names {
        let vote = votes.entry(key(name)).or_default();
        if let Some(kind) = name.kind {
            vote[kind as usize] += 1;
        }
        if is_traded(reading, name) {
            vote[NameKind::Organisation as usize] += PLAIN;
        }
        if name.kind == Some(NameKind::Person) && name.words.len() > 1 {
            *surnames.entry(reading.low(name.words.end - 1)).or_default() += 1;
        }
    }
    // Who is called by the last word of a name of two alone is a person, whatever the network took them for.
    let alone: HashSet<&str> = names
        .iter()
        .filter(|name| name.words.len() == 1)
        .map(|name| reading.low(name.words.start))
        .collect();
    let called = |name: &NameMention| {
        let last = reading.low(name.words.end - 1);
        let plain = name
            .words
            .clone()
            .all(|word| reading.is_capital(word) && !lexicon::in_organisation(reading.low(word)));
        // People have no article: "the Harrow Pirates".
        let plain = plain && reading.before(name.words.start) != "the";
        name.words.len() == 2 && plain && name.kind == Some(NameKind::Organisation) && alone.contains(last)
    };
    for name in names.iter().filter(|name| called(name)) {
        *surnames.entry(reading.low(name.words.end - 1)).or_default() += 1;
    }
    let settled = names.iter().map(|name| {
        if called(name) {
            return Some(NameKind::Person);
        }
        if name.words.len() == 1 && surnames.contains_key(reading.low(name.words.start)) {
            return Some(NameKind::Person);
        }
        let vote = votes.get(&key(name)).copied().unwrap_or_default();
        let best = NameKind::ALL
            .into_iter()
            .rev()
            .max_by_key(|kind| vote[*kind as usize]);
        best.filter(|kind| vote[*kind as usize] > 0)
    });
    settled.collect()
}

/// Whether a name stands where only a company's can: "shares in Lund Marine", "Lund Marine stock".
fn is_traded(reading: &Reading, name: &NameMention) -> bool {
    let share = |word: usize| {
        matches!(
            reading.low(word),
            "shares" | "stock" | "stake" | "shareholders" | "subsidiary" | "subsidiaries" | "headquarters"
        )
    };
    let Some(before) = name.words.start.checked_sub(2) else {
        return false;
    };
    let of = matches!(reading.low(before + 1), "in" | "of") && share(before);
    of || share(name.words.end) && !reading.is_capital(name.words.end)
}
