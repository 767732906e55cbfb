//! Speakers whom no source names: who goes on speaking, and who "I" is.

use std::ops::Range;

use onrecord_record::EntityType;

use super::{Decision, Discourse};
use crate::cast::Figure;
use crate::lexicon;
use crate::phrase::Phrase;

impl Discourse<'_, '_> {
    /// "I" and "we": the speaker of the words they stand in, or the author.
    pub(super) fn selves(&mut self) {
        for index in 0..self.phrases.len() {
            let Some(Phrase::Self_(word)) = self.phrases[index] else {
                continue;
            };
            let outer = self
                .content
                .get(word)
                .copied()
                .flatten()
                .filter(|outer| *outer != index);
            let figure = match outer {
                Some(outer) => self.decided.speakers[outer]
                    .as_ref()
                    .map(|decision| decision.figure),
                None => self.author(),
            };
            let Some(figure) = figure else { continue };
            self.mention(figure, word..word + 1);
            self.decided.speakers[index] = Some(Decision {
                figure,
                confidence: 0.85,
                evidence: if outer.is_some() {
                    "speaker of the words around it"
                } else {
                    "author of the article"
                }
                .into(),
            });
        }
    }

    fn author(&mut self) -> Option<usize> {
        let author = self.article.author?.trim();
        if author.is_empty() {
            return None;
        }
        let known = self
            .decided
            .cast
            .figures
            .iter()
            .position(|figure| figure.kind == EntityType::Author);
        let name = crate::naming::author(author);
        Some(known.unwrap_or_else(|| self.decided.cast.add(Figure::new(EntityType::Author, true, name))))
    }

    /// Attributions without a source whose speaker the article makes plain all the same.
    pub(super) fn implied(&mut self) {
        for index in 0..self.sources.len() {
            if self.sources[index].is_some()
                || !self.article.said[index].source.is_empty()
                || self.decided.speakers[index].is_some()
            {
                continue;
            }
            if let Some(figure) = self.possessor(index) {
                self.decided.speakers[index] = Some(Decision {
                    figure,
                    confidence: 0.8,
                    evidence: "whose the words of the cue are".into(),
                });
                continue;
            }
            let Some(before) = index.checked_sub(1) else {
                continue;
            };
            let evidence = if self.goes_on(index, before) {
                "goes on after the quotation before"
            } else if self.follows_colon(index) {
                "follows the colon of the speaker's sentence"
            } else if self.repeats_cue(index, before) {
                "the speaker's own verb in the passive"
            } else {
                continue;
            };
            if let Some(decision) = self.decided.speakers[before].clone() {
                self.decided.speakers[index] = Some(Decision {
                    confidence: decision.confidence * 0.8,
                    evidence: evidence.into(),
                    ..decision
                });
            }
        }
    }

    /// The words of an attribution's cue; of those without one, an empty range.
    pub(super) fn cue(&self, index: usize) -> Range<usize> {
        self.article.said[index]
            .cue
            .first()
            .map_or(0..0, |span| self.reading.words_of(*span))
    }

    /// Whose a cue's noun is: "Lund's | earlier claim", "his | promise".
    fn possessor(&self, index: usize) -> Option<usize> {
        let cue = self.cue(index);
        let before = cue.start.checked_sub(1).filter(|_| !cue.is_empty())?;
        if self.reading.sentence_of(before) != self.reading.sentence_of(cue.start) {
            return None;
        }
        match self.reading.low(before) {
            "'s" | "'" => self
                .name_ending(before)
                .map(|name| self.decided.cast.of_name[name]),
            _ => self.decided.owners.get(&before).copied(),
        }
    }

    /// A quotation without cue that follows another in the same or the next paragraph.
    fn goes_on(&self, index: usize, before: usize) -> bool {
        let (said, other) = (&self.article.said[index], &self.article.said[before]);
        let (true, Some(first), Some(last)) =
            (said.cue.is_empty(), said.content.first(), other.content.last())
        else {
            return false;
        };
        let (here, there) = (
            self.reading.words_of(*first).start,
            self.reading.words_of(*last).end.saturating_sub(1),
        );
        let near = self
            .reading
            .paragraph_of(here)
            .saturating_sub(self.reading.paragraph_of(there))
            <= 1;
        near && (self.reading.low(here) == "\"" || self.reading.quoted(here))
    }

    /// A colon as the only cue, at the end of the sentence of the attribution before.
    fn follows_colon(&self, index: usize) -> bool {
        let cue = self.cue(index);
        let sentence = self.reading.sentence_of(cue.start);
        let before = index
            .checked_sub(1)
            .map(|before| self.cue(before))
            .unwrap_or_default();
        cue.len() == 1
            && self.reading.low(cue.start) == ":"
            && !before.is_empty()
            && self.reading.sentence_of(before.start) == sentence
    }

    /// "Were rated" after "Lund's office rated": the passive of the verb that the attribution before has, nobody named.
    fn repeats_cue(&self, index: usize, before: usize) -> bool {
        let (here, there) = (self.cue(index), self.cue(before));
        let passive = here.clone().any(|word| {
            matches!(
                self.reading.low(word),
                "was" | "were" | "been" | "being" | "is" | "are"
            )
        });
        let verb = |mut words: Range<usize>| words.next_back().map(|word| self.reading.low(word).to_owned());
        let alike = matches!((verb(here.clone()), verb(there)), (Some(mine), Some(others)) if mine == others);
        passive && alike && self.reading.low(here.end) != "by"
    }

    /// Whether an attribution's source is not who speaks, and nobody else is named.
    pub(super) fn is_nobodys(&self, index: usize) -> bool {
        let (Some(source), cue) = (&self.sources[index], self.cue(index)) else {
            return false;
        };
        !cue.is_empty()
            && (self.is_asked(source, &cue) || self.is_judged(source, &cue) || self.is_spread(source, &cue))
    }

    /// "Asked about it, Lund …": who asked stays open, it wasn't Lund.
    fn is_asked(&self, source: &Range<usize>, cue: &Range<usize>) -> bool {
        let verb = matches!(
            self.reading.low(cue.start),
            "asked" | "pressed" | "questioned" | "quizzed"
        );
        verb && source.start >= cue.end && self.reading.opens_sentence(cue.start)
    }

    /// "Lund was harshly criticised for …": the passive of a verb of judging is said of its subject, not by it.
    fn is_judged(&self, source: &Range<usize>, cue: &Range<usize>) -> bool {
        let reading = self.reading;
        let Some(verb) = cue.clone().rev().find(|&word| is_judging(reading.low(word))) else {
            return false;
        };
        let passive = (verb.saturating_sub(4)..verb).any(|word| {
            matches!(
                reading.low(word),
                "was" | "were" | "been" | "being" | "is" | "are"
            )
        });
        passive && source.end <= verb && reading.low(verb + 1) != "by"
    }

    /// "Amid growing concerns that …": a cue in the plural behind a preposition leaves open whose concerns they are.
    fn is_spread(&self, source: &Range<usize>, cue: &Range<usize>) -> bool {
        let reading = self.reading;
        if source.end > cue.start {
            return false;
        }
        let head = reading.low(cue.end - 1);
        let noun = matches!(
            head,
            "charges"
                | "allegations"
                | "accusations"
                | "claims"
                | "concerns"
                | "fears"
                | "rumors"
                | "rumours"
                | "reports"
                | "speculation"
                | "suspicions"
                | "complaints"
                | "calls"
                | "expectations"
                | "worries"
                | "criticism"
                | "questions"
                | "doubts"
        );
        let opens = |word: &str| {
            matches!(
                word,
                "by" | "amid" | "of" | "over" | "despite" | "from" | "with" | "to" | "about" | "after"
            )
        };
        let behind = opens(reading.before(cue.start)) || cue.clone().any(|word| opens(reading.low(word)));
        noun && behind && !cue.clone().any(|word| lexicon::is_possessive(reading.low(word)))
    }
}

/// Participles of verbs for what is said of somebody.
fn is_judging(word: &str) -> bool {
    matches!(
        word,
        "accused"
            | "attacked"
            | "blamed"
            | "called"
            | "condemned"
            | "criticised"
            | "criticized"
            | "denounced"
            | "described"
            | "dubbed"
            | "faulted"
            | "hailed"
            | "labeled"
            | "labelled"
            | "lauded"
            | "mocked"
            | "praised"
            | "quoted"
            | "ridiculed"
    )
}
