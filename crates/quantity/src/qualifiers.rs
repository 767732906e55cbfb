//! Words around a number that turn it into a bound.

use crate::sentence::Sentence;

/// What a qualifier makes of its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Bound {
    /// "more than": the number itself is not meant.
    Above,
    /// "at least".
    From,
    /// "fewer than", "nearly": the number itself is not meant.
    Below,
    /// "up to".
    To,
    /// "about".
    Near,
}

/// Before the number; longer phrases first.
const BEFORE: &[(&str, Bound)] = &[
    ("no more than", Bound::To),
    ("not more than", Bound::To),
    ("no fewer than", Bound::From),
    ("not fewer than", Bound::From),
    ("no less than", Bound::From),
    ("not less than", Bound::From),
    ("a minimum of", Bound::From),
    ("a maximum of", Bound::To),
    ("in excess of", Bound::Above),
    ("just shy of", Bound::Below),
    ("an estimated", Bound::Near),
    ("the estimated", Bound::Near),
    ("as many as", Bound::To),
    ("as much as", Bound::To),
    ("as high as", Bound::To),
    ("as few as", Bound::From),
    ("as little as", Bound::From),
    ("as low as", Bound::From),
    ("more than", Bound::Above),
    ("greater than", Bound::Above),
    ("larger than", Bound::Above),
    ("bigger than", Bound::Above),
    ("higher than", Bound::Above),
    ("better than", Bound::Above),
    ("upwards of", Bound::Above),
    ("upward of", Bound::Above),
    ("north of", Bound::Above),
    ("less than", Bound::Below),
    ("fewer than", Bound::Below),
    ("lower than", Bound::Below),
    ("smaller than", Bound::Below),
    ("shy of", Bound::Below),
    ("at least", Bound::From),
    ("minimum of", Bound::From),
    ("at most", Bound::To),
    ("maximum of", Bound::To),
    ("up to", Bound::To),
    ("close to", Bound::Near),
    ("closer to", Bound::Near),
    ("over", Bound::Above),
    ("exceeding", Bound::Above),
    ("exceeds", Bound::Above),
    ("exceeded", Bound::Above),
    ("exceed", Bound::Above),
    ("topping", Bound::Above),
    ("topped", Bound::Above),
    ("surpassing", Bound::Above),
    ("surpassed", Bound::Above),
    ("nearly", Bound::Below),
    ("almost", Bound::Below),
    ("about", Bound::Near),
    ("around", Bound::Near),
    ("roughly", Bound::Near),
    ("approximately", Bound::Near),
    ("approx", Bound::Near),
    ("some", Bound::Near),
    ("estimated", Bound::Near),
    ("circa", Bound::Near),
    ("perhaps", Bound::Near),
    ("maybe", Bound::Near),
];

/// Before money, percentages and other measures alone: elsewhere they say where, not how many.
const BEFORE_MEASURES: &[(&str, Bound)] = &[
    ("above", Bound::Above),
    ("under", Bound::Below),
    ("below", Bound::Below),
    ("beyond", Bound::Above),
    ("near", Bound::Near),
];

/// Before a qualifier; they don't change it.
const DEGREES: &[&str] = &[
    "just",
    "well",
    "slightly",
    "far",
    "a bit",
    "a little",
    "significantly",
    "much",
    "considerably",
];

/// Behind the number.
const BEHIND: &[(&str, Bound)] = &[
    ("or more", Bound::From),
    ("or higher", Bound::From),
    ("or above", Bound::From),
    ("or over", Bound::From),
    ("or greater", Bound::From),
    ("or less", Bound::To),
    ("or fewer", Bound::To),
    ("or lower", Bound::To),
    ("or so", Bound::Near),
    ("- plus", Bound::From),
    ("+", Bound::From),
    ("plus", Bound::From),
];

/// The bound before a number, and where its words begin.
pub(crate) fn ahead(sentence: &Sentence, start: usize, measured: bool) -> Option<(Bound, usize)> {
    let measures = if measured { BEFORE_MEASURES } else { &[] };
    let (bound, from) = BEFORE
        .iter()
        .chain(measures)
        .find_map(|&(phrase, bound)| Some((bound, sentence.ends_before(start, phrase)?)))?;
    if topic(sentence, from, start) {
        return None;
    }
    let so_far = matches!(sentence.before(from, 2), "so" | "thus");
    let degree = DEGREES
        .iter()
        .filter(|_| matches!(bound, Bound::Above | Bound::Below) && !so_far)
        .find_map(|degree| sentence.ends_before(from, degree));
    Some((bound, degree.unwrap_or(from)))
}

/// The bound behind a number, and the place behind its words.
pub(crate) fn behind(sentence: &Sentence, end: usize) -> Option<(Bound, usize)> {
    BEHIND
        .iter()
        .find(|(phrase, _)| sentence.reads(end, phrase))
        .filter(|(phrase, _)| {
            !phrase.ends_with('+') && *phrase != "plus" || sentence.joined(end) || *phrase == "- plus"
        })
        .map(|&(phrase, bound)| (bound, end + phrase.split(' ').count()))
}

/// Whether "about" tells the topic: "talked about two things".
fn topic(sentence: &Sentence, from: usize, start: usize) -> bool {
    const STEMS: &[&str] = &[
        "talk", "speak", "spoke", "ask", "know", "knew", "think", "worr", "hear", "learn", "wrote", "writ",
        "debat", "complain", "concern", "question", "comment", "remark", "stor", "tell", "told", "argu",
    ];
    let before = sentence.before(from, 1);
    start == from + 1
        && matches!(sentence.at(from), "about" | "around" | "over")
        && STEMS.iter().any(|stem| before.starts_with(stem))
}

#[cfg(test)]
mod tests {
    use onrecord_text::{Text, words};

    use super::*;

    #[test]
    fn bounds_before_and_behind() {
        for (string, start, expected) in [
            ("well over 9", 2, Some((Bound::Above, 0))),
            ("at least 9", 2, Some((Bound::From, 0))),
            ("talked about 9", 2, None),
            ("killed about 9", 2, Some((Bound::Near, 1))),
            ("under 9", 1, None),
        ] {
            let text = Text::new(string);
            let words = words(&text, text.span(0, text.len()).unwrap());
            assert_eq!(ahead(&Sentence::new(&words), start, false), expected, "{string}");
        }
        let text = Text::new("9 or more");
        let words = words(&text, text.span(0, text.len()).unwrap());
        assert_eq!(behind(&Sentence::new(&words), 1), Some((Bound::From, 3)));
    }
}
