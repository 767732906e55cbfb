use std::io::Write;

use onrecord_record::{Kept, Record};
use onrecord_table::{Row, statements_schema};
use serde_json::Value;

use crate::{Error, Sink};

/// A table of statements by RFC 4180: UTF-8, a line of names, lines that end with CRLF, quotation marks doubled.
///
/// A row is a statement, the columns are those of `docs/codebook.md`. A missing value is empty, a list is JSON.
pub struct Csv<W: Write> {
    table: csv::Writer<W>,
    for_spreadsheets: bool,
    /// Whether the line of names was written.
    begun: bool,
}

impl<W: Write> Csv<W> {
    /// Writes to `writer`.
    pub fn new(writer: W) -> Self {
        Self {
            table: csv::WriterBuilder::new()
                .terminator(csv::Terminator::CRLF)
                .from_writer(writer),
            for_spreadsheets: false,
            begun: false,
        }
    }

    /// Puts an apostrophe before words that a spreadsheet program would take for a formula, and could so be made to run
    /// it: those that begin with `=`, `+`, `-`, `@`, their full-width forms, a tab or a line end. Programs that read the
    /// table have to take it off again; without this, words stand as the article has them.
    #[must_use]
    pub fn for_spreadsheets(mut self) -> Self {
        self.for_spreadsheets = true;
        self
    }

    fn begin(&mut self) -> Result<(), Error> {
        if !std::mem::replace(&mut self.begun, true) {
            let schema = statements_schema();
            let names = schema.fields().iter().map(|field| field.name());
            self.table.write_record(names).map_err(output)?;
        }
        Ok(())
    }

    fn rows(&mut self, rows: &[Row]) -> Result<(), Error> {
        self.begin()?;
        for row in rows {
            let Value::Object(cells) = serde_json::to_value(row).map_err(std::io::Error::from)? else {
                continue;
            };
            let cells = cells.into_iter().map(|(_, value)| self.cell(value));
            let cells: Vec<String> = cells.collect();
            self.table.write_record(cells).map_err(output)?;
        }
        Ok(self.table.flush()?)
    }

    fn cell(&self, value: Value) -> String {
        match value {
            Value::Null => String::new(),
            Value::String(words) if self.for_spreadsheets && words.starts_with(acts) => format!("'{words}"),
            Value::String(words) => words,
            other => other.to_string(),
        }
    }
}

/// Whether a cell that begins so is more than its words to a spreadsheet program (OWASP, "CSV Injection").
fn acts(first: char) -> bool {
    matches!(
        first,
        '=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠' | '\t' | '\r' | '\n'
    )
}

fn output(error: csv::Error) -> Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => Error::Output(error),
        other => Error::Output(std::io::Error::other(format!("{other:?}"))),
    }
}

impl<W: Write> Sink for Csv<W> {
    fn write(&mut self, record: &Record) -> Result<(), Error> {
        crate::sink::text_of(record)?;
        self.rows(&Row::of(record))
    }

    fn write_kept(&mut self, kept: &Kept) -> Result<(), Error> {
        crate::sink::text_of(&kept.record)?;
        self.rows(&Row::of_kept(kept))
    }

    fn finish(&mut self) -> Result<(), Error> {
        self.begin()?;
        Ok(self.table.flush()?)
    }
}
