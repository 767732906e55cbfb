use std::cmp::Reverse;

/// A step of writing marked words down so that the marks nest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    /// A mark opens; `first` unless it only goes on after it had to be closed, or began before the range.
    Open { mark: usize, first: bool },
    /// The mark that was opened last closes; `last` unless it opens again, or goes on after the range.
    Close { mark: usize, last: bool },
    /// Words `[start, end)`, not empty.
    Words { start: usize, end: usize },
}

/// Writes the range `[start, end)` with its marks, each a range of its own, as properly nested steps: where marks cross,
/// the one that is in the way closes and opens again. Among marks that begin together the longest is outermost.
pub(crate) fn weave(marks: &[(usize, usize)], start: usize, end: usize) -> Vec<Step> {
    let mut coming: Vec<usize> = (0..marks.len())
        .filter(|&mark| marks[mark].0 < marks[mark].1 && marks[mark].0 < end && marks[mark].1 > start)
        .collect();
    coming.sort_by_key(|&mark| (Reverse(marks[mark].0.max(start)), marks[mark].1, Reverse(mark)));
    let mut cuts = vec![start, end];
    cuts.extend(
        coming
            .iter()
            .flat_map(|&mark| [marks[mark].0, marks[mark].1])
            .filter(|cut| (start..end).contains(cut)),
    );
    cuts.sort_unstable();
    cuts.dedup();

    let mut steps = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    for cut in cuts.windows(2) {
        let here = cut[0];
        if let Some(lowest) = open.iter().position(|&mark| marks[mark].1 <= here) {
            let closing = open.split_off(lowest);
            steps.extend(closing.iter().rev().map(|&mark| Step::Close {
                mark,
                last: marks[mark].1 <= here,
            }));
            for mark in closing.into_iter().filter(|&mark| marks[mark].1 > here) {
                steps.push(Step::Open { mark, first: false });
                open.push(mark);
            }
        }
        while let Some(mark) = coming.pop_if(|mark| marks[*mark].0 <= here) {
            steps.push(Step::Open {
                mark,
                first: marks[mark].0 >= start,
            });
            open.push(mark);
        }
        steps.push(Step::Words {
            start: here,
            end: cut[1],
        });
    }
    steps.extend(open.iter().rev().map(|&mark| Step::Close {
        mark,
        last: marks[mark].1 <= end,
    }));
    steps
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn crossing_marks_are_split_and_enclosed_ones_nest() {
        use Step::*;
        assert_eq!(
            weave(&[(2, 5), (0, 3)], 0, 6),
            [
                Open { mark: 1, first: true },
                Words { start: 0, end: 2 },
                Open { mark: 0, first: true },
                Words { start: 2, end: 3 },
                Close { mark: 0, last: false },
                Close { mark: 1, last: true },
                Open {
                    mark: 0,
                    first: false
                },
                Words { start: 3, end: 5 },
                Close { mark: 0, last: true },
                Words { start: 5, end: 6 },
            ]
        );
        assert_eq!(
            weave(&[(1, 2), (0, 9)], 1, 3)[..2],
            [
                Open {
                    mark: 1,
                    first: false
                },
                Open { mark: 0, first: true }
            ],
            "the longest outermost"
        );
        assert_eq!(weave(&[(0, 1), (4, 9)], 2, 3), [Words { start: 2, end: 3 }]);
        assert!(weave(&[(0, 9)], 3, 3).is_empty());
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn all_words_come_once_under_just_their_marks(
            marks in prop::collection::vec((0usize..30, 0usize..30), 0..8),
            start in 0usize..15,
            length in 0usize..20,
        ) {
            let end = start + length;
            let (mut at, mut open) = (start, Vec::new());
            let mut begun = vec![0; marks.len()];
            let mut ended = vec![0; marks.len()];
            for step in weave(&marks, start, end) {
                match step {
                    Step::Open { mark, first } => {
                        open.push(mark);
                        begun[mark] += usize::from(first);
                    }
                    Step::Close { mark, last } => {
                        prop_assert_eq!(open.pop(), Some(mark));
                        ended[mark] += usize::from(last);
                    }
                    Step::Words { start: from, end: to } => {
                        prop_assert_eq!(from, at);
                        prop_assert!(to > from);
                        at = to;
                        for place in from..to {
                            let mut expected: Vec<_> =
                                (0..marks.len()).filter(|&m| marks[m].0 <= place && place < marks[m].1).collect();
                            let mut found = open.clone();
                            expected.sort_unstable();
                            found.sort_unstable();
                            prop_assert_eq!(found, expected);
                        }
                    }
                }
            }
            prop_assert!(open.is_empty());
            prop_assert_eq!(at, end);
            for (mark, &(from, to)) in marks.iter().enumerate() {
                let here = from < to && from < end && to > start;
                prop_assert_eq!(begun[mark], usize::from(here && from >= start));
                prop_assert_eq!(ended[mark], usize::from(here && to <= end));
            }
        }
    }
}
