//! What of a statement is claimed, in words that can stand alone.

use onrecord_record::{Attribution, AttributionType, Record, Stance};
use onrecord_text::{Span, Text};

use crate::lookup::words;

/// The statements of a record with the text that they point into: the headline's first.
pub(crate) fn statements<'a>(
    record: &'a Record,
    [title, text]: [&'a Text; 2],
) -> impl Iterator<Item = (&'a Text, &'a Attribution)> {
    let titles = record.title_attributions.iter().map(move |one| (title, one));
    titles.chain(record.attributions.iter().map(move |one| (text, one)))
}

/// Whether a statement is given in the speaker's own words, all of them.
pub(crate) fn is_quotation(attribution: &Attribution) -> bool {
    attribution.kind == AttributionType::Direct
}

/// What the speaker is told to have said, so that it can stand beside the speaker's name and nothing else.
///
/// That is the content, but where the cue turns its meaning: whoever "denied that 40 were killed" didn't say "40 were
/// killed". There the words of source, cue and content stand together, in the order of the text.
pub(crate) fn claim(text: &Text, attribution: &Attribution) -> String {
    if is_quotation(attribution) || !turns(attribution.stance) {
        return words(text, &attribution.content);
    }
    let roles = [&attribution.source, &attribution.cue, &attribution.content];
    let mut spans: Vec<Span> = roles.into_iter().flatten().copied().collect();
    spans.sort_unstable_by_key(|span| (span.start(), span.end()));
    let pieces: Vec<&str> = spans.iter().map(|&span| text.slice(span)).collect();
    pieces.join(" ")
}

/// Whether something said so is not what the content says.
fn turns(stance: Option<Stance>) -> bool {
    match stance {
        None | Some(Stance::Asserts | Stance::Promises | Stance::Threatens) => false,
        Some(Stance::Denies | Stance::Asks | Stance::Orders | Stance::Doubts | Stance::Declines) => true,
    }
}

/// Whether a statement says how something is, so that it can be checked.
pub(crate) fn is_checkable(attribution: &Attribution) -> bool {
    matches!(attribution.stance, None | Some(Stance::Asserts | Stance::Denies))
}
