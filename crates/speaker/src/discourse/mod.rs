//! One pass through the article: every mention finds its entity among what was mentioned before.

mod channels;
mod descriptions;
mod events;
mod groups;
mod headlines;
mod implied;
mod layout;
mod mentions;
mod pronouns;
mod relative;
mod sources;
mod things;

use std::collections::HashMap;
use std::ops::Range;

use self::events::Event;
use self::layout::Layout;
use crate::Article;
use crate::cast::Cast;
use crate::lexicon::Gender;
use crate::names::NameMention;
use crate::phrase::{Common, Phrase};
use crate::reading::Reading;
use crate::trail::Trail;
use crate::world::World;

/// Whom a mention was found to stand for.
#[derive(Clone, Debug)]
pub(crate) struct Decision {
    pub(crate) figure: usize,
    pub(crate) confidence: f64,
    pub(crate) evidence: String,
}

/// All that was decided about an article.
pub(crate) struct Decided {
    pub(crate) cast: Cast,
    /// Of every attribution, its speaker.
    pub(crate) speakers: Vec<Option<Decision>>,
    /// Of every possessive pronoun, by its word, whose it is.
    pub(crate) owners: HashMap<usize, usize>,
    /// Of every unnamed figure, its words taken apart.
    pub(crate) phrases: HashMap<usize, Common>,
    /// Of every attribution, through whom.
    pub(crate) via: Vec<Option<usize>>,
}

pub(crate) struct Discourse<'a, 'r> {
    reading: &'r Reading<'a>,
    world: &'r World<'r>,
    names: &'r [NameMention],
    article: &'r Article<'r>,
    trail: Trail,
    decided: Decided,
    /// Of every attribution, the words of its source.
    sources: Vec<Option<Range<usize>>>,
    phrases: Vec<Option<Phrase>>,
    /// Of every word, the attribution with the shortest content that it stands in.
    content: Vec<Option<usize>>,
    /// Of every word, the attribution whose source it stands in.
    source_at: Vec<Option<usize>>,
    last_speaker: Option<usize>,
    /// Of the first attribution with a source, all that share it.
    shared: HashMap<usize, Vec<usize>>,
    /// Unnamed groups by their words.
    groups: HashMap<String, usize>,
}

impl<'a, 'r> Discourse<'a, 'r> {
    pub(crate) fn new(
        reading: &'r Reading<'a>,
        world: &'r World<'r>,
        names: &'r [NameMention],
        mut cast: Cast,
        article: &'r Article<'r>,
    ) -> Self {
        for figure in &mut cast.figures {
            (figure.known, figure.candidates) = world.person(reading, figure);
            let known = figure.known.as_ref().and_then(|known| known.gender);
            figure.gender = figure.gender.or(known.map(Gender::from));
        }
        let Layout {
            sources,
            phrases,
            content,
            source_at,
            shared,
        } = Layout::new(reading, names, article.said);
        Self {
            reading,
            world,
            names,
            article,
            trail: Trail::default(),
            decided: Decided {
                cast,
                speakers: vec![None; article.said.len()],
                owners: HashMap::new(),
                phrases: HashMap::new(),
                via: vec![None; article.said.len()],
            },
            sources,
            phrases,
            content,
            source_at,
            last_speaker: None,
            shared,
            groups: HashMap::new(),
        }
    }

    pub(crate) fn run(mut self) -> Decided {
        for (word, event) in self.events() {
            match event {
                Event::Name(name) => self.name(name),
                Event::Source(index) => self.source(index),
                Event::Pronoun => self.pronoun(word),
                Event::Description(common) => {
                    if let Some(decision) = self.description(&common, false) {
                        self.trace(decision.figure, common.words.clone(), common.head, false);
                        self.mention(decision.figure, common.words);
                    }
                }
                Event::Group(common) => {
                    let figure = self.group(&common);
                    self.trace_plural(figure, common.words.clone(), common.head);
                }
            }
        }
        self.selves();
        self.headlines();
        self.implied();
        self.channels();
        self.decided
    }
}
