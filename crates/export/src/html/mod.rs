//! Pages for browsers, and the parts of which they are made.

mod article;
mod entries;
pub mod escape;
mod marked;
mod moment;
mod panels;
mod passage;
mod site;
mod statements;

use std::io::Write;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use onrecord_record::Record;
use sha2::{Digest, Sha256};

use crate::{Error, Sink};

pub use article::{Article, byline};
pub use moment::moment;
pub use passage::passage;
pub use site::Site;

/// The style sheet of a record's view: the classes that [`Article`] and [`passage`] use.
pub const STYLE: &str = include_str!("style.css");

/// How many records a page is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pages {
    /// One: its headline is the page's title.
    One,
    /// Several: articles below each other under a heading of the page.
    Several,
}

/// A page for a browser: the article with sources, cues, contents, times and figures marked, and beside it the list of
/// statements, each linked with the other; below them rival figures, what other figures are claimed, and the speakers.
///
/// The page is one file: it loads nothing, holds no script, and its Content-Security-Policy allows just its own style
/// sheet. The mark of attribution `a3` has the anchor `#m-a3`, its entry in the list `#a3`, the card of its
/// speaker, the second entity, `#who-2`; on a page for
/// [several](Pages::Several) the n-th article's begin with `dn-`: `#d2-a3`, `#d2-m-a3`.
#[derive(Debug)]
pub struct Html<W> {
    writer: W,
    pages: Pages,
    /// Records written so far.
    records: usize,
}

impl<W: Write> Html<W> {
    /// Writes to `writer`.
    pub fn new(writer: W, pages: Pages) -> Self {
        Self {
            writer,
            pages,
            records: 0,
        }
    }

    fn head(&self, title: &str) -> String {
        let mut head = String::with_capacity(STYLE.len() + 1024);
        // The policy names the style sheet by its hash, so that no other style gets in.
        let hash = STANDARD.encode(Sha256::digest(STYLE));
        head.push_str("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
        head.push_str(
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-",
        );
        head.push_str(&hash);
        head.push_str("'; base-uri 'none'; form-action 'none'\">\n");
        head.push_str("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        head.push_str("<meta name=\"referrer\" content=\"no-referrer\">\n<title>");
        escape::line(&mut head, title);
        head.push_str("</title>\n<style>");
        head.push_str(STYLE);
        head.push_str("</style>\n</head>\n<body>\n<main>\n");
        if self.pages == Pages::Several {
            head.push_str("<h1 class=\"title\">Who said what</h1>\n");
        }
        head
    }
}

impl<W: Write> Sink for Html<W> {
    fn write(&mut self, record: &Record) -> Result<(), Error> {
        let mut out = String::new();
        if self.records == 0 {
            out = self.head(match self.pages {
                Pages::One => record.title.as_deref().unwrap_or(&record.id),
                Pages::Several => "Who said what",
            });
        }
        self.records += 1;
        let prefix = match (self.pages, self.records) {
            (Pages::One, 1) => String::new(),
            (_, number) => format!("d{number}-"),
        };
        let level = if self.pages == Pages::One { 1 } else { 2 };
        article::write(&mut out, record, &prefix, level)?;
        self.writer.write_all(out.as_bytes())?;
        Ok(self.writer.flush()?)
    }

    fn finish(&mut self) -> Result<(), Error> {
        let mut out = String::new();
        if self.records == 0 {
            out = self.head("Who said what");
            out.push_str("<p>No articles were read.</p>\n");
        }
        out.push_str("</main>\n</body>\n</html>\n");
        self.writer.write_all(out.as_bytes())?;
        Ok(self.writer.flush()?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_style_sheet_asks_for_nothing_and_can_not_end_its_element() {
        for outside in ["url(", "@import", "http", "</", "<!--"] {
            assert!(!STYLE.contains(outside), "{outside}");
        }
        // The parser turns CR into LF, and the browser would then hash other bytes than we did.
        assert!(!STYLE.contains('\r'));
    }
}
