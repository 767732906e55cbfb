//! What every request works with.

use std::path::PathBuf;
use std::sync::Arc;

use onrecord::{Reader, Record};
use onrecord_fetch::Fetcher;
use onrecord_store::{Added, Store};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::pool::Pool;
use crate::reading::Reading;
use crate::{Problem, Token};

/// Connections that read the store at once.
const READERS: usize = 8;

/// Exports at once, each of which may take some 100 MB: Parquet goes out by the row group.
const EXPORTS: usize = 4;

/// What a server is told.
pub struct Settings {
    /// The store; made where there is none.
    pub store: PathBuf,
    /// What reads articles.
    pub reader: Reader,
    /// Articles that are read at once; others wait.
    pub threads: usize,
    /// Whether articles in languages that the model doesn't know are read too.
    pub any_language: bool,
    /// What fetches addresses; without one nothing is fetched.
    pub fetcher: Option<Arc<Fetcher>>,
    /// What everybody has to show; without one everybody is let in, which only a loopback address allows.
    pub token: Option<Token>,
    /// Names that the server goes by, beside its numbers and `localhost`.
    pub names: Vec<String>,
}

impl Settings {
    /// A store, a reader, two threads; nothing is fetched, and no token is asked for.
    pub fn new(store: impl Into<PathBuf>, reader: Reader) -> Self {
        Self {
            store: store.into(),
            reader,
            threads: 2,
            any_language: false,
            fetcher: None,
            token: None,
            names: Vec::new(),
        }
    }
}

/// What every request works with: the store, the reader, and what they may be used for. Clones share it.
#[derive(Clone)]
pub struct App(Arc<Parts>);

struct Parts {
    readers: Pool,
    writer: Pool,
    reading: Reading,
    exports: Arc<Semaphore>,
    token: Option<Token>,
    names: Vec<String>,
}

impl App {
    /// Opens the store; makes it where there is none, and brings an old one up to date.
    ///
    /// # Errors
    /// Where the store can't be opened to be written.
    pub fn open(settings: Settings) -> Result<Self, onrecord_store::Error> {
        Ok(Self(Arc::new(Parts {
            writer: Pool::of_one_writer(&settings.store)?,
            readers: Pool::of_readers(&settings.store, READERS),
            exports: Arc::new(Semaphore::new(EXPORTS)),
            token: settings.token.clone(),
            names: settings.names.clone(),
            reading: Reading::new(settings),
        })))
    }

    /// Asks the store something, on another thread. Questions that take over 20 seconds are cut off.
    ///
    /// # Errors
    /// What `ask` says, and where the store is busy or can't be read.
    pub async fn read<T, E>(
        &self,
        ask: impl FnOnce(&Store) -> Result<T, E> + Send + 'static,
    ) -> Result<T, Problem>
    where
        T: Send + 'static,
        E: Into<Problem>,
    {
        self.0.readers.with(|store| ask(store)).await
    }

    /// Changes the store, on another thread: one after the other. What was begun is finished, also where who asked for it
    /// has gone.
    ///
    /// # Errors
    /// What `change` says, and where the store is busy or can't be written.
    pub async fn write<T, E>(
        &self,
        change: impl FnOnce(&mut Store) -> Result<T, E> + Send + 'static,
    ) -> Result<T, Problem>
    where
        T: Send + 'static,
        E: Into<Problem>,
    {
        self.0.writer.with(change).await
    }

    /// Keeps a record in the store.
    ///
    /// # Errors
    /// Where it has no text, or the store can't be written.
    pub async fn add(&self, record: Record) -> Result<Added, Problem> {
        self.write(move |store| store.add(&record)).await
    }

    /// What reads articles.
    pub fn reading(&self) -> &Reading {
        &self.0.reading
    }

    /// A turn to export; `None` where too many have one.
    pub(crate) fn turn_to_export(&self) -> Option<OwnedSemaphorePermit> {
        Arc::clone(&self.0.exports).try_acquire_owned().ok()
    }

    /// What everybody has to show.
    pub(crate) fn token(&self) -> Option<&Token> {
        self.0.token.as_ref()
    }

    /// Names that the server goes by.
    pub(crate) fn names(&self) -> &[String] {
        &self.0.names
    }
}
