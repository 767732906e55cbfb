//! The API for programs, under `/api/v1`: one file a subject.

mod asked;
mod compare;
mod corrections;
mod documents;
mod export;
mod figures;
mod listed;
mod openapi;
mod reading;
mod search;
mod speakers;
mod statements;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};

use crate::App;
pub(crate) use openapi::page;

/// The most bytes of a correction.
const LONGEST_CORRECTION: usize = 64 << 10;

/// The most bytes of a batch of documents.
const LONGEST_BATCH: usize = 32 << 20;

/// Everything under `/api/v1`.
pub(crate) fn routes() -> Router<App> {
    let sent = Router::new()
        .route("/read", post(reading::read))
        .route("/add", post(reading::add))
        .layer(DefaultBodyLimit::max(LONGEST_BATCH));
    let corrections = Router::new()
        .route("/corrections", get(corrections::list).post(corrections::make))
        .route("/corrections/{id}/undo", post(corrections::undo))
        .layer(DefaultBodyLimit::max(LONGEST_CORRECTION));
    Router::new()
        .route("/", get(page))
        .route("/openapi.json", get(openapi::json))
        .route("/search", get(search::search))
        .route("/speakers", get(speakers::list))
        .route("/speakers/{id}", get(speakers::one))
        .route("/speakers/{id}/statements", get(speakers::statements))
        .route("/statements/{id}", get(statements::one))
        .route("/statements/{id}/same", get(statements::same))
        .route("/compare", get(compare::compare))
        .route("/figures", get(figures::figures))
        .route("/documents", get(documents::list))
        .route("/documents/{id}", get(documents::one))
        .route("/export", get(export::export))
        .merge(sent)
        .merge(corrections)
}
