//! Patterns over tokens, as the rule files write them.
//!
//! | Written | Matches |
//! |---|---|
//! | `ago` | the word, in any case; with a capital in the rule, only with a capital |
//! | `last\|past` | either |
//! | `<month>` | a slot: what [`Slot`] lists |
//! | `?the` | the word or nothing |
//! | `~s` | the word without a blank before it |
//! | `!ended` | nothing, where the word does not follow (after the extent) or go before (before it) |
//! | `[` `]` | the extent begins, ends; without them it is the whole. Several extents are several times |

use crate::captures::{Capture, Captures};
use crate::line::Line;
use crate::slot::Slot;
use crate::tokens::{Kind, Token};
use crate::words::{WordId, Words};

/// Steps of the longest pattern.
const MOST_STEPS: usize = 14;

/// What a step asks of the place where it stands.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Test {
    Word { word: WordId, capital: bool },
    Slot(Slot),
}

#[derive(Clone, Debug, PartialEq)]
struct Step {
    /// One of them must hold.
    tests: Vec<Test>,
    optional: bool,
    negated: bool,
    glued: bool,
    /// What its first token may be.
    opening: Opening,
}

/// The tokens that what a step matches may begin with: most places are ruled out by that alone.
#[derive(Clone, Debug, Default, PartialEq)]
struct Opening {
    /// A bit for each word of the lexicon.
    words: Vec<u64>,
    digits: bool,
    any: bool,
}

impl Opening {
    fn of(tests: &[Test], words: &Words) -> Self {
        let mut opening = Self {
            words: vec![0; words.len().div_ceil(64)],
            ..Self::default()
        };
        for test in tests {
            match *test {
                Test::Word { word, .. } => opening.add(word),
                Test::Slot(slot) => {
                    words
                        .in_classes(slot.begins_with())
                        .for_each(|word| opening.add(word));
                    opening.digits |= slot.begins_with_digits();
                    opening.any |= slot.begins_with_anything();
                }
            }
        }
        opening
    }

    fn add(&mut self, word: WordId) {
        self.words[usize::from(word.0) / 64] |= 1 << (word.0 % 64);
    }

    fn allows(&self, token: &Token) -> bool {
        let word = usize::from(token.word.0);
        self.any
            || self.digits && token.kind == Kind::Digits
            || self.words[word / 64] & (1 << (word % 64)) != 0
    }
}

/// A compiled pattern.
#[derive(Clone, Debug)]
pub(crate) struct Pattern {
    /// What stands before the extents, the nearest first.
    before: Vec<Step>,
    /// From the first extent's beginning on.
    steps: Vec<Step>,
    /// Of every extent, its first step and the one after its last.
    extents: Vec<(usize, usize)>,
}

/// Where a pattern matches.
#[derive(Clone, Debug)]
pub(crate) struct Match {
    /// Of every extent, its first token, the one after its last, and what was read in it and around it.
    pub extents: Vec<(usize, usize, Captures)>,
}

impl Match {
    /// The token after the last extent.
    pub fn end(&self) -> usize {
        self.extents.last().map_or(0, |extent| extent.1)
    }
}

impl Pattern {
    /// Reads a pattern; `None` where it isn't one.
    pub fn read(written: &str, words: &mut Words) -> Option<Self> {
        let (mut steps, mut opened, mut extents) = (Vec::new(), None, Vec::new());
        for element in written.split_whitespace() {
            match element {
                "[" => opened = Some(steps.len()),
                "]" => extents.push((opened.take()?, steps.len())),
                _ => steps.push(Step::read(element, words)?),
            }
        }
        if extents.is_empty() {
            extents.push((0, steps.len()));
        }
        let start = extents.first()?.0;
        let rest = steps.split_off(start);
        steps.reverse();
        let pattern = Self {
            before: steps,
            steps: rest,
            extents: extents
                .into_iter()
                .map(|(first, end)| (first - start, end - start))
                .collect(),
        };
        let whole = pattern.extents.iter().all(|(first, end)| first < end);
        (opened.is_none() && whole && pattern.steps.len() <= MOST_STEPS).then_some(pattern)
    }

    /// Makes it ready to match, once all words are known.
    pub fn finish(&mut self, words: &Words) {
        for step in self.before.iter_mut().chain(&mut self.steps) {
            step.opening = Opening::of(&step.tests, words);
        }
    }

    /// Whether its first two steps rule out a match, as they mostly do.
    fn is_ruled_out(&self, line: &Line, at: usize) -> bool {
        let [first, second, ..] = self.steps.as_slice() else {
            return false;
        };
        let word = first.tests.iter().all(|test| matches!(test, Test::Word { .. }));
        let fixed = word && !first.optional && !second.optional && !second.negated;
        fixed
            && !line
                .next(at + 1)
                .is_some_and(|token| second.opening.allows(token))
    }

    /// The tests that the first token of a match may pass.
    pub fn openings(&self) -> impl Iterator<Item = &Test> {
        let required = self
            .steps
            .iter()
            .position(|step| !step.optional)
            .map_or(self.steps.len(), |at| at + 1);
        self.steps[..required].iter().flat_map(|step| &step.tests)
    }

    /// Matches with the first extent beginning at a token.
    pub fn matches(&self, line: &Line, at: usize) -> Option<Match> {
        if self.is_ruled_out(line, at) {
            return None;
        }
        let mut walk = Walk {
            steps: &self.steps,
            line,
            places: [at; MOST_STEPS + 1],
            captures: Vec::new(),
        };
        if !walk.on(0, at) || !self.follows(line, at, &mut walk.captures) {
            return None;
        }
        let extent = |&(first, end): &(usize, usize)| {
            let mut captures = Captures::default();
            let inside = |step: usize| (first..end).contains(&step);
            let (own, around): (Vec<_>, Vec<_>) = walk.captures.iter().partition(|(step, _)| inside(*step));
            around
                .iter()
                .chain(&own)
                .for_each(|(_, capture)| captures.take(*capture));
            (walk.places[first], walk.places[end], captures)
        };
        let extents: Vec<_> = self.extents.iter().map(extent).collect();
        (extents.iter().all(|(start, end, _)| start < end)).then_some(Match { extents })
    }

    /// Whether what must stand before the extents stands before a token.
    fn follows(&self, line: &Line, at: usize, captures: &mut Vec<(usize, Capture)>) -> bool {
        let mut at = at;
        for step in &self.before {
            let place = (at > 0 && line.next(at).is_some()).then(|| at - 1);
            let found = place.and_then(|place| step.test(line, place));
            match found {
                Some(_) if step.negated => return false,
                Some((_, capture)) => {
                    captures.extend(capture.map(|capture| (usize::MAX, capture)));
                    at -= 1;
                }
                None if step.negated || step.optional => {}
                None => return false,
            }
        }
        true
    }
}

impl Step {
    fn read(element: &str, words: &mut Words) -> Option<Self> {
        let (element, optional) = prefixed(element, '?');
        let (element, negated) = prefixed(element, '!');
        let (element, glued) = prefixed(element, '~');
        let test = |written: &str| match written.strip_prefix('<').and_then(|rest| rest.strip_suffix('>')) {
            Some(slot) => Slot::named(slot).map(Test::Slot),
            None if written.is_empty() => None,
            None => Some(Test::Word {
                word: words.add(&written.to_lowercase()),
                capital: written.starts_with(char::is_uppercase),
            }),
        };
        Some(Self {
            tests: element.split('|').map(test).collect::<Option<_>>()?,
            optional,
            negated,
            glued,
            opening: Opening::default(),
        })
    }

    /// The place after what stands at a place, and what was read.
    fn test(&self, line: &Line, at: usize) -> Option<(usize, Option<Capture>)> {
        let token = line.tokens.get(at).filter(|token| self.opening.allows(token))?;
        if self.glued && !line.glued(at) {
            return None;
        }
        self.tests.iter().find_map(|test| match *test {
            Test::Word { word, capital } => {
                (token.word == word && (token.capital || !capital)).then_some((at + 1, None))
            }
            Test::Slot(slot) => slot.read(line, at),
        })
    }
}

fn prefixed(element: &str, mark: char) -> (&str, bool) {
    match element.strip_prefix(mark) {
        Some(rest) if !rest.is_empty() => (rest, true),
        _ => (element, false),
    }
}

/// A walk along the steps of a pattern. It tries every way that optional steps leave: at most 2¹⁴, in patterns as they
/// are some four.
struct Walk<'a> {
    steps: &'a [Step],
    line: &'a Line<'a>,
    /// Where each step begins; at last, where the last ends.
    places: [usize; MOST_STEPS + 1],
    captures: Vec<(usize, Capture)>,
}

impl Walk<'_> {
    fn on(&mut self, number: usize, at: usize) -> bool {
        self.places[number] = at;
        let Some(step) = self.steps.get(number) else {
            return true;
        };
        let here = number == 0 || at == self.places[0] || self.line.next(at).is_some();
        let found = here.then(|| step.test(self.line, at)).flatten();
        if step.negated {
            return found.is_none() && self.on(number + 1, at);
        }
        if let Some((next, capture)) = found.filter(|(next, _)| self.one_line(at, *next)) {
            let before = self.captures.len();
            self.captures.extend(capture.map(|capture| (number, capture)));
            if self.on(number + 1, next) {
                return true;
            }
            self.captures.truncate(before);
            self.places[number] = at;
        }
        step.optional && self.on(number + 1, at)
    }

    /// Whether no line ends inside a stretch of tokens.
    fn one_line(&self, at: usize, next: usize) -> bool {
        (at + 1..next).all(|place| self.line.next(place).is_some())
    }
}
