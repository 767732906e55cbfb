use crate::feed::Feeds;
use crate::html::Html;
use crate::json::Json;
use crate::jsonl::JsonLines;
use crate::plain::Plain;
use crate::warc::Warc;
use crate::{Documents, Error, Options, Source};

/// A way to write documents down.
pub(crate) trait Format: Sync {
    /// Whether a source looks like this format, by its name and its first line.
    fn recognises(&self, source: &Source) -> bool;

    /// The documents of a source of this format.
    fn documents(&self, source: Source, options: &Options) -> Result<Documents, Error>;
}

/// In the order in which they are asked; anything may be plain text, which therefore comes last and outside the list.
const FORMATS: &[&dyn Format] = &[&Warc, &Feeds, &JsonLines, &Json, &Html];

/// The format of a source.
pub(crate) fn of(source: &Source) -> &'static dyn Format {
    FORMATS
        .iter()
        .copied()
        .find(|format| format.recognises(source))
        .unwrap_or(&Plain)
}
