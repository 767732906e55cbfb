use std::ops::Range;

use onrecord_text::Word;

/// What the encoder reads at once: whole segments, one after the other.
pub(crate) struct Window {
    /// Ranges of words, each a paragraph or a part of a long one; each follows on the one before.
    pub(crate) segments: Vec<Range<usize>>,
}

impl Window {
    pub(crate) fn words(&self) -> Range<usize> {
        match (self.segments.first(), self.segments.last()) {
            (Some(first), Some(last)) => first.start..last.end,
            _ => 0..0,
        }
    }
}

/// Windows of at most `limit` pieces, the marks around segments among them. Each begins whole segments, up to `back`
/// pieces, before the last one ended: a word near the edge of one window stands deeper in another.
pub(crate) fn windows(
    words: &[Word],
    paragraphs: &[u32],
    lengths: &[usize],
    limit: usize,
    back: usize,
) -> Vec<Window> {
    let segments = segments(words, paragraphs, lengths, limit - 2);
    let sizes: Vec<usize> = segments
        .iter()
        .map(|segment| lengths[segment.clone()].iter().sum::<usize>() + 1)
        .collect();
    let mut windows = Vec::new();
    let mut start = 0;
    while start < segments.len() {
        let (mut end, mut size) = (start, 1);
        while end < segments.len() && (end == start || size + sizes[end] <= limit) {
            size += sizes[end];
            end += 1;
        }
        windows.push(Window {
            segments: segments[start..end].to_vec(),
        });
        if end == segments.len() {
            break;
        }
        // what follows must fit in beside what is read again
        let mut room = back.min((limit - 1).saturating_sub(sizes[end]));
        let mut next = end;
        while next > start + 1 && sizes[next - 1] <= room {
            next -= 1;
            room -= sizes[next];
        }
        start = next;
    }
    windows
}

/// Paragraphs as ranges of words; those of more than `limit` pieces are cut, after the end of a sentence if one is seen.
fn segments(words: &[Word], paragraphs: &[u32], lengths: &[usize], limit: usize) -> Vec<Range<usize>> {
    /// A part shorter than this is not worth cutting off.
    const SHORTEST: usize = 20;
    let mut segments = Vec::new();
    let mut start = 0;
    while start < words.len() {
        let mut end = start;
        let mut size = 0;
        let mut stop = None;
        while end < words.len() && paragraphs[end] == paragraphs[start] && size + lengths[end] <= limit {
            size += lengths[end];
            end += 1;
            if matches!(words[end - 1].form.as_str(), "." | "!" | "?" | "\"") && end - start > SHORTEST {
                stop = Some(end);
            }
        }
        if end < words.len() && paragraphs[end] == paragraphs[start] {
            end = stop.unwrap_or(end).max(start + 1);
        }
        segments.push(start..end);
        start = end;
    }
    segments
}

#[cfg(test)]
mod tests {
    use onrecord_text::{Text, words_by_paragraph};
    use proptest::prelude::*;

    use super::*;

    fn cut(text: &str, limit: usize, back: usize) -> (usize, Vec<Window>) {
        let text = Text::new(text);
        let (all, numbers) = words_by_paragraph(&text, |_| true);
        let lengths = vec![1; all.len()];
        (all.len(), windows(&all, &numbers, &lengths, limit, back))
    }

    #[test]
    fn steps_back_by_whole_paragraphs() {
        let text = [
            "one two three four",
            "five six seven",
            "eight nine ten",
            "eleven twelve",
        ]
        .join("\n");
        let (_, windows) = cut(&text, 12, 5);
        let ranges: Vec<_> = windows.iter().map(Window::words).collect();
        assert_eq!(ranges, [0..7, 4..12]);
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn every_word_is_read_and_no_window_is_too_long(
            text in proptest::collection::vec("[a-c.\"]{1,3}", 0..300), limit in 8usize..60, back in 0usize..30,
            lines in proptest::collection::vec(proptest::bool::weighted(0.1), 300),
        ) {
            let joined: String =
                text.iter().zip(&lines).flat_map(|(word, line)| [word.as_str(), if *line { "\n" } else { " " }]).collect();
            let (count, windows) = cut(&joined, limit, back);
            let mut seen = 0;
            for window in &windows {
                let range = window.words();
                prop_assert!(range.start <= seen && range.end > seen);
                prop_assert!(range.len() + window.segments.len() < limit);
                seen = range.end;
            }
            prop_assert_eq!(seen, count);
        }
    }
}
