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
        ("text", "e2e.p50 b 1.00 – – unanswered"),
        ("text", "unanswered: this run has fewer than 20 values"),
        ("markdown", "| e2e.p50 | b | 1.00 | – | – | unanswered |"),
        (
            "markdown",
            "- unanswered: this run has fewer than 20 values",
        ),
        ("github", sentence),
        ("junit", sentence),
        ("html", "unanswered: this run has fewer than 20 values"),
    ] {
        let run = run(format);
        assert_eq!(run.status, 3);
        let said: Vec<&str> = run.stdout.split_whitespace().collect();
        assert!(said.join(" ").contains(words), "{format}: {}", run.stdout);
    }
}

/// Twenty calls of an agent a latency.
fn agents(latencies: &[(usize, f64)]) -> String {
    let call = |(number, latency): &(usize, f64)| {
        let more = json!({"agent_name": format!("agent {number:03}"), "duration_seconds": 60.0});
        lines(&vec![call(&[*latency], &more); 20])
    };
    latencies.iter().map(call).collect()
}

/// The rows of the table of changes in text, without blanks, and the sentences below it.
fn table(run: &Run) -> (Vec<String>, Vec<String>) {
    let text = run.stdout.split_once("  metric ").unwrap().1;
    let below = text.lines().skip(1).take_while(|line| !line.is_empty());
    let line = |line: &str| line.split_whitespace().collect::<Vec<_>>().join(" ");
    let is_row = |line: &String| line.contains(".p50 ") || line.contains(".p95 ");
    below.map(line).partition(is_row)
}

#[test]
fn without_a_gate_what_has_grown_most_is_first_and_what_is_cut_is_counted() {
    let same: Vec<(usize, f64)> = (0..70).map(|number| (number, 1.0)).collect();
    let mut grown = same.clone();
    grown[68].1 = 1.2;
    grown[69].1 = 1.7;
    grown[3].1 = 0.5;
    // Nobody hears 10 ms, and what is gone has not grown.
    grown[1].1 = 1.009;
    grown.remove(2);
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("before.json");
    let by = ["--by", "agent", "--metric", "e2e"];
    let save = stats(&by).args(["--save", arg(&file)]);
    save.stdin(agents(&same)).in_process();
    let run = |format: &str| {
        let run = stats(&by).args(["--compare", arg(&file), "-f", format]);
        run.stdin(agents(&grown)).in_process()
    };
    let (rows, notes) = table(&run("text"));
    assert_eq!(rows.len(), 100);
    assert_eq!(rows[0], "e2e.p50 agent 069 1.00 1.70 +70.0 %");
    assert_eq!(rows[1], "e2e.p95 agent 069 1.00 1.70 +70.0 %");
    assert_eq!(rows[2], "e2e.p50 agent 068 1.00 1.20 +20.0 %");
    assert_eq!(rows[4], "e2e.p50 agent 000 1.00 1.00 +0.0 %");
    assert_eq!(rows[6], "e2e.p50 agent 001 1.00 1.01 +0.9 %");
    let note = "40 more rows not shown here; json and jsonl have all";
    assert_eq!(notes, [note]);
    for format in ["markdown", "html"] {
        let page = run(format).stdout;
        assert!(page.contains(note), "{format}: {page}");
    }
    let document = json_of(&run("json"));
    let changes = document["changes"].as_array().unwrap();
    let agents = changes
        .iter()
        .map(|change| change["group"]["agent"].as_str());
    assert!(changes.len() == 140 && agents.is_sorted());
}

#[test]
fn with_a_gate_what_fails_is_first_and_all_that_is_not_judged_says_why() {
    let same = agents(&[(1, 1.0), (2, 1.0), (3, 1.0), (4, 1.0)]);
    let few = call(&[1.0; 7], &json!({"agent_name": "few"})).to_string() + "\n";
    let before = same + &few;
    let after = agents(&[(1, 1.05), (2, 1.2), (4, 2.0)]) + &few;
    let flags = ["--by", "agent"];
    let (rows, notes) = table(&compared(&before, &after, &flags));
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    let expected = [
        "e2e.p50 agent 004 1.00 2.00 +100.0 % exceeded",
        "e2e.p95 agent 004 1.00 2.00 +100.0 % exceeded",
        "e2e.p50 agent 002 1.00 1.20 +20.0 % exceeded",
        "e2e.p95 agent 002 1.00 1.20 +20.0 % exceeded",
        "e2e.p50 agent 003 1.00 – – unanswered",
        "e2e.p95 agent 003 1.00 – – unanswered",
        "e2e.p50 agent 001 1.00 1.05 +5.0 % met",
        "e2e.p95 agent 001 1.00 1.05 +5.0 % met",
        "call.p50 agent 001 60.00 60.00 +0.0 % not judged",
    ];
    assert_eq!(rows[..9], expected);
    assert!(rows.contains(&"e2e.p50 few 1.00 1.00 +0.0 % not judged"));
    let reasons = [
        "unanswered: this run has fewer than 20 values",
        "not judged: the saved run has fewer than 20 values",
        "not judged: callback and call, unless --metric names them",
    ];
    assert_eq!(notes, reasons);

    let flags = [&flags[..], &["--", "-f", "junit"]].concat();
    let suite = compared(&before, &after, &flags).stdout;
    let suite = roxmltree::Document::parse(&suite).unwrap();
    let cases = suite.descendants();
    let cases = cases.filter(|node| node.has_tag_name("testcase"));
    assert_eq!(cases.count(), 4 * 4 + 1, "as many as the table has rows");
    let skipped = suite.descendants();
    let skipped = skipped.filter(|node| node.has_tag_name("skipped"));
    let messages: Vec<_> = skipped
        .filter_map(|node| node.attribute("message"))
        .collect();
    assert_eq!(messages.len(), 8 + 1);
    let few = "e2e.p50 of few of the saved run needs 20 values to be compared with, n = 7";
    assert!(messages.contains(&few), "{messages:?}");
    assert!(messages.contains(&"judged only if --metric names it"));
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
