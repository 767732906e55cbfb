use std::io::Write;

use crate::failure::{Ending, Failure};
use crate::output::Output;

/// Prints the JSON Schema of the records.
pub fn schema() -> Result<Ending, Failure> {
    let mut output = Output::open(None)?;
    writeln!(output, "{:#}", onrecord::schema())
        .and_then(|()| output.finish())
        .map_err(|error| Failure::writing(None, &error))?;
    Ok(Ending::Whole)
}
