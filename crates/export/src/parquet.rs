use std::io::Write;

use onrecord_record::{Kept, Record};
use onrecord_table::{RecordsParquet, Row, StatementsParquet};

use crate::json::with_or_without_text;
use crate::sink::text_of;
use crate::{Error, Sink};

/// Parquet with a row a document, its lists nested, as [`onrecord_table::records_schema`] says.
pub struct Documents<W: Write + Send> {
    parquet: RecordsParquet<W>,
    with_text: bool,
}

impl<W: Write + Send> Documents<W> {
    /// Writes to `writer`.
    ///
    /// # Errors
    /// Where it takes nothing.
    pub fn new(writer: W) -> Result<Self, Error> {
        Ok(Self {
            parquet: RecordsParquet::new(writer)?,
            with_text: true,
        })
    }

    /// Leaves the article's text out of the records.
    #[must_use]
    pub fn without_text(mut self) -> Self {
        self.with_text = false;
        self
    }
}

impl<W: Write + Send> Sink for Documents<W> {
    /// Writes one record; it reaches the output with its row group.
    fn write(&mut self, record: &Record) -> Result<(), Error> {
        Ok(self
            .parquet
            .write(&with_or_without_text(record, self.with_text))?)
    }

    fn finish(&mut self) -> Result<(), Error> {
        Ok(self.parquet.finish()?)
    }
}

/// Parquet with a row a statement, as [`onrecord_table::statements_schema`] says: the columns of [`Csv`](crate::Csv).
pub struct Statements<W: Write + Send> {
    parquet: StatementsParquet<W>,
}

impl<W: Write + Send> Statements<W> {
    /// Writes to `writer`.
    ///
    /// # Errors
    /// Where it takes nothing.
    pub fn new(writer: W) -> Result<Self, Error> {
        Ok(Self {
            parquet: StatementsParquet::new(writer)?,
        })
    }
}

impl<W: Write + Send> Sink for Statements<W> {
    /// Writes the statements of one record; they reach the output with their row group.
    fn write(&mut self, record: &Record) -> Result<(), Error> {
        text_of(record)?;
        Ok(self.parquet.write(&Row::of(record))?)
    }

    fn write_kept(&mut self, kept: &Kept) -> Result<(), Error> {
        text_of(&kept.record)?;
        Ok(self.parquet.write(&Row::of_kept(kept))?)
    }

    fn finish(&mut self) -> Result<(), Error> {
        Ok(self.parquet.finish()?)
    }
}
