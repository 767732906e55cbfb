//! What became of the inputs of a batch: counted, told at its end, and written down one by one where a report is asked
//! for.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::Path;

use onrecord::{Duplicate, DuplicateKind};
use onrecord_ingest::{Place, Reason, Skipped};
use serde_json::{Value, json};

use crate::failure::{Ending, Failure};
use crate::output::Output;

/// Counts what became of the inputs.
#[derive(Default)]
pub struct Tally {
    documents: u64,
    words: u64,
    copies: u64,
    updates: u64,
    failures: u64,
    known: u64,
    skipped: BTreeMap<Reason, u64>,
    report: Option<Report>,
}

/// A report as it is written: what happened first, the counts last, so that a long batch needs no memory for it.
struct Report {
    output: Output,
    any: bool,
    /// Writing failed; told when the report is finished.
    error: Option<io::Error>,
}

impl Tally {
    /// A tally that also writes a report: JSON, whole when [`Tally::finish`] returns.
    pub fn with_report(path: &Path) -> Result<Self, Failure> {
        let mut output = Output::open(Some(path))?;
        let error = output.write_all(b"{\"events\": [").err();
        Ok(Self {
            report: Some(Report {
                output,
                any: false,
                error,
            }),
            ..Self::default()
        })
    }

    /// A document of `words` words was read.
    pub fn read(&mut self, id: &str, words: usize, duplicate: Option<&Duplicate>) {
        self.documents += 1;
        self.words += words as u64;
        let Some(duplicate) = duplicate else { return };
        match duplicate.kind {
            DuplicateKind::Copy => self.copies += 1,
            DuplicateKind::Update => self.updates += 1,
        }
        self.event(|| json!({"event": duplicate.kind, "id": id, "of": duplicate.of, "similarity": duplicate.similarity}));
    }

    /// A document was known already, and not read again.
    pub fn known(&mut self) {
        self.known += 1;
    }

    /// Something was left out on purpose.
    pub fn skipped(&mut self, skipped: &Skipped) {
        *self.skipped.entry(skipped.reason.clone()).or_default() += 1;
        self.event(|| {
            placed(
                json!({"event": "skipped", "reason": skipped.reason.to_string()}),
                Some(&skipped.place),
            )
        });
    }

    /// Something could not be read.
    pub fn failed(&mut self, place: Option<&Place>, sentence: &str) {
        self.failures += 1;
        self.event(|| placed(json!({"event": "failed", "message": sentence}), place));
    }

    /// How a command ends after this.
    pub fn ending(&self) -> Ending {
        if self.failures == 0 {
            Ending::Whole
        } else {
            Ending::SomeFailed
        }
    }

    /// The closing sentence; `None` where one document was read and there is nothing else to tell.
    pub fn summary(&self) -> Option<String> {
        let left_out: u64 = self.skipped.values().sum();
        let plain = self.copies + self.updates + self.known + left_out + self.failures == 0;
        if plain && self.documents <= 1 {
            return None;
        }
        let mut said = format!("{} read", count(self.documents, "document"));
        let mut add = |number: u64, what: &str| {
            if number > 0 {
                said += &format!("; {number} {what}");
            }
        };
        add(self.copies, "of them repeat another");
        add(self.updates, "of them update another");
        add(self.known, "in the store already");
        add(left_out, "left out");
        if left_out > 0 {
            said += &format!(" ({})", self.reasons().join(", "));
        }
        if self.failures > 0 {
            said += &format!("; {} not read because of errors", self.failures);
        }
        Some(said)
    }

    /// Why things were left out, languages together.
    fn reasons(&self) -> Vec<String> {
        let mut languages = Vec::new();
        let mut reasons = Vec::new();
        for (reason, number) in &self.skipped {
            match reason {
                Reason::Language(code) => languages.push(format!("{number} {code}")),
                _ => reasons.push(format!("{number} {reason}")),
            }
        }
        if !languages.is_empty() {
            reasons.push(format!(
                "in languages the model doesn't know: {}",
                languages.join(", ")
            ));
        }
        reasons
    }

    /// Completes the report, where there is one.
    pub fn finish(mut self, path: Option<&Path>) -> Result<(), Failure> {
        let Some(mut report) = self.report.take() else {
            return Ok(());
        };
        let written = match report.error.take() {
            Some(error) => Err(error),
            None => {
                let end = if report.any { "\n]" } else { "]" };
                writeln!(report.output, "{end}, \"summary\": {}}}", self.counts())
            }
        };
        written
            .and_then(|()| report.output.finish())
            .map_err(|error| Failure::writing(path, &error))
    }

    fn counts(&self) -> Value {
        let skipped: serde_json::Map<String, Value> = self
            .skipped
            .iter()
            .map(|(reason, number)| (reason.to_string(), json!(number)))
            .collect();
        json!({
            "documents": self.documents,
            "words": self.words,
            "copies": self.copies,
            "updates": self.updates,
            "skipped": skipped,
            "failures": self.failures,
        })
    }

    fn event(&mut self, event: impl FnOnce() -> Value) {
        let Some(report) = &mut self.report else { return };
        if report.error.is_none() {
            let before = if report.any { ",\n  " } else { "\n  " };
            report.error = write!(report.output, "{before}{}", event()).err();
            report.any = true;
        }
    }
}

/// An event with what is known of its place.
fn placed(mut event: Value, place: Option<&Place>) -> Value {
    if let (Some(fields), Some(place)) = (event.as_object_mut(), place) {
        fields.insert("file".into(), json!(place.file));
        for (key, number) in [("line", place.line), ("offset", place.offset)] {
            if let Some(number) = number {
                fields.insert(key.into(), json!(number));
            }
        }
    }
    event
}

fn count(number: u64, what: &str) -> String {
    format!("{number} {what}{}", if number == 1 { "" } else { "s" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_document_needs_no_summary() {
        let mut tally = Tally::default();
        tally.read("a", 10, None);
        assert_eq!(tally.summary(), None);
        tally.read("b", 10, None);
        assert_eq!(tally.summary().as_deref(), Some("2 documents read"));
    }

    #[test]
    fn everything_is_told() {
        let mut tally = Tally::default();
        let twin = Duplicate {
            of: "a".into(),
            kind: DuplicateKind::Copy,
            similarity: 0.9,
        };
        tally.read("a", 10, None);
        tally.read("b", 10, Some(&twin));
        tally.failed(None, "x.txt: there is no such file");
        assert_eq!(
            tally.summary().as_deref(),
            Some("2 documents read; 1 of them repeat another; 1 not read because of errors")
        );
        assert_eq!(tally.ending(), Ending::SomeFailed);
        assert_eq!(
            tally.counts(),
            json!({"documents": 2, "words": 20, "copies": 1, "updates": 0, "skipped": {}, "failures": 1})
        );
        for reason in [
            Reason::Language("pt".into()),
            Reason::Language("de".into()),
            Reason::NoArticle,
        ] {
            let place = Place {
                file: "a.warc".into(),
                line: None,
                column: None,
                offset: Some(7),
            };
            tally.skipped(&Skipped { place, reason });
        }
        let summary = tally.summary().unwrap();
        assert!(
            summary.contains(
                "; 3 left out (1 no article on the page, in languages the model doesn't know: 1 de, 1 pt);"
            ),
            "{summary}"
        );
    }
}
