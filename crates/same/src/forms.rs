//! The forms of an English word, for indexes that know words only as they are written.

use std::collections::BTreeSet;

use crate::fold::spellings;
use crate::porter::stem;

/// What stems end in, where the words are written out: inflections, and the commonest derivations.
const ENDINGS: [&str; 20] = [
    "", "s", "e", "es", "ed", "ing", "er", "ers", "y", "ies", "ied", "ly", "al", "ally", "ion", "ions",
    "ation", "ations", "ity", "ive",
];

/// Derivations that fewer than one stem in a hundred has: looked for where the word itself is one of them.
const FAMILIES: [&[&str]; 4] = [
    &["ance", "ant", "ants"],
    &["ence", "ent"],
    &["ment", "ments"],
    &["ize", "izes", "ized", "izing", "ization"],
];

/// Endings before which a last consonant after a vowel is doubled ("stopped"), and those before which an "l" is, where
/// there is more to it than another spelling ("recalls", "totally", "cancellation").
const DOUBLING: [&str; 4] = ["ed", "ing", "er", "ers"];
const DOUBLING_L: [&str; 6] = ["", "s", "y", "ation", "ations", "ment"];

/// Words that share a stem with `word` (in the form of [`fold`](crate::fold::fold)), in order: its inflections, what is
/// commonly derived from it, and other spellings of them; itself among them. Not all of them need be words.
pub(crate) fn forms(word: &str) -> Vec<String> {
    let stem_of = stem(word);
    let with = |endings: &[&str], stem: &str| -> Vec<String> {
        endings.iter().map(|ending| format!("{stem}{ending}")).collect()
    };
    let mut written = with(&ENDINGS, &stem_of);
    for family in FAMILIES.map(|family| with(family, &stem_of)) {
        if family.iter().any(|form| form == word) {
            written.extend(family);
        }
    }
    match stem_of.as_bytes() {
        // "famili", "fine"
        [.., b'i' | b'e'] => written.extend(with(&ENDINGS, &stem_of[..stem_of.len() - 1])),
        [.., b'l'] => written.extend(with(&DOUBLING_L, &format!("{stem_of}l"))),
        [.., before, last] if is_vowel(*before) && last.is_ascii_alphabetic() && !is_vowel(*last) => {
            written.extend(with(&DOUBLING, &format!("{stem_of}{}", *last as char)));
        }
        _ => {}
    }
    let alike: BTreeSet<String> = written
        .into_iter()
        .filter(|form| stem(form) == stem_of)
        .chain([word.to_owned()])
        .flat_map(|form| spellings(&form))
        .collect();
    alike.into_iter().collect()
}

fn is_vowel(letter: u8) -> bool {
    matches!(letter, b'a' | b'e' | b'i' | b'o' | b'u')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_one_stem() {
        for (word, expected) in [
            ("taxes", &["tax", "taxed", "taxing", "taxes"][..]),
            ("stopped", &["stop", "stops", "stopped", "stopping"]),
            ("family", &["families", "family"]),
            ("recall", &["recalled", "recalls"]),
            ("cancelled", &["cancel", "cancelled", "canceled", "cancellation"]),
            ("fined", &["fine", "fines", "fining"]),
            ("modernize", &["modern", "modernization", "modernised"]),
            ("immigrants", &["immigrant", "immigrants", "immigration"]),
            (
                "organization",
                &["organize", "organise", "organised", "organization"],
            ),
            ("harbor", &["harbour", "harbours", "harbors"]),
            ("7", &["7", "seven"]),
            ("café", &["café"]),
        ] {
            let forms = forms(word);
            assert!(forms.iter().any(|form| form == word), "{word}: {forms:?}");
            assert!(
                expected
                    .iter()
                    .all(|form| forms.iter().any(|other| other == form)),
                "{word}: {forms:?}"
            );
        }
        assert_eq!(forms("1990s"), ["1990s"]);
        // An index is asked about each of them.
        for word in ["minister", "announced", "council", "company", "reactor", "killed"] {
            assert!(forms(word).len() < 25, "{word}: {:?}", forms(word));
        }
    }
}
