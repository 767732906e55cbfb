//! From files to records: what `read` and `eval --run` share.

use std::iter;
use std::path::PathBuf;
use std::sync::Arc;

use onrecord::{Document, Reader, Record};
use onrecord_ingest::{Intake, Options, Pending, Skipped, Taken, Warning};

use crate::arguments::Reading;
use crate::failure::Failure;
use crate::messages::Messages;
use crate::pipeline::{self, Outcome, Results};

/// The records of documents, in the order of their inputs; what went wrong is told on the way.
pub struct Records<'a> {
    results: Results<Read>,
    messages: &'a mut Messages,
}

/// What came of a document.
enum Read {
    Record {
        record: Box<Record>,
        warnings: Vec<Warning>,
        words: usize,
    },
    Skipped(Skipped),
}

/// Starts to read all documents of `files`, of which `-` is standard input.
pub fn start<'a>(
    files: Vec<PathBuf>,
    options: Options,
    how: &Reading,
    messages: &'a mut Messages,
) -> Result<Records<'a>, Failure> {
    let reader = Reader::with_model(how.model.into()).map_err(|error| Failure::Stopped(error.to_string()))?;
    let reader = Arc::new(reader);
    let work = move |pending: Pending| {
        let Intake { document, warnings } = match pending.take_in().map_err(|error| error.to_string())? {
            Taken::Document(intake) => *intake,
            Taken::Skipped(skipped) => return Ok(Read::Skipped(skipped)),
        };
        let record = reader
            .read(&document)
            .map_err(|error| format!("{}: {error}", name(&document)))?;
        Ok(Read::Record {
            record: Box::new(record),
            warnings,
            words: document.text.split_ascii_whitespace().count(),
        })
    };
    let results = pipeline::start(
        intakes(files, options),
        how.threads(),
        |pending: &Pending| pending.place().to_string(),
        work,
    )
    .map_err(|error| {
        Failure::Stopped(format!(
            "the threads that read can't be started ({error}); ask for fewer with --threads"
        ))
    })?;
    Ok(Records { results, messages })
}

/// The documents of all files, one after the other; a file is opened when its turn comes.
fn intakes(files: Vec<PathBuf>, options: Options) -> impl Iterator<Item = Result<Pending, String>> + Send {
    let documents = move |file: PathBuf| match onrecord_ingest::open(file, &options) {
        Ok(documents) => documents,
        Err(error) => Box::new(iter::once(Err(error))),
    };
    files
        .into_iter()
        .flat_map(documents)
        .map(|pending| pending.map_err(|error| error.to_string()))
}

/// What to call a document in a message.
fn name(document: &Document) -> String {
    let file = document
        .provenance
        .as_ref()
        .and_then(|provenance| provenance.file.as_deref());
    match file {
        Some("-") | None => format!("document {}", document.id),
        Some(file) => format!("{file}, document {}", document.id),
    }
}

impl Iterator for Records<'_> {
    type Item = Record;

    fn next(&mut self) -> Option<Record> {
        loop {
            match self.results.next()? {
                Outcome::Done(Read::Record {
                    record,
                    warnings,
                    words,
                }) => {
                    for warning in &warnings {
                        self.messages.warning(&warning.to_string());
                    }
                    self.messages.read(words);
                    return Some(*record);
                }
                Outcome::Done(Read::Skipped(skipped)) => self.messages.warning(&format!(
                    "{} was left out: {}",
                    skipped.place, skipped.reason
                )),
                Outcome::Failed(sentence) => self.messages.failure(&sentence),
                Outcome::IntakeBroke => self.messages.failure(
                    "the rest of the input was not read because Onrecord broke down on it; please report it with the \
                     input",
                ),
            }
        }
    }
}
