//! Recognises copies and new versions of a text.
//!
//! News is syndicated: one agency report stands in twenty papers, and one page is fetched in five versions. Counted
//! twenty times, one speaker's sentence would look like twenty. [`Seen`] remembers the documents of a batch and says of
//! each new one whether it repeats an earlier one:
//!
//! * a **copy** has the same words, or nearly the same: the estimated Jaccard similarity of the two texts' five-word
//!   shingles is at least [`NEAR`]. Texts under [`SHORT`] words are copies only where all their words are equal;
//! * an **update** stands at the same address (see [`address`]) with other words.
//!
//! Words are compared in lower case and without the marks between them, so that another style of quotation marks, another
//! line length or another dash makes no difference.
//!
//! [`Signature::of`] is the dear part and needs nothing but the text: any thread may do it. [`Seen::check`] is cheap and
//! is called for one document after the other, in their order, by one thread; then the answers depend on nothing else.
//! This crate knows nothing of where documents come from.

mod address;
mod seen;
mod signature;

pub use address::address;
pub use seen::{LONGEST_ID, NEAR, REMEMBERED, Seen};
pub use signature::{SHORT, Signature};
