//! Names by their capitals, where the network saw none.

use std::collections::HashSet;
use std::ops::Range;

use onrecord_knowledge::Naming;

use super::{LONGEST, NameMention, clean, closes_abbreviation, is_title};
use crate::NameKind;
use crate::lexicon;
use crate::reading::Reading;
use crate::world::World;

/// Runs of capitalised words outside headlines.
pub(super) fn by_capitals(reading: &Reading, world: &World) -> Vec<NameMention> {
    let inside: HashSet<&str> = (0..reading.len())
        .filter(|&word| {
            reading.is_capital(word) && !reading.opens_sentence(word) && !reading.in_headline(word)
        })
        .map(|word| reading.low(word))
        .collect();
    let mut found = Vec::new();
    let mut word = 0;
    while word < reading.len() {
        let starts = reading.is_capital(word)
            && !reading.in_headline(word)
            && (is_title(reading, word) || !lexicon::is_function_word(reading.low(word)));
        if !starts {
            word += 1;
            continue;
        }
        let end = end_of_run(reading, word);
        let run = word..end;
        word = end;
        let lonely =
            reading.opens_sentence(run.start) && run.len() == 1 && !inside.contains(reading.low(run.start));
        if lonely {
            continue;
        }
        let titled = is_title(reading, run.start) && run.len() > 1;
        let Some(mut name) = clean(reading, run, None) else {
            continue;
        };
        if matches!(
            world.naming(&reading.phrase(&name.words)),
            Some(Naming::Adjective | Naming::People)
        ) || world.naming(reading.form(name.words.end - 1)) == Some(Naming::Adjective)
        {
            continue;
        }
        name.kind = guess(
            reading,
            world,
            &name.words,
            titled && is_title(reading, name.words.start.saturating_sub(1))
                || before_is_title(reading, name.words.start),
        );
        found.push(name);
    }
    found
}

fn before_is_title(reading: &Reading, start: usize) -> bool {
    let mut before = start;
    while before > 0 && reading.low(before - 1) == "." {
        before -= 1;
    }
    before > 0
        && before > start.saturating_sub(2)
        && reading.sentence_of(before - 1) == reading.sentence_of(start)
        && is_title(reading, before - 1)
}

/// Where the run of capitalised words that starts at a word ends.
pub(super) fn end_of_run(reading: &Reading, start: usize) -> usize {
    let mut end = start + 1;
    let mut organisation = lexicon::in_organisation(reading.low(start));
    let mut joined = false;
    while end < reading.len()
        && end - start < LONGEST
        && reading.sentence_of(end) == reading.sentence_of(start)
    {
        let low = reading.low(end);
        let capital_at = |word: usize| {
            word < reading.len()
                && reading.is_capital(word)
                && reading.sentence_of(word) == reading.sentence_of(start)
        };
        let step = if reading.is_capital(end) {
            1
        } else if low == "."
            && (closes_abbreviation(reading, end) || lexicon::is_title(reading.low(end - 1)))
            && capital_at(end + 1)
        {
            2
        } else if low == "." && closes_abbreviation(reading, end) && reading.form(end - 1).len() == 1 {
            return end + 1;
        } else if capital_at(end + 1)
            && (lexicon::is_particle(low)
                || matches!(low, "-" | "—" | "/" | "'") && !reading.spaced(end) && !reading.spaced(end + 1))
        {
            2
        } else if matches!(low, "of" | "for") && organisation && capital_at(end + 1) {
            joined = true;
            2
        } else if matches!(low, "of" | "for")
            && organisation
            && reading.low(end + 1) == "the"
            && capital_at(end + 2)
        {
            joined = true;
            3
        } else if matches!(low, "and" | "&")
            && capital_at(end + 1)
            && (low == "&" || joined && organisation && !is_title(reading, end + 1))
        {
            2
        } else {
            break;
        };
        end += step;
        organisation |= lexicon::in_organisation(reading.low(end - 1));
    }
    end.min(reading.len())
}

/// What a run of capitalised words most likely names.
fn guess(reading: &Reading, world: &World, words: &Range<usize>, titled: bool) -> Option<NameKind> {
    let last = reading.low(words.end - 1);
    let length = words.clone().filter(|&word| reading.is_wordlike(word)).count();
    let acronym = |word: usize| {
        let form = reading.form(word);
        form.chars().count() >= 2 && form.chars().all(|c| c.is_uppercase() || c.is_numeric())
    };
    if lexicon::ends_company(last) && !titled
        || words
            .clone()
            .any(|word| matches!(reading.low(word), "of" | "for" | "&"))
    {
        Some(NameKind::Organisation)
    } else if titled {
        Some(NameKind::Person)
    } else if length == 1 && acronym(words.start) {
        Some(NameKind::Organisation)
    } else if world.naming(&reading.phrase(words)).is_some() {
        Some(NameKind::Place)
    } else if (2..=4).contains(&length)
        && world.is_person(&reading.phrase(words), reading.form(words.start))
        && !words
            .clone()
            .any(|word| lexicon::in_organisation(reading.low(word)))
    {
        Some(NameKind::Person)
    } else {
        None
    }
}
