//! The whole list of entities of one invented article.

#![allow(clippy::unwrap_used, clippy::panic)]

mod common;

use common::Draft;
use onrecord_knowledge::Knowledge;
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

#[test]
fn the_role_of_people_of_one_s_own_is_told_where_the_article_gives_none() {
    let table = "name,id,role,from,to\n\
        Oda Lindqvist,own-1,Prime Minister of Varenia,2031-01-01,2032-12-31\n\
        Oda Lindqvist,own-1,Speaker of the House,2033-01-01,2034-12-31\n\
        Peter Holm,own-2,Attorney General,,\n";
    let own = Knowledge::shipped().with_people(table.as_bytes()).unwrap();
    let text = "Oda Lindqvist said the bridge was safe. Peter Holm, a lawyer, denied that it was.";
    let draft = Draft::new(text)
        .names(&[("Oda Lindqvist", Person), ("Peter Holm", Person)])
        .said(&[
            ("Oda Lindqvist", "said", "the bridge was safe"),
            ("Peter Holm, a lawyer,", "denied", "that it was"),
        ]);
    for (date, role) in [
        ("2031-03-14", Some("Prime Minister of Varenia")),
        ("2033-03-14", Some("Speaker of the House")),
        ("2040-03-14", None),
    ] {
        let resolved = draft.resolve_by(&own, None, Some(date));
        let roles: Vec<Option<&str>> = resolved
            .entities
            .iter()
            .map(|entity| entity.role.as_deref())
            .collect();
        assert_eq!(roles, [role, Some("lawyer")], "{date}");
    }
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
