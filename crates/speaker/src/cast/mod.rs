//! The people, bodies and places that an article names, gathered from all their names.

mod gathering;

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use onrecord_knowledge::{Candidate, Holder};
use onrecord_record::EntityType;

use self::gathering::Gathering;
use crate::NameKind;
use crate::lexicon::{self, Gender};
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

/// One kind for all places of one name: what most of them were taken for. A word alone that is somebody's surname is a
/// person's.
fn settle_kinds(reading: &Reading, names: &[NameMention]) -> Vec<Option<NameKind>> {
    let key =
        |name: &NameMention| -> Vec<&str> { name.words.clone().map(|word| reading.low(word)).collect() };
    let mut votes: HashMap<Vec<&str>, [u32; 3]> = HashMap::new();
    let mut surnames: HashMap<&str, u32> = HashMap::new();
    for name in names {
        let vote = votes.entry(key(name)).or_default();
        if let Some(kind) = name.kind {
            vote[kind as usize] += 1;
        }
        if name.kind == Some(NameKind::Person) && name.words.len() > 1 {
            *surnames.entry(reading.low(name.words.end - 1)).or_default() += 1;
        }
    }
    // Who is called by the last word of a name of two alone is a person, whatever the network took them for.
    let alone: HashSet<&str> = names
        .iter()
        .filter(|name| name.words.len() == 1)
        .map(|name| reading.low(name.words.start))
        .collect();
    let called = |name: &NameMention| {
        let last = reading.low(name.words.end - 1);
        let plain = name
            .words
            .clone()
            .all(|word| reading.is_capital(word) && !lexicon::in_organisation(reading.low(word)));
        name.words.len() == 2 && plain && name.kind == Some(NameKind::Organisation) && alone.contains(last)
    };
    for name in names.iter().filter(|name| called(name)) {
        *surnames.entry(reading.low(name.words.end - 1)).or_default() += 1;
    }
    let settled = names.iter().map(|name| {
        if called(name) {
            return Some(NameKind::Person);
        }
        if name.words.len() == 1 && surnames.contains_key(reading.low(name.words.start)) {
            return Some(NameKind::Person);
        }
        let vote = votes.get(&key(name)).copied().unwrap_or_default();
        let best = NameKind::ALL
            .into_iter()
            .rev()
            .max_by_key(|kind| vote[*kind as usize]);
        best.filter(|kind| vote[*kind as usize] > 0)
    });
    settled.collect()
}
