use std::sync::{Arc, LazyLock};

use arrow_schema::{DataType, Field, Schema, SchemaRef};

use super::{ENTRY, list, number, open, parts, span, spans, text, whole};

/// The columns of a table of records: the fields of `onrecord/1` with their names, types and order.
///
/// What JSON leaves out is null, or an empty list; `extra` is JSON in a string, as its keys are anybody's.
pub fn records_schema() -> SchemaRef {
    static SCHEMA: LazyLock<SchemaRef> = LazyLock::new(|| Arc::new(Schema::new(records())));
    SCHEMA.clone()
}

fn records() -> Vec<Field> {
    let mut columns = vec![text("schema"), text("id")];
    columns.extend(
        [
            "url",
            "publisher",
            "title",
            "author",
            "date",
            "updated",
            "section",
            "language",
        ]
        .map(|name| open(text(name))),
    );
    columns.extend([
        open(parts(
            "duplicate",
            vec![text("of"), text("kind"), number("similarity")],
        )),
        text("sha256"),
        open(text("text")),
        open(spans("block_quotes")),
        open(list("captions", text(ENTRY))),
        open(parts("provenance", provenance())),
        parts("producer", vec![text("name"), text("version"), text("model")]),
        list("attributions", parts(ENTRY, attribution())),
        list("title_attributions", parts(ENTRY, attribution())),
        list("entities", parts(ENTRY, entity())),
        list("times", parts(ENTRY, time())),
        list("quantities", parts(ENTRY, quantity())),
        open(list("rivals", parts(ENTRY, rivals()))),
        list("events", parts(ENTRY, event())),
        open(text("extra")),
    ]);
    columns
}

fn provenance() -> Vec<Field> {
    vec![
        open(text("file")),
        open(text("uri")),
        open(text("record")),
        open(whole("offset")),
        open(text("fetched")),
        open(text("digest")),
        Field::new_map("fields", "key_value", text("key"), text("value"), false, true),
    ]
}

fn attribution() -> Vec<Field> {
    vec![
        text("id"),
        text("type"),
        spans("source"),
        spans("cue"),
        spans("content"),
        open(text("speaker")),
        open(number("speaker_confidence")),
        open(text("evidence")),
        open(text("via")),
        open(text("time")),
        open(text("stance")),
        open(text("parent")),
        number("confidence"),
    ]
}

fn entity() -> Vec<Field> {
    let candidate = vec![text("wikidata"), text("name"), number("score")];
    vec![
        text("id"),
        text("name"),
        text("type"),
        open(Field::new("named", DataType::Boolean, false)),
        open(text("role")),
        open(text("country")),
        open(text("sector")),
        open(text("wikidata")),
        open(list("candidates", parts(ENTRY, candidate))),
        open(text("evidence")),
        spans("mentions"),
    ]
}

fn time() -> Vec<Field> {
    vec![
        text("id"),
        span("span"),
        text("type"),
        text("value"),
        open(text("mod")),
        open(text("earliest")),
        open(text("latest")),
        open(text("anchor")),
        open(text("quant")),
        open(text("freq")),
    ]
}

fn quantity() -> Vec<Field> {
    vec![
        text("id"),
        span("span"),
        text("words"),
        open(number("low")),
        open(number("high")),
        open(number("value")),
        open(text("qualifier")),
        open(text("unit")),
        spans("of"),
        open(text("measure")),
        text("polarity"),
        Field::new("hypothetical", DataType::Boolean, false),
        open(text("attribution")),
        open(text("time")),
    ]
}

fn rivals() -> Vec<Field> {
    let account = vec![
        spans("claimant"),
        open(text("attribution")),
        open(text("quantity")),
        span("span"),
    ];
    vec![
        text("measure"),
        open(text("group")),
        list("accounts", parts(ENTRY, account)),
    ]
}

fn event() -> Vec<Field> {
    vec![
        text("id"),
        text("type"),
        open(text("mode")),
        spans("anchor"),
        open(text("actor")),
        open(text("recipient")),
        open(text("time")),
        open(text("place")),
        open(text("attribution")),
    ]
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use serde_json::{Map, Value};

    use super::*;

    /// What of a JSON Schema an Arrow type has to say the same of.
    fn same(place: &str, schema: &Value, whole: &Value, data: &DataType) {
        let schema = resolved(schema, whole);
        match data {
            DataType::Struct(fields) => {
                let known = schema["properties"]
                    .as_object()
                    .unwrap_or_else(|| panic!("{place}: no object"));
                let names: Vec<&str> = fields.iter().map(|field| field.name().as_str()).collect();
                let mut expected: Vec<&str> = known.keys().map(String::as_str).collect();
                let mut sorted = names.clone();
                sorted.sort_unstable();
                expected.sort_unstable();
                assert_eq!(sorted, expected, "{place}");
                for field in fields {
                    same(
                        &format!("{place}.{}", field.name()),
                        &known[field.name()],
                        whole,
                        field.data_type(),
                    );
                }
            }
            DataType::List(entry) => {
                let entries = schema.get("items").or_else(|| schema["prefixItems"].get(0));
                same(
                    &format!("{place}[]"),
                    entries.unwrap_or_else(|| panic!("{place}: no list")),
                    whole,
                    entry.data_type(),
                );
            }
            DataType::Map(_, _) => assert!(schema["additionalProperties"].is_object(), "{place}"),
            DataType::Utf8 if place == ".extra" => assert_eq!(kind(&schema), "object"),
            DataType::Utf8 => assert_eq!(kind(&schema), "string", "{place}"),
            DataType::Float64 => assert_eq!(kind(&schema), "number", "{place}"),
            DataType::Int32 | DataType::Int64 => assert_eq!(kind(&schema), "integer", "{place}"),
            DataType::Boolean => assert_eq!(kind(&schema), "boolean", "{place}"),
            other => panic!("{place}: {other} is a type that not every reader has"),
        }
    }

    /// A schema without the `null` that it also allows, and with what it refers to.
    fn resolved(schema: &Value, whole: &Value) -> Map<String, Value> {
        if let Some(reference) = schema["$ref"].as_str() {
            return resolved(
                whole.pointer(reference.strip_prefix('#').unwrap()).unwrap(),
                whole,
            );
        }
        for choice in schema["anyOf"].as_array().into_iter().flatten() {
            if choice["type"] != "null" {
                return resolved(choice, whole);
            }
        }
        if let Some(choice) = schema["oneOf"].get(0) {
            return resolved(choice, whole);
        }
        schema.as_object().unwrap().clone()
    }

    fn kind(schema: &Map<String, Value>) -> &str {
        match &schema["type"] {
            Value::Array(kinds) => kinds
                .iter()
                .find_map(|kind| kind.as_str().filter(|kind| *kind != "null"))
                .unwrap(),
            kind => kind.as_str().unwrap(),
        }
    }

    #[test]
    fn the_columns_are_the_fields_of_the_json_schema() {
        let json = onrecord_record::schema();
        let fields = records_schema().fields().clone();
        same("", &json, &json, &DataType::Struct(fields.clone()));
        let required: Vec<&str> = json["required"]
            .as_array()
            .unwrap()
            .iter()
            .map(|name| name.as_str().unwrap())
            .collect();
        for field in &fields {
            assert!(
                field.is_nullable() || required.contains(&field.name().as_str()),
                "{} may be missing",
                field.name()
            );
        }
    }
}
