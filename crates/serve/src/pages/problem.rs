//! Pages for when something went wrong, or a token is missing.

use askama::Template;
use axum::response::{Html, IntoResponse, Response};

use super::shell::{Here, page};
use crate::{Kind, Problem};

#[derive(Template)]
#[template(path = "problem.html")]
struct Wrong<'a> {
    title: &'a str,
    detail: String,
    /// Whether starting over at the home page is worth a try.
    home: bool,
}

#[derive(Template)]
#[template(path = "sign_in.html")]
struct SignIn<'a> {
    wrong: bool,
    next: &'a str,
}

/// A problem as a page; the status and the headers of the answer are set by the caller.
pub(crate) fn problem(problem: &Problem) -> Response {
    let title = problem.kind().title();
    let part = Wrong {
        title,
        detail: sentence(problem.detail()),
        home: !matches!(problem.kind(), Kind::SignIn | Kind::Broken),
    };
    page(Here::Elsewhere, title, &part)
        .unwrap_or_else(|_| Html("<!doctype html><title>Onrecord</title>").into_response())
}

/// The page that asks for the token, after a wrong one where `wrong`. Its form posts `token` and `next` (a path) to
/// `/sign-in`.
pub(crate) fn sign_in(wrong: bool, next: &str) -> Response {
    let part = SignIn { wrong, next };
    page(Here::Elsewhere, "Token", &part).unwrap_or_else(IntoResponse::into_response)
}

/// As a sentence on its own: problems begin in small letters and have no full stop.
fn sentence(detail: &str) -> String {
    let mut chars = detail.chars();
    let first = chars.next().map(|first| first.to_uppercase().collect::<String>());
    let sentence = first.unwrap_or_default() + chars.as_str();
    if sentence.ends_with(['.', '?', '!']) {
        sentence
    } else {
        sentence + "."
    }
}

#[cfg(test)]
mod tests {
    use super::sentence;

    #[test]
    fn details_become_sentences() {
        assert_eq!(sentence("there is none; add one"), "There is none; add one.");
        assert_eq!(sentence(""), ".");
    }
}
