//! How records are written, and where: the same for every command that writes records.

use std::path::{Path, PathBuf};

use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use onrecord_export::{Brat, Error, Format, Options, Sink, TerminalOptions, sink};

use crate::failure::Failure;
use crate::output::Output;
use crate::terminal::{self, Colour};

/// How to write records.
#[derive(Debug, Args)]
pub struct Writing {
    /// How to write the results [default: by the ending of -o; else text on a terminal, jsonl elsewhere]
    #[arg(long, short, value_name = "FORMAT", value_parser = formats())]
    format: Option<Format>,

    /// Leave the articles' text out of the records (json, jsonl, parquet)
    #[arg(long)]
    no_text: bool,

    /// A row a statement, with the columns of csv, instead of a row a document (parquet)
    #[arg(long)]
    flat: bool,

    /// Put an apostrophe before words that a spreadsheet program would run as a formula (csv)
    #[arg(long)]
    for_spreadsheets: bool,

    /// Add drafts of ClaimReviews, without a verdict (jsonld)
    #[arg(long)]
    claim_reviews: bool,

    /// Write to a file, which appears when it is whole (brat: to a folder, or to an archive that ends with .tar)
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,

    /// Colour the text
    #[arg(long, value_enum, default_value_t, value_name = "WHEN")]
    color: Colour,
}

impl Writing {
    /// Whether the results go to a terminal.
    pub fn is_to_terminal(&self) -> bool {
        self.output.is_none() && terminal::is_standard_output()
    }

    /// The format, as asked or as it follows from where the results go; and that it makes sense with what else was asked.
    pub fn format(&self) -> Result<Format, Failure> {
        let format = self.format.or_else(|| format_by_ending(self.output.as_deref()?));
        let format = format.unwrap_or(if self.is_to_terminal() {
            Format::Text
        } else {
            Format::Jsonl
        });
        for (asked, switch, formats) in [
            (
                self.no_text,
                "--no-text",
                &[Format::Json, Format::Jsonl, Format::Parquet][..],
            ),
            (self.flat, "--flat", &[Format::Parquet]),
            (self.for_spreadsheets, "--for-spreadsheets", &[Format::Csv]),
            (self.claim_reviews, "--claim-reviews", &[Format::JsonLd]),
        ] {
            if asked && !formats.contains(&format) {
                let names: Vec<&str> = formats.iter().map(|format| format.name()).collect();
                return Err(Failure::Usage(format!(
                    "{switch} is for {}, not for {format}; name another --format or leave it out",
                    names.join(", ")
                )));
            }
        }
        if self.no_text && self.flat {
            return Err(Failure::Usage(
                "--flat has no articles' texts to leave out; leave out --no-text".into(),
            ));
        }
        if format == Format::Brat && self.output.is_none() {
            return Err(Failure::Usage(
                "brat writes two files a document; name a folder for them with -o, or an archive that ends with .tar".into(),
            ));
        }
        if format == Format::Parquet && self.is_to_terminal() {
            return Err(Failure::Usage(
                "parquet is nothing to be read on a terminal; name a file for it with -o".into(),
            ));
        }
        Ok(format)
    }

    /// Opens the output, has `fill` write to it, and finishes it; where one of these fails, no file appears. `single` tells
    /// that exactly one record is to come.
    pub fn write(
        &self,
        single: bool,
        fill: impl FnOnce(&mut dyn Sink) -> Result<(), Failure>,
    ) -> Result<(), Failure> {
        let format = self.format()?;
        if let Some(folder) = self
            .output
            .as_deref()
            .filter(|path| format == Format::Brat && !has_ending(path, "tar"))
        {
            let mut brat = Brat::new(folder).map_err(|error| self.failed(error))?;
            fill(&mut brat)?;
            return brat.finish().map_err(|error| self.failed(error));
        }
        let options = Options {
            single,
            without_text: self.no_text,
            flat: self.flat,
            for_spreadsheets: self.for_spreadsheets,
            claim_reviews: self.claim_reviews,
            terminal: TerminalOptions {
                width: terminal::width(),
                colour: self.color.is_on(self.is_to_terminal()),
            },
        };
        let mut output = Output::open(self.output.as_deref())?;
        let mut sink = sink(format, &options, &mut output).map_err(|error| self.failed(error))?;
        fill(sink.as_mut())?;
        sink.finish().map_err(|error| self.failed(error))?;
        drop(sink);
        output.finish().map_err(|error| self.failed(error.into()))
    }

    /// Why the results could not be written.
    pub fn failed(&self, error: Error) -> Failure {
        match error {
            Error::Output(error) => Failure::writing(self.output.as_deref(), &error),
            Error::File { path, error } => Failure::writing(Some(&path), &error),
            other => Failure::Stopped(other.to_string()),
        }
    }
}

fn formats() -> impl TypedValueParser<Value = Format> {
    PossibleValuesParser::new(Format::ALL.map(Format::name)).try_map(|name| name.parse())
}

fn format_by_ending(output: &Path) -> Option<Format> {
    let by_name = Format::ALL
        .into_iter()
        .find(|format| has_ending(output, format.name()));
    by_name
        .or_else(|| has_ending(output, "txt").then_some(Format::Text))
        .or_else(|| has_ending(output, "tar").then_some(Format::Brat))
}

/// Whether a file's name has an ending, in any case of letters.
pub fn has_ending(path: &Path, ending: &str) -> bool {
    path.extension()
        .is_some_and(|extension| extension.eq_ignore_ascii_case(ending))
}
