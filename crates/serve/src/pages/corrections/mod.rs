//! Putting right what was read wrong, and undoing that. Every change is a plain form that leads back to a page.

mod speaker;
mod statement;
mod told;

use askama::Template;
use axum::Form;
use axum::extract::rejection::FormRejection;
use axum::extract::{Path, State};
use axum::http::header::{COOKIE, SET_COOKIE};
use axum::http::{HeaderMap, HeaderValue};
use axum::response::{IntoResponse, Redirect, Response};

use serde::Deserialize;
use url::form_urlencoded;

use super::shell::{Here, page};
use crate::{App, Kind, Problem};
pub(super) use speaker::correct as correct_speaker;
pub(super) use statement::correct as correct_statement;
pub(super) use told::{Made, told};

/// Corrections that are listed: the last.
const LISTED: usize = 200;

/// The longest name of who corrects, in characters.
const LONGEST_NAME: usize = 100;

#[derive(Template)]
#[template(path = "corrections.html")]
struct Corrections {
    corrections: Vec<Made>,
    by: String,
}

/// `GET /corrections`.
pub(super) async fn corrections(State(app): State<App>, headers: HeaderMap) -> Result<Response, Problem> {
    let corrections = app
        .read(|store| {
            let made = store.corrections()?;
            let last = made.len().saturating_sub(LISTED);
            told(store, made.into_iter().skip(last))
        })
        .await?;
    let part = Corrections {
        corrections,
        by: by(&headers),
    };
    page(Here::Corrections, "Corrections", &part)
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
    form: Result<Form<Undo>, FormRejection>,
) -> Result<Response, Problem> {
    let form = filled_in(form)?;
    let by = name(&form.by)?;
    let maker = by.clone();
    app.write(move |store| store.undo(correction, &maker)).await?;
    Ok(remembering(&by, "/corrections"))
}

/// The speakers that a typed name means, one of them wanted; nobody is found under none.
fn one_of(name: &str, speakers: &[i64]) -> Result<i64, Problem> {
    let [speaker] = speakers else {
        let numbers: Vec<String> = speakers.iter().map(|number| format!("#{number}")).collect();
        return Err(Problem::new(
            Kind::Malformed,
            format!(
                "{name:?} means several speakers; write the number of one: {}",
                numbers.join(", ")
            ),
        ));
    };
    Ok(*speaker)
}

/// A form, if it is one of these pages.
fn filled_in<T>(form: Result<Form<T>, FormRejection>) -> Result<T, Problem> {
    match form {
        Ok(Form(form)) => Ok(form),
        Err(wrong) => Err(Problem::new(Kind::Malformed, wrong.body_text())),
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
