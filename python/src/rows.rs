//! The rows of a table on their way to JSON lines: each is a document.

use std::collections::VecDeque;

use arrow_array::cast::AsArray;
use arrow_array::ffi_stream::RecordBatchStreamReader;
use arrow_array::types::{
    ArrowTimestampType, Date32Type, Date64Type, Float32Type, Float64Type, TimestampMicrosecondType,
    TimestampMillisecondType, TimestampNanosecondType, TimestampSecondType,
};
use arrow_array::{Array, RecordBatch, RecordBatchReader, downcast_integer_array};
use arrow_pyarrow::FromPyArrow;
use arrow_schema::{ArrowError, DataType, TimeUnit};
use jiff::civil::{self, Date};
use jiff::fmt::temporal::DateTimeParser;
use jiff::{Span, Timestamp};
use pyo3::prelude::*;
use serde_json::{Map, Value};

use crate::engine::wrong;

/// Rows that are handed over at once: as many as are soon read.
const ROWS: usize = 64;

/// What days are counted from.
const EPOCH: Date = civil::date(1970, 1, 1);

/// A table of which some columns are read.
pub struct Rows {
    batches: Box<dyn RecordBatchReader + Send>,
    /// Of each of them its place and its name as a document's field.
    fields: Vec<(usize, String)>,
    batch: RecordBatch,
    at: usize,
}

impl Rows {
    /// The rows of a table with the columns that are named: `(field, column)`.
    pub fn of(table: &Bound<'_, PyAny>, columns: &[(String, String)]) -> PyResult<Self> {
        let batches = RecordBatchStreamReader::from_pyarrow_bound(table)?;
        let schema = batches.schema();
        let mut fields = Vec::new();
        for (field, column) in columns {
            let place = schema.index_of(column).map_err(|_| {
                let there: Vec<&str> = schema
                    .fields()
                    .iter()
                    .map(|field| field.name().as_str())
                    .collect();
                let there = there.join(", ");
                wrong(format!("the table has no column {column:?}; it has {there}"))
            })?;
            let kind = schema.field(place).data_type();
            if !is_readable(kind) {
                return Err(wrong(format!(
                    "the table's column {column:?} holds {kind}; cast it to strings"
                )));
            }
            fields.push((place, field.clone()));
        }
        Ok(Self {
            batch: RecordBatch::new_empty(schema),
            batches: Box::new(batches),
            fields,
            at: 0,
        })
    }

    /// The next rows as JSON lines, and their ids; nothing at the end.
    pub fn lines(&mut self, ids: &mut VecDeque<Option<String>>) -> Result<Vec<u8>, ArrowError> {
        while self.at == self.batch.num_rows() {
            match self.batches.next() {
                Some(batch) => (self.batch, self.at) = (batch?, 0),
                None => return Ok(Vec::new()),
            }
        }
        let rows = self.at..self.batch.num_rows().min(self.at + ROWS);
        self.at = rows.end;
        let mut lines = Vec::new();
        for row in rows {
            let mut document = Map::new();
            for (place, field) in &self.fields {
                if let Some(value) = value(self.batch.column(*place), row) {
                    document.insert(field.clone(), value);
                }
            }
            ids.push_back(document.get("id").map(|id| match id {
                Value::String(id) => id.clone(),
                id => id.to_string(),
            }));
            serde_json::to_writer(&mut lines, &document)
                .map_err(|error| ArrowError::JsonError(error.to_string()))?;
            lines.push(b'\n');
        }
        Ok(lines)
    }
}

/// Whether values of a type can stand in a document.
fn is_readable(kind: &DataType) -> bool {
    match kind {
        DataType::Null | DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View => true,
        DataType::Float32 | DataType::Float64 | DataType::Date32 | DataType::Date64 => true,
        DataType::Timestamp(_, None) => true,
        DataType::Timestamp(_, Some(zone)) => DateTimeParser::new().parse_time_zone(zone.as_ref()).is_ok(),
        DataType::Dictionary(_, values) => is_readable(values),
        kind => kind.is_integer(),
    }
}

/// What a row has in a column, as JSON has it; nothing for null.
fn value(column: &dyn Array, row: usize) -> Option<Value> {
    if column.is_null(row) {
        return None;
    }
    Some(match column.data_type() {
        DataType::Utf8 => column.as_string::<i32>().value(row).into(),
        DataType::LargeUtf8 => column.as_string::<i64>().value(row).into(),
        DataType::Utf8View => column.as_string_view().value(row).into(),
        DataType::Float32 => column.as_primitive::<Float32Type>().value(row).into(),
        DataType::Float64 => column.as_primitive::<Float64Type>().value(row).into(),
        DataType::Date32 => day(column.as_primitive::<Date32Type>().value(row).into()),
        DataType::Date64 => day(column
            .as_primitive::<Date64Type>()
            .value(row)
            .div_euclid(86_400_000)),
        DataType::Timestamp(unit, zone) => {
            let (number, nanoseconds) = match unit {
                TimeUnit::Second => (ticks::<TimestampSecondType>(column, row), 1_000_000_000),
                TimeUnit::Millisecond => (ticks::<TimestampMillisecondType>(column, row), 1_000_000),
                TimeUnit::Microsecond => (ticks::<TimestampMicrosecondType>(column, row), 1_000),
                TimeUnit::Nanosecond => (ticks::<TimestampNanosecondType>(column, row), 1),
            };
            match zone {
                Some(zone) => moment(i128::from(number) * nanoseconds, zone),
                // A moment without a time zone says no more than its day.
                None => day(number.div_euclid(86_400_000_000_000 / nanoseconds as i64)),
            }
        }
        DataType::Dictionary(..) => {
            let dictionary = column.as_any_dictionary();
            let key = value(dictionary.keys(), row)?.as_u64()?;
            return value(dictionary.values(), usize::try_from(key).ok()?);
        }
        _ => downcast_integer_array! {
            column => column.value(row).into(),
            _ => return None
        },
    })
}

fn ticks<T: ArrowTimestampType>(column: &dyn Array, row: usize) -> i64 {
    column.as_primitive::<T>().value(row)
}

/// A day, counted from 1970. Where there is no such day, the number, which is then said to be no date.
fn day(number: i64) -> Value {
    let days = Span::new().try_days(number);
    let day = days.and_then(|days| EPOCH.checked_add(days));
    day.map_or_else(|_| number.to_string(), |day| day.to_string())
        .into()
}

/// Nanoseconds since 1970 by the clock of a place.
fn moment(number: i128, zone: &str) -> Value {
    let moment = Timestamp::from_nanosecond(number);
    let there = moment.and_then(|moment| Ok(moment.to_zoned(DateTimeParser::new().parse_time_zone(zone)?)));
    match there {
        Ok(there) if there.offset().is_zero() => there.timestamp().to_string(),
        Ok(there) => there.strftime("%Y-%m-%dT%H:%M:%S%.f%:z").to_string(),
        Err(_) => number.to_string(),
    }
    .into()
}
