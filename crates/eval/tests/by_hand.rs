//! Small invented documents whose numbers were worked out by hand.

#![allow(clippy::unwrap_used)]

use onrecord_eval::{Attribution, Document, Evaluation, Fault, Kind, Measure, errors, evaluate};

const TEXT: &str =
    "Mara Olsen said “the toll is dead,” but Teo denied it. “It lives,” he\nadded. Critics say it failed.";

fn span(text: &str, part: &str) -> (i64, i64) {
    let byte = text.find(part).unwrap();
    let start = text[..byte].chars().count();
    (start as i64, (start + part.chars().count()) as i64)
}

fn attribution(source: &str, cue: &str, content: &[&str]) -> Attribution {
    let one = |part: &str| {
        if part.is_empty() {
            vec![]
        } else {
            vec![span(TEXT, part)]
        }
    };
    Attribution {
        source: one(source),
        cue: one(cue),
        content: content.iter().map(|part| span(TEXT, part)).collect(),
        confidence: None,
    }
}

fn gold() -> Vec<Attribution> {
    vec![
        attribution("Mara Olsen", "said", &["“the toll is dead,”"]),
        attribution("he\n", "added", &["“It lives,”"]),
        attribution("", "say", &["it failed"]),
    ]
}

fn document(attributions: Vec<Attribution>) -> Document {
    Document {
        id: "d".into(),
        text: TEXT.into(),
        publisher: Some("The Varnholm Courier".into()),
        attributions,
    }
}

fn judge(predicted: Vec<Attribution>) -> Evaluation {
    evaluate(&[document(gold())], &[document(predicted)])
}

fn relation(evaluation: &Evaluation) -> Measure {
    evaluation.measure("relation").unwrap()
}

#[test]
fn gold_against_itself_is_perfect() {
    let evaluation = judge(gold());
    assert_eq!(evaluation.measures.len(), 15);
    for (name, measure) in &evaluation.measures {
        assert_eq!((measure.p, measure.r, measure.f1), (1.0, 1.0, 1.0), "{name}");
    }
    assert!(errors(&[document(gold())], &[document(gold())]).is_empty());
}

#[test]
fn a_wrong_source_a_shorter_content_and_an_invention() {
    let predicted = vec![
        attribution("Teo", "said", &["“the toll is dead,”"]),
        attribution("he", "added", &["It lives"]),
        attribution("Teo", "denied", &["it"]),
    ];
    let evaluation = judge(predicted.clone());
    // `he` stands first in "the": another place, so the source is wrong. `it` stands first in "it.": nothing of gold's.
    let found = relation(&evaluation);
    assert_eq!((found.gold, found.pred, found.correct), (3, 3, 0));
    assert_eq!(evaluation.measure("content_only").unwrap().correct, 2);
    assert_eq!(evaluation.source_accuracy, 0.0);
    // Sources: "Mara Olsen", "he" against "Teo" (once, though said twice) and the "he" of "the".
    let sources = evaluation.measure("source_exact").unwrap();
    assert_eq!((sources.gold, sources.pred, sources.correct), (2, 2, 0));
    // Characters of content: “thetollisdead,” 16 + “Itlives,” 10 + itfailed 8; predicted 16 + 7 + 2.
    let chars = evaluation.measure("content_chars").unwrap();
    assert_eq!((chars.gold, chars.pred, chars.correct), (34, 25, 23));
    let faults: Vec<_> = errors(&[document(gold())], &[document(predicted)])
        .into_iter()
        .map(|mistake| {
            (
                mistake.fault,
                mistake.gold.map(|s| s.index),
                mistake.predicted.map(|s| s.index),
            )
        })
        .collect();
    assert_eq!(
        faults,
        [
            (Fault::WrongSource, Some(0), Some(0)),
            (Fault::WrongSource, Some(1), Some(1)),
            (Fault::Missed, Some(2), None),
            (Fault::Invented, None, Some(2)),
        ]
    );
}

#[test]
fn kinds_take_recall_from_gold_and_precision_from_the_prediction() {
    let mut second = gold()[1].clone();
    // Left without its marks it is still direct, but no longer quoted.
    second.content = vec![span(TEXT, "It lives")];
    let evaluation = judge(vec![second, attribution("Critics", "say", &["it failed"])]);
    let direct = evaluation.kind(Kind::Direct).unwrap();
    assert_eq!(
        (direct.gold, direct.pred, direct.found, direct.correct),
        (2, 1, 1, 1)
    );
    assert_eq!((direct.p, direct.r), (1.0, 0.5));
    let quoted = evaluation.kind(Kind::Quoted).unwrap();
    assert_eq!((quoted.gold, quoted.pred, quoted.found, quoted.r), (2, 0, 1, 0.5));
    let unquoted = evaluation.kind(Kind::Unquoted).unwrap();
    assert_eq!(
        (unquoted.gold, unquoted.pred, unquoted.found, unquoted.correct),
        (1, 2, 0, 1)
    );
    let pronoun = evaluation.kind(Kind::PronounSource).unwrap();
    assert_eq!(
        (pronoun.gold, pronoun.pred, pronoun.r, pronoun.p),
        (1, 1, 1.0, 1.0)
    );
    let without = evaluation.kind(Kind::WithoutSource).unwrap();
    assert_eq!((without.gold, without.pred, without.r), (1, 0, 0.0));
    assert_eq!(evaluation.publishers[0].0, "The Varnholm Courier");
    assert_eq!(evaluation.publishers[0].1.found, 1);
}

#[test]
fn missing_and_empty_sides() {
    let nothing = evaluate(&[document(gold())], &[]);
    assert_eq!((relation(&nothing).p, relation(&nothing).r), (0.0, 0.0));
    assert_eq!(nothing.problems, [("documents without predictions", 1)]);
    let both = evaluate(&[document(vec![])], &[document(vec![])]);
    assert_eq!(relation(&both).f1, 1.0);
    let other = Document {
        id: "other".into(),
        ..document(gold())
    };
    let unknown = evaluate(&[document(vec![])], &[document(vec![]), other]);
    assert_eq!(unknown.problems, [("predicted documents that gold lacks", 1)]);
    assert_eq!(relation(&unknown).pred, 0);
}

#[test]
fn half_of_the_content_is_enough_and_the_best_content_is_taken_first() {
    let text = "abcdefgh xy";
    let judge = |gold: &[[(i64, i64); 2]], predicted: &[[(i64, i64); 2]]| {
        let document = |of: &[[(i64, i64); 2]]| Document {
            id: "d".into(),
            text: text.into(),
            publisher: None,
            attributions: of
                .iter()
                .map(|&[source, content]| Attribution {
                    source: vec![source],
                    content: vec![content],
                    ..Default::default()
                })
                .collect(),
        };
        relation(&evaluate(&[document(gold)], &[document(predicted)])).correct
    };
    let gold = [[(9, 10), (0, 8)]];
    assert_eq!(judge(&gold, &[[(9, 10), (0, 4)]]), 1);
    assert_eq!(judge(&gold, &[[(9, 10), (0, 3)]]), 0);
    assert_eq!(
        judge(&gold, &[[(10, 11), (0, 8)], [(9, 10), (0, 7)]]),
        0,
        "the best content has the wrong source"
    );
    assert_eq!(
        judge(&gold, &[[(10, 11), (0, 8)], [(9, 10), (0, 8)]]),
        1,
        "equal contents: the source decides"
    );
}

#[test]
fn reports_are_laid_out_in_columns_and_hostile_names_tamed() {
    let mut hostile = document(gold());
    hostile.publisher = Some("\u{1b}[2JCourier\u{202e}".into());
    let evaluation = evaluate(&[hostile], &[document(gold())]);
    let table = evaluation.table();
    assert!(
        table.starts_with("                              P      R     F1     gold     pred\nsource_exact"),
        "{table}"
    );
    assert!(
        table.ends_with("source accuracy on content matches 1.000, 1 documents"),
        "{table}"
    );
    let kinds = evaluation.kind_table();
    assert!(
        kinds.contains("?[2JCourier?".replace('[', "?").as_str()),
        "{kinds}"
    );
    assert!(!kinds.contains('\u{1b}') && !kinds.contains('\u{202e}'));
    assert!(
        evaluation
            .calibration_table()
            .ends_with("note: 3 predictions without a confidence")
    );
    assert_eq!(evaluation.json()["kinds"]["direct"]["found"], 2);
}
