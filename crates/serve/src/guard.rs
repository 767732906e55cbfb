//! Who may ask, and what every answer says to browsers.
//!
//! A server on one's own machine can be reached by every page that one opens in a browser. So a request has to name this
//! server (a foreign name that was made to lead here is refused: DNS rebinding), and one that changes something has to
//! come from its own pages or from no page at all (cross-site request forgery).

use std::net::IpAddr;

use axum::extract::{Request, State};
use axum::http::header::{HOST, HeaderName, ORIGIN};
use axum::http::uri::Authority;
use axum::http::{HeaderMap, HeaderValue};
use axum::middleware::Next;
use axum::response::Response;

use crate::{App, Kind, Problem};

/// What every answer tells browsers: run and load only what this server itself sends as a file, never guess what
/// something is, tell nobody where one came from, let nobody frame or embed it.
const SAYS: &[(&str, &str)] = &[
    (
        "content-security-policy",
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; form-action 'self'; \
         base-uri 'none'; frame-ancestors 'none'",
    ),
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "DENY"),
    // Nothing is told to other sites; with "no-referrer" browsers would send our own forms with `Origin: null`.
    ("referrer-policy", "same-origin"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("permissions-policy", "camera=(), geolocation=(), microphone=()"),
];

/// Adds to an answer what every answer says.
pub(crate) async fn say_to_browsers(mut response: Response) -> Response {
    let headers = response.headers_mut();
    for (name, value) in SAYS {
        headers.insert(HeaderName::from_static(name), HeaderValue::from_static(value));
    }
    response
}

/// Refuses requests that name another server, and changes that another site's page asks for.
pub(crate) async fn check(State(app): State<App>, request: Request, next: Next) -> Result<Response, Problem> {
    let host = host(&request)
        .ok_or_else(|| Problem::new(Kind::Malformed, "the request names no host; send one Host header"))?;
    if !is_ours(&host, app.names()) {
        return Err(Problem::new(
            Kind::Forbidden,
            "this server doesn't go by that name; use its number or localhost, or name it with --host",
        ));
    }
    if !request.method().is_safe() && !is_from_here(request.headers(), &host) {
        return Err(Problem::new(
            Kind::Forbidden,
            "another site's page asked for this change; ask for it from this server's own pages",
        ));
    }
    Ok(next.run(request).await)
}

/// The host that a request names: in its address or its header, and the same where it names two.
fn host(request: &Request) -> Option<Authority> {
    let mut named = request.headers().get_all(HOST).iter();
    let header = match (named.next(), named.next()) {
        (Some(value), None) => Some(value.to_str().ok()?.parse::<Authority>().ok()?),
        (None, _) => None,
        (Some(_), Some(_)) => return None,
    };
    match (request.uri().authority(), header) {
        (Some(address), Some(header)) if *address != header => None,
        (address, header) => address.cloned().or(header),
    }
}

/// Whether a host is this server: by number, which no foreign name can stand behind, as `localhost`, or by one of its
/// names.
fn is_ours(host: &Authority, names: &[String]) -> bool {
    if host.as_str().contains('@') {
        return false;
    }
    let name = host.host();
    let number = name.trim_start_matches('[').trim_end_matches(']');
    number.parse::<IpAddr>().is_ok()
        || name.eq_ignore_ascii_case("localhost")
        || names.iter().any(|ours| name.eq_ignore_ascii_case(ours))
}

/// Whether a request comes from this server's own pages, or from no page: browsers say in `Sec-Fetch-Site` or in `Origin`
/// where a request comes from, other programs say nothing.
fn is_from_here(headers: &HeaderMap, host: &Authority) -> bool {
    let text = |name: &HeaderName| headers.get(name).map(|value| value.to_str().unwrap_or("null"));
    let site = text(&HeaderName::from_static("sec-fetch-site"));
    let site_is_here = site.is_none_or(|site| matches!(site, "same-origin" | "none"));
    let origin_is_here = text(&ORIGIN).is_none_or(|origin| {
        let rest = origin.strip_prefix("http://").or(origin.strip_prefix("https://"));
        rest.is_some_and(|origin| origin.eq_ignore_ascii_case(host.as_str()))
    });
    site_is_here && origin_is_here
}

#[cfg(test)]
mod tests {
    use super::*;

    fn authority(text: &str) -> Authority {
        text.parse().unwrap()
    }

    #[test]
    fn numbers_localhost_and_given_names_are_ours() {
        let names = ["record.example".to_owned()];
        for ours in [
            "127.0.0.1:7340",
            "[::1]:7340",
            "localhost",
            "LocalHost:1",
            "192.0.2.7:80",
            "record.example:443",
        ] {
            assert!(is_ours(&authority(ours), &names), "{ours}");
        }
        for foreign in [
            "evil.example",
            "localhost.evil.example:7340",
            "127.0.0.1.evil.example",
            "evil.example@127.0.0.1",
            "record.example.evil.example",
            "0x7f000001",
            "2130706433",
        ] {
            assert!(!is_ours(&authority(foreign), &names), "{foreign}");
        }
    }

    #[test]
    fn changes_come_from_here_or_from_no_page() {
        let here = authority("localhost:7340");
        let says = |headers: &[(&'static str, &'static str)]| {
            let mut map = HeaderMap::new();
            for (name, value) in headers {
                map.insert(HeaderName::from_static(name), HeaderValue::from_static(value));
            }
            is_from_here(&map, &here)
        };
        assert!(says(&[]));
        assert!(says(&[
            ("origin", "http://localhost:7340"),
            ("sec-fetch-site", "same-origin")
        ]));
        assert!(says(&[("sec-fetch-site", "none")]));
        assert!(!says(&[("origin", "http://localhost:8000")]));
        assert!(!says(&[("origin", "null")]));
        assert!(!says(&[("origin", "http://evil.example")]));
        assert!(!says(&[("sec-fetch-site", "cross-site")]));
        assert!(!says(&[
            ("sec-fetch-site", "same-site"),
            ("origin", "http://localhost:7340")
        ]));
    }
}
