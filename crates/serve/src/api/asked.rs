//! What is asked, taken out of a request; what makes no sense is a problem.

use axum::Json;
use axum::extract::rejection::JsonRejection;
use axum::extract::{FromRequest, FromRequestParts, Path, Query, Request};
use axum::http::request::Parts;
use serde::de::DeserializeOwned;

use crate::{Kind, Problem};

/// The parameters behind the `?` of an address.
pub(super) struct Asked<T>(pub(super) T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequestParts<S> for Asked<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        match Query::<T>::try_from_uri(&parts.uri) {
            Ok(Query(asked)) => Ok(Self(asked)),
            Err(wrong) => Err(Problem::new(Kind::Malformed, wrong.body_text())),
        }
    }
}

/// The number in an address: of a statement, a speaker, a document, a correction.
pub(super) struct Number(pub(super) i64);

impl<S: Send + Sync> FromRequestParts<S> for Number {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        match Path::<i64>::from_request_parts(parts, state).await {
            Ok(Path(number)) => Ok(Self(number)),
            Err(wrong) => Err(Problem::new(Kind::Malformed, wrong.body_text())),
        }
    }
}

/// A JSON body.
pub(super) struct Posted<T>(pub(super) T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Posted<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        match Json::<T>::from_request(request, state).await {
            Ok(Json(posted)) => Ok(Self(posted)),
            Err(wrong) => {
                let kind = match &wrong {
                    JsonRejection::MissingJsonContentType(_) => Kind::Format,
                    JsonRejection::BytesRejection(_) => {
                        return Err(cut_short(wrong.status(), &wrong.body_text()));
                    }
                    _ => Kind::Malformed,
                };
                Err(Problem::new(kind, wrong.body_text()))
            }
        }
    }
}

/// A body that did not come whole: it is over its limit, or took too long.
pub(super) fn cut_short(status: axum::http::StatusCode, sentence: &str) -> Problem {
    let kind = if status == axum::http::StatusCode::PAYLOAD_TOO_LARGE {
        Kind::TooLong
    } else {
        Kind::Slow
    };
    Problem::new(kind, sentence)
}
