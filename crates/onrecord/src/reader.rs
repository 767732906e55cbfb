use onrecord_record::{Document, Record, SCHEMA};

/// Why a document could not be read, or a reader not be made.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The model's file is damaged or of another version.
    #[error("the model can't be used: {0}")]
    Model(String),
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

/// Reads documents. One reader serves any number of threads.
#[derive(Debug)]
pub struct Reader {}

impl Reader {
    /// A reader with the accurate model.
    pub fn new() -> Result<Self, Error> {
        Self::with_model(Model::default())
    }

    /// A reader with the model of your choice.
    pub fn with_model(_model: Model) -> Result<Self, Error> {
        Ok(Self {})
    }

    /// Who said what in a document. The same document gives the same record, on any number of threads.
    pub fn read(&self, document: &Document) -> Result<Record, Error> {
        let document = document.clone();
        Ok(Record {
            schema: SCHEMA.into(),
            id: document.id,
            url: document.url,
            publisher: document.publisher,
            title: document.title,
            author: document.author,
            date: document.date,
            language: document.language,
            text: Some(document.text),
            provenance: document.provenance,
            extra: document.extra,
            ..Default::default()
        })
    }
}
