//! Everything that mentions somebody, in the order of the text.

use onrecord_record::EntityType;

use super::Discourse;
use crate::lexicon::{self, Class};
use crate::phrase::{Common, Phrase, analyse};

/// What stands at a place of the article.
pub(super) enum Event {
    Name(usize),
    /// The sources of attributions: the first of those that share it.
    Source(usize),
    Pronoun,
    Description(Common),
    Group(Common),
}

impl Discourse<'_, '_> {
    /// Everything that mentions somebody, in the order of the text.
    pub(super) fn events(&self) -> Vec<(usize, Event)> {
        let reading = self.reading;
        let mut events: Vec<(usize, u8, Event)> = Vec::new();
        for &index in self.shared.keys() {
            let start = self.sources[index].as_ref().map_or(0, |source| source.start);
            events.push((start, 0, Event::Source(index)));
        }
        for (index, name) in self.names.iter().enumerate() {
            events.push((name.words.start, 1, Event::Name(index)));
        }
        let mut word = 0;
        while word < reading.len() {
            if self.source_at[word].is_some() && !lexicon::is_possessive(reading.low(word)) {
                word += 1;
                continue;
            }
            let low = reading.low(word);
            if lexicon::gender_of_pronoun(low).is_some() {
                if self.is_whole_source(word).is_none() {
                    events.push((word, 2, Event::Pronoun));
                }
            } else if low == "the" {
                if let Some(common) = self.description_at(word) {
                    let after = common.words.end;
                    events.push((word, 3, Event::Description(common)));
                    word = after;
                    continue;
                }
            } else if lexicon::is_plural(low)
                && lexicon::kind_of_head(low) == EntityType::Group
                && !reading.in_headline(word)
            {
                let start = self.noun_phrase_start(word);
                if let Some(Phrase::Common(common)) = analyse(reading, self.names, start..word + 1) {
                    events.push((start, 3, Event::Group(common)));
                }
            }
            word += 1;
        }
        events.sort_by_key(|(word, order, event)| {
            let number = if let Event::Source(index) = event {
                *index
            } else {
                0
            };
            (*word, *order, number)
        });
        events.into_iter().map(|(word, _, event)| (word, event)).collect()
    }

    /// The attribution whose whole source is this one word.
    pub(super) fn is_whole_source(&self, word: usize) -> Option<usize> {
        let index = self.source_at.get(word).copied().flatten()?;
        (self.sources[index].as_ref()? == &(word..word + 1)).then_some(index)
    }

    /// A definite description of one person that starts at "the": "the Russian strongman".
    fn description_at(&self, the: usize) -> Option<Common> {
        let reading = self.reading;
        let mut head = None;
        for word in the + 1..(the + 8).min(reading.len()) {
            let low = reading.low(word);
            if low == "-" && !reading.spaced(word) {
                continue;
            }
            if !reading.is_wordlike(word)
                || lexicon::is_preposition(low)
                || lexicon::is_determiner(low)
                || lexicon::is_auxiliary(low)
                || self.name_starts(word) && head.is_some()
            {
                break;
            }
            if lexicon::role(low).is_some() {
                head = Some(word);
            } else if head.is_some() {
                break;
            }
        }
        let head = head?;
        let follows = head + 1;
        let name_follows =
            self.name_starts(follows) || reading.low(follows) == "." && self.name_starts(follows + 1);
        if name_follows
            || lexicon::role(reading.low(head)).is_some_and(|class| {
                class == Class::Person && lexicon::gender_of_noun(reading.low(head)).is_none()
            })
        {
            return None;
        }
        match analyse(reading, self.names, the..head + 1) {
            Some(Phrase::Common(common)) if common.kind == EntityType::Person => Some(common),
            _ => None,
        }
    }

    fn name_starts(&self, word: usize) -> bool {
        let next = self.names.partition_point(|name| name.words.start < word);
        self.names.get(next).is_some_and(|name| name.words.start == word)
    }

    /// Where the noun phrase that ends with a noun begins: over adjectives, names and numbers, not over verbs.
    pub(super) fn noun_phrase_start(&self, head: usize) -> usize {
        let reading = self.reading;
        let mut start = head;
        // Up to two unknown words between a determiner and the noun are taken for adjectives.
        for length in 1..4 {
            let Some(word) = head
                .checked_sub(length)
                .filter(|&word| reading.sentence_of(word) == reading.sentence_of(head))
            else {
                break;
            };
            if lexicon::is_determiner(reading.low(word)) && reading.low(word) != "that" {
                return word;
            }
            if !reading.is_wordlike(word) || lexicon::is_function_word(reading.low(word)) {
                break;
            }
        }
        while let Some(word) = start.checked_sub(1) {
            let low = reading.low(word);
            let hyphen = matches!(low, "-" | "'s") && !reading.spaced(word);
            if head - word > 6 || reading.sentence_of(word) != reading.sentence_of(head) {
                break;
            }
            if lexicon::is_determiner(low) {
                return word;
            }
            let modifies = hyphen
                || reading.is_capital(word) && !lexicon::is_function_word(low)
                || ["al", "ic", "ive", "an", "ish", "ese", "ior", "ous", "ful"]
                    .iter()
                    .any(|ending| low.len() > 4 && low.ends_with(ending))
                || lexicon::is_body(low)
                || matches!(
                    low,
                    "top"
                        | "many"
                        | "few"
                        | "several"
                        | "some"
                        | "most"
                        | "other"
                        | "two"
                        | "three"
                        | "four"
                        | "five"
                        | "law"
                        | "black"
                        | "white"
                        | "young"
                        | "campaign"
                        | "city"
                        | "state"
                        | "police"
                        | "party"
                        | "policy"
                        | "rights"
                        | "likely"
                        | "registered"
                        | "fellow"
                        | "unnamed"
                        | "major"
                        | "wealthy"
                );
            if !modifies {
                break;
            }
            start = word;
        }
        start
    }
}
