//! What is asked of a store.

#![allow(clippy::unwrap_used)]

mod common;

use common::{Article, assert_sound, with};
use onrecord_record::Record;
use onrecord_store::{Error, Filter, Store, Stratum};
use serde_json::json;

fn news() -> Vec<Record> {
    let minister = json!({"named": true, "type": "person", "wikidata": "Q7", "role": "minister"});
    vec![
        Article::new("1", "The Courier", "2031-03-14")
            .says_as(
                "Ada Brandt",
                minister.clone(),
                "the harbour tax is dead and 12 boats sank",
            )
            .counting("sunk", 12.0, "12", "boats")
            .says("Tom Reyes", "Élan is not a harbour")
            .record(),
        Article::new("2", "The Herald", "2031-03-16")
            .says_as("Brandt", minister, "a harbour tax would help, 15 boats sank")
            .counting("sunk", 15.0, "15", "boats")
            .says_as(
                "two officials",
                json!({"named": false, "type": "generic"}),
                "nothing of the harbour",
            )
            .record(),
    ]
}

#[track_caller]
fn found(store: &Store, typed: &str, filter: &Filter) -> Vec<i64> {
    let mut found: Vec<i64> = store
        .search(typed, filter, 50)
        .unwrap()
        .into_iter()
        .map(|hit| hit.statement.statement)
        .collect();
    found.sort_unstable();
    found
}

#[test]
fn words_phrases_beginnings_and_operators() {
    let kept = with(&news());
    for (typed, expected) in [
        ("harbour", vec![1, 2, 3, 4]),
        ("TAX harbour", vec![1, 3]),
        ("\"tax is dead\"", vec![1]),
        ("\"harbour is\"", vec![]),
        ("elan", vec![2]),
        ("noth* OR dea*", vec![1, 4]),
        ("harbour -tax", vec![2, 4]),
        ("(help OR dead) AND boats", vec![1, 3]),
    ] {
        assert_eq!(found(&kept.store, typed, &Filter::default()), expected, "{typed}");
    }
    assert!(matches!(
        kept.store.search("\"open", &Filter::default(), 5),
        Err(Error::Query(_))
    ));
}

#[test]
fn hits_are_ranked_and_highlighted() {
    let kept = with(&news());
    let hits = kept.store.search("elan harbour", &Filter::default(), 50).unwrap();
    assert_eq!(hits[0].statement.words, "Élan is not a harbour");
    assert_eq!(hits[0].highlights, [[0, 4], [14, 21]]);
    let hit = &kept.store.search("dead", &Filter::default(), 1).unwrap()[0].statement;
    assert_eq!(hit.speaker.as_deref(), Some("Ada Brandt"));
    assert_eq!(
        (hit.outlet.as_deref(), hit.day.as_deref()),
        (Some("The Courier"), Some("2031-03-14"))
    );
    let best: Vec<i64> = kept
        .store
        .search("harbour", &Filter::default(), 50)
        .unwrap()
        .iter()
        .map(|hit| hit.statement.statement)
        .collect();
    assert_eq!(best.len(), 4);
    assert_eq!(
        kept.store.search("harbour", &Filter::default(), 2).unwrap().len(),
        2
    );
    assert!(
        best[..2].contains(
            &kept.store.search("harbour", &Filter::default(), 1).unwrap()[0]
                .statement
                .statement
        )
    );
}

#[test]
fn filters_leave_out() {
    let kept = with(&news());
    let filter = |set: fn(&mut Filter)| {
        let mut filter = Filter::default();
        set(&mut filter);
        found(&kept.store, "harbour", &filter)
    };
    assert_eq!(filter(|filter| filter.speaker = Some("brandt".into())), [1, 3]);
    assert_eq!(filter(|filter| filter.speaker = Some("Q7".into())), [1, 3]);
    assert_eq!(filter(|filter| filter.outlet = Some("the herald".into())), [3, 4]);
    assert_eq!(filter(|filter| filter.after = Some("2031-03-15".into())), [3, 4]);
    assert_eq!(filter(|filter| filter.before = Some("2031-03-15".into())), [1, 2]);
    assert_eq!(
        filter(|filter| filter.said_after = Some("2031-03-16".into())),
        [3, 4]
    );
    assert_eq!(filter(|filter| filter.kind = Some("direct".into())), [0_i64; 0]);
    assert_eq!(
        filter(|filter| filter.stance = Some("asserts".into())),
        [1, 2, 3, 4]
    );
    assert_eq!(filter(|filter| filter.measure = Some("sunk".into())), [1, 3]);
    assert_eq!(filter(|filter| filter.has_figure = true), [1, 3]);
    let nobody = Filter {
        speaker: Some("Nobody".into()),
        ..Filter::default()
    };
    assert!(matches!(
        kept.store.search("harbour", &nobody, 5),
        Err(Error::Unknown(_))
    ));
}

#[test]
fn one_speaker_in_time() {
    let kept = with(&news());
    let voices = kept.store.voices("brandt").unwrap();
    assert_eq!(voices.len(), 1);
    assert_eq!(
        (voices[0].statements, voices[0].documents, voices[0].outlets),
        (2, 2, 2)
    );
    assert_eq!(voices[0].first.as_deref(), Some("2031-03-14"));
    assert_eq!(voices[0].latest.as_deref(), Some("2031-03-16"));
    let who = kept.store.who(voices[0].clone()).unwrap();
    let days: Vec<_> = who
        .statements
        .iter()
        .map(|statement| statement.when().unwrap())
        .collect();
    assert_eq!(days, ["2031-03-14", "2031-03-16"]);
    assert!(
        who.topics
            .iter()
            .any(|topic| topic.what == "harbour tax" && topic.number == 2)
    );
    assert_eq!(who.aliases.len(), 2);
    assert!(
        kept.store.voices("officials").is_err(),
        "the unnamed are nobody in particular"
    );
}

#[test]
fn two_of_one_name_are_two_where_their_roles_differ() {
    let role = |role: &str| json!({"named": true, "type": "person", "role": role});
    let article = |n: &str, details| {
        Article::new(n, "The Courier", "2031-03-14")
            .says_as("John Smith", details, &format!("word {n}"))
            .record()
    };
    let kept = with(&[
        article("1", role("police chief of Ashford")),
        article("2", role("professor of economics")),
        article("3", role("Ashford’s chief of police")),
        article("4", role("economics professor")),
    ]);
    let voices = kept.store.voices("John Smith").unwrap();
    let numbers: Vec<_> = voices
        .iter()
        .map(|voice| (voice.speaker_id, voice.statements))
        .collect();
    assert_eq!(numbers, [(1, 2), (2, 2)]);
}

#[test]
fn a_surname_means_all_who_have_it() {
    let says = |n: &str, name: &str, wikidata: Option<&str>| {
        let details = json!({"named": true, "type": "person", "wikidata": wikidata});
        Article::new(n, "The Courier", "2031-03-14")
            .says_as(name, details, &format!("word {n}"))
            .record()
    };
    let names = |records: &[Record], name: &str| -> Vec<String> {
        let voices = with(records).store.voices(name).unwrap();
        voices.into_iter().map(|voice| voice.speaker).collect()
    };
    let mut records = vec![
        says("1", "Oda Lindqvist", Some("Q1")),
        says("2", "Oda Lindqvist", Some("Q1")),
        says("3", "Lindqvist", None),
    ];
    assert_eq!(names(&records, "lindqvist"), ["Oda Lindqvist", "Lindqvist"]);
    assert_eq!(names(&records, "Oda Lindqvist"), ["Oda Lindqvist"]);
    records[2] = says("3", "Lindqvist", Some("Q2"));
    assert_eq!(names(&records, "lindqvist"), ["Lindqvist"], "known by that alone");
}

#[test]
fn figures_without_a_day_come_last() {
    let mut records = news();
    let undated = records[0].clone();
    records.push(Record {
        id: "undated".into(),
        url: None,
        date: None,
        times: Vec::new(),
        ..undated
    });
    let figures = with(&records).store.figures("sunk", None).unwrap();
    let days: Vec<bool> = figures.iter().map(|figure| figure.day.is_some()).collect();
    assert_eq!(days, [true, true, false]);
}

#[test]
fn figures_by_claimant() {
    let kept = with(&news());
    let figures = kept.store.figures("sunk", None).unwrap();
    let told: Vec<_> = figures
        .iter()
        .map(|f| (f.day.as_deref().unwrap(), f.claimant.as_deref().unwrap(), f.value))
        .collect();
    assert_eq!(
        told,
        [
            ("2031-03-14", "Ada Brandt", Some(12.0)),
            ("2031-03-16", "Ada Brandt", Some(15.0))
        ]
    );
    assert_eq!(figures[0].of, "boats");
    assert_eq!(kept.store.figures("sunk", Some("Boats")).unwrap().len(), 2);
    assert!(kept.store.figures("sunk", Some("cars")).unwrap().is_empty());
}

#[test]
fn numbers_of_the_whole() {
    let kept = with(&news());
    let stats = kept.store.stats().unwrap();
    let number = |what: &str, of: &str| {
        stats
            .iter()
            .find(|stat| stat.what == what && stat.of == of)
            .unwrap()
            .number
    };
    assert_eq!(number("documents", ""), 2);
    assert_eq!(
        (number("statements", ""), number("statements", "indirect")),
        (4, 4)
    );
    assert_eq!((number("sources", "named"), number("sources", "unnamed")), (3, 1));
    assert_eq!((number("outlets", ""), number("days", "")), (2, 2));
}

#[test]
fn a_sample_is_spread_and_the_same_each_time() {
    let records: Vec<Record> = (0..30)
        .map(|n| {
            let outlet = if n < 27 { "The Courier" } else { "The Herald" };
            Article::new(&n.to_string(), outlet, "2031-03-14")
                .says("Ada Brandt", &format!("word {n}"))
                .record()
        })
        .collect();
    let kept = with(&records);
    let sample = |seed| kept.store.sample(6, &[Stratum::Outlet], seed).unwrap();
    let of_herald = sample(1)
        .iter()
        .filter(|s| s.outlet.as_deref() == Some("The Herald"))
        .count();
    assert_eq!((sample(1).len(), of_herald), (6, 3));
    assert_eq!(sample(1), sample(1));
    assert_ne!(sample(1), sample(2));
    assert_eq!(kept.store.sample(100, &[], 1).unwrap().len(), 30);
}

#[test]
fn what_is_forgotten_is_gone() {
    let mut kept = with(&news());
    let named = kept.store.documents_named("2").unwrap();
    kept.store.forget(&named).unwrap();
    assert_eq!(found(&kept.store, "harbour", &Filter::default()), [1, 2]);
    assert!(kept.store.record(2).unwrap().is_none());
    assert!(kept.store.documents_named("2").is_err());
    assert_sound(&kept.store);
}

#[test]
fn figures_that_differ_and_denials_stand_together() {
    let denial = json!({"named": true, "type": "person"});
    let mut record = Article::new("2", "The Herald", "2031-03-14")
        .says_as("Mia Okoro", denial, "15 boats sank in the old harbour of Ashford")
        .counting("sunk", 15.0, "15", "boats")
        .record();
    record.attributions[0].stance = Some(onrecord_record::Stance::Denies);
    let claim = Article::new("1", "The Courier", "2031-03-14")
        .says("Ada Brandt", "12 boats sank in the old harbour of Ashford")
        .counting("sunk", 12.0, "12", "boats")
        .record();
    let kept = with(&[claim, record]);
    let values = |accounts: Vec<onrecord_store::Account>| -> Vec<_> {
        accounts
            .into_iter()
            .map(|account| (account.set, account.figure.value))
            .collect()
    };
    assert_eq!(
        values(kept.store.rivals(None).unwrap()),
        [(1, Some(12.0)), (1, Some(15.0))]
    );
    assert!(kept.store.rivals(Some("killed")).unwrap().is_empty());
    let sides = kept.store.denials("harbour", &Filter::default()).unwrap();
    assert_eq!(sides.iter().map(|side| side.pair).collect::<Vec<_>>(), [1, 1]);
}

#[test]
fn the_views_of_the_schema_answer() {
    let kept = with(&news());
    for view in [
        "statements",
        "voices",
        "figures",
        "versions",
        "aliases",
        "outlets",
        "days",
    ] {
        let sql = format!("SELECT count(*) FROM {view}");
        let rows: i64 = kept
            .store
            .connection()
            .query_row(&sql, [], |row| row.get(0))
            .unwrap();
        assert!(rows > 0, "{view}");
    }
    let words: String = kept
        .store
        .connection()
        .query_row("SELECT words FROM statements WHERE statement = 2", [], |row| {
            row.get(0)
        })
        .unwrap();
    assert_eq!(words, "Élan is not a harbour");
}
