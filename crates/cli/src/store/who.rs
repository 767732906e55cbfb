use clap::Args;
use onrecord_store::{Counted, Voice};

use super::listing::{Listing, Pen, Shape};
use super::place::Place;
use super::search::plain;
use crate::failure::{Ending, Failure};

/// `onrecord who`.
#[derive(Debug, Args)]
pub struct Who {
    /// A name or words of one, a Wikidata id, or # and a speaker's number
    #[arg(value_name = "NAME")]
    name: String,

    #[command(flatten)]
    place: Place,

    #[command(flatten)]
    shape: Shape,
}

/// Tells everything one speaker said; where the name means several, who they are.
pub fn who(call: &Who) -> Result<Ending, Failure> {
    let store = call.place.open_read_only()?;
    let mut voices = store.voices(&call.name)?;
    let mut listing = Listing::open(&call.shape)?;
    if voices.len() > 1 {
        if !listing.is_text() {
            let numbers: Vec<String> = voices
                .iter()
                .map(|voice| format!("#{}", voice.speaker_id))
                .collect();
            return Err(Failure::Usage(format!(
                "{:?} means {} speakers ({}); name one by number, such as `onrecord who '{}'`",
                call.name,
                voices.len(),
                numbers.join(", "),
                numbers[0]
            )));
        }
        listing.say(|_| "That name means several; name one by number:".into())?;
        for voice in voices {
            listing.say(|pen| line(&voice, pen))?;
        }
        listing.finish()?;
        return Ok(Ending::Whole);
    }
    let who = store.who(voices.remove(0))?;
    listing.say(|pen| line(&who.voice, pen))?;
    for (name, counted) in [
        ("called", &who.aliases),
        ("speaks of", &who.topics),
        ("published by", &who.outlets),
        ("told through", &who.channels),
    ] {
        if !counted.is_empty() {
            listing.say(|pen| format!("  {name}: {}", list(counted, pen)))?;
        }
    }
    listing.say(|_| String::new())?;
    for statement in &who.statements {
        listing.write(statement, |pen| plain(statement, pen))?;
    }
    listing.finish()?;
    Ok(Ending::Whole)
}

fn line(voice: &Voice, pen: Pen) -> String {
    let days = match (&voice.first, &voice.latest) {
        (Some(first), Some(latest)) => format!(", {} to {}", pen.plain(first), pen.plain(latest)),
        _ => String::new(),
    };
    let known = match &voice.wikidata {
        Some(id) => format!(" ({})", pen.plain(id)),
        None if voice.context.is_empty() => String::new(),
        None => format!(" ({})", pen.plain(&voice.context)),
    };
    format!(
        "#{} {}{known}: {} in {} of {}{days}",
        voice.speaker_id,
        pen.strong(&voice.speaker),
        number(voice.statements, "statement"),
        number(voice.documents, "document"),
        match voice.outlets {
            0 => "unknown outlets".to_owned(),
            outlets => number(outlets, "outlet"),
        },
    )
}

fn number(number: i64, of: &str) -> String {
    format!("{number} {of}{}", if number == 1 { "" } else { "s" })
}

fn list(counted: &[Counted], pen: Pen) -> String {
    let shown = counted
        .iter()
        .take(12)
        .map(|one| format!("{} ({})", pen.plain(&one.what), one.number));
    shown.collect::<Vec<_>>().join(", ")
}
