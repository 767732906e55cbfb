//! Finds the claim that a sentence of a debate or speech repeats in other words: MAP@5 of SQLite's BM25 alone and of
//! [`Query::score`], in one run.
//!
//! `cargo run -p onrecord-same --example claims [FOLDER [PAIRS]]`: FOLDER holds `claims.jsonl`, a file of pairs
//! (`pairs-dev.jsonl`) and the transcripts of the same part (`transcripts-dev.jsonl`); it is `../shared/data/known-claims`
//! where none is named. The transcripts may be absent.

#![allow(clippy::unwrap_used)]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use onrecord_same::{Collection, FEATURES, Query, WEIGHTS, Wording};
use rusqlite::Connection;
use serde_json::Value;

/// Candidates that are ranked by their own words.
const CANDIDATES: usize = 100;
/// Sentences before and after a statement.
const AROUND: [usize; 2] = [3, 2];
/// Ranks that count.
const DEPTH: usize = 5;

/// A sentence that repeats claims.
struct Case {
    transcript: String,
    sentence: String,
    around: String,
    /// The numbers of the claims.
    gold: BTreeSet<usize>,
}

fn read(path: &Path) -> Vec<Value> {
    let file = std::fs::read_to_string(path).unwrap_or_default();
    file.lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

fn string(value: &Value) -> String {
    value.as_str().unwrap().to_owned()
}

/// The distinct sentences of a file of pairs, in its order.
fn cases(pairs: &[Value], transcripts: &[Value], claims: &[Value]) -> Vec<Case> {
    let number: BTreeMap<_, _> = claims
        .iter()
        .enumerate()
        .map(|(at, claim)| (string(&claim["id"]), at))
        .collect();
    let lines: BTreeMap<_, _> = transcripts
        .iter()
        .map(|part| (string(&part["id"]), part["lines"].as_array().unwrap()))
        .collect();
    let mut cases: Vec<Case> = Vec::new();
    for pair in pairs {
        let (transcript, sentence) = (string(&pair["transcript"]), string(&pair["sentence"]));
        let known = cases
            .iter()
            .position(|case| case.transcript == transcript && case.sentence == sentence);
        let at = known.unwrap_or_else(|| {
            let around = lines
                .get(&transcript)
                .and_then(|lines| around(lines, &pair["line"]))
                .unwrap_or_default();
            cases.push(Case {
                transcript,
                sentence,
                around,
                gold: BTreeSet::new(),
            });
            cases.len() - 1
        });
        cases[at].gold.insert(number[&string(&pair["claim_id"])]);
    }
    cases
}

fn around(lines: &[Value], line: &Value) -> Option<String> {
    let at = lines
        .iter()
        .position(|other| !line.is_null() && other["line"] == *line)?;
    let window = &lines[at.saturating_sub(AROUND[0])..(at + AROUND[1] + 1).min(lines.len())];
    let others = window.iter().filter(|other| other["line"] != *line);
    Some(
        others
            .map(|other| string(&other["text"]))
            .collect::<Vec<_>>()
            .join(" "),
    )
}

/// A full-text index of claims.
fn index(claims: &[String], tokeniser: &str) -> Connection {
    let store = Connection::open_in_memory().unwrap();
    let table = format!("CREATE VIRTUAL TABLE claims USING fts5(words, tokenize = '{tokeniser}')");
    store.execute_batch(&table).unwrap();
    for (at, claim) in claims.iter().enumerate() {
        store
            .execute(
                "INSERT INTO claims (rowid, words) VALUES (?1, ?2)",
                (at as i64, claim),
            )
            .unwrap();
    }
    store
}

/// A query for any of some words.
fn any<'a>(words: impl Iterator<Item = &'a String>) -> String {
    let quoted: Vec<String> = words.map(|word| format!("\"{word}\"")).collect();
    quoted.join(" OR ")
}

/// The claims with any of some words, in the order of BM25.
fn bm25<'a>(store: &Connection, words: impl Iterator<Item = &'a String>, most: usize) -> Vec<usize> {
    let mut query = store
        .prepare_cached(
            "SELECT rowid FROM claims WHERE claims MATCH ?1 ORDER BY bm25(claims), rowid LIMIT ?2",
        )
        .unwrap();
    let rows = query
        .query_map((any(words), most as i64), |row| row.get::<_, i64>(0))
        .unwrap();
    rows.map(|row| row.unwrap() as usize).collect()
}

/// All words of a text, function words too: BM25 alone gives them the weight they deserve.
fn all_words(text: &str) -> BTreeSet<String> {
    let runs = text.split(|char: char| !char.is_alphanumeric());
    runs.filter(|run| !run.is_empty())
        .map(str::to_lowercase)
        .collect()
}

/// A candidate and its features.
type Candidate = (usize, [f64; FEATURES]);

fn candidates(
    store: &Connection,
    claims: &[String],
    case: &Case,
    around: &str,
    collection: Collection,
) -> Vec<Candidate> {
    let query = Query::new(&case.sentence, around, collection);
    let mut with = store
        .prepare_cached("SELECT rowid FROM claims WHERE claims MATCH ?1")
        .unwrap();
    let found = query.candidates(CANDIDATES, u64::MAX, |forms| {
        let rows = with.query_map([any(forms.iter())], |row| row.get(0)).unwrap();
        rows.map(Result::unwrap).collect()
    });
    found
        .into_iter()
        .map(|at| at as usize)
        .map(|at| (at, query.features(&Wording::of(&claims[at]))))
        .collect()
}

/// The average precision of the first five (Manning, Raghavan and Schütze 2008).
fn average_precision(ranks: &[usize], gold: &BTreeSet<usize>) -> f64 {
    let mut right = 0.0;
    let mut sum = 0.0;
    for (rank, claim) in ranks.iter().take(DEPTH).enumerate() {
        if gold.contains(claim) {
            right += 1.0;
            sum += right / (rank + 1) as f64;
        }
    }
    sum / gold.len().min(DEPTH) as f64
}

fn mean(values: impl ExactSizeIterator<Item = f64>) -> f64 {
    let count = values.len() as f64;
    values.sum::<f64>() / count
}

fn ranked(candidates: &[Candidate], weights: &[f64; FEATURES]) -> Vec<usize> {
    let mut scored: Vec<(f64, usize)> = candidates
        .iter()
        .map(|(at, values)| (dot(values, weights), *at))
        .collect();
    scored.sort_by(|a, b| b.0.total_cmp(&a.0));
    scored.into_iter().map(|(_, at)| at).collect()
}

/// The score of each sentence's best candidate, and whether it is right.
fn best(cases: &[Case], view: &[Vec<Candidate>]) -> Vec<(f64, bool)> {
    let best = cases.iter().zip(view).filter_map(|(case, found)| {
        let scored = found.iter().map(|(at, values)| (dot(values, &WEIGHTS), *at));
        let (score, first) = scored.max_by(|a, b| a.0.total_cmp(&b.0))?;
        Some((score, case.gold.contains(&first)))
    });
    best.collect()
}

/// The two numbers by which a score becomes a likelihood: logistic regression, by Newton's method.
fn logistic(best: &[(f64, bool)]) -> [f64; 2] {
    let [mut middle, mut slope] = [0.0, 0.0];
    for _ in 0..50 {
        let (mut gradient, mut hessian) = ([0.0; 2], [0.0; 3]);
        for (score, right) in best {
            let likely = 1.0 / (1.0 + f64::exp(middle - slope * score));
            let off = likely - f64::from(u8::from(*right));
            let spread = likely * (1.0 - likely);
            gradient = [gradient[0] - off, gradient[1] + off * score];
            hessian = [
                hessian[0] + spread,
                hessian[1] - spread * score,
                hessian[2] + spread * score * score,
            ];
        }
        let size = hessian[0] * hessian[2] - hessian[1] * hessian[1];
        middle -= (hessian[2] * gradient[0] - hessian[1] * gradient[1]) / size;
        slope -= (hessian[0] * gradient[1] - hessian[1] * gradient[0]) / size;
    }
    [middle, slope]
}

fn dot(one: &[f64; FEATURES], other: &[f64; FEATURES]) -> f64 {
    one.iter().zip(other).map(|(a, b)| a * b).sum()
}

/// Fits weights so that the softmax over a case's candidates gives its claims the most (ListNet; Cao et al. 2007), by
/// gradient descent on standardised features with a little L2.
fn fit(cases: &[(&BTreeSet<usize>, &[Candidate])]) -> [f64; FEATURES] {
    let all: Vec<&[f64; FEATURES]> = cases
        .iter()
        .flat_map(|(_, found)| found.iter().map(|(_, values)| values))
        .collect();
    let scales: [f64; FEATURES] = std::array::from_fn(|at| {
        let middle = mean(all.iter().map(|values| values[at]));
        mean(all.iter().map(|values| (values[at] - middle).powi(2)))
            .sqrt()
            .max(1e-9)
    });
    let mut weights = [0.0; FEATURES];
    for _ in 0..STEPS {
        let now: [f64; FEATURES] = std::array::from_fn(|at| weights[at] / scales[at]);
        let mut gradient = weights.map(|weight| 2.0 * L2 * weight);
        for (gold, found) in cases {
            let right = found.iter().filter(|(at, _)| gold.contains(at)).count() as f64;
            let scores: Vec<f64> = found.iter().map(|(_, values)| dot(values, &now)).collect();
            let highest = scores.iter().copied().fold(f64::MIN, f64::max);
            let total: f64 = scores.iter().map(|score| (score - highest).exp()).sum();
            for ((claim, values), score) in found.iter().zip(&scores).filter(|_| right > 0.0) {
                let wanted = if gold.contains(claim) { 1.0 / right } else { 0.0 };
                let off = ((score - highest).exp() / total - wanted) / cases.len() as f64;
                gradient = std::array::from_fn(|at| gradient[at] + off * values[at] / scales[at]);
            }
        }
        weights = std::array::from_fn(|at| weights[at] - RATE * gradient[at]);
    }
    std::array::from_fn(|at| weights[at] / scales[at])
}

/// How weights are fitted: steps down the gradient, their size, and how much large weights cost.
const STEPS: usize = 400;
const RATE: f64 = 0.5;
const L2: f64 = 0.01;

/// Mean average precision where each of five groups of transcripts is ranked by weights fitted on the other four.
fn cross_validated(cases: &[Case], views: [&[Vec<Candidate>]; 2]) -> [f64; 2] {
    let names: Vec<&str> = cases
        .iter()
        .map(|case| case.transcript.as_str())
        .collect::<BTreeSet<_>>()
        .into_iter()
        .collect();
    let fold = |case: &Case| names.binary_search(&case.transcript.as_str()).unwrap() % 5;
    let mut sums = [0.0; 2];
    for left_out in 0..5 {
        let known: Vec<_> = views
            .iter()
            .flat_map(|view| cases.iter().zip(*view))
            .filter(|(case, _)| fold(case) != left_out)
            .map(|(case, found)| (&case.gold, found.as_slice()))
            .collect();
        let weights = fit(&known);
        for (sum, view) in sums.iter_mut().zip(views) {
            let unknown = cases.iter().zip(view).filter(|(case, _)| fold(case) == left_out);
            *sum += unknown
                .map(|(case, found)| average_precision(&ranked(found, &weights), &case.gold))
                .sum::<f64>();
        }
    }
    sums.map(|sum| sum / cases.len() as f64)
}

fn main() {
    let mut arguments = std::env::args().skip(1);
    let known = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data/known-claims");
    let folder = PathBuf::from(arguments.next().unwrap_or_else(|| known.into()));
    let pairs = arguments.next().unwrap_or_else(|| "pairs-dev.jsonl".into());
    let rows = read(&folder.join("claims.jsonl"));
    let cases = cases(
        &read(&folder.join(&pairs)),
        &read(&folder.join(pairs.replace("pairs", "transcripts"))),
        &rows,
    );
    if cases.is_empty() {
        eprintln!(
            "There are no pairs in {}: name the folder of the data set.",
            folder.join(pairs).display()
        );
        std::process::exit(1);
    }
    let claims: Vec<String> = rows.iter().map(|claim| string(&claim["text"])).collect();
    println!("{} sentences, {} claims; MAP@{DEPTH}", cases.len(), claims.len());
    for tokeniser in ["unicode61", "porter unicode61"] {
        let store = index(&claims, tokeniser);
        let map = mean(cases.iter().map(|case| {
            let words = all_words(&case.sentence);
            average_precision(&bm25(&store, words.iter(), DEPTH), &case.gold)
        }));
        println!("{map:.4}  BM25 (FTS5) alone, {tokeniser}");
    }

    let store = index(&claims, "unicode61 remove_diacritics 2");
    let frequency = |forms: &[String]| {
        let asked = store.prepare_cached("SELECT count(*) FROM claims WHERE claims MATCH ?1");
        let count: i64 = asked
            .unwrap()
            .query_row([any(forms.iter())], |row| row.get(0))
            .unwrap();
        count as u64
    };
    let collection = Collection {
        statements: claims.len() as u64,
        frequency: &frequency,
    };
    let alone: Vec<_> = cases
        .iter()
        .map(|case| candidates(&store, &claims, case, "", collection))
        .collect();
    let within: Vec<_> = cases
        .iter()
        .map(|case| candidates(&store, &claims, case, &case.around, collection))
        .collect();
    let [cross_alone, cross_within] = cross_validated(&cases, [&alone, &within]);
    let all: Vec<_> = [&alone, &within]
        .into_iter()
        .flat_map(|view| cases.iter().zip(view))
        .map(|(case, found)| (&case.gold, found.as_slice()))
        .collect();
    for (view, cross, name) in [
        (&alone, cross_alone, "the sentence alone"),
        (&within, cross_within, "with the sentences around"),
    ] {
        let map = mean(
            cases
                .iter()
                .zip(view)
                .map(|(case, found)| average_precision(&ranked(found, &WEIGHTS), &case.gold)),
        );
        println!("{map:.4}  score, {name} ({cross:.4} cross-validated by transcript)");
        for least in [4.0, 6.0, 8.0, 10.0, 12.0, 14.0] {
            let enough = best(&cases, view)
                .into_iter()
                .filter(|(score, _)| *score >= least);
            let of: Vec<bool> = enough.map(|(_, right)| right).collect();
            let (right, of) = (of.iter().filter(|right| **right).count(), of.len());
            println!("        best candidate scores {least} or more: {right} of {of} right");
        }
    }
    println!("weights fitted on all: {:.3?}", fit(&all));
    let best = [&alone, &within].map(|view| best(&cases, view)).concat();
    println!(
        "likelihood fitted on the best candidates: {:.3?}",
        logistic(&best)
    );
}
