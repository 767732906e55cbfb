//! What is measured: killed, wounded, spent, voted, …

use std::ops::Range;

use crate::amount::Amount;
use crate::counted::Counted;
use crate::grammar::{is_closed, singular};
use crate::numerals::numeral;
use crate::sentence::Sentence;
use crate::tracked::{MONEY, PERSONS, TRACKED, Tracked};
use crate::units::{is_money, is_time};

/// How far a verb may stand from what it counts, in words.
const REACH: usize = 10;

/// The tracked measure that a noun in the singular stands for. Losses of an army are its dead; sums of money and teams
/// have other losses, so that this holds only where nothing is counted by name: "no losses", "to confirm any losses".
pub(crate) fn of_noun(noun: &str) -> Option<&'static str> {
    if noun == "loss" {
        return Some("killed");
    }
    TRACKED
        .iter()
        .find(|tracked| tracked.nouns.contains(&noun))
        .map(|tracked| tracked.measure)
}

/// The tracked measure that a participle or adjective stands for: "how many were killed".
pub(crate) fn of_state(word: &str) -> Option<&'static str> {
    state(TRACKED, word)
}

/// Whether a measure is a tracked one.
pub(crate) fn is_tracked(measure: &str) -> bool {
    TRACKED
        .iter()
        .chain(MONEY)
        .any(|tracked| tracked.measure == measure)
}

/// The tracked measure of an amount, if its head noun or a verb around it says one.
pub(crate) fn tracked(
    sentence: &Sentence,
    amount: &Amount,
    counted: Option<Counted>,
) -> Option<&'static str> {
    let table = match amount.unit {
        Some(unit) if is_money(unit) => MONEY,
        Some("percent" | "share") | None => TRACKED,
        Some(_) => return None,
    };
    let head = counted.map(|counted| counted.head(sentence));
    let part = matches!(amount.unit, Some("percent" | "share"));
    noun(table, head.as_deref())
        .or_else(|| attribute(table, sentence, amount, counted))
        .or_else(|| object(table, sentence, amount, counted).filter(|_| !part))
        .or_else(|| behind(table, sentence, amount, counted))
        .or_else(|| before(table, sentence, amount, counted).filter(|_| !part))
        .filter(|&measure| {
            measure != "captured"
                || amount.unit.is_none() && counted.is_none_or(|counted| is_person(sentence, counted))
        })
}

/// "300 displaced families", "five missing miners".
fn attribute(
    table: &[Tracked],
    sentence: &Sentence,
    amount: &Amount,
    counted: Option<Counted>,
) -> Option<&'static str> {
    let counted = counted.filter(|counted| counted.behind && counted.start == amount.end + 1)?;
    state(table, sentence.at(counted.start - 1))
}

fn noun(table: &[Tracked], head: Option<&str>) -> Option<&'static str> {
    let head = head?;
    table
        .iter()
        .find(|tracked| tracked.nouns.contains(&head))
        .map(|tracked| tracked.measure)
}

fn state(table: &[Tracked], word: &str) -> Option<&'static str> {
    table
        .iter()
        .find(|tracked| tracked.states.contains(&word))
        .map(|tracked| tracked.measure)
}

fn verb(table: &[Tracked], word: &str) -> Option<&'static str> {
    table
        .iter()
        .find(|tracked| tracked.verbs.contains(&word))
        .map(|tracked| tracked.measure)
}

/// "40 people in the capital were killed", "40 dead".
fn behind(
    table: &[Tracked],
    sentence: &Sentence,
    amount: &Amount,
    counted: Option<Counted>,
) -> Option<&'static str> {
    let from = counted
        .filter(|counted| counted.behind)
        .map_or(amount.end, |counted| counted.end);
    let mut passive = false;
    let aside = aside(sentence, from, sentence.before(amount.start, 1) == "including");
    for place in (from..from + REACH + aside.len()).filter(|place| !aside.contains(place)) {
        let word = sentence.at(place);
        if sentence.reads(place, "lost their lives") {
            return Some("killed");
        }
        if let Some(measure) = state(table, word) {
            let adjoining =
                place == from || matches!(sentence.before(place, 1), "feared" | "presumed" | "confirmed");
            // "in a dead heat", "the missing link"
            let attribute = matches!(word, "dead" | "missing")
                && sentence.alphabetic(place + 1)
                && !is_closed(sentence.at(place + 1));
            let active = !passive && acts(sentence, place) || attribute;
            return (passive || adjoining || intransitive(word))
                .then_some(measure)
                .filter(|_| !active);
        }
        match word {
            "was" | "were" | "been" | "be" | "being" | "are" | "is" | "got" | "left" | "went"
            | "reported" | "listed" | "taken" => passive = true,
            "that" | "but" | "while" | "after" | "because" | "as" | "when" | "if" => return None,
            "and" if place > from => return None,
            _ if sentence.parts(place) => return None,
            _ => {}
        }
    }
    None
}

/// Words between commas that a verb behind them skips: "74 people, including eight children, were killed" counts both,
/// those `included` too.
fn aside(sentence: &Sentence, from: usize, included: bool) -> Range<usize> {
    let comma = |from: usize| {
        (from..from + REACH)
            .find(|&place| sentence.parts(place))
            .filter(|&place| sentence.at(place) == ",")
    };
    let Some(first) = comma(from) else {
        return 0..0;
    };
    let opens = matches!(
        sentence.at(first + 1),
        "including"
            | "among"
            | "most"
            | "mostly"
            | "mainly"
            | "many"
            | "some"
            | "all"
            | "both"
            | "about"
            | "or"
            | "nearly"
            | "almost"
            | "who"
            | "which"
    );
    match comma(first + 1) {
        _ if included => first..first + 1,
        Some(second) if opens => first..second + 1,
        _ => 0..0,
    }
}

fn intransitive(word: &str) -> bool {
    matches!(word, "died" | "die" | "dying" | "perished" | "voted")
}

/// Whether a verb has an object behind it, so that what stands before it isn't what it counts.
fn acts(sentence: &Sentence, verb: usize) -> bool {
    const OBJECTS: &[&str] = &[
        "a", "an", "the", "his", "her", "their", "its", "our", "him", "them", "more", "over", "dozens",
        "hundreds",
    ];
    let next = sentence.at(verb + 1);
    let bounded = next == "at" && matches!(sentence.at(verb + 2), "least" | "most");
    let named = sentence.capital(verb + 1) && !is_closed(next);
    let counted = numeral(sentence, verb + 1).is_some() && !is_time(sentence.at(verb + 2));
    let transitive = TRACKED
        .iter()
        .chain(MONEY)
        .any(|tracked| tracked.verbs.contains(&sentence.at(verb)));
    transitive && (OBJECTS.contains(&next) || bounded || named || counted)
}

/// "killed 40", "lost 137 of its own".
fn object(
    table: &[Tracked],
    sentence: &Sentence,
    amount: &Amount,
    counted: Option<Counted>,
) -> Option<&'static str> {
    const BETWEEN: &[&str] = &[
        "its",
        "the",
        "their",
        "his",
        "her",
        "an",
        "a",
        "another",
        "estimated",
        "also",
        "only",
        "just",
        "out",
    ];
    let place = (1..=amount.start)
        .rev()
        .find(|&place| !BETWEEN.contains(&sentence.before(place, 1)))?;
    let word = sentence.before(place, 1);
    let loss = amount.unit.is_none() && matches!(word, "lost" | "losing" | "lose" | "loses");
    verb(table, word)
        .filter(|_| !passive(sentence, place - 1))
        .or_else(|| (loss && loses(sentence, counted)).then_some("killed"))
}

/// "a death toll of 40", "the number of dead rose to 40", "the bridge cost them $5".
fn before(
    table: &[Tracked],
    sentence: &Sentence,
    amount: &Amount,
    counted: Option<Counted>,
) -> Option<&'static str> {
    let money = amount.unit.is_some_and(is_money);
    let bare = counted.is_none_or(|counted| {
        !counted.behind || matches!(counted.head(sentence).as_str(), "people" | "person")
    });
    let number_of = |place: usize| {
        place + REACH >= amount.start
            && (1..=4).any(|back| matches!(sentence.before(place, back), "number" | "total"))
    };
    (amount.start.saturating_sub(2 * REACH)..amount.start)
        .rev()
        .take_while(|&place| !sentence.parts(place) || !money && sentence.at(place) == ",")
        .find_map(|place| match sentence.at(place) {
            word if money => {
                verb(table, word).filter(|_| amount.start - place <= 5 && !passive(sentence, place))
            }
            "toll" | "tolls" if bare => Some("killed"),
            word if bare && number_of(place) => {
                state(table, word).or_else(|| noun(table, Some(&singular(word))))
            }
            _ => None,
        })
}

/// "were killed 40 metres away": what stands behind a passive isn't counted.
fn passive(sentence: &Sentence, verb: usize) -> bool {
    const BE: &[&str] = &["was", "were", "been", "be", "being", "is", "are"];
    sentence.at(verb).ends_with("ed") && (1..=2).any(|back| BE.contains(&sentence.before(verb, back)))
        || sentence.at(verb) == "paid" && BE.contains(&sentence.before(verb, 1))
}

/// Whether a loss is one of lives: "lost 137 of its own", "lost 40 soldiers".
fn loses(sentence: &Sentence, counted: Option<Counted>) -> bool {
    counted.is_some_and(|counted| counted.head(sentence) == "own" || is_person(sentence, counted))
}

/// Whether persons are counted: by a noun for them, or by the name of their nation.
pub(crate) fn is_person(sentence: &Sentence, counted: Counted) -> bool {
    let head = counted.head(sentence);
    PERSONS.contains(&head.as_str())
        || sentence.capital(counted.end - 1) && head != sentence.at(counted.end - 1)
}
