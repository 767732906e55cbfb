//! Addresses that somebody gives: what is fetched, and what is not.
#![allow(clippy::unwrap_used)]

mod common;
#[path = "../../fetch/src/server.rs"]
mod web;

use std::sync::Arc;
use std::time::Duration;

use axum::http::StatusCode;
use common::{Server, server_with};
use onrecord_fetch::{Fetcher, Settings};
use serde_json::json;
use web::{missing, moved, page};

const ARTICLE: &str = "The mayor of Kelmouth, Rosa Tamm, said on Friday that the harbour tax is dead.";

/// A site of one paper, and much that goes wrong.
fn site() -> web::Server {
    web::Server::start(|request| match request.path.as_str() {
        "/harbour" => page(&format!(
            "<!doctype html><html lang=en><head><title>Harbour</title></head><body><article><h1>Harbour</h1><p>{ARTICLE}</p>\
             <p>{}</p><a href=\"/next\">next</a><img src=\"/picture\"></article></body></html>",
            ARTICLE.repeat(3)
        )),
        "/old" => moved("/harbour"),
        "/circle" => moved("/circle"),
        "/out" => moved("file:///etc/passwd"),
        "/long" => page(&"x".repeat(9 << 20)),
        "/longest" => page(&"x".repeat(13 << 20)),
        "/drip" => page("a page that takes its time"),
        _ => missing(),
    })
}

/// A server that fetches as these settings have it.
fn fetching(settings: Settings) -> Server {
    let fetcher = Fetcher::new(Settings {
        delay: Duration::ZERO,
        timeout: Duration::from_secs(2),
        limit: 12 << 20,
        ..settings
    });
    server_with(&[], |server| server.fetcher = Some(Arc::new(fetcher.unwrap())))
}

fn of_any_host() -> Settings {
    Settings {
        allow_private: true,
        ..Settings::default()
    }
}

/// What the form sends, with an address in it.
fn form(address: &str, more: &str) -> String {
    format!("--cut\r\ncontent-disposition: form-data; name=\"address\"\r\n\r\n{address}\r\n{more}--cut--\r\n")
}

const FORM: &str = "multipart/form-data; boundary=cut";

#[tokio::test]
async fn an_article_is_fetched_where_it_is_asked_for_and_nothing_else_is() {
    let (site, server) = (site(), fetching(of_any_host()));
    let address = site.at("127.0.0.1", "/old");
    let read = server
        .post(
            "/api/v1/read",
            "application/json",
            json!({"url": address}).to_string(),
        )
        .await;
    assert_eq!(read.status, StatusCode::OK, "{}", read.text());
    let record: onrecord_record::Record = serde_json::from_slice(&read.body).unwrap();
    assert_eq!(record.url, Some(site.at("127.0.0.1", "/harbour")));
    assert!(record.provenance.unwrap().fetched.unwrap().ends_with('Z'));
    assert!(!record.attributions.is_empty());
    assert_eq!(site.paths(), ["/robots.txt", "/old", "/harbour"]);

    let shown = server.post("/read", FORM, form(&address, "")).await;
    assert_eq!(shown.status, StatusCode::OK);
    assert!(shown.text().contains("Rosa Tamm"), "{}", shown.text());
    let keep = "--cut\r\ncontent-disposition: form-data; name=\"keep\"\r\n\r\non\r\n";
    let kept = server.post("/read", FORM, form(&address, keep)).await;
    assert_eq!(kept.header("location"), "/documents/1", "{}", kept.text());
    let article = server.get("/documents/1").await.text();
    assert!(article.contains(&site.at("127.0.0.1", "/harbour")), "{article}");
}

#[tokio::test]
async fn what_can_t_be_had_is_a_problem() {
    let (site, server) = (site(), fetching(of_any_host()));
    for (path, status, name, told) in [
        ("/gone", 502, "fetch", "status 404"),
        ("/circle", 502, "fetch", "circle"),
        ("/out", 502, "fetch", "no web address"),
        ("/longest", 502, "fetch", "longer than"),
        ("/drip", 502, "fetch", "too long"),
        ("/long", 413, "too-long", "longer than"),
    ] {
        let address = site.at("127.0.0.1", path);
        let body = json!({"url": address}).to_string();
        let answer = server.post("/api/v1/read", "application/json", body).await;
        answer.is_problem(status, name);
        let detail = answer.json()["detail"].as_str().unwrap().to_owned();
        assert!(detail.contains(told), "{path}: {detail}");
        let page = server.post("/read", FORM, form(&address, "")).await;
        assert_eq!(page.status.as_u16(), status, "{path}: {}", page.text());
        assert!(page.header("content-type").starts_with("text/html"), "{path}");
    }
}

/// A feed of an entry that it holds whole, and of one that it only announces.
fn feed(link: &str) -> String {
    let whole = format!("<p>{}</p>", ARTICLE.repeat(8)).repeat(3);
    format!(
        "<?xml version=\"1.0\"?><rss version=\"2.0\" xmlns:content=\"http://purl.org/rss/1.0/modules/content/\"><channel>\
         <title>Paper</title><item><title>Announced</title><link>{link}</link><description>More inside.</description></item>\
         <item><title>Whole</title><link>{link}</link><content:encoded><![CDATA[{whole}]]></content:encoded></item>\
         </channel></rss>"
    )
}

#[tokio::test]
async fn pages_that_a_feed_links_to_are_not_fetched() {
    let site = web::Server::start(|request| match request.path.as_str() {
        "/feed" => page(&feed("/harbour")),
        "/announced" => page(
            &feed("/harbour")
                .replace("<item><title>Whole", "<x><title>")
                .replace("</item></channel", "</x></channel"),
        ),
        "/harbour" => page("<article>It was fetched.</article>"),
        _ => missing(),
    });
    let server = fetching(of_any_host());
    let sent = format!(
        "--cut\r\ncontent-disposition: form-data; name=\"file\"; filename=\"feed.xml\"\r\n\r\n{}\r\n--cut--\r\n",
        feed(&site.at("127.0.0.1", "/harbour"))
    );
    let asked = form(&site.at("127.0.0.1", "/feed"), "");
    for (body, fetched) in [(sent, &[][..]), (asked, &["/robots.txt", "/feed"])] {
        let page = server.post("/read", FORM, body).await.text();
        assert!(page.contains("Rosa Tamm") && page.contains("Whole"), "{page}");
        assert!(
            page.contains("only a teaser; give the address of its page"),
            "{page}"
        );
        assert_eq!(site.paths(), fetched);
    }
    let announced = json!({"url": site.at("127.0.0.1", "/announced")}).to_string();
    for path in ["/api/v1/read", "/api/v1/add"] {
        let answer = server.post(path, "application/json", announced.clone()).await;
        answer.is_problem(422, "unreadable");
    }
    assert!(
        site.paths().iter().all(|path| path != "/harbour"),
        "{:?}",
        site.paths()
    );
}

#[tokio::test]
async fn other_machines_of_a_private_network_are_left_alone() {
    let (site, server) = (site(), fetching(Settings::default()));
    for host in ["127.0.0.1", "localhost", "2130706433", "0x7f.1", "[::1]"] {
        let body = json!({"url": site.at(host, "/harbour")}).to_string();
        let answer = server.post("/api/v1/read", "application/json", body).await;
        answer.is_problem(502, "fetch");
    }
    assert_eq!(site.paths(), [""; 0]);
}
