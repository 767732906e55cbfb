use std::fmt::Write;

use onrecord_text::{Span, Text};

use super::escape;
use super::statements::{Statement, type_class};
use crate::figures::meant;
use crate::lookup::Lookup;
use crate::marks::{Step, weave};
use crate::when::when;

/// A stretch of the article that is marked.
pub(super) struct Mark {
    span: (usize, usize),
    class: &'static str,
    of: Of,
}

/// What a mark belongs to.
#[derive(PartialEq)]
enum Of {
    /// A source or a cue: the indexes of its statements.
    Role(Vec<usize>),
    /// A content: the index of its statement, and whether this is its first span.
    Content(usize, bool),
    /// A time or a figure: what it stands for.
    Aside(String),
}

/// The marks of sources, cues and contents. Line breaks at a mark's ends are left out, as paragraphs don't hold them.
pub(super) fn roles(statements: &[Statement]) -> Vec<Mark> {
    let mut marks = Vec::new();
    for (index, statement) in statements.iter().enumerate() {
        let attribution = statement.attribution;
        let mut add = |spans: &[Span], class, content: bool| {
            let spans = spans
                .iter()
                .filter_map(|&span| within_lines(statement.text, span));
            marks.extend(spans.enumerate().map(|(piece, span)| Mark {
                span,
                class,
                of: if content {
                    Of::Content(index, piece == 0)
                } else {
                    Of::Role(vec![index])
                },
            }));
        };
        add(&attribution.content, type_class(attribution.kind), true);
        add(&attribution.source, "source", false);
        add(&attribution.cue, "cue", false);
    }
    marks.sort_by_key(|mark| (mark.span.0, mark.span.1, mark.class));
    // A source or cue of several statements is marked once.
    marks.dedup_by(|a, b| match (&mut a.of, &mut b.of) {
        (Of::Role(more), Of::Role(statements)) if (a.span, a.class) == (b.span, b.class) => {
            statements.append(more);
            true
        }
        _ => false,
    });
    marks
}

/// The marks of times and figures. One that stands for several things is marked once.
pub(super) fn asides(lookup: &Lookup) -> Vec<Mark> {
    let record = lookup.record;
    let times = record
        .times
        .iter()
        .map(|time| (time.span, "time", when(time, lookup.text)));
    let figures = record
        .quantities
        .iter()
        .map(|one| (one.span, "figure", meant(one).unwrap_or_default()));
    let mark = |(span, class, meaning)| {
        let span = within_lines(lookup.text, span)?;
        Some(Mark {
            span,
            class,
            of: Of::Aside(meaning),
        })
    };
    let mut marks: Vec<Mark> = times.chain(figures).filter_map(mark).collect();
    marks.sort_by_key(|mark| (mark.span, mark.class));
    marks.dedup_by_key(|mark| (mark.span, mark.class));
    marks
}

fn within_lines(text: &Text, span: Span) -> Option<(usize, usize)> {
    let words = text.slice(span);
    let inner = words.trim_start_matches('\n');
    let start = span.start() + (words.len() - inner.len());
    let end = start + inner.trim_end_matches('\n').chars().count();
    (start < end).then_some((start, end))
}

/// A text with the statements that its marks belong to.
pub(super) struct Marked<'a> {
    pub text: &'a Text,
    pub statements: &'a [Statement<'a>],
    /// Begins all anchors.
    pub prefix: &'a str,
    /// Whether each piece of a content is followed by the number of its statement, a link to its entry.
    pub numbered: bool,
}

impl Marked<'_> {
    /// What of the text stands in `[from, to)`, a paragraph for each line; the line breaks stand between the paragraphs as
    /// they are.
    pub fn body(&self, out: &mut String, mut marks: Vec<Mark>, (from, to): (usize, usize)) {
        marks.sort_by_key(|mark| (mark.span.0, mark.span.1));
        let mut start = 0;
        let mut coming = 0;
        let mut active: Vec<usize> = Vec::new();
        for line in self.text.as_str().split('\n') {
            if start > to {
                break;
            }
            if start > from {
                out.push('\n');
            }
            let end = start + line.chars().count();
            while marks.get(coming).is_some_and(|mark| mark.span.0 < end) {
                active.push(coming);
                coming += 1;
            }
            active.retain(|&mark| marks[mark].span.1 > start);
            let (first, last) = (start.max(from), end.min(to));
            if first < last {
                out.push_str("<p>");
                self.line(out, active.iter().map(|&mark| &marks[mark]), (first, last));
                out.push_str("</p>");
            }
            start = end + 1;
        }
    }

    /// The words of a range with their marks.
    pub fn line<'m>(
        &self,
        out: &mut String,
        marks: impl IntoIterator<Item = &'m Mark>,
        (start, end): (usize, usize),
    ) {
        let marks: Vec<&Mark> = marks.into_iter().collect();
        let spans: Vec<(usize, usize)> = marks.iter().map(|mark| mark.span).collect();
        for step in weave(&spans, start, end) {
            match step {
                Step::Open { mark, first } => open(out, marks[mark], first, self.statements, self.prefix),
                Step::Close { mark, last } => {
                    out.push_str("</span>");
                    if let (Of::Content(statement, _), true) = (&marks[mark].of, last && self.numbered) {
                        number(out, &self.statements[*statement], self.prefix);
                    }
                }
                Step::Words { start, end } => {
                    if let Some(span) = Span::new(start, end) {
                        escape::words(out, self.text.slice(span));
                    }
                }
            }
        }
    }
}

fn number(out: &mut String, Statement { anchor, number, .. }: &Statement, prefix: &str) {
    let _ = write!(
        out,
        "<a class=\"n\" href=\"#{prefix}{anchor}\" data-n=\"{number}\" aria-label=\"Statement {number}\"></a>"
    );
}

/// Marks name the entries of their statements in `data-s`, for scripts that link the two.
fn open(out: &mut String, mark: &Mark, first: bool, statements: &[Statement], prefix: &str) {
    let class = mark.class;
    let _ = match &mark.of {
        Of::Content(statement, begins) => {
            let anchor = &statements[*statement].anchor;
            let _ = write!(out, "<span class=\"content {class}\" data-s=\"{prefix}{anchor}\"");
            if *begins && first {
                let _ = write!(out, " id=\"{prefix}m-{anchor}\"");
            }
            write!(out, ">")
        }
        Of::Role(of) => {
            let anchors: Vec<String> = of
                .iter()
                .map(|&statement| format!("{prefix}{}", statements[statement].anchor))
                .collect();
            write!(out, "<span class=\"{class}\" data-s=\"{}\">", anchors.join(" "))
        }
        Of::Aside(meaning) if !meaning.is_empty() => {
            let _ = write!(out, "<span class=\"{class}\" title=\"");
            escape::line(out, meaning);
            write!(out, "\">")
        }
        Of::Aside(_) => write!(out, "<span class=\"{class}\">"),
    };
}

#[cfg(test)]
mod tests {
    use onrecord_record::{Attribution, AttributionType, Polarity, Quantity, Record, Timex, TimexType};
    use proptest::prelude::*;

    use super::*;
    use crate::html::statements;

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
            speaker_confidence: None,
            evidence: None,
            via: None,
            time: None,
            stance: None,
            parent: None,
            confidence: 0.5,
        }
    }

    fn time(span: Span) -> Timex {
        Timex {
            id: "t1".into(),
            span,
            kind: TimexType::Date,
            value: "2031".into(),
            modifier: None,
            earliest: Some("a<\"b".into()),
            latest: None,
            anchor: None,
            quant: None,
            freq: None,
        }
    }

    fn quantity(span: Span) -> Quantity {
        Quantity {
            id: "q1".into(),
            span,
            words: String::new(),
            low: Some(1.0),
            high: None,
            value: None,
            qualifier: None,
            unit: None,
            of: vec![],
            measure: None,
            polarity: Polarity::Positive,
            hypothetical: false,
            attribution: None,
            time: None,
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
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

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
            asides in prop::collection::vec((0usize..60, 0usize..60), 0..4),
        ) {
            let text = Text::new(chars.into_iter().collect::<String>());
            let attributions: Vec<_> =
                spans.iter().enumerate().map(|(index, spans)| attribution(index, spans, &text)).collect();
            let places: Vec<Span> = asides.iter().filter_map(|&(start, end)| text.span(start, end)).collect();
            let record = Record {
                attributions,
                times: places.iter().map(|&span| time(span)).collect(),
                quantities: places.iter().rev().map(|&span| quantity(span)).collect(),
                ..Default::default()
            };
            let title = Text::new("");
            let (_, statements) = statements::of(&record, &title, &text);
            let mut out = String::new();
            let mut marks = roles(&statements);
            let lookup = Lookup::new(&record, &text);
            marks.extend(super::asides(&lookup));
            let marked = Marked { text: &text, statements: &statements, prefix: "", numbered: true };
            marked.body(&mut out, marks, (0, text.len()));
            prop_assert_eq!(read_back(&out), text.as_str());
            for statement in &statements {
                let anchored = out.matches(&format!(" id=\"m-{}\"", statement.anchor)).count();
                let content = &statement.attribution.content;
                let pieces = content.iter().filter(|span| text.slice(**span).chars().any(|c| c != '\n')).count();
                prop_assert_eq!(anchored, pieces.min(1));
                let links = out.matches(&format!("href=\"#{}\"", statement.anchor)).count();
                prop_assert_eq!(links, pieces);
            }
        }
    }
}
