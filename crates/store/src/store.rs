use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, OpenFlags};

use crate::Error;
use crate::row::column;
use crate::same::Frequencies;

/// The first version of the schema that is brought up to date; those before were never released.
const FIRST: i64 = 2;

/// The schema's versions from [`FIRST`] on, in order: each script makes its version out of the one before.
const MIGRATIONS: &[&str] = &[include_str!("schema/2.sql")];

/// The views, which are made anew with every version.
const VIEWS: &str = include_str!("schema/views.sql");

/// Says in the file's header that it is a store: `ONRC`.
const APPLICATION: i64 = 0x4f4e_5243;

/// The bytes of a page of the file.
const PAGE: i64 = 1024;

/// How long to wait while another program writes. A document is added within milliseconds; only merging the full-text
/// index takes longer.
const PATIENCE: Duration = Duration::from_secs(60);

/// Records in one SQLite file.
///
/// One connection: for several threads open the file several times. Any number of programs may read while one writes;
/// a second one that writes waits for the first.
#[derive(Debug)]
pub struct Store {
    pub(crate) connection: Connection,
    /// What the reader was told, kept with each record: JSON or nothing.
    pub(crate) settings: String,
    pub(crate) frequencies: Frequencies,
}

impl Store {
    /// Opens the store at `path` to read and write; makes it, with its folder, where there is none, and brings an old
    /// schema up to date.
    ///
    /// # Errors
    /// Where the file can't be opened, holds something else, or was written by a newer version.
    pub fn open(path: &Path) -> Result<Self, Error> {
        if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
            fs::create_dir_all(folder).map_err(|error| unopened(path, &error))?;
        }
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE;
        let mut connection = connect(path, flags)?;
        // Sorted out before the journal's mode is changed: a foreign file is left as it was.
        let version = version(&connection, path)?;
        // Takes effect in a new file only. Half a page is lost to each article's text: small pages lose less.
        connection.pragma_update(None, "page_size", PAGE)?;
        connection.pragma_update(None, "journal_mode", "WAL")?;
        connection.pragma_update(None, "synchronous", "FULL")?;
        connection.pragma_update(None, "cache_size", -32_768)?;
        if version < newest() {
            migrate(&mut connection)?;
        }
        Ok(Self {
            connection,
            settings: String::new(),
            frequencies: Frequencies::default(),
        })
    }

    /// Opens the store at `path` only to read it. Where its folder may not be written, so that readers and a writer can't agree
    /// there, it is taken as a file that nobody changes.
    ///
    /// # Errors
    /// As [`Store::open`], and where there is no store, or its schema is old.
    pub fn open_read_only(path: &Path) -> Result<Self, Error> {
        if !path.exists() {
            return Err(Error::Missing(path.to_owned()));
        }
        let mut connection = connect(path, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
        let mut found = version(&connection, path);
        if found.as_ref().is_err_and(unlockable)
            && let Some(unchanging) = unchanging(path)
        {
            let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI;
            connection = connect(&unchanging, flags)?;
            found = version(&connection, path);
        }
        match found? {
            0 => return Err(Error::Missing(path.to_owned())),
            old if old < newest() => return Err(Error::Older(path.to_owned())),
            _ => {}
        }
        connection.pragma_update(None, "cache_size", -32_768)?;
        Ok(Self {
            connection,
            settings: String::new(),
            frequencies: Frequencies::default(),
        })
    }

    /// Keeps `settings` (JSON, or nothing) with the records added from now on: what the reader was told.
    #[must_use]
    pub fn with_settings(mut self, settings: impl Into<String>) -> Self {
        self.settings = settings.into();
        self
    }

    /// The connection, for queries of one's own over the tables and views of `docs/store.md`.
    pub fn connection(&self) -> &Connection {
        &self.connection
    }

    /// The numbers of the documents to read anew: published, or without a date added, on `since` or later; those that this
    /// version and `model` have read are left out, unless `model` is `None`.
    ///
    /// # Errors
    /// Where the file can't be read.
    pub fn stale(&self, since: Option<&str>, version: &str, model: Option<&str>) -> Result<Vec<i64>, Error> {
        column(
            &self.connection,
            "SELECT d.id FROM documents d JOIN runs r ON r.id = d.run \
             WHERE (?1 IS NULL OR coalesce(d.day, substr(d.added, 1, 10)) >= ?1) \
             AND (?3 IS NULL OR r.version <> ?2 OR r.model <> ?3) ORDER BY d.id",
            rusqlite::params![since, version, model],
        )
    }

    /// What SQLite's `PRAGMA integrity_check` and the full-text index's own check find wrong; nothing in a sound store.
    ///
    /// # Errors
    /// Where the check itself can't be run.
    pub fn check(&self) -> Result<Vec<String>, Error> {
        let mut statement = self.connection.prepare("PRAGMA integrity_check")?;
        let found = statement.query_map([], |row| row.get::<_, String>(0))?;
        let mut wrong: Vec<String> = found.collect::<Result<_, _>>()?;
        wrong.retain(|line| line != "ok");
        let mut statement = self.connection.prepare("PRAGMA foreign_key_check")?;
        let found = statement.query_map([], |row| {
            Ok(format!(
                "{} of {} leads nowhere",
                row.get::<_, String>(2)?,
                row.get::<_, String>(0)?
            ))
        })?;
        wrong.extend(found.collect::<Result<Vec<_>, _>>()?);
        Ok(wrong)
    }
}

fn newest() -> i64 {
    FIRST - 1 + MIGRATIONS.len() as i64
}

fn unopened(path: &Path, error: &dyn std::fmt::Display) -> Error {
    Error::Unopened {
        path: path.to_owned(),
        reason: error.to_string(),
    }
}

fn connect(path: &Path, flags: OpenFlags) -> Result<Connection, Error> {
    if path.is_dir() {
        return Err(unopened(path, &"it is a folder"));
    }
    let flags = flags | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags).map_err(|error| unopened(path, &error))?;
    connection.busy_timeout(PATIENCE)?;
    connection.set_prepared_statement_cache_capacity(64);
    // The rows are deleted in order; without indexes on every reference, SQLite's own check would read whole tables.
    connection.pragma_update(None, "foreign_keys", false)?;
    connection.pragma_update(None, "trusted_schema", false)?;
    connection.pragma_update(None, "temp_store", "MEMORY")?;
    Ok(connection)
}

/// Whether a store could not be read for want of the files beside it through which readers and writers agree.
fn unlockable(error: &Error) -> bool {
    let code = match error {
        Error::Sqlite(error) => error.sqlite_error_code(),
        _ => None,
    };
    code == Some(rusqlite::ErrorCode::ReadOnly)
}

/// The address by which SQLite reads a file that nobody changes; `None` where somebody is at work on it, or its name is no text.
fn unchanging(path: &Path) -> Option<PathBuf> {
    let mut log = path.as_os_str().to_owned();
    log.push("-wal");
    let name = path
        .to_str()?
        .replace('%', "%25")
        .replace('?', "%3f")
        .replace('#', "%23");
    (!Path::new(&log).exists()).then(|| format!("file:{name}?immutable=1").into())
}

/// The version of the file's schema; 0 for a new file.
fn version(connection: &Connection, path: &Path) -> Result<i64, Error> {
    let not_a_store = |error: rusqlite::Error| match error.sqlite_error_code() {
        Some(rusqlite::ErrorCode::NotADatabase) => Error::NotAStore(path.to_owned()),
        Some(rusqlite::ErrorCode::CannotOpen) => unopened(path, &error),
        _ => Error::Sqlite(error),
    };
    let number = |pragma: &str| connection.pragma_query_value(None, pragma, |row| row.get::<_, i64>(0));
    let application = number("application_id").map_err(not_a_store)?;
    let version = number("user_version").map_err(not_a_store)?;
    let tables: i64 = connection
        .query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))
        .map_err(not_a_store)?;
    if tables == 0 && application == 0 {
        return Ok(0);
    }
    if application != APPLICATION {
        return Err(Error::NotAStore(path.to_owned()));
    }
    if version < FIRST {
        return Err(Error::TooOld(PathBuf::from(path)));
    }
    if version > newest() {
        return Err(Error::Newer {
            path: PathBuf::from(path),
            found: version,
            known: newest(),
        });
    }
    Ok(version)
}

/// Brings the schema up to date in one transaction; of two programs that try at once, the second finds it done.
fn migrate(connection: &mut Connection) -> Result<(), Error> {
    let transaction = connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
    let version: i64 = transaction.pragma_query_value(None, "user_version", |row| row.get(0))?;
    let done = usize::try_from(version + 1 - FIRST).unwrap_or_default();
    for script in MIGRATIONS.iter().skip(done) {
        transaction.execute_batch(script)?;
    }
    for view in views(&transaction)? {
        transaction.execute_batch(&format!("DROP VIEW \"{view}\""))?;
    }
    transaction.execute_batch(VIEWS)?;
    transaction.pragma_update(None, "application_id", APPLICATION)?;
    transaction.pragma_update(None, "user_version", newest())?;
    Ok(transaction.commit()?)
}

fn views(connection: &Connection) -> Result<Vec<String>, Error> {
    let mut statement = connection.prepare("SELECT name FROM sqlite_schema WHERE type = 'view'")?;
    let names = statement.query_map([], |row| row.get(0))?;
    Ok(names.collect::<Result<_, _>>()?)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_nobody_changes_is_read_without_files_beside_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("50% of what? #1.db");
        drop(Store::open(&path).unwrap());
        let address = unchanging(&path).unwrap();
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI;
        let connection = connect(&address, flags).unwrap();
        assert_eq!(version(&connection, &path).unwrap(), newest());
        let beside = fs::read_dir(folder.path()).unwrap().count();
        assert_eq!(beside, 1);

        let _at_work = Store::open(&path).unwrap();
        assert_eq!(unchanging(&path), None);
    }
}
