//! What goes into Onrecord and what comes out: [`Document`] and [`Record`], schema `onrecord/1`.
//!
//! All spans are Unicode scalar values into the record's `text` (in `title_attributions`: into `title`).

mod document;
mod record;

pub use document::{Document, Provenance};
pub use record::{
    Attribution, AttributionType, Duplicate, DuplicateKind, Entity, EntityType, Event, Producer, Quantity,
    Record, SCHEMA, Stance, Timex, schema,
};
