//! Mentions as they go onto the trail: where each stands, and what it is to its sentence.

use std::ops::Range;

use onrecord_record::EntityType;

use super::{Decision, Discourse};
use crate::NameKind;
use crate::lexicon::{self, Gender};
use crate::phrase::Phrase;
use crate::trail::{Place, Trace};

impl Discourse<'_, '_> {
    pub(super) fn place(&self, word: usize) -> Place {
        Place {
            sentence: self.reading.sentence_of(word),
            paragraph: self.reading.paragraph_of(word),
            quoted: self.reading.quoted(word),
            content: self.content.get(word).copied().flatten(),
            last_speaker: self.last_speaker,
            pull: 1.0,
        }
    }

    /// The same for descriptions, which are understood over a longer way.
    pub(super) fn wide_place(&self, word: usize) -> Place {
        Place {
            pull: 0.5,
            ..self.place(word)
        }
    }

    /// Remembers a mention of a figure; `head` is the word that stands for it.
    pub(super) fn trace(&mut self, figure: usize, words: Range<usize>, head: usize, pronoun: bool) {
        let mut trace = self.make_trace(figure, &words, head, pronoun);
        let next = self.reading.low(words.end);
        if !pronoun && !trace.speaks && lexicon::kind_of_head(next) != EntityType::Unknown {
            // "A Harrow Institute report": the name only says whose report.
            trace.subject = false;
            trace.possessive = true;
        }
        self.trail.push(trace);
    }

    pub(super) fn trace_plural(&mut self, figure: usize, words: Range<usize>, head: usize) {
        let mut trace = self.make_trace(figure, &words, head, false);
        trace.plural = true;
        self.trail.push(trace);
    }

    pub(super) fn make_trace(
        &self,
        figure: usize,
        words: &Range<usize>,
        head: usize,
        pronoun: bool,
    ) -> Trace {
        let reading = self.reading;
        let possessive = matches!(reading.low(words.end), "'s" | "'")
            || pronoun && lexicon::is_possessive(reading.low(head)) && reading.low(head) != "her";
        let speaks = self
            .source_at
            .get(head)
            .copied()
            .flatten()
            .is_some_and(|index| self.speaks(index, head));
        Trace {
            figure,
            word: words.start,
            sentence: reading.sentence_of(head),
            paragraph: reading.paragraph_of(head),
            subject: speaks || self.is_subject(words),
            possessive,
            speaks,
            plural: false,
            pronoun,
            quoted: reading.quoted(head),
            content: self.content.get(head).copied().flatten(),
        }
    }

    /// Whether a word is the one in an attribution's source that stands for the speaker.
    fn speaks(&self, index: usize, word: usize) -> bool {
        match self.phrases[index] {
            Some(Phrase::Name(name) | Phrase::Names(name)) => self.names[name].words.contains(&word),
            Some(Phrase::Common(ref common)) => common.head == word,
            Some(Phrase::Pronoun(pronoun) | Phrase::Self_(pronoun) | Phrase::Relative(pronoun)) => {
                pronoun == word
            }
            None => false,
        }
    }

    /// Whether a mention looks like the subject of its clause: it opens the sentence or clause, or a verb follows.
    fn is_subject(&self, words: &Range<usize>) -> bool {
        let reading = self.reading;
        if lexicon::is_auxiliary(reading.low(words.end)) {
            return true;
        }
        let first = reading.sentence(words.start).start;
        let mut before = words.start;
        while before > first && words.start - before < 8 {
            let low = reading.low(before - 1);
            let passed = lexicon::is_title(low)
                || lexicon::role(low).is_some()
                || low == "."
                || lexicon::is_determiner(low) && low != "that"
                || reading.is_capital(before - 1) && !lexicon::is_function_word(low);
            if !passed {
                break;
            }
            before -= 1;
        }
        if before == first {
            return true;
        }
        let low = reading.low(before - 1);
        // "As for Lund" puts Lund in front of what follows.
        let in_front = low == "for" && reading.before(before - 1) == "as";
        in_front
            || lexicon::joins_clauses(low)
            || matches!(low, "," | "\"" | "—" | ":" | ";" | "who") && !lexicon::is_preposition(low)
    }

    pub(super) fn mention(&mut self, figure: usize, words: Range<usize>) {
        if let Some(figure) = self.decided.cast.figures.get_mut(figure) {
            figure.mentions.push(words);
        }
    }

    pub(super) fn name(&mut self, index: usize) {
        let words = self.names[index].words.clone();
        let figure = self.decided.cast.of_name[index];
        let after =
            self.reading.is_capital(words.end) && lexicon::thing(self.reading.low(words.end)).is_some();
        if after && self.names[index].kind == Some(NameKind::Person) {
            return; // whom the "Lund Prize" is named after is not in the story
        }
        self.trace(figure, words.clone(), words.end - 1, false);
        let joined = self.names.get(index + 1).is_some_and(|next| {
            let between = words.end..next.words.start;
            between.len() <= 3
                && between.start < between.end
                && self.reading.low(between.start) == "and"
                && next.kind == self.names[index].kind
        });
        if joined {
            self.trace_plural(figure, words.clone(), words.end - 1);
        }
    }

    /// Notes that a pronoun stands for a figure.
    pub(super) fn take(&mut self, word: usize, decision: &Decision, gender: Option<Gender>) {
        let figure = &mut self.decided.cast.figures[decision.figure];
        figure.gender = figure.gender.or(gender);
        if lexicon::is_possessive(self.reading.low(word)) {
            self.decided.owners.insert(word, decision.figure);
        }
        self.mention(decision.figure, word..word + 1);
        self.trace(decision.figure, word..word + 1, word, true);
    }
}
