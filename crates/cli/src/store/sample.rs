use clap::{Args, ValueEnum};
use onrecord_store::Stratum;

use super::listing::{Listing, Shape};
use super::place::Place;
use super::search::plain;
use crate::failure::{Ending, Failure};

/// `onrecord sample`.
#[derive(Debug, Args)]
pub struct Sample {
    /// How many statements
    #[arg(long, short, value_name = "N", default_value_t = 20)]
    n: usize,

    /// Spread them evenly over these: one or more, with commas between them
    #[arg(long, value_enum, value_name = "STRATA", value_delimiter = ',')]
    strata: Vec<Strata>,

    /// Another seed draws others
    #[arg(long, value_name = "SEED", default_value_t = 1)]
    seed: u64,

    #[command(flatten)]
    place: Place,

    #[command(flatten)]
    shape: Shape,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Strata {
    Outlet,
    Type,
    Stance,
    Speaker,
    Day,
    Model,
}

impl From<Strata> for Stratum {
    fn from(strata: Strata) -> Self {
        match strata {
            Strata::Outlet => Self::Outlet,
            Strata::Type => Self::Type,
            Strata::Stance => Self::Stance,
            Strata::Speaker => Self::Speaker,
            Strata::Day => Self::Day,
            Strata::Model => Self::Model,
        }
    }
}

/// Draws statements.
pub fn sample(call: &Sample) -> Result<Ending, Failure> {
    let strata: Vec<Stratum> = call.strata.iter().copied().map(Stratum::from).collect();
    let drawn = call.place.open_read_only()?.sample(call.n, &strata, call.seed)?;
    let mut listing = Listing::open(&call.shape)?;
    for statement in &drawn {
        listing.write(statement, |pen| plain(statement, pen))?;
    }
    listing.finish()?;
    Ok(Ending::Whole)
}
