use std::borrow::Cow;
use std::io;

use onrecord_attribution::{Found, attributions, parents, stance};
use onrecord_knowledge::{Knowledge, PeopleError};
use onrecord_model::{LoadError, Model as Network, Views};
use onrecord_quantity::{Vague, quantities, rivals};
use onrecord_record::{Attribution, Document, Producer, Record, SCHEMA};
use onrecord_speaker::{Name, Resolved, Said, Speaker, speakers};
use onrecord_text::{Span, Text};
use onrecord_time::{said, times};
use sha2::{Digest, Sha256};

use crate::article::{Article, Part, names};

/// Words that are read at once. The linker looks 250 words to either side of a cue: what is lost between two blocks is
/// next to nothing, and for a book the network needs no more memory than for a block.
const BLOCK: usize = 8192;

/// Why a document could not be read, or a reader not be made.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The model's file is damaged or of another version.
    #[error("the model can't be used: {0}")]
    Model(#[from] onrecord_model::LoadError),
    /// The network failed on a document.
    #[error("the document can't be read: {0}")]
    Run(#[from] onrecord_model::RunError),
}

/// Which of the two models reads.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Model {
    /// The one that is right more often.
    #[default]
    Accurate,
    /// The one that is at least twice as fast.
    Fast,
}

impl Model {
    /// Loads the model's file, which is part of the program. The fast one's leaves out the vocabulary, which both share.
    fn load(self) -> Result<Network, LoadError> {
        let accurate = include_bytes!("../../../models/onrecord-en-1.safetensors");
        let fast = include_bytes!("../../../models/onrecord-en-1-fast.safetensors");
        match self {
            Self::Accurate => Network::load(accurate),
            Self::Fast => Network::load_with(fast, accurate),
        }
    }
}

/// Reads documents. One reader serves any number of threads.
#[derive(Debug)]
pub struct Reader {
    model: Network,
    knowledge: Cow<'static, Knowledge>,
    vague: Vague,
}

impl Reader {
    /// A reader with the accurate model. Takes some tens of milliseconds: make one and keep it.
    ///
    /// # Errors
    /// Never, unless the program was built with a damaged model file.
    pub fn new() -> Result<Self, Error> {
        Self::with_model(Model::default())
    }

    /// A reader with the model of your choice.
    ///
    /// # Errors
    /// As [`Reader::new`].
    pub fn with_model(model: Model) -> Result<Self, Error> {
        Ok(Self {
            model: model.load()?,
            knowledge: Cow::Borrowed(Knowledge::shipped()),
            vague: Vague::default(),
        })
    }

    /// The same reader, which knows the people of your own table, too; they win over those that it knows anyway. The
    /// columns of the table (CSV): `name`, `aliases`, `id`, `role`, `country`, `from`, `to`.
    ///
    /// # Errors
    /// Where the table isn't one: the line and what is wrong with it.
    pub fn with_people(mut self, table: impl io::Read) -> Result<Self, PeopleError> {
        self.knowledge = Cow::Owned(self.knowledge.with_people(table)?);
        Ok(self)
    }

    /// The same reader, with another convention for the numbers of "dozens" and its like.
    #[must_use]
    pub fn with_vague_numbers(mut self, vague: Vague) -> Self {
        self.vague = vague;
        self
    }

    /// The name of the model that reads, such as `onrecord-en-1`.
    pub fn model_name(&self) -> &str {
        self.model.name()
    }

    /// Who said what in a document, when, and which figures. The same document gives the same record, on any number of
    /// threads and any day.
    ///
    /// A headline (`title`) is read together with the text, unless the text begins with it; what it says is in
    /// `title_attributions`. Lines of page furniture ("Follow us on …") are not read.
    ///
    /// # Errors
    /// Where the network fails, which no text is known to bring about.
    pub fn read(&self, document: &Document) -> Result<Record, Error> {
        let article = Article::new(document);
        let Read { found, named, views } = self.find(&article)?;
        let who = self.speakers(&article, document, &found, &named);
        let (mut in_title, mut in_text) = (Vec::new(), Vec::new());
        for (found, speaker) in found.into_iter().zip(who.speakers) {
            match article.place(found) {
                Some((Part::Title, found)) => in_title.push((found, speaker)),
                Some((Part::Text, found)) => in_text.push((found, speaker)),
                None => {}
            }
        }
        let text = Text::new(document.text.as_str());
        let title = Text::new(document.title.as_deref().unwrap_or_default());
        let mut attributions = numbered("a", in_text, &text);
        let published = document.date.as_deref().and_then(|date| date.parse().ok());
        let times = times(&text, published);
        let said = said(
            &text,
            &attributions,
            &times,
            &who.entities,
            published,
            |question| self.model.point(question, &views),
        );
        for (attribution, time) in attributions.iter_mut().zip(said) {
            attribution.time = time.map(|time| times[time].id.clone());
        }
        let quantities = quantities(&text, &attributions, &times, self.vague);
        Ok(Record {
            schema: SCHEMA.into(),
            id: document.id.clone(),
            url: document.url.clone(),
            publisher: document.publisher.clone(),
            title: document.title.clone(),
            author: document.author.clone(),
            date: document.date.clone(),
            updated: document.updated.clone(),
            section: document.section.clone(),
            language: document.language.clone(),
            sha256: hexadecimal(&Sha256::digest(document.text.as_bytes())),
            title_attributions: numbered("h", in_title, &title),
            entities: who.entities,
            rivals: rivals(&text, &quantities, &attributions),
            attributions,
            times,
            quantities,
            events: Vec::new(),
            text: Some(document.text.clone()),
            block_quotes: document.block_quotes.clone(),
            captions: document.captions.clone(),
            duplicate: None,
            provenance: document.provenance.clone(),
            producer: Producer {
                name: "onrecord".into(),
                version: env!("CARGO_PKG_VERSION").into(),
                model: self.model.name().into(),
            },
            extra: document.extra.clone(),
        })
    }

    fn find(&self, article: &Article) -> Result<Read, Error> {
        let mut read = Read::default();
        for (words, paragraphs) in article.blocks(BLOCK) {
            let scores = self.model.read(words, paragraphs)?;
            read.found
                .extend(attributions(&self.model, &scores, words, paragraphs)?);
            read.named.extend(names(&scores, words));
            read.views.add(words, &scores, article.text_start);
        }
        Ok(read)
    }

    fn speakers(&self, article: &Article, document: &Document, found: &[Found], names: &[Name]) -> Resolved {
        let said: Vec<Said> = found
            .iter()
            .map(|found| Said {
                source: &found.source,
                cue: &found.cue,
                content: &found.content,
            })
            .collect();
        let article = onrecord_speaker::Article {
            text: &article.text,
            words: &article.words,
            paragraphs: &article.paragraphs,
            text_start: article.text_start,
            names,
            said: &said,
            author: document.author.as_deref(),
            publisher: document.publisher.as_deref(),
            date: document.date.as_deref(),
        };
        speakers(&article, &self.knowledge)
    }
}

/// What the network finds in an article.
#[derive(Default)]
struct Read {
    /// Attributions and names, in places of the article.
    found: Vec<Found>,
    named: Vec<Name>,
    /// The words of its text, in places of the text.
    views: Views,
}

/// Attributions with their speakers, as the record writes them; their spans are places in `text`.
fn numbered(prefix: &str, found: Vec<(Found, Speaker)>, text: &Text) -> Vec<Attribution> {
    let id = |index: usize| format!("{prefix}{}", index + 1);
    let roles: Vec<[&[Span]; 3]> = found
        .iter()
        .map(|(found, _)| [&found.source[..], &found.cue, &found.content])
        .collect();
    let parents = parents(&roles);
    let attribution = |(index, (found, speaker)): (usize, (Found, Speaker))| Attribution {
        id: id(index),
        stance: Some(stance(text, &found.source, &found.cue, &found.content)),
        parent: parents[index].map(id),
        kind: found.kind,
        source: found.source,
        cue: found.cue,
        content: found.content,
        speaker: speaker.entity,
        speaker_confidence: Some(speaker.confidence),
        evidence: Some(speaker.evidence),
        via: speaker.via,
        time: None,
        confidence: found.confidence,
    };
    found.into_iter().enumerate().map(attribution).collect()
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
