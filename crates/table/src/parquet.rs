//! Parquet, written as rows come.

use std::io::Write;

use arrow_array::RecordBatch;
use arrow_schema::SchemaRef;
use onrecord_record::Record;
use parquet::arrow::ArrowWriter;
use parquet::basic::Compression;
use parquet::file::properties::WriterProperties;

use crate::{Error, Records, Row, Statements, records_schema, statements_schema};

/// Rows that are collected before they are encoded.
const BATCH_ROWS: usize = 1024;

/// Characters of text that are collected before they are encoded, in bytes: a batch has room for 2 GiB.
const BATCH_BYTES: usize = 16 << 20;

/// Rows of a row group.
const GROUP_ROWS: usize = 128 << 10;

/// Encoded bytes of a row group: what is held in memory at most, beside a batch.
const GROUP_BYTES: usize = 64 << 20;

/// Writes records as Parquet, a row a document, with the columns of [`records_schema`].
///
/// Parquet 1.0 pages under Snappy, which every reader has. The same records give the same bytes.
pub struct RecordsParquet<W: Write + Send> {
    file: File<W>,
    records: Records,
}

impl<W: Write + Send> RecordsParquet<W> {
    /// Writes to `writer`.
    ///
    /// # Errors
    /// Where it takes nothing.
    pub fn new(writer: W) -> Result<Self, Error> {
        Ok(Self {
            file: File::new(writer, records_schema())?,
            records: Records::new()?,
        })
    }

    /// Writes a record. It reaches the output with its row group.
    ///
    /// # Errors
    /// Where the output takes no more, or the record doesn't fit.
    pub fn write(&mut self, record: &Record) -> Result<(), Error> {
        self.records.push(record)?;
        if self.file.is_full(1, record.text.as_deref().map_or(0, str::len)) {
            self.file.write(&self.records.take()?)?;
        }
        Ok(())
    }

    /// Writes what is left and the end, without which the output can't be read.
    ///
    /// # Errors
    /// Where the output takes no more.
    pub fn finish(&mut self) -> Result<(), Error> {
        self.file.write(&self.records.take()?)?;
        self.file.finish()
    }
}

/// Writes statements as Parquet, a row a statement, with the columns of [`statements_schema`]. See [`RecordsParquet`].
pub struct StatementsParquet<W: Write + Send> {
    file: File<W>,
    statements: Statements,
}

impl<W: Write + Send> StatementsParquet<W> {
    /// Writes to `writer`.
    ///
    /// # Errors
    /// Where it takes nothing.
    pub fn new(writer: W) -> Result<Self, Error> {
        Ok(Self {
            file: File::new(writer, statements_schema())?,
            statements: Statements::new()?,
        })
    }

    /// Writes the statements of one document. They reach the output with their row group.
    ///
    /// # Errors
    /// Where the output takes no more, or the rows don't fit.
    pub fn write(&mut self, rows: &[Row]) -> Result<(), Error> {
        self.statements.push(rows)?;
        if self.file.is_full(rows.len(), rows.iter().map(size).sum()) {
            self.file.write(&self.statements.take()?)?;
        }
        Ok(())
    }

    /// Writes what is left and the end, without which the output can't be read.
    ///
    /// # Errors
    /// Where the output takes no more.
    pub fn finish(&mut self) -> Result<(), Error> {
        self.file.write(&self.statements.take()?)?;
        self.file.finish()
    }
}

/// About how many bytes a statement has.
fn size(row: &Row) -> usize {
    let long = [row.title, row.url].into_iter().flatten().map(str::len);
    row.words.len() + row.source.as_ref().map_or(0, String::len) + long.sum::<usize>()
}

/// A Parquet file that is being written, and how much waits to be written to it.
struct File<W: Write + Send> {
    writer: ArrowWriter<W>,
    rows: usize,
    bytes: usize,
}

impl<W: Write + Send> File<W> {
    fn new(writer: W, schema: SchemaRef) -> Result<Self, Error> {
        let properties = WriterProperties::builder()
            .set_compression(Compression::SNAPPY)
            .set_created_by(concat!("onrecord version ", env!("CARGO_PKG_VERSION")).into())
            .set_max_row_group_row_count(Some(GROUP_ROWS))
            .set_max_row_group_bytes(Some(GROUP_BYTES))
            .build();
        Ok(Self {
            writer: ArrowWriter::try_new(writer, schema, Some(properties))?,
            rows: 0,
            bytes: 0,
        })
    }

    /// Counts what was added to a batch, and says whether it is time to write it.
    fn is_full(&mut self, rows: usize, bytes: usize) -> bool {
        self.rows += rows;
        self.bytes += bytes;
        self.rows >= BATCH_ROWS || self.bytes >= BATCH_BYTES
    }

    fn write(&mut self, batch: &RecordBatch) -> Result<(), Error> {
        (self.rows, self.bytes) = (0, 0);
        if batch.num_rows() > 0 {
            self.writer.write(batch)?;
        }
        Ok(())
    }

    fn finish(&mut self) -> Result<(), Error> {
        self.writer.finish()?;
        Ok(self.writer.inner_mut().flush()?)
    }
}
