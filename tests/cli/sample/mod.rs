//! `speakhook sample`: what the command line asks for is what is made. `payloads` and `calls` look
//! into what that is.

mod calls;
mod payloads;

use std::collections::BTreeSet;
use std::fs;
use std::sync::LazyLock;

use chrono::DateTime;
use serde_json::Value;
use speakhook::sample::{CLEAN, SCENARIOS, Scenario};

use super::harness::{Run, Speakhook, validate};

/// Runs `sample` with these arguments inside this process.
fn sample(args: &[&str]) -> Run {
    args.iter()
        .fold(Speakhook::new(["sample"]), Speakhook::arg)
        .in_process()
}

fn made(args: &[&str]) -> String {
    let run = sample(args);
    assert_eq!((run.status, run.stderr.as_str()), (0, ""), "{args:?}");
    run.stdout
}

/// What is wrong with the command line.
fn refused(args: &[&str]) -> String {
    let run = sample(args);
    assert_eq!((run.status, run.stdout.as_str()), (2, ""), "{args:?}");
    run.stderr
}

fn payload(args: &[&str]) -> Value {
    serde_json::from_str(&made(args)).unwrap()
}

fn lines(args: &[&str]) -> Vec<Value> {
    let text = made(args);
    let lines = text.lines().map(serde_json::from_str);
    lines.map(Result::unwrap).collect()
}

/// Payloads of every scenario.
fn corpus() -> impl Iterator<Item = (&'static Scenario, &'static Value)> {
    static CORPUS: LazyLock<Vec<(&Scenario, Value)>> = LazyLock::new(|| {
        let of = |scenario: &'static Scenario| {
            let made = lines(&[scenario.name, "--count", "40", "--seed", "3"]);
            made.into_iter().map(move |payload| (scenario, payload))
        };
        SCENARIOS.iter().flat_map(of).collect()
    });
    CORPUS
        .iter()
        .map(|(scenario, payload)| (*scenario, payload))
}

fn history(payload: &Value) -> &[Value] {
    payload["data"]["history"]
        .as_array()
        .map_or(&[], Vec::as_slice)
}

/// Milliseconds since 1970.
fn at(value: &Value) -> Option<i64> {
    let time = DateTime::parse_from_rfc3339(value.as_str()?).unwrap();
    Some(time.timestamp_millis())
}

fn is_role(item: &Value, role: &str) -> bool {
    item["role"] == role
}

#[test]
fn seeds_and_numbers_differ() {
    for scenario in SCENARIOS {
        let mut sessions = BTreeSet::new();
        let mut days = BTreeSet::new();
        for seed in 0..20 {
            for line in lines(&[scenario.name, "--count", "2", "--seed", &seed.to_string()]) {
                sessions.insert(line["data"]["session_id"].to_string());
                days.insert(
                    line["data"]["created_at"]
                        .to_string()
                        .chars()
                        .take(11)
                        .collect::<String>(),
                );
            }
        }
        assert_eq!(sessions.len(), 40, "{}", scenario.name);
        assert!(
            days.len() > 20 || scenario.name == "minimal",
            "{}",
            scenario.name
        );
    }
    assert_ne!(made(&["--seed", &u64::MAX.to_string()]), made(&[]));
    let whole = lines(&["--count", "3", "--seed", "9"]);
    assert_eq!(whole[0], payload(&["--seed", "9"]));
}

#[test]
fn several_payloads_are_json_lines() {
    let text = made(&["--count", "30"]);
    assert_eq!(text.lines().count(), 30);
    assert!(text.ends_with("}\n"));
    let agents: BTreeSet<String> = lines(&["--count", "30"])
        .iter()
        .map(|line| line["data"]["agent_id"].to_string())
        .collect();
    assert!((2..=5).contains(&agents.len()), "{agents:?}");
    assert_eq!(made(&["--compact"]).lines().count(), 1);
    assert!(made(&[]).lines().count() > 100);
    assert!(refused(&["--count", "0"]).contains("--count"));
}

#[test]
fn values_can_be_set() {
    let changed = payload(&[
        "--turns",
        "1",
        "--set",
        "/data/agent_name=Ada",
        "--set",
        "/data/duration_seconds=1",
        "--set",
        "/data/duration_seconds=12.5",
        "--set",
        "/data/url_parameters/a~1b=\"7\"",
        "--set",
        "/data/test_eval_result/success=true",
        "--set",
        "/data/history/0/id=first",
        "--set",
        "/data/history/-/role=User",
    ]);
    let data = &changed["data"];
    assert_eq!(data["agent_name"], "Ada");
    assert_eq!(data["duration_seconds"], 12.5);
    assert_eq!(data["url_parameters"]["a/b"], "7");
    assert_eq!(data["test_eval_result"]["success"], true);
    assert_eq!(data["history"][0]["id"], "first");
    assert_eq!(history(&changed).last().unwrap()["role"], "User");
    let three = lines(&["--count", "3", "--set", "/event=CallEnded"]);
    assert!(three.iter().all(|line| line["event"] == "CallEnded"));
}

#[test]
fn places_that_cannot_be_set_are_refused_and_leave_no_file() {
    for (assignment, part) in [
        ("/event/x=1", "/event/x leads into a string"),
        ("/data/history/9999/id=x", "leads beyond an array"),
        ("/data/history/first=1", "no number"),
        ("event=1", "begins with `/`"),
        ("/event", "/pointer=value"),
    ] {
        let said = refused(&["--set", assignment]);
        assert!(said.contains(part), "{assignment}: {said}");
    }
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("call.json");
    refused(&["--set", "/event/x=1", "-o", path.to_str().unwrap()]);
    assert!(!path.exists());
    assert_eq!(made(&["-o", path.to_str().unwrap()]), "");
    assert_eq!(fs::read_to_string(&path).unwrap(), made(&[]));
}

#[test]
fn an_invalid_sample_is_what_its_rule_finds() {
    for rule in [
        "negative-e2e",
        "unknown-event",
        "duplicate-key",
        "json/syntax",
    ] {
        for seed in [&[][..], &["--seed", "5"]] {
            let mut args = vec!["--invalid", rule];
            args.extend(seed);
            let run = validate(["-f", "jsonl", "--fail-on", "never"]);
            let found = run.stdin(made(&args)).in_process().json_lines(0);
            assert!(
                !found.is_empty() && found.iter().all(|line| line["rule"] == rule),
                "{args:?}: {found:?}"
            );
        }
    }
    let clean: Value = serde_json::from_str(CLEAN).unwrap();
    let plain = payload(&["--invalid", "negative-e2e"]);
    assert_eq!(plain["data"]["session_id"], clean["data"]["session_id"]);
    let seeded = payload(&["--invalid", "negative-e2e", "--seed", "5"]);
    assert_ne!(seeded["data"]["session_id"], clean["data"]["session_id"]);
    assert_ne!(seeded["data"]["agent_id"], clean["data"]["agent_id"]);
    assert_eq!(
        made(&["--invalid", "unknown-event", "--compact"])
            .lines()
            .count(),
        1
    );
    let said = refused(&["--invalid", "json/syntax", "--compact"]);
    assert!(said.contains("no JSON"), "{said}");
}

#[test]
fn what_is_no_utf_8_is_written_as_it_is() {
    let speakhook = Speakhook::new(["sample", "--invalid", "json/encoding"]);
    let output = speakhook.command().output().unwrap();
    assert!(output.status.success());
    assert!(std::str::from_utf8(&output.stdout).is_err());
    let run = validate(["-f", "jsonl"]).stdin(&output.stdout).in_process();
    assert_eq!(run.json_lines(1)[0]["rule"], "json/encoding");
}

#[test]
fn slips_get_a_suggestion() {
    assert!(refused(&["phnoe"]).contains("phone"));
    let said = refused(&["--invalid", "negative-e2"]);
    assert!(said.contains("did you mean `negative-e2e`?"), "{said}");
    assert!(refused(&["phone", "--invalid", "negative-e2e"]).contains("cannot be used with"));
}

#[test]
fn the_list_names_every_scenario() {
    let list = made(&["--list"]);
    let named: Vec<&str> = list
        .lines()
        .filter_map(|line| line.split(' ').next())
        .collect();
    let known: Vec<&str> = SCENARIOS.iter().map(|scenario| scenario.name).collect();
    assert_eq!(named, known);
    assert_eq!(made(&[]), made(&["phone"]));
}

#[test]
fn turns_are_the_users_messages() {
    for scenario in SCENARIOS {
        if !scenario.has_turns() {
            let said = refused(&[scenario.name, "--turns", "3"]);
            assert!(said.contains("has no conversation"), "{said}");
            continue;
        }
        for turns in [0, 1, 2, 7, 300] {
            let payload = payload(&[scenario.name, "--turns", &turns.to_string()]);
            let said = |item: &&Value| is_role(item, "User") || item["user_input"].is_string();
            assert_eq!(
                history(&payload).iter().filter(said).count(),
                turns,
                "{}",
                scenario.name
            );
        }
    }
    let long = payload(&["--turns", "10000"]);
    assert!(history(&long).len() > 20_000);
    assert!(refused(&["--turns", "10001"]).contains("10001"));
}

#[cfg(unix)]
#[test]
fn a_reader_who_leaves_is_no_error() {
    use std::io::Read as _;
    let speakhook = Speakhook::new(["sample", "--count", "1000000"]);
    let mut child = speakhook.command().spawn().unwrap();
    let mut some = [0; 1000];
    let mut stdout = child.stdout.take().unwrap();
    stdout.read_exact(&mut some).unwrap();
    drop(stdout);
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), output.stderr), (Some(0), Vec::new()));
}
