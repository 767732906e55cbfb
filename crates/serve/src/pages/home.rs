//! The first page: the latest articles, and the form to read another; on an empty store only that.

use askama::Template;
use axum::extract::{Query, State};
use axum::response::Response;
use serde::Deserialize;

use super::ask::lists::{self, Line, Numbered};
use super::shell::{Here, page};
use crate::{App, Problem};

/// Articles on the first page.
const LATEST: u32 = 8;

/// Articles on a page of their list.
const LISTED: usize = 40;

#[derive(Template)]
#[template(path = "home.html")]
struct Home {
    may_fetch: bool,
    latest: Vec<Line>,
    quoted: Vec<Numbered>,
}

/// `GET /`.
pub(super) async fn home(State(app): State<App>) -> Result<Response, Problem> {
    let (latest, quoted) = app
        .read(|store| -> Result<_, Problem> {
            Ok((
                lists::latest(store, i64::MAX, LATEST)?,
                lists::lately_quoted(store, 12)?,
            ))
        })
        .await?;
    let part = Home {
        may_fetch: app.reading().may_fetch(),
        latest,
        quoted,
    };
    page(Here::Elsewhere, "Who said what", &part)
}

/// Where a list goes on.
#[derive(Deserialize)]
pub(super) struct From {
    before: Option<i64>,
}

#[derive(Template)]
#[template(path = "documents.html")]
struct Documents {
    lines: Vec<Line>,
    /// Where the next page begins.
    next: Option<i64>,
    first: bool,
}

/// `GET /documents`.
pub(super) async fn documents(State(app): State<App>, Query(from): Query<From>) -> Result<Response, Problem> {
    let before = from.before.unwrap_or(i64::MAX);
    let mut lines = app
        .read(move |store| lists::latest(store, before, LISTED as u32 + 1))
        .await?;
    let more = lines.len() > LISTED;
    lines.truncate(LISTED);
    let next = lines.last().filter(|_| more).map(|line| line.document);
    let part = Documents {
        lines,
        next,
        first: from.before.is_none(),
    };
    page(Here::Articles, "Articles", &part)
}
