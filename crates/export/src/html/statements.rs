use std::collections::HashSet;

use onrecord_record::{Attribution, AttributionType, Record};
use onrecord_text::Text;

/// One entry of a page's list: an attribution of the headline or of the text.
pub(super) struct Statement<'a> {
    pub attribution: &'a Attribution,
    /// What its spans point into.
    pub text: &'a Text,
    /// Counted through headline and text, from 1.
    pub number: usize,
    /// What its entry and its mark are called in addresses, without the article's prefix.
    pub anchor: String,
}

/// The statements of the headline, then those of the text.
pub(super) fn of<'a>(
    record: &'a Record,
    title: &'a Text,
    text: &'a Text,
) -> (Vec<Statement<'a>>, Vec<Statement<'a>>) {
    let mut anchors = HashSet::new();
    let mut number = 0;
    let mut number_all = |attributions: &'a [Attribution], text: &'a Text| {
        attributions
            .iter()
            .map(|attribution| {
                number += 1;
                Statement {
                    attribution,
                    text,
                    number,
                    anchor: anchor(&attribution.id, number, &mut anchors),
                }
            })
            .collect()
    };
    (
        number_all(&record.title_attributions, title),
        number_all(&record.attributions, text),
    )
}

/// The id where it can stand in an address and is new, else the number. A number's hyphen keeps it apart from ids.
fn anchor(id: &str, number: usize, taken: &mut HashSet<String>) -> String {
    let plain =
        id.starts_with(|c: char| c.is_ascii_alphabetic()) && id.chars().all(|c| c.is_ascii_alphanumeric());
    if plain && id.len() <= 32 && taken.insert(id.into()) {
        id.into()
    } else {
        format!("n-{number}")
    }
}

/// What a type is called on the page.
pub(super) fn type_name(kind: AttributionType) -> &'static str {
    match kind {
        AttributionType::Direct => "direct quotation",
        AttributionType::Mixed => "partly quoted",
        AttributionType::Indirect => "indirect speech",
    }
}

/// The class of a type's marks.
pub(super) fn type_class(kind: AttributionType) -> &'static str {
    match kind {
        AttributionType::Direct => "direct",
        AttributionType::Mixed => "mixed",
        AttributionType::Indirect => "indirect",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn anchors_are_ids_where_these_are_fit_and_differ() {
        let mut taken = HashSet::new();
        let ids = ["a3", "a3", "", "3a", "a\"b", "n-4", "é", &"a".repeat(99)];
        let anchors: Vec<_> = ids
            .iter()
            .enumerate()
            .map(|(i, id)| anchor(id, i + 1, &mut taken))
            .collect();
        assert_eq!(anchors, ["a3", "n-2", "n-3", "n-4", "n-5", "n-6", "n-7", "n-8"]);
    }
}
