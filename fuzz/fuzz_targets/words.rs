#![no_main]

use libfuzzer_sys::fuzz_target;
use onrecord_text::{Text, is_furniture, paragraphs, sentences, words};

fuzz_target!(|string: &str| {
    let text = Text::new(string);
    for paragraph in paragraphs(string) {
        assert!(text.span(paragraph.start(), paragraph.end()).is_some());
        let words = words(&text, paragraph);
        let mut last = paragraph.start();
        for word in &words {
            assert!(word.span.start() >= last && paragraph.contains(word.span));
            last = word.span.end();
        }
        let sentences = sentences(&words);
        assert_eq!(sentences.iter().map(ExactSizeIterator::len).sum::<usize>(), words.len());
        is_furniture(text.slice(paragraph));
    }
});
