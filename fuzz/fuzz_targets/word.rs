#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| cost_ops_fuzz::run("word", data));
