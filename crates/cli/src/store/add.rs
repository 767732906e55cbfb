use std::ffi::OsString;
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

use clap::Args;
use onrecord::Document;
use onrecord_store::{Added, Store};
use serde::Serialize;

use super::listing::{Listing, Shape};
use super::place::Place;
use crate::arguments::{Intake, Reading, date};
use crate::commands;
use crate::failure::{Ending, Failure};
use crate::messages::Messages;
use crate::reading;
use crate::tally::Tally;
use crate::terminal;

/// `onrecord add`.
#[derive(Debug, Args)]
pub struct Add {
    /// What `onrecord read` reads: files, folders, patterns, web addresses, or `-` for standard input
    #[arg(value_name = "INPUT")]
    inputs: Vec<OsString>,

    /// Publication date of articles that don't say, YYYY-MM-DD
    #[arg(long, value_name = "DATE", value_parser = date)]
    date: Option<String>,

    #[command(flatten)]
    place: Place,

    /// Go on with a batch that was cut off: what is in the store is not read again
    #[arg(long)]
    resume: bool,

    /// Keep with each speaker what decided who it is
    #[arg(long)]
    explain: bool,

    #[command(flatten)]
    intake: Intake,

    #[command(flatten)]
    shape: Shape,

    #[command(flatten)]
    reading: Reading,

    /// Write what became of every input to a file: JSON
    #[arg(long, value_name = "FILE")]
    report: Option<PathBuf>,
}

/// What became of a document.
#[derive(Serialize)]
struct Kept<'a> {
    id: &'a str,
    document: i64,
    result: &'static str,
    version: Option<i64>,
    statements: usize,
}

/// Reads the documents of all inputs and keeps their records; tells of each when it is on the disk.
pub fn add(call: &Add) -> Result<Ending, Failure> {
    let inputs = commands::inputs("add", &call.inputs)?;
    let mut store = call.place.open()?;
    let mut messages = Messages::new(call.reading.quiet, terminal::is_standard_output());
    let options = call.intake.options(call.date.clone())?;
    let mut tally = match &call.report {
        Some(path) => Tally::with_report(path)?,
        None => Tally::default(),
    };
    let known = known(call)?;
    let mut listing = Listing::open(&call.shape)?;
    let records = reading::start_without(inputs, &options, &call.reading, &mut messages, &mut tally, known)?;
    for mut record in records {
        if !call.explain {
            record.leave_unexplained();
        }
        let added = store.add(&record)?;
        let (result, version) = match added {
            Added::New { .. } => ("new", Some(1)),
            Added::Version { version, .. } => ("version", Some(version)),
            Added::Known { .. } => ("known", None),
        };
        let kept = Kept {
            id: &record.id,
            document: added.document(),
            result,
            version,
            statements: record.attributions.len() + record.title_attributions.len(),
        };
        listing.write(&kept, |pen| {
            let name = pen.plain(record.title.as_deref().unwrap_or(&record.id));
            let what = match added {
                Added::New { .. } => "added",
                Added::Version { .. } => "new version",
                Added::Known { .. } => "known",
            };
            let number = kept.document.to_string();
            let gap = 19_usize.saturating_sub(what.len() + number.len());
            pen.faint(what)
                + &" ".repeat(gap)
                + &pen.faint(&number)
                + "  "
                + &name
                + " "
                + &pen.faint(&format!("({})", kept.statements))
        })?;
    }
    listing.finish()?;
    messages.finish();
    if let Some(summary) = tally.summary() {
        messages.summary(&summary);
    }
    let ending = tally.ending();
    tally.finish(call.report.as_deref())?;
    Ok(ending)
}

/// Whether a document is in the store: what `--resume` asks before one is read.
fn known(call: &Add) -> Result<impl Fn(&Document) -> bool + Send + Sync + 'static, Failure> {
    let store = if call.resume {
        Some(Mutex::new(call.place.open_read_only()?))
    } else {
        None
    };
    Ok(move |document: &Document| {
        let Some(store) = &store else { return false };
        let store = store.lock().unwrap_or_else(PoisonError::into_inner);
        // Where that can't be told, the document is read, and adding it tells why.
        Store::holds(&store, document).is_ok_and(|document| document.is_some())
    })
}
