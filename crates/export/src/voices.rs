use std::collections::{BTreeMap, HashSet};

use onrecord_record::{Entity, EntityType};

use crate::lookup::Lookup;
use crate::sanitise;

/// Different wordings of a speaker that are shown.
const WORDINGS: usize = 8;

/// Words that anybody is called by.
const PRONOUNS: &[&str] = &[
    "i",
    "me",
    "my",
    "we",
    "us",
    "our",
    "you",
    "your",
    "he",
    "him",
    "his",
    "she",
    "her",
    "hers",
    "it",
    "its",
    "they",
    "them",
    "their",
    "who",
    "whose",
    "himself",
    "herself",
    "itself",
    "themselves",
];

/// People of one name that are shown.
const CANDIDATES: usize = 5;

/// Somebody who speaks in the article.
pub(crate) struct Voice<'a> {
    /// The place in the record's list.
    pub index: usize,
    pub entity: &'a Entity,
    /// The numbers of the statements, counted through headline and text from 1.
    pub statements: Vec<usize>,
}

/// Who speaks, in the order of the record's entities.
pub(crate) fn voices<'a>(lookup: &Lookup<'a>) -> Vec<Voice<'a>> {
    let record = lookup.record;
    let mut spoken: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (number, attribution) in (1..).zip(record.title_attributions.iter().chain(&record.attributions)) {
        if let Some(index) = lookup.entity_index(attribution.speaker.as_ref()) {
            spoken.entry(index).or_default().push(number);
        }
    }
    let voices = spoken.into_iter().map(|(index, statements)| Voice {
        index,
        entity: &record.entities[index],
        statements,
    });
    voices.collect()
}

impl Voice<'_> {
    /// The words that the article has for the speaker, other than the name and pronouns, each once; and how many more
    /// there are.
    pub fn wordings(&self, lookup: &Lookup) -> (Vec<String>, usize) {
        let name = sanitise(&self.entity.name).to_lowercase();
        let mut seen: HashSet<String> = PRONOUNS.iter().map(|&pronoun| pronoun.to_owned()).collect();
        seen.insert(name);
        let mut wordings: Vec<String> = Vec::new();
        let mut more = 0;
        for mention in &self.entity.mentions {
            let words = sanitise(lookup.text.slice(*mention));
            if words.is_empty() || !seen.insert(words.to_lowercase()) {
                continue;
            }
            if wordings.len() < WORDINGS {
                wordings.push(words.into_owned());
            } else {
                more += 1;
            }
        }
        (wordings, more)
    }

    /// What the record knows of the speaker: role, kind where that isn't plain, country.
    pub fn known(&self) -> Vec<String> {
        let kind = match self.entity.kind {
            EntityType::Group => Some("group"),
            EntityType::Document => Some("document"),
            EntityType::Author => Some("author of the article"),
            EntityType::Organisation => Some("organisation"),
            EntityType::Place => Some("place"),
            EntityType::Person | EntityType::Generic | EntityType::Unknown => None,
        };
        let unnamed = match self.is_known_by_name() {
            false => Some("without a name"),
            true if self.entity.named == Some(false) => Some("not named in the article"),
            true => None,
        };
        let told = [
            self.entity.role.as_deref(),
            unnamed,
            kind,
            self.entity.country.as_deref(),
        ];
        told.into_iter()
            .flatten()
            .map(|part| sanitise(part).into_owned())
            .filter(|part| !part.is_empty())
            .collect()
    }

    /// Whether the article gives a name, or it is known whom it means.
    pub fn is_known_by_name(&self) -> bool {
        self.entity.named != Some(false) || self.wikidata().is_some()
    }

    /// The speaker's id in Wikidata, if it is one.
    pub fn wikidata(&self) -> Option<&str> {
        self.entity.wikidata.as_deref().filter(|id| is_wikidata(id))
    }

    /// Whom the name may mean where that stays open: ids in Wikidata with names.
    pub fn candidates(&self) -> impl Iterator<Item = (&str, &str)> {
        let all = self
            .entity
            .candidates
            .iter()
            .map(|one| (&*one.wikidata, &*one.name));
        all.filter(|(id, _)| is_wikidata(id)).take(CANDIDATES)
    }
}

/// Whether an id may become part of an address.
pub(crate) fn is_wikidata(id: &str) -> bool {
    id.strip_prefix('Q').is_some_and(|digits| {
        (1..=12).contains(&digits.len()) && digits.bytes().all(|digit| digit.is_ascii_digit())
    })
}
