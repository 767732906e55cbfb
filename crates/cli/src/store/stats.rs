use clap::Args;

use super::listing::{Listing, Shape};
use super::place::Place;
use crate::failure::{Ending, Failure};

/// `onrecord stats`.
#[derive(Debug, Args)]
pub struct Stats {
    #[command(flatten)]
    place: Place,

    #[command(flatten)]
    shape: Shape,
}

/// Counts what is in the store.
pub fn stats(call: &Stats) -> Result<Ending, Failure> {
    let stats = call.place.open_read_only()?.stats()?;
    let mut listing = Listing::open(&call.shape)?;
    for stat in &stats {
        listing.write(stat, |pen| match stat.of.as_str() {
            "" => format!("{:>10} {}", stat.number, stat.what),
            of => format!("{:>10}   {} {}", stat.number, stat.what, pen.plain(of)),
        })?;
    }
    listing.finish()?;
    Ok(Ending::Whole)
}
