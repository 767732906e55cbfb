//! Text that belongs to a picture.

use super::article::Page;
use super::tags::Tag;
use super::tree::Kind;

/// The nodes beside a picture, in an element that holds the picture and little else.
pub fn pictures(page: &Page, inside: &[bool]) -> Vec<bool> {
    const FRAMES: &[&str] = &["image", "img", "photo", "picture", "media", "gallery"];
    let count = page.tree.nodes.len();
    let mut held = vec![Held::default(); count];
    for (place, block) in page.blocks.iter().enumerate() {
        let held = &mut held[block.node];
        held.length += block.length;
        held.prose |= page.prose[place];
    }
    for node in (1..count).rev() {
        let tag = page.tag(node);
        let own = &mut held[node];
        own.picture |= tag == Tag::Picture;
        own.others |= matches!(tag, Tag::Quote | Tag::Table | Tag::Heading | Tag::Title);
        let own = *own;
        let outer = &mut held[page.tree.nodes[node].parent];
        outer.length += own.length;
        outer.prose |= own.prose;
        outer.picture |= own.picture;
        outer.others |= own.others;
    }
    let mut result = vec![false; count];
    for node in 1..count {
        let Kind::Element(element) = &page.tree.nodes[node].kind else {
            continue;
        };
        let parent = page.tree.nodes[node].parent;
        let own = held[node];
        let frame = if element.tag == Tag::Figure {
            own.length < 300
        } else if FRAMES.iter().any(|name| element.names.contains(name)) {
            own.picture && own.length < 300
        } else {
            own.picture && own.length < 160 && !own.prose
        };
        let apart = inside[node] && inside[parent] && element.tag != Tag::Paragraph && !own.others;
        result[node] = frame && apart || result[parent];
    }
    result
}

/// What stands in an element.
#[derive(Clone, Copy, Default)]
struct Held {
    length: usize,
    prose: bool,
    picture: bool,
    /// Quotations, tables, headings.
    others: bool,
}

/// A picture's caption that names whose picture it is.
pub fn ends_in_credit(text: &str) -> bool {
    let Some(open) = text
        .rfind('(')
        .filter(|_| text.ends_with(')') && text.len() < 400)
    else {
        return false;
    };
    let credit = text[open + 1..].to_lowercase();
    [
        "credit", "image", "photo", "picture", "courtesy", "getty", "source:",
    ]
    .iter()
    .any(|word| credit.starts_with(word))
}
