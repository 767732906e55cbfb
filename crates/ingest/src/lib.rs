//! Bytes to documents.
//!
//! [`open`] takes the name of a file, or `-` for standard input, and gives its [`Document`]s one by one, each with what
//! was odd about it. The format is told from the name and the first line, not asked for:
//!
//! * JSON Lines, a document a line, streamed: memory doesn't grow with the file;
//! * JSON, one document or an array of them;
//! * plain text, one document.
//!
//! One document that can't be read never stops the others: each is a `Result` of its own. A source that can't be read
//! at all is one [`Error`], a sentence that names the file, the place and the remedy.
//!
//! Each format is one file that implements `Format` (`format.rs`); a new one is added to the list there.

mod dates;
mod decode;
mod document;
mod error;
mod format;
mod json;
mod jsonl;
mod pending;
mod plain;
mod source;
mod surrogates;

use std::path::Path;

pub use dates::{InvalidDate, publication_date};
pub use decode::{Binary, Decoded, decode};
pub use document::content_id;
pub use error::{Error, Place, Warning};
pub use pending::{Intake, Pending, Reason, Skipped, Taken};
pub use source::Source;

/// What the caller knows and allows.
#[derive(Clone, Debug)]
pub struct Options {
    /// The publication date of plain text, which can't carry one; from [`publication_date`].
    pub date: Option<String>,
    /// The most bytes of a plain text, of a JSON file or of one line of JSON Lines; 64 MiB unless set.
    pub limit: usize,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            date: None,
            limit: 64 << 20,
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
    read(Source::open(path.as_ref(), options.limit)?, options)
}

/// The documents of a source that is open already.
///
/// # Errors
/// As [`open`].
pub fn read(source: Source, options: &Options) -> Result<Documents, Error> {
    format::of(&source).documents(source, options)
}
