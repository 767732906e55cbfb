//! What the names that a page gives its elements say of them: classes, ids, roles.

use std::collections::HashMap;

use super::tags::Tag;
use super::tree::{Item, Tree};
use super::vocabulary::{BODIES, CAPTIONS, FURNITURE, OTHERS, PAIRS, PREFIXES};

/// What an element is for, by its names.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Purpose {
    #[default]
    Unknown,
    /// The body of an article.
    Body,
    Caption,
    /// Share buttons, menus, teasers, bylines: a part of the page, not of the article.
    Furniture,
    /// What readers wrote, or other articles: furniture even where there is much of it.
    Others,
}

/// What every node of a page is for.
pub fn purposes(tree: &Tree) -> Vec<Purpose> {
    // Elements share their names: most pages have hundreds of one class.
    let mut known: HashMap<&str, Purpose> = HashMap::new();
    (0..tree.nodes.len())
        .map(|node| match tree.element(node) {
            Some(element) if element.item == Item::Body => Purpose::Body,
            Some(element) if element.item == Item::Caption || element.tag == Tag::Caption => Purpose::Caption,
            Some(element) if !element.names.is_empty() => *known
                .entry(&element.names)
                .or_insert_with(|| Purpose::of(&element.names)),
            _ => Purpose::Unknown,
        })
        .collect()
}

impl Purpose {
    /// What names, a blank between them, say of an element.
    pub fn of(names: &str) -> Purpose {
        let mut purpose = Purpose::Unknown;
        let mut words: Vec<String> = Vec::new();
        // A token with a colon is a style's, for some sizes of screen only.
        for name in names.split_ascii_whitespace().filter(|name| !name.contains(':')) {
            split(name, &mut words);
            let found = of_words(&words);
            if found.rank() > purpose.rank() {
                purpose = found;
            }
        }
        purpose
    }

    fn rank(self) -> u8 {
        match self {
            Purpose::Unknown => 0,
            Purpose::Furniture => 1,
            Purpose::Others => 2,
            Purpose::Caption => 3,
            Purpose::Body => 4,
        }
    }
}

fn of_words(words: &[String]) -> Purpose {
    let Some(first) = words.first() else {
        return Purpose::Unknown;
    };
    if BODIES.contains(&words.concat().as_str())
        || words
            .windows(2)
            .any(|pair| BODIES.contains(&pair.concat().as_str()))
            && words.len() <= 4
            && !words
                .iter()
                .any(|word| is(word, FURNITURE) || is(word, OTHERS) || is(word, CAPTIONS))
    {
        return Purpose::Body;
    }
    if is(first, PREFIXES) {
        return Purpose::Unknown;
    }
    if words.iter().any(|word| is(word, CAPTIONS)) {
        return Purpose::Caption;
    }
    if words.iter().any(|word| is(word, OTHERS)) {
        return Purpose::Others;
    }
    let alone = words.len() == 1
        && matches!(
            first.as_str(),
            "author" | "authors" | "date" | "time" | "related" | "source" | "kicker" | "tag"
        );
    if alone
        || words.iter().any(|word| is(word, FURNITURE))
        || words.windows(2).any(|pair| {
            PAIRS
                .iter()
                .any(|known| known[0] == pair[0] && known[1] == pair[1])
        })
    {
        return Purpose::Furniture;
    }
    Purpose::Unknown
}

fn is(word: &str, list: &[&str]) -> bool {
    list.contains(&word)
}

/// The words of a name in lower case: `article-body__text`, `articleBodyText`.
fn split(name: &str, words: &mut Vec<String>) {
    words.clear();
    let mut inside = false;
    let mut lower = false;
    for char in name.chars() {
        if !char.is_ascii_alphabetic() {
            inside = false;
            continue;
        }
        if !inside || lower && char.is_ascii_uppercase() {
            words.push(String::new());
        }
        if let Some(word) = words.last_mut() {
            word.push(char.to_ascii_lowercase());
        }
        inside = true;
        lower = char.is_ascii_lowercase();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn purposes_of_names() {
        for (names, purpose) in [
            ("article-body", Purpose::Body),
            ("css-1x articleBody", Purpose::Body),
            ("StoryBody__text", Purpose::Body),
            ("entry-content clearfix", Purpose::Body),
            ("wp-caption-text", Purpose::Caption),
            ("social-share", Purpose::Furniture),
            ("md:block c-newsletter_box", Purpose::Furniture),
            ("alsoRead", Purpose::Furniture),
            ("author", Purpose::Furniture),
            ("comment-list", Purpose::Others),
            ("related-articles", Purpose::Others),
            ("post tag-sponsored category-related", Purpose::Unknown),
            ("has-sidebar no-comments", Purpose::Unknown),
            ("author-anna-lind", Purpose::Unknown),
            ("lg:hidden gradient adapted commentary", Purpose::Unknown),
            ("", Purpose::Unknown),
        ] {
            assert_eq!(Purpose::of(names), purpose, "{names}");
        }
    }
}
