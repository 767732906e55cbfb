//! A user's own table of people.

use std::fmt::Display;
use std::fs::File;
use std::path::Path;

use crate::failure::Failure;

/// Opens the table.
pub fn open(path: &Path) -> Result<File, Failure> {
    File::open(path).map_err(|error| wrong(path, &format!("it can't be opened: {error}")))
}

/// What is wrong with the table.
pub fn wrong(path: &Path, problem: &impl Display) -> Failure {
    Failure::Usage(format!("{}: {problem}", path.display()))
}
