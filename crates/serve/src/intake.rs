//! What was sent, as documents.

use std::io::Cursor;
use std::sync::Arc;

use onrecord_fetch::Fetcher;
use onrecord_ingest::{Documents, Options, Pending, Reason, Skipped, Source, Taken};
use url::Url;

use crate::{Kind, Problem};

/// The longest text, JSON document or line of JSON Lines, in bytes: some 180,000 words.
pub const LONGEST_TEXT: usize = 1 << 20;

/// The longest page, in bytes.
pub const LONGEST_PAGE: usize = 8 << 20;

/// How many times its size compressed input may unfold to.
const EXPANSION: u64 = 100;

/// What somebody wants to have read.
#[derive(Clone, Debug)]
pub enum Given {
    /// A text, a page, a document or several in any format that `onrecord read` knows. The name tells the format by its
    /// ending, where the first line doesn't.
    Bytes {
        /// `article.txt`, or the name of the file.
        name: String,
        /// What it holds.
        bytes: Vec<u8>,
    },
    /// A web address.
    Address(String),
}

/// How documents are taken in.
#[derive(Clone)]
pub(crate) struct Intake {
    pub(crate) any_language: bool,
    pub(crate) fetcher: Option<Arc<Fetcher>>,
}

impl Intake {
    /// The documents of what was given; `date` is that of articles that don't say. Blocks while an address is fetched.
    pub(crate) fn documents(&self, given: Given, date: Option<String>) -> Result<Documents, Problem> {
        let options = Options {
            date: date.map(|date| day(&date)).transpose()?,
            limit: LONGEST_TEXT,
            page_limit: LONGEST_PAGE,
            expansion: EXPANSION,
            any_language: self.any_language,
            // Only what was asked for is fetched: not the pages that a feed links to.
            fetcher: None,
        };
        match given {
            Given::Bytes { name, bytes } => {
                let source = Source::new(&name, Cursor::new(bytes), &options)?;
                Ok(onrecord_ingest::read(source, &options)?)
            }
            Given::Address(address) => {
                let fetcher = self.fetcher.as_ref().ok_or_else(|| {
                    Problem::new(
                        Kind::Forbidden,
                        "this server fetches nothing; save the page and send the file",
                    )
                })?;
                let fetched = fetcher.get(&web_address(&address)?);
                let fetched = fetched.map_err(onrecord_ingest::Error::from)?;
                Ok(onrecord_ingest::read_fetched(fetched, &options)?)
            }
        }
    }
}

/// A publication date, as it was typed.
pub(crate) fn day(typed: &str) -> Result<String, Problem> {
    onrecord_ingest::publication_date(typed).map_err(|error| Problem::new(Kind::Malformed, error.to_string()))
}

/// The first and the last day of a stretch of time, as they were typed; without a last one it is one day.
pub(crate) fn days(from: &str, to: Option<&str>) -> Result<(String, String), Problem> {
    let (from, to) = (day(from)?, day(to.unwrap_or(from))?);
    if to < from {
        return Err(Problem::new(
            Kind::Malformed,
            format!("{to} is before {from}; give the first day first"),
        ));
    }
    Ok((from, to))
}

/// An `http` or `https` address, as it is written in full.
fn web_address(typed: &str) -> Result<String, Problem> {
    match Url::parse(typed.trim()) {
        Ok(url) if matches!(url.scheme(), "http" | "https") => Ok(url.into()),
        _ => Err(Problem::new(
            Kind::Malformed,
            "that is no web address; give one such as https://example.org/page",
        )),
    }
}

/// The document, or why there is none.
pub(crate) fn document(pending: Pending) -> Result<onrecord_ingest::Intake, Problem> {
    match pending.take_in()? {
        Taken::Document(intake) => Ok(*intake),
        Taken::Skipped(Skipped { place, reason }) => {
            let why = match reason {
                Reason::NotFetched => "only a teaser; give the address of its page".to_owned(),
                reason => reason.to_string(),
            };
            Err(Problem::new(
                Kind::Unreadable,
                format!("{place}: it was not read: {why}"),
            ))
        }
    }
}
