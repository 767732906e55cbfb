use std::fmt;

/// The part of a page that a value was read from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Origin {
    /// A property of the article in JSON-LD: `json-ld datePublished`.
    JsonLd(&'static str),
    /// A `meta` element, by its `property`, `name` or `itemprop` in lower case: `meta article:published_time`.
    Meta(&'static str),
    /// An element with this `itemprop`: `microdata datePublished`.
    Microdata(&'static str),
    /// An element: `h1`, `time`, `title`, `html lang`, `link canonical`.
    Element(&'static str),
    /// The byline that a reader sees near the headline.
    Byline,
    /// The date that a reader sees near the headline, and what stands beside it.
    Dateline,
    /// The page's address.
    Address,
}

impl fmt::Display for Origin {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Origin::JsonLd(name) => write!(out, "json-ld {name}"),
            Origin::Meta(name) => write!(out, "meta {name}"),
            Origin::Microdata(name) => write!(out, "microdata {name}"),
            Origin::Element(name) => out.write_str(name),
            Origin::Byline => out.write_str("byline"),
            Origin::Dateline => out.write_str("dateline"),
            Origin::Address => out.write_str("address"),
        }
    }
}
