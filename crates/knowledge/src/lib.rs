//! Who holds which office, when: the people, offices, countries and groups that news speaks of.
//!
//! ```
//! use onrecord_knowledge::{Date, Knowledge, Office};
//!
//! let knowledge = Knowledge::shipped();
//! let ukraine = knowledge.country("Ukrainian").unwrap().country;
//! let office = Office::parse("foreign minister").unwrap();
//! let date = Date::parse("2022-02-25").unwrap();
//! let holders = knowledge.holder(&ukraine.iso3, &office, date);
//! assert_eq!(holders[0].name, "Dmytro Kuleba");
//! ```

mod actor;
mod country;
mod date;
pub mod file;
pub mod fold;
mod holder;
mod knowledge;
mod office;
mod own;
mod people;
mod phrase;

pub use actor::Actor;
pub use country::{NamedCountry, Naming};
pub use date::{Date, Period, Tenure};
pub use holder::Holder;
pub use knowledge::{Country, Gender, Knowledge, Term};
pub use office::{Kind, Office, PORTFOLIOS, likeness};
pub use own::PeopleError;
pub use people::{Candidate, Context, ENOUGH, MARGIN, NameMatch, decide, evidence};
