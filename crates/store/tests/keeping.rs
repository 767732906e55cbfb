//! What is added comes back whole, once.

#![allow(clippy::unwrap_used, clippy::panic)]

mod common;

use common::any::record;
use common::{Article, assert_sound, empty, with};
use onrecord_record::Record;
use onrecord_store::{Added, Error, Filter, Store};
use proptest::prelude::*;

fn article() -> Record {
    Article::new("1", "The Courier", "2031-03-14")
        .at("https://courier.example/a")
        .says("Ada Brandt", "the bridge will open in May")
        .says("Tom Reyes", "12 boats sank")
        .counting("sunk", 12.0, "12", "boats")
        .record()
}

#[test]
fn what_is_added_comes_back() {
    let record = article();
    let mut kept = empty();
    assert_eq!(kept.store.add(&record).unwrap(), Added::New { document: 1 });
    assert_eq!(kept.store.record(1).unwrap(), Some(record));
    assert_eq!(kept.store.record(2).unwrap(), None);
    assert_sound(&kept.store);
}

#[test]
fn adding_again_changes_nothing() {
    let mut kept = with(&[article()]);
    let mut again = article();
    again.producer.model = "m-2".into();
    again.provenance = Some(Default::default());
    let before = kept.store.connection().total_changes();
    assert_eq!(kept.store.add(&again).unwrap(), Added::Known { document: 1 });
    assert_eq!(kept.store.connection().total_changes(), before);
    let document = kept.store.document(1).unwrap().unwrap();
    assert_eq!(kept.store.holds(&document).unwrap(), Some(1));
}

#[test]
fn a_changed_article_is_a_new_version_and_the_old_one_stays() {
    let changed = Article::new("other", "The Courier", "2031-03-15")
        .at("https://www.courier.example/a?utm_source=x")
        .says("Ada Brandt", "the bridge will open in June")
        .record();
    let mut kept = with(&[article()]);
    assert_eq!(
        kept.store.add(&changed).unwrap(),
        Added::Version {
            document: 2,
            version: 2
        }
    );
    assert_eq!(kept.store.record(1).unwrap(), Some(article()));
    assert_eq!(kept.store.record(2).unwrap(), Some(changed));
    let found = |words: &str| kept.store.search(words, &Filter::default(), 10).unwrap().len();
    assert_eq!(
        (found("June"), found("May"), found("boats")),
        (1, 0, 0),
        "only the current version is searched"
    );
    assert_sound(&kept.store);
}

#[test]
fn a_record_without_text_is_refused() {
    let record = Record {
        text: None,
        ..article()
    };
    assert!(matches!(empty().store.add(&record), Err(Error::NoText(id)) if id == "1"));
}

#[test]
fn only_stores_are_opened() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("store.db");
    assert!(matches!(Store::open_read_only(&path), Err(Error::Missing(_))));
    std::fs::write(&path, "no database at all, but some longer text that is none").unwrap();
    assert!(matches!(Store::open(&path), Err(Error::NotAStore(_))));
    assert!(matches!(Store::open_read_only(&path), Err(Error::NotAStore(_))));
    std::fs::remove_file(&path).unwrap();
    let foreign = rusqlite::Connection::open(&path).unwrap();
    foreign.execute_batch("CREATE TABLE birds (name TEXT)").unwrap();
    assert!(matches!(Store::open(&path), Err(Error::NotAStore(_))));
    drop(foreign);
    std::fs::remove_file(&path).unwrap();
    let store = Store::open(&path).unwrap();
    store
        .connection()
        .pragma_update(None, "user_version", 1000)
        .unwrap();
    drop(store);
    assert!(matches!(
        Store::open(&path),
        Err(Error::Newer { found: 1000, .. })
    ));
    std::fs::remove_file(&path).unwrap();
    let early = Store::open(&path).unwrap();
    early.connection().pragma_update(None, "user_version", 1).unwrap();
    drop(early);
    assert!(matches!(Store::open(&path), Err(Error::TooOld(_))));
    assert!(matches!(Store::open_read_only(&path), Err(Error::TooOld(_))));
}

#[test]
fn a_store_is_read_where_nothing_may_be_written() {
    let kept = with(&[article()]);
    let path = kept.folder.path().join("store.db");
    let mut reader = Store::open_read_only(&path).unwrap();
    assert_eq!(reader.record(1).unwrap(), Some(article()));
    assert!(
        reader
            .add(&Article::new("2", "The Courier", "2031-03-14").record())
            .is_err()
    );
}

#[test]
fn only_those_that_speak_are_speakers() {
    let mut record = article();
    let mut mentioned = record.entities[0].clone();
    (mentioned.id, mentioned.name, mentioned.wikidata) = ("e3".into(), "Mia Okoro".into(), Some("Q9".into()));
    record.entities.push(mentioned);
    let mut kept = with(&[record.clone()]);
    assert!(kept.store.named("Tom Reyes").is_ok());
    assert!(matches!(kept.store.named("Mia Okoro"), Err(Error::Unknown(_))));
    record.attributions[0].via = Some("e3".into());
    kept.store.reread(1, &record).unwrap();
    assert_eq!(
        kept.store.named("Q9").unwrap(),
        kept.store.named("Mia Okoro").unwrap()
    );
    assert_sound(&kept.store);
}

#[test]
fn a_new_reading_keeps_the_numbers_of_what_stands_where_it_stood() {
    let mut kept = with(&[
        article(),
        Article::new("9", "The Herald", "2031-03-14")
            .says("Ada Brandt", "no")
            .record(),
    ]);
    let mut reading = article();
    reading.attributions.reverse();
    let mut extra = reading.attributions[0].clone();
    extra.content = extra.source.clone();
    reading.attributions.insert(0, extra);
    for (n, attribution) in reading.attributions.iter_mut().enumerate() {
        attribution.id = format!("a{}", n + 1);
    }
    reading.quantities[0].attribution = Some("a2".into());
    reading.producer.model = "m-2".into();
    kept.store.reread(1, &reading).unwrap();
    assert_eq!(kept.store.record(1).unwrap(), Some(reading));
    let hits = kept
        .store
        .search("bridge OR boats", &Filter::default(), 10)
        .unwrap();
    let mut numbers: Vec<i64> = hits.iter().map(|hit| hit.statement.statement).collect();
    numbers.sort_unstable();
    assert_eq!(numbers, [1, 2]);
    assert_sound(&kept.store);
    assert!(
        kept.store.reread(2, &article()).is_err(),
        "a reading of another document"
    );
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn any_record_comes_back_whole(records in prop::collection::vec(record(), 1..4)) {
        let mut kept = empty();
        for record in &records {
            let added = kept.store.add(record).unwrap();
            if matches!(added, Added::Known { .. }) {
                continue;
            }
            let back = kept.store.record(added.document()).unwrap();
            prop_assert_eq!(back.as_ref(), Some(record));
            kept.store.reread(added.document(), record).unwrap();
            let back = kept.store.record(added.document()).unwrap();
            prop_assert_eq!(back.as_ref(), Some(record));
        }
        assert_sound(&kept.store);
        let documents: Vec<i64> = (1..=records.len() as i64).collect();
        kept.store.forget(&documents).unwrap();
        for table in [
            "documents", "kept_entities", "kept_attributions", "read_spans", "kept_times", "kept_quantities", "speakers",
            "speaker_names",
        ] {
            let sql = format!("SELECT count(*) FROM {table}");
            let left: i64 = kept.store.connection().query_row(&sql, [], |row| row.get(0)).unwrap();
            prop_assert_eq!(left, 0, "{}", table);
        }
        assert_sound(&kept.store);
    }
}
