//! The forms of an English word, for indexes that know words only as they are written.

use std::collections::BTreeSet;

use crate::fold::spellings;
use crate::porter::stem;

/// What stems end in, where the words are written out: inflections, and the commonest derivations.
const ENDINGS: [&str; 32] = [
    "", "s", "e", "es", "ed", "ing", "er", "ers", "y", "ies", "ied", "ly", "al", "ally", "ion", "ions",
    "ation", "ations", "ment", "ments", "ant", "ants", "ance", "ent", "ence", "ive", "ity", "ize", "izes",
    "ized", "izing", "ization",
];

/// Words that share a stem with `word` (in the form of [`fold`](crate::fold::fold)), in order: its inflections, what is
/// commonly derived from it, and other spellings of them; itself among them. Not all of them need be words.
pub(crate) fn forms(word: &str) -> Vec<String> {
    let stem_of = stem(word);
    let mut stems = vec![stem_of.clone()];
    match stem_of.as_bytes() {
        // "famili"
        [.., b'i'] => stems.push(stem_of[..stem_of.len() - 1].to_owned()),
        // "stopped"
        [.., last] if last.is_ascii_alphabetic() => stems.push(format!("{stem_of}{}", *last as char)),
        _ => {}
    }
    let written = stems
        .iter()
        .flat_map(|stem| ENDINGS.map(|ending| format!("{stem}{ending}")));
    let alike: BTreeSet<String> = written
        .filter(|form| stem(form) == stem_of)
        .chain([word.to_owned()])
        .flat_map(|form| spellings(&form))
        .collect();
    alike.into_iter().collect()
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
    }
}
