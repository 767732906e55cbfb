//! Records as Arrow tables, and as Parquet.
//!
//! There are two views of the same records:
//!
//! - **Records**, nested: a row a document, with the fields of `onrecord/1` as they are in JSON ([`records_schema`]).
//! - **Statements**, flat: a row a statement, with the columns of `docs/codebook.md` ([`statements_schema`], [`Row`]).
//!
//! [`Records`] and [`Statements`] collect rows into `RecordBatch`es; [`RecordsParquet`] and [`StatementsParquet`] write
//! such batches as Parquet, a bounded row group at a time.
//!
//! ```
//! use onrecord_table::{Records, records_schema};
//! # let read: Vec<onrecord_record::Record> = vec![];
//!
//! let mut records = Records::new()?;
//! for record in &read {
//!     records.push(record)?;
//! }
//! let batch = records.take()?;
//! assert_eq!(batch.schema(), records_schema());
//! # Ok::<(), onrecord_table::Error>(())
//! ```

mod batch;
mod error;
mod parquet;
mod row;
mod schema;

pub use batch::{Records, Statements};
pub use error::Error;
pub use parquet::{RecordsParquet, StatementsParquet};
pub use row::Row;
pub use schema::{records_schema, statements_schema};
