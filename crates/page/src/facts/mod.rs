//! What a page says about its article.
//!
//! | field | taken from the first of these that has it |
//! |---|---|
//! | title | the heading (`h1` to `h3`) that says the same as a declared title or a part of it, or most of it; the only `h1`; any line that says the same as a declared title; JSON-LD `headline`, microdata `headline`, `og:title` and other `meta`, `title`, each without the site's name |
//! | authors | JSON-LD `author`, else `creator`; microdata `author`; the byline near the headline; `meta`. The publisher's own name counts only where no source has another; a desk ("Staff") gives way to the byline, and a list to a byline that has it and more |
//! | published | JSON-LD `datePublished`; `meta`; microdata `datePublished`; dates near the headline that aren't of an update; JSON-LD, `meta` and microdata dates of creation; the address |
//! | updated | JSON-LD `dateModified`; `meta`; microdata `dateModified`; a date near the headline that says it is of an update |
//! | publisher | JSON-LD `publisher`; `og:site_name` and other `meta`; microdata `publisher` |
//! | canonical | `link rel="canonical"`; `og:url`; JSON-LD `url` |
//! | language | `lang` of `html`; JSON-LD `inLanguage`; `meta` |
//! | section | JSON-LD `articleSection`; `meta`; microdata `articleSection` |
//! | article body | JSON-LD `articleBody` |
//!
//! `meta` names count in the order of the table in `meta.rs`. Of several descriptions in JSON-LD the surest comes first:
//! by type, address, headline and place; those of other stories are left out.
//!
//! **Dates.** A moment with its zone is given as RFC 3339, anything less as a day: a clock without a zone could stand
//! for any of forty hours. What a reader of the page saw is kept: where the page shows the same moment on another clock
//! near the headline, or any time of those two days with its zone, the moment is given on that clock; where it shows the
//! day before or after, that day is given (by the address, where nothing is shown). A publication that is the last change
//! to the second gives way to an earlier date that is shown. Dates are dropped that can't be: before 1990 unless the
//! address says so, 1 January 1970, from 2100 on, more than a year after all others of the page; a publication after the
//! last change where there is another; and 03/04/2019 where neither the page's language and country nor another of its
//! dates tells which day it is. Nothing depends on the day of reading: "2 days ago" is no date.

mod address;
mod byline;
mod calendar;
mod clock;
mod dates;
mod headline;
mod house;
mod json_ld;
mod labels;
mod mend;
mod meta;
mod microdata;
mod names;
mod origin;
mod reader;
mod scan;
mod text;
mod tokens;
mod vocabulary;
mod weigh;
mod when;

pub use origin::Origin;
pub(crate) use reader::Reader;
use weigh::Page;

/// What a page says about its article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// The headline, without the publisher's name.
    pub title: Option<Found>,
    /// Who wrote it: each the name of a person or a desk, without "By" and without titles, as the page writes it.
    pub authors: Vec<Found>,
    /// When it was first published: `YYYY-MM-DD`, or RFC 3339 with its zone.
    pub published: Option<Found>,
    /// When it was last changed, in the same forms; never before it was published.
    pub updated: Option<Found>,
    /// Who published it.
    pub publisher: Option<Found>,
    /// Its own address, absolute.
    pub canonical: Option<Found>,
    /// BCP 47 code of its language, as the page declares it.
    pub language: Option<Found>,
    /// The section of the paper.
    pub section: Option<Found>,
    /// The article as JSON-LD's `articleBody` has it, where it does; it may have markup in it.
    pub article_body: Option<Found>,
}

/// A value and the part of the page that it was read from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The value: on one line and without entities, but for `article_body`.
    pub value: String,
    /// Where it stood.
    pub origin: Origin,
}

/// What a page says about its article, from its tokens. `url` is where it was fetched from, where that is known.
///
/// Takes time in the page's length only, and memory in what the bounds of `reader.rs` let be kept.
pub(crate) fn of(reader: Reader, url: Option<&str>) -> Facts {
    let scan = reader.finish();
    Page::new(&scan, url).facts()
}
