//! The figures of a text: how many, of what, who says so.
//!
//! A number is found by its words ([`Vague`] says what "dozens" is worth), its interval by the qualifiers around it, what
//! it counts by the noun phrase beside it, what is measured by the verbs around that, and who claims it by the attribution
//! whose content holds it. [`rivals()`] puts side by side what different claimants say of one thing.
//!
//! No quantities are dates, clock times, durations and frequencies, ages, ordinals, scores, addresses and the numbers in
//! names. "One" is one only where it is stressed ("at least one", "one percent") or a tracked measure holds; "no" only
//! where one does ("no injuries").

mod amount;
mod claims;
mod counted;
mod grammar;
mod groups;
mod labels;
mod measures;
mod numerals;
mod phrases;
mod places;
mod qualifiers;
mod rivals;
mod sentence;
mod shares;
mod silence;
mod standing;
mod tracked;
mod units;

use onrecord_record::{Attribution, Polarity, Quantity, Stance, Timex};
use onrecord_text::{Span, Text, paragraphs, sentences, words};

pub use rivals::rivals;

use crate::amount::{Amount, Found, amount};
use crate::counted::{Counted, counted};
use crate::places::Times;
use crate::sentence::Sentence;

/// What numbers are given to "dozens", "several" and their like. Their words are kept in any case.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Vague {
    /// None: `low`, `high` and `value` stay empty.
    #[default]
    Raw,
    /// The lowest number of their order, as ACLED codes vague reports of fatalities: tens 10, dozens 12, hundreds 100,
    /// thousands 1,000 and so on, and after its pattern scores 20, "tens of thousands" 10,000, a couple 2, several, a few
    /// and a handful 3, "several hundred" 300. It becomes `value` and `low`; `high` stays open.
    Acled,
}

/// The quantities of a text, in its order, with ids `q1`, `q2`, …
///
/// `attributions` are those of the same text: a quantity's claimant is the innermost whose content holds it. `times` are
/// its time expressions: no quantity is inside one, and one near a quantity, in the same sentence and of the same claimant,
/// is its `time`; else that is when the claimant said it. Time grows with the length of the text and the number of both.
pub fn quantities(text: &Text, attributions: &[Attribution], times: &[Timex], vague: Vague) -> Vec<Quantity> {
    let times = Times::new(times);
    let mut found = Vec::new();
    for paragraph in paragraphs(text.as_str()) {
        let words = words(text, paragraph);
        for range in sentences(&words) {
            let sentence = Sentence::new(&words[range]);
            figures(&sentence, &times, &mut found);
        }
    }
    let spans: Vec<Span> = found.iter().map(|figure| figure.span).collect();
    let holders = claims::holders(attributions, &spans);
    let times = times.held(attributions);
    let claimed = found.into_iter().zip(holders).enumerate();
    claimed
        .map(|(index, (figure, holder))| {
            let claimant = holder.and_then(|holder| attributions.get(holder));
            let denied = claimant.is_some_and(|claimant| claimant.stance == Some(Stance::Denies));
            let order = figure.amount.order.filter(|_| vague == Vague::Acled);
            Quantity {
                id: format!("q{}", index + 1),
                span: figure.span,
                words: text.slice(figure.span).into(),
                low: figure.amount.low.or(order),
                high: figure.amount.high,
                value: figure.amount.value.or(order),
                qualifier: figure.amount.qualifier,
                unit: figure.amount.unit.map(Into::into),
                of: figure.of.into_iter().collect(),
                measure: figure.measure,
                polarity: if figure.denied || denied {
                    Polarity::Negative
                } else {
                    Polarity::Positive
                },
                hypothetical: figure.hypothetical,
                attribution: claimant.map(|claimant| claimant.id.clone()),
                time: times
                    .near(figure.span, figure.sentence, holder)
                    .or_else(|| claimant.and_then(|claimant| claimant.time.clone())),
            }
        })
        .collect()
}

/// A quantity before it is known who claims it.
struct Figure {
    amount: Amount,
    span: Span,
    sentence: Span,
    of: Option<Span>,
    measure: Option<String>,
    denied: bool,
    hypothetical: bool,
}

/// Adds the quantities of a sentence.
fn figures(sentence: &Sentence, times: &Times, found: &mut Vec<Figure>) {
    let Some(whole) = sentence.span(0, sentence.len()) else {
        return;
    };
    let mut at = 0;
    let mut last: Option<Last> = None;
    let mut label = None;
    while at < sentence.len() {
        let amount = match amount(sentence, at) {
            Some(Found::Amount(amount)) => amount,
            Some(Found::Score(end)) => {
                at = end.max(at + 1);
                continue;
            }
            None => {
                at += 1;
                continue;
            }
        };
        at = amount.end.max(at + 1);
        let in_time = sentence
            .span(amount.number, amount.number + 1)
            .is_none_or(|span| times.overlap(span));
        if in_time || labels::is_label(sentence, &amount, label) {
            label = Some(amount.end);
            continue;
        }
        let counted = counted(sentence, &amount);
        let tracked = measures::tracked(sentence, &amount, counted)
            .or_else(|| last?.shares(sentence, &amount, counted));
        if !counts(sentence, &amount, counted, tracked) {
            continue;
        }
        let behind = counted
            .filter(|counted| counted.behind)
            .map_or(amount.end, |counted| counted.end);
        let persons = counted.is_some_and(|counted| measures::is_person(sentence, counted));
        let both = last.is_some_and(|last| last.lends(sentence, &amount, counted));
        if let (Some(measure), Some(last), true) = (tracked, found.last_mut(), both) {
            last.measure = Some(measure.into());
        }
        last = Some(Last {
            measure: tracked,
            end: behind,
            persons,
        });
        let Some(span) = sentence.span(amount.start, amount.end) else {
            continue;
        };
        found.push(Figure {
            span,
            sentence: whole,
            of: counted.and_then(|counted| sentence.span(counted.start, counted.end)),
            measure: tracked
                .map(String::from)
                .or_else(|| {
                    counted
                        .map(|counted| counted.head(sentence))
                        .filter(|head| head != "own")
                })
                .or_else(|| amount.unit.map(String::from)),
            denied: standing::is_denied(sentence, &amount),
            hypothetical: standing::is_hypothetical(sentence, &amount),
            amount,
        });
    }
}

/// The quantity before another of the same sentence.
#[derive(Clone, Copy)]
struct Last {
    measure: Option<&'static str>,
    /// The place behind what it counts.
    end: usize,
    persons: bool,
}

impl Last {
    /// The tracked measure that the next amount shares: "killed 12 people and 3 soldiers".
    fn shares(self, sentence: &Sentence, amount: &Amount, counted: Option<Counted>) -> Option<&'static str> {
        let persons = counted.is_none_or(|counted| measures::is_person(sentence, counted));
        // "killed 130 in the capital and 32 in the north"
        let parallel = counted.is_none()
            && sentence.before(amount.start, 1) == "and"
            && amount.start <= self.end + 7
            && sentence.at(self.end) == "in"
            && sentence.at(amount.end) == "in";
        let shares = persons && amount.unit.is_none() && (parallel || self.joins(sentence, amount));
        self.measure.filter(|_| shares)
    }

    /// Whether the next amount's measure is this one's too: "two pilots and three soldiers were killed".
    fn lends(self, sentence: &Sentence, amount: &Amount, counted: Option<Counted>) -> bool {
        let event = counted.is_some_and(|counted| measures::of_noun(&counted.head(sentence)).is_some());
        self.measure.is_none() && self.persons && !event && self.joins(sentence, amount)
    }

    fn joins(self, sentence: &Sentence, amount: &Amount) -> bool {
        amount.start == self.end + 1 && sentence.at(self.end) == "and"
    }
}

/// Whether "one", "no" and "none" count something here; other numbers do.
fn counts(sentence: &Sentence, amount: &Amount, counted: Option<Counted>, tracked: Option<&str>) -> bool {
    let plain = amount.qualifier.is_none() && amount.unit.is_none() && amount.value.is_some();
    match sentence.at(amount.number) {
        "one" if plain && amount.end == amount.number + 1 => {
            tracked.is_some() && sentence.at(amount.end) != "of"
        }
        "zero" if plain => counted.is_some_and(|counted| counted.behind),
        "none" => tracked.is_some() || sentence.at(amount.end) == "of",
        "no" => {
            let head = counted.map(|counted| counted.head(sentence));
            let harm = head.is_some_and(|head| head == "casualty" || measures::of_noun(&head).is_some());
            let nobody = counted.is_some() || amount.end > amount.number + 1;
            harm || nobody && tracked.is_some()
        }
        _ => true,
    }
}

#[cfg(test)]
mod tests;
