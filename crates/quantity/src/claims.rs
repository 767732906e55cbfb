//! Whose words hold a place: the innermost of the attributions around it.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use onrecord_record::Attribution;
use onrecord_text::Span;

/// One stretch of an attribution's content.
struct Stretch {
    span: Span,
    /// The length of the whole content: the shortest around a place is the innermost.
    length: usize,
    attribution: usize,
}

/// For each span, in text order, the index of the innermost attribution that has it in its content.
pub(crate) fn holders(attributions: &[Attribution], spans: &[Span]) -> Vec<Option<usize>> {
    let mut stretches: Vec<Stretch> = attributions
        .iter()
        .enumerate()
        .flat_map(|(attribution, one)| {
            let length = one.content.iter().map(|span| span.len()).sum();
            one.content.iter().map(move |&span| Stretch {
                span,
                length,
                attribution,
            })
        })
        .collect();
    stretches.sort_by_key(|stretch| stretch.span);
    let mut next = 0;
    // The innermost first. What ends before a span ends before all later ones, and is dropped when it comes to the top.
    let mut open = BinaryHeap::new();
    spans
        .iter()
        .map(|span| {
            while let Some(stretch) = stretches
                .get(next)
                .filter(|stretch| stretch.span.start() <= span.start())
            {
                open.push(Reverse((stretch.length, stretch.attribution, stretch.span.end())));
                next += 1;
            }
            while let Some(&Reverse((_, attribution, end))) = open.peek() {
                if end >= span.end() {
                    return Some(attribution);
                }
                open.pop();
            }
            None
        })
        .collect()
}
