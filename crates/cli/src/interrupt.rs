//! Ctrl-C, and being told to end (SIGTERM, SIGHUP): what is half-written goes, then the program.

use std::fs;
use std::io;
use std::path::PathBuf;
use std::process;
use std::sync::{Mutex, MutexGuard, PoisonError};

use tempfile::NamedTempFile;

/// The exit code that shells expect of a program that was interrupted.
const INTERRUPTED: i32 = 130;

static UNFINISHED: Mutex<Option<PathBuf>> = Mutex::new(None);

fn unfinished() -> MutexGuard<'static, Option<PathBuf>> {
    UNFINISHED.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Makes a file that an interruption removes until [`nothing_unfinished`] is called.
pub fn make_unfinished(make: impl FnOnce() -> io::Result<NamedTempFile>) -> io::Result<NamedTempFile> {
    // Without a handler the program still ends; only the file would stay.
    let _ = ctrlc::set_handler(remove_and_end);
    // Held meanwhile, so that no interruption comes between making the file and knowing of it.
    let mut unfinished = unfinished();
    let file = make()?;
    *unfinished = Some(file.path().to_owned());
    Ok(file)
}

fn remove_and_end() {
    if let Some(path) = unfinished().take() {
        let _ = fs::remove_file(path);
    }
    process::exit(INTERRUPTED)
}

/// What was being written has its name now, or is gone: an interruption leaves it alone.
pub fn nothing_unfinished() {
    *unfinished() = None;
}
