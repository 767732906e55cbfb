//! People by description: "the Russian strongman", "the mayor".

use onrecord_knowledge::{Office, Tenure, Term, likeness};
use onrecord_record::EntityType;

use super::{Decision, Discourse};
use crate::cast::{Figure, Held};
use crate::lexicon::{self, Class, Gender};
use crate::phrase::{Common, Determiner};
use crate::reading::Reading;

impl Discourse<'_, '_> {
    /// "The Ukrainian foreign minister": whoever held that office on the article's day, named in the article or not.
    pub(super) fn by_office(&mut self, common: &Common) -> Option<Decision> {
        let (country, holder) = self.world.holder(self.reading, common)?;
        let figures = &self.decided.cast.figures;
        let same = |figure: &Figure| {
            figure.is_person()
                && figure
                    .known
                    .as_ref()
                    .is_some_and(|known| known.wikidata == holder.wikidata)
        };
        let named = figures.iter().take(2000).position(same);
        let figure = match named {
            Some(figure) => figure,
            None => {
                let mut figure = Figure::new(EntityType::Person, false, holder.name.clone());
                figure.gender = holder.gender.map(Gender::from);
                figure.office = Some(Held {
                    words: common.words.clone(),
                    country,
                    holder,
                });
                self.decided.cast.add(figure)
            }
        };
        Some(Decision {
            figure,
            confidence: 0.9,
            evidence: "inferred from office".into(),
        })
    }

    /// The person whom a description stands for, by what is known of the people mentioned.
    pub(super) fn description(&mut self, common: &Common, source: bool) -> Option<Decision> {
        let reading = self.reading;
        let head = reading.low(common.head).to_owned();
        let class = lexicon::role(&head)?;
        if common.partitive
            || common.determiner == Determiner::Indefinite && !reading.in_headline(common.head) && !source
        {
            return None;
        }
        let indefinite = common.determiner == Determiner::Indefinite
            && [common.words.start.saturating_sub(1), common.words.start]
                .iter()
                .any(|&word| matches!(reading.low(word), "a" | "an" | "another" | "one"));
        if indefinite
            || common.determiner == Determiner::Indefinite
                && common.owner.is_none()
                && reading.is_capital(common.head)
                && reading.in_headline(common.head)
        {
            return None;
        }
        let place = self.wide_place(common.head);
        let wanted = Wanted::new(reading, common, &head, class);
        let not = place
            .content
            .filter(|_| place.quoted)
            .and_then(|index| self.speaker_of(index));
        let figures = &self.decided.cast.figures;
        let owner = common.owner.map(|name| self.decided.cast.of_name[name]);
        let candidates = self.trail.candidates(&place, |trace| {
            let figure = &figures[trace.figure];
            if !figure.is_person() || trace.plural || Some(trace.figure) == not || Some(trace.figure) == owner
            {
                return None;
            }
            wanted.fit(figure)
        });
        let best = candidates.first()?;
        let fit = wanted.fit(&figures[best.figure]).unwrap_or(0.0);
        let least = if fit >= 2.0 {
            -4.0
        } else if source && common.determiner == Determiner::Definite {
            0.0
        } else {
            1.6
        };
        if common.determiner != Determiner::Definite && fit < 2.5 {
            return None;
        }
        let mut decision = self.decide(&candidates, &place, least)?;
        if fit < 2.0 {
            decision.confidence *= 0.5;
        }
        decision.evidence = format!(
            "{}; {}",
            if fit >= 2.0 {
                "role agrees"
            } else {
                "nothing in the role disagrees"
            },
            decision.evidence
        );
        Some(decision)
    }
}

/// What a description asks of a person.
pub(super) struct Wanted<'w> {
    head: &'w str,
    class: Class,
    /// The office that the words name, and whether they call it a former one.
    office: Option<(Office, bool)>,
    gender: Option<Gender>,
    modifiers: Vec<String>,
}

impl<'w> Wanted<'w> {
    pub(super) fn new(reading: &Reading, common: &Common, head: &'w str, class: Class) -> Self {
        let words = common
            .words
            .clone()
            .filter(|&word| word != common.head && reading.is_wordlike(word));
        let former = words
            .clone()
            .any(|word| matches!(reading.low(word), "former" | "ex" | "then" | "late" | "onetime"));
        Self {
            head,
            class,
            office: Office::parse(&reading.phrase(&common.words)).map(|office| (office, former)),
            gender: lexicon::gender_of_noun(head),
            modifiers: words.map(|word| modifier(reading.low(word)).to_owned()).collect(),
        }
    }

    /// How well a person fits; `None` where they can't be meant.
    pub(super) fn fit(&self, figure: &Figure) -> Option<f64> {
        if let (Some(wanted), Some(own)) = (self.gender, figure.gender)
            && wanted != own
        {
            return None;
        }
        let mut best: f64 = if figure.roles.is_empty() || self.class.is_vague() {
            0.0
        } else {
            -2.0
        };
        if figure.head == self.head {
            best = 4.5;
        }
        for role in &figure.roles {
            let kin = role.class == self.class
                || leads(role.class)
                    && leads(self.class)
                    && (self.head == "leader"
                        || role.head == "leader"
                        || self.class == Class::Ruler && role.class == Class::Ruler);
            let mut fit: f64 = if role.head == self.head {
                4.5
            } else if kin && !self.class.is_vague() {
                3.0
            } else {
                continue;
            };
            for wanted in &self.modifiers {
                if role.modifiers.iter().any(|own| modifier(own) == wanted) {
                    fit += 0.8;
                }
            }
            best = best.max(fit);
        }
        if let (Some((office, former)), true) = (&self.office, best < 3.0) {
            let held = |(term, tenure): &(Term, Tenure)| {
                let when = if *former {
                    *tenure == Tenure::Past
                } else {
                    *tenure >= Tenure::Unsure
                };
                when && likeness(office, &term.office) > 0.0
            };
            if figure
                .known
                .as_ref()
                .is_some_and(|known| known.terms.iter().any(held))
            {
                best = 4.0;
            }
        }
        let party = |word: &str| matches!(word, "democratic" | "republican" | "libertarian" | "green");
        for wanted in self.modifiers.iter().filter(|wanted| party(wanted)) {
            let all = || {
                figure
                    .roles
                    .iter()
                    .flat_map(|role| &role.modifiers)
                    .chain(&figure.marks)
                    .map(|word| modifier(word))
            };
            if all().any(|own| own == wanted) {
                best += 1.0;
            } else if all().any(party) {
                return None;
            }
        }
        Some(best)
    }
}

fn leads(class: Class) -> bool {
    matches!(
        class,
        Class::Ruler | Class::Premier | Class::Minister | Class::Head | Class::Mayor | Class::Governor
    )
}

/// One word for several of one meaning.
fn modifier(word: &str) -> &str {
    match word {
        "gop" | "republicans" => "republican",
        "democrat" | "democrats" => "democratic",
        _ => word,
    }
}
