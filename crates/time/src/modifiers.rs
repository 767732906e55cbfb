use onrecord_record::{TimexModifier, TimexType};

use crate::find::Found;
use crate::line::Line;
use crate::meaning::{Meaning, modifier};
use crate::rules::lines;
use crate::words::{WordId, Words};

/// Words before or after a time that change it: "early", "at least", "or so".
#[derive(Debug, Default)]
pub(crate) struct Modifiers {
    /// Longest first.
    list: Vec<Modifier>,
}

#[derive(Debug)]
struct Modifier {
    words: Vec<WordId>,
    after: bool,
    /// Whether "the" before it belongs to the time.
    article: bool,
    kinds: Vec<TimexType>,
    /// Whether it goes with "two years ago" alone.
    ago: bool,
    modifier: TimexModifier,
    now: bool,
}

/// A modifier found: what it does, and the tokens of the time with it.
pub(crate) struct Modified {
    pub modifier: TimexModifier,
    pub start: usize,
    pub end: usize,
    /// Whether it counts from publication: "earlier this week" is over.
    pub now: bool,
}

impl Modifiers {
    /// Reads lines such as `early … = START DATE TIME`: the three dots stand for the time; `now` at the end says that it
    /// counts from publication, `ago` that it goes with "two years ago" alone.
    pub fn read(written: &str, words: &mut Words, wrong: &mut Vec<String>) -> Self {
        let mut list = Vec::new();
        for line in lines(written).filter(|line| !line.starts_with('>')) {
            match read(line, words) {
                Some(modifier) => list.push(modifier),
                None => wrong.push(format!("modifiers: {line}")),
            }
        }
        list.sort_by_key(|modifier: &Modifier| std::cmp::Reverse(modifier.words.len()));
        Self { list }
    }

    /// The modifier beside a time, which covers tokens from `start` to before `end`.
    pub fn beside(&self, line: &Line, time: &Found, start: usize, end: usize) -> Option<Modified> {
        let ago = matches!(time.reading.meaning, Meaning::Away(_) | Meaning::Later(_));
        let fits = |modifier: &&Modifier| {
            let length = modifier.words.len();
            let from = if modifier.after {
                Some(end)
            } else {
                start.checked_sub(length)
            };
            modifier.kinds.contains(&time.kind)
                && (ago || !modifier.ago)
                && from.is_some_and(|from| modifier.stands(line, from))
        };
        let found = self.list.iter().find(fits)?;
        if found.after {
            return Some(Modified {
                modifier: found.modifier,
                start,
                end: end + found.words.len(),
                now: found.now,
            });
        }
        let mut from = start - found.words.len();
        if found.article && from > 0 && line.next(from).is_some() && line.is(from - 1, "the") {
            from -= 1;
        }
        Some(Modified {
            modifier: found.modifier,
            start: from,
            end,
            now: found.now,
        })
    }
}

impl Modifier {
    /// Whether its words stand from a token on, on one line with the time.
    fn stands(&self, line: &Line, from: usize) -> bool {
        let joined = if self.after {
            from..from + self.words.len()
        } else {
            from + 1..from + self.words.len() + 1
        };
        let same = self
            .words
            .iter()
            .zip(from..)
            .all(|(&word, at)| line.tokens.get(at).is_some_and(|token| token.word == word));
        same && joined.into_iter().all(|at| line.next(at).is_some())
    }
}

fn read(written: &str, words: &mut Words) -> Option<Modifier> {
    let (pattern, reading) = written.split_once(" = ")?;
    let (article, pattern) = match pattern.strip_prefix("?the ") {
        Some(rest) => (true, rest),
        None => (false, pattern),
    };
    let (after, pattern) = match pattern.strip_prefix("… ") {
        Some(rest) => (true, rest),
        None => (false, pattern.trim().strip_suffix(" …")?),
    };
    let (now, reading) = match reading.strip_suffix(" now") {
        Some(rest) => (true, rest),
        None => (false, reading),
    };
    let (ago, reading) = match reading.strip_suffix(" ago") {
        Some(rest) => (true, rest),
        None => (false, reading),
    };
    let mut reading = reading.split_whitespace();
    let modifier = modifier(reading.next()?)?;
    let kind = |name: &str| match name {
        "DATE" => Some(TimexType::Date),
        "TIME" => Some(TimexType::Time),
        "DURATION" => Some(TimexType::Duration),
        "SET" => Some(TimexType::Set),
        _ => None,
    };
    Some(Modifier {
        words: pattern.split_whitespace().map(|word| words.add(word)).collect(),
        after,
        article,
        kinds: reading.map(kind).collect::<Option<_>>()?,
        ago,
        modifier,
        now,
    })
}
