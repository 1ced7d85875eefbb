//! The figures against an independent, exact computation over the turns that `show` prints.

use std::collections::BTreeMap;

use proptest::prelude::*;
use serde_json::{Value, json};

use super::{call, cases, corpus, lines, report, sample, stats};
use crate::harness::Speakhook;

/// The fields of a turn in `show -f json`, by the metrics that `stats` makes of them.
const FIELDS: [(&str, &str); 7] = [
    ("end_of_turn", "end_of_turn_seconds"),
    ("transcription", "transcription_seconds"),
    ("callback", "callback_seconds"),
    ("llm", "llm_ttft_seconds"),
    ("tts", "tts_ttfb_seconds"),
    ("tools", "tools_seconds"),
    ("e2e", "e2e_seconds"),
];

#[test]
fn a_metric_may_be_called_as_show_and_rows_call_it() {
    let input = sample("phone", 1, 1);
    for (metric, field) in FIELDS {
        let Some(name) = field.strip_suffix("_seconds") else {
            panic!("{field} is no delay");
        };
        let document = report(
            &["--metric", name, "--budget", &format!("{name}.p50<9s")],
            &input,
        );
        let shown: Vec<&String> = document["total"]["metrics"]
            .as_object()
            .unwrap()
            .keys()
            .collect();
        assert_eq!(shown, [metric]);
        assert_eq!(document["budgets"][0]["subject"], format!("{metric}.p50"));
    }
}

#[test]
fn the_length_of_a_call_may_be_called_as_tables_call_it() {
    let input = lines(&vec![call(&[1.0], &json!({"duration_seconds": 60})); 20]);
    let args = ["--metric", "call", "--budget", "call.p50<2min"];
    let document = report(&args, &input);
    assert_eq!(document["total"]["metrics"]["duration"]["n"], 20);
    assert_eq!(document["budgets"][0]["subject"], "duration.p50");
    let text = stats(&["--metric", "LLM,call"]).stdin(&input).in_process();
    assert!(
        text.stdout.contains("\n  call  20  60.00"),
        "{}{}",
        text.stdout,
        text.stderr
    );
}

/// Nearest rank on sorted values.
fn nearest_rank(sorted: &[f64], percent: usize) -> f64 {
    sorted[(sorted.len() * percent).div_ceil(100).max(1) - 1]
}

/// A row is what exact arithmetic over all values says, but for the documented error.
fn assert_row(row: &Value, mut values: Vec<f64>, what: &str) {
    values.sort_by(f64::total_cmp);
    let n = values.len();
    assert_eq!(row["n"], n, "{what}");
    for (name, percent, needed) in [
        ("p50", 50, 1),
        ("p90", 90, 10),
        ("p95", 95, 20),
        ("p99", 99, 100),
    ] {
        let figure = &row[format!("{name}_seconds")];
        if n < needed {
            assert!(figure.is_null(), "{what}: {name} of {n} is {figure}");
            continue;
        }
        let (exact, figure) = (nearest_rank(&values, percent), figure.as_f64().unwrap());
        let allowed = exact.abs() * 0.0005 + 1e-6;
        assert!(
            (figure - exact).abs() <= allowed,
            "{what}: {name} is {figure}, exactly {exact}"
        );
    }
    if n == 0 {
        assert!(
            row["min_seconds"].is_null() && row["mean_seconds"].is_null(),
            "{what}"
        );
        return;
    }
    let near = |key: &str, exact: f64| {
        let figure = row[key].as_f64().unwrap();
        assert!(
            (figure - exact).abs() <= 1e-6,
            "{what}: {key} is {figure}, exactly {exact}"
        );
    };
    near("min_seconds", values[0]);
    near("max_seconds", values[n - 1]);
    near("mean_seconds", values.iter().sum::<f64>() / n as f64);
}

#[test]
fn percentiles_agree_with_the_turns_that_show_prints() {
    for seed in [1, 2] {
        let input = corpus(seed) + &sample("long-call", 10, seed);
        let shown = Speakhook::new(["show", "--all", "-f", "json", "--no-config", "-q"]);
        let shown: Value = serde_json::from_str(&shown.stdin(&input).in_process().stdout).unwrap();
        let mut values: BTreeMap<&str, Vec<f64>> = BTreeMap::new();
        let calls = shown["calls"].as_array().unwrap();
        let turns = calls
            .iter()
            .flat_map(|call| call["latency"]["turns"].as_array().unwrap());
        for turn in turns.filter(|turn| turn["unreliable"].is_null()) {
            for (metric, field) in FIELDS {
                values
                    .entry(metric)
                    .or_default()
                    .extend(turn[field].as_f64());
            }
        }
        let total = report(&[], &input)["total"].clone();
        for (metric, values) in values {
            assert!(metric == "callback" || values.len() > 100, "{metric}");
            assert_row(&total["metrics"][metric], values, metric);
        }
        let sum = |pointer: &str| -> u64 {
            calls
                .iter()
                .filter_map(|call| call.pointer(pointer)?.as_u64())
                .sum()
        };
        assert_eq!(total["calls"], calls.len());
        assert_eq!(total["turns"], sum("/summary/turns"));
        assert_eq!(total["interruptions"], sum("/summary/interruptions"));
        assert_eq!(total["tool_calls"], sum("/tools/counts/calls"));
        assert_eq!(total["tool_errors"], sum("/tools/counts/errors"));
        let entries = calls
            .iter()
            .flat_map(|call| call["transcript"]["entries"].as_array().unwrap());
        let silences: Vec<f64> = entries
            .filter(|entry| entry["kind"] == "silence")
            .filter_map(|entry| entry["duration_seconds"].as_f64())
            .collect();
        assert_eq!(total["silences"], silences.len(), "{total}");
        let seconds = total["silence_seconds"].as_f64().unwrap();
        assert!((seconds - silences.iter().sum::<f64>()).abs() < 1e-3);
    }
}

/// Delays of every size, many of them equal or near one another.
fn delay() -> impl Strategy<Value = f64> {
    prop_oneof![
        4 => 0.2..4.0_f64,
        1 => 1e-9..0.01_f64,
        1 => 100.0..999_999.0_f64,
        1 => prop::sample::select(vec![1e-7, 1.0, 1.5, 2.048, 0.002_047, 0.002_048]),
    ]
}

proptest! {
    #![proptest_config(cases(30))]

    #[test]
    fn random_values_have_the_percentiles_that_sorting_them_has(
        calls in prop::collection::vec(prop::collection::vec(delay(), 0..60), 1..25),
    ) {
        // Three large values and no small one would be milliseconds.
        let all: Vec<Value> = calls.iter().map(|latencies| {
            let latencies: Vec<f64> = std::iter::once(0.5).chain(latencies.iter().copied()).collect();
            call(&latencies, &json!({}))
        }).collect();
        let values = calls.iter().flat_map(|latencies| std::iter::once(0.5).chain(latencies.iter().copied()));
        let total = report(&["--metric", "e2e"], &lines(&all))["total"].clone();
        assert_row(&total["metrics"]["e2e"], values.collect(), "random");
    }
}

#[test]
fn unreliable_turns_are_left_out_and_said() {
    let turn = |user: Value, agent: Value| {
        let message = |role: &str, metrics| json!({"role": role, "kind": "Message", "content": "x", "metrics": metrics});
        json!({"event": "ConversationComplete", "data": {"history": [message("User", user), message("Assistant", agent)]}})
    };
    let at = |second: u32| format!("2026-06-12T18:51:{second:02}Z");
    let calls = [
        turn(
            json!({"started_speaking_at": at(9), "stopped_speaking_at": at(5)}),
            json!({"e2e_latency": 1.0}),
        ),
        turn(
            json!({"end_of_turn_delay": 1_747_888_559.8}),
            json!({"e2e_latency": 1.0}),
        ),
        turn(
            json!({"end_of_turn_delay": -0.5}),
            json!({"e2e_latency": 1.0}),
        ),
        turn(
            json!({"end_of_turn_delay": 582, "transcription_delay": 361}),
            json!({"llm_node_ttft": 463}),
        ),
        turn(
            json!({"stopped_speaking_at": at(10)}),
            json!({"started_speaking_at": at(12), "e2e_latency": 2000}),
        ),
        turn(
            json!({"stopped_speaking_at": at(10)}),
            json!({"started_speaking_at": at(12)}),
        ),
    ];
    let input = lines(&calls);
    let total = report(&[], &input)["total"].clone();
    assert_eq!(
        total["unreliable_turns"],
        json!({"reversed_speech": 1, "out_of_range": 1, "negative_delay": 1, "milliseconds": 2})
    );
    assert_eq!(
        (&total["metrics"]["e2e"]["n"], &total["computed_e2e"]),
        (&json!(1), &json!(1))
    );
    assert_eq!(total["metrics"]["end_of_turn"]["n"], 0);
    let text = stats(&[]).stdin(&input).in_process().stdout;
    let said = "left out as unreliable: 5 turns, 1 whose speech ends before it starts, \
        1 with a delay out of range, 1 with a negative delay, 2 with delays in milliseconds";
    assert!(text.contains(said), "{text}");
    assert!(
        text.contains("end to end includes 1 value computed"),
        "{text}"
    );
}

#[test]
fn a_length_that_is_none_is_left_out() {
    let lengths = [
        json!(12.5),
        json!(0),
        json!(-3),
        json!(1e300),
        json!("7"),
        json!(null),
    ];
    let calls: Vec<Value> = lengths
        .iter()
        .map(|length| call(&[], &json!({"duration_seconds": length})))
        .collect();
    let total = report(&[], &lines(&calls))["total"].clone();
    assert_eq!(total["metrics"]["duration"]["n"], 1);
    assert_eq!(total["metrics"]["duration"]["max_seconds"], 12.5);
    assert_eq!(total["unusable_durations"], 2);
}

#[test]
fn tests_have_three_outcomes() {
    let test = |result: Value| call(&[], &json!({"test_id": "t", "test_eval_result": result}));
    let calls = [
        test(json!({"success": true})),
        test(json!({"success": true})),
        test(json!({"success": false})),
        test(json!(null)),
        call(&[], &json!({"test_status": "Initial"})),
    ];
    let total = report(&[], &lines(&calls))["total"].clone();
    let counts = ["tests_passed", "tests_failed", "tests_without_result"]
        .map(|key| total[key].as_u64().unwrap());
    assert_eq!(counts, [2, 1, 1]);
    assert!((total["pass_rate_percent"].as_f64().unwrap() - 200.0 / 3.0).abs() < 1e-9);
}
