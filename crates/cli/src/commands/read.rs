use std::ffi::OsString;
use std::path::Path;

use onrecord::DuplicateKind;
use onrecord_export::{Error, Sink};

use crate::arguments::Read;
use crate::failure::{Ending, Failure};
use crate::messages::Messages;
use crate::reading::{self, Records};
use crate::tally::Tally;
use crate::terminal;
use crate::writing::has_ending;

/// Reads the documents of all inputs and writes their records, in the order of the inputs.
pub fn read(call: &Read) -> Result<Ending, Failure> {
    let inputs = inputs("read", &call.inputs)?;
    call.writing.format()?;
    let mut messages = Messages::new(call.reading.quiet, call.writing.is_to_terminal());
    let options = call.intake.options(call.date.clone())?;
    let mut tally = match &call.report {
        Some(path) => Tally::with_report(path)?,
        None => Tally::default(),
    };
    call.writing.write(is_single(&inputs), |sink| {
        let records = reading::start(inputs, &options, &call.reading, &mut messages, &mut tally)?;
        write_all(records, call, sink).map_err(|error| call.writing.failed(error))
    })?;
    messages.finish();
    if let Some(summary) = tally.summary() {
        messages.summary(&summary);
    }
    let ending = tally.ending();
    tally.finish(call.report.as_deref())?;
    Ok(ending)
}

/// Whether the inputs hold exactly one document.
fn is_single(inputs: &[OsString]) -> bool {
    matches!(inputs, [input] if ["txt", "html", "htm"].iter().any(|ending| has_ending(Path::new(input), ending)))
}

/// The inputs of the call; without any, standard input, unless somebody sits there who would wonder what to do.
pub fn inputs(command: &str, inputs: &[OsString]) -> Result<Vec<OsString>, Failure> {
    match inputs {
        [] if terminal::is_standard_input() => Err(Failure::Usage(format!(
            "name a file to read, such as `onrecord {command} article.txt`, or send text through a pipe; \
             `onrecord {command} -` reads what you type until Ctrl-D"
        ))),
        [] => Ok(vec!["-".into()]),
        inputs => Ok(inputs.to_vec()),
    }
}

/// Writes each record as it comes.
fn write_all(records: Records, call: &Read, sink: &mut dyn Sink) -> Result<(), Error> {
    for mut record in records {
        let is_copy = matches!(&record.duplicate, Some(duplicate) if duplicate.kind == DuplicateKind::Copy);
        if is_copy && call.no_copies {
            continue;
        }
        if let Some(least) = call.min_confidence {
            record.keep(|attribution| attribution.confidence >= least);
        }
        if !call.explain {
            record.leave_unexplained();
        }
        sink.write(&record)?;
    }
    Ok(())
}
