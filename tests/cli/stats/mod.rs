//! `stats`: the figures are right, parts add up to the whole, budgets and the status agree, and
//! strangers' names stay harmless.

mod budgets;
mod comparison;
mod figures;
mod groups;
mod hostile;
mod merging;
mod outputs;
mod pictures;
mod slowest;
mod window;

use std::path::Path;

use proptest::test_runner::{Config, RngSeed};
use serde_json::{Value, json};

use crate::harness::{ID, Run, Speakhook};

/// `stats` with these arguments, without a configuration.
fn stats(args: &[&str]) -> Speakhook {
    Speakhook::new(["stats", "--no-config"]).args(args)
}

/// The document that `-f json` prints.
fn json_of(run: &Run) -> Value {
    serde_json::from_str(&run.stdout).unwrap_or_else(|_| panic!("{}{}", run.stdout, run.stderr))
}

fn report(args: &[&str], input: &str) -> Value {
    json_of(&stats(args).args(["-f", "json"]).stdin(input).in_process())
}

/// The path of a file as an argument.
fn arg(path: &Path) -> &str {
    path.to_str().unwrap()
}

/// A call with a turn for each of these end-to-end latencies, and more members of `data`.
fn call(latencies: &[f64], more: &Value) -> Value {
    let turns = latencies.iter().flat_map(|seconds| {
        let user = json!({"role": "User", "kind": "Message", "content": "a"});
        let metrics = json!({"e2e_latency": seconds});
        let agent =
            json!({"role": "Assistant", "kind": "Message", "content": "b", "metrics": metrics});
        [user, agent]
    });
    let mut data = json!({"session_id": ID, "agent_id": ID, "history": turns.collect::<Vec<_>>()});
    for (key, value) in more.as_object().into_iter().flatten() {
        data[key] = value.clone();
    }
    json!({"event": "ConversationComplete", "data": data})
}

/// Calls as JSON Lines.
fn lines(calls: &[Value]) -> String {
    calls.iter().map(|call| format!("{call}\n")).collect()
}

/// Calls of a scenario.
fn sample(scenario: &str, count: usize, seed: usize) -> String {
    let (count, seed) = (count.to_string(), seed.to_string());
    let args = [
        "sample",
        scenario,
        "--compact",
        "--count",
        &count,
        "--seed",
        &seed,
    ];
    Speakhook::new(args).in_process().stdout
}

/// Calls of every kind.
fn corpus(seed: usize) -> String {
    let scenarios = [
        "phone",
        "long-call",
        "interrupted",
        "tool-error",
        "handoff",
        "campaign",
        "web",
    ];
    let tests = [
        "test-passed",
        "test-failed",
        "test-unfinished",
        "test-text",
        "started",
        "legacy",
    ];
    let all = scenarios.into_iter().chain(tests);
    all.map(|scenario| sample(scenario, 3, seed)).collect()
}

/// The same cases in every run, and no files left behind.
fn cases(cases: u32) -> Config {
    Config {
        cases,
        failure_persistence: None,
        rng_seed: RngSeed::Fixed(0x5eed),
        ..Config::default()
    }
}
