use std::fs::File;
use std::io::{self, BufReader, Write};
use std::path::Path;

use onrecord_eval::{Document, Evaluation, evaluate};
use onrecord_ingest::Options;

use crate::arguments::Eval;
use crate::failure::{Ending, Failure};
use crate::messages::Messages;
use crate::mistakes;
use crate::output::Output;
use crate::reading;
use crate::tally::Tally;

/// Measures predicted attributions, or those that the model finds now, against gold ones.
pub fn eval(call: &Eval) -> Result<Ending, Failure> {
    if call.run && call.gold == Path::new("-") {
        return Err(Failure::Usage(
            "--run reads GOLD twice; name a file instead of standard input".into(),
        ));
    }
    let mut messages = Messages::new(call.reading.quiet, false);
    let mut tally = Tally::default();
    let gold = documents(&call.gold)?;
    let predicted = match &call.predicted {
        Some(path) => documents(path)?,
        None => read_now(call, &mut messages, &mut tally)?,
    };
    let evaluation = evaluate(&gold, &predicted);
    let mut output = Output::open(None)?;
    report(&mut output, call, &evaluation, &gold, &predicted)
        .and_then(|()| output.finish())
        .map_err(|error| Failure::writing(None, &error))?;
    Ok(tally.ending())
}

/// Documents with attributions from a file of JSON Lines; `-` is standard input.
fn documents(path: &Path) -> Result<Vec<Document>, Failure> {
    let name = path.to_string_lossy();
    let documents = if path == Path::new("-") {
        onrecord_eval::read(io::stdin().lock(), "standard input")
    } else {
        let file = File::open(path).map_err(|error| match error.kind() {
            io::ErrorKind::NotFound => Failure::Stopped(format!("{name}: there is no such file")),
            _ => Failure::Stopped(format!("{name}: can't be opened: {error}")),
        })?;
        onrecord_eval::read(BufReader::new(file), &name)
    };
    documents.map_err(|error| Failure::Stopped(error.to_string()))
}

/// Reads gold's texts, as `onrecord read` would. A document that can't be read has no predictions, and is told of.
fn read_now(call: &Eval, messages: &mut Messages, tally: &mut Tally) -> Result<Vec<Document>, Failure> {
    // What gold annotates is read, whatever language it seems to be in.
    let options = Options {
        any_language: true,
        ..Options::default()
    };
    let inputs = vec![call.gold.clone().into_os_string()];
    let records = reading::start(inputs, &options, &call.reading, messages, tally)?;
    let predicted = records.map(|record| Document::from(&record)).collect();
    messages.finish();
    Ok(predicted)
}

fn report(
    output: &mut Output,
    call: &Eval,
    evaluation: &Evaluation,
    gold: &[Document],
    predicted: &[Document],
) -> io::Result<()> {
    if call.json {
        return writeln!(output, "{:#}", evaluation.json());
    }
    writeln!(output, "{}\n\n{}\n", evaluation.table(), evaluation.kind_table())?;
    writeln!(output, "{}", evaluation.calibration_table())?;
    if call.errors {
        mistakes::list(output, gold, predicted)?;
    }
    Ok(())
}
