//! Names of agents are strangers' text; broken inputs never hide the others.

use serde_json::{Value, json};

use super::{call, json_of, lines, report, stats};
use crate::runner::assert_tame;

const NAMES: [&str; 9] = [
    "\u{1b}[2J\u{9b}31m",
    "::error::x\n##[error]x",
    "\u{202e}gro.live",
    "=HYPERLINK(\"http://x\",\"y\")",
    "@SUM(A1)",
    "a,\"b\"\r\nc",
    "| x | [y](javascript:z) <b> @team",
    "(all)",
    "",
];

fn calls() -> String {
    let named = |name: &&str| call(&[1.0], &json!({"agent_name": name, "agent_id": "x"}));
    lines(&NAMES.iter().map(named).collect::<Vec<_>>())
}

#[test]
fn no_name_gets_out() {
    for format in ["text", "markdown", "csv", "json", "jsonl", "junit"] {
        let flags = ["--by", "agent", "-f", format, "--budget", "e2e.p50<1ms"];
        let picture = ["--histogram"].into_iter().filter(|_| format == "text");
        let run = stats(&flags).args(picture).stdin(calls()).run();
        assert_eq!(run.status, 1, "{format}: {}", run.stderr);
        assert_tame(&run.stdout.replace("\r\n", "\n"), format);
        let hidden = |c: char| !"\r\n".contains(c) && speakhook::text::is_hidden(c);
        assert!(!run.stdout.contains(hidden), "{format}: {}", run.stdout);
    }
}

#[test]
fn a_spreadsheet_sees_no_formula() {
    let run = stats(&["--by", "agent", "--metric", "e2e", "-f", "csv"])
        .stdin(calls())
        .in_process();
    let mut reader = csv::Reader::from_reader(run.stdout.as_bytes());
    let columns = reader.headers().unwrap().len();
    let mut rows = 0;
    for record in reader.records() {
        let record = record.unwrap();
        assert_eq!(record.len(), columns);
        assert!(!record[0].starts_with(['=', '@', '+', '-']), "{record:?}");
        rows += 1;
    }
    assert_eq!(rows, NAMES.len());
}

#[test]
fn one_broken_input_never_hides_the_next() {
    let good = call(&[1.0], &json!({})).to_string();
    let input = format!(
        "{{\"event\": }}\n{good}\n7\n{{}}\n{{\"id\":\"x\",\"agent_title\":\"y\"}}\n{good}\n"
    );
    let run = stats(&["-f", "json"]).stdin(&input).in_process();
    let report = json_of(&run);
    assert_eq!(
        (run.status, &report["total"]["calls"], &report["unread"]),
        (3, &json!(2), &json!(4))
    );
    assert_eq!(report["errors"].as_array().unwrap().len(), 4);
    for words in [
        "<stdin>:3: this is no call: it has no object `data`",
        "<stdin>:4: this is no call",
        "looks like the hub notification",
    ] {
        assert!(run.stderr.contains(words), "{words}: {}", run.stderr);
    }
    let text = stats(&[]).stdin(&input).in_process();
    assert_eq!(
        text.last_line(),
        "incomplete: 4 inputs not read or no call; 2 calls"
    );
}

#[test]
fn many_messages_are_counted_and_the_first_repeated() {
    let report = report(&[], &"{}\n".repeat(5000));
    assert_eq!(report["unread"], 5000);
    assert_eq!(report["errors"].as_array().unwrap().len(), 100);
}

#[test]
fn twenty_thousand_groups_are_bounded() {
    let name = "x".repeat(1000);
    let calls: Vec<Value> = (0..20_000)
        .map(|n| call(&[1.0], &json!({"agent_name": format!("{n} {name}")})))
        .collect();
    let report = report(&["--by", "agent"], &lines(&calls));
    assert_eq!(report["groups"].as_array().unwrap().len(), 10_000);
    assert_eq!(report["others"]["calls"], 10_000);
    assert_eq!(report["total"]["metrics"]["e2e"]["n"], 20_000);
    let longest = report["groups"][0]["group"]["agent"].as_str().unwrap();
    assert!(longest.len() < 300, "{}", longest.len());
}

#[test]
fn extreme_numbers_are_no_figures() {
    let values = [
        "1e308",
        "-1e308",
        "1e6",
        "-999999.9999999",
        "999999.9999999",
        "0",
        "-0.0",
        "1e-320",
    ];
    let history: Vec<String> = values
        .iter()
        .map(|value| format!(r#"{{"role":"User","content":"a"}},{{"role":"Assistant","content":"b","metrics":{{"e2e_latency":{value}}}}}"#))
        .collect();
    let call = format!(
        r#"{{"event":"x","data":{{"history":[{}]}}}}"#,
        history.join(",")
    );
    let report = report(&[], &call);
    // 0 was not measured, and what is negative is no latency.
    assert_eq!(report["total"]["unreliable_turns"]["out_of_range"], 3);
    assert_eq!(report["total"]["unreliable_turns"]["negative_delay"], 1);
    let row = &report["total"]["metrics"]["e2e"];
    assert_eq!(
        (&row["n"], &row["min_seconds"], &row["max_seconds"]),
        (&json!(2), &json!(0.0), &json!(1e6))
    );
}

#[test]
fn annotations_are_ours_and_at_most_ten() {
    let flags = [
        "--by",
        "agent",
        "-f",
        "github",
        "--budget",
        "e2e.p50<1ms",
        "--budget",
        "e2e.max<1ms",
    ];
    let run = stats(&flags).stdin(calls()).in_process();
    let commands: Vec<&str> = run
        .stdout
        .lines()
        .filter(|line| line.trim_start().starts_with("::"))
        .collect();
    assert_eq!(commands.len(), 10, "{}", run.stdout);
    assert!(
        commands
            .iter()
            .all(|line| line.starts_with("::error title=budget::e2e.")),
        "{commands:?}"
    );
    assert!(commands[9].ends_with("(and 8 more)"), "{commands:?}");
}
