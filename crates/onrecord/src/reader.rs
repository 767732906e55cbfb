use onrecord_attribution::{Found, attributions};
use onrecord_model::Model as Network;
use onrecord_record::{Attribution, Document, Producer, Record, SCHEMA};
use onrecord_text::Text;
use sha2::{Digest, Sha256};

use crate::article::{Article, Part};
use crate::speakers::Speakers;

/// Words that are read at once. The linker looks 250 words to either side of a cue: what is lost between two blocks is
/// next to nothing, and a book needs no more memory than a block.
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
    /// The model's file: part of the program.
    fn file(self) -> &'static [u8] {
        match self {
            Self::Accurate => include_bytes!("../../../models/onrecord-en-1.safetensors"),
            Self::Fast => include_bytes!("../../../models/onrecord-en-1-fast.safetensors"),
        }
    }
}

/// Reads documents. One reader serves any number of threads.
#[derive(Debug)]
pub struct Reader {
    model: Network,
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
            model: Network::load(model.file())?,
        })
    }

    /// The name of the model that reads, such as `onrecord-en-1`.
    pub fn model_name(&self) -> &str {
        self.model.name()
    }

    /// Who said what in a document. The same document gives the same record, on any number of threads and any day.
    ///
    /// A headline (`title`) is read together with the text, unless the text begins with it; what it says is in
    /// `title_attributions`. Lines of page furniture ("Follow us on …") are not read.
    ///
    /// # Errors
    /// Where the network fails, which no text is known to bring about.
    pub fn read(&self, document: &Document) -> Result<Record, Error> {
        let article = Article::new(document);
        let (mut in_title, mut in_text) = (Vec::new(), Vec::new());
        for (words, paragraphs) in article.blocks(BLOCK) {
            for found in attributions(&self.model, words, paragraphs)? {
                match article.place(found) {
                    Some((Part::Title, found)) => in_title.push(found),
                    Some((Part::Text, found)) => in_text.push(found),
                    None => {}
                }
            }
        }
        let mut speakers = Speakers::default();
        let text = Text::new(document.text.as_str());
        let title = Text::new(document.title.as_deref().unwrap_or_default());
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
            attributions: numbered("a", in_text, |found| speakers.in_text(&text, &found.source)),
            title_attributions: numbered("h", in_title, |found| speakers.in_title(&title, &found.source)),
            entities: speakers.into_entities(),
            times: Vec::new(),
            quantities: Vec::new(),
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
}

/// Attributions as the record writes them; `speaker` finds the entity of each.
fn numbered(
    prefix: &str,
    found: Vec<Found>,
    mut speaker: impl FnMut(&Found) -> Option<String>,
) -> Vec<Attribution> {
    let attribution = |(number, found): (usize, Found)| Attribution {
        id: format!("{prefix}{}", number + 1),
        speaker: speaker(&found),
        kind: found.kind,
        source: found.source,
        cue: found.cue,
        content: found.content,
        via: None,
        time: None,
        stance: None,
        parent: None,
        confidence: found.confidence,
    };
    found.into_iter().enumerate().map(attribution).collect()
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
