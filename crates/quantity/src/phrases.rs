use std::ops::Range;

use crate::grammar::{is_closed, is_plural};
use crate::sentence::Sentence;

/// The longest noun phrase looked at, in words.
const LONGEST: usize = 12;

/// The noun phrase that begins at a place: to its first plural where many are counted, else to its last noun.
pub(crate) fn phrase(sentence: &Sentence, from: usize, many: bool) -> Option<Range<usize>> {
    let mut start = from + usize::from(matches!(sentence.at(from), "\"" | "'" | "`"));
    let mut end = start;
    while end < from + LONGEST {
        if possessive(sentence, end) {
            // Whose they are is no part of what is counted: "a third of the country's voters".
            start = end + 1;
        } else if !noun(sentence, end) && !inside(sentence, end) {
            break;
        }
        end += 1;
    }
    let plural = |place: &usize| is_plural(sentence.at(*place)) && noun(sentence, *place);
    let first = (start..end).filter(|_| many).find(|place| {
        plural(place) && !(place + 1 < end && (plural(&(place + 1)) || sentence.at(place + 1) == "-"))
    });
    // A capital plural may belong to a name: "Phoenix Systems shares".
    let second = first
        .filter(|&place| sentence.capital(place))
        .and_then(|place| (place + 1..end).find(|place| plural(place) && !sentence.capital(*place)));
    let end = match second.or(first) {
        Some(head) => head + 1,
        None => last_noun(sentence, start, end)?,
    };
    (end > start).then_some(start..end)
}

fn possessive(sentence: &Sentence, place: usize) -> bool {
    let closes =
        sentence.at(place) == "'" && sentence.joined(place) && sentence.before(place, 1).ends_with('s');
    sentence.at(place) == "'s"
        || closes && sentence.alphabetic(place + 1) && !is_closed(sentence.at(place + 1))
}

/// Whether a word may belong to a noun phrase.
pub(crate) fn noun(sentence: &Sentence, place: usize) -> bool {
    const DIRECTIONS: &[&str] = &[
        "north",
        "south",
        "east",
        "west",
        "northeast",
        "northwest",
        "southeast",
        "southwest",
    ];
    let word = sentence.at(place);
    if sentence.capital(place) {
        let acronym = matches!(word, "us" | "who" | "it") && sentence.shouted(place);
        return acronym || !is_closed(word);
    }
    sentence.alphabetic(place) && !is_closed(word) && !is_verb(word) && !DIRECTIONS.contains(&word)
}

/// Marks inside a noun phrase: hyphens and numbers behind them, the full stops of "U.S.", and opening quotation marks.
fn inside(sentence: &Sentence, place: usize) -> bool {
    match sentence.at(place) {
        "-" => sentence.joined(place) && sentence.joined(place + 1),
        "." => {
            sentence.joined(place)
                && sentence.before(place, 1).chars().count() == 1
                && sentence.capital(place - 1)
        }
        "\"" | "'" | "`" => sentence.joined(place + 1) && !sentence.joined(place),
        // "AK-47 rifles"
        _ => sentence.joined(place) && sentence.before(place, 1) == "-",
    }
}

/// The place behind the last noun of a run; participles behind a noun are verbs.
fn last_noun(sentence: &Sentence, start: usize, end: usize) -> Option<usize> {
    let mut end = end;
    while end > start && (!noun(sentence, end - 1) || gerund(sentence.at(end - 1))) {
        end -= 1;
    }
    let verb = (start + 1..end).find(|&place| sentence.at(place).ends_with("ed") && !sentence.capital(place));
    let end = match verb {
        Some(verb) if is_plural(sentence.before(verb, 1)) || verb + 1 == end => verb,
        _ => end,
    };
    (end > start && !(end == start + 1 && sentence.at(start).ends_with("ed"))).then_some(end)
}

/// A verb in -ing; the nouns in -ing that are counted most are none.
fn gerund(word: &str) -> bool {
    const NOUNS: &[&str] = &[
        "spending",
        "building",
        "funding",
        "meeting",
        "hearing",
        "killing",
        "shooting",
        "bombing",
        "training",
        "ceiling",
        "ruling",
        "housing",
        "wedding",
        "painting",
        "rating",
        "offering",
        "warning",
        "briefing",
        "landing",
        "crossing",
        "king",
        "ring",
        "wing",
        "evening",
        "morning",
        "thing",
        "string",
        "spring",
        "sibling",
        "filing",
        "finding",
        "gathering",
        "listing",
        "opening",
        "reading",
        "setting",
        "saving",
        "earning",
        "holding",
        "swing",
        "rise",
    ];
    word.len() > 4 && word.ends_with("ing") && !NOUNS.contains(&word)
}

/// Common verbs without an ending to know them by.
fn is_verb(word: &str) -> bool {
    matches!(
        word,
        "voted"
            | "died"
            | "killed"
            | "wounded"
            | "injured"
            | "arrested"
            | "detained"
            | "displaced"
            | "captured"
            | "dead"
            | "missing"
            | "evacuated"
            | "supported"
            | "agreed"
            | "believe"
            | "believed"
            | "think"
            | "thought"
            | "want"
            | "wanted"
            | "took"
            | "gave"
            | "goes"
            | "go"
            | "gone"
            | "knew"
            | "know"
            | "lost"
            | "met"
            | "paid"
            | "pay"
            | "ran"
            | "saw"
            | "seen"
            | "sent"
            | "spent"
            | "stood"
            | "spoke"
            | "began"
            | "became"
            | "live"
            | "lived"
            | "fled"
            | "brought"
            | "set"
            | "lead"
            | "led"
            | "saying"
            | "according"
            | "including"
            | "using"
            | "making"
            | "taking"
            | "trying"
            | "waiting"
            | "leaving"
            | "living"
            | "coming"
            | "going"
            | "earning"
            | "trapped"
            | "remain"
            | "remained"
            | "available"
            | "compared"
            | "expected"
            | "higher"
            | "lower"
            | "drawn"
            | "published"
            | "wrong"
            | "right"
            | "sure"
            | "certain"
            | "correct"
            | "responsible"
            | "true"
            | "alive"
            | "aboard"
            | "unaccounted"
            | "shot"
            | "hurt"
            | "homeless"
    )
}
