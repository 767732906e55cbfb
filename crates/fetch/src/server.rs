//! A web server on loopback, for tests: this crate's and those of crates that fetch.
#![allow(
    dead_code,
    clippy::unwrap_used,
    reason = "not every test needs all of it; a test says what is wrong by failing"
)]

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

/// Answers every connection once. It runs until the tests end.
pub(crate) struct Server {
    port: u16,
    requests: Arc<Mutex<Vec<Request>>>,
}

/// What was asked.
#[derive(Clone, Debug)]
pub(crate) struct Request {
    /// Without the port.
    pub(crate) host: String,
    pub(crate) path: String,
    /// The lines after the first, in small letters.
    pub(crate) headers: String,
}

impl Server {
    /// `answer` gives the whole answer, head and body. Where the path begins with `/drip`, it is sent a byte at a time.
    pub(crate) fn start(answer: impl Fn(&Request) -> Vec<u8> + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let requests = Arc::new(Mutex::new(Vec::new()));
        let (log, answer) = (Arc::clone(&requests), Arc::new(answer));
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (log, answer) = (Arc::clone(&log), Arc::clone(&answer));
                thread::spawn(move || serve(stream, &log, &*answer));
            }
        });
        Self { port, requests }
    }

    /// The address of a page; the host is looked up by the test.
    pub(crate) fn at(&self, host: &str, path: &str) -> String {
        format!("http://{host}:{}{path}", self.port)
    }

    pub(crate) fn requests(&self) -> Vec<Request> {
        self.requests.lock().unwrap().clone()
    }

    /// The paths asked for, in order.
    pub(crate) fn paths(&self) -> Vec<String> {
        self.requests().into_iter().map(|request| request.path).collect()
    }
}

fn serve(mut stream: TcpStream, log: &Mutex<Vec<Request>>, answer: &dyn Fn(&Request) -> Vec<u8>) {
    let lines = BufReader::new(&stream).lines().map_while(Result::ok);
    let lines: Vec<String> = lines.take_while(|line| !line.is_empty()).collect();
    let headers = lines.iter().skip(1).map(|line| line.to_lowercase());
    let headers = headers.collect::<Vec<_>>().join("\n");
    let host = headers.lines().find_map(|line| line.strip_prefix("host: "));
    let request = Request {
        host: host
            .unwrap_or_default()
            .split(':')
            .next()
            .unwrap_or_default()
            .into(),
        path: lines
            .first()
            .and_then(|line| line.split(' ').nth(1))
            .unwrap_or_default()
            .into(),
        headers,
    };
    log.lock().unwrap().push(request.clone());
    let bytes = answer(&request);
    if request.path.starts_with("/drip") {
        for byte in bytes {
            if stream.write_all(&[byte]).is_err() {
                return;
            }
            thread::sleep(Duration::from_millis(50));
        }
    } else {
        let _ = stream.write_all(&bytes);
    }
}

/// An answer: its first line after the version, more header lines, the body.
pub(crate) fn answer(status: &str, headers: &[&str], body: &[u8]) -> Vec<u8> {
    let headers: String = headers.iter().map(|header| format!("{header}\r\n")).collect();
    let length = body.len();
    let mut bytes =
        format!("HTTP/1.1 {status}\r\nContent-Length: {length}\r\nConnection: close\r\n{headers}\r\n")
            .into_bytes();
    bytes.extend_from_slice(body);
    bytes
}

pub(crate) fn page(body: &str) -> Vec<u8> {
    answer(
        "200 OK",
        &["Content-Type: text/html; charset=utf-8"],
        body.as_bytes(),
    )
}

pub(crate) fn moved(to: &str) -> Vec<u8> {
    answer("301 Moved Permanently", &[&format!("Location: {to}")], b"")
}

pub(crate) fn missing() -> Vec<u8> {
    answer("404 Not Found", &[], b"no such page")
}
