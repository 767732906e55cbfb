#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: Vec<u8>| {
    let length = bytes.len();
    if let Ok(decoded) = onrecord_ingest::decode(bytes) {
        // No encoding turns a byte into more than one character of at most four bytes, U+FFFD included.
        assert!(decoded.text.len() <= 4 * length);
    }
});
