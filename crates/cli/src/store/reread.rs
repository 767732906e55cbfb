use std::sync::Arc;

use clap::Args;
use onrecord::{Document, Reader};
use serde::Serialize;

use super::listing::{Listing, Shape};
use super::place::Place;
use crate::arguments::{Reading, date};
use crate::failure::{Ending, Failure};
use crate::messages::Messages;
use crate::terminal;
use onrecord_pipeline::Outcome;

/// `onrecord reread`.
#[derive(Debug, Args)]
pub struct Reread {
    /// Only documents published on this day or later; of those without a date, added on it or later
    #[arg(long, value_name = "DATE", value_parser = date)]
    since: Option<String>,

    /// Also documents that this program and model have read already
    #[arg(long)]
    all: bool,

    /// Keep with each speaker what decided who it is
    #[arg(long)]
    explain: bool,

    #[command(flatten)]
    place: Place,

    #[command(flatten)]
    shape: Shape,

    #[command(flatten)]
    reading: Reading,
}

#[derive(Serialize)]
struct Again {
    document: i64,
    statements: usize,
}

/// Reads documents of the store anew, each in one transaction. Corrections stay.
pub fn reread(call: &Reread) -> Result<Ending, Failure> {
    let texts = call.place.open_read_only()?;
    let mut store = call.place.open()?;
    let reader =
        Reader::with_model(call.reading.model.into()).map_err(|error| Failure::Stopped(error.to_string()))?;
    let model = if call.all { None } else { Some(reader.model_name()) };
    let numbers = store.stale(call.since.as_deref(), env!("CARGO_PKG_VERSION"), model)?;
    let mut messages = Messages::new(call.reading.quiet, terminal::is_standard_output());

    let documents = numbers
        .into_iter()
        .filter_map(move |number| match texts.document(number) {
            Ok(document) => Some(Ok((number, document?))),
            Err(error) => Some(Err(format!("document {number}: {error}"))),
        });
    let reader = Arc::new(reader);
    let broke = |(number, _): &(i64, Document)| {
        format!("document {number}: Onrecord broke down on it; please report it")
    };
    let results = onrecord_pipeline::start(
        documents,
        call.reading.threads(),
        broke,
        move |(number, document)| {
            let record = reader
                .read(&document)
                .map_err(|error| format!("document {number}: {error}"))?;
            Ok((number, record))
        },
    )
    .map_err(|error| Failure::Stopped(format!("the threads that read can't be started: {error}")))?;

    let mut ending = Ending::Whole;
    let mut listing = Listing::open(&call.shape)?;
    for outcome in results {
        match outcome {
            Outcome::Done((document, mut record)) => {
                if !call.explain {
                    record.leave_unexplained();
                }
                store.reread(document, &record)?;
                messages.read(
                    record
                        .text
                        .as_deref()
                        .unwrap_or_default()
                        .split_ascii_whitespace()
                        .count(),
                );
                let statements = record.attributions.len() + record.title_attributions.len();
                listing.write(&Again { document, statements }, |_| {
                    format!("document {document} was read again: {statements} statements")
                })?;
            }
            Outcome::Failed(sentence) => {
                messages.failure(&sentence);
                ending = Ending::SomeFailed;
            }
            Outcome::IntakeBroke => {
                return Err(Failure::Stopped("the store could not be read to its end".into()));
            }
        }
    }
    listing.finish()?;
    messages.finish();
    Ok(ending)
}
