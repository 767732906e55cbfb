//! Time expressions of English news: found, typed and put on the calendar, as TIMEX3 of TimeML 1.2.1 writes them.
//!
//! 1. The text is cut into tokens once ([`tokens`]); the lexicon says of each what it can be ([`words`]).
//! 2. At every token the rules that can begin with it are asked, and the one that matches the most holds ([`find`]).
//!    Rules and lexicon are data: the files in `rules/`, a family each, with cases that a test holds them to.
//! 3. What a rule says ("the weekday before") becomes a stretch of the calendar ([`resolve`]): counted from the
//!    publication date or from the text's own dates, and where only that tells, by the tense of the verb nearby
//!    ([`tense`]).
//!
//! The result depends on the text and its publication date alone. Time and memory grow with the text's length.
//!
//! `rules/README.md` holds how rules are written, and the conventions where English or TIMEX3 leave a choice.

mod captures;
mod clock;
mod find;
mod line;
mod meaning;
mod modifiers;
mod named;
mod narrative;
mod nearest;
mod numbers;
mod open;
mod pattern;
mod period;
mod published;
mod resolve;
mod rules;
mod said;
mod slot;
mod tense;
mod timex;
mod tokens;
mod unit;
mod words;
mod zones;

use onrecord_record::Timex;
use onrecord_text::Text;

use crate::find::find;
use crate::line::Line;
use crate::rules::RULES;
use crate::timex::Writer;
use crate::tokens::tokens;

pub use published::{InvalidDate, Published};
pub use said::said;

/// The time expressions of a text, in text order, none over another; ids `t1`, `t2`, … Spans are in scalar values.
///
/// Without a publication date, times that are counted from it stay relative: `XXXX-WXX-5` for "on Friday", with neither
/// interval nor anchor.
pub fn times(text: &Text, published: Option<Published>) -> Vec<Timex> {
    let rules = &*RULES;
    let tokens = tokens(text.as_str(), &rules.words);
    let line = Line {
        text: text.as_str(),
        words: &rules.words,
        tokens: &tokens,
    };
    let mut writer = Writer::new(text, line, rules, published);
    for found in find(&line, rules) {
        writer.write(&found);
    }
    writer.into_times()
}
