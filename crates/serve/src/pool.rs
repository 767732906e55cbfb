//! Connections to the store: several that read, one that writes. SQLite blocks, so each works on a thread of its own.

use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use onrecord_store::{Error, Store};
use rusqlite::InterruptHandle;
use tokio::sync::Semaphore;
use tokio::task::spawn_blocking;
use tokio::time::timeout;

use crate::{Kind, Problem};

/// How long a connection waits for a lock that another program holds.
const PATIENCE: Duration = Duration::from_secs(5);

/// How long a question may wait for its turn, and how long it may take; then it is cut off.
const LONGEST: Duration = Duration::from_secs(20);

/// Connections of one kind, opened when they are needed.
#[derive(Clone)]
pub(crate) struct Pool {
    path: Arc<Path>,
    kind: Connections,
    idle: Arc<Mutex<Vec<Store>>>,
    turns: Arc<Semaphore>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Connections {
    Reading,
    /// What is begun is finished, also where who asked for it has gone.
    Writing,
}

/// The question that a connection is busy with, while it is.
type Running = Arc<Mutex<Option<InterruptHandle>>>;

/// Cuts the question off when it is dropped, unless that is answered.
struct CutOff(Running);

impl Drop for CutOff {
    fn drop(&mut self) {
        // Held meanwhile: the connection can't come to the next question before.
        if let Some(handle) = &*self.0.lock().unwrap_or_else(PoisonError::into_inner) {
            handle.interrupt();
        }
    }
}

impl Pool {
    /// At most `most` connections that read.
    pub(crate) fn of_readers(path: &Path, most: usize) -> Self {
        Self::of(path, most, Connections::Reading)
    }

    /// One connection that writes, open already: the store is there and of this version.
    pub(crate) fn of_one_writer(path: &Path) -> Result<Self, Error> {
        let pool = Self::of(path, 1, Connections::Writing);
        pool.give_back(pool.take()?);
        Ok(pool)
    }

    fn of(path: &Path, most: usize, kind: Connections) -> Self {
        Self {
            path: path.into(),
            kind,
            idle: Arc::default(),
            turns: Arc::new(Semaphore::new(most)),
        }
    }

    fn take(&self) -> Result<Store, Error> {
        let idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        if let Some(store) = idle {
            return Ok(store);
        }
        let store = match self.kind {
            Connections::Reading => Store::open_read_only(&self.path)?,
            Connections::Writing => Store::open(&self.path)?,
        };
        store.connection().busy_timeout(PATIENCE)?;
        Ok(store)
    }

    fn give_back(&self, store: Store) {
        self.idle
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(store);
    }

    /// Does `work` with a connection, as soon as one is free.
    pub(crate) async fn with<T, E>(
        &self,
        work: impl FnOnce(&mut Store) -> Result<T, E> + Send + 'static,
    ) -> Result<T, Problem>
    where
        T: Send + 'static,
        E: Into<Problem>,
    {
        let Ok(Ok(turn)) = timeout(LONGEST, Arc::clone(&self.turns).acquire_owned()).await else {
            return Err(busy());
        };
        let running = Running::default();
        let (pool, busy_with) = (self.clone(), Arc::clone(&running));
        let task = spawn_blocking(move || {
            let _turn = turn;
            let mut store = pool.take()?;
            if pool.kind == Connections::Reading {
                let handle = store.connection().get_interrupt_handle();
                *busy_with.lock().unwrap_or_else(PoisonError::into_inner) = Some(handle);
            }
            let answer = work(&mut store).map_err(Into::into);
            busy_with.lock().unwrap_or_else(PoisonError::into_inner).take();
            pool.give_back(store);
            answer
        });
        let _cut_off = CutOff(running);
        match self.kind {
            Connections::Writing => finished(task.await),
            Connections::Reading => match timeout(LONGEST, task).await {
                Ok(ended) => finished(ended),
                Err(_) => Err(busy()),
            },
        }
    }
}

fn busy() -> Problem {
    Problem::new(
        Kind::Busy,
        "the store has more to do than it can within the time; ask again later, or for less",
    )
}

/// What came of work on another thread; its panic is told on standard error by the thread itself.
pub(crate) fn finished<T>(ended: Result<Result<T, Problem>, tokio::task::JoinError>) -> Result<T, Problem> {
    ended.unwrap_or_else(|_| Err(Problem::broke_down()))
}
