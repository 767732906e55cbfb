//! Several at once: "officials", "the senators", "both countries".

use onrecord_knowledge::Naming;
use onrecord_record::EntityType;

use super::Discourse;
use crate::cast::Figure;
use crate::lexicon;
use crate::phrase::{Common, Determiner};
use crate::trail::Trace;

impl Discourse<'_, '_> {
    /// "The senators", "both men", "the two countries" after "Lund and Berg": the first of those who were named together.
    fn several(&self, common: &Common) -> Option<usize> {
        let reading = self.reading;
        let both = reading.low(common.words.start) == "both" || reading.before(common.words.start) == "both";
        let two = common
            .words
            .clone()
            .all(|word| word == common.head || matches!(reading.low(word), "two" | "both"));
        if !two || !(both || common.determiner == Determiner::Definite) {
            return None;
        }
        let head = reading.low(common.head);
        let places = matches!(
            head,
            "countries" | "nations" | "states" | "governments" | "cities"
        );
        let people = matches!(head, "men" | "women" | "two")
            || head
                .strip_suffix('s')
                .is_some_and(|one| lexicon::role(one).is_some());
        let sentence = reading.sentence_of(common.head);
        let figures = &self.decided.cast.figures;
        let fits = |trace: &&Trace| {
            let kind = figures[trace.figure].kind;
            let place = || {
                kind == EntityType::Place
                    && self.world.naming(&figures[trace.figure].name) == Some(Naming::Name)
            };
            figures[trace.figure].named && (places && place() || people && kind == EntityType::Person)
        };
        let together = self
            .trail
            .back(sentence)
            .filter(|trace| sentence.saturating_sub(trace.sentence) <= 6)
            .filter(fits)
            .find(|trace| trace.plural);
        if together.is_some() {
            return together.map(|trace| trace.figure);
        }
        if !both && reading.low(common.words.start) != "two" {
            return None;
        }
        if places {
            return self.two_countries();
        }
        let near: Vec<usize> = self
            .trail
            .back(sentence)
            .filter(|trace| sentence.saturating_sub(trace.sentence) <= 3)
            .filter(fits)
            .map(|trace| trace.figure)
            .collect();
        let last = near.last()?;
        near.iter().any(|other| other != last).then_some(*last)
    }

    /// "The two countries" that were not named together are those that the article mentions most: the first of them.
    fn two_countries(&self) -> Option<usize> {
        let figures = self.decided.cast.figures.iter().enumerate();
        let country = |figure: &Figure| {
            figure.kind == EntityType::Place
                && figure.mentions.len() > 1
                && self.world.naming(&figure.name) == Some(Naming::Name)
        };
        let mut countries: Vec<(usize, usize)> = figures
            .filter(|(_, figure)| country(figure))
            .map(|(index, figure)| (figure.mentions.len(), index))
            .collect();
        countries.sort_by(|left, right| right.0.cmp(&left.0).then(left.1.cmp(&right.1)));
        countries.get(1)?;
        let pair = countries.iter().take(2);
        pair.min_by_key(|(_, index)| {
            self.decided.cast.figures[*index]
                .mentions
                .iter()
                .map(|words| words.start)
                .min()
        })
        .map(|(_, index)| *index)
    }

    /// The unnamed group of these words, the same for the same words; "the leaders" are those mentioned last.
    pub(super) fn group(&mut self, common: &Common) -> usize {
        let head = self.reading.low(common.head);
        if let Some(several) = self.several(common) {
            return several;
        }
        if common.determiner == Determiner::Definite && common.words.len() == 1 {
            let sentence = self.reading.sentence_of(common.head);
            let figures = &self.decided.cast.figures;
            let last = self.trail.back(sentence).find(|trace| {
                figures[trace.figure].kind == EntityType::Group && figures[trace.figure].head == head
            });
            if let Some(trace) = last {
                return trace.figure;
            }
        }
        let key = self.reading.phrase(&common.words).to_lowercase();
        if let Some(&known) = self.groups.get(&key) {
            return known;
        }
        let mut figure = Figure::new(EntityType::Group, false, String::new());
        figure.head = head.to_owned();
        let index = self.decided.cast.add(figure);
        self.decided.phrases.insert(index, common.clone());
        self.groups.insert(key, index);
        index
    }
}
