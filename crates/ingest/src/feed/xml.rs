//! RSS and Atom. The reader is a lenient one: half of the feeds out there are no well-formed XML. Entities that a feed
//! declares are never expanded, and nothing recurses, so neither entity bombs nor deep nesting do harm.

use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;

use super::moment::moment;
use super::{Content, Entry, Feed};
use crate::Place;
use crate::error::{Error, shown};
use crate::fragment::plain_line;

/// Whether a document's root is that of a feed.
pub(super) fn recognises(beginning: &[u8]) -> bool {
    let text = String::from_utf8_lossy(beginning);
    let mut rest = text.trim_start_matches('\u{feff}').trim_start();
    loop {
        let end = match rest {
            _ if rest.starts_with("<?") => "?>",
            _ if rest.starts_with("<!--") => "-->",
            _ if rest.starts_with("<!") => ">",
            _ => break,
        };
        // A document type may declare entities in brackets, each of which ends with an angle bracket too.
        let declares = end == ">"
            && rest
                .find(['[', '>'])
                .is_some_and(|at| rest[at..].starts_with('['));
        let rest_of_it = if declares {
            rest.split_once(']').map(|(_, after)| after)
        } else {
            Some(rest)
        };
        let Some((_, after)) = rest_of_it.and_then(|rest| rest.split_once(end)) else {
            return false;
        };
        rest = after.trim_start();
    }
    let Some(tag) = rest.strip_prefix('<') else {
        return false;
    };
    let name = tag
        .split(|char: char| char.is_whitespace() || matches!(char, '>' | '/'))
        .next()
        .unwrap_or_default();
    match name.rsplit(':').next().unwrap_or_default() {
        "rss" => true,
        "feed" => tag.contains("http://www.w3.org/2005/Atom") || tag.contains("http://purl.org/atom/"),
        "RDF" => tag.contains("http://purl.org/rss/") || tag.contains("netscape.com/rdf/"),
        _ => false,
    }
}

/// The entries of a feed, up to where it breaks off.
pub(super) fn read(text: &str, place: &Place) -> Feed {
    let mut reader = Reader::from_str(text);
    let config = reader.config_mut();
    config.allow_dangling_amp = true;
    config.allow_unmatched_ends = true;
    config.check_end_names = false;
    config.expand_empty_elements = true;
    let mut walk = Walk::new(text);
    loop {
        let before = reader.buffer_position() as usize;
        let event = reader.read_event();
        let after = reader.buffer_position() as usize;
        match event {
            Ok(Event::Start(tag)) => walk.start(&tag, after),
            Ok(Event::End(tag)) => walk.end(walk.unprefixed(tag.name().0), before),
            Ok(Event::Text(part)) => walk.text(&part.xml10_content()),
            Ok(Event::CData(part)) => walk.text(&part.xml10_content()),
            Ok(Event::GeneralRef(entity)) => {
                let name = entity.xml10_content();
                walk.text(&resolved(&name).unwrap_or_else(|| format!("&{name};")));
            }
            Ok(Event::Eof) => break,
            Ok(_) => {}
            Err(error) => {
                walk.feed.broken = Some(Error::Feed {
                    place: Place::line(&place.file, walk.line(reader.error_position() as usize)),
                    message: shown(&error.to_string(), 200),
                });
                break;
            }
        }
    }
    walk.feed
}

/// Where in the feed the reader is.
struct Walk<'a> {
    xml: &'a str,
    /// The line of a byte, counted as far as it was asked for.
    counted: (usize, u64),
    /// The prefix of the root's name, as in `atom:feed`, with its colon.
    prefix: &'a str,
    atom: bool,
    depth: usize,
    /// Of the element whose children describe the feed: `channel`, `feed`.
    channel: Option<usize>,
    entry: Option<(Entry, usize)>,
    /// Of Atom's `author`, in which the name stands.
    author: Option<usize>,
    field: Option<Field>,
    feed: Feed,
}

/// An element that is being read for its text.
struct Field {
    name: String,
    /// Elements of the same name inside it.
    same: usize,
    /// Where its content begins.
    start: usize,
    /// Whether it holds elements: then its content is taken as it stands, as HTML.
    markup: bool,
    text: String,
    kind: Kind,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Text,
    Html,
}

impl<'a> Walk<'a> {
    fn new(xml: &'a str) -> Self {
        Self {
            xml,
            counted: (0, 1),
            prefix: "",
            atom: false,
            depth: 0,
            channel: None,
            entry: None,
            author: None,
            field: None,
            feed: Feed::default(),
        }
    }

    fn line(&mut self, byte: usize) -> u64 {
        let between = self.xml.as_bytes().get(self.counted.0..byte).unwrap_or_default();
        self.counted.1 += memchr::memchr_iter(b'\n', between).count() as u64;
        self.counted.0 = self.counted.0.max(byte);
        self.counted.1
    }

    fn unprefixed<'n>(&self, name: &'n str) -> &'n str {
        name.strip_prefix(self.prefix).unwrap_or(name)
    }

    fn start(&mut self, tag: &BytesStart, content: usize) {
        let full = tag.name().0;
        if self.depth == 0 && self.feed.entries.is_empty() {
            let colon = full
                .find(':')
                .filter(|_| full.ends_with(":feed"))
                .map_or(0, |colon| colon + 1);
            // The name is part of the text that outlives the tag.
            let begins = self.xml[..content].rfind(&full[..colon]).unwrap_or_default();
            self.prefix = self.xml.get(begins..begins + colon).unwrap_or_default();
            self.atom = full.ends_with("feed");
            self.feed.language = attribute(tag, "xml:lang");
        }
        let name = self.unprefixed(full);
        self.depth += 1;
        if let Some(field) = &mut self.field {
            field.markup = true;
            field.same += usize::from(field.name == name);
            return;
        }
        match name {
            "channel" | "feed" if self.entry.is_none() => self.channel = Some(self.depth),
            "item" | "entry" if self.entry.is_none() => {
                let entry = Entry {
                    line: Some(self.line(content)),
                    language: attribute(tag, "xml:lang"),
                    link: attribute(tag, "rdf:about"),
                    ..Entry::default()
                };
                self.entry = Some((entry, self.depth));
            }
            "author" if self.atom => self.author = Some(self.depth),
            "link" if self.atom => self.link(tag),
            _ => {}
        }
        let parent = self.entry.as_ref().map(|(_, depth)| *depth).or(self.channel);
        let child = parent.is_some_and(|depth| self.depth == depth + 1)
            && !(self.atom && matches!(name, "author" | "link"));
        let author = self.author.is_some_and(|depth| self.depth == depth + 1) && name == "name";
        if child && FIELDS.contains(&name) || author {
            let kind = match attribute(tag, "type").as_deref() {
                Some("html" | "xhtml" | "text/html" | "application/xhtml+xml") => Kind::Html,
                _ if self.atom => Kind::Text,
                _ => Kind::Html,
            };
            self.field = Some(Field {
                name: name.into(),
                same: 0,
                start: content,
                markup: false,
                text: String::new(),
                kind,
            });
        }
    }

    /// Atom's link, an attribute.
    fn link(&mut self, tag: &BytesStart) {
        let alternate = attribute(tag, "rel").is_none_or(|rel| rel == "alternate");
        let page = attribute(tag, "type").is_none_or(|media| media.contains("html"));
        match (&mut self.entry, attribute(tag, "href")) {
            (Some((entry, depth)), Some(href)) if alternate && page && *depth + 1 == self.depth => {
                entry.link.get_or_insert(href);
            }
            _ => {}
        }
    }

    fn text(&mut self, part: &str) {
        if let Some(field) = &mut self.field {
            field.text.push_str(part);
        }
    }

    fn end(&mut self, name: &str, content: usize) {
        self.depth = self.depth.saturating_sub(1);
        if let Some(field) = self.field.take_if(|field| field.name == name) {
            if field.same > 0 {
                self.field = Some(Field {
                    same: field.same - 1,
                    ..field
                });
            } else {
                self.finish(field, content);
            }
            return;
        }
        let ends_entry = matches!(name, "item" | "entry") && self.field.is_none();
        if let Some((entry, depth)) = self.entry.take_if(|_| ends_entry) {
            // Ends without starts, and starts without ends, go no further than their entry.
            self.depth = depth - 1;
            self.author = None;
            self.feed.entries.push(entry);
        }
        self.author = self.author.filter(|depth| self.depth >= *depth);
    }

    fn finish(&mut self, field: Field, content: usize) {
        let text = match self.xml.get(field.start..content) {
            Some(raw) if field.markup => raw
                .replace("<xhtml:", "<")
                .replace("</xhtml:", "</")
                .replace("<![CDATA[", "")
                .replace("]]>", ""),
            _ => field.text,
        };
        let kind = if field.markup { Kind::Html } else { field.kind };
        let line = || match kind {
            Kind::Html => plain_line(&text),
            Kind::Text => text.split_whitespace().collect::<Vec<_>>().join(" "),
        };
        let Some((entry, _)) = &mut self.entry else {
            let told = match field.name.as_str() {
                "title" => &mut self.feed.title,
                "language" | "dc:language" => &mut self.feed.language,
                "name" => {
                    self.feed.authors.push(line());
                    return;
                }
                _ => return,
            };
            *told = Some(line()).filter(|line| !line.is_empty());
            return;
        };
        let html = || {
            Some(match kind {
                Kind::Html => Content::Html(text.clone()),
                Kind::Text => Content::Text(text.clone()),
            })
        };
        match field.name.as_str() {
            "title" => entry.title = Some(line()),
            "link" => entry.link = Some(text.trim().into()),
            "guid" if text.trim().starts_with("http") => {
                entry.link.get_or_insert(text.trim().into());
            }
            "name" | "dc:creator" => entry.authors.push(line()),
            "author" => entry.authors.extend(name_of(&line())),
            "pubDate" | "published" | "issued" | "dcterms:issued" | "dcterms:created" | "dc:date" => {
                entry.published = entry.published.take().or_else(|| moment(&text));
            }
            "updated" | "modified" | "dcterms:modified" | "atom:updated" | "a10:updated" => {
                entry.updated = entry.updated.take().or_else(|| moment(&text));
            }
            "dc:language" => entry.language = Some(line()),
            "content:encoded" | "content" => entry.content = html(),
            "description" | "summary" => entry.summary = html(),
            _ => {}
        }
    }
}

/// Children of an entry, or of the feed, that are read.
const FIELDS: &[&str] = &[
    "title",
    "link",
    "guid",
    "author",
    "dc:creator",
    "pubDate",
    "published",
    "issued",
    "dcterms:issued",
    "dcterms:created",
    "dc:date",
    "updated",
    "modified",
    "dcterms:modified",
    "atom:updated",
    "a10:updated",
    "language",
    "dc:language",
    "content:encoded",
    "content",
    "description",
    "summary",
];

/// RSS wants an address, and often gets a name: `desk@post.example (Anna Lind)`, `Anna Lind`.
fn name_of(author: &str) -> Option<String> {
    let name = match author.split_once('(') {
        Some((address, name)) if address.contains('@') => name.trim_end_matches(')'),
        _ => author,
    };
    let name = name.trim();
    (!name.is_empty() && !name.contains('@')).then(|| name.into())
}

fn attribute(tag: &BytesStart, name: &str) -> Option<String> {
    let attribute = tag.try_get_attribute(name).ok()??;
    let value = attribute.normalized_value(XmlVersion::Explicit1_0);
    let value = value.map_or_else(|_| attribute.value.to_string(), |value| value.into_owned());
    Some(value.trim().to_owned()).filter(|value| !value.is_empty())
}

/// What an entity stands for, by its name: `amp`, `#8217`, `#x2019`.
fn resolved(name: &str) -> Option<String> {
    let Some(number) = name.strip_prefix('#') else {
        return quick_xml::escape::resolve_html5_entity(name).map(str::to_owned);
    };
    let code = match number.strip_prefix(['x', 'X']) {
        Some(number) => u32::from_str_radix(number, 16),
        None => number.parse(),
    };
    // What browsers make of the numbers that Windows used.
    let code = code.ok()?;
    match u8::try_from(code) {
        Ok(byte @ 0x80..=0x9f) => Some(
            encoding_rs::WINDOWS_1252
                .decode_without_bom_handling(&[byte])
                .0
                .into_owned(),
        ),
        _ => char::from_u32(code)
            .filter(|char| *char != '\0')
            .map(String::from),
    }
}
