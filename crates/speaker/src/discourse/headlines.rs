//! A headline's unnamed speakers, whom the text names.

use onrecord_record::EntityType;

use super::Discourse;
use super::descriptions::Wanted;
use crate::cast::Figure;
use crate::lexicon;
use crate::phrase::{Determiner, Phrase};

impl Discourse<'_, '_> {
    /// A headline's "Lawmaker" or "Retired general" is the first in the article who is one.
    pub(super) fn headlines(&mut self) {
        for index in 0..self.phrases.len() {
            let Some(Phrase::Common(common)) = self.phrases[index].clone() else {
                continue;
            };
            if common.owner.is_some()
                || common.maker.is_some() && common.kind == EntityType::Document
                || common.determiner == Determiner::Definite
            {
                continue;
            }
            let Some(decision) = &self.decided.speakers[index] else {
                continue;
            };
            let current = decision.figure;
            let reading = self.reading;
            if self.decided.cast.figures[current].named
                || !reading.in_headline(common.head) && reading.sentence_of(common.head) > 1
            {
                continue;
            }
            let head = reading.low(common.head).to_owned();
            let found = match (common.kind, lexicon::role(&head)) {
                (EntityType::Person, Some(class)) => {
                    let wanted = Wanted::new(reading, &common, &head, class);
                    let figures = &self.decided.cast.figures;
                    let fits = |figure: &Figure| {
                        figure.named && figure.is_person() && wanted.fit(figure).is_some_and(|fit| fit >= 2.0)
                    };
                    let speaking = || {
                        self.first_speaker(EntityType::Person)
                            .filter(|_| class.is_vague())
                    };
                    figures.iter().position(fits).or_else(speaking)
                }
                (EntityType::Document | EntityType::Organisation, _) => {
                    let figures = &self.decided.cast.figures;
                    let phrases = &self.decided.phrases;
                    let by_name = |index: usize| {
                        phrases
                            .get(&index)
                            .is_some_and(|own| own.owner.is_some() || own.maker.is_some())
                    };
                    let fits = |(index, figure): (usize, &Figure)| {
                        figure.kind == common.kind
                            && (figure.head == head && by_name(index)
                                || figure.named
                                    && figure.name.to_lowercase().split(' ').any(|word| word == head))
                    };
                    let speaking = || {
                        self.first_speaker(EntityType::Organisation).filter(|_| {
                            common.kind == EntityType::Organisation && reading.in_headline(common.head)
                        })
                    };
                    (current + 1..figures.len())
                        .chain(0..current)
                        .find(|&other| fits((other, &figures[other])))
                        .or_else(speaking)
                }
                _ => None,
            };
            if let Some(figure) = found {
                for decision in self
                    .decided
                    .speakers
                    .iter_mut()
                    .flatten()
                    .filter(|decision| decision.figure == current)
                {
                    decision.figure = figure;
                    decision.confidence = 0.8;
                    decision.evidence = "the first in the article whom the headline's words fit".into();
                }
            }
        }
    }

    /// The first of a kind with a name who speaks in the article, headlines left aside.
    fn first_speaker(&self, kind: EntityType) -> Option<usize> {
        let figures = &self.decided.cast.figures;
        let speaking = self
            .sources
            .iter()
            .zip(&self.decided.speakers)
            .filter_map(|(source, decision)| {
                let figure = decision.as_ref()?.figure;
                let start = source.as_ref()?.start;
                (figures[figure].named && figures[figure].kind == kind && !self.reading.in_headline(start))
                    .then_some((start, figure))
            });
        speaking.min().map(|(_, figure)| figure)
    }
}
