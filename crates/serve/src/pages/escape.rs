//! What templates do to every value that they show.

use std::fmt;

use askama::filters::Escaper;
use onrecord_export::html::escape;

/// Escapes HTML and shows what would act on the page or hide in it: see [`escape::piece`]. The templates' own, so that
/// nothing gets into a page without it, unless a template says `safe`.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Visible;

impl Escaper for Visible {
    fn write_escaped_str<W: fmt::Write>(&self, mut out: W, words: &str) -> fmt::Result {
        let mut escaped = String::with_capacity(words.len());
        escape::piece(&mut escaped, words);
        out.write_str(&escaped)
    }
}

/// Words for a `textarea`, exactly: escaped, with all their lines. What HTML can't hold is left out.
pub(crate) fn verbatim(words: &str) -> String {
    // A line break right after the tag is not part of what the element holds.
    let mut escaped = String::from("\n");
    for char in words.chars() {
        match char {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '\n' | '\t' => escaped.push(char),
            _ if char.is_control() => {}
            _ => escaped.push(char),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_escaped_and_nothing_acts_or_hides() {
        let mut out = String::new();
        Visible
            .write_escaped_str(&mut out, "<b>\"&'\u{202e}x\u{1b}[2J\u{200b} ")
            .unwrap();
        assert_eq!(out, "&lt;b&gt;&quot;&amp;&#39;&lt;U+202E&gt;x&lt;U+001B&gt;[2J ");
    }

    #[test]
    fn a_textarea_holds_the_lines_and_no_tags() {
        assert_eq!(verbatim("\na\r\nb</textarea>\0"), "\n\na\nb&lt;/textarea&gt;");
    }
}
