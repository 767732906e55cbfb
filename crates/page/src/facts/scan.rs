//! One pass over a page's tags: what its head says, what is marked in its text, and the lines that a reader sees.
//!
//! A tokenizer is enough for facts and builds no tree, so that depth costs nothing. What is kept is bounded by the
//! constants of `reader.rs`; a page that has more is read as far as that.

use std::ops::Range;

/// Stands in a page's text where one inline element ends and another begins: "By Anna Lind" and "Staff Writer" may
/// touch on the page.
pub(crate) const SEAM: char = '\u{1f}';

/// What was found on a page.
#[derive(Debug, Default)]
pub(crate) struct Scan {
    /// `lang` of `html`.
    pub(crate) language: Option<String>,
    /// The text of `title`.
    pub(crate) title: String,
    /// `href` of `link rel="canonical"`.
    pub(crate) canonical: Option<String>,
    /// Known names of `meta` elements in lower case, with their content, in the order of the page.
    pub(crate) metas: Vec<(&'static str, String)>,
    /// Texts of JSON-LD scripts.
    pub(crate) scripts: Vec<String>,
    /// All visible text: lines, each with its line end; [`SEAM`] between inline elements.
    pub(crate) text: String,
    /// The lines of the text that aren't blank.
    pub(crate) lines: Vec<Line>,
    /// Elements that are marked as a date, an author or the like, in the order they begin.
    pub(crate) marks: Vec<Mark>,
}

/// A line that a reader sees.
#[derive(Clone, Debug)]
pub(crate) struct Line {
    /// Bytes of the page's text.
    pub(crate) range: Range<usize>,
    /// 1 to 6 for `h1` to `h6`, else 0.
    pub(crate) heading: u8,
    /// Whether it stands in a `nav` or `footer`.
    pub(crate) furniture: bool,
}

/// An element that is marked as something.
#[derive(Clone, Debug)]
pub(crate) struct Mark {
    /// Bytes of the page's text that are inside. Cut short where it holds more than a mark does.
    pub(crate) range: Range<usize>,
    /// The marks after it as far as this one are inside it.
    pub(crate) last: usize,
    /// Whether it was cut short.
    pub(crate) long: bool,
    /// Whether it is a `time`.
    pub(crate) time: bool,
    /// The words of `itemprop`, in lower case.
    pub(crate) property: String,
    /// The words of `class`, `id` and `rel`, in lower case.
    pub(crate) class: String,
    /// Whether `rel` has the word `author`.
    pub(crate) author: bool,
    /// `content` or `datetime`.
    pub(crate) value: Option<String>,
    /// Whether it stands in a `nav` or `footer`, or is marked as part of a comment.
    pub(crate) furniture: bool,
}

impl Scan {
    /// The text of a range, without its seams.
    pub(crate) fn plain(&self, range: &Range<usize>) -> String {
        let text = self.text.get(range.clone()).unwrap_or_default();
        text.split([SEAM])
            .collect::<String>()
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ")
    }
}
