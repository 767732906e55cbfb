//! The same statement across articles, and accounts that differ: pure functions over texts, for a store to call.
//!
//! **The same words.** [`Wording`] is a statement as it is compared: case, marks, brackets, ellipses, white space and
//! British or American spelling don't count. [`same`] says of two whether they are equal, nearly equal or one a part of the
//! other; [`difference`] shows what was kept, altered, cut and added.
//!
//! **Where to look.** The rarest words of a [`Query`] find [`candidates`](Query::candidates) in a full-text index, so that
//! nothing is ever compared all with all.
//!
//! **Other words.** A query's [`score`](Query::score) puts what it found in order, and [`paraphrase`](Query::paraphrase)
//! tells which of them say the same.
//!
//! **Other accounts.** [`rivals`] finds figures that contradict each other, [`denials`] claims and their denials,
//! [`dropped`] statements that one outlet attributes and another tells as plain fact.
//!
//! A statement whose content stands in several places of its text is given as one string, its parts joined by a blank.
//! Nothing here depends on the order of statements, the machine or a hash's seed.

mod alignment;
mod clause;
mod difference;
mod fold;
mod forms;
mod grams;
mod likeness;
mod negation;
mod paraphrase;
mod plain;
mod porter;
mod rivals;
mod terms;
mod told;
mod wording;

pub use difference::{Change, difference, marked};
pub use likeness::{Likeness, Same, same};
pub use paraphrase::{FEATURES, Query, WEIGHTS};
pub use plain::is_plain;
pub use rivals::{Figure, MOST_ACCOUNTS, rivals};
pub use terms::{Collection, Sought};
pub use told::{ALIKE, LEAST_TOLD, MOST_FOUND, OF_LONGER, OF_SHORTER, Pair, Told, denials, dropped};
pub use wording::{MOST_WORDS, Wording};
