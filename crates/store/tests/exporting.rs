//! Records with their numbers, as they are exported.

#![allow(clippy::unwrap_used)]

mod common;

use common::{Article, with};
use onrecord_record::Record;
use onrecord_store::{Change, Error, Filter, Voiced};
use serde_json::json;

fn news() -> Vec<Record> {
    let minister = json!({"named": true, "type": "person", "wikidata": "Q7"});
    vec![
        Article::new("1", "The Courier", "2031-03-14")
            .says_as(
                "Ada Brandt",
                minister.clone(),
                "the tax is dead and 12 boats sank",
            )
            .counting("sunk", 12.0, "12", "boats")
            .says("Tom Reyes", "nothing is a harbour")
            .record(),
        Article::new("2", "The Herald", "2031-03-16").record(),
        Article::new("3", "The Herald", "2031-03-17")
            .says_as("Brandt", minister, "a tax would help")
            .record(),
    ]
}

fn by(speaker: &str) -> Filter {
    Filter {
        speaker: Some(speaker.into()),
        ..Filter::default()
    }
}

#[test]
fn without_a_filter_all_comes_as_it_was_added() {
    let news = news();
    let kept = with(&news);
    let numbers = kept.store.documents(&Filter::default()).unwrap();
    assert_eq!(numbers, [1, 2, 3]);
    let mut statements = Vec::new();
    for (number, record) in numbers.into_iter().zip(&news) {
        let exported = kept.store.kept(number, &Filter::default()).unwrap().unwrap();
        assert_eq!((&exported.record, exported.document), (record, number));
        assert_eq!(exported.statements.len(), record.attributions.len());
        statements.extend(exported.statements);
    }
    let numbers: Vec<i64> = statements.iter().map(|one| one.statement).collect();
    assert_eq!(numbers, [1, 2, 3]);
    // One name for one person, whatever the article says.
    assert_eq!(statements[2].speaker.as_deref(), Some("Ada Brandt"));
    assert_eq!(statements[2].speaker_id, statements[0].speaker_id);
    assert_eq!(statements[2].wikidata.as_deref(), Some("Q7"));
}

#[test]
fn a_filter_leaves_what_it_asks_for() {
    let kept = with(&news());
    let store = &kept.store;
    assert_eq!(store.documents(&by("Reyes")).unwrap(), [1]);
    assert_eq!(store.documents(&by("Q7")).unwrap(), [1, 3]);
    let exported = store.kept(1, &by("Reyes")).unwrap().unwrap();
    let words: Vec<&str> = exported
        .record
        .attributions
        .iter()
        .map(|one| one.id.as_str())
        .collect();
    assert_eq!((words, exported.statements[0].statement), (vec!["a2"], 2));
    // The figure stays, but nobody claims it any more.
    assert_eq!(exported.record.quantities[0].attribution, None);
    let herald = Filter {
        outlet: Some("the herald".into()),
        after: Some("2031-03-15".into()),
        ..Filter::default()
    };
    assert_eq!(store.documents(&herald).unwrap(), [2, 3]);
    let figures = Filter {
        has_figure: true,
        ..Filter::default()
    };
    assert_eq!(store.documents(&figures).unwrap(), [1]);
    assert_eq!(
        store
            .documents(&Filter {
                before: Some("2031-01-01".into()),
                ..figures
            })
            .unwrap(),
        [0; 0]
    );
    assert!(matches!(store.documents(&by("Nobody")), Err(Error::Unknown(_))));
}

#[test]
fn corrections_and_versions_are_followed() {
    let mut kept = with(&[]);
    let article = |words: &str| {
        Article::new("1", "The Courier", "2031-03-14")
            .at("https://courier.example/1")
            .says("Ada Brandt", words)
            .says("Ada Brandt", "so be it")
            .record()
    };
    kept.store.add(&article("yes")).unwrap();
    kept.store.add(&article("no")).unwrap();
    let store = &mut kept.store;
    assert_eq!(store.documents(&Filter::default()).unwrap(), [2]);
    assert_eq!(store.kept(1, &Filter::default()).unwrap(), None);
    assert_eq!(store.kept(99, &Filter::default()).unwrap(), None);
    store
        .correct(&Change::Reject { statement: 3 }, "me", None)
        .unwrap();
    let speaker = Voiced::New("Tom Reyes".into(), None);
    store
        .correct(
            &Change::Speaker {
                statement: 4,
                speaker,
            },
            "me",
            None,
        )
        .unwrap();
    let exported = store.kept(2, &Filter::default()).unwrap().unwrap();
    let told: Vec<_> = exported
        .statements
        .iter()
        .map(|one| (one.statement, one.speaker.as_deref()))
        .collect();
    assert_eq!(told, [(4, Some("Tom Reyes"))]);
    assert_eq!(exported.record.attributions.len(), 1);
}
