use std::fmt;
use std::io;

/// A place in a source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The file as the caller named it; `-` is standard input.
    pub file: String,
    /// The line, from 1; `None` for the file as a whole.
    pub line: Option<u64>,
    /// The character of the line, from 1.
    pub column: Option<u64>,
    /// Bytes from the file's start; of a record in an archive.
    pub offset: Option<u64>,
}

impl Place {
    pub(crate) fn file(file: &str) -> Self {
        Self {
            file: file.into(),
            line: None,
            column: None,
            offset: None,
        }
    }

    pub(crate) fn offset(file: &str, offset: u64) -> Self {
        Self {
            offset: Some(offset),
            ..Self::file(file)
        }
    }

    pub(crate) fn line(file: &str, line: u64) -> Self {
        Self {
            line: Some(line),
            ..Self::file(file)
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        if self.file == "-" {
            write!(f, "standard input")?;
        } else {
            write!(f, "{}", shown(&self.file, usize::MAX))?;
        }
        if let Some(line) = self.line {
            write!(f, ", line {line}")?;
        }
        if let Some(column) = self.column {
            write!(f, ", column {column}")?;
        }
        if let Some(offset) = self.offset {
            write!(f, ", byte {offset}")?;
        }
        Ok(())
    }
}

/// Why a source or one of its documents could not be read. Each is shown as one sentence that names the place and the
/// remedy; control characters of names and data are escaped in it.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// There is no such file.
    #[error("{place}: there is no such file; check the name")]
    NotFound {
        /// The file.
        place: Place,
    },
    /// It is a directory.
    #[error("{place} is a directory; name the files in it instead")]
    Directory {
        /// The directory.
        place: Place,
    },
    /// The user may not read it.
    #[error("{place}: you have no permission to read this file; change its permissions or read a copy")]
    Permission {
        /// The file.
        place: Place,
    },
    /// The device failed.
    #[error("{place}: reading failed ({source}); what came before was read, try the rest again")]
    Read {
        /// How far reading came.
        place: Place,
        /// What the system says.
        source: io::Error,
    },
    /// The bytes are no text.
    #[error("{place} holds {}, not text; turn it into text first", .binary.0)]
    Binary {
        /// The file or the line.
        place: Place,
        /// What it holds instead.
        binary: crate::Binary,
    },
    /// A file or a line is over [`Options::limit`](crate::Options::limit), or a page over
    /// [`Options::page_limit`](crate::Options::page_limit).
    #[error("{place} is longer than {limit} bytes; split it into several documents or raise that limit")]
    TooLong {
        /// The file or the line.
        place: Place,
        /// The limit.
        limit: usize,
    },
    /// What should be a JSON object is none.
    #[error("{place}: broken JSON ({message}); mend it or leave it out")]
    Json {
        /// Where it breaks.
        place: Place,
        /// What is wrong there.
        message: String,
    },
    /// A document has no text.
    #[error("{place}: the document has no \"text\"; give it the article's body under that key")]
    NoText {
        /// The document.
        place: Place,
    },
    /// A field holds something of another type.
    #[error("{place}: \"{key}\" is not {expected}; mend it or leave it out")]
    Type {
        /// The document.
        place: Place,
        /// The field.
        key: &'static str,
        /// What belongs there.
        expected: &'static str,
    },
    /// A feed is broken from some place on, or one of its items is.
    #[error("{place}: the feed is broken ({message}); what can be read of it was read")]
    Feed {
        /// Where it breaks.
        place: Place,
        /// What is wrong there.
        message: String,
    },
    /// A record of an archive is broken.
    #[error("{place}: {message}; this record was left out, a sound copy of the file would have it")]
    Damaged {
        /// Where the record begins.
        place: Place,
        /// What is wrong with it.
        message: String,
    },
    /// Something could not be fetched.
    #[error(transparent)]
    Fetch(#[from] onrecord_fetch::Error),
    /// An address, where nothing may be fetched.
    #[error("{place}: nothing is fetched, as was asked for; download the page and name the file")]
    Offline {
        /// The address.
        place: Place,
    },
    /// Nothing fits a pattern.
    #[error("{place}: there is no such file, and none that fits it as a pattern; check the name")]
    NoMatch {
        /// The pattern.
        place: Place,
    },
    /// Standard input was asked for again.
    #[error("standard input (-) is named twice; it can be read once, so name it once")]
    StandardInputTwice,
    /// A library that Onrecord reads with panicked on it.
    #[error(
        "{place}: the document was left out because Onrecord broke down on it; please report it with the document"
    )]
    Broke {
        /// The document.
        place: Place,
    },
    /// The publication date is none.
    #[error("{place}: {date}")]
    Date {
        /// The document.
        place: Place,
        /// What is wrong with it.
        date: crate::InvalidDate,
    },
}

impl Error {
    /// Where it happened, if that is a place in an input.
    pub fn place(&self) -> Option<&Place> {
        match self {
            Self::NotFound { place }
            | Self::Directory { place }
            | Self::Permission { place }
            | Self::Read { place, .. }
            | Self::Binary { place, .. }
            | Self::TooLong { place, .. }
            | Self::Json { place, .. }
            | Self::NoText { place }
            | Self::Type { place, .. }
            | Self::Feed { place, .. }
            | Self::Offline { place }
            | Self::NoMatch { place }
            | Self::Damaged { place, .. }
            | Self::Broke { place }
            | Self::Date { place, .. } => Some(place),
            Self::Fetch(_) | Self::StandardInputTwice => None,
        }
    }
}

/// What was odd about bytes that could be read all the same. Shown as one sentence.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Warning {
    /// They were not UTF-8.
    #[error("{place} is not UTF-8; it was read as {encoding}, its likely encoding")]
    Encoding {
        /// The file or the line.
        place: Place,
        /// The encoding's name, as the WHATWG Encoding Standard has it.
        encoding: &'static str,
    },
    /// They were not quite in their encoding.
    #[error("{place} has bytes that are no {encoding}; each was read as U+FFFD")]
    Damaged {
        /// The file or the line.
        place: Place,
        /// The encoding's name.
        encoding: &'static str,
    },
    /// They end before the page does.
    #[error("{place} is not a whole page: it was cut short when it was fetched; what there is was read")]
    Cut {
        /// The record.
        place: Place,
    },
    /// A JSON string held half of a surrogate pair.
    #[error("{place} has half a character (a \\ud800 to \\udfff by itself); each was read as U+FFFD")]
    Surrogates {
        /// The line.
        place: Place,
    },
}

/// Foreign text as it may stand in a message: control and direction characters escaped, cut after `most` characters.
pub(crate) fn shown(text: &str, most: usize) -> String {
    let mut shown = String::new();
    for (count, char) in text.chars().enumerate() {
        if count == most {
            shown.push('…');
            break;
        }
        if char.is_control()
            || matches!(char, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}')
        {
            shown.extend(char.escape_unicode());
        } else {
            shown.push(char);
        }
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places() {
        assert_eq!(Place::file("-").to_string(), "standard input");
        let place = Place {
            column: Some(7),
            ..Place::line("a.jsonl", 3)
        };
        assert_eq!(place.to_string(), "a.jsonl, line 3, column 7");
        assert_eq!(
            Place::offset("news.warc.gz", 1234).to_string(),
            "news.warc.gz, byte 1234"
        );
    }

    #[test]
    fn foreign_text_is_escaped_and_cut() {
        assert_eq!(shown("a\u{1b}[31m\u{202e}b", 99), "a\\u{1b}[31m\\u{202e}b");
        assert_eq!(shown("abcdef", 3), "abc…");
    }
}
