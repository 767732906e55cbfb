//! Pages made to break a reader: whatever they are, facts are read in bounded time and are well formed.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may fail")]

use onrecord_page::{Facts, read};
use proptest::prelude::*;

/// Checks what holds of all facts.
fn check(facts: &Facts) {
    for date in [&facts.published, &facts.updated].into_iter().flatten() {
        let day = date.value.get(..10).unwrap().parse::<jiff::civil::Date>();
        assert!(day.is_ok(), "{date:?}");
        assert!(
            date.value.len() == 10 || date.value.parse::<jiff::Timestamp>().is_ok(),
            "{date:?}"
        );
    }
    let lines = [
        &facts.title,
        &facts.publisher,
        &facts.canonical,
        &facts.language,
        &facts.section,
    ];
    for found in lines.into_iter().flatten().chain(&facts.authors) {
        assert!(
            !found.value.trim().is_empty() && !found.value.contains(char::is_control),
            "{found:?}"
        );
        assert!(!found.origin.to_string().is_empty());
    }
}

fn hostile(html: &str) -> Facts {
    let facts = read(html, Some("https://post.example/2019/11/19/bridge")).facts;
    check(&facts);
    facts
}

#[test]
fn deep_and_long_pages() {
    let deep = |tag: &str| {
        format!(
            "<title>Bridge opens</title>{}<h1>Bridge opens</h1><p>By Anna Lind</p>",
            tag.repeat(100_000)
        )
    };
    for tag in [
        "<div>",
        "<b class=author>",
        "<svg>",
        "<nav></nav>",
        "<span itemprop=author>",
        "<time>",
        "</div>",
        "<",
    ] {
        hostile(&deep(tag));
    }
    assert_eq!(hostile(&deep("<div>")).authors.len(), 1);
    let metas = r#"<meta name="author" content="Jo Berg">"#.repeat(200_000);
    assert_eq!(
        hostile(&format!("{metas}<title>Bridge opens</title>"))
            .title
            .unwrap()
            .value,
        "Bridge opens"
    );
    let attributes: String = (0..500_000).map(|nth| format!(" a{nth}=1")).collect();
    hostile(&format!("<h1{attributes}>Bridge opens</h1>"));
    hostile(&format!(
        "<h1>{}</h1><p>{}",
        "Bridge opens ".repeat(100_000),
        "03/04/2019 ".repeat(100_000)
    ));
    hostile(&format!("<title>{}</title>", "a - ".repeat(100_000)));
    hostile(&"<h1>Bridge opens</h1>".repeat(100_000));
    hostile(
        &"<script type='application/ld+json'>{\"@type\": \"NewsArticle\", \"headline\": \"a\"}</script>"
            .repeat(10_000),
    );
}

#[test]
fn deep_and_long_json_ld() {
    let script =
        |json: &str| format!("<title>Bridge opens</title><script type='application/ld+json'>{json}</script>");
    for json in [
        "[".repeat(1_000_000),
        "{\"@graph\":".repeat(100_000),
        "{\"author\":[".repeat(100) + "1",
        "\"".repeat(1_000_000),
        ", ".repeat(500_000),
        "{\"@type\":\"NewsArticle\",".repeat(100_000),
        format!("{{\"@type\":\"NewsArticle\",\"author\":[{}\"x\"]}}", "\"Anna Lind\",".repeat(100_000)),
        format!("[{}{{}}]", "{\"@type\":\"NewsArticle\",\"headline\":\"Bridge\"},".repeat(20_000)),
        r#"{"@type":"NewsArticle","author":{"@id":"a"},"publisher":{"@id":"a","name":{"@id":"a","name":"x"}}}"#.into(),
    ] {
        hostile(&script(&json));
    }
}

const PAGE: &str = r#"<html lang="en"><title>Bridge opens - Kellburg Post</title><meta property="article:published_time" content="2019-11-19T11:00:09.000Z">
<script type="application/ld+json">{"@type":"NewsArticle","headline":"Bridge opens","datePublished":"2019-11-19","author":{"name":"Anna Lind"}}</script>
<h1>Bridge opens</h1><p class="byline">By <a rel=author>Anna Lind</a> | Nov 19, 2019 5:02 p.m. EST</p><time datetime="2019-11-20">Updated 20/11/19</time><p>It opened.</p>"#;

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn any_text(text in "\\PC{0,400}") {
        hostile(&text);
    }

    #[test]
    fn any_bytes(bytes in proptest::collection::vec(any::<u8>(), 0..600)) {
        hostile(&String::from_utf8_lossy(&bytes));
    }

    #[test]
    fn titles_in_parts(
        parts in proptest::collection::vec(("[\u{fffd}éa-cA-C ]{0,20}|Kellburg Post", 0..5_usize), 1..6),
    ) {
        let separators = [" - ", " | ", ": ", " — ", " · "];
        let title: String = parts.iter().flat_map(|(part, at)| [part.as_str(), separators[*at]]).collect();
        hostile(&format!("<title>{title}Kellburg Post</title><meta property=og:site_name content='Kellburg Post'>"));
    }

    #[test]
    fn pieces_of_pages(pieces in proptest::collection::vec((0..PAGE.len(), 1..80_usize), 1..30)) {
        let page: String = pieces.into_iter().map(|(at, length)| PAGE.get(at..(at + length).min(PAGE.len())).unwrap_or("é")).collect();
        hostile(&page);
    }

    #[test]
    fn a_changed_page(at in 0..PAGE.len(), with in "\\PC{0,5}", cut in 0..20_usize) {
        let page = format!("{}{with}{}", &PAGE[..at], &PAGE[(at + cut).min(PAGE.len())..]);
        hostile(&page);
    }

    #[test]
    fn any_date(date in "[0-9A-Za-z:/., +-]{0,40}") {
        hostile(&format!(r#"<title>Bridge opens</title><meta name="pubdate" content="{date}"><h1>Bridge opens</h1><p>{date}</p>"#));
    }

    #[test]
    fn any_json(text in "[\\[\\]{}\":,a@ \\\\\n-]{0,200}") {
        hostile(&format!("<script type='application/ld+json'>{text}</script>"));
    }
}
