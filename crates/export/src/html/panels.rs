use std::fmt::Write;

use super::article::Page;
use super::escape;
use super::statements::Statement;
use crate::figures::{Figure, claimed, rivalries};
use crate::voices::Voice;

/// Rival figures, the accounts of each side by side.
pub(super) fn rivals(out: &mut String, page: &Page, in_text: &[Statement]) {
    let rivalries = rivalries(page.lookup);
    if rivalries.is_empty() {
        return;
    }
    begin(out, page, "rivals", "Rival figures");
    for rivalry in &rivalries {
        let level = page.level + 2;
        let _ = write!(out, "<h{level} class=\"part\"{}>", page.lang);
        escape::line(out, &rivalry.heading);
        let _ = writeln!(out, "</h{level}>\n<ul class=\"accounts\">");
        for account in &rivalry.accounts {
            figure(out, page, account, in_text);
        }
        out.push_str("</ul>\n");
    }
    out.push_str("</section>\n");
}

/// Figures that somebody claims and nobody else in the article rivals.
pub(super) fn figures(out: &mut String, page: &Page, in_text: &[Statement]) {
    let figures = claimed(page.lookup);
    if figures.is_empty() {
        return;
    }
    begin(out, page, "figures", "Figures, and who claims them");
    out.push_str("<ul class=\"figures\">\n");
    for one in &figures {
        figure(out, page, one, in_text);
    }
    out.push_str("</ul>\n</section>\n");
}

fn figure(out: &mut String, page: &Page, figure: &Figure, in_text: &[Statement]) {
    out.push_str("<li><p class=\"claimant\">");
    escape::line(out, figure.claimant.as_deref().unwrap_or("The article"));
    let _ = write!(out, "</p>\n<p class=\"claim\"{}>", page.lang);
    escape::line(out, &figure.words);
    if let Some(of) = &figure.of {
        out.push(' ');
        escape::line(out, of);
    }
    out.push_str("</p>\n");
    let statement = figure.statement.and_then(|index| in_text.get(index));
    if !figure.notes.is_empty() || statement.is_some() {
        out.push_str("<p class=\"foot\">");
        escape::line(out, &figure.notes.join(", "));
        if let Some(Statement { anchor, number, .. }) = statement {
            let separator = if figure.notes.is_empty() { "" } else { " · " };
            let _ = write!(
                out,
                "{separator}<a href=\"#{}{anchor}\">statement {number}</a>",
                page.prefix
            );
        }
        out.push_str("</p>\n");
    }
    out.push_str("</li>\n");
}

/// A card for everybody who speaks.
pub(super) fn speakers(out: &mut String, page: &Page, in_title: &[Statement], in_text: &[Statement]) {
    if page.voices.is_empty() {
        return;
    }
    let statements: Vec<&Statement> = in_title.iter().chain(in_text).collect();
    begin(out, page, "speakers", "Speakers");
    out.push_str("<ul class=\"cards\">\n");
    for voice in page.voices {
        card(out, page, voice, &statements);
    }
    out.push_str("</ul>\n</section>\n");
}

fn card(out: &mut String, page: &Page, voice: &Voice, statements: &[&Statement]) {
    let (prefix, lang) = (page.prefix, &page.lang);
    let _ = write!(
        out,
        "<li id=\"{prefix}who-{}\">\n<p class=\"name\"{lang}>",
        voice.index + 1
    );
    match page.site.speaker(voice.entity) {
        Some(address) => {
            out.push_str("<a href=\"");
            escape::line(out, &address);
            out.push_str("\">");
            escape::line(out, &voice.entity.name);
            out.push_str("</a></p>\n");
        }
        None => {
            escape::line(out, &voice.entity.name);
            out.push_str("</p>\n");
        }
    }
    let known = voice.known();
    if !known.is_empty() || voice.wikidata().is_some() {
        out.push_str("<p class=\"known\">");
        escape::line(out, &known.join(" · "));
        if let Some(id) = voice.wikidata() {
            let separator = if known.is_empty() { "" } else { " · " };
            out.push_str(separator);
            wikidata(out, id);
        }
        out.push_str("</p>\n");
    }
    for (index, (id, name)) in voice.candidates().enumerate() {
        out.push_str(if index == 0 {
            "<p class=\"known\">Perhaps "
        } else {
            " or "
        });
        escape::line(out, name);
        out.push_str(", ");
        wikidata(out, id);
    }
    if voice.candidates().next().is_some() {
        out.push_str("</p>\n");
    }
    let (wordings, more) = voice.wordings(page.lookup);
    if !wordings.is_empty() {
        let _ = write!(out, "<p class=\"wordings\"{lang}>Called ");
        for (index, wording) in wordings.iter().enumerate() {
            out.push_str(if index == 0 { "“" } else { ", “" });
            escape::line(out, wording);
            out.push('”');
        }
        if more > 0 {
            let _ = write!(out, " and {more} more");
        }
        out.push_str("</p>\n");
    }
    if let Some(evidence) = &voice.entity.evidence {
        out.push_str("<p class=\"foot\">");
        escape::line(out, evidence);
        out.push_str("</p>\n");
    }
    out.push_str("<p class=\"foot\">Statements");
    for number in &voice.statements {
        if let Some(Statement { anchor, number, .. }) = statements.get(number - 1) {
            let _ = write!(out, " <a href=\"#{prefix}{anchor}\">{number}</a>");
        }
    }
    out.push_str("</p>\n</li>\n");
}

/// A link that is followed only by whoever clicks it.
fn wikidata(out: &mut String, id: &str) {
    let _ = write!(
        out,
        "<a rel=\"noopener noreferrer external\" href=\"https://www.wikidata.org/wiki/{id}\">Wikidata {id}</a>"
    );
}

fn begin(out: &mut String, page: &Page, name: &str, heading: &str) {
    let (prefix, level) = (page.prefix, page.level + 1);
    let _ = writeln!(
        out,
        "<section class=\"panel\" aria-labelledby=\"{prefix}the-{name}\">\n<h{level} id=\"{prefix}the-{name}\">{heading}</h{level}>"
    );
}
