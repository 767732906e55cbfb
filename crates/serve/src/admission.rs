//! Letting in: who shows the token, where one is asked for.

use axum::Form;
use axum::extract::{Request, State};
use axum::http::header::{AUTHORIZATION, COOKIE, LOCATION, SET_COOKIE};
use axum::http::{HeaderMap, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use crate::{App, Kind, Problem, Token, pages};

/// The cookie that a browser shows instead of the token.
const NAME: &str = "onrecord";

/// The form of the page that asks for the token.
#[derive(Deserialize)]
pub(crate) struct Shown {
    token: String,
    #[serde(default)]
    next: String,
}

/// Lets requests in that show the token, or the cookie that was given for it. A browser is asked for the token; a program
/// is told that it needs one. What the asking page itself is made of is open to all.
pub(crate) async fn check(State(app): State<App>, request: Request, next: Next) -> Response {
    let Some(token) = app.token() else {
        return next.run(request).await;
    };
    let path = request.uri().path();
    let is_open = path.starts_with("/assets/") || path == "/sign-in";
    if is_open || shows(request.headers(), token) {
        return next.run(request).await;
    }
    if path.starts_with("/api/") || !request.method().is_safe() {
        let sentence = "this server asks for its token; send it as `Authorization: Bearer …`";
        return Problem::new(Kind::SignIn, sentence).into_response();
    }
    let wanted = request
        .uri()
        .path_and_query()
        .map_or("/", |wanted| wanted.as_str());
    (StatusCode::UNAUTHORIZED, pages::sign_in(false, wanted)).into_response()
}

fn shows(headers: &HeaderMap, token: &Token) -> bool {
    let bearer = headers
        .get(AUTHORIZATION)
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.split_once(' '))
        .filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer"));
    if let Some((_, shown)) = bearer {
        return token.is(shown.trim());
    }
    let cookies = headers
        .get_all(COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok());
    cookies
        .flat_map(|cookies| cookies.split(';'))
        .filter_map(|cookie| cookie.trim().split_once('='))
        .any(|(name, value)| name == NAME && token.is_cookie(value))
}

/// `POST /sign-in`: gives the cookie for the token and leads on to the page that was wanted.
pub(crate) async fn sign_in(State(app): State<App>, Form(shown): Form<Shown>) -> Response {
    let next = if is_path(&shown.next) {
        shown.next.as_str()
    } else {
        "/"
    };
    match app.token() {
        Some(token) if !token.is(shown.token.trim()) => {
            (StatusCode::UNAUTHORIZED, pages::sign_in(true, next)).into_response()
        }
        token => {
            let cookie = token.map(|token| {
                let value = token.cookie();
                [(
                    SET_COOKIE,
                    format!("{NAME}={value}; HttpOnly; SameSite=Strict; Path=/"),
                )]
            });
            let lead_on = [(LOCATION, next.to_owned())];
            match cookie {
                Some(cookie) => (StatusCode::SEE_OTHER, lead_on, cookie).into_response(),
                None => (StatusCode::SEE_OTHER, lead_on).into_response(),
            }
        }
    }
}

/// Whether it is a path on this server: `//host` and `/\host` lead elsewhere.
fn is_path(next: &str) -> bool {
    next.starts_with('/')
        && !next.starts_with("//")
        && next.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\')
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    #[test]
    fn only_paths_are_led_to() {
        assert!(is_path("/search?q=a%20b"));
        for elsewhere in [
            "",
            "//evil.example",
            "/\\evil.example",
            "https://evil.example",
            "/a\r\nb: c",
            "x",
        ] {
            assert!(!is_path(elsewhere), "{elsewhere}");
        }
    }

    #[test]
    fn the_token_or_its_cookie_lets_in() {
        let text = "0123456789abcdef0123456789abcdef";
        let token = Token::of(text).unwrap();
        let shows = |name: axum::http::HeaderName, value: String| {
            let mut headers = HeaderMap::new();
            headers.insert(name, HeaderValue::try_from(value).unwrap());
            shows(&headers, &token)
        };
        assert!(shows(AUTHORIZATION, format!("Bearer {text}")));
        assert!(shows(AUTHORIZATION, format!("bearer {text}")));
        assert!(shows(COOKIE, format!("a=b; onrecord={}", token.cookie())));
        assert!(!shows(AUTHORIZATION, format!("Bearer {text}0")));
        assert!(!shows(AUTHORIZATION, format!("Basic {text}")));
        assert!(!shows(COOKIE, format!("onrecord={text}")));
        assert!(!shows(COOKIE, "onrecord=".into()));
    }
}
