//! Traps: what looks like a fact of the article and is none, and values that disagree.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may fail")]

use onrecord_page::{Facts, Found, read};

const URL: &str = "https://www.kellburgpost.example/news/bridge";

fn facts(body: &str) -> Facts {
    read(
        &format!("<title>Bridge opens after years - Kellburg Post</title>{body}"),
        Some(URL),
    )
    .facts
}

fn of(found: &Option<Found>) -> &str {
    found
        .as_ref()
        .map(|found| found.value.as_str())
        .unwrap_or_default()
}

fn published(body: &str) -> String {
    of(&facts(&format!("<h1>Bridge opens after years</h1>{body}")).published).to_owned()
}

fn authors(body: &str) -> Vec<String> {
    facts(&format!("<h1>Bridge opens after years</h1>{body}"))
        .authors
        .into_iter()
        .map(|found| found.value)
        .collect()
}

fn linked(json: &str) -> String {
    format!(r#"<script type="application/ld+json">{json}</script>"#)
}

#[test]
fn an_update_is_no_publication() {
    for body in [
        "<p>Updated 3 May 2019</p>",
        "<p>Last updated: May 3, 2019 at 9:00 am</p>",
        r#"<time class="updated" datetime="2019-05-03">3 May</time>"#,
        r#"<p>Updated <time datetime="2019-05-03">3 May 2019</time></p>"#,
        "<p>Aktualisiert am 3. Mai 2019</p>",
        r#"<meta property="article:modified_time" content="2019-05-03">"#,
        &linked(
            r#"{"@type": "NewsArticle", "headline": "Bridge opens after years", "dateModified": "2019-05-03"}"#,
        ),
    ] {
        let facts = facts(&format!("<h1>Bridge opens after years</h1>{body}"));
        assert_eq!(
            (of(&facts.published), of(&facts.updated).get(..10)),
            ("", Some("2019-05-03")),
            "{body}"
        );
    }
    let both = facts(
        "<h1>Bridge opens after years</h1><p>Posted: Fri 6:45 PM, May 3, 2019 | Updated: Sat 8:31 PM, May 4, 2019</p>",
    );
    assert_eq!(
        (of(&both.published), of(&both.updated)),
        ("2019-05-03", "2019-05-04")
    );
    let both = facts(
        "<h1>Bridge opens after years</h1><p>Updated May 4, 2019</p><p>First published May 3, 2019</p>",
    );
    assert_eq!(
        (of(&both.published), of(&both.updated)),
        ("2019-05-03", "2019-05-04")
    );
}

#[test]
fn the_article_and_its_teasers() {
    let own = r#"{"@type": "NewsArticle", "headline": "Bridge opens after years", "datePublished": "2019-11-19", "author": "Anna Lind"}"#;
    let other = r#"{"@type": "NewsArticle", "headline": "Harbour closes", "url": "https://www.kellburgpost.example/news/harbour", "datePublished": "2019-11-12", "author": "Karl Mund"}"#;
    for scripts in [
        linked(other) + &linked(own),
        linked(&format!("[{other}, {own}]")),
        linked(&format!(
            r#"{{"@type": "ItemList", "itemListElement": [{{"item": {other}}}]}}"#
        )) + &linked(own),
    ] {
        let facts = facts(&scripts);
        assert_eq!(
            (of(&facts.published), facts.authors[0].value.as_str()),
            ("2019-11-19", "Anna Lind"),
            "{scripts}"
        );
    }
    // A teaser alone says nothing of the article.
    let teaser = facts(&linked(other));
    assert_eq!(
        (of(&teaser.published), teaser.authors.len(), of(&teaser.title)),
        ("", 0, "Bridge opens after years")
    );
    // Nor do the times of other stories, far from the headline, in the navigation or in comments.
    let paragraphs = "<p>It opened, and many came to see it after so many years of waiting for the works to end, as the council said again and again to everybody who asked for a day, and there were many who asked, so that nobody believed it any longer when the day came at last.</p>".repeat(3);
    let far = format!(
        r#"<nav><time datetime="2019-01-01">1 January</time></nav><h1>Bridge opens after years</h1>{paragraphs}<h3>Harbour closes</h3><time datetime="2019-11-12">Nov 12, 2019</time><p>By Karl Mund</p>"#
    );
    let far = facts(&far);
    assert_eq!((of(&far.published), far.authors.len()), ("", 0));
}

#[test]
fn moments_are_given_on_the_clock_of_the_page() {
    let meta = r#"<meta property="article:published_time" content="2019-11-20T02:59:46Z">"#;
    for (shown, expected) in [
        ("", "2019-11-20T02:59:46Z"),
        (
            "<p>PUBLISHED: November 19, 2019 at 8:59 pm</p>",
            "2019-11-19T20:59:46-06:00",
        ),
        (
            "<p>November 19, 2019 8:59 pm CST</p>",
            "2019-11-19T20:59:46-06:00",
        ),
        (
            r#"<time datetime="2019-11-19 20:59:46">Tuesday</time>"#,
            "2019-11-19T20:59:46-06:00",
        ),
        ("<p>Posted Nov 19, 8:59 PM</p>", "2019-11-19T20:59:46-06:00"),
        (
            "<p>Updated Nov 19, 2019 11:05 pm EST</p>",
            "2019-11-19T21:59:46-05:00",
        ),
        ("<p>November 19, 2019</p>", "2019-11-19"),
        ("<p>November 20, 2019</p>", "2019-11-20T02:59:46Z"),
        ("<p>November 18, 2019</p>", "2019-11-20T02:59:46Z"),
    ] {
        assert_eq!(published(&format!("{meta}{shown}")), expected, "{shown}");
    }
    let page = format!("<title>Bridge opens</title>{meta}");
    let by_address = |url| of(&read(&page, Some(url)).facts.published).to_owned();
    assert_eq!(by_address("https://post.example/2019/11/19/bridge"), "2019-11-19");
    assert_eq!(
        by_address("https://post.example/2019/11/20/bridge"),
        "2019-11-20T02:59:46Z"
    );
    assert_eq!(
        by_address("https://post.example/2019/11/12/bridge"),
        "2019-11-20T02:59:46Z"
    );
}

#[test]
fn a_publication_at_the_last_change_gives_way_to_an_earlier_date_that_is_shown() {
    let json = linked(
        r#"{"@type": "NewsArticle", "datePublished": "2019-11-19 19:31:39", "dateModified": "2019-11-19 19:31:39"}"#,
    );
    assert_eq!(
        published(&format!("{json}<p>By Anna Lind | November 11, 2019</p>")),
        "2019-11-11"
    );
    assert_eq!(published(&format!("{json}<p>By Anna Lind</p>")), "2019-11-19");
}

#[test]
fn dates_that_cannot_be() {
    for date in [
        "1970-01-01T00:00:00Z",
        "0001-01-01T00:00:00Z",
        "1899-12-31",
        "2345-01-01",
        "0",
    ] {
        assert_eq!(
            published(&format!(
                r#"<meta name="pubdate" content="{date}"><meta name="date" content="2019-11-19">"#
            )),
            "2019-11-19",
            "{date}"
        );
    }
    // More than a year after all others.
    assert_eq!(
        published(r#"<meta name="pubdate" content="2024-11-19"><meta name="date" content="2019-11-19">"#),
        "2019-11-19"
    );
    // After the last change, where there is another.
    assert_eq!(
        published(
            r#"<meta name="pubdate" content="2019-12-19"><meta name="date" content="2019-11-19"><meta name="lastmod" content="2019-11-20">"#
        ),
        "2019-11-19"
    );
    // A change before the publication is none.
    let facts =
        facts(r#"<meta name="pubdate" content="2019-12-19"><meta name="lastmod" content="2019-11-20">"#);
    assert_eq!((of(&facts.published), of(&facts.updated)), ("2019-12-19", ""));
}

#[test]
fn days_and_months_that_may_be_exchanged() {
    let read = |html: &str, url: &str| of(&read(html, Some(url)).facts.published).to_owned();
    let page = |lang: &str, more: &str| {
        format!(
            r#"<html lang="{lang}"><title>Bridge opens</title>{more}<h1>Bridge opens</h1><p>03/04/2019</p>"#
        )
    };
    let com = "https://post.com/a";
    assert_eq!(read(&page("en-US", ""), com), "2019-03-04");
    assert_eq!(read(&page("en-GB", ""), com), "2019-04-03");
    assert_eq!(read(&page("de", ""), com), "2019-04-03");
    assert_eq!(read(&page("en", ""), "https://post.co.uk/a"), "2019-04-03");
    assert_eq!(read(&page("en", ""), com), "");
    assert_eq!(
        read(&page("en", r#"<meta name="lastmod" content="2019-03-05">"#), com),
        "2019-03-04"
    );
    assert_eq!(
        read(&page("en", ""), "https://post.com/2019/04/03/a"),
        "2019-04-03"
    );
}

#[test]
fn who_wrote_it() {
    let by = |json: &str| {
        linked(&format!(
            r#"{{"@type": "NewsArticle", "headline": "Bridge opens after years", "publisher": {{"name": "Kellburg Post"}}, "author": {json}}}"#
        ))
    };
    // The publisher's own name only where there is no other.
    assert_eq!(
        authors(&by(r#"{"@type": "Organization", "name": "The Kellburg Post"}"#)),
        ["The Kellburg Post"]
    );
    assert_eq!(
        authors(&(by(r#""Kellburg Post""#) + "<p>By Anna Lind</p>")),
        ["Anna Lind"]
    );
    assert_eq!(authors(&by(r#"["Kellburg Post", "Anna Lind"]"#)), ["Anna Lind"]);
    // A desk gives way to a name, and a part of the byline to the whole.
    assert_eq!(
        authors(&(by(r#""Newsroom staff""#) + "<p>By Anna Lind</p>")),
        ["Anna Lind"]
    );
    assert_eq!(
        authors(&(by(r#""Anna Lind""#) + "<p>By Anna Lind and Jo Berg</p>")),
        ["Anna Lind", "Jo Berg"]
    );
    assert_eq!(
        authors(&(by(r#""Anna Lind""#) + "<p>By Jo Berg</p>")),
        ["Anna Lind"]
    );
    // No names.
    assert_eq!(
        authors(&by(
            r#"{"@type": "Person", "url": "https://www.faces.example/lind"}"#
        )),
        [""; 0]
    );
    assert_eq!(
        authors(
            r#"<meta property="article:author" content="https://www.faces.example/lind"><meta name=author content="admin">"#
        ),
        [""; 0]
    );
}

#[test]
fn headlines() {
    let title = |html: &str| of(&read(html, Some(URL)).facts.title).to_owned();
    let head = r#"<meta property="og:site_name" content="The Kellburg Post">"#;
    for (html, expected) in [
        ("<title>Bridge opens - The Kellburg Post</title>", "Bridge opens"),
        (
            "<title>Bridge opens | City | The Kellburg Post</title>",
            "Bridge opens",
        ),
        (
            "<title>Bridge opens – kellburgpost.example</title>",
            "Bridge opens",
        ),
        (
            "<title>Bridge - now open - The Kellburg Post</title>",
            "Bridge - now open",
        ),
        (
            "<title>Ferry &amp; bridge: “now&#8217;s the day” - The Kellburg Post</title>",
            "Ferry & bridge: “now’s the day”",
        ),
        (
            "<title>Bridge opens - The Kellburg Post</title><h1>The Kellburg Post</h1><h2>Bridge opens</h2>",
            "Bridge opens",
        ),
        (
            "<title>Bridge opening day and what to know - The Kellburg Post</title><h1>What a day: the bridge is open</h1>",
            "What a day: the bridge is open",
        ),
        (
            "<title>Bridge opens - The Kellburg Post</title><h1>Subscribe now</h1><h1>Bridge <em>opens</em><br></h1><h1>Harbour closes</h1>",
            "Bridge opens",
        ),
        (
            "<title>Seven facts | The Kellburg Post</title><h1>Join us</h1><div><b>Seven facts</b></div>",
            "Seven facts",
        ),
        (
            "<title>The Kellburg Post</title><h1>Bridge opens</h1>",
            "Bridge opens",
        ),
        (
            "<title></title><svg><title>Logo</title></svg><h1>Bridge opens</h1>",
            "Bridge opens",
        ),
    ] {
        assert_eq!(title(&format!("{head}{html}")), expected, "{html}");
    }
}

#[test]
fn what_a_reader_does_not_see() {
    let hidden = r#"<script>document.write("<p>By Karl Mund, 1 May 2019</p>")</script><style>p { content: "By Karl Mund" }</style><!-- <p>By Karl Mund 1 May 2019</p> --><noscript><p>By Karl Mund</p></noscript><svg><text>By Karl Mund</text></svg>"#;
    assert_eq!(authors(&format!("{hidden}<p>By Anna Lind</p>")), ["Anna Lind"]);
    assert_eq!(published(hidden), "");
    // A drawing that is never closed hides nothing.
    assert_eq!(
        authors("<svg><path d='M0'><div>By Anna Lind</div>"),
        ["Anna Lind"]
    );
}
