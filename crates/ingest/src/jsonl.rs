use std::io::{self, BufRead};

use crate::document::parse;
use crate::format::Format;
use crate::{Documents, Error, Options, Pending, Place, Source, Taken, Warning, decode};

/// JSON Lines: a document a line.
pub(crate) struct JsonLines;

impl Format for JsonLines {
    fn recognises(&self, source: &Source) -> bool {
        let line = source.first_line();
        let opens = line
            .strip_prefix(b"{")
            .is_some_and(|rest| rest.trim_ascii_start().starts_with(b"\""));
        // A document of a .json file may be spread over lines; one that is whole on its first line is a line of many.
        let whole = || serde_json::from_slice::<serde::de::IgnoredAny>(line).is_ok();
        source.has_extension("jsonl")
            || source.has_extension("ndjson")
            || opens && (!source.has_extension("json") || whole())
    }

    fn documents(&self, mut source: Source, options: &Options) -> Result<Documents, Error> {
        let warnings = std::mem::take(&mut source.warnings);
        let file = source.file.clone();
        let (limit, bytes) = (options.limit, source.into_reader());
        Ok(Box::new(Lines {
            file,
            bytes,
            limit,
            line: 0,
            buffer: Vec::new(),
            warnings,
            ended: false,
        }))
    }
}

struct Lines<B> {
    file: String,
    bytes: B,
    limit: usize,
    /// Lines read so far.
    line: u64,
    buffer: Vec<u8>,
    /// Of the source as a whole; they go with its first document.
    warnings: Vec<Warning>,
    ended: bool,
}

/// How a line ended.
enum End {
    Line,
    Source,
    /// It was longer than the limit and has been passed over.
    TooLong,
}

impl<B: BufRead> Iterator for Lines<B> {
    type Item = Result<Pending, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.ended {
            self.line += 1;
            let place = Place::line(&self.file, self.line);
            match self.read_line() {
                Ok(End::TooLong) => {
                    return Some(Err(Error::TooLong {
                        place,
                        limit: self.limit,
                    }));
                }
                Ok(End::Line) => {}
                Ok(End::Source) => self.ended = true,
                Err(source) => {
                    self.ended = true;
                    return Some(Err(Error::Read { place, source }));
                }
            }
            if !self.buffer.trim_ascii().is_empty() {
                return Some(Ok(self.document(place)));
            }
        }
        None
    }
}

impl<B: BufRead> Lines<B> {
    /// Reads one line into the buffer, without its end.
    fn read_line(&mut self) -> io::Result<End> {
        self.buffer.clear();
        let mut too_long = false;
        loop {
            let available = match self.bytes.fill_buf() {
                Ok(available) => available,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(error),
            };
            let newline = memchr::memchr(b'\n', available);
            let part = &available[..newline.unwrap_or(available.len())];
            too_long |= self.buffer.len() + part.len() > self.limit;
            if too_long {
                self.buffer = Vec::new();
            } else {
                self.buffer.extend_from_slice(part);
            }
            let ended = available.is_empty();
            let used = part.len() + usize::from(newline.is_some());
            self.bytes.consume(used);
            if newline.is_some() || ended {
                return Ok(match (too_long, ended) {
                    (true, _) => End::TooLong,
                    (false, true) => End::Source,
                    (false, false) => End::Line,
                });
            }
        }
    }

    fn document(&mut self, place: Place) -> Pending {
        let (bytes, of_source) = (
            std::mem::take(&mut self.buffer),
            std::mem::take(&mut self.warnings),
        );
        Pending::new(place.clone(), move || Ok(line(bytes, &place)?.with(of_source)))
    }
}

/// The document of one line.
fn line(bytes: Vec<u8>, place: &Place) -> Result<Taken, Error> {
    let bytes = match String::from_utf8(bytes) {
        Ok(json) => return parse(&json, place),
        Err(error) => error.into_bytes(),
    };
    let decoded = decode(bytes).map_err(|binary| Error::Binary {
        place: place.clone(),
        binary,
    })?;
    Ok(parse(&decoded.text, place)?.with(decoded.warnings(place)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Intake;
    use crate::pending::taken;
    use proptest::prelude::*;
    use serde_json::{Value, json};
    use std::io::{Cursor, Read};

    fn read(bytes: impl Into<Vec<u8>>) -> Vec<Result<Intake, Error>> {
        let options = Options {
            limit: 200,
            ..Options::default()
        };
        let source = Source::new("a.jsonl", Cursor::new(bytes.into()), &options).unwrap();
        taken(crate::read(source, &options).unwrap())
    }

    fn error(line: &str) -> String {
        let mut found = read(line);
        assert_eq!(found.len(), 1, "{line}");
        found.remove(0).unwrap_err().to_string()
    }

    #[test]
    fn the_date_given_is_of_those_without_one() {
        let options = Options {
            date: Some("2001-01-01".into()),
            ..Options::default()
        };
        let bytes = r#"{"id": 1, "text": "One."}
{"id": 2, "text": "Two.", "date": "2024-05-01"}"#;
        let source = Source::new("a.jsonl", Cursor::new(bytes), &options).unwrap();
        let dates = taken(crate::read(source, &options).unwrap())
            .into_iter()
            .map(|found| found.unwrap().document.date.unwrap());
        assert_eq!(dates.collect::<Vec<_>>(), ["2001-01-01", "2024-05-01"]);
    }

    #[test]
    fn all_fields() {
        let line = json!({
            "id": 7, "url": "https://post.example/1", "publisher": "The Kellburg Post", "title": "Head", "author": "Anna Lind",
            "date": "2024-05-01", "language": "en", "text": " “Pay,”\r\n she said.\n", "desk": {"city": 1}, "attributions": [1],
        });
        let options = Options::default();
        let source = Source::new("-", Cursor::new(line.to_string()), &options).unwrap();
        let intake = taken(crate::read(source, &options).unwrap()).remove(0).unwrap();
        let document = intake.document;
        assert_eq!(
            (document.id.as_str(), document.text.as_str()),
            ("7", " “Pay,”\r\n she said.\n")
        );
        assert_eq!(document.url.as_deref(), Some("https://post.example/1"));
        assert_eq!(document.publisher.as_deref(), Some("The Kellburg Post"));
        assert_eq!(
            (document.title.as_deref(), document.author.as_deref()),
            (Some("Head"), Some("Anna Lind"))
        );
        assert_eq!(
            (document.date.as_deref(), document.language.as_deref()),
            (Some("2024-05-01"), Some("en"))
        );
        assert_eq!(Value::Object(document.extra), json!({"desk": {"city": 1}}));
        assert_eq!(document.provenance.unwrap().file.as_deref(), Some("-"));
        assert!(intake.warnings.is_empty());
    }

    #[test]
    fn one_bad_line_stops_no_other() {
        let found = read("{\"text\":\"a\"}\n\n  \r\n{\"text\":\n[1]\n{\"text\":\"b\"}\r\n{\"text\":\"c\"}");
        let texts: Vec<_> = found
            .iter()
            .flatten()
            .map(|intake| intake.document.text.as_str())
            .collect();
        assert_eq!(texts, ["a", "b", "c"]);
        let errors: Vec<_> = found
            .iter()
            .filter_map(|found| found.as_ref().err())
            .map(Error::to_string)
            .collect();
        assert_eq!(errors.len(), 2);
        assert!(
            errors[0].starts_with("a.jsonl, line 4, column 8: broken JSON (EOF while parsing"),
            "{}",
            errors[0]
        );
        assert!(
            errors[1].starts_with("a.jsonl, line 5") && errors[1].contains("an object"),
            "{}",
            errors[1]
        );
    }

    #[test]
    fn errors_name_the_place_and_the_remedy() {
        for (line, expected) in [
            ("{\"id\": 1}", "a.jsonl, line 1: the document has no \"text\""),
            (
                "{\"text\": null}",
                "a.jsonl, line 1: the document has no \"text\"",
            ),
            ("{\"text\": 5}", "a.jsonl, line 1: \"text\" is not a string"),
            (
                "{\"text\": \"\", \"url\": []}",
                "a.jsonl, line 1: \"url\" is not a string",
            ),
            (
                "{\"text\": \"\", \"id\": {}}",
                "a.jsonl, line 1: \"id\" is not a string or a number",
            ),
            (
                "{\"text\": \"\", \"provenance\": 3}",
                "a.jsonl, line 1: \"provenance\" is not an object",
            ),
            (
                "{\"text\": \"\", \"date\": \"2024-02-30\"}",
                "a.jsonl, line 1: \"2024-02-30\" is not a date; write it as",
            ),
            (
                "{\"text\": \"\", \"text\": \"\"}",
                "a.jsonl, line 1, column 19: broken JSON (the key \"text\" stands twice",
            ),
            ("{\"text\": \"é\" 1}", "a.jsonl, line 1, column 14: broken JSON"),
            (
                "{\"text\": \"\"} x",
                "a.jsonl, line 1, column 14: broken JSON (trailing characters",
            ),
        ] {
            let error = error(line);
            assert!(error.starts_with(expected), "{error}\n{expected}");
            assert!(!error.contains(" at line "), "{error}");
        }
    }

    #[test]
    fn missing_and_empty_fields() {
        let found = read("{\"text\":\"T\",\"id\":\"\",\"title\":\"\",\"date\":null}");
        let document = &found[0].as_ref().unwrap().document;
        assert_eq!(document.id, crate::content_id(None, "T"));
        assert_eq!((&document.title, &document.date), (&None, &None));
    }

    #[test]
    fn what_onrecord_wrote_is_read_back() {
        let written = json!({"id": "x", "text": "T", "extra": {"desk": 1}, "provenance": {"file": "a.warc.gz", "offset": 9}, "entities": []});
        let found = read(written.to_string());
        let document = &found[0].as_ref().unwrap().document;
        assert_eq!(Value::Object(document.extra.clone()), json!({"desk": 1}));
        assert_eq!(document.provenance.as_ref().unwrap().offset, Some(9));
        let again = read(serde_json::to_string(document).unwrap());
        assert_eq!(&again[0].as_ref().unwrap().document, document);
    }

    #[test]
    fn long_lines_are_passed_over() {
        let long = format!("{{\"text\":\"{}\"}}", "x".repeat(5000));
        let found = read(format!("{{\"text\":\"a\"}}\n{long}\n{{\"text\":\"b\"}}\n{long}"));
        assert_eq!(found.len(), 4);
        assert!(found[0].is_ok() && found[2].is_ok());
        assert!(matches!(&found[1], Err(Error::TooLong { place, limit: 200 }) if place.line == Some(2)));
        assert!(found[3].is_err());
        assert!(read(long)[0].is_err());
    }

    #[test]
    fn deep_nesting_is_an_error() {
        assert!(error(&format!("{{\"text\":\"\",\"x\":{}1", "[".repeat(150))).contains("recursion limit"));
    }

    #[test]
    fn byte_order_marks_and_other_encodings() {
        assert_eq!(
            read("\u{feff}{\"text\":\"a\"}")[0]
                .as_ref()
                .unwrap()
                .document
                .text,
            "a"
        );
        let found = read(b"{\"text\":\"a\"}\n{\"text\":\"\x93Pay,\x94 said the minister\x92s aide S\xf8ren in the caf\xe9.\"}".to_vec());
        let intake = found[1].as_ref().unwrap();
        assert!(
            intake.document.text.starts_with("“Pay,”"),
            "{}",
            intake.document.text
        );
        assert_eq!(
            intake.warnings[0].to_string(),
            "a.jsonl, line 2 is not UTF-8; it was read as windows-1252, its likely encoding"
        );
        let utf16: Vec<u8> = "\u{feff}{\"text\":\"é\"}\n{\"text\":\"b\"}\n"
            .encode_utf16()
            .flat_map(u16::to_be_bytes)
            .collect();
        let found = read(utf16);
        assert_eq!(found.len(), 2);
        assert_eq!(found[0].as_ref().unwrap().document.text, "é");
        assert_eq!(
            (
                found[0].as_ref().unwrap().warnings.len(),
                found[1].as_ref().unwrap().warnings.len()
            ),
            (1, 0)
        );
    }

    #[test]
    fn half_a_character_loses_no_document() {
        let found = read(r#"{"text":"a\ud83e b"}"#);
        let intake = found[0].as_ref().unwrap();
        assert_eq!(intake.document.text, "a\u{fffd} b");
        assert!(
            intake.warnings[0]
                .to_string()
                .starts_with("a.jsonl, line 1 has half a character")
        );
    }

    #[test]
    fn told_by_the_name_or_the_first_line() {
        let count = |name: &str, text: &str| {
            let options = Options::default();
            let source = Source::new(name, Cursor::new(text.to_owned()), &options).unwrap();
            let found = taken(crate::read(source, &options).unwrap());
            found.iter().filter(|found| found.is_ok()).count()
        };
        let lines = "\n{ \"text\": \"a\"}\n{\"text\": \"b\"}\n";
        for name in ["-", "a", "a.jsonl", "a.NDJSON", "a.json", "a.txt"] {
            assert_eq!(count(name, lines), 2, "{name}");
        }
        assert_eq!(count("-", "{\"text\": broken\n{\"text\": \"b\"}\n"), 1);
        assert_eq!(count("a.jsonl", ""), 0);
    }

    /// Lines without end, and then an error of the device.
    struct Endless(usize);

    impl Read for Endless {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            if self.0 == 0 {
                return Err(io::Error::other("unplugged"));
            }
            self.0 -= 1;
            let line = b"{\"text\":\"a\"}\n";
            buffer[..line.len()].copy_from_slice(line);
            Ok(line.len())
        }
    }

    #[test]
    fn documents_come_before_the_source_ends_and_before_it_fails() {
        let options = Options::default();
        let source = Source::new("-", io::BufReader::new(Endless(1000)), &options).unwrap();
        let mut found = crate::read(source, &options).unwrap();
        assert_eq!(found.by_ref().take(1000).filter(Result::is_ok).count(), 1000);
        let error = found.next().unwrap().err().unwrap().to_string();
        assert!(
            error.starts_with("standard input, line 1001: reading failed (unplugged)"),
            "{error}"
        );
        assert!(found.next().is_none());
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn any_bytes(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
            read(bytes);
        }

        #[test]
        fn any_text_comes_back_untouched(texts in prop::collection::vec("(?s).{0,20}", 0..6)) {
            let lines: Vec<_> = texts.iter().map(|text| json!({"text": text}).to_string()).collect();
            let found: Vec<_> = read(lines.join("\n")).into_iter().map(|found| found.unwrap().document.text).collect();
            prop_assert_eq!(found, texts);
        }
    }
}
