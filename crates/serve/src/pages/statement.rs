//! The page of one statement: its permanent address.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use onrecord_export::html::{byline, escape, moment, passage};
use onrecord_record::{Attribution, AttributionType, Record, Stance};
use onrecord_same::{Change, Wording, difference};
use onrecord_store::{Error, Figure, Statement, Store, Twin};
use onrecord_text::{Span, Text};

use super::ask::against::against;
use super::ask::around;
use super::ask::document::Kept;
use super::ask::statement::Found;
use super::citation::Cited;
use super::corrections::{self, Made};
use super::escape::verbatim;
use super::shell::{Here, page};
use crate::corrected::corrected;
use crate::{App, Problem};

/// Wordings longer than this, in bytes, are not compared word by word: that takes time in proportion to the product of
/// their lengths.
const COMPARED: usize = 6_000;

#[derive(Template)]
#[template(path = "statement.html")]
struct Page {
    id: i64,
    kept: Kept,
    said: Said,
    passage: String,
    citation: String,
    original: Option<String>,
    sightings: Vec<Sighting>,
    against: Vec<Statement>,
    differing: Vec<Vec<Figure>>,
    corrections: Vec<Made>,
    by: String,
}

/// What was said, and who said it how.
struct Said {
    words: String,
    kind: AttributionType,
    speaker: Option<String>,
    speaker_id: Option<i64>,
    role: Option<String>,
    /// The words that the article has for the speaker.
    source: String,
    cue: String,
    via: Option<String>,
    stance: Option<Stance>,
    from: Option<String>,
    to: Option<String>,
    /// In whole per cent.
    confidence: u8,
    evidence: Option<String>,
    label: String,
}

/// A part of a statement, as the form shows it in which its words are put right.
struct Part {
    /// Its name in the form.
    what: &'static str,
    heading: &'static str,
    label: &'static str,
    /// The words, escaped.
    typed: String,
    /// The lines of the field.
    rows: u8,
}

/// The same statement somewhere.
struct Sighting {
    statement: Statement,
    likeness: &'static str,
    copies: usize,
    /// What became of the words, where they differ.
    pieces: Vec<Piece>,
    /// Whether it is the one whose page this is.
    this: bool,
}

struct Piece {
    /// What became of it: `kept`, `cut`, `added`.
    what: &'static str,
    words: String,
}

#[derive(Template)]
#[template(path = "rejected.html")]
struct Rejected {
    id: i64,
    document: i64,
    corrections: Vec<Made>,
    by: String,
}

/// `GET /statements/{id}`.
pub(super) async fn statement(
    State(app): State<App>,
    Path(id): Path<i64>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let by = corrections::by(&headers);
    let answer = app.read(move |store| ask(store, id, by)).await?;
    match answer {
        Answer::Stands(part) => {
            let speaker = part.said.speaker.as_deref().unwrap_or("Somebody");
            let title = format!(
                "{speaker}: {}",
                part.said.words.chars().take(60).collect::<String>()
            );
            page(Here::Elsewhere, &title, &*part)
        }
        Answer::Rejected(part) => page(Here::Elsewhere, "A rejected statement", &part),
    }
}

enum Answer {
    Stands(Box<Page>),
    Rejected(Rejected),
}

fn ask(store: &Store, id: i64, by: String) -> Result<Answer, Problem> {
    let gone = || {
        Problem::not_found(format!(
            "there is no statement {id}; its article may have been deleted"
        ))
    };
    let found = Found::get(store, id)?.ok_or_else(gone)?;
    let kept = Kept::get(store, found.document)?.ok_or_else(gone)?;
    let corrections = corrections::told(store, found.made(store)?)?;
    if found.rejected {
        return Ok(Answer::Rejected(Rejected {
            id,
            document: found.document,
            corrections,
            by,
        }));
    }
    let attribution = kept.attribution(found.in_title, &found.label).ok_or_else(gone)?;
    let said = said(&kept, &found, attribution);
    let cited = Cited {
        record: &kept.record,
        speaker: said.speaker.as_deref(),
        words: &said.words,
        kind: said.kind,
    };
    // In quotation marks, so that a number is taken for words.
    let mut twins = match store.same(&format!("“{}”", said.words)) {
        Ok(twins) => twins,
        // There is no word in it that could be looked for.
        Err(Error::Query(_)) => Vec::new(),
        Err(error) => return Err(error.into()),
    };
    corrected(store, twins.iter_mut().map(|twin| &mut twin.statement))?;
    let own = plain(id, &said, &kept);
    let against = against(store, &own)?;
    let sightings = with_itself(twins, own);
    let sightings = sightings
        .into_iter()
        .map(|twin| sighting(id, &said.words, twin))
        .collect();
    Ok(Answer::Stands(Box::new(Page {
        id,
        passage: passage(&kept.record, attribution, found.in_title),
        citation: cited.line(),
        original: cited.original(),
        against,
        differing: around::differing(store, found.document, Some(id))?,
        corrections,
        sightings,
        said,
        kept,
        by,
    })))
}

fn said(kept: &Kept, found: &Found, attribution: &Attribution) -> Said {
    let record = &kept.record;
    let text = if found.in_title {
        &record.title
    } else {
        &record.text
    };
    let text = Text::new(text.as_deref().unwrap_or_default());
    let entity = |label: &Option<String>| {
        let label = label.as_ref()?;
        record.entities.iter().find(|entity| entity.id == *label)
    };
    let speaker = entity(&attribution.speaker);
    Said {
        words: words(&text, &attribution.content),
        kind: attribution.kind,
        speaker: speaker.map(|entity| entity.name.clone()),
        speaker_id: attribution.speaker.as_ref().and_then(|label| kept.speaker(label)),
        role: speaker.and_then(|entity| entity.role.clone()),
        source: words(&text, &attribution.source),
        cue: words(&text, &attribution.cue),
        via: entity(&attribution.via).map(|entity| entity.name.clone()),
        stance: attribution.stance,
        from: found.said_from.clone(),
        to: found.said_to.clone(),
        confidence: (attribution.confidence.clamp(0.0, 1.0) * 100.0).round() as u8,
        evidence: attribution.evidence.clone(),
        label: attribution.id.clone(),
    }
}

/// The words of some spans, `…` between them, as the store joins them.
fn words(text: &Text, spans: &[Span]) -> String {
    let words: Vec<&str> = spans.iter().map(|span| text.slice(*span)).collect();
    words.join(" … ")
}

fn plain(id: i64, said: &Said, kept: &Kept) -> Statement {
    let stance = serde_json::to_value(said.stance).unwrap_or_default();
    Statement {
        statement: id,
        speaker: said.speaker.clone(),
        words: said.words.clone(),
        stance: stance.as_str().map(str::to_owned),
        outlet: kept.record.publisher.clone(),
        said_from: said.from.clone(),
        day: kept.day.clone(),
        document: kept.document,
        ..Statement::default()
    }
}

/// Sightings with the statement whose page it is: those of an older version are looked for nowhere, and a copy's is folded into
/// the first one's. It stands where it does by its date, among those in the same words.
fn with_itself(mut twins: Vec<Twin>, own: Statement) -> Vec<Twin> {
    if twins.iter().any(|twin| twin.statement.statement == own.statement) {
        return twins;
    }
    let place = twins.partition_point(|twin| {
        let before = |other: &Statement| (other.when(), other.statement) < (own.when(), own.statement);
        twin.likeness == "equal" && before(&twin.statement)
    });
    twins.insert(
        place,
        Twin {
            statement: own,
            likeness: "equal",
            score: 1.0,
            difference: String::new(),
            copies: 0,
        },
    );
    twins
}

fn sighting(id: i64, asked: &str, twin: Twin) -> Sighting {
    // A paraphrase has other words altogether: nothing to set beside one another.
    let comparable = twin.likeness != "paraphrase" && asked.len().max(twin.statement.words.len()) <= COMPARED;
    Sighting {
        pieces: if comparable {
            pieces(asked, &twin.statement.words)
        } else {
            Vec::new()
        },
        this: twin.statement.statement == id,
        likeness: twin.likeness,
        copies: twin.copies,
        statement: twin.statement,
    }
}

/// What was kept, cut and added from one wording to another, in order.
fn pieces(one: &str, other: &str) -> Vec<Piece> {
    let changes = difference(&Wording::of(one), &Wording::of(other));
    let (one, other) = (Text::new(one), Text::new(other));
    let piece = |what, text: &Text, span: Span| Piece {
        what,
        words: text.slice(span).to_owned(),
    };
    let mut pieces = Vec::new();
    for change in changes {
        match change {
            Change::Kept { other: span, .. } => pieces.push(piece("kept", &other, span)),
            Change::Cut(span) => pieces.push(piece("cut", &one, span)),
            Change::Added(span) => pieces.push(piece("added", &other, span)),
            Change::Altered {
                one: cut,
                other: added,
            } => {
                pieces.push(piece("cut", &one, cut));
                pieces.push(piece("added", &other, added));
            }
        }
    }
    pieces
}

impl Page {
    fn record(&self) -> &Record {
        &self.kept.record
    }

    fn language(&self) -> Option<&str> {
        self.record().language.as_deref().and_then(escape::language)
    }

    /// The parts of the statement that have words, each as its form shows it.
    fn parts(&self) -> [Part; 3] {
        let part = |what, heading, label, words: &str, rows| Part {
            what,
            heading,
            label,
            typed: verbatim(words),
            rows,
        };
        let said = &self.said;
        [
            part(
                "content",
                "Other words were said",
                "What was said",
                &said.words,
                4,
            ),
            part(
                "source",
                "Other words name who said it",
                "Who said it",
                &said.source,
                2,
            ),
            part(
                "cue",
                "Other words tell that it was said",
                "The words that tell so",
                &said.cue,
                2,
            ),
        ]
    }
}

impl Said {
    fn type_name(&self) -> &'static str {
        match self.kind {
            AttributionType::Direct => "direct quotation",
            AttributionType::Mixed => "partly quoted",
            AttributionType::Indirect => "indirect speech",
        }
    }

    fn type_class(&self) -> &'static str {
        match self.kind {
            AttributionType::Direct => "direct",
            AttributionType::Mixed => "mixed",
            AttributionType::Indirect => "indirect",
        }
    }

    fn stance_name(&self) -> Option<String> {
        serde_json::to_value(self.stance?)
            .ok()?
            .as_str()
            .map(str::to_owned)
    }

    /// The day of a day or minute; empty where there is none.
    fn day_of<'a>(&self, when: &'a Option<String>) -> &'a str {
        when.as_deref()
            .and_then(|when| when.get(..10))
            .unwrap_or_default()
    }

    /// From when to when, as one day where it is one.
    fn when(&self) -> Option<String> {
        match (&self.from, &self.to) {
            (Some(from), Some(to)) if from == to => Some(from.clone()),
            (Some(from), Some(to)) => Some(format!("between {from} and {to}")),
            (Some(from), None) => Some(format!("{from} or later")),
            (None, Some(to)) => Some(format!("{to} or earlier")),
            (None, None) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::pieces;

    #[test]
    fn wordings_are_compared_word_by_word() {
        let told: Vec<(&str, String)> =
            pieces("We will never sign this treaty", "We will sign the treaty, never")
                .into_iter()
                .map(|piece| (piece.what, piece.words))
                .collect();
        assert!(told.contains(&("cut", "never".into())) && told.contains(&("kept", "We will".into())));
    }
}
