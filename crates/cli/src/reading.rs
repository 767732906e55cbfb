//! From inputs to records: what `read` and `eval --run` share.

use std::ffi::OsString;
use std::sync::Arc;

use onrecord::{Document, Reader, Record};
use onrecord_duplicates::{Seen, Signature};
use onrecord_ingest::{Error, Intake, Options, Pending, Place, Skipped, Taken, Warning};

use crate::arguments::Reading;
use crate::failure::Failure;
use crate::messages::Messages;
use crate::people;
use crate::tally::Tally;
use onrecord_pipeline::{Outcome, Results};

/// The records of documents, in the order of their inputs; what went wrong is told on the way, and everything is
/// tallied.
pub struct Records<'a> {
    results: Results<Read, Unread>,
    seen: Seen,
    messages: &'a mut Messages,
    tally: &'a mut Tally,
}

/// What came of a document.
enum Read {
    Record {
        record: Box<Record>,
        signature: Box<Signature>,
        warnings: Vec<Warning>,
        words: usize,
    },
    Skipped(Skipped),
    /// It is known already: it was not read.
    Known,
}

/// Why a document could not be read.
struct Unread {
    place: Option<Place>,
    sentence: String,
}

impl From<Error> for Unread {
    fn from(error: Error) -> Self {
        Self {
            place: error.place().cloned(),
            sentence: error.to_string(),
        }
    }
}

/// The reader that a call asks for.
pub fn reader(how: &Reading) -> Result<Reader, Failure> {
    let reader = Reader::with_model(how.model.into()).map_err(|error| Failure::Stopped(error.to_string()))?;
    let reader = reader.with_vague_numbers(how.vague_numbers.into());
    let Some(path) = &how.people else {
        return Ok(reader);
    };
    reader
        .with_people(people::open(path)?)
        .map_err(|error| people::wrong(path, &error))
}

/// Starts to read all documents of `inputs`: files, folders, patterns, addresses, `-` for standard input.
pub fn start<'a>(
    inputs: Vec<OsString>,
    options: &Options,
    how: &Reading,
    messages: &'a mut Messages,
    tally: &'a mut Tally,
) -> Result<Records<'a>, Failure> {
    start_without(inputs, options, how, messages, tally, |_| false)
}

/// As [`start`], but documents that are `known` are left out before the model reads them.
pub fn start_without<'a>(
    inputs: Vec<OsString>,
    options: &Options,
    how: &Reading,
    messages: &'a mut Messages,
    tally: &'a mut Tally,
    known: impl Fn(&Document) -> bool + Send + Sync + 'static,
) -> Result<Records<'a>, Failure> {
    let reader = Arc::new((reader(how)?, known));
    let documents = onrecord_ingest::documents(inputs, options).map(|pending| pending.map_err(Unread::from));
    let results = onrecord_pipeline::start(documents, how.threads(), broken, move |pending| {
        read(&reader.0, &reader.1, pending)
    });
    let results = results.map_err(|error| {
        Failure::Stopped(format!(
            "the threads that read can't be started ({error}); ask for fewer with --threads"
        ))
    })?;
    Ok(Records {
        results,
        seen: Seen::default(),
        messages,
        tally,
    })
}

fn read(reader: &Reader, known: &impl Fn(&Document) -> bool, pending: Pending) -> Result<Read, Unread> {
    let place = pending.place().clone();
    let Intake { document, warnings } = match pending.take_in()? {
        Taken::Document(intake) => *intake,
        Taken::Skipped(skipped) => return Ok(Read::Skipped(skipped)),
    };
    if known(&document) {
        return Ok(Read::Known);
    }
    match reader.read(&document) {
        Ok(record) => Ok(Read::Record {
            record: Box::new(record),
            signature: Box::new(Signature::of(&document.text)),
            warnings,
            words: document.text.split_ascii_whitespace().count(),
        }),
        Err(error) => Err(Unread {
            sentence: format!("{place}: {error}"),
            place: Some(place),
        }),
    }
}

/// What to tell of a document that Onrecord breaks down on.
fn broken(pending: &Pending) -> Unread {
    let place = pending.place().clone();
    Unread::from(Error::Broke { place })
}

impl Iterator for Records<'_> {
    type Item = Record;

    fn next(&mut self) -> Option<Record> {
        loop {
            match self.results.next()? {
                Outcome::Done(Read::Record {
                    mut record,
                    signature,
                    warnings,
                    words,
                }) => {
                    for warning in &warnings {
                        self.messages.warning(&warning.to_string());
                    }
                    record.duplicate = self.seen.check(&record.id, record.url.as_deref(), &signature);
                    self.messages.read(words);
                    self.tally.read(&record.id, words, record.duplicate.as_ref());
                    return Some(*record);
                }
                Outcome::Done(Read::Known) => self.tally.known(),
                Outcome::Done(Read::Skipped(skipped)) => self.tally.skipped(&skipped),
                Outcome::Failed(Unread { place, sentence }) => {
                    self.messages.failure(&sentence);
                    self.tally.failed(place.as_ref(), &sentence);
                }
                Outcome::IntakeBroke => {
                    let sentence = "the rest of the input was not read because Onrecord broke down on it; please \
                                    report it with the input";
                    self.messages.failure(sentence);
                    self.tally.failed(None, sentence);
                }
            }
        }
    }
}
