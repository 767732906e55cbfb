//! An invented article with its record, for the views.

#![allow(dead_code, clippy::unwrap_used)]

use std::cell::RefCell;
use std::io::{self, Write};
use std::rc::Rc;

use onrecord_export::Sink;
use onrecord_record::{
    Account, Attribution, AttributionType, Candidate, Entity, EntityType, Polarity, Producer, Quantity,
    Record, Rivals, Stance, Timex, TimexType,
};
use onrecord_text::{Span, Text};

pub const TITLE: &str = "Olsen: Varnholm will not pay harbour toll";
pub const TEXT: &str = "“We will not pay the toll,” Harbour Minister Mara Olsen told reporters on Friday. “Not this \
year, and not the next.”\n\nShe called the levy “a tax on bread” and said that ships would be sent to Osterlund \
instead, according to a transcript seen by the Courier.\n\nThere are fears that prices will rise. Teo Brandt of the \
fishers’ union doubts that: “Nobody asked us,\nnobody.”\n\nThe ministry denied that over 1,000 fishers had \
struck. The union counted 1,400 strikers, Brandt said, and Varnholm’s police have yet to confirm any figure.";

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
        speaker_confidence: None,
        evidence: None,
        via: None,
        time: None,
        stance: None,
        parent: None,
        confidence,
    }
}

pub fn entity(id: &str, name: &str, mentions: Vec<Span>) -> Entity {
    Entity {
        id: id.into(),
        name: name.into(),
        kind: EntityType::Person,
        named: Some(true),
        role: None,
        country: None,
        sector: None,
        wikidata: None,
        candidates: Vec::new(),
        evidence: None,
        mentions,
    }
}

pub fn quantity(id: &str, span: Span, words: &str) -> Quantity {
    Quantity {
        id: id.into(),
        span,
        words: words.into(),
        low: None,
        high: None,
        value: None,
        qualifier: None,
        unit: None,
        of: vec![],
        measure: None,
        polarity: Polarity::Positive,
        hypothetical: false,
        attribution: None,
        time: None,
    }
}

fn account(attribution: &str, quantity: Option<&str>, claimant: Vec<Span>, span: Span) -> Account {
    Account {
        claimant,
        attribution: Some(attribution.into()),
        quantity: quantity.map(Into::into),
        span,
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
    attributions.extend([
        attribution(
            "a6",
            Indirect,
            [
                vec![at("The ministry")],
                vec![at("denied")],
                vec![at("that over 1,000 fishers had struck")],
            ],
            0.9,
        ),
        attribution(
            "a7",
            Indirect,
            [
                vec![span(TEXT, "strikers, ", "Brandt")],
                vec![span(TEXT, "Brandt ", "said")],
                vec![at("The union counted 1,400 strikers")],
            ],
            0.9,
        ),
        attribution(
            "a8",
            Indirect,
            [vec![], vec![at("counted")], vec![at("1,400 strikers")]],
            0.6,
        ),
        attribution(
            "a9",
            Indirect,
            [
                vec![at("Varnholm’s police")],
                vec![at("have yet to confirm")],
                vec![at("any figure")],
            ],
            0.85,
        ),
    ]);
    for (index, speaker) in [
        (0, "e1"),
        (1, "e1"),
        (2, "e1"),
        (4, "e3"),
        (5, "e4"),
        (6, "e3"),
        (7, "e3"),
        (8, "e5"),
    ] {
        attributions[index].speaker = Some(speaker.into());
        attributions[index].stance = Some(Stance::Asserts);
    }
    attributions[0].time = Some("t1".into());
    attributions[1].evidence = Some("the nearest woman who spoke".into());
    attributions[1].speaker_confidence = Some(0.94);
    attributions[2].via = Some("e2".into());
    attributions[5].stance = Some(Stance::Denies);
    attributions[7].parent = Some("a7".into());
    attributions[8].stance = Some(Stance::Declines);
    let entity = |id: &str, name: &str, kind, mentions| Entity {
        kind,
        ..entity(id, name, mentions)
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
            Entity {
                role: Some("Harbour Minister".into()),
                country: Some("VRN".into()),
                wikidata: Some("Q42424242".into()),
                evidence: Some("office by date: Harbour Minister of Varnholm since 2029".into()),
                ..entity(
                    "e1",
                    "Mara Olsen",
                    EntityType::Person,
                    [minister, vec![at("She")]].concat(),
                )
            },
            entity(
                "e2",
                "the Courier",
                EntityType::Organisation,
                vec![at("the Courier")],
            ),
            Entity {
                role: Some("of the fishers’ union".into()),
                candidates: ["Q1111111", "Q2222222"]
                    .map(|id| Candidate {
                        wikidata: id.into(),
                        name: format!("Teo Brandt, number {}", &id[1..2]),
                        score: 1.0,
                    })
                    .into(),
                ..entity(
                    "e3",
                    "Teo Brandt",
                    EntityType::Person,
                    vec![
                        at("Teo Brandt of the fishers’ union"),
                        span(TEXT, "strikers, ", "Brandt"),
                    ],
                )
            },
            entity(
                "e4",
                "Ministry of Harbours",
                EntityType::Organisation,
                vec![at("The ministry")],
            ),
            entity(
                "e5",
                "Varnholm’s police",
                EntityType::Organisation,
                vec![at("Varnholm’s police")],
            ),
        ],
        times: vec![Timex {
            id: "t1".into(),
            span: at("Friday"),
            kind: TimexType::Date,
            value: "2031-03-28".into(),
            modifier: None,
            earliest: Some("2031-03-28".into()),
            latest: Some("2031-03-28".into()),
            anchor: Some("t0".into()),
            quant: None,
            freq: None,
        }],
        quantities: vec![
            Quantity {
                low: Some(1001.0),
                polarity: Polarity::Negative,
                attribution: Some("a6".into()),
                of: vec![span(TEXT, "1,000 ", "fishers")],
                ..quantity("q1", at("over 1,000"), "over 1,000")
            },
            Quantity {
                low: Some(1400.0),
                high: Some(1400.0),
                value: Some(1400.0),
                attribution: Some("a7".into()),
                of: vec![at("strikers")],
                ..quantity("q2", at("1,400"), "1,400")
            },
            Quantity {
                low: Some(1400.0),
                attribution: Some("a8".into()),
                hypothetical: true,
                measure: Some("on strike".into()),
                time: Some("t1".into()),
                ..quantity("q3", at("1,400"), "1,400")
            },
        ],
        rivals: vec![Rivals {
            measure: "on strike".into(),
            group: Some("fishers".into()),
            accounts: vec![
                account("a6", Some("q1"), vec![at("The ministry")], at("over 1,000")),
                account(
                    "a7",
                    Some("q2"),
                    vec![span(TEXT, "strikers, ", "Brandt")],
                    at("1,400"),
                ),
                account(
                    "a9",
                    None,
                    vec![at("Varnholm’s police")],
                    at("have yet to confirm any figure"),
                ),
            ],
        }],
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
        attributions: vec![Attribution {
            speaker: Some(evil.into()),
            speaker_confidence: Some(f64::INFINITY),
            evidence: Some(evil.into()),
            via: Some(evil.into()),
            time: Some(evil.into()),
            stance: Some(Stance::Denies),
            // Within itself.
            parent: Some("\"><script>".into()),
            ..attribution(
                "\"><script>",
                AttributionType::Mixed,
                [
                    at(0, length),
                    at(length + 1, length + 5),
                    vec![Span::new(3, 99_999).unwrap()],
                ],
                f64::NAN,
            )
        }],
        entities: vec![Entity {
            kind: EntityType::Group,
            role: Some(evil.into()),
            country: Some(evil.into()),
            wikidata: Some(format!("Q1/../\"{evil}")),
            candidates: vec![Candidate {
                wikidata: evil.into(),
                name: evil.into(),
                score: f64::NAN,
            }],
            evidence: Some(evil.into()),
            ..entity(evil, &format!("{evil}!"), vec![Span::new(1, 99_999).unwrap()])
        }],
        times: vec![Timex {
            id: evil.into(),
            span: Span::new(2, 99_999).unwrap(),
            kind: TimexType::Set,
            value: evil.into(),
            modifier: None,
            earliest: Some(evil.into()),
            latest: None,
            anchor: None,
            quant: None,
            freq: None,
        }],
        quantities: ["q1", evil]
            .into_iter()
            .map(|id| Quantity {
                low: Some(f64::NAN),
                high: Some(f64::NEG_INFINITY),
                measure: Some(evil.into()),
                attribution: Some("\"><script>".into()),
                time: Some(evil.into()),
                of: at(4, 99_999),
                ..quantity(id, Span::new(5, 99_999).unwrap(), evil)
            })
            .collect(),
        rivals: vec![Rivals {
            measure: evil.into(),
            group: Some(evil.into()),
            accounts: vec![account(
                "\"><script>",
                Some(evil),
                at(0, 99_999),
                Span::new(7, 99_999).unwrap(),
            )],
        }],
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
