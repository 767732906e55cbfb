//! Whether the words around a time tell of what was or of what is to come: "met on Friday", "will meet on Friday".

use crate::line::Line;
use crate::tokens::Kind;
use crate::words::Class;

/// Words looked at before and after a time.
const BEFORE: usize = 25;
const AFTER: usize = 25;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tense {
    Past,
    Future,
}

/// The tense around the tokens from `start` to before `end`: that of the nearest verb before them in the sentence, else
/// of the next one after them; where there is none, the past, of which news tells most. `None` where the time belongs to
/// a noun, or is what something "is".
pub(crate) fn tense(line: &Line, start: usize, end: usize) -> Option<Tense> {
    let preposition = |word| start > 0 && line.next(start).is_some() && line.is(start - 1, word);
    if preposition("since") {
        return Some(Tense::Past);
    }
    if attributive(line, start, end) {
        return None;
    }
    let from = (start.saturating_sub(6)..start).any(|at| line.is(at, "from"));
    let midway = start > 1 && line.next(start - 1).is_some() && !ends_sentence(line, start - 2);
    if ["effective", "payable", "due", "set"]
        .into_iter()
        .any(preposition)
    {
        return Some(Tense::Future);
    }
    if ["is", "are"].into_iter().any(preposition) {
        return None;
    }
    // "The meeting planned for Friday was called off", "the mayor on Friday said".
    if line.next(end).is_some() && is_past(line, end) && !line.is(end, "ago") && !line.is(end + 1, "by") {
        return Some(Tense::Past);
    }
    // "After the debate on Friday, when many left": the clause is the time's own.
    let comma = usize::from(line.is(end, ","));
    if line.is(end + comma, "when") {
        return after(line, end).or(Some(Tense::Past));
    }
    let from_now = (start.saturating_sub(4)..start).any(|at| {
        line.is(at, "from")
            && ["now", "today", "tomorrow"]
                .iter()
                .any(|word| line.is(at + 1, word))
    });
    if from_now
        || preposition("until")
        || preposition("till")
        || preposition("to") && !from
        || preposition("by") && midway
    {
        return Some(Tense::Future);
    }
    before(line, start)
        .or_else(|| after(line, end))
        .or(Some(Tense::Past))
}

/// Whether a time stands before a noun that it belongs to: "the Aug. 7 bombings", "third-quarter earnings". No verb
/// tells of it.
fn attributive(line: &Line, start: usize, end: usize) -> bool {
    const DETERMINERS: &[&str] = &["the", "a", "an", "its", "his", "her", "their", "s"];
    let determined =
        start > 0 && line.next(start).is_some() && DETERMINERS.iter().any(|word| line.is(start - 1, word));
    if line.is_apostrophe(end) && line.glued(end) {
        return true;
    }
    let hyphenated = (start + 1..end).any(|at| line.is_dash(at));
    (determined || hyphenated)
        && line.next(end).is_some()
        && line.lower(end)
        && !["and", "or", "to", "when", "in", "on", "at"]
            .iter()
            .any(|word| line.is(end, word))
}

fn before(line: &Line, start: usize) -> Option<Tense> {
    for at in (start.saturating_sub(BEFORE)..start).rev() {
        // What follows on a new line has nothing to do with what stands before it.
        line.next(at + 1)?;
        if ends_sentence(line, at) {
            return None;
        }
        if let Some(tense) = tense_of(line, at) {
            return Some(tense);
        }
    }
    None
}

fn after(line: &Line, end: usize) -> Option<Tense> {
    for at in end..end + AFTER {
        line.next(at)?;
        if ends_sentence(line, at) {
            return None;
        }
        if let Some(tense) = tense_of(line, at) {
            return Some(tense);
        }
    }
    None
}

/// Whether a sentence ends with a token. A full stop behind a letter or a short word with a capital shortens it.
fn ends_sentence(line: &Line, at: usize) -> bool {
    match line.raw(at) {
        "!" | "?" | ";" => true,
        "." => {
            let Some(next) = line.next(at + 1) else {
                return true;
            };
            let short = at > 0 && line.glued(at) && {
                let word = line.raw(at - 1);
                let letters = word.chars().take(5).count();
                letters == 1 || letters <= 3 && line.tokens[at - 1].capital
            };
            next.spaced && !short && next.kind != Kind::Digits
        }
        _ => false,
    }
}

fn tense_of(line: &Line, at: usize) -> Option<Tense> {
    let before = |back: usize| at.checked_sub(back);
    if let Some(bare) = line.value(at, Class::Future) {
        // "Met to begin talks" is no "they begin talks".
        let infinitive =
            bare == 1 && before(1).is_some_and(|at| ["to", "not", "t"].iter().any(|word| line.is(at, word)));
        let because = line.is(at, "due") && line.is(at + 1, "to");
        let over = line.is(at, "coming") && line.is(at + 1, "off");
        return (!infinitive && !because && !over).then_some(Tense::Future);
    }
    if line.is(at, "for") && before(1).is_some_and(|at| line.may_be(at, Class::FutureTo)) {
        return Some(Tense::Future);
    }
    if line.is(at, "to") {
        let heralded = before(1).is_some_and(|at| line.may_be(at, Class::FutureTo));
        let be = line.is(at + 1, "be") && !before(1).is_some_and(|at| line.may_be(at, Class::Happened));
        // "Had been due to expire": what was to come then has come.
        let over = before(3).is_some_and(|had| line.is(had, "had") && line.is(had + 1, "been"));
        let tense = if over { Tense::Past } else { Tense::Future };
        return (heralded || be).then_some(tense);
    }
    if line.is(at, "is") || line.is(at, "are") {
        return awaited(line, at).then_some(Tense::Future);
    }
    if !is_past(line, at) {
        return None;
    }
    // "will be held", "to be held", "the held": the tense is told before it, if at all.
    let adverb = before(1).is_some_and(|at| line.raw(at).ends_with("ly"));
    let auxiliary = before(if adverb { 2 } else { 1 });
    let bare = auxiliary.is_some_and(|at| {
        ["be", "being", "is", "are", "the", "a", "an"]
            .iter()
            .any(|word| line.is(at, word))
    });
    if bare {
        return None;
    }
    let modal =
        auxiliary.is_some_and(|at| line.is(at, "have") && at > 0 && line.may_be(at - 1, Class::Future));
    Some(if modal { Tense::Future } else { Tense::Past })
}

/// Whether a present stands in a clause of what is to come: "when the case is heard in May".
fn awaited(line: &Line, at: usize) -> bool {
    let clause = (at.saturating_sub(6)..at).rev();
    clause
        .take_while(|&at| line.next(at + 1).is_some() && !ends_sentence(line, at))
        .any(|at| {
            ["when", "once", "if", "unless", "until"]
                .iter()
                .any(|word| line.is(at, word))
        })
}

/// Whether a word is a verb in the past, or looks like one.
fn is_past(line: &Line, at: usize) -> bool {
    if line.may_be(at, Class::Past) {
        return true;
    }
    let word = line.raw(at);
    let adjective = word.starts_with("un") || line.may_be(at, Class::NotPast);
    line.lower(at) && word.len() > 4 && word.ends_with("ed") && !adjective
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::RULES;
    use crate::tokens::tokens;

    fn of(text: &str) -> Option<Tense> {
        let words = &RULES.words;
        let tokens = tokens(text, words);
        let line = Line {
            text,
            words,
            tokens: &tokens,
        };
        let at = (0..tokens.len()).find(|&at| line.is(at, "Friday")).unwrap();
        tense(&line, at, at + 1)
    }

    #[test]
    fn the_nearest_verb_before_decides() {
        for text in [
            "The council met on Friday.",
            "She said Friday that they will meet.",
            "Mr. Lind failed to come on Friday.",
            "On Friday, the council met. It will meet again.",
            "They will vote. The council met on Friday.",
            "It has been shut since Friday.",
            "The deal that was signed on Friday will hold.",
            "The vote planned for Friday was called off.",
            "With a vote looming, the mayor on Friday stepped in.",
            "He is coming off a debate on Friday, when many called him a clown.",
            "The offer was extended; it had been due to expire on Friday.",
        ] {
            assert_eq!(of(text), Some(Tense::Past), "{text}");
        }
        for text in [
            "The council will meet on Friday.",
            "She said that the talks would begin on Friday.",
            "The law is to be formally signed on Friday.",
            "They are expected to vote on Friday.",
            "The court is due to rule Friday.",
            "On Friday, the council will meet.",
            "They have until Friday.",
            "It was offered from today through Friday.",
            "A sum that would be paid on an unspecified Friday.",
            "It will have ended on Friday.",
            "They may lose when the case is heard on Friday.",
        ] {
            assert_eq!(of(text), Some(Tense::Future), "{text}");
        }
        assert_eq!(of("The Friday deal."), None);
        assert_eq!(of("Norland, Friday"), Some(Tense::Past));
    }
}
