//! Corrections: made, kept through a new reading, listed, undone.

#![allow(clippy::unwrap_used)]

mod common;

use common::{Article, Kept, assert_sound, with};
use onrecord_record::Record;
use onrecord_store::{Change, Error, Filter, Role, Voiced};
use onrecord_text::Span;

fn record() -> Record {
    Article::new("1", "The Courier", "2031-03-14")
        .says("Ada Brandt", "the harbour tax is dead")
        .says("Tom Reyes", "the ferry waits")
        .record()
}

fn other() -> Record {
    Article::new("2", "The Herald", "2031-03-15")
        .says("Ada Brand", "the tax lives")
        .record()
}

/// Reads the first document anew: what the corrections say must be said again.
fn read_again(kept: &mut Kept) {
    let mut reading = record();
    reading.producer.model = "m-2".into();
    // The new model sees less of the first statement, and ids differ.
    let content = reading.attributions[0].content[0];
    reading.attributions[0].content = vec![Span::new(content.start(), content.end() - 5).unwrap()];
    reading.attributions.swap(0, 1);
    kept.store.reread(1, &reading).unwrap();
}

fn speaker_of(kept: &Kept, word: &str) -> Option<String> {
    let hits = kept.store.search(word, &Filter::default(), 5).unwrap();
    hits.first().and_then(|hit| hit.statement.speaker.clone())
}

#[test]
fn no_time_ends_before_it_begins() {
    let mut kept = with(&[Article::new("1", "The Courier", "2031-03-14")
        .says("Ada Brandt", "the tax is dead")
        .record()]);
    let mut said = |from: &str, to: &str| {
        let [from, to] = [from, to].map(str::to_owned);
        let change = Change::Time {
            statement: 1,
            from,
            to,
        };
        kept.store.correct(&change, "me", None)
    };
    assert!(
        said("2031-03-14", "2031-03-12")
            .unwrap_err()
            .to_string()
            .contains("is after")
    );
    assert!(said("2031-03-14T10:00", "2031-03-14").is_ok());
}

#[test]
fn a_rejected_statement_stays_rejected() {
    let mut kept = with(&[record()]);
    let number = kept
        .store
        .correct(&Change::Reject { statement: 1 }, "me", Some("a headline"))
        .unwrap();
    assert_eq!(speaker_of(&kept, "harbour"), None);
    read_again(&mut kept);
    assert_eq!(speaker_of(&kept, "harbour"), None);
    assert_eq!(kept.store.record(1).unwrap().unwrap().attributions.len(), 1);
    assert_sound(&kept.store);
    kept.store.undo(number, "you").unwrap();
    assert_eq!(speaker_of(&kept, "harbour").as_deref(), Some("Ada Brandt"));
    let corrections = kept.store.corrections().unwrap();
    assert_eq!((corrections.len(), corrections[0].action.as_str()), (1, "reject"));
    assert_eq!(
        (
            corrections[0].made_by.as_str(),
            corrections[0].undone_by.as_deref()
        ),
        ("me", Some("you"))
    );
    assert_eq!(corrections[0].note.as_deref(), Some("a headline"));
    assert!(
        matches!(kept.store.undo(number, "you"), Err(Error::Unknown(_))),
        "only once"
    );
    assert_sound(&kept.store);
}

#[test]
fn another_speaker_and_another_time() {
    let mut kept = with(&[record()]);
    let new = Change::Speaker {
        statement: 1,
        speaker: Voiced::New("Mia Okoro".into(), Some("Q9".into())),
    };
    let number = kept.store.correct(&new, "me", None).unwrap();
    let time = Change::Time {
        statement: 1,
        from: "2031-03-01".into(),
        to: "2031-03-02".into(),
    };
    kept.store.correct(&time, "me", None).unwrap();
    read_again(&mut kept);
    let hit = &kept.store.search("harbour", &Filter::default(), 5).unwrap()[0].statement;
    assert_eq!(
        (hit.speaker.as_deref(), hit.wikidata.as_deref()),
        (Some("Mia Okoro"), Some("Q9"))
    );
    assert_eq!(
        (hit.said_from.as_deref(), hit.said_to.as_deref()),
        (Some("2031-03-01"), Some("2031-03-02"))
    );
    kept.store.undo(number, "me").unwrap();
    assert_eq!(speaker_of(&kept, "harbour").as_deref(), Some("Ada Brandt"));
    let nobody = Change::Speaker {
        statement: 2,
        speaker: Voiced::Nobody,
    };
    kept.store.correct(&nobody, "me", None).unwrap();
    let hits = kept.store.search("ferry", &Filter::default(), 5).unwrap();
    assert_eq!(hits[0].statement.speaker_id, None);
}

#[test]
fn other_spans() {
    let mut kept = with(&[record()]);
    let before = kept.store.record(1).unwrap();
    let content = record().attributions[0].content[0];
    let short = Span::new(content.start() + 4, content.start() + 15).unwrap();
    let change = Change::Spans {
        statement: 1,
        role: Role::Content,
        spans: vec![short],
    };
    let first = kept.store.correct(&change, "me", None).unwrap();
    let none = Change::Spans {
        statement: 1,
        role: Role::Source,
        spans: vec![],
    };
    kept.store.correct(&none, "me", None).unwrap();
    let words = |kept: &Kept| {
        kept.store.search("harbour", &Filter::default(), 5).unwrap()[0]
            .statement
            .words
            .clone()
    };
    assert_eq!(words(&kept), "harbour tax");
    assert_sound(&kept.store);
    read_again(&mut kept);
    assert_eq!(words(&kept), "harbour tax");
    let corrected = kept.store.record(1).unwrap().unwrap();
    assert!(
        corrected
            .attributions
            .iter()
            .any(|a| a.source.is_empty() && a.content == [short])
    );
    kept.store.reread(1, &record()).unwrap();
    kept.store.undo(2, "me").unwrap();
    kept.store.undo(first, "me").unwrap();
    assert_eq!(kept.store.record(1).unwrap(), before);
    assert_sound(&kept.store);
    let outside = Change::Spans {
        statement: 1,
        role: Role::Content,
        spans: vec![Span::new(0, 9999).unwrap()],
    };
    assert!(matches!(
        kept.store.correct(&outside, "me", None),
        Err(Error::Unknown(_))
    ));
}

#[test]
fn two_speakers_are_one_until_that_is_undone() {
    let mut kept = with(&[record(), other()]);
    let (brandt, brand) = (
        kept.store.named("Ada Brandt").unwrap()[0],
        kept.store.named("Ada Brand").unwrap()[0],
    );
    assert_ne!(brandt, brand);
    let merged = kept
        .store
        .correct(
            &Change::Merge {
                speaker: brand,
                into: brandt,
            },
            "me",
            None,
        )
        .unwrap();
    assert_eq!(kept.store.named("Ada Brand").unwrap(), [brandt]);
    assert_eq!(kept.store.voices("Ada Brandt").unwrap()[0].statements, 2);
    assert_eq!(
        kept.store
            .who(kept.store.voices("Ada Brandt").unwrap()[0].clone())
            .unwrap()
            .aliases
            .len(),
        2
    );
    let tom = kept.store.named("Tom Reyes").unwrap()[0];
    let again = kept
        .store
        .correct(
            &Change::Merge {
                speaker: brandt,
                into: tom,
            },
            "me",
            None,
        )
        .unwrap();
    assert_eq!(kept.store.voices("Tom Reyes").unwrap()[0].statements, 3);
    kept.store.undo(again, "me").unwrap();
    assert_eq!(kept.store.voices("Ada Brandt").unwrap()[0].statements, 2);
    kept.store.undo(merged, "me").unwrap();
    assert_eq!(kept.store.voices("Ada Brandt").unwrap()[0].statements, 1);
    assert_eq!(speaker_of(&kept, "lives").as_deref(), Some("Ada Brand"));
    assert!(
        kept.store
            .correct(&Change::Merge { speaker: 99, into: 1 }, "me", None)
            .is_err()
    );
}

#[test]
fn one_speaker_is_two_until_that_is_undone() {
    let same = Article::new("3", "The Herald", "2031-03-16")
        .says("Ada Brandt", "the ferry is late")
        .record();
    let mut kept = with(&[record(), same.clone()]);
    let brandt = kept.store.named("Ada Brandt").unwrap();
    assert_eq!(brandt.len(), 1);
    let change = Change::Split {
        speaker: brandt[0],
        documents: vec![2],
        name: Some("Ada Brandt (mayor)".into()),
    };
    let split = kept.store.correct(&change, "me", None).unwrap();
    assert_eq!(speaker_of(&kept, "late").as_deref(), Some("Ada Brandt (mayor)"));
    kept.store.reread(2, &same).unwrap();
    assert_eq!(speaker_of(&kept, "late").as_deref(), Some("Ada Brandt (mayor)"));
    kept.store.undo(split, "me").unwrap();
    assert_eq!(kept.store.named("Ada Brandt (mayor)").unwrap(), brandt);
    assert_eq!(kept.store.voices("#1").unwrap()[0].statements, 2);
    assert_sound(&kept.store);
}

#[test]
fn a_new_version_of_the_article_is_corrected_too() {
    let mut kept = with(&[record()]);
    kept.store
        .correct(&Change::Reject { statement: 1 }, "me", None)
        .unwrap();
    let changed = Article::new("1", "The Courier", "2031-03-14")
        .says("Tom Reyes", "the ferry waits no more")
        .says("Ada Brandt", "The harbour tax is dead")
        .record();
    kept.store.add(&changed).unwrap();
    assert_eq!(speaker_of(&kept, "harbour"), None);
    assert!(speaker_of(&kept, "ferry").is_some());
    assert_sound(&kept.store);
}
