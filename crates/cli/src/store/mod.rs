//! The commands that keep records and ask of them, one file a command.

mod add;
mod compare;
mod export;
mod figures;
mod fix;
mod forget;
mod listing;
mod place;
mod reread;
mod same;
mod sample;
mod search;
mod serve;
mod stats;
mod wanted;
mod who;

use clap::Subcommand;
use onrecord_store::Error;

use crate::failure::{Ending, Failure};

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Read articles and keep who said what in the store
    Add(add::Add),
    /// Find statements in the store
    Search(search::Search),
    /// Tell everything that one speaker said
    Who(who::Who),
    /// Find the same statement across articles and outlets
    Same(same::Same),
    /// Set accounts that differ side by side: figures, denials beside claims, attributions dropped
    Compare(compare::Compare),
    /// List the claims of a count over time, by claimant
    Figures(figures::Figures),
    /// Serve pages to look at the store with, and an API for programs
    Serve(serve::Serve),
    /// Count what is in the store
    Stats(stats::Stats),
    /// Draw statements for checks by hand
    Sample(sample::Sample),
    /// Write what the store holds, for other programs
    Export(export::Export),
    /// Put right what was read wrong; list and undo that
    Fix(fix::Fix),
    /// Read documents of the store again with this program's model
    Reread(reread::Reread),
    /// Delete a document, and all that hangs on it, from the store
    Forget(forget::Forget),
}

/// Runs one of the store's commands.
pub fn run(command: &Command) -> Result<Ending, Failure> {
    match command {
        Command::Add(call) => add::add(call),
        Command::Search(call) => search::search(call),
        Command::Who(call) => who::who(call),
        Command::Same(call) => same::same(call),
        Command::Compare(call) => compare::compare(call),
        Command::Figures(call) => figures::figures(call),
        Command::Serve(call) => serve::serve(call),
        Command::Stats(call) => stats::stats(call),
        Command::Sample(call) => sample::sample(call),
        Command::Export(call) => export::export(call),
        Command::Fix(call) => fix::fix(call),
        Command::Reread(call) => reread::reread(call),
        Command::Forget(call) => forget::forget(call),
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        match error {
            Error::Query(_) | Error::Unknown(_) => Self::Usage(error.to_string()),
            error => Self::Stopped(error.to_string()),
        }
    }
}
