//! Pronouns, and how sure an antecedent is.

use onrecord_record::EntityType;

use super::{Decision, Discourse};
use crate::lexicon::{self, Gender};
use crate::phrase::Phrase;
use crate::trail::{Candidate, Place};

impl Discourse<'_, '_> {
    pub(super) fn pronoun(&mut self, word: usize) {
        let Some(gender) = lexicon::gender_of_pronoun(self.reading.low(word)) else {
            return;
        };
        if let Some(decision) = self.antecedent(word, gender) {
            self.take(word, &decision, Some(gender));
        }
    }

    /// Who a quotation's or another content's speaker is, as far as it is known yet.
    pub(super) fn speaker_of(&self, index: usize) -> Option<usize> {
        if let Some(decision) = &self.decided.speakers[index] {
            return Some(decision.figure);
        }
        match self.phrases[index] {
            Some(Phrase::Name(name) | Phrase::Names(name)) => self.decided.cast.of_name.get(name).copied(),
            _ => None,
        }
    }

    /// The person that "he" or "she" stands for.
    pub(super) fn antecedent(&self, word: usize, gender: Gender) -> Option<Decision> {
        let place = self.place(word);
        let figures = &self.decided.cast.figures;
        // In a person's own quoted words, "he" is somebody else.
        let not = place
            .content
            .filter(|_| place.quoted)
            .and_then(|index| self.speaker_of(index));
        let named = self.named_within(self.is_whole_source(word));
        let candidates = self.trail.candidates(&place, |trace| {
            let figure = &figures[trace.figure];
            let fits = figure.is_person() && !trace.plural && Some(trace.figure) != not;
            let self_named = if named.contains(&trace.figure) { -1.5 } else { 0.0 };
            match figure.gender {
                _ if !fits => None,
                Some(own) if own != gender => None,
                Some(_) => Some(self_named),
                None => Some(self_named - if figure.named { 0.6 } else { 2.0 }),
            }
        });
        self.decide(&candidates, &place, -6.0)
    }

    /// Whom the quoted words of an attribution name: people seldom speak of themselves by name.
    fn named_within(&self, index: Option<usize>) -> Vec<usize> {
        let Some(index) = index else { return Vec::new() };
        let mut named = Vec::new();
        for span in self.article.said[index].content.iter().take(8) {
            let words = self.reading.words_of(*span);
            let first = self.names.partition_point(|name| name.words.end <= words.start);
            let inside = self.names[first..]
                .iter()
                .take(40)
                .take_while(|name| name.words.end <= words.end);
            for (at, name) in inside.enumerate() {
                if self.reading.quoted(name.words.start) {
                    named.extend(self.decided.cast.of_name.get(first + at));
                }
            }
        }
        named
    }

    pub(super) fn source_pronoun(&mut self, word: usize) -> Option<Decision> {
        let low = self.reading.low(word);
        if let Some(gender) = lexicon::gender_of_pronoun(low) {
            return self.antecedent(word, gender);
        }
        let place = self.place(word);
        let figures = &self.decided.cast.figures;
        let plural = matches!(
            low,
            "they" | "them" | "their" | "themselves" | "both" | "these" | "those"
        );
        let candidates = self.trail.candidates(&place, |trace| {
            let kind = figures[trace.figure].kind;
            if plural {
                match kind {
                    _ if trace.plural => Some(0.6),
                    EntityType::Group => Some(0.6),
                    EntityType::Organisation => Some(-1.0),
                    _ => None,
                }
            } else {
                match kind {
                    _ if trace.plural => None,
                    EntityType::Organisation => Some(0.3),
                    EntityType::Document => Some(0.0),
                    EntityType::Place => Some(if trace.subject { -0.3 } else { -1.2 }),
                    _ => None,
                }
            }
        });
        self.decide(&candidates, &place, -2.5)
    }

    /// The best candidate, with how sure that is.
    pub(super) fn decide(&self, candidates: &[Candidate], place: &Place, least: f64) -> Option<Decision> {
        let best = candidates.first().filter(|best| best.score >= least)?;
        let second = candidates.get(1).map_or(best.score - 4.0, |second| second.score);
        let margin = (best.score - second).min(4.0);
        // Of the surest on development articles, nine in ten were right.
        let confidence = (1.0 / (1.0 + (-(0.4 + 0.9 * margin)).exp())).min(0.92);
        let mut evidence = String::from(match place.sentence.saturating_sub(best.trace.sentence) {
            0 => "mentioned in the same sentence",
            1 => "mentioned in the sentence before",
            _ => "mentioned before",
        });
        if place.last_speaker == Some(best.figure) {
            evidence.push_str(", spoke last");
        }
        if best.trace.subject {
            evidence.push_str(", subject");
        }
        if candidates.len() == 1 {
            evidence.push_str(", nobody else fits");
        }
        Some(Decision {
            figure: best.figure,
            confidence,
            evidence,
        })
    }
}
