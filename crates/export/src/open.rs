//! One way to every format.

use std::io::Write;

use onrecord_record::Kept;

use crate::{
    BratArchive, Csv, Documents, Error, Format, Html, Json, JsonLd, Jsonl, Pages, Shape, Sink, Statements,
    Terminal, TerminalOptions, WebAnnotation,
};

/// What can be chosen about a format. What a format has no use for is left aside.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Exactly one record is to come: JSON is an object, HTML an article's page.
    pub single: bool,
    /// Records without the articles' text: JSON, JSON Lines, Parquet of documents.
    pub without_text: bool,
    /// Parquet with a row a statement instead of a row a document.
    pub flat: bool,
    /// CSV in which no cell is taken for a formula: [`Csv::for_spreadsheets`].
    pub for_spreadsheets: bool,
    /// JSON-LD with drafts of claim reviews: [`JsonLd::with_claim_reviews`].
    pub claim_reviews: bool,
    /// Columns and colour of text.
    pub terminal: TerminalOptions,
}

/// The sink that writes a format to one output. Brat's files go into a tar archive; for a folder take
/// [`Brat`](crate::Brat).
///
/// # Errors
/// Where the output takes nothing.
pub fn sink<'a>(
    format: Format,
    options: &Options,
    writer: impl Write + Send + 'a,
) -> Result<Box<dyn Sink + Send + 'a>, Error> {
    let (shape, pages) = if options.single {
        (Shape::Object, Pages::One)
    } else {
        (Shape::Array, Pages::Several)
    };
    Ok(match format {
        Format::Text => Box::new(Terminal::new(writer, options.terminal)),
        Format::Json if options.without_text => Box::new(Json::new(writer, shape).without_text()),
        Format::Json => Box::new(Json::new(writer, shape)),
        Format::Jsonl if options.without_text => Box::new(Jsonl::new(writer).without_text()),
        Format::Jsonl => Box::new(Jsonl::new(writer)),
        Format::Csv if options.for_spreadsheets => Box::new(Csv::new(writer).for_spreadsheets()),
        Format::Csv => Box::new(Csv::new(writer)),
        Format::WebAnnotation => Box::new(WebAnnotation::new(writer)),
        Format::JsonLd if options.claim_reviews => Box::new(JsonLd::new(writer).with_claim_reviews()),
        Format::JsonLd => Box::new(JsonLd::new(writer)),
        Format::Brat => Box::new(BratArchive::new(writer)),
        Format::Parquet if options.flat => Box::new(Statements::new(writer)?),
        Format::Parquet if options.without_text => Box::new(Documents::new(writer)?.without_text()),
        Format::Parquet => Box::new(Documents::new(writer)?),
        Format::Html => Box::new(Html::new(writer, pages)),
    })
}

/// Writes records of a store in a format, each as it comes, and the format's end.
///
/// # Errors
/// The first that a record brings with it, or that writing it does. The output then lacks its end.
pub fn write_kept<E: From<Error>>(
    records: impl IntoIterator<Item = Result<Kept, E>>,
    format: Format,
    options: &Options,
    writer: impl Write + Send,
) -> Result<(), E> {
    let mut sink = sink(format, options, writer)?;
    for kept in records {
        sink.write_kept(&kept?)?;
    }
    Ok(sink.finish()?)
}
