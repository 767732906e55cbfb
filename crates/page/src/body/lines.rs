//! Which of the lines in an article's element are the article.

use onrecord_text::is_furniture;

use super::article::Page;
use super::blocks::Block;
use super::captions::{ends_in_credit, pictures};
use super::labels::{is_biography, is_clock, is_dateline, is_label, plain};
use super::tags::Tag;
use super::tree::Item;
use crate::Facts;

/// The lines of an article, and the captions of its pictures.
#[derive(Default)]
pub struct Lines<'a> {
    pub kept: Vec<&'a Block>,
    pub captions: Vec<String>,
    /// Prose was seen: what comes now is no headline, deck or byline.
    begun: bool,
    /// The headline was seen.
    titled: bool,
    /// A label of other pages' links was seen, and no prose since.
    teasers: bool,
}

impl<'a> Lines<'a> {
    /// The article's lines. What repeats the title and the authors is none of them.
    pub fn of(page: &Page<'a>, facts: &Facts) -> Lines<'a> {
        let mut lines = Lines::default();
        let roots = page.article();
        let mut inside = vec![false; page.tree.nodes.len()];
        for &root in &roots {
            inside[page.inside(root)].fill(true);
        }
        if is_index(page, &inside) && !page.is_named(&roots) {
            return lines;
        }
        let title = facts.title.as_ref().map(|title| plain(&title.value));
        let authors: Vec<String> = facts.authors.iter().map(|author| plain(&author.value)).collect();
        let links = links(page);
        let pictures = pictures(page, &inside);
        let around = page.inside(page.around_article(&roots));
        for (place, block) in page
            .blocks
            .iter()
            .enumerate()
            .filter(|(_, block)| around.contains(&block.node))
        {
            let node = block.node;
            if !inside[node] {
                if page.captions[node] && !page.dropped[node] {
                    lines.captions.push(block.text.clone());
                }
                continue;
            }
            if lines.is_headline(page, block, title.as_deref()) || page.dropped[node] {
                continue;
            }
            if page.captions[node] || pictures[node] || !lines.begun && ends_in_credit(&block.text) {
                lines.captions.push(block.text.clone());
            } else if !links[node] {
                lines.line(page.tag(node), block, page.prose[place], &authors);
            }
        }
        while lines
            .kept
            .last()
            .is_some_and(|block| page.tag(block.node).is_heading() || is_biography(&block.text, &authors))
        {
            lines.kept.pop();
        }
        if !lines.begun && !page.is_named(&roots) {
            lines.kept.clear();
        }
        lines
    }

    /// Whether a line is the article's headline, wherever it stands. Nothing above it is of the article.
    fn is_headline(&mut self, page: &Page, block: &Block, title: Option<&str>) -> bool {
        let tag = page.tag(block.node);
        let marked = page
            .tree
            .element(block.node)
            .is_some_and(|element| element.item == Item::Headline);
        let headline = marked || tag.is_heading() && title.is_some_and(|title| title == plain(&block.text));
        if !self.begun && (headline || tag == Tag::Title) {
            self.kept.clear();
            self.titled = true;
            return true;
        }
        headline
    }

    fn line(&mut self, tag: Tag, block: &'a Block, prose: bool, authors: &[String]) {
        let heading = tag.is_heading();
        let prose = prose && !heading;
        if is_label(&block.text) {
            self.teasers = true;
            return;
        }
        if is_furniture(&block.text) || is_clock(&block.text) {
            return;
        }
        if heading || prose && tag != Tag::Item && block.linked * 5 < block.length {
            self.teasers = false;
        }
        let link = self.teasers && block.linked > 0 || block.linked * 10 > block.length * 8;
        // A heading between the headline and the text is the deck.
        let above = !self.begun
            && (heading && self.titled
                || is_dateline(&block.text)
                || !prose && block.length < 150 && names(&block.text, authors));
        if !link && !above {
            self.begun |= prose;
            self.kept.push(block);
        }
    }
}

/// Whether what is there leads to articles instead of being one: links, and a few words between each two of them.
fn is_index(page: &Page, inside: &[bool]) -> bool {
    let (mut leads, mut length, mut run, mut longest) = (0, 0, 0, 0);
    for (place, block) in page.blocks.iter().enumerate() {
        if !inside[block.node] || page.dropped[block.node] {
            continue;
        }
        if block.length >= 20 && block.linked * 10 > block.length * 8 {
            leads += 1;
            run = 0;
        } else if page.prose[place] {
            length += block.length;
            run += block.length;
            longest = longest.max(run);
        }
    }
    leads >= 4 && length < leads * 200 && longest < 250
}

/// The nodes in lists that are mostly links.
fn links(page: &Page) -> Vec<bool> {
    let count = page.tree.nodes.len();
    let (mut lengths, mut linked) = (vec![0; count], vec![0; count]);
    for block in page.blocks {
        lengths[block.node] += block.length;
        linked[block.node] += block.linked;
    }
    for node in (1..count).rev() {
        let parent = page.tree.nodes[node].parent;
        lengths[parent] += lengths[node];
        linked[parent] += linked[node];
    }
    let mut result = vec![false; count];
    for node in 1..count {
        let own = page.tag(node) == Tag::List && linked[node] * 10 > lengths[node] * 6;
        result[node] = own || result[page.tree.nodes[node].parent];
    }
    result
}

fn names(text: &str, authors: &[String]) -> bool {
    let line = plain(text);
    authors.iter().any(|author| line.contains(author.as_str()))
}
