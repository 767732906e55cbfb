//! Reading an article that somebody gives, and showing it at once.

use askama::Template;
use axum::extract::{Multipart, State};
use axum::response::{IntoResponse, Redirect, Response};
use onrecord_export::html::Article;
use onrecord_record::{Document, Record};

use super::article::{Certainty, Unkept, broken};
use super::batch;
use super::form::Sent;
use super::shell::{Here, page};
use crate::{App, Kind, Problem};

#[derive(Template)]
#[template(path = "read.html")]
struct Read {
    may_fetch: bool,
}

/// `GET /read`.
pub(super) async fn form(State(app): State<App>) -> Result<Response, Problem> {
    let part = Read {
        may_fetch: app.reading().may_fetch(),
    };
    page(Here::Read, "Read", &part)
}

#[derive(Template)]
#[template(path = "just_read.html")]
struct JustRead {
    article: Article,
    certainty: Certainty,
    /// The document as JSON in ASCII, to be sent again.
    document: String,
}

/// `POST /read`. One article becomes a page, or is kept and shown there; of several each is sent when it is read.
pub(super) async fn read(State(app): State<App>, form: Multipart) -> Result<Response, Problem> {
    let sent = Sent::read(form).await?;
    let mut records = app.reading().all(sent.given, sent.date)?;
    let first = records.recv().await;
    let second = records.recv().await;
    match (first, second) {
        (None, _) => Err(Problem::new(
            Kind::Unreadable,
            "there is no article in it; paste the text, or give a page or file that holds one",
        )),
        (Some(first), None) if sent.keep => {
            let added = app.add(first?).await?;
            Ok(Redirect::to(&format!("/documents/{}", added.document())).into_response())
        }
        (Some(first), None) => just_read(first?, sent.min),
        (Some(first), Some(second)) => batch::respond(app, vec![first, second], records, sent.keep),
    }
}

fn just_read(mut record: Record, min: u8) -> Result<Response, Problem> {
    let document = ascii(&document_of(&record)?);
    let certainty = Certainty::hide(&mut record, min);
    let article = Article::of(&record, "", 1, &Unkept).map_err(broken)?;
    let title = record.title.clone().filter(|title| !title.trim().is_empty());
    let part = JustRead {
        article,
        certainty,
        document,
    };
    page(Here::Read, title.as_deref().unwrap_or("Just read"), &part)
}

/// The document that a record was read from, as JSON.
fn document_of(record: &Record) -> Result<String, Problem> {
    let document = Document {
        id: record.id.clone(),
        url: record.url.clone(),
        publisher: record.publisher.clone(),
        title: record.title.clone(),
        author: record.author.clone(),
        date: record.date.clone(),
        updated: record.updated.clone(),
        section: record.section.clone(),
        language: record.language.clone(),
        text: record.text.clone().unwrap_or_default(),
        block_quotes: record.block_quotes.clone(),
        captions: record.captions.clone(),
        extra: record.extra.clone(),
        provenance: record.provenance.clone(),
    };
    serde_json::to_string(&document).map_err(|error| Problem::new(Kind::Broken, error.to_string()))
}

/// JSON with all but ASCII as escapes, so that nothing on its way through a page can change it.
fn ascii(json: &str) -> String {
    let mut ascii = String::with_capacity(json.len());
    for char in json.chars() {
        if char.is_ascii() && char != '\u{7f}' {
            ascii.push(char);
        } else {
            for unit in char.encode_utf16(&mut [0; 2]) {
                ascii.push_str(&format!("\\u{unit:04x}"));
            }
        }
    }
    ascii
}

#[cfg(test)]
mod tests {
    use super::ascii;

    #[test]
    fn json_survives_as_ascii() {
        let json = serde_json::to_string("é “🦀”\u{202e}\u{7f}\n\0").unwrap();
        let ascii = ascii(&json);
        assert!(ascii.is_ascii() && !ascii.contains(|c: char| c.is_control()));
        assert_eq!(
            serde_json::from_str::<String>(&ascii).unwrap(),
            "é “🦀”\u{202e}\u{7f}\n\0"
        );
    }
}
