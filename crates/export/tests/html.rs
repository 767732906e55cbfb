//! The page for a browser.

#![allow(clippy::unwrap_used)]

mod common;

use common::{hostile, record, written};
use onrecord_export::{Html, Pages};

fn page(pages: Pages, records: &[onrecord_record::Record]) -> String {
    written(records, |out| Html::new(out, pages))
}

/// The page without its style sheet and the sheet's hash, which say nothing about the article.
fn without_style(page: &str) -> String {
    let (before, rest) = page.split_once("<style>").unwrap();
    let (_, after) = rest.split_once("</style>").unwrap();
    let (before, rest) = (before.split_once("sha256-").unwrap(), after);
    let (_, head) = before.1.split_once('\'').unwrap();
    format!("{}sha256-…'{head}<style></style>{rest}", before.0)
}

#[test]
fn an_article() {
    insta::assert_snapshot!(without_style(&page(Pages::One, &[record()])));
}

#[test]
fn every_anchor_is_there_once_and_every_link_leads_to_one() {
    for page in [
        page(Pages::One, &[record()]),
        page(Pages::Several, &[record(), hostile(), record()]),
    ] {
        let values = |key: &str| -> Vec<String> {
            page.split(key)
                .skip(1)
                .map(|rest| rest.split('"').next().unwrap().to_owned())
                .collect()
        };
        let ids = values(" id=\"");
        let mut distinct = ids.clone();
        distinct.sort();
        distinct.dedup();
        assert_eq!(ids.len(), distinct.len());
        let links = values("href=\"#");
        assert!(links.len() >= 14);
        for link in links {
            assert!(ids.contains(&link), "{link}");
        }
        for label in values("aria-labelledby=\"") {
            assert!(ids.contains(&label), "{label}");
        }
    }
}

#[test]
fn tags_nest() {
    let page = page(Pages::Several, &[record(), hostile()]);
    let mut open = Vec::new();
    for tag in page
        .split('<')
        .skip(1)
        .map(|rest| rest.split_once('>').unwrap().0)
    {
        let name = tag.split([' ', '\n']).next().unwrap();
        match name.strip_prefix('/') {
            Some(name) => assert_eq!(open.pop(), Some(name)),
            None if matches!(name, "!doctype" | "meta") => {}
            None => open.push(name),
        }
    }
    assert!(open.is_empty());
}

#[test]
fn nothing_of_a_hostile_article_acts_on_the_page() {
    let page = page(Pages::One, &[hostile()]);
    let article = page.split_once("<body>").unwrap().1;
    assert!(
        !page.contains("<script") && !article.contains("href=\"javascript") && !article.contains("lang=\"\"")
    );
    let acting =
        |c: char| (c.is_control() && c != '\n' && c != '\t') || ('\u{202a}'..='\u{2069}').contains(&c);
    assert!(!page.contains(acting));
    assert!(!article.contains("lang="), "not a language code");
}

#[test]
fn the_page_asks_for_nothing() {
    let page = page(Pages::One, &[record()]);
    for loading in ["src=", "<link", "url(", "@import", "<script", " style=", "<img"] {
        assert!(!page.contains(loading), "{loading}");
    }
    assert!(page.contains("default-src 'none'; style-src 'sha256-"));
}

#[test]
fn no_articles_are_a_page_too() {
    let page = page(Pages::Several, &[]);
    assert!(page.contains("No articles were read.") && page.ends_with("</html>\n"));
}
