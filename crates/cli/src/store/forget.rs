use clap::Args;
use serde::Serialize;

use super::listing::{Listing, Shape};
use super::place::Place;
use crate::failure::{Ending, Failure};

/// `onrecord forget`.
#[derive(Debug, Args)]
pub struct Forget {
    /// Documents by number, by their own id, or by address; all versions go
    #[arg(value_name = "DOC", required = true)]
    documents: Vec<String>,

    #[command(flatten)]
    place: Place,

    #[command(flatten)]
    shape: Shape,
}

#[derive(Serialize)]
struct Forgotten {
    document: i64,
}

/// Deletes documents; all of them or, where one isn't there, none.
pub fn forget(call: &Forget) -> Result<Ending, Failure> {
    // Opened so that no store is made where there is none.
    drop(call.place.open_read_only()?);
    let mut store = call.place.open()?;
    let mut documents = Vec::new();
    for name in &call.documents {
        documents.extend(store.documents_named(name)?);
    }
    documents.sort_unstable();
    documents.dedup();
    store.forget(&documents)?;
    let mut listing = Listing::open(&call.shape)?;
    for document in documents {
        listing.write(&Forgotten { document }, |_| {
            format!("document {document} is forgotten")
        })?;
    }
    listing.finish()?;
    Ok(Ending::Whole)
}
