//! Names: those that the network found, cleaned, and those that it missed and this module finds by their capitals.

mod again;
mod capitals;
mod given;
mod nameless;

use std::ops::Range;

use onrecord_text::Span;

use self::again::known_again;
use self::capitals::{by_capitals, end_of_run};
use self::given::{with_given_name, with_prefix, with_suffix};
use self::nameless::{is_adjective, is_code, is_common_noun, is_portfolio};
use crate::lexicon;
use crate::reading::Reading;
use crate::world::World;
use crate::{Name, NameKind};

/// The longest run of words that is taken for one name.
const LONGEST: usize = 16;

/// A name in the article, without titles, articles and possessive endings.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct NameMention {
    pub(crate) words: Range<usize>,
    pub(crate) kind: Option<NameKind>,
}

/// All names of an article, in its order, none overlapping another. `sources` are stretches where a name is worth more
/// than one elsewhere: there, capitals count even where the network saw nothing.
pub(crate) fn names(reading: &Reading, world: &World, given: &[Name], sources: &[Span]) -> Vec<NameMention> {
    let mut found: Vec<NameMention> = given
        .iter()
        .flat_map(|name| split(reading, reading.words_of(name.span), name.kind))
        .filter_map(|(words, kind)| {
            clean(
                reading,
                with_suffix(reading, with_prefix(reading, words), kind),
                Some(kind),
            )
        })
        .filter(|name| !is_portfolio(reading, name) && !is_adjective(reading, world, name))
        .filter(|name| !is_common_noun(reading, name) && !is_code(reading, name))
        .map(|name| by_last_word(reading, with_given_name(reading, world, name)))
        .collect();
    found.sort_by_key(|name| (name.words.start, std::cmp::Reverse(name.words.end)));
    for index in 0..found.len() {
        let next = found[index + 1..]
            .iter()
            .take(4)
            .find(|name| name.kind == Some(NameKind::Person));
        let limit = next.map_or(usize::MAX, |name| name.words.start);
        widen(reading, &mut found[index], limit);
    }
    let mut last = 0;
    found.retain(|name| {
        let free = name.words.start >= last;
        last = if free { name.words.end } else { last };
        free
    });
    let in_source = sources_of(reading, sources);
    let trusted = !given.is_empty();
    let mut extra = by_capitals(reading, world);
    for name in &mut found {
        complete(name, &extra);
    }
    extra.retain(|run| {
        !trusted
            || run.words.clone().any(|word| in_source[word])
            || run.kind == Some(NameKind::Person) && run.words.len() > 1
    });
    extra.retain(|name| {
        !is_common_noun(reading, name)
            && !is_code(reading, name)
            && (name.kind.is_some() || in_source[name.words.start])
    });
    merge(&mut found, extra);
    let known = known_again(reading, &found);
    // A headline's capitals mislead the network: what is known from the text goes before. Elsewhere it goes before what is
    // only a part of it: "Hedge" of "Zero Hedge".
    found.retain(|name| {
        let next = known.partition_point(|other| other.words.end <= name.words.start);
        let Some(other) = known.get(next).filter(|other| other.words.start < name.words.end) else {
            return true;
        };
        let part = other.words.start <= name.words.start && name.words.end <= other.words.end;
        let shorter = name.words.len() < other.words.len();
        !(part && shorter)
    });
    merge(&mut found, known);
    found
}

/// Of every word, whether it stands in a source.
fn sources_of(reading: &Reading, sources: &[Span]) -> Vec<bool> {
    let mut inside = vec![false; reading.len()];
    for word in sources.iter().flat_map(|span| reading.words_of(*span)) {
        if let Some(inside) = inside.get_mut(word) {
            *inside = true;
        }
    }
    inside
}

/// "The Harrow Post's Maria Lund" is two names.
fn split(reading: &Reading, words: Range<usize>, kind: NameKind) -> Vec<(Range<usize>, NameKind)> {
    let inner = words.clone().find(|&word| {
        reading.low(word) == "'s"
            && word > words.start
            && word + 1 < words.end
            && reading.is_capital(word + 1)
    });
    match inner {
        Some(at) if words.end - at > 2 => {
            vec![(words.start..at, kind), (at + 1..words.end, NameKind::Person)]
        }
        _ => vec![(words, kind)],
    }
}

/// Whether a word of several letters is all capitals.
fn shouted(form: &str) -> bool {
    form.chars().count() > 1 && form.chars().all(char::is_uppercase)
}

/// The name of a body or place with the capitalised words that go on with it: "Harrow | City Council".
fn widen(reading: &Reading, name: &mut NameMention, limit: usize) {
    if name.kind == Some(NameKind::Person) || reading.in_headline(name.words.start) {
        return;
    }
    let end = end_of_run(reading, name.words.start).min(limit);
    let stops = |word: &usize| {
        let low = reading.low(*word);
        reading.is_capital(*word)
            && (lexicon::is_function_word(low)
                && !(shouted(reading.form(*word)) && shouted(reading.form(*word - 1)))
                || is_title(reading, *word)
                || lexicon::listed_role(low).is_some()
                || lexicon::is_plural(low))
    };
    let mut end = (name.words.end..end).find(stops).unwrap_or(end);
    while end > name.words.end && !reading.is_capital(end - 1) && reading.low(end - 1) != "." {
        end -= 1;
    }
    // The "Cannes" of "Cannes Film Festival" is a place all the same.
    let wide = reading.lower[name.words.start..end.max(name.words.end)].join(" ");
    if end > name.words.end && lexicon::thing_named(&wide).is_none() {
        name.words.end = end;
        name.kind = Some(NameKind::Organisation);
    }
}

/// A single name of a person that is only a part of one that its capitals show: "K" of "G.K. Hollis".
fn complete(name: &mut NameMention, runs: &[NameMention]) {
    if name.kind != Some(NameKind::Person) || name.words.len() > 1 {
        return;
    }
    let at = runs.partition_point(|run| run.words.end <= name.words.start);
    let whole = runs
        .get(at)
        .filter(|run| run.kind == Some(NameKind::Person) && run.words.len() > 1);
    if let Some(run) = whole.filter(|run| run.words.contains(&name.words.start)) {
        name.words = run.words.clone();
    }
}

/// What ends with a word of organisations is one, whatever it begins with: "Lund Foundation".
fn by_last_word(reading: &Reading, mut name: NameMention) -> NameMention {
    if name.kind == Some(NameKind::Person)
        && name.words.len() > 1
        && lexicon::ends_company(reading.low(name.words.end - 1))
    {
        name.kind = Some(NameKind::Organisation);
    }
    name
}

/// Adds names that overlap none; both lists are in order.
fn merge(found: &mut Vec<NameMention>, extra: Vec<NameMention>) {
    let free: Vec<NameMention> = extra
        .into_iter()
        .filter(|one| {
            let next = found.partition_point(|name| name.words.end <= one.words.start);
            found
                .get(next)
                .is_none_or(|name| name.words.start >= one.words.end)
        })
        .collect();
    found.extend(free);
    found.sort_by_key(|name| name.words.start);
}

/// Without titles in front, articles, and what follows an apostrophe; `None` where nothing is left.
fn clean(reading: &Reading, words: Range<usize>, kind: Option<NameKind>) -> Option<NameMention> {
    let Range { mut start, mut end } = words;
    let small = |word: usize| {
        !reading.is_capital(word) && !reading.low(word).starts_with(|char: char| char.is_ascii_digit())
    };
    while start < end
        && (reading.low(start) == "the"
            || !reading.is_wordlike(start)
            || small(start) && !lexicon::is_particle(reading.low(start)))
    {
        start += 1;
    }
    if end == start + 1
        && (kind != Some(NameKind::Place) && lexicon::is_plural(reading.low(start))
            || lexicon::listed_role(reading.low(start)).is_some())
    {
        return None;
    }
    while end > start
        && (matches!(reading.low(end - 1), "'s" | "'")
            || !reading.is_wordlike(end - 1) && reading.low(end - 1) != ".")
    {
        end -= 1;
    }
    if end > start && reading.low(end - 1) == "." && !closes_abbreviation(reading, end - 1) {
        end -= 1;
    }
    if kind.is_none_or(|kind| kind == NameKind::Person) {
        let capitals = |range: Range<usize>| range.into_iter().any(|word| reading.is_capital(word));
        if let Some(title) = (start..end).rev().find(|&word| is_title(reading, word)) {
            let mut next = title + 1;
            while next < end && !reading.is_wordlike(next) {
                next += 1;
            }
            if capitals(next..end) {
                start = next;
            } else if (start..end).all(|word| is_title(reading, word) || !reading.is_wordlike(word)) {
                return None;
            }
        }
    }
    (start < end && end - start <= LONGEST && reading.is_wordlike(start)).then_some(NameMention {
        words: start..end,
        kind,
    })
}

fn is_title(reading: &Reading, word: usize) -> bool {
    lexicon::is_title(reading.low(word))
        || (reading.is_capital(word)
            && lexicon::listed_role(reading.low(word)).is_some_and(|class| !class.is_vague()))
}

/// Whether a full stop belongs to the word before it: a single letter, or a shortened word.
fn closes_abbreviation(reading: &Reading, stop: usize) -> bool {
    stop.checked_sub(1).is_some_and(|word| {
        reading.form(word).chars().count() == 1 && reading.is_capital(word)
            || matches!(
                reading.low(word),
                "jr" | "sr" | "inc" | "corp" | "co" | "ltd" | "st"
            )
    })
}
