//! Capitalised words that name nobody and nothing.

use std::ops::Range;

use onrecord_knowledge::Naming;

use super::{NameMention, is_title};
use crate::NameKind;
use crate::lexicon;
use crate::reading::Reading;
use crate::world::World;

/// The "State" of "Secretary of State Jonas Lund" names nothing by itself, nor does the "Ports" of "Ports Minister Ilse
/// Marandt".
pub(super) fn is_portfolio(reading: &Reading, name: &NameMention) -> bool {
    let Range { start, end } = name.words;
    let behind_of = start >= 2 && reading.low(start - 1) == "of" && is_title(reading, start - 2);
    let person = name.kind == Some(NameKind::Person) && end == start + 1;
    let before_title =
        person && end + 1 < reading.len() && is_title(reading, end) && reading.is_capital(end + 1);
    behind_of || before_title
}

/// A noun that only its capitals make a name: the "PAC" of "a super PAC".
pub(super) fn is_common_noun(reading: &Reading, name: &NameMention) -> bool {
    let low = reading.low(name.words.start);
    let before = reading.before(name.words.start);
    let small = name.words.start > 0
        && !reading.is_capital(name.words.start - 1)
        && before.starts_with(char::is_alphabetic);
    let modified = small && !lexicon::is_function_word(before) || matches!(before, "a" | "an");
    name.words.len() == 1 && modified && (lexicon::is_body(low) || lexicon::is_document(low))
}

/// Adjectives of a place, party or faith name none, with or without the office that goes on: "Indian", "South Korean",
/// "Republican Senators".
pub(super) fn is_adjective(reading: &Reading, world: &World, name: &NameMention) -> bool {
    let Range { start, end } = name.words;
    let of_place = |words: Range<usize>| world.naming(&reading.phrase(&words)) == Some(Naming::Adjective);
    let adjective = |words: Range<usize>| {
        of_place(words.clone()) || words.len() == 1 && lexicon::is_creed(reading.low(words.start))
    };
    let last = reading.low(end - 1);
    let office = end > start + 1 && (lexicon::listed_role(last).is_some() || lexicon::is_plural(last));
    adjective(start..end)
        || name.kind != Some(NameKind::Person)
            && end == start + 2
            && of_place(end - 1..end)
            && world.naming(&reading.phrase(&name.words)).is_none()
        || office && adjective(start..end - 1)
}

/// Words without letters name nothing, nor does the letter of a code: the "EB" of "EB-5".
pub(super) fn is_code(reading: &Reading, name: &NameMention) -> bool {
    let Range { start, end } = name.words;
    let letters = |word: usize| reading.form(word).contains(char::is_alphabetic);
    let number = reading.low(end) == "-"
        && !reading.spaced(end)
        && !reading.spaced(end + 1)
        && reading
            .form(end + 1)
            .starts_with(|char: char| char.is_ascii_digit());
    !name.words.clone().any(letters) || end == start + 1 && number
}
