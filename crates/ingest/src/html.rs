//! Pages: what a browser would show.

use onrecord_page::Found;
use onrecord_record::{Document, Provenance};
use url::Url;

use crate::charset::decode_page;
use crate::document::with_body;
use crate::format::Format;
use crate::{Documents, Error, Intake, Options, Pending, Place, Reason, Source, Taken, Warning, content_id};

/// How a page may begin, after an XML declaration and comments. What begins with another element may be a piece of any
/// markup.
const BEGINNINGS: &[&str] = &[
    "!doctype html",
    "html",
    "head",
    "body",
    "meta",
    "title",
    "link",
    "script",
    "style",
    "base",
];

/// HTML and XHTML: one document, or none where the page has no article.
pub(crate) struct Html;

impl Format for Html {
    fn recognises(&self, source: &Source) -> bool {
        let is_named = ["html", "htm", "xhtml"]
            .iter()
            .any(|name| source.has_extension(name));
        is_named || looks_like_page(source.beginning())
    }

    fn documents(&self, mut source: Source, options: &Options) -> Result<Documents, Error> {
        let place = source.place();
        let page = Page {
            bytes: source.take_all(options.page_limit)?,
            charset: source.charset,
            provenance: Provenance {
                file: Some(place.file.clone()),
                uri: source.url,
                ..Provenance::default()
            },
            place: place.clone(),
            warnings: source.warnings,
        };
        let pending = Pending::new(place, move || page.take_in());
        Ok(Box::new(std::iter::once(Ok(pending))))
    }
}

/// Whether bytes begin like a page.
pub(crate) fn looks_like_page(bytes: &[u8]) -> bool {
    let mut rest = bytes
        .strip_prefix(b"\xef\xbb\xbf")
        .unwrap_or(bytes)
        .trim_ascii_start();
    loop {
        let end: &[u8] = match rest {
            [b'<', b'?', ..] => b"?>",
            [b'<', b'!', b'-', b'-', ..] => b"-->",
            _ => break,
        };
        let Some(at) = memchr::memmem::find(rest, end) else {
            return false;
        };
        rest = rest[at + end.len()..].trim_ascii_start();
    }
    let Some(tag) = rest.strip_prefix(b"<") else {
        return false;
    };
    BEGINNINGS.iter().any(|name| {
        let begins = tag
            .get(..name.len())
            .is_some_and(|tag| tag.eq_ignore_ascii_case(name.as_bytes()));
        let ends = tag
            .get(name.len())
            .is_none_or(|&after| after.is_ascii_whitespace() || matches!(after, b'>' | b'/'));
        begins && ends
    })
}

/// A page, with what is known of it from elsewhere.
pub(crate) struct Page {
    pub(crate) bytes: Vec<u8>,
    /// The label of its encoding, as the server stated it.
    pub(crate) charset: Option<String>,
    pub(crate) place: Place,
    /// Where it came from; `uri` is the address that it was fetched from.
    pub(crate) provenance: Provenance,
    /// What was odd about it before it was decoded.
    pub(crate) warnings: Vec<Warning>,
}

impl Page {
    /// The document on the page.
    pub(crate) fn take_in(self) -> Result<Taken, Error> {
        let Self {
            bytes,
            charset,
            place,
            mut provenance,
            mut warnings,
        } = self;
        let url = provenance.uri.clone();
        let decoded = decode_page(
            bytes,
            charset.as_deref(),
            url.as_deref().and_then(domain).as_deref(),
        );
        let decoded = decoded.map_err(|binary| Error::Binary {
            place: place.clone(),
            binary,
        })?;
        // An encoding that was stated is nothing odd.
        if decoded.damaged || decoded.guessed {
            warnings.extend(decoded.warnings(&place));
        }
        let onrecord_page::Page { facts, body } = onrecord_page::read(&decoded.text, url.as_deref());
        if body.text.trim().is_empty() {
            return Ok(Taken::skipped(&place, Reason::NoArticle));
        }
        let author = facts
            .authors
            .iter()
            .map(|author| &*author.value)
            .collect::<Vec<_>>()
            .join(", ");
        if let Some(first) = facts.authors.first() {
            provenance
                .fields
                .insert("author".into(), first.origin.to_string());
        }
        let mut field = |name: &str, found: Option<Found>| {
            let Found { value, origin } = found?;
            provenance.fields.insert(name.into(), origin.to_string());
            Some(value)
        };
        let mut document = Document {
            title: field("title", facts.title),
            author: Some(author).filter(|author| !author.is_empty()),
            date: field("date", facts.published),
            updated: field("updated", facts.updated),
            publisher: field("publisher", facts.publisher),
            url: field("url", facts.canonical).or(url),
            language: field("language", facts.language),
            section: field("section", facts.section),
            ..with_body(body)
        };
        document.id = content_id(document.title.as_deref(), &document.text);
        document.provenance = Some(provenance);
        Ok(Taken::Document(Box::new(Intake { document, warnings })))
    }
}

/// The last label of an address's host: `org`.
fn domain(url: &str) -> Option<String> {
    let url = Url::parse(url).ok()?;
    Some(url.domain()?.rsplit('.').next()?.to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Cursor;

    const PAGE: &str = "<!DOCTYPE html><html lang=en><head><meta charset=utf-8><title>Bridge stays open | Kellburg Post</title>\
        <link rel=canonical href=https://kellburg.example/bridge>\
        <script type=application/ld+json>{\"@context\":\"https://schema.org\",\"@type\":\"NewsArticle\",\
        \"headline\":\"Bridge stays open\",\"datePublished\":\"2024-05-01T10:00:00+02:00\",\
        \"author\":[{\"@type\":\"Person\",\"name\":\"Anna Lind\"},{\"@type\":\"Person\",\"name\":\"Ivo Marek\"}]}</script></head>\
        <body><article><h1>Bridge stays open</h1>\
        <p>The old Kell bridge will stay open for two more years, the mayor of Kellburg said on Wednesday.</p>\
        <p>“We will rebuild it when we have the money,” Mayor Ana Varga told the council, which had asked her for a plan.</p>\
        <p>The council will vote in June. Ferry owners said they would wait for the vote before they buy another boat.</p>\
        </article></body></html>";

    fn take_in(name: &str, bytes: &[u8], options: &Options) -> Result<Taken, Error> {
        let source = Source::new(name, Cursor::new(bytes.to_vec()), options)?;
        crate::read(source, options)?.next().unwrap()?.take_in()
    }

    fn read(bytes: &[u8]) -> Intake {
        take_in("-", bytes, &Options::default())
            .unwrap()
            .document()
            .unwrap()
    }

    #[test]
    fn a_page_becomes_a_document() {
        let options = Options {
            date: Some("2001-01-01".into()),
            ..Options::default()
        };
        for name in ["-", "a.html", "a.txt"] {
            let Intake { document, warnings } = take_in(name, PAGE.as_bytes(), &options)
                .unwrap()
                .document()
                .unwrap();
            assert_eq!(document.title.as_deref(), Some("Bridge stays open"));
            assert_eq!(document.author.as_deref(), Some("Anna Lind, Ivo Marek"));
            assert_eq!(document.date.as_deref(), Some("2024-05-01T10:00:00+02:00"));
            assert_eq!(document.url.as_deref(), Some("https://kellburg.example/bridge"));
            assert_eq!(document.language.as_deref(), Some("en"));
            assert!(
                document.text.starts_with("The old Kell bridge") && document.text.ends_with("another boat.")
            );
            assert_eq!(document.id, content_id(document.title.as_deref(), &document.text));
            let provenance = document.provenance.unwrap();
            assert_eq!(provenance.file.as_deref(), Some(name));
            assert_eq!(provenance.fields["date"], "json-ld datePublished");
            assert_eq!(provenance.fields["author"], "json-ld author");
            assert_eq!(warnings, []);
        }
        let undated = PAGE.replace("datePublished", "dateless");
        let intake = take_in("-", undated.as_bytes(), &options)
            .unwrap()
            .document()
            .unwrap();
        assert_eq!(intake.document.date.as_deref(), Some("2001-01-01"));
        assert!(!intake.document.provenance.unwrap().fields.contains_key("date"));
    }

    #[test]
    fn encodings() {
        let latin = |said: &str| -> Vec<u8> {
            let page = PAGE
                .replace("utf-8", said)
                .replace(['“', '”'], "\"")
                .replace("Varga", "Vargé");
            page.chars().map(|char| char as u8).collect()
        };
        let said = read(&latin("iso-8859-1"));
        assert!(said.document.text.contains("Vargé") && said.warnings.is_empty());
        let guessed = read(&latin("x"));
        assert!(guessed.document.text.contains("Vargé"));
        assert!(matches!(&guessed.warnings[..], [Warning::Encoding { .. }]));
        let wide: Vec<u8> = format!("\u{feff}{PAGE}")
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        assert!(read(&wide).document.text.contains("“We will"));
    }

    #[test]
    fn what_is_no_article() {
        let empty = take_in(
            "-",
            b"<!doctype html><html><body></body></html>",
            &Options::default(),
        )
        .unwrap();
        assert!(matches!(empty, Taken::Skipped(skipped) if skipped.reason == Reason::NoArticle));
        let options = Options {
            page_limit: 100,
            ..Options::default()
        };
        let error = take_in("a.html", PAGE.as_bytes(), &options).unwrap_err();
        assert!(matches!(error, Error::TooLong { limit: 100, .. }));
        assert!(matches!(
            take_in("a.html", b"\x89PNG\r\n", &Options::default()),
            Err(Error::Binary { .. })
        ));
    }

    #[test]
    fn what_begins_like_a_page() {
        for page in [
            "<!DOCTYPE html>",
            " \r\n<!doctype HTML PUBLIC \"x\">",
            "<html",
            "<HTML lang=en>",
            "<head\n>",
            "<meta charset=x>",
            "<?xml version=\"1.0\"?>\n<!-- note -->\n<!-- -->\n<!DOCTYPE html PUBLIC",
            "\u{feff}<title>",
            "<script>",
        ] {
            assert!(looks_like_page(page.as_bytes()), "{page}");
        }
        for other in [
            "",
            "<",
            "<p>text",
            "<header>",
            "< html>",
            "text <html>",
            "<?xml version=\"1.0\"?><rss>",
            "<?xml",
            "<!-- html",
            "<!doctype rss>",
            "<htmlx>",
            "<3 this",
            "{\"html\": 1}",
        ] {
            assert!(!looks_like_page(other.as_bytes()), "{other}");
        }
    }
}
