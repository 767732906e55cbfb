use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::layout::{DatePlace, Layout, Statement};
use super::names::Name;
use super::scenes;
use super::words::{EVENTS, KNOWN, NEWEST, OCCASIONS, ON_IT, OTHERS, SHARED};

/// Words between an occasion and its date, or its article.
const NEAR: usize = 4;

/// Words between a debate or hearing and the date of the same day.
const BESIDE: usize = 6;

/// The occasions that a text dates, each with the time that dates it.
pub(super) struct Occasions {
    dated: BTreeMap<usize, Vec<Dated>>,
}

/// The date of an occasion.
#[derive(Clone, Copy)]
struct Dated {
    time: usize,
    /// The word at which it stands.
    word: usize,
}

impl Occasions {
    /// Reads the dates beside occasions ("Monday's debate", "the interview on Sunday"), and the occasions in dated
    /// statements ("sent a letter on Friday").
    pub fn new(layout: &Layout, own: &[Option<usize>]) -> Self {
        let mut dated = BTreeMap::new();
        let mut add = |kind: usize, one: Dated| {
            let known: &mut Vec<Dated> = dated.entry(kind).or_default();
            if !known
                .iter()
                .any(|known| layout.value(known.time) == layout.value(one.time))
            {
                known.push(one);
            }
        };
        for date in &layout.dates {
            let sentence = layout.sentence(date.words.start);
            let after = date.words.end..(date.words.end + NEAR + 1).min(sentence.end);
            let before = date.words.start.saturating_sub(NEAR + 1).max(sentence.start)..date.words.start;
            let beside = kinds(layout, unbroken(layout, after)).next();
            let bare = !KNOWN.contains(&layout.lower(date.words.start.saturating_sub(1)));
            let beside = beside.or_else(|| {
                kinds(layout, unbroken(layout, before.rev()))
                    .next()
                    .filter(|_| bare)
            });
            let (time, word) = (date.time, date.words.start);
            beside
                .into_iter()
                .for_each(|kind| add(kind, Dated { time, word }));
        }
        for (one, time) in layout.statements.iter().zip(own) {
            let words = one.cue.iter().chain(&one.source).flat_map(Clone::clone);
            if let (Some(kind), &Some(time), Some(anchor)) = (kinds(layout, words).next(), time, one.anchor())
            {
                add(
                    kind,
                    Dated {
                        time,
                        word: anchor.start,
                    },
                );
            }
        }
        Self { dated }
    }

    /// The time of the known occasion on which a statement is made, where its words name one: "at the debate", "the
    /// letter reads".
    pub fn time(&self, layout: &Layout, one: &Statement) -> Option<usize> {
        if self.dated.is_empty() {
            return None;
        }
        let cue = one.anchor()?;
        let source = Name::of(layout, &one.source).filter(|source| source.words() <= NEAR + 1);
        let known = one
            .source
            .first()
            .is_some_and(|source| KNOWN.contains(&layout.lower(source.start)));
        let named = source.filter(|_| known).and_then(|source| kind(source.head()));
        let dated = |kind: usize| self.only(kind);
        let newest = one
            .source
            .iter()
            .flat_map(Clone::clone)
            .any(|word| NEWEST.contains(&layout.lower(word)));
        let document = named
            .and_then(|kind| {
                if newest {
                    self.newest(layout, kind)
                } else {
                    dated(kind)
                }
            })
            .filter(|dated| dated.word < cue.start);
        let event = || {
            part_of(layout, &one.source)
                .or_else(|| around(layout, &cue))
                .and_then(dated)
        };
        document.or_else(event).map(|dated| dated.time)
    }

    /// The only date of such an occasion: of two nobody knows which is meant.
    fn only(&self, kind: usize) -> Option<Dated> {
        match self.dated.get(&kind)?.as_slice() {
            [only] => Some(*only),
            _ => None,
        }
    }

    /// Its last day: "the most recent poll".
    fn newest(&self, layout: &Layout, kind: usize) -> Option<Dated> {
        let days = self
            .dated
            .get(&kind)?
            .iter()
            .filter(|one| scenes::is_day(layout, one.time));
        days.max_by_key(|one| layout.value(one.time)).copied()
    }
}

/// The known occasion that stands in the words around a cue: "at the debate".
fn around(layout: &Layout, cue: &Range<usize>) -> Option<usize> {
    let sentence = layout.sentence(cue.start);
    let reach = cue.start.saturating_sub(30).max(sentence.start)..(cue.end + 10).min(sentence.end);
    let level = layout.level(cue.start);
    reach
        .clone()
        .filter(|word| layout.level(*word) == level)
        .find_map(|word| {
            let kind = kind(layout.lower(word)).filter(|kind| *kind < EVENTS)?;
            let near = word.saturating_sub(NEAR).max(reach.start)..word;
            let known = near.rev().find(|word| KNOWN.contains(&layout.lower(*word)))?;
            let on = known.checked_sub(1).map(|before| layout.lower(before))?;
            let same = (known..word).all(|word| !OTHERS.contains(&layout.lower(word)));
            (same && ON_IT.contains(&on)).then_some(kind)
        })
}

/// The occasion that a source is a part of: "the last minutes of the debate".
fn part_of(layout: &Layout, source: &[Range<usize>]) -> Option<usize> {
    let source = source.first()?;
    (source.start + 2..source.end.min(source.start + 8)).find_map(|word| {
        let of = layout.lower(word - 2) == "of" && KNOWN.contains(&layout.lower(word - 1));
        of.then(|| kind(layout.lower(word)))
            .flatten()
            .filter(|kind| *kind < EVENTS)
    })
}

/// The last names of those who take part in debates and hearings, as far as sentences that name one tell.
pub(super) fn participants(layout: &Layout) -> BTreeSet<&str> {
    let mut found = BTreeSet::new();
    for sentence in layout.sentences() {
        if is_shared(layout, sentence.clone()) {
            let names = sentence.filter(|word| layout.form(*word).starts_with(char::is_uppercase));
            found.extend(names.map(|word| layout.lower(word)));
        }
    }
    found
}

/// The values of the dates beside a debate or a hearing: what is said on that day is likely said on it.
pub(super) fn shared_days(layout: &Layout) -> BTreeSet<&str> {
    let beside = |date: &&DatePlace| {
        let sentence = layout.sentence(date.words.start);
        let near = date.words.start.saturating_sub(BESIDE)..date.words.end + BESIDE;
        is_shared(layout, near.start.max(sentence.start)..near.end.min(sentence.end))
    };
    let days = layout
        .dates
        .iter()
        .filter(|date| scenes::is_day(layout, date.time) && layout.level(date.words.start) == 0);
    days.filter(beside).map(|date| layout.value(date.time)).collect()
}

/// Whether words name an occasion on which many speak: a debate, a hearing.
pub(super) fn is_shared(layout: &Layout, words: impl IntoIterator<Item = usize>) -> bool {
    words.into_iter().any(|word| {
        let over = matches!(layout.lower(word + 1), "about" | "over" | "whether");
        !over && kind(layout.lower(word)).is_some_and(|kind| kind < SHARED)
    })
}

/// Words up to the first mark.
fn unbroken(layout: &Layout, words: impl Iterator<Item = usize>) -> impl Iterator<Item = usize> {
    words.take_while(|word| {
        layout
            .lower(*word)
            .starts_with(|char: char| char.is_alphanumeric() || char == '\'')
    })
}

fn kinds(layout: &Layout, words: impl Iterator<Item = usize>) -> impl Iterator<Item = usize> {
    words.filter_map(|word| kind(layout.lower(word)))
}

/// Which occasion or document a word is a name for.
pub(super) fn kind(word: &str) -> Option<usize> {
    let named = |word: &str| OCCASIONS.iter().position(|names| names.contains(&word));
    named(word)
        .or_else(|| named(word.strip_suffix('s')?))
        .or_else(|| named(word.strip_suffix("es")?))
}
