//! The article's lines as a text.

use onrecord_text::is_furniture;

use super::Body;
use super::article::Page;
use super::blocks::Block;
use super::lines::Lines;
use super::tags::Tag;
use crate::Facts;

/// The article of a page. What repeats the title and the authors is no part of it.
pub fn body(page: &Page, facts: &Facts) -> Body {
    let lines = Lines::of(page, facts);
    Body {
        captions: lines.captions,
        ..text(page, lines.kept)
    }
}

/// Every line.
pub fn all(page: &Page) -> Body {
    text(page, page.blocks)
}

/// Every line but furniture.
pub fn prose(page: &Page) -> Body {
    text(
        page,
        page.blocks.iter().filter(|block| !is_furniture(&block.text)),
    )
}

fn text<'a>(page: &Page, blocks: impl IntoIterator<Item = &'a Block>) -> Body {
    let mut body = Body::default();
    let mut length = 0;
    for block in blocks {
        if length > 0 {
            body.text.push_str("\n\n");
            length += 2;
        }
        let start = length;
        body.text.push_str(&block.text);
        length += block.text.chars().count();
        if page.is_within(block.node, Tag::Quote) {
            body.block_quotes.push(start..length);
        }
    }
    body
}
