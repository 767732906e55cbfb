//! The `onrecord` command: reads news and keeps the record of who said what.

mod arguments;
mod commands;
mod failure;
mod interrupt;
mod messages;
mod mistakes;
mod output;
mod panics;
mod people;
mod reading;
mod store;
mod tally;
mod terminal;
mod writing;

use std::process::ExitCode;

use clap::Parser;

use arguments::{Arguments, Command};
use failure::Failure;

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    panics::leave_workers_to_their_failures();
    let ending = match arguments.command {
        Some(Command::Read(call)) => commands::read(&call),
        Some(Command::Eval(call)) => commands::eval(&call),
        Some(Command::Actor(call)) => commands::actor(&call),
        Some(Command::Store(command)) => store::run(&command),
        Some(Command::Schema) => commands::schema(),
        None => commands::version(),
    };
    match ending {
        Ok(ending) => ending.into(),
        Err(failure) => {
            if let Failure::Usage(sentence) | Failure::Stopped(sentence) = &failure {
                messages::say("error", sentence);
            }
            failure.into()
        }
    }
}
