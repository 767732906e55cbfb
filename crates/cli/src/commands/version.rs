use std::io::Write;

use onrecord::{Model, Reader};

use crate::failure::{Ending, Failure};
use crate::output::Output;

/// Prints the program's version and the names of its models, as the records bear them.
pub fn version() -> Result<Ending, Failure> {
    let mut models = Vec::new();
    for model in [Model::Accurate, Model::Fast] {
        let reader = Reader::with_model(model).map_err(|error| Failure::Stopped(error.to_string()))?;
        models.push(reader.model_name().to_owned());
    }
    models.dedup();
    let mut output = Output::open(None)?;
    writeln!(
        output,
        "onrecord {} ({})",
        env!("CARGO_PKG_VERSION"),
        models.join(", ")
    )
    .and_then(|()| output.finish())
    .map_err(|error| Failure::writing(None, &error))?;
    Ok(Ending::Whole)
}
