//! The rules, each against its own documentation and its own fixtures.
//!
//! `tests/fixtures/rules/<id>/` holds whole payloads: `bad*.json`, with a `.expect` beside it that
//! lists every finding as `LINE:COLUMN severity rule POINTER`, and `ok*.json`, which have none
//! above info and none of the rule.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use speakhook::rules::{self, Rule};
use speakhook::sample;

use super::harness::{Speakhook, assert_golden, files_below, project, validate};

fn fixtures(rule: &Rule, prefix: &str) -> Vec<PathBuf> {
    let folder = project("tests/fixtures/rules").join(rule.id);
    let mut files = if folder.exists() {
        files_below(&folder)
    } else {
        Vec::new()
    };
    files.retain(|path| {
        let name = path.file_name().unwrap().to_str().unwrap();
        name.starts_with(prefix) && name.ends_with(".json")
    });
    files
}

/// Rules about payloads; what is about text and schema has samples and tests of its own.
fn checked() -> impl Iterator<Item = &'static Rule> {
    rules::all().filter(|rule| rule.check.is_some() || !rule.is_about_text())
}

/// `validate` as JSON Lines, with what some rules need to find anything.
fn with(arguments: &[&str]) -> Speakhook {
    validate(
        ["-f", "jsonl", "--fail-on", "never"]
            .iter()
            .chain(arguments),
    )
}

/// The distinct rules that are reported for `bytes`.
fn reported(bytes: &[u8], arguments: &[&str]) -> BTreeSet<String> {
    let run = with(arguments).stdin(bytes).run();
    let lines = run.json_lines(0);
    let rules = lines.iter().map(|line| line["rule"].as_str().unwrap());
    rules.map(str::to_owned).collect()
}

#[test]
fn the_example_of_every_rule_yields_that_rule_and_no_other() {
    for rule in rules::all() {
        let bytes = sample::invalid(rule).unwrap_or_else(|| panic!("{} has no example", rule.id));
        let expected = BTreeSet::from([rule.id.to_owned()]);
        let text = String::from_utf8_lossy(&bytes);
        assert_eq!(
            reported(&bytes, rule.arguments),
            expected,
            "{}: {text}",
            rule.id
        );
    }
}

#[test]
fn the_call_that_examples_are_laid_over_is_clean() {
    assert_eq!(reported(sample::CLEAN.as_bytes(), &[]), BTreeSet::new());
}

#[test]
fn bad_fixtures_yield_exactly_what_they_expect() {
    for rule in checked() {
        let files = fixtures(rule, "bad");
        assert!(!files.is_empty(), "{} has no bad fixture", rule.id);
        for file in files {
            let run = with(rule.arguments).arg(&file).run();
            let found = run.findings(0);
            let names_rule = |line: &String| line.split(' ').nth(2) == Some(rule.id);
            assert!(found.iter().any(names_rule), "{}", file.display());
            assert_golden(&file.with_extension("expect"), &(found.join("\n") + "\n"));
        }
    }
}

#[test]
fn ok_fixtures_are_clean_and_silent_about_their_rule() {
    for rule in checked() {
        let files = fixtures(rule, "ok");
        assert!(!files.is_empty(), "{} has no ok fixture", rule.id);
        for file in files {
            let run = with(rule.arguments).arg(&file).run();
            for line in run.findings(0) {
                let words: Vec<&str> = line.split(' ').collect();
                let is_quiet = words[1] == "info" && words[2] != rule.id;
                assert!(is_quiet, "{}: {line}", file.display());
            }
        }
    }
}

/// The sentence of a finding of `rule` in one of its fixtures.
fn sentence(rule: &str, fixture: &str) -> String {
    let file = project("tests/fixtures/rules").join(rule).join(fixture);
    let lines = with(&[]).arg(&file).run().json_lines(0);
    let found = lines.iter().find(|line| line["rule"] == rule).unwrap();
    found["message"].as_str().unwrap().to_owned()
}

#[test]
fn sentences_claim_no_more_than_was_looked_at() {
    // The agent may have spoken between the two calls.
    let repeated = sentence("repeated-tool-call", "bad.json");
    assert!(
        repeated.ends_with("the user said nothing in between"),
        "{repeated}"
    );
    // Nobody has set a delay of zero; it is what is written where nothing was measured.
    assert_eq!(
        sentence("constant-end-of-turn", "bad-zero.json"),
        "all 5 `end_of_turn_delay` of the call are zero: nothing was measured"
    );
}

#[test]
fn every_folder_of_fixtures_belongs_to_a_rule() {
    for entry in fs::read_dir(project("tests/fixtures/rules")).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        assert!(checked().any(|rule| rule.id == name), "{name}");
    }
}
