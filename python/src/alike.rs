//! How alike texts and statements are: what a cluster needs to find copies and repeated statements.

use onrecord_duplicates::{NEAR, SHORT, Seen};
use onrecord_same::{Likeness, Wording};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::PyBytes;

/// What is kept of a text to compare it with others: a MinHash signature of its five-word shingles.
#[pyclass(frozen, module = "onrecord")]
pub struct Signature(onrecord_duplicates::Signature);

#[pymethods]
impl Signature {
    /// The signature of a text.
    #[staticmethod]
    fn of(text: &str) -> Self {
        Self(onrecord_duplicates::Signature::of(text))
    }

    /// From what `bytes(signature)` gave.
    #[staticmethod]
    fn from_bytes(bytes: &[u8]) -> PyResult<Self> {
        onrecord_duplicates::Signature::from_bytes(bytes)
            .map(Self)
            .ok_or_else(|| {
                PyValueError::new_err(format!("{} bytes are no signature, which has 136", bytes.len()))
            })
    }

    fn __bytes__<'py>(&self, python: Python<'py>) -> Bound<'py, PyBytes> {
        PyBytes::new(python, &self.0.to_bytes())
    }

    /// A hash of all words, as a signed number of 64 bits.
    #[getter]
    fn words(&self) -> i64 {
        self.0.words().cast_signed()
    }

    /// The keys by which alike texts meet: of two texts with a similarity of .8, 9,999 pairs in 10,000 share one. None for
    /// texts too short to be compared but by all their words.
    #[getter]
    fn bands(&self) -> Vec<u64> {
        match self.0.count() < SHORT {
            true => Vec::new(),
            false => self.0.bands().to_vec(),
        }
    }

    /// The estimated share of five-word shingles that both texts have, 0 to 1.
    fn similarity(&self, other: &Self) -> f64 {
        self.0.similarity(&other.0)
    }

    /// Whether one text is a copy of the other, or nearly.
    fn near(&self, other: &Self) -> bool {
        let long = self.0.count().min(other.0.count()) >= SHORT;
        long && self.0.similarity(&other.0) >= NEAR || self.0.equals(&other.0)
    }
}

/// The documents seen before, to tell copies and new versions by. Remembers the last so many.
#[pyclass(module = "onrecord")]
pub struct Copies(Seen);

#[pymethods]
impl Copies {
    #[new]
    #[pyo3(signature = (remembered = onrecord_duplicates::REMEMBERED))]
    fn new(remembered: usize) -> Self {
        Self(Seen::new(remembered))
    }

    /// Which document before it this one repeats, as `(of, kind, similarity)` with kind `copy` or `update`; then remembers
    /// it.
    fn check(
        &mut self,
        id: &str,
        url: Option<&str>,
        signature: &Signature,
    ) -> Option<(String, &'static str, f64)> {
        let twin = self.0.check(id, url, &signature.0)?;
        let kind = match twin.kind {
            onrecord::DuplicateKind::Copy => "copy",
            onrecord::DuplicateKind::Update => "update",
        };
        Some((twin.of, kind, twin.similarity))
    }
}

/// An address as it is compared: without what says only how a reader came there. `None` where it is no web address.
#[pyfunction]
fn address(url: &str) -> Option<String> {
    onrecord_duplicates::address(url)
}

/// The words of a statement as they are compared, each with whether it is a function word ("the", "of").
#[pyfunction]
fn wording(words: &str) -> Vec<(String, bool)> {
    Wording::of(words)
        .forms_and_functions()
        .map(|(form, function)| (form.to_owned(), function))
        .collect()
}

/// What two statements are to each other by their words: `("equal", 1.0)`, `("near", score)` or, where one is cut out of
/// the other, `("part", score)`; `None` where they say different things.
#[pyfunction]
fn same(one: &str, other: &str) -> Option<(&'static str, f64)> {
    let (one, other) = (Wording::of(one), Wording::of(other));
    let likeness = || Likeness::of(&one, &other);
    Some(match onrecord_same::same(&one, &other)? {
        onrecord_same::Same::Equal => ("equal", 1.0),
        onrecord_same::Same::Near => ("near", likeness().resemblance),
        onrecord_same::Same::Part => ("part", likeness().containment),
    })
}

/// Puts all of this into the module.
pub fn register(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add_class::<Signature>()?;
    module.add_class::<Copies>()?;
    module.add_function(wrap_pyfunction!(address, module)?)?;
    module.add_function(wrap_pyfunction!(wording, module)?)?;
    module.add_function(wrap_pyfunction!(same, module)?)
}
