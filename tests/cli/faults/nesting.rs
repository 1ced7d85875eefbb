//! A small stack, and nesting in every place that is read: refused or shown, never a signal.

use serde_json::{Value, json};

use super::commands::ways;
use crate::filesystem::folder;
use crate::harness::{ID, Speakhook, payload, validate};

/// As little as some systems give a thread. A build without optimisation needs 400 KB to read its own arguments.
const SMALL: &str = if cfg!(debug_assertions) {
    "ulimit -s 512"
} else {
    "ulimit -s 256"
};

/// As deep as is read, and deeper than a recursion could go on such a stack.
const DEPTHS: [usize; 2] = [100, 3000];

fn arrays(depth: usize) -> String {
    "[".repeat(depth) + &"]".repeat(depth)
}

fn objects(depth: usize) -> String {
    r#"{"a":"#.repeat(depth) + "1" + &"}".repeat(depth)
}

/// Lines with nesting in every place that somebody follows.
fn nested() -> String {
    let mut lines = Vec::new();
    for deep in DEPTHS.map(arrays).into_iter().chain(DEPTHS.map(objects)) {
        let text = Value::from(deep.as_str()).to_string();
        let twice = Value::from(text.as_str()).to_string();
        lines.extend([
            deep.clone(),
            payload(&format!(r#", "x": {deep}"#)),
            payload(&format!(r#", "url_parameters": {deep}"#)),
            format!(r#"{{"headers": {{"a": "b"}}, "body": {deep}}}"#),
            format!(r#"{{"headers": {{"a": "b"}}, "body": {text}}}"#),
        ]);
        for text in [&text, &twice] {
            lines.push(payload(&format!(
                r#", "sms_follow_up": {text}, "history": [
                {{"tool_name": "t", "tool_call_id": "c", "tool_arguments_json": {text}}},
                {{"tool_name": "t", "tool_call_id": "c", "tool_output": {text}}},
                {{"kind": "Message", "role": "User", "content": {text}}}]"#
            )));
        }
    }
    lines.push(envelope_in_envelope(40));
    let line = |line: String| line.replace('\n', " ") + "\n";
    lines.into_iter().map(line).collect()
}

/// Bodies in bodies: objects, and then strings, whose escapes double with every one.
fn envelope_in_envelope(depth: usize) -> String {
    let mut body: Value = serde_json::from_str(&payload("")).unwrap();
    for _ in 0..8 {
        body = json!({"headers": {"a": "b"}, "body": body.to_string()});
    }
    for _ in 0..depth {
        body = json!({"headers": {"a": "b"}, "body": body});
    }
    body.to_string()
}

/// The commands in all their formats, each once.
fn args_of_all() -> Vec<Vec<String>> {
    let mut all: Vec<Vec<String>> = Vec::new();
    for way in ways(1).into_iter().filter(|way| !way.input.is_empty()) {
        if !all.contains(&way.args) {
            all.push(way.args);
        }
    }
    all
}

#[test]
fn nesting_in_any_place_overflows_no_stack() {
    let input = nested();
    for args in args_of_all() {
        // The harness refuses a signal. Something is read here, and something refused.
        let run = Speakhook::new(&args).stdin(&input).env("S", "k");
        let run = run.run_behind(SMALL);
        assert!(run.status > 0, "{args:?}: {}", run.stdout);
        let is_refused = |text: &str| text.contains("nested deeper than 127 levels");
        // Subtitles are of one call.
        let is_bytes = ["verify", "send"].contains(&args[0].as_str())
            || args.iter().any(|arg| arg == "srt" || arg == "vtt");
        assert!(
            is_bytes || is_refused(&run.stdout) || is_refused(&run.stderr),
            "{args:?}"
        );
    }
}

/// Every file that says how to judge, with nesting in it. Each is refused, or means what it says.
#[test]
fn nesting_in_files_of_ours_overflows_no_stack() {
    let all_of = |depth: usize| {
        let inner = r#"{"allOf":["#.repeat(depth) + r#"{"type":"object"}"#;
        inner + &"]}".repeat(depth)
    };
    let json = [
        arrays(100_000),
        objects(100_000),
        all_of(60),
        all_of(100_000),
        r##"{"$ref": "#"}"##.to_owned(),
        r##"{"allOf": [{"$ref": "#"}]}"##.to_owned(),
        r##"{"$ref": "#/$defs/a", "$defs": {"a": {"anyOf": [{"$ref": "#/$defs/b"}]}, "b": {"not": {"$ref": "#/$defs/a"}}}}"##.to_owned(),
        r##"{"properties": {"data": {"$ref": "#/$defs/any"}}, "$defs": {"any": {"additionalProperties": {"$ref": "#/$defs/any"}}}}"##.to_owned(),
    ];
    let toml = [
        format!("x = {}", arrays(100_000)),
        format!("x = {}", "{a=".repeat(100_000) + "1" + &"}".repeat(100_000)),
        "a.".repeat(100_000) + "a = 1",
        format!("[{}a]\nb = 1", "a.".repeat(100_000)),
        format!("[[{}a]]\nb = 1", "a.".repeat(100_000)),
    ];
    let input = payload(&format!(r#", "x": {}"#, objects(120)));
    let files = json.iter().flat_map(|text| {
        let args: [&[&str]; 5] = [
            &["validate", "--schema", "file"],
            &["validate", "--extend", "file"],
            &["validate", "--baseline", "file"],
            &["stats", "--compare", "file"],
            &["stats", "--merge", "file"],
        ];
        args.map(|args| (args, text))
    });
    let configs = toml
        .iter()
        .map(|text| (&["validate", "--config", "file"][..], text));
    for (args, text) in files.chain(configs) {
        let root = folder(&[("file", text)]);
        let run = Speakhook::new(args).stdin(&input).dir(root.path());
        let run = run.run_behind(SMALL);
        let start: String = text.chars().take(60).collect();
        assert!(run.status < 4, "{args:?} {start}: {run:?}");
        assert!(
            run.stderr.len() < 4096,
            "{args:?} {start}: {}",
            run.stderr.len()
        );
    }
}

/// What is typed is as long as the system lets it be.
#[test]
fn nesting_in_arguments_overflows_no_stack() {
    const DEPTH: usize = 30_000;
    let tokens = "/a".repeat(DEPTH);
    for args in [
        vec!["show", "--grep", &"(".repeat(DEPTH)],
        vec!["show", "--grep", &("(".repeat(DEPTH) + &")".repeat(DEPTH))],
        vec!["show", "--grep", &("[".repeat(DEPTH) + &"]".repeat(DEPTH))],
        vec!["show", "--grep", &"(?:a{1000}){1000}"],
        vec!["validate", "-", "--exclude", &"{a,".repeat(DEPTH)],
        vec![
            "validate",
            "-",
            "--exclude",
            &("{a,".repeat(DEPTH) + &"}".repeat(DEPTH)),
        ],
        vec!["validate", &("{a,".repeat(DEPTH) + &"}".repeat(DEPTH))],
        vec!["validate", &"*/".repeat(DEPTH)],
        vec!["sample", "--set", &format!("{tokens}=1")],
        vec!["sample", "--set", &format!("/data/x={}", arrays(DEPTH))],
        vec!["redact", "--drop", &tokens],
        vec!["redact", "--keep", &tokens],
        vec!["stats", "--budget", &"e2e.".repeat(DEPTH)],
        vec![
            "send",
            "--dry-run",
            "--to",
            &format!("http://127.0.0.1{tokens}"),
        ],
        vec![
            "send",
            "--dry-run",
            "--to=http://127.0.0.1",
            "--set",
            &format!("/data{tokens}=1"),
        ],
        vec!["explain", &tokens],
    ] {
        let run = Speakhook::new(&args).stdin(payload(""));
        let run = run.run_behind(SMALL);
        let start: String = args.concat().chars().take(60).collect();
        assert!(run.status < 4, "{start}: {}", run.stderr);
    }
}

#[test]
fn the_deepest_that_is_read_is_read_with_a_small_stack_too() {
    let text = payload(&format!(r#", "agent_id": "{ID}", "x": {}"#, objects(125)));
    let run = validate(["-"]).stdin(text).run_behind(SMALL);
    assert!(run.stdout.contains("unknown-field"), "{}", run.stdout);
}
