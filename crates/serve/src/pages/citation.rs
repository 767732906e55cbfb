//! How a statement is cited, and where it stands in the original.

use std::borrow::Cow;
use std::fmt::Write;

use onrecord_export::html::{escape, moment};
use onrecord_export::sanitise;
use onrecord_record::{AttributionType, Record};

/// Words of a statement that are looked for in the original, at each end of a long one.
const SOUGHT: usize = 5;

/// Marks that close a quotation.
const CLOSING: [char; 6] = ['”', '’', '"', '\'', '»', '›'];

/// What is cited of a statement.
pub(super) struct Cited<'a> {
    pub record: &'a Record,
    /// Who said it, where somebody is named.
    pub speaker: Option<&'a str>,
    /// The article's words.
    pub words: &'a str,
    pub kind: AttributionType,
}

impl Cited<'_> {
    /// Speaker, exact words, outlet, headline, date, address and time of retrieval, on one line. Indirect speech is told
    /// from words that somebody uttered: it is the article that speaks.
    pub fn line(&self) -> String {
        let speaker = self.speaker.unwrap_or("An unnamed source");
        let words = sanitise(self.words);
        let words = without_comma(&words);
        let mut line = match self.kind {
            AttributionType::Direct => format!("{}: {words}", sanitise(speaker)),
            AttributionType::Mixed | AttributionType::Indirect => {
                format!("{}, as reported: “… {words} …”", sanitise(speaker))
            }
        };
        let record = self.record;
        let date = record.date.as_deref().map(moment);
        let published = [
            record.publisher.as_deref(),
            record.title.as_deref(),
            date.as_deref(),
        ];
        for (place, part) in published.into_iter().enumerate() {
            if let Some(part) = part {
                let part = sanitise(part);
                let part = if place == 1 {
                    format!("“{part}”")
                } else {
                    part.into_owned()
                };
                // Writing to a string can't fail.
                let _ = write!(line, "{} {part}", if is_ended(&line) { "" } else { "." });
            }
        }
        if let Some(url) = &record.url {
            let _ = write!(line, ", {}", sanitise(url));
        }
        let retrieved = record.provenance.as_ref().and_then(|one| one.fetched.as_deref());
        if let Some(at) = retrieved {
            let _ = write!(line, " (retrieved {})", sanitise(&moment(at)));
        }
        line
    }

    /// The address of the words in the original: a text fragment (W3C Community Group, URL Fragment Text Directives).
    /// `None` where the article has no web address.
    pub fn original(&self) -> Option<String> {
        let url = escape::link(self.record.url.as_deref()?)?;
        let page = url.split('#').next()?;
        let words: Vec<&str> = self
            .words
            .split_whitespace()
            .filter(|word| *word != "…")
            .collect();
        let broken = self.words.contains('…') || words.len() > 2 * SOUGHT;
        let end = |words: &[&str]| encoded(words.join(" ").trim_matches(|c: char| !c.is_alphanumeric()));
        Some(match words.len() {
            0 => page.to_owned(),
            number if broken && number > SOUGHT => format!(
                "{page}#:~:text={},{}",
                end(&words[..SOUGHT.min(number / 2)]),
                end(&words[number - SOUGHT.min(number / 2)..])
            ),
            _ => format!("{page}#:~:text={}", end(&words)),
        })
    }
}

/// Words without the comma at their end, before or behind the mark that closes them: there the article goes on, the citation
/// doesn't.
fn without_comma(words: &str) -> Cow<'_, str> {
    let open = words.trim_end_matches(CLOSING);
    match open.strip_suffix(',') {
        Some(body) => format!("{}{}", body.trim_end(), &words[open.len()..]).into(),
        None => words.into(),
    }
}

/// Whether a sentence ends with a line, inside its quotation marks or outside.
fn is_ended(line: &str) -> bool {
    line.trim_end_matches(CLOSING).ends_with(['.', '!', '?'])
}

/// Percent-encoded, also the characters that separate the parts of a text directive.
fn encoded(words: &str) -> String {
    let mut encoded = String::new();
    for byte in words.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'.' | b'_' | b'~' => encoded.push(byte.into()),
            _ => {
                let _ = write!(encoded, "%{byte:02X}");
            }
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use onrecord_record::Provenance;

    use super::*;

    fn record(url: &str) -> Record {
        Record {
            publisher: Some("Kelmouth Courier".into()),
            title: Some("The Wall".into()),
            date: Some("2031-03-14".into()),
            url: Some(url.into()),
            provenance: Some(Provenance {
                fetched: Some("2031-03-15T08:00:00Z".into()),
                ..Provenance::default()
            }),
            ..Record::default()
        }
    }

    fn cited<'a>(record: &'a Record, words: &'a str, kind: AttributionType) -> Cited<'a> {
        Cited {
            record,
            speaker: Some("Ilse Marandt"),
            words,
            kind,
        }
    }

    #[test]
    fn a_citation_names_everything_and_tells_speech_from_report() {
        let record = record("https://courier.example/wall");
        assert_eq!(
            cited(&record, "“We want\nthe names.”", AttributionType::Direct).line(),
            "Ilse Marandt: “We want the names.” Kelmouth Courier. “The Wall”. 2031-03-14, https://courier.example/wall \
             (retrieved 2031-03-15, 08:00 UTC)"
        );
        let line = cited(&record, "that it was safe", AttributionType::Indirect).line();
        assert!(line.starts_with("Ilse Marandt, as reported: “… that it was safe …”. Kelmouth"));
    }

    #[test]
    fn a_citation_ends_as_a_sentence_does() {
        let record = record("https://courier.example/wall");
        for (words, kind, ended) in [
            (
                "“We want the names,”",
                AttributionType::Direct,
                "“We want the names”. Kelmouth",
            ),
            (
                "“We want the names”,",
                AttributionType::Direct,
                "“We want the names”. Kelmouth",
            ),
            (
                "\"Why, then?\"",
                AttributionType::Direct,
                "\"Why, then?\" Kelmouth",
            ),
            (
                "‘We want the names’",
                AttributionType::Direct,
                "‘We want the names’. Kelmouth",
            ),
            (
                "it was safe,",
                AttributionType::Indirect,
                "“… it was safe …”. Kelmouth",
            ),
            (
                "it was “safe,”",
                AttributionType::Mixed,
                "“… it was “safe” …”. Kelmouth",
            ),
            (",”", AttributionType::Direct, "”. Kelmouth"),
        ] {
            let line = cited(&record, words, kind).line();
            assert!(line.contains(ended), "{line}");
        }
    }

    #[test]
    fn the_original_is_addressed_by_its_words() {
        let record = record("https://courier.example/wall?a=1#top");
        let original = |words| cited(&record, words, AttributionType::Direct).original();
        assert_eq!(
            original("“We want the names, all-out.”").unwrap(),
            "https://courier.example/wall?a=1#:~:text=We%20want%20the%20names%2C%20all%2Dout"
        );
        assert_eq!(
            original("one two three … four five six").unwrap(),
            "https://courier.example/wall?a=1#:~:text=one%20two%20three,four%20five%20six"
        );
        let hostile = self::record("javascript:alert(1)");
        assert_eq!(cited(&hostile, "x", AttributionType::Direct).original(), None);
    }
}
