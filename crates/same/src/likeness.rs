use crate::alignment;
use crate::wording::Wording;

/// How like each other the words of two statements are.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Likeness {
    /// How much of the shorter statement stands in the other, in the same order and together; in 0..=1.
    pub containment: f64,
    /// How much of the longer statement stands in the other; in 0..=1, and never more than the containment.
    pub resemblance: f64,
    /// How many words they share that are no function words.
    pub common: usize,
}

impl Likeness {
    /// Compares two statements: the score of their best local alignment (Smith and Waterman 1981; Smith, Cordell and
    /// Mullen 2015 find reprinted news by it) as a part of the score of the shorter or longer one with itself. Function
    /// words count less than others. Takes time and memory in proportion to the product of the lengths.
    pub fn of(one: &Wording, other: &Wording) -> Self {
        let (a, b) = (one.words(), other.words());
        let (of_a, of_b) = (alignment::worth(a), alignment::worth(b));
        let found = alignment::local(a, b);
        let share = |whole: f64| if whole > 0.0 { found.score / whole } else { 0.0 };
        Self {
            containment: share(of_a.min(of_b)),
            resemblance: share(of_a.max(of_b)),
            common: found.pairs.iter().filter(|(i, _)| !a[*i].function).count(),
        }
    }
}

/// What one statement is to another by its words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Same {
    /// The same words in the same order.
    Equal,
    /// Nearly the same words.
    Near,
    /// One is cut out of the other, with a word changed here and there.
    Part,
}

/// Statements of this resemblance are nearly the same.
const NEAR: f64 = 0.65;
/// What is cut out of another shares this many words with it, this much of it …
const LONG_PART: (usize, f64) = (4, 0.85);
/// … or fewer words and more of it, if it is also this much of the whole: three words alone ("the former president")
/// stand in many statements.
const SHORT_PART: (usize, f64, f64) = (2, 0.9, 0.4);

/// What two statements are to each other by their words; `None` where they aren't the same.
///
/// Case, marks, brackets, ellipses and the spellings of [`Wording`] don't count. The thresholds were chosen on quotations
/// of PolNeAR's development texts, altered (`tests/quotations.rs`).
pub fn same(one: &Wording, other: &Wording) -> Option<Same> {
    if one.is_empty() || other.is_empty() {
        return None;
    }
    if one.equals(other) {
        return Some(Same::Equal);
    }
    let Likeness {
        containment,
        resemblance,
        common,
    } = Likeness::of(one, other);
    let long = common >= LONG_PART.0 && containment >= LONG_PART.1;
    let short = common >= SHORT_PART.0 && containment >= SHORT_PART.1 && resemblance >= SHORT_PART.2;
    if common > 0 && resemblance >= NEAR {
        Some(Same::Near)
    } else {
        (long || short).then_some(Same::Part)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn of(one: &str, other: &str) -> Option<Same> {
        same(&Wording::of(one), &Wording::of(other))
    }

    const LONG: &str = "We will build the northern bridge before winter, whatever the council of Maren may think of it, \
                        and nobody in this valley will pay a crown more for crossing the river.";

    #[test]
    fn copies() {
        for (one, other, expected) in [
            ("“Nobody … will pay.”", "nobody will pay", Some(Same::Equal)),
            ("nobody here will pay", "nobody there will pay", Some(Same::Near)),
            (
                "We will build the northern bridge before winter",
                LONG,
                Some(Same::Part),
            ),
            (
                "whatever the town of Maren may think, nobody will pay a crown more",
                LONG,
                Some(Same::Part),
            ),
            ("the northern bridge", LONG, None),
            ("The council of Maren met on Tuesday", LONG, None),
            ("it is", "is it", None),
            ("", "", None),
        ] {
            assert_eq!(of(one, other), expected, "{one}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn both_ways_alike(one in "([a-d]{1,2} |the |of |not ){0,12}", other in "([a-d]{1,2} |the |of |not ){0,12}") {
            let (one, other) = (Wording::of(&one), Wording::of(&other));
            let (there, back) = (Likeness::of(&one, &other), Likeness::of(&other, &one));
            prop_assert!((there.containment - back.containment).abs() < 1e-9);
            prop_assert!((0.0..=1.0 + 1e-9).contains(&there.containment));
            prop_assert!(there.resemblance <= there.containment);
            prop_assert_eq!(same(&one, &one).is_some(), !one.is_empty());
        }
    }
}
