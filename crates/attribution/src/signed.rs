//! Quotations signed with a name: “We were left waiting.” — Ada Brenn

use std::ops::Range;

use onrecord_text::{Quotation, Word};

use crate::transcript::Turn;

/// Words of a signature: a name with an age, an office or a town.
const LONGEST_SIGNATURE: usize = 10;
/// Words of a quotation that somebody signs.
const SHORTEST_QUOTATION: usize = 3;
const DASHES: &[&str] = &["-", "--", "–", "—", "―"];

/// The signed quotations of a text: paragraphs that are a quotation, a dash and a name, and nothing else.
pub(crate) fn quotations(words: &[Word], paragraphs: &[u32]) -> Vec<Turn> {
    let mut found = Vec::new();
    let mut start = 0;
    while start < words.len() {
        let length = paragraphs[start..].partition_point(|number| *number == paragraphs[start]);
        found.extend(signed(words, start..start + length));
        start += length;
    }
    found
}

fn signed(words: &[Word], paragraph: Range<usize>) -> Option<Turn> {
    let mark = |word: &Word| {
        matches!(
            word.quotation,
            Quotation::Opening | Quotation::Closing | Quotation::Stray
        )
    };
    let last = paragraph.clone().rev().find(|&at| mark(&words[at]))?;
    let quotation = paragraph.start..last + 1;
    let opens = mark(&words[paragraph.start]) && words[paragraph.start].quotation != Quotation::Closing;
    // Words between two quotations tell who speaks by themselves; a stray mark at the end shows that one stood within.
    let whole = words[last].quotation == Quotation::Stray
        || words[quotation.clone()]
            .iter()
            .all(|word| word.quotation != Quotation::Outside);
    let dash = last + 1;
    let mut end = paragraph.end;
    if end > dash + 1 && words[end - 1].form == "." {
        end -= 1;
    }
    let name = dash + 1..end;
    let signature = words
        .get(dash)
        .is_some_and(|word| DASHES.contains(&word.form.as_str()))
        && (1..=LONGEST_SIGNATURE).contains(&name.len())
        && words[name.start].form.starts_with(char::is_uppercase)
        && words[end - 1].form.chars().any(char::is_alphanumeric);
    (opens && whole && signature && quotation.len() >= SHORTEST_QUOTATION + 2).then_some(Turn {
        speaker: name,
        sign: dash..dash + 1,
        words: quotation,
    })
}

#[cfg(test)]
mod tests {
    use onrecord_text::{Text, words_by_paragraph};

    use super::*;

    fn of(text: &str) -> Vec<(String, String)> {
        let text = Text::new(text);
        let (words, numbers) = words_by_paragraph(&text, |_| true);
        let joined = |range: Range<usize>| {
            let forms: Vec<_> = words[range].iter().map(|word| word.form.as_str()).collect();
            forms.join(" ")
        };
        quotations(&words, &numbers)
            .into_iter()
            .map(|one| (joined(one.speaker), joined(one.words)))
            .collect()
    }

    #[test]
    fn a_quotation_is_whose_name_stands_under_it() {
        let text = "Readers write.\n\n“We were left waiting.” — Ada Brenn\n\n\"Nobody came to us.\" - Tam Oriel, 41, Kelmouth.";
        let found = of(text);
        assert_eq!(found.len(), 2);
        assert_eq!(
            found[0],
            ("Ada Brenn".into(), "\" We were left waiting . \"".into())
        );
        assert_eq!(found[1].0, "Tam Oriel , 41 , Kelmouth");
    }

    #[test]
    fn a_quotation_within_it_does_no_harm() {
        assert_eq!(
            of("“He calls this place “hell” and leaves us in it.” ― Ada Brenn").len(),
            1
        );
    }

    #[test]
    fn a_dash_alone_is_no_signature() {
        for text in [
            "“We will pay,” — and they paid.",
            "“We will pay,” she said, “in full.” — Ada Brenn",
            "He said “we will pay in full” — Ada Brenn",
            "“Pay.” — Ada Brenn, who had come from the harbour with all her papers in a bag, sat down.",
            "“We will pay in full.”",
        ] {
            assert_eq!(of(text), [], "{text}");
        }
    }
}
