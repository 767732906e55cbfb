use std::collections::HashMap;
use std::fmt::Write as _;

use onrecord_record::Record;
use onrecord_text::{Span, Text};

use crate::Error;
use crate::sink::text_of;

/// The `.ann` file of a record: what the text's attributions are. Fails where the record holds no text.
///
/// Offsets count Unicode scalar values, as brat does. For each attribution the spans of type `Source`, `Cue` and
/// `Content`, a trigger and an event, as in PolNeAR (tabs are shown wide):
///
/// ```text
/// T1    Source 0 10    Mara Olsen
/// T2    Cue 11 15    said
/// T3    Content 16 35    “the toll is dead,”
/// T4    Attribution 11 15    said
/// E1    Attribution:T4 Source:T1 Cue:T2 Content:T3
/// ```
///
/// - The trigger lies on the cue; where there is none, on the content, and the event has no `Cue`.
/// - Without a source, trigger and event are of type `Attribution-no-source`.
/// - A source of several attributions is written once.
/// - Pieces of a discontinuous span stand as `40 77;88 160`. brat allows no line break inside a piece: a span that has
///   one is cut in two there, the break left out.
/// - The headline's attributions are left out: they point into the title, which is no part of the file.
pub fn ann(record: &Record) -> Result<String, Error> {
    let text = text_of(record)?;
    let mut ann = Ann {
        text: &text,
        out: String::new(),
        spans: 0,
        sources: HashMap::new(),
    };
    for (index, attribution) in record.attributions.iter().enumerate() {
        let source = ann.source(&attribution.source);
        let cue = ann.span("Cue", &attribution.cue);
        let content = ann.span("Content", &attribution.content);
        let kind = if source.is_some() {
            "Attribution"
        } else {
            "Attribution-no-source"
        };
        let anchor = if cue.is_some() {
            &attribution.cue
        } else {
            &attribution.content
        };
        // Only an attribution whose spans all lie past the end of the text has nothing to stand on.
        let Some(trigger) = ann.span(kind, anchor) else {
            continue;
        };
        ann.event(
            index + 1,
            kind,
            trigger,
            [("Source", source), ("Cue", cue), ("Content", content)],
        );
    }
    Ok(ann.out)
}

struct Ann<'a> {
    text: &'a Text,
    out: String,
    /// How many `T` lines there are.
    spans: usize,
    /// The numbers of the sources written so far.
    sources: HashMap<&'a [Span], Option<usize>>,
}

impl<'a> Ann<'a> {
    fn source(&mut self, spans: &'a [Span]) -> Option<usize> {
        if let Some(known) = self.sources.get(spans) {
            return *known;
        }
        let number = self.span("Source", spans);
        self.sources.insert(spans, number);
        number
    }

    /// Writes a `T` line and gives its number; none for a role that is empty.
    fn span(&mut self, kind: &str, spans: &[Span]) -> Option<usize> {
        let pieces: Vec<Piece> = spans.iter().flat_map(|&span| lines(self.text, span)).collect();
        if pieces.is_empty() {
            return None;
        }
        self.spans += 1;
        let offsets: Vec<String> = pieces
            .iter()
            .map(|piece| format!("{} {}", piece.start, piece.end))
            .collect();
        let words: Vec<&str> = pieces.iter().map(|piece| piece.words).collect();
        // Writing to a string can't fail.
        let _ = writeln!(
            self.out,
            "T{}\t{kind} {}\t{}",
            self.spans,
            offsets.join(";"),
            words.join(" ")
        );
        Some(self.spans)
    }

    fn event(&mut self, number: usize, kind: &str, trigger: usize, roles: [(&str, Option<usize>); 3]) {
        let _ = write!(self.out, "E{number}\t{kind}:T{trigger}");
        for (role, span) in roles {
            if let Some(span) = span {
                let _ = write!(self.out, " {role}:T{span}");
            }
        }
        self.out.push('\n');
    }
}

/// A part of a span that stands on one line.
struct Piece<'a> {
    start: usize,
    end: usize,
    words: &'a str,
}

/// The parts of a span between line breaks. All that some program takes for a line break is one.
fn lines(text: &Text, span: Span) -> Vec<Piece<'_>> {
    let breaks = |c: char| matches!(c, '\n'..='\r' | '\x1c'..='\x1e' | '\u{85}' | '\u{2028}' | '\u{2029}');
    let mut start = span.start();
    let mut pieces = Vec::new();
    for words in text.slice(span).split(breaks) {
        let end = start + words.chars().count();
        if !words.trim().is_empty() {
            pieces.push(Piece { start, end, words });
        }
        start = end + 1;
    }
    pieces
}
