use clap::Args;

use super::place::Place;
use super::wanted::Wanted;
use crate::failure::{Ending, Failure};
use crate::messages::say;
use crate::writing::Writing;

const EXAMPLES: &str = "\
Examples:
  onrecord export -o all.jsonl                        every record, corrections included
  onrecord export -o may.csv --after 2031-05-01       a table of statements, a row each
  onrecord export -o all.parquet                      a row a document; with --flat, a row a statement
  onrecord export -f webannotation --speaker Olsen    annotations of the W3C's model
  onrecord export -o graph.jsonld --claim-reviews     schema.org, with drafts of claim reviews
  onrecord export -f brat -o folder                   texts and .ann files

Documents come in the order in which they were added, their last versions only.";

/// `onrecord export`.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct Export {
    #[command(flatten)]
    writing: Writing,

    #[command(flatten)]
    wanted: Wanted,

    #[command(flatten)]
    place: Place,
}

/// Writes the wanted statements of the store, with the documents that they stand in.
pub fn export(call: &Export) -> Result<Ending, Failure> {
    call.writing.format()?;
    let store = call.place.open_read_only()?;
    let filter = call.wanted.filter();
    let documents = store.documents(&filter)?;
    if documents.is_empty() {
        say("warning", "the store holds nothing of the kind");
    }
    call.writing.write(false, |sink| {
        for document in documents {
            // One that was replaced or deleted meanwhile is left out.
            if let Some(kept) = store.kept(document, &filter)? {
                sink.write_kept(&kept)
                    .map_err(|error| call.writing.failed(error))?;
            }
        }
        Ok(())
    })?;
    Ok(Ending::Whole)
}
