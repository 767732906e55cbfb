#![no_main]

mod taking;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: Vec<u8>| taking::take_in("https://post.example/feed", bytes));
