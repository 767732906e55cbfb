#![no_main]

use libfuzzer_sys::fuzz_target;
use onrecord_ingest::decode_page;

// The first line is what the server says of the encoding, the second a domain, the rest a page.
fuzz_target!(|bytes: &[u8]| {
    let mut lines = bytes.splitn(3, |&byte| byte == b'\n');
    let mut label = || lines.next().map(String::from_utf8_lossy);
    let (charset, domain) = (label(), label());
    let page = lines.next().unwrap_or_default();
    if let Ok(decoded) = decode_page(page.to_vec(), charset.as_deref(), domain.as_deref()) {
        // No encoding turns a byte into more than one character of at most four bytes, U+FFFD included.
        assert!(decoded.text.len() <= 4 * page.len());
        assert!(!decoded.guessed || decoded.encoding != "UTF-8");
    }
});
