use std::fmt;
use std::io;
use std::path::PathBuf;
use std::str::FromStr;

use onrecord_record::Record;
use onrecord_text::Text;

/// Takes records and writes them somewhere, each at once and in the order in which they come.
pub trait Sink {
    /// Writes one record and flushes.
    fn write(&mut self, record: &Record) -> Result<(), Error>;

    /// Writes what comes after the last record. Without this call the output may lack its end.
    fn finish(&mut self) -> Result<(), Error>;
}

/// Why a record could not be written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The output took no more. A closed pipe is of this kind, `std::io::ErrorKind::BrokenPipe`.
    #[error("the output can't be written: {0}")]
    Output(#[from] io::Error),
    /// A file of a folder could not be written; nothing half-written is left there.
    #[error("{path}: can't be written: {error}", path = path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// What the system said.
        error: io::Error,
    },
    /// The record was made without its text, which this format shows.
    #[error("record {0:?} holds no text, which this format shows; make it with its text")]
    NoText(String),
}

/// The formats by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// To be read on a terminal: [`Terminal`](crate::Terminal).
    Text,
    /// To be read by people who debug: [`Json`](crate::Json).
    Json,
    /// One record a line: [`Jsonl`](crate::Jsonl).
    Jsonl,
    /// A folder of `.txt` and `.ann` files: [`Brat`](crate::Brat).
    Brat,
    /// A page for a browser: [`Html`](crate::Html).
    Html,
}

impl Format {
    /// All formats.
    pub const ALL: [Self; 5] = [Self::Text, Self::Json, Self::Jsonl, Self::Brat, Self::Html];

    /// The name, as it is typed.
    pub fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Json => "json",
            Self::Jsonl => "jsonl",
            Self::Brat => "brat",
            Self::Html => "html",
        }
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Format {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        Self::ALL
            .into_iter()
            .find(|format| format.name() == name)
            .ok_or_else(|| format!("{name:?} is not a format; use text, json, jsonl, brat or html"))
    }
}

/// The record's text, or the error that it has none.
pub(crate) fn text_of(record: &Record) -> Result<Text, Error> {
    record
        .text
        .as_deref()
        .map(Text::new)
        .ok_or_else(|| Error::NoText(record.id.clone()))
}
