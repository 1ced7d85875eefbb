//! What calls are grouped by.

use serde_json::{Value, json};
use tempfile::TempDir;

use super::{arg, call, corpus, lines, report, stats};

fn groups(key: &str, calls: &[Value]) -> Vec<(Value, u64)> {
    let report = report(&["--by", key], &lines(calls));
    let group = |group: &Value| {
        (
            group["group"][key].clone(),
            group["calls"].as_u64().unwrap(),
        )
    };
    report["groups"]
        .as_array()
        .unwrap()
        .iter()
        .map(group)
        .collect()
}

#[test]
fn each_key_has_its_field() {
    for (key, more, value) in [
        ("agent", json!({"agent_name": "Ada"}), json!("Ada")),
        (
            "agent",
            json!({"agent_name": " ", "agent_id": "7"}),
            json!("7"),
        ),
        (
            "campaign",
            json!({"campaign_name": "Spring", "campaign_id": "1"}),
            json!("Spring"),
        ),
        ("campaign", json!({"campaign_id": "1"}), json!("1")),
        (
            "provider",
            json!({"telecom_provider": "Twilio"}),
            json!("Twilio"),
        ),
        ("event", json!({}), json!("ConversationComplete")),
        ("test", json!({"test_id": "t"}), json!("t")),
        (
            "day",
            json!({"start_time": "2026-06-12T23:30:00-02:00"}),
            json!("2026-06-13"),
        ),
        ("file", json!({}), json!("<stdin>")),
        ("provider", json!({"telecom_provider": 7}), json!(null)),
        (
            "day",
            json!({"start_time": "0001-01-01T00:00:00Z"}),
            json!(null),
        ),
    ] {
        assert_eq!(
            groups(key, &[call(&[], &more)]),
            [(value, 1)],
            "{key} {more}"
        );
    }
}

#[test]
fn keys_combine_and_their_groups_add_up() {
    let input = corpus(5);
    let report = report(&["--by", "event", "--by", "agent", "--by", "event"], &input);
    assert_eq!(report["by"], json!(["event", "agent"]));
    let groups = report["groups"].as_array().unwrap();
    let names: Vec<String> = groups
        .iter()
        .map(|group| group["group"].to_string())
        .collect();
    assert!(names.is_sorted() || groups.len() > 5, "{names:?}");
    for count in ["calls", "turns", "tool_calls", "tests_passed", "silences"] {
        let sum: u64 = groups
            .iter()
            .map(|group| group[count].as_u64().unwrap())
            .sum();
        assert_eq!(report["total"][count], sum, "{count}");
    }
}

#[test]
fn files_are_told_apart() {
    let folder = TempDir::new().unwrap();
    for name in ["b.json", "a.json"] {
        std::fs::write(
            folder.path().join(name),
            call(&[1.0], &json!({})).to_string(),
        )
        .unwrap();
    }
    let run = stats(&["--by", "file", "-f", "jsonl", arg(folder.path())]).in_process();
    let kinds: Vec<String> = run
        .json_lines(0)
        .iter()
        .map(|line| line["kind"].to_string())
        .collect();
    assert_eq!(kinds, ["\"group\"", "\"group\"", "\"total\""]);
}

#[test]
fn calls_without_a_history_have_no_counts_of_turns_instead_of_zeros() {
    let known = call(&[1.0], &json!({"agent_name": "Known"}));
    let bare = super::super::harness::payload(r#", "agent_name": "Bare""#);
    let input = format!("{known}\n{bare}\n");
    let report = report(&["--by", "agent"], &input);
    let (bare, known) = (&report["groups"][0], &report["groups"][1]);
    assert_eq!(bare["group"]["agent"], "Bare");
    for count in [
        "turns",
        "interruptions",
        "tool_calls",
        "silences",
        "silence_seconds",
    ] {
        assert!(bare[count].is_null(), "{count}: {bare}");
        assert!(known[count].is_number(), "{count}: {known}");
    }
    assert_eq!(
        (&bare["with_history"], &known["with_history"]),
        (&json!(0), &json!(1))
    );
    let text = stats(&["--by", "agent"]).stdin(&input).in_process().stdout;
    let row = text
        .lines()
        .find(|line| line.trim_start().starts_with("Bare"))
        .unwrap();
    let cells: Vec<&str> = row.split_whitespace().collect();
    assert_eq!(cells, ["Bare", "1", "–", "–", "–", "–", "–"]);
    let csv = stats(&["--by", "agent", "-f", "csv"])
        .stdin(&input)
        .in_process()
        .stdout;
    assert!(csv.contains("\r\nBare,1,0,,,,,,,,"), "{csv}");
}

/// Calls of agents with long names, with as much of everything as makes columns wide.
fn wide() -> String {
    let names = ["Städtische Werke Oberndorf am Neckar", "東京ガス受付", "a"];
    let call = |name: &&str| {
        let more = json!({
            "agent_name": name, "telecom_provider": "Some Provider Limited", "test_id": "t",
            "test_eval_result": {"success": true}, "duration_seconds": 3000.0,
        });
        lines(&vec![call(&[12.5; 200], &more); 20])
    };
    names.iter().map(call).collect()
}

#[test]
fn every_line_fits() {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("before.json");
    let gates = ["--max-regression", "1%", "--compare", arg(&file)];
    let budgets = ["--budget=interruptions<1%", "--budget=llm.p95<1ms"];
    for by in [&[][..], &["--by", "agent"], &["--by", "agent,provider"]] {
        let save = stats(by).args(["--save", arg(&file)]).stdin(wide());
        save.in_process();
        for columns in 60..=120 {
            let width = format!("--width={columns}");
            let run = stats(&["--merge", arg(&file), &width]);
            let run = run.args(gates).args(budgets).in_process();
            for line in run.stdout.lines() {
                let width = speakhook::text::width(line);
                assert!(width <= columns, "{by:?} {columns}: {line}");
            }
        }
    }
}

#[test]
fn columns_give_way_and_are_named() {
    let run = |width| {
        let run = stats(&["--by", "agent", "--metric", "e2e", "--width", width]);
        run.stdin(wide()).in_process().stdout
    };
    let first = |text: &str| text.lines().next().unwrap().to_owned();
    let whole = run("120");
    assert!(first(&whole).contains("  silence  ") && !whole.contains("not shown"));
    let narrow = run("80");
    assert!(!first(&narrow).contains("silence"), "{narrow}");
    assert!(narrow.contains("\n  Städtische Werke…"), "{narrow}");
    assert!(narrow.contains("\n  東京ガス受付  "), "{narrow}");
    let note = "\n  not shown at this width: silence\n";
    assert!(narrow.contains(note), "{narrow}");
    let note = "not shown at this width: silence, interrupted, tests, mean";
    assert!(run("60").contains(note), "{}", run("60"));
}
