//! A document of the store: its record with what the store knows of it.

use std::collections::HashMap;

use onrecord_record::{Attribution, Entity, EntityType, Record};
use onrecord_store::{Error, Store};

use super::rows;

/// A record of the store, and what of it has pages of its own.
pub(in crate::pages) struct Kept {
    /// The document's number.
    pub document: i64,
    /// The record. Where a correction says who spoke, it says so too.
    pub record: Record,
    /// When it was added, RFC 3339.
    pub added: String,
    /// Whether there is no later version.
    pub current: bool,
    /// The day of publication.
    pub day: Option<String>,
    /// The numbers of the statements by part (whether the headline's) and label.
    statements: HashMap<(bool, String), i64>,
    /// The numbers of speakers by the labels of the document's entities.
    speakers: HashMap<String, i64>,
}

impl Kept {
    /// A document; `None` where there is none of that number.
    pub fn get(store: &Store, document: i64) -> Result<Option<Self>, Error> {
        let Some(record) = store.record(document)? else {
            return Ok(None);
        };
        let added = rows(
            store,
            "SELECT added, current, day FROM documents WHERE id = ?1",
            [document],
            |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
        )?;
        let (added, current, day) = added.into_iter().next().unwrap_or_default();
        let mut kept = Self {
            document,
            record,
            added,
            current,
            day,
            statements: HashMap::new(),
            speakers: HashMap::new(),
        };
        kept.read_speakers(store)?;
        kept.read_statements(store)?;
        Ok(Some(kept))
    }

    fn read_speakers(&mut self, store: &Store) -> Result<(), Error> {
        let speakers: Vec<(String, i64)> = rows(
            store,
            "SELECT e.label, coalesce(p.merged_into, p.id) FROM entities e JOIN speakers p ON p.id = e.speaker \
             WHERE e.document = ?1",
            [self.document],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )?;
        for (label, speaker) in speakers {
            self.speakers.entry(label).or_insert(speaker);
        }
        Ok(())
    }

    fn read_statements(&mut self, store: &Store) -> Result<(), Error> {
        let told: Vec<(String, String, i64, Option<i64>)> = rows(
            store,
            "SELECT part, label, id, speaker FROM attributions WHERE document = ?1 AND rejected = 0 ORDER BY id",
            [self.document],
            |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)),
        )?;
        for (part, label, id, speaker) in told {
            let in_title = part == "title";
            if !self.statements.contains_key(&(in_title, label.clone())) {
                self.correct_speaker(store, in_title, &label, speaker)?;
                self.statements.insert((in_title, label), id);
            }
        }
        Ok(())
    }

    /// Where a statement's speaker isn't whom its source means, a correction says so: the record is made to.
    fn correct_speaker(
        &mut self,
        store: &Store,
        in_title: bool,
        label: &str,
        speaker: Option<i64>,
    ) -> Result<(), Error> {
        let Some(attribution) = self.attribution_mut(in_title, label) else {
            return Ok(());
        };
        let read = attribution.speaker.clone();
        if read.as_ref().and_then(|read| self.speakers.get(read)) == speaker.as_ref() {
            return Ok(());
        }
        let corrected = match speaker {
            None => None,
            Some(speaker) => Some(self.entity(store, speaker)?),
        };
        if let Some(attribution) = self.attribution_mut(in_title, label) {
            attribution.speaker = corrected;
            attribution.evidence = Some("put right by hand".into());
            attribution.speaker_confidence = None;
        }
        Ok(())
    }

    /// The label of the entity that a speaker of the store is; a new one, where the article has no name for it.
    fn entity(&mut self, store: &Store, speaker: i64) -> Result<String, Error> {
        let known = self.record.entities.iter().map(|entity| &entity.id);
        let known = known
            .filter(|label| self.speakers.get(*label) == Some(&speaker))
            .min();
        if let Some(label) = known {
            return Ok(label.clone());
        }
        let names: Vec<(String, Option<String>)> = rows(
            store,
            "SELECT name, wikidata FROM speakers WHERE id = ?1",
            [speaker],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )?;
        let (name, wikidata) = names.into_iter().next().unwrap_or_default();
        let label = format!("speaker-{speaker}");
        self.record.entities.push(Entity {
            id: label.clone(),
            name,
            kind: EntityType::Person,
            named: Some(true),
            role: None,
            country: None,
            sector: None,
            wikidata,
            candidates: Vec::new(),
            evidence: None,
            mentions: Vec::new(),
        });
        self.speakers.insert(label.clone(), speaker);
        Ok(label)
    }

    fn attribution_mut(&mut self, in_title: bool, label: &str) -> Option<&mut Attribution> {
        let list = match in_title {
            true => &mut self.record.title_attributions,
            false => &mut self.record.attributions,
        };
        list.iter_mut().find(|attribution| attribution.id == label)
    }

    /// The statement of the headline or of the text with this label.
    pub fn attribution(&self, in_title: bool, label: &str) -> Option<&Attribution> {
        let list = match in_title {
            true => &self.record.title_attributions,
            false => &self.record.attributions,
        };
        list.iter().find(|attribution| attribution.id == label)
    }

    /// A statement's number.
    pub fn statement(&self, in_title: bool, label: &str) -> Option<i64> {
        self.statements.get(&(in_title, label.to_owned())).copied()
    }

    /// A speaker's number, by the label of the entity.
    pub fn speaker(&self, label: &str) -> Option<i64> {
        self.speakers.get(label).copied()
    }

    /// What the article is called: its headline, else its id.
    pub fn title(&self) -> &str {
        let title = self
            .record
            .title
            .as_deref()
            .filter(|title| !title.trim().is_empty());
        title.unwrap_or(&self.record.id)
    }
}
