//! Measures of predicted attributions against gold ones.
//!
//! [`read`] takes documents from JSON Lines, [`evaluate`] compares two sets of them, [`errors`] lists every
//! attribution that was missed, invented or found wrongly.
//!
//! All comparisons ignore white space: a role of an attribution is the set of the characters that its spans cover and
//! that are not white space. IoU of two roles is the size of the intersection of these sets over the size of their
//! union (0 where both are empty). Counts are summed over all documents before precision, recall and F1 are taken.
//!
//! Roles (`source`, `cue`, `content`), each alone, regardless of who said what:
//! - `exact`: the distinct non-empty span sets of a document; a predicted one is right where gold has the same one.
//! - `overlap`: the same items matched one to one, greedily by most shared characters.
//! - `chars`: characters that the role covers in any attribution of the document.
//!
//! Relations: predicted and gold attributions of a document are matched one to one, greedily by descending content
//! IoU, then source IoU, then position; pairs without a shared content character are not matched.
//! - `relation`: content IoU ≥ 0.5 and either source IoU ≥ 0.5 or neither side has a source.
//! - `relation_strict`: content and source are equal after their ends are trimmed of white space and punctuation.
//! - `content_only`: content IoU ≥ 0.5, whatever the source.
//! - `*_quoted`: recall over gold whose content holds a double quotation mark, precision over predictions whose does.
//!
//! The [kinds](Kind) judge `relation` for one sort of attribution at a time; see there.

mod article;
mod calibration;
mod characters;
mod document;
mod errors;
mod evaluate;
mod kind;
mod matching;
mod measure;
mod report;

pub use calibration::{Bin, Calibration};
pub use document::{Attribution, Document, ReadError, read};
pub use errors::{Fault, Mistake, Side, errors};
pub use evaluate::{DocumentMeasure, Evaluation, evaluate};
pub use kind::{Kind, KindMeasure};
pub use measure::Measure;
