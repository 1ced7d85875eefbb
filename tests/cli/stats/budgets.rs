//! Budgets: statuses, the last line, and what is said of a bad one.

use std::fs;

use serde_json::{Value, json};

use super::{arg, call, json_of, lines, stats};
use crate::harness::Run;

/// Twenty turns of 1.000 to 1.019 s, two tests of three passed, one tool of four failed.
fn calls() -> String {
    let latencies: Vec<f64> = (0..20).map(|n| 1.0 + f64::from(n) / 1000.0).collect();
    let test = |success: bool| json!({"test_id": "t", "test_eval_result": {"success": success}});
    let output = |id: &str, is_error: bool| {
        let called = json!({"tool_name": "x", "tool_call_id": id, "tool_arguments_json": "{}"});
        [
            called,
            json!({"tool_name": "x", "tool_call_id": id, "tool_output": "y", "tool_is_error": is_error}),
        ]
    };
    let tools: Vec<Value> = ["1", "2", "3", "4"]
        .iter()
        .flat_map(|id| output(id, *id == "1"))
        .collect();
    let mut last = call(&[], &test(false));
    last["data"]["history"] = json!(tools);
    lines(&[call(&latencies, &test(true)), call(&[], &test(true)), last])
}

fn judged(budgets: &[&str]) -> Run {
    let flags = budgets.iter().flat_map(|budget| ["--budget", budget]);
    stats(&flags.collect::<Vec<_>>())
        .stdin(calls())
        .in_process()
}

#[test]
fn the_status_and_the_last_line_are_the_verdict() {
    for (budgets, status, last) in [
        (&["e2e.p95<1.5s"][..], 0, "ok: 1 of 1 budget met; 3 calls"),
        (
            &["e2e.p95<1s"],
            1,
            "failed: 0 of 1 budget met, 1 exceeded; 3 calls",
        ),
        (
            &["e2e.p99<1.5s"],
            3,
            "incomplete: 0 of 1 budget met, 1 without enough values; 3 calls",
        ),
        (
            &["llm.max<1.5s"],
            3,
            "incomplete: 0 of 1 budget met, 1 without enough values; 3 calls",
        ),
        (
            &["e2e.p99<1s", "e2e.p50<1s", "e2e.max<=1019ms"],
            3,
            "incomplete: 1 of 3 budgets met, 1 exceeded, 1 without enough values; 3 calls",
        ),
        (
            &["e2e.max<1.019s"],
            1,
            "failed: 0 of 1 budget met, 1 exceeded; 3 calls",
        ),
        (
            &["e2e.min>=1s", "e2e.mean<1.01s"],
            0,
            "ok: 2 of 2 budgets met; 3 calls",
        ),
        (
            &["pass_rate>=66%", "tool_errors<=25%"],
            0,
            "ok: 2 of 2 budgets met; 3 calls",
        ),
        (
            &["pass_rate>=67%"],
            1,
            "failed: 0 of 1 budget met, 1 exceeded; 3 calls",
        ),
        (
            &["tool_errors<25%"],
            1,
            "failed: 0 of 1 budget met, 1 exceeded; 3 calls",
        ),
        (
            &["interruptions<1%", "unreliable<1%"],
            0,
            "ok: 2 of 2 budgets met; 3 calls",
        ),
    ] {
        let run = judged(budgets);
        assert_eq!(
            (run.status, run.last_line()),
            (status, last),
            "{budgets:?}\n{}",
            run.stdout
        );
        assert_eq!(
            judged(&[budgets, &["callback.p50<1s"]].concat()).status,
            3,
            "{budgets:?}"
        );
    }
}

#[test]
fn without_a_question_there_is_no_verdict() {
    let run = judged(&[]);
    assert_eq!(run.status, 0);
    assert!(!run.stdout.contains("ok:"), "{}", run.stdout);
    let quiet = stats(&["-q", "--budget", "e2e.p95<1s"])
        .stdin(calls())
        .in_process();
    assert_eq!(quiet.status, 1);
    assert!(
        !quiet.stdout.contains("failed:") && quiet.stdout.contains("exceeded"),
        "{}",
        quiet.stdout
    );
    let silent = stats(&["-qq", "--budget", "e2e.p95<1s"])
        .stdin(calls())
        .in_process();
    assert_eq!((silent.status, silent.stdout.as_str()), (1, ""));
}

#[test]
fn a_budget_is_told_with_figure_limit_and_n() {
    let budgets = [
        "e2e.p90<1s",
        "e2e.max<1.019001s",
        "pass_rate>99%",
        "tool_errors<25.01%",
    ];
    let run = judged(&budgets);
    let row = |name: &str| {
        let line = run
            .stdout
            .lines()
            .find(|line| line.trim_start().starts_with(name))
            .unwrap();
        line.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    assert_eq!(row("e2e.p90"), "e2e.p90 < 1 s 1.017 s 20 exceeded");
    assert_eq!(row("e2e.max"), "e2e.max < 1.019001 s 1.019 s 20 met");
    assert_eq!(row("tool_errors"), "tool_errors < 25.010 % 25.000 % 4 met");
    assert_eq!(row("pass_rate"), "pass_rate > 99.0 % 66.7 % 3 exceeded");
}

#[test]
fn a_budget_that_is_none_is_wrong_usage_with_a_caret() {
    let run = judged(&["e2e.p95<1.5x"]);
    assert_eq!((run.status, run.stdout.as_str()), (2, ""));
    let lines: Vec<&str> = run.stderr.lines().collect();
    assert_eq!(
        lines,
        [
            "speakhook: error: --budget: a delay has one of the units s, ms, us, min",
            "speakhook: error:   e2e.p95<1.5x",
            "speakhook: error:              ^",
        ]
    );
}

#[test]
fn an_output_without_a_call_is_no_call_that_went_wrong() {
    let called = |id: &str| json!({"tool_call_id": id, "tool_arguments_json": "{}"});
    let failed = |id: &str| json!({"tool_call_id": id, "tool_output": "y", "tool_is_error": true});
    let tools = ["1", "2"].map(called).into_iter();
    let tools = tools.chain(["1", "7", "8", "9"].map(failed));
    let mut call = call(&[1.0], &Value::Null);
    call["data"]["history"]
        .as_array_mut()
        .unwrap()
        .extend(tools);
    let input = call.to_string();
    let run = |args: &[&str]| stats(args).stdin(&input).in_process();
    let judged = run(&["--budget", "tool_errors<=50%", "-f", "json"]);
    assert_eq!(json_of(&judged)["budgets"][0]["figure"], 50.0);
    assert_eq!(judged.status, 0);
    for kind in ["calls", "turns"] {
        let rows = run(&["--rows", kind, "-f", "jsonl"]).json_lines(0);
        let counts = |row: &Value| (row["tool_calls"].clone(), row["tool_errors"].clone());
        let counts: Vec<_> = rows.iter().map(counts).collect();
        assert_eq!(counts, [(json!(2), json!(1))], "{kind}");
    }
}

#[test]
fn every_group_has_to_meet_a_budget() {
    let calls = lines(&[
        call(&[1.0], &json!({"agent_name": "fast"})),
        call(&[2.0], &json!({"agent_name": "slow"})),
        call(&[], &json!({"agent_name": "text"})),
    ]);
    let run = stats(&["--by", "agent", "--budget", "e2e.p50<1.5s", "-f", "json"])
        .stdin(&calls)
        .in_process();
    assert_eq!(run.status, 3);
    let verdict = |judged: &Value| (judged["group"]["agent"].clone(), judged["verdict"].clone());
    let verdicts: Vec<_> = json_of(&run)["budgets"]
        .as_array()
        .unwrap()
        .iter()
        .map(verdict)
        .collect();
    let expected = [
        ("fast", "met"),
        ("slow", "exceeded"),
        ("text", "unanswered"),
    ];
    assert_eq!(
        verdicts,
        expected.map(|(group, verdict)| (json!(group), json!(verdict)))
    );
}

/// Calls of agents, each with a latency.
fn agents(latencies: &[f64]) -> String {
    let of = |(number, latency): (usize, &f64)| {
        let name = format!("agent {number:03}");
        call(&[*latency], &json!({"agent_name": name}))
    };
    let calls = latencies.iter().enumerate().map(of);
    lines(&calls.collect::<Vec<_>>())
}

#[test]
fn what_exceeds_a_budget_most_is_first_and_what_is_cut_is_counted() {
    let mut latencies = [1.0; 120];
    latencies[7] = 2.0;
    latencies[118] = 3.0;
    let flags = ["--by", "agent", "--budget", "e2e.p50<1.5s"];
    let run = |format| {
        let run = stats(&flags).args(["--metric", "e2e", "-f", format]);
        run.stdin(agents(&latencies)).in_process()
    };
    let text = run("text").stdout;
    let table = text.split_once("  budget ").unwrap().1;
    let rows: Vec<&str> = table.lines().skip(1).collect();
    assert!(rows[0].contains("agent 118") && rows[0].ends_with("exceeded"));
    assert!(rows[1].contains("agent 007") && rows[1].ends_with("exceeded"));
    assert!(rows[2].contains("agent 000") && rows[2].ends_with("met"));
    let note = "20 more rows not shown here; json and jsonl have all";
    assert_eq!(rows[100].trim(), note, "{text}");
    for format in ["markdown", "html"] {
        assert!(run(format).stdout.contains(note), "{format}");
    }
    let budgets = json_of(&run("json"))["budgets"].as_array().unwrap().len();
    assert_eq!(budgets, 120);
}

#[test]
fn annotations_begin_with_the_worst() {
    // Eleven that nobody can answer, and three that are exceeded.
    let mut latencies = [1.0; 14];
    latencies[1] = 1.6;
    latencies[9] = 1.51;
    latencies[13] = 4.0;
    let few: Vec<Value> = (0..11)
        .map(|n| call(&[], &json!({"agent_name": format!("a {n}")})))
        .collect();
    let input = lines(&few) + &agents(&latencies) + "{}\n";
    let flags = ["--by", "agent", "--budget", "e2e.p50<1.5s", "-f", "github"];
    let run = stats(&flags).stdin(&input).in_process();
    let annotations = run.stdout.lines().filter(|line| line.starts_with("::"));
    let annotations: Vec<&str> = annotations.collect();
    assert_eq!(annotations.len(), 10);
    for (place, begin) in [
        "::error title=budget::e2e.p50 of agent 013 is 4 s",
        "::error title=budget::e2e.p50 of agent 001 is 1.6 s",
        "::error title=budget::e2e.p50 of agent 009 is 1.51 s",
        "::error title=unreadable::1 input not read or no call",
        "::error title=budget::e2e.p50 of a 0 needs 1 value",
    ]
    .iter()
    .enumerate()
    {
        assert!(annotations[place].starts_with(begin), "{annotations:?}");
    }
    assert!(annotations[9].ends_with(" (and 5 more)"), "{annotations:?}");
}

#[test]
fn junit_names_no_file_and_needs_a_question() {
    let asked = stats(&["-f", "junit", "--budget", "e2e.p50<1s"]);
    let asked = asked.stdin(calls()).in_process();
    assert!(
        asked
            .stdout
            .contains("<testcase classname=\"speakhook stats\" name=\"e2e.p50 ")
    );
    assert!(!asked.stdout.contains("file="), "{}", asked.stdout);
    let run = stats(&["-f", "junit"]).stdin(calls()).in_process();
    assert_eq!((run.status, run.stdout.as_str()), (2, ""));
    let advice = "add --budget, or --compare with --max-regression";
    assert!(run.stderr.contains(advice), "{}", run.stderr);
}

#[test]
fn what_a_payload_calls_a_metric_is_understood() {
    let run = judged(&["e2e_latency.p95<1.5s"]);
    assert_eq!(run.status, 2);
    let begin = "speakhook: error: --budget: a budget begins with one of end_of_turn, ";
    assert!(run.stderr.starts_with(begin), "{}", run.stderr);
    let advice = "; did you mean `e2e`?";
    assert!(run.stderr.contains(advice), "{}", run.stderr);
}

#[test]
fn a_configuration_has_budgets_too() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("speakhook.toml");
    let run = |config: &str, flags: &[&str]| {
        fs::write(&file, config).unwrap();
        let args = ["--config", arg(&file)];
        crate::harness::Speakhook::new(["stats"])
            .args(args)
            .args(flags)
            .stdin(calls())
            .in_process()
    };
    let slow = run(
        "[budgets]\nreplies = \"e2e.p95 < 1s\"\n",
        &["--budget", "e2e.max<2s"],
    );
    assert_eq!(slow.status, 1);
    assert!(slow.stdout.contains("e2e.p95 (replies)"), "{}", slow.stdout);
    assert_eq!(
        slow.last_line(),
        "failed: 1 of 2 budgets met, 1 exceeded; 3 calls"
    );
    let bad = run("[budgets]\nreplies = \"e2e.p95 = 1s\"\n", &[]);
    assert_eq!(bad.status, 2);
    assert!(
        bad.stderr.contains(":2:20: expected one of <, <=, >, >="),
        "{}",
        bad.stderr
    );
}
