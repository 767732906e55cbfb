use std::ops::Range;

use crate::Facts;

/// An article as it stands on its page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Body {
    /// The paragraphs, a blank line between them; no headline, byline, captions or furniture. Empty where the page has
    /// no article.
    pub text: String,
    /// Block quotations: scalar values of `text`, whole paragraphs, in order.
    pub block_quotes: Vec<Range<usize>>,
    /// Captions of the article's pictures, in order.
    pub captions: Vec<String>,
}

/// The article of a page. `facts` are what the page says of it: its headline and byline are no part of it.
pub(crate) fn read(_html: &str, _facts: &Facts) -> Body {
    Body::default()
}
