use crate::Span;
use crate::characters::{blank, ignorable};

/// The paragraphs of a text, in order: its lines that hold more than blanks, without the blanks at their ends.
///
/// Lines end at `\n`. A paragraph is what one quotation can't leave unclosed: marks are paired inside it alone.
pub fn paragraphs(text: &str) -> Vec<Span> {
    let empty = |char: char| blank(char) || ignorable(char);
    let mut result = Vec::new();
    let mut line_start = 0;
    for line in text.split('\n') {
        let from_first = line.trim_start_matches(empty);
        let kept = from_first.trim_end_matches(empty);
        let start = line_start + count(&line[..line.len() - from_first.len()]);
        let end = start + count(kept);
        result.extend(Span::new(start, end));
        line_start = end + count(&from_first[kept.len()..]) + 1;
    }
    result
}

fn count(text: &str) -> usize {
    text.chars().count()
}
