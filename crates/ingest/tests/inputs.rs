//! Files, folders, patterns, standard input and addresses in one stream.
#![allow(clippy::unwrap_used, reason = "a test says what is wrong by failing")]

use std::ffi::OsString;
use std::fs;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use onrecord_fetch::{Fetcher, Settings};
use onrecord_ingest::{Error, Options, Reason, Taken, documents};

#[path = "../../fetch/src/server.rs"]
mod server;

use server::{Server, answer, missing, moved};

/// A folder of its own, deleted in the end.
struct Folder(PathBuf);

impl Folder {
    fn new(files: &[&str]) -> Self {
        static COUNT: AtomicUsize = AtomicUsize::new(0);
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let folder = std::env::temp_dir().join(format!("onrecord-inputs-{}-{number}", std::process::id()));
        for file in files {
            let path = folder.join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, format!("The text of {file} is this.\n")).unwrap();
        }
        Self(folder)
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    fn read(&self, inputs: &[&str]) -> Vec<String> {
        found(inputs.iter().map(|input| self.path(input)))
            .into_iter()
            .map(|found| self.told(found))
            .collect()
    }

    /// A document's text, or why there is none.
    fn told(&self, found: Result<Taken, Error>) -> String {
        let told = match found {
            Ok(Taken::Document(intake)) => intake.document.text,
            Ok(Taken::Skipped(skipped)) => format!("{}: {}", skipped.place, skipped.reason),
            Err(error) => error.to_string(),
        };
        told.replace(&format!("{}/", self.0.display()), "")
            .replace("The text of ", "")
            .replace(" is this.\n", "")
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn found(inputs: impl IntoIterator<Item = impl Into<OsString>>) -> Vec<Result<Taken, Error>> {
    found_with(inputs, &Options::default())
}

fn found_with(
    inputs: impl IntoIterator<Item = impl Into<OsString>>,
    options: &Options,
) -> Vec<Result<Taken, Error>> {
    let inputs: Vec<OsString> = inputs.into_iter().map(Into::into).collect();
    documents(inputs, options)
        .map(|pending| pending.and_then(|pending| pending.take_in()))
        .collect()
}

#[test]
fn folders_are_read_in_order_and_to_the_bottom() {
    let folder = Folder::new(&[
        "b.txt",
        "a/z.txt",
        "a/y/x.txt",
        "c.txt",
        ".hidden.txt",
        ".git/config.txt",
        "B.txt",
    ]);
    assert_eq!(
        folder.read(&[""]),
        ["B.txt", "a/y/x.txt", "a/z.txt", "b.txt", "c.txt"]
    );
    assert_eq!(folder.read(&["c.txt", "a"]), ["c.txt", "a/y/x.txt", "a/z.txt"]);
}

#[test]
fn what_holds_no_text_is_skipped_and_counted() {
    let folder = Folder::new(&["a.txt", "style.CSS", "app.js", "photo.jpg"]);
    fs::write(folder.path("noise"), [0, 1, 2, 3, 0, 0]).unwrap();
    fs::write(folder.path("paper"), b"%PDF-1.7\n").unwrap();
    let skipped = [
        "app.js: no text",
        "noise: no text",
        "paper: no text",
        "photo.jpg: no text",
        "style.CSS: no text",
    ];
    assert_eq!(folder.read(&[""]), [&["a.txt"], &skipped[..]].concat());
    // Who names a file means it.
    assert_eq!(folder.read(&["app.js"]), ["app.js"]);
    assert!(folder.read(&["noise"])[0].contains("holds binary data"));
}

#[test]
fn saved_pages_leave_their_companions_behind() {
    let folder = Folder::new(&["Bridge.html", "Bridge_files/frame.txt", "case_files/a.txt"]);
    fs::write(folder.path("Bridge.html"), "Saved text.").unwrap();
    let read = folder.read(&[""]);
    assert_eq!(read.len(), 2);
    assert_eq!(read[1], "case_files/a.txt");
}

#[test]
fn brat_folders() {
    let folder = Folder::new(&["a.txt", "a.ann", "b.txt", "c.ann", "annotation.conf"]);
    let text = "\r\nA Headline\r\n\r\nFollow us on Twitter\r\n“Body,” she said.";
    fs::write(folder.path("a.txt"), text).unwrap();
    assert_eq!(folder.read(&[""]), [text, "b.txt"]);
    assert_eq!(folder.read(&["a.txt"]), [text]);
}

#[test]
fn patterns() {
    let folder = Folder::new(&["a1.txt", "a2.txt", "b/a3.txt", "b/.a4.txt", "c[1].txt"]);
    assert_eq!(folder.read(&["a?.txt"]), ["a1.txt", "a2.txt"]);
    assert_eq!(folder.read(&["**/a*.txt"]), ["a1.txt", "a2.txt", "b/a3.txt"]);
    // A file of that name is meant.
    assert_eq!(folder.read(&["c[1].txt"]), ["c[1].txt"]);
    let nothing = folder.read(&["x*.txt", "a1.txt"]);
    assert_eq!(
        nothing,
        [
            "x*.txt: there is no such file, and none that fits it as a pattern; check the name",
            "a1.txt"
        ]
    );
    assert_eq!(
        folder.read(&["x.txt"]),
        ["x.txt: there is no such file; check the name"]
    );
}

#[test]
fn standard_input_is_read_once() {
    let mut found = documents(["-", "-"], &Options::default());
    let twice = found.find_map(Result::err).unwrap();
    assert!(matches!(twice, Error::StandardInputTwice), "{twice}");
}

#[cfg(unix)]
#[test]
fn links_and_odd_names() {
    use std::os::unix::ffi::OsStringExt;
    use std::os::unix::fs::symlink;

    let folder = Folder::new(&["a.txt", "b/c.txt"]);
    symlink(&folder.0, folder.path("b/loop")).unwrap();
    symlink("../a.txt", folder.path("b/d.txt")).unwrap();
    symlink("nowhere", folder.path("b/e.txt")).unwrap();
    assert_eq!(folder.read(&["b"]), ["b/c.txt", "a.txt"]);
    symlink("b", folder.path("link")).unwrap();
    assert_eq!(folder.read(&["link"]), ["b/c.txt", "a.txt"]);
    let odd = Folder::new(&["x"]);
    fs::remove_file(odd.path("x")).unwrap();
    let name = OsString::from_vec(b"f\xff\x1b[31m.txt".to_vec());
    fs::write(odd.0.join(&name), "Odd.").unwrap();
    fs::write(odd.path("g\u{1b}.css"), "").unwrap();
    assert_eq!(odd.read(&[""]), ["Odd.", "g\\u{1b}.css: no text"]);
    let missing = found([OsString::from_vec(b"/nowhere\xff\x1b*".to_vec())])
        .remove(0)
        .unwrap_err()
        .to_string();
    assert!(!missing.contains('\u{1b}'), "{missing}");
}

fn options() -> Options {
    let settings = Settings {
        allow_private: true,
        delay: Duration::ZERO,
        ..Settings::default()
    };
    Options {
        fetcher: Some(Arc::new(Fetcher::new(settings).unwrap())),
        ..Options::default()
    }
}

#[test]
fn addresses_are_read_by_what_comes() {
    let server = Server::start(|request| match request.path.as_str() {
        "/moved" => moved("/text"),
        "/text" => answer("200 OK", &["Content-Type: text/plain"], b"The bridge stays open."),
        "/lines" => answer("200 OK", &[], b"{\"text\": \"One.\"}\n{\"text\": \"Two.\"}\n"),
        "/picture" => answer("200 OK", &[], b"\x89PNG\0\0\0"),
        _ => missing(),
    });
    let inputs = ["/moved", "/picture", "/lines", "/gone"].map(|path| server.at("127.0.0.1", path));
    let mut found = found_with(inputs, &options()).into_iter();
    let mut next = || found.next().unwrap();
    let document = next().unwrap().document().unwrap().document;
    assert_eq!(
        (document.text.as_str(), document.url),
        ("The bridge stays open.", Some(server.at("127.0.0.1", "/text")))
    );
    let provenance = document.provenance.unwrap();
    assert_eq!(
        (provenance.file, provenance.uri),
        (None, Some(server.at("127.0.0.1", "/text")))
    );
    assert!(provenance.fetched.unwrap().ends_with('Z'));
    assert!(matches!(next(), Ok(Taken::Skipped(skipped)) if skipped.reason == Reason::NotText));
    for text in ["One.", "Two."] {
        let document = next().unwrap().document().unwrap().document;
        assert_eq!((document.text.as_str(), document.url), (text, None));
        assert_eq!(
            document.provenance.unwrap().uri,
            Some(server.at("127.0.0.1", "/lines"))
        );
    }
    let error = next().unwrap_err().to_string();
    assert!(
        error.contains("/gone: the server answered with status 404"),
        "{error}"
    );
}

#[test]
fn order_is_kept_among_files_and_addresses() {
    let folder = Folder::new(&["a.txt", "b.txt"]);
    let server = Server::start(|request| match request.path.as_str() {
        "/robots.txt" => missing(),
        path => answer("200 OK", &[], format!("Page {path}").as_bytes()),
    });
    let mut inputs: Vec<OsString> = (0..20)
        .map(|n| server.at("127.0.0.1", &format!("/{n}")).into())
        .collect();
    inputs.insert(0, folder.path("a.txt").into());
    inputs.insert(11, folder.path("b.txt").into());
    let read: Vec<_> = found_with(inputs, &options())
        .into_iter()
        .map(|found| folder.told(found))
        .collect();
    let mut expected: Vec<_> = (0..20).map(|n| format!("Page /{n}")).collect();
    expected.insert(0, "a.txt".into());
    expected.insert(11, "b.txt".into());
    assert_eq!(read, expected);
}

#[test]
fn nothing_is_fetched_without_leave() {
    let error = found(["https://post.example/\u{1b}"]).remove(0).unwrap_err();
    assert!(
        matches!(error, Error::Offline { .. }) && !error.to_string().contains('\u{1b}'),
        "{error}"
    );
}
