//! Parts of a record taken apart into rows.
//!
//! A part is taken apart by its JSON keys: those with a column of their own go there, whatever else it has goes to
//! `rest`, as JSON. So a record comes back whole also where it has fields that no column was made for.

use std::collections::HashSet;

use onrecord_text::{Span, Text};
use rusqlite::types::Value as Cell;
use serde::Serialize;
use serde_json::{Map, Value};

use crate::fields::{Form, Table};
use crate::kinds::Kinds;
use crate::row::{Ids, ends, from_json, label_of};
use crate::share::thousandths;
use crate::spans::Ends;
use crate::{Error, spans};

/// What the fields of a document's parts refer to when they are written.
pub(crate) struct Written<'a> {
    pub(crate) kinds: Kinds<'a>,
    pub(crate) text: &'a Text,
    /// The labels of the entities that speak.
    pub(crate) speaking: HashSet<String>,
    pub(crate) entities: Ids,
    pub(crate) times: Ids,
    pub(crate) attributions: Ids,
}

/// A part of a record that is taken apart key by key.
pub(crate) struct Part(Map<String, Value>);

impl Part {
    pub(crate) fn of(part: &impl Serialize) -> Result<Self, Error> {
        match serde_json::to_value(part) {
            Ok(Value::Object(object)) => Ok(Self(object)),
            _ => Err(Error::Damaged("a part of a record is no object".into())),
        }
    }

    /// Takes the fields of a table, in their order.
    pub(crate) fn cells(&mut self, table: &Table, written: &mut Written) -> Result<Vec<Cell>, Error> {
        let fields = table.fields.iter();
        fields
            .map(|field| self.cell(field.key, field.form, written))
            .collect()
    }

    fn cell(&mut self, key: &str, form: Form, written: &mut Written) -> Result<Cell, Error> {
        Ok(match form {
            Form::Plain | Form::Flag => self.take(key),
            Form::Kind => match self.take(key) {
                Cell::Text(name) => Cell::Integer(written.kinds.number(name)?),
                other => other,
            },
            Form::Share => match self.take(key) {
                Cell::Real(share) => thousandths(share).map_or(Cell::Real(share), Cell::Integer),
                other => other,
            },
            Form::Name
                if self
                    .text_at("id")
                    .is_some_and(|label| written.speaking.contains(label)) =>
            {
                self.take(key)
            }
            Form::Name => {
                let mention = self
                    .0
                    .get("mentions")
                    .and_then(|mentions| mentions.get(0))
                    .cloned();
                self.take_unless_said(key, mention, written.text)?
            }
            Form::Words => {
                let span = self.0.get("span").cloned();
                self.take_unless_said(key, span, written.text)?
            }
            Form::LikeValue => self.take_unless_value(key),
            Form::Span => {
                let span: Span = from_json(self.0.shift_remove(key).unwrap_or_default())?;
                spans::written(&[ends(span)]).into()
            }
            Form::Spans => {
                let list = self
                    .0
                    .shift_remove(key)
                    .unwrap_or_else(|| Value::Array(Vec::new()));
                let list: Vec<Span> = from_json(list)?;
                let list: Vec<Ends> = list.into_iter().map(ends).collect();
                spans::written(&list).into()
            }
            Form::Entity => self.take_reference(key, &written.entities).into(),
            Form::Time => self.take_reference(key, &written.times).into(),
            Form::Statement => self.take_reference(key, &written.attributions).into(),
        })
    }

    fn text_at(&self, key: &str) -> Option<&str> {
        self.0.get(key)?.as_str()
    }

    /// Takes words, as null where a span says them.
    fn take_unless_said(&mut self, key: &str, span: Option<Value>, text: &Text) -> Result<Cell, Error> {
        let span: Option<Span> = span.map(from_json).transpose()?;
        let is_said = |words: &str| span.is_some_and(|span| text.slice(span) == words);
        Ok(match self.take(key) {
            Cell::Text(words) if is_said(&words) => Cell::Null,
            other => other,
        })
    }

    /// Takes a day, as null where it is the value, as an empty text where there is none.
    fn take_unless_value(&mut self, key: &str) -> Cell {
        match self.text_at(key) {
            // An empty day isn't none: it stays, and goes to the rest.
            None | Some("") => Cell::Text(String::new()),
            day if day == self.text_at("value") => {
                self.drop(key);
                Cell::Null
            }
            Some(_) => self.take(key),
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

    /// Takes a reference to another part of the record. One that leads nowhere (`t0`, the day of publication) stays, and
    /// goes to the rest.
    fn take_reference(&mut self, key: &str, ids: &Ids) -> Option<i64> {
        let label = self.0.get(key)?;
        let id = match label.as_str() {
            Some(label) => Some(*ids.get(label)?),
            None => None,
        };
        self.0.shift_remove(key);
        id
    }

    /// Drops the part's own label where it is what its number makes it.
    pub(crate) fn drop_label(&mut self, letter: char, n: i64) {
        if self
            .0
            .get("id")
            .is_some_and(|label| *label == label_of(letter, n))
        {
            self.drop("id");
        }
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
