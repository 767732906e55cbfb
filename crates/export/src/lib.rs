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
//! [`Format`] names the formats; [`Terminal`], [`Json`], [`Jsonl`], [`Html`] and [`Brat`] write them. An article is
//! hostile input: whatever of it reaches a terminal goes through [`sanitise`], and pages show its control and
//! direction characters by name instead of passing them on.

mod brat;
mod figures;
mod hidden;
mod html;
mod json;
mod lookup;
mod marks;
mod sink;
mod statement;
mod terminal;
mod voices;
mod when;

pub use brat::{Brat, ann};
pub use hidden::sanitise;
pub use html::{Html, Pages};
pub use json::{Json, Jsonl, Shape};
pub use sink::{Error, Format, Sink};
pub use terminal::{Terminal, TerminalOptions};
