//! A text and places in it.
//!
//! Everything above this crate points into an article by [`Span`]: Unicode scalar values, `[start, end)`, as Python's
//! `str` counts. Rust's strings count bytes; [`Text`] keeps both and is the only place where they meet.

mod characters;
mod furniture;
mod paragraphs;
mod quotations;
mod sentences;
mod span;
mod text;
mod words;

pub use furniture::{is_furniture, reports};
pub use paragraphs::paragraphs;
pub use quotations::Quotation;
pub use sentences::sentences;
pub use span::Span;
pub use text::Text;
pub use words::{Word, words, words_by_paragraph};
