#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|script: &str| {
    let html = format!("<title>Bridge opens</title><script type=\"application/ld+json\">{script}</script>");
    let facts = onrecord_page::read(&html, Some("https://post.example/bridge")).facts;
    for found in facts.title.iter().chain(&facts.authors).chain(&facts.published).chain(&facts.updated) {
        assert!(!found.value.trim().is_empty() && !found.value.contains(char::is_control));
    }
});
