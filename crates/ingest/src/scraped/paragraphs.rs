//! Which lines of a text are one paragraph. Most often each line is; but mail programs and editors wrap paragraphs at 70 to
//! 80 columns, and then a line that looks like furniture is the middle of a sentence.

use std::borrow::Cow;
use std::ops::Range;

use onrecord_text::is_furniture;

/// Lines of a text that was wrapped are no longer than this, in characters.
const WIDEST: usize = 100;

/// A paragraph: one line, or several of a text that was wrapped.
pub(super) struct Paragraph<'a> {
    pub lines: Range<usize>,
    /// Its words: the line, or its lines with blanks between them.
    pub text: Cow<'a, str>,
}

impl Paragraph<'_> {
    /// Its text where it is one line. What spreads over several is prose, whatever it begins with.
    pub fn line(&self) -> Option<&str> {
        (self.lines.len() == 1).then_some(self.text.as_ref())
    }

    /// A name or a link by itself isn't taken for furniture here: it may say whose the words above it are.
    pub fn is_furniture(&self) -> bool {
        let is_link = |word: &str| {
            ["@", "#", "http", "www."]
                .iter()
                .any(|start| word.starts_with(start))
        };
        self.line()
            .is_some_and(|line| is_furniture(line) && !line.split_whitespace().all(is_link))
    }
}

/// The paragraphs of a text, given its lines.
pub(super) fn paragraphs<'a>(lines: &[&'a str]) -> Vec<Paragraph<'a>> {
    let width = wrapped_at(lines);
    let mut paragraphs: Vec<Paragraph> = Vec::new();
    for (at, line) in lines.iter().enumerate().filter(|(_, line)| !is_blank(line)) {
        match paragraphs.last_mut() {
            Some(last)
                if last.lines.end == at && width.is_some_and(|width| is_full(lines[at - 1], line, width)) =>
            {
                last.lines.end = at + 1;
                let text = last.text.to_mut();
                text.push(' ');
                text.push_str(line.trim());
            }
            _ => paragraphs.push(Paragraph {
                lines: at..at + 1,
                text: Cow::Borrowed(line),
            }),
        }
    }
    paragraphs
}

/// The width at which the lines of a text were wrapped, in characters: most lines that another follows have no room for
/// its first word.
fn wrapped_at(lines: &[&str]) -> Option<usize> {
    let mut widths: Vec<usize> = lines
        .iter()
        .filter(|line| line.trim().contains(' '))
        .map(|line| characters(line))
        .collect();
    widths.sort_unstable();
    // A long address or a table makes a few lines longer.
    let width = *widths.get((widths.len() * 49 / 50).min(widths.len().checked_sub(1)?))?;
    if width > WIDEST {
        return None;
    }
    let pairs = || {
        lines
            .windows(2)
            .filter(|pair| !is_blank(pair[0]) && !is_blank(pair[1]))
    };
    let full = pairs().filter(|pair| is_full(pair[0], pair[1], width)).count();
    (full >= 2 && full * 2 >= pairs().count()).then_some(width)
}

fn is_full(line: &str, next: &str, width: usize) -> bool {
    characters(line) + 1 + next.split_whitespace().next().map_or(0, characters) > width
}

pub(super) fn is_blank(line: &str) -> bool {
    line.trim().is_empty()
}

/// The width of a line, without blanks at its end.
pub(super) fn characters(line: &str) -> usize {
    line.trim_end().chars().count()
}
