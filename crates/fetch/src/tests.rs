//! The fetcher against a server on loopback, with a clock that only sleeping moves.

use std::collections::HashMap;
use std::io;
use std::net::IpAddr;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Barrier, Mutex};
use std::thread;
use std::time::{Duration, SystemTime};

use crate::server::{Server, answer, missing, moved, page};
use crate::{Clock, Error, Fetched, Fetcher, Resolve, Settings};

/// 1 May 2024, noon.
const NOON: u64 = 1_714_564_800;

struct Still {
    now: Mutex<SystemTime>,
    slept: Mutex<Vec<f32>>,
}

impl Clock for Still {
    fn now(&self) -> SystemTime {
        *self.now.lock().unwrap()
    }

    fn sleep(&self, time: Duration) {
        *self.now.lock().unwrap() += time;
        self.slept.lock().unwrap().push(time.as_secs_f32());
    }
}

/// Any name is this machine, but for `inside.test`, which is a private address of it, and `nowhere.test`. What
/// `changing.test` is changes with each look-up.
#[derive(Default)]
struct Names(Mutex<HashMap<String, usize>>);

impl Resolve for Names {
    fn addresses(&self, host: &str) -> io::Result<Vec<IpAddr>> {
        let mut asked = self.0.lock().unwrap();
        let times = asked.entry(host.into()).or_default();
        *times += 1;
        match host {
            "nowhere.test" => Err(io::Error::other("no such host")),
            "inside.test" => Ok(vec![[127, 0, 0, 2].into()]),
            "mixed.test" => Ok(vec![[127, 0, 0, 2].into(), [127, 0, 0, 1].into()]),
            "changing.test" if times.is_multiple_of(2) => Ok(vec![[127, 0, 0, 2].into()]),
            _ => Ok(vec![[127, 0, 0, 1].into()]),
        }
    }
}

struct Setup {
    fetcher: Fetcher,
    clock: Arc<Still>,
    names: Arc<Names>,
}

/// For these tests, 127.0.0.1 is the public internet.
fn setup(settings: Settings) -> Setup {
    let clock = Arc::new(Still {
        now: Mutex::new(SystemTime::UNIX_EPOCH + Duration::from_secs(NOON)),
        slept: Mutex::default(),
    });
    let names = Arc::new(Names::default());
    let public = |address: IpAddr| address == IpAddr::from([127, 0, 0, 1]);
    let allowed = if settings.allow_private { |_| true } else { public };
    let fetcher = Fetcher::assembled(
        settings,
        Arc::clone(&names) as _,
        Arc::clone(&clock) as _,
        allowed,
    )
    .unwrap();
    Setup {
        fetcher,
        clock,
        names,
    }
}

fn fetcher() -> Fetcher {
    setup(Settings::default()).fetcher
}

impl Setup {
    fn slept(&self) -> Vec<f32> {
        std::mem::take(&mut *self.clock.slept.lock().unwrap())
    }
}

/// A site without rules.
fn site(answer: impl Fn(&str) -> Vec<u8> + Send + Sync + 'static) -> Server {
    Server::start(move |request| match request.path.as_str() {
        "/robots.txt" => missing(),
        path => answer(path),
    })
}

fn text(fetched: &Fetched) -> &str {
    std::str::from_utf8(&fetched.bytes).unwrap()
}

#[test]
fn a_page_and_what_is_known_of_it() {
    let server = site(|_| {
        let headers = [
            "Content-Type: Text/HTML; charset=ISO-8859-1",
            "ETag: \"7\"",
            "Last-Modified: Wed, 01 May 2024 10:00:00 GMT",
        ];
        answer("200 OK", &headers, b"The bridge stays open.")
    });
    let found = fetcher().get(&server.at("post.test", "/a?b=c#d")).unwrap();
    assert_eq!(
        found,
        Fetched {
            url: server.at("post.test", "/a?b=c"),
            bytes: b"The bridge stays open.".to_vec(),
            content_type: Some("text/html".into()),
            charset: Some("iso-8859-1".into()),
            status: 200,
            fetched: "2024-05-01T12:00:00Z".into(),
            etag: Some("\"7\"".into()),
            last_modified: Some("Wed, 01 May 2024 10:00:00 GMT".into()),
            unchanged: false,
        }
    );
    let requests = server.requests();
    assert_eq!(server.paths(), ["/robots.txt", "/a?b=c"]);
    for request in requests {
        assert!(
            request.headers.contains("user-agent: onrecord/0.1"),
            "{}",
            request.headers
        );
        assert!(
            request.headers.contains("+https://example.org/onrecord"),
            "{}",
            request.headers
        );
    }
}

#[test]
fn robots_are_obeyed_and_asked_once() {
    let server = Server::start(|request| match request.path.as_str() {
        "/robots.txt" => answer(
            "200 OK",
            &[],
            b"User-agent: onrecord\nDisallow: /private\nDisallow: /*?print",
        ),
        "/door" => moved("/private/b"),
        _ => page("open"),
    });
    let fetcher = fetcher();
    assert!(fetcher.get(&server.at("post.test", "/open")).is_ok());
    for forbidden in ["/private/a", "/open?print", "/door"] {
        let error = fetcher.get(&server.at("post.test", forbidden)).unwrap_err();
        assert!(matches!(error, Error::Robots { .. }), "{error}");
    }
    assert_eq!(server.paths(), ["/robots.txt", "/open", "/door"]);
}

#[test]
fn robots_that_are_missing_or_fail() {
    let fetch = |robots: Vec<u8>| {
        let server = Server::start(move |request| match request.path.as_str() {
            "/robots.txt" => robots.clone(),
            "/rules" => answer("200 OK", &[], b"User-agent: *\nDisallow: /page"),
            "/long" => answer(
                "200 OK",
                &[],
                &[&b"User-agent: *\nDisallow: /page\n"[..], &vec![b'#'; 600 << 10]].concat(),
            ),
            _ => page("open"),
        });
        let fetcher = fetcher();
        let first = fetcher.get(&server.at("post.test", "/page"));
        let asked = server.paths().len();
        let again = fetcher.get(&server.at("post.test", "/page"));
        assert_eq!(first.is_ok(), again.is_ok());
        assert!(first.is_ok() || server.paths().len() == asked);
        first
    };
    for allowed in ["401 Unauthorized", "403 Forbidden", "404 Not Found", "410 Gone"] {
        assert!(fetch(answer(allowed, &[], b"")).is_ok(), "{allowed}");
    }
    for forbidden in [
        "429 Too Many Requests",
        "500 Internal Server Error",
        "503 Service Unavailable",
    ] {
        let error = fetch(answer(forbidden, &[], b"")).unwrap_err();
        assert!(matches!(&error, Error::NoRobots { .. }), "{error}");
    }
    assert!(matches!(fetch(b"nonsense".to_vec()), Err(Error::NoRobots { .. })));
    assert!(matches!(
        fetch(moved("http://nowhere.test/robots.txt")),
        Err(Error::NoRobots { .. })
    ));
    assert!(matches!(
        fetch(moved("http://inside.test/robots.txt")),
        Err(Error::NoRobots { .. })
    ));
    assert!(matches!(fetch(moved("/rules")), Err(Error::Robots { .. })));
    assert!(matches!(fetch(moved("/long")), Err(Error::Robots { .. })));
    assert!(fetch(moved("/robots.txt")).is_ok());
}

#[test]
fn a_host_is_left_alone_between_requests() {
    let server = Server::start(|request| match (request.host.as_str(), request.path.as_str()) {
        ("slow.test", "/robots.txt") => answer("200 OK", &[], b"User-agent: *\nCrawl-delay: 7"),
        ("endless.test", "/robots.txt") => answer("200 OK", &[], b"User-agent: *\nCrawl-delay: 86400"),
        (_, "/robots.txt") => missing(),
        (_, "/moved") => moved("/there"),
        _ => page("open"),
    });
    let setup = setup(Settings::default());
    let get = |host: &str, path: &str| setup.fetcher.get(&server.at(host, path)).unwrap();
    get("post.test", "/1");
    assert!(setup.slept().is_empty());
    get("post.test", "/2");
    get("other.test", "/1");
    get("post.test", "/moved");
    assert_eq!(setup.slept(), [1.0, 1.0, 1.0]);
    for (host, delay) in [("slow.test", 7.0), ("endless.test", 60.0)] {
        get(host, "/1");
        get(host, "/2");
        assert_eq!(setup.slept(), [delay], "{host}");
    }
}

#[test]
fn one_request_a_host_at_a_time() {
    let (now, most) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
    let counts = (Arc::clone(&now), Arc::clone(&most));
    let server = Server::start(move |_| {
        let current = counts.0.fetch_add(1, Ordering::SeqCst) + 1;
        counts.1.fetch_max(current, Ordering::SeqCst);
        thread::sleep(Duration::from_millis(5));
        counts.0.fetch_sub(1, Ordering::SeqCst);
        page("open")
    });
    let fetcher = fetcher();
    thread::scope(|scope| {
        for number in 0..8 {
            let (fetcher, server) = (&fetcher, &server);
            scope.spawn(move || {
                fetcher
                    .get(&server.at("post.test", &format!("/{number}")))
                    .unwrap()
            });
        }
    });
    assert_eq!(most.load(Ordering::SeqCst), 1);
    assert_eq!(
        server
            .paths()
            .iter()
            .filter(|path| *path == "/robots.txt")
            .count(),
        1
    );
}

#[test]
fn hosts_are_asked_in_parallel() {
    // Neither page comes before both have been asked for.
    let both = Arc::new(Barrier::new(2));
    let server = site(move |_| {
        both.wait();
        page("open")
    });
    let fetcher = fetcher();
    thread::scope(|scope| {
        for host in ["a.test", "b.test"] {
            let (fetcher, server) = (&fetcher, &server);
            scope.spawn(move || fetcher.get(&server.at(host, "/")).unwrap());
        }
    });
}

#[test]
fn redirects_are_followed_and_bounded() {
    let server = site(|path| match path.trim_start_matches('/').parse::<u32>() {
        Ok(0) => page("there"),
        Ok(number) => moved(&format!("{}", number - 1)),
        Err(_) if path == "/circle" => moved("/circle?again"),
        Err(_) if path == "/circle?again" => moved("/circle"),
        Err(_) if path == "/ftp" => moved("ftp://post.test/x"),
        Err(_) => moved("http://user:secret@post.test/"),
    });
    let fetcher = fetcher();
    let found = fetcher.get(&server.at("post.test", "/10")).unwrap();
    assert_eq!(
        (text(&found), &found.url),
        ("there", &server.at("post.test", "/0"))
    );
    for too_far in ["/11", "/circle"] {
        let error = fetcher.get(&server.at("post.test", too_far)).unwrap_err();
        assert!(matches!(error, Error::Redirects { .. }), "{error}");
    }
    for bad in ["/ftp", "/user"] {
        let error = fetcher.get(&server.at("post.test", bad)).unwrap_err();
        assert!(matches!(error, Error::Address { .. }), "{error}");
    }
    assert!(
        server
            .paths()
            .iter()
            .filter(|path| path.starts_with("/circle"))
            .count()
            == 2
    );
}

#[test]
fn private_addresses_are_refused_wherever_they_come_from() {
    let server = site(|path| match path {
        "/in" => moved("http://inside.test/secret"),
        "/number" => moved("http://0x7f000002/secret"),
        _ => page("secret"),
    });
    let Setup { fetcher, names, .. } = setup(Settings::default());
    let private = |url: &str| {
        let error = fetcher.get(url).unwrap_err();
        assert!(
            matches!(&error, Error::Private { address, .. } if *address == IpAddr::from([127, 0, 0, 2])),
            "{error}"
        );
    };
    private(&server.at("inside.test", "/"));
    private(&server.at("127.0.0.2", "/"));
    private(&server.at("2130706434", "/"));
    private(&server.at("post.test", "/in"));
    private(&server.at("post.test", "/number"));
    // The first look-up is for robots.txt, the second for the page: each is checked and used, and nothing looked up between.
    private(&server.at("changing.test", "/"));
    assert_eq!(names.0.lock().unwrap()["changing.test"], 2);
    assert!(!server.paths().iter().any(|path| path == "/secret"));
    // Of several addresses, the public ones are used.
    assert_eq!(
        text(&fetcher.get(&server.at("mixed.test", "/")).unwrap()),
        "secret"
    );
    let mapped = fetcher.get("http://[::ffff:127.0.0.1]/").unwrap_err();
    assert!(matches!(mapped, Error::Private { .. }), "{mapped}");
}

#[test]
fn private_addresses_where_they_are_allowed() {
    let server = site(|_| page("open"));
    let real = |allow_private| {
        let settings = Settings {
            allow_private,
            delay: Duration::ZERO,
            ..Settings::default()
        };
        Fetcher::new(settings).unwrap().get(&server.at("127.0.0.1", "/"))
    };
    assert_eq!(text(&real(true).unwrap()), "open");
    assert!(matches!(real(false), Err(Error::Private { .. })));
}

#[test]
fn sizes_are_bounded_on_the_wire_and_decoded() {
    use flate2::{Compression, write::GzEncoder};
    use std::io::Write;
    let mut bomb = GzEncoder::new(Vec::new(), Compression::best());
    bomb.write_all(&vec![b'a'; 4 << 20]).unwrap();
    let bomb = bomb.finish().unwrap();
    assert!(bomb.len() < 10_000);
    let server = site(move |path| match path {
        "/bomb" => answer("200 OK", &["Content-Encoding: gzip"], &bomb),
        "/endless" => {
            let mut bytes = b"HTTP/1.1 200 OK\r\n\r\n".to_vec();
            bytes.extend(vec![b'a'; 4 << 20]);
            bytes
        }
        _ => answer("200 OK", &[], &vec![b'a'; 10_000]),
    });
    let fetcher = setup(Settings {
        limit: 10_000,
        ..Settings::default()
    })
    .fetcher;
    assert_eq!(
        fetcher.get(&server.at("post.test", "/")).unwrap().bytes.len(),
        10_000
    );
    for path in ["/bomb", "/endless"] {
        let error = fetcher.get(&server.at("post.test", path)).unwrap_err();
        assert!(matches!(error, Error::TooLong { limit: 10_000, .. }), "{error}");
    }
}

#[test]
fn codings() {
    let server = site(|_| {
        answer(
            "200 OK",
            &["Content-Encoding: br"],
            b"\x8b\x0a\x80The bridge stays open.\x03",
        )
    });
    let found = fetcher().get(&server.at("post.test", "/")).unwrap();
    assert_eq!(text(&found), "The bridge stays open.");
    assert!(server.requests()[1].headers.contains("accept-encoding: gzip, br"));
    let server = site(|_| answer("200 OK", &["Content-Encoding: zstd"], b"?"));
    let error = fetcher()
        .get(&server.at("post.test", "/"))
        .unwrap_err()
        .to_string();
    assert!(error.contains("zstd"), "{error}");
}

#[test]
fn servers_that_dawdle() {
    let server = site(|path| page(if path == "/drip" { "drop" } else { "open" }));
    let hasty = setup(Settings {
        timeout: Duration::from_secs(1),
        ..Settings::default()
    })
    .fetcher;
    assert!(matches!(
        hasty.get(&server.at("post.test", "/drip")),
        Err(Error::Timeout { .. })
    ));
    // A head that never ends.
    let server = Server::start(|request| match request.path.as_str() {
        "/robots.txt" => missing(),
        _ => [&b"HTTP/1.1 200 OK\r\n"[..], &b"X-Drop: drop\r\n".repeat(20_000)].concat(),
    });
    let error = fetcher().get(&server.at("post.test", "/head")).unwrap_err();
    assert!(matches!(error, Error::Failed { .. }), "{error}");
    // robots.txt too.
    let server = Server::start(|_| moved("/drip"));
    assert!(matches!(
        hasty.get(&server.at("post.test", "/")),
        Err(Error::NoRobots { .. })
    ));
}

#[test]
fn lengths_that_are_wrong() {
    let server = site(|path| {
        let length = if path == "/short" { 100 } else { 3 };
        format!("HTTP/1.1 200 OK\r\nContent-Length: {length}\r\n\r\nopen").into_bytes()
    });
    let fetcher = fetcher();
    let error = fetcher.get(&server.at("post.test", "/short")).unwrap_err();
    assert!(matches!(error, Error::Failed { .. }), "{error}");
    assert_eq!(
        text(&fetcher.get(&server.at("post.test", "/long")).unwrap()),
        "ope"
    );
}

#[test]
fn what_is_not_there() {
    let server = site(|path| match path {
        "/nothing" => Vec::new(),
        "/evil" => b"HTTP/1.1 2\x1b[31m0 OK\r\n\r\n".to_vec(),
        _ => missing(),
    });
    let fetcher = fetcher();
    let error = |url: &str| {
        let error = fetcher.get(url).unwrap_err().to_string();
        assert!(!error.contains(char::is_control), "{error}");
        error
    };
    assert!(
        error(&server.at("post.test", "/x"))
            .ends_with("/x: the server answered with status 404; check the address")
    );
    assert!(error(&server.at("nowhere.test", "/")).contains("no such host"));
    assert!(error(&server.at("post.test", "/nothing")).contains("fetching failed"));
    assert!(error(&server.at("post.test", "/evil")).contains("fetching failed"));
    let closed = std::net::TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap();
    assert!(error(&format!("http://{closed}/")).contains("robots.txt can't be had"));
    // TLS with a server that speaks none.
    assert!(error(&server.at("post.test", "/").replace("http:", "https:")).contains("can't be had"));
}

#[test]
fn servers_that_have_no_time_are_asked_again() {
    let busy = |status: &'static str, header: &'static str, times: usize| {
        let count = AtomicUsize::new(0);
        let server = site(move |_| match count.fetch_add(1, Ordering::SeqCst) {
            asked if asked < times => answer(status, &[header], b""),
            _ => page("open"),
        });
        let setup = setup(Settings::default());
        let found = setup.fetcher.get(&server.at("post.test", "/"));
        (found.map(|found| found.status), setup.slept())
    };
    assert_eq!(
        busy("503 Service Unavailable", "Retry-After: 5", 1),
        (Ok(200), vec![5.0])
    );
    assert_eq!(
        busy(
            "429 Too Many Requests",
            "Retry-After: Wed, 01 May 2024 12:00:30 GMT",
            1
        ),
        (Ok(200), vec![30.0])
    );
    assert_eq!(
        busy("429 Too Many Requests", "X: y", 2),
        (Ok(200), vec![2.0, 4.0])
    );
    let (found, slept) = busy("503 Service Unavailable", "Retry-After: 0", 3);
    assert!(matches!(found, Err(Error::Status { status: 503, .. })));
    assert_eq!(slept, [1.0, 1.0]);
    let (found, slept) = busy("503 Service Unavailable", "Retry-After: 3600", 1);
    assert!(matches!(found, Err(Error::Status { status: 503, .. })));
    assert!(slept.is_empty());
}

#[test]
fn what_has_not_changed_is_not_sent_again() {
    let server = Server::start(|request| match request.path.as_str() {
        "/robots.txt" => missing(),
        "/same" if request.headers.contains("if-none-match: \"7\"") => answer("304 Not Modified", &[], b""),
        "/dated" if request.headers.contains("if-modified-since: wed, 01 may") => {
            answer("304 Not Modified", &[], b"")
        }
        "/same" => answer(
            "200 OK",
            &["ETag: \"7\"", "Content-Type: text/html; charset=utf-8"],
            "é\nb".as_bytes(),
        ),
        "/dated" => answer(
            "200 OK",
            &["Last-Modified: Wed, 01 May 2024 10:00:00 GMT"],
            b"dated",
        ),
        "/new" => answer("200 OK", &["ETag: \"8\""], request.headers.as_bytes()),
        _ => page("plain"),
    });
    let folder = std::env::temp_dir().join(format!("onrecord-fetch-{}", std::process::id()));
    let run = |path: &str| {
        let settings = Settings {
            cache: Some(folder.clone()),
            ..Settings::default()
        };
        setup(settings)
            .fetcher
            .get(&server.at("post.test", path))
            .unwrap()
    };
    for (path, cached) in [
        ("/same", true),
        ("/dated", true),
        ("/new", false),
        ("/plain", false),
    ] {
        let (first, again) = (run(path), run(path));
        assert!(!first.unchanged);
        assert_eq!(again.unchanged, cached, "{path}");
        if cached {
            assert_eq!(
                again,
                Fetched {
                    unchanged: true,
                    ..first
                }
            );
        }
    }
    // A damaged file is no answer.
    for file in std::fs::read_dir(&folder).unwrap() {
        let file = file.unwrap().path();
        let bytes = std::fs::read(&file).unwrap();
        std::fs::write(&file, &bytes[..bytes.len() - 1]).unwrap();
    }
    assert!(!run("/same").unchanged);
    std::fs::remove_dir_all(&folder).unwrap();
}

#[test]
fn a_cache_that_is_no_folder() {
    let file = std::env::temp_dir().join(format!("onrecord-fetch-file-{}", std::process::id()));
    std::fs::write(&file, "").unwrap();
    let settings = Settings {
        cache: Some(file.join("x")),
        ..Settings::default()
    };
    let error = Fetcher::new(settings).unwrap_err();
    std::fs::remove_file(&file).unwrap();
    assert!(matches!(error, Error::Cache { .. }), "{error}");
}
