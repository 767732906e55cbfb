//! Where the attributions stand: the words of each source, and what each word is part of.

use std::collections::HashMap;
use std::ops::Range;

use crate::Said;
use crate::names::NameMention;
use crate::phrase::{Phrase, analyse};
use crate::reading::Reading;

/// The most words that stand between a quotation and "according to" where its speaker is named there.
const SPEAKER: usize = 14;

/// Sources and contents by words.
pub(super) struct Layout {
    /// Of every attribution, the words of its source.
    pub(super) sources: Vec<Option<Range<usize>>>,
    /// Of every attribution, what its source's words stand for.
    pub(super) phrases: Vec<Option<Phrase>>,
    /// Of every word, the attribution with the shortest content that it stands in.
    pub(super) content: Vec<Option<usize>>,
    /// Of every word, the attribution whose source it stands in.
    pub(super) source_at: Vec<Option<usize>>,
    /// Of the first attribution with a source, all that share it.
    pub(super) shared: HashMap<usize, Vec<usize>>,
}

impl Layout {
    pub(super) fn new(reading: &Reading, names: &[NameMention], said: &[Said]) -> Self {
        let sources: Vec<Option<Range<usize>>> = said.iter().map(|said| source(reading, said)).collect();
        let mut source_at = vec![None; reading.len()];
        for (index, words) in sources.iter().enumerate() {
            for word in words.clone().into_iter().flatten() {
                if let Some(owner) = source_at.get_mut(word) {
                    *owner = owner.or(Some(index));
                }
            }
        }
        let phrases = sources
            .iter()
            .map(|source| source.clone().and_then(|words| analyse(reading, names, words)))
            .collect();
        Self {
            phrases,
            content: contents(reading, said),
            source_at,
            shared: shared(&sources),
            sources,
        }
    }
}

/// Of every word, the attribution with the shortest content that it stands in.
fn contents(reading: &Reading, said: &[Said]) -> Vec<Option<usize>> {
    let mut content: Vec<Option<(usize, usize)>> = vec![None; reading.len()];
    for (index, said) in said.iter().enumerate() {
        let ranges: Vec<Range<usize>> = said.content.iter().map(|span| reading.words_of(*span)).collect();
        let length = ranges.iter().map(Range::len).sum();
        for word in ranges.into_iter().flatten().filter(|word| *word < reading.len()) {
            if content[word].is_none_or(|(_, other)| length < other) {
                content[word] = Some((index, length));
            }
        }
    }
    content
        .into_iter()
        .map(|own| own.map(|(index, _)| index))
        .collect()
}

/// Of the first attribution with a source, all with that source.
fn shared(sources: &[Option<Range<usize>>]) -> HashMap<usize, Vec<usize>> {
    let mut firsts: HashMap<Range<usize>, usize> = HashMap::new();
    let mut shared: HashMap<usize, Vec<usize>> = HashMap::new();
    for (index, source) in sources.iter().enumerate() {
        if let Some(source) = source {
            let first = *firsts.entry(source.clone()).or_insert(index);
            shared.entry(first).or_default().push(index);
        }
    }
    shared
}

/// The words of an attribution's source, put right where "according to" misled.
fn source(reading: &Reading, said: &Said) -> Option<Range<usize>> {
    let given = said
        .source
        .first()
        .map(|span| reading.words_of(*span))
        .filter(|words| !words.is_empty())?;
    let cue = said.cue.first().map(|span| reading.words_of(*span));
    if reading.low(given.start) == "according" && given.len() <= 2 {
        // "According to" taken for the source of what it introduces.
        return cue.or(Some(given));
    }
    Some(
        cue.and_then(|cue| speaker_before(reading, said, &cue, &given))
            .unwrap_or(given),
    )
}

/// "…,” the mayor said according to a transcript": the speaker is who says it, not the transcript that "according to" names.
fn speaker_before(
    reading: &Reading,
    said: &Said,
    cue: &Range<usize>,
    given: &Range<usize>,
) -> Option<Range<usize>> {
    let according = (cue.clone()).find(|&word| reading.low(word) == "according")?;
    let last = reading.words_of(*said.content.last()?);
    if given.start <= according || last.end > according {
        return None;
    }
    let near =
        according - last.end <= SPEAKER && reading.sentence_of(last.end) == reading.sentence_of(according);
    let between: Vec<usize> = (last.end..according).filter(|_| near).collect();
    let is_mark = |word: usize| !reading.is_wordlike(word);
    let start = between.iter().copied().find(|&word| !is_mark(word))?;
    let end = between.iter().copied().rfind(|&word| !is_mark(word))? + 1;
    let speaker = if says(reading.low(end - 1)) {
        start..end - 1
    } else if says(reading.low(start)) {
        start + 1..end
    } else {
        return None;
    };
    let whole = speaker
        .clone()
        .all(|word| !matches!(reading.low(word), "," | ";" | "\"" | "—"));
    (whole && !speaker.is_empty()).then_some(speaker)
}

fn says(verb: &str) -> bool {
    matches!(
        verb,
        "said" | "says" | "added" | "told" | "wrote" | "declared" | "stated" | "remarked" | "continued"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    use onrecord_text::Span;

    use crate::drafts::Draft;

    #[test]
    fn a_transcript_gives_way_to_who_is_named_before_it() {
        let source_of = |text: &str| {
            let draft = Draft::new(text);
            let reading = draft.reading();
            let span = |words: &str| {
                let start = text.find(words)?;
                let start = text[..start].chars().count();
                Span::new(start, start + words.chars().count())
            };
            let (content, cue, given) = (span("“Rain,”"), span("according to"), span("a transcript"));
            let said = Said {
                source: given.as_slice(),
                cue: cue.as_slice(),
                content: content.as_slice(),
            };
            source(&reading, &said).map(|words| reading.phrase(&words))
        };
        for (text, speaker) in [
            ("“Rain,” the mayor said according to a transcript.", "the mayor"),
            ("“Rain,” said the mayor, according to a transcript.", "the mayor"),
            ("“Rain,” according to a transcript.", "a transcript"),
            (
                "“Rain,” it was on Friday, according to a transcript.",
                "a transcript",
            ),
        ] {
            assert_eq!(source_of(text).as_deref(), Some(speaker), "{text}");
        }
    }
}
