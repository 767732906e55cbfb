//! Lists of spans as the tables keep them: "12+5 40+3" is `[12, 17)` and `[40, 43)`, in Unicode scalar values.

use std::fmt::Write;

use crate::Error;

/// The two ends of a span.
pub(crate) type Ends = [i64; 2];

/// A list as text; `None` for an empty one.
pub(crate) fn written(spans: &[Ends]) -> Option<String> {
    let mut list = String::new();
    for [start, stop] in spans {
        let gap = if list.is_empty() { "" } else { " " };
        // Writing to a string can't fail.
        let _ = write!(list, "{gap}{start}+{}", stop - start);
    }
    (!list.is_empty()).then_some(list)
}

/// The list that a text tells; empty for `None`.
///
/// # Errors
/// Where it is none.
pub(crate) fn read(list: Option<&str>) -> Result<Vec<Ends>, Error> {
    let pieces = list
        .unwrap_or_default()
        .split(' ')
        .filter(|piece| !piece.is_empty());
    pieces
        .map(|piece| one(piece).ok_or_else(|| Error::Damaged(format!("{piece:?} is no span"))))
        .collect()
}

fn one(piece: &str) -> Option<Ends> {
    let (start, length) = piece.split_once('+')?;
    let start: i64 = start.parse().ok()?;
    Some([start, start.checked_add(length.parse().ok()?)?])
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_is_no_list_is_told() {
        for list in ["12", "+", "a+1", "1+2,3", "9223372036854775807+1"] {
            assert!(matches!(read(Some(list)), Err(Error::Damaged(_))), "{list}");
        }
        assert!(read(None).is_ok_and(|spans| spans.is_empty()));
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn a_list_comes_back(spans in prop::collection::vec((0..i64::MAX / 2, 1..1_000_i64), 0..5)) {
            let spans: Vec<Ends> = spans.into_iter().map(|(start, length)| [start, start + length]).collect();
            prop_assert_eq!(read(written(&spans).as_deref()).unwrap(), spans);
        }
    }
}
