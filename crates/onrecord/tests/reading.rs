//! What the shipped models read. Only statements that no careful reader would miss are asked for, so that a better model
//! or another kind of CPU doesn't change the outcome.

#![allow(clippy::unwrap_used, reason = "a test helper that fails is a test that fails")]

use onrecord::{Attribution, AttributionType, Document, Model, Reader, Record, Span, Text};

const MODELS: [Model; 2] = [Model::Accurate, Model::Fast];

fn read(model: Model, title: Option<&str>, text: &str) -> Record {
    let document = Document {
        id: "1".into(),
        title: title.map(Into::into),
        text: text.into(),
        ..Default::default()
    };
    Reader::with_model(model).unwrap().read(&document).unwrap()
}

/// Source, cue and content of every statement, as words.
fn said(text: &str, attributions: &[Attribution]) -> Vec<(String, String, String)> {
    let text = Text::new(text);
    let words = |spans: &[Span]| {
        spans
            .iter()
            .map(|span| text.slice(*span))
            .collect::<Vec<_>>()
            .join(" … ")
    };
    attributions
        .iter()
        .map(|a| (words(&a.source), words(&a.cue), words(&a.content)))
        .collect()
}

fn example() -> (String, String) {
    let whole = include_str!("../../../examples/harbour.txt");
    let (title, text) = whole.split_once("\n\n").unwrap();
    (title.into(), text.into())
}

#[test]
fn finds_who_said_what_in_the_example() {
    let (title, text) = example();
    for model in MODELS {
        let record = read(model, Some(&title), &text);
        let said = said(&text, &record.attributions);
        let by = |source: &str, content: &str| {
            said.iter()
                .any(|(s, _, c)| s.contains(source) && c.contains(content))
        };
        // the fast model doesn't see this one
        assert!(
            model == Model::Fast || by("Ministry of Ports", "was halted on Friday"),
            "{said:#?}"
        );
        for (source, content) in [
            ("Bruckholt Marine", "had ignored the warning"),
            ("Adeyra", "We received no such letter"),
            ("A person familiar with the project", "to save eleven days"),
            ("Hanne Vestrick", "the most expensive apology"),
            ("She", "ordered the inspection herself"),
        ] {
            assert!(by(source, content), "{model:?}: {source}: {content}\n{said:#?}");
        }
        // a quotation that its speaker interrupts is one statement
        let split = said
            .iter()
            .find(|(_, _, content)| content.contains("No ship will berth"))
            .unwrap();
        assert!(
            split.0.contains("Marandt") && split.2.contains("And if somebody signed off"),
            "{model:?}: {split:?}"
        );
        // one that reopens its marks at every paragraph keeps its speaker
        let long = said
            .iter()
            .find(|(_, _, content)| content.contains("My father poured"))
            .unwrap();
        assert!(
            long.0.contains("Okonrade") && long.2.contains("We want the names"),
            "{model:?}: {long:?}"
        );
        assert!(
            said.iter().all(|(_, _, content)| !content.contains("Twitter")),
            "{model:?}"
        );
        assert!((18..40).contains(&said.len()), "{model:?}: {}", said.len());
    }
}

#[test]
fn a_whole_record_holds_together() {
    let (title, text) = example();
    let record = read(Model::Accurate, Some(&title), &text);
    assert_eq!(
        (record.schema.as_str(), record.text.as_deref()),
        ("onrecord/1", Some(text.as_str()))
    );
    assert_eq!(record.producer.model, "onrecord-en-1");
    assert_eq!(record.sha256.len(), 64);
    let length = text.chars().count();
    for (number, attribution) in record.attributions.iter().enumerate() {
        assert_eq!(attribution.id, format!("a{}", number + 1));
        assert!(!attribution.content.is_empty() && (0.0..=1.0).contains(&attribution.confidence));
        for spans in [&attribution.source, &attribution.cue, &attribution.content] {
            assert!(
                spans.is_sorted() && spans.iter().all(|span| span.end() <= length),
                "{attribution:?}"
            );
        }
        for id in attribution.speaker.iter().chain(&attribution.via) {
            assert!(
                record.entities.iter().any(|entity| entity.id == *id),
                "{attribution:?}"
            );
        }
        let timed = |id: &String| record.times.iter().any(|time| time.id == *id);
        assert!(attribution.time.as_ref().is_none_or(timed), "{attribution:?}");
    }
    for entity in &record.entities {
        assert!(entity.mentions.is_sorted() && entity.mentions.iter().all(|span| span.end() <= length));
    }
    assert!(record.times.iter().all(|time| time.span.end() <= length));
    let claimed = |quantity: &onrecord::Quantity| {
        let id = quantity.attribution.as_ref();
        id.is_none_or(|id| record.attributions.iter().any(|one| one.id == *id))
    };
    assert!(!record.quantities.is_empty() && record.quantities.iter().all(claimed));
    let title_length = title.chars().count();
    assert!(
        record
            .title_attributions
            .iter()
            .all(|a| a.content.iter().all(|span| span.end() <= title_length))
    );
}

#[test]
fn the_style_of_the_marks_does_not_matter() {
    let curly = "“We will rebuild the bridge,” Mayor Ana Torvald said on Monday. “It will stand by spring.”\n\n\
                 She said the council had called the plan “reckless.”";
    let styles = [("\"", "\""), ("``", "''"), ("''", "''"), ("«", "»"), ("„", "“")];
    for model in MODELS {
        let of = |text: &str| -> Vec<(AttributionType, usize)> {
            let record = read(model, None, text);
            record
                .attributions
                .iter()
                .map(|a| (a.kind, a.content.len()))
                .collect()
        };
        let found = of(curly);
        assert_eq!(found[0], (AttributionType::Direct, 2), "{model:?}: {found:?}");
        assert!(
            found.contains(&(AttributionType::Mixed, 1)),
            "{model:?}: {found:?}"
        );
        for (open, close) in styles {
            let text = curly
                .replace('“', "\u{1}")
                .replace('”', close)
                .replace('\u{1}', open);
            assert_eq!(of(&text), found, "{model:?}: {text}");
        }
    }
}

#[test]
fn dirty_text_is_read_and_bounded() {
    let sentence = "The minister said that the road would be closed until March. ";
    for text in [
        "",
        " \n\u{feff}\n",
        "\u{0}\u{1b}[31m",
        "”””“““",
        "🦀",
        &"x".repeat(100_000),
        &sentence.repeat(1500),
    ] {
        let record = read(Model::Fast, None, text);
        assert_eq!(record.text.as_deref(), Some(text));
    }
    let one_odd_mark = format!("He called it ”a farce. {sentence}\n\n{sentence}");
    assert!(read(Model::Accurate, None, &one_odd_mark).attributions.len() >= 2);
}

#[test]
fn a_transcript_says_itself_who_speaks() {
    let text = "HOST: Is the wall safe?\n\nDR. SMITHE: I think that it will fall.\n\nHOST: When?";
    for model in MODELS {
        let found = said(text, &read(model, None, text).attributions);
        for (source, content) in [
            ("HOST", "Is the wall safe?"),
            ("DR. SMITHE", "I think that it will fall."),
            ("HOST", "When?"),
        ] {
            let turn = (source.to_string(), ":".to_string(), content.to_string());
            assert!(found.contains(&turn), "{model:?}: {found:#?}");
        }
    }
}

#[test]
fn furniture_says_nothing() {
    let text = "The union said on Tuesday that its members would strike.\n\nFollow Ana Torvald on Twitter @anatorvald\n\n\
                Please let us know if you're having issues with commenting.";
    for model in MODELS {
        let found = said(text, &read(model, None, text).attributions);
        assert_eq!(found.len(), 1, "{model:?}: {found:?}");
        assert!(found[0].2.contains("its members would strike"));
    }
}

#[test]
fn the_same_document_gives_the_same_record_on_any_thread() {
    let (title, text) = example();
    let reader = Reader::new().unwrap();
    let document = Document {
        id: "1".into(),
        title: Some(title),
        text,
        ..Default::default()
    };
    let first = reader.read(&document).unwrap();
    std::thread::scope(|scope| {
        let threads: Vec<_> = (0..4)
            .map(|_| scope.spawn(|| reader.read(&document).unwrap()))
            .collect();
        for thread in threads {
            assert_eq!(thread.join().unwrap(), first);
        }
    });
}

#[test]
fn pronouns_and_surnames_find_their_speaker() {
    let (title, text) = example();
    let record = read(Model::Accurate, Some(&title), &text);
    let whole = Text::new(text.as_str());
    let speaker_of = |content: &str| {
        let holds = |one: &&Attribution| {
            one.content
                .iter()
                .any(|span| whole.slice(*span).contains(content))
        };
        let said = record.attributions.iter().find(holds).unwrap();
        let id = said.speaker.as_ref().unwrap();
        &record
            .entities
            .iter()
            .find(|entity| entity.id == *id)
            .unwrap()
            .name
    };
    let minister = speaker_of("No ship will berth");
    assert!(minister.ends_with("Marandt"));
    assert_eq!(speaker_of("whether the contractor"), minister);
    assert_eq!(speaker_of("she had ordered the inspection"), minister);
    assert_eq!(speaker_of("My father poured"), "Pell Okonrade");
}

#[test]
fn people_of_your_own_win() {
    let table = "name,aliases,id,role,country\nIlse Marandt,Marandt,Q000001,Ports Minister,\n";
    let (title, text) = example();
    let document = Document {
        title: Some(title),
        text,
        ..Default::default()
    };
    let reader = Reader::new().unwrap().with_people(table.as_bytes()).unwrap();
    let record = reader.read(&document).unwrap();
    assert!(
        record
            .entities
            .iter()
            .any(|entity| entity.wikidata.as_deref() == Some("Q000001"))
    );
    assert!(
        Reader::new()
            .unwrap()
            .with_people("title\nx\n".as_bytes())
            .is_err()
    );
}
