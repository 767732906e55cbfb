use std::io;

/// A part of a file that holds no record that could be read.
#[derive(Debug, thiserror::Error)]
#[error("{cause}")]
pub struct Damage {
    /// Bytes from the file's start to the broken record, or to the compressed member that it is in.
    pub offset: u64,
    /// What is wrong with it.
    pub cause: Cause,
}

/// What is wrong with a record. Each is shown as a clause without a full stop.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Cause {
    /// The device failed; nothing comes after this.
    #[error("reading failed ({0})")]
    Read(io::Error),
    /// The file, or the compressed member, ends before the record does.
    #[error("the record is cut short")]
    Cut,
    /// The compressed data can't be undone.
    #[error("the compressed data are damaged ({0})")]
    Compressed(String),
    /// The compressed data are not those that were compressed.
    #[error("the compressed data do not match their checksum")]
    Checksum,
    /// A compressed member unfolds to over [`Limits::expansion`](crate::Limits::expansion) times its size.
    #[error("the compressed data unfold to more than {0} times their size")]
    Expansion(u64),
    /// Something else than a record.
    #[error("no WARC record begins here")]
    NoRecord,
    /// The header is over [`Limits::header`](crate::Limits::header).
    #[error("the record's header is longer than {0} bytes")]
    Header(usize),
    /// The header lacks a field that every record has, or has something else in it.
    #[error("the record's {0} is missing or broken")]
    Field(&'static str),
    /// `Content-Length` is not the length of the block.
    #[error("the record is not as long as its Content-Length")]
    Length,
    /// The block is over [`Limits::block`](crate::Limits::block): nothing else is wrong with the record.
    #[error("the record is longer than {0} bytes")]
    TooLong(usize),
}

impl From<io::Error> for Cause {
    fn from(error: io::Error) -> Self {
        Self::Read(error)
    }
}
