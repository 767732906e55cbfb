//! How a statement is told: in which words, of whom, and whether as one of the occasion before.

use std::collections::BTreeSet;
use std::ops::Range;

use super::layout::{Layout, Statement};
use super::names::Name;
use super::occasions;
use super::words::{
    ANSWERING, APART, ASKING, IRREGULAR, KNOWN, LASTING, ON_IT, OTHER_OCCASION, OTHERS, PERIODS, REPORTING,
    SAME_DAY, TALKS,
};

/// Words to either side of a cue that are looked at.
const REACH: usize = 60;

/// Words at the beginning of a sentence that may name another occasion.
const OPENING: usize = 12;

/// Words between a known occasion and its article.
const NEAR: usize = 3;

/// A statement in its sentence.
pub(super) struct Telling<'a> {
    pub layout: &'a Layout,
    pub one: &'a Statement,
    /// The first word of its cue.
    pub word: usize,
    /// What its source is called by.
    pub name: Option<Name<'a>>,
    /// The words of its cue.
    pub cue: Vec<&'a str>,
}

impl<'a> Telling<'a> {
    pub fn new(layout: &'a Layout, one: &'a Statement, word: usize) -> Self {
        let cue = one.cue.iter().flat_map(Clone::clone);
        Self {
            layout,
            one,
            word,
            name: Name::of(layout, &one.source),
            cue: cue.map(|word| layout.lower(word)).collect(),
        }
    }

    /// The content around its cue.
    pub fn level(&self) -> u32 {
        self.layout.level(self.word)
    }

    /// The number of the paragraph in which it ends.
    pub fn last_paragraph(&self) -> usize {
        let ends = self.one.cue.iter().chain(&self.one.content);
        self.layout
            .paragraph(ends.map(|range| range.end - 1).max().unwrap_or_default())
    }

    /// Whether its cue tells of something said once, in the past.
    pub fn tells(&self) -> bool {
        let cue = self.cue.as_slice();
        let told = |word: &&str| word.ends_with("ed") || word.ends_with("ing") || IRREGULAR.contains(word);
        let goes_on = matches!(cue, ["is" | "are" | "am" | "'s" | "'re", verb, ..] if verb.ends_with("ing"));
        cue.ends_with(&["to", "know"]) || !goes_on && cue.iter().any(told) && !self.lasts()
    }

    /// Whether it is a turn of a transcript: "LIND: It is over."
    pub fn transcribed(&self) -> bool {
        let capitals = |word: usize| {
            let form = self.layout.form(word);
            form.chars().any(char::is_alphabetic) && !form.chars().any(char::is_lowercase)
        };
        let mut source = self.one.source.iter().flat_map(Clone::clone);
        self.cue == [":"] && source.next().is_some_and(capitals)
    }

    /// Whether its cue tells of something in the present: "the groups argue", "she then asks".
    pub fn reports(&self) -> bool {
        let verb = |word: &&str| {
            let plain = word.strip_suffix('s');
            REPORTING.contains(word) || plain.is_some_and(|word| REPORTING.contains(&word))
        };
        self.cue.iter().any(verb) && !self.lasts()
    }

    fn lasts(&self) -> bool {
        self.cue.iter().any(|word| LASTING.contains(word))
    }

    /// Whether it is told as written.
    pub fn writes(&self) -> bool {
        let mut cue = self.cue.iter();
        cue.any(|word| matches!(*word, "wrote" | "write" | "writes"))
    }

    /// Whether it is quoted from its beginning.
    pub fn quoted(&self) -> bool {
        let content = self.one.content.first();
        content.is_some_and(|content| self.layout.form(content.start) == "\"")
    }

    /// Whether it is asked of, or answered to, somebody who was named before: "asked him", "replied".
    pub fn answers(&self) -> bool {
        let end = self.one.cue.last().map(|cue| cue.end);
        let object = end.map_or("", |end| self.layout.lower(end));
        let asks = matches!(object, "him" | "her" | "them") && self.asks();
        let before = self
            .word
            .checked_sub(1)
            .map_or("", |before| self.layout.lower(before));
        asks || before != "been" && self.cue.iter().any(|word| ANSWERING.contains(word))
    }

    /// Whether its source is a relative pronoun for somebody who speaks already: "said Lind, who added".
    fn of_speaker(&self) -> bool {
        let Some(first) = self.one.source.first().map(|source| source.start) else {
            return false;
        };
        let before = first.saturating_sub(usize::from(self.layout.lower(first.saturating_sub(1)) == ","));
        let near = self
            .layout
            .cues_in(&(self.layout.sentence(self.word).start..before));
        near.iter().any(|&(_, other)| {
            let source = &self.layout.statements[other].source;
            source.last().is_some_and(|source| source.end == before)
        })
    }

    fn asks(&self) -> bool {
        self.cue.iter().any(|word| ASKING.contains(word))
    }

    /// Whether it is told as an event of its own: "after Lind accused …", "Lind, who said", "in another speech", "a few
    /// weeks later".
    pub fn apart(&self) -> bool {
        let lower = |word: usize| self.layout.lower(word);
        let first = self.one.source.first().map_or(0, |source| source.start);
        let after = first > 0 && APART.contains(&lower(first - 1));
        let relative =
            self.one.source.len() == 1 && matches!(lower(first), "who" | "which") && !self.of_speaker();
        let passed = |word: usize| PERIODS.contains(&lower(word)) && lower(word + 1) == "later";
        let other = |word: usize| OTHER_OCCASION.contains(&lower(word)) || passed(word);
        let later = self.cue.first() == Some(&"later");
        after || relative || later || self.opening(OPENING).any(other)
    }

    /// Whether its sentence begins, as far as its cue, on the day that the one before told of: "later that day, she said".
    pub fn same_day(&self) -> bool {
        let words = self.opening(2 * OPENING).map(|word| self.layout.lower(word));
        let words: Vec<&str> = words.collect();
        SAME_DAY
            .iter()
            .any(|phrase| words.windows(phrase.len()).any(|window| window == *phrase))
    }

    /// Whether it was made at the time that was just told of: "said then", "she said at the time".
    pub fn then(&self) -> bool {
        let Some(end) = self.one.cue.last().map(|cue| cue.end) else {
            return false;
        };
        let lower = |word: usize| self.layout.lower(word);
        let then =
            |word: usize| lower(word) == "then" && lower(word - 1) != "and" && lower(word - 1) != "since";
        let time = |word: usize| lower(word) == "at" && lower(word + 1) == "the" && lower(word + 2) == "time";
        then(end - 1) || then(end) || (self.word..=end).any(time)
    }

    /// The first words of its sentence, as far as its cue.
    fn opening(&self, longest: usize) -> impl Iterator<Item = usize> + use<> {
        (self.layout.sentence(self.word).start..self.word).take(longest)
    }

    /// Whether it names what it was made in as if nothing had been told of it: "said in a statement".
    pub fn elsewhere(&self) -> bool {
        let near = self.near();
        let next = self.layout.cues_in(&(self.word + 1..near.end));
        let end = next
            .iter()
            .find(|(_, other)| self.layout.statements[*other].cue != self.one.cue)
            .map_or(near.end, |&(cue, _)| cue);
        let indefinite = |word: usize| matches!(self.layout.lower(word), "a" | "an");
        (near.start..end)
            .filter(|word| self.layout.level(*word) == self.level())
            .filter(|word| occasions::kind(self.layout.lower(*word)).is_some())
            .any(|word| (word.saturating_sub(NEAR + 1)..word).any(indefinite))
    }

    /// The occasion or document that it says it was made on or in, as one that is known: "in her speech".
    pub fn names_again(&self) -> Option<usize> {
        let is = |list: &[&str], word: usize| list.contains(&self.layout.lower(word));
        self.around().find_map(|word| {
            let kind = occasions::kind(self.layout.lower(word))?;
            let known = (word.saturating_sub(NEAR)..word)
                .rev()
                .find(|word| is(KNOWN, *word))?;
            let on = (known.saturating_sub(NEAR)..known).any(|word| is(ON_IT, word));
            let same = !(known..word).any(|word| is(OTHERS, word));
            (same && on).then_some(kind)
        })
    }

    /// What the occasion or document is called in the words around it.
    pub fn kinds(&self) -> impl Iterator<Item = usize> {
        self.around()
            .filter_map(|word| occasions::kind(self.layout.lower(word)))
    }

    /// The words around its cue in its sentence.
    fn near(&self) -> Range<usize> {
        let sentence = self.layout.sentence(self.word);
        sentence.start.max(self.word.saturating_sub(REACH))..sentence.end.min(self.word + REACH)
    }

    /// Those of them that are not its content.
    pub fn around(&self) -> impl Iterator<Item = usize> {
        self.near()
            .filter(|word| !self.one.content.iter().any(|content| content.contains(word)))
    }

    /// Whom it is made to, as far as it says so: "told Lind", "in an interview with Lind", "on Lind's show".
    pub fn partners(&self) -> BTreeSet<&'a str> {
        let talk = self.around().any(|word| TALKS.contains(&self.layout.lower(word)));
        let own = |word: usize| self.one.source.iter().any(|source| source.contains(&word));
        let hosts = self.around().filter(|word| talk && !own(*word));
        self.object()
            .into_iter()
            .chain(hosts)
            .filter(|word| self.layout.form(*word).starts_with(char::is_uppercase))
            .map(|word| self.layout.lower(word))
            .collect()
    }

    /// The names of those who speak together: "Anna Lind and Per Berg".
    pub fn joint(&self) -> impl Iterator<Item = &'a str> {
        let source = || self.one.source.iter().flat_map(Clone::clone);
        let several = source().any(|word| self.layout.lower(word) == "and");
        source()
            .filter(move |word| several && self.layout.form(*word).starts_with(char::is_uppercase))
            .map(|word| self.layout.lower(word))
    }

    /// The words after a cue that asks or tells somebody.
    fn object(&self) -> Vec<usize> {
        let Some(cue) = self.one.cue.last().filter(|_| self.asks()) else {
            return Vec::new();
        };
        let sentence = self.layout.sentence(cue.start);
        (cue.end..(cue.end + 8).min(sentence.end))
            .take_while(|word| self.layout.form(*word) != "\"" && self.layout.lower(*word) != "that")
            .collect()
    }
}
