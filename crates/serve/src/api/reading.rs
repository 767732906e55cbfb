//! Reading what is sent, and keeping it.

use axum::Json;
use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::extract::rejection::BytesRejection;
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use futures_util::stream;
use onrecord_duplicates::{Seen, Signature};
use onrecord_record::Record;
use onrecord_store::Added;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::asked::{Asked, cut_short};
use super::openapi;
use crate::intake::day;
use crate::{App, Given, Kind, Problem};

/// The media type of JSON Lines.
const LINES: &str = "application/x-ndjson";

/// What is known beside what is sent.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(super) struct Known {
    /// The publication date of articles that don't say: what "on Friday" counts from.
    #[param(format = Date)]
    date: Option<String>,
}

/// What was sent.
enum Sent {
    /// One document.
    One(Given),
    /// Several.
    Batch(Given),
}

/// Only the address of an article.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Address {
    /// An `http` or `https` address.
    #[schema(min_length = 1, max_length = 2000)]
    url: String,
}

/// A document as it is sent; other keys are handed through. `onrecord read` takes the same.
#[derive(ToSchema)]
#[allow(dead_code, reason = "only its shape is told")]
pub(super) struct Document {
    /// Its own id; else one is made from the content.
    id: Option<String>,
    /// Where it stands.
    url: Option<String>,
    /// Who published it.
    publisher: Option<String>,
    /// The headline.
    title: Option<String>,
    /// The byline.
    author: Option<String>,
    /// The publication date.
    #[schema(format = Date)]
    date: Option<String>,
    /// The article's body.
    text: String,
}

/// What may be sent as JSON.
#[derive(ToSchema)]
#[allow(dead_code, reason = "only its shape is told")]
#[serde(untagged)]
pub(super) enum Sendable {
    Address(Address),
    Document(Document),
}

/// What was sent, by what it is said to be.
fn sent(headers: &HeaderMap, body: Bytes) -> Result<Sent, Problem> {
    let kind = headers
        .get(CONTENT_TYPE)
        .and_then(|kind| kind.to_str().ok())
        .and_then(|kind| kind.split(';').next())
        .map(|kind| kind.trim().to_ascii_lowercase());
    let named = |name: &str| Given::Bytes {
        name: name.into(),
        bytes: body.to_vec(),
    };
    match kind.as_deref() {
        Some("text/plain") => Ok(Sent::One(named("article.txt"))),
        Some("text/html" | "application/xhtml+xml") => Ok(Sent::One(named("page.html"))),
        Some("application/json") => match serde_json::from_slice::<Address>(&body) {
            Ok(address) => Ok(Sent::One(Given::Address(address.url))),
            Err(_) => Ok(Sent::One(named("document.json"))),
        },
        Some("application/x-ndjson" | "application/jsonl") => Ok(Sent::Batch(named("batch.jsonl"))),
        _ => Err(Problem::new(
            Kind::Format,
            "send text/plain, text/html, application/json, or application/x-ndjson for several documents",
        )),
    }
}

/// Reads an article and gives its record; keeps nothing.
///
/// Text and pages are sent as they are, a document as JSON, an address as `{"url": "…"}`. Several documents are sent as
/// JSON Lines (application/x-ndjson); their records come as lines in the same order, each as soon as it is read, and a
/// problem stands in the place of what can't be read.
#[utoipa::path(
    post, path = "/read", tag = "reading",
    params(Known),
    request_body(content(
        (String = "text/plain"), (String = "text/html"), (Sendable = "application/json"),
        (String = "application/x-ndjson")
    )),
    responses((status = 200, description = "The record; of several documents a line each", content(
        (openapi::Record = "application/json"), (String = "application/x-ndjson")
    )))
)]
pub(super) async fn read(
    State(app): State<App>,
    Asked(known): Asked<Known>,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Result<Response, Problem> {
    let date = known.date.as_deref().map(day).transpose()?;
    match sent(&headers, whole(body)?)? {
        Sent::One(given) => Ok(Json(app.reading().one(given, date).await?).into_response()),
        Sent::Batch(given) => {
            let records = app.reading().all(given, date)?;
            Ok(lines(records, |record| async { record }))
        }
    }
}

fn whole(body: Result<Bytes, BytesRejection>) -> Result<Bytes, Problem> {
    body.map_err(|wrong| cut_short(wrong.status(), &wrong.body_text()))
}

/// What became of a document that was added.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Kept {
    /// Its own id.
    id: String,
    /// Its number in the store.
    document: i64,
    /// What became of it.
    result: Outcome,
    /// Its number among the versions of its article; `null` where it was in already.
    version: Option<i64>,
    /// How many statements were found.
    statements: usize,
}

/// What became of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub(super) enum Outcome {
    /// An article that was not in.
    New,
    /// A new version of one that was in.
    Version,
    /// It was in already; nothing changed.
    Known,
}

/// Reads an article, or several, as `read` does, and keeps what was read in the store.
///
/// A document is on the disk when it is told.
#[utoipa::path(
    post, path = "/add", tag = "reading",
    params(Known),
    request_body(content(
        (String = "text/plain"), (String = "text/html"), (Sendable = "application/json"),
        (String = "application/x-ndjson")
    )),
    responses(
        (status = 200, description = "It was in already, or there are several: a line each", content(
            (Kept = "application/json"), (String = "application/x-ndjson")
        )),
        (status = 201, description = "It was added", body = Kept)
    )
)]
pub(super) async fn add(
    State(app): State<App>,
    Asked(known): Asked<Known>,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Result<Response, Problem> {
    let date = known.date.as_deref().map(day).transpose()?;
    match sent(&headers, whole(body)?)? {
        Sent::One(given) => {
            let kept = keep(&app, app.reading().one(given, date).await?).await?;
            let status = match kept.result {
                Outcome::Known => StatusCode::OK,
                Outcome::New | Outcome::Version => StatusCode::CREATED,
            };
            Ok((status, Json(kept)).into_response())
        }
        Sent::Batch(given) => {
            let records = app.reading().all(given, date)?;
            let mut seen = Seen::default();
            Ok(lines(records, move |record: Result<Record, Problem>| {
                let record = record.map(|mut record| {
                    let signature = Signature::of(record.text.as_deref().unwrap_or_default());
                    record.duplicate = seen.check(&record.id, record.url.as_deref(), &signature);
                    record
                });
                let app = app.clone();
                async move { keep(&app, record?).await }
            }))
        }
    }
}

async fn keep(app: &App, record: Record) -> Result<Kept, Problem> {
    let id = record.id.clone();
    let statements = record.attributions.len() + record.title_attributions.len();
    let added = app.add(record).await?;
    let (result, version) = match added {
        Added::New { .. } => (Outcome::New, Some(1)),
        Added::Version { version, .. } => (Outcome::Version, Some(version)),
        Added::Known { .. } => (Outcome::Known, None),
    };
    Ok(Kept {
        id,
        document: added.document(),
        result,
        version,
        statements,
    })
}

/// JSON Lines that are sent as they come: what `change` makes of each record, or the problem in its place. When the asker
/// goes, the reading ends.
fn lines<T, F>(
    records: tokio::sync::mpsc::Receiver<Result<Record, Problem>>,
    change: impl FnMut(Result<Record, Problem>) -> F + Send + 'static,
) -> Response
where
    T: Serialize,
    F: Future<Output = Result<T, Problem>> + Send,
{
    let lines = stream::unfold((records, change), |(mut records, mut change)| async {
        let record = records.recv().await?;
        let line = match change(record).await {
            Ok(made) => serde_json::to_vec(&made),
            Err(problem) => serde_json::to_vec(&problem.details()),
        };
        let line = line.map(|mut line| {
            line.push(b'\n');
            Bytes::from(line)
        });
        Some((line, (records, change)))
    });
    ([(CONTENT_TYPE, LINES)], Body::from_stream(lines)).into_response()
}
