//! Input that an engine has cut at line feeds: with `--lines`, the pieces are exactly the whole,
//! wherever the cuts are.

use proptest::prelude::*;
use proptest::test_runner::{Config, RngSeed};
use serde_json::Value;

use super::harness::{Run, Speakhook, flawed, payload, validate};

/// Lines of every sort, and among them those that mislead whoever guesses how documents lie.
const LINES: [&str; 15] = [
    "{\"event\":",
    "{",
    "\"event\": \"SessionStarted\"",
    "}",
    "[",
    "]",
    "",
    " \t\r",
    "{} {}",
    "{}}",
    "garbage",
    "null",
    "[{\"event\": \"SessionStarted\"},",
    "{\"event\": \"cut",
    "{\0\"\0e\0",
];

fn line(number: usize) -> String {
    match number.checked_sub(LINES.len()) {
        None => LINES[number].to_owned(),
        Some(0) => flawed(),
        Some(1) => payload(&format!(r#", "agent_name": "{}""#, "long ".repeat(500))),
        Some(_) => payload(""),
    }
}

fn cut(args: &[&str], text: &str) -> Run {
    let args = args.iter().chain(&["--lines", "--allow-empty", "-"]);
    Speakhook::new(args).stdin(text).in_process()
}

/// The findings, each at its line of the whole.
fn findings(text: &str, passed: usize) -> (i32, Vec<Value>) {
    let run = cut(&["validate", "-f", "jsonl"], text);
    let located = |line: &str| {
        let mut finding: Value = serde_json::from_str(line).unwrap();
        for key in ["line", "end_line", "related_line"] {
            if let Some(line) = finding[key].as_u64() {
                finding[key] = (line + passed as u64).into();
            }
        }
        finding
    };
    (run.status, run.stdout.lines().map(located).collect())
}

proptest! {
    #![proptest_config(Config {
        cases: 64,
        failure_persistence: None,
        rng_seed: RngSeed::Fixed(0x5eed),
        ..Config::default()
    })]

    #[test]
    fn pieces_are_the_whole(
        lines in prop::collection::vec(0_usize..20, 0..12),
        cuts in prop::collection::vec(any::<prop::sample::Index>(), 0..4),
    ) {
        let lines: Vec<String> = lines.into_iter().map(|number| line(number) + "\n").collect();
        let mut cuts: Vec<usize> = cuts.iter().map(|cut| cut.index(lines.len() + 1)).collect();
        cuts.sort_unstable();
        let ends = cuts.iter().copied().chain([lines.len()]);
        let mut begin = 0;
        let (mut status, mut found, mut saved) = (0, Vec::new(), String::new());
        for end in ends {
            let piece = lines[begin..end].concat();
            let (piece_status, piece_found) = findings(&piece, begin);
            status = status.max(piece_status);
            found.extend(piece_found);
            saved += &cut(&["stats", "--save", "-"], &piece).stdout;
            begin = end;
        }
        let whole = lines.concat();
        prop_assert_eq!((status, found), findings(&whole, 0));
        let merged = Speakhook::new(["stats", "--merge", "--save", "-"]).stdin(saved).in_process();
        let once = cut(&["stats", "--save", "-"], &whole);
        prop_assert_eq!((merged.status, merged.stdout), (once.status, once.stdout));
    }
}

#[test]
fn nothing_is_a_piece_only_where_that_is_allowed() {
    for nothing in ["", "\n", " \r\n\n"] {
        let run = cut(&["stats", "--save", "-"], nothing);
        let saved: Value = serde_json::from_str(&run.stdout).unwrap();
        assert_eq!(
            (run.status, &saved["unread"]),
            (0, &0.into()),
            "{nothing:?}"
        );
        assert_eq!(run.stderr, "");
        let run = cut(&["validate", "-f", "jsonl"], nothing);
        assert_eq!((run.status, run.stdout.as_str()), (0, ""), "{nothing:?}");
        for args in [&["--lines"][..], &[]] {
            let run = validate(args.iter().chain(&["-"]))
                .stdin(nothing)
                .in_process();
            assert_eq!(run.status, 1, "{args:?}: {}", run.stdout);
            assert!(run.stdout.contains("json/syntax"), "{}", run.stdout);
        }
    }
}

#[test]
fn a_document_over_several_lines_is_none() {
    let run = validate(["--lines", "samples/conversation-complete/phone-order.json"]).in_process();
    assert_eq!(run.status, 1, "{}", run.stdout);
    let bom = format!("\u{feff}{}\n", payload(""));
    assert_eq!(cut(&["validate"], &bom).status, 0);
}
