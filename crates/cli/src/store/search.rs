use clap::Args;
use onrecord_store::{Hit, Statement};

use super::listing::{Listing, Pen, Shape};
use super::place::Place;
use super::wanted::Wanted;
use crate::failure::{Ending, Failure};

const QUERIES: &str = "\
Words stand in any order. \"A phrase\" is words in a row, harb* is all words that begin so; AND, OR and NOT in capitals, \
-word (inside quotation marks of the shell) and parentheses say what they say. Case and accents make no difference.";

/// `onrecord search`.
#[derive(Debug, Args)]
#[command(after_help = QUERIES)]
pub struct Search {
    /// What to search in the words of statements
    #[arg(value_name = "WORDS", required = true)]
    words: Vec<String>,

    #[command(flatten)]
    wanted: Wanted,

    /// At most so many
    #[arg(long, value_name = "N", default_value_t = 20)]
    limit: usize,

    #[command(flatten)]
    place: Place,

    #[command(flatten)]
    shape: Shape,
}

/// Finds statements, the best first.
pub fn search(call: &Search) -> Result<Ending, Failure> {
    let hits =
        call.place
            .open_read_only()?
            .search(&call.words.join(" "), &call.wanted.filter(), call.limit)?;
    let mut listing = Listing::open(&call.shape)?;
    if hits.is_empty() {
        listing.say(|_| "nothing was found".into())?;
    }
    for hit in hits {
        listing.write(&hit, |pen| text(&hit, pen))?;
    }
    listing.finish()?;
    Ok(Ending::Whole)
}

fn text(hit: &Hit, pen: Pen) -> String {
    let words = pen.highlighted(&hit.statement.words, &hit.highlights);
    shown(&hit.statement, "", &words, pen)
}

/// A statement: who and when, with `more` behind it, the words as they are to be seen, and where.
pub fn shown(statement: &Statement, more: &str, words: &str, pen: Pen) -> String {
    format!(
        "{}{more}\n  {words}\n{}\n",
        head(statement, pen),
        foot(statement, pen)
    )
}

/// A statement with nothing added.
pub fn plain(statement: &Statement, pen: Pen) -> String {
    shown(statement, "", &pen.plain(&statement.words), pen)
}

/// Who and when.
fn head(statement: &Statement, pen: Pen) -> String {
    let mut head = pen.strong(statement.speaker.as_deref().unwrap_or("(nobody named)"));
    if let Some(role) = &statement.role {
        head += &format!(", {}", pen.plain(role));
    }
    if let Some(when) = statement.when() {
        head += &format!(", {}", pen.plain(when));
    }
    if let Some(stance) = statement.stance.as_deref().filter(|stance| *stance != "asserts") {
        head += &format!(" ({})", pen.plain(stance));
    }
    head
}

/// Where.
fn foot(statement: &Statement, pen: Pen) -> String {
    let mut parts = vec![format!("statement {}", statement.statement)];
    parts.extend(
        [&statement.outlet, &statement.day, &statement.url]
            .into_iter()
            .flatten()
            .cloned(),
    );
    format!("  {}", pen.faint(&parts.join(" · ")))
}
