//! Which part of a page is its article.

use std::ops::Range;

use super::blocks::Block;
use super::names::Purpose;
use super::tags::Tag;
use super::tree::Tree;

/// A page with what is known of its elements. All lists run parallel to the tree's nodes.
pub struct Page<'a> {
    pub tree: &'a Tree,
    pub blocks: &'a [Block],
    pub purposes: Vec<Purpose>,
    /// What the article has no part in.
    pub dropped: Vec<bool>,
    /// What stands in a caption.
    pub captions: Vec<bool>,
    /// The end of each element: the first node behind it.
    ends: Vec<usize>,
    /// Whether a block is prose.
    pub prose: Vec<bool>,
}

impl<'a> Page<'a> {
    pub fn of(tree: &'a Tree, blocks: &'a [Block], purposes: Vec<Purpose>) -> Page<'a> {
        let count = tree.nodes.len();
        let mut ends: Vec<usize> = (1..=count).collect();
        for node in (1..count).rev() {
            let parent = tree.nodes[node].parent;
            ends[parent] = ends[parent].max(ends[node]);
        }
        let mut page = Page {
            tree,
            blocks,
            purposes,
            dropped: vec![false; count],
            captions: vec![false; count],
            ends,
            prose: blocks.iter().map(is_prose).collect(),
        };
        page.drop_furniture();
        page
    }

    pub fn tag(&self, node: usize) -> Tag {
        self.tree
            .element(node)
            .map(|element| element.tag)
            .unwrap_or_default()
    }

    /// The nodes of an element.
    pub fn inside(&self, element: usize) -> Range<usize> {
        element..self.ends[element]
    }

    /// Characters of prose in each element.
    fn sums(&self, weight: impl Fn(usize) -> i64) -> Vec<i64> {
        let mut sums = vec![0; self.tree.nodes.len()];
        for (place, block) in self.blocks.iter().enumerate() {
            sums[block.node] += weight(place);
        }
        for node in (1..sums.len()).rev() {
            sums[self.tree.nodes[node].parent] += sums[node];
        }
        sums
    }

    /// The elements that hold a node of a kind, and these nodes.
    fn around_any(&self, kind: impl Fn(usize) -> bool) -> Vec<bool> {
        let mut found: Vec<bool> = (0..self.tree.nodes.len()).map(kind).collect();
        for node in (1..found.len()).rev() {
            if found[node] {
                found[self.tree.nodes[node].parent] = true;
            }
        }
        found
    }

    /// Drops what its names say is no part of an article, unless most of the page's prose stands in it.
    fn drop_furniture(&mut self) {
        let prose = self.sums(|place| {
            if self.prose[place] {
                self.blocks[place].length as i64
            } else {
                0
            }
        });
        let all = prose[0];
        let quotes = self.around_any(|node| self.tag(node) == Tag::Quote);
        let bodies =
            self.around_any(|node| self.tag(node) == Tag::Title || self.purposes[node] == Purpose::Body);
        for node in 1..self.tree.nodes.len() {
            let parent = self.tree.nodes[node].parent;
            self.dropped[node] = self.dropped[parent];
            self.captions[node] = self.captions[parent];
            let Some(element) = self.tree.element(node) else {
                continue;
            };
            let own = prose[node];
            let much = own * 2 >= all && all > 0;
            let purpose = self.purposes[node];
            let apart = match purpose {
                Purpose::Others => !much || all - own >= 200 && !bodies[node],
                // Posts from elsewhere that an article quotes stand in boxes named after where they are from.
                Purpose::Furniture => !much && !quotes[node],
                _ => false,
            };
            let by_tag = matches!(element.tag, Tag::Aside | Tag::Footer | Tag::Form | Tag::Header) && !much;
            if apart || by_tag || element.hidden && !much {
                self.dropped[node] = true;
            }
            self.captions[node] |= purpose == Purpose::Caption && !much;
        }
    }

    /// The elements that hold the article, in order.
    pub fn article(&self) -> Vec<usize> {
        let worth = self.sums(|place| self.worth(place));
        let (mut best, mut most) = (0, 0);
        for (node, &worth) in worth.iter().enumerate() {
            let element = self.tree.element(node).is_some();
            if element && !self.dropped[node] && worth >= most {
                (best, most) = (node, worth);
            }
        }
        if let Some(named) = self.named(&worth, most) {
            return named;
        }
        // Deeper, as long as nearly everything is there.
        loop {
            let child = self
                .children(best)
                .filter(|&child| !self.dropped[child])
                .max_by_key(|&child| worth[child]);
            match child {
                Some(child) if worth[child] * 10 >= worth[best] * 9 => best = child,
                _ => break,
            }
        }
        vec![self.first_of_several(best, &worth)]
    }

    /// Where several articles stand in a row, the one under the page's title or with half of the prose.
    fn first_of_several(&self, best: usize, worth: &[i64]) -> usize {
        let titled = self.inside(best).find(|&node| self.tag(node) == Tag::Title);
        let titled = titled
            .and_then(|title| self.around(title, Tag::Article))
            .filter(|&article| worth[article] * 4 >= worth[best]);
        let large = || {
            self.inside(best)
                .find(|&node| self.tag(node) == Tag::Article && worth[node] * 2 >= worth[best])
        };
        titled
            .or_else(large)
            .filter(|&article| article > best && worth[article] > 0)
            .unwrap_or(best)
    }

    fn children(&self, node: usize) -> impl Iterator<Item = usize> + '_ {
        let mut next = node + 1;
        let end = self.ends[node];
        std::iter::from_fn(move || {
            let child = next;
            if child >= end {
                return None;
            }
            next = self.ends[child];
            Some(child)
        })
        .filter(|&child| self.tree.element(child).is_some())
    }

    /// The elements that are named as an article's body, where they hold much of the page's prose.
    fn named(&self, worth: &[i64], most: i64) -> Option<Vec<usize>> {
        let mut bodies: Vec<usize> = Vec::new();
        for node in 0..self.tree.nodes.len() {
            if self.dropped[node] || self.purposes[node] != Purpose::Body || worth[node] <= 0 {
                continue;
            }
            match bodies.last_mut().filter(|last| node < self.ends[**last]) {
                // Of two in each other the inner one is the closer fit.
                Some(last) if worth[node] * 10 >= worth[*last] * 9 => *last = node,
                Some(_) => {}
                None => bodies.push(node),
            }
        }
        // Bodies of other articles stand in elements of their own.
        let article = self.around(*bodies.first()?, Tag::Article);
        bodies.retain(|&body| self.around(body, Tag::Article) == article);
        let held: i64 = bodies.iter().map(|&node| worth[node]).sum();
        (held * 5 >= most * 2).then_some(bodies)
    }

    /// Whether elements are named as an article's body.
    pub fn is_named(&self, roots: &[usize]) -> bool {
        roots.iter().any(|&root| self.purposes[root] == Purpose::Body)
    }

    /// The element that holds an article's pictures too, where one is marked as the article.
    pub fn around_article(&self, roots: &[usize]) -> usize {
        let first = roots.first().copied().unwrap_or(0);
        let marked = self
            .around(first, Tag::Article)
            .or_else(|| self.around(first, Tag::Main));
        marked.unwrap_or(if roots.len() == 1 { first } else { 0 })
    }

    /// Whether an element of a kind stands around a node.
    pub fn is_within(&self, node: usize, tag: Tag) -> bool {
        self.around(node, tag).is_some()
    }

    /// The innermost element of a kind around a node, which may be itself.
    fn around(&self, mut node: usize, tag: Tag) -> Option<usize> {
        while node > 0 {
            if self.tag(node) == tag {
                return Some(node);
            }
            node = self.tree.nodes[node].parent;
        }
        None
    }

    /// What a block says for the elements around it: prose for, links and scraps against.
    fn worth(&self, place: usize) -> i64 {
        let block = &self.blocks[place];
        if self.dropped[block.node] || self.captions[block.node] {
            return 0;
        }
        let (length, linked) = (block.length as i64, block.linked as i64);
        if linked * 2 > length {
            return -length.min(100);
        }
        match (self.prose[place], self.tag(block.node)) {
            // Teasers: a headline that leads on, and some words more.
            (true, Tag::Item | Tag::Term) => (length - 4 * linked) / 2,
            (true, _) => length - linked,
            (false, _) => 0,
        }
    }
}

/// Whether a block reads like a sentence or more.
fn is_prose(block: &Block) -> bool {
    let sentence = block
        .text
        .trim_end_matches(['"', '\'', '”', '’', ')', ']', '»'])
        .ends_with(['.', '!', '?', '…', '。', ':']);
    block.linked * 2 <= block.length && (block.length >= 80 || block.length >= 25 && sentence)
}
