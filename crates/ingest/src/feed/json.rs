//! JSON Feed 1.0 and 1.1.

use serde::Deserialize;

use super::moment::moment;
use super::{Content, Entry, Feed};
use crate::document::broken;
use crate::surrogates::without_halves;
use crate::{Error, Place};

pub(super) fn recognises(beginning: &[u8]) -> bool {
    let version = b"jsonfeed.org/version/";
    let text = beginning.trim_ascii_start();
    let escaped = b"jsonfeed.org\\/version\\/";
    let holds = |needle: &[u8]| memchr::memmem::find(text, needle).is_some();
    text.starts_with(b"{") && (holds(version) || holds(escaped))
}

#[derive(Deserialize)]
struct Json {
    title: Option<String>,
    language: Option<String>,
    #[serde(default)]
    authors: Vec<Author>,
    author: Option<Author>,
    #[serde(default)]
    items: Vec<serde_json::Value>,
}

#[derive(Deserialize)]
struct Author {
    name: Option<String>,
}

#[derive(Deserialize)]
struct Item {
    url: Option<String>,
    external_url: Option<String>,
    title: Option<String>,
    content_html: Option<String>,
    content_text: Option<String>,
    summary: Option<String>,
    date_published: Option<String>,
    date_modified: Option<String>,
    language: Option<String>,
    #[serde(default)]
    authors: Vec<Author>,
    author: Option<Author>,
}

/// The entries of a feed. An item of another shape is left out, and said to be broken.
pub(super) fn read(text: &str, place: &Place) -> Result<Feed, Error> {
    let parsed = serde_json::from_str::<Json>(text).or_else(|error| match without_halves(text) {
        Some(mended) => serde_json::from_str(&mended).map_err(|error| broken(&mended, &error, place)),
        None => Err(broken(text, &error, place)),
    });
    let json = parsed?;
    let mut feed = Feed {
        title: filled(json.title),
        language: filled(json.language),
        authors: names(json.authors, json.author),
        ..Feed::default()
    };
    for (number, item) in json.items.into_iter().enumerate() {
        match serde_json::from_value::<Item>(item) {
            Ok(item) => feed.entries.push(entry(item)),
            Err(error) => {
                feed.broken.get_or_insert(Error::Feed {
                    place: place.clone(),
                    message: format!("item {}: {error}", number + 1),
                });
            }
        }
    }
    Ok(feed)
}

fn entry(item: Item) -> Entry {
    let html = filled(item.content_html).map(Content::Html);
    Entry {
        line: None,
        title: filled(item.title),
        authors: names(item.authors, item.author),
        published: item.date_published.as_deref().and_then(moment),
        updated: item.date_modified.as_deref().and_then(moment),
        link: filled(item.url).or(filled(item.external_url)),
        language: filled(item.language),
        content: html.or(filled(item.content_text).map(Content::Text)),
        summary: filled(item.summary).map(Content::Text),
    }
}

fn names(authors: Vec<Author>, author: Option<Author>) -> Vec<String> {
    let authors = authors.into_iter().chain(author);
    let mut names: Vec<_> = authors.filter_map(|author| filled(author.name)).collect();
    names.dedup();
    names
}

fn filled(text: Option<String>) -> Option<String> {
    text.map(|text| text.trim().to_owned())
        .filter(|text| !text.is_empty())
}
