//! The people, bodies and places that an article names, gathered from all their names.

mod gathering;
mod kinds;

use std::ops::Range;

use onrecord_knowledge::{Candidate, Holder};
use onrecord_record::EntityType;

use self::gathering::Gathering;
use self::kinds::settle_kinds;
use crate::NameKind;
use crate::lexicon::Gender;
use crate::names::NameMention;
use crate::person::PersonName;
use crate::reading::Reading;
use crate::roles::{self, Role};
use crate::world::World;

/// An office, with who holds it.
#[derive(Clone, Debug)]
pub(crate) struct Held {
    /// The words that name it.
    pub(crate) words: Range<usize>,
    /// ISO 3166-1 alpha-3 of its country.
    pub(crate) country: String,
    pub(crate) holder: Holder,
}

/// An entity in the making.
#[derive(Clone, Debug)]
pub(crate) struct Figure {
    pub(crate) kind: EntityType,
    pub(crate) named: bool,
    pub(crate) name: String,
    /// Of people with a name, its parts.
    pub(crate) person: Option<PersonName>,
    pub(crate) gender: Option<Gender>,
    pub(crate) roles: Vec<Role>,
    /// Words that are said of it elsewhere: parties in brackets.
    pub(crate) marks: Vec<String>,
    /// Ranges of words.
    pub(crate) mentions: Vec<Range<usize>>,
    /// How often its full name stands in the article.
    pub(crate) full_names: usize,
    /// The noun of an unnamed one or of a document, in lower case.
    pub(crate) head: String,
    /// Who that is in the world, where that can be decided.
    pub(crate) known: Option<Candidate>,
    /// The office that it was inferred from.
    pub(crate) office: Option<Held>,
    /// Whom the name may mean.
    pub(crate) candidates: Vec<Candidate>,
}

impl Figure {
    pub(crate) fn new(kind: EntityType, named: bool, name: String) -> Self {
        Self {
            kind,
            named,
            name,
            person: None,
            gender: None,
            roles: Vec::new(),
            marks: Vec::new(),
            mentions: Vec::new(),
            full_names: 0,
            head: String::new(),
            known: None,
            office: None,
            candidates: Vec::new(),
        }
    }

    pub(crate) fn is_person(&self) -> bool {
        self.kind == EntityType::Person
    }
}

/// All figures of an article.
#[derive(Debug, Default)]
pub(crate) struct Cast {
    pub(crate) figures: Vec<Figure>,
    /// Of every name mention, its figure.
    pub(crate) of_name: Vec<usize>,
}

impl Cast {
    /// Gathers names into figures: full names first, so that a surname finds its person wherever the article gives it.
    pub(crate) fn new(reading: &Reading, world: &World, names: &[NameMention]) -> Self {
        let kinds = settle_kinds(reading, names);
        let mut gathering = Gathering::new(reading, world, names.len());
        let person = |at: usize| kinds[at] == Some(NameKind::Person);
        let (mut singles, mut short) = (Vec::new(), Vec::new());
        for (at, name) in names.iter().enumerate() {
            if person(at) {
                let parts = gathering.parts(name);
                if parts.is_full() {
                    gathering.full_person(at, name, parts);
                } else {
                    singles.push((at, name, parts));
                }
            } else if gathering.acronym(name).is_some() {
                short.push((at, name, kinds[at]));
            } else {
                gathering.body(at, name, kinds[at]);
            }
        }
        for (at, name, parts) in singles {
            gathering.single_person(at, name, parts);
        }
        for (at, name, kind) in short {
            gathering.short_body(at, name, kind);
        }
        let mut cast = gathering.done();
        for (name, &figure) in names.iter().zip(&cast.of_name) {
            let figure = &mut cast.figures[figure];
            figure.mentions.push(name.words.clone());
            if figure.is_person() {
                roles::gather(reading, &name.words, figure);
            }
        }
        cast
    }

    pub(crate) fn add(&mut self, figure: Figure) -> usize {
        self.figures.push(figure);
        self.figures.len() - 1
    }
}
