use std::ops::Range;

use onrecord_text::{Quotation, Word};

use crate::Gathered;

/// Words between a closing mark and the cue that can still be its source; more is a sentence going on.
const LONGEST_SOURCE: usize = 12;

/// Verbs of saying that can end up on the wrong side of a cue.
const VERBS: &[&str] = &["added", "asked", "said", "says", "told", "wrote"];

/// Holds a content to its quotation marks: in “…,” *the leader* **said**, what stands between the mark that ends the
/// sentence and the cue is no part of the quotation but the one who speaks.
pub(crate) fn hold(one: &mut Gathered, words: &[Word]) {
    for content in &mut one.content {
        if content.end == one.cue.start
            && let Some(closing) = end_of_quotation(content, words)
            && content.end - closing - 1 <= LONGEST_SOURCE
        {
            // “…,” the leader said || according to: the verb is of the cue
            let verb = content.end - 1;
            if verb > closing + 1 && VERBS.contains(&words[verb].form.as_str()) {
                one.cue.start = verb;
            }
            one.source = Some(closing + 1..one.cue.start);
            content.end = closing + 1;
        }
    }
}

/// The closing mark of a content that begins as a quotation, reads as a whole sentence and goes on unquoted.
fn end_of_quotation(content: &Range<usize>, words: &[Word]) -> Option<usize> {
    let states = || content.clone().map(|word| words[word].quotation);
    let closing = content.start + states().position(|state| state == Quotation::Closing)?;
    let quoted = words[content.start].quotation == Quotation::Opening;
    let sentence = matches!(words[closing - 1].form.as_str(), "," | "." | "?" | "!");
    let unquoted = states()
        .skip(closing + 1 - content.start)
        .all(|state| state == Quotation::Outside);
    (quoted && sentence && unquoted && closing + 1 < content.end).then_some(closing)
}

#[cfg(test)]
mod tests {
    use onrecord_text::{Text, paragraphs, words};

    use super::*;
    use crate::confidence::Features;

    fn held(text: &str, source: Range<usize>, cue: Range<usize>, content: Range<usize>) -> Gathered {
        let text = Text::new(text);
        let words = words(&text, paragraphs(text.as_str())[0]);
        let mut one = Gathered {
            source: Some(source),
            cue,
            content: vec![content],
            features: Features::default(),
        };
        hold(&mut one, &words);
        one
    }

    #[test]
    fn the_one_between_mark_and_cue_speaks() {
        // “ They plan it , ” the leader said according to a transcript
        let one = held(
            "“They plan it,” the leader said according to a transcript",
            11..13,
            8..11,
            0..8,
        );
        assert_eq!((one.source, &one.content[..]), (Some(6..8), &[0..6][..]));
    }

    #[test]
    fn a_verb_before_the_cue_is_of_the_cue() {
        let one = held(
            "“They plan it,” the leader said according to a transcript",
            11..13,
            9..11,
            0..9,
        );
        assert_eq!(
            (one.source, one.cue, &one.content[..]),
            (Some(6..8), 8..11, &[0..6][..])
        );
    }

    #[test]
    fn a_quoted_phrase_goes_on() {
        // “ War crimes ” in the east , he said
        let one = held("“War crimes” in the east, he said", 8..9, 9..10, 0..9);
        assert_eq!((one.source, &one.content[..]), (Some(8..9), &[0..9][..]));
    }
}
