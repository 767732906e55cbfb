use std::fmt::Write;

use serde_json::{Map, Value, json};

use crate::evaluate::Evaluation;
use crate::kind::Kind;

impl Evaluation {
    /// The measures as a table, line for line as `score_attributions.py` prints it; no line end after the last line.
    pub fn table(&self) -> String {
        let mut table = heading("");
        for (name, value) in &self.measures {
            row(
                &mut table,
                name,
                [value.p, value.r, value.f1],
                [value.gold, value.pred],
            );
        }
        // Writing to a string can't fail.
        let _ = write!(
            table,
            "source accuracy on content matches {:.3}, {} documents",
            self.source_accuracy, self.documents
        );
        for (problem, count) in &self.problems {
            let _ = write!(table, "\nnote: {count} {problem}");
        }
        table
    }

    /// `relation` by kind and by publisher, in the same columns; no line end after the last line.
    pub fn kind_table(&self) -> String {
        let mut table = heading("relation by kind");
        for (kind, value) in &self.kinds {
            if starts_group(*kind) {
                table.push('\n');
            }
            row(
                &mut table,
                kind.name(),
                [value.p, value.r, value.f1],
                [value.gold, value.pred],
            );
        }
        table.push('\n');
        for (publisher, value) in &self.publishers {
            row(
                &mut table,
                &label(publisher),
                [value.p, value.r, value.f1],
                [value.gold, value.pred],
            );
        }
        table.truncate(table.trim_end().len());
        table
    }

    /// The reliability of the confidences, bin by bin; no line end after the last line.
    pub fn calibration_table(&self) -> String {
        let mut table = format!("{:<24}{:>7}{:>7}{:>9}\n", "confidence", "mean", "right", "pred");
        for bin in &self.calibration.bins {
            let name = format!("{:.1} to {:.1}", bin.from, bin.to);
            let _ = writeln!(
                table,
                "{name:<24}{:7.3}{:7.3}{:9}",
                bin.confidence, bin.right, bin.count
            );
        }
        let _ = write!(
            table,
            "expected calibration error {:.3} over {} predictions",
            self.calibration.error, self.calibration.judged
        );
        if self.calibration.without > 0 {
            let _ = write!(
                table,
                "\nnote: {} predictions without a confidence",
                self.calibration.without
            );
        }
        table
    }

    /// Everything as one JSON object: the keys of `score_attributions.py --json`, then `kinds`, `publishers` and
    /// `calibration`.
    pub fn json(&self) -> Value {
        let mut object = Map::new();
        for (name, value) in &self.measures {
            object.insert((*name).into(), json!(value));
        }
        object.insert("source_accuracy".into(), json!(self.source_accuracy));
        object.insert("documents".into(), json!(self.documents));
        let problems: Map<_, _> = self
            .problems
            .iter()
            .map(|(name, count)| ((*name).into(), json!(count)))
            .collect();
        object.insert("problems".into(), problems.into());
        let kinds: Map<_, _> = self
            .kinds
            .iter()
            .map(|(kind, value)| (kind.name().into(), json!(value)))
            .collect();
        object.insert("kinds".into(), kinds.into());
        let publishers: Map<_, _> = self
            .publishers
            .iter()
            .map(|(name, value)| (name.clone(), json!(value)))
            .collect();
        object.insert("publishers".into(), publishers.into());
        object.insert("calibration".into(), json!(self.calibration));
        object.into()
    }
}

fn heading(name: &str) -> String {
    format!(
        "{name:<24}{:>7}{:>7}{:>7}{:>9}{:>9}\n",
        "P", "R", "F1", "gold", "pred"
    )
}

fn row(table: &mut String, name: &str, [p, r, f1]: [f64; 3], [gold, pred]: [usize; 2]) {
    let _ = writeln!(table, "{name:<24}{p:7.3}{r:7.3}{f1:7.3}{gold:9}{pred:9}");
}

fn starts_group(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Direct | Kind::Quoted | Kind::WithSource | Kind::Continuous | Kind::AccordingTo
    )
}

/// A publisher's name for the first column. It comes from a file: what could move a terminal's cursor is replaced.
fn label(publisher: &str) -> String {
    if publisher.is_empty() {
        return "(no publisher)".into();
    }
    let plain = |c: char| {
        if c.is_alphanumeric() || " .,-_&'()/".contains(c) {
            c
        } else {
            '?'
        }
    };
    publisher.chars().take(23).map(plain).collect()
}
