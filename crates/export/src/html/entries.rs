use std::fmt::Write;

use onrecord_record::Attribution;

use super::article::Page;
use super::escape;
use super::statements::{Statement, type_class, type_name};
use crate::lookup::words;
use crate::statement::{Who, before_cue, evidence, per_cent, said_on, stance, via};

/// The list of some statements. `in_text` are those of the text, among which the ones are that others stand within.
pub(super) fn list(out: &mut String, page: &Page, statements: &[Statement], in_text: &[Statement]) {
    let first = statements.first().map_or(1, |statement| statement.number);
    let _ = writeln!(out, "<ol start=\"{first}\">");
    for statement in statements {
        entry(out, page, statement, in_text);
    }
    out.push_str("</ol>\n");
}

fn entry(out: &mut String, page: &Page, statement: &Statement, in_text: &[Statement]) {
    let Statement {
        attribution,
        text,
        anchor,
        ..
    } = statement;
    let (prefix, lang) = (page.prefix, &page.lang);
    let depth = page.lookup.depth(attribution);
    let nested = if depth > 0 {
        format!(" class=\"within-{depth}\"")
    } else {
        String::new()
    };
    let per_cent = per_cent(attribution.confidence);
    let _ = writeln!(out, "<li id=\"{prefix}{anchor}\" data-c=\"{per_cent}\"{nested}>");
    who(out, page, statement);
    let _ = write!(
        out,
        "<p class=\"words\"{lang}><span class=\"{}\">",
        type_class(attribution.kind)
    );
    let said = words(text, &attribution.content);
    escape::line(out, &said);
    out.push_str("</span></p>\n");
    if let Some(evidence) = evidence(attribution) {
        out.push_str("<p class=\"foot\">Speaker: ");
        escape::line(out, &evidence);
        out.push_str("</p>\n");
    }
    let _ = write!(out, "<p class=\"foot\">{}", type_name(attribution.kind));
    if let Some(stance) = stance(attribution) {
        let _ = write!(out, ", <strong>{stance}</strong>");
    }
    if let Some(said_on) = said_on(page.lookup, attribution) {
        out.push_str(", ");
        escape::line(out, &said_on);
    }
    let _ = write!(out, ", {per_cent}%");
    if let Some(parent) = parent(page, attribution, in_text) {
        let _ = write!(
            out,
            " · within <a href=\"#{prefix}{}\">statement {}</a>",
            parent.anchor, parent.number
        );
    }
    let _ = writeln!(
        out,
        "<span class=\"back\"> · <a href=\"#{prefix}m-{anchor}\">show in the article</a></span></p>"
    );
    let in_title = !std::ptr::eq(*text, page.lookup.text);
    page.site.below(out, attribution, &said, in_title);
    out.push_str("</li>\n");
}

/// The statement that one stands within.
fn parent<'a, 'b>(
    page: &Page,
    attribution: &Attribution,
    in_text: &'a [Statement<'b>],
) -> Option<&'a Statement<'b>> {
    in_text.get(page.lookup.attribution_index(attribution.parent.as_ref())?)
}

/// The line that says who speaks, and how.
fn who(
    out: &mut String,
    page: &Page,
    Statement {
        attribution, text, ..
    }: &Statement,
) {
    let lang = &page.lang;
    let who = Who::of(page.lookup, text, attribution);
    out.push_str("<p class=\"who\">");
    match (&*who.name, page.lookup.entity_index(attribution.speaker.as_ref())) {
        ("", _) => out.push_str("<b class=\"none\">(no source)</b>"),
        (name, speaker) => {
            let _ = write!(out, "<b{lang}>");
            if let Some(index) = speaker {
                let _ = write!(out, "<a href=\"#{}who-{}\">", page.prefix, index + 1);
            }
            escape::line(out, name);
            out.push_str(if speaker.is_some() { "</a></b>" } else { "</b>" });
        }
    }
    if let Some(used) = &who.used {
        let _ = write!(out, " <span class=\"used\"{lang}>“");
        escape::line(out, used);
        out.push_str("”</span>");
    }
    let cue = words(text, &attribution.cue);
    if !cue.trim().is_empty() {
        let _ = write!(out, "{}<i{lang}>", before_cue(&cue, ""));
        escape::line(out, &cue);
        out.push_str("</i>");
    }
    if let Some(via) = via(page.lookup, attribution, &cue) {
        out.push_str(" via ");
        escape::line(out, &via);
    }
    out.push_str("</p>\n");
}
