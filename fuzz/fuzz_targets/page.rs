#![no_main]

use libfuzzer_sys::fuzz_target;
use onrecord_page::read;

fuzz_target!(|html: &str| {
    let body = read(html, Some("https://post.example/2024/03/12/bridge")).body;
    let length = body.text.chars().count();
    for quote in &body.block_quotes {
        assert!(quote.start < quote.end && quote.end <= length);
    }
    assert!(!body.text.contains(|char: char| char.is_control() && !matches!(char, '\n' | '\t')));
});
