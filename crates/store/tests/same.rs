//! The same statement in several articles, and accounts of it that differ.

#![allow(clippy::unwrap_used)]

mod common;

use std::collections::BTreeSet;

use common::{Article, with};
use onrecord_record::Record;
use onrecord_store::{Change, Filter, Store};
use proptest::prelude::*;

const DAM: &str = "retreating troops blew up the northern dam of Maren on Monday night";

/// Seven articles of one matter, and one of another.
fn news() -> Vec<Record> {
    let article = |id: &str, outlet: &str, day: &str| Article::new(id, outlet, day);
    vec![
        article("1", "The Courier", "2031-03-14")
            .says("Ada Brandt", DAM)
            .record(),
        article("2", "The Herald", "2031-03-12")
            .says(
                "Ada Brandt",
                "retreating soldiers blew up the northern dam of Maren on Monday night",
            )
            .record(),
        article("3", "The Echo", "2031-03-15")
            .says(
                "Tom Reyes",
                "“Retreating troops” blew up the northern dam of Maren on Monday night!",
            )
            .record(),
        article("4", "The Echo", "2031-03-16")
            .says(
                "Mia Okoro",
                "on Monday night the northern dam of Maren had been blown up by retreating troops",
            )
            .record(),
        article("5", "The Post", "2031-03-15")
            .denies("General Ruiz", DAM)
            .record(),
        article("6", "The Mirror", "2031-03-17")
            .says("Lena Voss", "the valley has no water")
            .tells(
                "Retreating troops blew up the northern dam of Maren on Monday night. It was built in 1950.",
            )
            .tells("Retreating troops reportedly blew up the northern dam of Maren on Monday night.")
            .record(),
        article("7", "The Gazette", "2031-03-14")
            .says(
                "Ada Brandt",
                "troops will guard the northern bridge of Maren until the council meets on Friday",
            )
            .record(),
    ]
}

/// Of each sighting: kind, outlet, day, whether it is a denial.
fn sightings(store: &Store, asked: &str) -> Vec<String> {
    let twins = store.same(asked).unwrap();
    let told = twins.iter().map(|twin| {
        let statement = &twin.statement;
        let copies = if twin.copies > 0 {
            format!(" +{}", twin.copies)
        } else {
            String::new()
        };
        format!(
            "{} {:.2} {} {} {}{copies}: {}",
            twin.likeness,
            twin.score,
            statement.when().unwrap(),
            statement.outlet.as_deref().unwrap(),
            statement.stance.as_deref().unwrap(),
            twin.difference
        )
    });
    told.collect()
}

#[test]
fn sightings_of_each_kind_stand_apart_the_earliest_first() {
    let kept = with(&news());
    let expected = [
        "equal 1.00 2031-03-14 The Courier asserts: retreating troops blew up the northern dam of Maren on Monday night",
        "equal 1.00 2031-03-15 The Echo asserts: Retreating troops” blew up the northern dam of Maren on Monday night",
        "equal 1.00 2031-03-15 The Post denies: retreating troops blew up the northern dam of Maren on Monday night",
        "near 0.88 2031-03-12 The Herald asserts: retreating [-troops-]{+soldiers+} blew up the northern dam of Maren on \
         Monday night",
        "paraphrase 0.79 2031-03-16 The Echo asserts: ",
    ];
    assert_eq!(sightings(&kept.store, DAM), expected);
    assert_eq!(
        kept.store.same("1").unwrap().len(),
        expected.len(),
        "a number stands for its words"
    );
    assert!(kept.store.same("nothing of that kind").unwrap().is_empty());
    assert!(kept.store.same("…").is_err() && kept.store.same("999").is_err());
    assert!(kept.store.same("is it what it is").unwrap().is_empty());
}

#[test]
fn copies_are_one_sighting() {
    let mut news = news();
    let story = "the ministry published its report on the dam, and the council of Maren met for the third time in a week";
    for (id, outlet) in [("8", "Wire of Town"), ("9", "The Crier"), ("10", "The Bell")] {
        let last = if id == "10" {
            "(Additional reporting: Jo Lind)"
        } else {
            ""
        };
        let article = Article::new(id, outlet, "2031-03-18")
            .tells(story)
            .tells(&story.replace("third", "fourth"));
        news.push(
            article
                .tells(&story.replace("week", "month"))
                .says("Ada Brandt", DAM)
                .tells(last)
                .record(),
        );
    }
    let kept = with(&news);
    let equal: Vec<_> = kept
        .store
        .same(DAM)
        .unwrap()
        .into_iter()
        .filter(|twin| twin.likeness == "equal")
        .map(|twin| (twin.statement.outlet.unwrap(), twin.copies))
        .collect();
    assert_eq!(equal.last().unwrap(), &("Wire of Town".to_owned(), 2));
    assert_eq!(equal.len(), 4);
}

#[test]
fn the_most_repeated_come_first() {
    let kept = with(&news());
    let repeated = kept.store.repeated(10).unwrap();
    let found: Vec<_> = repeated
        .iter()
        .map(|one| (one.times, one.statement.statement))
        .collect();
    assert_eq!(found, [(3, 1)]);
}

#[test]
fn a_denial_stands_beside_its_claim() {
    let kept = with(&news());
    let sides = kept.store.denials("dam", &Filter::default()).unwrap();
    assert!(!sides.is_empty());
    for pair in sides.chunks(2) {
        assert_eq!(pair[0].pair, pair[1].pair);
        assert_eq!(pair[1].statement.outlet.as_deref(), Some("The Post"));
        assert_ne!(pair[0].statement.outlet.as_deref(), Some("The Gazette"));
    }
}

/// Which outlet dropped whose attribution.
fn dropped(records: &[Record]) -> Vec<(String, String)> {
    let kept = with(records);
    let dropped = kept.store.dropped("dam OR water", &Filter::default()).unwrap();
    let both = dropped.into_iter().map(|one| {
        assert_eq!(
            one.told.words,
            "Retreating troops blew up the northern dam of Maren on Monday night."
        );
        (one.statement.speaker.unwrap(), one.told.outlet.unwrap())
    });
    both.collect()
}

#[test]
fn a_dropped_attribution_is_found() {
    let mut news = news();
    assert_eq!(
        dropped(&news),
        [("Ada Brandt".to_owned(), "The Mirror".to_owned())]
    );

    let mirror = |day: &str| {
        Article::new("6", "The Mirror", day)
            .says("Lena Voss", "the valley has no water")
            .tells("Retreating troops blew up the northern dam of Maren on Monday night.")
    };
    news[5] = mirror("2031-06-17").record();
    assert!(dropped(&news).is_empty(), "months later");
    news[5] = mirror("2031-03-17").says("Ada Brandt", DAM).record();
    assert!(dropped(&news).is_empty(), "its own article says who says so");
    news[5] = mirror("2031-03-17").tells("“It was no accident.”").record();
    assert_eq!(dropped(&news).len(), 1, "other paragraphs don't matter");
}

#[test]
fn nothing_of_an_old_version_or_rejected_is_found() {
    let mut kept = with(&news());
    kept.store
        .forget(&kept.store.documents_named("1").unwrap())
        .unwrap();
    assert!(
        !sightings(&kept.store, DAM)
            .iter()
            .any(|sighting| sighting.contains("Courier"))
    );
}

#[test]
fn an_older_version_is_asked_about_by_its_number() {
    let mut kept = with(&news());
    assert_eq!(kept.store.newer(1).unwrap(), None);
    let changed = Article::new("1", "The Courier", "2031-03-14")
        .says("Ada Brandt", &format!("two guards were hurt when {DAM}"))
        .record();
    let newer = kept.store.add(&changed).unwrap().document();
    assert_eq!(kept.store.newer(1).unwrap(), Some(newer));
    assert_eq!(kept.store.newer(999).unwrap(), None);
    let twins = kept.store.same("1").unwrap();
    let of = |document: i64| twins.iter().find(|twin| twin.statement.document == document);
    assert!(of(1).is_none(), "the old version itself is no sighting");
    assert!(of(newer).is_some() && of(2).is_some());
}

#[test]
fn a_rejected_statement_is_called_that() {
    let mut kept = with(&news());
    kept.store
        .correct(&Change::Reject { statement: 1 }, "Mia", None)
        .unwrap();
    let error = kept.store.same("1").unwrap_err().to_string();
    assert!(error.contains("was rejected"), "{error}");
}

/// Words with each name said once: "Brandt Brandt Brandt" is much that two statements share.
fn names_once(mut words: Vec<String>) -> String {
    let mut named = BTreeSet::new();
    words.retain(|word| !word.starts_with(char::is_uppercase) || named.insert(word.clone()));
    words.join(" ")
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 24, ..ProptestConfig::default() })]

    /// Statements of one matter share no telling word with those of the other, but the names of both.
    #[test]
    fn nothing_of_another_matter_gets_in(
        one in prop::collection::vec("(b[a-d]{3,6}|the|of|was|Maren|Brandt)", 5..20),
        others in prop::collection::vec(prop::collection::vec("(k[l-p]{3,6}|the|of|was|Maren|Brandt)", 1..20), 1..12),
    ) {
        let one = names_once(one);
        prop_assume!(one.contains('b'));
        let mut records = vec![Article::new("0", "The Courier", "2031-03-14").says("Ada Brandt", &one).record()];
        for (n, words) in others.iter().enumerate() {
            let words = names_once(words.clone());
            prop_assume!(words.contains('k'));
            let article = Article::new(&format!("other {n}"), "The Herald", "2031-03-14");
            records.push(article.says("Tom Reyes", &words).tells(&format!("{words}.")).record());
        }
        let kept = with(&records);
        for asked in ["1", one.as_str()] {
            let found: Vec<i64> = kept.store.same(asked).unwrap().iter().map(|twin| twin.statement.statement).collect();
            prop_assert_eq!(found, [1]);
        }
        prop_assert!(kept.store.dropped("Maren OR Brandt OR b*", &Filter::default()).unwrap().is_empty());
    }
}
