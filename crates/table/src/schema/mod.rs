//! The columns of both views.
//!
//! Only types that Arrow's, Spark's, DuckDB's and polars' readers all have: strings, 32- and 64-bit signed integers,
//! doubles, truth values, lists, structs and one map. Dates stay the ISO 8601 strings that the record has: some are days,
//! some minutes. A span is a list of two numbers, `[start, end)` in Unicode scalar values, as in JSON.

mod records;
mod statements;

use arrow_schema::{DataType, Field, Fields};

pub use records::records_schema;
pub use statements::statements_schema;

/// What Parquet calls an entry of a list.
const ENTRY: &str = "element";

fn text(name: &str) -> Field {
    Field::new(name, DataType::Utf8, false)
}

fn number(name: &str) -> Field {
    Field::new(name, DataType::Float64, false)
}

fn whole(name: &str) -> Field {
    Field::new(name, DataType::Int64, false)
}

/// `[start, end)`.
fn span(name: &str) -> Field {
    list(name, Field::new(ENTRY, DataType::Int32, false))
}

fn spans(name: &str) -> Field {
    list(name, span(ENTRY))
}

fn list(name: &str, entry: Field) -> Field {
    Field::new_list(name, entry, false)
}

fn parts(name: &str, fields: Vec<Field>) -> Field {
    Field::new_struct(name, Fields::from(fields), false)
}

/// A field that may be null.
fn open(field: Field) -> Field {
    field.with_nullable(true)
}
