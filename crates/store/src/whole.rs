//! Parts of a record put together again from rows.

use onrecord_text::Text;
use rusqlite::Row;
use rusqlite::types::Value as Cell;
use serde::de::DeserializeOwned;
use serde_json::{Map, Number, Value};

use crate::fields::{Form, Table};
use crate::row::{Labels, from_json, span};
use crate::share::share;
use crate::{Error, spans};

/// What the fields of a document's parts refer to when they are read.
pub(crate) struct Read {
    pub(crate) kinds: Labels,
    pub(crate) text: Text,
    pub(crate) entities: Labels,
    pub(crate) times: Labels,
    pub(crate) attributions: Labels,
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

    /// Puts the fields of a table's row.
    pub(crate) fn put_fields(&mut self, table: &Table, row: &Row, read: &Read) -> Result<(), Error> {
        for field in table.fields {
            self.put_field(field.key, field.form, row.get(field.column)?, row, read)?;
        }
        Ok(())
    }

    fn put_field(&mut self, key: &str, form: Form, cell: Cell, row: &Row, read: &Read) -> Result<(), Error> {
        match (form, cell) {
            (Form::Name, Cell::Null) => self.put_json(key, words(row.get("mentions")?, &read.text)?),
            (Form::Words, Cell::Null) => self.put_json(key, words(row.get("span")?, &read.text)?),
            (Form::LikeValue, Cell::Null) => self.put(key, row.get("value")?),
            (Form::LikeValue, Cell::Text(day)) if day.is_empty() => {}
            (Form::Spans, cell) => {
                let list = spans::read(text_of(&cell))?;
                let list: Vec<Value> = list.iter().map(|ends| Value::from(ends.to_vec())).collect();
                self.put_json(key, list);
            }
            (_, Cell::Null) => {}
            (Form::Flag, Cell::Integer(value)) => self.put_json(key, value != 0),
            (Form::Share, Cell::Integer(thousandths)) => self.put(key, Cell::Real(share(thousandths))),
            (Form::Span, cell) => {
                if let Some(ends) = spans::read(text_of(&cell))?.first() {
                    self.put_json(key, ends.to_vec());
                }
            }
            (Form::Kind, Cell::Integer(id)) => self.put_label(key, id, &read.kinds),
            (Form::Entity, Cell::Integer(id)) => self.put_label(key, id, &read.entities),
            (Form::Time, Cell::Integer(id)) => self.put_label(key, id, &read.times),
            (Form::Statement, Cell::Integer(id)) => self.put_label(key, id, &read.attributions),
            (_, cell) => self.put(key, cell),
        }
        Ok(())
    }

    fn put_label(&mut self, key: &str, id: i64, labels: &Labels) {
        if let Some(label) = labels.get(&id) {
            self.put_json(key, label.clone());
        }
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

    /// Puts JSON.
    pub(crate) fn put_json(&mut self, key: &str, value: impl Into<Value>) {
        self.0.insert(key.to_owned(), value.into());
    }

    /// Puts JSON where the rest has none.
    pub(crate) fn put_default(&mut self, key: &str, value: impl Into<Value>) {
        self.0.entry(key).or_insert(value.into());
    }

    /// The part.
    pub(crate) fn into<T: DeserializeOwned>(self) -> Result<T, Error> {
        from_json(Value::Object(self.0))
    }
}

/// The words of the first of some spans.
fn words(list: Option<String>, text: &Text) -> Result<String, Error> {
    let span = spans::read(list.as_deref())?.first().copied().and_then(span);
    Ok(span.map_or("", |span| text.slice(span)).to_owned())
}

fn text_of(cell: &Cell) -> Option<&str> {
    match cell {
        Cell::Text(text) => Some(text),
        _ => None,
    }
}
