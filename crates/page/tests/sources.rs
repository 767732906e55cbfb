//! Every part of a page that a fact is read from, and the order in which they count.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may fail")]

use onrecord_page::{Facts, Found, read};

const URL: &str = "https://www.kellburgpost.example/news/bridge";

fn facts(html: &str) -> Facts {
    read(html, Some(URL)).facts
}

/// A value and its origin.
fn of(found: &Option<Found>) -> (&str, String) {
    found
        .as_ref()
        .map(|found| (found.value.as_str(), found.origin.to_string()))
        .unwrap_or_default()
}

fn is(value: &'static str, origin: &str) -> (&'static str, String) {
    (value, origin.to_owned())
}

fn authors(facts: &Facts) -> Vec<&str> {
    facts.authors.iter().map(|found| found.value.as_str()).collect()
}

fn linked(json: &str) -> String {
    format!(r#"<title>Bridge opens</title><script type="application/ld+json">{json}</script>"#)
}

#[test]
fn json_ld() {
    let facts = facts(&linked(
        r#"{"@context": "https://schema.org", "@type": "NewsArticle", "headline": "Bridge opens", "url": "https://www.kellburgpost.example/news/bridge",
        "datePublished": "2019-11-19T10:00:00+01:00", "dateModified": "2019-11-20T10:00:00+01:00", "author": {"@type": "Person", "name": "Anna Lind"},
        "publisher": {"@type": "Organization", "name": "Kellburg &amp; Post"}, "inLanguage": "en-GB", "articleSection": ["City", "News"], "articleBody": "It opened."}"#,
    ));
    assert_eq!(of(&facts.title), is("Bridge opens", "json-ld headline"));
    assert_eq!(
        of(&facts.published),
        is("2019-11-19T10:00:00+01:00", "json-ld datePublished")
    );
    assert_eq!(
        of(&facts.updated),
        is("2019-11-20T10:00:00+01:00", "json-ld dateModified")
    );
    assert_eq!(of(&facts.publisher), is("Kellburg & Post", "json-ld publisher"));
    assert_eq!(of(&facts.canonical), is(URL, "json-ld url"));
    assert_eq!(of(&facts.language), is("en-GB", "json-ld inLanguage"));
    assert_eq!(of(&facts.section), is("City", "json-ld articleSection"));
    assert_eq!(of(&facts.article_body), is("It opened.", "json-ld articleBody"));
    assert_eq!(authors(&facts), ["Anna Lind"]);
    assert_eq!(facts.authors[0].origin.to_string(), "json-ld author");
}

#[test]
fn json_ld_in_other_shapes() {
    for json in [
        r#"[{"@type": "WebSite"}, {"@type": ["Thing", "ReportageNewsArticle"], "author": ["Anna Lind"], "datePublished": "2019-11-19"}]"#,
        r##"{"@graph": [{"@type": "Article", "author": {"@id": "#a"}, "datePublished": "2019-11-19"}, {"@id": "#a", "@type": "Person", "name": "Anna Lind"}]}"##,
        r##"{"@graph": [{"@type": "Article", "author": "#a", "datePublished": "2019-11-19"}, {"@id": "#a", "name": "Anna Lind"}]}"##,
        r#"{"@type": "WebPage", "mainEntity": {"@type": "http://schema.org/BlogPosting", "author": [{"name": ["Anna Lind"]}], "datePublished": "2019-11-19"}}"#,
        r#"{"@type": "LiveBlogPosting", "creator": "By Anna Lind, Staff Writer", "datePublished": "2019-11-19", "liveBlogUpdate": [{"@type": "BlogPosting", "author": "Jo Berg", "datePublished": "2019-11-20"}]}"#,
        r#"<!-- {"@type": "NewsArticle", "headline": "Bridge
        opens", "author": {"givenName": "Anna", "familyName": "Lind"}, "datePublished": "2019-11-19",} -->"#,
    ] {
        let facts = facts(&linked(json));
        assert_eq!(
            (authors(&facts), of(&facts.published).0),
            (vec!["Anna Lind"], "2019-11-19"),
            "{json}"
        );
    }
}

#[test]
fn head() {
    let facts = facts(
        r#"<html lang="en-US"><head><title>Bridge opens - Kellburg Post</title><link rel=canonical href="/news/bridge#top">
        <meta property="og:title" content="Bridge opens"><meta property="og:site_name" content="Kellburg Post">
        <meta property="article:published_time" content="2019-11-19T11:00:09.000Z"><meta property="og:updated_time" content="2019-11-19T12:00:09+0000">
        <meta name="byl" content="By Anna Lind"><meta property="article:author" content="https://www.faces.example/anna.lind">
        <meta property="article:section" content="City">"#,
    );
    assert_eq!(of(&facts.title), is("Bridge opens", "meta og:title"));
    assert_eq!(
        of(&facts.published),
        is("2019-11-19T11:00:09Z", "meta article:published_time")
    );
    assert_eq!(
        of(&facts.updated),
        is("2019-11-19T12:00:09Z", "meta og:updated_time")
    );
    assert_eq!(of(&facts.publisher), is("Kellburg Post", "meta og:site_name"));
    assert_eq!(of(&facts.canonical), is(URL, "link canonical"));
    assert_eq!(of(&facts.language), is("en-US", "html lang"));
    assert_eq!(of(&facts.section), is("City", "meta article:section"));
    assert_eq!(
        (authors(&facts), facts.authors[0].origin.to_string()),
        (vec!["Anna Lind"], "meta byl".into())
    );
    assert_eq!(facts.article_body, None);
}

#[test]
fn other_names_of_meta() {
    for name in [
        "parsely-pub-date",
        "sailthru.date",
        "dc.date",
        "DCTERMS.issued",
        "pubdate",
        "date",
        "article:published",
        "cXenseParse:recs:publishtime",
    ] {
        let facts = facts(&format!(
            r#"<title>Bridge opens</title><meta name="{name}" content="2019-11-19">"#
        ));
        assert_eq!(
            of(&facts.published),
            ("2019-11-19", format!("meta {}", name.to_lowercase()))
        );
    }
    for name in [
        "author",
        "parsely-author",
        "sailthru.author",
        "dc.creator",
        "cXenseParse:author",
    ] {
        let facts = facts(&format!(
            r#"<title>Bridge opens</title><meta name="{name}" content="Anna Lind"><meta name="{name}" content="Jo Berg">"#
        ));
        assert_eq!(authors(&facts), ["Anna Lind", "Jo Berg"], "{name}");
    }
}

#[test]
fn microdata() {
    let facts = facts(
        r#"<title>Bridge opens</title><article itemscope itemtype="https://schema.org/NewsArticle"><h1 itemprop="headline">Bridge opens</h1>
        <span itemprop="author" itemscope><b itemprop="name">Anna Lind</b> <i itemprop="jobTitle">Reporter</i></span>
        <meta itemprop="dateModified" content="2019-11-20"><span itemprop="datePublished" content="2019-11-19">today</span>
        <div itemprop="publisher" itemscope><meta itemprop="name" content="Kellburg Post"></div><p itemprop="articleSection">City</p>
        <p itemprop="articleBody">It opened.</p></article><div class="comment" itemprop="author">Karl Mund</div>"#,
    );
    assert_eq!(of(&facts.title), is("Bridge opens", "h1"));
    assert_eq!(of(&facts.published), is("2019-11-19", "microdata datePublished"));
    assert_eq!(of(&facts.updated), is("2019-11-20", "meta datemodified"));
    assert_eq!(of(&facts.publisher), is("Kellburg Post", "microdata publisher"));
    assert_eq!(of(&facts.section), is("City", "microdata articleSection"));
    assert_eq!(
        (authors(&facts), facts.authors[0].origin.to_string()),
        (vec!["Anna Lind"], "microdata author".into())
    );
}

#[test]
fn what_a_reader_sees() {
    for (after, date) in [
        (
            "<p>By Anna Lind and Jo Berg, Kellburg Post | Nov 19, 2019 5:02 p.m. EST</p>",
            "2019-11-19T17:02:00-05:00",
        ),
        (
            r#"<p class="byline">By <a rel="author" href="/lind">Anna Lind</a> and <a rel=author>Jo Berg</a></p><time datetime="2019-11-19">Tuesday</time>"#,
            "2019-11-19",
        ),
        (
            r#"<a rel=author>Anna Lind</a> <a rel=author>Jo Berg</a><time pubdate datetime="2019-11-19T05:00Z"></time>"#,
            "2019-11-19T05:00:00Z",
        ),
        ("<p>Anna Lind, Jo Berg - 19 November 2019</p>", "2019-11-19"),
        (
            "<p>Posted on November 19, 2019 by Anna Lind and Jo Berg</p>",
            "2019-11-19",
        ),
        (
            "<div>Published</div><div>Nov. 19, 2019</div><div>By Anna Lind &amp; Jo Berg</div>",
            "2019-11-19",
        ),
    ] {
        let facts = facts(&format!(
            "<title>Bridge opens | Kellburg Post</title><nav>By Karl Mund</nav><h1>Bridge opens</h1>{after}<p>It opened.</p>"
        ));
        assert_eq!(
            (authors(&facts), of(&facts.published).0),
            (vec!["Anna Lind", "Jo Berg"], date),
            "{after}"
        );
        assert_eq!(of(&facts.title), is("Bridge opens", "h1"));
    }
}

#[test]
fn addresses() {
    let date = |url| {
        of(&read("<title>Bridge opens</title>", Some(url)).facts.published)
            .0
            .to_owned()
    };
    assert_eq!(date("https://post.example/2019/11/19/bridge"), "2019-11-19");
    assert_eq!(date("https://post.example/2019/11/bridge"), "");
    assert_eq!(
        of(&read("<p>a", Some("https://post.example/2019/11/19/b"))
            .facts
            .published),
        is("2019-11-19", "address")
    );
    assert_eq!(read("", None).facts, Facts::default());
    assert_eq!(read("", Some("not an address")).facts, Facts::default());
}

#[test]
fn each_order() {
    let all = r#"<title>Bridge</title><script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2019-01-01", "dateModified": "2019-02-01", "author": "Anna Lind", "publisher": {"name": "Post"}, "inLanguage": "en", "articleSection": "City"}</script>
        <meta name="pubdate" content="2019-01-11"><meta name="author" content="Jo Berg"><meta property="og:site_name" content="Sun"><meta name="lastmod" content="2019-02-11"><meta property="article:section" content="Town">
        <meta property="og:locale" content="de_DE"><h1>Bridge</h1><b itemprop="datePublished">2019-01-21</b><b itemprop="dateModified">2019-02-21</b><b itemprop="author">Mia Holm</b><p itemprop="publisher">Star</p><p itemprop="articleSection">Village</p>"#;
    let steps = [
        (
            "application/ld+json",
            "2019-01-01",
            "2019-02-01",
            "Anna Lind",
            "Post",
            "en",
            "City",
        ),
        (
            "meta",
            "2019-01-11",
            "2019-02-11",
            "Mia Holm",
            "Sun",
            "de-DE",
            "Town",
        ),
        ("", "2019-01-21", "2019-02-21", "Mia Holm", "Star", "", "Village"),
    ];
    let mut html = all.to_owned();
    for (drop, published, updated, author, publisher, language, section) in steps {
        let facts = facts(&html);
        let read = [
            &facts.published,
            &facts.updated,
            &facts.publisher,
            &facts.language,
            &facts.section,
        ]
        .map(|found| of(found).0);
        assert_eq!(read, [published, updated, publisher, language, section], "{html}");
        assert_eq!(authors(&facts), [author], "{html}");
        html = match drop {
            "" => html,
            "meta" => html.replace("<meta", "<x-a"),
            kind => html.replace(kind, "text/plain"),
        };
    }
}
