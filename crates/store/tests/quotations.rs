//! Finds altered quotations of PolNeAR's development texts again in a store.
//! `cargo test -p onrecord-store --test quotations -- --nocapture` shows the figures, and with `SHOW=1` in the environment
//! every mistake of the first run.

#![allow(clippy::unwrap_used)]

mod common;

use std::collections::{BTreeMap, BTreeSet};

use common::{Article, with};
use serde_json::Value;

const DEV: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/../../../shared/data/polnear/dev.jsonl"
);
const TRAIN: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/../../../shared/data/polnear/train.jsonl"
);
const ALTERED: usize = 300;
const OTHERS: usize = 2_000;
/// Quotations of fewer words say nothing of their own: "yes", "the woman".
const LEAST_WORDS: usize = 4;
/// Two statements that share this many words in a row are the same one as it stands, whatever was altered.
const REPEATED: usize = 5;
/// Words of an article beside its statement.
const AROUND: usize = 60;

/// SplitMix64.
struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut bits = self.0;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((bits ^ (bits >> 31)) % bound as u64) as usize
    }

    fn shuffle<T>(&mut self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            items.swap(last, self.below(last + 1));
        }
    }
}

/// What is done to a quotation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Alteration {
    /// Words at the beginning or the end are cut off, a half of all at most.
    Cut,
    /// One word is another.
    Changed,
    /// Other marks, or none.
    Marks,
    /// Capitals.
    Case,
    /// Words in the middle make room for an ellipsis.
    Ellipsis,
    /// A word in brackets is put in.
    Brackets,
    /// Two of these.
    Two,
}

const ALTERATIONS: [Alteration; 7] = [
    Alteration::Cut,
    Alteration::Changed,
    Alteration::Marks,
    Alteration::Case,
    Alteration::Ellipsis,
    Alteration::Brackets,
    Alteration::Two,
];

fn alter(text: &str, alteration: Alteration, strangers: &[String], random: &mut Random) -> String {
    let mut words: Vec<String> = text.split_whitespace().map(str::to_owned).collect();
    let count = words.len();
    match alteration {
        Alteration::Cut => {
            let cut = 1 + random.below(count / 2);
            match random.below(2) {
                0 => drop(words.drain(..cut)),
                _ => words.truncate(count - cut),
            }
        }
        Alteration::Changed => {
            words[random.below(count)] = strangers[random.below(strangers.len())].clone();
        }
        Alteration::Marks => {
            let marks = ['“', '”', '"', '‘', ',', '.', '!', ';', '—'];
            let bare = text.replace(marks, "").replace('’', "'");
            return match random.below(3) {
                0 => bare,
                1 => format!("«{bare}!»"),
                _ => bare.replace(' ', ", "),
            };
        }
        Alteration::Case => {
            return match random.below(2) {
                0 => text.to_uppercase(),
                _ => text.to_lowercase(),
            };
        }
        Alteration::Ellipsis => {
            let cut = 1 + random.below(count / 2);
            let from = 1 + random.below((count - cut).max(2) - 1);
            let dots = ["…", "...", "[…]", ". . ."][random.below(4)];
            words.splice(from..(from + cut).min(count), [dots.to_owned()]);
        }
        Alteration::Brackets => {
            let word = format!("[{}]", strangers[random.below(strangers.len())]);
            words.insert(random.below(count), word);
        }
        Alteration::Two => {
            let first = ALTERATIONS[random.below(6)];
            let once = alter(text, first, strangers, random);
            let second = if first == Alteration::Case {
                Alteration::Changed
            } else {
                Alteration::Case
            };
            return alter(&once, second, strangers, random);
        }
    }
    words.join(" ")
}

/// The words of a text, as simply as can be: the measure must not depend on what it measures.
fn plain(text: &str) -> Vec<String> {
    let runs = text.split(|char: char| !char.is_alphanumeric());
    runs.filter(|run| !run.is_empty())
        .map(str::to_lowercase)
        .collect()
}

fn repeats(one: &str, other: &str) -> bool {
    let (one, other) = (plain(one), plain(other));
    let runs: BTreeSet<&[String]> = one.windows(REPEATED).collect();
    other.windows(REPEATED).any(|run| runs.contains(run))
}

/// The distinct contents of a file's attributions with at least [`LEAST_WORDS`] words; `None` where it is absent.
fn contents(path: &str, seen: &mut BTreeSet<Vec<String>>) -> Option<Vec<String>> {
    let file = std::fs::read_to_string(path).ok()?;
    let mut contents = Vec::new();
    for line in file.lines() {
        let document: Value = serde_json::from_str(line).unwrap();
        let text: Vec<char> = document["text"].as_str().unwrap().chars().collect();
        for attribution in document["attributions"].as_array().unwrap() {
            let spans = attribution["content"].as_array().unwrap().iter();
            let parts = spans.map(|span| {
                let at = |end: usize| span[end].as_u64().unwrap() as usize;
                text[at(0)..at(1)].iter().collect()
            });
            let content = parts.collect::<Vec<String>>().join(" ");
            let words = plain(&content);
            if words.len() >= LEAST_WORDS && seen.insert(words) {
                contents.push(content);
            }
        }
    }
    Some(contents)
}

/// What a run gave.
struct Measured {
    precision: f64,
    recall: f64,
}

/// Looks 300 altered quotations up among them as they were and 2,000 other contents. Finding a statement that repeats
/// the one looked for is neither right nor wrong: several articles quote one speech.
fn measure(seed: u64, show: bool) -> Option<Measured> {
    let mut random = Random(seed);
    let mut seen = BTreeSet::new();
    let (mut quoted, mut others): (Vec<_>, Vec<_>) = contents(DEV, &mut seen)?
        .into_iter()
        .partition(|content| content.contains(['"', '“', '”']));
    random.shuffle(&mut quoted);
    others.splice(..0, quoted.drain(ALTERED..));
    others.extend(contents(TRAIN, &mut seen)?);
    others.truncate(OTHERS);
    let statements = [quoted, others].concat();

    let all = statements
        .iter()
        .flat_map(|statement| statement.split_whitespace());
    let strangers: Vec<String> = all
        .filter(|word| word.len() > 3 && word.chars().all(char::is_alphabetic))
        .map(str::to_owned)
        .collect();
    // Each in an article of its own, among words that make it no copy of another.
    let records: Vec<_> = (1..)
        .zip(&statements)
        .map(|(number, statement)| {
            let around: Vec<&str> = (0..AROUND)
                .map(|_| strangers[random.below(strangers.len())].as_str())
                .collect();
            Article::new(&format!("{number}"), "The Courier", "2031-03-14")
                .tells(&around.join(" "))
                .says("Ada Brandt", statement)
                .record()
        })
        .collect();
    let kept = with(&records);

    let (mut right, mut wrong, mut repeated) = (0.0, 0.0, 0.0);
    let mut missed: BTreeMap<Alteration, usize> = BTreeMap::new();
    for original in 0..ALTERED {
        let alteration = ALTERATIONS[original % ALTERATIONS.len()];
        let altered = alter(&statements[original], alteration, &strangers, &mut random);
        let twins = kept.store.same(&altered).unwrap().into_iter();
        let found: Vec<usize> = twins
            .filter(|twin| twin.likeness != "paraphrase")
            .map(|twin| usize::try_from(twin.statement.document).unwrap() - 1)
            .collect();
        if found.contains(&original) {
            right += 1.0;
        } else {
            *missed.entry(alteration).or_default() += 1;
            if show {
                eprintln!(
                    "missed, {alteration:?}: {altered}\n            of: {}",
                    statements[original]
                );
            }
        }
        for other in found.into_iter().filter(|at| *at != original) {
            if repeats(&statements[original], &statements[other]) {
                repeated += 1.0;
                continue;
            }
            wrong += 1.0;
            if show {
                eprintln!(
                    "wrong, {alteration:?}: {altered}\n       is not: {}",
                    statements[other]
                );
            }
        }
    }
    let measured = Measured {
        precision: right / (right + wrong),
        recall: right / ALTERED as f64,
    };
    eprintln!(
        "seed {seed}: precision {:.3} ({:.3} if repeats are called wrong), recall {:.3}; missed {missed:?}",
        measured.precision,
        right / (right + wrong + repeated),
        measured.recall,
    );
    Some(measured)
}

#[test]
fn altered_quotations_are_found() {
    let show = std::env::var_os("SHOW").is_some();
    let runs: Option<Vec<Measured>> = (1..=5).map(|seed| measure(seed, show && seed == 1)).collect();
    let Some(runs) = runs else {
        eprintln!("skipped: {DEV} or {TRAIN} is not there");
        return;
    };
    let mean = |of: fn(&Measured) -> f64| runs.iter().map(of).sum::<f64>() / runs.len() as f64;
    let (precision, recall) = (mean(|run| run.precision), mean(|run| run.recall));
    eprintln!(
        "mean of {} runs: precision {precision:.3}, recall {recall:.3}",
        runs.len()
    );
    assert!(
        precision >= 0.98 && recall >= 0.97,
        "precision {precision:.3}, recall {recall:.3}"
    );
}
