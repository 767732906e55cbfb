use std::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind};

use onrecord_record::Document;

use crate::{Error, Place, Warning};

/// A document that has been found, in its order, but not yet taken apart.
///
/// Finding documents is cheap and one thread's work; decoding, parsing and extracting are dear and can be done by many.
pub struct Pending {
    place: Place,
    work: Box<dyn FnOnce() -> Result<Taken, Error> + Send>,
}

/// What came of a document.
#[derive(Clone, Debug, PartialEq)]
pub enum Taken {
    /// It is there.
    Document(Box<Intake>),
    /// It is none, or none that can be read; nothing is wrong with it.
    Skipped(Skipped),
}

impl Taken {
    /// The document, unless it was skipped.
    pub fn document(self) -> Option<Intake> {
        match self {
            Self::Document(intake) => Some(*intake),
            Self::Skipped(_) => None,
        }
    }
}

/// One document taken in.
#[derive(Clone, Debug, PartialEq)]
pub struct Intake {
    /// The document.
    pub document: Document,
    /// What was odd about its bytes, though they could be read.
    pub warnings: Vec<Warning>,
}

/// Something that was left out on purpose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Skipped {
    /// Where it stands.
    pub place: Place,
    /// Why it was left out.
    pub reason: Reason,
}

/// Why something was left out.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Reason {
    /// A WARC response, a file of a folder or an address that holds no text: a picture, a style sheet, a script.
    NotText,
    /// A WARC response that only says where the page has gone, or that there is none.
    Status(u16),
    /// A WARC record that says that a page has not changed since it was last fetched.
    Revisit,
    /// A page without an article.
    NoArticle,
    /// An article in a language that the model doesn't know: its BCP 47 code.
    Language(String),
}

impl Pending {
    /// A document at `place`; `work` takes it in when it is asked for.
    pub(crate) fn new(place: Place, work: impl FnOnce() -> Result<Taken, Error> + Send + 'static) -> Self {
        Self {
            place,
            work: Box::new(work),
        }
    }

    /// A document that is whole already.
    pub(crate) fn ready(place: Place, intake: Intake) -> Self {
        Self::new(place, || Ok(Taken::Document(Box::new(intake))))
    }

    /// Where it stands.
    pub fn place(&self) -> &Place {
        &self.place
    }

    /// Decodes, parses and extracts it. Needs nothing but the document: any thread may do it, at any time.
    ///
    /// # Errors
    /// Where the document is broken; also where a library panics on it, which is caught here.
    pub fn take_in(self) -> Result<Taken, Error> {
        let place = self.place;
        catch_unwind(AssertUnwindSafe(self.work)).unwrap_or(Err(Error::Broke { place }))
    }
}

/// All documents of a source, taken in.
#[cfg(test)]
pub(crate) fn taken(documents: crate::Documents) -> Vec<Result<Intake, Error>> {
    let document = |pending: Pending| Ok(pending.take_in()?.document().unwrap());
    documents.map(|pending| pending.and_then(document)).collect()
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Self::NotText => write!(f, "no text"),
            Self::Status(status) => write!(f, "HTTP status {status}"),
            Self::Revisit => write!(f, "not changed since an earlier visit"),
            Self::NoArticle => write!(f, "no article on the page"),
            Self::Language(code) => write!(f, "in a language the model doesn't know: {code}"),
        }
    }
}
