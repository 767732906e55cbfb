use std::ops::Range;

use onrecord_model::{Decoding, LINKS, Link, Links, ROLES, Role};
use onrecord_text::Word;

use crate::Gathered;
use crate::confidence::Features;
use crate::viterbi::Spans;

/// Gives every content span to the cue that claims it most, and every cue the source that it claims most.
///
/// A claim is the mean probability of the span's words. It counts when it is greater than the null's share of what is
/// left of 1; a content that no cue claims, and a cue that gets no content, are dropped.
pub(crate) fn gather(
    spans: &Spans,
    labels: &[Role],
    scores: &[[f32; ROLES]],
    links: &[Links],
    words: &[Word],
    paragraphs: &[u32],
    decoding: &Decoding,
) -> Vec<Gathered> {
    let mut contents: Vec<Vec<(Range<usize>, f32)>> = vec![Vec::new(); links.len()];
    for span in &spans.contents {
        let claims = links.iter().map(|links| claim(links, span, Link::BeginContent));
        if let Some((cue, claim)) = greatest(claims)
            && claim > decoding.content_null * (1.0 - claim)
        {
            contents[cue].push((span.clone(), claim));
        }
    }
    let mut gathered = Vec::new();
    for ((cue, links), contents) in spans.cues.iter().zip(links).zip(contents) {
        if contents.is_empty() {
            continue;
        }
        let claims = spans
            .sources
            .iter()
            .map(|span| claim(links, span, Link::BeginSource));
        let source = greatest(claims)
            .filter(|(_, claim)| *claim > decoding.source_null * (1.0 - claim))
            .map(|(index, claim)| (spans.sources[index].clone(), claim))
            .or_else(|| own_source(links, paragraphs, decoding.own_source));
        let features = Features::of(&source, cue, &contents, labels, scores, words);
        gathered.push(Gathered {
            source: source.map(|(range, _)| range),
            cue: cue.clone(),
            content: contents.into_iter().map(|(range, _)| range).collect(),
            features,
        });
    }
    gathered
}

/// The mean probability that the words of `span` are of the kind that begins with `begin`.
fn claim(links: &Links, span: &Range<usize>, begin: Link) -> f32 {
    let begin = begin as usize;
    let mut sum = 0.0;
    for word in span.clone() {
        let near = word
            .checked_sub(links.start)
            .and_then(|at| links.probabilities.get(at));
        sum += near.map_or(0.0, |of: &[f32; LINKS]| of[begin] + of[begin + 1]);
    }
    sum / span.len() as f32
}

/// The first stretch of words, within a paragraph, that the linker alone takes for the source.
fn own_source(links: &Links, paragraphs: &[u32], least: f32) -> Option<(Range<usize>, f32)> {
    let of = |at: usize| {
        links.probabilities.get(at).map_or(0.0, |of| {
            of[Link::BeginSource as usize] + of[Link::InsideSource as usize]
        })
    };
    let first = (0..links.probabilities.len()).find(|&at| of(at) > least)?;
    let mut end = first + 1;
    while of(end) > least && paragraphs.get(links.start + end) == paragraphs.get(links.start + first) {
        end += 1;
    }
    let range = links.start + first..links.start + end;
    let mean = (first..end).map(of).sum::<f32>() / range.len() as f32;
    Some((range, mean))
}

/// The first of the greatest.
fn greatest(values: impl Iterator<Item = f32>) -> Option<(usize, f32)> {
    values.enumerate().fold(None, |best, (index, value)| match best {
        Some((_, most)) if value <= most => best,
        _ => Some((index, value)),
    })
}

#[cfg(test)]
mod tests {
    use onrecord_text::{Text, paragraphs, words};

    use super::*;

    fn links(of: &[(Link, f32)]) -> Links {
        let probabilities = of.iter().map(|(link, p)| {
            let mut row = [0.0; LINKS];
            row[Link::None as usize] = 1.0 - p;
            row[*link as usize] += p;
            row
        });
        Links {
            start: 0,
            probabilities: probabilities.collect(),
        }
    }

    fn decoding() -> Decoding {
        Decoding {
            source_null: 0.5,
            content_null: 0.5,
            own_source: 0.5,
            least_confidence: 0.0,
            least_sourceless: 0.0,
            confidence: Vec::new(),
        }
    }

    /// "Ann said yes , Bo denied no": two cues, two contents, two sources.
    fn case(claims: [[(Link, f32); 7]; 2]) -> Vec<Gathered> {
        let text = Text::new("Ann said yes, Bo denied no");
        let words = words(&text, paragraphs(text.as_str())[0]);
        let spans = Spans {
            sources: vec![0..1, 4..5],
            cues: vec![1..2, 5..6],
            contents: vec![2..3, 6..7],
        };
        let roles = vec![Role::Outside; 7];
        gather(
            &spans,
            &roles,
            &[[-1.0; ROLES]; 7],
            &claims.map(|c| links(&c)),
            &words,
            &[0; 7],
            &decoding(),
        )
    }

    const NO: (Link, f32) = (Link::None, 0.0);

    #[test]
    fn each_content_goes_to_the_cue_that_claims_it_most() {
        let s = (Link::BeginSource, 0.9);
        let c = |p| (Link::BeginContent, p);
        let found = case([
            [s, NO, c(0.9), NO, NO, NO, c(0.4)],
            [NO, NO, c(0.3), NO, s, NO, c(0.8)],
        ]);
        assert_eq!(found.len(), 2);
        assert_eq!(
            (found[0].source.clone(), &found[0].content[..]),
            (Some(0..1), &[2..3][..])
        );
        assert_eq!(
            (found[1].source.clone(), &found[1].content[..]),
            (Some(4..5), &[6..7][..])
        );
    }

    #[test]
    fn several_contents_of_one_cue_are_one_attribution() {
        let c = (Link::BeginContent, 0.9);
        let found = case([[NO, NO, c, NO, NO, NO, c], [NO; 7]]);
        assert_eq!(found.len(), 1);
        assert_eq!(
            (found[0].source.clone(), &found[0].content[..]),
            (None, &[2..3, 6..7][..])
        );
    }

    #[test]
    fn what_nobody_claims_is_dropped() {
        let weak = (Link::BeginContent, 0.3);
        assert_eq!(case([[NO, NO, weak, NO, NO, NO, NO], [NO; 7]]), []);
    }
}
