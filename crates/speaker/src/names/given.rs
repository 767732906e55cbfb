//! The front of a name that the network cut off: given names, and "O'".

use std::ops::Range;

use super::{NameMention, is_title, shouted};
use crate::NameKind;
use crate::lexicon;
use crate::reading::Reading;
use crate::world::World;

/// How many given names are looked for before a surname that stands alone.
const GIVEN_NAMES: usize = 2;

/// A name with the "O'" or "D'" that it is one word with.
pub(super) fn with_prefix(reading: &Reading, mut words: Range<usize>) -> Range<usize> {
    if let Some(letter) = words.start.checked_sub(2)
        && reading.low(letter + 1) == "'"
        && reading.chunk_start(words.start) == letter
        && reading.is_capital(letter)
        && reading.form(letter).chars().count() == 1
    {
        words.start = letter;
    }
    words
}

/// A person's name with the small syllable that a hyphen joins to it: "Ren Tae-su". "A Maria Lund-style tax" has none.
pub(super) fn with_suffix(reading: &Reading, mut words: Range<usize>, kind: NameKind) -> Range<usize> {
    let hyphen = |word: usize| reading.low(word) == "-" && !reading.spaced(word);
    let inside = words.len() > 2 && hyphen(words.end - 1);
    let last = if inside { words.end } else { words.end + 1 };
    let small = reading.form(last);
    let syllable = (2..=5).contains(&small.chars().count())
        && small.chars().all(char::is_lowercase)
        && !matches!(
            small,
            "era" | "like" | "led" | "run" | "style" | "type" | "free" | "held" | "based" | "owned"
        );
    if kind == NameKind::Person && words.len() > 1 && hyphen(last - 1) && !reading.spaced(last) && syllable {
        words.end = last + 1;
    }
    words
}

/// A single name of a person with the given name that stands right before it: the network saw "Zelensky" alone.
pub(super) fn with_given_name(reading: &Reading, world: &World, mut name: NameMention) -> NameMention {
    for _ in 0..GIVEN_NAMES {
        let longer = one_given_name_more(reading, world, name.clone());
        if longer == name {
            break;
        }
        name = longer;
    }
    name
}

fn one_given_name_more(reading: &Reading, world: &World, mut name: NameMention) -> NameMention {
    let start = name.words.start;
    let first = reading.chunk_start(start.saturating_sub(1));
    let is_short = name.words.len() <= GIVEN_NAMES && name.kind != Some(NameKind::Place);
    if is_short
        && start > 0
        && reading.spaced(start)
        && reading.sentence_of(first) == reading.sentence_of(start)
        && reading.is_capital(first)
        && reading.is_capital(start)
        && !is_title(reading, start - 1)
        && !lexicon::in_organisation(reading.low(name.words.end - 1))
        && is_given_name(reading, world, &(first..start), &name)
    {
        name.words.start = first;
        name.kind = Some(NameKind::Person);
    }
    name
}

/// Whether what stands before a name with a capital is a given name. One that no table has is likely one before a person's
/// name: no word of another kind, and not capitalised for the beginning of a sentence, unless that is nothing but the name:
/// "― Azucena Lund".
fn is_given_name(reading: &Reading, world: &World, given: &Range<usize>, name: &NameMention) -> bool {
    let form = reading.name(given);
    if !form.chars().all(|char| char.is_alphabetic() || char == '-') || form.chars().count() < 2 {
        return false;
    }
    let low = form.to_lowercase();
    let whole = reading.sentence(name.words.start);
    let rest = (name.words.end..whole.end).any(|word| reading.is_wordlike(word));
    let is_other = || {
        reading.in_headline(given.start)
            || shouted(&form)
            || lexicon::is_function_word(&low)
            || lexicon::is_plural(&low)
            || lexicon::in_organisation(&low)
            || lexicon::listed_role(&low).is_some()
            || world.naming(&form).is_some()
            || world
                .naming(&format!("{form} {}", reading.form(name.words.start)))
                .is_some()
    };
    let whole_before = name.words.len() == 1 || name.kind == Some(NameKind::Person);
    whole_before && world.is_given_name(&form)
        || name.kind == Some(NameKind::Person)
            && name.words.len() == 1
            && (!rest || !reading.opens_sentence(given.start))
            && !is_other()
}
