use std::collections::VecDeque;

use super::layout::{Layout, Statement};
use super::names::Name;
use super::occasion::{Occasion, Stage};
use super::published::Publication;
use super::scenes;
use super::telling::Telling;

/// Occasions before that may be named again.
const EARLIER: usize = 8;

/// Words back from a statement that was made "then", among which the date is.
const THEN: usize = 120;

/// Statements without a time of their own take that of the one before them, where the same occasion goes on.
pub(super) fn carry(
    layout: &Layout,
    attached: &[Option<usize>],
    own: &[Option<usize>],
) -> Vec<Option<usize>> {
    let mut order: Vec<(usize, usize)> = layout
        .statements
        .iter()
        .enumerate()
        .filter_map(|(statement, one)| Some((one.anchor()?.start, statement)))
        .collect();
    order.sort_unstable();
    let stage = Stage::new(layout);
    let mut said = own.to_vec();
    let mut occasions = Occasions::default();
    let mut last: Option<Name> = None;
    // The statement before, where it was made on no known occasion.
    let mut left: Option<&Statement> = None;
    let mut published: Option<Publication> = None;
    let mut scenes = scenes::find(layout, attached).into_iter().peekable();
    for (place, &(word, statement)) in order.iter().enumerate() {
        let one = &layout.statements[statement];
        while let Some(scene) = scenes.next_if(|scene| scene.sentence.end <= word) {
            occasions.begin(Occasion::scene(layout, &scene));
        }
        let telling = Telling::new(layout, one, word);
        let name = telling.name.clone().filter(|name| !name.is_pronoun());
        if let Some(time) = own[statement] {
            let now = Occasion::new(&telling, time, name.clone().or(last.clone()), &stage);
            published = Publication::new(layout, one, time).or(published);
            let before = occasions.now.as_ref().filter(|_| left.is_none());
            if !before.is_some_and(|before| before.is_in_passing(&telling)) {
                occasions.begin(now);
            }
            left = None;
        } else if let Some(time) = leads_to(layout, one, order.get(place + 1), own) {
            said[statement] = Some(time);
        } else if let Some(time) = told_of(layout, &telling) {
            said[statement] = Some(time);
            occasions.begin(Occasion::new(&telling, time, telling.name.clone(), &stage));
            left = None;
        } else if let Some(time) = published.as_ref().and_then(|paper| paper.speaks(&telling)) {
            said[statement] = Some(time);
            occasions.begin(Occasion::new(&telling, time, telling.name.clone(), &stage));
        } else if let Some(time) = occasions.named_again(&telling) {
            said[statement] = Some(time);
            occasions.begin(Occasion::new(&telling, time, telling.name.clone(), &stage));
            left = None;
        } else if let Some(now) = &mut occasions.now {
            let part = left.is_some_and(|left| belongs(layout, one, left));
            let goes_on = now.hears(&telling, part, left.is_none(), &stage);
            said[statement] = goes_on.then_some(now.time());
            left = (!goes_on).then_some(one);
        }
        last = name.or(last);
    }
    said
}

/// The occasion that is told of, and those before it.
#[derive(Default)]
struct Occasions<'a> {
    now: Option<Occasion<'a>>,
    earlier: VecDeque<Occasion<'a>>,
}

impl<'a> Occasions<'a> {
    fn begin(&mut self, occasion: Occasion<'a>) {
        if let Some(before) = self.now.replace(occasion) {
            self.earlier.push_front(before);
            self.earlier.truncate(EARLIER);
        }
    }

    /// The time of the last occasion that a statement names again: "in her speech, she said".
    fn named_again(&self, telling: &Telling) -> Option<usize> {
        let kind = telling.names_again()?;
        let mut known = self.now.iter().chain(&self.earlier);
        known
            .find(|occasion| occasion.is_again(telling, kind))
            .map(Occasion::time)
    }
}

/// The date that the text gives last before a statement that was made "then".
fn told_of(layout: &Layout, telling: &Telling) -> Option<usize> {
    let near = telling.word.saturating_sub(THEN)..telling.word;
    let mut dates = layout.dates_in(&near).iter().rev();
    let last = dates.find(|date| layout.level(date.words.start) == telling.level());
    last.filter(|_| telling.then()).map(|date| date.time)
}

/// The time of the next statement, where this one is a part of it: "saying [it was late], she closed the meeting on Friday".
fn leads_to(
    layout: &Layout,
    one: &Statement,
    next: Option<&(usize, usize)>,
    own: &[Option<usize>],
) -> Option<usize> {
    let cue = one.cue.first()?;
    let &(word, next) = next?;
    let pronoun = Name::of(layout, &one.source).is_none_or(|name| name.is_pronoun());
    let same = pronoun || one.source == layout.statements[next].source;
    let near = layout.sentence(cue.start).contains(&word) && layout.level(cue.start) == layout.level(word);
    (same && near && layout.lower(cue.start).ends_with("ing"))
        .then_some(own[next])
        .flatten()
}

/// Whether a statement is a part of the one before it: "has argued …, saying".
fn belongs(layout: &Layout, one: &Statement, before: &Statement) -> bool {
    let (Some(cue), Some(earlier)) = (one.cue.first(), before.cue.first()) else {
        return false;
    };
    layout.lower(cue.start).ends_with("ing")
        && one.source == before.source
        && layout.sentence(cue.start).contains(&earlier.start)
}
