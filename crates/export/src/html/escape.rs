//! Words of strangers on a page: escaped, with nothing in them that acts or hides.

use std::fmt::Write;

use crate::hidden::{Hidden, hidden};
use crate::sanitise;

/// Words of an article for a page's running text, exactly.
///
/// `& < > " '` become character references. Characters that would act on the page or that HTML can't hold become empty
/// elements that bear their number, `<span class="x" data-u="U+202E"></span>`, which the style sheet shows; white space
/// that HTML would change likewise, shown as a space.
pub(super) fn words(out: &mut String, words: &str) {
    for char in words.chars() {
        match (hidden(char), char) {
            // Writing to a string can't fail.
            (Some(Hidden::Acting), _) | (_, '\u{61c}' | '\u{200e}' | '\u{200f}') => {
                let _ = write!(out, "<span class=\"x\" data-u=\"U+{:04X}\"></span>", char as u32);
            }
            (Some(Hidden::Invisible), _) => {
                let _ = write!(out, "&#x{:X};", char as u32);
            }
            (_, '\n' | '\u{b}' | '\u{c}' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}') => {
                let _ = write!(out, "<span class=\"w\" data-u=\"U+{:04X}\"></span>", char as u32);
            }
            _ => one(out, char),
        }
    }
}

/// Words of an article on one line, for attributes, the page's title and the list: see [`sanitise`].
pub fn line(out: &mut String, words: &str) {
    sanitise(words).chars().for_each(|char| one(out, char));
}

/// As [`line`], but white space stays where it is, each character a space: for words that others follow.
pub fn piece(out: &mut String, words: &str) {
    for char in words.chars() {
        match hidden(char) {
            None => one(out, char),
            Some(Hidden::Space) => out.push(' '),
            Some(Hidden::Invisible) => {}
            // Writing to a string can't fail.
            Some(Hidden::Acting) => {
                let _ = write!(out, "&lt;U+{:04X}&gt;", char as u32);
            }
        }
    }
}

fn one(out: &mut String, char: char) {
    match char {
        '&' => out.push_str("&amp;"),
        '<' => out.push_str("&lt;"),
        '>' => out.push_str("&gt;"),
        '"' => out.push_str("&quot;"),
        '\'' => out.push_str("&#39;"),
        _ => out.push(char),
    }
}

/// An address that may become a link: `http` or `https`, with nothing hidden in it.
pub fn link(url: &str) -> Option<&str> {
    let scheme = url.split_once("://")?.0;
    let web = scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https");
    let plain = url
        .chars()
        .all(|char| hidden(char).is_none() && !char.is_whitespace() && char != '\\');
    (web && plain).then_some(url)
}

/// A language code that may become a `lang` attribute.
pub fn language(code: &str) -> Option<&str> {
    let subtags = code
        .split('-')
        .all(|tag| (1..=8).contains(&tag.len()) && tag.bytes().all(|b| b.is_ascii_alphanumeric()));
    (subtags && code.len() <= 35).then_some(code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_web_addresses_become_links() {
        for good in ["https://courier.example/a?b=c&d", "HTTP://courier.example/é"] {
            assert_eq!(link(good), Some(good));
        }
        for bad in [
            "javascript:alert(1)",
            "javascript://x/%0aalert(1)",
            " https://x",
            "https://x y",
            "data:text/html,x",
            "//x",
            "",
            "https://x\u{202e}y",
            "https://x\ny",
        ] {
            assert_eq!(link(bad), None, "{bad:?}");
        }
    }

    #[test]
    fn only_language_codes_become_attributes() {
        assert_eq!(language("en-GB"), Some("en-GB"));
        for bad in ["", "en\" onload=\"x", "en_GB", "-", "anoverlongtag"] {
            assert_eq!(language(bad), None, "{bad:?}");
        }
    }

    #[test]
    fn escapes_markup_and_hidden_characters() {
        let mut out = String::new();
        words(&mut out, "<b>&\"'\u{202e}\u{200b}\0\r\u{a0}\t🦀");
        assert_eq!(
            out,
            "&lt;b&gt;&amp;&quot;&#39;<span class=\"x\" data-u=\"U+202E\"></span>&#x200B;<span class=\"x\" data-u=\"U+0000\"></span><span class=\"w\" data-u=\"U+000D\"></span>\u{a0}\t🦀"
        );
        let mut out = String::new();
        line(&mut out, "a\n<\u{1b}>");
        assert_eq!(out, "a &lt;&lt;U+001B&gt;&gt;");
    }
}
