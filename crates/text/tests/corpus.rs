//! PolNeAR's articles, where they lie beside the repository.

use onrecord_text::{Text, is_furniture, paragraphs};
use serde_json::Value;

#[test]
fn furniture_carries_no_attributions() {
    let path = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../../shared/data/polnear/train.jsonl"
    );
    let Ok(lines) = std::fs::read_to_string(path) else {
        println!("skipped: no PolNeAR in ../shared/data");
        return;
    };
    let (mut attributions, mut furniture, mut lost) = (0, Vec::new(), 0);
    for line in lines.lines() {
        let document: Value = serde_json::from_str(line).unwrap();
        let text = Text::new(document["text"].as_str().unwrap());
        let lines: Vec<_> = paragraphs(text.as_str())
            .into_iter()
            .filter(|&span| is_furniture(text.slice(span)))
            .collect();
        for attribution in document["attributions"].as_array().unwrap() {
            let Some(start) = attribution["content"][0][0].as_u64() else {
                continue;
            };
            let inside = lines
                .iter()
                .find(|span| (span.start()..span.end()).contains(&(start as usize)));
            attributions += 1;
            if let Some(&span) = inside {
                println!("lost: {}", text.slice(span));
                lost += 1;
            }
        }
        furniture.extend(lines.into_iter().map(|span| text.slice(span).to_owned()));
    }
    for line in &furniture {
        println!("{line}");
    }
    println!(
        "{} lines of furniture, {lost} of {attributions} attributions lost",
        furniture.len()
    );
    assert!(furniture.len() > 50, "furniture is found");
    assert!(
        lost * 2_000 < attributions,
        "{lost} of {attributions} attributions lost"
    );
}
