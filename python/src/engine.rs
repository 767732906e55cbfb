//! A reader and how it is set.

use std::ffi::OsString;
use std::fs::File;
use std::io::{BufReader, Cursor};
use std::path::PathBuf;
use std::sync::Arc;

use onrecord::{Model, Reader, Record, Vague};
use onrecord_duplicates::Signature;
use onrecord_export::{Html, Pages, Sink};
use onrecord_ingest::{Documents, Options, Pending, Source, Taken, publication_date};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;

use crate::feed::Feed;
use crate::rows::Rows;
use crate::stream::{self, Failure, Given, Input, Outcome, Results, Stream};

/// Reads documents. One serves any number of threads.
#[pyclass(frozen, module = "onrecord._onrecord")]
pub struct Engine {
    reader: Arc<Reader>,
    how: How,
}

/// What is left in a record, and what is read.
#[derive(Clone, Copy)]
pub struct How {
    min_confidence: Option<f64>,
    explain: bool,
    any_language: bool,
}

#[pymethods]
impl Engine {
    #[new]
    fn new(
        py: Python<'_>,
        model: &str,
        min_confidence: Option<f64>,
        vague_numbers: &str,
        people: Option<PathBuf>,
        explain: bool,
        any_language: bool,
    ) -> PyResult<Self> {
        let model = match model {
            "accurate" => Model::Accurate,
            "fast" => Model::Fast,
            other => return Err(wrong(format!("model is \"accurate\" or \"fast\", not {other:?}"))),
        };
        let vague = match vague_numbers {
            "raw" => Vague::Raw,
            "acled" => Vague::Acled,
            other => {
                return Err(wrong(format!(
                    "vague_numbers is \"raw\" or \"acled\", not {other:?}"
                )));
            }
        };
        if min_confidence.is_some_and(|least| !(0.0..=1.0).contains(&least)) {
            return Err(wrong("min_confidence is a number from 0 to 1".into()));
        }
        let reader = py
            .detach(|| Reader::with_model(model))
            .map_err(|error| wrong(error.to_string()))?;
        let mut reader = reader.with_vague_numbers(vague);
        if let Some(path) = people {
            let table = File::open(&path)?;
            reader = reader
                .with_people(BufReader::new(table))
                .map_err(|error| wrong(format!("{}: {error}", path.display())))?;
        }
        Ok(Self {
            reader: Arc::new(reader),
            how: How {
                min_confidence,
                explain,
                any_language,
            },
        })
    }

    /// The name of the model, such as `onrecord-en-1`.
    #[getter]
    fn model(&self) -> &str {
        self.reader.model_name()
    }

    /// Reads one document in its bytes, whose format the name tells, and which stands at an address: its JSON line, or why
    /// there is none.
    #[pyo3(signature = (name, bytes, date, address = None))]
    fn read(
        &self,
        py: Python<'_>,
        name: &str,
        bytes: Vec<u8>,
        date: Option<&str>,
        address: Option<&str>,
    ) -> PyResult<Given> {
        let options = self.options(date)?;
        let read = py.detach(|| {
            let mut source = Source::new(name, Cursor::new(bytes), &options)?;
            if let Some(address) = address {
                source = source.at_address(address);
            }
            let pending = onrecord_ingest::read(source, &options)?.next();
            let Some(pending) = pending else {
                return Err(Failure::failed(format!("{name} holds no document")));
            };
            let read = read(&self.reader, self.how, pending?)?;
            stream::line(&read.record)
        });
        Ok(read.into())
    }

    /// Reads what an iterator of JSON lines gives, each with its document's id, if it is known.
    fn read_lines(
        &self,
        lines: Bound<'_, PyAny>,
        name: &str,
        date: Option<&str>,
        threads: usize,
        duplicates: bool,
    ) -> PyResult<Stream> {
        self.start_fed(
            Input::Lines(lines.try_iter()?.unbind()),
            name,
            date,
            threads,
            duplicates,
        )
    }

    /// Reads the rows of a table, whose columns are named after a document's fields.
    fn read_table(
        &self,
        table: &Bound<'_, PyAny>,
        columns: Vec<(String, String)>,
        name: &str,
        date: Option<&str>,
        threads: usize,
        duplicates: bool,
    ) -> PyResult<Stream> {
        let rows = Rows::of(table, &columns)?;
        self.start_fed(Input::Table(Box::new(rows)), name, date, threads, duplicates)
    }

    /// Reads a binary file object: its format is told by its name and its first bytes.
    fn read_file(
        &self,
        file: Bound<'_, PyAny>,
        name: &str,
        date: Option<&str>,
        threads: usize,
        duplicates: bool,
    ) -> PyResult<Stream> {
        self.start_fed(Input::File(file.unbind()), name, date, threads, duplicates)
    }

    /// Reads files, folders and patterns, as the command does.
    fn read_inputs(
        &self,
        inputs: Vec<OsString>,
        date: Option<&str>,
        threads: usize,
        duplicates: bool,
    ) -> PyResult<Stream> {
        let documents = onrecord_ingest::documents(inputs, &self.options(date)?);
        self.start(Input::None, move |_| Box::new(documents), threads, duplicates)
    }
}

impl Engine {
    fn options(&self, date: Option<&str>) -> PyResult<Options> {
        let date = date.map(publication_date).transpose();
        Ok(Options {
            date: date.map_err(|error| wrong(error.to_string()))?,
            any_language: self.how.any_language,
            ..Options::default()
        })
    }

    /// Starts to read what Python objects give.
    fn start_fed(
        &self,
        input: Input,
        name: &str,
        date: Option<&str>,
        threads: usize,
        duplicates: bool,
    ) -> PyResult<Stream> {
        let (name, options) = (name.to_owned(), self.options(date)?);
        let read = match input {
            Input::File(_) => onrecord_ingest::read,
            _ => onrecord_ingest::read_lines,
        };
        let documents = move |feed: Feed<_>| -> Documents {
            // Asked for the first bytes when the first document is, not before: the caller answers by then.
            Box::new(std::iter::once_with(move || opened(&name, feed, &options, read)).flatten())
        };
        self.start(input, documents, threads, duplicates)
    }

    fn start(
        &self,
        input: Input,
        documents: impl FnOnce(Feed<Outcome>) -> Documents,
        threads: usize,
        duplicates: bool,
    ) -> PyResult<Stream> {
        let (reader, how) = (Arc::clone(&self.reader), self.how);
        let results = Results::start(documents, threads.max(1), move |pending| {
            read(&reader, how, pending)
        })?;
        Ok(Stream::new(results, input, duplicates))
    }
}

fn opened(
    name: &str,
    feed: Feed<Outcome>,
    options: &Options,
    read: fn(Source, &Options) -> Result<Documents, onrecord_ingest::Error>,
) -> Documents {
    let source = Source::new(name, BufReader::with_capacity(1 << 16, feed), options);
    match source.and_then(|source| read(source, options)) {
        Ok(documents) => documents,
        Err(error) => Box::new(std::iter::once(Err(error))),
    }
}

/// A record, and what its text is compared with others by.
pub struct Read {
    pub record: Box<Record>,
    pub signature: Box<Signature>,
}

/// Takes a document in and reads it.
fn read(reader: &Reader, how: How, pending: Pending) -> Result<Read, Failure> {
    let place = pending.place().clone();
    let document = match pending.take_in()? {
        Taken::Document(intake) => intake.document,
        Taken::Skipped(skipped) => return Err(skipped.into()),
    };
    let mut record = reader
        .read(&document)
        .map_err(|error| Failure::failed(format!("{place}: {error}")))?;
    if let Some(least) = how.min_confidence {
        record.keep(|attribution| attribution.confidence >= least);
    }
    if !how.explain {
        record.leave_unexplained();
    }
    Ok(Read {
        record: Box::new(record),
        signature: Box::new(Signature::of(&document.text)),
    })
}

/// The page of a record, given as its JSON line, with the article marked: HTML that loads nothing and runs nothing.
#[pyfunction]
pub fn page(line: &str) -> PyResult<String> {
    let record: Record = serde_json::from_str(line).map_err(|error| wrong(error.to_string()))?;
    let mut page = Vec::new();
    let mut html = Html::new(&mut page, Pages::One);
    let written = html.write(&record).and_then(|()| html.finish());
    written.map_err(|error| wrong(error.to_string()))?;
    String::from_utf8(page).map_err(|error| wrong(error.to_string()))
}

pub fn wrong(sentence: String) -> PyErr {
    PyValueError::new_err(sentence)
}
