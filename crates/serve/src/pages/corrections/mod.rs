//! Putting right what was read wrong, and undoing that. Every change is a plain form that leads back to a page.

use askama::Template;
use axum::Form;
use axum::extract::{Path, State};
use axum::http::header::{COOKIE, SET_COOKIE};
use axum::http::{HeaderMap, HeaderValue};
use axum::response::{IntoResponse, Redirect, Response};
use onrecord_store::{Change, Correction, Error, Role, Store, Voiced};
use onrecord_text::Text;
use serde::Deserialize;
use serde_json::Value;
use url::form_urlencoded;

use super::ask::statement::Found;
use super::locate::locate;
use super::shell::{Here, page};
use crate::{App, Kind, Problem};

/// Corrections that are listed: the last.
const LISTED: usize = 200;

/// The longest name of who corrects, in characters.
const LONGEST_NAME: usize = 100;

/// A correction, as it is told.
pub(super) struct Made {
    pub id: i64,
    pub at: String,
    pub by: String,
    /// What it changed.
    pub change: String,
    /// The words that it is about.
    pub words: Option<String>,
    pub note: Option<String>,
    /// When it was undone, and by whom.
    pub undone: Option<String>,
}

/// Corrections as they are told, the last first.
pub(super) fn told(corrections: Vec<Correction>) -> Vec<Made> {
    corrections.into_iter().rev().map(Made::of).collect()
}

impl Made {
    fn of(correction: Correction) -> Self {
        let number = |value: &Value| value["speaker"].as_i64().map(|number| format!("#{number}"));
        let speaker = number(&correction.value);
        let change = match correction.action.as_str() {
            "merge" => format!(
                "speaker {} is {}",
                number(&correction.target).unwrap_or_default(),
                speaker.unwrap_or_default()
            ),
            "split" => format!(
                "speaker {} is two, the other {}",
                number(&correction.target).unwrap_or_default(),
                speaker.unwrap_or_default()
            ),
            "speaker" => match speaker {
                Some(speaker) => format!("said by speaker {speaker}:"),
                None => "said by nobody that can be named:".to_owned(),
            },
            "spans" => format!(
                "other words are the {}; before:",
                correction.value["role"].as_str().unwrap_or("content")
            ),
            "time" => format!("said {}:", correction.value["from"].as_str().unwrap_or_default()),
            "reject" => "nobody said:".to_owned(),
            other => other.to_owned(),
        };
        let undone = correction.undone_at.zip(correction.undone_by);
        Self {
            id: correction.id,
            at: correction.made_at,
            by: correction.made_by,
            change,
            words: correction.target["words"].as_str().map(str::to_owned),
            note: correction.note,
            undone: undone.map(|(at, by)| format!("undone by {by}, {at}")),
        }
    }
}

#[derive(Template)]
#[template(path = "corrections.html")]
struct Corrections {
    corrections: Vec<Made>,
    by: String,
}

/// `GET /corrections`.
pub(super) async fn corrections(State(app): State<App>, headers: HeaderMap) -> Result<Response, Problem> {
    let made = app.read(Store::corrections).await?;
    let mut corrections = told(made);
    corrections.truncate(LISTED);
    let part = Corrections {
        corrections,
        by: by(&headers),
    };
    page(Here::Corrections, "Corrections", &part)
}

/// The form of a correction.
#[derive(Deserialize)]
pub(super) struct Correct {
    what: String,
    #[serde(default)]
    value: String,
    by: String,
    #[serde(default)]
    note: String,
}

/// `POST /statements/{id}/correct`.
pub(super) async fn correct(
    State(app): State<App>,
    Path(statement): Path<i64>,
    Form(form): Form<Correct>,
) -> Result<Response, Problem> {
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

/// The form of an undoing.
#[derive(Deserialize)]
pub(super) struct Undo {
    by: String,
}

/// `POST /corrections/{id}/undo`.
pub(super) async fn undo(
    State(app): State<App>,
    Path(correction): Path<i64>,
    Form(form): Form<Undo>,
) -> Result<Response, Problem> {
    let by = name(&form.by)?;
    let maker = by.clone();
    app.write(move |store| store.undo(correction, &maker)).await?;
    Ok(remembering(&by, "/corrections"))
}

fn change(store: &Store, statement: i64, form: &Correct) -> Result<Change, Problem> {
    Ok(match form.what.as_str() {
        "speaker" => Change::Speaker {
            statement,
            speaker: voiced(store, form.value.trim())?,
        },
        "reject" => Change::Reject { statement },
        "content" => Change::Spans {
            statement,
            role: Role::Content,
            spans: spans(store, statement, &form.value)?,
        },
        _ => return Err(Problem::new(Kind::Malformed, "there is no such correction")),
    })
}

fn spans(store: &Store, statement: i64, typed: &str) -> Result<Vec<onrecord_text::Span>, Problem> {
    let gone = || Problem::not_found(format!("there is no statement {statement}"));
    let found = Found::get(store, statement)?.ok_or_else(gone)?;
    let document = store.document(found.document)?.ok_or_else(gone)?;
    let text = match found.in_title {
        true => document.title.unwrap_or_default(),
        false => document.text,
    };
    locate(&Text::new(text), typed, found.start()).ok_or_else(|| {
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
        Ok(speakers) => match speakers.as_slice() {
            [speaker] => Ok(Voiced::Known(*speaker)),
            several => {
                let numbers: Vec<String> = several.iter().map(|number| format!("#{number}")).collect();
                Err(Problem::new(
                    Kind::Malformed,
                    format!(
                        "{name:?} means several speakers; write the number of one: {}",
                        numbers.join(", ")
                    ),
                ))
            }
        },
        Err(Error::Unknown(_)) if !name.starts_with('#') => Ok(Voiced::New(name.to_owned(), None)),
        Err(error) => Err(error.into()),
    }
}

/// Who corrects.
fn name(typed: &str) -> Result<String, Problem> {
    let name: String = onrecord_export::sanitise(typed)
        .chars()
        .take(LONGEST_NAME)
        .collect();
    if name.is_empty() {
        return Err(Problem::new(
            Kind::Malformed,
            "a correction needs the name of who makes it; fill in yours",
        ));
    }
    Ok(name)
}

/// Leads to another page, and has the browser remember who corrects, for the next form.
fn remembering(by: &str, to: &str) -> Response {
    let name: String = form_urlencoded::byte_serialize(by.as_bytes()).collect();
    let cookie = format!("by={name}; Path=/; Max-Age=31536000; HttpOnly; SameSite=Strict");
    let mut response = Redirect::to(to).into_response();
    if let Ok(cookie) = HeaderValue::from_str(&cookie) {
        response.headers_mut().append(SET_COOKIE, cookie);
    }
    response
}

/// Who corrected last from this browser; empty where nobody did.
pub(super) fn by(headers: &HeaderMap) -> String {
    let cookies = headers
        .get_all(COOKIE)
        .iter()
        .filter_map(|cookies| cookies.to_str().ok());
    let by = cookies
        .flat_map(|cookies| cookies.split(';'))
        .find_map(|cookie| cookie.trim().strip_prefix("by="));
    let name = by.and_then(|by| form_urlencoded::parse(by.as_bytes()).next());
    name.map(|(name, _)| name.chars().take(LONGEST_NAME).collect())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_comes_back_with_the_cookie() {
        let response = remembering("Ané B; x=1", "/corrections");
        let cookie = response.headers()[SET_COOKIE].to_str().unwrap().to_owned();
        let mut headers = HeaderMap::new();
        let sent = format!("token=y; {}", cookie.split(';').next().unwrap());
        headers.insert(COOKIE, HeaderValue::from_str(&sent).unwrap());
        assert_eq!(by(&headers), "Ané B; x=1");
        assert_eq!(by(&HeaderMap::new()), "");
    }

    #[test]
    fn a_correction_has_a_name() {
        assert!(name(" \u{200b}").is_err());
        assert_eq!(name(" Ada \u{1b}[2J").unwrap(), "Ada <U+001B>[2J");
    }
}
