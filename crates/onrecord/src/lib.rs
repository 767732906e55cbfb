//! Reads news and keeps the record of who said what.
//!
//! ```no_run
//! use onrecord::{Document, Reader};
//!
//! let reader = Reader::new()?;
//! let document = Document { id: "1".into(), text: "“We will pay,” the minister said.".into(), ..Default::default() };
//! for attribution in reader.read(&document)?.attributions {
//!     println!("{:?} {:?}", attribution.source, attribution.content);
//! }
//! # Ok::<(), onrecord::Error>(())
//! ```

mod article;
mod reader;

pub use onrecord_knowledge::{Knowledge, PeopleError};
pub use onrecord_quantity::Vague;
pub use onrecord_record::*;
pub use onrecord_text::{Span, Text};
pub use reader::{Error, Model, Reader};
