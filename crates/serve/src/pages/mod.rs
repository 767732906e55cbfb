//! Pages for people: plain HTML that works without scripts. One file a page, its template beside it in `templates/`.
//!
//! Every value that a template shows goes through [`escape::Visible`]. Four things are put in as they are: a record's view
//! and passages of it, which `onrecord-export` escapes; drawings of [`chart`]; words in text fields, by
//! [`escape::verbatim`]; and the parts of a page in its shell.

mod about;
mod address;
mod article;
mod ask;
mod assets;
mod batch;
mod chart;
mod citation;
mod compare;
mod corrections;
pub(crate) mod escape;
mod exports;
mod figures;
mod form;
mod home;
mod locate;
mod problem;
mod read;
mod search;
pub(crate) mod shell;
mod speaker;
mod statement;

use axum::Router;
use axum::routing::{get, post};

use crate::App;
pub(crate) use problem::{problem, sign_in};

/// All pages.
pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route("/", get(home::home))
        .route("/read", get(read::form).post(read::read))
        .route("/documents", get(home::documents))
        .route("/documents/{id}", get(article::article))
        .route("/statements/{id}", get(statement::statement))
        .route("/statements/{id}/correct", post(corrections::correct_statement))
        .route("/speakers", get(speaker::speakers))
        .route("/speakers/{id}", get(speaker::speaker))
        .route("/speakers/{id}/correct", post(corrections::correct_speaker))
        .route("/search", get(search::search))
        .route("/figures", get(figures::figures))
        .route("/compare", get(compare::compare))
        .route("/corrections", get(corrections::corrections))
        .route("/corrections/{id}/undo", post(corrections::undo))
        .route("/about", get(about::about))
        .route("/assets/{name}", get(assets::get))
}
