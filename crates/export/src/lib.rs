//! Records in the formats that people and other programs read.
//!
//! A [`Sink`] takes record after record and writes each at once, so that a stream needs no memory:
//!
//! ```
//! use onrecord_export::{Jsonl, Sink};
//! # let records: Vec<onrecord_record::Record> = vec![];
//!
//! let mut sink = Jsonl::new(std::io::stdout());
//! for record in &records {
//!     sink.write(record)?;
//! }
//! sink.finish()?;
//! # Ok::<(), onrecord_export::Error>(())
//! ```
//!
//! [`Format`] names the formats and [`sink`] opens any of them; [`write_kept`] writes what comes out of a store. Offsets count
//! Unicode scalar values in all of them. An article is hostile input: whatever of it reaches a terminal goes through [`sanitise`], and pages show its control and
//! direction characters by name instead of passing them on.

mod brat;
mod claim;
mod csv;
mod figures;
mod hidden;
pub mod html;
mod json;
mod jsonld;
mod lookup;
mod marks;
mod names;
mod open;
mod parquet;
mod sink;
mod statement;
mod terminal;
mod voices;
mod webannotation;
mod when;

pub use brat::{Brat, BratArchive, ann};
pub use csv::Csv;
pub use hidden::sanitise;
pub use html::{Html, Pages};
pub use json::{Json, Jsonl, Shape};
pub use jsonld::JsonLd;
pub use open::{Options, sink, write_kept};
pub use parquet::{Documents, Statements};
pub use sink::{Error, Format, Sink};
pub use terminal::{Terminal, TerminalOptions};
pub use webannotation::WebAnnotation;
