use std::io::Cursor;
use std::sync::Arc;
use std::time::Duration;

use onrecord_fetch::{Fetcher, Settings};
use proptest::prelude::*;

use super::*;
use crate::server::{Server, answer, missing, page};
use crate::{Intake, Options};

fn long(words: &str) -> String {
    (0..5).map(|_| format!("<p>{words} The council of Kellburg will meet again on Friday, and nobody there expects the vote to be close this time.</p>")).collect()
}

fn found(name: &str, feed: &str, options: &Options) -> Vec<Result<Taken, Error>> {
    let source = Source::new(name, Cursor::new(feed.as_bytes().to_vec()), options).unwrap();
    let documents = crate::read(source, options).unwrap();
    documents
        .map(|pending| pending.and_then(Pending::take_in))
        .collect()
}

fn taken(feed: &str) -> Vec<Taken> {
    found("-", feed, &Options::default())
        .into_iter()
        .map(Result::unwrap)
        .collect()
}

fn read(feed: &str) -> Vec<Document> {
    taken(feed)
        .into_iter()
        .map(|taken| taken.document().unwrap().document)
        .collect()
}

#[test]
fn rss_2() {
    let feed = format!(
        r#"<?xml version="1.0" encoding="UTF-8"?>
<!-- A feed --><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>The Kellburg Post</title><link>https://post.example/</link><language>en-gb</language>
<image><title>Logo</title></image>
<item><title>Bridge &amp;amp; tunnel &#8217;stay&#8217; open</title><link> https://post.example/1 </link>
<dc:creator><![CDATA[Anna Lind]]></dc:creator><dc:creator>Tom Berg</dc:creator>
<pubDate>Wed, 01 May 2024 00:30:00 +0200</pubDate><guid isPermaLink="false">7</guid>
<description>A teaser …</description>
<content:encoded><![CDATA[{}<blockquote><p>“We will pay for all of it, and we will do so before the year is over.”</p></blockquote><p>The post Bridge appeared first on The Kellburg Post.</p>]]></content:encoded></item>
<item><title>Second</title><author>desk@post.example (Mira Desk)</author><description>{}</description></item>
</channel></rss>"#,
        long("First."),
        long("Second.").replace('<', "&lt;"),
    );
    let documents = read(&feed);
    let [first, second] = &documents[..] else {
        panic!("{documents:?}")
    };
    assert_eq!(first.title.as_deref(), Some("Bridge & tunnel ’stay’ open"));
    assert_eq!(first.author.as_deref(), Some("Anna Lind, Tom Berg"));
    assert_eq!(
        (first.date.as_deref(), &first.updated),
        (Some("2024-05-01T00:30:00+02:00"), &None)
    );
    assert_eq!(first.url.as_deref(), Some("https://post.example/1"));
    assert_eq!(first.publisher.as_deref(), Some("The Kellburg Post"));
    assert_eq!(first.language.as_deref(), Some("en-gb"));
    assert!(
        first.text.starts_with("First. The council") && first.text.contains("“We will pay"),
        "{}",
        first.text
    );
    assert!(!first.text.contains("appeared first"), "{}", first.text);
    assert_eq!(first.provenance.as_ref().unwrap().fields["date"], "feed");
    assert_eq!(first.id, content_id(first.title.as_deref(), &first.text));
    assert_eq!(
        (second.author.as_deref(), second.url.as_deref()),
        (Some("Mira Desk"), None)
    );
    assert!(second.text.starts_with("Second. The council"));
    let places: Vec<_> = found("a.xml", &feed.replace("A teaser …", "\n\n"), &Options::default())
        .into_iter()
        .map(Result::unwrap)
        .collect();
    assert_eq!(places.len(), 2);
}

#[test]
fn rss_1_and_0_9() {
    let body = long("One.").replace('<', "&lt;");
    let rdf = format!(
        r#"<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel rdf:about="https://post.example/"><title>Post</title><dc:language>en</dc:language></channel>
<item rdf:about="https://post.example/1"><title>One</title><dc:date>2024-05-01</dc:date><description>{body}</description></item></rdf:RDF>"#
    );
    let document = read(&rdf).remove(0);
    assert_eq!(
        (document.url.as_deref(), document.date.as_deref()),
        (Some("https://post.example/1"), Some("2024-05-01"))
    );
    assert_eq!(
        (document.publisher.as_deref(), document.language.as_deref()),
        (Some("Post"), Some("en"))
    );
    let old = format!(
        r#"<rss version="0.91"><channel><title>Post</title><item><title>One</title><description>{body}</description></item></channel></rss>"#
    );
    assert_eq!(read(&old).len(), 1);
}

#[test]
fn atom() {
    let feed = format!(
        r#"<?xml version="1.0"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title type="html">Post &amp;amp; Co</title><author><name>Desk</name><email>d@post.example</email></author>
<link rel="self" href="https://post.example/feed"/>
<entry><title>1 &lt; 2</title><link rel="enclosure" href="https://post.example/a.mp3"/><link href="https://post.example/1"/>
<updated>2024-05-02T10:00:00Z</updated><published>2024-05-01T10:00:00+01:00</published>
<author><name>Anna Lind</name><uri>https://post.example/lind</uri></author><author><name>Tom Berg</name></author>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">{}<details><summary>Background</summary></details></div></content></entry>
<entry><title>Two</title><updated>2024-05-03T10:00:00Z</updated><content type="html">{}</content></entry>
</feed>"#,
        long("One."),
        long("Two.").replace('<', "&lt;"),
    );
    let documents = read(&feed);
    let [first, second] = &documents[..] else {
        panic!("{documents:?}")
    };
    assert_eq!(
        (first.title.as_deref(), first.author.as_deref()),
        (Some("1 < 2"), Some("Anna Lind, Tom Berg"))
    );
    assert_eq!(first.url.as_deref(), Some("https://post.example/1"));
    assert_eq!(
        (first.date.as_deref(), first.updated.as_deref()),
        (Some("2024-05-01T10:00:00+01:00"), Some("2024-05-02T10:00:00Z"))
    );
    assert!(first.text.starts_with("One. The council"), "{}", first.text);
    assert_eq!(first.publisher.as_deref(), Some("Post & Co"));
    // An update is no publication, and the feed's author is its entries'.
    assert_eq!(
        (&second.date, second.updated.as_deref()),
        (&None, Some("2024-05-03T10:00:00Z"))
    );
    assert_eq!(second.author.as_deref(), Some("Desk"));
    // The same with a prefix.
    let mut prefixed = feed
        .replace("<feed xmlns=", "<a:feed xmlns:a=")
        .replace("</feed>", "</a:feed>");
    for name in [
        "entry",
        "title",
        "link",
        "updated",
        "published",
        "author",
        "name",
        "content",
    ] {
        prefixed = prefixed
            .replace(&format!("<{name}"), &format!("<a:{name}"))
            .replace(&format!("</{name}>"), &format!("</a:{name}>"));
    }
    assert_eq!(read(&prefixed), documents);
}

#[test]
fn json_feed() {
    let feed = |spread: bool| {
        let feed = serde_json::json!({
            "version": "https://jsonfeed.org/version/1.1", "title": "Post", "language": "en", "authors": [{"name": "Desk"}],
            "items": [
                {"id": "1", "url": "https://post.example/1", "title": "One", "content_html": long("One."), "date_published": "2024-05-01T10:00:00+01:00", "date_modified": "2024-05-02T10:00:00Z", "authors": [{"name": "Anna Lind"}]},
                {"id": 2, "content_text": plain(&long("Two."))},
                {"id": "3", "title": 3},
                {"id": "4", "url": "https://post.example/4", "summary": "A teaser."},
            ],
        });
        if spread {
            serde_json::to_string_pretty(&feed).unwrap()
        } else {
            feed.to_string()
        }
    };
    for name in ["-", "a.json", "https://post.example/feed"] {
        for spread in [false, true] {
            let found = found(name, &feed(spread), &Options::default());
            let documents: Vec<Intake> = found
                .iter()
                .flatten()
                .cloned()
                .filter_map(Taken::document)
                .collect();
            let [first, second] = &documents[..] else {
                panic!("{documents:?}")
            };
            assert_eq!(
                (
                    first.document.author.as_deref(),
                    second.document.author.as_deref()
                ),
                (Some("Anna Lind"), Some("Desk"))
            );
            assert_eq!(first.document.updated.as_deref(), Some("2024-05-02T10:00:00Z"));
            assert!(second.document.text.starts_with("Two. The council"));
            assert!(
                matches!(&found[2], Ok(Taken::Skipped(skipped)) if skipped.reason == Reason::NotFetched),
                "{:?}",
                found[2]
            );
            let error = found[3].as_ref().unwrap_err().to_string();
            assert!(error.contains("item 3"), "{error}");
        }
    }
}

#[test]
fn teasers() {
    let whole = |html: String| Content::Html(html).is_whole();
    assert!(whole(long("One.")));
    assert!(whole("word ".repeat(400)));
    assert!(!whole(
        "<p>The bridge stays open.</p><p>So does the tunnel.</p><p>And the ferry.</p>".into()
    ));
    for end in [
        "…",
        "[&#8230;]",
        " ...",
        "<p><a href='x'>Read more »</a></p>",
        " Continue reading &rarr;",
        "<a>More</a>",
    ] {
        assert!(!whole(long("One.") + end), "{end}");
    }
    assert!(whole(long("One.") + "<p>He wants no more.</p>"));
    assert!(whole(long("One.") + "<p>He did not say when he would read more"));
}

fn with_fetcher() -> Options {
    let settings = Settings {
        allow_private: true,
        delay: Duration::ZERO,
        ..Settings::default()
    };
    Options {
        fetcher: Some(Arc::new(Fetcher::new(settings).unwrap())),
        ..Options::default()
    }
}

#[test]
fn what_a_teaser_links_to_is_read() {
    let server = Server::start(|request| match request.path.as_str() {
        "/1" => page(&format!(
            "<html><head><title>From the page</title></head><body><article><h1>From the page</h1>{}</article></body></html>",
            long("One.")
        )),
        "/picture" => answer("200 OK", &["Content-Type: image/png"], b"\x89PNG\r\n\x1a\n\0\0\0"),
        "/feed" => page(r#"<rss><channel><item><link>https://post.example/</link></item></channel></rss>"#),
        _ => missing(),
    });
    let at = |path: &str| server.at("127.0.0.1", path);
    let item = |path: &str| {
        format!(
            "<item><title>From the feed</title><link>{}</link><pubDate>Wed, 01 May 2024 10:00:00 GMT</pubDate><author>Anna Lind</author><description>A teaser.</description></item>",
            at(path)
        )
    };
    let feed = format!(
        "<rss><channel><title>Post</title>{}</channel></rss>",
        ["/1", "/gone", "/picture", "/feed"].map(item).concat()
    );
    let found = found("a.rss", &feed, &with_fetcher());
    assert_eq!(found.len(), 4);
    let document = found[0].as_ref().unwrap().clone().document().unwrap().document;
    assert!(document.text.contains("One. The council"), "{}", document.text);
    assert_eq!(
        (document.date.as_deref(), document.author.as_deref()),
        (Some("2024-05-01T10:00:00Z"), Some("Anna Lind"))
    );
    assert_eq!(document.publisher.as_deref(), Some("Post"));
    let provenance = document.provenance.unwrap();
    assert_eq!(
        (provenance.file.as_deref(), provenance.uri),
        (Some("a.rss"), Some(at("/1")))
    );
    assert!(provenance.fetched.is_some() && provenance.fields["author"] == "feed");
    let error = found[1].as_ref().unwrap_err().to_string();
    assert!(
        error.contains("/gone: the server answered with status 404"),
        "{error}"
    );
    assert!(
        matches!(&found[2], Ok(Taken::Skipped(skipped)) if skipped.reason == Reason::NotText),
        "{:?}",
        found[2]
    );
    // A feed that a feed links to is not followed.
    assert!(
        matches!(&found[3], Ok(Taken::Skipped(skipped)) if skipped.reason == Reason::NotFetched),
        "{:?}",
        found[3]
    );
    assert!(matches!(&taken(&feed)[0], Taken::Skipped(skipped) if skipped.reason == Reason::NotFetched));
}

#[test]
fn feeds_are_told_from_other_markup() {
    for yes in [
        "<rss>",
        "\u{feff}<?xml version='1.0'?>\n<!DOCTYPE rss [<!ENTITY a 'b'>]>\n<rss version='2.0'>",
        "<feed xmlns='http://www.w3.org/2005/Atom'>",
        "<!-- a --><!-- b --><a:feed xmlns:a='http://www.w3.org/2005/Atom'>",
        "<rdf:RDF xmlns='http://purl.org/rss/1.0/'>",
        "<?xml version='1.0'?><!DOCTYPE rss [<!ENTITY a \"b>\"> <!ENTITY c 'd'>] ><rss>",
    ] {
        assert!(xml::recognises(yes.as_bytes()), "{yes}");
    }
    for no in [
        "<html>",
        "<?xml version='1.0'?><html>",
        "<!DOCTYPE rss [<rss>",
        "<!DOCTYPE html><rssx>",
        "<rdf:RDF xmlns='x'>",
        "<feed>",
        "rss",
        "",
        "<!-- <rss>",
    ] {
        assert!(!xml::recognises(no.as_bytes()), "{no}");
    }
}

#[test]
fn broken_feeds_are_read_as_far_as_they_go() {
    let item = format!(
        "<item><title>A & B</title><description>{}</description></item>",
        long("One.").replace('<', "&lt;")
    );
    let feed = format!("<rss><channel>\n{item}\n</p>{item}\n<item><title>C</title");
    let found = found("a.xml", &feed, &Options::default());
    let documents: Vec<_> = found
        .iter()
        .flatten()
        .cloned()
        .filter_map(Taken::document)
        .collect();
    assert_eq!(documents.len(), 2);
    assert_eq!(documents[0].document.title.as_deref(), Some("A & B"));
    let error = found.last().unwrap().as_ref().unwrap_err().to_string();
    assert!(error.starts_with("a.xml, line 4: the feed is broken"), "{error}");
    // Unmatched tags in one entry leave the next alone; markup that should have been escaped is taken as markup.
    let feed = format!(
        "<rss><channel><item><title>A</b><i></title><description>{}</description></item>{item}</channel></rss>",
        long("Two.")
    );
    let titles: Vec<_> = read(&feed).into_iter().map(|document| document.title).collect();
    assert_eq!(titles, [Some("A".into()), Some("A & B".into())]);
}

#[test]
fn bombs() {
    let lol: String = (1..20)
        .map(|n| format!("<!ENTITY l{n} \"{}\">", format!("&l{};", n - 1).repeat(10)))
        .collect();
    let bomb = format!(
        "<?xml version='1.0'?><!DOCTYPE rss [<!ENTITY l0 \"lol\">{lol}]><rss><channel><item><title>&l19;</title><description>{}</description></item></channel></rss>",
        long("One.").replace('<', "&lt;")
    );
    let feed = xml::read(&bomb, &Place::file("a"));
    assert_eq!(feed.entries[0].title.as_deref(), Some("&l19;"));
    let deep = format!(
        "<rss><channel><item><title>T</title><description>{}deep",
        "<b>".repeat(100_000)
    );
    assert!(xml::read(&deep, &Place::file("a")).entries.is_empty());
    let deep = format!(
        "{{\"version\": \"https://jsonfeed.org/version/1\", \"items\": {}",
        "[".repeat(100_000)
    );
    assert!(json::read(&deep, &Place::file("a")).is_err());
}

#[test]
fn encodings() {
    let feed = format!(
        "<?xml version='1.0' encoding='ISO-8859-2'?><rss><channel><item><title>W\u{b3}ochy</title><description>{}</description></item></channel></rss>",
        long("One.").replace('<', "&lt;")
    );
    let bytes: Vec<u8> = feed
        .chars()
        .map(|char| u8::try_from(char as u32).unwrap())
        .collect();
    let source = Source::new("-", Cursor::new(bytes), &Options::default()).unwrap();
    let mut documents = crate::read(source, &Options::default()).unwrap();
    let document = documents
        .next()
        .unwrap()
        .unwrap()
        .take_in()
        .unwrap()
        .document()
        .unwrap()
        .document;
    assert_eq!(document.title.as_deref(), Some("Włochy"));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn mutated_feeds(cut in 0usize..1000, at in 0usize..1000, with in "[<>&;a/!\\[\\]\"= é]{0,4}") {
        let feed = "<?xml version='1.0'?><feed xmlns='http://www.w3.org/2005/Atom'><title>P</title><entry xml:lang='en'><title type='html'>&lt;b>T</title><link href='https://post.example/1'/><author><name>A</name></author><updated>2024-05-01T10:00:00Z</updated><content type='xhtml'><div><p>T</p><![CDATA[x]]></div></content></entry><entry><summary>s</summary></entry></feed>";
        let at = (0..=at % feed.len()).rev().find(|&at| feed.is_char_boundary(at)).unwrap();
        let end = (at + cut % 20).min(feed.len());
        let mutated = format!("{}{with}{}", &feed[..at], &feed[end..]);
        xml::read(&mutated, &Place::file("a"));
        found("a.xml", &mutated, &Options::default());
    }
}
