//! Names that are known from elsewhere in the article.

use std::collections::{BTreeMap, HashSet};

use super::NameMention;
use crate::NameKind;
use crate::reading::Reading;

/// The words of a name in lower case, with what it names.
type Known<'a> = (Vec<&'a str>, Option<NameKind>);

/// Places where a name that is known from elsewhere stands again, in headlines too: whole, or a person's last word.
pub(super) fn known_again(reading: &Reading, found: &[NameMention]) -> Vec<NameMention> {
    let mut known: BTreeMap<&str, Vec<Known>> = BTreeMap::new();
    for name in found.iter().filter(|name| !reading.in_headline(name.words.start)) {
        let words: Vec<&str> = name.words.clone().map(|word| reading.low(word)).collect();
        let Some(&first) = words.first() else { continue };
        let same = known.entry(first).or_default();
        if same.len() < 8 && !same.iter().any(|(other, _)| *other == words) {
            same.push((words.clone(), name.kind));
        }
        let whole = words
            .iter()
            .filter(|word| word.starts_with(char::is_alphabetic))
            .count();
        if let (Some(NameKind::Person), Some(&last), true) = (name.kind, words.last(), whole > 1) {
            let same = known.entry(last).or_default();
            if same.len() < 8 && last.chars().count() > 2 && !same.iter().any(|(other, _)| *other == [last]) {
                same.push((vec![last], name.kind));
            }
        }
    }
    for names in known.values_mut() {
        names.sort_by_key(|(words, _)| std::cmp::Reverse(words.len()));
    }
    let mut again: Vec<NameMention> = Vec::new();
    let mut word = 0;
    while word < reading.len() {
        let here = reading
            .is_capital(word)
            .then(|| known.get(reading.low(word)))
            .flatten();
        let longest = here.into_iter().flatten().find(|(name, _)| {
            name.iter()
                .enumerate()
                .all(|(at, low)| reading.low(word + at) == *low)
                && (word..word + name.len()).any(|at| reading.is_capital(at))
        });
        match longest {
            Some((name, kind)) => {
                again.push(NameMention {
                    words: word..word + name.len(),
                    kind: *kind,
                });
                word += name.len();
            }
            None => word += 1,
        }
    }
    believed(reading, found, again)
}

/// Without the words that are names in fewer than half of their places: one "Constitution" that was taken for a body makes
/// no bodies of the others. Surnames of people are names wherever they stand.
fn believed(reading: &Reading, found: &[NameMention], mut again: Vec<NameMention>) -> Vec<NameMention> {
    let key = |name: &NameMention| reading.lower[name.words.clone()].join(" ");
    let mut places: BTreeMap<String, [usize; 2]> = BTreeMap::new();
    for name in again.iter().filter(|name| !reading.in_headline(name.words.start)) {
        let next = found.partition_point(|other| other.words.end <= name.words.start);
        let named = found
            .get(next)
            .is_some_and(|other| other.words.start < name.words.end);
        places.entry(key(name)).or_default()[usize::from(named)] += 1;
    }
    let person = |name: &&NameMention| name.kind == Some(NameKind::Person) && name.words.len() > 1;
    let surnames: HashSet<&str> = found
        .iter()
        .filter(person)
        .map(|name| reading.low(name.words.end - 1))
        .collect();
    again.retain(|name| {
        let [plain, named] = places.get(&key(name)).copied().unwrap_or_default();
        name.words.len() == 1 && surnames.contains(reading.low(name.words.start)) || named >= plain
    });
    again
}
