//! What the reading form sends.

use axum::extract::Multipart;
use axum::extract::multipart::MultipartError;

use crate::{Given, Kind, Problem};

/// What somebody asks to have read.
pub(super) struct Sent {
    pub given: Given,
    /// The publication date of articles that don't say.
    pub date: Option<String>,
    /// Statements below this percentage are left out of the page.
    pub min: u8,
    /// Whether to keep what is read in the store.
    pub keep: bool,
}

impl Sent {
    /// Reads the form's fields: `text`, `address`, `file` or `document` (a document as JSON), of which the last that holds
    /// something counts; `date`, `min`, `keep`.
    pub async fn read(mut form: Multipart) -> Result<Self, Problem> {
        let mut given = None;
        let (mut date, mut min, mut keep) = (None, 0, false);
        while let Some(field) = form.next_field().await.map_err(unread)? {
            let name = field.name().unwrap_or_default().to_owned();
            let file = field.file_name().unwrap_or_default().to_owned();
            let bytes = field.bytes().await.map_err(unread)?.to_vec();
            let words = || String::from_utf8_lossy(&bytes).trim().to_owned();
            match name.as_str() {
                "date" => date = Some(words()).filter(|date| !date.is_empty()),
                "min" => min = words().parse().unwrap_or_default(),
                "keep" => keep = true,
                _ if bytes.iter().all(u8::is_ascii_whitespace) => {}
                "text" => given = Some(bytes_of("article.txt", bytes)),
                "document" => given = Some(bytes_of("document.json", bytes)),
                "file" => given = Some(bytes_of(plain_name(&file), bytes)),
                "address" => given = Some(Given::Address(words())),
                _ => {}
            }
        }
        let given = given.ok_or_else(|| {
            Problem::new(
                Kind::Malformed,
                "there is nothing to read; paste an article, give an address, or choose a file",
            )
        })?;
        Ok(Self {
            given,
            date,
            min,
            keep,
        })
    }
}

fn bytes_of(name: &str, bytes: Vec<u8>) -> Given {
    Given::Bytes {
        name: name.to_owned(),
        bytes,
    }
}

/// The last part of a path; some browsers send the whole.
fn plain_name(file: &str) -> &str {
    let name = file.rsplit(['/', '\\']).next().unwrap_or_default();
    if name.is_empty() { "file" } else { name }
}

fn unread(error: MultipartError) -> Problem {
    let kind = match error.status().as_u16() {
        413 => Kind::TooLong,
        _ => Kind::Malformed,
    };
    Problem::new(kind, format!("the form could not be read: {}", error.body_text()))
}
