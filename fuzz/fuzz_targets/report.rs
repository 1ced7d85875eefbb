//! Any bytes, reported in every format of `validate`; each report is read back by its own independent reader, and
//! all of them say the same.

#![no_main]

use clap::ValueEnum as _;
use libfuzzer_sys::fuzz_target;
use speakhook::render::Format;
use speakhook_fuzz::{assert_tame_report, findings, run};

fuzz_target!(|bytes: &[u8]| {
    let Some((choice, input)) = bytes.split_first() else {
        return;
    };
    let formats = Format::value_variants();
    let format = formats[usize::from(*choice) % formats.len()];
    let value = format.to_possible_value().expect("no format is hidden");
    let name = value.get_name();
    let report = run(
        &[
            "validate",
            "--stdin-filename",
            "a.json",
            "--max-diagnostics",
            "0",
            "-f",
            name,
        ],
        input,
    );
    assert_tame_report(format, &report.stdout);
    let seen = findings(format, &report.stdout);
    let plain = run(
        &["validate", "--stdin-filename", "a.json", "-f", "jsonl"],
        input,
    );
    let expected = findings(Format::Jsonl, &plain.stdout);
    // Some formats list a bounded number.
    if expected.len() < 20 {
        assert_eq!(seen, expected, "{name}");
    }
});
