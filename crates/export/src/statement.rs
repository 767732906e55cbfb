use std::borrow::Cow;

use onrecord_record::{Attribution, AttributionType, Entity, Record, Stance};
use onrecord_text::Text;

use crate::lookup::{Lookup, words};
use crate::sanitise;
use crate::when::when;

/// Who says something, on one line each and fit for every view.
pub(crate) struct Who<'a> {
    /// The speaker's name, or the source's words where they hold it or nobody was found; empty for neither.
    pub name: Cow<'a, str>,
    /// The words that the article used, where they are others.
    pub used: Option<String>,
    /// The speaker.
    pub speaker: Option<&'a Entity>,
}

impl<'a> Who<'a> {
    pub fn of(lookup: &Lookup<'a>, text: &Text, attribution: &Attribution) -> Self {
        let source = sanitise(&words(text, &attribution.source))
            .trim_end_matches([',', ';', ' '])
            .to_owned();
        let Some(speaker) = lookup.entity(attribution.speaker.as_ref()) else {
            return Self {
                name: source.into(),
                used: None,
                speaker: None,
            };
        };
        let name = sanitise(&speaker.name);
        let (name, used) = match source {
            // "Harbour Minister Mara Olsen", "Mara Olsen, the harbour minister": the name and more.
            source if holds_name(&source, &name) => (source.into(), None),
            source => (name, Some(source).filter(|source| !source.is_empty())),
        };
        Self {
            name,
            used,
            speaker: Some(speaker),
        }
    }

    /// The speaker's role, where what is shown of him doesn't say it.
    pub fn role(&self) -> Option<Cow<'a, str>> {
        let role = sanitise(self.speaker?.role.as_deref()?);
        let shown = format!("{} {}", self.name, self.used.as_deref().unwrap_or_default()).to_lowercase();
        (!role.is_empty() && !shown.contains(&role.to_lowercase())).then_some(role)
    }
}

/// Whether words are a name with a title before it or a description after it. Case doesn't count.
fn holds_name(source: &str, name: &str) -> bool {
    let (source, name) = (source.to_lowercase(), name.to_lowercase());
    let begins = |before: &str| before.is_empty() || before.ends_with(' ');
    let ends = |after: &str| after.is_empty() || after.starts_with([' ', ',']);
    !name.is_empty()
        && source
            .match_indices(&name)
            .any(|(at, _)| begins(&source[..at]) && ends(&source[at + name.len()..]))
}

/// The channel, where the cue doesn't already name it ("said in a statement").
pub(crate) fn via<'a>(lookup: &Lookup<'a>, attribution: &Attribution, cue: &str) -> Option<Cow<'a, str>> {
    let via = sanitise(&lookup.entity(attribution.via.as_ref())?.name);
    let told = cue.to_lowercase().contains(&via.to_lowercase());
    (!told && !via.is_empty()).then_some(via)
}

/// What a speaker does, where it is more than to assert.
pub(crate) fn stance(attribution: &Attribution) -> Option<&'static str> {
    match attribution.stance? {
        Stance::Asserts => None,
        Stance::Denies => Some("denies"),
        Stance::Asks => Some("asks"),
        Stance::Orders => Some("orders"),
        Stance::Promises => Some("promises"),
        Stance::Threatens => Some("threatens"),
        Stance::Doubts => Some("doubts"),
        Stance::Declines => Some("declines"),
    }
}

/// "said 2031-03-28", "asked …"; `None` where it is not known when.
pub(crate) fn said_on(lookup: &Lookup, attribution: &Attribution) -> Option<String> {
    let time = lookup.time(attribution.time.as_ref())?;
    Some(format!("said {}", when(time, lookup.text)))
}

/// Why the speaker is who he is, for those who ask: "named in the source, 97%".
pub(crate) fn evidence(attribution: &Attribution) -> Option<String> {
    let evidence = attribution.evidence.as_ref()?;
    Some(match attribution.speaker_confidence {
        Some(confidence) => format!("{evidence}, {}%", per_cent(confidence)),
        None => evidence.clone(),
    })
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_with_a_title_or_a_description_is_held() {
        let holds = |source| holds_name(source, "Mara Olsen");
        for source in [
            "Mara Olsen",
            "Harbour Minister Mara Olsen",
            "Mara Olsen of the Courier",
            "Mara Olsen, who sails",
            "the MARA OLSEN of old",
        ] {
            assert!(holds(source), "{source}");
        }
        for source in ["", "She", "Mara Olsen’s rival", "Tamara Olsen", "Mara Olsendahl"] {
            assert!(!holds(source), "{source}");
        }
        assert!(!holds_name("anybody", ""));
    }
}
