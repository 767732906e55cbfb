//! The lines of a page: runs of text that no block breaks.

use super::names::Purpose;
use super::tags::Tag;
use super::tree::{Kind, Tree};

/// A run of text within one block.
pub struct Block {
    /// Its text: blanks collapsed, a line end for each `<br>`.
    pub text: String,
    /// The innermost block element around it.
    pub node: usize,
    /// Characters of its text, blanks left out.
    pub length: usize,
    /// Characters of it that stand in links.
    pub linked: usize,
}

/// The lines of a page, without what is never part of an article, in order.
pub fn of(tree: &Tree, purposes: &[Purpose]) -> Vec<Block> {
    let mut state: Vec<State> = Vec::with_capacity(tree.nodes.len());
    let mut lines = Lines::default();
    let mut path: Vec<usize> = vec![0];
    state.push(State::default());
    for (place, node) in tree.nodes.iter().enumerate().skip(1) {
        while path.last().is_some_and(|&open| open != node.parent) {
            if let Some(closed) = path.pop().filter(|&closed| state[closed].block == closed) {
                lines.flush(closed);
            }
        }
        let outer = state[node.parent];
        match &node.kind {
            Kind::Text(range) => {
                state.push(outer);
                if !outer.apart {
                    lines.write(&tree.text[range.clone()], outer);
                }
            }
            Kind::Element(element) => {
                let tag = element.tag;
                let mut own = outer;
                own.apart |= tag.is_apart();
                own.caption |= purposes[place] == Purpose::Caption;
                // Whose picture it is stands in the line of its caption.
                let credit = outer.caption && purposes[place] == Purpose::Furniture;
                if tag.is_block() || tag == Tag::Rule || credit {
                    lines.flush(outer.block);
                    own.block = place;
                    own.kept = tag == Tag::Preformatted || outer.kept;
                } else if tag == Tag::Break && !outer.apart {
                    lines.ends += 1;
                }
                own.link |= tag == Tag::Link;
                state.push(own);
                path.push(place);
            }
        }
    }
    while let Some(closed) = path.pop() {
        if state[closed].block == closed {
            lines.flush(closed);
        }
    }
    lines.blocks
}

/// What holds for the text in an element.
#[derive(Clone, Copy, Default)]
struct State {
    block: usize,
    apart: bool,
    link: bool,
    caption: bool,
    /// Line ends stand for themselves.
    kept: bool,
}

#[derive(Default)]
struct Lines {
    blocks: Vec<Block>,
    text: String,
    length: usize,
    linked: usize,
    /// A blank is due before the next character.
    blank: bool,
    /// Line ends are due before the next character.
    ends: usize,
}

impl Lines {
    fn write(&mut self, text: &str, state: State) {
        for char in text.chars() {
            match char {
                '\n' if state.kept => self.ends += 1,
                ' ' | '\t' | '\n' | '\r' | '\u{c}' => self.blank = true,
                // Soft hyphens and zero-width blanks are for the line breaker; joiners are part of words.
                '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}' => {}
                _ if char.is_control() => {}
                _ => self.push(char, state),
            }
        }
    }

    fn push(&mut self, char: char, state: State) {
        match self.ends {
            0 if self.blank && self.length > 0 => self.text.push(' '),
            0 => {}
            1 => self.text.push('\n'),
            // Two line ends in a row part paragraphs.
            _ => self.flush(state.block),
        }
        (self.ends, self.blank) = (0, false);
        self.text.push(char);
        self.length += 1;
        self.linked += usize::from(state.link);
    }

    fn flush(&mut self, node: usize) {
        let text = self.text.trim();
        if !text.is_empty() {
            self.blocks.push(Block {
                text: text.into(),
                node,
                length: self.length,
                linked: self.linked,
            });
        }
        self.text.clear();
        (self.length, self.linked, self.ends, self.blank) = (0, 0, 0, false);
    }
}
