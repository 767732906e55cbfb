//! A dated occasion on which somebody speaks, and whether a statement is made on it.

use std::collections::BTreeSet;
use std::ops::Range;

use super::layout::{Layout, Statement};
use super::names::Name;
use super::occasions;
use super::scenes::{self, Scene};
use super::telling::Telling;
use super::words::{OTHER_OCCASION, OTHERS, STATEMENTS, SUBORDINATE, WRITTEN};

/// Words of a paragraph that are looked at.
const PARAGRAPH: usize = 120;

/// Paragraphs from one turn of a transcript to the next, and to what it is announced with.
const TURNS: usize = 3;

/// How long the value of a year is.
const YEAR: usize = "2022".len();

/// What a text says of its debates and hearings.
pub(super) struct Stage<'a> {
    /// The names of those who take part.
    participants: BTreeSet<&'a str>,
    /// The days on which they were held.
    days: BTreeSet<&'a str>,
}

impl<'a> Stage<'a> {
    pub fn new(layout: &'a Layout) -> Self {
        Self {
            participants: occasions::participants(layout),
            days: occasions::shared_days(layout),
        }
    }
}

/// A dated occasion on which somebody speaks.
pub(super) struct Occasion<'a> {
    time: usize,
    /// The statement that it was dated with; `None` where it was dated before anybody spoke.
    first: Option<&'a Statement>,
    speaker: Option<Name<'a>>,
    /// The capitalised words of those who are spoken to, and the names of those who have spoken.
    partners: BTreeSet<&'a str>,
    /// The sentence in which it was dated.
    sentence: Range<usize>,
    level: u32,
    /// The last paragraph that holds something said on it.
    reached: usize,
    /// The last statement on it.
    latest: Option<&'a Statement>,
    /// Whether its speaker is the last one named.
    speaking: bool,
    /// Whether many speak on it: it is a debate or a hearing.
    shared: bool,
    /// What it is called: an interview, a book.
    kinds: BTreeSet<usize>,
    /// Whether it is a letter or the like, which may be told of in the present.
    written: bool,
    /// Whether its date comes before its first cue, and so goes with all of the sentence.
    opens: bool,
}

impl<'a> Occasion<'a> {
    pub fn new(first: &Telling<'a>, time: usize, speaker: Option<Name<'a>>, stage: &Stage) -> Self {
        let (layout, one, word) = (first.layout, first.one, first.word);
        Self {
            time,
            first: Some(one),
            speaker,
            partners: first.partners().into_iter().chain(first.joint()).collect(),
            sentence: layout.sentence(word),
            level: layout.level(word),
            reached: first.last_paragraph(),
            latest: Some(one),
            speaking: true,
            shared: stage.days.contains(layout.value(time)) || occasions::is_shared(layout, first.around()),
            kinds: first.kinds().collect(),
            written: first.around().any(|word| WRITTEN.contains(&layout.lower(word))),
            opens: layout
                .date_start(time)
                .is_some_and(|date| date < word && !one.source.iter().any(|source| source.contains(&date))),
        }
    }

    /// "The ministers met on Monday": nobody has spoken yet; where the day is known, anybody may.
    pub fn scene(layout: &'a Layout, scene: &Scene) -> Self {
        let words = || scene.sentence.clone();
        Self {
            time: scene.time,
            first: None,
            speaker: None,
            partners: BTreeSet::new(),
            sentence: words(),
            level: 0,
            reached: layout.paragraph(scene.sentence.start),
            latest: None,
            speaking: true,
            shared: occasions::is_shared(layout, words()),
            kinds: words()
                .filter_map(|word| occasions::kind(layout.lower(word)))
                .collect(),
            written: false,
            opens: false,
        }
    }

    /// Its date, as an index among the times.
    pub fn time(&self) -> usize {
        self.time
    }

    /// Whether a statement is made on it, which it then remembers. `part`: it is a part of a statement that was not;
    /// `followed`: nothing else was said since the last one that was.
    pub fn hears(&mut self, telling: &Telling<'a>, part: bool, followed: bool, stage: &Stage) -> bool {
        let speaks = self.speaks(telling);
        let goes_on = !part && self.goes_on(telling, speaks, followed, stage);
        if goes_on {
            let name = telling.name.as_ref().filter(|name| !name.is_pronoun());
            self.partners.extend(name.map(Name::head));
            self.kinds.extend(telling.kinds());
            self.reached = telling.last_paragraph();
            self.latest = Some(telling.one);
        }
        self.speaking = speaks || goes_on || self.speaking && telling.name.is_none();
        goes_on
    }

    /// Whether it is the occasion that a statement names again, by this kind of name.
    pub fn is_again(&self, telling: &Telling, kind: usize) -> bool {
        let latest = self
            .latest
            .and_then(|latest| telling.layout.same_speaker(telling.one, latest));
        self.kinds.contains(&kind)
            && telling.level() == self.level
            && !telling.apart()
            && (telling.tells() || self.written && telling.reports())
            && (self.speaks(telling) || latest == Some(true))
    }

    /// Whether a statement with another date is told in passing, in a lower clause of a sentence that tells of this
    /// occasion: "said it was over, though he had said on Sunday that it was not".
    pub fn is_in_passing(&self, telling: &Telling) -> bool {
        let layout = telling.layout;
        let source = telling.one.source.first();
        let first = source.map_or(telling.word, |source| source.start.min(telling.word));
        let before = first.checked_sub(1).map_or("", |before| layout.lower(before));
        let lower = SUBORDINATE.contains(&before) || matches!(layout.lower(first), "who" | "which");
        lower && self.in_latest_sentence(telling)
    }

    /// Whether its speaker makes a statement.
    fn speaks(&self, telling: &Telling) -> bool {
        let one = telling.one;
        let Some(name) = &telling.name else {
            return self.sentence.contains(&telling.word) || self.in_latest_sentence(telling);
        };
        let first = self.first;
        if first.is_some_and(|first| one.source == first.source) {
            return true;
        }
        if let Some(same) = first.and_then(|first| telling.layout.same_speaker(one, first)) {
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

    /// Whether a statement stands in the sentence of the last one: "told the Courier so and said".
    fn in_latest_sentence(&self, telling: &Telling) -> bool {
        let latest = self.latest.and_then(Statement::anchor);
        latest.is_some_and(|latest| telling.layout.sentence(telling.word).contains(&latest.start))
    }

    /// Whether a statement is made on the same occasion.
    fn goes_on(&self, telling: &Telling, speaks: bool, followed: bool, stage: &Stage) -> bool {
        let paragraph = telling.layout.paragraph(telling.word);
        if telling.same_day() && telling.tells() && paragraph <= self.reached + 2 {
            return true;
        }
        if telling.transcribed() && paragraph <= self.reached + TURNS {
            return true;
        }
        let written = self.first.is_some() && (self.written || telling.names_again().is_some());
        let told = telling.tells() || written && telling.reports();
        let may = self.may_speak(telling) || followed && self.continues(telling);
        let heard = speaks || may || self.on_stage(telling, followed, stage);
        let to = telling.cue.first().is_some_and(|word| *word == "to");
        let joined = to && telling.name.is_none() && self.in_latest_sentence(telling);
        !telling.apart()
            && telling.level() == self.level
            && paragraph <= self.farthest(telling, speaks)
            && (told && heard || to && self.expects(telling) || joined || self.lists(telling))
    }

    /// The last paragraph that may still tell of it.
    fn farthest(&self, telling: &Telling, speaks: bool) -> usize {
        let long = telling.layout.value(self.time).len() <= YEAR && self.kinds.is_empty() && !self.written;
        if long && !telling.quoted() {
            return self.reached;
        }
        let cites = self.written && telling.writes();
        self.reached + 1 + usize::from(speaks && (cites || self.stays(telling) || self.quotes_on(telling)))
    }

    /// Whether its speaker goes on in a quotation, with a paragraph between in which nothing is said.
    fn quotes_on(&self, telling: &Telling) -> bool {
        self.first.is_some() && self.is_day(telling.layout) && telling.quoted()
    }

    /// Whether the next paragraph, in which nothing may be said, still tells of the speaker.
    fn stays(&self, telling: &Telling) -> bool {
        let layout = telling.layout;
        let mut between = layout.paragraph_words(self.reached + 1).take(PARAGRAPH);
        let named = |name: &Name| !name.is_pronoun() && between.any(|word| layout.lower(word) == name.head());
        self.first.is_some() && self.is_day(layout) && telling.name.as_ref().is_some_and(named)
    }

    fn is_day(&self, layout: &Layout) -> bool {
        scenes::is_day(layout, self.time)
    }

    /// Whether the last one who spoke goes on.
    fn continues(&self, telling: &Telling) -> bool {
        self.latest.is_some_and(|latest| {
            let pronoun = telling.name.as_ref().is_some_and(Name::is_pronoun);
            let same = telling.layout.same_speaker(telling.one, latest);
            same.unwrap_or(pronoun || telling.one.source == latest.source)
        })
    }

    /// Whether the speaker is one who was spoken to, or who is present where nobody has spoken yet.
    fn expects(&self, telling: &Telling) -> bool {
        let partner = |name: &Name| self.partners.contains(name.head());
        let present = || self.first.is_none() && self.is_day(telling.layout) && !telling.elsewhere();
        telling
            .name
            .as_ref()
            .is_some_and(|name| partner(name) || present())
    }

    /// Whether somebody else may speak: a partner, one who answers, the statement itself.
    fn may_speak(&self, telling: &Telling) -> bool {
        let Some(name) = &telling.name else {
            return telling.answers();
        };
        let noun = telling
            .one
            .source
            .last()
            .map_or("", |source| telling.layout.lower(source.end - 1));
        let document = STATEMENTS.contains(&name.head()) || STATEMENTS.contains(&noun);
        let joined = self.opens && self.sentence.contains(&telling.word);
        self.expects(telling) || telling.answers() || document || joined
    }

    /// Whether the speaker is among the many of a debate: one who takes part, or who comes next.
    fn on_stage(&self, telling: &Telling, followed: bool, stage: &Stage) -> bool {
        let Some(name) = telling.name.as_ref().filter(|_| self.shared) else {
            return false;
        };
        let person = !name.is_pronoun() && occasions::kind(name.head()).is_none();
        let subject = telling
            .one
            .source
            .first()
            .is_some_and(|source| source.start < telling.word);
        let next = followed && person && subject && self.is_day(telling.layout) && !telling.elsewhere();
        next || stage.participants.contains(name.head())
    }

    /// Whether a document is among those that were told of together: "new polls showed … According to a survey".
    fn lists(&self, telling: &Telling) -> bool {
        let words = |one: &'a Statement| one.source.iter().flat_map(Clone::clone);
        let lower = |word: usize| telling.layout.lower(word);
        let kind = telling
            .name
            .as_ref()
            .and_then(|name| occasions::kind(name.head()));
        let all = |word: usize| lower(word).ends_with('s') && occasions::kind(lower(word)) == kind;
        let other = |word: usize| {
            [OTHERS, OTHER_OCCASION]
                .iter()
                .any(|list| list.contains(&lower(word)))
        };
        kind.is_some()
            && self.first.is_some_and(|first| words(first).any(all))
            && !telling.one.source.iter().flat_map(Clone::clone).any(other)
    }
}
