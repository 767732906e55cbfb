//! What holds of any input.

#![allow(clippy::unwrap_used, clippy::panic)]

mod common;

use common::Draft;
use onrecord_speaker::{Name, NameKind};
use onrecord_text::Span;
use proptest::prelude::*;

const PIECES: &[&str] = &[
    "Maria Berg",
    "Mr. Holm",
    "he",
    "she",
    "they",
    "who",
    "I",
    "the mayor",
    "The Danish prime minister",
    "Officials",
    "said",
    "told",
    "that",
    ",",
    ".",
    "“",
    "”",
    "\n",
    "a poll by",
    "Harrow",
    "'s",
    "(NRA)",
    "and",
    "of",
    "it rains",
    "è🦀",
    "U.S.",
    "According to",
    "in a statement",
    "both men",
    "his campaign",
    "-",
    "the",
    "Ukrainian",
];

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn spans_and_ids_hold(
        pieces in prop::collection::vec(prop::sample::select(PIECES), 1..60),
        places in prop::collection::vec((0usize..300, 1usize..30, 0usize..4), 0..24),
    ) {
        let mut draft = Draft::new(&pieces.join(" "));
        for (index, chunk) in places.chunks(3).enumerate() {
            let span = |at: usize| -> Vec<Span> {
                chunk.get(at).and_then(|(start, length, _)| Span::new(*start, start + length)).into_iter().collect()
            };
            if index % 3 == 2 {
                draft.names.extend(chunk.iter().filter(|place| place.2 < 3).map(|(start, length, kind)| Name {
                    span: Span::new(*start, start + length).unwrap(),
                    kind: NameKind::ALL[*kind],
                    confidence: 0.5,
                }));
            } else {
                draft.said.push([span(0), span(1), span(2)]);
            }
        }
        let resolved = draft.resolve(Some("Runa Vik"), Some("2021-01-01"));
        prop_assert_eq!(resolved.speakers.len(), draft.said.len());
        for entity in &resolved.entities {
            prop_assert!(entity.mentions.iter().all(|span| span.end() <= draft.text.len()));
            prop_assert!(entity.mentions.is_sorted_by(|left, right| left < right));
        }
        for (index, entity) in resolved.entities.iter().enumerate() {
            prop_assert_eq!(&entity.id, &format!("e{}", index + 1));
        }
        for speaker in &resolved.speakers {
            for id in speaker.entity.iter().chain(&speaker.via) {
                prop_assert!(resolved.entities.iter().any(|entity| entity.id == *id));
            }
            prop_assert!((0.0..=1.0).contains(&speaker.confidence));
            prop_assert!(!speaker.evidence.is_empty());
        }
        prop_assert_eq!(resolved, draft.resolve(Some("Runa Vik"), Some("2021-01-01")));
    }
}

#[test]
fn a_long_line_of_names_takes_no_long_time() {
    let mut draft = Draft::new(&"Maria Berg and he said Holm's agency told the mayor , ".repeat(20_000));
    draft.said.extend((0..2_000).map(|index| {
        let at = index * 540;
        let span = |from: usize, length: usize| vec![Span::new(at + from, at + from + length).unwrap()];
        [span(15, 2), span(18, 4), span(23, 20)]
    }));
    let resolved = draft.resolve(None, None);
    assert_eq!(resolved.speakers.len(), 2_000);
}
