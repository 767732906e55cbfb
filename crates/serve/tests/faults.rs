//! Stores that are locked, gone, or no stores.

#![allow(missing_docs, clippy::unwrap_used)]

mod common;

use std::fs;

use axum::http::StatusCode;
use common::{news, server, store};
use onrecord::Reader;
use onrecord_serve::{App, Settings};
use onrecord_store::{Error, Store};

#[tokio::test]
async fn a_store_that_another_program_writes_to_is_read_but_not_changed() {
    let server = server(&news());
    let other = Store::open(&store(&server.folder)).unwrap();
    other.connection().execute_batch("BEGIN IMMEDIATE").unwrap();
    assert_eq!(server.get("/api/v1/statements/1").await.status, StatusCode::OK);
    let reject = r#"{"by": "Ina", "change": {"action": "reject", "statement": 1}}"#;
    let busy = server
        .post("/api/v1/corrections", "application/json", reject)
        .await;
    busy.is_problem(503, "busy");
    assert_eq!(busy.header("retry-after"), "2");
    other.connection().execute_batch("ROLLBACK").unwrap();
    let made = server
        .post("/api/v1/corrections", "application/json", reject)
        .await;
    assert_eq!(made.status, StatusCode::CREATED);
}

#[tokio::test]
async fn a_change_that_fails_leaves_nothing_behind() {
    let server = server(&news());
    let failed = server
        .app
        .write(|store| -> Result<(), onrecord_serve::Problem> {
            store
                .connection()
                .execute_batch("BEGIN; DELETE FROM documents")
                .unwrap();
            panic!("bad luck")
        })
        .await;
    assert!(failed.is_err());
    assert_eq!(server.get("/api/v1/documents/1").await.status, StatusCode::OK);
    // The next writer is not in the way of the one that broke down.
    let reject = r#"{"by": "Ina", "change": {"action": "reject", "statement": 1}}"#;
    let made = server
        .post("/api/v1/corrections", "application/json", reject)
        .await;
    assert_eq!(made.status, StatusCode::CREATED, "{}", made.text());
}

#[tokio::test]
async fn a_full_disk_is_told_and_what_was_in_stays() {
    let server = server(&news());
    // The file may not grow further: what SQLite says then is what it says of a full disk.
    server
        .app
        .write(|store| -> Result<(), Error> {
            let pages: i64 = store
                .connection()
                .query_row("PRAGMA page_count", [], |row| row.get(0))?;
            store
                .connection()
                .execute_batch(&format!("PRAGMA max_page_count = {pages}"))?;
            Ok(())
        })
        .await
        .unwrap();
    let text = format!(
        "The mayor said the tax is dead. {}",
        "It rained on the harbour. ".repeat(600)
    );
    let document = serde_json::json!({"id": "long", "text": text}).to_string();
    let full = server.post("/api/v1/add", "application/json", document).await;
    full.is_problem(507, "full");
    assert_eq!(
        server.json("/api/v1/documents").await["items"]
            .as_array()
            .unwrap()
            .len(),
        2
    );
}

#[test]
fn a_store_is_made_where_there_is_none_and_other_files_are_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("new").join("store.db");
    App::open(Settings::new(&path, Reader::new().unwrap())).unwrap();
    assert!(path.exists());
    let other = folder.path().join("letter.txt");
    fs::write(&other, "Dear reader, this is a letter and no store. ".repeat(100)).unwrap();
    let refused = App::open(Settings::new(&other, Reader::new().unwrap()))
        .err()
        .unwrap();
    assert!(matches!(refused, Error::NotAStore(_)), "{refused}");
    assert!(fs::read_to_string(&other).unwrap().starts_with("Dear reader"));
}
