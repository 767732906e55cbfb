use std::sync::{Arc, LazyLock};

use arrow_schema::{Field, Schema, SchemaRef};

use super::{number, open, spans, text, whole};

/// The columns of a table of statements: those of `docs/codebook.md`, in its order.
pub fn statements_schema() -> SchemaRef {
    static SCHEMA: LazyLock<SchemaRef> = LazyLock::new(|| Arc::new(Schema::new(statements())));
    SCHEMA.clone()
}

fn statements() -> Vec<Field> {
    vec![
        open(whole("statement")),
        open(text("speaker")),
        open(whole("speaker_id")),
        open(text("wikidata")),
        open(text("role")),
        text("words"),
        text("type"),
        open(text("stance")),
        open(text("via")),
        open(text("said_from")),
        open(text("said_to")),
        open(text("day")),
        open(text("outlet")),
        open(text("title")),
        open(text("url")),
        number("confidence"),
        open(whole("document")),
        text("id"),
        text("part"),
        text("attribution"),
        open(text("parent")),
        open(text("source")),
        open(text("cue")),
        spans("source_spans"),
        spans("cue_spans"),
        spans("content_spans"),
        open(text("speaker_type")),
        open(text("country")),
        open(text("sector")),
        open(number("speaker_confidence")),
    ]
}
