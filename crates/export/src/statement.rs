use onrecord_record::{Attribution, AttributionType, Record};
use onrecord_text::{Span, Text};

/// The words of a role, its spans joined with " … ", as the article has them.
pub(crate) fn words(text: &Text, spans: &[Span]) -> String {
    let words: Vec<&str> = spans.iter().map(|&span| text.slice(span)).collect();
    words.join(" … ")
}

/// The name of an entity of the record.
pub(crate) fn name<'a>(record: &'a Record, entity: Option<&String>) -> Option<&'a str> {
    let id = entity?;
    record
        .entities
        .iter()
        .find(|entity| entity.id == *id)
        .map(|entity| entity.name.as_str())
}

/// The speaker's name where the source doesn't already give it: for "he", "the minister".
pub(crate) fn fuller_name<'a>(
    record: &'a Record,
    attribution: &Attribution,
    source: &str,
) -> Option<&'a str> {
    let name = name(record, attribution.speaker.as_ref())?;
    let source = source.to_lowercase();
    (!source.contains(&name.to_lowercase())).then_some(name)
}

/// What stands between a source and its cue: `sign` and a space, or nothing where the cue is a colon or dash.
pub(crate) fn before_cue(cue: &str, sign: &str) -> String {
    if cue.contains(char::is_alphanumeric) {
        format!("{sign} ")
    } else {
        String::new()
    }
}

/// How many statements of each type there are, and how many lack a source.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Tally {
    pub direct: usize,
    pub mixed: usize,
    pub indirect: usize,
    pub without_source: usize,
}

impl Tally {
    pub fn of(record: &Record) -> Self {
        let mut tally = Self::default();
        for attribution in record.title_attributions.iter().chain(&record.attributions) {
            *match attribution.kind {
                AttributionType::Direct => &mut tally.direct,
                AttributionType::Mixed => &mut tally.mixed,
                AttributionType::Indirect => &mut tally.indirect,
            } += 1;
            tally.without_source += usize::from(attribution.source.is_empty());
        }
        tally
    }

    pub fn all(self) -> usize {
        self.direct + self.mixed + self.indirect
    }
}

/// "1 statement", "2 statements".
pub(crate) fn statements(count: usize) -> String {
    format!("{count} statement{}", if count == 1 { "" } else { "s" })
}

/// A confidence in whole per cent.
pub(crate) fn per_cent(confidence: f64) -> u8 {
    (confidence.clamp(0.0, 1.0) * 100.0).round() as u8
}
