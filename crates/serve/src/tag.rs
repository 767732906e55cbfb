//! Entity tags: what a browser or a program has already isn't sent again (RFC 9110, 8.8.3 and 13.1.2).

use axum::body::{Body, to_bytes};
use axum::extract::Request;
use axum::http::header::{CACHE_CONTROL, CONTENT_LENGTH, ETAG, IF_NONE_MATCH};
use axum::http::{HeaderValue, Method, StatusCode};
use axum::middleware::Next;
use axum::response::Response;
use sha2::{Digest, Sha256};

use crate::Problem;

/// Marks an answer that is sent as it comes: it is not held back to be tagged.
#[derive(Clone, Copy)]
pub(crate) struct AsItComes;

/// Tags the answers to questions with a hash of what they hold, and sends none that the asker has.
pub(crate) async fn tag(mut request: Request, next: Next) -> Result<Response, Problem> {
    let method = request.method().clone();
    if method != Method::GET && method != Method::HEAD {
        return Ok(next.run(request).await);
    }
    // The same answer with another method has the same tag.
    *request.method_mut() = Method::GET;
    let known = request.headers().get(IF_NONE_MATCH).cloned();
    let response = next.run(request).await;
    let as_it_comes = response.extensions().get::<AsItComes>().is_some();
    if as_it_comes || response.status() != StatusCode::OK {
        return Ok(without_body_for(&method, response));
    }
    let (mut parts, body) = response.into_parts();
    let bytes = to_bytes(body, usize::MAX)
        .await
        .map_err(|_| Problem::broke_down())?;
    let tag = of(&bytes);
    parts
        .headers
        .entry(CACHE_CONTROL)
        .or_insert(HeaderValue::from_static("no-cache"));
    parts.headers.insert(CONTENT_LENGTH, bytes.len().into());
    let has_it = known.is_some_and(|known| names(&known, &tag));
    if let Ok(tag) = HeaderValue::try_from(tag) {
        parts.headers.insert(ETAG, tag);
    }
    if has_it {
        parts.status = StatusCode::NOT_MODIFIED;
        parts.headers.remove(CONTENT_LENGTH);
        return Ok(Response::from_parts(parts, Body::empty()));
    }
    Ok(without_body_for(
        &method,
        Response::from_parts(parts, Body::from(bytes)),
    ))
}

/// To `HEAD` everything is said but the answer itself.
fn without_body_for(method: &Method, response: Response) -> Response {
    if method == Method::HEAD {
        response.map(|_| Body::empty())
    } else {
        response
    }
}

/// The strong tag of what is sent: 128 bits of its SHA-256.
fn of(bytes: &[u8]) -> String {
    let hash: String = Sha256::digest(bytes)[..16]
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    format!("\"{hash}\"")
}

/// Whether `If-None-Match` names a tag; compared weakly, as it asks for.
fn names(known: &HeaderValue, tag: &str) -> bool {
    let known = known.to_str().unwrap_or_default();
    known
        .split(',')
        .map(str::trim)
        .any(|one| one == "*" || one.strip_prefix("W/").unwrap_or(one) == tag)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_told_apart() {
        let names = |known: &'static str| names(&HeaderValue::from_static(known), "\"aa\"");
        assert!(names("\"aa\"") && names("W/\"aa\"") && names("\"bb\", \"aa\"") && names("*"));
        assert!(!names("\"aab\"") && !names("aa") && !names(""));
        assert_ne!(of(b"a"), of(b"b"));
    }
}
