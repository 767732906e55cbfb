//! From the model's scores to attributions: who (source) is said (cue) to have said what (content).
//!
//! 1. The role scores of all words give the best well-formed label sequence ([`viterbi`]), and that the spans: sources,
//!    cues and content spans of the whole text.
//! 2. For every cue the linker says which words belong to it. Each content span goes to the cue that claims it most,
//!    each cue takes the source that it claims most; what no cue claims is dropped ([`gather`]).
//! 3. A content is held to its quotation marks ([`marks`]).
//! 4. In a transcript the speakers' labels say who speaks ([`transcript`]).
//! 5. A logistic regression over a few features of that gives the calibrated confidence ([`confidence`]); what is more
//!    likely wrong than useful is left out.
//!
//! [`stance`] says what a speaker does by saying it, [`parents`] which attribution stands inside which.
//!
//! Several content spans of one cue are one attribution: that is how interrupted quotations stay whole.

mod confidence;
mod cues;
mod gather;
mod inflection;
mod kind;
mod marks;
mod nested;
mod parent;
mod signed;
mod stance;
mod transcript;
mod viterbi;

use std::ops::Range;

use onrecord_model::{Model, RunError, Scores};
use onrecord_record::AttributionType;
use onrecord_text::{Span, Word};

pub use parent::parents;
pub use stance::stance;

/// The confidence of a turn in a transcript: its label is as plain as a source can be.
const TURN_CONFIDENCE: f64 = 0.95;

/// An attribution, in places of the text that the words stand in.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// How much of the content stands in quotation marks.
    pub kind: AttributionType,
    /// Who; empty where the text names nobody.
    pub source: Vec<Span>,
    /// The words that attribute.
    pub cue: Vec<Span>,
    /// What: at least one span, in text order.
    pub content: Vec<Span>,
    /// Calibrated probability that source and content are right.
    pub confidence: f64,
}

/// Ranges of words: an attribution before it is put in places of the text.
#[derive(Clone, Debug, PartialEq)]
struct Gathered {
    source: Option<Range<usize>>,
    cue: Range<usize>,
    content: Vec<Range<usize>>,
    features: confidence::Features,
}

/// The attributions of a stretch of words, in the order of the text. `paragraphs` says of each word which paragraph it
/// stands in: numbers that never fall; `scores` are what the model says of the words.
///
/// # Errors
/// Where the network can't be run.
pub fn attributions(
    model: &Model,
    scores: &Scores,
    words: &[Word],
    paragraphs: &[u32],
) -> Result<Vec<Found>, RunError> {
    let mut found = read(model, scores, words, paragraphs);
    found.extend(nested::nested(model, words, &found)?);
    let turns = transcript::turns(words, paragraphs);
    for turn in turns.into_iter().chain(signed::quotations(words, paragraphs)) {
        let one = replace_by_turn(&mut found, words, &turn);
        found.extend(one);
    }
    found.sort_by_key(|one| {
        one.source
            .iter()
            .chain(&one.cue)
            .chain(&one.content)
            .map(|span| span.start())
            .min()
    });
    Ok(found)
}

/// The attributions that the model finds in one reading; none stands within another.
fn read(model: &Model, scores: &Scores, words: &[Word], paragraphs: &[u32]) -> Vec<Found> {
    let log_probabilities: Vec<_> = scores.roles.iter().map(viterbi::log_softmax).collect();
    let labels = viterbi::labels(&log_probabilities, model.transitions());
    let spans = viterbi::spans(&labels);
    let links: Vec<_> = spans
        .cues
        .iter()
        .map(|cue| model.link(scores, paragraphs, cue.clone()))
        .collect();
    let mut gathered = gather::gather(
        &spans,
        &labels,
        &log_probabilities,
        &links,
        words,
        paragraphs,
        model.decoding(),
    );
    gathered.retain(|one| !(one.source.is_none() && only_names(words, &one.cue)));
    gathered.iter_mut().for_each(|one| marks::hold(one, words));
    gathered
        .into_iter()
        .map(|one| Found {
            kind: kind::kind(words, &one.content),
            source: one.source.iter().filter_map(|range| span(words, range)).collect(),
            cue: span(words, &one.cue).into_iter().collect(),
            content: one
                .content
                .iter()
                .filter_map(|range| span(words, range))
                .collect(),
            confidence: confidence::confidence(&one.features, &model.decoding().confidence),
        })
        .filter(|found| {
            let decoding = model.decoding();
            let least = if found.source.is_empty() {
                decoding.least_sourceless
            } else {
                decoding.least_confidence
            };
            found.confidence >= least
        })
        .collect()
}

/// Whether a cue only keeps its distance from a name ("the so-called offensive"): nobody is said to have said so.
/// PolNeAR's annotators take such a word for a statement in one of 33 places.
fn only_names(words: &[Word], cue: &Range<usize>) -> bool {
    let cue: String = words
        .get(cue.clone())
        .unwrap_or_default()
        .iter()
        .map(|word| word.form.as_str())
        .collect();
    ["so-called", "self-styled", "self-proclaimed"]
        .iter()
        .any(|name| cue.eq_ignore_ascii_case(name))
}

/// The attribution of a turn in a transcript or of a signed quotation. What was found over it, or with the label for its
/// source, cue or content, is taken out; what was found within the turn's words ("I think that …") stays.
fn replace_by_turn(found: &mut Vec<Found>, words: &[Word], turn: &transcript::Turn) -> Option<Found> {
    let speaker = span(words, &turn.speaker)?;
    let sign = span(words, &turn.sign)?;
    let said = span(words, &turn.words)?;
    found.retain(|one| {
        let label = one.source.iter().chain(&one.cue).chain(&one.content);
        let covered: usize = one
            .content
            .iter()
            .filter(|span| said.contains(**span))
            .map(|span| span.len())
            .sum();
        !label
            .clone()
            .any(|span| span.overlaps(speaker) || span.overlaps(sign))
            && covered * 2 < said.len()
    });
    Some(Found {
        kind: kind::kind(words, std::slice::from_ref(&turn.words)),
        source: vec![speaker],
        cue: vec![sign],
        content: vec![said],
        confidence: TURN_CONFIDENCE,
    })
}

/// From the first character of a range's first word to the last one of its last word.
fn span(words: &[Word], range: &Range<usize>) -> Option<Span> {
    Span::new(
        words.get(range.start)?.span.start(),
        words.get(range.end.checked_sub(1)?)?.span.end(),
    )
}

#[cfg(test)]
mod tests {
    use onrecord_text::{Text, words_by_paragraph};

    use super::*;

    #[test]
    fn a_distance_kept_from_a_name_is_no_statement() {
        let text = Text::new("The so-called offensive was announced.");
        let (words, _) = words_by_paragraph(&text, |_| true);
        let forms: Vec<&str> = words.iter().map(|word| word.form.as_str()).collect();
        let at = |word: &str| forms.iter().position(|form| *form == word).unwrap();
        let naming = at("so")..at("called") + 1;
        assert!(only_names(&words, &naming));
        assert!(!only_names(&words, &(naming.start..naming.end + 1)));
        assert!(!only_names(&words, &(at("announced")..at("announced") + 1)));
    }
}
