use std::collections::{HashMap, HashSet};
use std::fmt::Write as _;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use onrecord_record::Record;
use onrecord_text::{Span, Text};
use tempfile::NamedTempFile;

use crate::sink::text_of;
use crate::{Error, Sink};

/// A folder of `NAME.txt` and `NAME.ann`, as brat's stand-off format has it and as PolNeAR uses it; see [`ann`].
///
/// Names come from the records' ids: letters, digits, `.`, `_` and `-` of ASCII stay, all else becomes `_`; a name that
/// was used before gets a number. Each file is written beside its place and moved there when it is whole; one of the
/// same name from before is replaced.
#[derive(Debug)]
pub struct Brat {
    folder: PathBuf,
    /// In lower case, as some file systems don't tell `A` from `a`.
    names: HashSet<String>,
}

impl Brat {
    /// Writes into `folder`, which is made if it isn't there.
    pub fn new(folder: impl Into<PathBuf>) -> Result<Self, Error> {
        let folder = folder.into();
        fs::create_dir_all(&folder).map_err(|error| Error::File {
            path: folder.clone(),
            error,
        })?;
        Ok(Self {
            folder,
            names: HashSet::new(),
        })
    }

    /// A name that no record of this sink had.
    fn name(&mut self, id: &str) -> String {
        let stem = safe_name(id);
        let mut name = stem.clone();
        let mut number = 1;
        while !self.names.insert(name.to_lowercase()) {
            number += 1;
            name = format!("{stem}-{number}");
        }
        name
    }
}

impl Sink for Brat {
    fn write(&mut self, record: &Record) -> Result<(), Error> {
        let text = text_of(record)?;
        let ann = ann(record)?;
        let name = self.name(&record.id);
        put(&self.folder.join(format!("{name}.txt")), text.as_str())?;
        put(&self.folder.join(format!("{name}.ann")), &ann)
    }

    fn finish(&mut self) -> Result<(), Error> {
        Ok(())
    }
}

/// The longest file name, without its ending, in bytes: far below any file system's limit.
const LONGEST: usize = 120;

/// An id as a file name that means a file of this folder on every system.
fn safe_name(id: &str) -> String {
    let plain = |c: char| {
        if c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-') {
            c
        } else {
            '_'
        }
    };
    let name: String = id.chars().take(LONGEST).map(plain).collect();
    // No hidden files, no "..", no ending dot; nothing that a command takes for an option.
    let name = name.trim_start_matches(['.', '-']).trim_end_matches('.');
    let device = name.split('.').next().unwrap_or_default().to_ascii_lowercase();
    let numbered = |kind: &str| device.strip_prefix(kind).is_some_and(|rest| rest.len() == 1);
    match device.as_str() {
        _ if name.is_empty() => "document".into(),
        "con" | "prn" | "aux" | "nul" => format!("_{name}"),
        _ if numbered("com") || numbered("lpt") => format!("_{name}"),
        _ => name.into(),
    }
}

/// Writes a file whole or not at all.
fn put(path: &Path, words: &str) -> Result<(), Error> {
    let write = || -> io::Result<()> {
        let folder = path.parent().unwrap_or(Path::new("."));
        let mut file = temporary(folder)?;
        file.write_all(words.as_bytes())?;
        file.persist(path)?;
        Ok(())
    };
    write().map_err(|error| Error::File {
        path: path.into(),
        error,
    })
}

#[cfg(unix)]
fn temporary(folder: &Path) -> io::Result<NamedTempFile> {
    use std::os::unix::fs::PermissionsExt;
    // As any new file, less what the user's mask takes away; the library's own choice is one that only the owner reads.
    tempfile::Builder::new()
        .prefix(".onrecord-")
        .permissions(fs::Permissions::from_mode(0o666))
        .tempfile_in(folder)
}

#[cfg(not(unix))]
fn temporary(folder: &Path) -> io::Result<NamedTempFile> {
    tempfile::Builder::new().prefix(".onrecord-").tempfile_in(folder)
}

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn file_names_stay_in_their_folder() {
        for (id, name) in [
            ("courier-1.2_x", "courier-1.2_x"),
            ("../../etc/passwd", "_.._etc_passwd"),
            ("/", "_"),
            ("..", "document"),
            ("", "document"),
            (".hidden", "hidden"),
            ("-rf", "rf"),
            ("-.x", "x"),
            ("a\\b:c\0d\ne", "a_b_c_d_e"),
            ("https://courier.example/é", "https___courier.example__"),
            ("CON", "_CON"),
            ("nul.txt", "_nul.txt"),
            ("com1", "_com1"),
            ("comet", "comet"),
        ] {
            assert_eq!(safe_name(id), name, "{id:?}");
        }
        assert_eq!(safe_name(&"é".repeat(5000)).len(), LONGEST);
    }
}
