//! What goes into Onrecord and what comes out: [`Document`] and [`Record`], schema `onrecord/1`.
//!
//! All spans are Unicode scalar values into the record's `text` (in `title_attributions`: into `title`).

mod attribution;
mod document;
mod entity;
mod event;
mod keep;
mod kept;
mod quantity;
mod record;
mod timex;

pub use attribution::{Attribution, AttributionType, Stance};
pub use document::{Document, Provenance};
pub use entity::{Candidate, Entity, EntityType};
pub use event::Event;
pub use kept::{Kept, KeptStatement};
pub use quantity::{Account, Polarity, Quantity, Rivals};
pub use record::{Duplicate, DuplicateKind, Producer, Record, SCHEMA, schema};
pub use timex::{Timex, TimexModifier, TimexType};
