use std::collections::HashMap;

use onrecord_record::{Entity, EntityType};
use onrecord_text::{Span, Text};

/// Gathers sources into entities: one for every distinct phrase, whatever its case and white space.
#[derive(Default)]
pub(crate) struct Speakers {
    entities: Vec<Entity>,
    by_phrase: HashMap<String, usize>,
}

impl Speakers {
    /// The entity of a source in the text, which becomes one of its mentions; `None` without a source.
    pub(crate) fn in_text(&mut self, text: &Text, source: &[Span]) -> Option<String> {
        let entity = self.of(text, source)?;
        for span in source {
            if !entity.mentions.contains(span) {
                entity.mentions.push(*span);
            }
        }
        entity.mentions.sort();
        Some(entity.id.clone())
    }

    /// The entity of a source in the headline: mentions are places in the text, so it adds none.
    pub(crate) fn in_title(&mut self, title: &Text, source: &[Span]) -> Option<String> {
        self.of(title, source).map(|entity| entity.id.clone())
    }

    pub(crate) fn into_entities(self) -> Vec<Entity> {
        self.entities
    }

    fn of(&mut self, text: &Text, source: &[Span]) -> Option<&mut Entity> {
        if source.is_empty() {
            return None;
        }
        let parts: Vec<String> = source
            .iter()
            .map(|span| text.slice(*span).split_whitespace().collect::<Vec<_>>().join(" "))
            .collect();
        let name = parts.join(" … ");
        let next = self.entities.len();
        let index = *self.by_phrase.entry(name.to_lowercase()).or_insert(next);
        if index == next {
            self.entities.push(Entity {
                id: format!("e{}", next + 1),
                name,
                kind: EntityType::Unknown,
                named: None,
                role: None,
                country: None,
                sector: None,
                wikidata: None,
                mentions: Vec::new(),
            });
        }
        self.entities.get_mut(index)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_entity_a_phrase() {
        let text = &Text::new("She spoke. Then she\u{a0}left. Ann did not.");
        let span = |a, b| vec![Span::new(a, b).unwrap()];
        let mut speakers = Speakers::default();
        assert_eq!(speakers.in_text(text, &span(0, 3)).as_deref(), Some("e1"));
        assert_eq!(speakers.in_text(text, &span(16, 19)).as_deref(), Some("e1"));
        assert_eq!(speakers.in_text(text, &span(26, 29)).as_deref(), Some("e2"));
        assert_eq!(speakers.in_text(text, &[]), None);
        assert_eq!(
            speakers.in_title(&Text::new("Ann: no"), &span(0, 3)).as_deref(),
            Some("e2")
        );
        let entities = speakers.into_entities();
        assert_eq!(
            (entities[0].name.as_str(), entities[0].mentions.len()),
            ("She", 2)
        );
        assert_eq!(entities[1].mentions, span(26, 29));
    }
}
