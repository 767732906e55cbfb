//! What has been mentioned so far, and what makes a mention a likely antecedent.
//!
//! Every earlier mention within reach is scored by a sum of plain features; an entity is as likely as its likeliest
//! mention. The weights were set by hand and refined by coordinate ascent on the pronouns of GUM's prose and on the sources
//! of development articles. The reach bounds the time.

use std::collections::HashMap;

/// For each sentence between.
const SENTENCE: f64 = -0.3;
/// For each paragraph between.
const PARAGRAPH: f64 = -0.2;
/// For any paragraph between.
const OTHER_PARAGRAPH: f64 = -0.4;
/// For the logarithm of how often it was mentioned.
const COUNT: f64 = 0.35;
const SUBJECT: f64 = 0.9;
const SPEAKS: f64 = 0.8;
const PRONOUN: f64 = 0.4;
const POSSESSIVE: f64 = -0.1;
/// For the speaker of the attribution before, in the same paragraph.
const LAST_SPEAKER: f64 = 1.3;
/// The same in another paragraph.
const LAST_SPEAKER_ELSEWHERE: f64 = 0.8;
/// For whom the paragraph opens with.
const TOPIC: f64 = 0.2;
/// For a mention in a paragraph before one that is about somebody of its own.
const LEFT: f64 = -0.8;
/// For a mention inside a quotation, seen from outside it.
const QUOTED: f64 = -2.2;
/// For a mention in the content of another attribution.
const CONTENT: f64 = -0.9;

/// How many mentions are looked back at.
const REACH: usize = 80;
/// How many sentences are looked back at.
const SENTENCES: u32 = 24;

/// One mention.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Trace {
    pub(crate) figure: usize,
    pub(crate) word: usize,
    pub(crate) sentence: u32,
    pub(crate) paragraph: u32,
    /// Whether it looks like the subject of its clause, or whose that is: "Lund's advice earned him …" is about Lund.
    pub(crate) subject: bool,
    /// Whether an apostrophe or "his" makes it somebody's.
    pub(crate) possessive: bool,
    /// Whether it is the source of an attribution.
    pub(crate) speaks: bool,
    /// Whether it stands for several at once.
    pub(crate) plural: bool,
    pub(crate) pronoun: bool,
    /// Whether it stands between quotation marks.
    pub(crate) quoted: bool,
    /// The attribution whose content it stands in.
    pub(crate) content: Option<usize>,
}

/// The place that an antecedent is looked for from.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Place {
    pub(crate) sentence: u32,
    pub(crate) paragraph: u32,
    pub(crate) quoted: bool,
    pub(crate) content: Option<usize>,
    /// The speaker of the attribution before.
    pub(crate) last_speaker: Option<usize>,
    /// How much distance counts: 1 for pronouns, less for descriptions, which say more themselves.
    pub(crate) pull: f64,
}

/// A likely antecedent.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Candidate {
    pub(crate) figure: usize,
    pub(crate) score: f64,
    pub(crate) trace: Trace,
}

/// The mentions so far, in the order of the text.
#[derive(Debug, Default)]
pub(crate) struct Trail {
    traces: Vec<Trace>,
    counts: HashMap<usize, u32>,
}

impl Trail {
    pub(crate) fn push(&mut self, trace: Trace) {
        *self.counts.entry(trace.figure).or_default() += 1;
        self.traces.push(trace);
    }

    /// The mentions within reach of a sentence, the last first.
    pub(crate) fn back(&self, sentence: u32) -> impl Iterator<Item = &Trace> {
        let near = move |trace: &&Trace| sentence.saturating_sub(trace.sentence) <= SENTENCES;
        self.traces.iter().rev().take(REACH).take_while(near)
    }

    /// The entities within reach, the likeliest first. `bonus` says what speaks for an entity's mention beside its place,
    /// or `None` where it can't be meant.
    pub(crate) fn candidates(&self, place: &Place, bonus: impl Fn(&Trace) -> Option<f64>) -> Vec<Candidate> {
        let mut best: Vec<Candidate> = Vec::new();
        // Whom a paragraph opens with is whom it is about.
        let opens = |trace: &&Trace| trace.paragraph == place.paragraph && trace.subject && !trace.quoted;
        let topic = self
            .back(place.sentence)
            .filter(opens)
            .last()
            .filter(|trace| bonus(trace).is_some())
            .map(|trace| trace.figure);
        // Where a paragraph is about somebody of its own, those of the paragraphs before it are further off, and who spoke
        // last there counts no more for having spoken.
        let left = |trace: &Trace| topic.is_some() && trace.paragraph != place.paragraph;
        // A paragraph that opens with the quotation belongs to whom the one before is about.
        let before =
            |trace: &&Trace| trace.paragraph + 1 == place.paragraph && trace.subject && !trace.quoted;
        let introduced = self
            .back(place.sentence)
            .filter(before)
            .any(|trace| bonus(trace).is_some());
        let silent = Place {
            last_speaker: None,
            ..*place
        };
        for trace in self.back(place.sentence) {
            let Some(bonus) = bonus(trace) else { continue };
            let score = bonus
                + if left(trace) || introduced && trace.paragraph + 1 < place.paragraph {
                    self.score(trace, &silent) + LEFT
                } else if topic == Some(trace.figure) {
                    self.score(trace, place) + TOPIC
                } else {
                    self.score(trace, place)
                };
            match best.iter_mut().find(|candidate| candidate.figure == trace.figure) {
                Some(known) if known.score >= score => {}
                Some(known) => {
                    known.score = score;
                    known.trace = *trace;
                }
                None => best.push(Candidate {
                    figure: trace.figure,
                    score,
                    trace: *trace,
                }),
            }
        }
        best.sort_by(|left, right| right.score.total_cmp(&left.score));
        best
    }

    fn score(&self, trace: &Trace, place: &Place) -> f64 {
        let sentences = f64::from(place.sentence.saturating_sub(trace.sentence).min(12));
        let paragraphs = f64::from(place.paragraph.saturating_sub(trace.paragraph).min(6));
        let elsewhere = if paragraphs > 0.0 { 1.0 } else { 0.0 };
        let count = f64::from(self.counts.get(&trace.figure).copied().unwrap_or(0));
        let distance = SENTENCE * sentences + PARAGRAPH * paragraphs + OTHER_PARAGRAPH * elsewhere;
        let mut score = place.pull * distance + COUNT * count.ln_1p();
        for (holds, weight) in [
            (trace.subject, SUBJECT),
            (trace.speaks, SPEAKS),
            (trace.pronoun, PRONOUN),
            (trace.possessive, POSSESSIVE),
        ] {
            score += if holds { weight } else { 0.0 };
        }
        if place.last_speaker == Some(trace.figure) {
            score += if elsewhere > 0.0 {
                LAST_SPEAKER_ELSEWHERE
            } else {
                LAST_SPEAKER
            };
        }
        if trace.quoted && !(place.quoted && place.content == trace.content) {
            score += QUOTED;
        } else if trace.content.is_some() && place.content != trace.content {
            score += CONTENT;
        }
        score
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn trace(figure: usize, sentence: u32, paragraph: u32, subject: bool) -> Trace {
        Trace {
            figure,
            word: 0,
            sentence,
            paragraph,
            subject,
            possessive: false,
            speaks: false,
            plural: false,
            pronoun: false,
            quoted: false,
            content: None,
        }
    }

    fn likeliest(traces: &[Trace], paragraph: u32, last_speaker: Option<usize>) -> Option<usize> {
        let mut trail = Trail::default();
        traces.iter().for_each(|trace| trail.push(*trace));
        let place = Place {
            sentence: traces.last()?.sentence + 1,
            paragraph,
            quoted: false,
            content: None,
            last_speaker,
            pull: 1.0,
        };
        let candidates = trail.candidates(&place, |_| Some(0.0));
        candidates.first().map(|candidate| candidate.figure)
    }

    #[test]
    fn subjects_and_the_last_speaker_go_before() {
        let two = [trace(0, 0, 0, true), trace(1, 0, 0, false)];
        assert_eq!(likeliest(&two, 0, None), Some(0));
        assert_eq!(
            likeliest(&[trace(0, 0, 0, false), trace(1, 0, 0, false)], 0, Some(1)),
            Some(1)
        );
    }

    #[test]
    fn a_paragraph_is_about_whom_it_opens_with() {
        let often = [
            trace(0, 0, 0, true),
            trace(0, 1, 0, true),
            trace(0, 2, 0, true),
            trace(1, 3, 1, true),
        ];
        assert_eq!(likeliest(&often, 1, Some(0)), Some(1));
    }

    #[test]
    fn a_quotation_that_opens_a_paragraph_is_by_whom_the_one_before_is_about() {
        let told = [trace(0, 0, 0, true), trace(0, 1, 0, true), trace(1, 2, 1, true)];
        assert_eq!(likeliest(&told, 2, Some(0)), Some(1));
    }

    #[test]
    fn what_is_far_is_out_of_reach() {
        let mut trail = Trail::default();
        trail.push(trace(0, 0, 0, true));
        assert_eq!(trail.back(SENTENCES).count(), 1);
        assert_eq!(trail.back(SENTENCES + 1).count(), 0);
    }
}
