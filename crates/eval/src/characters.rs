use std::cmp::Ordering;

/// A set of a text's visible characters, numbered without the white space between them.
///
/// Kept as sorted runs that don't touch, so that a set costs what its spans cost, however long the text is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Characters {
    runs: Vec<(usize, usize)>,
}

impl Characters {
    /// The union of ranges `[start, end)`, in any order; empty ones add nothing.
    pub fn new(ranges: impl IntoIterator<Item = (usize, usize)>) -> Self {
        let mut ranges: Vec<_> = ranges.into_iter().filter(|(start, end)| start < end).collect();
        ranges.sort_unstable();
        let mut runs: Vec<(usize, usize)> = Vec::with_capacity(ranges.len());
        for (start, end) in ranges {
            match runs.last_mut() {
                Some(last) if start <= last.1 => last.1 = last.1.max(end),
                _ => runs.push((start, end)),
            }
        }
        Self { runs }
    }

    pub fn union<'a>(sets: impl IntoIterator<Item = &'a Self>) -> Self {
        Self::new(sets.into_iter().flat_map(|set| set.runs.iter().copied()))
    }

    pub fn len(&self) -> usize {
        self.runs.iter().map(|(start, end)| end - start).sum()
    }

    pub fn is_empty(&self) -> bool {
        self.runs.is_empty()
    }

    /// How many characters are in both.
    pub fn shared(&self, other: &Self) -> usize {
        let (mut i, mut j, mut shared) = (0, 0, 0);
        while let (Some(a), Some(b)) = (self.runs.get(i), other.runs.get(j)) {
            shared += a.1.min(b.1).saturating_sub(a.0.max(b.0));
            if a.1 <= b.1 {
                i += 1;
            } else {
                j += 1;
            }
        }
        shared
    }

    /// Intersection over union; 0 where both are empty.
    pub fn iou(&self, other: &Self) -> f64 {
        let shared = self.shared(other);
        let union = self.len() + other.len() - shared;
        if union == 0 {
            0.0
        } else {
            shared as f64 / union as f64
        }
    }
}

/// The set with the last character that the other lacks is the greater: the order of bit masks read as numbers, by
/// which the reference script breaks ties.
impl Ord for Characters {
    fn cmp(&self, other: &Self) -> Ordering {
        let (ours, theirs) = (self.runs.iter().rev(), other.runs.iter().rev());
        for (a, b) in ours.zip(theirs) {
            let order = a.1.cmp(&b.1).then(b.0.cmp(&a.0));
            if order.is_ne() {
                return order;
            }
        }
        self.runs.len().cmp(&other.runs.len())
    }
}

impl PartialOrd for Characters {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn mask(ranges: &[(usize, usize)]) -> u64 {
        ranges
            .iter()
            .filter(|(s, e)| s < e)
            .fold(0, |mask, &(s, e)| mask | (((1u64 << (e - s)) - 1) << s))
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn behaves_like_a_bit_mask(
            a in prop::collection::vec((0usize..40, 0usize..40), 0..6),
            b in prop::collection::vec((0usize..40, 0usize..40), 0..6),
        ) {
            let (x, y) = (Characters::new(a.clone()), Characters::new(b.clone()));
            let (m, n) = (mask(&a), mask(&b));
            prop_assert_eq!(x.len() as u32, m.count_ones());
            prop_assert_eq!(x.is_empty(), m == 0);
            prop_assert_eq!(x.shared(&y) as u32, (m & n).count_ones());
            prop_assert_eq!(Characters::union([&x, &y]).len() as u32, (m | n).count_ones());
            prop_assert_eq!(x.cmp(&y), m.cmp(&n));
            prop_assert_eq!(x == y, m == n);
        }
    }
}
