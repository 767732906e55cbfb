//! The documents of the store.

use axum::Json;
use axum::extract::State;
use onrecord_record::Record;
use onrecord_store::Store;
use rusqlite::named_params;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::asked::{Asked, Number};
use super::listed::{Page, Paging};
use super::openapi;
use crate::intake::day;
use crate::{App, Problem};

/// A document, without what it holds.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Line {
    /// Its number in the store.
    document: i64,
    /// Its own id.
    id: String,
    /// Its number among the versions of its article, from 1.
    version: i64,
    /// Whether it is the last of them.
    current: bool,
    /// When it was added, RFC 3339, UTC.
    added: String,
    /// The day of publication.
    day: Option<String>,
    /// Who published it.
    outlet: Option<String>,
    /// The headline.
    title: Option<String>,
    /// The address.
    url: Option<String>,
    /// How many statements it holds, without rejected ones.
    statements: i64,
}

/// Which documents are wanted.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(super) struct Wanted {
    /// Published by, in any case of letters.
    #[param(max_length = 200)]
    outlet: Option<String>,
    /// Published on this day or later.
    #[param(format = Date)]
    after: Option<String>,
    /// Published on this day or earlier.
    #[param(format = Date)]
    before: Option<String>,
    /// All versions of the article that the document of this number is of; else only current ones are listed.
    #[param(minimum = 1)]
    versions_of: Option<i64>,
    /// The most documents of a page.
    #[param(minimum = 1, maximum = 200, default = 50)]
    limit: Option<usize>,
    /// Where the page before ended: its `next`.
    #[param(max_length = 18, pattern = "^[0-9]{1,18}$")]
    cursor: Option<String>,
}

/// Documents, those added last first.
#[utoipa::path(
    get, path = "/documents", tag = "documents",
    params(Wanted),
    responses((status = 200, description = "Documents", body = Page<Line>))
)]
pub(super) async fn list(
    State(app): State<App>,
    Asked(mut wanted): Asked<Wanted>,
) -> Result<Json<Page<Line>>, Problem> {
    let paging = Paging {
        limit: wanted.limit,
        cursor: wanted.cursor.take(),
    };
    wanted.after = wanted.after.as_deref().map(day).transpose()?;
    wanted.before = wanted.before.as_deref().map(day).transpose()?;
    let (limit, behind) = (paging.limit()?, paging.behind(i64::MAX)?);
    let found = app
        .read(move |store| lines(store, &wanted, behind, limit + 1))
        .await?;
    Ok(Json(Page::cut(found, limit, |line| line.document.into())))
}

fn lines(
    store: &Store,
    wanted: &Wanted,
    behind: i64,
    most: usize,
) -> Result<Vec<Line>, onrecord_store::Error> {
    let mut statement = store.connection().prepare_cached(
        "SELECT d.id, d.name, d.version, d.current, d.added, d.day, d.outlet, d.title, d.url, \
         (SELECT count(*) FROM attributions a WHERE a.document = d.id AND a.rejected = 0) FROM documents d \
         WHERE d.id < :behind AND (:outlet IS NULL OR d.outlet = :outlet COLLATE NOCASE) \
         AND (:after IS NULL OR d.day >= :after) AND (:before IS NULL OR d.day <= :before) \
         AND CASE WHEN :versions IS NULL THEN d.current = 1 \
             ELSE d.article = (SELECT article FROM documents WHERE id = :versions) END \
         ORDER BY d.id DESC LIMIT :most",
    )?;
    let found = statement.query_map(
        named_params! {
            ":behind": behind, ":outlet": wanted.outlet, ":after": wanted.after, ":before": wanted.before,
            ":versions": wanted.versions_of, ":most": most,
        },
        |row| {
            Ok(Line {
                document: row.get(0)?,
                id: row.get(1)?,
                version: row.get(2)?,
                current: row.get(3)?,
                added: row.get(4)?,
                day: row.get(5)?,
                outlet: row.get(6)?,
                title: row.get(7)?,
                url: row.get(8)?,
                statements: row.get(9)?,
            })
        },
    )?;
    Ok(found.collect::<Result<_, _>>()?)
}

/// The record of a document: as it was added, with the corrections made since.
#[utoipa::path(
    get, path = "/documents/{id}", tag = "documents",
    params(("id" = i64, Path, description = "The document's number", minimum = 1)),
    responses((status = 200, description = "The record, as `onrecord schema` describes it", body = openapi::Record))
)]
pub(super) async fn one(State(app): State<App>, Number(number): Number) -> Result<Json<Record>, Problem> {
    let record = app.read(move |store| store.record(number)).await?;
    record.map(Json).ok_or_else(|| {
        Problem::not_found(format!(
            "there is no document {number}; /api/v1/documents lists those that are there"
        ))
    })
}
