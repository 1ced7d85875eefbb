//! `--compare`: what has changed since a run that was saved.

use serde_json::json;
use tempfile::TempDir;

use super::{arg, call, json_of, lines, stats};
use crate::harness::Run;

fn calls(latency: f64, agent: &str) -> String {
    lines(&vec![
        call(&[latency; 10], &json!({"agent_name": agent}));
        3
    ])
}

#[test]
fn a_figure_that_has_grown_too_much_fails() {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("before.json");
    stats(&["--by", "agent", "--save", arg(&file)])
        .stdin(calls(1.0, "a"))
        .in_process();
    for (latency, allowed, status) in [
        (1.0, "0%", 0),
        (1.09, "10%", 0),
        (1.2, "10%", 1),
        (0.5, "0%", 0),
    ] {
        let flags = ["--compare", arg(&file), "--max-regression", allowed];
        let run = stats(&flags).stdin(calls(latency, "b")).in_process();
        assert_eq!(run.status, status, "{latency}: {}", run.stdout);
        let word = if status == 0 {
            "ok: "
        } else {
            "failed: 2 figures grown by more than 10 %"
        };
        assert!(run.last_line().starts_with(word), "{}", run.stdout);
    }
    let run = stats(&["--compare", arg(&file)])
        .stdin(calls(9.0, "a"))
        .in_process();
    assert_eq!(run.status, 0, "only --max-regression makes it a gate");
    let flags = [
        "--by",
        "agent",
        "--compare",
        arg(&file),
        "--max-regression",
        "1%",
        "-f",
        "json",
    ];
    let same = stats(&flags).stdin(calls(1.5, "a")).in_process();
    let changes = json_of(&same)["changes"].clone();
    assert_eq!(
        (&changes[0]["group"]["agent"], &changes[0]["is_regression"]),
        (&json!("a"), &json!(true))
    );
    assert_eq!(
        stats(&flags).stdin(calls(1.5, "b")).in_process().status,
        3,
        "the agent is gone"
    );
}

/// Calls held against calls that were saved.
fn compared(before: &str, after: &str, flags: &[&str]) -> Run {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("before.json");
    let by: Vec<&str> = flags
        .iter()
        .take_while(|flag| **flag != "--")
        .copied()
        .collect();
    let rest: Vec<&str> = flags.iter().skip(by.len() + 1).copied().collect();
    let saved = stats(&by)
        .args(["--save", arg(&file)])
        .stdin(before)
        .in_process();
    assert_eq!(saved.status, 0, "{}", saved.stderr);
    let gate = ["--compare", arg(&file), "--max-regression", "10%"];
    stats(&by).args(gate).args(&rest).stdin(after).in_process()
}

#[test]
fn a_figure_that_is_there_no_more_is_no_answer() {
    let dated = |latencies: &[f64], agent: &str| {
        let more = json!({"agent_name": agent, "duration_seconds": 60.0});
        lines(&vec![call(latencies, &more); 20])
    };
    let (full, bare) = (dated(&[1.0; 2], "a"), dated(&[], "a"));
    let (few, other) = (
        calls(1.0, "a").lines().next().unwrap().to_owned(),
        dated(&[1.0], "b"),
    );
    let gone = "0 figures grown by more than 10 %, 2 figures without enough values";
    for (before, after, flags, account) in [
        (
            &full,
            &full,
            &[][..],
            "ok: 0 figures grown by more than 10 %; 20 calls".to_owned(),
        ),
        (&full, &bare, &[], format!("incomplete: {gone}; 20 calls")),
        (
            &full,
            &few,
            &["--", "--metric", "e2e"],
            format!("incomplete: {gone}; 1 call"),
        ),
        (
            &few,
            &full,
            &["--", "--metric", "e2e"],
            "incomplete: nothing to compare; 20 calls".to_owned(),
        ),
        (
            &(full.clone() + &other),
            &full,
            &["--by", "agent", "--", "--metric", "e2e"],
            format!("incomplete: {gone}; 20 calls"),
        ),
        (
            &full,
            &(full.clone() + &other),
            &["--by", "agent"],
            "ok: 0 figures grown by more than 10 %; 40 calls".to_owned(),
        ),
        (
            &full,
            &few.replace("1.0", "3.0"),
            &["--", "--budget", "e2e.p50<1s"],
            format!("incomplete: 0 of 1 budget met, 1 exceeded, {gone}; 1 call"),
        ),
    ] {
        let run = compared(before, after, flags);
        let status = if account.starts_with("ok") { 0 } else { 3 };
        assert_eq!(
            (run.status, run.last_line()),
            (status, account.as_str()),
            "{}",
            run.stdout
        );
    }
}

#[test]
fn only_what_makes_a_reply_late_is_judged_unless_it_is_named() {
    let call = |e2e: f64, callback: f64, duration: f64| {
        let mut call = call(&[e2e; 20], &json!({"duration_seconds": duration}));
        for turn in call["data"]["history"].as_array_mut().unwrap() {
            turn["metrics"]["on_user_turn_completed_delay"] = json!(callback);
        }
        lines(&vec![call; 20])
    };
    let before = call(0.05, 0.05, 60.0);
    for (metric, after, status) in [
        ("", call(0.05, 0.2, 90.0), 0),
        ("e2e,llm", call(0.05, 0.2, 90.0), 0),
        ("callback", call(0.05, 0.2, 60.0), 1),
        ("duration", call(0.05, 0.05, 90.0), 1),
        ("", call(0.059, 0.05, 60.0), 0),
        ("", call(0.07, 0.05, 60.0), 1),
        ("e2e", call(0.07, 0.05, 60.0), 1),
        ("callback", call(0.07, 0.059, 60.0), 0),
        ("llm", call(0.07, 0.05, 60.0), 3),
    ] {
        let flags = ["--", "--metric", metric];
        let flags = if metric.is_empty() { &[][..] } else { &flags };
        let run = compared(&before, &after, flags);
        assert_eq!(run.status, status, "{metric}: {}", run.stdout);
    }
}

#[test]
fn a_group_that_is_gone_is_named_in_every_format() {
    let call = |agent: &str| lines(&vec![call(&[1.0; 2], &json!({"agent_name": agent})); 20]);
    let (both, one) = (call("a") + &call("b"), call("a"));
    let run = |format| compared(&both, &one, &["--by", "agent", "--", "-f", format]);
    let document = json_of(&run("json"));
    let changes = document["changes"].as_array().unwrap();
    assert_eq!(changes.len(), 4);
    let gone = json!({
        "subject": "e2e.p50", "before_seconds": 1.0, "before_n": 40, "after_seconds": null, "after_n": 0,
        "change_percent": null, "verdict": "unanswered", "is_regression": null, "group": {"agent": "b"},
    });
    assert!(changes.contains(&gone), "{changes:?}");
    let sentence = "e2e.p50 of b was 1.00 s and needs 20 values to be compared, n = 0";
    for (format, words) in [
        ("text", "e2e.p50 b 1.00 – – unanswered: needs 20 values"),
        (
            "markdown",
            "| e2e.p50 | b | 1.00 | – | – | unanswered: needs 20 values |",
        ),
        ("github", sentence),
        ("junit", sentence),
        ("html", "unanswered: needs 20 values"),
    ] {
        let run = run(format);
        assert_eq!(run.status, 3);
        let said: Vec<&str> = run.stdout.split_whitespace().collect();
        assert!(said.join(" ").contains(words), "{format}: {}", run.stdout);
    }
}

#[test]
fn what_it_compares_with_has_to_be_a_saved_file() {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("before.json");
    std::fs::write(&file, "{}").unwrap();
    let run = stats(&["--compare", arg(&file)]).in_process();
    assert_eq!(run.status, 2);
    assert!(
        run.stderr
            .contains("is no file of `speakhook stats --save`"),
        "{}",
        run.stderr
    );
    assert_eq!(stats(&["--max-regression", "10%"]).in_process().status, 2);
    for percent in ["10", "x%", "-1%", "inf%"] {
        assert_eq!(
            stats(&["--compare", arg(&file), "--max-regression", percent])
                .in_process()
                .status,
            2
        );
    }
}
