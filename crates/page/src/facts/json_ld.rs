//! What JSON-LD says of the article.
//!
//! A page may describe many things: itself, its publisher, videos, the stories it points to. The descriptions that are
//! of the article are told by their type, by their address and headline, and by where they stand; all of them are kept,
//! the surest first.

use std::collections::HashMap;

use serde_json::{Map, Value};

use super::address::same_page;
use super::mend;
use super::text::{cut, key, plain};

/// The longest headline or name, in bytes.
const LONGEST: usize = 1000;
/// The most names of one list.
const NAMES: usize = 20;
/// The most descriptions of articles that are looked at.
const ARTICLES: usize = 200;

/// A description of the article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Article {
    pub(crate) headline: Option<String>,
    pub(crate) authors: Vec<String>,
    pub(crate) published: Option<String>,
    pub(crate) created: Option<String>,
    pub(crate) modified: Option<String>,
    pub(crate) publisher: Option<String>,
    pub(crate) url: Option<String>,
    pub(crate) language: Option<String>,
    pub(crate) section: Option<String>,
    pub(crate) body: Option<String>,
}

/// What is known of the page elsewhere, to tell its article from others.
pub(crate) struct Known<'a> {
    /// Its addresses.
    pub(crate) addresses: &'a [&'a str],
    /// Its titles, as [`key`]s.
    pub(crate) titles: &'a [String],
}

/// Objects below these keys are of other things.
const OTHERS: [&str; 22] = [
    "itemListElement",
    "hasPart",
    "comment",
    "comments",
    "liveBlogUpdate",
    "blogPost",
    "blogPosts",
    "mentions",
    "about",
    "citation",
    "isPartOf",
    "relatedLink",
    "isRelatedTo",
    "video",
    "image",
    "review",
    "reviews",
    "itemReviewed",
    "isBasedOn",
    "associatedMedia",
    "publisher",
    "author",
];

/// An object, and whether it stands where other things than the page's own are described.
struct Node<'a> {
    object: &'a Map<String, Value>,
    other: bool,
}

/// The descriptions of the page's article, the surest first.
pub(crate) fn articles(scripts: &[String], known: &Known) -> Vec<Article> {
    let values: Vec<Value> = scripts.iter().flat_map(|script| mend::values(script)).collect();
    let mut nodes = Vec::new();
    for value in &values {
        gather(value, false, &mut nodes);
    }
    let mut by_id: HashMap<&str, &Map<String, Value>> = HashMap::new();
    for node in &nodes {
        if let Some(id) = node.object.get("@id").and_then(Value::as_str)
            && node.object.contains_key("name")
        {
            by_id.entry(id).or_insert(node.object);
        }
    }
    let mut found: Vec<(i32, Article)> = nodes
        .iter()
        .filter_map(|node| Some((kind(node.object)?, node)))
        .take(ARTICLES)
        .filter_map(|(kind, node)| {
            let article = article(node.object, &by_id);
            let sure = kind + likeness(&article, node, known);
            (sure >= 0).then_some((sure, article))
        })
        .collect();
    found.sort_by_key(|(sure, _)| -sure);
    found.into_iter().map(|(_, article)| article).collect()
}

/// All objects of a value, those outside before those inside. `serde_json` limits the depth.
fn gather<'a>(value: &'a Value, other: bool, nodes: &mut Vec<Node<'a>>) {
    match value {
        Value::Array(values) => values.iter().for_each(|value| gather(value, other, nodes)),
        Value::Object(object) => {
            nodes.push(Node { object, other });
            for (key, value) in object {
                gather(value, other || OTHERS.contains(&key.as_str()), nodes);
            }
        }
        _ => {}
    }
}

/// How near the type of an object is to an article, where it is near at all.
fn kind(object: &Map<String, Value>) -> Option<i32> {
    let near = |kind: &str| {
        let kind = kind.rsplit(['/', '#', ':']).next()?.to_ascii_lowercase();
        match &*kind {
            "jobposting" => None,
            "report" | "claimreview" | "review" | "creativework" | "recipe" | "episode"
            | "podcastepisode" => Some(1),
            "webpage" | "itempage" => Some(0),
            _ if kind.ends_with("article") || kind.ends_with("posting") => Some(2),
            _ => None,
        }
    };
    strings(object.get("@type")?).into_iter().filter_map(near).max()
}

/// How sure it is that a description is of the page's own article; below 0 where it is of another.
fn likeness(article: &Article, node: &Node, known: &Known) -> i32 {
    let mut sure = if node.other { -3 } else { 0 };
    if let Some(url) = &article.url {
        let same = known.addresses.iter().any(|own| same_page(own, url));
        sure += match (same, known.addresses.is_empty()) {
            (true, _) => 4,
            (false, true) => 0,
            (false, false) => -2,
        };
    }
    if let Some(headline) = &article.headline {
        let headline = key(headline);
        let same = known.titles.iter().any(|title| {
            !headline.is_empty() && (title.starts_with(&headline) || headline.starts_with(title))
        });
        sure += match (same, known.titles.is_empty()) {
            (true, _) => 4,
            (false, true) => 0,
            (false, false) => -2,
        };
    }
    sure
}

fn article(object: &Map<String, Value>, by_id: &HashMap<&str, &Map<String, Value>>) -> Article {
    let text = |names: &[&str]| {
        names.iter().find_map(|name| {
            strings(object.get(*name)?)
                .into_iter()
                .find(|text| !text.trim().is_empty())
        })
    };
    let line = |names: &[&str]| {
        text(names)
            .map(|text| plain(cut(text, LONGEST)))
            .filter(|text| !text.is_empty())
    };
    let people = |name: &str| {
        object
            .get(name)
            .map(|value| names(value, by_id, 0))
            .unwrap_or_default()
    };
    let mut authors = people("author");
    if authors.is_empty() {
        authors = people("creator");
    }
    let language = object.get("inLanguage");
    Article {
        headline: line(&["headline", "name", "title"]),
        authors,
        published: line(&["datePublished", "datepublished"]),
        created: line(&["dateCreated", "uploadDate"]),
        modified: line(&["dateModified", "datemodified"]),
        publisher: people("publisher")
            .into_iter()
            .chain(people("sourceOrganization"))
            .next(),
        url: address(object),
        language: language.and_then(|value| {
            let named = || value.get("alternateName").and_then(Value::as_str);
            strings(value)
                .into_iter()
                .next()
                .or_else(named)
                .map(str::to_owned)
        }),
        section: line(&["articleSection"]),
        body: text(&["articleBody"]).map(str::to_owned),
    }
}

/// Where the article of an object stands.
fn address(object: &Map<String, Value>) -> Option<String> {
    ["url", "mainEntityOfPage", "@id"].iter().find_map(|name| {
        let value = object.get(*name)?;
        let value = value.get("@id").or(value.get("url")).unwrap_or(value);
        value
            .as_str()
            .filter(|url| url.starts_with("http") || url.starts_with('/'))
            .map(str::to_owned)
    })
}

/// The strings of a value: itself, or those of a list.
fn strings(value: &Value) -> Vec<&str> {
    match value {
        Value::String(text) => vec![text],
        Value::Array(values) => values.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    }
}

/// The names of people and organisations: strings, objects, references, or lists of those.
fn names(value: &Value, by_id: &HashMap<&str, &Map<String, Value>>, depth: usize) -> Vec<String> {
    match value {
        Value::String(text) => by_id.get(text.as_str()).map_or_else(
            || vec![plain(cut(text, LONGEST))],
            |object| {
                object
                    .get("name")
                    .map(|name| names(name, &HashMap::new(), depth))
                    .unwrap_or_default()
            },
        ),
        Value::Array(values) if depth < 3 => values
            .iter()
            .take(NAMES)
            .flat_map(|value| names(value, by_id, depth + 1))
            .collect(),
        Value::Object(object) => {
            let id = object.get("@id").and_then(Value::as_str);
            let object = match id.and_then(|id| by_id.get(id)) {
                Some(there) if !object.contains_key("name") => there,
                _ => object,
            };
            let part = |name: &str| object.get(name).and_then(Value::as_str);
            match (object.get("name"), part("givenName"), part("familyName")) {
                (Some(name), ..) if depth < 3 => names(name, &HashMap::new(), depth + 1),
                (_, Some(given), Some(family)) => vec![plain(format!("{given} {family}"))],
                _ => Vec::new(),
            }
        }
        _ => Vec::new(),
    }
}
