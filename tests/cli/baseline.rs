//! Baselines: what is known stays quiet, what is new does not.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};
use tempfile::TempDir;

use super::harness::{Run, payload, validate};

/// A payload with `extras` unknown fields in as many items of its history.
fn with_extras(extras: usize) -> String {
    let items: Vec<&str> = vec![r#"{"role": "User", "content": "Hi", "x": 1}"#; extras];
    payload(&format!(r#", "history": [{}]"#, items.join(", ")))
}

fn folder(text: &str) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("calls")).unwrap();
    fs::write(folder.path().join("calls/a.json"), text).unwrap();
    folder
}

fn run(dir: &Path, args: &[&str]) -> Run {
    validate(args).dir(dir).run()
}

fn write(dir: &Path) {
    let run = run(dir, &["calls", "--write-baseline", "known.json", "-qq"]);
    assert_eq!((run.status, run.stdout.as_str()), (0, ""), "{}", run.stderr);
}

fn summary(dir: &Path, args: &[&str]) -> Value {
    let run = run(dir, &[args, &["-f", "json"]].concat());
    let report: Value = serde_json::from_str(&run.stdout).expect(&run.stderr);
    report["summary"].clone()
}

#[test]
fn what_was_written_is_known_and_what_is_more_is_new() {
    let dir = folder(&with_extras(2));
    let first = run(dir.path(), &["calls", "--write-baseline", "known.json"]);
    assert_eq!(first.status, 0);
    assert_eq!(first.stdout, "ok: no problems in 1 payload; 2 known\n");
    assert_eq!(
        first.stderr,
        "speakhook: note: wrote 2 findings to known.json\n"
    );

    let again = run(
        dir.path(),
        &["calls", "--baseline", "known.json", "--strict"],
    );
    assert_eq!((again.status, again.stderr.as_str()), (0, ""));
    assert_eq!(again.last_line(), "ok: no problems in 1 payload; 2 known");

    fs::write(dir.path().join("calls/a.json"), with_extras(3)).unwrap();
    let more = summary(
        dir.path(),
        &["calls", "--baseline", "known.json", "--strict"],
    );
    assert_eq!(
        (&more["known"], &more["warnings"], &more["status"]),
        (&json!(2), &json!(1), &json!(1))
    );

    fs::write(dir.path().join("calls/a.json"), with_extras(1)).unwrap();
    let fewer = run(dir.path(), &["calls", "--baseline", "known.json"]);
    let note = "speakhook: note: 1 known finding is gone; write the baseline again\n";
    assert_eq!((fewer.status, fewer.stderr.as_str()), (0, note));

    // Another file is another place; a file that this run does not read is not gone.
    fs::rename(
        dir.path().join("calls/a.json"),
        dir.path().join("calls/b.json"),
    )
    .unwrap();
    let moved = run(dir.path(), &["calls", "--baseline", "known.json"]);
    assert_eq!(moved.last_line(), "ok: 1 warning in 1 payload");
    assert_eq!(moved.stderr, "");
}

#[test]
fn the_file_is_stable_and_has_neither_lines_nor_values() {
    let text = payload(r#", "agent_name": 7, "x": "+15550100", "history": [{"x": 1}, {"x": 2}]"#);
    let dir = folder(&format!("{text}\n{text}"));
    write(dir.path());
    let bytes = fs::read_to_string(dir.path().join("known.json")).unwrap();
    assert!(!bytes.contains("15550100"), "{bytes}");
    let value: Value = serde_json::from_str(&bytes).unwrap();
    let line = |rule: &str, pointer: &str, count: usize| json!({"path": "calls/a.json", "pointer": pointer, "rule": rule, "count": count});
    let expected = json!({
        "baseline_version": 1,
        "tool": "speakhook",
        "findings": [
            line("schema/type", "/data/agent_name", 2),
            line("unknown-field", "/data/history/*/x", 4),
            line("unknown-field", "/data/x", 2),
        ],
    });
    assert_eq!(value, expected);
    write(dir.path());
    assert_eq!(
        fs::read_to_string(dir.path().join("known.json")).unwrap(),
        bytes
    );

    // Lines that move, and elements that come between, change nothing.
    let moved = text.replace("\"history\": [", "\n\n\"history\": [{\"role\": \"User\"}, ");
    fs::write(dir.path().join("calls/a.json"), format!("{moved}\n{moved}")).unwrap();
    let summary = summary(dir.path(), &["calls", "--baseline", "known.json"]);
    assert_eq!(
        (&summary["known"], &summary["status"]),
        (&json!(8), &json!(0))
    );
}

#[test]
fn paths_are_those_of_the_baselines_folder() {
    let dir = folder(&with_extras(1));
    write(dir.path());
    fs::create_dir(dir.path().join("sub")).unwrap();
    for (from, args) in [
        ("sub", ["../calls/a.json", "--baseline", "../known.json"]),
        ("calls", ["./a.json", "--baseline", "../known.json"]),
        ("calls", [".", "--baseline", "../known.json"]),
    ] {
        let summary = summary(&dir.path().join(from), &args);
        assert_eq!(
            (&summary["known"], &summary["warnings"]),
            (&json!(1), &json!(0)),
            "{args:?}"
        );
    }
    let absolute = dir.path().join("calls/a.json");
    let args = [absolute.to_str().unwrap(), "--baseline", "known.json"];
    assert_eq!(summary(dir.path(), &args)["known"], 1);
}

#[test]
fn standard_input_has_its_name() {
    let dir = folder("");
    let pipe = |args: &[&str]| validate(args).dir(dir.path()).stdin(with_extras(1)).run();
    for name in [&[][..], &["--stdin-filename", "calls/x.json"]] {
        let write = pipe(&[name, &["-", "--write-baseline", "k.json"]].concat());
        assert_eq!(write.status, 0, "{}", write.stderr);
        let read = pipe(&[name, &["-", "--baseline", "k.json"]].concat());
        assert_eq!(read.last_line(), "ok: no problems in 1 payload; 1 known");
    }
    let text = fs::read_to_string(dir.path().join("k.json")).unwrap();
    assert!(text.contains(r#""path":"calls/x.json""#), "{text}");
    let other = pipe(&["-", "--baseline", "k.json"]);
    assert_eq!(other.last_line(), "ok: 1 warning in 1 payload");
}

#[test]
fn a_baseline_among_the_payloads_is_no_payload() {
    let dir = folder(&with_extras(1));
    for _ in 0..2 {
        let run = run(
            dir.path(),
            &["calls", "--write-baseline", "calls/known.json"],
        );
        assert_eq!(
            (run.status, run.last_line()),
            (0, "ok: no problems in 1 payload; 1 known")
        );
    }
    let read = run(dir.path(), &["calls", "--baseline", "calls/known.json"]);
    assert_eq!(read.last_line(), "ok: no problems in 1 payload; 1 known");
    let over = run(
        dir.path(),
        &["calls/a.json", "--write-baseline", "calls/a.json"],
    );
    assert_eq!(over.status, 2, "{}", over.stderr);
    assert_eq!(
        fs::read_to_string(dir.path().join("calls/a.json")).unwrap(),
        with_extras(1)
    );
}

#[test]
fn what_could_not_be_read_keeps_the_old_baseline() {
    let dir = folder(&with_extras(1));
    write(dir.path());
    let before = fs::read(dir.path().join("known.json")).unwrap();
    let run = run(
        dir.path(),
        &["nope.json", "calls", "--write-baseline", "known.json"],
    );
    assert_eq!(run.status, 3);
    let reason = "cannot write known.json: 1 input could not be read";
    assert!(run.stderr.contains(reason), "{}", run.stderr);
    assert_eq!(fs::read(dir.path().join("known.json")).unwrap(), before);
}

#[test]
fn a_bad_baseline_is_wrong_usage() {
    let dir = folder(&with_extras(1));
    let table: [(&[u8], &str); 6] = [
        (b"", "is no baseline"),
        (b"{}", "is no baseline"),
        (b"[1]", "is no baseline"),
        (
            b"{\"baseline_version\": 2, \"findings\": []}",
            "reads version 1; write it again",
        ),
        (b"\xff", "is not UTF-8"),
        (
            b"{\"baseline_version\": 1, \"findings\": [{\"path\": 1}]}",
            "line 1, column 47",
        ),
    ];
    for (bytes, expected) in table {
        fs::write(dir.path().join("bad.json"), bytes).unwrap();
        let run = run(dir.path(), &["calls", "--baseline", "bad.json"]);
        assert_eq!((run.status, run.stdout.as_str()), (2, ""), "{}", run.stderr);
        assert!(run.stderr.contains("bad.json"), "{}", run.stderr);
        assert!(run.stderr.contains(expected), "{}", run.stderr);
    }
    write(dir.path());
    for args in [
        &["calls", "--baseline", "nope.json"][..],
        &["calls", "--baseline", "calls"],
        &["calls", "--write-baseline", "-"],
        &["calls", "--baseline", "known.json", "-o", "known.json"],
        &[
            "calls",
            "--baseline",
            "known.json",
            "--report",
            "json=./known.json",
        ],
        &["calls", "--write-baseline", "k.json", "-o", "k.json"],
        &["calls", "--baseline", "a", "--write-baseline", "b"],
    ] {
        assert_eq!(run(dir.path(), args).status, 2, "{args:?}");
    }
}

#[test]
fn rules_that_are_off_and_findings_that_are_ignored_are_not_written() {
    let dir = folder(&payload(r#", "agent_name": 7, "x": 1, "y": 2"#));
    let config = "[[ignore]]\npointer = \"/data/y\"\nreason = \"x\"\n";
    fs::write(dir.path().join("speakhook.toml"), config).unwrap();
    let args = [
        "calls",
        "--write-baseline",
        "k.json",
        "--allow",
        "schema/type",
    ];
    let run = run(dir.path(), &args);
    assert_eq!(
        run.last_line(),
        "ok: no problems in 1 payload; 1 ignored, 1 known"
    );
    let text = fs::read_to_string(dir.path().join("k.json")).unwrap();
    assert_eq!(text.matches("\"count\"").count(), 1, "{text}");
}
