//! What the model is asked about a text: its statements and dates, and how they stand to each other.

use std::collections::BTreeMap;
use std::ops::Range;

use onrecord_model::{Choice, DateAsked, Question, StatementAsked};

use super::layout::{Layout, Statement};
use super::words::PRONOUNS;
use crate::Published;

/// Dates before a statement that it may have been made on, and dates behind it.
const BEFORE: usize = 14;
const BEHIND: usize = 4;

/// Statements right before one, and further ones of the same speaker before these, whose date it may share.
const LAST: usize = 5;
const SAME: usize = 3;

/// How many of the statements before one are searched for its speaker.
const SEARCHED: usize = 60;

/// Signed distances are told apart exactly below 4, then by powers, to this many to either side.
const FAR: usize = 11;
const DISTANCES: usize = 2 * FAR + 1;

/// Words of a source that make it the same as another.
const LONGEST: usize = 40;

/// A list of properties, each a number below the list's size.
#[derive(Default)]
struct Properties {
    on: Vec<u16>,
    next: u16,
}

impl Properties {
    fn flag(&mut self, is: bool) -> &mut Self {
        if is {
            self.on.push(self.next);
        }
        self.next += 1;
        self
    }

    fn flags<const N: usize>(&mut self, all: [bool; N]) -> &mut Self {
        for is in all {
            self.flag(is);
        }
        self
    }

    /// One of `count`.
    fn one_of(&mut self, number: usize, count: u16) -> &mut Self {
        self.on
            .push(self.next + number.min(usize::from(count) - 1) as u16);
        self.next += count;
        self
    }

    fn distance(&mut self, from: usize, to: usize) -> &mut Self {
        let apart = from.abs_diff(to);
        let step = match apart {
            0..4 => apart,
            _ => (4 + (1.5 * (apart as f32 / 4.0).log2()) as usize).min(FAR),
        };
        self.one_of(if to < from { FAR - step } else { FAR + step }, DISTANCES as u16)
    }
}

/// The question for a text. Its numbers are those of attributions and times.
pub(super) fn question(layout: &Layout, published: Option<Published>) -> Question {
    let mut order: Vec<(usize, usize)> = Vec::new();
    for (number, one) in layout.statements.iter().enumerate() {
        order.extend(one.anchor().map(|anchor| (anchor.start, number)));
    }
    order.sort_unstable();
    let told = Told::new(layout, &order);
    let statements = (0..order.len()).map(|place| told.statement(place)).collect();
    let dates = (0..layout.dates.len())
        .map(|date| told.date(date, published))
        .collect();
    Question { statements, dates }
}

/// The text as it is told: statements and dates in their order.
struct Told<'a> {
    layout: &'a Layout,
    /// The first word of each statement's anchor, and its number.
    order: &'a [(usize, usize)],
    /// How many paragraphs before each say nothing of anybody's.
    silent: Vec<usize>,
    /// The number of every sentence's first word.
    sentences: Vec<usize>,
    /// How often the value of each date stands in the text, and whether it is the first date's.
    values: Vec<(usize, bool)>,
    /// How often the most frequent value does.
    most: usize,
}

impl<'a> Told<'a> {
    fn new(layout: &'a Layout, order: &'a [(usize, usize)]) -> Self {
        let parts = |one: &'a Statement| one.source.iter().chain(&one.cue).chain(&one.content);
        // Where parts begin, less where they end: the sum up to a paragraph is how many lie in it.
        let mut parts_in = vec![0i64; layout.paragraphs() + 1];
        for range in layout.statements.iter().flat_map(parts) {
            parts_in[layout.paragraph(range.start)] += 1;
            parts_in[layout.paragraph(range.end - 1) + 1] -= 1;
        }
        let (mut lie, mut count) = (0, 0);
        let silent = parts_in.iter().map(|change| {
            let before = count;
            lie += change;
            count += usize::from(lie == 0);
            before
        });
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for date in &layout.dates {
            *counts.entry(layout.value(date.time)).or_default() += 1;
        }
        let first = layout.dates.first().map(|date| layout.value(date.time));
        let values = layout.dates.iter().map(|date| {
            let value = layout.value(date.time);
            (counts[value], Some(value) == first)
        });
        Self {
            layout,
            order,
            silent: silent.collect(),
            sentences: layout.sentences().map(|sentence| sentence.start).collect(),
            most: counts.values().copied().max().unwrap_or_default(),
            values: values.collect(),
        }
    }

    fn one(&self, place: usize) -> (usize, &'a Statement) {
        let (word, number) = self.order[place];
        (word, &self.layout.statements[number])
    }

    fn sentence(&self, word: usize) -> usize {
        self.sentences.partition_point(|&start| start <= word)
    }

    fn statement(&self, place: usize) -> StatementAsked {
        let layout = self.layout;
        let (word, one) = self.one(place);
        let start = layout.sentence(word).start;
        let first = |ranges: &[Range<usize>]| ranges.first().map(|range| range.start);
        let last = |ranges: &[Range<usize>]| ranges.last().map(|range| range.end - 1);
        let words = [
            Some(word),
            last(&one.cue),
            first(&one.source),
            last(&one.source),
            first(&one.content),
            last(&one.content),
            Some(start),
        ];
        let quoted = |range: &Range<usize>| {
            (range.start.saturating_sub(1)..=range.end).any(|word| layout.lower(word) == "\"")
        };
        let source: Vec<&str> = self.source(one);
        let mut properties = Properties::default();
        properties.flags([
            !one.cue.is_empty(),
            !one.source.is_empty(),
            !one.content.is_empty(),
            one.speaker.is_some(),
            layout.is_named(one),
            matches!(source.as_slice(), [word] if PRONOUNS.contains(word) || *word == "who"),
            layout.level(word) > 0,
            layout.paragraph(word) == 0,
            one.content.iter().any(quoted),
            word - start < 3,
            place == 0,
        ]);
        StatementAsked {
            number: self.order[place].1,
            words: words.map(|word| word.and_then(|word| layout.start(word))),
            properties: properties.on,
            dates: self.dates(place),
            earlier: self.earlier(place),
        }
    }

    fn date(&self, place: usize, published: Option<Published>) -> DateAsked {
        let layout = self.layout;
        let date = &layout.dates[place];
        let (first, last) = (date.words.start, date.words.end - 1);
        let start = layout.sentence(first).start;
        let words = [
            Some(first),
            Some(last),
            first.checked_sub(1),
            Some(last + 1),
            Some(start),
        ];
        let value = layout.value(date.time);
        let kind = match value.len() {
            10 if value.as_bytes()[4] == b'-' => 0,
            _ if value.contains('W') => 1,
            7 => 2,
            4 => 3,
            _ => 4,
        };
        let mut properties = Properties::default();
        properties
            .one_of(kind, 5)
            .one_of(age(value, published), 9)
            .flags([
                first - start < 3,
                layout.level(first) > 0,
                layout.paragraph(first) == 0,
            ]);
        DateAsked {
            number: date.time,
            words: words.map(|word| word.and_then(|word| layout.start(word))),
            properties: properties.on,
        }
    }

    /// The dates around a statement.
    fn dates(&self, place: usize) -> Vec<Choice> {
        let layout = self.layout;
        let (word, one) = self.one(place);
        let next = layout.dates.partition_point(|date| date.words.start < word);
        let some = next.saturating_sub(BEFORE)..(next + BEHIND).min(layout.dates.len());
        let choice = |number: usize| {
            let at = layout.dates[number].words.start;
            let (from, to) = (at.min(word), at.max(word));
            let before = |word: usize| self.order.partition_point(|&(other, _)| other < word);
            let statements = before(to).saturating_sub(before(from + 1));
            let dates = match number {
                number if number < next => next - 1 - number,
                number => number - next,
            };
            let silent = self.silent(layout.paragraph(from) + 1..layout.paragraph(to));
            let (count, first) = self.values[number];
            let within = |ranges: &[Range<usize>]| ranges.iter().any(|range| range.contains(&at));
            let mut properties = Properties::default();
            properties
                .flags([
                    layout.sentence(at) == layout.sentence(word),
                    at < word,
                    within(&one.source),
                    within(&one.content),
                    layout.level(at) == layout.level(word),
                    layout.level(at) > 0 && layout.level(word) == 0,
                    layout.paragraph(at) == layout.paragraph(word),
                    count == self.most,
                    count > 1,
                    first,
                ])
                .one_of(statements, 3)
                .one_of(dates, 3)
                .one_of(silent, 3)
                .distance(word, at)
                .distance(self.sentence(word), self.sentence(at))
                .distance(layout.paragraph(word), layout.paragraph(at));
            Choice {
                place: number,
                properties: properties.on,
            }
        };
        some.map(choice).collect()
    }

    /// The statements before one whose date it may share.
    fn earlier(&self, place: usize) -> Vec<Choice> {
        let (_, one) = self.one(place);
        let last = place.saturating_sub(LAST)..place;
        let before = place.saturating_sub(SEARCHED)..last.start;
        let same = before.rev().filter(|&before| {
            let speaker = self.one(before).1.speaker;
            speaker.is_some() && speaker == one.speaker
        });
        let some = last.rev().chain(same.take(SAME));
        some.map(|before| self.shares(place, before)).collect()
    }

    fn shares(&self, place: usize, before: usize) -> Choice {
        let layout = self.layout;
        let ((word, one), (at, other)) = (self.one(place), self.one(before));
        let parts = other.source.iter().chain(&other.cue).chain(&other.content);
        let end = parts.map(|range| layout.paragraph(range.end - 1)).max();
        let (end, paragraph) = (end.unwrap_or_default(), layout.paragraph(word));
        let dates = layout.dates_in(&(at + 1..word.max(at + 1))).len();
        let (source, other_source) = (self.source(one), self.source(other));
        let speaker = layout.same_speaker(one, other);
        let mut properties = Properties::default();
        properties
            .flags([
                one.speaker.is_some() && one.speaker == other.speaker,
                speaker == Some(false),
                !source.is_empty() && source == other_source,
                layout.sentence(at) == layout.sentence(word),
                layout.level(at) == layout.level(word),
                other.content.iter().any(|range| range.contains(&word)),
            ])
            .one_of(dates, 3)
            .one_of(self.silent(end + 1..paragraph), 3)
            .distance(before, place)
            .distance(at, word)
            .distance(end, paragraph);
        Choice {
            place: before,
            properties: properties.on,
        }
    }

    fn source(&self, one: &Statement) -> Vec<&'a str> {
        let words = one.source.iter().flat_map(Clone::clone).take(LONGEST);
        words.map(|word| self.layout.lower(word)).collect()
    }

    /// How many of these paragraphs say nothing of anybody's.
    fn silent(&self, paragraphs: Range<usize>) -> usize {
        self.silent[paragraphs.end].saturating_sub(self.silent[paragraphs.start])
    }
}

/// How long before publication a date is: 0 behind it, 1 the same day, 2 to 5 longer ago, 6 and 7 no day, of the same year
/// or another, 8 unknown.
fn age(value: &str, published: Option<Published>) -> usize {
    let Some(published) = published.map(Published::date) else {
        return 8;
    };
    match value.parse::<jiff::civil::Date>() {
        Ok(day) => match published.since(day).map_or(0, |apart| apart.get_days()) {
            ..0 => 0,
            0 => 1,
            1..3 => 2,
            3..8 => 3,
            8..40 => 4,
            _ => 5,
        },
        Err(_) if value.starts_with(&format!("{:04}", published.year())) => 6,
        Err(_) => 7,
    }
}
