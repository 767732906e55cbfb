//! RSS 0.9x, 1.0 and 2.0, Atom, JSON Feed: a document an entry.
//!
//! Many feeds hold teasers. An entry is read from the feed only where the feed has the whole of it: at least three
//! paragraphs or a long text, and no sign that it was cut off. Else the page that it links to is fetched and read, and the
//! feed says what the page does not: a teaser is never taken for its article.

mod json;
mod moment;
mod xml;

use std::sync::Arc;

use onrecord_fetch::Fetcher;
use onrecord_page::Body;
use onrecord_record::{Document, Provenance};
use url::Url;

use crate::charset::decode_page;
use crate::document::with_body;
use crate::format::Format;
use crate::fragment::{article, escaped, plain};
use crate::{Documents, Error, Options, Pending, Place, Reason, Source, Taken, content_id, web};

/// A text of so many characters is no teaser, however it is divided.
const LONG: usize = 1500;
/// Nor is one of so many characters in three paragraphs.
const LONG_ENOUGH: usize = 500;

/// How teasers call on us to read the rest.
const CALLS: &[&str] = &[
    "read more",
    "read on",
    "continue reading",
    "read the full story",
    "more",
    "weiterlesen",
    "lire la suite",
];

pub(crate) struct Feeds;

/// A feed.
#[derive(Default)]
struct Feed {
    title: Option<String>,
    language: Option<String>,
    /// Of entries that name none.
    authors: Vec<String>,
    entries: Vec<Entry>,
    /// Where and why the feed, or an item of it, can't be read.
    broken: Option<Error>,
}

/// One entry of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Entry {
    line: Option<u64>,
    title: Option<String>,
    authors: Vec<String>,
    published: Option<String>,
    updated: Option<String>,
    /// As written: it may be relative to the feed's address.
    link: Option<String>,
    language: Option<String>,
    /// What should be the article.
    content: Option<Content>,
    /// What should be a teaser, and in RSS often is the article.
    summary: Option<Content>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Content {
    Html(String),
    Text(String),
}

impl Format for Feeds {
    fn recognises(&self, source: &Source) -> bool {
        xml::recognises(source.beginning()) || json::recognises(source.beginning())
    }

    fn documents(&self, mut source: Source, options: &Options) -> Result<Documents, Error> {
        let place = source.place();
        let base = source.url.as_deref().and_then(|url| Url::parse(url).ok());
        let charset = source.charset.take();
        let bytes = source.take_all(options.limit)?;
        let mut warnings = std::mem::take(&mut source.warnings);
        let decoded = decode_page(bytes, charset.as_deref(), None).map_err(|binary| Error::Binary {
            place: place.clone(),
            binary,
        })?;
        if decoded.guessed || decoded.damaged {
            warnings.extend(decoded.warnings(&place));
        }
        let text = decoded.text;
        let mut feed = match json::recognises(text.as_bytes()) && text.trim_start().starts_with('{') {
            true => json::read(&text, &place)?,
            false => xml::read(&text, &place),
        };
        let (entries, broken) = (std::mem::take(&mut feed.entries), feed.broken.take());
        let about = Arc::new(About {
            file: place.file,
            base,
            feed,
            options: options.clone(),
        });
        let found = entries.into_iter().map(move |entry| {
            let place = Place {
                line: entry.line,
                ..Place::file(&about.file)
            };
            let (about, warnings) = (Arc::clone(&about), std::mem::take(&mut warnings));
            Ok(Pending::new(place.clone(), move || {
                Ok(about.take_in(entry, &place)?.with(warnings))
            }))
        });
        Ok(Box::new(found.chain(broken.map(Err))))
    }
}

/// What all entries of a feed share.
struct About {
    file: String,
    base: Option<Url>,
    feed: Feed,
    options: Options,
}

impl About {
    fn take_in(&self, mut entry: Entry, place: &Place) -> Result<Taken, Error> {
        let link = entry.link.take().and_then(|link| self.absolute(&link));
        let whole = entry
            .content
            .iter()
            .chain(&entry.summary)
            .find(|content| content.is_whole());
        let rest = || entry.content.iter().chain(&entry.summary).next();
        let (content, link) = match (whole, link) {
            (Some(content), link) => (content, link),
            (None, Some(link)) => {
                return match &self.options.fetcher {
                    Some(fetcher) => self.linked(fetcher, &link, &entry, place),
                    None => Ok(Taken::skipped(place, Reason::NotFetched)),
                };
            }
            // There is no more of it anywhere.
            (None, None) => match rest() {
                Some(content) => (content, None),
                None => return Ok(Taken::skipped(place, Reason::NoArticle)),
            },
        };
        let body = content.article();
        if body.text.is_empty() {
            return Ok(Taken::skipped(place, Reason::NoArticle));
        }
        let mut document = Document {
            url: link,
            provenance: Some(Provenance {
                file: Some(self.file.clone()),
                ..Provenance::default()
            }),
            ..with_body(body)
        };
        self.fill(&mut document, entry);
        document.id = content_id(document.title.as_deref(), &document.text);
        Ok(Taken::found(document))
    }

    /// The address of a link; only of pages.
    fn absolute(&self, link: &str) -> Option<String> {
        let url = Url::options()
            .base_url(self.base.as_ref())
            .parse(link.trim())
            .ok()?;
        matches!(url.scheme(), "http" | "https").then(|| url.into())
    }

    /// The page that an entry links to, which is no feed again.
    fn linked(&self, fetcher: &Fetcher, link: &str, entry: &Entry, place: &Place) -> Result<Taken, Error> {
        let options = Options {
            fetcher: None,
            date: None,
            ..self.options.clone()
        };
        let mut found = web::documents(fetcher.get(link)?, &options)?;
        let Some(first) = found.next() else {
            return Ok(Taken::skipped(place, Reason::NoArticle));
        };
        let mut taken = first?.take_in()?;
        if let Taken::Document(intake) = &mut taken {
            self.fill(&mut intake.document, entry.clone());
            let provenance = intake.document.provenance.get_or_insert_default();
            provenance.file = Some(self.file.clone());
        }
        Ok(taken)
    }

    /// Adds what the feed knows and the document doesn't.
    fn fill(&self, document: &mut Document, entry: Entry) {
        let authors = if entry.authors.is_empty() {
            &self.feed.authors
        } else {
            &entry.authors
        };
        let authors = authors
            .iter()
            .filter(|name| Some(*name) != self.feed.title.as_ref());
        let authors = authors.map(String::as_str).collect::<Vec<_>>().join(", ");
        let fields = &mut document.provenance.get_or_insert_default().fields;
        for (name, field, value) in [
            ("title", &mut document.title, entry.title),
            ("author", &mut document.author, Some(authors)),
            ("date", &mut document.date, entry.published),
            ("updated", &mut document.updated, entry.updated),
            ("publisher", &mut document.publisher, self.feed.title.clone()),
            (
                "language",
                &mut document.language,
                entry.language.or_else(|| self.feed.language.clone()),
            ),
        ] {
            if let (None, Some(value)) = (&field, value.filter(|value| !value.is_empty())) {
                *field = Some(value);
                fields.insert(name.into(), "feed".into());
            }
        }
    }
}

impl Content {
    fn plain(&self) -> String {
        match self {
            Self::Html(html) => plain(html),
            Self::Text(text) => plain(&escaped(text)),
        }
    }

    fn is_whole(&self) -> bool {
        let text = self.plain();
        let characters = text.chars().count();
        let paragraphs = text.split("\n\n").count();
        !is_cut_off(&text) && (characters >= LONG || characters >= LONG_ENOUGH && paragraphs >= 3)
    }

    /// The article, without the line by which blog software names itself.
    fn article(&self) -> Body {
        let mut body = match self {
            Self::Html(html) => article(html),
            Self::Text(text) => article(&escaped(text)),
        };
        if let Some((before, last)) = body.text.rsplit_once("\n\n")
            && last.starts_with("The post ")
            && last.contains(" appeared first on ")
        {
            body.text.truncate(before.len());
            let characters = body.text.chars().count();
            body.block_quotes.retain(|quote| quote.end <= characters);
        }
        body
    }
}

/// Whether a text ends as teasers do: with an ellipsis, or with a call to read on.
fn is_cut_off(text: &str) -> bool {
    let text = text.to_lowercase();
    let end = text
        .trim_end_matches(|char: char| char.is_whitespace() || matches!(char, '→' | '»' | '>' | '[' | ']'));
    ["…", "..."].iter().any(|dots| end.ends_with(dots))
        || CALLS.iter().any(|call| {
            let before = end.strip_suffix(call).map(str::trim_end);
            before.is_some_and(|before| before.ends_with(|char: char| !char.is_alphanumeric() && char != ','))
        })
}

#[cfg(test)]
mod tests;
