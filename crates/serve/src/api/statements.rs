//! Statements by their numbers.

use axum::Json;
use axum::extract::State;
use onrecord_store::Store;
use rusqlite::{OptionalExtension, Row};
use serde::Serialize;
use utoipa::ToSchema;

use super::asked::{Asked, Number};
use super::listed::{Page, Paging};
use crate::corrected::{Told, corrected};
use crate::{App, Problem};

/// A statement with what a reader wants to know of it.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Statement {
    /// Its number in the store.
    statement: i64,
    /// Who said it: the name across documents, else as the article has it; `null` where nobody is named.
    speaker: Option<String>,
    /// The speaker's number across documents.
    speaker_id: Option<i64>,
    /// The speaker's Wikidata id.
    wikidata: Option<String>,
    /// The speaker's role, as the article words it.
    role: Option<String>,
    /// What was said; ` … ` stands where source or cue interrupt it.
    words: String,
    /// How much of it is in quotation marks: `direct`, `indirect` or `mixed`.
    r#type: String,
    /// What the speaker does by saying it: `asserts`, `denies`, …
    stance: Option<String>,
    /// Through whom it was reported.
    via: Option<String>,
    /// First day or minute on which it may have been said, where the text tells.
    said_from: Option<String>,
    /// Last day or minute.
    said_to: Option<String>,
    /// The day of publication.
    day: Option<String>,
    /// Who published it.
    outlet: Option<String>,
    /// The article's headline.
    title: Option<String>,
    /// The article's address.
    url: Option<String>,
    /// Calibrated probability that speaker and words are right, 0 to 1.
    confidence: f64,
    /// The document's number in the store.
    document: i64,
}

/// The columns of the view `statements` that make a [`Statement`], in the order in which [`Statement::from_row`] takes
/// them.
pub(super) const COLUMNS: &str = "statement, speaker, speaker_id, wikidata, role, words, type, stance, via, said_from, \
                                  said_to, day, outlet, title, url, confidence, document";

impl Statement {
    pub(super) fn from_row(row: &Row) -> rusqlite::Result<Self> {
        Ok(Self {
            statement: row.get(0)?,
            speaker: row.get(1)?,
            speaker_id: row.get(2)?,
            wikidata: row.get(3)?,
            role: row.get(4)?,
            words: row.get::<_, Option<String>>(5)?.unwrap_or_default(),
            r#type: row.get(6)?,
            stance: row.get(7)?,
            via: row.get(8)?,
            said_from: row.get(9)?,
            said_to: row.get(10)?,
            day: row.get(11)?,
            outlet: row.get(12)?,
            title: row.get(13)?,
            url: row.get(14)?,
            confidence: row.get(15)?,
            document: row.get(16)?,
        })
    }
}

impl Told for Statement {
    fn number(&self) -> i64 {
        self.statement
    }

    fn forget_the_article(&mut self) {
        self.role = None;
        self.speaker.take_if(|_| self.speaker_id.is_none());
    }
}

impl From<onrecord_store::Statement> for Statement {
    fn from(found: onrecord_store::Statement) -> Self {
        Self {
            statement: found.statement,
            speaker: found.speaker,
            speaker_id: found.speaker_id,
            wikidata: found.wikidata,
            role: found.role,
            words: found.words,
            r#type: found.r#type,
            stance: found.stance,
            via: found.via,
            said_from: found.said_from,
            said_to: found.said_to,
            day: found.day,
            outlet: found.outlet,
            title: found.title,
            url: found.url,
            confidence: found.confidence,
            document: found.document,
        }
    }
}

/// A statement on its own, with the words around it that attribute it.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Detailed {
    #[serde(flatten)]
    statement: Statement,
    /// The words that name who said it.
    source: Option<String>,
    /// The words that tell that it was said.
    cue: Option<String>,
    /// `text`, or `title` where it stands in the headline.
    part: String,
    /// The statement inside which it stands.
    parent: Option<i64>,
}

fn detailed(store: &Store, number: i64) -> Result<Detailed, Problem> {
    let sql = format!("SELECT {COLUMNS}, source, cue, part, parent FROM statements WHERE statement = ?1");
    let found = store
        .connection()
        .prepare_cached(&sql)
        .and_then(|mut statement| {
            statement
                .query_row([number], |row| {
                    Ok(Detailed {
                        statement: Statement::from_row(row)?,
                        source: row.get(17)?,
                        cue: row.get(18)?,
                        part: row.get(19)?,
                        parent: row.get(20)?,
                    })
                })
                .optional()
        })
        .map_err(onrecord_store::Error::from)?;
    let mut found = found.ok_or_else(|| {
        Problem::not_found(format!(
            "there is no statement {number}, or it was rejected or stands in an old version; /api/v1/search finds others"
        ))
    })?;
    corrected(store, [&mut found.statement])?;
    Ok(found)
}

/// A statement by its number.
#[utoipa::path(
    get, path = "/statements/{id}", tag = "statements",
    params(("id" = i64, Path, description = "The statement's number", minimum = 1)),
    responses((status = 200, description = "The statement", body = Detailed))
)]
pub(super) async fn one(State(app): State<App>, Number(number): Number) -> Result<Json<Detailed>, Problem> {
    app.read(move |store| detailed(store, number)).await.map(Json)
}

/// A statement that is the same as another.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Twin {
    #[serde(flatten)]
    statement: Statement,
    /// `equal`, `near`, `part` where one is cut out of the other, or `paraphrase` where it says the same in other words.
    likeness: &'static str,
    /// From 0 to 1: how much of the words is shared, or how likely a paraphrase says the same.
    score: f64,
    /// What was cut in `[-…-]`, what was added in `{+…+}`, against the statement that was asked for; empty for a paraphrase.
    difference: String,
    /// In how many more documents it stands that are copies of this one's text.
    copies: usize,
}

impl From<onrecord_store::Twin> for Twin {
    fn from(twin: onrecord_store::Twin) -> Self {
        Self {
            statement: twin.statement.into(),
            likeness: twin.likeness,
            score: twin.score,
            difference: twin.difference,
            copies: twin.copies,
        }
    }
}

/// The same statement elsewhere: in the same words, altered, in part, then in other words; of each the earliest first, copies
/// folded into the first of them.
#[utoipa::path(
    get, path = "/statements/{id}/same", tag = "statements",
    params(("id" = i64, Path, description = "The statement's number", minimum = 1), Paging),
    responses((status = 200, description = "Sightings, the statement itself among them", body = Page<Twin>))
)]
pub(super) async fn same(
    State(app): State<App>,
    Number(number): Number,
    Asked(paging): Asked<Paging>,
) -> Result<Json<Page<Twin>>, Problem> {
    let twins = app
        .read(move |store| -> Result<_, Problem> {
            let mut twins = store.same(&number.to_string())?;
            corrected(store, twins.iter_mut().map(|twin| &mut twin.statement))?;
            Ok(twins)
        })
        .await?;
    paging
        .of_whole(twins.into_iter().map(Twin::from).collect())
        .map(Json)
}
