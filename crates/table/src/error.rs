use std::io;

use arrow_schema::ArrowError;
use parquet::errors::ParquetError;

/// Why a table could not be made or written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The output took no more.
    #[error("the output can't be written: {0}")]
    Output(#[from] io::Error),
    /// The records don't fit a table: more than 2 GiB of text in one batch is what can bring that about.
    #[error("the records can't be made a table: {0}")]
    Table(String),
}

impl From<ArrowError> for Error {
    fn from(error: ArrowError) -> Self {
        match error {
            ArrowError::IoError(_, error) => Self::Output(error),
            other => Self::Table(other.to_string()),
        }
    }
}

impl From<serde_arrow::Error> for Error {
    fn from(error: serde_arrow::Error) -> Self {
        Self::Table(error.to_string())
    }
}

impl From<ParquetError> for Error {
    fn from(error: ParquetError) -> Self {
        match error {
            ParquetError::External(error) => match error.downcast::<io::Error>() {
                Ok(error) => Self::Output(*error),
                Err(other) => Self::Table(other.to_string()),
            },
            ParquetError::ArrowError(sentence) => Self::Table(sentence),
            other => Self::Table(other.to_string()),
        }
    }
}
