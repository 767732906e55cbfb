//! Leaving out what is not sure enough.

use std::collections::HashSet;

use onrecord::{Attribution, Record};

/// Drops the attributions whose confidence is below `least`, and what only they spoke of: their speakers and channels
/// go with them, and so do their accounts of rival figures; nothing points to a dropped one any more. Ids stay as they are.
pub fn keep_from(record: &mut Record, least: f64) {
    let speakers_before = speakers(record);
    let mut dropped = HashSet::new();
    for attributions in [&mut record.attributions, &mut record.title_attributions] {
        attributions.retain(|attribution| {
            let stays = attribution.confidence >= least;
            if !stays {
                dropped.insert(attribution.id.clone());
            }
            stays
        });
    }
    let speakers = speakers(record);
    record
        .entities
        .retain(|entity| speakers.contains(&entity.id) || !speakers_before.contains(&entity.id));

    for rivals in &mut record.rivals {
        let stays = |id: &Option<String>| !id.as_ref().is_some_and(|id| dropped.contains(id));
        rivals.accounts.retain(|account| stays(&account.attribution));
    }
    record.rivals.retain(|rivals| rivals.accounts.len() > 1);

    let parents = record
        .attributions
        .iter_mut()
        .chain(&mut record.title_attributions)
        .map(|a| &mut a.parent);
    let quantities = record
        .quantities
        .iter_mut()
        .map(|quantity| &mut quantity.attribution);
    let events = record.events.iter_mut().map(|event| &mut event.attribution);
    for reference in parents.chain(quantities).chain(events) {
        reference.take_if(|id| dropped.contains(id));
    }
}

/// The entities that speak, or through whom something was said.
fn speakers(record: &Record) -> HashSet<String> {
    let entities = |attribution: &Attribution| [attribution.speaker.clone(), attribution.via.clone()];
    record
        .attributions
        .iter()
        .chain(&record.title_attributions)
        .flat_map(entities)
        .flatten()
        .collect()
}

#[cfg(test)]
mod tests {
    use onrecord::Record;
    use serde_json::json;

    use super::keep_from;

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
    fn what_is_less_sure_goes_with_its_speaker() {
        let mut record = record();
        keep_from(&mut record, 0.5);
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
    fn nothing_goes_that_is_sure_enough() {
        let (before, mut after) = (record(), record());
        keep_from(&mut after, 0.0);
        assert_eq!(before, after);
    }
}
