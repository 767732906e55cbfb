//! What can be put right of a speaker: that two are one, or one is two.

use axum::extract::{Path, RawForm, State};
use axum::response::Response;
use onrecord_store::{Change, Store};
use url::form_urlencoded;

use super::{name, one_of, remembering};
use crate::{App, Kind, Problem};

/// The most articles of one split.
const MOST_ARTICLES: usize = 1000;

/// The form of a correction.
#[derive(Default)]
struct Correct {
    what: String,
    /// Who it is.
    value: String,
    /// Articles in which it is somebody else.
    documents: Vec<i64>,
    by: String,
    note: String,
}

impl Correct {
    /// Reads a form, in which fields may come several times.
    fn read(form: &[u8]) -> Self {
        let mut read = Self::default();
        for (field, value) in form_urlencoded::parse(form) {
            match field.as_ref() {
                "what" => read.what = value.into_owned(),
                "value" => read.value = value.trim().to_owned(),
                "by" => read.by = value.into_owned(),
                "note" => read.note = value.trim().to_owned(),
                "document" => read.documents.extend(value.parse::<i64>()),
                _ => {}
            }
        }
        read
    }
}

/// `POST /speakers/{id}/correct`.
pub(in crate::pages) async fn correct(
    State(app): State<App>,
    Path(speaker): Path<i64>,
    RawForm(form): RawForm,
) -> Result<Response, Problem> {
    let form = Correct::read(&form);
    let by = name(&form.by)?;
    let maker = by.clone();
    app.write(move |store| -> Result<_, Problem> {
        let change = change(store, speaker, &form)?;
        let note = Some(form.note.as_str()).filter(|note| !note.is_empty());
        Ok(store.correct(&change, &maker, note)?)
    })
    .await?;
    Ok(remembering(&by, &format!("/speakers/{speaker}#corrections")))
}

fn change(store: &Store, speaker: i64, form: &Correct) -> Result<Change, Problem> {
    let malformed = |sentence: &str| Err(Problem::new(Kind::Malformed, sentence));
    match form.what.as_str() {
        "merge" if form.value.is_empty() => malformed("write the name or the number of who it is"),
        "merge" => Ok(Change::Merge {
            speaker,
            into: another(store, speaker, &form.value)?,
        }),
        "split" if form.documents.is_empty() => {
            malformed("tick at least one article in which it is somebody else")
        }
        "split" if form.documents.len() > MOST_ARTICLES => malformed("that is too many articles at once"),
        "split" => Ok(Change::Split {
            speaker,
            documents: form.documents.clone(),
            name: Some(form.value.clone()).filter(|name| !name.is_empty()),
        }),
        _ => malformed("there is no such correction"),
    }
}

/// The other speaker that a name means.
fn another(store: &Store, speaker: i64, name: &str) -> Result<i64, Problem> {
    let mut others = store.named(name)?;
    others.retain(|other| *other != speaker);
    if others.is_empty() {
        return Err(Problem::new(
            Kind::Malformed,
            format!(
                "nobody else is called {name:?}; write a number, as #12, which the page of each speaker shows"
            ),
        ));
    }
    one_of(name, &others)
}
