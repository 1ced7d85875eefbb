//! `--redact` of the commands that show payloads.

use crate::harness::{Speakhook, formats, payload, project, validate};
use crate::runner::assert_none;

fn hub() -> Vec<u8> {
    std::fs::read(project("samples/flawed/hub-notification.json")).unwrap()
}

/// A call with something personal in every part that a view shows.
fn personal() -> String {
    payload(
        r#", "agent_name": "Desk", "telecom_provider": "Twilio", "from_number": "+12125550187", "to_number": "+4915123456789",
        "audio_url": "https://u:S3cret@h.test/a.ogg?key=S3cret", "audio_url_expires_at": "2026-06-13T18:52:10Z",
        "created_at": "2026-06-12T18:51:40Z", "url_parameters": {"who": "Rosebud"},
        "test_id": "0197a3c4-6f0e-7b52-9d1e-5c2a7be0f411", "test_run_id": "0197a3c4-6f0e-7b52-9d1e-5c2a7be0f412",
        "test_eval_result": {"success": false, "reasons": ["Rosebud was asked for +12125550187"]},
        "history": [
          {"role": "User", "kind": "Message", "content": "Rosebud is my name, 2125550187", "created_at": "2026-06-12T18:51:41Z"},
          {"kind": "FunctionCall", "tool_name": "find", "tool_call_id": "c", "tool_arguments_json": "{\"a\": \"Rosebud\"}", "created_at": "2026-06-12T18:51:42Z"},
          {"kind": "FunctionCallOutput", "tool_name": "find", "tool_call_id": "c", "tool_output": "Rosebud 2125550187", "created_at": "2026-06-12T18:51:43Z"}
        ]"#,
    )
}

const MARKS: [&str; 6] = [
    "Rosebud",
    "S3cret",
    "2125550187",
    "15123456789",
    "+1212",
    "555 0187",
];

fn leaks(args: &[&str]) -> Vec<String> {
    let run = Speakhook::new(args)
        .arg("--redact")
        .stdin(personal())
        .in_process();
    assert!(run.status < 2, "{args:?} {}", run.stderr);
    let seen = |mark: &&&str| run.stdout.contains(**mark) || run.stderr.contains(**mark);
    let leaks = MARKS.iter().filter(seen);
    leaks.map(|mark| format!("{args:?}: {mark}")).collect()
}

#[test]
fn views_show_nothing_personal() {
    let mut all = Vec::new();
    for args in [
        &["show", "--all", "--full-args"][..],
        &["show", "--all", "-f", "json"],
        &["show", "--all", "-f", "json", "--show-values"],
        &["show", "-f", "html"],
        &["show", "-f", "csv"],
        &["show", "--transcript", "-f", "markdown"],
        &["show", "-f", "chrome-trace"],
        &["stats", "--rows", "calls", "-f", "jsonl", "--show-values"],
        &["stats", "--rows", "turns", "-f", "csv"],
        &["stats", "--rows", "tools", "-f", "csv"],
        &["stats", "-f", "json"],
        &["tests"],
        &["tests", "-f", "json"],
        &["tests", "-f", "junit"],
    ] {
        all.extend(leaks(args));
    }
    assert_none(&all);
    // The views would show it.
    let run = Speakhook::new(["show", "--all"])
        .stdin(personal())
        .in_process();
    assert!(run.stdout.contains("Rosebud"), "{}", run.stdout);
    let run = Speakhook::new(["tests", "-f", "json"])
        .stdin(personal())
        .in_process();
    assert!(run.stdout.contains("Rosebud"), "{}", run.stdout);
}

#[test]
fn times_and_tallies_of_views_are_those_of_the_call() {
    let text = super::sample("full.json");
    let stats = |more: &[&str]| {
        let run = Speakhook::new(["stats", "-f", "json"])
            .args(more)
            .stdin(&text)
            .in_process();
        assert_eq!(run.status, 0, "{}", run.stderr);
        run.stdout
    };
    assert_eq!(stats(&[]), stats(&["--redact"]));
}

#[test]
fn what_cannot_be_redacted_is_not_shown() {
    for command in ["show", "tests", "stats"] {
        let run = Speakhook::new([command, "--redact"])
            .stdin(hub())
            .in_process();
        assert_eq!(run.status, 3, "{command} {}", run.stderr);
    }
    let run = Speakhook::new(["show", "--redact"])
        .stdin("caller 2125550187")
        .in_process();
    assert_eq!(run.status, 3);
    assert!(!run.stderr.contains("2125550187"), "{}", run.stderr);
}

#[test]
fn validate_shows_no_number_in_a_key_either() {
    let text = payload(
        r#", "+1 212 555 0187": 1, "url_parameters": {"jane@acme.test": 7, "2125550187": 8}, "from_number": "2125550187", "agent_name": 12125550187"#,
    );
    let mut leaks = Vec::new();
    for (_, format) in formats() {
        let run = validate(["--redact", "-f", &format])
            .stdin(&text)
            .in_process();
        assert_eq!(run.status, 1, "{format}");
        for mark in ["0187", "jane@acme"] {
            let line = run.stdout.lines().find(|line| line.contains(mark));
            leaks.extend(line.map(|line| format!("{format}: {line}")));
        }
    }
    assert_none(&leaks);
    let both = validate(["--redact", "--show-values"])
        .stdin(&text)
        .in_process();
    assert_eq!(both.status, 2, "{}", both.stdout);
    let shown = validate(["-f", "concise"]).stdin(&text).in_process();
    assert!(shown.stdout.contains("0187"), "{}", shown.stdout);
}

/// A word that is no JSON is repeated in the sentence about it.
#[test]
fn what_is_wrong_is_said_without_what_is_personal() {
    for text in [
        r#"{"event": jane_acme_12125550187 }"#,
        "{\"event\": \"x\", jane.doe@example.com: 1}",
    ] {
        for args in [
            &["validate", "--redact", "-"][..],
            &["show", "--redact", "-"],
            &["show", "--redact", "-f", "json", "-"],
            &["show", "--redact", "-f", "html", "-"],
            &["stats", "--redact", "-"],
            &["stats", "--redact", "--rows=calls", "-"],
            &["tests", "--redact", "-"],
            &["tests", "--redact", "-f", "junit", "-"],
            &["redact", "-"],
        ] {
            let run = Speakhook::new(args).stdin(text).in_process();
            assert!(run.status > 0, "{args:?}");
            let said = run.stdout + &run.stderr;
            assert!(!said.contains("2125550187"), "{args:?}: {said}");
            assert!(!said.contains("doe@example"), "{args:?}: {said}");
        }
    }
}

#[test]
fn a_baseline_is_not_written_from_redacted_findings() {
    let run = Speakhook::new([
        "validate",
        "--redact",
        "--write-baseline",
        "known.json",
        "-",
    ]);
    let run = run.stdin(payload("")).in_process();
    assert_eq!(run.status, 2);
    assert!(
        run.stderr.contains("a baseline has the keys"),
        "{}",
        run.stderr
    );
}
