//! A source's noun phrase, taken apart: what stands for the speaker in it, and what only modifies that.

mod common;

use std::ops::Range;

use onrecord_record::EntityType;

use self::common::common;
use crate::lexicon;
use crate::names::NameMention;
use crate::reading::Reading;

/// The longest source that is looked at, in words.
const LONGEST: usize = 120;

/// What a source says of its speaker.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Phrase {
    /// A name: its number.
    Name(usize),
    /// Several people or places by their names: the first one's number.
    Names(usize),
    /// "He", "it", "they", "this", at a word.
    Pronoun(usize),
    /// "I", "we": whoever speaks there.
    Self_(usize),
    /// "Who", "that", "which": what stands before it.
    Relative(usize),
    /// Anything with a common noun as its head.
    Common(Common),
}

/// A noun phrase with a common noun as its head.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Common {
    /// From its first word but for an article to the end of what modifies its head.
    pub(crate) words: Range<usize>,
    pub(crate) head: usize,
    pub(crate) kind: EntityType,
    pub(crate) determiner: Determiner,
    /// A name that stands before the head: "the Lund campaign", "Lund's campaign".
    pub(crate) owner: Option<usize>,
    /// Whether that name has an apostrophe.
    pub(crate) possessive: bool,
    /// A name that stands behind the head: "a study by Lund".
    pub(crate) maker: Option<usize>,
    /// Whether it takes a part of several: "one of", "46 percent of".
    pub(crate) partitive: bool,
}

/// How a noun phrase begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Determiner {
    /// "The", "this", "that".
    Definite,
    /// "His": the word.
    Possessive(usize),
    /// "A", "some", a number, or nothing.
    Indefinite,
}

/// What the words of a source, or of the noun phrase before a relative pronoun, stand for; `None` where that is no word.
pub(crate) fn analyse(reading: &Reading, names: &[NameMention], words: Range<usize>) -> Option<Phrase> {
    let words = trim(reading, words);
    if words.is_empty() {
        return None;
    }
    let (start, end) = (words.start, words.end);
    if words.len() == 1 || words.len() == 2 && reading.low(end - 1) == "'s" {
        match reading.low(start) {
            "he" | "she" | "it" | "they" | "his" | "her" | "its" | "their" | "him" | "them" | "this"
            | "these" | "those" | "both" | "himself" | "herself" | "themselves" => {
                return Some(Phrase::Pronoun(start));
            }
            "i" | "we" | "my" | "our" | "me" | "us" | "myself" | "ourselves" => {
                return Some(Phrase::Self_(start));
            }
            "who" | "that" | "which" | "whom" | "whose" => return Some(Phrase::Relative(start)),
            _ => {}
        }
    }
    if matches!(reading.low(end - 1), "who" | "which" | "that") && words.len() > 1 {
        let inner = trim(reading, start..end - 1);
        return if inner.is_empty() {
            Some(Phrase::Relative(end - 1))
        } else {
            analyse(reading, names, inner)
        };
    }
    if words.len() > 1 {
        let core_end = end_of_core(reading, names, &words);
        return core(reading, names, start..core_end, &words);
    }
    core(reading, names, words.clone(), &words)
}

/// Without quotation marks, commas and words like "both" and "even" in front.
fn trim(reading: &Reading, words: Range<usize>) -> Range<usize> {
    let Range { mut start, mut end } = words;
    end = end.min(start + LONGEST).min(reading.len());
    let skipped = |word: usize| {
        !reading.is_wordlike(word) && reading.low(word) != "'s"
            || matches!(reading.low(word), "even" | "only" | "and" | "but" | "not")
    };
    while start < end
        && (skipped(start) || start + 1 < end && matches!(reading.low(start), "both" | "according"))
    {
        start += 1;
    }
    let kept = |last: usize| {
        reading.is_wordlike(last)
            || matches!(reading.low(last), "'s" | "'")
            || reading.low(last) == "." && last > start
    };
    while start < end && !kept(end - 1) {
        end -= 1;
    }
    start..end
}

fn name_at(names: &[NameMention], word: usize) -> Option<usize> {
    let next = names.partition_point(|name| name.words.end <= word);
    names
        .get(next)
        .filter(|name| name.words.start <= word)
        .map(|_| next)
}

/// Where the phrase's own words end: before a comma, bracket, dash or relative clause.
fn end_of_core(reading: &Reading, names: &[NameMention], words: &Range<usize>) -> usize {
    let mut word = words.start;
    while word < words.end {
        if let Some(name) = name_at(names, word) {
            word = names[name].words.end.max(word + 1);
            continue;
        }
        let low = reading.low(word);
        let ends = word > words.start
            && (matches!(
                low,
                "," | "(" | "—" | ";" | ":" | "who" | "which" | "whose" | "whom"
            ) || low == "that" && word > words.start + 1
                || low == "-" && reading.spaced(word));
        if ends {
            // "The Lund, Berg and Dahl campaign" is rarer than "prosecutors, police and …": the first part speaks.
            return word;
        }
        word += 1;
    }
    words.end
}

/// What the phrase's own words stand for. `whole` is the phrase with its appositions.
fn core(
    reading: &Reading,
    names: &[NameMention],
    words: Range<usize>,
    whole: &Range<usize>,
) -> Option<Phrase> {
    if let Some((first, several)) = coordinated(reading, names, &words)
        && let Some(name) = head_name(reading, names, &first)
    {
        return Some(if several {
            Phrase::Names(name)
        } else {
            Phrase::Name(name)
        });
    }
    let head_end = end_of_head(reading, names, &words);
    let head_words = words.start..head_end;
    if let Some(name) = head_name(reading, names, &head_words) {
        return Some(Phrase::Name(name));
    }
    if let Some(name) = apposed_name(reading, names, words.end, whole) {
        let person = names[name].kind != Some(crate::NameKind::Place);
        let head = last_word(reading, &head_words).map(|word| lexicon::kind_of_head(reading.low(word)));
        if person
            && matches!(
                head,
                Some(EntityType::Person | EntityType::Unknown | EntityType::Organisation)
            )
        {
            return Some(Phrase::Name(name));
        }
    }
    common(reading, names, words, head_words, whole)
}

/// The part before "and" where that ends with a name, and whether another name follows.
fn coordinated(
    reading: &Reading,
    names: &[NameMention],
    words: &Range<usize>,
) -> Option<(Range<usize>, bool)> {
    let joint = words
        .clone()
        .find(|&word| matches!(reading.low(word), "and" | "or" | "&") && name_at(names, word).is_none())?;
    if joint == words.start {
        return None;
    }
    let first = words.start..joint;
    let end = name_at(names, joint - 1)
        .or_else(|| name_at(names, joint.checked_sub(2)?).filter(|_| reading.low(joint - 1) == "'s"))?;
    let own_start = names[end].words.start;
    // "Lund's allies in Norway and Denmark": a name behind a preposition is not what is joined.
    let behind = (words.start..own_start)
        .any(|word| lexicon::is_preposition(reading.low(word)) && name_at(names, word).is_none());
    if behind {
        return None;
    }
    let several = (joint..words.end).any(|word| name_at(names, word).is_some());
    Some((first, several))
}

/// Where the words before the first preposition end: "officials | at the ministry".
fn end_of_head(reading: &Reading, names: &[NameMention], words: &Range<usize>) -> usize {
    let mut word = words.start;
    while word < words.end {
        if let Some(name) = name_at(names, word) {
            word = names[name].words.end.max(word + 1);
            continue;
        }
        if word > words.start
            && (lexicon::is_preposition(reading.low(word)) || is_participle(reading, word, words))
        {
            return word;
        }
        word += 1;
    }
    words.end
}

/// Whether a participle that opens a clause behind a noun: "voters surveyed by …", "Americans worried about …".
fn is_participle(reading: &Reading, word: usize, words: &Range<usize>) -> bool {
    let low = reading.low(word);
    let formed = low.len() > 4 && (low.ends_with("ed") || low.ends_with("ing"))
        || matches!(
            low,
            "known"
                | "seen"
                | "done"
                | "made"
                | "written"
                | "led"
                | "run"
                | "held"
                | "put"
                | "taken"
                | "familiar"
                | "close"
        );
    let after = reading.low(word + 1);
    let noun_before = word > words.start && {
        let low = reading.low(word - 1);
        lexicon::kind_of_head(low) != EntityType::Unknown
    };
    formed
        && word + 1 < words.end
        && noun_before
        && (lexicon::is_preposition(after)
            || lexicon::is_determiner(after)
            || after.ends_with("ly")
            || matches!(after, "last" | "this" | "next" | "earlier" | "recently"))
}

fn last_word(reading: &Reading, words: &Range<usize>) -> Option<usize> {
    words.clone().rev().find(|&word| reading.is_wordlike(word))
}

/// The name that a run of words ends with, with or without an apostrophe behind it.
fn head_name(reading: &Reading, names: &[NameMention], words: &Range<usize>) -> Option<usize> {
    let mut end = words.end;
    while end > words.start
        && (matches!(reading.low(end - 1), "'s" | "'")
            || !reading.is_wordlike(end - 1) && name_at(names, end - 1).is_none())
    {
        end -= 1;
    }
    let name = name_at(names, end.checked_sub(1)?)?;
    (names[name].words.start >= words.start && names[name].words.end <= end.max(words.end)).then_some(name)
}

/// The name that follows a comma: "the minister, Mr. Lund,"; "another critic, Maria Lund".
fn apposed_name(
    reading: &Reading,
    names: &[NameMention],
    comma: usize,
    whole: &Range<usize>,
) -> Option<usize> {
    if !matches!(reading.low(comma), "," | "—" | "-") {
        return None;
    }
    let mut at = comma + 1;
    while at < whole.end && at < comma + 10 {
        if let Some(name) = name_at(names, at) {
            let own = &names[name].words;
            let follows = reading.low(own.end);
            let modifies = own.end < whole.end && reading.is_wordlike(own.end) || follows == "'s";
            if !modifies {
                return Some(name);
            }
            at = own.end;
            continue;
        }
        let low = reading.low(at);
        if !(reading.is_wordlike(at) || low == ".")
            || lexicon::is_preposition(low)
            || matches!(low, "who" | "which")
        {
            return None;
        }
        at += 1;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    use crate::NameKind;
    use crate::drafts::Draft;

    /// What the words of a whole text stand for, "Maria Berg" being a name wherever it stands.
    fn phrase(text: &str) -> Option<Phrase> {
        let draft = Draft::new(text);
        let reading = draft.reading();
        let at = (0..reading.len()).find(|&word| reading.low(word) == "maria");
        let names: Vec<NameMention> = at
            .map(|at| NameMention {
                words: at..at + 2,
                kind: Some(NameKind::Person),
            })
            .into_iter()
            .collect();
        analyse(&reading, &names, 0..reading.len())
    }

    #[test]
    fn the_head_stands_for_the_speaker() {
        assert_eq!(phrase("Senator Maria Berg"), Some(Phrase::Name(0)));
        assert_eq!(phrase("the senator, Maria Berg,"), Some(Phrase::Name(0)));
        assert_eq!(phrase("he"), Some(Phrase::Pronoun(0)));
        assert_eq!(phrase("we"), Some(Phrase::Self_(0)));
        assert_eq!(phrase("who"), Some(Phrase::Relative(0)));
        assert_eq!(phrase(", ,"), None);
    }

    #[test]
    fn common_nouns_keep_what_modifies_them() {
        let common = |text: &str| match phrase(text) {
            Some(Phrase::Common(common)) => {
                Some((common.kind, common.determiner, common.owner, common.maker))
            }
            _ => None,
        };
        use Determiner::{Definite, Indefinite, Possessive};
        for (text, expected) in [
            (
                "the mayor of the town",
                (EntityType::Person, Definite, None, None),
            ),
            ("her aides", (EntityType::Group, Possessive(0), None, None)),
            (
                "two officials familiar with it",
                (EntityType::Group, Indefinite, None, None),
            ),
            (
                "a study by Maria Berg",
                (EntityType::Document, Indefinite, None, Some(0)),
            ),
            (
                "Maria Berg's campaign",
                (EntityType::Organisation, Indefinite, Some(0), None),
            ),
        ] {
            assert_eq!(common(text), Some(expected), "{text}");
        }
    }
}
