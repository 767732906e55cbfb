//! From names to figures: a surname finds its full name, an acronym its words.

use std::collections::{HashMap, HashSet};

use onrecord_knowledge::fold::fold;
use onrecord_record::EntityType;

use super::{Cast, Figure};
use crate::NameKind;
use crate::lexicon::{self, Gender};
use crate::names::NameMention;
use crate::person::{PersonName, misspelt};
use crate::reading::Reading;
use crate::world::World;

/// How many people with one surname are told apart, and how many names a misspelt one is compared with.
const BOUND: usize = 64;

/// Figures being gathered, with all that finds one again.
pub(super) struct Gathering<'a, 'r> {
    reading: &'r Reading<'a>,
    world: &'r World<'r>,
    cast: Cast,
    /// People by the last word of their surname.
    people: HashMap<String, Vec<usize>>,
    /// Where each person's full name stands first.
    introduced: HashMap<usize, usize>,
    /// Who was called by the surname alone outside headlines.
    called: HashSet<usize>,
    /// People by their given name.
    given: HashMap<String, Vec<usize>>,
    /// Bodies and places by their whole name.
    bodies: HashMap<String, usize>,
    /// Bodies by the last word of their name.
    endings: HashMap<String, Vec<usize>>,
}

impl<'a, 'r> Gathering<'a, 'r> {
    pub(super) fn new(reading: &'r Reading<'a>, world: &'r World<'r>, names: usize) -> Self {
        Self {
            reading,
            world,
            cast: Cast {
                figures: Vec::new(),
                of_name: vec![usize::MAX; names],
            },
            people: HashMap::new(),
            introduced: HashMap::new(),
            called: HashSet::new(),
            given: HashMap::new(),
            bodies: HashMap::new(),
            endings: HashMap::new(),
        }
    }

    /// All that were gathered.
    pub(super) fn done(self) -> Cast {
        self.cast
    }

    pub(super) fn parts(&self, name: &NameMention) -> PersonName {
        PersonName::new(fold(&self.reading.name(&name.words)).split(' '))
    }

    fn add_person(&mut self, name: &NameMention, parts: PersonName) -> usize {
        let mut figure = Figure::new(EntityType::Person, true, self.reading.name(&name.words));
        figure.full_names = usize::from(parts.is_full());
        figure.gender = self.honorific(name.words.start);
        let given = parts.given.first().filter(|_| figure.gender.is_none());
        figure.gender = figure
            .gender
            .or_else(|| given.and_then(|given| self.world.gender(given)));
        let index = self.cast.add(figure);
        if let Some(last) = parts.surname.last() {
            self.people.entry(last.clone()).or_default().push(index);
        }
        if let Some(given) = parts.given.first() {
            self.given.entry(given.clone()).or_default().push(index);
        }
        self.cast.figures[index].person = Some(parts);
        index
    }

    pub(super) fn full_person(&mut self, at: usize, name: &NameMention, parts: PersonName) {
        let same = parts.surname.last().and_then(|last| self.people.get(last));
        let agreeing = same.into_iter().flatten().take(BOUND).copied().find(|&index| {
            let other = self.cast.figures[index].person.as_ref();
            other.is_some_and(|other| other.agrees(&parts))
        });
        let index = match agreeing {
            Some(index) => {
                let longer = self.cast.figures[index]
                    .person
                    .as_ref()
                    .is_some_and(|own| parts.len() > own.len());
                let figure = &mut self.cast.figures[index];
                figure.full_names += 1;
                if longer && !self.reading.in_headline(name.words.start) {
                    figure.name = self.reading.name(&name.words);
                    figure.person = Some(parts);
                }
                index
            }
            None => self.add_person(name, parts),
        };
        self.introduced.entry(index).or_insert(name.words.start);
        self.cast.of_name[at] = index;
    }

    /// A person called by one word (or by a surname of several): whoever bears it. Of several, the one of the right gender
    /// who was introduced before, who was called so before, and who isn't called by the full name every time.
    pub(super) fn single_person(&mut self, at: usize, name: &NameMention, parts: PersonName) {
        let gender = self.honorific(name.words.start);
        let Some(last) = parts.surname.last().cloned() else {
            self.cast.of_name[at] = self.add_person(name, parts);
            return;
        };
        let figures = &self.cast.figures;
        let fits = |index: &usize| {
            let figure = &figures[*index];
            figure
                .person
                .as_ref()
                .is_some_and(|own| own.answers_to(&parts.surname))
                && (gender.is_none() || figure.gender.is_none() || figure.gender == gender)
        };
        let bearers = self.people.get(&last).into_iter().flatten().take(BOUND).copied();
        let by_surname = bearers.filter(fits).max_by_key(|&index| {
            let figure = &figures[index];
            let repeats = figure.full_names.saturating_sub(1).min(4);
            (
                gender.is_some() && figure.gender == gender,
                figure.person.as_ref().is_some_and(PersonName::is_full),
                self.introduced
                    .get(&index)
                    .is_some_and(|&first| first < name.words.start),
                self.called.contains(&index),
                std::cmp::Reverse(repeats),
                std::cmp::Reverse(index),
            )
        });
        let alone = parts.surname.len() == 1 && gender.is_none();
        let by_given = || {
            let called = self.given.get(&last).into_iter().flatten().copied();
            called.filter(|_| alone).min()
        };
        let misspelt_near = || {
            let mut all = figures.iter().take(BOUND * 4).enumerate();
            let same = |figure: &Figure| {
                figure
                    .person
                    .as_ref()
                    .and_then(|own| own.surname.last())
                    .is_some_and(|own| misspelt(own, &last))
            };
            all.find(|(_, figure)| same(figure)).map(|(index, _)| index)
        };
        let index = by_surname.or_else(by_given).or_else(misspelt_near);
        let index = index.unwrap_or_else(|| self.add_person(name, parts));
        if !self.reading.in_headline(name.words.start) {
            self.called.insert(index);
        }
        let figure = &mut self.cast.figures[index];
        figure.gender = figure.gender.or(gender);
        self.cast.of_name[at] = index;
    }

    /// The gender that a "Mr." or "Mrs." before a name tells.
    fn honorific(&self, start: usize) -> Option<Gender> {
        let mut before = start.checked_sub(1)?;
        if self.reading.low(before) == "." {
            before = before.checked_sub(1)?;
        }
        lexicon::honorific(self.reading.low(before))
    }

    fn key(&self, name: &NameMention) -> String {
        fold(&self.reading.name(&name.words))
    }

    pub(super) fn body(&mut self, at: usize, name: &NameMention, kind: Option<NameKind>) {
        let key = self.key(name);
        let found = self
            .bodies
            .get(&key)
            .copied()
            .or_else(|| self.by_ending(name, &key));
        let index = found.unwrap_or_else(|| self.add_body(name, kind, &key));
        self.bodies.entry(key).or_insert(index);
        self.cast.of_name[at] = index;
    }

    fn add_body(&mut self, name: &NameMention, kind: Option<NameKind>, key: &str) -> usize {
        let last = key.rsplit(' ').next().unwrap_or(key);
        let kind = match kind {
            Some(NameKind::Place) => EntityType::Place,
            Some(NameKind::Person) => EntityType::Person,
            Some(NameKind::Organisation) | None => {
                lexicon::thing_named(key).unwrap_or(EntityType::Organisation)
            }
        };
        let index = self
            .cast
            .add(Figure::new(kind, true, self.reading.name(&name.words)));
        self.endings.entry(last.into()).or_default().push(index);
        index
    }

    /// "The Post" after "The Harrow Post": a newspaper, court or the like by the end of its name.
    fn by_ending(&self, name: &NameMention, key: &str) -> Option<usize> {
        let last = key.rsplit(' ').next()?;
        let bearers = self.endings.get(last)?;
        if !lexicon::in_organisation(last) || name.words.len() > 3 {
            return None;
        }
        let tail = format!(" {key}");
        let longer = |index: &&usize| fold(&self.cast.figures[**index].name).ends_with(&tail);
        bearers.iter().rev().take(BOUND).find(longer).copied()
    }

    /// The letters of a name that is an acronym: "S.E.C.", "RNC".
    pub(super) fn acronym(&self, name: &NameMention) -> Option<String> {
        let form: String = name
            .words
            .clone()
            .map(|word| self.reading.form(word))
            .filter(|form| *form != ".")
            .collect();
        let letters = form.chars().count();
        ((2..=7).contains(&letters) && form.chars().all(char::is_uppercase)).then_some(form)
    }

    /// An acronym stands for the body whose words begin with its letters, where the article names one.
    pub(super) fn short_body(&mut self, at: usize, name: &NameMention, kind: Option<NameKind>) {
        let key = self.key(name);
        if let Some(&known) = self.bodies.get(&key) {
            self.cast.of_name[at] = known;
            return;
        }
        let letters = self.acronym(name).unwrap_or_default();
        let spelt = |figure: &Figure| {
            figure.kind != EntityType::Person && initials(&figure.name).is_some_and(|own| own == letters)
        };
        let figures = self.cast.figures.iter().take(BOUND * 8);
        let found = figures
            .enumerate()
            .find(|(_, figure)| spelt(figure))
            .map(|(index, _)| index);
        let index = found.unwrap_or_else(|| self.add_body(name, kind, &key));
        self.bodies.insert(key, index);
        self.cast.of_name[at] = index;
    }
}

/// The first letters of the capitalised words of a name of several.
fn initials(name: &str) -> Option<String> {
    let words = name.split(|char: char| char.is_whitespace() || char == '-');
    let letters: String = words
        .filter_map(|word| word.chars().next())
        .filter(|char| char.is_uppercase())
        .collect();
    (letters.chars().count() >= 2).then_some(letters)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_are_those_of_capitalised_words() {
        assert_eq!(initials("Office of Harrow Rain").as_deref(), Some("OHR"));
        assert_eq!(initials("Rain-Water Board").as_deref(), Some("RWB"));
        assert_eq!(initials("Harrow"), None);
    }
}
