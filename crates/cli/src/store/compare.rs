use clap::Args;
use onrecord_store::{Dropped, Filter, Sentence, Statement};
use serde::Serialize;
use serde_json::{Map, Value};

use super::listing::{Listing, Pen, Shape};
use super::place::Place;
use super::search::plain;
use crate::failure::{Ending, Failure};

/// `onrecord compare`.
#[derive(Debug, Args)]
pub struct Compare {
    /// Denials beside claims, and what others tell as plain fact, among the statements with these words, as for `search`
    /// [default: figures that differ]
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
                let of = match figure.of.as_str() {
                    "" => String::new(),
                    of => format!(" of {}", pen.plain(of)),
                };
                let heading = if account.set == last {
                    String::new()
                } else {
                    format!("{}{of}\n", pen.strong(&figure.measure))
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
    let (words, filter) = (call.words.join(" "), Filter::default());
    let mut listing = Listing::open(&call.shape)?;
    let mut pair = 0;
    for side in &store.denials(&words, &filter)? {
        let row = row(side.pair, "said", &side.statement)?;
        listing.write(&row, |pen| {
            let heading = if side.pair == pair { "  against " } else { "" };
            heading.to_owned() + &plain(&side.statement, pen)
        })?;
        pair = side.pair;
    }
    for Dropped { statement, told } in &store.dropped(&words, &filter)? {
        pair += 1;
        listing.write(&row(pair, "said", statement)?, |pen| plain(statement, pen))?;
        listing.write(&row(pair, "told", told)?, |pen| {
            format!("  told as plain fact by {}", sentence(told, pen))
        })?;
    }
    if pair == 0 {
        listing.say(|_| "nothing is denied there, or told without its source".into())?;
    }
    listing.finish()?;
    Ok(Ending::Whole)
}

/// One side of a pair: the columns of a statement, which are empty where a sentence has none.
fn row(pair: usize, account: &str, side: &impl Serialize) -> Result<Map<String, Value>, Failure> {
    let object = |value: serde_json::Result<Value>| match value {
        Ok(Value::Object(object)) => Ok(object),
        Ok(_) => Ok(Map::new()),
        Err(error) => Err(Failure::writing(None, &error.into())),
    };
    let mut side = object(serde_json::to_value(side))?;
    let mut row = Map::new();
    row.insert("pair".into(), pair.into());
    row.insert("account".into(), account.into());
    for column in object(serde_json::to_value(Statement::default()))?.keys() {
        row.insert(column.clone(), side.remove(column).unwrap_or_default());
    }
    Ok(row)
}

/// A sentence, and where it stands.
fn sentence(told: &Sentence, pen: Pen) -> String {
    let places = [&told.day, &told.url].into_iter().flatten().cloned();
    let places: Vec<String> = [format!("document {}", told.document)]
        .into_iter()
        .chain(places)
        .collect();
    format!(
        "{}\n  {}\n  {}\n",
        pen.strong(told.outlet.as_deref().unwrap_or("the article")),
        pen.plain(&told.words),
        pen.faint(&places.join(" · "))
    )
}
