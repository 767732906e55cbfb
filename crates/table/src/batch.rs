//! Rows into batches.

use std::sync::Arc;

use arrow_array::{ArrayRef, RecordBatch, StringArray};
use arrow_schema::{FieldRef, Fields};
use onrecord_record::Record;
use serde_arrow::ArrayBuilder;

use crate::{Error, Row, records_schema, statements_schema};

/// Collects records, to give them as a table with the columns of [`records_schema`].
#[derive(Debug)]
pub struct Records {
    rows: ArrayBuilder,
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
        let columns: Vec<FieldRef> = schema
            .fields()
            .iter()
            .filter(|field| field.name() != EXTRA)
            .cloned()
            .collect();
        Ok(Self {
            rows: ArrayBuilder::from_arrow(&columns)?,
            extra: Vec::new(),
        })
    }

    /// Adds a row. More than 2 GiB of text between two calls of [`Records::take`] can't be held.
    ///
    /// # Errors
    /// Where the record doesn't fit.
    pub fn push(&mut self, record: &Record) -> Result<(), Error> {
        self.rows.push(record)?;
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
        let extra: ArrayRef = Arc::new(StringArray::from(std::mem::take(&mut self.extra)));
        let mut columns = self.rows.to_arrow()?;
        columns.push(extra);
        Ok(RecordBatch::try_new(records_schema(), columns)?)
    }
}

const EXTRA: &str = "extra";

/// Collects statements, to give them as a table with the columns of [`statements_schema`].
#[derive(Debug)]
pub struct Statements {
    rows: ArrayBuilder,
}

impl Statements {
    /// Without a row.
    ///
    /// # Errors
    /// Where the columns can't be made.
    pub fn new() -> Result<Self, Error> {
        let columns: &Fields = &statements_schema().fields;
        Ok(Self {
            rows: ArrayBuilder::from_arrow(columns)?,
        })
    }

    /// Adds rows. More than 2 GiB of text between two calls of [`Statements::take`] can't be held.
    ///
    /// # Errors
    /// Where they don't fit.
    pub fn push(&mut self, rows: &[Row]) -> Result<(), Error> {
        Ok(self.rows.extend(rows)?)
    }

    /// The rows since the last call, in their order.
    ///
    /// # Errors
    /// Where they don't fit.
    pub fn take(&mut self) -> Result<RecordBatch, Error> {
        Ok(RecordBatch::try_new(statements_schema(), self.rows.to_arrow()?)?)
    }
}
