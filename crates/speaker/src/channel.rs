//! Through whom or what something was said: "told the Harrow Post", "according to a transcript from …", "in a statement".

use std::ops::Range;

use onrecord_record::EntityType;

use crate::cast::{Cast, Figure};
use crate::lexicon;
use crate::names::NameMention;
use crate::reading::Reading;

/// How many words of the cue's sentence are looked at.
const REACH: usize = 120;

/// A channel as the article names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Channel {
    /// By name: the number of the name.
    Named(usize),
    /// By a noun: the word.
    Noun(usize),
}

/// The channel of an attribution, read from the sentence of its cue. `own` are the words that are its source or content:
/// what stands there is no channel.
pub(crate) fn channel(
    reading: &Reading,
    names: &[NameMention],
    cast: &Cast,
    cue: &Range<usize>,
    own: impl Fn(usize) -> bool,
) -> Option<Channel> {
    if cue.is_empty() {
        return None;
    }
    let sentence = reading.sentence(cue.start);
    let start = sentence.start.max(cue.start.saturating_sub(REACH));
    let end = sentence.end.min(cue.end + REACH);
    let mut noun = None;
    for word in start..end {
        if own(word) {
            continue;
        }
        let low = reading.low(word);
        let phrase = || noun_phrase(reading, word + 1, end, &own);
        match low {
            "told" | "tells" | "telling" => {
                if let Some(name) = first_outlet(reading, names, cast, &phrase()) {
                    return Some(Channel::Named(name));
                }
            }
            "to" if reading.before(word) == "according" => {
                if let Some(name) = last_body(names, cast, &phrase()) {
                    return Some(Channel::Named(name));
                }
            }
            "in" | "on" | "during" | "with" | "via" | "through" | "to" | "at" | "from" => {
                let phrase = phrase();
                if let Some(name) = first_outlet(reading, names, cast, &phrase) {
                    return Some(Channel::Named(name));
                }
                if matches!(low, "in" | "during" | "at" | "via" | "through" | "on") && noun.is_none() {
                    noun = phrase.clone().find(|&word| {
                        is_medium(reading.low(word)) && !lexicon::is_preposition(reading.low(word))
                    });
                }
            }
            "tweeted" | "tweets" | "tweeting" if cue.contains(&word) => noun = noun.or(Some(word)),
            _ => {}
        }
    }
    noun.map(Channel::Noun)
}

/// The words from a place to the next mark, verb or word of the attribution itself.
fn noun_phrase(reading: &Reading, start: usize, end: usize, own: &impl Fn(usize) -> bool) -> Range<usize> {
    let stop = (start..end.min(start + 14)).find(|&word| {
        let low = reading.low(word);
        own(word)
            || matches!(low, "," | ";" | ":" | "\"" | "(" | "that" | "who" | "which")
            || lexicon::is_auxiliary(low)
            || low == "." && !reading.is_capital(word + 1)
    });
    start..stop.unwrap_or(end.min(start + 14))
}

fn within<'n>(names: &'n [NameMention], words: &Range<usize>) -> impl DoubleEndedIterator<Item = usize> + 'n {
    let first = names.partition_point(|name| name.words.end <= words.start);
    let last = names.partition_point(|name| name.words.start < words.end);
    first..last.max(first)
}

/// The first name in a phrase where that is an outlet: behind "told the" stands whom it was told.
fn first_outlet(
    reading: &Reading,
    names: &[NameMention],
    cast: &Cast,
    phrase: &Range<usize>,
) -> Option<usize> {
    let name = within(names, phrase).next()?;
    let lead = phrase.start..names[name].words.start;
    let plain = lead.clone().all(|word| {
        lexicon::is_determiner(reading.low(word))
            || is_medium(reading.low(word))
            || matches!(
                reading.low(word),
                "with"
                    | "to"
                    | "on"
                    | "by"
                    | "of"
                    | "for"
                    | "exclusive"
                    | "recent"
                    | "phone"
                    | "television"
                    | "radio"
            )
    });
    let figure = cast.figures.get(*cast.of_name.get(name)?)?;
    (plain && is_outlet(figure)).then_some(name)
}

fn last_body(names: &[NameMention], cast: &Cast, phrase: &Range<usize>) -> Option<usize> {
    within(names, phrase).rev().find(|&name| {
        let figure = cast
            .of_name
            .get(name)
            .and_then(|&figure| cast.figures.get(figure));
        figure.is_some_and(|figure| figure.kind == EntityType::Organisation)
    })
}

/// Whether a named body carries the words of others: a newspaper, station, agency or service of the net.
fn is_outlet(figure: &Figure) -> bool {
    let low = figure.name.to_lowercase();
    let mut words = low.split(|char: char| !char.is_alphanumeric());
    let press = words.any(|word| {
        matches!(
            word,
            "times"
                | "post"
                | "news"
                | "journal"
                | "tribune"
                | "herald"
                | "gazette"
                | "guardian"
                | "telegraph"
                | "press"
                | "tv"
                | "radio"
                | "magazine"
                | "daily"
                | "weekly"
                | "today"
                | "reuters"
                | "bloomberg"
                | "cnn"
                | "msnbc"
                | "bbc"
                | "npr"
                | "cbs"
                | "nbc"
                | "abc"
                | "cnbc"
                | "politico"
                | "breitbart"
                | "axios"
                | "tass"
                | "interfax"
                | "xinhua"
                | "afp"
                | "ap"
                | "sputnik"
                | "jazeera"
                | "twitter"
                | "facebook"
                | "instagram"
                | "telegram"
                | "youtube"
                | "tiktok"
                | "weibo"
                | "blog"
                | "podcast"
                | "observer"
                | "mail"
                | "independent"
                | "economist"
                | "atlantic"
                | "newsweek"
                | "broadcasting"
                | "agency"
                | "fox"
                | "sky"
        )
    });
    press && matches!(figure.kind, EntityType::Organisation | EntityType::Place)
}

/// Nouns for what carries words.
fn is_medium(word: &str) -> bool {
    matches!(
        word,
        "statement"
            | "interview"
            | "letter"
            | "email"
            | "e-mail"
            | "tweet"
            | "tweets"
            | "speech"
            | "memo"
            | "release"
            | "conference"
            | "briefing"
            | "remarks"
            | "testimony"
            | "op-ed"
            | "column"
            | "post"
            | "video"
            | "address"
            | "filing"
            | "affidavit"
            | "report"
            | "editorial"
            | "message"
            | "transcript"
            | "broadcast"
            | "podcast"
            | "telegram"
            | "essay"
            | "article"
            | "recording"
    )
}
