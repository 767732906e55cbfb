//! "Who", "which" and "that": what stands before them.

use onrecord_record::EntityType;

use super::{Decision, Discourse};
use crate::lexicon;
use crate::phrase::{Phrase, analyse};

impl Discourse<'_, '_> {
    /// What stands before "who", "which" or "that".
    pub(super) fn relative(&mut self, word: usize) -> Option<Decision> {
        let reading = self.reading;
        let person = matches!(reading.low(word), "who" | "whom" | "whose");
        let sentence = reading.sentence(word);
        let mut end = word;
        while end > sentence.start
            && (reading.low(end - 1) == "," || matches!(reading.low(end - 1), "\"" | ")"))
        {
            end -= 1;
        }
        let certain = |figure: usize| Decision {
            figure,
            confidence: 0.9,
            evidence: "stands before the relative pronoun".into(),
        };
        if let Some(name) = self.name_ending(end) {
            let figure = self.decided.cast.of_name[name];
            if !person || self.decided.cast.figures[figure].is_person() {
                return Some(certain(figure));
            }
        }
        let mut head = end.checked_sub(1)?;
        for _ in 0..3 {
            let kind = lexicon::kind_of_head(reading.low(head));
            let fits = match kind {
                EntityType::Person | EntityType::Group => true,
                EntityType::Unknown | EntityType::Generic => false,
                _ => !person,
            };
            if fits && reading.sentence_of(head) == reading.sentence_of(word) {
                let start = self.noun_phrase_start(head);
                let comma = start.checked_sub(1).filter(|before| {
                    reading.low(*before) == "," && lexicon::is_determiner(reading.low(start))
                });
                if let Some(name) = comma.and_then(|comma| self.name_ending(comma)) {
                    return Some(certain(self.decided.cast.of_name[name]));
                }
                // "The nominee for president, who …": a bare noun behind a preposition only modifies.
                let bare = start == head
                    && !lexicon::is_plural(reading.low(head))
                    && start > sentence.start
                    && lexicon::is_preposition(reading.low(start - 1));
                if bare && start >= 2 {
                    head = start - 2;
                    continue;
                }
                if let Some(Phrase::Common(common)) = analyse(reading, self.names, start..end.min(head + 8)) {
                    return self.common(&common);
                }
            }
            let floor = sentence.start.max(head.saturating_sub(8));
            let Some(preposition) = (floor..head)
                .rev()
                .find(|&before| lexicon::is_preposition(reading.low(before)))
            else {
                break;
            };
            let Some(before) = preposition.checked_sub(1) else {
                break;
            };
            head = before;
        }
        let place = self.place(word);
        let figures = &self.decided.cast.figures;
        let near = self.trail.back(place.sentence).find(|trace| {
            trace.sentence == place.sentence
                && trace.word < word
                && figures[trace.figure].is_person() == person
        });
        near.map(|trace| Decision {
            figure: trace.figure,
            confidence: 0.6,
            evidence: "mentioned before the relative pronoun".into(),
        })
    }

    pub(super) fn name_ending(&self, end: usize) -> Option<usize> {
        let next = self.names.partition_point(|name| name.words.end < end);
        self.names
            .get(next)
            .filter(|name| name.words.end == end)
            .map(|_| next)
    }
}
