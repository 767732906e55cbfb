use clap::Args;
use onrecord_store::Filter;

use super::listing::{Listing, Shape};
use super::place::Place;
use super::search::plain;
use crate::failure::{Ending, Failure};

/// `onrecord compare`.
#[derive(Debug, Args)]
pub struct Compare {
    /// Denials beside claims among the statements with these words, as for `search` [default: figures that differ]
    #[arg(value_name = "WORDS")]
    words: Vec<String>,

    /// Only figures of this measure: killed, wounded, …
    #[arg(long, value_name = "MEASURE", conflicts_with = "words")]
    measure: Option<String>,

    #[command(flatten)]
    place: Place,

    #[command(flatten)]
    shape: Shape,
}

/// Sets accounts that differ side by side.
pub fn compare(call: &Compare) -> Result<Ending, Failure> {
    let store = call.place.open_read_only()?;
    let mut last = 0;
    if call.words.is_empty() {
        let accounts = store.rivals(call.measure.as_deref())?;
        let mut listing = Listing::open(&call.shape)?;
        if accounts.is_empty() {
            listing.say(|_| "no figures differ".into())?;
        }
        for account in &accounts {
            let figure = &account.figure;
            listing.write(account, |pen| {
                let heading = format!("{} of {}", pen.strong(&figure.measure), pen.plain(&figure.of));
                let heading = if account.set == last {
                    String::new()
                } else {
                    format!("{heading}\n")
                };
                let words = pen.plain(&figure.words);
                let who = pen.plain(figure.claimant.as_deref().unwrap_or("the article"));
                let parts: Vec<String> = [&figure.day, &figure.outlet, &figure.url]
                    .into_iter()
                    .flatten()
                    .map(|part| pen.plain(part))
                    .collect();
                format!("{heading}  {words}: {who} ({})", parts.join(" · "))
            })?;
            last = account.set;
        }
        listing.finish()?;
        return Ok(Ending::Whole);
    }
    let sides = store.denials(&call.words.join(" "), &Filter::default())?;
    let mut listing = Listing::open(&call.shape)?;
    if sides.is_empty() {
        listing.say(|_| "nothing is denied there".into())?;
    }
    for side in &sides {
        listing.write(side, |pen| {
            let heading = if side.pair == last { "  against " } else { "" };
            heading.to_owned() + &plain(&side.statement, pen)
        })?;
        last = side.pair;
    }
    listing.finish()?;
    Ok(Ending::Whole)
}
