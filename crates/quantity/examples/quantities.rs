//! Scores the quantities against `bench/annotations/quantities.tsv`.
//!
//! ```text
//! cargo run --release -p onrecord-quantity --example quantities -- [dev|final] [--mistakes]
//! ```
//!
//! PolNeAR's gold attributions are given, so that the claimant is judged on right attributions; no times are. A gold quantity
//! is found where a predicted span shares a character with it. Interval (low and high), measure and claimant are judged on
//! those found, the claimant on PolNeAR alone, as GUM has no attributions.

use std::collections::BTreeMap;
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use onrecord_quantity::{Vague, quantities};
use onrecord_record::{Attribution, Polarity, Quantity};
use onrecord_text::{Span, Text};
use serde_json::Value;

/// Texts with their attributions, by id.
type Documents = BTreeMap<String, (Text, Vec<Attribution>)>;

/// One row of the table.
struct Gold {
    start: usize,
    end: usize,
    low: Option<f64>,
    high: Option<f64>,
    unit: String,
    measure: String,
    of: Option<(usize, usize)>,
    negative: bool,
    hypothetical: bool,
    claimant: String,
}

#[derive(Default)]
struct Score {
    right: usize,
    all: usize,
}

impl Score {
    fn add(&mut self, right: bool) {
        self.right += usize::from(right);
        self.all += 1;
    }

    fn show(&self, name: &str) {
        println!(
            "{name:<14} {:.3}  ({} of {})",
            self.right as f64 / self.all.max(1) as f64,
            self.right,
            self.all
        );
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let part = if arguments.iter().any(|argument| argument == "final") {
        "final"
    } else {
        "dev"
    };
    let mistakes = arguments.iter().any(|argument| argument == "--mistakes");
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let documents = documents(&root.join("../shared/data"))?;
    let gold = gold(&root.join("bench/annotations"), part)?;
    let names = [
        "recall",
        "precision",
        "interval",
        "measure",
        "claimant",
        "unit",
        "of",
        "polarity",
        "modality",
    ];
    let mut scores: BTreeMap<&str, Score> = BTreeMap::new();
    for (id, gold) in &gold {
        let (text, attributions) = documents
            .get(id)
            .ok_or_else(|| format!("document {id} is not there"))?;
        let found = quantities(text, attributions, &[], Vague::Raw);
        let mut add = |name, right| scores.entry(name).or_default().add(right);
        let overlap =
            |gold: &Gold, found: &Quantity| found.span.start() < gold.end && gold.start < found.span.end();
        for one in &found {
            let right = gold.iter().any(|gold| overlap(gold, one));
            add("precision", right);
            if mistakes && !right {
                println!("extra     {} {}", around(text, one.span), show(one));
            }
        }
        for gold in gold {
            let best = found
                .iter()
                .filter(|found| overlap(gold, found))
                .max_by_key(|found| found.span.end().min(gold.end) - found.span.start().max(gold.start));
            add("recall", best.is_some());
            let place = text.span(gold.start, gold.end).ok_or("a span outside its text")?;
            let Some(found) = best else {
                if mistakes {
                    println!("missing   {}", around(text, place));
                }
                continue;
            };
            let mut judge = |name, right| {
                add(name, right);
                if mistakes && !right && !matches!(name, "polarity") {
                    println!(
                        "{name:<9} {} {} not {}",
                        around(text, place),
                        show(found),
                        gold.show()
                    );
                }
            };
            judge(
                "interval",
                same(gold.low, found.low) && same(gold.high, found.high),
            );
            let measure = found.measure.as_deref().unwrap_or("-");
            judge("measure", gold.measure.split('/').any(|right| right == measure));
            judge("unit", found.unit.as_deref().unwrap_or("-") == gold.unit);
            if let Some((_, end)) = gold.of {
                judge("of", found.of.iter().any(|of| of.end() == end));
            }
            judge(
                "polarity",
                (found.polarity == Polarity::Negative) == gold.negative,
            );
            judge("modality", found.hypothetical == gold.hypothetical);
            if !id.starts_with("GUM_") {
                judge(
                    "claimant",
                    found.attribution.as_deref().unwrap_or("-") == gold.claimant,
                );
            }
        }
    }
    for name in names {
        if let Some(score) = scores.get(name) {
            score.show(name);
        }
    }
    Ok(())
}

impl Gold {
    fn show(&self) -> String {
        format!(
            "[{:?} {:?} {} {} {}]",
            self.low, self.high, self.measure, self.unit, self.claimant
        )
    }
}

fn show(one: &Quantity) -> String {
    format!(
        "[{:?} {:?} {:?} {:?} {:?} {}]",
        one.low, one.high, one.measure, one.unit, one.attribution, one.hypothetical
    )
}

/// The words around a span, which stands in `»«`.
fn around(text: &Text, span: Span) -> String {
    let (from, to) = (span.start().saturating_sub(50), (span.end() + 60).min(text.len()));
    let cut = |start, end| {
        text.span(start, end)
            .map_or("", |span| text.slice(span))
            .replace('\n', " ")
    };
    format!(
        "{}»{}«{}",
        cut(from, span.start()),
        cut(span.start(), span.end()),
        cut(span.end(), to)
    )
}

fn same(gold: Option<f64>, found: Option<f64>) -> bool {
    match (gold, found) {
        (Some(gold), Some(found)) => (gold - found).abs() <= 1e-3 * gold.abs().max(1e-9),
        (None, None) => true,
        _ => false,
    }
}

/// The rows of one part, by document; documents without a quantity are there too.
fn gold(folder: &Path, part: &str) -> Result<BTreeMap<String, Vec<Gold>>, Box<dyn Error>> {
    let mut gold: BTreeMap<String, Vec<Gold>> = BTreeMap::new();
    for line in fs::read_to_string(folder.join("quantities_stretches.tsv"))?
        .lines()
        .skip(1)
    {
        let fields: Vec<&str> = line.split('\t').collect();
        if fields[1] == part {
            gold.insert(fields[0].into(), Vec::new());
        }
    }
    for line in fs::read_to_string(folder.join("quantities.tsv"))?.lines().skip(1) {
        let fields: Vec<&str> = line.split('\t').collect();
        let number = |field: usize| fields[field].parse::<f64>().ok();
        let place = |field: usize| fields[field].parse::<usize>();
        if let Some(rows) = gold.get_mut(fields[0]) {
            rows.push(Gold {
                start: place(2)?,
                end: place(3)?,
                low: number(4),
                high: number(5),
                unit: fields[8].into(),
                measure: fields[9].into(),
                of: place(10).ok().zip(place(11).ok()),
                negative: fields[12] == "negative",
                hypothetical: fields[13] == "hypothetical",
                claimant: fields[14].into(),
            });
        }
    }
    Ok(gold)
}

/// The texts of PolNeAR's development part, with its attributions, and of GUM's news, without.
fn documents(data: &Path) -> Result<Documents, Box<dyn Error>> {
    let mut documents = BTreeMap::new();
    for line in fs::read_to_string(data.join("polnear/dev.jsonl"))?.lines() {
        let document: Value = serde_json::from_str(line)?;
        let text = Text::new(document["text"].as_str().unwrap_or_default());
        let attributions = document["attributions"]
            .as_array()
            .map(Vec::as_slice)
            .unwrap_or_default();
        let attributions = attributions.iter().map(attribution).collect::<Result<_, _>>()?;
        documents.insert(
            document["id"].as_str().unwrap_or_default().into(),
            (text, attributions),
        );
    }
    for folder in ["train", "dev"] {
        let mut files: Vec<PathBuf> = fs::read_dir(data.join("gum").join(folder))?
            .map(|entry| entry.map(|entry| entry.path()))
            .collect::<Result<_, _>>()?;
        files.sort();
        for file in files {
            let id = file
                .file_stem()
                .and_then(|stem| stem.to_str())
                .unwrap_or_default()
                .to_string();
            if id.starts_with("GUM_news_") {
                documents.insert(id, (Text::new(plain(&fs::read_to_string(file)?)), Vec::new()));
            }
        }
    }
    Ok(documents)
}

fn attribution(gold: &Value) -> Result<Attribution, serde_json::Error> {
    let mut gold = gold.clone();
    gold["type"] = "indirect".into();
    gold["confidence"] = 1.0.into();
    serde_json::from_value(gold)
}

/// The text of a CoNLL-U file: sentences joined by blanks, paragraphs by empty lines.
fn plain(conllu: &str) -> String {
    let mut paragraphs: Vec<Vec<&str>> = Vec::new();
    for line in conllu.lines() {
        if line.starts_with("# newpar") && !line.starts_with("# newpar_block") {
            paragraphs.push(Vec::new());
        } else if let Some(sentence) = line.strip_prefix("# text = ") {
            match paragraphs.last_mut() {
                Some(paragraph) => paragraph.push(sentence),
                None => paragraphs.push(vec![sentence]),
            }
        }
    }
    let paragraphs: Vec<String> = paragraphs
        .iter()
        .filter(|one| !one.is_empty())
        .map(|one| one.join(" "))
        .collect();
    paragraphs.join("\n\n")
}
