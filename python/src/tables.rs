//! Records as Arrow tables, for Python.

use std::sync::Arc;

use arrow_array::{
    Array, ArrayRef, Int64Array, RecordBatch, RecordBatchReader, StringArray, StructArray, UInt32Array,
    make_array,
};
use arrow_pyarrow::{IntoPyArrow, ToPyArrow};
use arrow_schema::{ArrowError, DataType, Field, Fields, Schema, SchemaRef};
use arrow_select::take::take;
use onrecord::Record;
use onrecord_table::{Row, Statements, records_schema, statements_schema};
use pyo3::prelude::*;

use crate::engine::wrong;
use crate::stream::{Failure, Records, line};

/// Characters of text after which a batch is given out, however few its documents are.
const LONG: usize = 4 << 20;

/// The column that says why there is no record.
const FAILURE: &str = "failure";

/// What a row is.
#[derive(Clone, Copy)]
enum View {
    /// A document, with the fields of a record.
    Nested,
    /// A statement.
    Flat,
    /// A document, as the command writes it.
    Json,
}

impl View {
    fn parse(name: &str) -> PyResult<Self> {
        match name {
            "nested" => Ok(Self::Nested),
            "flat" => Ok(Self::Flat),
            "json" => Ok(Self::Json),
            other => Err(wrong(format!(
                "view is \"nested\", \"flat\" or \"json\", not {other:?}"
            ))),
        }
    }

    fn schema(self, failures: bool) -> SchemaRef {
        let schema = match self {
            Self::Nested => records_schema(),
            Self::Flat => statements_schema(),
            Self::Json => Arc::new(Schema::new(vec![
                Field::new("id", DataType::Utf8, false),
                Field::new("record", DataType::Utf8, false),
            ])),
        };
        if !failures {
            return schema;
        }
        let mut fields: Vec<Field> = schema
            .fields()
            .iter()
            .map(|field| field.as_ref().clone().with_nullable(true))
            .collect();
        fields.push(Field::new(FAILURE, DataType::Struct(failure_fields()), true));
        Arc::new(Schema::new(fields))
    }
}

fn failure_fields() -> Fields {
    Fields::from(vec![
        Field::new("kind", DataType::Utf8, false),
        Field::new("file", DataType::Utf8, true),
        Field::new("line", DataType::Int64, true),
        Field::new("offset", DataType::Int64, true),
        Field::new("message", DataType::Utf8, false),
    ])
}

/// The columns of a view, as a `pyarrow.Schema`; with `failures`, all may be null and one more says why.
#[pyfunction]
pub fn schema<'py>(py: Python<'py>, view: &str, failures: bool) -> PyResult<Bound<'py, PyAny>> {
    View::parse(view)?.schema(failures).to_pyarrow(py)
}

/// Records as a `pyarrow.RecordBatchReader`. Without `failures` the first of them ends the table with an error; what was
/// `skipped` leaves no row unless it is asked for.
pub fn reader<'py>(
    py: Python<'py>,
    records: Records,
    view: &str,
    failures: bool,
    skipped: bool,
    batch_size: usize,
) -> PyResult<Bound<'py, PyAny>> {
    let view = View::parse(view)?;
    let batches: Box<dyn RecordBatchReader + Send> = Box::new(Batches {
        records,
        view,
        schema: view.schema(failures),
        failures,
        skipped: failures && skipped,
        batch_size: batch_size.max(1),
        raised: None,
    });
    batches.into_pyarrow(py)
}

struct Batches {
    records: Records,
    view: View,
    schema: SchemaRef,
    failures: bool,
    skipped: bool,
    batch_size: usize,
    /// What went wrong behind the rows that were given out last.
    raised: Option<ArrowError>,
}

impl RecordBatchReader for Batches {
    fn schema(&self) -> SchemaRef {
        Arc::clone(&self.schema)
    }
}

impl Iterator for Batches {
    type Item = Result<RecordBatch, ArrowError>;

    fn next(&mut self) -> Option<Self::Item> {
        let results = self.results();
        if results.is_empty() {
            return self.raised.take().map(Err);
        }
        Some(self.batch(&results))
    }
}

type Outcome = Result<Box<Record>, Failure>;

impl Batches {
    /// The results of the next batch, up to where something goes wrong; none at the end.
    fn results(&mut self) -> Vec<Outcome> {
        let (mut results, mut length) = (Vec::new(), 0);
        while self.raised.is_none() && results.len() < self.batch_size && length < LONG {
            match Python::attach(|py| self.records.next(py)) {
                Err(error) => self.raised = Some(ArrowError::ExternalError(Box::new(error))),
                Ok(None) => break,
                Ok(Some(Err(failure))) if failure.kind == "skipped" && !self.skipped => {}
                Ok(Some(Err(failure))) if !self.failures => {
                    self.raised = Some(ArrowError::ExternalError(failure.message.into()));
                }
                Ok(Some(result)) => {
                    length += result
                        .as_ref()
                        .map_or(0, |record| record.text.as_ref().map_or(0, String::len));
                    results.push(result);
                }
            }
        }
        results
    }

    fn batch(&self, results: &[Outcome]) -> Result<RecordBatch, ArrowError> {
        let records: Vec<&Record> = results.iter().flatten().map(Box::as_ref).collect();
        let (rows, counts) = self.rows(&records)?;
        if !self.failures {
            let columns = rows.columns().iter().map(shown).collect::<Result<_, _>>()?;
            return RecordBatch::try_new(rows.schema(), columns);
        }
        // Of each row of the batch its failure, or its row among those of the records.
        let (mut from, mut failed) = (Vec::new(), Vec::new());
        let (mut at, mut counts) = (0, counts.into_iter());
        for result in results {
            let count = match result {
                Ok(_) => counts.next().unwrap_or_default(),
                Err(failure) => {
                    from.push(None);
                    failed.push(Some(failure));
                    continue;
                }
            };
            from.extend((at..at + count).map(Some));
            failed.extend((0..count).map(|_| None));
            at += count;
        }
        let from = UInt32Array::from(from);
        let mut columns: Vec<ArrayRef> = rows
            .columns()
            .iter()
            .map(|column| shown(&take(column, &from, None)?))
            .collect::<Result<_, _>>()?;
        if let Ok(id) = rows.schema().index_of("id") {
            columns[id] = ids(&columns[id], &failed);
        }
        columns.push(Arc::new(failure_column(&failed)?));
        RecordBatch::try_new(Arc::clone(&self.schema), columns)
    }

    /// The rows of records, and how many each has.
    fn rows(&self, records: &[&Record]) -> Result<(RecordBatch, Vec<u32>), ArrowError> {
        let failed = |error: onrecord_table::Error| ArrowError::ExternalError(Box::new(error));
        let one_each = vec![1; records.len()];
        match self.view {
            View::Nested => {
                let mut table = onrecord_table::Records::new().map_err(failed)?;
                for record in records {
                    table.push(record).map_err(failed)?;
                }
                Ok((table.take().map_err(failed)?, one_each))
            }
            View::Flat => {
                let mut table = Statements::new().map_err(failed)?;
                let mut counts = Vec::new();
                for record in records {
                    let rows = Row::of(record);
                    counts.push(rows.len() as u32);
                    table.push(&rows).map_err(failed)?;
                }
                Ok((table.take().map_err(failed)?, counts))
            }
            View::Json => {
                let ids = StringArray::from_iter_values(records.iter().map(|record| &record.id));
                let lines: Vec<String> = records
                    .iter()
                    .map(|record| line(record))
                    .collect::<Result<_, _>>()
                    .map_err(|failure| ArrowError::ExternalError(failure.message.into()))?;
                let columns: [ArrayRef; 2] = [Arc::new(ids), Arc::new(StringArray::from(lines))];
                let batch = RecordBatch::try_new(View::Json.schema(false), columns.into())?;
                Ok((batch, one_each))
            }
        }
    }
}

/// A column without nulls in fields that can't be null, where it is all of their struct that is null: Arrow allows them there,
/// but its C++ writer of Parquet doesn't.
fn shown(column: &ArrayRef) -> Result<ArrayRef, ArrowError> {
    let Some(rows) = column.as_any().downcast_ref::<StructArray>() else {
        return Ok(Arc::clone(column));
    };
    let (fields, columns, nulls) = rows.clone().into_parts();
    let columns = fields.iter().zip(columns).map(|(field, column)| {
        if field.is_nullable() {
            return Ok(column);
        }
        Ok(make_array(column.to_data().into_builder().nulls(None).build()?))
    });
    let columns = columns.collect::<Result<_, ArrowError>>()?;
    Ok(Arc::new(StructArray::try_new(fields, columns, nulls)?))
}

/// The ids of rows, those of failures with them.
fn ids(read: &ArrayRef, failed: &[Option<&Failure>]) -> ArrayRef {
    let Some(read) = read.as_any().downcast_ref::<StringArray>() else {
        return Arc::clone(read);
    };
    let ids = failed.iter().enumerate().map(|(row, failure)| match failure {
        Some(failure) => failure.document.as_deref(),
        None => read.is_valid(row).then(|| read.value(row)),
    });
    Arc::new(ids.collect::<StringArray>())
}

fn failure_column(failed: &[Option<&Failure>]) -> Result<StructArray, ArrowError> {
    let number = |of: fn(&Failure) -> Option<u64>| -> ArrayRef {
        let numbers = failed.iter().map(|failure| failure.and_then(of));
        Arc::new(Int64Array::from_iter(
            numbers.map(|number| number.and_then(|number| number.try_into().ok())),
        ))
    };
    let words = |of: fn(&Failure) -> Option<&str>| -> ArrayRef {
        Arc::new(
            failed
                .iter()
                .map(|failure| failure.and_then(of))
                .collect::<StringArray>(),
        )
    };
    let told = |of: fn(&Failure) -> &str| -> ArrayRef {
        Arc::new(StringArray::from_iter_values(
            failed.iter().map(|failure| failure.map_or("", of)),
        ))
    };
    let nulls = failed.iter().map(Option::is_some).collect::<Vec<bool>>().into();
    StructArray::try_new(
        failure_fields(),
        vec![
            told(|failure| failure.kind),
            words(|failure| failure.file.as_deref()),
            number(|failure| failure.line),
            number(|failure| failure.offset),
            told(|failure| &failure.message),
        ],
        Some(nulls),
    )
}
