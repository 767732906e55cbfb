//! Parts of a record as rows, and back.
//!
//! A part is taken apart by its JSON keys: those with a column of their own go there, whatever else it has goes to
//! `rest`, as JSON. So a record comes back whole also where it has fields that no column was made for.

use std::collections::HashMap;

use onrecord_text::Span;
use rusqlite::types::Value as Cell;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Number, Value};

use crate::Error;

/// The ids of a document's rows by their labels in the record: `e1`, `t2`.
pub(crate) type Ids = HashMap<String, i64>;

/// A part of a record that is taken apart key by key.
pub(crate) struct Part(Map<String, Value>);

impl Part {
    pub(crate) fn of(part: &impl Serialize) -> Result<Self, Error> {
        match serde_json::to_value(part) {
            Ok(Value::Object(object)) => Ok(Self(object)),
            _ => Err(Error::Damaged("a part of a record is no object".into())),
        }
    }

    /// Takes a key with a plain value.
    pub(crate) fn take(&mut self, key: &str) -> Cell {
        match self.0.shift_remove(key) {
            None | Some(Value::Null) => Cell::Null,
            Some(Value::Bool(value)) => Cell::Integer(value.into()),
            Some(Value::Number(number)) => number
                .as_i64()
                .map_or_else(|| number.as_f64().map_or(Cell::Null, Cell::Real), Cell::Integer),
            Some(Value::String(string)) => Cell::Text(string),
            Some(other) => Cell::Text(other.to_string()),
        }
    }

    /// Takes a span, as its two ends.
    pub(crate) fn take_span(&mut self, key: &str) -> Result<[i64; 2], Error> {
        let span = self.0.shift_remove(key).unwrap_or_default();
        Ok(ends(from_json(span)?))
    }

    /// Takes a list of spans.
    pub(crate) fn take_spans(&mut self, key: &str) -> Result<Vec<[i64; 2]>, Error> {
        let spans = self
            .0
            .shift_remove(key)
            .unwrap_or_else(|| Value::Array(Vec::new()));
        let spans: Vec<Span> = from_json(spans)?;
        Ok(spans.into_iter().map(ends).collect())
    }

    /// Takes a reference to another part of the record. One that leads nowhere (`t0`, the day of publication) stays, and
    /// goes to the rest.
    pub(crate) fn take_reference(&mut self, key: &str, ids: &Ids) -> Option<i64> {
        let label = self.0.get(key)?;
        let id = match label.as_str() {
            Some(label) => Some(*ids.get(label)?),
            None => None,
        };
        self.0.shift_remove(key);
        id
    }

    /// Puts a key back.
    pub(crate) fn keep(&mut self, key: &str, value: Value) {
        self.0.insert(key.to_owned(), value);
    }

    /// Drops a key.
    pub(crate) fn drop(&mut self, key: &str) {
        self.0.shift_remove(key);
    }

    /// What is left, as JSON; `None` where that is nothing.
    pub(crate) fn rest(mut self) -> Option<String> {
        self.0.retain(|_, value| !value.is_null());
        (!self.0.is_empty()).then(|| Value::Object(self.0).to_string())
    }
}

/// A part of a record that is put together again.
pub(crate) struct Whole(Map<String, Value>);

impl Whole {
    /// Begins with what `rest` kept.
    pub(crate) fn new(rest: Option<String>) -> Result<Self, Error> {
        let rest = rest.unwrap_or_else(|| "{}".into());
        serde_json::from_str(&rest)
            .map(Self)
            .map_err(|error| Error::Damaged(format!("rest: {error}")))
    }

    /// Puts a value where there is one.
    pub(crate) fn put(&mut self, key: &str, cell: Cell) {
        let value = match cell {
            Cell::Null | Cell::Blob(_) => return,
            Cell::Integer(number) => number.into(),
            Cell::Real(number) => Number::from_f64(number).map_or(Value::Null, Value::Number),
            Cell::Text(string) => string.into(),
        };
        self.0.insert(key.to_owned(), value);
    }

    /// Puts a truth value where there is one.
    pub(crate) fn put_bool(&mut self, key: &str, value: Option<bool>) {
        if let Some(value) = value {
            self.0.insert(key.to_owned(), value.into());
        }
    }

    /// Puts JSON.
    pub(crate) fn put_json(&mut self, key: &str, value: impl Into<Value>) {
        self.0.insert(key.to_owned(), value.into());
    }

    /// Puts JSON where the rest has none.
    pub(crate) fn put_default(&mut self, key: &str, value: impl Into<Value>) {
        self.0.entry(key).or_insert(value.into());
    }

    /// Puts a list of spans, also an empty one.
    pub(crate) fn put_spans(&mut self, key: &str, spans: &[[i64; 2]]) {
        let spans: Vec<Value> = spans.iter().map(|ends| Value::from(ends.to_vec())).collect();
        self.0.insert(key.to_owned(), spans.into());
    }

    /// The part.
    pub(crate) fn into<T: DeserializeOwned>(self) -> Result<T, Error> {
        from_json(Value::Object(self.0))
    }
}

/// The two ends of a span, as SQLite keeps them.
pub(crate) fn ends(span: Span) -> [i64; 2] {
    [span.start(), span.end()].map(|end| i64::try_from(end).unwrap_or(i64::MAX))
}

/// The span between two ends; `None` where they are none.
pub(crate) fn span([start, stop]: [i64; 2]) -> Option<Span> {
    Span::new(usize::try_from(start).ok()?, usize::try_from(stop).ok()?)
}

fn from_json<T: DeserializeOwned>(value: Value) -> Result<T, Error> {
    serde_json::from_value(value).map_err(|error| Error::Damaged(error.to_string()))
}
