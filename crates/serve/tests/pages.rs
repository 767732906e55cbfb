//! What people do on the pages without a script: put right, undo, take away.
#![allow(clippy::panic, clippy::unwrap_used)]

mod common;

use axum::http::StatusCode;
use common::articles::Article;
use common::{Answer, Server, news, request, server};
use serde_json::{Value, json};
use url::form_urlencoded;

/// What a browser sends when somebody fills in a form.
async fn send(server: &Server, path: &str, fields: &[(&str, &str)]) -> Answer {
    let body = form_urlencoded::Serializer::new(String::new())
        .extend_pairs(fields)
        .finish();
    server.post(path, "application/x-www-form-urlencoded", body).await
}

/// Makes a correction of a statement; Ina does.
async fn put_right(server: &Server, path: &str, fields: &[(&str, &str)]) -> String {
    let fields: Vec<_> = fields.iter().copied().chain([("by", "Ina")]).collect();
    let answer = send(server, &format!("{path}/correct"), &fields).await;
    assert_eq!(
        answer.status,
        StatusCode::SEE_OTHER,
        "{fields:?}: {}",
        answer.text()
    );
    let page = server.get(path).await;
    let page = match page.status {
        StatusCode::SEE_OTHER => server.get(page.header("location")).await,
        _ => page,
    };
    assert!(page.text().contains("<b>Ina</b>"), "{fields:?}: {}", page.text());
    page.text()
}

/// Undoes the last correction.
async fn undo(server: &Server) {
    let made = server.json("/api/v1/corrections?limit=200").await;
    let last = made["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["id"].as_i64().unwrap())
        .max();
    let path = format!("/corrections/{}/undo", last.unwrap());
    assert!(
        server.get("/corrections").await.text().contains(&path),
        "there is a form for {path}"
    );
    let undone = send(server, &path, &[("by", "Olu")]).await;
    assert_eq!(undone.header("location"), "/corrections");
    assert!(server.get("/corrections").await.text().contains("undone by Olu"));
}

async fn statement(server: &Server, number: i64) -> Value {
    server.json(&format!("/api/v1/statements/{number}")).await
}

#[tokio::test]
async fn every_part_of_a_statement_is_put_right_and_put_back() {
    let server = server(&news());
    let before = statement(&server, 1).await;
    let page = server.get("/statements/1").await.text();
    for (fields, changed, told) in [
        (
            &[("what", "speaker"), ("value", "Eva Lind")][..],
            ("speaker", json!("Eva Lind")),
            "said by Eva Lind",
        ),
        (
            &[("what", "speaker"), ("value", "Tom Reyes")],
            ("speaker", json!("Tom Reyes")),
            "said by Tom Reyes",
        ),
        (
            &[("what", "speaker"), ("value", "")],
            ("speaker_id", json!(null)),
            "said by nobody",
        ),
        (
            &[("what", "content"), ("value", "the harbour tax … 12 boats sank")],
            ("words", json!("the harbour tax … 12 boats sank")),
            "other words were said",
        ),
        (
            &[("what", "source"), ("value", "Ada")],
            ("source", json!("Ada")),
            "other words name who said",
        ),
        (
            &[("what", "source"), ("value", "")],
            ("source", json!(null)),
            "other words name who said",
        ),
        (
            &[("what", "cue"), ("value", "12 boats [sank]")],
            ("cue", json!("sank")),
            "other words tell that it was said",
        ),
        (
            &[("what", "cue"), ("value", " ")],
            ("cue", json!(null)),
            "other words tell that it was said",
        ),
        (
            &[("what", "time"), ("value", "2031-03-12")],
            ("said_from", json!("2031-03-12")),
            "said 2031-03-12",
        ),
        (
            &[("what", "time"), ("value", "2031-03-11"), ("to", "2031-03-12")],
            ("said_to", json!("2031-03-12")),
            "between 2031-03-11 and 2031-03-12",
        ),
    ] {
        let what = fields[0].1;
        let form = format!("name=\"what\" value=\"{what}\"");
        assert!(page.contains(&form), "there is a form: {form}");
        let fields: Vec<_> = fields.iter().copied().chain([("note", "I was there")]).collect();
        let page = put_right(&server, "/statements/1", &fields).await;
        assert!(page.contains(told) && page.contains("I was there"), "{page}");
        let after = statement(&server, 1).await;
        assert_eq!(after[changed.0], changed.1, "{fields:?}");
        undo(&server).await;
        assert_eq!(statement(&server, 1).await, before, "{fields:?}");
    }
}

#[tokio::test]
async fn a_rejected_statement_has_a_page_that_says_so() {
    let server = server(&news());
    let page = put_right(&server, "/statements/2", &[("what", "reject")]).await;
    assert!(page.contains("/corrections/1/undo"), "{page}");
    server
        .get("/api/v1/statements/2")
        .await
        .is_problem(404, "not-found");
    undo(&server).await;
    assert_eq!(statement(&server, 2).await["speaker"], "Tom Reyes");
}

#[tokio::test]
async fn a_statement_is_among_its_own_sightings_also_where_nothing_else_finds_it() {
    const WORDS: &str = "the harbour tax will be gone by the end of the summer";
    let article = |id: &str, outlet: &str, day: &str| Article::new(id, outlet, day).says("Ada Brandt", WORDS);
    let server = server(&[
        article("1", "The Courier", "2031-03-14")
            .at("https://courier.example/tax")
            .record(),
        // The next day's version of it, and the paper that printed it a day before.
        article("1", "The Courier", "2031-03-15")
            .at("https://courier.example/tax")
            .says("Tom Reyes", "it will not")
            .record(),
        article("2", "The Herald", "2031-03-13")
            .says("Eva Lind", "we shall see")
            .record(),
    ]);
    let page = server.get("/statements/1").await.text();
    assert!(
        page.contains("It stands in an older version of its article"),
        "{page}"
    );
    let days: Vec<&str> = page
        .split("<p class=\"where\">")
        .skip(1)
        .map(|line| line.split("</p>").next().unwrap())
        .collect();
    assert_eq!(
        days,
        [
            "2031-03-13 · The Herald · equal",
            "2031-03-14 · The Courier · this one, in an older version",
            "2031-03-15 · The Courier · equal"
        ]
    );
    assert_eq!(page.matches("<li class=\"this\">").count(), 1);
    let page = server.get("/statements/2").await.text();
    assert!(page.contains("2031-03-15 · The Courier · this one</p>"), "{page}");
    assert_eq!(page.matches("<p class=\"where\">").count(), 2);
}

#[tokio::test]
async fn articles_without_an_outlet_are_told_of() {
    let of_nobody = |id: &str, day: &str, words: &str| {
        let mut record = Article::new(id, "", day).says("Ada Brandt", words).record();
        record.publisher = None;
        record
    };
    let server = server(&[
        of_nobody("1", "2031-03-14", "the harbour is full"),
        of_nobody("2", "2031-03-15", "the harbour is empty"),
    ]);
    let told = "2 statements in 2 articles of unknown outlets";
    for path in ["/speakers/1", "/speakers?q=ada"] {
        let page = server.get(path).await.text();
        assert!(page.contains(told), "{path}: {page}");
    }
    let page = server.get("/compare?q=harbour").await.text();
    assert!(
        page.contains("2 days have something on it: choose two sides."),
        "{page}"
    );
    assert!(!page.contains("Nobody is on record"), "{page}");
}

#[tokio::test]
async fn two_speakers_are_one_and_one_is_two() {
    let server = server(&news());
    // Ada Brandt and Tom Reyes.
    let said = async |speaker: i64| -> u64 {
        let speaker = server.json(&format!("/api/v1/speakers/{speaker}")).await;
        speaker["statements"].as_u64().unwrap()
    };
    assert_eq!((said(1).await, said(2).await), (2, 2));
    let page = put_right(
        &server,
        "/speakers/2",
        &[("what", "merge"), ("value", "ada brandt")],
    )
    .await;
    assert!(page.contains("Tom Reyes (#2) is Ada Brandt (#1)"), "{page}");
    assert_eq!(said(1).await, 4);
    undo(&server).await;
    assert_eq!((said(1).await, said(2).await), (2, 2));

    let ticked = server.get("/speakers/1").await.text();
    assert!(ticked.contains("name=\"document\" value=\"2\""), "{ticked}");
    let split = [("what", "split"), ("document", "2"), ("value", "Ida Brandt")];
    let page = put_right(&server, "/speakers/1", &split).await;
    assert!(page.contains("is two, in one article it is Ida Brandt"), "{page}");
    assert_eq!(said(1).await, 1);
    assert_eq!(statement(&server, 3).await["speaker"], "Ida Brandt");
    undo(&server).await;
    assert_eq!(said(1).await, 2);
}

#[tokio::test]
async fn corrections_that_make_no_sense_are_refused_on_a_page() {
    let server = server(&news());
    for (path, fields, status) in [
        ("/statements/1", &[("what", "reject")][..], 400),
        ("/statements/1", &[("what", "reject"), ("by", "\u{200b}")], 400),
        ("/statements/1", &[("what", "burn"), ("by", "Ina")], 400),
        (
            "/statements/1",
            &[("what", "content"), ("value", ""), ("by", "Ina")],
            400,
        ),
        (
            "/statements/1",
            &[("what", "cue"), ("value", "muttered"), ("by", "Ina")],
            400,
        ),
        (
            "/statements/1",
            &[("what", "time"), ("value", "Friday"), ("by", "Ina")],
            400,
        ),
        (
            "/statements/1",
            &[
                ("what", "time"),
                ("value", "2031-03-12"),
                ("to", "2031-03-11"),
                ("by", "Ina"),
            ],
            400,
        ),
        ("/statements/99", &[("what", "reject"), ("by", "Ina")], 404),
        (
            "/speakers/1",
            &[("what", "merge"), ("value", ""), ("by", "Ina")],
            400,
        ),
        (
            "/speakers/1",
            &[("what", "merge"), ("value", "Ada Brandt"), ("by", "Ina")],
            400,
        ),
        (
            "/speakers/1",
            &[("what", "merge"), ("value", "#99"), ("by", "Ina")],
            404,
        ),
        ("/speakers/1", &[("what", "split"), ("by", "Ina")], 400),
        (
            "/speakers/99",
            &[("what", "split"), ("document", "1"), ("by", "Ina")],
            404,
        ),
        ("/speakers/1", &[("what", "burn"), ("by", "Ina")], 400),
    ] {
        let answer = send(&server, &format!("{path}/correct"), fields).await;
        assert_eq!(
            answer.status.as_u16(),
            status,
            "{path} {fields:?}: {}",
            answer.text()
        );
        assert!(
            answer.header("content-type").starts_with("text/html"),
            "{path} {fields:?}"
        );
    }
    assert_eq!(server.json("/api/v1/corrections").await["items"], json!([]));
}

/// The addresses behind "Export:" on a page.
async fn exports(server: &Server, path: &str) -> Vec<String> {
    let page = server.get(path).await.text();
    let line = page
        .lines()
        .find_map(|line| line.split_once("class=\"exports\">"))
        .unwrap_or_else(|| panic!("{path} has exports: {page}"));
    let links = line.1.split("href=\"").skip(1);
    links
        .map(|link| {
            link.split('"')
                .next()
                .unwrap()
                .replace("&#38;", "&")
                .replace("&amp;", "&")
        })
        .collect()
}

#[tokio::test]
async fn what_a_page_shows_is_exported_in_every_format() {
    let server = server(&news());
    for (page, documents, statements) in [
        ("/documents/2", 1, 2),
        ("/speakers/1", 2, 2),
        ("/search?q=harbour+sank", 2, 2),
        ("/search?q=harbour&outlet=the+herald", 1, 2),
    ] {
        let links = exports(&server, page).await;
        assert_eq!(links.len(), 6, "{page}");
        for (link, kind) in links.iter().zip([
            "application/jsonl",
            "text/csv",
            "application/ld+json",
            "application/ld+json",
            "application/x-tar",
            "application/vnd.apache.parquet",
        ]) {
            let file = server.get(link).await;
            assert_eq!(file.status, StatusCode::OK, "{link}: {}", file.text());
            assert!(
                file.header("content-type").starts_with(kind),
                "{link}: {}",
                file.header("content-type")
            );
            assert!(
                file.header("content-disposition")
                    .starts_with("attachment; filename=\"onrecord."),
                "{link}"
            );
            assert!(!file.body.is_empty(), "{link}");
        }
        let lines = server.get(&links[0]).await.text();
        let records: Vec<Value> = lines
            .lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect();
        assert_eq!(records.len(), documents, "{page}");
        let kept: usize = records
            .iter()
            .map(|record| record["attributions"].as_array().unwrap().len())
            .sum();
        assert_eq!(kept, statements, "{page}: {lines}");
        let rows = server.get(&links[1]).await.text();
        assert_eq!(rows.lines().count(), statements + 1, "{page}: {rows}");
        let annotations = server.get(&links[2]).await.json();
        assert!(annotations.is_object() || annotations.is_array(), "{page}");
        let archive = server.get(&links[4]).await.body;
        assert_eq!(archive.len() % 512, 0, "{page}: a tar archive has its end");
        let table = server.get(&links[5]).await.body;
        assert!(
            table.starts_with(b"PAR1") && table.ends_with(b"PAR1"),
            "{page}: a table has its end"
        );
    }
}

#[tokio::test]
async fn an_export_is_of_the_whole_store_or_of_what_is_asked() {
    let server = server(&news());
    let lines = async |query: &str| {
        let path = format!("/api/v1/export?format=jsonl{query}");
        let answer = server.get(&path).await;
        assert_eq!(answer.status, StatusCode::OK, "{path}: {}", answer.text());
        assert_eq!(answer.header("etag"), "", "it is sent as it comes");
        answer.text().lines().count()
    };
    assert_eq!(lines("").await, 2);
    assert_eq!(lines("&outlet=the%20courier").await, 1);
    assert_eq!(lines("&after=2031-03-15").await, 0);
    for (query, status, name) in [
        ("", 400, "malformed"),
        ("?format=xml", 400, "malformed"),
        ("?format=csv&document=1&q=harbour", 400, "malformed"),
        ("?format=csv&after=Friday", 400, "malformed"),
        ("?format=csv&bogus=1", 400, "malformed"),
        ("?format=csv&document=99", 404, "not-found"),
        ("?format=csv&speaker=Nobody", 404, "not-found"),
    ] {
        let answer = server.get(&format!("/api/v1/export{query}")).await;
        answer.is_problem(status, name);
    }
}

#[tokio::test]
async fn a_few_export_at_once() {
    let server = server(&news());
    let ask = || {
        let path = "/api/v1/export?format=csv";
        tower::ServiceExt::oneshot(server.router.clone(), request("GET", path, &[], ""))
    };
    let mut under_way = Vec::new();
    for _ in 0..4 {
        let answer = ask().await.unwrap();
        assert_eq!(answer.status(), StatusCode::OK);
        under_way.push(answer);
    }
    assert_eq!(ask().await.unwrap().status(), StatusCode::SERVICE_UNAVAILABLE);
    // Who goes away in the midst of it leaves the turn to others.
    under_way.pop();
    assert_eq!(ask().await.unwrap().status(), StatusCode::OK);
}
