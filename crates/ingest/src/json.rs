use serde_json::value::RawValue;

use crate::document::{broken, parse};
use crate::format::Format;
use crate::{Documents, Error, Options, Pending, Place, Source, decode};

/// JSON that is one document, over any number of lines, or an array of documents.
pub(crate) struct Json;

impl Format for Json {
    fn recognises(&self, source: &Source) -> bool {
        source.has_extension("json")
            || matches!(source.first_line(), b"{" | b"[")
            || source.first_line().starts_with(b"[{")
    }

    fn documents(&self, mut source: Source, options: &Options) -> Result<Documents, Error> {
        let place = source.place();
        let bytes = source.take_all(options.limit)?;
        let decoded = decode(bytes).map_err(|binary| Error::Binary {
            place: place.clone(),
            binary,
        })?;
        let mut warnings = source.warnings;
        warnings.extend(decoded.warnings(&place));
        let text = decoded.text;
        let mut found = Vec::new();
        if text.trim_start().starts_with('[') {
            let items: Vec<&RawValue> =
                serde_json::from_str(&text).map_err(|error| broken(&text, &error, &place))?;
            let mut lines = Lines {
                text: &text,
                byte: 0,
                line: 1,
            };
            for item in items {
                found.push((lines.of(item.get()), item.get().to_owned()));
            }
        } else {
            found.push((1, text));
        }
        Ok(Box::new(found.into_iter().map(move |(line, json)| {
            let place = Place::line(&place.file, line);
            let of_source = std::mem::take(&mut warnings);
            Ok(Pending::new(place.clone(), move || {
                Ok(parse(&json, &place)?.with(of_source))
            }))
        })))
    }
}

/// Counts lines up to parts of a text, in order.
struct Lines<'a> {
    text: &'a str,
    byte: usize,
    line: u64,
}

impl Lines<'_> {
    /// The line, from 1, on which a part of the text starts.
    fn of(&mut self, part: &str) -> u64 {
        let byte = (part.as_ptr() as usize).saturating_sub(self.text.as_ptr() as usize);
        let between = self.text.as_bytes().get(self.byte..byte).unwrap_or_default();
        self.line += memchr::memchr_iter(b'\n', between).count() as u64;
        self.byte = self.byte.max(byte);
        self.line
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Intake;
    use crate::pending::taken;
    use std::io::Cursor;

    fn read(name: &str, text: &str) -> Result<Vec<Result<Intake, Error>>, Error> {
        let options = Options::default();
        let source = Source::new(name, Cursor::new(text.to_owned()), &options)?;
        Ok(taken(crate::read(source, &options)?))
    }

    #[test]
    fn one_document_over_many_lines() {
        for name in ["a.json", "-", "a.txt"] {
            let documents = read(name, "{\n  \"id\": \"x\",\n  \"text\": \"Body\"\n}\n").unwrap();
            assert_eq!(documents.len(), 1);
            assert_eq!(documents[0].as_ref().unwrap().document.text, "Body");
        }
    }

    #[test]
    fn an_array_of_documents() {
        let documents = read(
            "a.json",
            "[\n{\"text\": \"One\"},\n\n{\"txt\": 1}, {\"text\": \"Three\"}]",
        )
        .unwrap();
        assert_eq!(documents[0].as_ref().unwrap().document.text, "One");
        let error = documents[1].as_ref().unwrap_err().to_string();
        assert!(
            error.starts_with("a.json, line 4: the document has no \"text\""),
            "{error}"
        );
        assert_eq!(documents[2].as_ref().unwrap().document.text, "Three");
        assert!(read("a.json", "[]").unwrap().is_empty());
    }

    #[test]
    fn broken_json_is_placed() {
        let error = match read("a.json", "[{\"text\": \"é\"},\n  {\"text\": oh}]") {
            Err(error) => error.to_string(),
            Ok(_) => panic!("read"),
        };
        assert!(
            error.starts_with("a.json, line 2, column 12: broken JSON"),
            "{error}"
        );
        let documents = read("a.json", "{\n\"text\": \"a\",\n\"text\": \"b\"}").unwrap();
        let error = documents[0].as_ref().unwrap_err().to_string();
        assert!(
            error.contains("line 3") && error.contains("stands twice"),
            "{error}"
        );
    }

    #[test]
    fn a_bracket_at_the_start_makes_no_json() {
        for text in [
            "[Photo] The minister left.",
            "{curly} start",
            "\"Quoted,\" she said.",
        ] {
            let documents = read("-", text).unwrap();
            assert_eq!(documents[0].as_ref().unwrap().document.text, text);
        }
    }
}
