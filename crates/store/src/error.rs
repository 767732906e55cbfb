use std::path::PathBuf;

use rusqlite::ErrorCode;

use crate::query::QueryError;

/// Why a store could not do what it was asked to.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// There is no store at this path.
    #[error("{path}: there is no store yet; `onrecord add` makes one", path = .0.display())]
    Missing(PathBuf),
    /// The file's folder can't be made, or the file not be opened.
    #[error("{path}: can't be opened: {reason}", path = path.display())]
    Unopened {
        /// The file.
        path: PathBuf,
        /// What the system said.
        reason: String,
    },
    /// The file holds something else.
    #[error("{path}: is not a store of Onrecord; name another file with --db", path = .0.display())]
    NotAStore(PathBuf),
    /// The store was written by a later version of the program.
    #[error(
        "{path}: was written by a newer Onrecord (schema {found}, this one knows {known}); use that one",
        path = path.display()
    )]
    Newer {
        /// The file.
        path: PathBuf,
        /// The version of its schema.
        found: i64,
        /// The latest version that this program knows.
        known: i64,
    },
    /// The store has an old schema, and was opened only to be read.
    #[error("{path}: has an old schema; `onrecord add` or `onrecord fix list` with write access renews it", path = .0.display())]
    Older(PathBuf),
    /// The store has a schema that no version of Onrecord brings up to date.
    #[error(
        "{path}: was kept by an early Onrecord that this one can't read; move it away and add its articles anew",
        path = .0.display()
    )]
    TooOld(PathBuf),
    /// More entities, times or figures than are numbered in a document.
    #[error("document {0} would have more than 9,999,999 entities, times or figures; leave it out")]
    TooMany(i64),
    /// The record was made without its text, which a store keeps.
    #[error("record {0:?} holds no text, which a store keeps; make it with its text")]
    NoText(String),
    /// The words that were asked for can't be understood.
    #[error(transparent)]
    Query(#[from] QueryError),
    /// What was named is not there, or not clear.
    #[error("{0}")]
    Unknown(String),
    /// A part of the store doesn't hold what it must.
    #[error("the store is damaged: {0}")]
    Damaged(String),
    /// SQLite could not go on.
    #[error("{}", sentence(.0))]
    Sqlite(#[from] rusqlite::Error),
}

/// What SQLite's failures mean for whoever called.
fn sentence(error: &rusqlite::Error) -> String {
    match error.sqlite_error_code() {
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => {
            "another program has been writing to the store for too long; try again when it is done".into()
        }
        Some(ErrorCode::DiskFull) => "there is no space left for the store; free some".into(),
        Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied) => "you may not write to the store".into(),
        Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => {
            format!("the store is damaged ({error}); take it from a backup")
        }
        _ => format!("the store failed: {error}"),
    }
}
