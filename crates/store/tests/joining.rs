//! Who is one across documents, and who isn't.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use common::{Article, with};
use serde_json::{Value, json};

/// The speakers that remain of one name after articles that tell these details of them: Wikidata id and documents.
fn speakers(name: &str, details: &[Value]) -> Vec<(Option<String>, i64)> {
    let record = |(number, details): (usize, &Value)| {
        Article::new(&number.to_string(), "The Courier", "2031-03-14")
            .says_as(name, details.clone(), &format!("word {number}"))
            .record()
    };
    let records: Vec<_> = details.iter().enumerate().map(record).collect();
    let mut voices = with(&records).store.voices(name).unwrap();
    voices.sort_by_key(|voice| voice.speaker_id);
    voices
        .into_iter()
        .map(|voice| (voice.wikidata, voice.documents))
        .collect()
}

fn person(wikidata: Option<&str>, role: Option<&str>, candidates: &[(&str, f64)]) -> Value {
    let candidates: Vec<Value> = candidates
        .iter()
        .map(|(id, score)| json!({"wikidata": id, "name": "Oda Lindqvist", "score": score}))
        .collect();
    json!({"named": true, "type": "person", "wikidata": wikidata, "role": role, "candidates": candidates})
}

#[test]
fn who_came_without_an_id_gets_it_from_a_later_document() {
    let bare = person(None, None, &[]);
    let known = person(Some("Q1"), Some("mayor"), &[]);
    assert_eq!(
        speakers("Oda Lindqvist", &[bare.clone(), known.clone(), bare, known]),
        [(Some("Q1".into()), 4)]
    );
}

#[test]
fn the_only_candidate_of_the_tables_is_who_is_known_already() {
    let known = person(Some("Q1"), Some("mayor"), &[]);
    let hinted = person(None, Some("rival"), &[("Q1", 2.0)]);
    let one = [(Some("Q1".into()), 2)];
    assert_eq!(speakers("Oda Lindqvist", &[known.clone(), hinted.clone()]), one);
    assert_eq!(speakers("Oda Lindqvist", &[hinted, known]), one);
}

#[test]
fn one_of_several_candidates_is_nobody_yet() {
    let known = person(Some("Q1"), Some("mayor"), &[]);
    let open = person(None, Some("plumber"), &[("Q1", 2.0), ("Q2", 2.0)]);
    let other = person(None, Some("rival"), &[("Q2", 2.5)]);
    assert_eq!(speakers("Oda Lindqvist", &[known, open, other]).len(), 3);
}

#[test]
fn a_country_alone_does_not_join_two_of_different_sectors() {
    let somebody = |role: &str, sector: &str| json!({"named": true, "type": "person", "role": role, "country": "NOR", "sector": sector});
    let two = [somebody("police chief", "COP"), somebody("professor", "EDU")];
    assert_eq!(speakers("Jonas Dahl", &two).len(), 2);
    let one = [somebody("police chief", "COP"), somebody("constable", "COP")];
    assert_eq!(speakers("Jonas Dahl", &one).len(), 1);
}

#[test]
fn a_surname_alone_is_suggested_to_be_nobody() {
    let known = person(Some("Q1"), Some("mayor"), &[]);
    let hinted = person(None, Some("rival"), &[("Q1", 2.0)]);
    assert_eq!(speakers("Lindqvist", &[known, hinted]).len(), 2);
}
