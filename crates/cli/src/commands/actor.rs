use std::borrow::Cow;
use std::io::{self, BufRead, Write};
use std::path::Path;

use onrecord_knowledge::{Date, Knowledge};

use crate::arguments::Actor;
use crate::failure::{Ending, Failure};
use crate::output::Output;
use crate::people;
use crate::terminal;

/// Reads phrases for actors, from the call or else from the lines of standard input, and writes what each says as a line
/// of JSON.
pub fn actor(call: &Actor) -> Result<Ending, Failure> {
    let knowledge = knowledge(call.people.as_deref())?;
    // The date was looked at when the call was parsed.
    let date = call.date.as_deref().and_then(Date::parse);
    let context = call.context.as_deref().unwrap_or_default();
    let mut output = Output::open(None)?;
    let mut answer = |phrase: &str| {
        let line = serde_json::to_string(&knowledge.actor(phrase, date, context))?;
        writeln!(output, "{line}")
    };
    let written = |ending: io::Result<()>| ending.map_err(|error| Failure::writing(None, &error));
    if !call.phrases.is_empty() {
        written(call.phrases.iter().try_for_each(|phrase| answer(phrase)))?;
    } else if terminal::is_standard_input() {
        return Err(Failure::Usage(
            "name a phrase, such as `onrecord actor \"Ukrainian soldiers\"`, or send phrases through a pipe, a line each".into(),
        ));
    } else {
        for line in io::stdin().lock().split(b'\n') {
            let line =
                line.map_err(|error| Failure::Stopped(format!("standard input can't be read: {error}")))?;
            let phrase = String::from_utf8_lossy(&line);
            written(answer(phrase.trim_end_matches('\r')))?;
        }
    }
    written(output.finish())?;
    Ok(Ending::Whole)
}

/// What ships with the program, with the user's own people where there are any.
fn knowledge(people: Option<&Path>) -> Result<Cow<'static, Knowledge>, Failure> {
    let shipped = Knowledge::shipped();
    let Some(path) = people else {
        return Ok(Cow::Borrowed(shipped));
    };
    let knowledge = shipped.with_people(people::open(path)?);
    knowledge
        .map(Cow::Owned)
        .map_err(|error| people::wrong(path, &error))
}
