//! The whole list of entities of one invented article.

#![allow(clippy::unwrap_used, clippy::panic)]

mod common;

use common::Draft;
use onrecord_record::Entity;
use onrecord_speaker::NameKind::{self, Organisation, Person, Place};

const ARTICLE: &str = "Mayor Promises New Bridge

Mayor Oda Lindqvist promised a bridge on Friday. Lindqvist said it would be ready in two years, and she thanked France.

The Harrow Institute doubted that. A poll by the Harrow Institute found that few believe her.

“It will not last,” the French president told the Harrow Post. Two engineers who know the river said it was too deep.

In a statement, Peter Holm, a lawyer, denied that it was. He called it shallow.";

#[test]
fn everybody_is_listed_once_with_what_is_known_of_them() {
    let names: &[(&str, NameKind)] = &[
        ("Oda Lindqvist", Person),
        ("France", Place),
        ("Harrow Institute", Organisation),
        ("Harrow Post", Organisation),
        ("Peter Holm", Person),
    ];
    let draft = Draft::new(ARTICLE).names(names).said(&[
        ("Mayor", "Promises", "New Bridge"),
        ("Mayor Oda Lindqvist", "promised", "a bridge"),
        ("Lindqvist", "said", "it would be ready in two years"),
        ("The Harrow Institute", "doubted", "that."),
        ("A poll by the Harrow Institute", "found", "that few believe her"),
        ("the French president", "told", "“It will not last,”"),
        ("Two engineers who know the river", "said", "it was too deep"),
        ("Peter Holm, a lawyer,", "denied", "that it was."),
        ("He", "called", "it shallow"),
    ]);
    let resolved = draft.resolve(None, Some("2020-06-01"));
    let lines: Vec<String> = resolved.entities.iter().map(line).collect();
    let expected = [
        "e1 Oda Lindqvist | Person | named | Mayor | - | GOV | 4",
        "e2 France | Place | named | - | FRA | GOV | 1",
        "e3 Harrow Institute | Organisation | named | - | - | EDU | 2",
        "e4 Harrow Institute poll | Document | named | - | - | - | 1",
        "e5 Emmanuel Macron | Person | unnamed | French president | FRA | GOV | 1",
        "e6 Harrow Post | Organisation | named | - | - | - | 1",
        "e7 two engineers | Group | unnamed | - | - | CVL | 1",
        "e8 statement | Document | unnamed | - | - | - | 1",
        "e9 Peter Holm | Person | named | lawyer | - | JUD | 2",
    ];
    assert_eq!(lines, expected);
}

/// Id, name, type, "named", role, country, sector and how often it is mentioned.
fn line(entity: &Entity) -> String {
    let or_none = |value: &Option<String>| value.clone().unwrap_or_else(|| "-".into());
    format!(
        "{} {} | {:?} | {} | {} | {} | {} | {}",
        entity.id,
        entity.name,
        entity.kind,
        entity
            .named
            .map_or("-", |named| if named { "named" } else { "unnamed" }),
        or_none(&entity.role),
        or_none(&entity.country),
        or_none(&entity.sector),
        entity.mentions.len(),
    )
}
