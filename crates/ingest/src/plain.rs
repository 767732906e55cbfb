use onrecord_record::{Document, Provenance};

use crate::decode::with_plain_line_ends;
use crate::format::Format;
use crate::{Documents, Error, Intake, Options, Pending, Place, Source, Taken, Warning, content_id, decode};

/// A headline is no longer than this, in characters.
const LONGEST_HEADLINE: usize = 200;

/// Plain text: one document, even where there is nothing in it.
pub(crate) struct Plain;

impl Format for Plain {
    fn recognises(&self, _: &Source) -> bool {
        true
    }

    fn documents(&self, mut source: Source, options: &Options) -> Result<Documents, Error> {
        let place = source.place();
        let bytes = source.take_all(options.limit)?;
        let (warnings, date) = (source.warnings, options.date.clone());
        let pending = Pending::new(place.clone(), move || {
            article(bytes, place, warnings, date).map(|intake| Taken::Document(Box::new(intake)))
        });
        Ok(Box::new(std::iter::once(Ok(pending))))
    }
}

fn article(
    bytes: Vec<u8>,
    place: Place,
    mut warnings: Vec<Warning>,
    date: Option<String>,
) -> Result<Intake, Error> {
    let decoded = decode(bytes).map_err(|binary| Error::Binary {
        place: place.clone(),
        binary,
    })?;
    warnings.extend(decoded.warnings(&place));
    let (title, text) = headline(with_plain_line_ends(decoded.text));
    let document = Document {
        id: content_id(title.as_deref(), &text),
        title,
        text,
        date,
        provenance: Some(Provenance {
            file: Some(place.file),
            ..Provenance::default()
        }),
        ..Document::default()
    };
    Ok(Intake { document, warnings })
}

/// The headline, if there is one, and the text after it, without blank lines before it.
///
/// A headline is a short first line without the end of a sentence, with a blank line and more text after it.
fn headline(text: String) -> (Option<String>, String) {
    let body = without_blank_lines(&text);
    if let Some((first, after)) = body.split_once('\n') {
        let (title, rest) = (first.trim(), without_blank_lines(after));
        let apart = after
            .split('\n')
            .next()
            .is_some_and(|line| line.trim().is_empty());
        let short = title.chars().take(LONGEST_HEADLINE + 1).count() <= LONGEST_HEADLINE;
        if apart && short && !rest.trim().is_empty() && !ends_sentence(title) {
            return (Some(title.into()), rest.into());
        }
    }
    let body = body.len();
    (
        None,
        if body == text.len() {
            text
        } else {
            text[text.len() - body..].into()
        },
    )
}

fn without_blank_lines(text: &str) -> &str {
    let blank = text.len() - text.trim_start().len();
    text[..blank].rfind('\n').map_or(text, |end| &text[end + 1..])
}

fn ends_sentence(line: &str) -> bool {
    let closing = |char: char| matches!(char, '"' | '\'' | '”' | '’' | '»' | ')' | ']');
    line.trim_end_matches(closing)
        .ends_with(['.', ',', ';', ':', '…'])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pending::taken;
    use std::io::Cursor;

    fn read(bytes: &[u8]) -> Result<Intake, Error> {
        let options = Options {
            date: Some("2024-05-01".into()),
            limit: 1000,
        };
        let source = Source::new("a.txt", Cursor::new(bytes.to_vec()), options.limit)?;
        taken(crate::read(source, &options)?).pop().unwrap()
    }

    fn parts(text: &str) -> (Option<String>, String) {
        let document = read(text.as_bytes()).unwrap().document;
        (document.title, document.text)
    }

    #[test]
    fn a_headline_is_told_from_the_text() {
        let titled = (
            Some("Varga: Bridge Stays Open".into()),
            "“It will,” she said.\n".into(),
        );
        assert_eq!(
            parts("Varga: Bridge Stays Open\n\n“It will,” she said.\n"),
            titled
        );
        assert_eq!(
            parts("\n \n  Varga: Bridge Stays Open \r\n\r\n\r\n“It will,” she said.\r\n"),
            titled
        );
        for none in [
            "The bridge stays open.\n\nVarga said so.",
            "“The bridge stays open.”\n\nVarga said so.",
            "Varga: Bridge Stays Open\nNo blank line.",
            "Varga: Bridge Stays Open\n\n  \n",
            "Varga: Bridge Stays Open",
            &format!("{}\n\nMore.", "long ".repeat(50)),
        ] {
            assert_eq!(parts(none), (None, none.to_owned()));
        }
        assert_eq!(parts("\n\n  Text stays. \n"), (None, "  Text stays. \n".into()));
    }

    #[test]
    fn what_is_known_of_it() {
        let first = read(b"Head\n\nBody").unwrap();
        assert_eq!(first.document.date.as_deref(), Some("2024-05-01"));
        assert_eq!(
            first.document.provenance.as_ref().unwrap().file.as_deref(),
            Some("a.txt")
        );
        assert_eq!(first.document.id, content_id(Some("Head"), "Body"));
        assert_eq!(first.document.id.len(), 16);
        assert_ne!(first.document.id, read(b"Head\n\nOther").unwrap().document.id);
        assert_eq!(first, read(b"Head\r\n\r\nBody").unwrap());
    }

    #[test]
    fn an_empty_file_is_an_empty_document() {
        assert_eq!(parts(""), (None, String::new()));
        assert_eq!(read(b"\xef\xbb\xbf").unwrap().document.text, "");
        // The first digits of the SHA-256 of nothing.
        assert_eq!(read(b"").unwrap().document.id, "e3b0c44298fc1c14");
    }

    #[test]
    fn other_encodings_are_read_with_a_warning() {
        let intake =
            read(b"\x93We will pay,\x94 the minister\x92s aide S\xf8ren said in the caf\xe9.").unwrap();
        assert!(intake.document.text.starts_with("“We will pay,”"));
        let warning = intake.warnings[0].to_string();
        assert!(
            warning.contains("a.txt") && warning.contains("windows-1252"),
            "{warning}"
        );
        assert_eq!(intake.warnings.len(), 1);
    }

    #[test]
    fn what_is_no_text_or_too_much_of_it() {
        let binary = read(b"\0\x01\x02\x03").unwrap_err().to_string();
        assert!(binary.starts_with("a.txt holds binary data"), "{binary}");
        assert!(matches!(
            read(&[b'a'; 1001]),
            Err(Error::TooLong { limit: 1000, .. })
        ));
        assert!(read(&[b'a'; 1000]).is_ok());
    }
}
