//! Those who decline to give a figure: "has yet to confirm any losses".

use onrecord_record::Attribution;
use onrecord_text::{Span, Text, paragraphs, sentences, words};

use crate::claims;
use crate::grammar::singular;
use crate::measures::of_noun;
use crate::sentence::Sentence;

/// How far apart subject, refusal and figure may stand, in words.
const REACH: usize = 12;

/// Beginnings of a refusal; behind them comes what is refused.
const REFUSALS: &[&str] = &[
    "has yet to",
    "have yet to",
    "had yet to",
    "is yet to",
    "has not",
    "have not",
    "had not",
    "has n't",
    "did not",
    "does not",
    "do not",
    "would not",
    "will not",
    "has never",
    "hasn 't",
    "haven 't",
    "hadn 't",
    "didn 't",
    "doesn 't",
    "don 't",
    "wouldn 't",
    "won 't",
    "declined to",
    "declines to",
    "refused to",
    "refuses to",
    "has declined to",
    "has refused to",
];

/// What is refused.
const TELLING: &[&str] = &[
    "confirm",
    "confirmed",
    "comment",
    "commented",
    "disclose",
    "disclosed",
    "give",
    "given",
    "release",
    "released",
    "say",
    "said",
    "acknowledge",
    "acknowledged",
    "provide",
    "provided",
    "report",
    "reported",
    "admit",
    "admitted",
    "publish",
    "published",
    "reveal",
    "revealed",
    "specify",
    "specified",
    "discuss",
    "discussed",
];

/// Somebody who gives no figure.
pub(crate) struct Silence {
    pub(crate) claimant: Vec<Span>,
    pub(crate) speaker: Option<String>,
    pub(crate) attribution: Option<String>,
    pub(crate) measure: &'static str,
    /// Of whom there is no figure, in words that [`Group`](crate::groups::Group) understands.
    pub(crate) counted: String,
    pub(crate) span: Span,
}

/// A refusal by places in its sentence.
struct Refusal {
    start: usize,
    end: usize,
    measure: &'static str,
    counted: String,
}

/// The refusals of a text, in its order.
pub(crate) fn silences(text: &Text, attributions: &[Attribution]) -> Vec<Silence> {
    let mut cues: Vec<(Span, usize)> = attributions
        .iter()
        .enumerate()
        .flat_map(|(index, one)| one.cue.iter().map(move |&cue| (cue, index)))
        .collect();
    cues.sort();
    let mut silences = Vec::new();
    for paragraph in paragraphs(text.as_str()) {
        let words = words(text, paragraph);
        for range in sentences(&words) {
            let sentence = Sentence::new(&words[range]);
            for refusal in refusals(&sentence) {
                silences.extend(silence(&sentence, refusal, &cues, attributions));
            }
        }
    }
    hold(&mut silences, attributions);
    silences
}

/// Who refuses: the source of the attribution whose cue refuses, else the subject.
fn silence(
    sentence: &Sentence,
    refusal: Refusal,
    cues: &[(Span, usize)],
    attributions: &[Attribution],
) -> Option<Silence> {
    let span = sentence.span(refusal.start, refusal.end)?;
    let behind = cues.partition_point(|(cue, _)| cue.start() < span.end());
    let holder = cues[behind.saturating_sub(4)..behind]
        .iter()
        .find(|(cue, _)| cue.overlaps(span))
        .and_then(|&(_, index)| attributions.get(index))
        .filter(|holder| !holder.source.is_empty());
    let claimant = match holder {
        Some(holder) => holder.source.clone(),
        None => vec![subject(sentence, refusal.start)?],
    };
    Some(Silence {
        claimant,
        speaker: holder.and_then(|holder| holder.speaker.clone()),
        attribution: holder.map(|holder| holder.id.clone()),
        measure: refusal.measure,
        counted: refusal.counted,
        span,
    })
}

/// A refusal that is told by somebody else is held by that attribution.
fn hold(silences: &mut [Silence], attributions: &[Attribution]) {
    let spans: Vec<Span> = silences.iter().map(|silence| silence.span).collect();
    for (silence, holder) in silences.iter_mut().zip(claims::holders(attributions, &spans)) {
        let told = holder
            .and_then(|holder| attributions.get(holder))
            .map(|holder| holder.id.clone());
        silence.attribution = silence.attribution.take().or(told);
    }
}

fn refusals(sentence: &Sentence) -> Vec<Refusal> {
    let mut refusals = Vec::new();
    let mut at = 0;
    while at < sentence.len() {
        let refused = REFUSALS
            .iter()
            .find(|phrase| phrase.starts_with(sentence.at(at)) && sentence.reads(at, phrase))
            .and_then(|phrase| refused(sentence, at, at + phrase.split(' ').count()));
        at = refused.as_ref().map_or(at + 1, |refused| refused.end);
        refusals.extend(refused);
    }
    refusals
}

/// The measure that is refused behind "has not": "confirmed any losses", "said how many were killed".
fn refused(sentence: &Sentence, start: usize, from: usize) -> Option<Refusal> {
    let verb = (from..from + 3).find(|&place| TELLING.contains(&sentence.at(place)))?;
    let end = (verb + 1..verb + 1 + REACH)
        .take_while(|&place| !sentence.parts(place))
        .last()?
        + 1;
    let many = (verb + 1..end).find(|&place| sentence.reads(place, "how many"));
    let (place, measure) = (verb + 1..end).find_map(|place| {
        let word = sentence.at(place);
        let state = many
            .filter(|&many| many < place)
            .and_then(|_| crate::measures::of_state(word));
        of_noun(&singular(word))
            .or(state)
            .or((word == "casualties").then_some("killed"))
            .map(|measure| (place, measure))
    })?;
    // The names of a group keep their capitals: they stand between the refusal and its noun.
    let named: Vec<String> = (verb + 1..=place)
        .filter(|&place| sentence.capital(place))
        .map(|place| capitalised(sentence.at(place)))
        .collect();
    let civilian = (verb + 1..place).any(|place| sentence.at(place).starts_with("civilian"));
    let counted = match (named.is_empty(), civilian) {
        (true, true) => "civilians".into(),
        (true, false) => "its own".into(),
        (false, _) => named.join(" "),
    };
    Some(Refusal {
        start,
        end: place + 1,
        measure,
        counted,
    })
}

fn capitalised(word: &str) -> String {
    let mut chars = word.chars();
    chars
        .next()
        .map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// The noun phrase that ends just before a verb: its names, or the words since the clause began.
fn subject(sentence: &Sentence, verb: usize) -> Option<Span> {
    let start = (verb.saturating_sub(6)..verb)
        .rev()
        .take_while(|&place| {
            sentence.alphabetic(place)
                && !matches!(sentence.at(place), "and" | "but" | "that" | "while" | "so" | "as")
        })
        .last()?;
    sentence.span(start, verb)
}
