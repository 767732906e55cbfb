use std::ffi::OsString;
use std::path::Path;

use onrecord::{DuplicateKind, Record};
use onrecord_export::{Error, Format, Sink, TerminalOptions};

use crate::arguments::Read;
use crate::failure::{Ending, Failure};
use crate::messages::Messages;
use crate::output::Output;
use crate::reading::{self, Records};
use crate::sinks::{self, Layout};
use crate::tally::Tally;
use crate::{confidence, terminal};

/// Reads the documents of all inputs and writes their records, in the order of the inputs.
pub fn read(call: &Read) -> Result<Ending, Failure> {
    let inputs = inputs("read", &call.inputs)?;
    let layout = layout(call, &inputs)?;
    let to_terminal = call.output.is_none() && terminal::is_standard_output();
    let mut messages = Messages::new(call.reading.quiet, to_terminal);

    let into_folder = layout.format == Format::Brat;
    let mut output = Output::open(call.output.as_deref().filter(|_| !into_folder))?;
    let options = call.intake.options(call.date.clone())?;
    let mut tally = match &call.report {
        Some(path) => Tally::with_report(path)?,
        None => Tally::default(),
    };
    let records = reading::start(inputs, &options, &call.reading, &mut messages, &mut tally)?;

    let cannot_write = |error| cannot_write(call, error);
    let mut sink = sinks::sink(&layout, &mut output, call.output.as_deref()).map_err(cannot_write)?;
    write_all(records, call, sink.as_mut()).map_err(cannot_write)?;
    drop(sink);
    output.finish().map_err(|error| cannot_write(error.into()))?;
    messages.finish();
    if let Some(summary) = tally.summary() {
        messages.summary(&summary);
    }
    let ending = tally.ending();
    tally.finish(call.report.as_deref())?;
    Ok(ending)
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

fn layout(call: &Read, inputs: &[OsString]) -> Result<Layout, Failure> {
    let format = call
        .format
        .or_else(|| format_by_ending(call.output.as_deref()?))
        .unwrap_or_else(|| {
            if call.output.is_none() && terminal::is_standard_output() {
                Format::Text
            } else {
                Format::Jsonl
            }
        });
    if call.no_text && !matches!(format, Format::Json | Format::Jsonl) {
        return Err(Failure::Usage(format!(
            "--no-text is for json and jsonl: {format} shows the text; name another --format or leave it out"
        )));
    }
    if format == Format::Brat && call.output.is_none() {
        return Err(Failure::Usage(
            "brat writes two files a document; name a folder for them with -o".into(),
        ));
    }
    Ok(Layout {
        format,
        single: matches!(inputs, [input] if ["txt", "html", "htm"].iter().any(|ending| has_ending(Path::new(input), ending))),
        with_text: !call.no_text,
        terminal: TerminalOptions {
            width: terminal::width(),
            colour: call
                .color
                .is_on(call.output.is_none() && terminal::is_standard_output()),
        },
    })
}

fn format_by_ending(output: &Path) -> Option<Format> {
    [
        ("txt", Format::Text),
        ("json", Format::Json),
        ("jsonl", Format::Jsonl),
        ("html", Format::Html),
    ]
    .into_iter()
    .find(|(ending, _)| has_ending(output, ending))
    .map(|(_, format)| format)
}

fn has_ending(path: &Path, ending: &str) -> bool {
    path.extension()
        .is_some_and(|extension| extension.eq_ignore_ascii_case(ending))
}

/// Writes each record as it comes.
fn write_all(records: Records, call: &Read, sink: &mut dyn Sink) -> Result<(), Error> {
    for mut record in records {
        let is_copy = matches!(&record.duplicate, Some(duplicate) if duplicate.kind == DuplicateKind::Copy);
        if is_copy && call.no_copies {
            continue;
        }
        if let Some(least) = call.min_confidence {
            confidence::keep_from(&mut record, least);
        }
        if !call.explain {
            leave_unexplained(&mut record);
        }
        sink.write(&record)?;
    }
    sink.finish()
}

/// Takes out what tells why the speakers are who they are.
pub fn leave_unexplained(record: &mut Record) {
    for attribution in record
        .attributions
        .iter_mut()
        .chain(&mut record.title_attributions)
    {
        attribution.evidence = None;
    }
    for entity in &mut record.entities {
        entity.evidence = None;
    }
}

/// Why the results of this call could not be written.
fn cannot_write(call: &Read, error: Error) -> Failure {
    match error {
        Error::Output(error) => Failure::writing(call.output.as_deref(), &error),
        Error::File { path, error } => Failure::writing(Some(&path), &error),
        other => Failure::Stopped(other.to_string()),
    }
}
