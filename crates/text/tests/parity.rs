//! Words must be cut as the training code cuts them, or the model's weights are of no use.

use onrecord_text::{Text, paragraphs, words};
use serde_json::Value;

#[test]
fn words_are_those_of_the_training_code() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../training/tests/words.json");
    let cases: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    let cases = cases.as_array().unwrap();
    assert!(cases.len() > 30);
    for case in cases {
        let text = Text::new(case["text"].as_str().unwrap());
        let found: Vec<Value> = paragraphs(text.as_str())
            .into_iter()
            .map(|span| {
                let words: Vec<Value> = words(&text, span)
                    .into_iter()
                    .map(|word| {
                        (
                            word.span.start(),
                            word.span.end(),
                            word.form,
                            word.spaced,
                            word.quotation as u8,
                        )
                    })
                    .map(|word| serde_json::to_value(word).unwrap())
                    .collect();
                serde_json::json!({"span": span, "words": words})
            })
            .collect();
        assert_eq!(Value::Array(found), case["paragraphs"], "{}", case["name"]);
    }
}
