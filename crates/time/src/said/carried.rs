use std::collections::BTreeSet;
use std::ops::Range;

use super::layout::{Layout, Statement};
use super::names::Name;
use super::occasions;
use super::published::Publication;
use super::scenes::{self, Scene};
use super::words::{ANSWERING, APART, ASKING, IRREGULAR, LASTING, OTHER_OCCASION, SAME_DAY, STATEMENTS};

/// Statements without a time of their own take that of the one before them, where the same occasion goes on.
pub(super) fn carry(layout: &Layout, own: &[Option<usize>]) -> Vec<Option<usize>> {
    let mut order: Vec<(usize, usize)> = layout
        .statements
        .iter()
        .enumerate()
        .filter_map(|(statement, one)| Some((one.anchor()?.start, statement)))
        .collect();
    order.sort_unstable();
    let (participants, shared_days) = (occasions::participants(layout), occasions::shared_days(layout));
    let mut said = own.to_vec();
    let mut occasion: Option<Occasion> = None;
    let mut last: Option<Name> = None;
    let mut left: Option<&Statement> = None;
    let mut published: Option<Publication> = None;
    let mut scenes = scenes::find(layout, own).into_iter().peekable();
    for (place, &(word, statement)) in order.iter().enumerate() {
        let one = &layout.statements[statement];
        while let Some(scene) = scenes.next_if(|scene| scene.sentence.end <= word) {
            occasion = Some(Occasion::scene(layout, &scene));
        }
        let name = Name::of(layout, &one.source);
        if let Some(time) = own[statement] {
            let speaker = name.clone().filter(|name| !name.is_pronoun()).or(last.clone());
            let mut now = Occasion::new(layout, one, time, speaker);
            now.shared |= shared_days.contains(layout.value(time));
            published = Publication::new(layout, one, time).or(published);
            occasion = Some(now);
        } else if let Some(time) = order
            .get(place + 1)
            .and_then(|&(_, next)| leads_to(layout, one, next, own))
        {
            said[statement] = Some(time);
        } else if let Some(time) = published.as_ref().and_then(|printed| printed.speaks(layout, one)) {
            said[statement] = Some(time);
            occasion = Some(Occasion::new(layout, one, time, name.clone()));
        } else if let Some(now) = &mut occasion {
            let speaks = now.speaks(layout, word, one, name.as_ref());
            let goes_on = !left.is_some_and(|left| belongs(layout, one, left))
                && now.goes_on(layout, word, one, name.as_ref(), speaks, &participants);
            if goes_on {
                said[statement] = Some(now.time);
                now.partners
                    .extend(name.as_ref().filter(|name| !name.is_pronoun()).map(Name::head));
                now.reached = layout.paragraph(last_word(one));
            }
            left = (!goes_on).then_some(one);
            now.speaking = speaks || goes_on || now.speaking && name.is_none();
        }
        last = name.filter(|name| !name.is_pronoun()).or(last);
    }
    said
}

/// The time of the next statement, where this one is a part of it: "saying [it was late], she closed the meeting on Friday".
fn leads_to(layout: &Layout, one: &Statement, next: usize, own: &[Option<usize>]) -> Option<usize> {
    let cue = one.cue.first()?;
    let after = &layout.statements[next];
    let pronoun = Name::of(layout, &one.source).is_none_or(|name| name.is_pronoun());
    let same = pronoun || one.source == after.source;
    let near = layout.sentence(cue.start).contains(&after.anchor()?.start)
        && layout.level(cue.start) == layout.level(after.anchor()?.start);
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

/// Words of a paragraph that are looked at.
const PARAGRAPH: usize = 120;

/// Words at the beginning of a sentence that may name another occasion.
const OPENING: usize = 12;

/// Whether a statement is told as an event of its own: "after Lind accused …", "Lind, who said", "in another speech".
pub(super) fn apart(layout: &Layout, one: &Statement) -> bool {
    let first = one.source.first().map_or(0, |source| source.start);
    let after = first > 0 && APART.contains(&layout.lower(first - 1));
    let relative = one.source.len() == 1 && matches!(layout.lower(first), "who" | "which");
    let another = one.anchor().is_some_and(|cue| {
        let opening = layout.sentence(cue.start).start..cue.start;
        opening
            .take(OPENING)
            .any(|word| OTHER_OCCASION.contains(&layout.lower(word)))
    });
    after || relative || another
}

/// A dated occasion on which somebody speaks.
struct Occasion<'a> {
    time: usize,
    /// The statement that it was dated with.
    first: Option<&'a Statement>,
    speaker: Option<Name<'a>>,
    /// The capitalised words of those who are spoken to.
    partners: BTreeSet<&'a str>,
    /// The sentence in which it was dated.
    sentence: Range<usize>,
    level: u32,
    /// The last paragraph that holds something said on it.
    reached: usize,
    /// Whether its speaker is the last one named.
    speaking: bool,
    /// Whether many speak on it: it is a debate or a hearing.
    shared: bool,
    /// Whether its date comes before its first cue, and so goes with all of the sentence.
    opens: bool,
}

impl<'a> Occasion<'a> {
    fn new(layout: &'a Layout, first: &'a Statement, time: usize, speaker: Option<Name<'a>>) -> Self {
        let word = first.anchor().map_or(0, |anchor| anchor.start);
        Self {
            time,
            first: Some(first),
            speaker,
            partners: partners(layout, first),
            sentence: layout.sentence(word),
            level: layout.level(word),
            reached: layout.paragraph(last_word(first)),
            speaking: true,
            shared: shared(layout, first),
            opens: layout
                .date_start(time)
                .is_some_and(|date| date < word && !first.source.iter().any(|source| source.contains(&date))),
        }
    }

    /// "The ministers met on Monday": nobody has spoken yet; where the day is known, anybody may.
    fn scene(layout: &'a Layout, scene: &Scene) -> Self {
        Self {
            time: scene.time,
            first: None,
            speaker: None,
            partners: BTreeSet::new(),
            sentence: scene.sentence.clone(),
            level: 0,
            reached: layout.paragraph(scene.sentence.start),
            speaking: true,
            shared: occasions::is_shared(layout, scene.sentence.clone()),
            opens: false,
        }
    }

    /// Whether its speaker makes a statement.
    fn speaks(&self, layout: &Layout, word: usize, one: &Statement, name: Option<&Name>) -> bool {
        let Some(name) = name else {
            return self.sentence.contains(&word);
        };
        let first = self.first;
        if first.is_some_and(|first| one.source == first.source) {
            return true;
        }
        if let Some(same) = first.and_then(|first| layout.same_speaker(one, first)) {
            return same;
        }
        if name.is_pronoun() && first.is_some_and(|first| one.speaker.is_some() && first.speaker.is_some()) {
            return false;
        }
        name.is_pronoun() && self.speaking
            || self
                .speaker
                .as_ref()
                .is_some_and(|speaker| name.takes_up(speaker, self.speaking))
    }

    /// Whether the next paragraph, in which nothing may be said, still tells of the speaker.
    fn stays(&self, layout: &Layout, name: Option<&Name>) -> bool {
        let mut between = layout.paragraph_words(self.reached + 1).take(PARAGRAPH);
        let named = |name: &Name| !name.is_pronoun() && between.any(|word| layout.lower(word) == name.head());
        self.first.is_some() && scenes::is_day(layout, self.time) && name.is_some_and(named)
    }

    /// Whether a statement is made on the same occasion.
    fn goes_on(
        &self,
        layout: &Layout,
        word: usize,
        one: &Statement,
        name: Option<&Name>,
        speaks: bool,
        participants: &BTreeSet<&str>,
    ) -> bool {
        let cue: Vec<&str> = one
            .cue
            .iter()
            .flat_map(Clone::clone)
            .map(|word| layout.lower(word))
            .collect();
        let partner = name.is_some_and(|name| self.partners.contains(name.head()));
        let object = one
            .cue
            .last()
            .map(|cue| layout.lower(cue.end))
            .unwrap_or_default();
        let asks = matches!(object, "him" | "her" | "them") && asks(&cue);
        let answers = asks || cue.iter().any(|word| ANSWERING.contains(word));
        let among_many = self.shared && name.is_some_and(|name| participants.contains(name.head()));
        let present = self.first.is_none() && name.is_some() && scenes::is_day(layout, self.time);
        let by_document = name.is_some_and(|name| {
            let last = one.source.last().map(|source| layout.lower(source.end - 1));
            STATEMENTS.contains(&name.head()) || last.is_some_and(|last| STATEMENTS.contains(&last))
        });
        let joined = self.opens && self.sentence.contains(&word) && name.is_some();
        if same_day(layout, word) && tells(&cue) && layout.paragraph(word) <= self.reached + 2 {
            return true;
        }
        let farthest = self.reached + 1 + usize::from(speaks && self.stays(layout, name));
        !apart(layout, one)
            && (layout.level(word) == self.level)
            && layout.paragraph(word) <= farthest
            && (tells(&cue)
                && (speaks || partner || answers || among_many || joined || present || by_document)
                || (partner || present) && cue.first().is_some_and(|word| *word == "to"))
    }
}

/// Whether a statement is made where many speak.
fn shared(layout: &Layout, one: &Statement) -> bool {
    let Some(anchor) = one.anchor() else {
        return false;
    };
    let inside = |word: &usize| one.content.iter().any(|content| content.contains(word));
    let sentence = layout.sentence(anchor.start);
    let near = sentence.start.max(anchor.start.saturating_sub(60))..sentence.end.min(anchor.end + 60);
    occasions::is_shared(layout, near.filter(|word| !inside(word)))
}

/// Whether a sentence begins, as far as its first cue, on the day that the one before told of: "later that day, she said".
fn same_day(layout: &Layout, cue: usize) -> bool {
    let sentence = layout.sentence(cue);
    let words: Vec<&str> = (sentence.start..cue.min(sentence.start + 2 * OPENING))
        .map(|word| layout.lower(word))
        .collect();
    SAME_DAY
        .iter()
        .any(|phrase| words.windows(phrase.len()).any(|window| window == *phrase))
}

/// Whom a statement is made to, where it says so: "told Lind", "grilled the minister Anna Lind".
fn partners<'a>(layout: &'a Layout, one: &Statement) -> BTreeSet<&'a str> {
    let Some(cue) = one.cue.last() else {
        return BTreeSet::new();
    };
    if !asks(&cue.clone().map(|word| layout.lower(word)).collect::<Vec<_>>()) {
        return BTreeSet::new();
    }
    let object = cue.end..(cue.end + 8).min(layout.sentence(cue.start).end);
    let quoted = |word: &usize| layout.form(*word) == "\"";
    object
        .take_while(|word| !quoted(word) && layout.lower(*word) != "that")
        .filter(|word| layout.form(*word).starts_with(char::is_uppercase))
        .map(|word| layout.lower(word))
        .collect()
}

fn asks(cue: &[&str]) -> bool {
    cue.iter().any(|word| ASKING.contains(word))
}

/// Whether a cue tells of something said once, in the past.
fn tells(cue: &[&str]) -> bool {
    let told = |word: &&str| word.ends_with("ed") || word.ends_with("ing") || IRREGULAR.contains(word);
    let asked = cue.ends_with(&["to", "know"]);
    asked || cue.iter().any(told) && !cue.iter().any(|word| LASTING.contains(word))
}

fn last_word(one: &Statement) -> usize {
    let ends = one.cue.iter().chain(&one.content).map(|range| range.end - 1);
    ends.max().unwrap_or_default()
}
