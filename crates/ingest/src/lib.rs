//! Bytes to documents.
//!
//! [`open`] takes the name of a file, or `-` for standard input, and gives its [`Document`]s one by one, each with what
//! was odd about it. The format is told from the name and the first line, not asked for:
//!
//! * HTML, one page, of which the article is taken and what the page says of it;
//! * WARC and WET, a document for each page in it, streamed as well;
//! * JSON Lines, a document a line, streamed: memory doesn't grow with the file;
//! * JSON, one document or an array of them;
//! * IPTC ninjs, in either;
//! * RSS, Atom and JSON Feed, a document an entry;
//! * plain text, one document, of which headline, byline, captions and lines of the page are told from the article.
//!
//! Any of them may be in gzip or Zstandard.
//!
//! Articles in a language that the model doesn't know ([`KNOWN_LANGUAGES`]) are skipped, unless [`Options::any_language`]
//! is set.
//!
//! One document that can't be read never stops the others: each is a `Result` of its own. A source that can't be read
//! at all is one [`Error`], a sentence that names the file, the place and the remedy.
//!
//! Each format is one file that implements `Format` (`format.rs`); a new one is added to the list there.

mod charset;
mod compression;
mod dates;
mod decode;
mod document;
mod error;
mod feed;
mod format;
mod fragment;
mod html;
mod inputs;
mod json;
mod jsonl;
mod languages;
mod ninjs;
mod pending;
mod plain;
mod scraped;
#[cfg(test)]
#[path = "../../fetch/src/server.rs"]
mod server;
mod source;
mod surrogates;
mod warc;
mod web;

use std::path::Path;
use std::sync::Arc;

use onrecord_fetch::{Fetched, Fetcher};

pub use charset::decode_page;
pub use dates::{InvalidDate, publication_date};
pub use decode::{Binary, Decoded, decode};
pub use document::content_id;
pub use error::{Error, Place, Warning};
pub use inputs::documents;
pub use languages::KNOWN_LANGUAGES;
pub use pending::{Intake, Pending, Reason, Skipped, Taken};
pub use source::Source;

/// What the caller knows and allows.
#[derive(Clone, Debug)]
pub struct Options {
    /// The publication date of documents that don't state one, and of plain text also where it seems to; from
    /// [`publication_date`].
    pub date: Option<String>,
    /// The most bytes of a plain text, of a JSON file or of one line of JSON Lines; 64 MiB unless set.
    pub limit: usize,
    /// The most bytes of a page, without its codings; 8 MiB unless set. Records of archives may be twice as long.
    pub page_limit: usize,
    /// How many times its size a compressed file may unfold to, once that is more than 64 MiB; 250 unless set.
    pub expansion: u64,
    /// Whether articles in languages that the model doesn't know are taken in too.
    pub any_language: bool,
    /// What fetches addresses and the pages that feeds link to. Without one nothing is fetched.
    pub fetcher: Option<Arc<Fetcher>>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            date: None,
            limit: 64 << 20,
            page_limit: 8 << 20,
            expansion: 250,
            any_language: false,
            fetcher: None,
        }
    }
}

/// The documents of a source, in its order. Each is only found: [`Pending::take_in`] does the dear part.
pub type Documents = Box<dyn Iterator<Item = Result<Pending, Error>> + Send>;

/// The documents of a file, or of standard input for `-`.
///
/// # Errors
/// Where nothing can be read: no such file, a directory, no permission, data that are no text, a plain text over the
/// limit. Errors of single documents come from the iterator; it goes on after them, and ends after an error of the
/// device.
pub fn open(path: impl AsRef<Path>, options: &Options) -> Result<Documents, Error> {
    read(Source::open(path.as_ref(), options)?, options)
}

/// The documents of a source that is open already.
///
/// # Errors
/// As [`open`].
pub fn read(source: Source, options: &Options) -> Result<Documents, Error> {
    Ok(settled(format::of(&source).documents(source, options)?, options))
}

/// The documents of what was fetched, as [`documents`] gives those of an address: each knows it, and when it was fetched. The
/// pages that a feed links to are fetched with [`Options::fetcher`], where there is one.
///
/// # Errors
/// As [`open`].
pub fn read_fetched(fetched: Fetched, options: &Options) -> Result<Documents, Error> {
    Ok(settled(web::documents(fetched, options)?, options))
}

/// The documents of a source that is known to be JSON Lines, whatever its name and its first line look like.
///
/// # Errors
/// As [`open`].
pub fn read_lines(source: Source, options: &Options) -> Result<Documents, Error> {
    Ok(settled(
        format::Format::documents(&jsonl::JsonLines, source, options)?,
        options,
    ))
}

/// The document of a plain text as it stands, line ends included: nothing is taken out of it. For texts that others
/// point into, such as a brat `.txt` with its annotations beside it.
///
/// # Errors
/// As [`open`].
pub fn read_verbatim(source: Source, options: &Options) -> Result<Documents, Error> {
    Ok(settled(plain::verbatim(source, options)?, options))
}

/// Documents with their dates and languages settled. Every document passes here once.
fn settled(documents: Documents, options: &Options) -> Documents {
    let (date, any_language) = (options.date.clone(), options.any_language);
    Box::new(documents.map(move |found| Ok(found?.dated(date.clone()).in_known_language(any_language))))
}
