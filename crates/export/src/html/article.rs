use std::fmt::Write;

use onrecord_record::Record;
use onrecord_text::Text;

use super::marked::{self, Marked};
use super::statements::{self, Statement};
use super::{Site, entries, escape, moment, panels};
use crate::Error;
use crate::lookup::Lookup;
use crate::sink::text_of;
use crate::statement::{Tally, statements};
use crate::voices::{Voice, voices};

/// What all parts of a record's view share.
pub(super) struct Page<'a> {
    pub lookup: &'a Lookup<'a>,
    /// Who has a card.
    pub voices: &'a [Voice<'a>],
    /// Begins all anchors.
    pub prefix: &'a str,
    /// Of the record's heading.
    pub level: u8,
    /// The `lang` attribute of the article's words, with a space before it.
    pub lang: String,
    /// Where the record is shown.
    pub site: &'a dyn Site,
}

/// The parts of a record's view, each HTML to be put into a page as it is.
#[derive(Clone, Debug)]
pub struct Article {
    /// The headline with its marks, what is known of the article, what the marks mean.
    pub header: String,
    /// The marked text, and beside it the list of statements.
    pub columns: String,
    /// Rival figures, other figures, a card for each speaker, and what made the record; a panel or none of each.
    pub panels: String,
}

impl Article {
    /// Writes the parts of a record. `prefix` begins all its anchors, so that several have room on a page; `level` is that
    /// of its heading, from 1.
    ///
    /// # Errors
    /// Where the record holds no text.
    pub fn of(record: &Record, prefix: &str, level: u8, site: &dyn Site) -> Result<Self, Error> {
        Ok(parts(record, &text_of(record)?, prefix, level, site))
    }
}

/// Results of writing to a string are let go throughout: it can't fail.
fn parts(record: &Record, text: &Text, prefix: &str, level: u8, site: &dyn Site) -> Article {
    let title = Text::new(record.title.as_deref().unwrap_or_default());
    let lookup = Lookup::new(record, text);
    let (in_title, in_text) = statements::of(record, &title, text);
    let page = Page {
        lookup: &lookup,
        voices: &voices(&lookup),
        prefix,
        level,
        lang: lang(record),
        site,
    };
    let mut top = String::new();
    header(&mut top, record, &title, &in_title, prefix, level);
    let mut columns = String::new();
    write_columns(&mut columns, &page, &in_title, &in_text);
    let mut below = String::new();
    panels::rivals(&mut below, &page, &in_text);
    panels::figures(&mut below, &page, &in_text);
    panels::speakers(&mut below, &page, &in_title, &in_text);
    made(&mut below, record);
    Article {
        header: top,
        columns,
        panels: below,
    }
}

/// One record as an `<article>` of a page that stands alone.
pub(super) fn write(out: &mut String, record: &Record, prefix: &str, level: u8) -> Result<(), Error> {
    let Article {
        header,
        columns,
        panels,
    } = Article::of(record, prefix, level, &Alone)?;
    let _ = writeln!(
        out,
        "<article class=\"record\" aria-labelledby=\"{prefix}the-title\">"
    );
    let _ = writeln!(
        out,
        "<a class=\"skip\" href=\"#{prefix}the-statements\">Skip to the statements</a>"
    );
    let _ = writeln!(out, "{header}{columns}{panels}</article>");
    Ok(())
}

/// A file that stands for itself.
struct Alone;

impl Site for Alone {}

fn write_columns(out: &mut String, page: &Page, in_title: &[Statement], in_text: &[Statement]) {
    let (record, text, prefix) = (page.lookup.record, page.lookup.text, page.prefix);
    let below = page.level + 1;
    let _ = writeln!(
        out,
        "<div class=\"columns\">\n<section class=\"text\" aria-labelledby=\"{prefix}the-text\">"
    );
    let _ = writeln!(out, "<h{below} id=\"{prefix}the-text\">Article</h{below}>");
    let _ = writeln!(out, "<div{}>", page.lang);
    let mut marks = marked::roles(in_text);
    marks.extend(marked::asides(page.lookup));
    let marked = Marked {
        text,
        statements: in_text,
        prefix,
        numbered: true,
    };
    marked.body(out, marks, (0, text.len()));
    let _ = writeln!(
        out,
        "</div>\n</section>\n<section class=\"statements\" aria-labelledby=\"{prefix}the-statements\">"
    );
    let _ = writeln!(
        out,
        "<h{below} id=\"{prefix}the-statements\">Statements</h{below}>"
    );
    let _ = writeln!(out, "<p class=\"count\">{}</p>", counts(Tally::of(record)));
    let parts = [("In the headline", in_title), ("In the text", in_text)];
    for (name, part) in parts.into_iter().filter(|(_, part)| !part.is_empty()) {
        if !in_title.is_empty() {
            let _ = writeln!(out, "<h{0} class=\"part\">{name}</h{0}>", below + 1);
        }
        entries::list(out, page, part, in_text);
    }
    out.push_str("</section>\n</div>\n");
}

fn made(out: &mut String, record: &Record) {
    out.push_str("<p class=\"made\">Marked by machine: ");
    escape::line(
        out,
        &format!("{} {}", record.producer.name, record.producer.version),
    );
    if !record.producer.model.is_empty() {
        out.push_str(", model ");
        escape::line(out, &record.producer.model);
    }
    out.push_str(". The percentage is how likely source and words are right.</p>\n");
}

fn header(out: &mut String, record: &Record, title: &Text, in_title: &[Statement], prefix: &str, level: u8) {
    let _ = write!(
        out,
        "<header>\n<h{level} class=\"title\" id=\"{prefix}the-title\"{}>",
        lang(record)
    );
    if title.as_str().trim().is_empty() {
        escape::line(out, &record.id);
    } else {
        let marked = Marked {
            text: title,
            statements: in_title,
            prefix,
            numbered: true,
        };
        marked.line(out, &marked::roles(in_title), (0, title.len()));
    }
    let _ = writeln!(out, "</h{level}>");
    meta(out, record);
    out.push_str(
        "<p class=\"legend\">Marks: <span class=\"source\">who</span> <span class=\"cue\">how</span> ",
    );
    out.push_str("<span class=\"content direct\">direct quotation</span> <span class=\"content mixed\">partly quoted</span> ");
    out.push_str("<span class=\"content indirect\">indirect speech</span>");
    if !record.times.is_empty() {
        out.push_str(" <span class=\"time\">when</span>");
    }
    if !record.quantities.is_empty() {
        out.push_str(" <span class=\"figure\">how many</span>");
    }
    out.push_str("</p>\n</header>\n");
}

/// Who wrote an article, where that isn't just its outlet again.
pub fn byline(record: &Record) -> Option<&str> {
    let author = record.author.as_deref()?;
    let outlet = record.publisher.as_deref().unwrap_or_default();
    (author.trim().to_lowercase() != outlet.trim().to_lowercase()).then_some(author)
}

fn meta(out: &mut String, record: &Record) {
    let mut parts = Vec::new();
    let date = record.date.as_deref().map(moment);
    for part in [record.publisher.as_deref(), byline(record), date.as_deref()]
        .into_iter()
        .flatten()
    {
        let mut shown = String::from("<span>");
        escape::line(&mut shown, part);
        shown.push_str("</span>");
        parts.push(shown);
    }
    if let Some(url) = &record.url {
        let mut shown = String::new();
        if let Some(link) = escape::link(url) {
            shown.push_str("<a rel=\"noopener noreferrer external\" href=\"");
            escape::line(&mut shown, link);
            shown.push_str("\">Original article</a>");
        } else {
            shown.push_str("<span>");
            escape::line(&mut shown, url);
            shown.push_str("</span>");
        }
        parts.push(shown);
    }
    if !parts.is_empty() {
        let _ = writeln!(out, "<p class=\"meta\">{}</p>", parts.join(" · "));
    }
}

fn lang(record: &Record) -> String {
    let code = record.language.as_deref().and_then(escape::language);
    code.map(|code| format!(" lang=\"{code}\"")).unwrap_or_default()
}

fn counts(tally: Tally) -> String {
    if tally.all() == 0 {
        return "No statements found".into();
    }
    let kinds = [
        (tally.direct, "direct"),
        (tally.mixed, "partly quoted"),
        (tally.indirect, "indirect"),
    ];
    let kinds = kinds.into_iter().filter(|(count, _)| *count > 0);
    let kinds: Vec<_> = kinds.map(|(count, kind)| format!("{count} {kind}")).collect();
    let mut line = format!("{}: {}", statements(tally.all()), kinds.join(", "));
    if tally.without_source > 0 {
        let _ = write!(line, "; {} without a source", tally.without_source);
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_outlet_is_no_author() {
        let record = |publisher: Option<&str>, author: Option<&str>| Record {
            publisher: publisher.map(Into::into),
            author: author.map(Into::into),
            ..Record::default()
        };
        for (publisher, author, told) in [
            (Some("The Courier"), Some(" the courier"), None),
            (Some("The Courier"), Some("Maren Hollis"), Some("Maren Hollis")),
            (None, Some("Maren Hollis"), Some("Maren Hollis")),
            (Some("The Courier"), None, None),
        ] {
            assert_eq!(byline(&record(publisher, author)), told);
        }
    }
}
