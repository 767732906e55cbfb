//! Sixty hostile payloads in every field that a stranger fills: nothing of them becomes markup, acts, or breaks a page.

#![allow(clippy::unwrap_used, clippy::panic)]

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode};
use onrecord::{Model, Reader, Record};
use onrecord_serve::{App, Settings, router};
use onrecord_store::Store;
use serde_json::json;
use tower::ServiceExt;

fn payloads() -> Vec<String> {
    serde_json::from_str(include_str!("payloads.json")).unwrap()
}

/// A record with the payload in every field of it.
fn record(number: usize, payload: &str) -> Record {
    let says = format!("{payload} said that 40 {payload} were killed on Friday. {payload}");
    let length = |words: &str| words.chars().count();
    let source = [0, length(payload)];
    let content = [length(payload) + 6, length(&says)];
    let figure = [length(payload) + 11, length(payload) + 13];
    serde_json::from_value(json!({
        "schema": "onrecord/1", "id": format!("{number} {payload}"), "url": payload, "publisher": payload,
        "title": payload, "author": payload, "date": "2031-05-02", "section": payload, "language": payload,
        "sha256": "", "text": says, "captions": [payload],
        "provenance": {"file": payload, "uri": payload, "fetched": payload},
        "producer": {"name": payload, "version": payload, "model": payload},
        "attributions": [{"id": "a1", "type": "mixed", "source": [source], "cue": [[length(payload) + 1, length(payload) + 5]],
            "content": [content], "speaker": "e1", "via": "e2", "time": "t1", "stance": "asserts", "parent": null,
            "evidence": payload, "confidence": 0.9}],
        "title_attributions": [{"id": "h1", "type": "direct", "source": [], "cue": [], "content": [source], "speaker": null,
            "via": null, "time": null, "stance": null, "parent": null, "confidence": 0.4}],
        "entities": [
            {"id": "e1", "name": format!("Ada {payload}"), "type": "person", "named": true, "role": payload, "country": payload,
                "sector": payload, "wikidata": null, "evidence": payload, "mentions": [source],
                "candidates": [{"wikidata": payload, "name": payload, "score": 1.0}]},
            {"id": "e2", "name": payload, "type": "document", "named": true, "role": null, "country": null, "sector": null,
                "wikidata": null, "mentions": []}],
        "times": [{"id": "t1", "span": source, "type": "DATE", "value": payload, "mod": null, "earliest": payload,
            "latest": payload, "anchor": null}],
        "quantities": [{"id": "q1", "span": figure, "words": payload, "low": 40, "high": 40, "value": 40, "qualifier": null,
            "unit": payload, "of": [source], "measure": "killed", "polarity": "positive", "hypothetical": false,
            "attribution": "a1", "time": null}],
        "rivals": [{"measure": payload, "group": payload, "accounts": [
            {"claimant": [source], "attribution": "a1", "quantity": "q1", "span": figure},
            {"claimant": [], "attribution": null, "quantity": null, "span": source}]}],
        "events": []
    }))
    .unwrap()
}

fn app() -> (tempfile::TempDir, App) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("store.db");
    let mut store = Store::open(&path).unwrap();
    for (number, payload) in payloads().iter().enumerate() {
        store.add(&record(number, payload)).unwrap();
    }
    let statement = 1;
    let reject = onrecord_store::Change::Reject { statement };
    let payload = &payloads()[0];
    store.correct(&reject, payload, Some(payload)).unwrap();
    let reader = Reader::with_model(Model::Fast).unwrap();
    let app = App::open(Settings::new(path, reader)).unwrap();
    (folder, app)
}

async fn get(router: &Router, address: &str) -> (StatusCode, String) {
    ask(router, Request::get(address).body(Body::empty()).unwrap()).await
}

async fn ask(router: &Router, mut request: Request<Body>) -> (StatusCode, String) {
    request.headers_mut().insert("host", "localhost".parse().unwrap());
    let response = router.clone().oneshot(request).await.unwrap();
    let status = response.status();
    let policy = response.headers()["content-security-policy"].to_str().unwrap();
    assert!(
        policy.contains("default-src 'none'") && !policy.contains("unsafe"),
        "{policy}"
    );
    let body = to_bytes(response.into_body(), usize::MAX).await.unwrap();
    (status, String::from_utf8(body.to_vec()).unwrap())
}

/// Every tag and attribute is one that the pages have themselves, every address one of the site or of the web, and no
/// character acts.
fn check(page: &str, address: &str) {
    assert!(
        page.ends_with("</html>\n") || page.ends_with("</html>"),
        "{address} has no end"
    );
    let acting = |c: char| {
        (c.is_control() && c != '\n' && c != '\t')
            || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    // A text field is a world of its own: it holds the words just as they are, to be sent back.
    let outside = page.split("<textarea").enumerate().map(|(n, part)| match n {
        0 => part,
        _ => part.split_once("</textarea>").unwrap().1,
    });
    for part in outside {
        assert!(!part.contains(acting), "{address} holds a character that acts");
    }
    assert_eq!(page.matches("<script").count(), 1, "{address}");
    let mut open: Vec<&str> = Vec::new();
    let mut rest = page.strip_prefix("<!doctype html>").unwrap();
    while let Some(at) = rest.find('<') {
        let (tag, after) = rest[at + 1..].split_once('>').unwrap();
        rest = after;
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop(), Some(name), "{address}: tags don't nest");
            continue;
        }
        let (name, attributes) = tag.split_once([' ', '\n']).unwrap_or((tag, ""));
        assert!(TAGS.contains(&name), "{address}: <{tag}>");
        if !EMPTY.contains(&name) && !tag.ends_with('/') {
            open.push(name);
        }
        check_attributes(attributes.trim_end_matches('/'), address, tag);
    }
    assert!(open.is_empty(), "{address}: {open:?} stay open");
}

fn check_attributes(mut attributes: &str, address: &str, tag: &str) {
    while !attributes.trim().is_empty() {
        attributes = attributes.trim_start();
        let name: String = attributes
            .chars()
            .take_while(|c| c.is_ascii_alphanumeric() || *c == '-')
            .collect();
        assert!(
            !name.is_empty() && !name.starts_with("on") && name != "style" && name != "srcdoc",
            "{address}: <{tag}>"
        );
        attributes = &attributes[name.len()..];
        let Some(quoted) = attributes.strip_prefix("=\"") else {
            continue;
        };
        let (value, after) = quoted.split_once('"').unwrap();
        attributes = after;
        if ["href", "src", "action"].contains(&name.as_str()) {
            let ours = value.starts_with('#') || (value.starts_with('/') && !value.starts_with("//"));
            let web = name == "href" && (value.starts_with("https://") || value.starts_with("http://"));
            assert!(ours || web, "{address}: {name}={value}");
        }
    }
}

const EMPTY: &[&str] = &["meta", "link", "input", "br"];

const TAGS: &[&str] = &[
    "html",
    "head",
    "meta",
    "title",
    "link",
    "script",
    "body",
    "a",
    "header",
    "div",
    "p",
    "form",
    "label",
    "input",
    "button",
    "nav",
    "ul",
    "ol",
    "li",
    "main",
    "article",
    "section",
    "aside",
    "footer",
    "i",
    "b",
    "h1",
    "h2",
    "h3",
    "h4",
    "span",
    "strong",
    "bdi",
    "br",
    "dl",
    "dt",
    "dd",
    "table",
    "caption",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
    "svg",
    "g",
    "path",
    "rect",
    "text",
    "figure",
    "figcaption",
    "textarea",
    "select",
    "option",
    "optgroup",
    "datalist",
    "output",
    "blockquote",
    "del",
    "ins",
    "mark",
    "q",
    "details",
    "fieldset",
    "legend",
    "summary",
];

#[tokio::test]
async fn no_payload_gets_out_of_its_place_on_any_page() {
    let (_folder, app) = app();
    let router = router(app);
    let number = payloads().len();
    assert!(number >= 60);
    let mut addresses: Vec<String> = [
        "/",
        "/read",
        "/documents",
        "/speakers",
        "/figures",
        "/figures?measure=killed",
        "/corrections",
        "/about",
        "/compare?q=killed",
        "/compare?q=killed&one=2031-05-02&other=2031-05-03",
        "/search?q=killed",
        "/search?q=said&type=mixed",
    ]
    .map(String::from)
    .into();
    for document in 1..=number {
        addresses.push(format!("/documents/{document}"));
        addresses.push(format!("/statements/{}", 2 * document - 1));
        addresses.push(format!("/statements/{}", 2 * document));
    }
    addresses.extend((1..=20).map(|speaker| format!("/speakers/{speaker}")));
    for address in addresses {
        let (status, page) = get(&router, &address).await;
        assert!(
            status.is_success() || status == 404 || status.is_redirection(),
            "{address}: {status}"
        );
        if !status.is_redirection() {
            check(&page, &address);
        }
    }
}

#[tokio::test]
async fn no_payload_gets_out_of_an_address_a_form_or_a_file_name() {
    let (_folder, app) = app();
    let router = router(app);
    for payload in payloads() {
        let encoded: String = url::form_urlencoded::byte_serialize(payload.as_bytes()).collect();
        for address in [
            format!("/search?q={encoded}&speaker={encoded}&outlet={encoded}&day={encoded}&type={encoded}"),
            format!("/search?q=killed&outlet={encoded}"),
            format!("/speakers?q={encoded}"),
            format!("/speakers/1?q={encoded}&outlet={encoded}"),
            format!("/figures?measure={encoded}&of={encoded}"),
            format!("/compare?q=killed&one={encoded}&other={encoded}"),
            format!("/nothing/{encoded}"),
        ] {
            let (status, page) = get(&router, &address).await;
            assert!(status.as_u16() < 500, "{address}: {status}");
            check(&page, &address);
        }
        let name: String = payload
            .chars()
            .filter(|c| !"\"\r\n\\\0".contains(*c) && !c.is_control())
            .take(200)
            .collect();
        let form = format!(
            "--cut\r\ncontent-disposition: form-data; name=\"date\"\r\n\r\n{}\r\n--cut\r\ncontent-disposition: form-data; \
             name=\"file\"; filename=\"{name}\"\r\n\r\n{payload}\r\n--cut--\r\n",
            payload.replace(['\r', '\n'], " ")
        );
        let request = Request::post("/read").header("content-type", "multipart/form-data; boundary=cut");
        let (status, page) = ask(&router, request.body(Body::from(form)).unwrap()).await;
        assert!(status.as_u16() < 500, "{payload:?}: {status}");
        check(&page, "/read");
        let form = format!("what=speaker&value={encoded}&by={encoded}&note={encoded}");
        let request = Request::post("/statements/3/correct")
            .header("content-type", "application/x-www-form-urlencoded");
        let (status, _) = ask(&router, request.body(Body::from(form)).unwrap()).await;
        assert!(status.as_u16() < 500, "{payload:?}: {status}");
    }
    let (_, page) = get(&router, "/corrections").await;
    check(&page, "/corrections");
    let (_, page) = get(&router, "/statements/3").await;
    check(&page, "/statements/3");
}
