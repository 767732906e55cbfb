//! The command line.

use std::ffi::OsString;
use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use clap::{Args, Parser, Subcommand, ValueEnum};
use onrecord_fetch::{Fetcher, Settings};
use onrecord_ingest::Options;

use crate::failure::Failure;
use crate::writing::Writing;

const EXAMPLES: &str = "\
Examples:
  onrecord read article.txt --date 2031-03-14     print who said what
  onrecord read news.jsonl > records.jsonl        read a corpus, a record a line
  onrecord read saved/ crawl.warc.gz -o out.jsonl read a folder of pages and an archive
  onrecord read https://example.org/news/1        fetch a page, politely, and read it
  cat news.jsonl | onrecord read | head -1        read from a pipe
  onrecord read article.txt -o article.html       a page: the article beside its statements
  onrecord export -o statements.csv               a table of what the store holds
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
    /// Say who an actor phrase means: country, PLOVER sector, Wikidata id
    Actor(Actor),
    #[command(flatten)]
    Store(crate::store::Command),
    /// Print the JSON Schema of the records
    Schema,
}

/// `onrecord read`.
#[derive(Debug, Args)]
pub struct Read {
    /// Files, folders, patterns such as `news/*.html`, web addresses, or `-` for standard input: pages, WARC and WET
    /// archives, feeds, JSON Lines and JSON of documents, ninjs, plain text; gzip and Zstandard of any of them
    #[arg(value_name = "INPUT")]
    pub inputs: Vec<OsString>,

    /// Publication date of articles that don't say, YYYY-MM-DD
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub date: Option<String>,

    #[command(flatten)]
    pub intake: Intake,

    #[command(flatten)]
    pub writing: Writing,

    /// Leave out statements of a lower confidence, 0 to 1
    #[arg(long, value_name = "X", value_parser = confidence)]
    pub min_confidence: Option<f64>,

    /// Say of each speaker what decided who it is
    #[arg(long)]
    pub explain: bool,

    #[command(flatten)]
    pub reading: Reading,

    /// Leave out articles that repeat an earlier one of the batch
    #[arg(long)]
    pub no_copies: bool,

    /// Write what became of every input to a file: JSON
    #[arg(long, value_name = "FILE")]
    pub report: Option<PathBuf>,
}

/// What is taken in, and from where.
#[derive(Debug, Args)]
#[command(next_help_heading = "Intake")]
pub struct Intake {
    /// Read articles in languages that the model doesn't know, too
    #[arg(long)]
    any_language: bool,

    /// Never connect to the network: feeds' linked pages are left out
    #[arg(long)]
    offline: bool,

    /// Fetch from private, loopback and link-local addresses, too
    #[arg(long, conflicts_with = "offline")]
    allow_private: bool,

    /// Seconds between two requests to one host
    #[arg(long, value_name = "SECONDS", default_value_t = 1.0, value_parser = seconds)]
    delay: f64,

    /// Who asks, with a contact, when pages are fetched
    #[arg(long, value_name = "TEXT")]
    user_agent: Option<String>,

    /// Keep fetched pages in a folder, and ask only for what has changed
    #[arg(long, value_name = "FOLDER")]
    cache: Option<PathBuf>,

    /// The longest text, JSON document or line, in MiB
    #[arg(long, value_name = "MIB", default_value_t = 64, value_parser = mebibytes)]
    max_text: usize,

    /// The longest page, in MiB
    #[arg(long, value_name = "MIB", default_value_t = 8, value_parser = mebibytes)]
    max_page: usize,

    /// How many times its size compressed input may unfold to, beyond the first 64 MiB
    #[arg(long, value_name = "TIMES", default_value_t = Options::default().expansion)]
    max_expansion: u64,
}

impl Intake {
    /// What ingest has to know. `date` is that of articles that don't say.
    pub fn options(&self, date: Option<String>) -> Result<Options, Failure> {
        let mut settings = Settings {
            delay: Duration::from_secs_f64(self.delay),
            allow_private: self.allow_private,
            cache: self.cache.clone(),
            ..Settings::default()
        };
        if let Some(user_agent) = &self.user_agent {
            settings.user_agent.clone_from(user_agent);
        }
        let fetcher = if self.offline {
            None
        } else {
            let fetcher = Fetcher::new(settings).map_err(|error| Failure::Usage(error.to_string()))?;
            Some(Arc::new(fetcher))
        };
        Ok(Options {
            date,
            limit: self.max_text << 20,
            page_limit: self.max_page << 20,
            expansion: self.max_expansion,
            any_language: self.any_language,
            fetcher,
        })
    }
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

/// `onrecord actor`.
#[derive(Debug, Args)]
pub struct Actor {
    /// Phrases such as "Ukrainian soldiers" or "Germany's defence minister" [default: the lines of standard input]
    #[arg(value_name = "PHRASE")]
    pub phrases: Vec<String>,

    /// The day the phrases were written, YYYY-MM-DD; without it no office is given a holder and no fact that depends on
    /// a date is used
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub date: Option<String>,

    /// Text around the phrases, searched for a country where they name none
    #[arg(long, value_name = "TEXT")]
    pub context: Option<String>,

    /// A table of your own people, who win: CSV with the columns name, aliases, id, role, from, to
    #[arg(long, value_name = "FILE")]
    pub people: Option<PathBuf>,
}

/// How documents are read.
#[derive(Debug, Args)]
pub struct Reading {
    /// The model that reads: the one that is right more often, or the one that is faster
    #[arg(long, value_enum, default_value_t)]
    pub model: Model,

    /// A table of your own people, who win: CSV with the columns name, aliases, id, role, country, from, to
    #[arg(long, value_name = "FILE.csv")]
    pub people: Option<PathBuf>,

    /// What number "dozens" and its like have: none, or the lowest of their order, as ACLED codes them
    #[arg(long, value_enum, default_value_t, value_name = "HOW")]
    pub vague_numbers: VagueNumbers,

    /// How many documents to read at once [default: one a core]
    #[arg(long, value_name = "N", value_parser = threads)]
    threads: Option<NonZeroUsize>,

    /// No progress line, no warnings and no closing summary
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

/// What number words like "dozens" have.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum VagueNumbers {
    /// None
    #[default]
    Raw,
    /// Tens 10, dozens 12, hundreds 100, …
    Acled,
}

impl From<VagueNumbers> for onrecord::Vague {
    fn from(vague: VagueNumbers) -> Self {
        match vague {
            VagueNumbers::Raw => Self::Raw,
            VagueNumbers::Acled => Self::Acled,
        }
    }
}

fn threads(given: &str) -> Result<NonZeroUsize, String> {
    given
        .parse()
        .map_err(|_| "give a whole number from 1 up".to_owned())
}

fn seconds(given: &str) -> Result<f64, String> {
    match given.parse() {
        Ok(seconds) if (0.0..=3600.0).contains(&seconds) => Ok(seconds),
        _ => Err("give a number of seconds from 0 to 3600".to_owned()),
    }
}

fn mebibytes(given: &str) -> Result<usize, String> {
    match given.parse() {
        Ok(mebibytes @ 1..=4096) => Ok(mebibytes),
        _ => Err("give a whole number from 1 to 4096".to_owned()),
    }
}

fn confidence(given: &str) -> Result<f64, String> {
    match given.parse() {
        Ok(confidence) if (0.0..=1.0).contains(&confidence) => Ok(confidence),
        _ => Err("give a number from 0 to 1".to_owned()),
    }
}

/// A day or a moment, as it is typed.
pub fn date(given: &str) -> Result<String, String> {
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
