//! The command line.

use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::thread;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, Parser, Subcommand, ValueEnum};
use onrecord_export::Format;

use crate::terminal::Colour;

const EXAMPLES: &str = "\
Examples:
  onrecord read article.txt --date 2031-03-14     print who said what
  onrecord read news.jsonl > records.jsonl        read a corpus, a record a line
  cat news.jsonl | onrecord read | head -1        read from a pipe
  onrecord read article.txt -o article.html       a page: the article beside its statements
  onrecord eval gold.jsonl --run --errors         how good is it, and where is it wrong

Exit code: 0 everything was read, 1 something was not, 2 the call made no sense.";

/// Reads news and keeps the record of who said what.
#[derive(Debug, Parser)]
#[command(name = "onrecord", after_help = EXAMPLES, max_term_width = 100)]
#[command(
    disable_version_flag = true,
    arg_required_else_help = true,
    args_conflicts_with_subcommands = true
)]
pub struct Arguments {
    /// Print the version and the models' names
    #[arg(long, short = 'V')]
    pub version: bool,

    /// What to do; `None` for `--version` alone.
    #[command(subcommand)]
    pub command: Option<Command>,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Read articles and write who said what in them
    #[command(after_help = EXAMPLES)]
    Read(Read),
    /// Measure attributions against gold ones
    Eval(Eval),
    /// Print the JSON Schema of the records
    Schema,
}

/// `onrecord read`.
#[derive(Debug, Args)]
pub struct Read {
    /// Plain text, or JSON Lines or JSON of documents; `-` is standard input
    #[arg(value_name = "FILE")]
    pub files: Vec<PathBuf>,

    /// Publication date of plain text, YYYY-MM-DD
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub date: Option<String>,

    /// How to write the results [default: by the ending of -o; else text on a terminal, jsonl elsewhere]
    #[arg(long, short, value_name = "FORMAT", value_parser = formats())]
    pub format: Option<Format>,

    /// Leave the articles' text out of the records (json, jsonl)
    #[arg(long)]
    pub no_text: bool,

    /// Leave out statements of a lower confidence, 0 to 1
    #[arg(long, value_name = "X", value_parser = confidence)]
    pub min_confidence: Option<f64>,

    #[command(flatten)]
    pub reading: Reading,

    /// Write to a file, which appears when it is whole (brat: to a folder)
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,

    /// Colour the text
    #[arg(long, value_enum, default_value_t, value_name = "WHEN")]
    pub color: Colour,
}

/// `onrecord eval`.
#[derive(Debug, Args)]
pub struct Eval {
    /// Documents with gold attributions, JSON Lines
    #[arg(value_name = "GOLD")]
    pub gold: PathBuf,

    /// Records or documents with the attributions to judge, JSON Lines
    #[arg(value_name = "PRED", required_unless_present = "run", conflicts_with = "run")]
    pub predicted: Option<PathBuf>,

    /// Read GOLD's texts now and judge what comes out
    #[arg(long)]
    pub run: bool,

    /// Print the measures as JSON
    #[arg(long)]
    pub json: bool,

    /// List the errors by kind, with the text around them
    #[arg(long, conflicts_with = "json")]
    pub errors: bool,

    #[command(flatten)]
    pub reading: Reading,
}

/// How documents are read.
#[derive(Debug, Args)]
pub struct Reading {
    /// The model that reads: the one that is right more often, or the one that is faster
    #[arg(long, value_enum, default_value_t)]
    pub model: Model,

    /// How many documents to read at once [default: one a core]
    #[arg(long, value_name = "N", value_parser = threads)]
    threads: Option<NonZeroUsize>,

    /// No progress line and no warnings
    #[arg(long, short)]
    pub quiet: bool,
}

impl Reading {
    /// How many threads read: as asked, else one a core.
    pub fn threads(&self) -> usize {
        let threads = self.threads.or_else(|| thread::available_parallelism().ok());
        threads.map_or(1, NonZeroUsize::get).min(MOST_THREADS)
    }
}

/// More threads than any machine has use for; each holds memory of its own.
const MOST_THREADS: usize = 1024;

/// Which model reads.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Model {
    /// Right more often
    #[default]
    Accurate,
    /// At least twice as fast
    Fast,
}

impl From<Model> for onrecord::Model {
    fn from(model: Model) -> Self {
        match model {
            Model::Accurate => Self::Accurate,
            Model::Fast => Self::Fast,
        }
    }
}

fn formats() -> impl TypedValueParser<Value = Format> {
    PossibleValuesParser::new(Format::ALL.map(Format::name)).try_map(|name| name.parse())
}

fn threads(given: &str) -> Result<NonZeroUsize, String> {
    given
        .parse()
        .map_err(|_| "give a whole number from 1 up".to_owned())
}

fn confidence(given: &str) -> Result<f64, String> {
    match given.parse() {
        Ok(confidence) if (0.0..=1.0).contains(&confidence) => Ok(confidence),
        _ => Err("give a number from 0 to 1".to_owned()),
    }
}

fn date(given: &str) -> Result<String, String> {
    onrecord_ingest::publication_date(given).map_err(|error| error.to_string())
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_command_line_is_well_formed() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn numbers_out_of_range_are_refused() {
        assert_eq!(confidence("0.5"), Ok(0.5));
        for wrong in ["1.01", "-0.1", "NaN", "inf", "half", ""] {
            assert!(confidence(wrong).is_err(), "{wrong}");
        }
        assert!(threads("0").is_err() && threads("-1").is_err() && threads("2").is_ok());
    }
}
