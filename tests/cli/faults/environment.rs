//! Odd environments: they change what is documented, or nothing.

use super::commands::{Way, one_of_each};
use crate::filesystem::folder;
use crate::harness::{Run, Speakhook, files_below, payload};

/// Variables, and values that say nothing about what is written into a pipe.
const MEANINGLESS: [(&str, &[&str]); 12] = [
    ("COLUMNS", &["0", "1", "99999999999999999999", "-7", "wide"]),
    ("LINES", &["0", "wide"]),
    ("HOME", &["", "/nonexistent", "relative/../.."]),
    ("XDG_CONFIG_HOME", &["\u{1b}[2J", "/nonexistent"]),
    (
        "TZ",
        &[
            "",
            "Nowhere/Nothing",
            "../../../etc/passwd",
            "<+99>-99:99:99<-99>,M13.9.9/999,J999/999",
            "\u{1b}[2J",
        ],
    ),
    ("TERM", &["", "dumb", "\u{1b}]0;x\u{7}"]),
    ("NO_COLOR", &["1", ""]),
    ("LC_ALL", &["xx_XX.UTF-8@garbage", ""]),
    ("SPEAKHOOK_CONFIG", &[""]),
    ("GITHUB_STEP_SUMMARY", &[""]),
    ("TMPDIR", &["/nonexistent", ""]),
    ("RUST_BACKTRACE", &["full"]),
];

/// How many turns it takes to have every value once.
const TURNS: usize = 5;

fn run_in(way: &Way, variables: &[(&str, &str)]) -> Run {
    let root = folder(&[]);
    let run = variables
        .iter()
        .fold(way.speakhook(), |run, (name, value)| run.env(name, value));
    let run = run.dir(root.path()).run();
    assert!(files_below(root.path()).is_empty(), "{:?}", way.args);
    run
}

fn words(run: &Run) -> Vec<&str> {
    run.stdout.split_whitespace().collect()
}

#[test]
fn what_a_variable_does_not_mean_changes_nothing() {
    for way in one_of_each() {
        let plain = run_in(&way, &[]);
        for turn in 0..TURNS {
            let value = |(name, values): &(&'static str, &[&'static str])| {
                (*name, values[turn % values.len()])
            };
            let odd: Vec<(&str, &str)> = MEANINGLESS.iter().map(value).collect();
            let mut odd_run = run_in(&way, &odd);
            if way.args.last().is_some_and(|arg| arg == "--help") {
                // Help is as wide as `COLUMNS` says, and says the same.
                assert_eq!(words(&odd_run), words(&plain), "{:?} {odd:?}", way.args);
                odd_run.stdout.clone_from(&plain.stdout);
            }
            assert_eq!(odd_run, plain, "{:?} {odd:?}", way.args);
        }
    }
}

#[test]
fn locale_and_colour_change_how_it_looks_and_nothing_else() {
    for way in one_of_each() {
        let plain = run_in(&way, &[]);
        for variables in [
            &[("LANG", "C"), ("LC_ALL", "C")][..],
            &[("LC_CTYPE", "de_DE.ISO-8859-1"), ("LANG", "")],
            &[("CLICOLOR_FORCE", "1")],
            &[("FORCE_COLOR", "1"), ("TERM", "dumb"), ("COLUMNS", "0")],
        ] {
            let odd = run_in(&way, variables);
            assert_eq!(odd.status, plain.status, "{:?} {variables:?}", way.args);
            if way.args.iter().any(|arg| arg == "--help") {
                // Help is as wide as `COLUMNS` says.
                continue;
            }
            let lines = |run: &Run| run.stdout.lines().count();
            assert_eq!(lines(&odd), lines(&plain), "{:?} {variables:?}", way.args);
        }
    }
}

/// A shell that stands in a folder that is gone.
const GONE: &str = "mkdir gone; cd gone; rmdir ../gone";

#[test]
fn a_folder_that_is_gone_stops_only_who_needs_it() {
    for way in one_of_each() {
        let plain = run_in(&way, &[]);
        let root = folder(&[]);
        let run = way.speakhook().dir(root.path()).run_behind(GONE);
        assert_eq!(run, plain, "{:?}", way.args);
    }
    for args in [
        &["validate", "-o", "a.json"][..],
        &["validate", "--report=json=a.json"],
        &["validate", "--write-baseline=a.json"],
        &["redact", "--output-dir=a", "--stdin-filename=b.json"],
        &["validate", "a.json"],
        &["validate", "."],
    ] {
        let root = folder(&[]);
        let run = Speakhook::new(args).stdin(payload("")).dir(root.path());
        let run = run.run_behind(GONE);
        assert_eq!(run.status, 3, "{args:?}: {}", run.stderr);
        assert!(run.stderr.contains("speakhook: error: "), "{}", run.stderr);
        assert!(files_below(root.path()).is_empty(), "{args:?}");
    }
}
