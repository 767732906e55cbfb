//! Decisions as the record writes them.

use std::collections::HashMap;

use onrecord_record::{Candidate, Entity, EntityType};
use onrecord_text::Span;

use crate::cast::Figure;
use crate::discourse::Decided;
use crate::naming;
use crate::reading::Reading;
use crate::world::World;
use crate::{Article, Resolved, Speaker};

/// Entities in the order of first mention, and the speaker of each attribution.
pub(crate) fn resolved(reading: &Reading, world: &World, article: &Article, decided: Decided) -> Resolved {
    let Decided {
        mut cast,
        speakers,
        owners,
        phrases,
        via,
    } = decided;
    let mut unnamed: Vec<usize> = phrases.keys().copied().collect();
    unnamed.sort_unstable();
    let speaking: Vec<bool> = {
        let mut speaking = vec![false; cast.figures.len()];
        speakers
            .iter()
            .flatten()
            .for_each(|decision| speaking[decision.figure] = true);
        via.iter().flatten().for_each(|&figure| speaking[figure] = true);
        speaking
    };
    for index in unnamed {
        let (name, named) = naming::name(reading, &cast, &phrases[&index], &owners);
        let figure = &mut cast.figures[index];
        figure.name = name;
        figure.named = named;
    }
    let mut order: Vec<(usize, usize)> = Vec::new();
    for (index, figure) in cast.figures.iter().enumerate() {
        let unnamed = phrases.contains_key(&index);
        if (figure.named && !unnamed) || speaking[index] {
            let first = figure
                .mentions
                .iter()
                .map(|words| words.start)
                .min()
                .unwrap_or(usize::MAX);
            order.push((first, index));
        }
    }
    order.sort_unstable();
    let ids: HashMap<usize, String> = order
        .iter()
        .enumerate()
        .map(|(number, &(_, index))| (index, format!("e{}", number + 1)))
        .collect();
    let entities = order.iter().map(|&(_, index)| {
        let figure = &cast.figures[index];
        let mut mentions: Vec<Span> = figure
            .mentions
            .iter()
            .filter_map(|words| reading.span(words)?.shifted_back(article.text_start))
            .collect();
        mentions.sort();
        mentions.dedup();
        let facts = world.facts(reading, figure, speaking[index]);
        let role = figure
            .roles
            .first()
            .map(|role| &role.words)
            .or(figure.office.as_ref().map(|held| &held.words));
        Entity {
            id: ids[&index].clone(),
            name: figure.name.clone(),
            kind: figure.kind,
            named: Some(figure.named),
            role: role
                .filter(|_| figure.kind == EntityType::Person)
                .map(|words| reading.phrase(words))
                .or(facts.role),
            country: facts.country,
            sector: facts.sector,
            candidates: if facts.wikidata.is_none() {
                candidates(figure)
            } else {
                Vec::new()
            },
            wikidata: facts.wikidata,
            evidence: facts.evidence,
            mentions,
        }
    });
    let entities = entities.collect();
    let via = via
        .into_iter()
        .map(|figure| figure.and_then(|figure| ids.get(&figure).cloned()));
    let speakers = speakers
        .into_iter()
        .zip(via)
        .map(|(decision, via)| match decision {
            Some(decision) => Speaker {
                entity: ids.get(&decision.figure).cloned(),
                confidence: decision.confidence,
                evidence: decision.evidence,
                via,
            },
            None => Speaker {
                entity: None,
                confidence: 0.6,
                evidence: "the article leaves open who speaks".into(),
                via,
            },
        });
    Resolved {
        speakers: speakers.collect(),
        entities,
    }
}

/// Whom a name may mean where that stays open: at most five.
fn candidates(figure: &Figure) -> Vec<Candidate> {
    let some = figure
        .candidates
        .iter()
        .filter(|_| figure.known.is_none())
        .filter_map(|candidate| {
            Some(Candidate {
                wikidata: candidate.wikidata.clone()?,
                name: candidate.name.clone(),
                score: f64::from(candidate.score),
            })
        });
    some.take(5).collect()
}
