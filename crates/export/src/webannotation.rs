use std::io::{self, Write};

use onrecord_record::{Attribution, Record};
use onrecord_text::{Span, Text};
use serde_json::{Value, json};

use crate::claim::{claim, is_quotation, statements};
use crate::html::escape::language;
use crate::jsonld::node;
use crate::lookup::{Lookup, words};
use crate::names::{Names, VOCABULARY, kind, uuid, wikidata};
use crate::sink::text_of;
use crate::statement::Who;
use crate::{Error, Sink};

/// Unicode scalar values of context around a quotation, before and after.
const AROUND: usize = 32;

/// Statements as annotations of the W3C's Web Annotation Data Model: one `AnnotationPage`, an annotation a line.
///
/// - **Target**: the article, by address; without one by a name made from its content. Each span of a content is a target
///   of its own, with a `TextQuoteSelector` (exact words, 32 characters before and after) and a `TextPositionSelector`.
///   Positions count Unicode scalar values, as the model asks ("code points, not code units"), from 0, end excluded, in
///   the text that Onrecord read, which `onrecord:sha256` names: a program that cuts the page's text in another way goes by
///   the quotation. A headline's statement has the quotation alone, since it is no part of that text.
/// - **Bodies**: the statement with its cue, type, stance, confidence and speaker in the words of schema.org, as
///   [`JsonLd`](crate::JsonLd) has it; who said it, for people; the speaker in Wikidata; type and stance as tags.
pub struct WebAnnotation<W> {
    writer: W,
    /// The names of the annotations so far, each made of the one before: the page's own name follows from it.
    page: String,
    /// Whether the page was begun.
    begun: bool,
    /// Whether an annotation was written.
    filled: bool,
}

impl<W: Write> WebAnnotation<W> {
    /// Writes to `writer`.
    pub fn new(writer: W) -> Self {
        Self {
            writer,
            page: String::new(),
            begun: false,
            filled: false,
        }
    }

    fn begin(&mut self) -> Result<(), Error> {
        if !std::mem::replace(&mut self.begun, true) {
            let context = json!(["http://www.w3.org/ns/anno.jsonld", {"onrecord": VOCABULARY}]);
            write!(
                self.writer,
                "{{\"@context\":{context},\"type\":\"AnnotationPage\",\"items\":["
            )?;
        }
        Ok(())
    }

    fn item(&mut self, item: &Value) -> Result<(), Error> {
        let comma = if std::mem::replace(&mut self.filled, true) {
            ","
        } else {
            ""
        };
        writeln!(self.writer, "{comma}")?;
        self.page = uuid(&[&self.page, item["id"].as_str().unwrap_or_default()]);
        Ok(serde_json::to_writer(&mut self.writer, item).map_err(io::Error::from)?)
    }
}

impl<W: Write> Sink for WebAnnotation<W> {
    fn write(&mut self, record: &Record) -> Result<(), Error> {
        let text = text_of(record)?;
        let title = Text::new(record.title.as_deref().unwrap_or_default());
        let lookup = Lookup::new(record, &text);
        let names = Names::of(record);
        self.begin()?;
        for (text, attribution) in statements(record, [&title, &text]) {
            let targets = targets(&names, &lookup, text, attribution);
            // Only where all spans lie past the end of the text there is nothing to point to.
            if !targets.is_empty() {
                self.item(&annotation(&names, &lookup, text, attribution, targets))?;
            }
        }
        Ok(self.writer.flush()?)
    }

    fn finish(&mut self) -> Result<(), Error> {
        self.begin()?;
        let id = uuid(&["page", &self.page]);
        writeln!(self.writer, "\n],\"id\":\"{id}\"}}")?;
        Ok(self.writer.flush()?)
    }
}

fn annotation(
    names: &Names,
    lookup: &Lookup,
    text: &Text,
    attribution: &Attribution,
    targets: Vec<Value>,
) -> Value {
    let producer = &lookup.record.producer;
    let mut bodies = vec![
        statement(names, lookup, text, attribution),
        described(lookup, text, attribution),
    ];
    let speaker = lookup.entity(attribution.speaker.as_ref());
    bodies.extend(
        speaker
            .and_then(wikidata)
            .map(|who| json!({"type": "SpecificResource", "purpose": "identifying", "source": who})),
    );
    let tags = [json!(attribution.kind), json!(attribution.stance)]
        .into_iter()
        .filter(|tag| !tag.is_null());
    bodies.extend(tags.map(
        |tag| json!({"type": "TextualBody", "purpose": "tagging", "format": "text/plain", "value": tag}),
    ));
    node(json!({
        "id": names.part("annotation", &attribution.id),
        "type": "Annotation",
        "motivation": "describing",
        "generator": {
            "id": uuid(&["software", &producer.name, &producer.version, &producer.model]),
            "type": "Software",
            "name": format!("{} {}, model {}", producer.name, producer.version, producer.model),
        },
        "body": bodies,
        "target": targets,
    }))
}

/// The statement itself.
fn statement(names: &Names, lookup: &Lookup, text: &Text, attribution: &Attribution) -> Value {
    let speaker = lookup.entity(attribution.speaker.as_ref()).map(|speaker| {
        node(json!({
            "id": names.part("entity", &speaker.id),
            "type": format!("schema:{}", kind(speaker)),
            "schema:name": speaker.name,
        }))
    });
    let known = |words: String| Some(words).filter(|words| !words.is_empty());
    node(json!({
        "id": names.part("statement", &attribution.id),
        "type": if is_quotation(attribution) { "schema:Quotation" } else { "schema:Claim" },
        "schema:text": claim(text, attribution),
        "schema:creator": speaker,
        "onrecord:source": known(words(text, &attribution.source)),
        "onrecord:cue": known(words(text, &attribution.cue)),
        "onrecord:type": attribution.kind,
        "onrecord:stance": attribution.stance,
        "onrecord:confidence": attribution.confidence,
    }))
}

/// Who said it, and how, for people.
fn described(lookup: &Lookup, text: &Text, attribution: &Attribution) -> Value {
    let who = Who::of(lookup, text, attribution);
    let name = if who.name.is_empty() {
        "(no source)".into()
    } else {
        who.name.to_string()
    };
    let mut value = name;
    if let Some(role) = who.role() {
        value += &format!(", {role}");
    }
    let cue = words(text, &attribution.cue);
    if !cue.trim().is_empty() {
        value += &format!(" · {}", crate::sanitise(&cue));
    }
    node(json!({
        "type": "TextualBody",
        "purpose": "describing",
        "format": "text/plain",
        "language": lookup.record.language.as_deref().and_then(language),
        "value": value,
    }))
}

/// The places of a statement's words.
fn targets(names: &Names, lookup: &Lookup, text: &Text, attribution: &Attribution) -> Vec<Value> {
    let in_text = std::ptr::eq(text, lookup.text);
    let spans = attribution
        .content
        .iter()
        .filter_map(|span| text.span(span.start(), span.end()));
    let target = |span: Span| {
        let mut selectors = vec![quote(text, span)];
        if in_text {
            selectors.push(json!({"type": "TextPositionSelector", "start": span.start(), "end": span.end()}));
        }
        node(json!({
            "type": "SpecificResource",
            "source": names.article,
            "selector": selectors,
            "onrecord:sha256": in_text.then_some(&lookup.record.sha256),
        }))
    };
    spans.map(target).collect()
}

fn quote(text: &Text, span: Span) -> Value {
    let before = Span::new(span.start().saturating_sub(AROUND), span.start());
    let after = Span::new(span.end(), (span.end() + AROUND).min(text.len()));
    let slice = |span: Option<Span>| span.map_or("", |span| text.slice(span));
    json!({
        "type": "TextQuoteSelector",
        "exact": text.slice(span),
        "prefix": slice(before),
        "suffix": slice(after),
    })
}
