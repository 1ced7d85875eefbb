//! Any bytes, through the input layer and the judge: what comes out is one JSON object a line, tame, and the
//! status says what was found.

#![no_main]

use libfuzzer_sys::fuzz_target;
use speakhook_fuzz::{assert_tame, run};

fuzz_target!(|bytes: &[u8]| {
    let Some((flags, input)) = bytes.split_first() else {
        return;
    };
    let mut args = vec!["validate", "-f", "jsonl"];
    let choices = [
        "--lines",
        "--no-unwrap",
        "--show-values",
        "--schema-only",
        "--allow-empty",
    ];
    for (bit, flag) in choices.iter().enumerate() {
        if flags >> bit & 1 == 1 {
            args.push(flag);
        }
    }
    let run = run(&args, input);
    assert!(matches!(run.status, 0 | 1 | 3), "{}", run.status);
    let mut errors = 0;
    for line in run.stdout.lines() {
        let found: serde_json::Value = serde_json::from_str(line).expect("a line is JSON");
        errors += usize::from(found["severity"] == "error");
        assert!(found["line"].as_u64() >= Some(1) && found["column"].as_u64() >= Some(1));
    }
    assert!(
        run.status == 3 || (errors > 0) == (run.status == 1),
        "{errors} {}",
        run.status
    );
    assert_tame(&run.stdout);
    assert_tame(&run.stderr);
});
