//! What somebody speaks of, told by the words that come again.

use std::collections::{BTreeMap, BTreeSet};

use crate::Counted;

/// The longest phrase, in words.
const LONGEST: usize = 3;

/// Phrases that are kept in mind at once; rare ones are forgotten where there are more.
const MOST: usize = 200_000;

/// Words that say nothing of a topic at the ends of a phrase.
const EMPTY: &[&str] = &[
    "a", "about", "after", "all", "also", "an", "and", "any", "are", "as", "at", "be", "because", "been",
    "before", "being", "but", "by", "can", "could", "did", "do", "does", "don’t", "don't", "for", "from",
    "get", "go", "going", "had", "has", "have", "he", "her", "here", "him", "his", "how", "i", "i’m", "if",
    "in", "into", "is", "it", "it’s", "it's", "its", "just", "know", "like", "made", "make", "many", "may",
    "me", "more", "most", "much", "must", "my", "no", "not", "now", "of", "on", "one", "only", "or", "other",
    "our", "out", "over", "people", "said", "say", "says", "she", "should", "so", "some", "such", "than",
    "that", "that’s", "the", "their", "them", "then", "there", "these", "they", "think", "this", "those",
    "to", "up", "us", "very", "was", "we", "we’re", "were", "what", "when", "where", "which", "who", "will",
    "with", "would", "you", "your",
];

/// The phrases that come in most statements, at least in two: longer ones in place of their parts where these come no more
/// often. The most frequent first.
pub(crate) fn frequent<'a>(statements: impl Iterator<Item = &'a str>, most: usize) -> Vec<Counted> {
    let mut numbers: BTreeMap<String, i64> = BTreeMap::new();
    for statement in statements {
        for phrase in phrases(statement) {
            *numbers.entry(phrase).or_default() += 1;
        }
        if numbers.len() > MOST {
            numbers.retain(|_, number| *number > 1);
        }
    }
    numbers.retain(|_, number| *number > 1);
    let whole: BTreeSet<String> = numbers
        .iter()
        .flat_map(|(phrase, number)| parts(phrase).filter(|part| numbers.get(part) == Some(number)))
        .collect();
    let mut counted: Vec<Counted> = numbers
        .iter()
        .filter(|(phrase, _)| !whole.contains(*phrase))
        .map(|(phrase, number)| Counted {
            what: phrase.clone(),
            number: *number,
        })
        .collect();
    counted.sort_by_key(|counted| (-counted.number, -(counted.what.split(' ').count() as i64)));
    counted.truncate(most);
    counted
}

/// The phrases of a statement, each once: one to three words in a row, with something to say at both ends.
fn phrases(statement: &str) -> BTreeSet<String> {
    let words: Vec<String> = statement
        .split_whitespace()
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase())
        .collect();
    let mut phrases = BTreeSet::new();
    for length in 1..=LONGEST {
        for row in words.windows(length) {
            let says = |word: &String| word.chars().count() > 2 && !EMPTY.contains(&word.as_str());
            let has_gap = row.iter().any(String::is_empty);
            if !has_gap && row.first().is_some_and(says) && row.last().is_some_and(says) {
                phrases.insert(row.join(" "));
            }
        }
    }
    phrases
}

/// The shorter phrases in a phrase.
fn parts(phrase: &str) -> impl Iterator<Item = String> {
    let words: Vec<&str> = phrase.split(' ').collect();
    let parts: Vec<String> = (1..words.len())
        .flat_map(|length| words.windows(length).map(|row| row.join(" ")).collect::<Vec<_>>())
        .collect();
    parts.into_iter()
}

#[cfg(test)]
mod tests {
    use super::frequent;

    #[test]
    fn the_longest_phrase_that_comes_as_often_is_told() {
        let said = [
            "The harbour tax is dead.",
            "We never wanted a harbour tax, and the ferry waits",
            "Another ferry",
        ];
        let topics: Vec<String> = frequent(said.into_iter(), 5)
            .into_iter()
            .map(|topic| topic.what)
            .collect();
        assert_eq!(topics, ["harbour tax", "ferry"]);
        assert!(frequent(["once", "only"].into_iter(), 5).is_empty());
    }
}
