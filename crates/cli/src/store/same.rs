use clap::Args;
use onrecord_store::{Statement, Twin};

use super::listing::{Listing, Pen, Shape};
use super::place::Place;
use super::search::{plain, shown};
use crate::failure::{Ending, Failure};

/// `onrecord same`.
#[derive(Debug, Args)]
pub struct Same {
    /// The words of a statement, or its number [default: the statements that were told most often]
    #[arg(value_name = "STATEMENT")]
    statement: Option<String>,

    /// At most so many of each kind
    #[arg(long, value_name = "N", default_value_t = 20)]
    limit: usize,

    #[command(flatten)]
    place: Place,

    #[command(flatten)]
    shape: Shape,
}

/// Finds the same statement across articles and outlets: in the same words, nearly the same, in part and in others, of
/// each kind the earliest first.
pub fn same(call: &Same) -> Result<Ending, Failure> {
    let store = call.place.open_read_only()?;
    let Some(asked) = &call.statement else {
        let repeated = store.repeated(call.limit)?;
        let mut listing = Listing::open(&call.shape)?;
        for one in &repeated {
            listing.write(one, |pen| {
                format!("{} times, first: {}", one.times, plain(&one.statement, pen))
            })?;
        }
        listing.finish()?;
        return Ok(Ending::Whole);
    };
    let twins = store.same(asked)?;
    let mut listing = Listing::open(&call.shape)?;
    if let Ok(number) = asked.trim().parse()
        && let Some(newer) = store.newer(number)?
    {
        listing.say(|_| format!("statement {number} stands in an older version of its article; document {newer} is the current one\n"))?;
    }
    match twins
        .iter()
        .min_by_key(|twin| (twin.statement.when(), twin.statement.statement))
    {
        None => listing.say(|_| "nothing like it was found".into())?,
        Some(first) => listing.say(|pen| earliest(&first.statement, pen))?,
    }
    for (likeness, heading) in HEADINGS {
        let kind = twins.iter().filter(|twin| twin.likeness == likeness);
        for (place, twin) in kind.take(call.limit).enumerate() {
            if place == 0 {
                listing.say(|pen| pen.strong(heading))?;
            }
            listing.write(twin, |pen| text(twin, pen))?;
        }
    }
    listing.finish()?;
    Ok(Ending::Whole)
}

/// The kinds of likeness and what people call them.
const HEADINGS: [(&str, &str); 4] = [
    ("equal", "In the same words:"),
    ("near", "In nearly the same words:"),
    ("part", "In part:"),
    ("paraphrase", "In other words:"),
];

fn earliest(statement: &Statement, pen: Pen) -> String {
    let mut line = format!("first seen in statement {}", statement.statement);
    for part in [statement.when(), statement.outlet.as_deref()]
        .into_iter()
        .flatten()
    {
        line += &format!(", {}", pen.plain(part));
    }
    line + "\n"
}

fn text(twin: &Twin, pen: Pen) -> String {
    let mut more = match twin.likeness {
        "equal" => String::new(),
        _ => format!(" ({:.2})", twin.score),
    };
    match twin.copies {
        0 => {}
        1 => more += ", and one copy",
        copies => more += &format!(", and {copies} copies"),
    }
    let words = if twin.difference.is_empty() {
        &twin.statement.words
    } else {
        &twin.difference
    };
    shown(&twin.statement, &more, &pen.plain(words), pen)
}
