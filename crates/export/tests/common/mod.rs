//! An invented article with its record, for the views.

#![allow(dead_code, clippy::unwrap_used)]

use std::cell::RefCell;
use std::io::{self, Write};
use std::rc::Rc;

use onrecord_export::Sink;
use onrecord_record::{Attribution, AttributionType, Entity, EntityType, Producer, Record};
use onrecord_text::{Span, Text};

pub const TITLE: &str = "Olsen: Varnholm will not pay harbour toll";
pub const TEXT: &str = "“We will not pay the toll,” Harbour Minister Mara Olsen told reporters on Friday. “Not this \
year, and not the next.”\n\nShe called the levy “a tax on bread” and said that ships would be sent to Osterlund \
instead, according to a transcript seen by the Courier.\n\nThere are fears that prices will rise. Teo Brandt of the \
fishers’ union doubts that: “Nobody asked us,\nnobody.”";

/// The part of a string as a span; the part is to be found after `from`, which is left out of it.
pub fn span(string: &str, from: &str, part: &str) -> Span {
    let text = Text::new(string);
    let base = string.find(from).unwrap() + from.len();
    let byte = base + string[base..].find(part).unwrap();
    text.span(text.char(byte), text.char(byte + part.len())).unwrap()
}

pub fn attribution(id: &str, kind: AttributionType, spans: [Vec<Span>; 3], confidence: f64) -> Attribution {
    let [source, cue, content] = spans;
    Attribution {
        id: id.into(),
        kind,
        source,
        cue,
        content,
        speaker: None,
        via: None,
        time: None,
        stance: None,
        parent: None,
        confidence,
    }
}

pub fn record() -> Record {
    use AttributionType::*;
    let at = |part: &str| span(TEXT, "", part);
    let in_title = |part: &str| span(TITLE, "", part);
    let minister = vec![at("Harbour Minister Mara Olsen")];
    let mut attributions = vec![
        attribution(
            "a1",
            Direct,
            [
                minister.clone(),
                vec![at("told reporters")],
                vec![
                    at("“We will not pay the toll,”"),
                    at("“Not this year, and not the next.”"),
                ],
            ],
            0.974,
        ),
        attribution(
            "a2",
            Mixed,
            [
                vec![at("She")],
                vec![at("called")],
                vec![at("the levy “a tax on bread”")],
            ],
            0.88,
        ),
        attribution(
            "a3",
            Indirect,
            [
                vec![at("She")],
                vec![at("said")],
                vec![at("that ships would be sent to Osterlund instead")],
            ],
            0.91,
        ),
        attribution(
            "a4",
            Indirect,
            [vec![], vec![at("fears")], vec![at("that prices will rise")]],
            0.42,
        ),
        attribution(
            "a5",
            Direct,
            [
                vec![at("Teo Brandt of the fishers’ union")],
                vec![],
                vec![at("“Nobody asked us,\nnobody.”")],
            ],
            0.7,
        ),
    ];
    for index in [0, 1, 2] {
        attributions[index].speaker = Some("e1".into());
    }
    attributions[2].via = Some("e2".into());
    let entity = |id: &str, name: &str, kind, mentions| Entity {
        id: id.into(),
        name: name.into(),
        kind,
        named: Some(true),
        role: None,
        country: None,
        sector: None,
        wikidata: None,
        mentions,
    };
    Record {
        schema: "onrecord/1".into(),
        id: "courier-7".into(),
        url: Some("https://courier.example/toll?a=1&b=2".into()),
        publisher: Some("The Varnholm Courier".into()),
        title: Some(TITLE.into()),
        author: Some("Ida Lund".into()),
        date: Some("2031-04-02".into()),
        language: Some("en".into()),
        sha256: "0".repeat(64),
        text: Some(TEXT.into()),
        producer: Producer {
            name: "onrecord".into(),
            version: "0.1.0".into(),
            model: "onrecord-en-1".into(),
        },
        attributions,
        title_attributions: vec![attribution(
            "h1",
            Indirect,
            [
                vec![in_title("Olsen")],
                vec![in_title(":")],
                vec![in_title("Varnholm will not pay harbour toll")],
            ],
            0.8,
        )],
        entities: vec![
            entity("e1", "Mara Olsen", EntityType::Person, minister),
            entity(
                "e2",
                "the Courier",
                EntityType::Organisation,
                vec![at("the Courier")],
            ),
        ],
        ..Default::default()
    }
}

/// An article that tries to break out of every view.
pub fn hostile() -> Record {
    let evil = "\u{1b}]0;gone\u{7}<script>alert('1')</script>\u{202e}drawkcab\u{2066}\u{9b}2J\0";
    let text = format!("{evil}\nsaid {evil} “{evil}”");
    let length = evil.chars().count();
    let at = |start: usize, end: usize| vec![Span::new(start, end).unwrap()];
    Record {
        id: format!("../{evil}"),
        url: Some(format!("javascript:alert(1)//{evil}")),
        publisher: Some(evil.into()),
        title: Some(evil.into()),
        author: Some(evil.into()),
        date: Some(evil.into()),
        language: Some("\"><script>".into()),
        text: Some(text),
        producer: Producer {
            name: evil.into(),
            version: evil.into(),
            model: evil.into(),
        },
        attributions: vec![attribution(
            "\"><script>",
            AttributionType::Mixed,
            [
                at(0, length),
                at(length + 1, length + 5),
                vec![Span::new(3, 99_999).unwrap()],
            ],
            f64::NAN,
        )],
        title_attributions: vec![attribution(
            "\"><script>",
            AttributionType::Direct,
            [vec![], vec![], at(length - 3, 99_999)],
            7.0,
        )],
        ..Default::default()
    }
}

/// What a sink writes for some records.
pub fn written<S: Sink>(records: &[Record], sink: impl FnOnce(Out) -> S) -> String {
    let out = Out::default();
    let mut sink = sink(out.clone());
    for record in records {
        sink.write(record).unwrap();
    }
    sink.finish().unwrap();
    String::from_utf8(out.0.take()).unwrap()
}

/// A writer into a buffer that can be looked at.
#[derive(Clone, Default)]
pub struct Out(pub Rc<RefCell<Vec<u8>>>);

impl Write for Out {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
