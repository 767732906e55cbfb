//! The source of an attribution: which way each kind of phrase goes to its speaker.

use onrecord_knowledge::Naming;
use onrecord_record::EntityType;

use super::{Decision, Discourse};
use crate::cast::Figure;
use crate::lexicon;
use crate::phrase::{Common, Determiner, Phrase};

impl Discourse<'_, '_> {
    pub(super) fn source(&mut self, index: usize) {
        let Some(phrase) = self.phrases[index].clone() else {
            return;
        };
        let decision = match &phrase {
            Phrase::Name(name) | Phrase::Names(name) => {
                self.decided.cast.of_name.get(*name).map(|&figure| Decision {
                    figure,
                    confidence: 0.98,
                    evidence: "named in the source".into(),
                })
            }
            Phrase::Pronoun(word) => self.source_pronoun(*word),
            Phrase::Relative(word) => self.relative(*word),
            Phrase::Self_(_) => None,
            Phrase::Common(common) => self.common(common),
        };
        let Some(decision) = decision else { return };
        match &phrase {
            Phrase::Name(_) | Phrase::Names(_) => {}
            Phrase::Pronoun(word) => self.take(
                *word,
                &decision,
                lexicon::gender_of_pronoun(self.reading.low(*word)),
            ),
            Phrase::Relative(word) | Phrase::Self_(word) => {
                self.mention(decision.figure, *word..*word + 1);
            }
            Phrase::Common(common) => {
                let plural = common.kind == EntityType::Group;
                let mut trace = self.make_trace(decision.figure, &common.words, common.head, false);
                trace.plural = plural;
                self.trail.push(trace);
                let words = self.sources[index].clone().unwrap_or(common.words.clone());
                self.mention(
                    decision.figure,
                    words.start..common.words.end.max(words.start + 1),
                );
            }
        }
        self.last_speaker = Some(decision.figure);
        for &other in self.shared.get(&index).into_iter().flatten() {
            if !self.is_nobodys(other) {
                self.decided.speakers[other] = Some(decision.clone());
            }
        }
    }

    /// A source with a common noun: somebody known, or somebody unnamed.
    pub(super) fn common(&mut self, common: &Common) -> Option<Decision> {
        if let Determiner::Possessive(word) = common.determiner
            && !self.decided.owners.contains_key(&word)
        {
            if let Some(gender) = lexicon::gender_of_pronoun(self.reading.low(word)) {
                if let Some(decision) = self.antecedent(word, gender) {
                    self.take(word, &decision, Some(gender));
                }
            } else if matches!(self.reading.low(word), "its" | "their" | "whose")
                && let Some(decision) = self.source_pronoun(word)
            {
                self.take(word, &decision, None);
            }
        }
        match common.kind {
            EntityType::Person => self
                .by_office(common)
                .or_else(|| self.description(common, true))
                .or_else(|| Some(self.unnamed(common))),
            EntityType::Group => {
                let figure = self.group(common);
                Some(Decision {
                    figure,
                    confidence: 0.85,
                    evidence: "unnamed group".into(),
                })
            }
            EntityType::Generic => Some(self.unnamed(common)),
            EntityType::Unknown if common.words.len() == 1 => {
                self.nation(common).or_else(|| Some(self.unnamed(common)))
            }
            _ => self.thing(common).or_else(|| Some(self.unnamed(common))),
        }
    }

    /// A country by its adjective, or its people: "European reluctance", "Danes say".
    fn nation(&mut self, common: &Common) -> Option<Decision> {
        let form = self.reading.form(common.head);
        let people = common.determiner == Determiner::Definite && self.world.naming(form).is_some();
        if people || self.world.naming(form) == Some(Naming::People) {
            let mut people = common.clone();
            people.kind = EntityType::Group;
            return Some(Decision {
                figure: self.group(&people),
                confidence: 0.85,
                evidence: "a people".into(),
            });
        }
        let name = self.world.place_of_adjective(form)?;
        let known = self
            .decided
            .cast
            .figures
            .iter()
            .position(|figure| figure.named && figure.name == name);
        let figure =
            known.unwrap_or_else(|| self.decided.cast.add(Figure::new(EntityType::Place, true, name)));
        Some(Decision {
            figure,
            confidence: 0.85,
            evidence: "the adjective of the place".into(),
        })
    }

    fn unnamed(&mut self, common: &Common) -> Decision {
        let mut figure = Figure::new(common.kind, false, String::new());
        figure.head = self.reading.low(common.head).to_owned();
        figure.gender = lexicon::gender_of_noun(&figure.head);
        let index = self.decided.cast.add(figure);
        self.decided.phrases.insert(index, common.clone());
        Decision {
            figure: index,
            confidence: 0.85,
            evidence: "described in the source".into(),
        }
    }
}
