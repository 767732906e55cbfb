#![no_main]

use libfuzzer_sys::fuzz_target;
use onrecord_warc::{Limits, Records, Response};

fuzz_target!(|bytes: &[u8]| {
    let limits = Limits { block: 1 << 12, header: 1 << 10, ..Limits::default() };
    let mut last = 0;
    // Each find takes at least a byte.
    let found = Records::new(bytes, limits).take(bytes.len() + 1).inspect(|found| {
        let offset = match found {
            Ok(record) => {
                assert!(record.block.len() <= limits.block);
                if let Some(response) = Response::parse(&record.block) {
                    assert!(response.body(1 << 12).map_or(0, |body| body.bytes.len()) <= 1 << 12);
                }
                record.offset
            }
            Err(damage) => damage.offset,
        };
        assert!(offset >= last && offset <= bytes.len() as u64);
        last = offset;
    });
    let count = found.count();
    // A compressed file holds more than its bytes.
    assert!(count <= bytes.len() || bytes.iter().any(|&byte| byte == 0x1f || byte == 0x28));
});
