//! The same numbers, to the last digit, as the reference script gives for predictions spoilt in every way it counts.

#![allow(clippy::unwrap_used)]

use std::fs::File;
use std::io::{BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::Command;

use onrecord_eval::{evaluate, read};
use serde_json::{Value, json};

/// The folder with data and scorers that stands beside the repository, where there is one.
fn shared() -> Option<PathBuf> {
    let shared = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    let complete =
        shared.join("eval/score_attributions.py").exists() && shared.join("data/polnear/dev.jsonl").exists();
    complete.then_some(shared)
}

/// xorshift64*: the same predictions on every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: u64) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33) % n
    }
}

fn spoil(mut document: Value, dice: &mut Dice) -> Value {
    let attributions = document["attributions"].as_array().unwrap().clone();
    let mut spoilt = Vec::new();
    for (index, attribution) in attributions.iter().enumerate() {
        let mut attribution = attribution.clone();
        match dice.below(12) {
            0 => continue,
            1 => shift(&mut attribution["content"], dice, 30),
            2 => shift(&mut attribution["source"], dice, 5),
            3 => shift(&mut attribution["content"], dice, 3),
            4 => attribution["source"] = attributions[(index + 1) % attributions.len()]["source"].clone(),
            5 => attribution["source"] = json!([]),
            6 => split(&mut attribution["content"]),
            7 => spoilt.push(attribution.clone()),
            8 => shift(&mut attribution["cue"], dice, 4),
            _ => {}
        }
        match dice.below(60) {
            0 => attribution["content"] = json!([]),
            1 => attribution["content"] = json!([[900_000, 900_010]]),
            2 => attribution["source"] = json!([[-7, 4], [12, 3]]),
            3 => attribution["cue"] = Value::Null,
            _ => {}
        }
        attribution["confidence"] = json!(dice.below(1001) as f64 / 1000.0);
        spoilt.push(attribution);
    }
    if dice.below(2) == 0 {
        spoilt.reverse();
    }
    document["attributions"] = spoilt.into();
    document
}

fn shift(spans: &mut Value, dice: &mut Dice, most: u64) {
    for span in spans.as_array_mut().unwrap() {
        let mut moved = || dice.below(2 * most + 1) as i64 - most as i64;
        *span = json!([
            span[0].as_i64().unwrap() + moved(),
            span[1].as_i64().unwrap() + moved()
        ]);
    }
}

fn split(spans: &mut Value) {
    let [start, end] = [0, 1].map(|i| spans[0][i].as_i64().unwrap());
    let third = (end - start) / 3;
    spans[0] = json!([start, start + third]);
    spans
        .as_array_mut()
        .unwrap()
        .insert(0, json!([start + 2 * third, end]));
}

/// Predictions made from gold, as JSON Lines.
fn predictions(gold: &str, seed: u64) -> String {
    let mut dice = Dice(seed);
    let mut lines = String::new();
    for line in gold.lines().filter(|line| !line.trim().is_empty()) {
        let mut document = spoil(serde_json::from_str(line).unwrap(), &mut dice);
        match dice.below(15) {
            0 => continue,
            1 => document["text"] = "another text".into(),
            2 => document["text"] = Value::Null,
            3 => document["id"] = "unknown ".to_string().into(),
            _ => {}
        }
        if document["id"] == "unknown " {
            document["id"] = format!("unknown {}", lines.len()).into();
        }
        lines += &document.to_string();
        lines.push('\n');
    }
    lines
}

/// What the script prints; `None` where there is no Python here.
fn script(shared: &Path, gold: &Path, predicted: &Path, json: bool) -> Option<String> {
    let mut command = Command::new("python3");
    command
        .arg(shared.join("eval/score_attributions.py"))
        .args([gold, predicted]);
    if json {
        command.arg("--json");
    }
    let output = command
        .env("PYTHONIOENCODING", "utf-8")
        .env("PYTHONDONTWRITEBYTECODE", "1")
        .output()
        .ok()?;
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    Some(String::from_utf8(output.stdout).unwrap())
}

fn assert_same(gold: &Path, predicted: &Path, shared: &Path) -> bool {
    let Some(expected) = script(shared, gold, predicted, true) else {
        println!("skipped: python3 was not found");
        return false;
    };
    let documents =
        |path: &Path| read(BufReader::new(File::open(path).unwrap()), &path.to_string_lossy()).unwrap();
    let evaluation = evaluate(&documents(gold), &documents(predicted));
    let (expected, ours): (Value, Value) = (serde_json::from_str(&expected).unwrap(), evaluation.json());
    for (key, value) in expected.as_object().unwrap() {
        assert_eq!(value, &ours[key], "{key}");
    }
    let keys = |value: &Value| {
        value
            .as_object()
            .unwrap()
            .keys()
            .take(expected.as_object().unwrap().len())
            .cloned()
            .collect::<Vec<_>>()
    };
    assert_eq!(keys(&expected), keys(&ours), "the order of keys");
    assert_eq!(
        script(shared, gold, predicted, false).unwrap().trim_end(),
        evaluation.table()
    );
    true
}

#[test]
fn numbers_equal_the_scripts_on_news() {
    let Some(shared) = shared() else {
        println!("skipped: ../shared is not beside the repository");
        return;
    };
    let gold = shared.join("data/polnear/dev.jsonl");
    let folder = tempfile::tempdir().unwrap();
    let predicted = folder.path().join("predicted.jsonl");
    let lines = predictions(&std::fs::read_to_string(&gold).unwrap(), 7);
    std::fs::write(&predicted, lines).unwrap();
    assert_same(&gold, &predicted, &shared);
}

#[test]
fn numbers_equal_the_scripts_on_small_odd_documents() {
    let Some(shared) = shared() else {
        println!("skipped: ../shared is not beside the repository");
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let paths = ["gold.jsonl", "predicted.jsonl"].map(|name| folder.path().join(name));
    let alphabet = [
        'a', 'b', ' ', '\n', '“', '”', '"', ',', '\u{a0}', '\u{1d}', '\u{200b}', '🦀', '`', '—', '\'',
    ];
    let mut dice = Dice(11);
    let mut files = paths.clone().map(|path| File::create(path).unwrap());
    for number in 0..400 {
        let text: String = (0..dice.below(40))
            .map(|_| alphabet[dice.below(15) as usize])
            .collect();
        for file in &mut files {
            let mut spans = |most: u64| -> Vec<[i64; 2]> {
                (0..dice.below(most))
                    .map(|_| [dice.below(44) as i64 - 2, dice.below(44) as i64 - 2])
                    .collect()
            };
            let attributions: Vec<_> = (0..5)
                .map(|_| json!({"source": spans(3), "cue": spans(3), "content": spans(4)}))
                .collect();
            writeln!(
                file,
                "{}",
                json!({"id": number.to_string(), "text": text, "attributions": attributions})
            )
            .unwrap();
        }
    }
    drop(files);
    assert_same(&paths[0], &paths[1], &shared);
}
