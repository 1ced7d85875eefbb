//! Any bytes as `speakhook.toml`: read, or refused with a sentence that is safe to print.

#![no_main]

use std::path::Path;

use libfuzzer_sys::fuzz_target;
use speakhook_fuzz::assert_tame;

fuzz_target!(|bytes: &[u8]| {
    if let Err(problems) = speakhook::config::read("speakhook.toml", Path::new("."), bytes) {
        assert!(!problems.is_empty());
        for problem in problems {
            assert_tame(&problem);
        }
    }
});
