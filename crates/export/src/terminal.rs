mod panels;

use std::collections::HashSet;
use std::io::Write;

use onrecord_record::{Attribution, AttributionType, Record};
use onrecord_text::Text;
use textwrap::{Options, WordSeparator, WordSplitter, WrapAlgorithm, wrap};

use crate::lookup::{Lookup, words};
use crate::sink::text_of;
use crate::statement::{Tally, Who, before_cue, evidence, per_cent, said_on, stance, statements, via};
use crate::{Error, Sink, sanitise};

/// How [`Terminal`] writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TerminalOptions {
    /// Columns of a line; taken for 24 where it is less, for 100 where it is more, as longer lines are hard to read.
    pub width: usize,
    /// Whether escape sequences for colour, bold and italic may be written.
    pub colour: bool,
}

impl Default for TerminalOptions {
    /// 80 columns, no colour.
    fn default() -> Self {
        Self {
            width: 80,
            colour: false,
        }
    }
}

/// Records to be read on a terminal: title, publisher and date, then who said what in the order of the text, the
/// headline's statements first, rival figures, what other figures are claimed, who speaks, and a line of counts.
///
/// Each statement begins with a sign: `“` for a direct quotation, `~` for a mixed one, `›` for indirect speech. The
/// speaker's name comes first, then in quotation marks the words that the article used, where they are others. Parts of a
/// content that the article interrupts are joined with ` … `. A statement within another is set in.
#[derive(Debug)]
pub struct Terminal<W> {
    writer: W,
    options: TerminalOptions,
    begun: bool,
}

impl<W: Write> Terminal<W> {
    /// Writes to `writer`.
    pub fn new(writer: W, options: TerminalOptions) -> Self {
        Self {
            writer,
            options,
            begun: false,
        }
    }
}

impl<W: Write> Sink for Terminal<W> {
    fn write(&mut self, record: &Record) -> Result<(), Error> {
        let text = text_of(record)?;
        let mut page = Page::new(self.options);
        if self.begun {
            page.rule();
        }
        page.record(record, &text);
        self.begun = true;
        self.writer.write_all(page.out.as_bytes())?;
        Ok(self.writer.flush()?)
    }

    fn finish(&mut self) -> Result<(), Error> {
        Ok(self.writer.flush()?)
    }
}

/// How a stretch of letters looks: the numbers of its escape sequence.
#[derive(Clone, Copy)]
enum Style {
    Title,
    Quiet,
    Source,
    Cue,
    Direct,
    Mixed,
    Indirect,
}

impl Style {
    fn code(self) -> &'static str {
        match self {
            Self::Title | Self::Source => "1",
            Self::Quiet => "2",
            Self::Cue => "3",
            Self::Direct => "32",
            Self::Mixed => "36",
            Self::Indirect => "39",
        }
    }

    fn of(kind: AttributionType) -> Self {
        match kind {
            AttributionType::Direct => Self::Direct,
            AttributionType::Mixed => Self::Mixed,
            AttributionType::Indirect => Self::Indirect,
        }
    }
}

fn sign(kind: AttributionType) -> &'static str {
    match kind {
        AttributionType::Direct => "“",
        AttributionType::Mixed => "~",
        AttributionType::Indirect => "›",
    }
}

struct Page {
    out: String,
    width: usize,
    colour: bool,
}

impl Page {
    fn new(options: TerminalOptions) -> Self {
        Self {
            out: String::new(),
            width: options.width.clamp(24, 100),
            colour: options.colour,
        }
    }

    fn rule(&mut self) {
        let rule = self.styled(Style::Quiet, &"─".repeat(self.width.min(40)));
        self.out.push_str(&format!("\n{rule}\n\n"));
    }

    fn record(&mut self, record: &Record, text: &Text) {
        let title = record
            .title
            .as_deref()
            .map(sanitise)
            .filter(|title| !title.is_empty());
        self.paragraph(Style::Title, &title.unwrap_or_else(|| sanitise(&record.id)));
        let beneath = [&record.publisher, &record.author, &record.date];
        let beneath: Vec<_> = beneath
            .into_iter()
            .flatten()
            .map(|part| sanitise(part))
            .filter(|p| !p.is_empty())
            .collect();
        if !beneath.is_empty() {
            self.paragraph(Style::Quiet, &beneath.join(" · "));
        }
        let lookup = Lookup::new(record, text);
        let mut introduced = HashSet::new();
        if !record.title_attributions.is_empty() {
            self.heading("In the headline");
            let title = Text::new(record.title.as_deref().unwrap_or_default());
            self.statements(&lookup, &title, &record.title_attributions, &mut introduced);
            if !record.attributions.is_empty() {
                self.heading("In the text");
            }
        }
        self.statements(&lookup, text, &record.attributions, &mut introduced);
        self.rivals(&lookup);
        self.figures(&lookup);
        self.speakers(&lookup);
        self.out.push('\n');
        self.paragraph(Style::Quiet, &counts(Tally::of(record)));
    }

    fn heading(&mut self, heading: &str) {
        self.out.push('\n');
        self.paragraph(Style::Quiet, &heading.to_uppercase());
    }

    /// `introduced` holds the ids of the speakers whose role has been told.
    fn statements<'a>(
        &mut self,
        lookup: &Lookup<'a>,
        text: &Text,
        attributions: &'a [Attribution],
        introduced: &mut HashSet<&'a str>,
    ) {
        for attribution in attributions {
            self.out.push('\n');
            self.statement(lookup, text, attribution, introduced);
        }
    }

    fn statement<'a>(
        &mut self,
        lookup: &Lookup<'a>,
        text: &Text,
        attribution: &'a Attribution,
        introduced: &mut HashSet<&'a str>,
    ) {
        let who = Who::of(lookup, text, attribution);
        let mut line = match &*who.name {
            "" => self.styled(Style::Quiet, "(no source)"),
            name => self.styled(Style::Source, name),
        };
        if let (Some(speaker), Some(role)) = (who.speaker, who.role())
            && introduced.insert(&speaker.id)
        {
            line.push_str(&format!(", {role}"));
        }
        if let Some(used) = &who.used {
            line.push_str(&format!(" · “{used}”"));
        }
        let cue = words(text, &attribution.cue);
        let cue = sanitise(&cue);
        if !cue.is_empty() {
            let sign = if who.used.is_some() { "" } else { " ·" };
            line.push_str(&before_cue(&cue, sign));
            line.push_str(&self.styled(Style::Cue, &cue));
        }
        if let Some(via) = via(lookup, attribution, &cue) {
            line.push_str(&format!(" · via {via}"));
        }
        if let Some(said_on) = said_on(lookup, attribution) {
            line.push_str(&format!(" · {}", sanitise(&said_on)));
        }
        let stance = stance(attribution).map_or(String::new(), |stance| format!("{stance}, "));
        line.push_str("  ");
        line.push_str(&self.styled(
            Style::Quiet,
            &format!("{stance}{}%", per_cent(attribution.confidence)),
        ));

        let style = Style::of(attribution.kind);
        let sign = self.styled(style, sign(attribution.kind));
        let indent = "    ".repeat(lookup.depth(attribution));
        self.wrapped(&line, &format!("{indent}{sign} "), &format!("{indent}  "));
        let content = self.styled(style, &sanitise(&words(text, &attribution.content)));
        let indent = format!("{indent}    ");
        self.wrapped(&content, &indent, &indent);
        if let Some(evidence) = evidence(attribution) {
            let why = self.styled(Style::Quiet, &format!("speaker: {}", sanitise(&evidence)));
            self.wrapped(&why, &indent, &format!("{indent}  "));
        }
    }

    fn paragraph(&mut self, style: Style, words: &str) {
        let words = self.styled(style, words);
        self.wrapped(&words, "", "");
    }

    fn styled(&self, style: Style, words: &str) -> String {
        if self.colour {
            format!("\x1b[{}m{words}\x1b[0m", style.code())
        } else {
            words.into()
        }
    }

    /// Breaks at spaces and, only where a word is longer than the line, within it.
    fn wrapped(&mut self, words: &str, first: &str, rest: &str) {
        let options = Options::new(self.width)
            .initial_indent(first)
            .subsequent_indent(rest)
            .word_separator(WordSeparator::AsciiSpace)
            .word_splitter(WordSplitter::NoHyphenation)
            .wrap_algorithm(WrapAlgorithm::FirstFit);
        for line in wrap(words, options) {
            self.out.push_str(&line);
            self.out.push('\n');
        }
    }
}

/// "5 statements: 2 direct “, 1 mixed ~, 2 indirect ›; 1 without a source".
fn counts(tally: Tally) -> String {
    if tally.all() == 0 {
        return "No statements found".into();
    }
    let kinds = [
        (tally.direct, "direct", AttributionType::Direct),
        (tally.mixed, "mixed", AttributionType::Mixed),
        (tally.indirect, "indirect", AttributionType::Indirect),
    ];
    let kinds = kinds.into_iter().filter(|(count, ..)| *count > 0);
    let kinds: Vec<_> = kinds
        .map(|(count, kind, sort)| format!("{count} {kind} {}", sign(sort)))
        .collect();
    let mut line = format!("{}: {}", statements(tally.all()), kinds.join(", "));
    if tally.without_source > 0 {
        line.push_str(&format!("; {} without a source", tally.without_source));
    }
    line
}
