//! Records kept in one SQLite file, and what is asked of them.
//!
//! ```
//! use onrecord_store::{Filter, Store};
//! # let folder = tempfile::tempdir()?;
//! # let path = folder.path().join("store.db");
//! # let records: Vec<onrecord_record::Record> = vec![];
//!
//! let mut store = Store::open(&path)?;
//! for record in &records {
//!     store.add(record)?;
//! }
//! for hit in store.search("\"harbour tax\" OR ferr*", &Filter::default(), 20)? {
//!     println!("{:?}: {}", hit.statement.speaker, hit.statement.words);
//! }
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! `docs/store.md` tells what the tables hold and what can be relied on. Whatever comes out of a store was in an article:
//! hostile text, to be escaped before it reaches a terminal or a page.

mod add;
mod compare;
mod content;
mod corrections;
mod error;
mod fields;
mod figures;
mod fold;
mod forget;
mod get;
mod index;
mod kept;
mod kinds;
mod named;
mod part;
mod parts;
mod phrases;
mod query;
mod row;
mod same;
mod sample;
mod search;
mod share;
mod spans;
mod speakers;
mod statement;
mod stats;
mod store;
mod who;
mod whole;

pub use add::Added;
pub use compare::{Account, Dropped, Sentence, Side, denials_among, rivals_among};
pub use corrections::{Change, Correction, Role, Voiced};
pub use error::Error;
pub use figures::Figure;
pub use query::QueryError;
pub use same::{Repeated, Twin};
pub use sample::Stratum;
pub use search::{Filter, Hit};
pub use statement::Statement;
pub use stats::Stat;
pub use store::Store;
pub use who::{Counted, Voice, Who};
