//! A page as a flat list of its elements and texts, in the order of the page.
//!
//! The tokeniser follows the WHATWG standard; the tree is simpler than the standard's: an end tag closes the nearest
//! element of its name within its block, a block closes an open paragraph, and that is all. Nothing is moved about, so
//! building takes time linear in the page and never recurses. Elements nested deeper than [`DEEPEST`] become siblings.

use std::ops::Range;

use html5gum::emitters::callback::CallbackEvent;

use super::tags::Tag;
use crate::tokens;

/// Levels of elements that are told apart. News pages have less than fifty.
const DEEPEST: usize = 200;
/// Elements that are looked at; the tags of further ones count as blanks. News pages have some thousands.
const MOST_ELEMENTS: usize = 200_000;
/// Bytes of an element's names that are looked at.
const LONGEST_NAMES: usize = 400;

/// The elements and texts of a page. The first node is the root, which no tag stands for.
pub struct Tree {
    pub nodes: Vec<Node>,
    /// What the nodes' ranges point into.
    pub text: String,
}

pub struct Node {
    /// Where its parent stands in the list; the root is its own.
    pub parent: usize,
    pub kind: Kind,
}

pub enum Kind {
    Element(Element),
    /// Bytes of the tree's text, character references resolved.
    Text(Range<usize>),
}

#[derive(Default)]
pub struct Element {
    pub tag: Tag,
    /// Classes, id, role and `itemprop`, a blank between them.
    pub names: String,
    /// Said to be out of sight: `hidden`, `aria-hidden`, or by its style.
    pub hidden: bool,
    pub item: Item,
}

/// What microdata says an element holds.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub enum Item {
    #[default]
    Nothing,
    Body,
    Headline,
    Caption,
}

impl Tree {
    pub fn of(html: &str) -> Tree {
        let mut builder = Builder::new(html.len());
        tokens::tokens(html, |event| builder.take(event));
        builder.finish()
    }

    pub fn element(&self, node: usize) -> Option<&Element> {
        match &self.nodes[node].kind {
            Kind::Element(element) => Some(element),
            Kind::Text(_) => None,
        }
    }
}

/// Makes a tree of a page's tokens.
pub struct Builder {
    tree: Tree,
    /// The elements that are open, the root first.
    open: Vec<usize>,
    elements: usize,
    /// Elements that were opened beyond the deepest level and not closed yet.
    beyond: usize,
    /// The start tag being read.
    element: Element,
    attribute: Attribute,
    /// Whether it leads somewhere.
    leads: bool,
}

#[derive(Clone, Copy)]
enum Attribute {
    Names,
    ItemProperty,
    Style,
    AriaHidden,
    Other,
}

impl Builder {
    /// For a page of so many bytes.
    pub fn new(length: usize) -> Builder {
        let root = Node {
            parent: 0,
            kind: Kind::Element(Element::default()),
        };
        let tree = Tree {
            nodes: vec![root],
            text: String::with_capacity(length / 2),
        };
        Builder {
            tree,
            open: vec![0],
            elements: 0,
            beyond: 0,
            element: Element::default(),
            attribute: Attribute::Other,
            leads: false,
        }
    }

    /// Takes the next token.
    pub fn take(&mut self, event: &CallbackEvent<'_>) {
        match event {
            CallbackEvent::OpenStartTag { name } => {
                self.element = Element {
                    tag: Tag::of(name),
                    ..Element::default()
                };
                self.attribute = Attribute::Other;
                self.leads = false;
            }
            CallbackEvent::AttributeName { name } => self.attribute_name(name),
            CallbackEvent::AttributeValue { value } => self.attribute_value(&tokens::text(value)),
            CallbackEvent::CloseStartTag { self_closing } => self.start(*self_closing),
            CallbackEvent::EndTag { name } => self.end(Tag::of(name)),
            CallbackEvent::String { value } => self.text(&tokens::text(value)),
            CallbackEvent::Comment { .. } | CallbackEvent::Doctype { .. } | CallbackEvent::Error(_) => {}
        }
    }

    /// The tree, when all tokens were taken.
    pub fn finish(self) -> Tree {
        self.tree
    }

    fn attribute_name(&mut self, name: &[u8]) {
        self.attribute = match name {
            b"class" | b"id" | b"role" | b"data-testid" | b"data-component" => Attribute::Names,
            b"itemprop" => Attribute::ItemProperty,
            b"style" => Attribute::Style,
            b"aria-hidden" => Attribute::AriaHidden,
            _ => Attribute::Other,
        };
        self.element.hidden |= name == b"hidden";
        self.leads |= name == b"href";
    }

    fn attribute_value(&mut self, value: &str) {
        let element = &mut self.element;
        match self.attribute {
            Attribute::Names => {
                let room = LONGEST_NAMES.saturating_sub(element.names.len());
                element.names.push(' ');
                let fits = value
                    .char_indices()
                    .map(|(place, char)| place + char.len_utf8())
                    .take_while(|&end| end <= room);
                element.names.push_str(&value[..fits.last().unwrap_or(0)]);
            }
            Attribute::ItemProperty => {
                for name in value.split_ascii_whitespace() {
                    match name {
                        "articleBody" => element.item = Item::Body,
                        "headline" => element.item = Item::Headline,
                        "caption" => element.item = Item::Caption,
                        _ => {}
                    }
                }
            }
            Attribute::Style => {
                let style: String = value
                    .chars()
                    .filter(|char| !char.is_whitespace())
                    .take(LONGEST_NAMES)
                    .collect();
                let style = style.to_ascii_lowercase();
                element.hidden |= style.contains("display:none") || style.contains("visibility:hidden");
            }
            Attribute::AriaHidden => element.hidden |= value.eq_ignore_ascii_case("true"),
            Attribute::Other => {}
        }
    }

    fn start(&mut self, self_closing: bool) {
        let mut element = std::mem::take(&mut self.element);
        // Anchors are often left open, and what follows them is no link.
        if element.tag == Tag::Link && !self.leads {
            element.tag = Tag::Inline;
        }
        let tag = element.tag;
        if self.elements == MOST_ELEMENTS {
            self.text(" ");
            return;
        }
        self.elements += 1;
        self.close_implied(tag);
        let parent = self.top();
        let node = self.tree.nodes.len();
        self.tree.nodes.push(Node {
            parent,
            kind: Kind::Element(element),
        });
        // Only elements of drawings may close themselves.
        if tag.is_void() || self_closing && tag == Tag::Drawing {
            return;
        }
        if self.open.len() > DEEPEST {
            self.beyond += 1;
        } else {
            self.open.push(node);
        }
    }

    /// Ends what a start tag ends without saying so.
    fn close_implied(&mut self, tag: Tag) {
        if tag.is_block() {
            // A link or emphasis left open in a paragraph doesn't keep the paragraph open.
            if let Some(place) = self.nearest(|open| open == Tag::Paragraph, Tag::is_block) {
                self.open.truncate(place);
            }
        }
        match tag {
            Tag::Item => self.close_within(&[Tag::Item], &[Tag::List]),
            Tag::Term => self.close_within(&[Tag::Term], &[Tag::List]),
            Tag::Cell => self.close_within(&[Tag::Cell], &[Tag::Table]),
            Tag::Row => self.close_within(&[Tag::Row], &[Tag::Table]),
            Tag::Option => self.close_within(&[Tag::Option], &[Tag::Control]),
            Tag::Link => {
                if let Some(place) = self.nearest(|open| open == Tag::Link, Tag::is_block) {
                    self.open.truncate(place);
                }
            }
            _ => {}
        }
    }

    fn close_within(&mut self, closed: &[Tag], borders: &[Tag]) {
        if let Some(place) = self.nearest(|open| closed.contains(&open), |open| borders.contains(&open)) {
            self.open.truncate(place);
        }
    }

    fn end(&mut self, tag: Tag) {
        if self.beyond > 0 && !tag.is_void() {
            self.beyond -= 1;
            return;
        }
        // The end of a word's emphasis never ends the block around it.
        let border = |open: Tag| {
            if tag.is_block() {
                open == Tag::Cell && !tag.is_table()
            } else {
                open.is_block()
            }
        };
        if let Some(place) = self.nearest(|open| open == tag, border) {
            self.open.truncate(place);
        }
    }

    /// The innermost open element that is wanted, unless a border stands before it.
    fn nearest(&self, wanted: impl Fn(Tag) -> bool, border: impl Fn(Tag) -> bool) -> Option<usize> {
        for (place, &node) in self.open.iter().enumerate().skip(1).rev() {
            let tag = self.tree.element(node)?.tag;
            if wanted(tag) {
                return Some(place);
            }
            if border(tag) {
                return None;
            }
        }
        None
    }

    fn text(&mut self, text: &str) {
        let start = self.tree.text.len();
        self.tree.text.push_str(text);
        let (parent, end) = (self.top(), self.tree.text.len());
        match self.tree.nodes.last_mut() {
            Some(Node {
                parent: last,
                kind: Kind::Text(range),
            }) if *last == parent => range.end = end,
            _ => self.tree.nodes.push(Node {
                parent,
                kind: Kind::Text(start..end),
            }),
        }
    }

    fn top(&self) -> usize {
        self.open.last().copied().unwrap_or(0)
    }
}
