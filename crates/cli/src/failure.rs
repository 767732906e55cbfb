//! How a command ends, and the exit code that says so.

use std::io;
use std::path::Path;
use std::process::ExitCode;

/// A command that ran to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// Everything was read.
    Whole,
    /// Some documents were not; each was told of.
    SomeFailed,
}

/// What stops a command.
#[derive(Debug, PartialEq, Eq)]
pub enum Failure {
    /// It was called in a way that makes no sense; the sentence says what to do.
    Usage(String),
    /// It could not go on; the sentence says why.
    Stopped(String),
    /// Whoever read the results has closed the pipe and wants no more.
    PipeClosed,
}

impl Failure {
    /// Why writing to `path`, or else to standard output, stopped.
    pub fn writing(path: Option<&Path>, error: &io::Error) -> Self {
        let place = path.map_or("standard output".into(), Path::to_string_lossy);
        match error.kind() {
            io::ErrorKind::BrokenPipe => Self::PipeClosed,
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::Stopped(format!(
                "{place}: there is no space left to write the results; free some or name another place with -o"
            )),
            io::ErrorKind::PermissionDenied => Self::Stopped(format!(
                "{place}: you may not write there; name another place with -o"
            )),
            io::ErrorKind::NotFound => Self::Stopped(format!(
                "{place}: its folder does not exist; make it or name another place with -o"
            )),
            _ => Self::Stopped(format!("{place}: the results can't be written: {error}")),
        }
    }
}

impl From<Ending> for ExitCode {
    fn from(ending: Ending) -> Self {
        match ending {
            Ending::Whole => ExitCode::SUCCESS,
            Ending::SomeFailed => ExitCode::from(1),
        }
    }
}

impl From<Failure> for ExitCode {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::PipeClosed => ExitCode::SUCCESS,
            Failure::Stopped(_) => ExitCode::from(1),
            Failure::Usage(_) => ExitCode::from(2),
        }
    }
}
