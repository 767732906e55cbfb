//! Through whom each attribution was said.

use std::collections::HashMap;
use std::ops::Range;

use onrecord_record::EntityType;

use super::Discourse;
use crate::cast::Figure;
use crate::channel::{Channel, channel};

impl Discourse<'_, '_> {
    /// Through whom each attribution was said; never its own speaker.
    pub(super) fn channels(&mut self) {
        let mut nouns: HashMap<usize, usize> = HashMap::new();
        for index in 0..self.sources.len() {
            let cue = self.cue(index);
            let said = &self.article.said[index];
            let content = said.content.iter().map(|span| self.reading.words_of(*span));
            let own: Vec<Range<usize>> = content.chain(self.sources[index].clone()).collect();
            let inside = |word: usize| {
                own.iter().any(|words| words.contains(&word))
                    || self.content.get(word).copied().flatten().is_some()
            };
            let found = channel(self.reading, self.names, &self.decided.cast, &cue, inside);
            let speaker = self.decided.speakers[index]
                .as_ref()
                .map(|decision| decision.figure);
            self.decided.via[index] = match found {
                Some(Channel::Named(name)) => self
                    .decided
                    .cast
                    .of_name
                    .get(name)
                    .copied()
                    .filter(|figure| Some(*figure) != speaker),
                Some(Channel::Noun(word)) if nouns.contains_key(&word) => nouns.get(&word).copied(),
                Some(Channel::Noun(word)) => {
                    let noun = self
                        .reading
                        .low(word)
                        .trim_end_matches("ed")
                        .trim_end_matches("ing")
                        .to_owned();
                    let mut figure = Figure::new(EntityType::Document, false, noun.clone());
                    figure.head = noun;
                    figure.mentions.push(word..word + 1);
                    let figure = self.decided.cast.add(figure);
                    nouns.insert(word, figure);
                    Some(figure)
                }
                None => None,
            };
        }
    }
}
