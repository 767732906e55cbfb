//! Several documents at once: a page that grows while they are read.

use std::convert::Infallible;
use std::pin::Pin;
use std::task::{Context, Poll};

use askama::Template;
use axum::body::Body;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use futures_util::Stream;
use onrecord_export::html::{Article, moment};
use onrecord_record::Record;
use tokio::sync::mpsc;

use super::article::{Unkept, broken};
use super::shell::{Here, around, rendered};
use crate::{App, Problem};

/// Of an article longer than this, in bytes of its text, only how many statements it holds is shown.
const LONGEST_SHOWN: usize = 100_000;

#[derive(Template)]
#[template(path = "batch_entry.html")]
struct Entry {
    number: usize,
    title: String,
    meta: String,
    statements: usize,
    /// Where it was kept.
    document: Option<i64>,
    /// Where it was not kept.
    article: Option<Article>,
    /// Why there is none.
    problem: Option<String>,
}

/// Pieces of a page, sent as they come.
struct Pieces(mpsc::Receiver<String>);

impl Stream for Pieces {
    type Item = Result<String, Infallible>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.0.poll_recv(context).map(|piece| piece.map(Ok))
    }
}

/// A page that begins at once and gets an entry for each record when it is there.
pub(super) fn respond(
    app: App,
    first: Vec<Result<Record, Problem>>,
    records: mpsc::Receiver<Result<Record, Problem>>,
    keep: bool,
) -> Result<Response, Problem> {
    let (before, after) = around(Here::Read, "Several articles")?;
    let (send, pieces) = mpsc::channel(4);
    tokio::spawn(async move {
        // Whoever asked may have gone: then nothing more is read.
        if send
            .send(before + include_str!("../../templates/batch_begins.html"))
            .await
            .is_ok()
            && entries(&app, first, records, keep, &send).await.is_some()
        {
            let _ = send.send(after).await;
        }
    });
    let headers = [
        (CONTENT_TYPE, "text/html; charset=utf-8"),
        (CACHE_CONTROL, "no-store"),
    ];
    Ok((headers, Body::from_stream(Pieces(pieces))).into_response())
}

async fn entries(
    app: &App,
    first: Vec<Result<Record, Problem>>,
    mut records: mpsc::Receiver<Result<Record, Problem>>,
    keep: bool,
    send: &mpsc::Sender<String>,
) -> Option<()> {
    let (mut articles, mut statements, mut failed) = (0, 0, 0);
    let mut first = first.into_iter();
    for number in 1.. {
        let record = match first.next() {
            Some(record) => record,
            None => match records.recv().await {
                Some(record) => record,
                None => break,
            },
        };
        let entry = match entry(app, number, record, keep).await {
            Ok(entry) => {
                articles += 1;
                statements += entry.statements;
                entry
            }
            Err(problem) => {
                failed += 1;
                Entry::failed(number, &problem)
            }
        };
        send.send(rendered(&entry).unwrap_or_default()).await.ok()?;
    }
    let failed = match failed {
        0 => String::new(),
        number => format!(", {number} not read"),
    };
    send.send(format!(
        "</ol>\n<p class=\"done\" role=\"status\">All done: {articles} articles, {statements} statements{failed}.</p>\n"
    ))
    .await
    .ok()
}

async fn entry(
    app: &App,
    number: usize,
    record: Result<Record, Problem>,
    keep: bool,
) -> Result<Entry, Problem> {
    let record = record?;
    let title = record.title.clone().filter(|title| !title.trim().is_empty());
    let date = record.date.as_deref().map(moment);
    let meta: Vec<&str> = [record.publisher.as_deref(), date.as_deref()]
        .into_iter()
        .flatten()
        .collect();
    let mut entry = Entry {
        number,
        title: title.unwrap_or_else(|| record.id.clone()),
        meta: meta.join(" · "),
        statements: record.attributions.len() + record.title_attributions.len(),
        document: None,
        article: None,
        problem: None,
    };
    if keep {
        entry.document = Some(app.add(record).await?.document());
    } else if record
        .text
        .as_ref()
        .is_some_and(|text| text.len() <= LONGEST_SHOWN)
    {
        entry.article = Some(Article::of(&record, &format!("d{number}-"), 2, &Unkept).map_err(broken)?);
    }
    Ok(entry)
}

impl Entry {
    fn failed(number: usize, problem: &Problem) -> Self {
        Self {
            number,
            title: problem.kind().title().to_owned(),
            meta: String::new(),
            statements: 0,
            document: None,
            article: None,
            problem: Some(problem.detail().to_owned()),
        }
    }
}
