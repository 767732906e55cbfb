use std::borrow::Cow;
use std::io::{self, Write};

use onrecord_record::Record;
use serde::Serialize;
use serde_json::Serializer;
use serde_json::ser::{Formatter, PrettyFormatter};

use crate::{Error, Sink};

/// One record a line.
#[derive(Debug)]
pub struct Jsonl<W> {
    writer: W,
    with_text: bool,
}

impl<W: Write> Jsonl<W> {
    /// Writes to `writer`.
    pub fn new(writer: W) -> Self {
        Self {
            writer,
            with_text: true,
        }
    }

    /// Leaves the article's text out of the records.
    #[must_use]
    pub fn without_text(mut self) -> Self {
        self.with_text = false;
        self
    }
}

impl<W: Write> Sink for Jsonl<W> {
    fn write(&mut self, record: &Record) -> Result<(), Error> {
        let record = with_or_without_text(record, self.with_text);
        serde_json::to_writer(&mut self.writer, &record).map_err(io::Error::from)?;
        self.writer.write_all(b"\n")?;
        Ok(self.writer.flush()?)
    }

    fn finish(&mut self) -> Result<(), Error> {
        Ok(self.writer.flush()?)
    }
}

/// What [`Json`] wraps around its records.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Nothing: for one input. Several records would follow each other, each an object.
    Object,
    /// An array, also of none or one: for several inputs.
    Array,
}

/// Indented JSON: one object, or an array that grows record by record.
#[derive(Debug)]
pub struct Json<W> {
    writer: W,
    shape: Shape,
    with_text: bool,
    /// Whether a record was written.
    begun: bool,
}

impl<W: Write> Json<W> {
    /// Writes to `writer`.
    pub fn new(writer: W, shape: Shape) -> Self {
        Self {
            writer,
            shape,
            with_text: true,
            begun: false,
        }
    }

    /// Leaves the article's text out of the records.
    #[must_use]
    pub fn without_text(mut self) -> Self {
        self.with_text = false;
        self
    }
}

impl<W: Write> Sink for Json<W> {
    fn write(&mut self, record: &Record) -> Result<(), Error> {
        let before: &[u8] = match (self.shape, self.begun) {
            (Shape::Object, _) => b"",
            (Shape::Array, false) => b"[\n",
            (Shape::Array, true) => b",\n",
        };
        self.writer.write_all(before)?;
        self.begun = true;
        let record = with_or_without_text(record, self.with_text);
        let mut serializer = Serializer::with_formatter(&mut self.writer, SpansOnOneLine::default());
        record.serialize(&mut serializer).map_err(io::Error::from)?;
        if self.shape == Shape::Object {
            self.writer.write_all(b"\n")?;
        }
        Ok(self.writer.flush()?)
    }

    fn finish(&mut self) -> Result<(), Error> {
        let end: &[u8] = match (self.shape, self.begun) {
            (Shape::Object, _) => b"",
            (Shape::Array, false) => b"[]\n",
            (Shape::Array, true) => b"\n]\n",
        };
        self.writer.write_all(end)?;
        Ok(self.writer.flush()?)
    }
}

pub(crate) fn with_or_without_text(record: &Record, with_text: bool) -> Cow<'_, Record> {
    if with_text || record.text.is_none() {
        return Cow::Borrowed(record);
    }
    let mut short = record.clone();
    short.text = None;
    Cow::Owned(short)
}

/// Indents the record and its lists; what stands inside of a list's entry in brackets, spans above all, stays on one
/// line.
#[derive(Default)]
struct SpansOnOneLine {
    pretty: PrettyFormatter<'static>,
    /// Brackets and braces that are open.
    depth: usize,
    /// Those of them that stay on one line.
    inline: usize,
}

/// The record, a list of it, and an entry of that.
const INDENTED: usize = 3;

impl SpansOnOneLine {
    /// Goes in, and says whether that stays on the line.
    fn enter(&mut self, list: bool) -> bool {
        self.depth += 1;
        let inline = self.inline > 0 || (list && self.depth > INDENTED);
        self.inline += usize::from(inline);
        inline
    }

    /// Goes out, and says whether that stays on the line.
    fn leave(&mut self) -> bool {
        self.depth -= 1;
        let inline = self.inline > 0;
        self.inline -= usize::from(inline);
        inline
    }
}

impl Formatter for SpansOnOneLine {
    fn begin_array<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        if self.enter(true) {
            writer.write_all(b"[")
        } else {
            self.pretty.begin_array(writer)
        }
    }

    fn end_array<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        if self.leave() {
            writer.write_all(b"]")
        } else {
            self.pretty.end_array(writer)
        }
    }

    fn begin_array_value<W: ?Sized + Write>(&mut self, writer: &mut W, first: bool) -> io::Result<()> {
        match (self.inline, first) {
            (0, _) => self.pretty.begin_array_value(writer, first),
            (_, true) => Ok(()),
            (_, false) => writer.write_all(b", "),
        }
    }

    fn end_array_value<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        if self.inline > 0 {
            Ok(())
        } else {
            self.pretty.end_array_value(writer)
        }
    }

    fn begin_object<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        if self.enter(false) {
            writer.write_all(b"{")
        } else {
            self.pretty.begin_object(writer)
        }
    }

    fn end_object<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        if self.leave() {
            writer.write_all(b"}")
        } else {
            self.pretty.end_object(writer)
        }
    }

    fn begin_object_key<W: ?Sized + Write>(&mut self, writer: &mut W, first: bool) -> io::Result<()> {
        match (self.inline, first) {
            (0, _) => self.pretty.begin_object_key(writer, first),
            (_, true) => Ok(()),
            (_, false) => writer.write_all(b", "),
        }
    }

    fn begin_object_value<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        writer.write_all(b": ")
    }

    fn end_object_value<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        if self.inline > 0 {
            Ok(())
        } else {
            self.pretty.end_object_value(writer)
        }
    }
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;
    use std::rc::Rc;

    use onrecord_record::{Attribution, AttributionType};
    use onrecord_text::Span;
    use serde_json::{Value, json};

    use super::*;

    fn record(id: &str) -> Record {
        let span = |start, end| Span::new(start, end).unwrap();
        Record {
            id: id.into(),
            text: Some("Olsen said\u{2028}no.".into()),
            attributions: vec![Attribution {
                id: "a1".into(),
                kind: AttributionType::Indirect,
                source: vec![span(0, 5)],
                cue: vec![],
                content: vec![span(6, 8), span(9, 10)],
                speaker: None,
                speaker_confidence: None,
                evidence: None,
                via: None,
                time: None,
                stance: None,
                parent: None,
                confidence: 0.5,
            }],
            extra: json!({"tags": [["x", {"y": [1, 2]}], {"z": {}}], "o": {"p": [[], 7]}})
                .as_object()
                .unwrap()
                .clone(),
            ..Default::default()
        }
    }

    #[derive(Clone, Default)]
    struct Out(Rc<RefCell<Vec<u8>>>);

    impl Write for Out {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.borrow_mut().write(bytes)
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    fn written<S: Sink>(ids: &[&str], sink: impl FnOnce(Out) -> S) -> String {
        let out = Out::default();
        let mut sink = sink(out.clone());
        for id in ids {
            sink.write(&record(id)).unwrap();
        }
        sink.finish().unwrap();
        String::from_utf8(out.0.take()).unwrap()
    }

    fn json(shape: Shape, ids: &[&str]) -> String {
        written(ids, |out| Json::new(out, shape))
    }

    #[test]
    fn one_input_is_an_object_and_several_are_an_array() {
        let expected = serde_json::to_value(record("1")).unwrap();
        assert_eq!(
            serde_json::from_str::<Value>(&json(Shape::Object, &["1"])).unwrap(),
            expected
        );
        for ids in [&[][..], &["1"], &["1", "2", "3"]] {
            let array: Vec<Record> = serde_json::from_str(&json(Shape::Array, ids)).unwrap();
            assert_eq!(array, ids.iter().map(|id| record(id)).collect::<Vec<_>>());
        }
    }

    #[test]
    fn spans_stay_on_one_line() {
        let json = json(Shape::Object, &["1"]);
        assert!(
            json.contains("\n      \"content\": [[6, 8], [9, 10]],\n"),
            "{json}"
        );
        assert!(json.contains("\n  \"title_attributions\": [],\n"), "{json}");
    }

    #[test]
    fn lines_are_records_and_the_text_can_be_left_out() {
        let lines = written(&["1", "2"], |out| Jsonl::new(out).without_text());
        let read: Vec<Record> = lines
            .lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect();
        assert_eq!(
            read.iter().map(|record| record.id.as_str()).collect::<Vec<_>>(),
            ["1", "2"]
        );
        assert!(
            read.iter()
                .all(|record| record.text.is_none() && record.attributions.len() == 1)
        );
        assert!(lines.ends_with("}\n"));
        assert!(!lines.contains("\"text\""));
    }
}
