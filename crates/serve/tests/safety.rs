//! Hostile askers: other names, other sites, endless bodies, slow connections, panics, no token.

#![allow(missing_docs, clippy::unwrap_used)]

mod common;

use std::time::Duration;

use axum::http::StatusCode;
use common::{Server, TOKEN, guarded, news, request, server, server_with};
use onrecord_serve::{Problem, ServeError, serve};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot;

#[tokio::test]
async fn other_names_are_refused() {
    let server = server_with(&news(), |settings| settings.names.push("record.example".into()));
    let asked = |host: &str| request("GET", "/api/v1/statements/1", &[("host", host)], "");
    for host in ["127.0.0.1:7340", "localhost:7340", "[::1]:7340", "record.example"] {
        assert_eq!(server.ask(asked(host)).await.status, StatusCode::OK, "{host}");
    }
    for host in [
        "evil.example",
        "evil.example:7340",
        "localhost.evil.example",
        "a@127.0.0.1",
    ] {
        server.ask(asked(host)).await.is_problem(403, "forbidden");
    }
    let mut nameless = request("GET", "/api/v1/statements/1", &[], "");
    nameless.headers_mut().remove("host");
    server.ask(nameless).await.is_problem(400, "malformed");
    let mut two = asked("127.0.0.1");
    two.headers_mut().append("host", "evil.example".parse().unwrap());
    server.ask(two).await.is_problem(400, "malformed");
    let differing = request("GET", "http://evil.example/api/v1/statements/1", &[], "");
    server.ask(differing).await.is_problem(400, "malformed");
}

#[tokio::test]
async fn other_sites_may_change_nothing() {
    let server = server(&news());
    let reject = r#"{"by": "Eve", "change": {"action": "reject", "statement": 1}}"#;
    for (name, value) in [
        ("origin", "http://evil.example"),
        ("origin", "null"),
        ("origin", "http://127.0.0.1:8000"),
        ("sec-fetch-site", "cross-site"),
        ("sec-fetch-site", "same-site"),
    ] {
        let headers = [("content-type", "application/json"), (name, value)];
        let answer = server
            .ask(request("POST", "/api/v1/corrections", &headers, reject))
            .await;
        answer.is_problem(403, "forbidden");
    }
    assert_eq!(server.get("/api/v1/statements/1").await.status, StatusCode::OK);
    let headers = [
        ("content-type", "application/json"),
        ("origin", "http://127.0.0.1:7340"),
        ("sec-fetch-site", "same-origin"),
    ];
    let own = server
        .ask(request("POST", "/api/v1/corrections", &headers, reject))
        .await;
    assert_eq!(own.status, StatusCode::CREATED);
}

#[tokio::test]
async fn every_answer_forbids_browsers_to_run_anything_else() {
    let server = server_with(&news(), guarded);
    let host = [("host", "evil.example")];
    for answer in [
        server.get("/").await,
        server.get("/api/v1/statements/1").await,
        server.ask(request("GET", "/", &host, "")).await,
        server.ask(request("POST", "/nothing", &[], "")).await,
    ] {
        let policy = answer.header("content-security-policy");
        assert!(policy.starts_with("default-src 'none';") && policy.contains("frame-ancestors 'none'"));
        assert!(!policy.contains("unsafe"));
        assert_eq!(answer.header("x-content-type-options"), "nosniff");
        assert_eq!(answer.header("referrer-policy"), "same-origin");
        assert_eq!(answer.header("access-control-allow-origin"), "");
    }
}

#[tokio::test]
async fn who_shows_no_token_gets_nothing() {
    let server = server_with(&news(), guarded);
    let path = "/api/v1/statements/1";
    let nothing = server.get(path).await;
    nothing.is_problem(401, "sign-in");
    assert_eq!(nothing.header("www-authenticate"), "Bearer");
    server
        .get("/api/v1/openapi.json")
        .await
        .is_problem(401, "sign-in");
    let page = server.get("/").await;
    assert_eq!(page.status, StatusCode::UNAUTHORIZED);
    assert!(page.header("content-type").starts_with("text/html"));
    let bearer = |token: &str| request("GET", path, &[("authorization", &format!("Bearer {token}"))], "");
    assert_eq!(server.ask(bearer(TOKEN)).await.status, StatusCode::OK);
    server
        .ask(bearer(&TOKEN.replace('0', "1")))
        .await
        .is_problem(401, "sign-in");
    server.ask(bearer("")).await.is_problem(401, "sign-in");
}

#[tokio::test]
async fn a_browser_gets_a_cookie_for_the_token_and_is_led_on() {
    let server = server_with(&news(), guarded);
    let form = [("content-type", "application/x-www-form-urlencoded")];
    let sign_in = |body: String| request("POST", "/sign-in", &form, body);
    let wrong = server.ask(sign_in("token=wrong&next=/".into())).await;
    assert_eq!(wrong.status, StatusCode::UNAUTHORIZED);
    assert_eq!(wrong.header("set-cookie"), "");
    let right = server
        .ask(sign_in(format!("token={TOKEN}&next=/speakers/1")))
        .await;
    assert_eq!(
        (right.status, right.header("location")),
        (StatusCode::SEE_OTHER, "/speakers/1")
    );
    let cookie = right.header("set-cookie");
    assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict") && !cookie.contains(TOKEN));
    let cookie = cookie.split(';').next().unwrap();
    let page = request("GET", "/", &[("cookie", cookie)], "");
    assert_eq!(server.ask(page).await.status, StatusCode::OK);
    for elsewhere in ["//evil.example", "https://evil.example", "/\\evil.example"] {
        let led = server
            .ask(sign_in(format!("token={TOKEN}&next={elsewhere}")))
            .await;
        assert_eq!(led.header("location"), "/", "{elsewhere}");
    }
}

#[tokio::test]
async fn a_body_over_its_limit_is_refused() {
    let server = server(&[]);
    let long = vec![b'x'; (32 << 20) + 1];
    let answer = server.post("/api/v1/read", "application/x-ndjson", long).await;
    answer.is_problem(413, "too-long");
}

#[tokio::test]
async fn a_panic_is_answered_and_the_next_question_too() {
    let server = server(&news());
    let broke = server
        .app
        .read(|_| -> Result<(), Problem> { panic!("bad luck") })
        .await;
    assert_eq!(
        broke.unwrap_err().kind().status(),
        StatusCode::INTERNAL_SERVER_ERROR
    );
    let panicking = server.router.clone().route(
        "/panics",
        axum::routing::get(async || -> &str { panic!("bad luck") }),
    );
    drop(panicking);
    assert_eq!(server.get("/api/v1/statements/1").await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_question_without_end_is_cut_off_when_its_asker_goes() {
    let server = server(&news());
    let endless = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT count(*) FROM n";
    // As many as there are connections: where one went on, the question after them would have to wait for it.
    for _ in 0..8 {
        let asked = server.app.read(move |store| {
            let counted = store
                .connection()
                .query_row(endless, [], |row| row.get::<_, i64>(0));
            counted.map_err(onrecord_store::Error::from)
        });
        assert!(
            tokio::time::timeout(Duration::from_millis(50), asked)
                .await
                .is_err()
        );
    }
    assert_eq!(server.get("/api/v1/statements/1").await.status, StatusCode::OK);
}

/// A server on a socket; it ends when the sender is used.
async fn listening(
    server: &Server,
) -> (
    std::net::SocketAddr,
    oneshot::Sender<()>,
    tokio::task::JoinHandle<Result<(), ServeError>>,
) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let (end, ended) = oneshot::channel();
    let task = tokio::spawn(serve(server.app.clone(), listener, async {
        let _ = ended.await;
    }));
    (address, end, task)
}

async fn answer(mut stream: TcpStream, request: &str) -> String {
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.unwrap();
    answer
}

#[tokio::test]
async fn a_socket_is_answered_and_the_end_waits_for_what_is_under_way() {
    let server = server(&news());
    let (address, end, task) = listening(&server).await;
    let ask = "GET /api/v1/statements/1 HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n";
    let told = answer(TcpStream::connect(address).await.unwrap(), ask).await;
    assert!(
        told.starts_with("HTTP/1.1 200 OK\r\n") && told.contains("harbour tax"),
        "{told}"
    );
    // A request whose head has come is answered, though the server is told to end meanwhile.
    let mut under_way = TcpStream::connect(address).await.unwrap();
    let body = "The mayor said the tax is dead.";
    let head = format!(
        "POST /api/v1/read HTTP/1.1\r\nhost: localhost\r\ncontent-type: text/plain\r\ncontent-length: {}\r\n\r\n",
        body.len()
    );
    under_way.write_all(head.as_bytes()).await.unwrap();
    tokio::time::sleep(Duration::from_millis(300)).await;
    end.send(()).unwrap();
    tokio::time::sleep(Duration::from_millis(300)).await;
    let told = answer(under_way, body).await;
    assert!(told.starts_with("HTTP/1.1 200 OK\r\n"), "{told}");
    task.await.unwrap().unwrap();
    assert!(TcpStream::connect(address).await.is_err());
}

#[tokio::test]
async fn what_is_no_http_is_refused() {
    let server = server(&news());
    let (address, _end, _task) = listening(&server).await;
    for nonsense in [
        "\0\0\0\0\r\n\r\n",
        "GET / HTTP/9.9\r\n\r\n",
        "G E T / HTTP/1.1\r\n\r\n",
    ] {
        let told = answer(TcpStream::connect(address).await.unwrap(), nonsense).await;
        assert!(told.is_empty() || told.starts_with("HTTP/1.1 4"), "{told}");
    }
    let endless = format!(
        "GET / HTTP/1.1\r\nhost: localhost\r\nx: {}",
        "x".repeat(200 << 10)
    );
    let mut stream = TcpStream::connect(address).await.unwrap();
    // The server may hang up before all of it is sent.
    let _ = stream.write_all(endless.as_bytes()).await;
    let mut told = String::new();
    let _ = stream.read_to_string(&mut told).await;
    assert!(told.is_empty() || told.starts_with("HTTP/1.1 4"), "{told}");
}

#[tokio::test]
async fn other_machines_are_only_listened_to_with_a_token() {
    let open = server(&[]);
    let listener = TcpListener::bind("0.0.0.0:0").await.unwrap();
    let refused = serve(open.app.clone(), listener, std::future::pending())
        .await
        .unwrap_err();
    let sentence = refused.to_string();
    assert!(
        matches!(refused, ServeError::Open(_)) && sentence.contains("--token-file"),
        "{sentence}"
    );
    let guarded = server_with(&[], guarded);
    let listener = TcpListener::bind("0.0.0.0:0").await.unwrap();
    serve(guarded.app.clone(), listener, std::future::ready(()))
        .await
        .unwrap();
}
