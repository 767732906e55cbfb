#![no_main]

use std::io::Cursor;

use libfuzzer_sys::fuzz_target;
use onrecord_ingest::{Options, Source, read};

fuzz_target!(|bytes: Vec<u8>| {
    let options = Options { limit: 1 << 16, any_language: true, ..Options::default() };
    let given = String::from_utf8(bytes.clone()).map(|text| text.replace("\r\n", "\n").replace('\r', "\n"));
    let Ok(source) = Source::new("a.txt", Cursor::new(bytes), &options) else { return };
    let Ok(documents) = read(source, &options) else { return };
    for document in documents.flatten().filter_map(|pending| pending.take_in().ok()?.document()).map(|intake| intake.document) {
        assert!(!document.id.is_empty());
        assert!(document.title.is_none_or(|title| !title.trim().is_empty()));
        // Other formats begin with one of these; byte order marks at the start are no text.
        let bare = |line: &str| line.trim_start_matches('\u{feff}').to_owned();
        let Some(given) = given.as_ref().ok().filter(|text| !bare(text).trim_start().starts_with(['{', '[', '<', 'W'])) else {
            continue;
        };
        let mut lines = given.split('\n');
        assert!(document.text.split('\n').all(|line| lines.any(|other| bare(other) == bare(line))));
    }
});
