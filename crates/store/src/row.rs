//! What rows and parts of a record have in common.

use std::collections::HashMap;

use onrecord_text::Span;
use rusqlite::Connection;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::Error;
use crate::spans::Ends;

/// The numbers of a document's rows by their labels in the record: `e1`, `t2`.
pub(crate) type Ids = HashMap<String, i64>;

/// The labels of a document's rows by their numbers.
pub(crate) type Labels = HashMap<i64, String>;

/// The label of the part with a number: `e1`.
pub(crate) fn label_of(letter: char, n: i64) -> String {
    format!("{letter}{n}")
}

/// The two ends of a span, as SQLite keeps them.
pub(crate) fn ends(span: Span) -> Ends {
    [span.start(), span.end()].map(|end| i64::try_from(end).unwrap_or(i64::MAX))
}

/// The span between two ends; `None` where they are none.
pub(crate) fn span([start, stop]: Ends) -> Option<Span> {
    Span::new(usize::try_from(start).ok()?, usize::try_from(stop).ok()?)
}

pub(crate) fn from_json<T: DeserializeOwned>(value: Value) -> Result<T, Error> {
    serde_json::from_value(value).map_err(|error| Error::Damaged(error.to_string()))
}

/// The first column of a query.
pub(crate) fn column(
    connection: &Connection,
    sql: &str,
    parameters: impl rusqlite::Params,
) -> Result<Vec<i64>, Error> {
    let mut statement = connection.prepare_cached(sql)?;
    let found = statement.query_map(parameters, |row| row.get(0))?;
    Ok(found.collect::<Result<_, _>>()?)
}
