//! What comes out is judged as what went in.

use std::collections::BTreeMap;

use crate::harness::{Speakhook, files_below, project, validate};
use crate::runner::assert_none;

use super::{LEVELS, redact, redacted};

/// Every finding and how often it comes, without its column.
fn findings(text: &str) -> BTreeMap<String, usize> {
    let run = validate(["-f", "jsonl", "--fail-on", "never"])
        .stdin(text)
        .in_process();
    let mut findings = BTreeMap::new();
    for line in run.stdout.lines() {
        let finding: serde_json::Value = serde_json::from_str(line).unwrap();
        let text = |key: &str| finding[key].as_str().unwrap_or_default().to_owned();
        let name = format!(
            "{} {} {}",
            finding["line"],
            text("rule"),
            text("instance_path")
        );
        *findings.entry(name).or_default() += 1;
    }
    findings
}

/// What is found in `after` and not in `before`.
fn added(before: &str, after: &str) -> Vec<String> {
    let known = findings(before);
    let more = findings(after).into_iter();
    more.filter(|(name, count)| known.get(name).copied().unwrap_or(0) < *count)
        .map(|(name, _)| name)
        .collect()
}

#[test]
fn no_sample_is_worse_than_before() {
    let mut seen = 0;
    let mut worse = Vec::new();
    let samples = files_below(&project("samples")).into_iter();
    // Of an envelope the payload alone is written.
    let samples = samples.filter(|path| !path.starts_with(project("samples/envelopes")));
    for path in samples {
        let is_json = path
            .extension()
            .is_some_and(|ending| ending == "json" || ending == "jsonl");
        let Ok(text) = std::fs::read_to_string(&path) else {
            continue;
        };
        if !is_json {
            continue;
        }
        for level in LEVELS {
            let run = redact(level).stdin(&text).in_process();
            if run.status == 3 {
                // Not JSON, or no webhook: nothing may come out of it, apart from the other lines.
                let is_lines = path.ends_with("broken-line.jsonl");
                assert!(
                    is_lines || run.stdout.is_empty(),
                    "{}: {}",
                    path.display(),
                    run.stderr
                );
                assert!(
                    !run.stderr.contains("not written"),
                    "{}: {}",
                    path.display(),
                    run.stderr
                );
                continue;
            }
            assert_eq!(run.status, 0, "{}: {}", path.display(), run.stderr);
            seen += 1;
            let added = added(&text, &run.stdout);
            worse.extend(
                added
                    .into_iter()
                    .map(|name| format!("{} {level}: {name}", path.display())),
            );
            let lines = |text: &str| text.trim_end().lines().count();
            assert_eq!(lines(&text), lines(&run.stdout), "{}", path.display());
        }
    }
    assert!(seen > 60, "{seen}");
    assert_none(&worse);
}

/// `SPEAKHOOK_REDACTED=1000` makes more calls.
#[test]
fn no_generated_call_is_worse_than_before() {
    let count = std::env::var("SPEAKHOOK_REDACTED").map_or(24, |count| count.parse().unwrap());
    let list = Speakhook::new(["sample", "--list"]).in_process().stdout;
    let scenarios: Vec<&str> = list
        .lines()
        .filter(|line| !line.starts_with(' '))
        .filter_map(|line| line.split_whitespace().next())
        .collect();
    assert!(scenarios.len() > 3, "{list}");
    let mut worse = Vec::new();
    for (number, scenario) in scenarios.iter().cycle().take(count).enumerate() {
        let seed = number.to_string();
        let made = Speakhook::new(["sample", scenario, "--compact", "--seed", &seed]).in_process();
        let level = LEVELS[number % 3];
        let run = redact(level).stdin(&made.stdout).in_process();
        if run.status != 0 {
            worse.push(format!("{scenario} {seed} {level}: {}", run.stderr));
            continue;
        }
        let added = added(&made.stdout, &run.stdout);
        worse.extend(
            added
                .into_iter()
                .map(|name| format!("{scenario} {seed} {level}: {name}")),
        );
    }
    assert_none(&worse);
}

#[test]
fn every_rule_s_example_may_be_shared() {
    let mut worse = Vec::new();
    for path in files_below(&project("tests/fixtures/rules")) {
        let Ok(text) = std::fs::read_to_string(&path) else {
            continue;
        };
        if path.extension().is_none_or(|ending| ending != "json") {
            continue;
        }
        for level in ["contact", "all"] {
            let run = redact(level).stdin(&text).in_process();
            if run.stderr.contains("not written") {
                worse.push(format!("{} {level}: {}", path.display(), run.stderr));
            }
        }
    }
    assert_none(&worse);
}

#[test]
fn what_is_redacted_may_be_redacted_again() {
    for level in LEVELS {
        let text = super::sample("full.json");
        let once = redacted(level, &text);
        let twice = redacted(level, &once);
        assert_none(&added(&text, &twice));
    }
}
