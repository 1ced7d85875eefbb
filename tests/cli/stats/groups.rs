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

/// Calls of so many days, and one without a day.
fn days(count: u64) -> String {
    let first = chrono::NaiveDate::from_ymd_opt(2026, 1, 1).unwrap();
    let starts = (0..count).map(|day| Some(first + chrono::Days::new(day)));
    let call = |day: Option<chrono::NaiveDate>| {
        let start = day.map(|day| format!("{day}T12:00:00Z"));
        call(&[1.0], &json!({"start_time": start, "agent_name": "a"}))
    };
    lines(&starts.chain([None]).map(call).collect::<Vec<_>>())
}

#[test]
fn of_many_days_the_newest_are_shown() {
    let input = days(104);
    let note = "5 more groups not shown here, those up to 2026-01-05; json, jsonl and csv have all";
    for by in ["day", "agent,day", "day,agent"] {
        for format in ["text", "markdown", "html"] {
            let args = [
                "--by", by, "--metric", "e2e", "-f", format, "--width", "120",
            ];
            let run = stats(&args).stdin(&input).in_process();
            assert!(run.stdout.contains(note), "{by} {format}: {}", run.stdout);
            if format == "html" {
                continue;
            }
            let tables = run.stdout.replace(note, "");
            let first = ["2026-01-05", "(none)", "2026-01-06", "2026-04-14"];
            let first = first.map(|text| tables.find(text));
            assert_eq!(first[0], None, "{by} {format}: {tables}");
            let in_order = first[1].is_some() && first[1..].is_sorted();
            assert!(in_order, "{by} {format}: {tables}");
        }
    }
    let args = ["--by", "day", "--metric", "e2e", "--histogram"];
    let run = stats(&args).stdin(&input).in_process();
    let pictures = run.stdout.matches("end to end, 2026-04-").count();
    assert_eq!(pictures, 9, "{}", run.stdout);
    assert!(
        run.stdout.contains("\n  end to end, (none)\n"),
        "{}",
        run.stdout
    );
    assert!(
        run.stdout
            .contains("\n  95 more groups not drawn here, those up to 2026-04-05\n")
    );
    let whole = stats(&["--by", "day"]).stdin(days(99)).in_process();
    assert!(!whole.stdout.contains("more group"), "{}", whole.stdout);
}

#[test]
fn of_many_others_the_first_are_shown() {
    let calls: Vec<Value> = (0..101)
        .map(|n| call(&[1.0], &json!({"agent_name": format!("agent {n:03}")})))
        .collect();
    let run = stats(&["--by", "agent"]).stdin(lines(&calls)).in_process();
    assert!(run.stdout.contains("agent 099") && !run.stdout.contains("agent 100"));
    assert!(
        run.stdout
            .contains("\n  1 more group not shown here; json, jsonl and csv have all\n")
    );
}
