//! Plain text: one article a file.

use std::collections::BTreeMap;

use onrecord_record::{Document, Provenance};

use crate::decode::with_plain_line_ends;
use crate::format::Format;
use crate::scraped::scraped;
use crate::{Documents, Error, Intake, Options, Pending, Place, Source, Taken, Warning, content_id, decode};

/// Text as somebody copied it from a page: one document, even where there is nothing in it. The headline, the byline,
/// captions and the page's own lines are taken out of the text.
pub(crate) struct Plain;

impl Format for Plain {
    fn recognises(&self, _: &Source) -> bool {
        true
    }

    fn documents(&self, source: Source, options: &Options) -> Result<Documents, Error> {
        one(source, options, copied)
    }
}

/// Text that is a document's text as it stands: one that others point into, as brat's annotations do. It has no parts,
/// and its line ends are kept.
pub(crate) fn verbatim(source: Source, options: &Options) -> Result<Documents, Error> {
    one(source, options, |text| Document {
        text,
        ..Document::default()
    })
}

/// The article in the text of a page, as WET files have it.
pub(crate) fn article(bytes: Vec<u8>, place: Place, date: Option<String>) -> Result<Intake, Error> {
    document(bytes, place, Vec::new(), date, copied)
}

fn one(source: Source, options: &Options, parts: fn(String) -> Document) -> Result<Documents, Error> {
    let mut source = source;
    let place = source.place();
    let bytes = source.take_all(options.limit)?;
    let (warnings, date) = (source.warnings, options.date.clone());
    let pending = Pending::new(place.clone(), move || {
        document(bytes, place, warnings, date, parts).map(|intake| Taken::Document(Box::new(intake)))
    });
    Ok(Box::new(std::iter::once(Ok(pending))))
}

fn document(
    bytes: Vec<u8>,
    place: Place,
    mut warnings: Vec<Warning>,
    date: Option<String>,
    parts: fn(String) -> Document,
) -> Result<Intake, Error> {
    let decoded = decode(bytes).map_err(|binary| Error::Binary {
        place: place.clone(),
        binary,
    })?;
    warnings.extend(decoded.warnings(&place));
    let mut document = parts(decoded.text);
    document.id = content_id(document.title.as_deref(), &document.text);
    let provenance = document.provenance.get_or_insert_default();
    provenance.file = Some(place.file);
    if date.is_some() {
        provenance.fields.remove("date");
        document.date = date;
    }
    Ok(Intake { document, warnings })
}

/// The parts of a text that was copied from a page, and where each was read.
fn copied(text: String) -> Document {
    let scraped = scraped(&with_plain_line_ends(text));
    let mut fields = BTreeMap::new();
    let mut field = |name: &str, place: &str| fields.insert(name.to_owned(), place.to_owned());
    if scraped.title.is_some() {
        field("title", "first line");
    }
    if let Some(author) = &scraped.author {
        field("author", author.place);
    }
    if let Some(published) = &scraped.published {
        field("date", published.place);
    }
    if scraped.updated.is_some() {
        field("updated", "byline");
    }
    Document {
        title: scraped.title,
        author: scraped.author.map(|author| author.value),
        date: scraped.published.map(|published| published.value),
        updated: scraped.updated,
        captions: scraped.captions,
        text: scraped.body,
        provenance: Some(Provenance {
            fields,
            ..Provenance::default()
        }),
        ..Document::default()
    }
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
            ..Options::default()
        };
        let source = Source::new("a.txt", Cursor::new(bytes.to_vec()), &options)?;
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
