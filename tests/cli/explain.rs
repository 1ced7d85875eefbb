//! The rules explain themselves, all in the same form.

use std::collections::BTreeSet;

use serde_json::Value;
use speakhook::rules::all;

use super::harness::Speakhook;

const HEADINGS: [&str; 4] = ["What it does", "Why is this bad", "Example", "How to fix"];

fn explain(args: &[&str]) -> String {
    let run = Speakhook::new([&["explain"], args].concat()).run();
    assert_eq!((run.status, run.stderr.as_str()), (0, ""), "{args:?}");
    run.stdout
}

#[test]
fn every_rule_has_the_four_headings_in_order_and_words_under_each() {
    for rule in all() {
        let lines: Vec<&str> = rule.docs.lines().map(str::trim).collect();
        let headings: Vec<&str> = lines
            .iter()
            .filter_map(|line| line.strip_prefix("## "))
            .collect();
        assert_eq!(headings, HEADINGS, "{}", rule.id);
        for part in rule.docs.split("## ").skip(1) {
            let (_, words) = part.split_once('\n').unwrap();
            assert!(words.trim().len() > 10, "{}: {part}", rule.id);
        }
        assert_eq!(rule.docs.matches("```").count() % 2, 0, "{}", rule.id);
        assert!(
            !rule.summary.is_empty() && !rule.summary.ends_with('.'),
            "{}",
            rule.id
        );
    }
}

#[test]
fn ids_are_unique_and_kebab_case() {
    let ids: BTreeSet<&str> = all().map(|rule| rule.id).collect();
    assert_eq!(ids.len(), all().count());
    for id in ids {
        let name = id
            .strip_prefix("schema/")
            .or(id.strip_prefix("json/"))
            .unwrap_or(id);
        let kebab = |part: &str| {
            !part.is_empty()
                && part
                    .chars()
                    .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit())
        };
        assert!(name.split('-').all(kebab), "{id}");
    }
}

#[test]
fn every_rule_is_explained_by_its_name() {
    for rule in all() {
        let text = explain(&[rule.id]);
        assert!(text.starts_with(rule.id), "{text}");
        for part in HEADINGS
            .into_iter()
            .chain([rule.summary, rule.severity.name()])
        {
            assert!(text.contains(part), "{}: {part}", rule.id);
        }
        assert!(!text.contains("## ") && !text.contains("```"), "{text}");
        assert!(
            !text.contains("\n\n\n") && !text.ends_with("\n\n"),
            "{text:?}"
        );
    }
}

#[test]
fn the_list_names_every_rule_once() {
    let list = explain(&[]);
    for rule in all() {
        let named = list
            .lines()
            .filter(|line| line.trim_start().split(' ').next() == Some(rule.id))
            .count();
        assert_eq!(named, 1, "{}", rule.id);
    }
}

#[test]
fn other_formats_hold_the_same() {
    let json: Vec<Value> = serde_json::from_str(&explain(&["-f", "json"])).unwrap();
    let ids: Vec<&str> = json
        .iter()
        .map(|rule| rule["id"].as_str().unwrap())
        .collect();
    assert_eq!(ids, all().map(|rule| rule.id).collect::<Vec<_>>());
    let markdown = explain(&["-f", "markdown"]);
    for rule in all() {
        assert!(
            markdown.contains(&format!("### `{}`\n", rule.id)),
            "{}",
            rule.id
        );
    }
}

#[test]
fn an_unknown_rule_is_wrong_usage_with_a_suggestion() {
    for (typed, meant) in [
        ("unknown-feild", "unknown-field"),
        ("schema/typ", "schema/type"),
        ("Duplicate-Key", "duplicate-key"),
    ] {
        let run = Speakhook::new(["explain", typed]).run();
        assert_eq!((run.status, run.stdout.as_str()), (2, ""), "{typed}");
        let hint = format!("did you mean `{meant}`?");
        assert!(run.stderr.contains(&hint), "{typed}: {}", run.stderr);
    }
    let run = Speakhook::new(["explain", "zzzzzzzzzz"]).run();
    assert_eq!(run.status, 2);
    assert!(run.stderr.contains("lists the rules"), "{}", run.stderr);
}

#[test]
fn every_rule_that_is_reported_is_explained() {
    use super::harness::{files_below, project, validate};
    for sample in files_below(&project("samples/flawed")) {
        let run = validate(["-f", "jsonl"]).arg(&sample).run();
        for line in run.json_lines(run.status) {
            let rule = line["rule"].as_str().unwrap();
            assert!(all().any(|known| known.id == rule), "{rule}");
        }
    }
}

#[test]
fn a_group_is_explained_rule_by_rule_and_is_no_rule() {
    let text = explain(&["schema/*"]);
    for rule in all().filter(|rule| rule.id.starts_with("schema/")) {
        assert!(
            text.contains(&format!("{}  {}", rule.id, rule.severity)),
            "{text}"
        );
    }
    let run = Speakhook::new(["sample", "--invalid", "schema/*"]).run();
    assert_eq!(run.status, 2);
    assert!(
        run.stderr.contains("is a group; name one of its rules"),
        "{}",
        run.stderr
    );
}

#[test]
fn a_threshold_is_told_as_it_is_set() {
    let text = explain(&["slow-reply"]);
    assert!(text.contains("`slow-reply = 3`: "), "{text}");
}

#[test]
fn lists_fit_a_narrow_terminal() {
    for args in [&["explain"][..], &["sample", "--list"]] {
        let run = Speakhook::new(args).args(["--width", "60"]).run();
        let long: Vec<&str> = run
            .stdout
            .lines()
            .filter(|line| line.chars().count() > 60)
            .collect();
        assert!(long.is_empty(), "{long:#?}");
    }
}
