use std::ops::Range;

use super::layout::{DatePlace, Layout, Statement};
use super::words::{
    APART, APPEARING, BROADCASTS, CALLING, COMPLEMENTS, DETERMINERS, FINITE, ISSUED, LONG_EVENTS,
    OF_ANOTHER_EVENT, OPENERS, PRONOUNS, WRITING,
};
use super::{compared, occasions, opening, scenes};

/// Words to either side of a cue that are looked at, however long the sentence.
const REACH: usize = 60;

/// Words between a cue, or the end of its content, and the date that goes with it.
const FARTHEST: usize = 20;

/// The date that goes with a statement's own words, as an index among the times; `None` where none does.
pub(super) fn time(layout: &Layout, statement: usize) -> Option<usize> {
    let one = &layout.statements[statement];
    let cue = one.anchor()?;
    let sentence = layout.sentence(cue.start);
    let around = sentence.start.max(cue.start.saturating_sub(REACH))..sentence.end.min(cue.end + REACH);
    let place = Place {
        layout,
        statement,
        one,
        cue,
        sentence,
    };
    layout
        .dates_in(&around)
        .iter()
        .filter_map(|date| place.distance(date).map(|distance| (distance, date.time)))
        .min()
        .map(|(_, time)| time)
}

/// A statement's cue in its sentence.
struct Place<'a> {
    layout: &'a Layout,
    statement: usize,
    one: &'a Statement,
    cue: Range<usize>,
    sentence: Range<usize>,
}

impl Place<'_> {
    /// How far a date is from the cue that it goes with; `None` where it goes with something else.
    fn distance(&self, date: &DatePlace) -> Option<usize> {
        let date = &date.words;
        let within = |ranges: &[Range<usize>]| {
            ranges
                .iter()
                .any(|range| range.start <= date.start && date.end <= range.end)
        };
        if within(&self.one.cue) {
            let before = date
                .start
                .checked_sub(1)
                .map_or("", |word| self.layout.lower(word));
            return (!matches!(before, "until" | "since")).then_some(0);
        }
        if self.perfect() || self.dates_noun(date) || compared::is_bound(self.layout, date) {
            return None;
        }
        if self.after_object(date) || self.ends_object(date) {
            return Some(1);
        }
        if overlaps(&self.one.content, date)
            || self.layout.level(date.start) != self.layout.level(self.cue.start)
        {
            return None;
        }
        if within(&self.one.source) {
            return self.dates_source(date).then_some(1);
        }
        if self.reduced() {
            return None;
        }
        if date.start < self.cue.start {
            self.before(date)
        } else {
            self.after(date)
        }
        .map(|distance| distance + 2)
    }

    /// "A 2014 study", "the poll released Thursday"; not "Lind, who was arrested on Friday".
    fn dates_source(&self, date: &Range<usize>) -> bool {
        let source = self.one.source.iter().find(|range| range.contains(&date.start));
        source.is_some_and(|source| {
            (source.start..date.start).all(|word| {
                let lower = self.layout.lower(word);
                let writes = lower == "who" && WRITING.contains(&self.layout.lower(word + 1));
                lower != "," && (writes || !OF_ANOTHER_EVENT.contains(&lower))
            })
        })
    }

    /// "Has said": English gives the perfect no date in the past.
    fn perfect(&self) -> bool {
        let main = self.cue.end.saturating_sub(1);
        (self.cue.start..main).any(|word| matches!(self.layout.form(word), "has" | "have" | "'ve"))
    }

    /// "Its July forecast", "the 1995 return": the date belongs to a noun, and that is no occasion as in "the July debate".
    fn dates_noun(&self, date: &Range<usize>) -> bool {
        if date.end == self.cue.start && self.one.source.iter().any(|source| source.end == date.start) {
            return false;
        }
        let object = date.start == self.cue.end + 1;
        let before = date.start.checked_sub(1).map(|word| self.layout.lower(word));
        let possessive = self.layout.lower(date.end) == "'s" && date.start == self.sentence.start;
        let determined = possessive || !object && before.is_some_and(|word| DETERMINERS.contains(&word));
        let end = date.end + usize::from(possessive);
        let mut after = (end..self.sentence.end.min(end + 4))
            .map(|word| self.layout.lower(word))
            .peekable();
        let noun = after
            .peek()
            .is_some_and(|word| word.starts_with(char::is_alphabetic));
        let during = date.start > 1 && matches!(self.layout.lower(date.start - 2), "at" | "during" | "in");
        let event = |word: &str| {
            occasions::kind(word).is_some()
                || BROADCASTS.contains(&word)
                || during && LONG_EVENTS.contains(&word)
        };
        determined && noun && !after.any(event)
    }

    /// "Gave money on Friday to a group backing her", "supporters of her met on Friday": told beside what was done then.
    fn reduced(&self) -> bool {
        let only = self.layout.lower(self.cue.start);
        let follows = self.one.source.iter().any(|source| source.end == self.cue.start);
        self.cue.len() == 1 && follows && (only.ends_with("ing") || matches!(only, "of" | "for" | "against"))
    }

    /// "Blamed [the mayor on Friday for the flood]": the date stands in the content, but between the verb's object and
    /// what completes it.
    fn after_object(&self, date: &Range<usize>) -> bool {
        let Some(content) = self
            .one
            .content
            .iter()
            .find(|content| content.contains(&date.start))
        else {
            return false;
        };
        let object = content.start..date.start;
        content.start == self.cue.end
            && (2..=12).contains(&object.len())
            && object.enumerate().all(|(place, word)| {
                let word = self.layout.lower(word);
                let letters = word
                    .chars()
                    .all(|char| char.is_alphanumeric() || matches!(char, '.' | '\''));
                let determiner = place == 0 && word == "that";
                let subject = place > 0 && PRONOUNS.contains(&word);
                let other =
                    subject || !determiner && [FINITE, COMPLEMENTS].iter().any(|words| words.contains(&word));
                letters && !other && !word.ends_with("ing")
            })
            && (COMPLEMENTS.contains(&self.layout.lower(date.end))
                || self.calls() && self.is_article(date.end))
    }

    /// "Called [that report Friday a lie]".
    fn calls(&self) -> bool {
        self.cue
            .clone()
            .any(|word| CALLING.contains(&self.layout.lower(word)))
    }

    fn is_article(&self, word: usize) -> bool {
        matches!(self.layout.lower(word), "a" | "an" | "the")
    }

    /// "Noted [the rule in an interview last week]": the date stands at the end of such a content, with an occasion.
    fn ends_object(&self, date: &Range<usize>) -> bool {
        let Some(content) = self.one.content.iter().find(|content| content.end == date.end) else {
            return false;
        };
        let object: Vec<&str> = (content.start..date.start)
            .map(|word| self.layout.lower(word))
            .take(REACH)
            .collect();
        let on = |words: &[&str]| {
            ["at", "during", "in"].contains(&words[0]) && occasions::kind(words[2]).is_some()
        };
        content.start == self.cue.end
            && object.len() <= FARTHEST
            && object.windows(3).any(on)
            && !object.iter().any(|word| FINITE.contains(word))
    }

    /// "On Friday, Lind said", "Lind on Friday told".
    fn before(&self, date: &Range<usize>) -> Option<usize> {
        let gap: Vec<&str> = self
            .between(date.end..self.cue.start)
            .map(|word| self.layout.lower(word))
            .collect();
        if self.another_speaks(date.end..self.cue.start) || self.of_lower_clause() {
            return None;
        }
        if self.during_which(date.end) {
            return Some(gap.len());
        }
        let where_said = || gap.iter().any(|word| occasions::kind(word).is_some());
        let clause = gap
            .last()
            .is_some_and(|word| *word == "when" || *word == "where" && where_said());
        if scenes::to_come(self.layout, self.clause_start(date.start)..date.start) {
            return None;
        }
        if self.follows_source(date) || self.issued(date) || clause {
            return Some(gap.len());
        }
        if opening::dates(self.layout, &self.sentence, date) {
            return (gap.len() <= REACH).then_some(gap.len());
        }
        if self.another_speaks(self.sentence.start.max(date.start.saturating_sub(REACH))..date.start) {
            return None;
        }
        let clause = self.clause_start(date.start)..date.start;
        let plain = |word: &&str| !OF_ANOTHER_EVENT.contains(word);
        (gap.len() <= 4
            && !gap.iter().any(|word| matches!(*word, "and" | "but" | ";"))
            && gap.iter().all(plain)
            && clause
                .map(|word| self.layout.lower(word))
                .all(|word| plain(&word)))
        .then_some(gap.len())
    }

    /// "Held a rally on Friday, during which": what follows was done then.
    fn during_which(&self, end: usize) -> bool {
        let mark = self.layout.lower(end) == "," || self.layout.is_dash(end);
        let first = end + usize::from(mark);
        let comes = self.cue.clone().any(|word| self.layout.lower(word) == "will");
        !comes
            && matches!(self.layout.lower(first), "at" | "during")
            && self.layout.lower(first + 1) == "which"
    }

    /// "On Friday, …, cities that support", "On Friday, … for refusing": the cue is not the verb that the date goes with.
    fn of_lower_clause(&self) -> bool {
        let before = self
            .cue
            .start
            .checked_sub(1)
            .map(|word| self.layout.lower(word))
            .unwrap_or_default();
        matches!(before, "that" | "which" | "who") || self.layout.lower(self.cue.start) == "for"
    }

    /// "Lind on Friday opened the meeting, saying": the date follows its subject.
    fn follows_source(&self, date: &Range<usize>) -> bool {
        let source = self
            .one
            .source
            .last()
            .filter(|source| source.end <= date.start && source.end + 3 > date.start);
        source.is_some_and(|source| {
            (source.end..date.start).all(|word| OPENERS.contains(&self.layout.lower(word)))
        })
    }

    /// "The poll, released on Friday by the institute, showed".
    fn issued(&self, date: &Range<usize>) -> bool {
        let source = self.one.source.last().filter(|source| source.end < date.start);
        source.is_some_and(|source| {
            self.layout.lower(source.end) == ","
                && ISSUED.contains(&self.layout.lower(source.end + 1))
                && (source.end + 1..date.start).all(|word| self.layout.lower(word) != ",")
        })
    }

    /// Whether the cue stands in a clause beside the main one: "who supports", "after saying".
    fn beside(&self) -> bool {
        let before = |back: usize| {
            self.cue
                .start
                .checked_sub(back)
                .map_or("", |word| self.layout.lower(word))
        };
        let participle = self.layout.lower(self.cue.start).ends_with("ing");
        self.of_lower_clause() || participle && (1..=2).any(|back| APART.contains(&before(back)))
    }

    /// "said on Friday", "told reporters in an interview on Friday"; after the content as well: "called it a lie on Friday".
    fn after(&self, date: &Range<usize>) -> Option<usize> {
        let content = self
            .one
            .content
            .iter()
            .filter(|range| range.end <= date.start)
            .map(|range| range.end);
        let from = content.chain([self.cue.end]).max()?;
        let gap: Vec<usize> = self.between(from..date.start).collect();
        let passes = |&word: &usize| {
            let lower = self.layout.lower(word);
            let place = lower == "before" && APPEARING.contains(&self.layout.lower(word - 1));
            let other = !place
                && [OF_ANOTHER_EVENT, FINITE]
                    .iter()
                    .any(|words| words.contains(&lower));
            let when = lower == "when" && !OPENERS.contains(&self.layout.lower(word + 1));
            let issued = matches!(lower, "that" | "which")
                && ISSUED.contains(&self.layout.lower(word + 1))
                && occasions::kind(self.layout.lower(word - 1)).is_some();
            (!other || issued) && !when && !matches!(lower, ";" | "but") && !self.layout.is_dash(word)
        };
        if self.beside() && gap.iter().any(|word| self.layout.lower(*word) == ",") {
            return None;
        }
        (gap.len() <= FARTHEST && gap.iter().all(passes) && !self.another_speaks(self.cue.end..date.start))
            .then_some(gap.len())
    }

    /// The words of a range that are neither the statement's source nor its content.
    fn between(&self, range: Range<usize>) -> impl Iterator<Item = usize> {
        range.filter(|word| {
            let word = *word..*word + 1;
            !overlaps(&self.one.source, &word) && !overlaps(&self.one.content, &word)
        })
    }

    /// Whether somebody else's cue stands in a range.
    fn another_speaks(&self, range: Range<usize>) -> bool {
        let level = self.layout.level(self.cue.start);
        self.layout
            .cues_in(&range)
            .iter()
            .take(REACH)
            .any(|&(word, other)| {
                let source = &self.layout.statements[other].source;
                other != self.statement
                    && self.layout.level(word) == level
                    && !source.is_empty()
                    && !self.is_relative(source)
                    && *source != self.one.source
            })
    }

    /// "who", "which": what is said in a relative clause stands within the sentence of somebody else.
    fn is_relative(&self, source: &[Range<usize>]) -> bool {
        matches!(source, [only] if only.len() == 1 && matches!(self.layout.lower(only.start), "who" | "which"))
    }

    /// The first word of the clause that a word stands in, as far as commas and the like show it.
    fn clause_start(&self, word: usize) -> usize {
        let farthest = self.sentence.start.max(word.saturating_sub(FARTHEST));
        let mark = |word: &usize| {
            matches!(self.layout.form(*word), "," | ";" | ":" | "(" | "\"") || self.layout.is_dash(*word)
        };
        (farthest..word)
            .rev()
            .find(mark)
            .map_or(farthest, |mark| mark + 1)
    }
}

fn overlaps(ranges: &[Range<usize>], word: &Range<usize>) -> bool {
    ranges
        .iter()
        .any(|range| range.start < word.end && word.start < range.end)
}
