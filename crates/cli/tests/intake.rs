//! What `onrecord read` takes in, and what it says of it at the end.

#![allow(clippy::unwrap_used, reason = "a test may fail")]

mod common;

use std::io::{Read, Write};
use std::net::TcpListener;

use common::{Folder, document, run};
use serde_json::Value;

fn page(title: &str, paragraphs: &[&str]) -> String {
    let body: String = paragraphs.iter().map(|text| format!("<p>{text}</p>\n")).collect();
    format!(
        "<!doctype html><html lang=\"en\"><head><title>{title} - The Kellburg Post</title>\
         <meta property=\"og:site_name\" content=\"The Kellburg Post\">\
         <meta property=\"article:published_time\" content=\"2031-03-14T09:00:00+01:00\">\
         <meta name=\"author\" content=\"Anna Lind\"></head>\
         <body><nav><a href=\"/\">Home</a></nav><article><h1>{title}</h1>{body}</article>\
         <footer>All rights reserved</footer></body></html>"
    )
}

const BRIDGE: [&str; 3] = [
    "The mayor of Kellburg said on Friday that the old bridge would stay open until the new one was finished.",
    "“Nobody will have to walk around the harbour this winter,” Ida Varga told reporters in front of the town hall.",
    "The port authority, which owns the bridge, has warned that its repair could cost more than four million crowns.",
];

const STRIKE: [&str; 3] = [
    "Ferry crews walked out on Monday after talks with the company had failed, the union said in a short statement.",
    "“We were offered nothing that we could have taken home to our members,” its chairman Jon Rask said at the pier.",
    "The company called the strike a surprise and promised to refund everybody who holds a ticket for this week.",
];

#[test]
fn a_folder_of_pages_with_everything_a_page_says() {
    let folder = Folder::new();
    std::fs::create_dir(folder.path("saved")).unwrap();
    folder.write("saved/bridge.html", page("Bridge Stays Open", &BRIDGE));
    folder.write("saved/picture.png", b"\x89PNG\r\n\x1a\n\0\0");
    folder.write("saved/style.css", "p { color: red }");
    let ran = run(["read".into(), folder.path("saved")]).ended(0);
    let record = &ran.records()[0];
    assert_eq!(record["title"], "Bridge Stays Open");
    assert_eq!(record["author"], "Anna Lind");
    assert_eq!(record["publisher"], "The Kellburg Post");
    assert_eq!(record["date"], "2031-03-14T09:00:00+01:00");
    assert_eq!(record["text"], BRIDGE.join("\n\n"));
    assert_eq!(
        record["provenance"]["fields"]["date"],
        "meta article:published_time"
    );
    assert!(record["attributions"].as_array().unwrap().len() >= 3, "{record}");
    assert_eq!(
        ran.err,
        "onrecord: done: 1 document read; 2 left out (2 no text)\n"
    );
}

#[test]
fn copies_are_marked_and_left_out_on_demand_and_the_report_tells_everything() {
    let folder = Folder::new();
    let inputs = [
        folder.write("a.html", page("Bridge Stays Open", &BRIDGE)),
        folder.write("b.html", page("Old Bridge to Stay Open, Mayor Says", &BRIDGE)),
        folder.write("c.html", page("Ferries Stand Still", &STRIKE)),
        folder.write("d.txt", "Der Bürgermeister sagte am Freitag, die alte Brücke bleibe offen, bis die neue fertig sei. Niemand müsse im Winter um den Hafen laufen, sagte er vor dem Rathaus.\n"),
        folder.path("missing.html"),
    ];
    let read = |more: &[std::path::PathBuf]| run([&["read".into()][..], &inputs, more].concat()).ended(1);
    let report = folder.path("report.json");
    let ran = read(&["--report".into(), report.clone()]);
    let records = ran.records();
    assert_eq!(records.len(), 3);
    assert_eq!(records[1]["duplicate"]["of"], records[0]["id"]);
    assert_eq!(records[1]["duplicate"]["kind"], "copy");
    assert!(records[2].get("duplicate").is_none());
    let said = "3 documents read; 1 of them repeat another; 1 left out (in languages the model doesn't know: 1 de); 1 not read because of errors";
    assert!(ran.err.contains(said), "{}", ran.err);

    let report: Value = serde_json::from_str(&std::fs::read_to_string(report).unwrap()).unwrap();
    let events: Vec<&Value> = report["events"]
        .as_array()
        .unwrap()
        .iter()
        .map(|event| &event["event"])
        .collect();
    assert_eq!(events, ["copy", "skipped", "failed"]);
    assert!(
        report["events"][2]["file"]
            .as_str()
            .unwrap()
            .ends_with("missing.html")
    );
    assert_eq!(report["summary"]["documents"], 3);
    assert_eq!(report["summary"]["failures"], 1);

    assert_eq!(read(&["--no-copies".into()]).records().len(), 2);
    assert_eq!(read(&["--any-language".into()]).records().len(), 4);
}

#[test]
fn loopback_is_refused_unless_it_is_allowed() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}/news/1", listener.local_addr().unwrap());
    let refused = run(["read", &address]).ended(1);
    assert!(
        refused.out.is_empty() && refused.err.contains("not on the public internet"),
        "{}",
        refused.err
    );
    let offline = run(["read", &address, "--offline"]).ended(1);
    assert!(offline.err.contains("nothing is fetched"), "{}", offline.err);

    // Serves for as long as the test runs.
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let mut asked = [0; 2048];
            let length = stream.read(&mut asked).unwrap();
            let (status, body) = if asked[..length].starts_with(b"GET /news/1 ") {
                ("200 OK", page("Bridge Stays Open", &BRIDGE))
            } else {
                ("404 Not Found", String::new())
            };
            let header = format!(
                "HTTP/1.1 {status}\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
                body.len()
            );
            stream.write_all((header + &body).as_bytes()).unwrap();
        }
    });
    let ran = run(["read", &address, "--allow-private", "--delay", "0"]).ended(0);
    let record = &ran.records()[0];
    assert_eq!(record["title"], "Bridge Stays Open");
    assert_eq!(record["provenance"]["uri"], address.as_str());
}

#[test]
fn a_pattern_and_standard_input_twice() {
    let folder = Folder::new();
    for name in ["b", "a", "c"] {
        folder.write(
            &format!("{name}.jsonl"),
            document(name, &format!("The {name} said no.")),
        );
    }
    let ran = run(["read".into(), folder.path("[ab].jsonl")]).ended(0);
    assert_eq!(ran.ids(), ["a", "b"]);
    let nothing = run(["read".into(), folder.path("x*.jsonl")]).ended(1);
    assert!(nothing.err.contains("none that fits it"), "{}", nothing.err);
    let twice = run(["read", "-", "-"]).ended(1);
    assert!(twice.err.contains("named twice"), "{}", twice.err);
}
