//! What pages ask of the store beyond what its commands do: SQL over the tables and views of `docs/store.md`.

pub(super) mod against;
pub(super) mod around;
pub(super) mod corrections;
pub(super) mod document;
pub(super) mod figures;
pub(super) mod lists;
pub(super) mod speaker;
pub(super) mod statement;

use onrecord_store::{Error, Store};
use rusqlite::{Params, Row};

/// All rows of a query.
fn rows<T>(
    store: &Store,
    sql: &str,
    parameters: impl Params,
    read: impl FnMut(&Row) -> rusqlite::Result<T>,
) -> Result<Vec<T>, Error> {
    let mut statement = store.connection().prepare_cached(sql)?;
    let found = statement.query_map(parameters, read)?;
    Ok(found.collect::<Result<_, _>>()?)
}
