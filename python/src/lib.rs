//! The native part of the Python package `onrecord`: what `python/onrecord/*.py` is a thin layer over.
//!
//! Records cross the border as the JSON lines that the command writes, or as Arrow tables through the C data interface; so
//! there is one form of a record, and whatever Python gets is what the command gives, byte for byte.
//!
//! - [`engine`]: a reader and how it is set.
//! - [`feed`]: bytes that a Python iterator or file gives, for the threads that read.
//! - [`rows`]: documents that a table gives.
//! - [`stream`]: records as they come.
//! - [`tables`]: the same as Arrow.
//! - [`store`]: questions to a store.
//! - [`alike`]: how alike texts and statements are.

mod alike;
mod engine;
mod feed;
mod rows;
mod store;
mod stream;
mod tables;

use pyo3::prelude::*;

/// The native part of `onrecord`.
#[pymodule]
fn _onrecord(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add("__version__", env!("CARGO_PKG_VERSION"))?;
    module.add_class::<engine::Engine>()?;
    module.add_class::<stream::Stream>()?;
    module.add_class::<store::Store>()?;
    module.add_function(wrap_pyfunction!(engine::page, module)?)?;
    module.add_function(wrap_pyfunction!(tables::schema, module)?)?;
    alike::register(module)
}
