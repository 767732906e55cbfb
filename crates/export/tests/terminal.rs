//! The view for a terminal.

#![allow(clippy::unwrap_used)]

mod common;

use common::{hostile, record, written};
use onrecord_export::{Terminal, TerminalOptions};

fn view(width: usize, colour: bool) -> String {
    written(&[record()], |out| {
        Terminal::new(out, TerminalOptions { width, colour })
    })
}

#[test]
fn an_article() {
    insta::assert_snapshot!(view(80, false));
}

#[test]
fn a_narrow_terminal() {
    insta::assert_snapshot!(view(30, false));
}

#[test]
fn colours_add_to_it_and_change_no_letter() {
    let coloured = view(80, true);
    insta::assert_snapshot!(coloured.replace('\u{1b}', "␛"));
    let mut plain = String::new();
    for part in coloured.split('\u{1b}') {
        let letters = part
            .strip_prefix('[')
            .and_then(|rest| rest.split_once('m'))
            .map_or(part, |(_, rest)| rest);
        plain.push_str(letters);
    }
    assert_eq!(plain, view(80, false));
}

#[test]
fn several_articles_and_one_without_statements() {
    let mut empty = record();
    (empty.title, empty.publisher, empty.author, empty.date) = (None, None, None, None);
    empty.attributions.clear();
    empty.title_attributions.clear();
    empty.quantities.clear();
    empty.rivals.clear();
    let view = written(&[empty.clone(), empty], |out| {
        Terminal::new(out, TerminalOptions::default())
    });
    insta::assert_snapshot!(view, @r"
    courier-7

    No statements found

    ────────────────────────────────────────

    courier-7

    No statements found
    ");
}

#[test]
fn nothing_of_a_hostile_article_acts_on_the_terminal() {
    for width in [0, 25, 80, usize::MAX] {
        let view = written(&[hostile()], |out| {
            Terminal::new(out, TerminalOptions { width, colour: false })
        });
        let acting = |c: char| (c.is_control() && c != '\n') || ('\u{202a}'..='\u{2069}').contains(&c);
        assert!(!view.contains(acting), "{view:?}");
        assert!(width == 25 || view.contains("<U+001B>]0;gone<U+0007>"), "{view}");
    }
}

#[test]
fn lines_keep_to_the_width() {
    for width in [24, 31, 60] {
        for line in view(width, false).lines() {
            assert!(textwrap::core::display_width(line) <= width, "{width}: {line:?}");
        }
    }
}
