//! Reading articles: so many at once, and no more waiting than can be served.

use std::sync::Arc;
use std::time::Duration;

use onrecord::{Reader, Record};
use onrecord_ingest::Pending;
use tokio::sync::mpsc;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::task::{JoinHandle, spawn_blocking};
use tokio::time::timeout;

use crate::app::Settings;
use crate::intake::{self, Given, Intake};
use crate::pool::finished;
use crate::{Kind, Problem};

/// How long an article that is sent alone waits for its turn.
const PATIENCE: Duration = Duration::from_secs(30);

/// Requests that are read for, or wait, for each thread.
const SEATS: usize = 8;

/// Reads articles.
#[derive(Clone)]
pub struct Reading {
    reader: Arc<Reader>,
    intake: Intake,
    threads: usize,
    turns: Arc<Semaphore>,
    seats: Arc<Semaphore>,
}

impl Reading {
    pub(crate) fn new(settings: Settings) -> Self {
        let threads = settings.threads.max(1);
        Self {
            reader: Arc::new(settings.reader),
            intake: Intake {
                any_language: settings.any_language,
                fetcher: settings.fetcher,
            },
            threads,
            turns: Arc::new(Semaphore::new(threads)),
            seats: Arc::new(Semaphore::new(threads * SEATS)),
        }
    }

    /// Whether addresses may be given.
    pub fn may_fetch(&self) -> bool {
        self.intake.fetcher.is_some()
    }

    /// The record of the only document in what was given. `date` (`YYYY-MM-DD` or RFC 3339) is that of an article that
    /// doesn't say.
    ///
    /// # Errors
    /// Where there is none or there are several, where it can't be fetched or read, and where too many wait already.
    pub async fn one(&self, given: Given, date: Option<String>) -> Result<Record, Problem> {
        let _seat = self.seat()?;
        let intake = self.intake.clone();
        let task = spawn_blocking(move || only(intake.documents(given, date)?));
        let pending = finished(task.await)?;
        match timeout(PATIENCE, self.turn()).await {
            Ok(turn) => self.record(pending, turn?).await,
            Err(_) => Err(Problem::new(
                Kind::Busy,
                "the articles before this one take too long; send it again later",
            )),
        }
    }

    /// The records of all documents in what was given, in their order; each is read while the ones before are taken from
    /// the receiver. What can't be read is a problem in its place. Dropping the receiver ends it.
    ///
    /// # Errors
    /// Where too many wait already.
    pub fn all(
        &self,
        given: Given,
        date: Option<String>,
    ) -> Result<mpsc::Receiver<Result<Record, Problem>>, Problem> {
        let seat = self.seat()?;
        let (found, finds) = mpsc::channel(self.threads);
        let intake = self.intake.clone();
        spawn_blocking(move || find(&intake, given, date, &found));
        let (started, begun) = mpsc::channel(self.threads);
        tokio::spawn(start(self.clone(), finds, started));
        let (read, records) = mpsc::channel(1);
        tokio::spawn(in_order(begun, read, seat));
        Ok(records)
    }

    fn seat(&self) -> Result<OwnedSemaphorePermit, Problem> {
        Arc::clone(&self.seats).try_acquire_owned().map_err(|_| {
            Problem::new(
                Kind::Busy,
                "too many articles wait to be read already; send this one again later",
            )
        })
    }

    async fn turn(&self) -> Result<OwnedSemaphorePermit, Problem> {
        let turn = Arc::clone(&self.turns).acquire_owned().await;
        turn.map_err(|_| Problem::broke_down())
    }

    async fn record(&self, pending: Pending, turn: OwnedSemaphorePermit) -> Result<Record, Problem> {
        let reader = Arc::clone(&self.reader);
        let task = spawn_blocking(move || {
            let _turn = turn;
            let document = intake::document(pending)?.document;
            Ok(reader.read(&document)?)
        });
        finished(task.await)
    }
}

/// The only one of some documents.
fn only(documents: onrecord_ingest::Documents) -> Result<Pending, Problem> {
    let mut documents = documents;
    let first = documents.next().ok_or_else(|| {
        Problem::new(
            Kind::Unreadable,
            "there is no document in it; send the article's text, its page, or a JSON document",
        )
    })??;
    match documents.next() {
        None => Ok(first),
        Some(_) => Err(Problem::new(
            Kind::Unreadable,
            "it holds several documents; send them as application/x-ndjson, or one by one",
        )),
    }
}

/// Sends the documents of what was given, until nobody wants more.
fn find(intake: &Intake, given: Given, date: Option<String>, found: &mpsc::Sender<Result<Pending, Problem>>) {
    match intake.documents(given, date) {
        Err(problem) => {
            let _ = found.blocking_send(Err(problem));
        }
        Ok(documents) => {
            for pending in documents {
                if found.blocking_send(pending.map_err(Problem::from)).is_err() {
                    return;
                }
            }
        }
    }
}

type Begun = JoinHandle<Result<Record, Problem>>;

/// Starts to read documents as they come; the channel's bound keeps it from running ahead.
async fn start(
    reading: Reading,
    mut finds: mpsc::Receiver<Result<Pending, Problem>>,
    started: mpsc::Sender<Begun>,
) {
    while let Some(found) = finds.recv().await {
        let reading = reading.clone();
        let begun = tokio::spawn(async move {
            let pending = found?;
            let turn = reading.turn().await?;
            reading.record(pending, turn).await
        });
        if started.send(begun).await.is_err() {
            return;
        }
    }
}

/// Hands on what was read, in the order in which it was begun.
async fn in_order(
    mut begun: mpsc::Receiver<Begun>,
    read: mpsc::Sender<Result<Record, Problem>>,
    _seat: OwnedSemaphorePermit,
) {
    while let Some(reading) = begun.recv().await {
        if read.send(finished(reading.await)).await.is_err() {
            return;
        }
    }
}
