//! Speakers: finding one, and the page of one.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Redirect, Response};
use onrecord_store::{Counted, Error, Filter, Statement, Store, Voice};
use serde::Deserialize;

use super::address::address;
use super::ask::corrections::of_speaker;
use super::ask::lists::{self, Numbered};
use super::ask::speaker::beside;
use super::chart::Bars;
use super::corrections::{self, Made};
use super::exports::{Export, exports};
use super::shell::{Here, page};
use crate::corrected::corrected;
use crate::{App, Problem};

/// Speakers that are listed.
const LISTED: usize = 60;

/// Statements on a page.
const SHOWN: usize = 30;

/// Hits that are looked at where words are asked for.
const SEARCHED: usize = 300;

/// Whom somebody looks for.
#[derive(Deserialize)]
pub(super) struct Name {
    #[serde(default)]
    q: String,
}

#[derive(Template)]
#[template(path = "speakers.html")]
struct Speakers {
    q: String,
    /// Those of the name that was asked for.
    found: Vec<Voice>,
    problem: Option<String>,
    /// Where nobody was asked for: who speaks in the articles added last.
    lately: Vec<Numbered>,
}

/// `GET /speakers`.
pub(super) async fn speakers(
    State(app): State<App>,
    Query(Name { q }): Query<Name>,
) -> Result<Response, Problem> {
    let asked = q.trim().to_owned();
    let part = app
        .read(move |store| -> Result<_, Problem> {
            let mut part = Speakers {
                q: asked,
                found: Vec::new(),
                problem: None,
                lately: Vec::new(),
            };
            if part.q.is_empty() {
                part.lately = lists::lately_quoted(store, LISTED as u32)?;
                return Ok(part);
            }
            match store.voices(&part.q) {
                Ok(voices) => part.found = voices,
                Err(Error::Unknown(sentence)) => part.problem = Some(sentence),
                Err(error) => return Err(error.into()),
            }
            part.found.truncate(LISTED);
            Ok(part)
        })
        .await?;
    page(Here::Speakers, "Speakers", &part)
}

/// Which statements of a speaker.
#[derive(Clone, Default, Deserialize)]
pub(super) struct Asked {
    /// Words in them.
    #[serde(default)]
    q: String,
    #[serde(default)]
    outlet: String,
    /// From 1.
    #[serde(default)]
    page: usize,
}

#[derive(Template)]
#[template(path = "speaker.html")]
struct Page {
    voice: Voice,
    asked: Asked,
    aliases: Vec<Counted>,
    outlets: Vec<Counted>,
    topics: Vec<Counted>,
    beside: Vec<Numbered>,
    line: Option<Bars>,
    statements: Vec<Statement>,
    problem: Option<String>,
    page: usize,
    pages: usize,
    exports: Vec<Export>,
    corrections: Vec<Made>,
    by: String,
}

/// An article in which somebody else may be meant.
struct InWhich<'a> {
    document: i64,
    title: &'a str,
    outlet: &'a str,
    day: &'a str,
}

/// `GET /speakers/{id}`.
pub(super) async fn speaker(
    State(app): State<App>,
    Path(speaker): Path<i64>,
    Query(asked): Query<Asked>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let by = corrections::by(&headers);
    let part = app.read(move |store| ask(store, speaker, asked, by)).await?;
    if part.voice.speaker_id != speaker {
        // Somebody said that the two are one.
        return Ok(Redirect::to(&format!("/speakers/{}", part.voice.speaker_id)).into_response());
    }
    let title = part.voice.speaker.clone();
    page(Here::Speakers, &title, &part)
}

fn ask(store: &Store, speaker: i64, asked: Asked, by: String) -> Result<Page, Problem> {
    let gone = || Problem::not_found(format!("there is no speaker {speaker}; search for the name"));
    let mut voices = match store.voices(&format!("#{speaker}")) {
        Ok(voices) => voices,
        Err(Error::Unknown(_)) => return Err(gone()),
        Err(error) => return Err(error.into()),
    };
    let voice = voices.pop().ok_or_else(gone)?;
    let who = store.who(voice)?;
    let mut problem = None;
    let mut statements = who.statements;
    let line = Bars::over_time(statements.iter().filter_map(Statement::when));
    if !asked.outlet.is_empty() {
        statements.retain(|statement| statement.outlet.as_deref() == Some(asked.outlet.as_str()));
    }
    if !asked.q.trim().is_empty() {
        let filter = Filter {
            speaker: Some(format!("#{}", who.voice.speaker_id)),
            ..Filter::default()
        };
        match store.search(&asked.q, &filter, SEARCHED) {
            Ok(hits) => {
                let found: BTreeMap<i64, ()> = hits
                    .into_iter()
                    .map(|hit| (hit.statement.statement, ()))
                    .collect();
                statements.retain(|statement| found.contains_key(&statement.statement));
            }
            Err(Error::Query(error)) => {
                problem = Some(error.to_string());
                statements.clear();
            }
            Err(error) => return Err(error.into()),
        }
    }
    let pages = statements.len().div_ceil(SHOWN).max(1);
    let page = asked.page.clamp(1, pages);
    let mut shown: Vec<Statement> = statements
        .into_iter()
        .skip((page - 1) * SHOWN)
        .take(SHOWN)
        .collect();
    corrected(store, &mut shown)?;
    Ok(Page {
        beside: beside(store, who.voice.speaker_id, 12)?,
        corrections: corrections::told(store, of_speaker(store, who.voice.speaker_id)?)?,
        exports: exports(&[
            ("speaker", &format!("#{}", who.voice.speaker_id)),
            ("outlet", &asked.outlet),
            ("q", &asked.q),
        ]),
        by,
        voice: who.voice,
        aliases: who.aliases,
        outlets: who.outlets,
        topics: who.topics,
        line,
        statements: shown,
        problem,
        asked,
        page,
        pages,
    })
}

/// How much of a speaker is on record, in words.
fn how_much(voice: &Voice) -> String {
    let of = |number: i64, one: &str| format!("{number} {one}{}", if number == 1 { "" } else { "s" });
    let outlets = match (voice.outlets, voice.documents) {
        (0, 1) => "an unknown outlet".to_owned(),
        (0, _) => "unknown outlets".to_owned(),
        (outlets, _) => of(outlets, "outlet"),
    };
    match voice.statements {
        0 => "Nothing on record".to_owned(),
        statements => format!(
            "{} in {} of {outlets}",
            of(statements, "statement"),
            of(voice.documents, "article")
        ),
    }
}

impl Page {
    /// The Wikidata id, if it may become part of an address.
    fn wikidata(&self) -> Option<&str> {
        let digits = |id: &&str| {
            id.strip_prefix('Q')
                .is_some_and(|id| id.bytes().all(|b| b.is_ascii_digit()))
        };
        self.voice.wikidata.as_deref().filter(digits)
    }

    /// The articles of the statements on this page, each once.
    fn articles(&self) -> Vec<InWhich<'_>> {
        let mut articles: Vec<InWhich> = Vec::new();
        for one in &self.statements {
            if articles.iter().all(|article| article.document != one.document) {
                articles.push(InWhich {
                    document: one.document,
                    title: one.title.as_deref().unwrap_or("Without a headline"),
                    outlet: one.outlet.as_deref().unwrap_or("unknown outlet"),
                    day: one.day.as_deref().unwrap_or_default(),
                });
            }
        }
        articles
    }

    /// The address of another page of the statements.
    fn address(&self, page: usize) -> String {
        let path = format!("/speakers/{}", self.voice.speaker_id);
        let page = page.to_string();
        address(
            &path,
            &[
                ("q", &self.asked.q),
                ("outlet", &self.asked.outlet),
                ("page", &page),
            ],
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn how_much_is_on_record_is_said_as_people_say_it() {
        for (statements, documents, outlets, told) in [
            (1, 1, 0, "1 statement in 1 article of an unknown outlet"),
            (3, 2, 0, "3 statements in 2 articles of unknown outlets"),
            (3, 1, 1, "3 statements in 1 article of 1 outlet"),
            (12, 10, 2, "12 statements in 10 articles of 2 outlets"),
            (0, 0, 0, "Nothing on record"),
        ] {
            let voice = Voice {
                speaker_id: 1,
                speaker: "Ada Brandt".into(),
                r#type: "person".into(),
                wikidata: None,
                context: String::new(),
                statements,
                documents,
                outlets,
                first: None,
                latest: None,
            };
            assert_eq!(how_much(&voice), told);
        }
    }
}
