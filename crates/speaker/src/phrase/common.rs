//! Noun phrases with a common noun as their head.

use std::ops::Range;

use onrecord_record::EntityType;

use super::{Common, Determiner, Phrase, last_word, name_at};
use crate::lexicon;
use crate::names::NameMention;
use crate::reading::Reading;

pub(super) fn common(
    reading: &Reading,
    names: &[NameMention],
    words: Range<usize>,
    head_words: Range<usize>,
    whole: &Range<usize>,
) -> Option<Phrase> {
    let first = reading.low(words.start);
    let (determiner, start) = match first {
        "the" | "this" | "that" | "these" | "those" => (Determiner::Definite, words.start + 1),
        "a" | "an" => (Determiner::Indefinite, words.start + 1),
        _ if lexicon::is_possessive(first) => (Determiner::Possessive(words.start), words.start + 1),
        _ => (Determiner::Indefinite, words.start),
    };
    let head = last_word(reading, &(start..head_words.end))
        .filter(|&head| head >= start)
        .unwrap_or(words.start);
    let before = start.min(head)..head;
    let owner = before.rev().find_map(|word| name_at(names, word));
    let possessive = owner.is_some_and(|owner| matches!(reading.low(names[owner].words.end), "'s" | "'"));
    let rest = if lexicon::is_document(reading.low(head)) {
        head + 1..whole.end
    } else {
        head + 1..words.end
    };
    let maker = maker(reading, names, rest).filter(|maker| Some(*maker) != owner);
    let of = reading.low(head + 1) == "of" && head + 1 < words.end;
    // A court's panel speaks for the court.
    if let (true, "panel" | "division" | "branch" | "arm", Some(name)) = (of, reading.low(head), maker) {
        return Some(Phrase::Name(name));
    }
    let count = is_count(reading.low(head));
    let collects = matches!(
        reading.low(head),
        "group"
            | "number"
            | "majority"
            | "minority"
            | "coalition"
            | "handful"
            | "dozen"
            | "series"
            | "range"
            | "couple"
            | "host"
            | "crowd"
            | "members"
            | "half"
            | "third"
            | "quarter"
            | "plurality"
            | "string"
            | "slew"
            | "percent"
            | "one"
    );
    let partitive = of && (count || collects);
    let mut kind = lexicon::kind_of_head(reading.low(head));
    if partitive {
        kind = match reading.low(head) {
            "one" | "member" => EntityType::Person,
            _ => EntityType::Group,
        };
        let inner = (head + 2..words.end)
            .find(|&word| lexicon::kind_of_head(reading.low(word)) != EntityType::Unknown);
        if let (Some(inner), false) = (inner, kind == EntityType::Person) {
            let own = lexicon::kind_of_head(reading.low(inner));
            kind = if own == EntityType::Document {
                own
            } else {
                EntityType::Group
            };
        }
    } else if matches!(reading.low(head), "percent" | "%") || kind == EntityType::Unknown && count {
        kind = EntityType::Group;
    }
    Some(Phrase::Common(Common {
        words: start.min(head)..words.end,
        head,
        kind,
        determiner,
        owner,
        possessive,
        maker,
        partitive,
    }))
}

/// The person or body that the words behind a head name: "by Harrow professor | Maria Lund".
fn maker(reading: &Reading, names: &[NameMention], rest: Range<usize>) -> Option<usize> {
    let mut word = rest.start;
    let mut by = false;
    while word < rest.end {
        let low = reading.low(word);
        if let Some(name) = name_at(names, word) {
            let next = names[name].words.end;
            let last = (next..rest.end).find(|&word| {
                !reading.is_wordlike(word) && reading.low(word) != "."
                    || lexicon::is_preposition(reading.low(word))
            });
            let last = (next..last.unwrap_or(rest.end))
                .rev()
                .find_map(|word| name_at(names, word))
                .unwrap_or(name);
            return (by && names[last].kind != Some(crate::NameKind::Place)).then_some(last);
        }
        if matches!(
            low,
            "such" | "like" | "including" | "about" | "against" | "on" | "than"
        ) {
            return None;
        }
        by |= matches!(low, "by" | "of" | "from" | "at" | "in");
        word += 1;
    }
    None
}

fn is_count(word: &str) -> bool {
    matches!(
        word,
        "one"
            | "two"
            | "three"
            | "four"
            | "five"
            | "six"
            | "seven"
            | "eight"
            | "nine"
            | "ten"
            | "many"
            | "most"
            | "some"
            | "several"
            | "few"
            | "dozens"
            | "hundreds"
            | "thousands"
            | "all"
            | "none"
            | "percent"
    ) || word.starts_with(|char: char| char.is_ascii_digit())
}
