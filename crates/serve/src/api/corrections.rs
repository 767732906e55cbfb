//! What people put right.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use onrecord_store::{Change, Correction, Role, Store, Voiced};
use onrecord_text::Span;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

use super::asked::{Asked, Number, Posted};
use super::listed::{Page, Paging};
use crate::intake::days;
use crate::{App, Kind, Problem};

/// The most characters of a name, and of a note.
const LONGEST_NAME: usize = 200;
const LONGEST_NOTE: usize = 2000;

/// The most spans of one part of a statement, and documents of one split.
const MOST_PARTS: usize = 1000;

/// A correction that was made.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Made {
    /// Its number, to undo it by.
    id: i64,
    /// When it was made, RFC 3339, UTC.
    made_at: String,
    /// By whom.
    made_by: String,
    /// `merge`, `split`, `speaker`, `spans`, `time` or `reject`.
    action: String,
    /// The article that it is about; `null` for all.
    article: Option<String>,
    /// What it is about.
    target: Value,
    /// What is put in its place.
    value: Value,
    /// Why.
    note: Option<String>,
    /// When it was undone.
    undone_at: Option<String>,
    /// By whom it was undone.
    undone_by: Option<String>,
}

impl From<Correction> for Made {
    fn from(made: Correction) -> Self {
        Self {
            id: made.id,
            made_at: made.made_at,
            made_by: made.made_by,
            action: made.action,
            article: made.article,
            target: made.target,
            value: made.value,
            note: made.note,
            undone_at: made.undone_at,
            undone_by: made.undone_by,
        }
    }
}

/// A correction to be made.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Wanted {
    /// Who makes it.
    #[schema(min_length = 1, max_length = 200, pattern = r"\S")]
    by: String,
    /// Why.
    #[schema(max_length = 2000)]
    note: Option<String>,
    /// What is put right.
    change: Righted,
}

/// What a correction changes.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(tag = "action", rename_all = "lowercase", deny_unknown_fields)]
enum Righted {
    /// Two speakers are one: all that `speaker` said was said by `into`.
    Merge {
        /// Who is no speaker of its own any more.
        speaker: i64,
        /// Who it is.
        into: i64,
    },
    /// One speaker is two: in the articles of these documents it is somebody else.
    Split {
        /// Who is not one.
        speaker: i64,
        /// Documents in which it is the other.
        #[schema(min_items = 1, max_items = 1000)]
        documents: Vec<i64>,
        /// The other's name; without one the same.
        #[schema(min_length = 1, max_length = 200, pattern = r"\S")]
        name: Option<String>,
    },
    /// Somebody else said it.
    Speaker {
        /// What was said.
        statement: i64,
        /// By whom.
        speaker: Who,
    },
    /// The words are others.
    Spans {
        /// What was said.
        statement: i64,
        /// Which part of it.
        role: Part,
        /// `[start, end)` in Unicode scalar values, in text order; of the content at least one.
        #[schema(value_type = Vec<[u32; 2]>, max_items = 1000)]
        spans: Vec<[usize; 2]>,
    },
    /// It was said at another time.
    Time {
        /// What was said.
        statement: i64,
        /// The first day.
        #[schema(format = Date)]
        from: String,
        /// The last day; without one the first.
        #[schema(format = Date)]
        to: Option<String>,
    },
    /// Nobody said that.
    Reject {
        /// What was not said.
        statement: i64,
    },
}

/// Who spoke.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase", deny_unknown_fields)]
enum Who {
    /// A speaker of the store, by number.
    Known(i64),
    /// Somebody who is not in the store yet.
    New {
        /// The name.
        #[schema(min_length = 1, max_length = 200, pattern = r"\S")]
        name: String,
        /// The Wikidata id.
        #[schema(pattern = "^Q[1-9][0-9]{0,11}$")]
        wikidata: Option<String>,
    },
    /// Nobody that can be named.
    Nobody,
}

/// A part of a statement that has spans.
#[derive(Debug, Clone, Copy, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
enum Part {
    /// Who said it.
    Source,
    /// The words that tell that it was said.
    Cue,
    /// What was said.
    Content,
}

impl From<Part> for Role {
    fn from(part: Part) -> Self {
        match part {
            Part::Source => Self::Source,
            Part::Cue => Self::Cue,
            Part::Content => Self::Content,
        }
    }
}

/// A name as it is kept: not empty, not endless.
fn name(typed: &str) -> Result<String, Problem> {
    let name = typed.trim();
    if name.is_empty() || name.chars().count() > LONGEST_NAME {
        return Err(Problem::new(
            Kind::Malformed,
            format!("a name has 1 to {LONGEST_NAME} characters; give such a one"),
        ));
    }
    Ok(name.to_owned())
}

fn wikidata(id: &str) -> Result<String, Problem> {
    let number = id.strip_prefix('Q').unwrap_or_default();
    let is_number = number.bytes().all(|byte| byte.is_ascii_digit()) && !number.starts_with('0');
    if (1..=12).contains(&number.len()) && is_number {
        return Ok(id.to_owned());
    }
    Err(Problem::new(
        Kind::Malformed,
        "that is no Wikidata id; give one such as Q42, or none",
    ))
}

impl Righted {
    fn change(self) -> Result<Change, Problem> {
        Ok(match self {
            Self::Merge { speaker, into } => Change::Merge { speaker, into },
            Self::Split {
                speaker,
                documents,
                name: other,
            } => {
                few(documents.len(), 1)?;
                Change::Split {
                    speaker,
                    documents,
                    name: other.as_deref().map(name).transpose()?,
                }
            }
            Self::Speaker { statement, speaker } => Change::Speaker {
                statement,
                speaker: match speaker {
                    Who::Known(speaker) => Voiced::Known(speaker),
                    Who::New {
                        name: new,
                        wikidata: id,
                    } => Voiced::New(name(&new)?, id.as_deref().map(wikidata).transpose()?),
                    Who::Nobody => Voiced::Nobody,
                },
            },
            Self::Spans {
                statement,
                role,
                spans,
            } => {
                few(spans.len(), 0)?;
                let spans = spans.into_iter().map(|[start, end]| Span::new(start, end));
                Change::Spans {
                    statement,
                    role: role.into(),
                    spans: spans.collect::<Option<_>>().ok_or_else(|| {
                        Problem::new(Kind::Malformed, "a span ends behind its start; give [start, end]")
                    })?,
                }
            }
            Self::Time { statement, from, to } => {
                let (from, to) = days(&from, to.as_deref())?;
                Change::Time { statement, from, to }
            }
            Self::Reject { statement } => Change::Reject { statement },
        })
    }
}

fn few(number: usize, least: usize) -> Result<(), Problem> {
    if (least..=MOST_PARTS).contains(&number) {
        return Ok(());
    }
    Err(Problem::new(
        Kind::Malformed,
        format!("give {least} to {MOST_PARTS} of them"),
    ))
}

/// All corrections, oldest first, the undone ones among them.
#[utoipa::path(
    get, path = "/corrections", tag = "corrections",
    params(Paging),
    responses((status = 200, description = "Corrections", body = Page<Made>))
)]
pub(super) async fn list(
    State(app): State<App>,
    Asked(paging): Asked<Paging>,
) -> Result<Json<Page<Made>>, Problem> {
    let (limit, behind) = (paging.limit()?, paging.behind(0)?);
    let mut found = app.read(Store::corrections).await?;
    found.retain(|made| made.id > behind);
    found.truncate(limit + 1);
    let page = Page::cut(found, limit, |made| made.id.into());
    Ok(Json(Page {
        items: page.items.into_iter().map(Made::from).collect(),
        next: page.next,
    }))
}

/// Makes a correction.
#[utoipa::path(
    post, path = "/corrections", tag = "corrections",
    request_body = Wanted,
    responses((status = 201, description = "The correction, with its number", body = Made))
)]
pub(super) async fn make(
    State(app): State<App>,
    Posted(wanted): Posted<Wanted>,
) -> Result<(StatusCode, Json<Made>), Problem> {
    let by = name(&wanted.by)?;
    let note = wanted.note;
    if note
        .as_deref()
        .is_some_and(|note| note.chars().count() > LONGEST_NOTE)
    {
        return Err(Problem::new(
            Kind::Malformed,
            format!("a note has at most {LONGEST_NOTE} characters; shorten it"),
        ));
    }
    let change = wanted.change.change()?;
    let made = app
        .write(move |store| -> Result<_, Problem> {
            let id = store.correct(&change, &by, note.as_deref())?;
            made(store, id)
        })
        .await?;
    Ok((StatusCode::CREATED, Json(made)))
}

/// Who undoes a correction.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Undoing {
    /// The name.
    #[schema(min_length = 1, max_length = 200, pattern = r"\S")]
    by: String,
}

/// Undoes a correction.
#[utoipa::path(
    post, path = "/corrections/{id}/undo", tag = "corrections",
    params(("id" = i64, Path, description = "The correction's number", minimum = 1)),
    request_body = Undoing,
    responses((status = 200, description = "The correction, undone", body = Made))
)]
pub(super) async fn undo(
    State(app): State<App>,
    Number(number): Number,
    Posted(undoing): Posted<Undoing>,
) -> Result<Json<Made>, Problem> {
    let by = name(&undoing.by)?;
    app.write(move |store| -> Result<_, Problem> {
        store.undo(number, &by)?;
        made(store, number)
    })
    .await
    .map(Json)
}

fn made(store: &Store, id: i64) -> Result<Made, Problem> {
    let found = store.corrections()?.into_iter().find(|made| made.id == id);
    found
        .map(Made::from)
        .ok_or_else(|| Problem::not_found(format!("there is no correction {id}")))
}
