//! Words that somebody typed, in a text.

use onrecord_text::{Span, Text};

/// Where typed words stand in a text: pieces between `…` in their order, white space of any kind and amount alike. Of
/// several places the first piece's is the one nearest to `near`, a character of the text. Where `[` and `]` are typed that
/// the text doesn't have, the words between them are meant, and the others tell where. `None` where they don't stand
/// there, or nothing was typed.
pub(super) fn locate(text: &Text, typed: &str, near: usize) -> Option<Vec<Span>> {
    as_typed(text, typed, near).or_else(|| marked(text, typed, near))
}

/// The words between `[` and `]`.
fn marked(text: &Text, typed: &str, near: usize) -> Option<Vec<Span>> {
    let all = as_typed(text, &typed.replace(['[', ']'], ""), near)?;
    let [whole] = all.as_slice() else { return None };
    let part = Text::new(text.slice(*whole));
    let (mut at, mut spans) = (0, Vec::new());
    for (number, piece) in typed.split(['[', ']']).enumerate() {
        if piece.trim().is_empty() {
            continue;
        }
        let span = *as_typed(&part, piece, at)?.first()?;
        at = span.end();
        if number % 2 == 1 {
            spans.push(text.span(whole.start() + span.start(), whole.start() + span.end())?);
        }
    }
    (!spans.is_empty()).then_some(spans)
}

fn as_typed(text: &Text, typed: &str, near: usize) -> Option<Vec<Span>> {
    let (plain, places) = single_spaced(text.as_str());
    let pieces: Vec<String> = typed
        .split('…')
        .map(|piece| piece.split_whitespace().collect::<Vec<_>>().join(" "))
        .filter(|piece| !piece.is_empty())
        .collect();
    let mut at = nearest(
        &plain,
        pieces.first()?,
        places.partition_point(|place| *place < near),
    )?;
    let mut spans = Vec::new();
    for piece in &pieces {
        let start = at + plain[at..].find(piece.as_str())?;
        at = start + piece.len();
        // The last character's place, and past it.
        let last = at - piece.chars().next_back().map_or(1, char::len_utf8);
        spans.push(text.span(places[start], places[last] + 1)?);
    }
    Some(spans)
}

/// Of the places where a piece stands in a text, perhaps over one another, the one nearest to a byte of it; the earlier of
/// two.
fn nearest(text: &str, piece: &str, near: usize) -> Option<usize> {
    let behind = text[near..].find(piece).map(|at| near + at);
    // Those that begin before it end before this.
    let end = (0..=text.len().min(near + piece.len() - 1))
        .rev()
        .find(|end| text.is_char_boundary(*end))?;
    let before = text[..end].rfind(piece);
    [before, behind]
        .into_iter()
        .flatten()
        .min_by_key(|at| at.abs_diff(near))
}

/// A text with one space for each run of white space; and for each of its bytes, which character of the text it is of.
fn single_spaced(text: &str) -> (String, Vec<usize>) {
    let mut plain = String::with_capacity(text.len());
    let mut places = Vec::with_capacity(text.len());
    for (place, char) in text.chars().enumerate() {
        let char = if char.is_whitespace() { ' ' } else { char };
        if char == ' ' && plain.ends_with(' ') {
            continue;
        }
        plain.push(char);
        places.resize(plain.len(), place);
    }
    (plain, places)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn found(text: &str, typed: &str, near: usize) -> Option<Vec<String>> {
        let text = Text::new(text);
        let spans = locate(&text, typed, near)?;
        Some(
            spans
                .into_iter()
                .map(|span| text.slice(span).to_owned())
                .collect(),
        )
    }

    #[test]
    fn words_are_found_where_they_are_meant() {
        let text = "“We will\n\npay,” é said. “We will pay,” é said again.";
        assert_eq!(found(text, " We will\r\n pay ", 0).unwrap(), ["We will\n\npay"]);
        assert_eq!(found(text, "We will pay", 30).unwrap(), ["We will pay"]);
        assert_eq!(found(text, "pay,” … again", 0).unwrap(), ["pay,”", "again"]);
        assert_eq!(found(text, "again … pay", 0), None);
        assert_eq!(found(text, "nothing", 0), None);
        assert_eq!(
            locate(&Text::new("aééé"), "éé", 2).unwrap(),
            [Span::new(2, 4).unwrap()]
        );
        assert_eq!(found(text, " … ", 0), None);
    }

    #[test]
    fn words_that_come_often_are_marked_in_others() {
        let text = "Ada said it, Tom said it, and [Eva] said\nno.";
        assert_eq!(found(text, "Tom [said]", 0).unwrap(), ["said"]);
        let span = locate(&Text::new(text), "Tom [said]", 0).unwrap()[0];
        assert_eq!(span.start(), 17);
        assert_eq!(found(text, "[Tom] said [it]", 0).unwrap(), ["Tom", "it"]);
        assert_eq!(found(text, "[Eva] said", 0).unwrap(), ["[Eva] said"]);
        assert_eq!(found(text, "it, and [[Eva] said no]", 0), None);
        assert_eq!(found(text, "Tom [] said", 0), None);
        assert_eq!(found(text, "Tom … [said]", 0), None);
        assert_eq!(found(text, "[Tom [said", 0).unwrap(), ["Tom"]);
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn what_stands_there_is_found_there(text in "[a-cé \n]{1,40}", start in 0usize..40, length in 1usize..12) {
            let whole = Text::new(text.as_str());
            if let Some(span) = whole.span(start, start + length)
                && !whole.slice(span).starts_with(char::is_whitespace)
                && !whole.slice(span).ends_with(char::is_whitespace)
            {
                prop_assert_eq!(locate(&whole, whole.slice(span), start), Some(vec![span]));
            }
        }
    }
}
