use onrecord_model::{Model, RunError};
use onrecord_text::{Quotation, Span, Word};

use crate::cues::TABLE;
use crate::{Found, read};

/// Verbs that a statement within another is told by; one by others is seldom more than a turn of phrase.
const SPEAKING: &[&str] = &[
    "accuse",
    "acknowledge",
    "add",
    "admit",
    "allege",
    "announce",
    "argue",
    "ask",
    "assert",
    "believe",
    "claim",
    "confirm",
    "deny",
    "insist",
    "maintain",
    "order",
    "pledge",
    "promise",
    "report",
    "say",
    "swear",
    "tell",
    "testify",
    "think",
    "threaten",
    "vow",
    "warn",
    "write",
];

/// Sources that are the speaker of the words around, or whoever is spoken to: "I think" adds nothing to who says it.
const PRESENT: &[&str] = &["i", "we", "you"];

/// Words of a content that can hold a speaker, a verb and what is said.
const SHORTEST: usize = 5;

/// The confidence from which one is kept: contents are read without what stands around them.
const LEAST_CONFIDENCE: f64 = 0.95;

/// The attributions within the contents of those found: "She said | that he had denied the charge". The model reads each
/// content that tells of somebody's speaking once more, by itself, and what has a source of its own and such a verb is kept.
pub(crate) fn nested(model: &Model, words: &[Word], found: &[Found]) -> Result<Vec<Found>, RunError> {
    let (mut inner, mut paragraphs) = (Vec::new(), Vec::new());
    let mut contents: Vec<Span> = found.iter().flat_map(|one| &one.content).copied().collect();
    contents.sort_unstable();
    for (number, content) in (0..).zip(&contents) {
        let inside = without_marks(between(words, *content));
        if inside.len() >= SHORTEST && tells(&inside[..inside.len() - 1]) {
            let quoted = inside
                .iter()
                .all(|word| matches!(word.quotation, Quotation::Inside | Quotation::Unclosed));
            inner.extend(inside.iter().map(|word| Word {
                quotation: if quoted {
                    Quotation::Outside
                } else {
                    word.quotation
                },
                ..word.clone()
            }));
            paragraphs.resize(inner.len(), number);
        }
    }
    if inner.is_empty() {
        return Ok(Vec::new());
    }
    let kept = |one: &Found| {
        one.confidence >= LEAST_CONFIDENCE
            && one
                .source
                .iter()
                .any(|source| !is_present(between(&inner, *source)))
            && one.cue.iter().any(|cue| between(&inner, *cue).iter().any(speaks))
            && within_one(&contents, one)
    };
    let scores = model.read(&inner, &paragraphs)?;
    Ok(read(model, &scores, &inner, &paragraphs)
        .into_iter()
        .filter(kept)
        .collect())
}

/// The words that begin in a span. Words stand in the order of the text.
fn between(words: &[Word], span: Span) -> &[Word] {
    let start = words.partition_point(|word| word.span.start() < span.start());
    let end = words.partition_point(|word| word.span.start() < span.end());
    words.get(start..end).unwrap_or_default()
}

/// Words without the quotation marks at their ends.
fn without_marks(mut words: &[Word]) -> &[Word] {
    let mark = |word: &Word| matches!(word.quotation, Quotation::Opening | Quotation::Closing);
    while let [first, rest @ ..] = words
        && mark(first)
    {
        words = rest;
    }
    while let [rest @ .., last] = words
        && mark(last)
    {
        words = rest;
    }
    words
}

/// Whether an attribution stands in one of some contents, which are in the order of the text and don't overlap.
fn within_one(contents: &[Span], one: &Found) -> bool {
    let mut spans = one.source.iter().chain(&one.cue).chain(&one.content);
    let Some(first) = one.content.first() else {
        return false;
    };
    let after = contents.partition_point(|content| content.start() <= first.start());
    after > 0 && spans.all(|span| contents[after - 1].contains(*span))
}

/// Whether a verb of speaking stands somewhere, other than in "I think" and "to say", which is most of them.
fn tells(words: &[Word]) -> bool {
    words.windows(2).any(|pair| {
        let before = pair[0].form.to_lowercase();
        speaks(&pair[1]) && before != "to" && !PRESENT.contains(&before.as_str())
    })
}

fn is_present(source: &[Word]) -> bool {
    matches!(source, [only] if PRESENT.contains(&only.form.to_lowercase().as_str()))
}

fn speaks(word: &Word) -> bool {
    TABLE
        .forms(&word.form.to_lowercase())
        .iter()
        .any(|form| SPEAKING.contains(&form.as_str()))
}

#[cfg(test)]
mod tests {
    use onrecord_record::AttributionType;
    use onrecord_text::{Text, paragraphs, words};

    use super::*;

    fn of(text: &str) -> Vec<Word> {
        let text = Text::new(text);
        words(&text, paragraphs(text.as_str())[0])
    }

    fn spans(places: &[(usize, usize)]) -> Vec<Span> {
        places
            .iter()
            .filter_map(|&(start, end)| Span::new(start, end))
            .collect()
    }

    #[test]
    fn marks_around_a_content_are_left_out() {
        let forms = |text| -> Vec<String> {
            without_marks(&of(text))
                .iter()
                .map(|word| word.form.clone())
                .collect()
        };
        assert_eq!(forms("“He said so.”"), ["He", "said", "so", "."]);
        assert_eq!(
            forms("he said “so” then"),
            ["he", "said", "\"", "so", "\"", "then"]
        );
        assert!(forms("“").len() <= 1);
    }

    #[test]
    fn verbs_of_speaking_are_known_in_every_form() {
        let speaking = |text: &str| of(text).iter().filter(|word| speaks(word)).count();
        assert_eq!(
            speaking("He told us, denies it and warned, claiming that she says so"),
            5
        );
        assert_eq!(speaking("He went home and supported the wall"), 0);
    }

    #[test]
    fn what_the_speaker_says_of_himself_is_no_telling() {
        assert!(tells(&of("that Ann denied the charge")));
        assert!(!tells(&of("I think we say it to tell them")));
    }

    #[test]
    fn only_what_stands_in_one_content_is_within_it() {
        let contents = spans(&[(0, 20), (30, 60)]);
        let found = |source: (usize, usize), cue: (usize, usize), content: (usize, usize)| Found {
            kind: AttributionType::Indirect,
            source: spans(&[source]),
            cue: spans(&[cue]),
            content: spans(&[content]),
            confidence: 0.9,
        };
        assert!(within_one(&contents, &found((30, 33), (34, 38), (39, 60))));
        assert!(!within_one(&contents, &found((5, 10), (34, 38), (39, 60))));
        assert!(!within_one(&contents, &found((21, 22), (23, 24), (25, 29))));
    }
}
