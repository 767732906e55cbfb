//! A news page: its article, and what the page says about it.
//!
//! [`read`] takes the HTML of one page and gives a [`Page`]. `facts` reads what the page says of the article (JSON-LD,
//! OpenGraph, `meta`, microdata, `<time>`, bylines and datelines, the address), `body` finds the article itself. Both are
//! shown the same tokens, in one pass. Neither knows of files, archives or the network.

mod body;
mod facts;
mod tokens;

pub use body::Body;
pub use facts::{Facts, Found, Origin};

/// Everything that was read off a page.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Page {
    /// What the page says about its article.
    pub facts: Facts,
    /// The article.
    pub body: Body,
}

/// Reads a piece of HTML that is an article and no page, as feeds and news items hold it: nothing is left out but what no
/// reader sees and what a reader clicks on. Captions stand in the text.
pub fn fragment(html: &str) -> Body {
    body::fragment(html)
}

/// Reads a page. `url` is where it was fetched from, where that is known.
///
/// Never fails: a page without an article has an empty [`Body`].
pub fn read(html: &str, url: Option<&str>) -> Page {
    let (mut reader, mut builder) = (facts::Reader::default(), body::Builder::new(html.len()));
    tokens::tokens(html, |token| {
        reader.event(token);
        builder.take(token);
    });
    let facts = facts::of(reader, url);
    let body = body::of(&builder.finish(), &facts);
    Page { facts, body }
}
