//! `show`: what it prints for the samples, what it does with what is not a call, and that no
//! payload drives the terminal, the build log or the reader of its formats.

mod filters;

use std::fs;
use std::path::Path;

use serde_json::Value;
use speakhook::text::width;

use crate::harness::{ID, Run, Speakhook, assert_golden, files_below, payload, project};
use crate::runner::assert_tame;

fn show(args: &[&str]) -> Run {
    Speakhook::new([&["show"], args].concat())
        .dir(&project(""))
        .run()
}

fn golden(name: &str, args: &[&str]) {
    let run = show(args);
    assert_golden(
        &project("tests/fixtures/show").join(name),
        &run.transcript(),
    );
}

const CALLS: &str = "samples/conversation-complete";

#[test]
fn the_views_of_the_samples() {
    let call = |name: &str| format!("{CALLS}/{name}.json");
    golden(
        "all-100.txt",
        &["--all", "--width", "100", &call("phone-order")],
    );
    golden(
        "all-60.txt",
        &["--all", "--width", "60", &call("tool-error")],
    );
    golden(
        "ascii.txt",
        &[
            "--all",
            "--ascii",
            "always",
            "--width",
            "80",
            &call("interrupted"),
        ],
    );
    golden("pipe.txt", &["--all", &call("handoff")]);
    golden(
        "long-call.txt",
        &[
            "--summary",
            "--latency",
            "--width",
            "80",
            &call("long-call"),
        ],
    );
    golden(
        "non-latin.txt",
        &["--transcript", "--width", "80", &call("non-latin")],
    );
    golden(
        "text-only-test.txt",
        &["--all", "--width", "80", &call("test-unfinished")],
    );
    golden(
        "clock.txt",
        &[
            "--transcript",
            "--tz",
            "+02:00",
            "--turn",
            "1..2",
            &call("campaign"),
        ],
    );
    golden(
        "several.md",
        &[
            "--all",
            "-f",
            "markdown",
            &call("campaign"),
            &call("test-failed"),
        ],
    );
    golden("call.json", &["--all", "-f", "json", &call("full")]);
    golden(
        "documentation.txt",
        &["--all", "--width", "80", "samples/documentation.json"],
    );
    golden(
        "waterfall-60.txt",
        &["--waterfall", "--width", "60", &call("interrupted")],
    );
    golden(
        "waterfall-ascii.txt",
        &[
            "--waterfall",
            "--ascii",
            "always",
            "--width",
            "100",
            &call("tool-error"),
        ],
    );
    golden(
        "waterfall-160.txt",
        &["--waterfall", "--width", "160", &call("phone-order")],
    );
    golden("started.txt", &["samples/session-started/web.json"]);
    golden(
        "legacy.txt",
        &["--all", "--width", "80", "samples/legacy/voxagent.json"],
    );
    golden(
        "flawed.txt",
        &["--width", "80", "samples/flawed/wrong-types.json"],
    );
    golden(
        "bare-data.txt",
        &["--width", "80", "samples/flawed/bare-data.json"],
    );
}

#[test]
fn every_sample_can_be_shown_in_every_format_at_every_width() {
    for path in files_below(&project(CALLS)) {
        for format in ["text", "markdown", "json"] {
            for columns in ["60", "200"] {
                let path = path.to_str().unwrap();
                let run = show(&["--all", "-f", format, "--width", columns, path]);
                assert_eq!(
                    (run.status, run.stderr.as_str()),
                    (0, ""),
                    "{path} {format}"
                );
                assert_tame(&run.stdout, path);
                let widest = run.stdout.lines().map(width).max().unwrap();
                let limit: usize = columns.parse().unwrap();
                assert!(
                    format != "text" || widest <= limit,
                    "{path}: {widest} columns of {columns}"
                );
            }
        }
    }
}

#[test]
fn a_waterfall_fits_every_width_and_draws_no_turn_that_cannot_be_trusted() {
    for path in files_below(&project(CALLS)) {
        for columns in (60..=200).step_by(20) {
            let (path, columns) = (path.to_str().unwrap(), columns.to_string());
            for ascii in ["always", "never"] {
                let flags = ["--waterfall", "--ascii", ascii, "--width", &columns, path];
                let run = show(&flags);
                let widest = run.stdout.lines().map(width).max().unwrap();
                assert!(
                    widest <= columns.parse().unwrap(),
                    "{path}: {widest} of {columns}"
                );
                assert!(
                    ascii == "never" || !run.stdout.contains(['█', '─', '├']),
                    "{path}"
                );
            }
        }
    }
    let message = |role: &str, start: &str, stop: &str, more: &str| {
        format!(
            r#"{{"role":"{role}","content":"x","metrics":{{"started_speaking_at":"2026-01-01T00:00:{start}Z","stopped_speaking_at":"2026-01-01T00:00:{stop}Z"{more}}}}}"#
        )
    };
    let turn = |stop: &str, end_of_turn: &str| {
        let user = message(
            "User",
            "10",
            stop,
            &format!(r#","end_of_turn_delay":{end_of_turn}"#),
        );
        let more = r#","llm_node_ttft":0.4,"tts_node_ttfb":0.2,"e2e_latency":1.0"#;
        format!("{user},{}", message("Assistant", "13", "14", more))
    };
    let call = payload(&format!(
        r#","history":[{},{}]"#,
        turn("12", "0.8"),
        turn("02", "203.4")
    ));
    let run = Speakhook::new(["show", "--waterfall", "--width", "100"])
        .stdin(call)
        .run();
    let text = run.stdout;
    assert!(text.contains("overlap            0.40\n"), "{text}");
    assert!(
        text.contains("not drawn, as the delays cannot be trusted: turn 2"),
        "{text}"
    );
    assert_eq!(text.matches("end to end         1.00").count(), 1, "{text}");
    let starts = |name: &str| {
        let line = text
            .lines()
            .find(|line| line.trim_start().starts_with(name))
            .unwrap();
        line.chars().position(|c| "█▐▕".contains(c)).unwrap()
    };
    assert!(
        starts("LLM") < starts("TTS") && starts("LLM") > starts("▸end of turn"),
        "{text}"
    );
    let wrong = show(&["--waterfall", "-f", "json", "samples/documentation.json"]);
    assert_eq!(wrong.status, 2);
    assert!(
        wrong.stderr.contains("--waterfall draws in text"),
        "{}",
        wrong.stderr
    );
}

#[test]
fn what_is_not_json_or_no_call_is_said_and_the_others_are_shown() {
    let good = "samples/session-started/full.json";
    let cases = [
        (
            "samples/flawed/truncated.json",
            "167:20: the text ends inside this string",
        ),
        (
            "samples/flawed/latin-1.json",
            "6:23: the byte 0xE9 is not UTF-8 here",
        ),
        (
            "samples/flawed/hub-notification.json",
            "the hub notification `AgentSessionUpdated`",
        ),
        ("samples/absent.json", "cannot read samples/absent.json"),
    ];
    for (bad, words) in cases {
        let run = show(&[bad, good]);
        assert_eq!(run.status, 3, "{bad}");
        assert!(run.stderr.contains(words), "{bad}: {}", run.stderr);
        assert!(run.stdout.contains("SessionStarted"), "{bad}");
    }
}

#[test]
fn a_role_may_be_called_what_the_transcript_calls_it() {
    let call = format!("{CALLS}/phone-order.json");
    let asked = |role: &str| show(&["--transcript", "--role", role, &call]);
    let (agent, assistant) = (asked("Agent"), asked("assistant"));
    assert_eq!((agent.status, agent.stdout), (0, assistant.stdout));
}

#[test]
fn what_holds_no_call_is_none_for_show_stats_and_tests_alike() {
    let good = payload("");
    for no_call in ["{}", "5", "\"x\"", r#"{"openapi": "3"}"#] {
        for command in [
            &["show", "-f", "json"][..],
            &["stats"],
            &["tests", "--allow-empty"],
        ] {
            let input = format!("{no_call}\n{good}\n");
            let run = Speakhook::new(command.to_vec()).stdin(&input).in_process();
            assert_eq!(run.status, 3, "{command:?} {no_call}: {}", run.stdout);
            let sentence = "<stdin>:1: this is no call: it has no object `data`";
            assert!(run.stderr.contains(sentence), "{command:?}: {}", run.stderr);
        }
        let shown = Speakhook::new(["show"]).stdin(no_call).in_process();
        assert_eq!((shown.status, shown.stdout.as_str()), (3, ""), "{no_call}");
    }
}

#[test]
fn schema_errors_get_one_note_and_a_filter_implies_the_transcript() {
    let run = show(&["--grep", "Margherita", &format!("{CALLS}/phone-order.json")]);
    assert!(
        run.stdout.contains("large Margherita") && !run.stdout.contains("latency"),
        "{}",
        run.stdout
    );
    let run = show(&["samples/flawed/wrong-types.json"]);
    assert_eq!(
        (run.status, run.stderr.lines().count()),
        (0, 1),
        "{}",
        run.stderr
    );
    let quiet = show(&["-q", "samples/flawed/wrong-types.json"]);
    assert_eq!(quiet.stderr, "");
}

#[test]
fn wrong_usage_is_status_2() {
    for args in [
        ["--time", "noon"],
        ["--turn", "5..3"],
        ["--grep", "("],
        ["--role", "robot"],
        ["-f", "html5"],
        ["-C", "1"],
        ["--tz", "Mars"],
    ] {
        let run = show(&[&args[..], &["samples/documentation.json"]].concat());
        assert_eq!(run.status, 2, "{args:?}: {}{}", run.stdout, run.stderr);
    }
}

#[test]
fn json_has_the_views_that_were_asked_for_and_streams_an_array_of_calls() {
    let run = show(&["--latency", "-f", "json", "samples/captures/day.jsonl"]);
    let document: Value = serde_json::from_str(&run.stdout).unwrap();
    let calls = document["calls"].as_array().unwrap();
    assert_eq!(
        (document["schema_version"].as_u64(), calls.len()),
        (Some(1), 12)
    );
    assert!(
        calls
            .iter()
            .all(|call| call.get("latency").is_some() && call.get("summary").is_none())
    );
    assert_eq!(calls[3]["line"], 4);
    let empty = Speakhook::new([
        "show",
        "-f",
        "json",
        "--allow-empty",
        "tests/fixtures/nothing-*",
    ])
    .dir(&project(""))
    .run();
    assert_eq!(empty.status, 0, "{}", empty.stderr);
    let document: Value = serde_json::from_str(&empty.stdout).unwrap();
    assert_eq!(document["calls"], serde_json::json!([]));
}

#[test]
fn json_is_as_its_schema_says() {
    let schema: Value =
        serde_json::from_str(include_str!("../../src/schema/show.schema.json")).unwrap();
    assert!(jsonschema::meta::is_valid(&schema));
    assert_described(&schema, "");
    let validator = jsonschema::options()
        .should_validate_formats(true)
        .build(&schema)
        .unwrap();
    for path in files_below(&project("samples")) {
        let run = show(&["--all", "--full-args", "-f", "json", path.to_str().unwrap()]);
        let document: Value = serde_json::from_str(&run.stdout).unwrap();
        let faults: Vec<String> = validator
            .iter_errors(&document)
            .map(|error| format!("{}: {error}", error.instance_path()))
            .collect();
        assert!(faults.is_empty(), "{}: {faults:?}", path.display());
    }
}

fn assert_described(schema: &Value, place: &str) {
    if let Some(properties) = schema
        .get("properties")
        .filter(|it| it.get("type").is_none())
    {
        assert_eq!(schema["additionalProperties"], false, "{place}");
        for (name, property) in properties.as_object().unwrap() {
            assert!(property.get("description").is_some(), "{place}/{name}");
        }
    }
    for (key, child) in schema.as_object().into_iter().flatten() {
        assert_described(child, &format!("{place}/{key}"));
    }
}

/// One of each thing that must not reach an output raw.
const HOSTILE: &str = r"\u001b[2J\u001b]52;c;QQ==\u0007\u001b]8;;http://evil\u0007x\u009b31m\r\n::error::forged\n  ::stop-commands::x\n##[error]y\n\u202Eevil\u2066\u200b\uDB40\uDC41 <script>alert(1)</script> [a](javascript:x) | `b` \u0000 0 errors";

fn hostile_payload() -> String {
    let message = |role: &str| {
        format!(
            r#"{{"role":"{role}","kind":"Message","id":"{HOSTILE}","content":"{HOSTILE}","created_at":"2026-06-12T18:51:47Z"}}"#
        )
    };
    payload(&format!(
        r#","agent_name":"{HOSTILE}","audio_url":"{HOSTILE}","telecom_provider":"{HOSTILE}","from_number":"{HOSTILE}",
        "campaign_name":"{HOSTILE}","campaign_id":"{ID}","test_id":"{ID}","test_run_id":"{ID}","test_status":"{HOSTILE}",
        "test_eval_result":{{"success":false,"reasons":["{HOSTILE}"],"completion_reason":"{HOSTILE}"}},
        "history":[{},{},
        {{"tool_name":"{HOSTILE}","tool_call_id":"c","tool_arguments_json":"{{\"a\":\"{}\"}}"}},
        {{"tool_name":"{HOSTILE}","tool_call_id":"c","tool_output":"{HOSTILE}","tool_is_error":true}},
        {{"handoff_to_agent_id":"{HOSTILE}"}},{{"instructions":"{HOSTILE}","tools_added":["{HOSTILE}"]}},{}]"#,
        message("User"),
        message("Assistant"),
        HOSTILE.replace('\\', r"\\"),
        message(HOSTILE),
    ))
}

#[test]
fn hostile_text_stays_text_in_every_format() {
    let payload = hostile_payload();
    for format in ["text", "markdown", "json"] {
        for extra in [
            &["--width", "60"][..],
            &["--full-args", "--show-values"],
            &["--ascii", "always"],
        ] {
            let args = [&["show", "--all", "-f", format], extra].concat();
            let run = Speakhook::new(&args).stdin(&payload).run();
            assert_eq!(run.status, 0, "{}", run.stderr);
            assert_tame(&run.stdout, &args.join(" "));
            assert_tame(&run.stderr, &args.join(" "));
            let forged = run
                .stdout
                .lines()
                .find(|line| line.trim_start().starts_with("0 errors"));
            assert_eq!(forged, None);
        }
    }
    let run = Speakhook::new(["show", "--all", "-f", "json"])
        .stdin(&payload)
        .run();
    let document: Value = serde_json::from_str(&run.stdout).unwrap();
    let sent: Value = serde_json::from_str(&payload).unwrap();
    assert_eq!(
        document["calls"][0]["summary"]["agent_name"],
        sent["data"]["agent_name"]
    );
}

#[test]
fn a_recordings_signature_is_hidden_unless_asked_for() {
    let call = format!("{CALLS}/phone-order.json");
    let text = fs::read_to_string(project(&call)).unwrap();
    assert!(text.contains("X-Amz-Signature"));
    for format in ["text", "markdown", "json"] {
        assert!(
            !show(&["--all", "-f", format, &call])
                .stdout
                .contains("X-Amz"),
            "{format}"
        );
        assert!(
            show(&["--all", "--show-values", "-f", format, &call])
                .stdout
                .contains("X-Amz"),
            "{format}"
        );
    }
}

#[test]
fn output_goes_to_a_file_that_appears_whole() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("call.md");
    let run = show(&[
        "-f",
        "markdown",
        "-o",
        path.to_str().unwrap(),
        "samples/documentation.json",
    ]);
    assert_eq!((run.status, run.stdout.as_str()), (0, ""));
    assert!(
        fs::read_to_string(&path)
            .unwrap()
            .contains("ConversationComplete")
    );
    if !Path::new("/dev/full").exists() {
        return;
    }
    let full = show(&["-o", "/dev/full", "samples/documentation.json"]);
    assert_eq!(full.status, 3);
    assert!(
        full.stderr
            .contains("cannot write /dev/full: No space left on device"),
        "{}",
        full.stderr
    );
}

#[test]
fn json_says_what_could_not_be_shown() {
    let run = show(&[
        "-f",
        "json",
        "samples/flawed/nan.json",
        "samples/absent.json",
        "samples/documentation.json",
    ]);
    assert_eq!(run.status, 3);
    let document: Value = serde_json::from_str(&run.stdout).unwrap();
    let errors = document["errors"].as_array().unwrap();
    let paths: Vec<&str> = errors
        .iter()
        .map(|error| error["path"].as_str().unwrap())
        .collect();
    assert_eq!(paths, ["samples/flawed/nan.json", "samples/absent.json"]);
    assert_eq!(document["calls"].as_array().unwrap().len(), 1);
}

#[test]
fn the_schema_of_show_is_printed() {
    let run = Speakhook::new(["schema", "--of", "show"]).run();
    assert_eq!(
        run.stdout,
        include_str!("../../src/schema/show.schema.json")
    );
}

#[test]
fn an_absent_history_is_not_an_empty_one() {
    let shown = |more: &str, format: &str| {
        let run = Speakhook::new(["show", "--all", "-f", format])
            .stdin(payload(more))
            .run();
        assert_eq!(run.status, 0, "{}", run.stderr);
        run.stdout
    };
    for more in ["", r#", "history": null"#] {
        let text = shown(more, "text");
        assert!(
            text.contains("no history given") && !text.contains("no tools ran"),
            "{text}"
        );
        assert!(shown(more, "markdown").contains("No history given."));
        let document: Value = serde_json::from_str(&shown(more, "json")).unwrap();
        let summary = &document["calls"][0]["summary"];
        for count in ["turns", "interruptions", "transfers", "tools"] {
            assert!(summary[count].is_null(), "{count}: {summary}");
        }
    }
    let text = shown(r#", "history": []"#, "text");
    assert!(
        text.contains("the history is empty") && text.contains("no tools ran"),
        "{text}"
    );
}

#[test]
fn the_secrets_of_an_address_are_hidden_wherever_it_stands() {
    let address = "https://me:hunter2@example.com/a?token=hunter2#hunter2";
    let arguments = format!(r#"{{\"url\": \"{address}\", \"n\": 1.10}}"#);
    let call = payload(&format!(
        r#", "agent_name": "{address}", "telecom_provider": "{address}", "history": [
        {{"role": "User", "kind": "Message", "content": "see {address} please"}},
        {{"tool_name": "open", "tool_call_id": "c", "tool_arguments_json": "{arguments}"}},
        {{"tool_name": "open", "tool_call_id": "c", "tool_output": "{address}"}}]"#
    ));
    for format in ["text", "markdown", "json"] {
        let shown = |extra: &[&str]| {
            let args = [&["show", "--all", "--full-args", "-f", format], extra].concat();
            Speakhook::new(args).stdin(&call).run().stdout
        };
        let hidden = shown(&[]);
        assert!(
            !hidden.contains("hunter2") && hidden.contains("please"),
            "{hidden}"
        );
        assert!(hidden.contains("1.10"), "{hidden}");
        assert!(shown(&["--show-values"]).contains("hunter2"), "{format}");
    }
}
