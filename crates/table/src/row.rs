use std::borrow::Cow;
use std::collections::HashMap;

use onrecord_record::{
    Attribution, AttributionType, Entity, EntityType, Kept, KeptStatement, Record, Stance, Timex,
};
use onrecord_text::{Span, Text};
use serde::Serialize;

/// Between the words of two spans of one part of a statement.
const GAP: &str = " … ";

/// A statement with all that a table tells of it; `docs/codebook.md` says what each column holds.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Row<'a> {
    /// Its number in the store; `None` outside of one.
    pub statement: Option<i64>,
    /// Who said it.
    pub speaker: Option<&'a str>,
    /// The speaker's number in the store.
    pub speaker_id: Option<i64>,
    /// The speaker's Wikidata id.
    pub wikidata: Option<&'a str>,
    /// The speaker's role.
    pub role: Option<&'a str>,
    /// What was said; ` … ` stands where source or cue interrupt it.
    pub words: String,
    /// How much of it stands in quotation marks.
    pub r#type: AttributionType,
    /// What the speaker does by saying it.
    pub stance: Option<Stance>,
    /// Through whom it was reported.
    pub via: Option<&'a str>,
    /// First day or minute on which it may have been said.
    pub said_from: Option<&'a str>,
    /// Last day or minute.
    pub said_to: Option<&'a str>,
    /// The day of publication.
    pub day: Option<&'a str>,
    /// Publisher, else host of the address.
    pub outlet: Option<Cow<'a, str>>,
    /// The headline.
    pub title: Option<&'a str>,
    /// The address.
    pub url: Option<&'a str>,
    /// Calibrated probability, 0 to 1.
    pub confidence: f64,
    /// The document's number in the store.
    pub document: Option<i64>,
    /// The document's own id.
    pub id: &'a str,
    /// Where it stands and its spans point into: `text` or `title`.
    pub part: &'static str,
    /// Its id in the record.
    pub attribution: &'a str,
    /// The id of the attribution inside whose content it stands.
    pub parent: Option<&'a str>,
    /// The article's words for who said it.
    pub source: Option<String>,
    /// The words that attribute.
    pub cue: Option<String>,
    /// Places of the source: Unicode scalar values `[start, end)`.
    pub source_spans: &'a [Span],
    /// Places of the cue.
    pub cue_spans: &'a [Span],
    /// Places of the words.
    pub content_spans: &'a [Span],
    /// What the speaker is.
    pub speaker_type: Option<EntityType>,
    /// The speaker's country, ISO 3166-1 alpha-3.
    pub country: Option<&'a str>,
    /// The speaker's PLOVER sector.
    pub sector: Option<&'a str>,
    /// Calibrated probability that the speaker is right.
    pub speaker_confidence: Option<f64>,
}

impl<'a> Row<'a> {
    /// The statements of a record, the headline's first; empty, where it was made without its text, are only words.
    pub fn of(record: &'a Record) -> Vec<Self> {
        rows(record, None)
    }

    /// The statements of a record of a store, with their numbers there.
    pub fn of_kept(kept: &'a Kept) -> Vec<Self> {
        rows(&kept.record, Some(kept))
    }
}

fn rows<'a>(record: &'a Record, kept: Option<&'a Kept>) -> Vec<Row<'a>> {
    let title = Text::new(record.title.as_deref().unwrap_or_default());
    let text = Text::new(record.text.as_deref().unwrap_or_default());
    let table = Table {
        record,
        outlet: outlet(record),
        entities: by_id(&record.entities, |entity| &entity.id),
        times: by_id(&record.times, |time| &time.id),
    };
    let titles = record.title_attributions.iter().map(|one| ("title", &title, one));
    let texts = record.attributions.iter().map(|one| ("text", &text, one));
    let rows = titles
        .chain(texts)
        .enumerate()
        .map(|(n, (part, text, attribution))| {
            let mut row = table.row(part, text, attribution);
            if let Some(kept) = kept {
                row.document = Some(kept.document);
                if let Some(statement) = kept.statements.get(n) {
                    row.know(statement);
                }
            }
            row
        });
    rows.collect()
}

impl<'a> Row<'a> {
    /// Takes over what a store knows better.
    fn know(&mut self, kept: &'a KeptStatement) {
        self.statement = Some(kept.statement);
        self.speaker = kept.speaker.as_deref();
        self.speaker_id = kept.speaker_id;
        self.wikidata = kept.wikidata.as_deref();
        self.said_from = kept.said_from.as_deref();
        self.said_to = kept.said_to.as_deref();
    }
}

/// What the statements of a record share.
struct Table<'a> {
    record: &'a Record,
    outlet: Option<Cow<'a, str>>,
    entities: HashMap<&'a str, &'a Entity>,
    times: HashMap<&'a str, &'a Timex>,
}

impl<'a> Table<'a> {
    fn row(&self, part: &'static str, text: &Text, attribution: &'a Attribution) -> Row<'a> {
        let entity = |id: &Option<String>| self.entities.get(id.as_deref()?).copied();
        let speaker = entity(&attribution.speaker);
        let time = attribution.time.as_deref().and_then(|id| self.times.get(id));
        Row {
            statement: None,
            speaker: speaker.map(|speaker| &*speaker.name),
            speaker_id: None,
            wikidata: speaker.and_then(|speaker| speaker.wikidata.as_deref()),
            role: speaker.and_then(|speaker| speaker.role.as_deref()),
            words: words(text, &attribution.content).unwrap_or_default(),
            r#type: attribution.kind,
            stance: attribution.stance,
            via: entity(&attribution.via).map(|via| &*via.name),
            said_from: time.and_then(|time| time.earliest.as_deref()),
            said_to: time.and_then(|time| time.latest.as_deref()),
            day: self.record.date.as_deref().and_then(|date| date.get(..10)),
            outlet: self.outlet.clone(),
            title: self.record.title.as_deref(),
            url: self.record.url.as_deref(),
            confidence: attribution.confidence,
            document: None,
            id: &self.record.id,
            part,
            attribution: &attribution.id,
            parent: attribution.parent.as_deref(),
            source: words(text, &attribution.source),
            cue: words(text, &attribution.cue),
            source_spans: &attribution.source,
            cue_spans: &attribution.cue,
            content_spans: &attribution.content,
            speaker_type: speaker.map(|speaker| speaker.kind),
            country: speaker.and_then(|speaker| speaker.country.as_deref()),
            sector: speaker.and_then(|speaker| speaker.sector.as_deref()),
            speaker_confidence: attribution.speaker_confidence,
        }
    }
}

/// Publisher, else host of the address.
fn outlet(record: &Record) -> Option<Cow<'_, str>> {
    let host = || {
        let address = onrecord_duplicates::address(record.url.as_deref()?)?;
        Some(address.split('/').nth(2)?.to_owned().into())
    };
    record.publisher.as_deref().map(Cow::Borrowed).or_else(host)
}

/// The words of some spans, joined; `None` without a span.
fn words(text: &Text, spans: &[Span]) -> Option<String> {
    let words: Vec<&str> = spans.iter().map(|&span| text.slice(span)).collect();
    (!words.is_empty()).then(|| words.join(GAP))
}

/// Of two with one id, the first counts.
fn by_id<T>(all: &[T], id: fn(&T) -> &str) -> HashMap<&str, &T> {
    let mut found = HashMap::new();
    for one in all {
        found.entry(id(one)).or_insert(one);
    }
    found
}
