//! A JSON object to a [`Document`].

use std::fmt;

use onrecord_page::Body;
use onrecord_record::{Document, Provenance};
use onrecord_text::Span;
use serde::de::{Deserialize, DeserializeOwned, Deserializer, Error as _, MapAccess, Visitor};
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};

use crate::error::shown;
use crate::surrogates::without_halves;
use crate::{Error, Place, Taken, Warning, ninjs, publication_date};

/// The id of a document that came without one: the first 16 hexadecimal digits of the SHA-256 of the UTF-8 bytes of its
/// title (if any) followed by those of its text. The same bytes give the same id.
pub fn content_id(title: Option<&str>, text: &str) -> String {
    let hash = Sha256::new()
        .chain_update(title.unwrap_or_default())
        .chain_update(text)
        .finalize();
    hash.iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

/// A document of which nothing is known but its article.
pub(crate) fn with_body(body: Body) -> Document {
    let spans = body
        .block_quotes
        .into_iter()
        .filter_map(|range| Span::new(range.start, range.end));
    Document {
        block_quotes: spans.collect(),
        captions: body.captions,
        text: body.text,
        ..Document::default()
    }
}

/// Keys of a record that its document doesn't have. Records and annotated corpora (PolNeAR with its `attributions`) are
/// read as documents too: what was found in the text before is left behind, or it would stand beside what is found now.
const RECORD_KEYS: &[&str] = &[
    "schema",
    "sha256",
    "producer",
    "attributions",
    "title_attributions",
    "entities",
    "times",
    "quantities",
    "events",
    "duplicate",
];

/// The document in a JSON text: one of ours, or a news item. `place` is where the text starts: its line, and no column.
pub(crate) fn parse(json: &str, place: &Place) -> Result<Taken, Error> {
    let mut warnings = Vec::new();
    let fields = serde_json::from_str(json).or_else(|error| match without_halves(json) {
        Some(mended) => {
            warnings.push(Warning::Surrogates { place: place.clone() });
            serde_json::from_str(&mended).map_err(|error| broken(&mended, &error, place))
        }
        None => Err(broken(json, &error, place)),
    });
    let Fields(fields) = fields?;
    let taken = if ninjs::recognises(&fields) {
        ninjs::document(fields, place)?
    } else {
        Taken::found(document(fields, place)?)
    };
    Ok(taken.with(warnings))
}

/// The error for JSON that serde_json doesn't take.
pub(crate) fn broken(json: &str, error: &serde_json::Error, place: &Place) -> Error {
    let message = error.to_string();
    let message = message.split(" at line ").next().unwrap_or_default();
    let line = error.line().max(1) as u64;
    // serde_json counts bytes.
    let before = json
        .lines()
        .nth(error.line().saturating_sub(1))
        .unwrap_or_default();
    let column = before
        .char_indices()
        .take_while(|(byte, _)| byte + 1 < error.column())
        .count() as u64
        + 1;
    let place = Place {
        line: Some(place.line.unwrap_or(1) + line - 1),
        column: Some(column),
        ..place.clone()
    };
    Error::Json {
        place,
        message: shown(message, 200),
    }
}

/// An object in which no key stands twice: serde_json would take the last, another reader the first.
struct Fields(Map<String, Value>);

impl<'de> Deserialize<'de> for Fields {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Object;

        impl<'de> Visitor<'de> for Object {
            type Value = Fields;

            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("an object with a document's fields")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Fields, A::Error> {
                let mut fields = Map::new();
                while let Some(key) = access.next_key::<String>()? {
                    if fields.contains_key(&key) {
                        return Err(A::Error::custom(format!(
                            "the key \"{}\" stands twice",
                            shown(&key, 40)
                        )));
                    }
                    let value = access.next_value()?;
                    fields.insert(key, value);
                }
                Ok(Fields(fields))
            }
        }

        deserializer.deserialize_map(Object)
    }
}

fn document(mut fields: Map<String, Value>, place: &Place) -> Result<Document, Error> {
    let text = match fields.shift_remove("text") {
        Some(Value::String(text)) => text,
        None | Some(Value::Null) => return Err(Error::NoText { place: place.clone() }),
        Some(_) => {
            return Err(Error::Type {
                place: place.clone(),
                key: "text",
                expected: "a string",
            });
        }
    };
    let title = string(&mut fields, "title", place)?;
    let id = match fields.shift_remove("id") {
        Some(Value::String(id)) if !id.is_empty() => id,
        Some(Value::Number(id)) => id.to_string(),
        None | Some(Value::Null | Value::String(_)) => content_id(title.as_deref(), &text),
        Some(_) => {
            return Err(Error::Type {
                place: place.clone(),
                key: "id",
                expected: "a string or a number",
            });
        }
    };
    let date = string(&mut fields, "date", place)?
        .map(|date| {
            publication_date(&date).map_err(|date| Error::Date {
                place: place.clone(),
                date,
            })
        })
        .transpose()?;
    // Where the bytes first came from says more than the file they were handed on in.
    let provenance = match fields.shift_remove("provenance") {
        None | Some(Value::Null) => Provenance {
            file: Some(place.file.clone()),
            ..Provenance::default()
        },
        Some(given) => serde_json::from_value(given).map_err(|_| Error::Type {
            place: place.clone(),
            key: "provenance",
            expected: "an object as onrecord writes it",
        })?,
    };
    let mut document = Document {
        id,
        url: string(&mut fields, "url", place)?,
        publisher: string(&mut fields, "publisher", place)?,
        title,
        author: string(&mut fields, "author", place)?,
        date,
        language: string(&mut fields, "language", place)?,
        text,
        updated: known(&mut fields, "updated"),
        section: known(&mut fields, "section"),
        block_quotes: known(&mut fields, "block_quotes").unwrap_or_default(),
        captions: known(&mut fields, "captions").unwrap_or_default(),
        extra: Map::new(),
        provenance: Some(provenance),
    };
    // A document written by onrecord has its unknown keys under "extra" already.
    if let Some(Value::Object(extra)) = fields.get_mut("extra") {
        document.extra = std::mem::take(extra);
        fields.shift_remove("extra");
    }
    fields.retain(|key, _| !RECORD_KEYS.contains(&key.as_str()));
    document.extra.extend(fields);
    Ok(document)
}

/// A field that Onrecord writes itself. What has another form than that stays among the unknown keys.
fn known<T: DeserializeOwned>(fields: &mut Map<String, Value>, key: &str) -> Option<T> {
    let value = serde_json::from_value(fields.get(key)?.clone()).ok()?;
    fields.shift_remove(key);
    Some(value)
}

/// A field that may be missing; an empty one says as little as a missing one.
fn string(
    fields: &mut Map<String, Value>,
    key: &'static str,
    place: &Place,
) -> Result<Option<String>, Error> {
    match fields.shift_remove(key) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(value)) => Ok(Some(value).filter(|value| !value.is_empty())),
        Some(_) => Err(Error::Type {
            place: place.clone(),
            key,
            expected: "a string",
        }),
    }
}
