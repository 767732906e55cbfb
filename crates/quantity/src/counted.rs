use std::ops::Range;

use crate::amount::Amount;
use crate::grammar::{is_plural, singular};
use crate::measures::of_state;
use crate::phrases::{noun, phrase};
use crate::sentence::Sentence;
use crate::units::{SHARE, is_money};

/// The noun phrase that an amount counts, by places in its sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Counted {
    pub(crate) start: usize,
    /// The place behind its head, which is its last word.
    pub(crate) end: usize,
    /// Whether it stands behind the amount.
    pub(crate) behind: bool,
}

impl Counted {
    fn behind(words: Range<usize>) -> Self {
        Self {
            start: words.start,
            end: words.end,
            behind: true,
        }
    }

    /// The head's singular, in lower case.
    pub(crate) fn head(self, sentence: &Sentence) -> String {
        singular(sentence.at(self.end - 1))
    }
}

/// What an amount counts: the noun phrase behind it, or the noun before "of" it ("a loss of $5").
pub(crate) fn counted(sentence: &Sentence, amount: &Amount) -> Option<Counted> {
    behind(sentence, amount).or_else(|| ahead(sentence, amount))
}

fn behind(sentence: &Sentence, amount: &Amount) -> Option<Counted> {
    let mut place = amount.end;
    if sentence.at(place) == "-" {
        // "a 5,000-strong force"
        let strong = usize::from(sentence.at(place + 1) == "strong");
        return compound(sentence, place + 1 + strong);
    }
    if matches!(sentence.at(place), "more" | "extra" | "additional") {
        place += 1;
    }
    let share = amount.unit == Some(SHARE);
    let money = amount.unit.is_some_and(is_money);
    let mut partitive = share;
    match sentence.at(place) {
        "of" => {
            partitive = true;
            place += 1;
        }
        "worth" if money && sentence.at(place + 1) == "of" => place += 2,
        // Only money is counted "in" something: "$5 million in aid".
        "in" if money && !in_form(sentence, place + 1) => place += 1,
        "as" | "a" | "an" | "that" if share => return None,
        _ => {}
    }
    if sentence.at(place + 1) == "own"
        && matches!(sentence.at(place), "its" | "their" | "our" | "his" | "her")
    {
        let end = phrase(sentence, place + 2, true).map_or(place + 2, |rest| rest.end);
        return Some(Counted::behind(place..end));
    }
    while partitive && determiner(sentence.at(place)) {
        place += 1;
    }
    // "of those surveyed", "of those responding"
    let participle = ["ed", "ing"].iter().any(|end| sentence.at(place).ends_with(end));
    if participle && matches!(sentence.before(place, 1), "those" | "these" | "them") {
        return None;
    }
    let many = partitive || amount.unit.is_none() && amount.value != Some(1.0);
    // "300 displaced families"
    if many && !partitive && of_state(sentence.at(place)).is_some() {
        let noun = phrase(sentence, place + 1, true)?;
        return is_plural(sentence.at(noun.end - 1)).then(|| Counted::behind(noun));
    }
    phrase(sentence, place, many).map(Counted::behind)
}

/// "three-judge panel", "six - member team": the word behind the hyphen.
fn compound(sentence: &Sentence, place: usize) -> Option<Counted> {
    noun(sentence, place).then(|| Counted::behind(place..place + 1))
}

/// Whether what follows "in" says where or in which form money is, not what it is for.
fn in_form(sentence: &Sentence, place: usize) -> bool {
    sentence.capital(place)
        || matches!(
            sentence.at(place),
            "cash" | "total" | "part" | "advance" | "addition" | "return" | "composite" | "all"
        )
}

fn determiner(word: &str) -> bool {
    matches!(
        word,
        "the"
            | "all"
            | "these"
            | "those"
            | "this"
            | "that"
            | "his"
            | "her"
            | "its"
            | "their"
            | "our"
            | "my"
            | "your"
            | "whose"
            | "such"
            | "any"
    )
}

/// "a loss of $5": the noun before "of".
fn ahead(sentence: &Sentence, amount: &Amount) -> Option<Counted> {
    let place = amount.start;
    let (of, end) = match sentence.before(place, 1) {
        "of" => (true, place.checked_sub(1)?),
        _ => (false, place),
    };
    let above = !of
        && amount.unit.is_some()
        && matches!(
            sentence.at(place),
            "above" | "exceeding" | "below" | "over" | "under"
        )
        && is_plural(sentence.before(place, 1));
    if !of && !above {
        return None;
    }
    let head = end.checked_sub(1)?;
    let word = sentence.at(head);
    let fits = noun(sentence, head) && !matches!(word, "out" | "total" | "some" | "one" | "consisting");
    // "groups of three": bare numbers are groups of something; only a toll, rate or measure is an amount.
    let counts = amount.unit.is_some() || matches!(word, "toll" | "turnout" | "population" | "deaths");
    let mut start = head;
    while start > 0
        && start + 3 > head
        && noun(sentence, start - 1)
        && !sentence.at(start - 1).ends_with("ed")
        && !is_plural(sentence.at(start - 1))
    {
        start -= 1;
    }
    (fits && counts).then_some(Counted {
        start,
        end: head + 1,
        behind: false,
    })
}
