//! The article of a page.
//!
//! A page is read in a row of passes, each linear in its length and none recursive: `tree` keeps its elements, `blocks`
//! its lines, `names` tells furniture by the names of its elements, `article` finds the element that holds the most
//! prose, `lines` leaves out what is none of the article. No rule is about one site.
//!
//! Text stays as the page has it, no-break spaces and curly quotation marks included. Blanks are collapsed as HTML
//! does; soft hyphens, zero-width spaces, word joiners and control characters are dropped, for a browser shows none of
//! them and they would tear words apart. Zero-width joiners and non-joiners stay: some scripts spell with them.

mod article;
mod blocks;
mod captions;
mod labels;
mod lines;
mod names;
mod tags;
mod tree;
mod vocabulary;
mod write;

use std::ops::Range;

use crate::Facts;
use article::Page;
pub(crate) use tree::Builder;
use tree::Tree;

/// An article as it stands on its page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Body {
    /// The paragraphs, a blank line between them; no headline, byline, captions or furniture. A line break within a
    /// paragraph is a line end. Empty where the page has no article.
    pub text: String,
    /// Block quotations: scalar values of `text`, whole paragraphs, in order.
    pub block_quotes: Vec<Range<usize>>,
    /// Captions of the article's pictures, in order.
    pub captions: Vec<String>,
}

/// The article of a page. `facts` are what the page says of it: lines that repeat its title and authors are no part of it, and
/// where the page holds less than half of the body that it states in JSON-LD, as pages that a script fills in do, the
/// stated one is taken.
pub(crate) fn of(tree: &Tree, facts: &Facts) -> Body {
    let shown = with_page(tree, |page| write::body(page, facts));
    match &facts.article_body {
        Some(stated) if stated.value.len() > shown.text.len() => {
            let body = stated_body(&stated.value);
            if body.text.len() / 2 > shown.text.len() {
                Body {
                    captions: shown.captions,
                    ..body
                }
            } else {
                shown
            }
        }
        _ => shown,
    }
}

/// All that a reader sees of a piece of HTML.
pub(crate) fn fragment(html: &str) -> Body {
    with_page(&Tree::of(html), write::all)
}

/// A body from JSON-LD: plain text, often with character references, at times HTML. Lines are paragraphs.
fn stated_body(stated: &str) -> Body {
    with_page(&Tree::of(&format!("<pre>{stated}")), write::prose)
}

fn with_page(tree: &Tree, read: impl FnOnce(&Page) -> Body) -> Body {
    let purposes = names::purposes(tree);
    let blocks = blocks::of(tree, &purposes);
    read(&Page::of(tree, &blocks, purposes))
}
