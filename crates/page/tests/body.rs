//! Bodies of whole pages. The pages are of outlets that don't exist.

#![allow(clippy::unwrap_used, reason = "a test may fail")]

use onrecord_page::{Body, read};
use proptest::prelude::*;

fn body(html: &str) -> Body {
    read(html, None).body
}

/// A text of `count` sentences, each a paragraph.
fn paragraphs(count: usize) -> String {
    (0..count)
        .map(|n| format!("<p>The council met for the {n}th time and decided nothing, its clerk said.</p>"))
        .collect()
}

macro_rules! pages {
    ($($name:ident $file:literal)*) => {$(
        #[test]
        fn $name() {
            let expected = include_str!(concat!("body/", $file, ".txt"));
            assert_eq!(body(include_str!(concat!("body/", $file, ".html"))).text, expected.trim_end());
        }
    )*};
}

pages! {
    a_blog_with_teasers_and_comments "wordpress"
    a_page_that_a_script_fills_in "scripted"
    a_live_blog "live"
    an_article_in_parts_with_an_advertisement_between "split"
    an_article_among_teasers_and_requests "teasers"
    a_page_with_quotations_and_captions "quotes"
    a_page_without_an_article "index"
}

#[test]
fn captions_stand_apart() {
    let blog = body(include_str!("body/wordpress.html"));
    assert_eq!(blog.captions, ["The harbour bridge at dawn."]);
    let letter = body(include_str!("body/quotes.html"));
    assert_eq!(
        letter.captions,
        ["The lighthouse on Skar in 1921.", "The letter, two pages long."]
    );
}

#[test]
fn block_quotes_are_whole_paragraphs() {
    let letter = body(include_str!("body/quotes.html"));
    let chars: Vec<char> = letter.text.chars().collect();
    let quotes: Vec<String> = letter
        .block_quotes
        .iter()
        .map(|range| chars[range.clone()].iter().collect())
        .collect();
    assert_eq!(
        quotes,
        [
            "I have kept this light for thirty years 🗼, and it has kept me.",
            "Whoever comes after me: oil the hinges.",
            "Oil the hinges!",
        ]
    );
}

#[test]
fn a_page_that_shows_its_article_is_not_read_from_its_data() {
    let shown = paragraphs(3);
    let html = format!(
        r#"<script type="application/ld+json">{{"@type":"NewsArticle","headline":"The council","articleBody":"The council met. It decided nothing, its clerk said, and met again, and decided nothing again, as it had before."}}</script><article><h1>The council</h1>{shown}</article>"#
    );
    assert_eq!(body(&html).text.matches("decided nothing").count(), 3);
}

#[test]
fn words_are_neither_glued_nor_torn() {
    let html = "<article><h1>x</h1><p>One<br>two<br/>th<b>re</b>e <i>four</i>\n five<wbr>six, said the clerk of the\tcourt.\
        <p>A&nbsp;b &amp; c &lt;d&gt; &#x201c;e&#x201d; f\u{ad}g\u{200b}h i\u{200d}j, said the clerk of the court.</article>";
    assert_eq!(
        body(html).text,
        "One\ntwo\nthree four fivesix, said the clerk of the court.\n\n\
         A\u{a0}b & c <d> “e” fgh i\u{200d}j, said the clerk of the court."
    );
}

#[test]
fn two_breaks_part_paragraphs() {
    let html = "<div id=story><h1>x</h1>The council met on Monday and decided nothing, its clerk said.<br><br>\n\
        It will meet again on Tuesday, she said, and decide nothing again.<br>&nbsp;<br></div>";
    assert_eq!(
        body(html).text,
        "The council met on Monday and decided nothing, its clerk said.\n\n\
         It will meet again on Tuesday, she said, and decide nothing again."
    );
}

/// The names of furniture stand around the whole page: it is no furniture then.
#[test]
fn names_that_would_drop_everything_are_ignored() {
    let text = paragraphs(4);
    for class in ["sidebar", "social-share", "article-and-comments", "related"] {
        let html = format!("<body class='{class}'><div class='{class}'>{text}</div>");
        assert_eq!(body(&html).text.matches("clerk").count(), 4, "{class}");
    }
}

#[test]
fn nothing_from_nothing() {
    for html in [
        "",
        " ",
        "<",
        "<html>",
        "\0",
        "&",
        "<!--",
        "<p>",
        "</p></p></div>",
        "<script>alert('x')",
    ] {
        assert_eq!(body(html), Body::default(), "{html}");
    }
}

#[test]
fn deep_nesting_keeps_the_article() {
    let text = paragraphs(3);
    for tag in [
        "div",
        "b",
        "blockquote",
        "table><tr><td",
        "ul><li",
        "a name=x",
        "font size=1",
        "p",
        "svg",
        "form",
        "span",
    ] {
        let html = format!("<body>{text}{}{text}", format!("<{tag}>").repeat(100_000));
        assert!(body(&html).text.matches("clerk").count() >= 3, "{tag}");
    }
}

#[test]
fn pages_of_tags_and_scraps_are_read_in_time() {
    let size = 4 << 20;
    let kinds = [
        "<a>",
        "<a href=x>y</a>",
        "<p>",
        "</p>",
        "</x>",
        "<div>x",
        "<li>x",
        "<b><p>",
        "<br>",
        "<table>",
        "<tr><td>",
        "<",
        "<!",
        "<!--",
        "&",
        "&amp",
        "&#1;",
        "\0",
        "<p class='",
        "<p class=comment>x.</p>",
        "<h1>x</h1>",
        "x ",
        "\u{a0}",
        "<div class=article-body>x. ",
        "<blockquote>",
        "</div>",
        "<article><h1>",
        "<img>",
        "<span a=b ",
        "<p style=' '>",
        "<div><p>The clerk said so on Monday.</p></div>",
    ];
    for kind in kinds {
        let read = body(&kind.repeat(size / kind.len()));
        assert!(read.text.len() <= size, "{kind}");
    }
}

/// Asserts what holds for every page.
fn check(body: &Body) {
    let length = body.text.chars().count();
    let mut end = 0;
    for quote in &body.block_quotes {
        assert!(quote.start >= end && quote.start < quote.end && quote.end <= length);
        end = quote.end;
    }
    let odd = |char: char| char.is_control() && !matches!(char, '\n' | '\t');
    assert!(!body.text.contains(odd), "{:?}", body.text);
    assert!(!body.text.contains("\n\n\n"));
    assert_eq!(body.text, body.text.trim());
    assert!(body.captions.iter().all(|caption| !caption.trim().is_empty()));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_soup_is_read(
        pieces in prop::collection::vec(
            prop_oneof![
                prop::sample::select(vec![
                    "<p>", "</p>", "<div>", "</div>", "<blockquote>", "</blockquote>", "<br>", "<br><br>", "<pre>\n", "<a href=x>",
                    "</a>", "<h1>", "<h2>", "</h2>", "<figure>", "<figcaption>", "</figure>", "<img>", "<ul><li>", "</ul>",
                    "<table><tr><td>", "</table>", "<article>", "</article>", "<div class=comments>", "<div class=article-body>",
                    "<script>", "</script>", "<div hidden>", "\r\n", "\r", "&#13;", "&#0;", "&nbsp;", "\u{85}", "\u{2028}", "\u{200b}",
                ]).prop_map(String::from),
                Just("The clerk said that the council had met. ".to_owned()),
                "\\PC{0,12}",
            ],
            0..40,
        ),
    ) {
        check(&body(&pieces.concat()));
    }
}
