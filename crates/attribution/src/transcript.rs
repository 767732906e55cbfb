use std::ops::Range;

use onrecord_text::Word;

/// Speakers' turns that make a text a transcript: fewer capitals before a colon can be anything.
const FEWEST_TURNS: usize = 3;
/// Words of a speaker's label.
const LONGEST_LABEL: usize = 6;
/// What stands in capitals before a colon without being a speaker.
const NO_SPEAKERS: &[&str] = &[
    "BREAKING",
    "CLICK",
    "CORRECTION",
    "EXCLUSIVE",
    "LISTEN",
    "LIVE",
    "MORE",
    "NOTE",
    "OPINION",
    "PHOTO",
    "PHOTOS",
    "READ",
    "RELATED",
    "SEE",
    "SOURCE",
    "SOURCES",
    "UPDATE",
    "UPDATED",
    "VIDEO",
    "WATCH",
];

/// One speaker's turn in a transcript, "SMITH: We will pay.", or a signed quotation, as ranges of words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Turn {
    pub(crate) speaker: Range<usize>,
    /// The colon after the speaker, or the dash before one who signs.
    pub(crate) sign: Range<usize>,
    pub(crate) words: Range<usize>,
}

/// The turns of a transcript, each within its paragraph; none where the text is no transcript: fewer than three turns, or
/// only one speaker.
pub(crate) fn turns(words: &[Word], paragraphs: &[u32]) -> Vec<Turn> {
    let mut turns = Vec::new();
    let mut start = 0;
    while start < words.len() {
        let mut end = start + 1;
        while end < words.len() && paragraphs[end] == paragraphs[start] {
            end += 1;
        }
        turns.extend(turn(words, start..end));
        start = end;
    }
    let label = |turn: &Turn| {
        words[turn.speaker.clone()]
            .iter()
            .map(|word| word.form.as_str())
            .collect::<String>()
    };
    let speakers = turns.iter().any(|turn| label(turn) != label(&turns[0]));
    if turns.len() >= FEWEST_TURNS && speakers {
        turns
    } else {
        Vec::new()
    }
}

fn turn(words: &[Word], paragraph: Range<usize>) -> Option<Turn> {
    let label = words[paragraph.clone()]
        .iter()
        .take(LONGEST_LABEL + 1)
        .position(|word| word.form == ":")?;
    let colon = paragraph.start + label;
    let speaker = paragraph.start..colon;
    let name = |word: &Word| {
        word.form
            .chars()
            .all(|char| char.is_uppercase() || matches!(char, '.' | '-' | '\''))
    };
    let letters = |word: &Word| word.form.chars().filter(|char| char.is_uppercase()).count();
    let longest = words[speaker.clone()].iter().map(letters).max()?;
    let no_speaker = words[speaker.clone()]
        .iter()
        .any(|word| NO_SPEAKERS.contains(&word.form.as_str()));
    let rest = colon + 1..paragraph.end;
    let is_turn = words[speaker.clone()].iter().all(name) && longest >= 2 && !no_speaker && !rest.is_empty();
    is_turn.then_some(Turn {
        speaker,
        sign: colon..colon + 1,
        words: rest,
    })
}

#[cfg(test)]
mod tests {
    use onrecord_text::{Text, words_by_paragraph};

    use super::*;

    fn of(text: &str) -> Vec<(String, String)> {
        let text = Text::new(text);
        let (all, numbers) = words_by_paragraph(&text, |_| true);
        let words = |range: Range<usize>| {
            all[range]
                .iter()
                .map(|word| word.form.clone())
                .collect::<Vec<_>>()
                .join(" ")
        };
        turns(&all, &numbers)
            .into_iter()
            .map(|turn| (words(turn.speaker), words(turn.words)))
            .collect()
    }

    #[test]
    fn each_turn_has_its_speaker() {
        let text = "A talk on Monday.\n\nHOST: Is it safe?\nDR. A. SMITHE: Nobody knows.\nHOST: Nobody?";
        let found = of(text);
        assert_eq!(found.len(), 3);
        assert_eq!(found[1], ("DR . A . SMITHE".into(), "Nobody knows .".into()));
    }

    #[test]
    fn capitals_before_a_colon_are_not_enough() {
        assert_eq!(
            of("UPDATE: More soon.\n\nWATCH: The video.\n\nREAD MORE: Here."),
            []
        );
        assert_eq!(of("NATO: A history.\n\nIt began in 1949."), []);
        assert_eq!(of("Smith: Yes.\nJones: No.\nSmith: Why?"), []);
    }
}
