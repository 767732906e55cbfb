use clap::Args;

use super::listing::{Listing, Shape};
use super::place::Place;
use super::search::{plain, shown};
use crate::failure::{Ending, Failure};

/// `onrecord same`.
#[derive(Debug, Args)]
pub struct Same {
    /// The words of a statement, or its number [default: the statements that were told most often]
    #[arg(value_name = "STATEMENT")]
    statement: Option<String>,

    /// At most so many
    #[arg(long, value_name = "N", default_value_t = 20)]
    limit: usize,

    #[command(flatten)]
    place: Place,

    #[command(flatten)]
    shape: Shape,
}

/// Finds the same statement across articles and outlets, the earliest first.
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
    if twins.is_empty() {
        listing.say(|_| "nothing like it was found".into())?;
    }
    for twin in twins.iter().take(call.limit) {
        listing.write(twin, |pen| {
            let copies = if twin.copies > 0 {
                format!(", and {} copies", twin.copies)
            } else {
                String::new()
            };
            let more = format!(" ({}{copies})", twin.likeness);
            shown(&twin.statement, &more, &pen.plain(&twin.difference), pen)
        })?;
    }
    listing.finish()?;
    Ok(Ending::Whole)
}
