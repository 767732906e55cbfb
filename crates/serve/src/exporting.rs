//! Records of the store in the formats of other programs, sent piece by piece as they are written.

use std::collections::BTreeSet;
use std::io::{self, Write};
use std::mem;
use std::sync::{Arc, Mutex, PoisonError};

use axum::body::{Body, Bytes};
use futures_util::stream;
use onrecord_export::{Format, Options, Sink, sink};
use onrecord_record::Kept;
use onrecord_store::{Filter, Store};
use tokio::sync::OwnedSemaphorePermit;

use crate::{App, Kind, Problem};

/// Bytes after which a piece is sent.
const PIECE: usize = 64 << 10;

/// Documents that are written in one turn at the store, so that others have theirs.
const AT_ONCE: usize = 64;

/// What is exported.
pub(crate) enum Wanted {
    /// A document, also an old version.
    Document(i64),
    /// The statements that a filter leaves, with the documents that they stand in.
    Filtered(Filter),
    /// The statements that hold some words and that a filter leaves: so many of the best.
    Found {
        /// The words, as for a search.
        words: String,
        /// What else is asked of them.
        filter: Filter,
        /// The most.
        most: usize,
    },
}

/// Writes what is wanted. The answer's body comes as it is written; where that fails, it breaks off.
///
/// # Errors
/// Where there is nothing of the kind, the store can't be read, or too many export already.
pub(crate) async fn export(
    app: &App,
    wanted: Wanted,
    format: Format,
    options: Options,
) -> Result<Body, Problem> {
    let turn = app.turn_to_export().ok_or_else(|| {
        Problem::new(
            Kind::Busy,
            "too many export already; ask again when one of them is done",
        )
    })?;
    let (documents, chosen) = app.read(move |store| choose(store, wanted)).await?;
    let out = Out::default();
    let sink = sink(format, &options, out.clone()).map_err(broken)?;
    let export = Export {
        app: app.clone(),
        work: Some(Work {
            documents,
            chosen,
            sink,
        }),
        out,
        _turn: turn,
    };
    Ok(Body::from_stream(stream::unfold(export, Export::piece)))
}

/// Which statements of the documents are wanted.
enum Chosen {
    All,
    Filtered(Filter),
    These(BTreeSet<i64>),
}

/// The documents that are wanted, the last first, and which of their statements.
fn choose(store: &Store, wanted: Wanted) -> Result<(Vec<i64>, Chosen), Problem> {
    let (mut documents, chosen) = match wanted {
        Wanted::Document(document) => {
            store
                .document(document)?
                .ok_or_else(|| Problem::not_found(format!("there is no document {document}")))?;
            (vec![document], Chosen::All)
        }
        Wanted::Filtered(filter) => (store.documents(&filter)?, Chosen::Filtered(filter)),
        Wanted::Found { words, filter, most } => {
            let hits = store.search(&words, &filter, most)?;
            let mut documents: Vec<i64> = hits.iter().map(|hit| hit.statement.document).collect();
            documents.sort_unstable();
            documents.dedup();
            let these = hits.iter().map(|hit| hit.statement.statement).collect();
            (documents, Chosen::These(these))
        }
    };
    documents.reverse();
    Ok((documents, chosen))
}

/// What is still to be written.
struct Work {
    /// The last first.
    documents: Vec<i64>,
    chosen: Chosen,
    sink: Box<dyn Sink + Send>,
}

impl Work {
    /// Writes some documents; gives what is left, `None` at the end.
    fn go_on(mut self, store: &Store, out: &Out) -> Result<Option<Self>, Problem> {
        for _ in 0..AT_ONCE {
            let Some(document) = self.documents.pop() else {
                self.sink.finish().map_err(broken)?;
                return Ok(None);
            };
            self.write(store, document)?;
            if out.length() >= PIECE {
                break;
            }
        }
        Ok(Some(self))
    }

    /// A document that was replaced or deleted meanwhile is left out.
    fn write(&mut self, store: &Store, document: i64) -> Result<(), Problem> {
        let every = Filter::default();
        let filter = match &self.chosen {
            Chosen::Filtered(filter) => filter,
            Chosen::All | Chosen::These(_) => &every,
        };
        match (store.kept(document, filter)?, &self.chosen) {
            (Some(mut kept), chosen) => {
                if let Chosen::These(these) = chosen {
                    keep(&mut kept, these);
                }
                self.sink.write_kept(&kept)
            }
            // An old version has no numbers.
            (None, Chosen::All) => match store.record(document)? {
                Some(record) => self.sink.write(&record),
                None => Ok(()),
            },
            (None, _) => Ok(()),
        }
        .map_err(broken)
    }
}

/// Drops the other statements.
fn keep(kept: &mut Kept, these: &BTreeSet<i64>) {
    // The statements stand in the order in which the record is asked.
    let mut numbers = kept.statements.iter().map(|one| one.statement);
    kept.record
        .keep(|_| numbers.next().is_some_and(|number| these.contains(&number)));
    kept.statements.retain(|one| these.contains(&one.statement));
}

/// An export under way.
struct Export {
    app: App,
    /// `None` when all is written, or something failed.
    work: Option<Work>,
    out: Out,
    _turn: OwnedSemaphorePermit,
}

impl Export {
    /// The next bytes, as soon as there are some.
    async fn piece(mut self) -> Option<(io::Result<Bytes>, Self)> {
        while let Some(work) = self.work.take() {
            let out = self.out.clone();
            let done = self.app.read(move |store| work.go_on(store, &out)).await;
            match done {
                Ok(left) => self.work = left,
                Err(problem) => return Some((Err(io::Error::other(problem.to_string())), self)),
            }
            let bytes = self.out.take();
            if !bytes.is_empty() {
                return Some((Ok(bytes.into()), self));
            }
        }
        None
    }
}

/// What was written and not yet sent.
#[derive(Clone, Default)]
struct Out(Arc<Mutex<Vec<u8>>>);

impl Out {
    fn length(&self) -> usize {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).len()
    }

    fn take(&self) -> Vec<u8> {
        mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Write for Out {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut out = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        out.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn broken(error: onrecord_export::Error) -> Problem {
    Problem::new(Kind::Broken, error.to_string())
}
