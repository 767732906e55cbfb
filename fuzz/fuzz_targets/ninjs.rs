#![no_main]

use std::io::Cursor;

use libfuzzer_sys::fuzz_target;
use onrecord_ingest::{Options, Source, read};

fuzz_target!(|bytes: Vec<u8>| {
    let options = Options { limit: 1 << 16, any_language: true, ..Options::default() };
    let Ok(source) = Source::new("a.json", Cursor::new(bytes), &options) else { return };
    let Ok(documents) = read(source, &options) else { return };
    for found in documents.map(|pending| pending.and_then(|pending| pending.take_in())) {
        match found {
            Ok(taken) => {
                let Some(intake) = taken.document() else { continue };
                let characters = intake.document.text.chars().count();
                assert!(intake.document.block_quotes.iter().all(|quote| quote.end() <= characters));
            }
            Err(error) => assert!(!error.to_string().contains(char::is_control)),
        }
    }
});
