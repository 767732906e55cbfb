//! What a paper published on a day, and goes on to say in it wherever the article names it again.

use super::layout::{Layout, Statement};
use super::names::Name;
use super::telling::Telling;
use super::words::{KNOWN, PAPERS, PRINTED, TITLES};

/// Words of a source that names it.
const LONGEST: usize = 4;

/// A dated report, editorial or advertisement.
pub(super) struct Publication<'a> {
    time: usize,
    /// The name of the paper, where that has one: "Times".
    title: Option<&'a str>,
}

impl<'a> Publication<'a> {
    /// The publication that a dated statement is made in; `None` where it is made otherwise.
    pub fn new(layout: &'a Layout, one: &Statement, time: usize) -> Option<Self> {
        let mut words = one.source.iter().chain(&one.cue).flat_map(Clone::clone);
        let title = Name::of(layout, &one.source)
            .map(|name| name.head())
            .filter(|head| TITLES.contains(head));
        let printed = title.is_some() || words.any(|word| is_printed(layout.lower(word)));
        (printed && layout.level(one.anchor()?.start) == 0).then_some(Self { time, title })
    }

    /// Its time, where a statement is made in it: "the newspaper said", "the ad renews", "Lind's lawsuit demands".
    pub fn speaks(&self, telling: &Telling) -> Option<usize> {
        let (layout, one) = (telling.layout, telling.one);
        let source = one.source.first().filter(|source| source.len() <= LONGEST)?;
        let known = source.clone().any(|word| KNOWN.contains(&layout.lower(word)));
        let noun = layout.lower(source.end - 1);
        let same = if TITLES.contains(&noun) {
            self.title.is_none_or(|title| title == noun)
        } else {
            is_printed(noun)
        };
        let mut cue = one.cue.iter().flat_map(Clone::clone);
        let perfect = cue.any(|word| matches!(layout.lower(word), "has" | "have" | "had"));
        let narrated = layout.level(one.anchor()?.start) == 0 && !telling.apart() && !perfect;
        (known && same && narrated).then_some(self.time)
    }
}

fn is_printed(word: &str) -> bool {
    PRINTED.contains(&word) || PAPERS.contains(&word)
}
