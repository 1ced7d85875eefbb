//! Any text, in every place of a payload that has some, through every sink: no byte that a terminal obeys, no line
//! that a runner does.

#![no_main]

use libfuzzer_sys::fuzz_target;
use speakhook_fuzz::{assert_tame, run, saying};

const RUNS: [&[&str]; 16] = [
    &["validate", "--show-values"],
    &["validate", "-f", "concise"],
    &["validate", "-f", "markdown"],
    &["validate", "-f", "sarif"],
    &["validate", "-f", "junit"],
    &["show", "--all"],
    &["show", "--all", "-f", "markdown"],
    &["show", "-f", "html"],
    &["show", "--all", "-f", "json"],
    &["show", "--transcript", "-f", "vtt"],
    &["show", "--transcript", "-f", "srt"],
    &["stats", "--by", "agent", "--by", "campaign"],
    &["tests"],
    &["tests", "--by", "run"],
    &["tests", "-f", "markdown"],
    &["show", "--latency", "--waterfall"],
];

fuzz_target!(|input: (u8, &str)| {
    let (choice, words) = input;
    let args = RUNS[usize::from(choice) % RUNS.len()];
    let run = run(args, saying(words).as_bytes());
    assert!(matches!(run.status, 0 | 1 | 3), "{args:?}: {}", run.status);
    assert_tame(&run.stdout);
    assert_tame(&run.stderr);
    if args.contains(&"junit") {
        roxmltree::Document::parse(&run.stdout).expect("XML");
    }
});
