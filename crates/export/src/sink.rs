use std::fmt;
use std::io;
use std::path::PathBuf;
use std::str::FromStr;

use onrecord_record::{Kept, Record};
use onrecord_text::Text;

/// Takes records and writes them somewhere, each at once and in the order in which they come.
pub trait Sink {
    /// Writes one record and flushes. (Parquet goes out by the row group.)
    fn write(&mut self, record: &Record) -> Result<(), Error>;

    /// Writes one record of a store. Tables of statements tell the numbers that it has there; other formats have no place
    /// for them.
    fn write_kept(&mut self, kept: &Kept) -> Result<(), Error> {
        self.write(&kept.record)
    }

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
    /// The records don't fit a table.
    #[error(transparent)]
    Table(onrecord_table::Error),
}

impl From<onrecord_table::Error> for Error {
    fn from(error: onrecord_table::Error) -> Self {
        match error {
            onrecord_table::Error::Output(error) => Self::Output(error),
            other => Self::Table(other),
        }
    }
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
    /// A statement a row: [`Csv`](crate::Csv).
    Csv,
    /// Annotations of the W3C's model: [`WebAnnotation`](crate::WebAnnotation).
    WebAnnotation,
    /// Linked data in the words of schema.org: [`JsonLd`](crate::JsonLd).
    JsonLd,
    /// `.txt` and `.ann` files: a folder, [`Brat`](crate::Brat), or an archive, [`BratArchive`](crate::BratArchive).
    Brat,
    /// A table: a row a document, [`Documents`](crate::Documents), or a statement, [`Statements`](crate::Statements).
    Parquet,
    /// A page for a browser: [`Html`](crate::Html).
    Html,
}

impl Format {
    /// All formats.
    pub const ALL: [Self; 9] = [
        Self::Text,
        Self::Json,
        Self::Jsonl,
        Self::Csv,
        Self::WebAnnotation,
        Self::JsonLd,
        Self::Brat,
        Self::Parquet,
        Self::Html,
    ];

    /// The name, as it is typed.
    pub fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Json => "json",
            Self::Jsonl => "jsonl",
            Self::Csv => "csv",
            Self::WebAnnotation => "webannotation",
            Self::JsonLd => "jsonld",
            Self::Brat => "brat",
            Self::Parquet => "parquet",
            Self::Html => "html",
        }
    }

    /// Its media type, with what of it belongs to the format.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Text => "text/plain; charset=utf-8",
            Self::Json => "application/json",
            Self::Jsonl => "application/jsonl",
            Self::Csv => "text/csv; charset=utf-8; header=present",
            Self::WebAnnotation => "application/ld+json; profile=\"http://www.w3.org/ns/anno.jsonld\"",
            Self::JsonLd => "application/ld+json",
            Self::Brat => "application/x-tar",
            Self::Parquet => "application/vnd.apache.parquet",
            Self::Html => "text/html; charset=utf-8",
        }
    }

    /// The ending of its files, without the dot. Brat's is that of an archive.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Text => "txt",
            Self::WebAnnotation => "annotations.json",
            Self::Brat => "tar",
            other => other.name(),
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
            .ok_or_else(|| {
                format!(
                    "{name:?} is not a format; use {}",
                    Self::ALL.map(Self::name).join(", ")
                )
            })
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
