//! HTML that is an article and no page: the content of a feed's entry or of a news item.

use onrecord_page::{Body, fragment};

/// Reads the article as it would be read off its page. Where that code, which looks for an article among other things,
/// leaves out more than a quarter, everything is taken.
pub(crate) fn article(html: &str) -> Body {
    let page = format!("<!DOCTYPE html><html><body><main><article>{html}</article></main></body></html>");
    let body = onrecord_page::read(&page, None).body;
    let all = fragment(html);
    let read: usize = body.text.len() + body.captions.iter().map(String::len).sum::<usize>();
    if 4 * read < 3 * all.text.len() {
        return all;
    }
    body
}

/// The text of HTML: no tags, entities as what they stand for, a blank line between what stands apart.
pub(crate) fn plain(html: &str) -> String {
    fragment(html).text
}

/// The same on one line.
pub(crate) fn plain_line(html: &str) -> String {
    let text = plain(html);
    let lines = text.split('\n').filter(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join(" ")
}

/// Plain text as HTML: a paragraph for each that a blank line sets apart.
pub(crate) fn escaped(text: &str) -> String {
    let escaped = text.replace('&', "&amp;").replace('<', "&lt;");
    let mut html = String::new();
    for paragraph in escaped
        .replace("\r\n", "\n")
        .split("\n\n")
        .filter(|paragraph| !paragraph.trim().is_empty())
    {
        html.push_str("<p>");
        html.push_str(paragraph);
        html.push_str("</p>");
    }
    html
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn text_of_html() {
        for (html, expected) in [
            ("a <b>bold</b>&nbsp;claim", "a bold\u{a0}claim"),
            (
                "<p>One\n line.</p><p>Two.<br/>Three.",
                "One line.\n\nTwo.\nThree.",
            ),
            (
                "Varga &amp; Lind&#8217;s &#x201c;deal&rdquo;&#146;",
                "Varga & Lind’s “deal”’",
            ),
            (
                "3 < 5 & 7 &unknown; &#0; &#xd800;",
                "3 < 5 & 7 &unknown; \u{fffd} \u{fffd}",
            ),
            ("a<!-- <p>b --> c<script>if (a<b) '</p>'</SCRIPT> d", "a c d"),
            ("<style>p{}", ""),
            ("a <p", "a"),
            ("a<", "a<"),
        ] {
            assert_eq!(plain(html), expected, "{html}");
        }
        assert_eq!(plain(&escaped("3 < 5 & 7\r\n\r\n\n&amp;")), "3 < 5 & 7\n\n&amp;");
    }

    #[test]
    fn an_article_is_taken_whole() {
        let html = "<p>The bridge stays open, the mayor of Kellburg said on Friday.</p><p>“We will pay,” said Mira Varga.</p>";
        let text = article(html).text;
        assert!(
            text.contains("The bridge stays open") && text.contains("“We will pay,” said Mira Varga."),
            "{text}"
        );
        assert_eq!(article("Short.").text, "Short.");
        assert_eq!(article("").text, "");
    }

    #[test]
    fn deep_nesting() {
        let text = article(&format!("{}The bridge stays open.", "<div><p>".repeat(50_000))).text;
        assert!(text.len() < 100, "{}", text.len());
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn any_html(html in "([<>&;/! a-c]|<p>|</script>|<script>|&amp;|<!--|-->|é){0,40}") {
            plain(&html);
        }
    }
}
