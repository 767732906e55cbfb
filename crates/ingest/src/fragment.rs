//! HTML that is an article and no page: the content of a feed's entry or of a news item.

use onrecord_page::Body;
use quick_xml::escape::resolve_html5_entity;

/// A longer entity is none.
const LONGEST_ENTITY: usize = 32;

/// Elements that stand on lines of their own.
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "br",
    "dd",
    "div",
    "dl",
    "dt",
    "figcaption",
    "figure",
    "footer",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "li",
    "main",
    "ol",
    "p",
    "pre",
    "section",
    "table",
    "td",
    "th",
    "tr",
    "ul",
];

/// Elements whose content is no text.
const HIDDEN: &[&str] = &["script", "style", "template", "noscript"];

/// Reads the article as it would be read off its page. Where that code, which looks for an article among other things,
/// leaves out more than a quarter, everything is taken.
pub(crate) fn article(html: &str) -> Body {
    let page = format!("<!DOCTYPE html><html><body><main><article>{html}</article></main></body></html>");
    let body = onrecord_page::read(&page, None).body;
    let text = plain(html);
    let read: usize = body.text.len() + body.captions.iter().map(String::len).sum::<usize>();
    if 4 * read < 3 * text.len() {
        return Body {
            text,
            ..Body::default()
        };
    }
    body
}

/// The text of HTML: no tags, entities as what they stand for, a blank line between what stands apart.
pub(crate) fn plain(html: &str) -> String {
    let mut text = String::new();
    let mut rest = html;
    while let Some(at) = rest.find(['<', '&']) {
        push(&mut text, &rest[..at]);
        rest = &rest[at..];
        rest = if rest.starts_with('<') {
            tag(&mut text, rest)
        } else {
            entity(&mut text, rest)
        };
    }
    push(&mut text, rest);
    let lines = text.split('\n').map(|line| {
        line.split(' ')
            .filter(|word| !word.is_empty())
            .collect::<Vec<_>>()
            .join(" ")
    });
    lines
        .filter(|line| !line.is_empty())
        .collect::<Vec<_>>()
        .join("\n\n")
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

/// Line ends of HTML are blanks; those of the text are made by tags.
fn push(text: &mut String, part: &str) {
    text.extend(part.chars().map(|char| {
        if matches!(char, '\n' | '\r' | '\t') {
            ' '
        } else {
            char
        }
    }));
}

/// Passes a tag, or a `<` that begins none; gives what comes after it.
fn tag<'a>(text: &mut String, html: &'a str) -> &'a str {
    if let Some(comment) = html.strip_prefix("<!--") {
        return comment.split_once("-->").map_or("", |(_, after)| after);
    }
    let inner = html[1..].strip_prefix('/').unwrap_or(&html[1..]);
    if !inner.starts_with(|char: char| char.is_ascii_alphabetic() || matches!(char, '!' | '?')) {
        text.push('<');
        return &html[1..];
    }
    let end = inner
        .find(|char: char| !char.is_ascii_alphanumeric())
        .unwrap_or(inner.len());
    let name = inner[..end].to_ascii_lowercase();
    let after = inner.split_once('>').map_or("", |(_, after)| after);
    if BLOCKS.contains(&name.as_str()) {
        text.push('\n');
    }
    if HIDDEN.contains(&name.as_str()) && !html.starts_with("</") {
        let closing = format!("</{name}");
        let end = after
            .as_bytes()
            .windows(closing.len())
            .position(|window| window.eq_ignore_ascii_case(closing.as_bytes()));
        return end.map_or("", |end| &after[end..]);
    }
    after
}

/// Writes what an entity stands for, or the `&` that begins none; gives what comes after it.
fn entity<'a>(text: &mut String, html: &'a str) -> &'a str {
    let end = html.bytes().take(LONGEST_ENTITY).position(|byte| byte == b';');
    let found = end.and_then(|end| Some((resolved(&html[1..end])?, &html[end + 1..])));
    match found {
        Some((found, after)) => {
            push(text, &found);
            after
        }
        None => {
            text.push('&');
            &html[1..]
        }
    }
}

/// What an entity stands for, by its name: `amp`, `#8217`, `#x2019`.
pub(crate) fn resolved(name: &str) -> Option<String> {
    let Some(number) = name.strip_prefix('#') else {
        return resolve_html5_entity(name).map(str::to_owned);
    };
    let code = match number.strip_prefix(['x', 'X']) {
        Some(number) => u32::from_str_radix(number, 16),
        None => number.parse(),
    };
    // What browsers make of the numbers that Windows used.
    let code = code.ok()?;
    match u8::try_from(code) {
        Ok(byte @ 0x80..=0x9f) => Some(
            encoding_rs::WINDOWS_1252
                .decode_without_bom_handling(&[byte])
                .0
                .into_owned(),
        ),
        _ => char::from_u32(code)
            .filter(|char| *char != '\0')
            .map(String::from),
    }
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
                "One line.\n\nTwo.\n\nThree.",
            ),
            (
                "Varga &amp; Lind&#8217;s &#x201c;deal&rdquo;&#146;",
                "Varga & Lind’s “deal”’",
            ),
            (
                "3 < 5 & 7 &unknown; &#0; &#xd800;",
                "3 < 5 & 7 &unknown; &#0; &#xd800;",
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
