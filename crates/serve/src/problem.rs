//! What went wrong, as programs are told: problem details (RFC 9457).

use axum::Json;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use rusqlite::ErrorCode;
use serde::Serialize;

/// The media type of RFC 9457.
const MEDIA_TYPE: HeaderValue = HeaderValue::from_static("application/problem+json");

/// When to try again, in seconds, where the server is only busy.
const LATER: HeaderValue = HeaderValue::from_static("2");

/// Why a request was not done: a kind, and one sentence that says what to do.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{detail}")]
pub struct Problem {
    kind: Kind,
    detail: String,
}

/// The kinds of problems.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The request makes no sense.
    Malformed,
    /// A token is asked for.
    SignIn,
    /// It may not be done, or not from there.
    Forbidden,
    /// There is no such thing.
    NotFound,
    /// Nothing can be done in this way there.
    Method,
    /// What was sent took too long to come.
    Slow,
    /// What was sent is too long.
    TooLong,
    /// What was sent is in a format that is not read.
    Format,
    /// What was sent holds nothing that can be read.
    Unreadable,
    /// A page could not be fetched.
    Fetch,
    /// The store, or the reading, is taken by others for too long.
    Busy,
    /// There is no room left on the disk.
    Full,
    /// The server itself broke down.
    Broken,
}

impl Kind {
    /// The HTTP status.
    pub fn status(self) -> StatusCode {
        match self {
            Self::Malformed => StatusCode::BAD_REQUEST,
            Self::SignIn => StatusCode::UNAUTHORIZED,
            Self::Forbidden => StatusCode::FORBIDDEN,
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::Method => StatusCode::METHOD_NOT_ALLOWED,
            Self::Slow => StatusCode::REQUEST_TIMEOUT,
            Self::TooLong => StatusCode::PAYLOAD_TOO_LARGE,
            Self::Format => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::Unreadable => StatusCode::UNPROCESSABLE_ENTITY,
            Self::Fetch => StatusCode::BAD_GATEWAY,
            Self::Busy => StatusCode::SERVICE_UNAVAILABLE,
            Self::Full => StatusCode::INSUFFICIENT_STORAGE,
            Self::Broken => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// What all problems of this kind have in common, for people.
    pub fn title(self) -> &'static str {
        match self {
            Self::Malformed => "The request can't be understood",
            Self::SignIn => "A token is needed",
            Self::Forbidden => "That may not be done from there",
            Self::NotFound => "There is no such thing",
            Self::Method => "That can't be done there",
            Self::Slow => "The request took too long to come",
            Self::TooLong => "That is too long",
            Self::Format => "That format is not read",
            Self::Unreadable => "There is nothing in it that can be read",
            Self::Fetch => "The page could not be fetched",
            Self::Busy => "The server is busy",
            Self::Full => "The disk is full",
            Self::Broken => "The server broke down",
        }
    }

    /// The name that the type's URN ends in.
    fn name(self) -> &'static str {
        match self {
            Self::Malformed => "malformed",
            Self::SignIn => "sign-in",
            Self::Forbidden => "forbidden",
            Self::NotFound => "not-found",
            Self::Method => "method",
            Self::Slow => "slow",
            Self::TooLong => "too-long",
            Self::Format => "format",
            Self::Unreadable => "unreadable",
            Self::Fetch => "fetch",
            Self::Busy => "busy",
            Self::Full => "full",
            Self::Broken => "broken",
        }
    }
}

impl Problem {
    /// A problem of a kind; `detail` is one sentence that says what is wrong and what to do.
    pub fn new(kind: Kind, detail: impl Into<String>) -> Self {
        Self {
            kind,
            detail: detail.into(),
        }
    }

    /// Nothing is there.
    pub fn not_found(detail: impl Into<String>) -> Self {
        Self::new(Kind::NotFound, detail)
    }

    /// A panic, which says more on the server's standard error.
    pub(crate) fn broke_down() -> Self {
        Self::new(
            Kind::Broken,
            "Onrecord broke down on this request; please report it with what the server says on its terminal",
        )
    }

    /// Which kind it is.
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// The problem as it is sent.
    pub(crate) fn details(&self) -> Details {
        Details {
            r#type: format!("urn:onrecord:problem:{}", self.kind.name()),
            title: self.kind.title().into(),
            status: self.kind.status().as_u16(),
            detail: self.detail.clone(),
        }
    }

    /// What is wrong, and what to do. May hold foreign words: to be escaped in a page.
    pub fn detail(&self) -> &str {
        &self.detail
    }
}

/// Problem details as they are sent.
#[derive(Debug, Serialize, utoipa::ToSchema)]
#[schema(as = Problem)]
pub(crate) struct Details {
    /// Which kind of problem: `urn:onrecord:problem:` and its name.
    r#type: String,
    /// The kind in words.
    title: String,
    /// The HTTP status.
    status: u16,
    /// What is wrong this time, and what to do.
    detail: String,
}

impl IntoResponse for Problem {
    /// The problem as JSON. It also goes along as an extension of the response, for the pages to show it to people.
    fn into_response(self) -> Response {
        let mut response = (self.kind.status(), Json(self.details())).into_response();
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, MEDIA_TYPE);
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        match self.kind {
            Kind::Busy => {
                headers.insert(header::RETRY_AFTER, LATER);
            }
            Kind::SignIn => {
                headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
            }
            _ => {}
        }
        response.extensions_mut().insert(self);
        response
    }
}

impl From<onrecord_store::Error> for Problem {
    fn from(error: onrecord_store::Error) -> Self {
        use onrecord_store::Error;
        match &error {
            Error::Query(_) => Self::new(Kind::Malformed, error.to_string()),
            Error::Unknown(_) => Self::new(Kind::NotFound, error.to_string()),
            Error::NoText(_) => Self::new(Kind::Unreadable, error.to_string()),
            Error::Sqlite(failure) => Self::new(kind_of(failure.sqlite_error_code()), error.to_string()),
            _ => Self::new(Kind::Broken, error.to_string()),
        }
    }
}

/// What SQLite's result codes mean for who asked.
fn kind_of(code: Option<ErrorCode>) -> Kind {
    match code {
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked | ErrorCode::OperationInterrupted) => {
            Kind::Busy
        }
        Some(ErrorCode::DiskFull) => Kind::Full,
        _ => Kind::Broken,
    }
}

impl From<onrecord_ingest::Error> for Problem {
    fn from(error: onrecord_ingest::Error) -> Self {
        use onrecord_ingest::Error;
        let kind = match &error {
            Error::Fetch(_) => Kind::Fetch,
            Error::Offline { .. } => Kind::Forbidden,
            Error::TooLong { .. } => Kind::TooLong,
            Error::Date { .. } => Kind::Malformed,
            _ => Kind::Unreadable,
        };
        Self::new(kind, error.to_string())
    }
}

impl From<onrecord::Error> for Problem {
    fn from(error: onrecord::Error) -> Self {
        Self::new(Kind::Broken, error.to_string())
    }
}
