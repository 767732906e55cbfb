use onrecord_text::Span;

/// Contents that lie around one place and are looked at: real ones are nested two or three deep.
const DEEPEST: usize = 32;

/// For each attribution the index of the innermost other one inside whose content it stands: its cue and content do, and
/// its source as well where it has no cue. An attribution is given as its source, cue and content, each in text order.
///
/// Parents never form a circle: a parent's content is longer than its child's. Takes time in proportion to the number of
/// spans, but for sorting them.
pub fn parents(attributions: &[[&[Span]; 3]]) -> Vec<Option<usize>> {
    let mut contents: Vec<(Span, usize)> = Vec::new();
    let mut children: Vec<(usize, usize)> = Vec::new();
    for (index, [_, cue, content]) in attributions.iter().enumerate() {
        contents.extend(content.iter().map(|span| (*span, index)));
        let first = cue.iter().chain(*content).map(|span| span.start()).min();
        children.extend(first.map(|start| (start, index)));
    }
    // The longer of two that begin together is the outer one.
    contents.sort_by_key(|(span, index)| (span.start(), usize::MAX - span.end(), *index));
    children.sort_unstable();
    let mut parents = vec![None; attributions.len()];
    let mut coming = contents.into_iter().peekable();
    let mut around: Vec<(Span, usize)> = Vec::new();
    for (start, child) in children {
        around.extend(std::iter::from_fn(|| {
            coming.next_if(|(span, _)| span.start() <= start)
        }));
        around.retain(|(span, _)| span.end() > start);
        around.drain(..around.len().saturating_sub(DEEPEST));
        let inside = |&(_, parent): &(Span, usize)| {
            parent != child && holds(attributions[parent], attributions[child])
        };
        let innermost = around
            .iter()
            .filter(|one| inside(one))
            .min_by_key(|(_, parent)| length(attributions[*parent][2]));
        parents[child] = innermost.map(|(_, parent)| *parent);
    }
    parents
}

fn holds([_, _, outer]: [&[Span]; 3], [source, cue, content]: [&[Span]; 3]) -> bool {
    let attributing = if cue.is_empty() { source } else { cue };
    length(outer) > length(content)
        && !attributing.is_empty()
        && attributing.iter().chain(content).all(|span| covers(outer, *span))
}

/// Whether one of the spans, which are in text order, holds the other.
fn covers(spans: &[Span], inner: Span) -> bool {
    let after = spans.partition_point(|span| span.start() <= inner.start());
    after > 0 && spans[after - 1].contains(inner)
}

fn length(spans: &[Span]) -> usize {
    spans.iter().map(|span| span.len()).sum()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn spans(places: &[(usize, usize)]) -> Vec<Span> {
        places
            .iter()
            .filter_map(|&(start, end)| Span::new(start, end))
            .collect()
    }

    type Places<'a> = [&'a [(usize, usize)]; 3];

    fn of(attributions: &[Places]) -> Vec<Option<usize>> {
        let owned: Vec<[Vec<Span>; 3]> = attributions.iter().map(|roles| roles.map(spans)).collect();
        let lent: Vec<[&[Span]; 3]> = owned
            .iter()
            .map(|roles| [&roles[0][..], &roles[1][..], &roles[2][..]])
            .collect();
        parents(&lent)
    }

    #[test]
    fn the_innermost_around_is_the_parent() {
        // She said | that he told them | that Ann denied | it
        let outer: Places = [&[(0, 3)], &[(4, 8)], &[(9, 60)]];
        let middle: Places = [&[(14, 16)], &[(17, 21)], &[(27, 60)]];
        let inner: Places = [&[(32, 35)], &[(36, 42)], &[(43, 60)]];
        assert_eq!(of(&[outer, middle, inner]), [None, Some(0), Some(1)]);
        assert_eq!(of(&[inner, outer, middle]), [Some(2), None, Some(1)]);
    }

    #[test]
    fn one_beside_or_half_outside_is_not_inside() {
        let outer: Places = [&[], &[(4, 8)], &[(9, 30), (40, 60)]];
        assert_eq!(of(&[outer, [&[], &[(31, 35)], &[(41, 50)]]]), [None, None]);
        assert_eq!(of(&[outer, [&[], &[(20, 25)], &[(41, 50)]]]), [None, Some(0)]);
        assert_eq!(of(&[outer, [&[], &[(20, 25)], &[(26, 45)]]]), [None, None]);
        // Without source and cue nothing tells that it is one of its own.
        assert_eq!(of(&[outer, [&[], &[], &[(41, 50)]]]), [None, None]);
        assert_eq!(of(&[outer, [&[(10, 12)], &[], &[(41, 50)]]]), [None, Some(0)]);
    }

    #[test]
    fn a_great_many_are_no_burden() {
        let turns: Vec<_> = (0..100_000)
            .map(|n| [(n * 10, n * 10 + 1), (n * 10 + 2, n * 10 + 9)])
            .collect();
        let mut all: Vec<Places> = turns
            .iter()
            .map(|[cue, content]| [&[][..], std::slice::from_ref(cue), std::slice::from_ref(content)])
            .collect();
        all.push([&[], &[(2_000_000, 2_000_001)], &[(0, 1_000_000)]]);
        let parents = of(&all);
        assert!(parents[..100_000].iter().all(|parent| *parent == Some(100_000)));
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn parents_hold_their_children_and_never_form_a_circle(
            places in prop::collection::vec((0usize..40, 1usize..20, 0usize..40, 1usize..30), 0..20),
        ) {
            let owned: Vec<[Vec<Span>; 2]> = places
                .iter()
                .map(|&(cue, length, content, extent)| [spans(&[(cue, cue + length)]), spans(&[(content, content + extent)])])
                .collect();
            let all: Vec<[&[Span]; 3]> = owned.iter().map(|[cue, content]| [&[][..], &cue[..], &content[..]]).collect();
            let parents = parents(&all);
            for (child, parent) in parents.iter().enumerate() {
                let holders: Vec<usize> = (0..all.len()).filter(|&other| other != child && holds(all[other], all[child])).collect();
                prop_assert_eq!(parent.is_some(), !holders.is_empty());
                if let Some(parent) = *parent {
                    prop_assert!(holders.contains(&parent));
                    prop_assert!(length(all[parent][2]) > length(all[child][2]));
                }
            }
        }
    }
}
