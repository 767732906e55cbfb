//! Who is behind the sources of attributions: from "he" and "the Russian leader" to a person.
//!
//! 1. Names ([`Name`]), those that the network found and those that it missed, are gathered into entities (`cast`): a
//!    surname finds its full name, an acronym its words. Around a name stands what the person is (`roles`).
//! 2. Each source is taken apart (`phrase`): which of its words stand for the speaker?
//! 3. The article is gone through once from its beginning to its end (`discourse`): pronouns and descriptions find whom
//!    they stand for among what was mentioned before (`trail`), by role, country, gender and number, subject and distance.
//! 4. What the article leaves open stays open: a wrong speaker is worse than none.
//!
//! Time and memory grow with the length of the article; how far is looked back is bounded.

mod cast;
mod channel;
mod discourse;
#[cfg(test)]
mod drafts;
mod lexicon;
mod mojibake;
mod names;
mod naming;
mod output;
mod person;
mod phrase;
mod reading;
mod roles;
mod trail;
mod world;

use onrecord_knowledge::Knowledge;
use onrecord_record::Entity;
use onrecord_text::{Span, Text, Word};

/// A name in the article.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Name {
    /// Where it stands, with or without titles and articles.
    pub span: Span,
    /// What it names.
    pub kind: NameKind,
    /// The probability that it is a name of that kind, in 0..=1.
    pub confidence: f64,
}

/// What a name names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum NameKind {
    /// A human being.
    Person,
    /// A body of people: company, party, ministry, newspaper, court.
    Organisation,
    /// A country, city or other place.
    Place,
}

impl NameKind {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Person, Self::Organisation, Self::Place];
}

/// One attribution whose speaker is asked for.
#[derive(Clone, Copy, Debug)]
pub struct Said<'a> {
    /// Who, in text order; empty where the text names nobody.
    pub source: &'a [Span],
    /// The words that attribute.
    pub cue: &'a [Span],
    /// What, in text order.
    pub content: &'a [Span],
}

/// An article with what was found in it.
#[derive(Clone, Copy, Debug)]
pub struct Article<'a> {
    /// Headline and text in one; all spans point into it.
    pub text: &'a Text,
    /// Its words.
    pub words: &'a [Word],
    /// Of every word, the number of its paragraph: numbers that never fall.
    pub paragraphs: &'a [u32],
    /// Where the text begins behind the headline, in scalar values; 0 where no headline is apart.
    pub text_start: usize,
    /// The names that the network found, in any order.
    pub names: &'a [Name],
    /// The attributions, in any order.
    pub said: &'a [Said<'a>],
    /// Who wrote it.
    pub author: Option<&'a str>,
    /// Who published it.
    pub publisher: Option<&'a str>,
    /// When it was published, `YYYY-MM-DD…`.
    pub date: Option<&'a str>,
}

/// Who speaks.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Resolved {
    /// Everybody and everything named, and the unnamed who speak, in the order of first mention: `e1`, `e2`, ….
    /// Mentions are places in the text (not in the headline), sorted, each once.
    pub entities: Vec<Entity>,
    /// Of every attribution, in the order given, its speaker.
    pub speakers: Vec<Speaker>,
}

/// The speaker of one attribution.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Speaker {
    /// The id of an entity; `None` where the article leaves it open.
    pub entity: Option<String>,
    /// The probability that this is right, in 0..=1; of a speaker left open, that it is right to leave it open.
    pub confidence: f64,
    /// What decided, in a few words.
    pub evidence: String,
    /// The id of the entity through whom it was reported.
    pub via: Option<String>,
}

/// Finds who is behind each attribution of an article, and all who are named in it.
///
/// The same article gives the same answer. Never fails: spans that reach past the text are cut at its end.
pub fn speakers(article: &Article, knowledge: &Knowledge) -> Resolved {
    let mut world = world::World::new(knowledge, article.date);
    let reading = reading::Reading::new(article.text, article.words, article.paragraphs);
    let sources: Vec<Span> = article
        .said
        .iter()
        .flat_map(|said| said.source)
        .copied()
        .collect();
    let names = names::names(&reading, &world, article.names, &sources);
    world.settle(&reading, &names);
    let cast = cast::Cast::new(&reading, &world, &names);
    let discourse = discourse::Discourse::new(&reading, &world, &names, cast, article);
    output::resolved(&reading, &world, article, discourse.run())
}
