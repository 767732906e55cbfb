//! Any record: fields of all kinds, also such as no reader makes.

use onrecord_record::Record;
use proptest::prelude::*;
use serde_json::{Value, json};

/// Words with letters of one to four bytes, and marks that mean something to SQLite.
fn words() -> impl Strategy<Value = String> {
    r#"[a-c é€🦀"'%;\n…-]{0,12}"#
}

fn optional(strategy: impl Strategy<Value = Value> + 'static) -> BoxedStrategy<Value> {
    prop_oneof![Just(Value::Null), strategy].boxed()
}

fn word() -> BoxedStrategy<Value> {
    words().prop_map(Value::from).boxed()
}

fn number() -> BoxedStrategy<Value> {
    prop_oneof![Just(0.1), Just(1.0), -1e300..1e300]
        .prop_map(Value::from)
        .boxed()
}

fn span() -> impl Strategy<Value = Value> {
    (0_u32..30, 1_u32..5).prop_map(|(start, length)| json!([start, start + length]))
}

fn spans(least: usize) -> impl Strategy<Value = Value> {
    prop::collection::vec(span(), least..4).prop_map(Value::from)
}

fn one_of(names: &'static [&'static str]) -> BoxedStrategy<Value> {
    prop::sample::select(names).prop_map(Value::from).boxed()
}

/// A reference: to one that is there, or to none.
fn reference(prefix: &'static str) -> BoxedStrategy<Value> {
    optional((0..4_u8).prop_map(move |n| format!("{prefix}{n}").into()))
}

fn object(keys: Vec<(&'static str, BoxedStrategy<Value>)>) -> impl Strategy<Value = Value> {
    let (names, values): (Vec<_>, Vec<_>) = keys.into_iter().unzip();
    values.prop_map(move |values| names.iter().map(|name| (*name).to_owned()).zip(values).collect())
}

fn numbered(prefix: &'static str, part: impl Strategy<Value = Value>) -> impl Strategy<Value = Value> {
    prop::collection::vec(part, 0..4).prop_map(move |mut parts| {
        for (n, part) in parts.iter_mut().enumerate() {
            part["id"] = format!("{prefix}{}", n + 1).into();
        }
        parts.into()
    })
}

fn attribution() -> impl Strategy<Value = Value> {
    object(vec![
        ("type", one_of(&["direct", "indirect", "mixed"])),
        ("source", spans(0).boxed()),
        ("cue", spans(0).boxed()),
        ("content", spans(1).boxed()),
        ("speaker", reference("e")),
        ("speaker_confidence", optional(number())),
        ("evidence", optional(word())),
        ("via", reference("e")),
        ("time", reference("t")),
        ("stance", optional(one_of(&["asserts", "denies"]))),
        ("parent", reference("a")),
        ("confidence", number()),
    ])
}

/// Any record.
pub fn record() -> impl Strategy<Value = Record> {
    let entity = object(vec![
        ("name", word()),
        ("type", one_of(&["person", "organisation", "generic", "unknown"])),
        ("named", optional(any::<bool>().prop_map(Value::from))),
        ("role", optional(word())),
        ("country", optional(one_of(&["RUS", "UKR"]))),
        ("sector", optional(word())),
        ("wikidata", optional(one_of(&["Q1", "Q2"]))),
        ("mentions", spans(0).boxed()),
    ]);
    let time = object(vec![
        ("span", span().boxed()),
        ("type", one_of(&["DATE", "SET"])),
        ("value", word()),
        ("mod", optional(one_of(&["BEFORE", "APPROX"]))),
        ("earliest", optional(word())),
        ("latest", optional(word())),
        ("anchor", reference("t")),
        ("quant", optional(word())),
    ]);
    let quantity = object(vec![
        ("span", span().boxed()),
        ("words", word()),
        ("low", optional(number())),
        ("high", optional(number())),
        ("value", optional(number())),
        ("qualifier", optional(word())),
        ("unit", optional(word())),
        ("of", spans(0).boxed()),
        ("measure", optional(word())),
        ("polarity", one_of(&["positive", "negative"])),
        ("hypothetical", any::<bool>().prop_map(Value::from).boxed()),
        ("attribution", reference("a")),
        ("time", reference("t")),
    ]);
    let event = object(vec![
        ("type", word()),
        ("anchor", spans(1).boxed()),
        ("actor", reference("e")),
    ]);
    object(vec![
        ("schema", Just("onrecord/1".into()).boxed()),
        ("id", word()),
        ("url", optional(word())),
        ("publisher", optional(word())),
        ("title", optional(word())),
        ("date", optional(word())),
        ("updated", optional(word())),
        ("sha256", word()),
        ("text", "[ab é🦀\n]{0,40}".prop_map(Value::from).boxed()),
        ("block_quotes", spans(0).boxed()),
        (
            "producer",
            Just(json!({"name": "onrecord", "version": "0", "model": "m"})).boxed(),
        ),
        ("attributions", numbered("a", attribution()).boxed()),
        ("title_attributions", numbered("h", attribution()).boxed()),
        ("entities", numbered("e", entity).boxed()),
        ("times", numbered("t", time).boxed()),
        ("quantities", numbered("q", quantity).boxed()),
        ("events", numbered("v", event).boxed()),
        (
            "extra",
            object(vec![("key", word()), ("other", number())]).boxed(),
        ),
    ])
    .prop_map(|record| serde_json::from_value(record).unwrap())
}
