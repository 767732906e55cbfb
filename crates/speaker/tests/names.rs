//! Which stretches of an article are names, and of what.

#![allow(clippy::unwrap_used, clippy::panic)]

mod common;

use common::Draft;
use onrecord_record::EntityType;
use onrecord_speaker::NameKind::{self, Organisation, Person, Place};
use onrecord_text::Span;

/// The named entities of a text with their kinds and how often they are mentioned, given what the network found.
fn found(text: &str, names: &[(&str, NameKind)]) -> Vec<(String, EntityType, usize)> {
    named(&Draft::new(text).names(names))
}

fn named(draft: &Draft) -> Vec<(String, EntityType, usize)> {
    let entities = draft.resolve(None, None).entities;
    entities
        .into_iter()
        .filter(|entity| entity.named == Some(true))
        .map(|entity| (entity.name, entity.kind, entity.mentions.len()))
        .collect()
}

fn one(name: &str, kind: EntityType, mentions: usize) -> Vec<(String, EntityType, usize)> {
    vec![(name.into(), kind, mentions)]
}

#[test]
fn adjectives_and_codes_are_no_names() {
    let text =
        "The ferry carried Norwegian salt, and Republican voters bought it with an EB-5 visa and 45 crowns.";
    let names = [
        ("Norwegian", Place),
        ("Republican", Organisation),
        ("EB", Organisation),
        ("45", Person),
    ];
    assert_eq!(found(text, &names), []);
    let text = "The old town of New Zealand traded with Yemen.";
    let names = [("New Zealand", Place), ("Yemen", Place)];
    assert_eq!(found(text, &names).len(), 2);
}

#[test]
fn a_law_is_a_document_and_a_prize_nobody() {
    let text = "Voters like the Clean Rivers Act very much.";
    assert_eq!(
        found(text, &[("Clean Rivers Act", Organisation)]),
        one("Clean Rivers Act", EntityType::Document, 1)
    );
    let text = "It went to the Bureau of Investigation again.";
    assert_eq!(
        found(text, &[("Bureau of Investigation", Organisation)]),
        one("Bureau of Investigation", EntityType::Organisation, 1)
    );
    let text = "The jury of the Harrow Film Festival slept.";
    assert_eq!(
        found(text, &[("Harrow Film Festival", Organisation)]),
        one("Harrow Film Festival", EntityType::Unknown, 1)
    );
}

#[test]
fn the_name_of_an_occasion_does_not_swallow_the_place() {
    let text = "He met them at the Harrow Film Festival.";
    assert_eq!(
        found(text, &[("Harrow", Place)]),
        one("Harrow", EntityType::Place, 1)
    );
}

#[test]
fn a_word_that_is_mostly_no_name_stays_none_elsewhere() {
    let text =
        "They swore on the Charter. The Charter is old, and the Charter is long, but our Charter holds.";
    let mut draft = Draft::new(text).names(&[("Charter", Organisation)]);
    draft.names.truncate(1);
    assert_eq!(named(&draft), one("Charter", EntityType::Organisation, 1));
    let mut draft = Draft::new(text).names(&[("Charter", Organisation)]);
    draft.names.truncate(3);
    assert_eq!(named(&draft), one("Charter", EntityType::Organisation, 4));
}

#[test]
fn a_small_syllable_behind_a_hyphen_belongs_to_the_name() {
    let text = "The head of the union is Ren Tae-su today.";
    assert_eq!(
        found(text, &[("Ren Tae", Person)]),
        one("Ren Tae-su", EntityType::Person, 1)
    );
    let text = "It was a Maria Lund-style tax.";
    assert_eq!(
        found(text, &[("Maria Lund", Person)]),
        one("Maria Lund", EntityType::Person, 1)
    );
}

#[test]
fn a_surname_that_ends_like_a_trade_is_a_name() {
    let text = "Then came Judge Halderman with a dog.";
    assert_eq!(
        found(text, &[("Halderman", Person)]),
        one("Halderman", EntityType::Person, 1)
    );
}

#[test]
fn what_shares_are_sold_of_is_a_company() {
    let text = "The builder, Lund Coasts, was not paid. Shares in Lund Coasts fell.";
    assert_eq!(
        found(text, &[("Lund Coasts", Person)]),
        one("Lund Coasts", EntityType::Organisation, 2)
    );
    let text = "The builder, Bruck Marine, was not paid.";
    assert_eq!(
        found(text, &[("Bruck Marine", Person)]),
        one("Bruck Marine", EntityType::Organisation, 1)
    );
}

#[test]
fn whom_a_prize_is_named_after_does_not_speak() {
    let text = "Oda Lindqvist won the Lund Prize for her songs. She said that it was heavy.";
    let draft = Draft::new(text)
        .names(&[("Oda Lindqvist", Person), ("Lund", Person)])
        .said(&[("She", "said", "that it was heavy")]);
    let resolved = draft.resolve(None, None);
    let speaker = resolved.speakers[0].entity.clone().unwrap();
    let who = resolved
        .entities
        .iter()
        .find(|entity| entity.id == speaker)
        .unwrap();
    assert_eq!(who.name, "Oda Lindqvist");
    assert!(who.mentions.contains(&Span::new(0, 13).unwrap()));
}
