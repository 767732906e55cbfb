//! Lists of things, in the formats that every command of the store writes.

use std::io::{self, Write};

use clap::{Args, ValueEnum};
use onrecord_export::sanitise;
use serde::Serialize;
use serde_json::{Map, Value};

use crate::failure::Failure;
use crate::output::Output;
use crate::terminal;

/// How to write a list.
#[derive(Debug, Args)]
pub struct Shape {
    /// How to write the results [default: text on a terminal, jsonl elsewhere]
    #[arg(long, short, value_enum, value_name = "FORMAT", global = true)]
    format: Option<Form>,
}

/// The formats of lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Form {
    /// To be read on a terminal
    Text,
    /// An array
    Json,
    /// An object a line
    Jsonl,
    /// A table by RFC 4180, with a line of names
    Csv,
}

/// Writes a list, each thing at once.
pub struct Listing {
    output: Output,
    form: Form,
    colour: bool,
    to_terminal: bool,
    begun: bool,
}

impl Listing {
    /// A list on standard output.
    pub fn open(shape: &Shape) -> Result<Self, Failure> {
        let to_terminal = terminal::is_standard_output();
        let usual = if to_terminal { Form::Text } else { Form::Jsonl };
        Ok(Self {
            output: Output::open(None)?,
            form: shape.format.unwrap_or(usual),
            colour: terminal::Colour::Auto.is_on(to_terminal),
            to_terminal,
            begun: false,
        })
    }

    /// Whether it is written to be read.
    pub fn is_text(&self) -> bool {
        self.form == Form::Text
    }

    /// Writes a thing: `text` is how people read it, lines that need no line end after them.
    pub fn write(&mut self, thing: &impl Serialize, text: impl FnOnce(Pen) -> String) -> Result<(), Failure> {
        self.try_write(thing, text)
            .map_err(|error| Failure::writing(None, &error))
    }

    /// Writes a line that only people read.
    pub fn say(&mut self, text: impl FnOnce(Pen) -> String) -> Result<(), Failure> {
        if !self.is_text() {
            return Ok(());
        }
        let pen = Pen { colour: self.colour };
        writeln!(self.output, "{}", text(pen)).map_err(|error| Failure::writing(None, &error))
    }

    /// Writes what comes after the last thing.
    pub fn finish(mut self) -> Result<(), Failure> {
        let end = match (self.form, self.begun) {
            (Form::Json, true) => "\n]\n",
            (Form::Json, false) => "[]\n",
            _ => "",
        };
        self.output
            .write_all(end.as_bytes())
            .and_then(|()| self.output.finish())
            .map_err(|error| Failure::writing(None, &error))
    }

    fn try_write(&mut self, thing: &impl Serialize, text: impl FnOnce(Pen) -> String) -> io::Result<()> {
        let first = !std::mem::replace(&mut self.begun, true);
        match self.form {
            Form::Text => writeln!(self.output, "{}", text(Pen { colour: self.colour }))?,
            Form::Json => {
                let before = if first { "[\n" } else { ",\n" };
                write!(self.output, "{before}  {}", json(thing)?)?;
            }
            Form::Jsonl => writeln!(self.output, "{}", json(thing)?)?,
            Form::Csv => {
                let Value::Object(cells) = serde_json::to_value(thing)? else {
                    return Ok(());
                };
                self.write_csv(&cells, first)?;
            }
        }
        self.output.flush()
    }

    fn write_csv(&mut self, cells: &Map<String, Value>, first: bool) -> io::Result<()> {
        let on_terminal = self.to_terminal;
        let mut csv = csv::WriterBuilder::new()
            .terminator(csv::Terminator::CRLF)
            .from_writer(&mut self.output);
        if first {
            csv.write_record(cells.keys())?;
        }
        csv.write_record(cells.values().map(|value| {
            let cell = match value {
                Value::Null => String::new(),
                Value::String(string) => string.clone(),
                other => other.to_string(),
            };
            if on_terminal {
                sanitise(&cell).into_owned()
            } else {
                cell
            }
        }))?;
        csv.flush()
    }
}

/// JSON in which whatever could act on a terminal is escaped; it means the same.
fn json(thing: &impl Serialize) -> io::Result<String> {
    let json = serde_json::to_string(thing)?;
    if json.chars().all(|char| !acts(char)) {
        return Ok(json);
    }
    let mut escaped = String::with_capacity(json.len() + 32);
    for char in json.chars() {
        if acts(char) {
            escaped.push_str(&format!("\\u{:04x}", char as u32));
        } else {
            escaped.push(char);
        }
    }
    Ok(escaped)
}

/// Control characters beyond those that JSON escapes anyway, and marks of direction.
fn acts(char: char) -> bool {
    matches!(char, '\u{7f}'..='\u{9f}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Writes what comes out of a store so that it can't act on a terminal.
#[derive(Clone, Copy)]
pub struct Pen {
    colour: bool,
}

impl Pen {
    /// Words on one line.
    pub fn plain(self, words: &str) -> String {
        sanitise(words).into_owned()
    }

    /// Words that matter.
    pub fn strong(self, words: &str) -> String {
        self.painted("1", words)
    }

    /// Words that only help.
    pub fn faint(self, words: &str) -> String {
        self.painted("2", words)
    }

    /// Words with some of them highlighted: Unicode scalar values `[start, end)`, in order. Without colour they stand
    /// between asterisks.
    pub fn highlighted(self, words: &str, places: &[[usize; 2]]) -> String {
        let mut shown = String::new();
        let mut at = 0;
        let chars: Vec<char> = words.chars().collect();
        let piece =
            |from: usize, to: usize| -> String { chars.get(from..to).unwrap_or_default().iter().collect() };
        for [start, end] in places {
            shown += &self.kept(&piece(at, *start));
            let found = self.plain(&piece(*start, *end));
            shown += &if self.colour {
                format!("\u{1b}[1;33m{found}\u{1b}[0m")
            } else {
                format!("*{found}*")
            };
            at = *end;
        }
        shown + &self.kept(&piece(at, chars.len()))
    }

    /// As [`Pen::plain`], with a space at an end where there is white space.
    fn kept(self, words: &str) -> String {
        let before = if words.starts_with(char::is_whitespace) {
            " "
        } else {
            ""
        };
        let plain = self.plain(words);
        let after = if words.ends_with(char::is_whitespace) && !plain.is_empty() {
            " "
        } else {
            ""
        };
        format!("{before}{plain}{after}")
    }

    fn painted(self, code: &str, words: &str) -> String {
        let plain = self.plain(words);
        if self.colour {
            format!("\u{1b}[{code}m{plain}\u{1b}[0m")
        } else {
            plain
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn highlights_stand_in_their_place() {
        let pen = Pen { colour: false };
        assert_eq!(
            pen.highlighted("the éé tax\u{1b}[2J", &[[4, 6], [7, 10]]),
            "the *éé* *tax*<U+001B>[2J"
        );
        assert_eq!(pen.highlighted("tax", &[]), "tax");
        assert_eq!(pen.highlighted("tax", &[[2, 99]]), "ta**");
    }

    #[test]
    fn json_does_nothing_to_a_terminal() {
        let json = json(&"a\u{9b}2J\u{202e}\u{1b}é").unwrap();
        assert_eq!(json, r#""a\u009b2J\u202e\u001bé""#);
        assert_eq!(
            serde_json::from_str::<String>(&json).unwrap(),
            "a\u{9b}2J\u{202e}\u{1b}é"
        );
    }
}
