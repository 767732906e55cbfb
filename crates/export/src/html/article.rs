use std::fmt::Write;

use onrecord_record::Record;
use onrecord_text::{Span, Text};

use super::escape;
use super::statements::{self, Statement, type_class, type_name};
use crate::marks::{Step, weave};
use crate::statement::{Tally, before_cue, fuller_name, name, per_cent, statements, words};

/// One record as an `<article>`. `prefix` begins all its anchors, `level` is that of its heading.
///
/// Results of writing to a string are let go throughout: it can't fail.
pub(super) fn write(out: &mut String, record: &Record, text: &Text, prefix: &str, level: u8) {
    let title = Text::new(record.title.as_deref().unwrap_or_default());
    let (in_title, in_text) = statements::of(record, &title, text);
    let _ = writeln!(
        out,
        "<article class=\"record\" aria-labelledby=\"{prefix}the-title\">"
    );
    let _ = writeln!(
        out,
        "<a class=\"skip\" href=\"#{prefix}the-statements\">Skip to the statements</a>"
    );
    header(out, record, &title, &in_title, prefix, level);
    let below = level + 1;
    let _ = writeln!(
        out,
        "<div class=\"columns\">\n<section class=\"text\" aria-labelledby=\"{prefix}the-text\">"
    );
    let _ = writeln!(out, "<h{below} id=\"{prefix}the-text\">Article</h{below}>");
    let _ = writeln!(out, "<div{}>", lang(record));
    body(out, text, &in_text, prefix);
    let _ = writeln!(
        out,
        "</div>\n</section>\n<section class=\"statements\" aria-labelledby=\"{prefix}the-statements\">"
    );
    let _ = writeln!(
        out,
        "<h{below} id=\"{prefix}the-statements\">Statements</h{below}>"
    );
    let _ = writeln!(out, "<p class=\"count\">{}</p>", counts(Tally::of(record)));
    let parts = [("In the headline", &in_title), ("In the text", &in_text)];
    for (name, part) in parts.into_iter().filter(|(_, part)| !part.is_empty()) {
        if !in_title.is_empty() {
            let _ = writeln!(out, "<h{0} class=\"part\">{name}</h{0}>", below + 1);
        }
        list(out, record, part, prefix);
    }
    out.push_str("</section>\n</div>\n<p class=\"made\">Marked by machine: ");
    escape::line(
        out,
        &format!("{} {}", record.producer.name, record.producer.version),
    );
    if !record.producer.model.is_empty() {
        out.push_str(", model ");
        escape::line(out, &record.producer.model);
    }
    out.push_str(". The percentage is how likely source and words are right.</p>\n</article>\n");
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
        let marks = marks(in_title);
        marked(out, title, &marks, (0, title.len()), in_title, prefix);
    }
    let _ = writeln!(out, "</h{level}>");
    meta(out, record);
    out.push_str(
        "<p class=\"legend\">Marks: <span class=\"source\">who</span> <span class=\"cue\">how</span> ",
    );
    out.push_str("<span class=\"content direct\">direct quotation</span> <span class=\"content mixed\">partly quoted</span> ");
    out.push_str("<span class=\"content indirect\">indirect speech</span></p>\n</header>\n");
}

fn meta(out: &mut String, record: &Record) {
    let mut parts = Vec::new();
    for part in [&record.publisher, &record.author, &record.date]
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

/// One span of one role of a statement.
struct Mark {
    span: (usize, usize),
    /// Index among the statements.
    statement: usize,
    class: &'static str,
    /// Of a content, whether it is the first span; `None` for other roles.
    content: Option<bool>,
}

/// All marks by where they begin. Line breaks at a mark's ends are left out, as paragraphs don't hold them.
fn marks(statements: &[Statement]) -> Vec<Mark> {
    let mut marks = Vec::new();
    for (index, statement) in statements.iter().enumerate() {
        let attribution = statement.attribution;
        let mut add = |spans: &[Span], class, content: bool| {
            let spans = spans
                .iter()
                .filter_map(|&span| within_lines(statement.text, span));
            marks.extend(spans.enumerate().map(|(piece, span)| Mark {
                span,
                statement: index,
                class,
                content: content.then_some(piece == 0),
            }));
        };
        add(&attribution.content, type_class(attribution.kind), true);
        add(&attribution.source, "source", false);
        add(&attribution.cue, "cue", false);
    }
    marks.sort_by_key(|mark| (mark.span.0, mark.span.1, mark.class));
    // A source or cue of several statements is marked once.
    marks.dedup_by(|a, b| {
        a.content.is_none() && b.content.is_none() && (a.span, a.class) == (b.span, b.class)
    });
    marks
}

fn within_lines(text: &Text, span: Span) -> Option<(usize, usize)> {
    let words = text.slice(span);
    let inner = words.trim_start_matches('\n');
    let start = span.start() + (words.len() - inner.len());
    let end = start + inner.trim_end_matches('\n').chars().count();
    (start < end).then_some((start, end))
}

/// The article, a paragraph for each of its lines; the line breaks stand between the paragraphs as they are.
fn body(out: &mut String, text: &Text, statements: &[Statement], prefix: &str) {
    let marks = marks(statements);
    let mut start = 0;
    let mut coming = 0;
    let mut active: Vec<usize> = Vec::new();
    for (index, line) in text.as_str().split('\n').enumerate() {
        if index > 0 {
            out.push('\n');
        }
        let end = start + line.chars().count();
        while marks.get(coming).is_some_and(|mark| mark.span.0 < end) {
            active.push(coming);
            coming += 1;
        }
        active.retain(|&mark| marks[mark].span.1 > start);
        if start < end {
            out.push_str("<p>");
            marked(
                out,
                text,
                active.iter().map(|&mark| &marks[mark]),
                (start, end),
                statements,
                prefix,
            );
            out.push_str("</p>");
        }
        start = end + 1;
    }
}

/// The words of a range with their marks, and after each piece of a content the number of its statement.
fn marked<'a>(
    out: &mut String,
    text: &Text,
    marks: impl IntoIterator<Item = &'a Mark>,
    (start, end): (usize, usize),
    statements: &[Statement],
    prefix: &str,
) {
    let marks: Vec<&Mark> = marks.into_iter().collect();
    let spans: Vec<(usize, usize)> = marks.iter().map(|mark| mark.span).collect();
    for step in weave(&spans, start, end) {
        match step {
            Step::Open { mark, first } => {
                let mark = marks[mark];
                let anchor = &statements[mark.statement].anchor;
                let _ = match mark.content {
                    Some(true) if first => {
                        write!(
                            out,
                            "<span class=\"content {}\" id=\"{prefix}m-{anchor}\">",
                            mark.class
                        )
                    }
                    Some(_) => write!(out, "<span class=\"content {}\">", mark.class),
                    None => write!(out, "<span class=\"{}\">", mark.class),
                };
            }
            Step::Close { mark, last } => {
                let mark = marks[mark];
                out.push_str("</span>");
                if last && mark.content.is_some() {
                    let Statement { anchor, number, .. } = &statements[mark.statement];
                    let _ = write!(
                        out,
                        "<a class=\"n\" href=\"#{prefix}{anchor}\" data-n=\"{number}\" aria-label=\"Statement {number}\"></a>"
                    );
                }
            }
            Step::Words { start, end } => {
                if let Some(span) = Span::new(start, end) {
                    escape::words(out, text.slice(span));
                }
            }
        }
    }
}

fn list(out: &mut String, record: &Record, statements: &[Statement], prefix: &str) {
    let first = statements.first().map_or(1, |statement| statement.number);
    let _ = writeln!(out, "<ol start=\"{first}\">");
    for statement in statements {
        entry(out, record, statement, prefix);
    }
    out.push_str("</ol>\n");
}

fn entry(out: &mut String, record: &Record, statement: &Statement, prefix: &str) {
    let Statement {
        attribution,
        text,
        anchor,
        ..
    } = statement;
    let _ = writeln!(out, "<li id=\"{prefix}{anchor}\">");
    let source = words(text, &attribution.source);
    let lang = lang(record);
    if source.trim().is_empty() {
        out.push_str("<p class=\"who\"><b class=\"none\">(no source)</b>");
    } else {
        let _ = write!(out, "<p class=\"who\"><b{lang}>");
        escape::line(out, &source);
        out.push_str("</b>");
    }
    if let Some(name) = fuller_name(record, attribution, &source) {
        out.push_str(" [");
        escape::line(out, name);
        out.push(']');
    }
    let cue = words(text, &attribution.cue);
    if !cue.trim().is_empty() {
        let _ = write!(out, "{}<i{lang}>", before_cue(&cue, ""));
        escape::line(out, &cue);
        out.push_str("</i>");
    }
    if let Some(via) = name(record, attribution.via.as_ref()) {
        out.push_str(" via ");
        escape::line(out, via);
    }
    let _ = write!(
        out,
        "</p>\n<p class=\"words\"{lang}><span class=\"{}\">",
        type_class(attribution.kind)
    );
    escape::line(out, &words(text, &attribution.content));
    let _ = writeln!(
        out,
        "</span></p>\n<p class=\"foot\">{}, {}%<span class=\"back\"> · <a href=\"#{prefix}m-{anchor}\">show in the article</a></span></p>\n</li>",
        type_name(attribution.kind),
        per_cent(attribution.confidence),
    );
}

#[cfg(test)]
mod tests {
    use onrecord_record::{Attribution, AttributionType};
    use proptest::prelude::*;

    use super::*;

    fn attribution(index: usize, spans: &[(usize, usize)], text: &Text) -> Attribution {
        let span = |i: usize| -> Vec<Span> {
            spans
                .get(i)
                .and_then(|&(start, end)| text.span(start, end))
                .into_iter()
                .collect()
        };
        let content: Vec<Span> = spans
            .iter()
            .skip(2)
            .filter_map(|&(start, end)| text.span(start, end))
            .collect();
        Attribution {
            id: format!("a{index}"),
            kind: AttributionType::Mixed,
            source: span(0),
            cue: span(1),
            content,
            speaker: None,
            via: None,
            time: None,
            stance: None,
            parent: None,
            confidence: 0.5,
        }
    }

    /// What a browser would read: references resolved, elements of one character read by their number, tags dropped.
    /// Fails where tags don't nest.
    fn read_back(html: &str) -> String {
        let mut text = String::new();
        let mut open = Vec::new();
        let mut rest = html;
        while let Some(char) = rest.chars().next() {
            match char {
                '<' => {
                    let (tag, after) = rest[1..].split_once('>').unwrap();
                    rest = after;
                    if let Some(name) = tag.strip_prefix('/') {
                        assert_eq!(open.pop().as_deref(), Some(name));
                        continue;
                    }
                    open.push(tag.split(' ').next().unwrap().to_owned());
                    if let Some((_, number)) = tag.split_once("data-u=\"U+") {
                        let number = u32::from_str_radix(number.trim_end_matches('"'), 16).unwrap();
                        text.push(char::from_u32(number).unwrap());
                    }
                }
                '&' => {
                    let (name, after) = rest[1..].split_once(';').unwrap();
                    rest = after;
                    text.push(match name {
                        "amp" => '&',
                        "lt" => '<',
                        "gt" => '>',
                        "quot" => '"',
                        "#39" => '\'',
                        _ => char::from_u32(u32::from_str_radix(&name[2..], 16).unwrap()).unwrap(),
                    });
                }
                _ => {
                    text.push(char);
                    rest = &rest[char.len_utf8()..];
                }
            }
        }
        assert!(open.is_empty());
        text
    }

    proptest! {
        #[test]
        fn the_marked_article_reads_back_as_the_text(
            chars in prop::collection::vec(
                prop_oneof![
                    4 => prop::sample::select("ab <>&\"'\n\n\r\t;#x“”\u{a0}\u{202e}\u{200b}\u{0}\u{1b}\u{85}\u{2028}🦀".chars().collect::<Vec<_>>()),
                    1 => any::<char>(),
                ],
                0..60,
            ),
            spans in prop::collection::vec(prop::collection::vec((0usize..60, 0usize..60), 3..6), 0..6),
        ) {
            let text = Text::new(chars.into_iter().collect::<String>());
            let attributions: Vec<_> =
                spans.iter().enumerate().map(|(index, spans)| attribution(index, spans, &text)).collect();
            let record = Record { attributions, ..Default::default() };
            let title = Text::new("");
            let (_, statements) = statements::of(&record, &title, &text);
            let mut out = String::new();
            body(&mut out, &text, &statements, "");
            prop_assert_eq!(read_back(&out), text.as_str());
            for statement in &statements {
                let anchored = out.matches(&format!("id=\"m-{}\"", statement.anchor)).count();
                let content = &statement.attribution.content;
                let pieces = content.iter().filter(|span| text.slice(**span).chars().any(|c| c != '\n')).count();
                prop_assert_eq!(anchored, pieces.min(1));
                let links = out.matches(&format!("href=\"#{}\"", statement.anchor)).count();
                prop_assert_eq!(links, pieces);
            }
        }
    }
}
