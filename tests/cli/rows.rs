//! Rows: what `stats --rows` and `show -f csv` write is what the views say, described by its schema, in the
//! order of the input, and no formula, command or secret.

use std::fs;
use std::path::Path;

use clap::ValueEnum as _;
use serde_json::{Value, json};
use speakhook::render::show::Format;
use speakhook::rows::{Kind, documentation, schema};
use speakhook::text::is_hidden;

use crate::harness::{ID, Run, Speakhook, assert_golden, files_below, payload, project};
use crate::runner::assert_tame;

const KINDS: [&str; 3] = ["calls", "turns", "tools"];

fn rows(kind: &str, args: &[&str]) -> Speakhook {
    Speakhook::new(["stats", "--rows", kind])
        .args(args)
        .dir(&project(""))
}

fn show(args: &[&str]) -> Run {
    Speakhook::new([&["show"], args].concat())
        .dir(&project(""))
        .run()
}

/// The records of a table with their header, read by another reader than ours.
fn records(csv: &str) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .from_reader(csv.as_bytes());
    let text = |record: csv::StringRecord| record.iter().map(str::to_owned).collect();
    reader
        .records()
        .map(|record| text(record.unwrap()))
        .collect()
}

fn sampled(scenario: &str, count: &str) -> String {
    let args = ["sample", scenario, "--count", count, "--compact"];
    Speakhook::new(args).run().stdout
}

#[test]
fn the_rows_of_a_call_are_as_recorded() {
    let call = "samples/conversation-complete/interrupted.json";
    for kind in KINDS {
        for format in ["csv", "jsonl"] {
            let run = rows(kind, &["-f", format, call]).run();
            let path = format!("tests/fixtures/rows/{kind}.{format}");
            assert_golden(&project(&path), &run.transcript());
        }
    }
}

#[test]
fn a_view_as_csv_is_the_rows_of_its_kind_with_the_names_of_its_columns() {
    for path in files_below(&project("samples/conversation-complete")) {
        let path = path.to_str().unwrap();
        for (view, kind) in [
            ("--summary", "calls"),
            ("--eval", "calls"),
            ("--transcript", "turns"),
            ("--latency", "turns"),
            ("--tools", "tools"),
        ] {
            let shown = show(&[view, "-f", "csv", path]);
            assert_eq!(shown, rows(kind, &[path]).run(), "{view} {path}");
        }
        assert_eq!(show(&["-f", "csv", path]), rows("turns", &[path]).run());
    }
}

#[test]
fn lines_are_as_their_schema_says_and_cells_are_the_same() {
    for kind in Kind::ALL {
        let name = kind.name();
        let printed = Speakhook::new(["schema", "--of", &format!("rows-{name}")]).run();
        assert_eq!(
            serde_json::from_str::<Value>(&printed.stdout).unwrap(),
            schema(kind)
        );
        let validator = jsonschema::options()
            .should_validate_formats(true)
            .build(&schema(kind))
            .unwrap();
        let lines = rows(name, &["-f", "jsonl", "samples"]).run();
        let table = records(&rows(name, &["-f", "csv", "samples"]).run().stdout);
        assert_eq!(lines.stdout.lines().count() + 1, table.len());
        assert!(table.len() > 20, "{}", table.len());
        for (line, record) in lines.stdout.lines().zip(&table[1..]) {
            let row: Value = serde_json::from_str(line).unwrap();
            let faults: Vec<String> = validator.iter_errors(&row).map(|e| e.to_string()).collect();
            assert_eq!(faults, [""; 0], "{line}");
            for (name, cell) in table[0].iter().zip(record) {
                let expected = match &row[name] {
                    Value::Null => String::new(),
                    Value::String(text) => text.replace('\n', "\\n"),
                    other => other.to_string(),
                };
                let shown = cell.strip_prefix('\'').unwrap_or(cell);
                let is_same_number = || shown.parse::<f64>().ok() == row[name].as_f64();
                assert!(
                    shown == expected || is_same_number(),
                    "{name}: {cell} {expected}"
                );
            }
        }
    }
}

#[test]
fn a_row_is_what_the_views_say() {
    for path in files_below(&project("samples/conversation-complete")) {
        let path = path.to_str().unwrap();
        let shown = show(&["--all", "--full-args", "-f", "json", path]);
        let document: Value = serde_json::from_str(&shown.stdout).unwrap();
        let call = &document["calls"][0];
        let turns = rows("turns", &["-f", "jsonl", path]).run().json_lines(0);
        let latencies = call["latency"]["turns"].as_array().unwrap();
        assert_eq!(turns.len(), latencies.len());
        for (row, latency) in turns.iter().zip(latencies) {
            for (name, value) in latency.as_object().unwrap() {
                assert_eq!(&row[name], value, "{path} {name}");
            }
            for (column, role) in [("user_text", "user"), ("agent_text", "assistant")] {
                let entries = call["transcript"]["entries"].as_array().unwrap();
                let said: Vec<&str> = entries
                    .iter()
                    .filter(|entry| entry["turn"] == row["turn"] && entry["role"] == role)
                    .map(|entry| entry["content"].as_str().unwrap())
                    .collect();
                let joined = (!said.is_empty()).then(|| said.join("\n"));
                assert_eq!(row[column], json!(joined), "{path}");
            }
        }
        let tools = rows("tools", &["-f", "jsonl", path]).run().json_lines(0);
        for (row, run) in tools.iter().zip(call["tools"]["runs"].as_array().unwrap()) {
            for (column, member) in [
                ("turn", "turn"),
                ("tool_name", "name"),
                ("status", "status"),
                ("duration_seconds", "duration_seconds"),
                ("offset_seconds", "offset_seconds"),
                ("arguments_json", "arguments"),
                ("output", "output"),
            ] {
                assert_eq!(row[column], run[member], "{path} {column}");
            }
        }
        let calls = rows("calls", &["-f", "jsonl", path]).run().json_lines(0);
        let summary = &call["summary"];
        for name in [
            "session_id",
            "agent_name",
            "duration_seconds",
            "turns",
            "interruptions",
        ] {
            assert_eq!(calls[0][name], summary[name], "{path} {name}");
        }
        assert_eq!(
            calls[0]["e2e_p50_seconds"],
            summary["latency"]["p50_seconds"]
        );
        assert_eq!(calls[0]["tool_errors"], summary["tools"]["errors"]);
        assert_eq!(calls[0]["audio_url"], summary["recording"]);
    }
}

#[test]
fn what_is_of_a_history_is_absent_without_one() {
    let row = |history: &str| {
        let run = rows("calls", &["-f", "jsonl"])
            .stdin(payload(history))
            .run();
        run.json_lines(0).remove(0)
    };
    let names: Vec<&str> = Kind::Calls
        .columns()
        .iter()
        .map(|column| column.name)
        .collect();
    let first = names.iter().position(|name| *name == "turns").unwrap();
    let (bare, empty) = (row(""), row(r#", "history": []"#));
    for name in &names[first..=first + 10] {
        assert!(bare[name].is_null(), "{name}: {bare}");
        assert_eq!(empty[name].as_f64(), Some(0.0), "{name}: {empty}");
    }
}

#[test]
fn any_number_of_threads_writes_the_same_in_the_order_of_the_input() {
    let calls = sampled("phone", "200");
    assert!(calls.len() > 2 << 20, "{}", calls.len());
    for kind in KINDS {
        let one = rows(kind, &["-j", "1", "-f", "jsonl"]).stdin(&calls).run();
        let many = rows(kind, &["-j", "8", "-f", "jsonl"]).stdin(&calls).run();
        assert_eq!(one, many);
        let lines: Vec<u64> = one
            .json_lines(0)
            .iter()
            .map(|row| row["line"].as_u64().unwrap())
            .collect();
        assert!(lines.is_sorted() && lines.last() == Some(&200), "{kind}");
    }
}

#[test]
fn a_broken_line_hides_no_other_and_no_input_is_a_header() {
    let input = format!("{}\n{{\"event\": \n{}", payload(""), payload(""));
    let run = rows("calls", &["-f", "jsonl"]).stdin(input).run();
    assert_eq!(
        (run.status, run.stdout.lines().count()),
        (3, 2),
        "{}",
        run.stderr
    );
    assert_eq!(run.stderr.lines().count(), 1);
    for kind in KINDS {
        let nothing = rows(kind, &["--allow-empty", "nothing-*"]).run();
        assert_eq!((nothing.status, records(&nothing.stdout).len()), (0, 1));
        let nothing = rows(kind, &["--allow-empty", "-f", "jsonl", "nothing-*"]).run();
        assert_eq!((nothing.status, nothing.stdout.as_str()), (0, ""));
    }
    if Path::new("/dev/full").exists() {
        let full = rows("turns", &["-o", "/dev/full", "samples/captures/day.jsonl"]).run();
        assert_eq!(full.status, 3, "{}", full.stderr);
    }
}

#[test]
fn a_time_keeps_the_calls_that_started_in_it_and_names_those_without_a_start() {
    let dated = |day: u8| payload(&format!(r#", "start_time": "2026-01-{day:02}T12:00:00Z""#));
    let input = format!("{}\n{}\n{}", dated(1), dated(2), payload(""));
    let run = rows("calls", &["--since", "2026-01-02", "-f", "jsonl"])
        .stdin(input)
        .run();
    let found = run.json_lines(0);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0]["started_at"], "2026-01-02T12:00:00Z");
    assert!(
        run.stderr.contains("1 call without a start left out"),
        "{}",
        run.stderr
    );
}

#[test]
fn what_rows_do_not_have_is_wrong_usage_with_what_there_is() {
    let cases: [(&[&str], &str); 10] = [
        (
            &["stats", "-f", "parquet"],
            "parquet has rows, which --rows calls",
        ),
        (
            &["stats", "--rows", "calls", "--by", "agent"],
            "--by is about statistics",
        ),
        (
            &["stats", "--rows", "calls", "--budget", "e2e.p50<1s"],
            "--budget is about",
        ),
        (
            &["stats", "--rows", "calls", "--save", "x.json"],
            "--save is about",
        ),
        (
            &["stats", "--rows", "calls", "--histogram"],
            "--histogram is about",
        ),
        (
            &["stats", "--rows", "calls", "-f", "json"],
            "--rows can be csv or jsonl",
        ),
        (
            &["stats", "--rows", "words"],
            "[possible values: calls, turns, tools]",
        ),
        (&["stats", "--show-values"], "--rows <WHAT>"),
        (
            &["show", "-f", "csv", "--all"],
            "turns (--transcript or --latency)",
        ),
        (
            &["show", "-f", "csv", "--turn", "1"],
            "`csv` takes no filters",
        ),
    ];
    for (args, words) in cases {
        let run = Speakhook::new(args)
            .arg("samples/documentation.json")
            .dir(&project(""))
            .run();
        assert_eq!((run.status, run.stdout.as_str()), (2, ""), "{args:?}");
        assert!(run.stderr.contains(words), "{args:?}: {}", run.stderr);
    }
}

#[test]
fn every_format_shows_something_unasked_and_refuses_what_it_does_not_have() {
    let views = [
        "--summary",
        "--transcript",
        "--latency",
        "--tools",
        "--eval",
    ];
    for format in Format::value_variants() {
        let value = format.to_possible_value().unwrap();
        let name = value.get_name();
        if *format == Format::Parquet {
            // What this program has of it, `parquet.rs` reads.
            let nothing = if cfg!(windows) { "NUL" } else { "/dev/null" };
            let run = show(&["-f", name, "-o", nothing, "samples/documentation.json"]);
            let is_built = cfg!(feature = "parquet");
            assert_eq!(
                (run.status, value.is_hide_set()),
                (if is_built { 0 } else { 2 }, !is_built)
            );
            assert_eq!(
                run.stderr.contains("built without parquet"),
                !is_built,
                "{}",
                run.stderr
            );
            continue;
        }
        let call = "samples/conversation-complete/full.json";
        let unasked = show(&["-f", name, call]);
        assert_eq!(
            (unasked.status, unasked.stdout.is_empty()),
            (0, false),
            "{name}"
        );
        let shown: Vec<i32> = views
            .iter()
            .map(|view| show(&[view, "-f", name, call]).status)
            .collect();
        let has = shown.iter().filter(|status| **status == 0).count();
        assert_eq!(has, format.views().len(), "{name}: {shown:?}");
        assert!(shown.iter().all(|status| [0, 2].contains(status)));
    }
}

const HOSTILE: [&str; 10] = [
    "=HYPERLINK(\"http://x\",\"y\")",
    "+1+1",
    "-2+3",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "＝1",
    "::error::x\n::error::y",
    "\u{1b}[2J\u{9b}31m\u{202e}##[error]x",
    "a,\"b\"\r\nc",
];

#[test]
fn no_cell_is_a_formula_or_a_command_and_numbers_are_bare() {
    for text in HOSTILE {
        let x = Value::from(text).to_string();
        let items = format!(
            r#"{{"role":"User","content":{x}}},{{"tool_name":{x},"tool_call_id":{x},"tool_arguments_json":{x}}},
            {{"tool_name":{x},"tool_call_id":{x},"tool_output":{x}}},{{"handoff_to_agent_id":{x}}},
            {{"role":"Assistant","content":{x},"metrics":{{"e2e_latency":-1.5}}}}"#
        );
        let call = format!(
            r#"{{"event":{x},"data":{{"session_id":{x},"agent_id":{x},"agent_name":{x},"telecom_provider":{x},
            "from_number":{x},"to_number":{x},"campaign_name":{x},"test_id":{x},"test_status":{x},"audio_url":{x},
            "url_parameters":{{{x}:{x}}},"duration_seconds":-3,
            "test_eval_result":{{"success":true,"reasons":[{x}]}},"history":[{items}]}}}}"#
        )
        .replace('\n', "");
        for kind in KINDS {
            let run = rows(kind, &["-f", "csv"]).stdin(&call).run();
            assert_eq!(run.status, 0, "{}", run.stderr);
            assert_tame(&run.stdout.replace("\r\n", "\n"), text);
            let table = records(&run.stdout);
            for (name, cell) in table[0].iter().zip(&table[1]) {
                let is_number = name.ends_with("_seconds");
                let starts = |set: &[char]| cell.trim_start().starts_with(set);
                let is_formula = starts(&['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠']);
                assert!(!is_formula || is_number, "{name}: {cell}");
                assert!(!is_number || cell.is_empty() || cell.parse::<f64>().is_ok());
            }
            let lines = rows(kind, &["-f", "jsonl"]).stdin(&call).run();
            assert!(!lines.stdout.contains(|c| c != '\n' && is_hidden(c)));
            if kind == "turns" {
                let row = &lines.json_lines(0)[0];
                assert_eq!(
                    (&row["user_text"], &row["e2e_seconds"]),
                    (&json!(text), &json!(-1.5))
                );
                let column = table[0]
                    .iter()
                    .position(|name| name == "e2e_seconds")
                    .unwrap();
                assert_eq!(table[1][column], "-1.5");
            }
        }
    }
}

#[test]
fn what_grants_access_is_hidden_unless_asked_for() {
    let item = r#"{"role":"User","content":"see https://u:MARK@h/a?sig=MARK#MARK"}"#;
    let tool = r#"{"tool_name":"t","tool_call_id":"1","tool_arguments_json":"{\"u\": \"https://h/?t=MARK\"}"}"#;
    let call = payload(&format!(
        r#","audio_url":"u:MARK@h/a?MARK","url_parameters":{{"u":"https://h/?t=MARK"}},"history":[{item},{tool}]"#
    ));
    for kind in KINDS {
        for format in ["csv", "jsonl"] {
            let hidden = rows(kind, &["-f", format]).stdin(&call).run();
            assert!(!hidden.stdout.contains("MARK"), "{}", hidden.stdout);
            let shown = rows(kind, &["-f", format, "--show-values"])
                .stdin(&call)
                .run();
            assert!(shown.stdout.contains("MARK"), "{}", shown.stdout);
        }
    }
}

#[test]
fn a_name_without_end_is_not_repeated_without_end() {
    let name = "x".repeat(100_000);
    let turn = r#"{"role":"User","content":"a"},{"role":"Assistant","content":"b"}"#;
    let turns = vec![turn; 500].join(",");
    let call = format!(
        r#"{{"event":"ConversationComplete","data":{{"session_id":"{ID}","agent_name":"{name}","history":[{turns}]}}}}"#
    );
    let run = rows("turns", &["-f", "csv"]).stdin(call).run();
    assert_eq!(records(&run.stdout).len(), 501);
    assert!(run.stdout.len() < 500 * 700, "{}", run.stdout.len());
}

#[test]
fn the_documented_columns_are_the_columns() {
    let path = project("docs/exports.md");
    let mut text = fs::read_to_string(&path).unwrap();
    for kind in Kind::ALL {
        let (begin, end) = (
            format!("<!-- columns: {} -->\n", kind.name()),
            "<!-- end -->",
        );
        let (before, rest) = text.split_once(&begin).expect(&begin);
        let (_, after) = rest.split_once(end).unwrap();
        text = format!("{before}{begin}{}{end}{after}", documentation(kind));
    }
    assert_golden(&path, &text);
}
