//! The page of a document in the store.

use std::fmt::Write;

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use onrecord_export::html::{Article, Site, escape, moment};
use onrecord_record::{Attribution, Entity, Record};
use onrecord_store::Figure;
use serde::Deserialize;

use super::ask::around::{self, Other};
use super::ask::document::Kept;
use super::citation::Cited;
use super::exports::{Export, exports};
use super::shell::{Here, page};
use crate::{App, Kind, Problem};

/// How the page is asked for.
#[derive(Deserialize)]
pub(super) struct Asked {
    /// Statements below this percentage are left out.
    #[serde(default)]
    min: u8,
}

#[derive(Template)]
#[template(path = "article.html")]
struct Page {
    document: i64,
    article: Article,
    certainty: Certainty,
    versions: Vec<Other>,
    copies: Vec<Other>,
    differing: Vec<Vec<Figure>>,
    current: bool,
    added: String,
    retrieved: Option<String>,
    exports: Vec<Export>,
}

/// `GET /documents/{id}`.
pub(super) async fn article(
    State(app): State<App>,
    Path(document): Path<i64>,
    Query(asked): Query<Asked>,
) -> Result<Response, Problem> {
    let (kept, versions, copies, differing) = app
        .read(move |store| -> Result<_, Problem> {
            let kept = Kept::get(store, document)?.ok_or_else(|| {
                Problem::not_found(format!(
                    "there is no article {document}; it may have been deleted"
                ))
            })?;
            let versions = around::versions(store, document)?;
            let copies = around::copies(store, document)?;
            let differing = around::differing(store, document, None)?;
            Ok((kept, versions, copies, differing))
        })
        .await?;
    let title = kept.title().to_owned();
    let mut record = kept.record.clone();
    let certainty = Certainty::hide(&mut record, asked.min);
    let article = Article::of(&record, "", 1, &InStore(&kept)).map_err(broken)?;
    let part = Page {
        document,
        article,
        certainty,
        versions,
        copies,
        differing,
        current: kept.current,
        added: kept.added.get(..10).unwrap_or_default().to_owned(),
        retrieved: record.provenance.and_then(|provenance| provenance.fetched),
        exports: exports(&[("document", &document.to_string())]),
    };
    page(Here::Articles, &title, &part)
}

pub(super) fn broken(error: onrecord_export::Error) -> Problem {
    Problem::new(Kind::Broken, error.to_string())
}

/// Which statements are hidden because they are uncertain.
pub(super) struct Certainty {
    /// The lowest percentage that is shown.
    pub min: u8,
    /// How many there are.
    pub all: usize,
    /// How many of them are hidden.
    pub hidden: usize,
}

impl Certainty {
    /// Leaves out what is less certain.
    pub fn hide(record: &mut Record, min: u8) -> Self {
        let count = |record: &Record| record.attributions.len() + record.title_attributions.len();
        let all = count(record);
        let certain = |one: &Attribution| (one.confidence * 100.0).round() >= f64::from(min);
        record.attributions.retain(certain);
        record.title_attributions.retain(certain);
        Self {
            min: min.min(100),
            all,
            hidden: all - count(record),
        }
    }
}

/// A record of the store: its statements and speakers have pages of their own.
struct InStore<'a>(&'a Kept);

impl Site for InStore<'_> {
    fn speaker(&self, speaker: &Entity) -> Option<String> {
        self.0
            .speaker(&speaker.id)
            .map(|number| format!("/speakers/{number}"))
    }

    fn below(&self, out: &mut String, statement: &Attribution, words: &str, in_title: bool) {
        let Some(number) = self.0.statement(in_title, &statement.id) else {
            return;
        };
        let speaker = statement.speaker.as_ref();
        let speaker = speaker.and_then(|label| self.0.record.entities.iter().find(|one| one.id == **label));
        let cited = Cited {
            record: &self.0.record,
            speaker: speaker.map(|entity| entity.name.as_str()),
            words,
            kind: statement.kind,
        };
        // Writing to a string can't fail.
        let _ = write!(
            out,
            "<p class=\"links\"><a href=\"/statements/{number}\">Statement {number}</a> \
             <a href=\"/statements/{number}#cite\" data-cite=\""
        );
        escape::line(out, &cited.line());
        out.push_str("\">Cite</a>");
        if let Some(address) = cited.original() {
            out.push_str(" <a rel=\"noopener noreferrer external\" href=\"");
            escape::line(out, &address);
            out.push_str("\">In the original</a>");
        }
        let _ = writeln!(out, " <a href=\"/statements/{number}#correct\">Correct</a></p>");
    }
}

/// A record that is in no store.
pub(super) struct Unkept;

impl Site for Unkept {}
