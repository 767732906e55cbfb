use std::collections::HashSet;
use std::io::{self, Write};

use onrecord_record::{Attribution, Entity, Record};
use onrecord_text::Text;
use serde_json::{Map, Value, json};

use crate::claim::{claim, is_checkable, is_quotation, statements};
use crate::html::escape::language;
use crate::lookup::{Lookup, words};
use crate::names::{Names, VOCABULARY, address, kind, wikidata};
use crate::sink::text_of;
use crate::{Error, Sink};

/// JSON-LD in the words of schema.org: one document with a graph, a node a line.
///
/// For each article a `NewsArticle`, the `Person`s and `Organization`s that speak in it (`sameAs` Wikidata, where that is
/// known), and its statements: a direct one is a `Quotation`, all others are `Claim`s. A `Claim`'s text is the content, but
/// with source and cue where those turn its meaning ("denied that …"). `isPartOf` leads to the article, `creator` (of a
/// `Quotation` also `spokenByCharacter`) to the speaker; an unnamed source is a `creditText`.
///
/// What schema.org has no word for (`type`, `stance`, `cue`, `confidence`) stands under the project's own prefix. The
/// article's text is left out.
pub struct JsonLd<W> {
    writer: W,
    claim_reviews: bool,
    /// Whether a node was written.
    begun: bool,
}

impl<W: Write> JsonLd<W> {
    /// Writes to `writer`.
    pub fn new(writer: W) -> Self {
        Self {
            writer,
            claim_reviews: false,
            begun: false,
        }
    }

    /// Adds to each statement that can be checked a draft of a `ClaimReview`, without a verdict: Onrecord tells who said
    /// what, never whether it is true.
    #[must_use]
    pub fn with_claim_reviews(mut self) -> Self {
        self.claim_reviews = true;
        self
    }

    fn begin(&mut self) -> Result<(), Error> {
        let context = json!(["https://schema.org", {"onrecord": VOCABULARY}]);
        Ok(writeln!(self.writer, "{{\"@context\":{context},\"@graph\":[")?)
    }

    fn node(&mut self, node: &Value) -> Result<(), Error> {
        if std::mem::replace(&mut self.begun, true) {
            self.writer.write_all(b",\n")?;
        } else {
            self.begin()?;
        }
        Ok(serde_json::to_writer(&mut self.writer, node).map_err(io::Error::from)?)
    }
}

impl<W: Write> Sink for JsonLd<W> {
    fn write(&mut self, record: &Record) -> Result<(), Error> {
        let text = text_of(record)?;
        let title = Text::new(record.title.as_deref().unwrap_or_default());
        let lookup = Lookup::new(record, &text);
        let names = Names::of(record);
        self.node(&news_article(&names, record))?;
        let mut told = HashSet::new();
        for (text, attribution) in statements(record, [&title, &text]) {
            let speaker = lookup.entity(attribution.speaker.as_ref());
            if let Some(speaker) = speaker.filter(|speaker| told.insert(&speaker.id)) {
                self.node(&person(&names, speaker))?;
            }
            let statement = statement(&names, &lookup, text, attribution);
            self.node(&statement)?;
            if self.claim_reviews && is_checkable(attribution) {
                self.node(&review(&names, attribution, &statement))?;
            }
        }
        Ok(self.writer.flush()?)
    }

    fn finish(&mut self) -> Result<(), Error> {
        if !self.begun {
            self.begin()?;
        }
        self.writer.write_all(b"\n]}\n")?;
        Ok(self.writer.flush()?)
    }
}

fn news_article(names: &Names, record: &Record) -> Value {
    let publisher = record.publisher.as_ref();
    node(json!({
        "@type": "NewsArticle",
        "@id": names.article,
        "url": record.url.as_deref().and_then(address),
        "headline": record.title,
        "creditText": record.author,
        "publisher": publisher.map(|name| json!({"@type": "Organization", "name": name})),
        "datePublished": record.date,
        "dateModified": record.updated,
        "articleSection": record.section,
        "inLanguage": record.language.as_deref().and_then(language),
        "identifier": record.id,
    }))
}

fn person(names: &Names, entity: &Entity) -> Value {
    let kind = kind(entity);
    let role = if kind == "Person" {
        "jobTitle"
    } else {
        "description"
    };
    node(json!({
        "@type": kind,
        "@id": names.part("entity", &entity.id),
        "name": entity.name,
        role: entity.role,
        "sameAs": wikidata(entity),
    }))
}

fn statement(names: &Names, lookup: &Lookup, text: &Text, attribution: &Attribution) -> Value {
    let quotation = is_quotation(attribution);
    let speaker = lookup.entity(attribution.speaker.as_ref());
    let speaker = speaker.map(|speaker| json!({"@id": names.part("entity", &speaker.id)}));
    let source = speaker.is_none().then(|| words(text, &attribution.source));
    let cue = words(text, &attribution.cue);
    let said_on = lookup.time(attribution.time.as_ref());
    let said_on = said_on.and_then(|time| {
        time.earliest
            .as_ref()
            .filter(|first| time.latest.as_ref() == Some(*first))
    });
    node(json!({
        "@type": if quotation { "Quotation" } else { "Claim" },
        "@id": names.part("statement", &attribution.id),
        "text": claim(text, attribution),
        "creator": speaker,
        "spokenByCharacter": speaker.filter(|_| quotation),
        "creditText": source.filter(|source| !source.is_empty()),
        "dateCreated": said_on,
        "isPartOf": {"@id": names.article},
        "onrecord:type": attribution.kind,
        "onrecord:stance": attribution.stance,
        "onrecord:cue": Some(cue).filter(|cue| !cue.is_empty()),
        "onrecord:confidence": attribution.confidence,
    }))
}

fn review(names: &Names, attribution: &Attribution, statement: &Value) -> Value {
    node(json!({
        "@type": "ClaimReview",
        "@id": names.part("review", &attribution.id),
        "claimReviewed": statement["text"],
        "itemReviewed": {"@id": statement["@id"]},
        "creativeWorkStatus": "Draft",
    }))
}

/// A node without what is not known.
pub(crate) fn node(node: Value) -> Value {
    match node {
        Value::Object(fields) => {
            let known = fields.into_iter().filter(|(_, value)| !value.is_null());
            Value::Object(known.collect::<Map<_, _>>())
        }
        other => other,
    }
}
