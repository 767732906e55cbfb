//! Rows into batches.

use std::sync::Arc;

use arrow_array::{ArrayRef, RecordBatch, StringArray};
use arrow_json::ReaderBuilder;
use arrow_json::reader::Decoder;
use arrow_schema::{Schema, SchemaRef};
use onrecord_record::Record;

use crate::{Error, Row, records_schema, statements_schema};

/// Collects records, to give them as a table with the columns of [`records_schema`].
#[derive(Debug)]
pub struct Records {
    rows: Decoder,
    /// The column that is not made from the record's own form: JSON.
    extra: Vec<Option<String>>,
}

impl Records {
    /// Without a row.
    ///
    /// # Errors
    /// Where the columns can't be made.
    pub fn new() -> Result<Self, Error> {
        let schema = records_schema();
        let columns: Vec<_> = schema
            .fields()
            .iter()
            .filter(|field| field.name() != EXTRA)
            .cloned()
            .collect();
        Ok(Self {
            rows: decoder(Arc::new(Schema::new(columns)))?,
            extra: Vec::new(),
        })
    }

    /// Adds a row. More than 2 GiB of text between two calls of [`Records::take`] can't be held.
    ///
    /// # Errors
    /// Where the record doesn't fit.
    pub fn push(&mut self, record: &Record) -> Result<(), Error> {
        self.rows.serialize(std::slice::from_ref(record))?;
        let extra = (!record.extra.is_empty()).then(|| serde_json::to_string(&record.extra));
        self.extra.push(
            extra
                .transpose()
                .map_err(|error| Error::Table(error.to_string()))?,
        );
        Ok(())
    }

    /// The rows since the last call, in their order.
    ///
    /// # Errors
    /// Where they don't fit.
    pub fn take(&mut self) -> Result<RecordBatch, Error> {
        let Some(batch) = self.rows.flush()? else {
            return Ok(RecordBatch::new_empty(records_schema()));
        };
        let extra: ArrayRef = Arc::new(StringArray::from(std::mem::take(&mut self.extra)));
        let columns = batch.columns().iter().cloned().chain([extra]).collect();
        Ok(RecordBatch::try_new(records_schema(), columns)?)
    }
}

const EXTRA: &str = "extra";

/// Collects statements, to give them as a table with the columns of [`statements_schema`].
#[derive(Debug)]
pub struct Statements {
    rows: Decoder,
}

impl Statements {
    /// Without a row.
    ///
    /// # Errors
    /// Where the columns can't be made.
    pub fn new() -> Result<Self, Error> {
        Ok(Self {
            rows: decoder(statements_schema())?,
        })
    }

    /// Adds rows. More than 2 GiB of text between two calls of [`Statements::take`] can't be held.
    ///
    /// # Errors
    /// Where they don't fit.
    pub fn push(&mut self, rows: &[Row]) -> Result<(), Error> {
        Ok(self.rows.serialize(rows)?)
    }

    /// The rows since the last call, in their order.
    ///
    /// # Errors
    /// Where they don't fit.
    pub fn take(&mut self) -> Result<RecordBatch, Error> {
        let batch = self.rows.flush()?;
        Ok(batch.unwrap_or_else(|| RecordBatch::new_empty(statements_schema())))
    }
}

fn decoder(schema: SchemaRef) -> Result<Decoder, Error> {
    Ok(ReaderBuilder::new(schema).build_decoder()?)
}
