use std::collections::HashMap;

use onrecord_record::{Attribution, Entity, Quantity, Record, Timex};
use onrecord_text::{Span, Text};

/// Nested statements are set in this far and no further.
const DEEPEST: usize = 3;

/// Finds what a record's parts name by their ids. Of two with one id, the first counts.
pub(crate) struct Lookup<'a> {
    pub record: &'a Record,
    /// The article, that the spans of entities, times and figures point into.
    pub text: &'a Text,
    entities: HashMap<&'a str, usize>,
    times: HashMap<&'a str, &'a Timex>,
    quantities: HashMap<&'a str, &'a Quantity>,
    attributions: HashMap<&'a str, usize>,
}

impl<'a> Lookup<'a> {
    pub fn new(record: &'a Record, text: &'a Text) -> Self {
        Self {
            record,
            text,
            entities: first(
                record
                    .entities
                    .iter()
                    .enumerate()
                    .map(|(index, one)| (&*one.id, index)),
            ),
            times: first(record.times.iter().map(|one| (&*one.id, one))),
            quantities: first(record.quantities.iter().map(|one| (&*one.id, one))),
            attributions: first(
                record
                    .attributions
                    .iter()
                    .enumerate()
                    .map(|(index, one)| (&*one.id, index)),
            ),
        }
    }

    /// The place of an entity in the record's list.
    pub fn entity_index(&self, id: Option<&String>) -> Option<usize> {
        self.entities.get(id?.as_str()).copied()
    }

    pub fn entity(&self, id: Option<&String>) -> Option<&'a Entity> {
        self.record.entities.get(self.entity_index(id)?)
    }

    pub fn time(&self, id: Option<&String>) -> Option<&'a Timex> {
        self.times.get(id?.as_str()).copied()
    }

    pub fn quantity(&self, id: Option<&String>) -> Option<&'a Quantity> {
        self.quantities.get(id?.as_str()).copied()
    }

    /// The place of an attribution of the text in the record's list.
    pub fn attribution_index(&self, id: Option<&String>) -> Option<usize> {
        self.attributions.get(id?.as_str()).copied()
    }

    pub fn attribution(&self, id: Option<&String>) -> Option<&'a Attribution> {
        self.record.attributions.get(self.attribution_index(id)?)
    }

    /// How many statements a statement stands within; at most three are counted.
    pub fn depth(&self, attribution: &'a Attribution) -> usize {
        std::iter::successors(Some(attribution), |one| self.attribution(one.parent.as_ref()))
            .take(DEEPEST + 1)
            .count()
            - 1
    }

    /// Who claims what an attribution says: the speaker, else the source's words; `None` where it is the article itself.
    pub fn claimant(&self, attribution: Option<&'a Attribution>) -> Option<String> {
        let attribution = attribution?;
        let speaker = self
            .entity(attribution.speaker.as_ref())
            .map(|entity| entity.name.clone());
        speaker.or_else(|| self.words(&attribution.source))
    }

    /// Words of the article, spans joined with " … "; `None` where there are none.
    pub fn words(&self, spans: &[Span]) -> Option<String> {
        Some(words(self.text, spans)).filter(|words| !words.trim().is_empty())
    }
}

fn first<'a, T>(ids: impl Iterator<Item = (&'a str, T)>) -> HashMap<&'a str, T> {
    let mut found = HashMap::new();
    for (id, one) in ids {
        found.entry(id).or_insert(one);
    }
    found
}

/// The words of a role, its spans joined with " … ", as the article has them.
pub(crate) fn words(text: &Text, spans: &[Span]) -> String {
    let words: Vec<&str> = spans.iter().map(|&span| text.slice(span)).collect();
    words.join(" … ")
}
