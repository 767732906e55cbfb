//! What can be put right of a statement: who said it, which words are meant, when it was said, that it was said at all.

use axum::Form;
use axum::extract::rejection::FormRejection;
use axum::extract::{Path, State};
use axum::response::Response;
use onrecord_store::{Change, Error, Role, Store, Voiced};
use onrecord_text::{Span, Text};
use serde::Deserialize;

use super::super::ask::statement::Found;
use super::super::locate::locate;
use super::{filled_in, name, one_of, remembering};
use crate::intake::days;
use crate::{App, Kind, Problem};

/// The form of a correction.
#[derive(Deserialize)]
pub(in crate::pages) struct Correct {
    what: What,
    /// A speaker, words of the article, or the first day.
    #[serde(default)]
    value: String,
    /// The last day.
    #[serde(default)]
    to: String,
    by: String,
    #[serde(default)]
    note: String,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
enum What {
    Speaker,
    Content,
    Source,
    Cue,
    Time,
    Reject,
}

/// `POST /statements/{id}/correct`.
pub(in crate::pages) async fn correct(
    State(app): State<App>,
    Path(statement): Path<i64>,
    form: Result<Form<Correct>, FormRejection>,
) -> Result<Response, Problem> {
    let form = filled_in(form)?;
    let by = name(&form.by)?;
    let maker = by.clone();
    app.write(move |store| -> Result<_, Problem> {
        let change = change(store, statement, &form)?;
        let note = Some(form.note.trim()).filter(|note| !note.is_empty());
        Ok(store.correct(&change, &maker, note)?)
    })
    .await?;
    Ok(remembering(&by, &format!("/statements/{statement}#corrections")))
}

fn change(store: &Store, statement: i64, form: &Correct) -> Result<Change, Problem> {
    let value = form.value.trim();
    let words = |role| -> Result<Change, Problem> {
        Ok(Change::Spans {
            statement,
            role,
            spans: spans(store, statement, role, value)?,
        })
    };
    match form.what {
        What::Speaker => Ok(Change::Speaker {
            statement,
            speaker: voiced(store, value)?,
        }),
        What::Content => words(Role::Content),
        What::Source => words(Role::Source),
        What::Cue => words(Role::Cue),
        What::Time => {
            let (from, to) = days(value, Some(form.to.trim()).filter(|to| !to.is_empty()))?;
            Ok(Change::Time { statement, from, to })
        }
        What::Reject => Ok(Change::Reject { statement }),
    }
}

/// Where the words stand that somebody typed. Source and cue may be nowhere.
fn spans(store: &Store, statement: i64, role: Role, typed: &str) -> Result<Vec<Span>, Problem> {
    if typed.is_empty() && role != Role::Content {
        return Ok(Vec::new());
    }
    let gone = || Problem::not_found(format!("there is no statement {statement}"));
    let found = Found::get(store, statement)?.ok_or_else(gone)?;
    let document = store.document(found.document)?.ok_or_else(gone)?;
    let text = match found.in_title {
        true => document.title.unwrap_or_default(),
        false => document.text,
    };
    let near = match role {
        Role::Content => found.start(),
        Role::Source => found.place(store, "source")?,
        Role::Cue => found.place(store, "cue")?,
    };
    locate(&Text::new(text), typed, near).ok_or_else(|| {
        Problem::new(
            Kind::Malformed,
            "these words don't stand in the article in this order; copy them from it, with … where others come between",
        )
    })
}

/// Whom a name means: one of the store, or somebody new.
fn voiced(store: &Store, name: &str) -> Result<Voiced, Problem> {
    if name.is_empty() {
        return Ok(Voiced::Nobody);
    }
    match store.named(name) {
        Ok(speakers) => Ok(Voiced::Known(one_of(name, &speakers)?)),
        Err(Error::Unknown(_)) if !name.starts_with('#') => Ok(Voiced::New(name.to_owned(), None)),
        Err(error) => Err(error.into()),
    }
}
