//! What the article says that a person is: "Mayor", "Democratic nominee", "a historian who …", "(D-Ill.)".

use std::ops::Range;

use crate::cast::Figure;
use crate::lexicon::{self, Class};
use crate::reading::Reading;

/// How far from a name a role is looked for, in words.
const REACH: usize = 12;

/// A role as the article words it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Role {
    pub(crate) words: Range<usize>,
    /// The noun, in lower case.
    pub(crate) head: String,
    pub(crate) class: Class,
    /// The words around the noun, in lower case.
    pub(crate) modifiers: Vec<String>,
}

/// Adds the roles that stand around one mention of a person's name, and the gender they give away.
pub(crate) fn gather(reading: &Reading, name: &Range<usize>, figure: &mut Figure) {
    if let Some(party) = party(reading, name.end) {
        figure.marks.push(party.into());
    }
    let found = [before(reading, name.start), after(reading, name.end)];
    for role in found.into_iter().flatten() {
        figure.gender = figure.gender.or_else(|| lexicon::gender_of_noun(&role.head));
        if figure.roles.len() < 8
            && !figure
                .roles
                .iter()
                .any(|own| own.head == role.head && own.modifiers == role.modifiers)
        {
            figure.roles.push(role);
        }
    }
    let title = word_before(reading, name.start).map(|word| reading.low(word));
    figure.gender = figure.gender.or_else(|| title.and_then(lexicon::honorific));
}

/// The word before a place, over the full stop of an abbreviation.
fn word_before(reading: &Reading, start: usize) -> Option<usize> {
    let before = start.checked_sub(1)?;
    let word = if reading.low(before) == "." {
        before.checked_sub(1)?
    } else {
        before
    };
    (reading.sentence_of(word) == reading.sentence_of(start)).then_some(word)
}

/// "Republican presidential nominee" before a name.
fn before(reading: &Reading, start: usize) -> Option<Role> {
    let last = word_before(reading, start)?;
    let mut head = last;
    // "Secretary of State", "Minister of Public Works".
    let portfolio = (last.saturating_sub(3)..last)
        .rev()
        .find(|&word| reading.low(word) == "of");
    if let (true, None, Some(of)) = (
        reading.is_capital(last),
        lexicon::role(full_noun(reading.low(last))),
        portfolio,
    ) {
        head = of.checked_sub(1)?;
    }
    let noun = full_noun(reading.low(head));
    let class = lexicon::role(noun)?;
    let mut first = head;
    while let Some(word) = first.checked_sub(1) {
        let low = reading.low(word);
        let belongs = reading.is_capital(word) && (!lexicon::is_function_word(low) || lexicon::is_title(low))
            || is_modifier(low)
            || low == "-" && !reading.spaced(word)
            || low == "new" && reading.is_capital(word) && lexicon::role(reading.low(first)).is_none()
            || low == "."
                && word.checked_sub(1).is_some_and(|short| {
                    lexicon::is_title(reading.low(short)) || reading.form(short).len() == 1
                });
        if !belongs || reading.sentence_of(word) != reading.sentence_of(head) || head - word > REACH {
            break;
        }
        first = word;
    }
    while first < head && !reading.is_wordlike(first) {
        first += 1;
    }
    let words = first..last + 1;
    let with_stop = reading.low(last + 1) == "." && last + 1 < start;
    Some(Role {
        modifiers: (first..last + 1)
            .filter(|&word| word != head && reading.is_wordlike(word))
            .map(|word| reading.low(word).to_owned())
            .collect(),
        head: noun.into(),
        class,
        words: if with_stop { first..last + 2 } else { words },
    })
}

/// "…, the director of the institute," after a name.
fn after(reading: &Reading, end: usize) -> Option<Role> {
    let mut at = end;
    let sentence = reading.sentence(end.checked_sub(1)?);
    if reading.low(at) == "(" {
        at = (at..sentence.end.min(at + REACH)).find(|&word| reading.low(word) == ")")? + 1;
    }
    if reading.low(at) != "," {
        return None;
    }
    at += 1;
    if reading.low(at).parse::<u32>().is_ok() && reading.low(at + 1) == "," {
        at += 2;
    }
    let start = at;
    // "…, Lund,” the governor said" says nothing of Lund.
    if !reading.is_wordlike(start) {
        return None;
    }
    let limit = sentence.end.min(start + REACH);
    let stop = (start..limit)
        .find(|&word| {
            let low = reading.low(word);
            !reading.is_wordlike(word) && !matches!(low, "-" | "'s" | "'" | "." | "\"")
                || lexicon::is_preposition(low)
                || matches!(low, "who" | "that" | "which" | "whose" | "and")
                || lexicon::is_auxiliary(low)
        })
        .unwrap_or(limit);
    let head = (start..stop).rev().find(|&word| reading.is_wordlike(word))?;
    let noun = full_noun(reading.low(head));
    let class = lexicon::role(noun)?;
    if head + 1 < stop {
        return None;
    }
    let first = if lexicon::is_determiner(reading.low(start)) {
        start + 1
    } else {
        start
    };
    if first > head
        || (first == start && reading.is_capital(first) && reading.is_capital(head) && start != head)
    {
        return None;
    }
    let end = end_of_phrase(reading, stop, sentence.end.min(start + 2 * REACH));
    Some(Role {
        words: first..end.max(head + 1),
        head: noun.into(),
        class,
        modifiers: (first..end)
            .filter(|&word| word != head && reading.is_wordlike(word))
            .map(|word| reading.low(word).to_owned())
            .collect(),
    })
}

/// Over the prepositions after a head noun, to the comma or relative clause that ends its phrase.
fn end_of_phrase(reading: &Reading, mut at: usize, limit: usize) -> usize {
    let start = at;
    while at < limit {
        let low = reading.low(at);
        if !reading.is_wordlike(at) && !matches!(low, "-" | "'s" | "'" | ".")
            || matches!(low, "who" | "that" | "which" | "whose")
            || lexicon::is_auxiliary(low)
        {
            break;
        }
        at += 1;
    }
    if at < limit { at } else { start }
}

/// "(D-Ill.)" behind a politician's name.
fn party(reading: &Reading, end: usize) -> Option<&'static str> {
    if reading.low(end) != "(" || !matches!(reading.low(end + 2), "-" | "—") {
        return None;
    }
    match reading.form(end + 1) {
        "D" => Some("democratic"),
        "R" => Some("republican"),
        _ => None,
    }
}

/// The noun that a shortened title stands for.
fn full_noun(word: &str) -> &str {
    match word {
        "sen" | "sens" => "senator",
        "rep" | "reps" => "representative",
        "gov" => "governor",
        "gen" => "general",
        "pres" => "president",
        "prof" => "professor",
        "dr" => "doctor",
        _ => word,
    }
}

/// Words in small letters that may stand before the noun of a role.
fn is_modifier(word: &str) -> bool {
    const ENDINGS: &[&str] = &["al", "ic", "ive", "ian", "ish", "ese", "ary", "ior"];
    lexicon::role(word).is_some()
        || lexicon::is_body(word)
        || matches!(
            word,
            "vice"
                | "prime"
                | "former"
                | "top"
                | "chief"
                | "press"
                | "foreign"
                | "defense"
                | "defence"
                | "interior"
                | "deputy"
                | "state"
                | "acting"
                | "then"
                | "ex"
                | "co"
                | "news"
                | "economy"
                | "finance"
                | "health"
                | "justice"
                | "trade"
                | "labor"
                | "labour"
                | "energy"
                | "climate"
                | "policy"
                | "science"
                | "human"
                | "rights"
                | "night"
                | "talk"
                | "radio"
                | "television"
                | "tv"
                | "running"
                | "longtime"
                | "far"
                | "right"
                | "left"
                | "wing"
                | "young"
                | "retired"
                | "elected"
                | "disgraced"
                | "indicted"
                | "ruling"
                | "leading"
                | "sitting"
                | "outgoing"
                | "incoming"
                | "embattled"
                | "renowned"
                | "armed"
                | "appointed"
                | "convicted"
        )
        || word.len() > 5 && ENDINGS.iter().any(|ending| word.ends_with(ending))
}
