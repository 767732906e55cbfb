//! Every question of the API, and that every answer is as the OpenAPI document says.

#![allow(missing_docs, clippy::unwrap_used)]

mod common;

use axum::http::StatusCode;
use common::articles::Article;
use common::{Server, news, request, server};
use serde_json::{Value, json};

/// Checks an answer against the schema that the OpenAPI document gives for it.
async fn fits(server: &Server, path: &str, answer: &Value) {
    let document = server.json("/api/v1/openapi.json").await;
    let schema = &document["paths"][path]["get"]["responses"]["200"]["content"]["application/json"]["schema"];
    assert!(schema.is_object(), "{path} has no schema");
    let schema = json!({"allOf": [schema], "components": document["components"]});
    let validator = jsonschema::validator_for(&schema).unwrap();
    let wrong: Vec<String> = validator
        .iter_errors(answer)
        .map(|error| error.to_string())
        .collect();
    assert!(wrong.is_empty(), "{path}: {wrong:?}");
}

#[tokio::test]
async fn every_answer_is_as_the_document_says() {
    let server = server(&news());
    for (path, asked) in [
        ("/search", "/search?q=harbour"),
        ("/speakers", "/speakers"),
        ("/speakers", "/speakers?name=brandt"),
        ("/speakers/{id}", "/speakers/1"),
        ("/speakers/{id}/statements", "/speakers/1/statements"),
        ("/statements/{id}", "/statements/1"),
        ("/statements/{id}/same", "/statements/1/same"),
        ("/compare", "/compare?measure=sunk"),
        ("/compare", "/compare?q=harbour"),
        ("/figures", "/figures?measure=sunk"),
        ("/documents", "/documents"),
        ("/documents/{id}", "/documents/1"),
        ("/corrections", "/corrections"),
    ] {
        let answer = server.json(&format!("/api/v1{asked}")).await;
        fits(&server, path, &answer).await;
    }
}

#[tokio::test]
async fn statements_are_found_shown_and_compared() {
    let server = server(&news());
    let found = server.json("/api/v1/search?q=tax%20dead").await;
    assert_eq!(found["items"].as_array().unwrap().len(), 2);
    let hit = &found["items"][0];
    assert_eq!(hit["highlights"][0], json!([12, 15]));
    let one = server
        .json(&format!("/api/v1/statements/{}", hit["statement"]))
        .await;
    for key in ["words", "speaker", "outlet", "document"] {
        assert_eq!(one[key], hit[key], "{key}");
    }
    assert_eq!(
        (one["cue"].as_str(), one["part"].as_str()),
        (Some("said"), Some("text"))
    );
    let same = server.json("/api/v1/statements/1/same").await;
    let twins: Vec<_> = same["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|twin| &twin["statement"])
        .collect();
    assert_eq!(twins, [1, 3]);
    let scores: Vec<_> = same["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|twin| twin["score"].as_f64().unwrap())
        .collect();
    assert!(scores[0] == 1.0 && (0.5..1.0).contains(&scores[1]), "{scores:?}");
    assert!(
        same["items"][1]["difference"]
            .as_str()
            .unwrap()
            .contains("[-12-]")
    );
    let differing = server.json("/api/v1/compare?measure=sunk").await;
    assert_eq!(differing["figures"].as_array().unwrap().len(), 2);
    let figures = server.json("/api/v1/figures?measure=sunk&of=boats").await;
    let values: Vec<_> = figures["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|figure| &figure["value"])
        .collect();
    assert_eq!(values, [12.0, 15.0]);
}

#[tokio::test]
async fn what_one_attributes_and_another_tells_as_plain_fact_is_compared() {
    let server = server(&[
        Article::new("1", "The Courier", "2031-03-14")
            .says(
                "Ada Brandt",
                "the ferry to Kelda sank because its loading doors had been left open",
            )
            .record(),
        Article::new("2", "The Herald", "2031-03-15")
            .says("Tom Reyes", "the ferry to Kelda was never safe")
            .tells("The loading doors had been left open when the ferry to Kelda sank.")
            .record(),
    ]);
    let differing = server.json("/api/v1/compare?q=kelda").await;
    fits(&server, "/compare", &differing).await;
    let dropped = differing["dropped"].as_array().unwrap();
    assert_eq!(dropped.len(), 1, "{differing}");
    let (statement, told) = (&dropped[0]["statement"], &dropped[0]["told"]);
    assert_eq!(
        (&statement["statement"], &statement["speaker"]),
        (&json!(1), &json!("Ada Brandt"))
    );
    assert_eq!(
        (&told["document"], &told["outlet"]),
        (&json!(2), &json!("The Herald"))
    );
    let record = server.json("/api/v1/documents/2").await;
    let text: Vec<char> = record["text"].as_str().unwrap().chars().collect();
    let [start, end] = [&told["span"][0], &told["span"][1]].map(|end| end.as_u64().unwrap() as usize);
    assert_eq!(told["words"], text[start..end].iter().collect::<String>());
    let heading = "told as fact in the other";
    for (sides, is_told) in [
        ("one=the+courier&other=The+Herald", true),
        ("one=2031-03-15&other=2031-03-14", true),
        ("one=The+Herald&other=The+Herald", false),
        ("one=The+Herald&other=2031-03-15", false),
    ] {
        let page = server.get(&format!("/compare?q=kelda&{sides}")).await.text();
        assert_eq!(page.contains(heading), is_told, "{sides}: {page}");
    }
}

#[tokio::test]
async fn what_a_correction_says_of_who_spoke_is_said_everywhere() {
    let server = server(&news());
    for (who, speaker) in [
        (json!("nobody"), json!(null)),
        (json!({"new": {"name": "Eva Lind"}}), json!("Eva Lind")),
    ] {
        let change = json!({"action": "speaker", "statement": 1, "speaker": who});
        let body = json!({"by": "Ina", "change": change}).to_string();
        server.post("/api/v1/corrections", "application/json", body).await;
        let one = server.json("/api/v1/statements/1").await;
        let found = server.json("/api/v1/search?q=dead%20harbour%20tax%2012").await;
        let same = server.json("/api/v1/statements/3/same").await;
        let same = same["items"]
            .as_array()
            .unwrap()
            .iter()
            .find(|twin| twin["statement"] == 1);
        for (told, statement) in [
            ("alone", &one),
            ("found", &found["items"][0]),
            ("same", same.unwrap()),
        ] {
            assert_eq!(statement["statement"], 1, "{told}");
            assert_eq!(
                (&statement["speaker"], &statement["role"]),
                (&speaker, &json!(null)),
                "{told}"
            );
        }
        for path in ["/figures?measure=sunk", "/compare?measure=sunk"] {
            let answer = server.json(&format!("/api/v1{path}")).await;
            let figures = answer["items"]
                .as_array()
                .or(answer["figures"].as_array())
                .unwrap();
            let figure = figures.iter().find(|figure| figure["statement"] == 1).unwrap();
            assert_eq!(figure["claimant"], speaker, "{path}");
        }
        let page = server.get("/search?q=12").await.text();
        assert!(
            !page.contains("Ada Brandt") && !page.contains("minister"),
            "{page}"
        );
    }
    // The others are who they were.
    let other = server.json("/api/v1/statements/3").await;
    assert_eq!(
        (&other["speaker"], &other["role"]),
        (&json!("Ada Brandt"), &json!("minister"))
    );
}

#[tokio::test]
async fn filters_narrow_a_search() {
    let server = server(&news());
    for (filter, number) in [
        ("", 4),
        ("&outlet=the%20herald", 2),
        ("&speaker=reyes", 2),
        ("&type=direct", 0),
        ("&stance=asserts", 4),
        ("&has_figure=true", 2),
        ("&measure=sunk", 2),
        ("&after=2031-03-15", 0),
    ] {
        let found = server.json(&format!("/api/v1/search?q=harbour{filter}")).await;
        assert_eq!(found["items"].as_array().unwrap().len(), number, "{filter}");
    }
}

#[tokio::test]
async fn speakers_are_told_with_what_they_said() {
    let server = server(&news());
    let found = server.json("/api/v1/speakers?name=Brandt").await;
    let id = found["items"][0]["speaker_id"].as_i64().unwrap();
    let speaker = server.json(&format!("/api/v1/speakers/{id}")).await;
    assert_eq!(speaker["statements"], 2);
    let names: Vec<_> = speaker["aliases"]
        .as_array()
        .unwrap()
        .iter()
        .map(|name| &name["what"])
        .collect();
    assert_eq!(names, ["Ada Brandt", "Brandt"]);
    let said = server.json(&format!("/api/v1/speakers/{id}/statements")).await;
    assert_eq!(said["items"].as_array().unwrap().len(), 2);
}

/// Leafs through a list, and gives what it holds under a key.
async fn leafed(server: &Server, path: &str, limit: usize, key: &str) -> Vec<Value> {
    let (mut seen, mut cursor) = (Vec::new(), String::new());
    loop {
        let sign = if path.contains('?') { '&' } else { '?' };
        let page = server.json(&format!("{path}{sign}limit={limit}{cursor}")).await;
        let items = page["items"].as_array().unwrap();
        assert!(items.len() <= limit);
        seen.extend(items.iter().map(|item| item[key].clone()));
        match page["next"].as_str() {
            Some(next) => cursor = format!("&cursor={}", next.replace(':', "%3A")),
            None => return seen,
        }
        assert!(seen.len() < 10_000, "{path} does not end");
    }
}

#[tokio::test]
async fn lists_are_leafed_through_to_the_end_and_nothing_comes_twice() {
    let records: Vec<_> = (0..7)
        .map(|number| {
            Article::new(
                &number.to_string(),
                "The Courier",
                &format!("2031-03-{}", 20 - number % 3),
            )
            .says("Ada Brandt", &format!("the harbour is {number} years old"))
            .counting("old", 1.0, "old", "years")
            .says(
                &format!("Person {}", ["One", "Two", "Three"][number % 3]),
                "the harbour is not",
            )
            .record()
        })
        .collect();
    let server = server(&records);
    for (path, key, expected) in [
        ("/api/v1/search?q=harbour", "statement", 14),
        ("/api/v1/speakers", "speaker_id", 4),
        ("/api/v1/speakers/1/statements", "statement", 7),
        ("/api/v1/documents", "document", 7),
        ("/api/v1/figures?measure=old", "document", 7),
    ] {
        for limit in [1, 2, 3, 7, 50] {
            let seen = leafed(&server, path, limit, key).await;
            assert_eq!(seen.len(), expected, "{path} by {limit}");
            let mut once = seen.clone();
            once.sort_by_key(|value| value.as_i64());
            once.dedup();
            assert_eq!(once.len(), expected, "{path} by {limit}: {seen:?}");
        }
    }
    let days: Vec<_> = leafed(&server, "/api/v1/speakers/1/statements", 2, "day").await;
    assert!(
        days.is_sorted_by_key(|day| day.as_str().map(str::to_owned)),
        "{days:?}"
    );
}

#[tokio::test]
async fn documents_come_back_as_they_were_added() {
    let records = news();
    let server = server(&records);
    let back: onrecord_record::Record =
        serde_json::from_value(server.json("/api/v1/documents/2").await).unwrap();
    assert_eq!(back, records[1]);
    let listed = server.json("/api/v1/documents?outlet=the%20courier").await;
    assert_eq!(listed["items"][0]["statements"], 2);
    let versions = server.json("/api/v1/documents?versions_of=1").await;
    assert_eq!(versions["items"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn corrections_are_made_listed_and_undone() {
    let server = server(&news());
    let reject =
        json!({"by": "Ina", "note": "nobody said that", "change": {"action": "reject", "statement": 2}});
    let made = server
        .post("/api/v1/corrections", "application/json", reject.to_string())
        .await;
    assert_eq!(made.status, StatusCode::CREATED, "{}", made.text());
    assert_eq!(made.json()["made_by"], "Ina");
    let id = made.json()["id"].as_i64().unwrap();
    server
        .get("/api/v1/statements/2")
        .await
        .is_problem(404, "not-found");
    let undo = format!("/api/v1/corrections/{id}/undo");
    let undone = server.post(&undo, "application/json", r#"{"by": "Olu"}"#).await;
    assert_eq!(undone.json()["undone_by"], "Olu");
    assert_eq!(server.get("/api/v1/statements/2").await.status, StatusCode::OK);
    server
        .post(&undo, "application/json", r#"{"by": "Olu"}"#)
        .await
        .is_problem(404, "not-found");
    for change in [
        json!({"action": "speaker", "statement": 1, "speaker": {"known": 2}}),
        json!({"action": "speaker", "statement": 1, "speaker": {"new": {"name": "Eva Lind", "wikidata": "Q99"}}}),
        json!({"action": "speaker", "statement": 1, "speaker": "nobody"}),
        json!({"action": "spans", "statement": 1, "role": "source", "spans": [[0, 3]]}),
        json!({"action": "time", "statement": 1, "from": "2031-03-01"}),
        json!({"action": "split", "speaker": 1, "documents": [2], "name": "Another"}),
        json!({"action": "merge", "speaker": 2, "into": 1}),
    ] {
        let body = json!({"by": "Ina", "change": change}).to_string();
        let made = server.post("/api/v1/corrections", "application/json", body).await;
        assert_eq!(made.status, StatusCode::CREATED, "{change}: {}", made.text());
    }
    assert_eq!(leafed(&server, "/api/v1/corrections", 3, "id").await.len(), 8);
}

#[tokio::test]
async fn corrections_that_make_no_sense_are_refused() {
    let server = server(&news());
    for (body, status, name) in [
        (
            json!({"change": {"action": "reject", "statement": 1}}),
            400,
            "malformed",
        ),
        (
            json!({"by": " ", "change": {"action": "reject", "statement": 1}}),
            400,
            "malformed",
        ),
        (
            json!({"by": "Ina", "change": {"action": "burn", "statement": 1}}),
            400,
            "malformed",
        ),
        (
            json!({"by": "Ina", "change": {"action": "reject", "statement": 99}}),
            404,
            "not-found",
        ),
        (
            json!({"by": "Ina", "change": {"action": "spans", "statement": 1, "role": "cue", "spans": [[5, 2]]}}),
            400,
            "malformed",
        ),
        (
            json!({"by": "Ina", "change": {"action": "time", "statement": 1, "from": "Friday"}}),
            400,
            "malformed",
        ),
        (
            json!({"by": "x".repeat(201), "change": {"action": "reject", "statement": 1}}),
            400,
            "malformed",
        ),
    ] {
        let answer = server
            .post("/api/v1/corrections", "application/json", body.to_string())
            .await;
        answer.is_problem(status, name);
    }
    let form = server
        .post(
            "/api/v1/corrections",
            "application/x-www-form-urlencoded",
            "by=Ina",
        )
        .await;
    form.is_problem(415, "format");
    let long = format!("{{\"by\": \"{}\"}}", "x".repeat(70 << 10));
    let long = server.post("/api/v1/corrections", "application/json", long).await;
    long.is_problem(413, "too-long");
    assert_eq!(server.json("/api/v1/corrections").await["items"], json!([]));
}

const ARTICLE: &str = "The mayor of Kelmouth, Rosa Tamm, said on Friday that the harbour tax is dead.";

#[tokio::test]
async fn texts_pages_and_documents_are_read() {
    let server = server(&[]);
    let page = format!(
        "<!doctype html><html><head><title>Harbour</title></head><body><article><h1>Harbour</h1>\
                        <p>{ARTICLE}</p><p>{}</p></article></body></html>",
        ARTICLE.repeat(3)
    );
    let document = json!({"id": "k1", "date": "2031-03-14", "text": ARTICLE}).to_string();
    for (kind, body) in [
        ("text/plain; charset=utf-8", ARTICLE.to_owned()),
        ("text/html", page),
        ("application/json", document),
    ] {
        let answer = server.post("/api/v1/read?date=2031-03-14", kind, body).await;
        assert_eq!(answer.status, StatusCode::OK, "{kind}: {}", answer.text());
        let record: onrecord_record::Record = serde_json::from_slice(&answer.body).unwrap();
        assert_eq!(record.date.as_deref(), Some("2031-03-14"), "{kind}");
        assert!(!record.attributions.is_empty(), "{kind}");
        assert!(record.text.unwrap().contains("Rosa Tamm"));
    }
    assert_eq!(
        server.json("/api/v1/documents").await["items"],
        json!([]),
        "reading keeps nothing"
    );
}

#[tokio::test]
async fn what_is_added_is_in_the_store() {
    let server = server(&[]);
    let document = json!({"id": "k1", "date": "2031-03-14", "text": ARTICLE}).to_string();
    let added = server
        .post("/api/v1/add", "application/json", document.clone())
        .await;
    assert_eq!(added.status, StatusCode::CREATED);
    assert_eq!(
        (&added.json()["result"], &added.json()["id"]),
        (&json!("new"), &json!("k1"))
    );
    let again = server
        .post("/api/v1/add", "application/json", document.clone())
        .await;
    assert_eq!(
        (again.status, &again.json()["result"]),
        (StatusCode::OK, &json!("known"))
    );
    let changed = document.replace("dead", "alive");
    let version = server.post("/api/v1/add", "application/json", changed).await;
    assert_eq!(
        (version.status, &version.json()["version"]),
        (StatusCode::CREATED, &json!(2))
    );
    let found = server.json("/api/v1/search?q=alive").await;
    assert_eq!(found["items"].as_array().unwrap().len(), 1);
    assert_eq!(server.json("/api/v1/search?q=dead").await["items"], json!([]));
}

#[tokio::test]
async fn a_batch_comes_as_lines_in_its_order_with_problems_in_their_places() {
    let server = server(&[]);
    let mut batch = String::new();
    for number in 0..12 {
        batch += &if number == 5 {
            "{\"id\": \"5\"\n".to_owned()
        } else {
            json!({"id": number.to_string(), "text": format!("{ARTICLE} It is {number}.")}).to_string() + "\n"
        };
    }
    for (path, problem) in [("/api/v1/read", "unreadable"), ("/api/v1/add", "unreadable")] {
        let answer = server.post(path, "application/x-ndjson", batch.clone()).await;
        assert_eq!(answer.header("content-type"), "application/x-ndjson");
        let lines: Vec<Value> = answer
            .text()
            .lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect();
        assert_eq!(lines.len(), 12);
        for (number, line) in lines.iter().enumerate() {
            if number == 5 {
                assert_eq!(line["type"], format!("urn:onrecord:problem:{problem}"));
                assert!(line["detail"].as_str().unwrap().contains("line 6"), "{line}");
            } else {
                assert_eq!(line["id"], number.to_string());
            }
        }
    }
    assert_eq!(
        server.json("/api/v1/documents").await["items"]
            .as_array()
            .unwrap()
            .len(),
        11
    );
}

#[tokio::test]
async fn what_can_t_be_read_is_a_problem() {
    let server = server(&[]);
    let read = async |kind: &str, body: &str| server.post("/api/v1/read", kind, body.to_owned()).await;
    read("image/png", "x").await.is_problem(415, "format");
    read("application/json", "{").await.is_problem(422, "unreadable");
    read("application/json", "{\"title\": \"no text\"}")
        .await
        .is_problem(422, "unreadable");
    read("application/json", "[{\"text\": \"a\"}, {\"text\": \"b\"}]")
        .await
        .is_problem(422, "unreadable");
    read("text/plain", &"x ".repeat(1 << 20))
        .await
        .is_problem(413, "too-long");
    let wrong_date = server.post("/api/v1/read?date=Friday", "text/plain", "x").await;
    wrong_date.is_problem(400, "malformed");
    // Nothing is fetched by this one; no file is read in the guise of an address.
    read("application/json", "{\"url\": \"https://example.org/\"}")
        .await
        .is_problem(403, "forbidden");
    read("application/json", "{\"url\": \"/etc/passwd\"}")
        .await
        .is_problem(403, "forbidden");
}

#[tokio::test]
async fn questions_that_make_no_sense_are_refused() {
    let server = server(&news());
    for path in [
        "/search",
        "/search?q=",
        "/search?q=%22open",
        "/search?q=a&limit=0",
        "/search?q=a&limit=x",
        "/search?q=a&what=b",
        "/search?q=a&type=loud",
        "/search?q=a&after=soon",
        "/search?q=a&cursor=~",
        "/compare",
        "/compare?q=a&measure=b",
        "/figures",
        "/documents?cursor=-1",
        "/statements/one",
        "/statements/99999999999999999999",
    ] {
        server
            .get(&format!("/api/v1{path}"))
            .await
            .is_problem(400, "malformed");
    }
    for path in [
        "/statements/99",
        "/statements/0",
        "/speakers/99",
        "/documents/99",
        "/nothing",
        "/search?q=a&speaker=zzz",
    ] {
        server
            .get(&format!("/api/v1{path}"))
            .await
            .is_problem(404, "not-found");
    }
    server.get("/api/v1/read").await.is_problem(405, "method");
    server
        .ask(request("DELETE", "/api/v1/documents/1", &[], ""))
        .await
        .is_problem(405, "method");
}

#[tokio::test]
async fn an_empty_store_answers_everything() {
    let server = server(&[]);
    for path in [
        "/search?q=harbour",
        "/speakers",
        "/documents",
        "/corrections",
        "/figures?measure=killed",
    ] {
        let page = server.json(&format!("/api/v1{path}")).await;
        assert_eq!(page, json!({"items": [], "next": null}), "{path}");
    }
    let differing = server.json("/api/v1/compare?measure=killed").await;
    assert_eq!(differing, json!({"figures": [], "denials": [], "dropped": []}));
    for page in ["/", "/api/v1", "/api/v1/"] {
        assert_eq!(server.get(page).await.status, StatusCode::OK, "{page}");
    }
}

#[tokio::test]
async fn an_answer_that_is_at_hand_is_not_sent_again() {
    let server = server(&news());
    let first = server.get("/api/v1/statements/1").await;
    let tag = first.header("etag").to_owned();
    assert!(tag.starts_with('"') && tag.len() == 34, "{tag}");
    let asked = |tag: &str| request("GET", "/api/v1/statements/1", &[("if-none-match", tag)], "");
    let again = server.ask(asked(&tag)).await;
    assert_eq!((again.status, again.body.len()), (StatusCode::NOT_MODIFIED, 0));
    assert_eq!(again.header("etag"), tag);
    assert_eq!(server.ask(asked("\"other\"")).await.status, StatusCode::OK);
    let head = server.ask(request("HEAD", "/api/v1/statements/1", &[], "")).await;
    assert_eq!((head.header("etag"), head.body.len()), (tag.as_str(), 0));
    assert_eq!(head.header("content-length"), first.body.len().to_string());
    // What has changed has another tag.
    let reject = json!({"by": "Ina", "change": {"action": "speaker", "statement": 1, "speaker": "nobody"}});
    server
        .post("/api/v1/corrections", "application/json", reject.to_string())
        .await;
    assert_eq!(server.ask(asked(&tag)).await.status, StatusCode::OK);
}

#[tokio::test]
async fn the_document_holds_every_route_and_leads_nowhere_wrong() {
    let server = server(&[]);
    let document = server.json("/api/v1/openapi.json").await;
    assert!(document["openapi"].as_str().unwrap().starts_with("3.1"));
    let paths = document["paths"].as_object().unwrap();
    for (path, methods) in paths {
        for (method, operation) in methods.as_object().unwrap() {
            assert!(operation["responses"]["default"].is_object(), "{method} {path}");
            let asked = format!("/api/v1{}", path.replace("{id}", "1"));
            let answer = server.ask(request(&method.to_uppercase(), &asked, &[], "")).await;
            assert_ne!(answer.status, StatusCode::METHOD_NOT_ALLOWED, "{method} {path}");
        }
    }
    let text = document.to_string();
    for part in text.split("\"$ref\":\"#/").skip(1) {
        let pointer = format!("/{}", part.split('"').next().unwrap());
        assert!(document.pointer(&pointer).is_some(), "{pointer}");
    }
}
