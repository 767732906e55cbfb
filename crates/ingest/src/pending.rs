use std::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind};

use onrecord_record::Document;

use crate::{Error, Place, Warning, languages};

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
    /// Something at `place` left out for a reason.
    pub(crate) fn skipped(place: &Place, reason: Reason) -> Self {
        Self::Skipped(Skipped {
            place: place.clone(),
            reason,
        })
    }

    /// A document, with nothing odd about it.
    pub(crate) fn found(document: Document) -> Self {
        Self::Document(Box::new(Intake {
            document,
            warnings: Vec::new(),
        }))
    }

    /// The same with warnings of its source before its own.
    pub(crate) fn with(mut self, warnings: Vec<Warning>) -> Self {
        if let Self::Document(intake) = &mut self {
            intake.warnings.splice(..0, warnings);
        }
        self
    }

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
    /// An entry of a feed that holds no more than a teaser, where nothing may be fetched.
    NotFetched,
    /// An item that its publisher has withdrawn or holds back.
    Withdrawn,
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

    /// The same document, published on `date` where it states no day.
    pub(crate) fn dated(self, date: Option<String>) -> Self {
        self.then(|taken| {
            let mut taken = taken?;
            if let Taken::Document(intake) = &mut taken {
                intake.document.date = intake.document.date.take().or(date);
            }
            Ok(taken)
        })
    }

    /// The same document with its language settled: left out where the model doesn't know it, unless any language will
    /// do.
    pub(crate) fn in_known_language(self, any_language: bool) -> Self {
        let place = self.place.clone();
        self.then(move |taken| match taken? {
            Taken::Document(mut intake) => Ok(match languages::settle(&mut intake.document) {
                Some(code) if !any_language => Taken::skipped(&place, Reason::Language(code)),
                _ => Taken::Document(intake),
            }),
            skipped => Ok(skipped),
        })
    }

    /// The same with `change` made to what comes of it.
    pub(crate) fn then(
        self,
        change: impl FnOnce(Result<Taken, Error>) -> Result<Taken, Error> + Send + 'static,
    ) -> Self {
        let Self { place, work } = self;
        Self::new(place, move || change(work()))
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
            Self::NotFetched => write!(f, "only a teaser, and its page was not fetched"),
            Self::Withdrawn => write!(f, "withdrawn or held back by its publisher"),
            Self::Language(code) => write!(f, "in a language the model doesn't know: {code}"),
        }
    }
}
