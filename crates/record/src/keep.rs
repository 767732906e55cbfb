//! Leaving statements out of a record.

use std::collections::HashSet;

use crate::{Attribution, Record};

impl Record {
    /// Takes out what tells why the speakers are who they are.
    pub fn leave_unexplained(&mut self) {
        for attribution in self.attributions.iter_mut().chain(&mut self.title_attributions) {
            attribution.evidence = None;
        }
        for entity in &mut self.entities {
            entity.evidence = None;
        }
    }

    /// Drops the attributions that don't stay, and what only they spoke of: their speakers and channels go with them, and
    /// so do their accounts of rival figures; nothing points to a dropped one any more. Ids stay as they are.
    ///
    /// `stays` is asked of each attribution once, the headline's first.
    pub fn keep(&mut self, mut stays: impl FnMut(&Attribution) -> bool) {
        let speakers_before = self.speakers();
        let mut dropped = HashSet::new();
        for attributions in [&mut self.title_attributions, &mut self.attributions] {
            attributions.retain(|attribution| {
                let stays = stays(attribution);
                if !stays {
                    dropped.insert(attribution.id.clone());
                }
                stays
            });
        }
        if dropped.is_empty() {
            return;
        }
        let speakers = self.speakers();
        self.entities
            .retain(|entity| speakers.contains(&entity.id) || !speakers_before.contains(&entity.id));

        for rivals in &mut self.rivals {
            let stays = |id: &Option<String>| !id.as_ref().is_some_and(|id| dropped.contains(id));
            rivals.accounts.retain(|account| stays(&account.attribution));
        }
        self.rivals.retain(|rivals| rivals.accounts.len() > 1);

        let parents = self
            .attributions
            .iter_mut()
            .chain(&mut self.title_attributions)
            .map(|a| &mut a.parent);
        let quantities = self
            .quantities
            .iter_mut()
            .map(|quantity| &mut quantity.attribution);
        let events = self.events.iter_mut().map(|event| &mut event.attribution);
        for reference in parents.chain(quantities).chain(events) {
            reference.take_if(|id| dropped.contains(id));
        }
    }

    /// The entities that speak, or through whom something was said.
    fn speakers(&self) -> HashSet<String> {
        let entities = |attribution: &Attribution| [attribution.speaker.clone(), attribution.via.clone()];
        self.attributions
            .iter()
            .chain(&self.title_attributions)
            .flat_map(entities)
            .flatten()
            .collect()
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use serde_json::json;

    use crate::Record;

    fn record() -> Record {
        let attribution = |id: &str, speaker: &str, parent: Option<&str>, confidence: f64| {
            json!({"id": id, "type": "indirect", "source": [[0, 1]], "cue": [], "content": [[2, 3]], "speaker": speaker,
                "via": null, "time": null, "stance": null, "parent": parent, "confidence": confidence})
        };
        let entity = |id: &str| {
            json!({"id": id, "name": id, "type": "unknown", "named": null, "role": null, "country": null,
                "sector": null, "wikidata": null, "mentions": [[0, 1]]})
        };
        let rivals = |attributions: &[&str]| {
            let account = |id: &&str| json!({"claimant": [[0, 1]], "attribution": id, "quantity": null, "span": [2, 3]});
            json!({"measure": "killed", "group": null, "accounts": attributions.iter().map(account).collect::<Vec<_>>()})
        };
        serde_json::from_value(json!({
            "schema": "onrecord/1", "id": "d", "sha256": "", "text": "a b c",
            "producer": {"name": "onrecord", "version": "0", "model": "m"},
            "attributions": [attribution("a1", "e1", None, 0.4), attribution("a2", "e2", Some("a1"), 0.5)],
            "title_attributions": [attribution("h1", "e1", None, 0.1)],
            "entities": [entity("e1"), entity("e2"), entity("e3")], "times": [], "quantities": [], "events": [],
            "rivals": [rivals(&["a1", "a2"]), rivals(&["a1", "a2", "a2"])]
        }))
        .unwrap()
    }

    #[test]
    fn what_is_dropped_goes_with_its_speaker() {
        let mut record = record();
        record.keep(|attribution| attribution.confidence >= 0.5);
        assert_eq!(record.attributions.len(), 1);
        assert_eq!(
            (record.attributions[0].id.as_str(), &record.attributions[0].parent),
            ("a2", &None)
        );
        assert!(record.title_attributions.is_empty());
        let entities: Vec<_> = record.entities.iter().map(|entity| entity.id.as_str()).collect();
        assert_eq!(entities, ["e2", "e3"]);
        assert_eq!((record.rivals.len(), record.rivals[0].accounts.len()), (1, 2));
    }

    #[test]
    fn where_all_stay_nothing_goes() {
        let (before, mut after) = (record(), record());
        let mut asked = Vec::new();
        after.keep(|attribution| {
            asked.push(attribution.id.clone());
            true
        });
        assert_eq!(before, after);
        assert_eq!(asked, ["h1", "a1", "a2"]);
    }
}
