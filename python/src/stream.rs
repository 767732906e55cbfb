//! Records as they come, in the order of their documents.

use std::collections::VecDeque;
use std::io;
use std::sync::{Mutex, PoisonError};
use std::thread;

use crossbeam_channel::{Receiver, bounded};
use onrecord::Record;
use onrecord_duplicates::Seen;
use onrecord_ingest::{Documents, Error, Pending, Place, Skipped};
use pyo3::exceptions::{PyException, PyRuntimeError};
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyIterator};

use crate::engine::{Read, wrong};
use crate::feed::{Event, Feed};
use crate::rows::Rows;
use crate::tables;

/// Bytes of a file that are handed over at once.
const BYTES: usize = 1 << 18;

/// What came of a document.
pub type Outcome = onrecord_pipeline::Outcome<Read, Failure>;

/// Why there is no record.
#[derive(Clone, Debug, Default, IntoPyObject)]
pub struct Failure {
    /// `failed`, or `skipped` where nothing is wrong with it.
    pub kind: &'static str,
    /// The document's id, where it is known.
    pub document: Option<String>,
    /// The file as the caller named it.
    pub file: Option<String>,
    /// Its line, from 1.
    pub line: Option<u64>,
    /// Bytes from its start.
    pub offset: Option<u64>,
    /// One sentence with place and remedy.
    pub message: String,
}

/// What Python gets for a document.
#[derive(IntoPyObject)]
pub enum Given {
    /// The record as the command writes it.
    Line(String),
    /// Why there is none.
    Failure(Failure),
}

impl From<Result<String, Failure>> for Given {
    fn from(result: Result<String, Failure>) -> Self {
        result.map_or_else(Self::Failure, Self::Line)
    }
}

impl Failure {
    /// With nothing but a sentence.
    pub fn failed(message: String) -> Self {
        Self {
            kind: "failed",
            message,
            ..Self::default()
        }
    }

    fn at(self, place: &Place) -> Self {
        Self {
            file: Some(place.file.clone()),
            line: place.line,
            offset: place.offset,
            ..self
        }
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        let failure = Self::failed(error.to_string());
        match error.place() {
            Some(place) => failure.at(place),
            None => failure,
        }
    }
}

impl From<Skipped> for Failure {
    fn from(skipped: Skipped) -> Self {
        let Skipped { place, reason } = &skipped;
        let failure = Self {
            kind: "skipped",
            ..Self::failed(format!("{place} was left out: {reason}"))
        };
        failure.at(place)
    }
}

/// The results of the threads that read, and what those ask for.
pub struct Results(Receiver<Event<Outcome>>);

impl Results {
    /// Starts to read.
    pub fn start(
        documents: impl FnOnce(Feed<Outcome>) -> Documents,
        threads: usize,
        read: impl Fn(Pending) -> Result<Read, Failure> + Clone + Send + 'static,
    ) -> io::Result<Self> {
        // One event at a time: the pipeline has a window of its own.
        let (tell, events) = bounded(1);
        let inputs = documents(Feed::new(tell.clone())).map(|pending| pending.map_err(Failure::from));
        let broken = |pending: &Pending| {
            let place = pending.place().clone();
            Failure::from(Error::Broke { place })
        };
        let results = onrecord_pipeline::start(inputs, threads, broken, read)?;
        thread::Builder::new().name("results".into()).spawn(move || {
            for result in results {
                if tell.send(Event::Result(result)).is_err() {
                    break;
                }
            }
        })?;
        Ok(Self(events))
    }
}

/// What the threads read from.
pub enum Input {
    /// Nothing of Python's.
    None,
    /// `(line, id)` pairs: JSON lines as bytes.
    Lines(Py<PyIterator>),
    /// An object with `read(n)`.
    File(Py<PyAny>),
    /// Rows of a table.
    Table(Box<Rows>),
}

/// Records as they come: an iterator of JSON lines, and of what says why there is none.
#[pyclass(module = "onrecord._onrecord")]
pub struct Stream(Mutex<Option<Records>>);

/// What a [`Stream`] iterates over; Arrow's readers take it out of there.
pub struct Records {
    results: Results,
    input: Input,
    /// The ids of documents that were handed over and of which nothing has come yet.
    ids: VecDeque<Option<String>>,
    seen: Option<Seen>,
    /// What went wrong in Python, to be raised after what came before it.
    raised: Option<PyErr>,
    /// Whether the reading was interrupted.
    stopped: bool,
}

impl Stream {
    /// The records of an input; `duplicates` says whether each is compared with those before it.
    pub fn new(results: Results, input: Input, duplicates: bool) -> Self {
        Self(Mutex::new(Some(Records {
            results,
            input,
            ids: VecDeque::new(),
            seen: duplicates.then(Seen::default),
            raised: None,
            stopped: false,
        })))
    }

    fn records(&mut self) -> &mut Option<Records> {
        self.0.get_mut().unwrap_or_else(PoisonError::into_inner)
    }
}

fn given_out() -> PyErr {
    PyRuntimeError::new_err("these records were given out as a table already")
}

#[pymethods]
impl Stream {
    fn __iter__(this: Bound<'_, Self>) -> Bound<'_, Self> {
        this
    }

    fn __next__(&mut self, py: Python<'_>) -> PyResult<Option<Given>> {
        let next = self.records().as_mut().ok_or_else(given_out)?.next(py)?;
        Ok(next.map(|result| result.and_then(|record| line(&record)).into()))
    }

    /// The rest as a `pyarrow.RecordBatchReader`.
    fn take_arrow<'py>(
        &mut self,
        py: Python<'py>,
        view: &str,
        failures: bool,
        skipped: bool,
        batch_size: usize,
    ) -> PyResult<Bound<'py, PyAny>> {
        let records = self.records().take().ok_or_else(given_out)?;
        tables::reader(py, records, view, failures, skipped, batch_size)
    }
}

impl Records {
    /// The next record, or why there is none; `None` at the end. Lets other threads of Python run while it waits.
    pub fn next(&mut self, py: Python<'_>) -> PyResult<Option<Result<Box<Record>, Failure>>> {
        while !self.stopped {
            // So that Ctrl-C is heard between two documents.
            py.check_signals()?;
            match py.detach(|| self.results.0.recv()) {
                Ok(Event::More(reply)) => {
                    let more = self.more(py).inspect_err(|_| self.stopped = true)?;
                    let _ = reply.send(more);
                }
                Ok(Event::Result(outcome)) => return Ok(Some(self.settled(outcome))),
                Err(_) => return self.raised.take().map_or(Ok(None), Err),
            }
        }
        Ok(None)
    }

    fn settled(&mut self, outcome: Outcome) -> Result<Box<Record>, Failure> {
        let id = self.ids.pop_front().flatten();
        match outcome {
            Outcome::Done(Read { mut record, signature }) => {
                if let Some(seen) = &mut self.seen {
                    record.duplicate = seen.check(&record.id, record.url.as_deref(), &signature);
                }
                Ok(record)
            }
            Outcome::Failed(failure) => Err(Failure { document: id, ..failure }),
            Outcome::IntakeBroke => Err(Failure::failed(
                "the rest of the input was not read because Onrecord broke down on it; please report it with the input"
                    .into(),
            )),
        }
    }

    /// More bytes. What Python raises over an iterator ends it, and is raised when all before it is given out; what it
    /// raises over a file is told as a failure of the file.
    ///
    /// # Errors
    /// What is no `Exception`, such as `KeyboardInterrupt`: it says nothing of the input, and stops the reading.
    fn more(&mut self, py: Python<'_>) -> PyResult<io::Result<Vec<u8>>> {
        let got = match &mut self.input {
            Input::None => Ok(Vec::new()),
            Input::File(file) => file
                .bind(py)
                .call_method1("read", (BYTES,))
                .and_then(|bytes| bytes.extract::<Vec<u8>>()),
            Input::Lines(lines) => lines.bind(py).clone().next().map_or(Ok(Vec::new()), |next| {
                let (line, id) = next?.extract::<(Bound<'_, PyBytes>, Option<String>)>()?;
                self.ids.push_back(id);
                Ok(line.as_bytes().to_vec())
            }),
            Input::Table(rows) => {
                // A database may need the interpreter on threads of its own to give more.
                let ids = &mut self.ids;
                py.detach(|| rows.lines(ids))
                    .map_err(|error| wrong(format!("the table can't be read: {error}")))
            }
        };
        match got {
            Ok(bytes) => Ok(Ok(bytes)),
            Err(error) if !error.is_instance_of::<PyException>(py) => Err(error),
            Err(error) if matches!(self.input, Input::File(_)) => {
                Ok(Err(io::Error::other(error.value(py).to_string())))
            }
            Err(error) => {
                self.raised = Some(error);
                Ok(Ok(Vec::new()))
            }
        }
    }
}

/// A record as the command writes it.
pub fn line(record: &Record) -> Result<String, Failure> {
    serde_json::to_string(record).map_err(|error| Failure::failed(error.to_string()))
}
