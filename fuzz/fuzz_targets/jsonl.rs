#![no_main]

use std::io::Cursor;

use libfuzzer_sys::fuzz_target;
use onrecord_ingest::{Options, Source, read};

fuzz_target!(|bytes: Vec<u8>| {
    let options = Options { limit: 1 << 12, ..Options::default() };
    let lines = bytes.iter().filter(|&&byte| byte == b'\n').count() + 1;
    for name in ["a.jsonl", "a.json"] {
        let Ok(source) = Source::new(name, Cursor::new(bytes.clone()), &options) else { continue };
        let Ok(documents) = read(source, &options) else { continue };
        let count = documents.map(|pending| pending.and_then(|pending| pending.take_in())).inspect(|found| {
            // Every message can be shown on a terminal.
            if let Err(error) = found {
                assert!(!error.to_string().contains(char::is_control));
            }
        });
        let count = count.count();
        assert!(name == "a.json" || bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") || count <= lines);
    }
});
