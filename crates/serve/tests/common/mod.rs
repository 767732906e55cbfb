//! A server with a store of invented articles, asked in-process.
#![allow(dead_code, missing_docs, clippy::unwrap_used)]

#[path = "../../../store/tests/common/mod.rs"]
pub mod articles;

use std::path::PathBuf;

use articles::Article;
use axum::Router;
use axum::body::{Body, Bytes, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode};
use onrecord::Reader;
use onrecord_record::Record;
use onrecord_serve::{App, Settings, Token, router};
use onrecord_store::Store;
use serde_json::Value;
use tempfile::TempDir;
use tower::ServiceExt;

/// A server; its store goes away with it.
pub struct Server {
    pub router: Router,
    pub app: App,
    pub folder: TempDir,
}

pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Bytes,
}

pub const TOKEN: &str = "0123456789abcdef0123456789abcdef";

pub fn news() -> Vec<Record> {
    let minister = serde_json::json!({"named": true, "type": "person", "wikidata": "Q7", "role": "minister"});
    vec![
        Article::new("1", "The Courier", "2031-03-14")
            .says_as(
                "Ada Brandt",
                minister.clone(),
                "the harbour tax is dead and 12 boats sank",
            )
            .counting("sunk", 12.0, "12", "boats")
            .says("Tom Reyes", "Élan is not a harbour")
            .record(),
        Article::new("2", "The Herald", "2031-03-14")
            .says_as("Brandt", minister, "the harbour tax is dead and 15 boats sank")
            .counting("sunk", 15.0, "15", "boats")
            .says(
                "Tom Reyes",
                "nothing of the harbour was ever for sale in this town",
            )
            .record(),
    ]
}

/// A server with articles in its store.
pub fn server(records: &[Record]) -> Server {
    server_with(records, |_| {})
}

pub fn server_with(records: &[Record], change: impl FnOnce(&mut Settings)) -> Server {
    let folder = tempfile::tempdir().unwrap();
    let path = store(&folder);
    let mut store = Store::open(&path).unwrap();
    for record in records {
        store.add(record).unwrap();
    }
    drop(store);
    let mut settings = Settings::new(path, Reader::new().unwrap());
    change(&mut settings);
    let app = App::open(settings).unwrap();
    Server {
        router: router(app.clone()),
        app,
        folder,
    }
}

pub fn store(folder: &TempDir) -> PathBuf {
    folder.path().join("store.db")
}

pub fn guarded(settings: &mut Settings) {
    settings.token = Token::of(TOKEN);
}

impl Server {
    pub async fn ask(&self, request: Request<Body>) -> Answer {
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        Answer {
            status: parts.status,
            headers: parts.headers,
            body: to_bytes(body, usize::MAX).await.unwrap(),
        }
    }

    pub async fn get(&self, path: &str) -> Answer {
        self.ask(request("GET", path, &[], "")).await
    }

    /// What is at a path: JSON.
    pub async fn json(&self, path: &str) -> Value {
        let answer = self.get(path).await;
        assert_eq!(answer.status, StatusCode::OK, "{path}: {}", answer.text());
        answer.json()
    }

    pub async fn post(&self, path: &str, kind: &str, body: impl Into<Body>) -> Answer {
        self.ask(request("POST", path, &[("content-type", kind)], body))
            .await
    }
}

pub fn request(method: &str, path: &str, headers: &[(&str, &str)], body: impl Into<Body>) -> Request<Body> {
    let mut request = Request::builder().method(method).uri(path);
    if !headers.iter().any(|(name, _)| *name == "host") {
        request = request.header("host", "127.0.0.1:7340");
    }
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    request.body(body.into()).unwrap()
}

impl Answer {
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap()
    }

    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    /// The answer is a problem of this kind, told as RFC 9457 says.
    #[track_caller]
    pub fn is_problem(&self, status: u16, name: &str) {
        assert_eq!(self.status.as_u16(), status, "{}", self.text());
        assert_eq!(self.header("content-type"), "application/problem+json");
        let details = self.json();
        assert_eq!(details["type"], format!("urn:onrecord:problem:{name}"));
        assert_eq!(details["status"], status);
        assert!(details["title"].is_string());
        let detail = details["detail"].as_str().unwrap();
        assert!(!detail.is_empty() && !detail.contains('\n'), "{detail}");
    }
}
