//! The page on the three words, and on how to read the others.

use askama::Template;
use axum::response::Response;

use super::shell::{Here, page};
use crate::Problem;

#[derive(Template)]
#[template(path = "about.html")]
struct About;

/// `GET /about`.
pub(super) async fn about() -> Result<Response, Problem> {
    page(Here::About, "Said, reported, checked", &About)
}
