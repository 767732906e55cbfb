//! News items in the IPTC's ninjs, versions 1, 2 and 3.
//!
//! | Document | ninjs |
//! |---|---|
//! | id | `uri`; also the url, where it is one of the web |
//! | title | `headline`; of `headlines`, the one whose role is `main`, else the first |
//! | author | `byline`, `by` |
//! | date | `firstcreated`, "when the first version of the item was created"; else `contentcreated`, "when the content was originally created"; else `versioncreated`, but only of a first version: of a later one it is an update |
//! | updated | `versioncreated`, "when this version was created", where the date isn't read from it and differs |
//! | publisher | `copyrightholder` |
//! | text | `body_text`, else `body_xhtml` or `body_html` read as a page's article; of `bodies`, by their content types. A text without line ends gives way to markup, which knows its paragraphs |
//!
//! Version 3 writes the same names with capitals (`firstCreated`). The other properties are handed through. Items of
//! other types than text and composite, and those that are withheld or cancelled, are skipped.

use onrecord_page::Body;
use onrecord_record::{Document, Provenance};
use serde_json::{Map, Value};

use crate::decode::with_plain_line_ends;
use crate::document::with_body;
use crate::fragment::{article, plain_line};
use crate::{Error, Place, Reason, Taken, publication_date};

/// Whether an object is a news item: it has a `uri`, which all have, no text of ours, and what only news items have.
pub(crate) fn recognises(fields: &Map<String, Value>) -> bool {
    let telling = |key: &String| {
        let key = key.to_ascii_lowercase();
        matches!(
            key.as_str(),
            "bodies" | "headlines" | "headline" | "versioncreated" | "firstcreated" | "pubstatus" | "byline"
        ) || key.starts_with("body_")
            || key.starts_with("headline_")
    };
    fields.get("uri").is_some_and(Value::is_string)
        && !fields.contains_key("text")
        && fields.keys().any(telling)
}

/// The document of a news item.
pub(crate) fn document(mut fields: Map<String, Value>, place: &Place) -> Result<Taken, Error> {
    if let Some(kind) = peek(&fields, &["type"])
        && !matches!(kind, "text" | "composite")
    {
        return Ok(Taken::skipped(place, Reason::NotText));
    }
    if matches!(
        peek(&fields, &["pubstatus", "pubStatus"]),
        Some("withheld" | "canceled" | "cancelled")
    ) {
        return Ok(Taken::skipped(place, Reason::Withdrawn));
    }
    let Some(body) = body(&mut fields) else {
        return Ok(Taken::skipped(place, Reason::NoArticle));
    };
    let (date, updated) = dates(&mut fields);
    let mut document = Document {
        id: take(&mut fields, &["uri"]).unwrap_or_default(),
        title: headline(&mut fields)
            .map(|title| plain_line(&title))
            .filter(|title| !title.is_empty()),
        author: take(&mut fields, &["byline", "by"]),
        publisher: take(&mut fields, &["copyrightholder", "copyrightHolder"]),
        language: take(&mut fields, &["language"]),
        ..with_body(body)
    };
    let mut provenance = Provenance {
        file: Some(place.file.clone()),
        ..Provenance::default()
    };
    for (field, told) in [("date", &date), ("updated", &updated)] {
        if let Some((property, _)) = told {
            provenance
                .fields
                .insert(field.into(), format!("ninjs {property}"));
        }
    }
    document.date = date.map(|(_, date)| date);
    document.updated = updated.map(|(_, date)| date);
    document.url = Some(&document.id)
        .filter(|uri| uri.starts_with("http://") || uri.starts_with("https://"))
        .cloned();
    if document.id.is_empty() {
        document.id = crate::content_id(document.title.as_deref(), &document.text);
    }
    document.provenance = Some(provenance);
    document.extra = fields;
    Ok(Taken::found(document))
}

type Told = Option<(&'static str, String)>;

/// When it was published and when it was changed, each with the property that says so.
fn dates(fields: &mut Map<String, Value>) -> (Told, Told) {
    let first_version = peek(fields, &["version"]).is_none_or(|version| version == "1");
    let first_version = first_version
        && fields
            .get("version")
            .is_none_or(|version| version.is_string() || version == 1);
    let mut date = |names: [&'static str; 2]| Some((names[0], moment(&take(fields, &names)?)?));
    let first = date(["firstcreated", "firstCreated"]);
    let content = date(["contentcreated", "contentCreated"]);
    let version = date(["versioncreated", "versionCreated"]);
    match first.or(content) {
        None if first_version => (version, None),
        None => (None, version),
        Some(first) => {
            let changed = version.filter(|(_, date)| *date != first.1);
            (Some(first), changed)
        }
    }
}

/// A moment as the standard wants it; without a zone, its day.
fn moment(text: &str) -> Option<String> {
    let day = || text.get(..10).filter(|_| text.get(10..11) == Some("T"));
    publication_date(text)
        .or_else(|error| publication_date(day().ok_or(error)?))
        .ok()
}

fn headline(fields: &mut Map<String, Value>) -> Option<String> {
    let listed = listed(fields, "headlines");
    let main = listed
        .iter()
        .find(|(role, _, _)| role == "main" || role == "headline")
        .or(listed.first());
    let main = main.map(|(_, _, value)| value.clone());
    take(fields, &["headline", "headline_main"])
        .or(main)
        .or_else(|| take(fields, &["headline_text", "title"]))
}

/// The text of an item; `None` where it has none.
fn body(fields: &mut Map<String, Value>) -> Option<Body> {
    let listed = listed(fields, "bodies");
    let of_type = |is_markup: bool| {
        let found = listed
            .iter()
            .filter(|(_, media, _)| media.contains("html") == is_markup);
        let mut found =
            found.filter(|(role, _, _)| !matches!(role.as_str(), "caption" | "summary" | "teaser"));
        found.next().map(|(_, _, value)| value.clone())
    };
    let text = take(fields, &["body_text", "body_plain"]).or_else(|| of_type(false));
    let markup = take(fields, &["body_xhtml", "body_html", "body_html5"]).or_else(|| of_type(true));
    fields.shift_remove("bodies");
    let text = text.map(|text| with_plain_line_ends(text).trim().to_owned());
    let text = text.filter(|text| !text.is_empty());
    match (text, markup) {
        (Some(text), Some(markup)) if !text.contains('\n') => Some(article(&markup))
            .filter(|body| 2 * body.text.len() > text.len())
            .or(Some(unmarked(text))),
        (Some(text), _) => Some(unmarked(text)),
        (None, Some(markup)) => Some(article(&markup)).filter(|body| !body.text.is_empty()),
        (None, None) => None,
    }
}

fn unmarked(text: String) -> Body {
    Body {
        text,
        ..Body::default()
    }
}

/// Role, content type and value of each of a list.
fn listed(fields: &Map<String, Value>, key: &str) -> Vec<(String, String, String)> {
    let items = fields.get(key).and_then(Value::as_array);
    let of = |item: &Value, key: &str| {
        item.get(key)
            .and_then(Value::as_str)
            .unwrap_or_default()
            .to_owned()
    };
    let parts = |item: &Value| {
        let media = of(item, "contenttype") + &of(item, "contentType");
        (of(item, "role"), media.to_ascii_lowercase(), of(item, "value"))
    };
    let items = items.into_iter().flatten().map(parts);
    items.filter(|(_, _, value)| !value.trim().is_empty()).collect()
}

fn peek<'a>(fields: &'a Map<String, Value>, names: &[&str]) -> Option<&'a str> {
    names.iter().find_map(|name| fields.get(*name)?.as_str())
}

/// The first of these properties that is a text with something in it. It is not handed through.
fn take(fields: &mut Map<String, Value>, names: &[&str]) -> Option<String> {
    let filled = |name: &&&str| {
        fields
            .get(**name)
            .and_then(Value::as_str)
            .is_some_and(|text| !text.trim().is_empty())
    };
    let name = names.iter().find(filled)?;
    match fields.shift_remove(*name)? {
        Value::String(text) => Some(text.trim().to_owned()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::json;
    use std::io::Cursor;

    use crate::{Options, Source};

    fn taken(item: &Value) -> Taken {
        let mut both = Vec::new();
        for (name, text) in [
            ("a.jsonl", item.to_string()),
            (
                "a.json",
                format!("[{}]", serde_json::to_string_pretty(item).unwrap()),
            ),
        ] {
            let options = Options {
                any_language: true,
                ..Options::default()
            };
            let source = Source::new(name, Cursor::new(text), &options).unwrap();
            let mut found = crate::read(source, &options).unwrap();
            let mut taken = found.next().unwrap().unwrap().take_in().unwrap();
            match &mut taken {
                Taken::Document(intake) => intake.document.provenance.as_mut().unwrap().file = None,
                Taken::Skipped(skipped) => skipped.place = Place::file(""),
            }
            assert!(found.next().is_none());
            both.push(taken);
        }
        assert_eq!(both[0], both[1]);
        both.remove(0)
    }

    fn read(item: Value) -> Document {
        taken(&item).document().unwrap().document
    }

    fn skipped(item: Value) -> Reason {
        match taken(&item) {
            Taken::Skipped(skipped) => skipped.reason,
            Taken::Document(intake) => panic!("{intake:?}"),
        }
    }

    #[test]
    fn version_1() {
        let document = read(json!({
            "uri": "https://agency.example/items/7", "type": "text", "versioncreated": "2024-05-02T09:00:00+02:00",
            "firstcreated": "2024-05-01T14:30:00+02:00", "headline": "Bridge &amp; tunnel stay open", "byline": "Anna Lind",
            "body_text": " KELLBURG\r\n\r\n“It will,” said Mira Varga.\n", "body_xhtml": "<p>Other.</p>", "language": "en",
            "copyrightholder": "Kellburg Agency", "usageterms": "None.", "subject": [{"name": "Transport"}],
        }));
        assert_eq!(document.text, "KELLBURG\n\n“It will,” said Mira Varga.");
        assert_eq!(
            (document.id.as_str(), document.url.as_deref()),
            (
                "https://agency.example/items/7",
                Some("https://agency.example/items/7")
            )
        );
        assert_eq!(document.title.as_deref(), Some("Bridge & tunnel stay open"));
        assert_eq!(
            (document.author.as_deref(), document.publisher.as_deref()),
            (Some("Anna Lind"), Some("Kellburg Agency"))
        );
        assert_eq!(document.date.as_deref(), Some("2024-05-01T14:30:00+02:00"));
        assert_eq!(document.updated.as_deref(), Some("2024-05-02T09:00:00+02:00"));
        assert_eq!(document.extra["subject"], json!([{"name": "Transport"}]));
        assert!(!document.extra.contains_key("headline"));
        assert_eq!(document.provenance.unwrap().fields["date"], "ninjs firstcreated");
    }

    #[test]
    fn versions_2_and_3() {
        let document = read(json!({
            "uri": "tag:agency.example,2024:7", "by": "Anna Lind and Tom Berg", "versionCreated": "2024-05-01T14:30:00Z",
            "headlines": [{"role": "short", "value": "Open"}, {"role": "main", "value": "Bridge Stays Open"}],
            "bodies": [
                {"role": "main", "contentType": "text/plain", "value": "The bridge stays open. “It will,” said Mira Varga on Friday."},
                {"role": "rich", "contentType": "application/xhtml+xml", "value": "<p>The bridge stays open.</p><p>“It will,” said Mira Varga on Friday.</p>"},
            ],
        }));
        assert_eq!(
            document.text,
            "The bridge stays open.\n\n“It will,” said Mira Varga on Friday."
        );
        assert_eq!(document.title.as_deref(), Some("Bridge Stays Open"));
        assert_eq!(
            (document.id.as_str(), document.url),
            ("tag:agency.example,2024:7", None)
        );
        assert_eq!(
            (document.date.as_deref(), document.updated),
            (Some("2024-05-01T14:30:00Z"), None)
        );
        assert_eq!(document.author.as_deref(), Some("Anna Lind and Tom Berg"));
    }

    #[test]
    fn an_update_is_no_publication() {
        let dates = |item: Value| {
            let mut item = item;
            item["uri"] = "x".into();
            item["body_text"] = "Text.".into();
            let document = read(item);
            (document.date, document.updated)
        };
        let some = |date: &str| Some(date.to_owned());
        assert_eq!(
            dates(json!({"versioncreated": "2024-05-01T10:00:00Z", "version": "3"})),
            (None, some("2024-05-01T10:00:00Z"))
        );
        assert_eq!(
            dates(json!({"versioncreated": "2024-05-01T10:00:00Z", "version": 3})),
            (None, some("2024-05-01T10:00:00Z"))
        );
        assert_eq!(
            dates(json!({"versioncreated": "2024-05-01T10:00:00Z", "version": "1"})),
            (some("2024-05-01T10:00:00Z"), None)
        );
        assert_eq!(
            dates(json!({"versioncreated": "2024-05-01T10:00:00Z", "firstcreated": "2024-05-01T10:00:00Z"})),
            (some("2024-05-01T10:00:00Z"), None)
        );
        assert_eq!(
            dates(json!({"contentcreated": "2024-05-01T10:00:00", "versioncreated": "soon"})),
            (some("2024-05-01"), None)
        );
    }

    #[test]
    fn what_is_no_article() {
        assert_eq!(
            skipped(json!({"uri": "x", "type": "picture", "headline": "Bridge", "body_text": "Caption."})),
            Reason::NotText
        );
        assert_eq!(
            skipped(json!({"uri": "x", "pubStatus": "canceled", "body_text": "Kill this story."})),
            Reason::Withdrawn
        );
        assert_eq!(
            skipped(json!({"uri": "x", "type": "text", "headline": "Bridge"})),
            Reason::NoArticle
        );
        assert_eq!(
            skipped(json!({"uri": "x", "body_text": " ", "body_xhtml": "<p/>"})),
            Reason::NoArticle
        );
    }

    #[test]
    fn documents_of_ours_are_no_items() {
        let ours = json!({"uri": "x", "headline": "h", "text": "Body."});
        assert_eq!(read(ours).text, "Body.");
        assert!(!recognises(json!({"uri": "x", "body": "b"}).as_object().unwrap()));
        assert!(!recognises(
            json!({"headline": "x", "body_text": "b"}).as_object().unwrap()
        ));
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn properties_of_any_type(
            keys in prop::collection::vec(prop::sample::select(vec![
                "type", "version", "headline", "headlines", "bodies", "body_text", "body_xhtml", "by", "versioncreated",
                "firstcreated", "pubstatus", "language",
            ]), 0..8),
            values in prop::collection::vec(prop::sample::select(vec![
                json!(null), json!(1), json!("text"), json!("é\n"), json!([]), json!([{"value": "<p>a"}]), json!({"value": 1}),
                json!([{"contenttype": "text/html", "value": "<p>a</p>"}]), json!("2024-05-01T10:00:00Z"),
            ]), 8),
        ) {
            let mut fields: Map<String, Value> = keys.into_iter().map(String::from).zip(values).collect();
            fields.insert("uri".into(), "x".into());
            if let Taken::Document(intake) = document(fields, &Place::file("a")).unwrap() {
                prop_assert!(!intake.document.text.is_empty());
            }
        }
    }
}
