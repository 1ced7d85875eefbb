//! `--compare`: what has changed since a run that was saved.

use serde_json::json;
use tempfile::TempDir;

use super::{arg, call, json_of, lines, stats};

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
        "nothing to compare"
    );
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
