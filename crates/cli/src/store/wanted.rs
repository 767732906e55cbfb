//! Which statements a command is about.

use clap::Args;
use onrecord_store::Filter;

use crate::arguments::date;

/// What wanted statements have in common.
#[derive(Debug, Args)]
pub struct Wanted {
    /// Said by: a name or words of one, a Wikidata id, or # and a speaker's number
    #[arg(long, value_name = "NAME")]
    speaker: Option<String>,

    /// Published by
    #[arg(long, value_name = "NAME")]
    outlet: Option<String>,

    /// Published on this day or later
    #[arg(long, value_name = "DATE", value_parser = date)]
    after: Option<String>,

    /// Published on this day or earlier
    #[arg(long, value_name = "DATE", value_parser = date)]
    before: Option<String>,

    /// Said on this day or later; where the article doesn't tell, published
    #[arg(long, value_name = "DATE", value_parser = date)]
    said_after: Option<String>,

    /// How much of it is in quotation marks
    #[arg(long = "type", value_name = "TYPE", value_parser = ["direct", "indirect", "mixed"])]
    kind: Option<String>,

    /// What is done by saying it
    #[arg(long, value_name = "STANCE", value_parser = STANCES)]
    stance: Option<String>,

    /// Holds a figure of this measure: killed, wounded, …
    #[arg(long, value_name = "MEASURE")]
    measure: Option<String>,

    /// Holds a figure
    #[arg(long)]
    has_figure: bool,
}

const STANCES: [&str; 8] = [
    "asserts",
    "denies",
    "asks",
    "orders",
    "promises",
    "threatens",
    "doubts",
    "declines",
];

impl Wanted {
    /// What the store is asked for.
    pub fn filter(&self) -> Filter {
        Filter {
            speaker: self.speaker.clone(),
            outlet: self.outlet.clone(),
            after: self.after.clone(),
            before: self.before.clone(),
            said_after: self.said_after.clone(),
            kind: self.kind.clone(),
            stance: self.stance.clone(),
            measure: self.measure.clone(),
            has_figure: self.has_figure,
        }
    }
}
