//! Questions to a store. Answers are the JSON that the command gives.

use std::path::PathBuf;
use std::sync::{Mutex, MutexGuard, PoisonError};

use onrecord_store::{Error, Filter};
use pyo3::exceptions::{PyLookupError, PyOSError, PyValueError};
use pyo3::prelude::*;

use crate::engine::wrong;

/// A store, opened to be read.
#[pyclass(frozen, module = "onrecord._onrecord")]
pub struct Store(Mutex<onrecord_store::Store>);

#[pymethods]
impl Store {
    #[new]
    fn new(path: PathBuf) -> PyResult<Self> {
        let store = onrecord_store::Store::open_read_only(&path).map_err(raised)?;
        Ok(Self(Mutex::new(store)))
    }

    #[allow(clippy::too_many_arguments)] // they are the columns of a filter, by name
    fn search(
        &self,
        py: Python<'_>,
        words: &str,
        speaker: Option<String>,
        outlet: Option<String>,
        after: Option<String>,
        before: Option<String>,
        said_after: Option<String>,
        r#type: Option<String>,
        stance: Option<String>,
        measure: Option<String>,
        has_figure: bool,
        limit: usize,
    ) -> PyResult<String> {
        let filter = Filter {
            speaker,
            outlet,
            after,
            before,
            said_after,
            kind: r#type,
            stance,
            measure,
            has_figure,
        };
        self.asked(py, |store| store.search(words, &filter, limit))
    }

    /// The statements of the one speaker whom a name means.
    fn who(&self, py: Python<'_>, name: &str) -> PyResult<String> {
        self.asked(py, |store| {
            let mut voices = store.voices(name)?;
            if voices.len() > 1 {
                let several = voices
                    .iter()
                    .map(|voice| format!("#{} {}", voice.speaker_id, voice.speaker));
                return Err(Error::Unknown(format!(
                    "{name:?} means {} speakers ({}); name one by number, such as \"#{}\"",
                    voices.len(),
                    several.collect::<Vec<_>>().join(", "),
                    voices[0].speaker_id
                )));
            }
            Ok(store.who(voices.remove(0))?.statements)
        })
    }

    /// The speakers whom a name may mean, each with what is known beside the statements.
    fn speakers(&self, py: Python<'_>, name: &str) -> PyResult<String> {
        self.asked(py, |store| {
            let told = store.voices(name)?.into_iter().map(|voice| {
                let mut who = store.who(voice)?;
                who.statements.clear();
                Ok(who)
            });
            told.collect::<Result<Vec<_>, Error>>()
        })
    }

    fn same(&self, py: Python<'_>, statement: &str) -> PyResult<String> {
        self.asked(py, |store| store.same(statement))
    }

    fn figures(&self, py: Python<'_>, measure: &str, of: Option<&str>) -> PyResult<String> {
        self.asked(py, |store| store.figures(measure, of))
    }

    fn stats(&self, py: Python<'_>) -> PyResult<String> {
        self.asked(py, onrecord_store::Store::stats)
    }

    fn record(&self, py: Python<'_>, document: i64) -> PyResult<String> {
        self.asked(py, |store| {
            store
                .record(document)?
                .ok_or_else(|| Error::Unknown(format!("there is no document {document}")))
        })
    }
}

impl Store {
    fn asked<T: serde::Serialize + Send>(
        &self,
        py: Python<'_>,
        ask: impl FnOnce(&onrecord_store::Store) -> Result<T, Error> + Send,
    ) -> PyResult<String> {
        let answer = py.detach(|| ask(&self.open())).map_err(raised)?;
        serde_json::to_string(&answer).map_err(|error| wrong(error.to_string()))
    }

    fn open(&self) -> MutexGuard<'_, onrecord_store::Store> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn raised(error: Error) -> PyErr {
    let sentence = error.to_string();
    match error {
        Error::Query(_) => PyValueError::new_err(sentence),
        Error::Unknown(_) => PyLookupError::new_err(sentence),
        _ => PyOSError::new_err(sentence),
    }
}
