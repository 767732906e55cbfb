//! What the API offers: for programs as OpenAPI 3.1, for people as a page.

use std::sync::LazyLock;

use askama::Template;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::http::header::{CONTENT_TYPE, HOST};
use axum::response::{IntoResponse, Response};
use serde_json::{Map, Value, json};
use utoipa::openapi::{Ref, RefOr, Schema};
use utoipa::{OpenApi, PartialSchema, ToSchema};

use super::{compare, corrections, documents, export, figures, reading, search, speakers, statements};
use crate::pages::shell::{self, Here};
use crate::problem::Details;
use crate::{App, Problem};

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Onrecord",
        description = "Reads news and keeps the record of who said what. Offsets are Unicode scalar values, `[start, end)`. \
                       Lists come page by page: `next` of a page is the `cursor` of the one behind it. Every problem is a \
                       problem detail (RFC 9457). Answers to GET carry a strong ETag, but for exports, \
                       which are sent as they come.",
        license(name = "MIT OR Apache-2.0", identifier = "MIT OR Apache-2.0")
    ),
    servers((url = "/api/v1")),
    paths(
        reading::read, reading::add, search::search, statements::one, statements::same, speakers::list, speakers::one,
        speakers::statements, compare::compare, figures::figures, documents::list, documents::one, export::export,
        corrections::list, corrections::make, corrections::undo,
    ),
    components(schemas(Details, export::FileFormat, search::Quoted, search::Stance)),
    tags(
        (name = "reading", description = "What is sent is read"),
        (name = "statements", description = "Who said what"),
        (name = "speakers", description = "Speakers across documents"),
        (name = "figures", description = "Counts, and accounts that differ"),
        (name = "documents", description = "What was read"),
        (name = "corrections", description = "What people put right"),
    )
)]
struct Offered;

/// The record, whose schema [`onrecord_record::schema`] is.
pub(super) struct Record;

const NAME: &str = "Record";

impl PartialSchema for Record {
    fn schema() -> RefOr<Schema> {
        RefOr::Ref(Ref::from_schema_name(NAME))
    }
}

impl ToSchema for Record {
    fn name() -> std::borrow::Cow<'static, str> {
        NAME.into()
    }
}

/// The OpenAPI document.
static DOCUMENT: LazyLock<Value> = LazyLock::new(|| {
    let mut document = serde_json::to_value(Offered::openapi()).unwrap_or_default();
    for (name, schema) in record_schemas() {
        document["components"]["schemas"][name] = schema;
    }
    document["components"]["securitySchemes"] = json!({"token": {"type": "http", "scheme": "bearer"}});
    document["security"] = json!([{}, {"token": []}]);
    document["components"]["responses"] = json!({"Problem": {
        "description": "Why the request was not done",
        "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}},
    }});
    for path in members(&mut document["paths"]) {
        for operation in members(path) {
            operation["responses"]["default"] = json!({"$ref": "#/components/responses/Problem"});
        }
    }
    document
});

fn members(value: &mut Value) -> impl Iterator<Item = &mut Value> {
    value.as_object_mut().into_iter().flat_map(Map::values_mut)
}

/// The record's schema and those it refers to, by the names that they have here.
fn record_schemas() -> Vec<(String, Value)> {
    let mut schema = onrecord_record::schema();
    led_here(&mut schema);
    let Some(object) = schema.as_object_mut() else {
        return Vec::new();
    };
    object.remove("$schema");
    let parts = match object.remove("$defs") {
        Some(Value::Object(parts)) => parts,
        _ => Map::new(),
    };
    let mut schemas: Vec<(String, Value)> = parts
        .into_iter()
        .map(|(name, part)| (format!("{NAME}.{name}"), part))
        .collect();
    schemas.push((NAME.to_owned(), schema));
    schemas
}

/// Makes the references of a schema lead to where its parts stand in the document.
fn led_here(schema: &mut Value) {
    match schema {
        Value::Object(object) => {
            for (key, value) in object {
                match value {
                    Value::String(to) if key == "$ref" => {
                        *to = to.replace("#/$defs/", &format!("#/components/schemas/{NAME}."));
                    }
                    value => led_here(value),
                }
            }
        }
        Value::Array(list) => list.iter_mut().for_each(led_here),
        _ => {}
    }
}

/// `GET /api/v1/openapi.json`.
pub(super) async fn json() -> Response {
    ([(CONTENT_TYPE, "application/json")], DOCUMENT.to_string()).into_response()
}

/// A subject of the API, as the page shows it.
struct Subject {
    name: String,
    title: String,
    operations: Vec<Operation>,
}

/// What can be asked or done.
struct Operation {
    method: String,
    path: String,
    summary: String,
    description: Vec<String>,
    parameters: Vec<Parameter>,
}

struct Parameter {
    name: String,
    required: bool,
    description: String,
}

#[derive(Template)]
#[template(path = "api.html")]
struct Page<'a> {
    subjects: &'a [Subject],
    example: &'a str,
    token: bool,
}

/// What the page shows of the document, subject by subject.
static SUBJECTS: LazyLock<Vec<Subject>> = LazyLock::new(|| {
    list(&DOCUMENT["tags"])
        .map(|tag| Subject {
            name: text(&tag["name"]),
            title: text(&tag["description"]),
            operations: operations(&tag["name"]),
        })
        .collect()
});

fn operations(tag: &Value) -> Vec<Operation> {
    let mut operations = Vec::new();
    for (path, methods) in DOCUMENT["paths"].as_object().into_iter().flatten() {
        for (method, operation) in methods.as_object().into_iter().flatten() {
            if operation["tags"][0] == *tag {
                operations.push(Operation {
                    method: method.to_uppercase(),
                    path: format!("/api/v1{path}"),
                    summary: text(&operation["summary"]),
                    description: paragraphs(&text(&operation["description"])),
                    parameters: list(&operation["parameters"]).map(parameter).collect(),
                });
            }
        }
    }
    operations
}

/// The paragraphs of a text, each on one line.
fn paragraphs(text: &str) -> Vec<String> {
    text.split("\n\n")
        .map(|paragraph| paragraph.replace('\n', " "))
        .filter(|paragraph| !paragraph.trim().is_empty())
        .collect()
}

/// A text cut at its backticks: whether each piece is code.
fn pieces(text: &str) -> impl Iterator<Item = (bool, &str)> {
    let pieces = text.split('`').enumerate();
    pieces.map(|(n, piece)| (n % 2 == 1, piece))
}

fn parameter(parameter: &Value) -> Parameter {
    Parameter {
        name: text(&parameter["name"]),
        required: parameter["required"] == true,
        description: text(&parameter["description"]),
    }
}

fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

/// `GET /api/v1/`: the same for people.
pub(crate) async fn page(State(app): State<App>, headers: HeaderMap) -> Result<Response, Problem> {
    let host = headers.get(HOST).and_then(|host| host.to_str().ok());
    shell::page(
        Here::Elsewhere,
        "The API",
        &Page {
            subjects: &SUBJECTS,
            example: &format!("http://{}", host.unwrap_or("localhost")),
            token: app.token().is_some(),
        },
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn descriptions_are_shown_as_they_are_meant() {
        assert_eq!(paragraphs("One\nline.\n\nTwo.\n\n"), ["One line.", "Two."]);
        let told: Vec<_> = pieces("give `next` or `x").collect();
        assert_eq!(
            told,
            [(false, "give "), (true, "next"), (false, " or "), (true, "x")]
        );
    }
}
