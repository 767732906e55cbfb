#![no_main]

use std::io::Cursor;

use libfuzzer_sys::fuzz_target;
use onrecord_ingest::{Options, Source, read};

fuzz_target!(|bytes: Vec<u8>| {
    let options = Options { limit: 1 << 16, ..Options::default() };
    let Ok(source) = Source::new("a.txt", Cursor::new(bytes), options.limit) else { return };
    let Ok(documents) = read(source, &options) else { return };
    for document in documents.flatten().filter_map(|pending| pending.take_in().ok()?.document()).map(|intake| intake.document) {
        assert!(!document.id.is_empty());
        assert!(document.title.is_none_or(|title| !title.trim().is_empty()));
    }
});
