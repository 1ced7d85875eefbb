//! `calls.jsonl:100`: a line of a file, as reports name it, in every command that reads.

use std::fs;
use std::io::Write as _;
use std::path::Path;

use flate2::Compression;
use flate2::write::GzEncoder;
use tempfile::TempDir;

use super::harness::{Run, Speakhook, project, validate};

/// A call of the agent `name`, with one mistake.
fn call(name: &str) -> String {
    super::harness::payload(&format!(
        r#", "agent_name": "{name}", "duration_seconds": "{name}""#
    ))
}

/// A folder with the calls of three agents, one after the other in each way that calls may lie in a file.
fn folder() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let [a, b, c] = ["quinn", "bob", "zed"].map(call);
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
    let lines = format!("{a}\n\n{b}\nnot JSON\n{c}\n");
    write("lines.jsonl", &lines);
    let pretty = |text: &str| {
        let value: serde_json::Value = serde_json::from_str(text).unwrap();
        serde_json::to_string_pretty(&value).unwrap()
    };
    write("array.json", &format!("[\n{a},\n{b}, {c}\n]"));
    write(
        "pretty.json",
        &[&a, &b, &c].map(|call| pretty(call)).join("\n"),
    );
    write("a:3", &c);
    let mut packed = GzEncoder::new(Vec::new(), Compression::fast());
    packed.write_all(lines.as_bytes()).unwrap();
    fs::write(
        folder.path().join("lines.jsonl.gz"),
        packed.finish().unwrap(),
    )
    .unwrap();
    folder
}

/// Where the mistakes are that are found when these paths are named.
fn judged(folder: &Path, paths: &[&str]) -> Vec<String> {
    let run = validate(["-f", "concise", "--max-diagnostics=0"])
        .args(paths)
        .dir(folder)
        .run();
    assert!(!run.stderr.contains("error"), "{paths:?} {}", run.stderr);
    let mistakes = run.stdout.lines();
    let places = mistakes.filter_map(|line| line.split_once(": error[schema/type]"));
    places.map(|(place, _)| place.to_owned()).collect()
}

#[test]
fn a_line_is_the_call_that_is_on_it() {
    let folder = folder();
    let at = |path: &str| judged(folder.path(), &[path]);
    let all = at("lines.jsonl");
    assert_eq!(all.len(), 3, "{all:?}");
    for file in ["lines.jsonl", "lines.jsonl.gz"] {
        for (line, place) in [(1, 0), (3, 1), (5, 2)] {
            let expected = all[place].replace("lines.jsonl", file);
            assert_eq!(at(&format!("{file}:{line}")), [expected.as_str()]);
            // As an editor and our own reports write it.
            assert_eq!(at(&format!("{file}:{line}:17")), [expected]);
        }
    }
    let all = at("array.json");
    assert_eq!(at("array.json:2"), [all[0].as_str()]);
    assert_eq!(at("array.json:3"), all[1..]);
    let all = at("pretty.json");
    let length = fs::read_to_string(folder.path().join("pretty.json"))
        .unwrap()
        .lines()
        .count()
        / 3;
    for (place, expected) in all.iter().enumerate() {
        for line in [1, length / 2, length] {
            let line = place * length + line;
            assert_eq!(
                at(&format!("pretty.json:{line}")),
                [expected.as_str()],
                "{line}"
            );
        }
    }
    // Each line once, in the order of the command line; and a file that is called like a place is a file.
    let paths = ["lines.jsonl:5", "./lines.jsonl:1", "lines.jsonl:5:2", "a:3"];
    let several = judged(folder.path(), &paths);
    let begin = |starts: [&str; 3]| {
        several
            .iter()
            .zip(starts)
            .all(|(place, start)| place.starts_with(start))
    };
    assert!(
        several.len() == 3 && begin(["lines.jsonl:1:", "lines.jsonl:5:", "a:3:1:"]),
        "{several:?}"
    );
}

#[test]
fn where_nothing_is_nothing_is_read() {
    let folder = folder();
    for (path, sentence) in [
        (
            "lines.jsonl:2",
            "lines.jsonl:2: there is nothing on this line",
        ),
        (
            "lines.jsonl:6",
            "lines.jsonl:6: there is nothing on this line",
        ),
        (
            "pretty.json:9999",
            "pretty.json:9999: there is nothing on this line",
        ),
        (
            "array.json:1",
            "array.json:1: there is nothing on this line",
        ),
        ("none.jsonl:1", "cannot read none.jsonl:1"),
        ("lines.jsonl:0", "cannot read lines.jsonl:0"),
    ] {
        for command in ["validate", "show", "stats", "tests", "redact"] {
            let run = Speakhook::new([command, path]).dir(folder.path()).run();
            assert_eq!(run.status, 3, "{command} {path}");
            assert!(run.stderr.contains(sentence), "{command} {}", run.stderr);
        }
    }
    // What is wrong elsewhere is of no concern, and what is wrong there is.
    assert_eq!(judged(folder.path(), &["lines.jsonl:3"]).len(), 1);
    let run = validate(["-f", "concise", "lines.jsonl:4"])
        .dir(folder.path())
        .run();
    assert!(
        run.stdout
            .starts_with("lines.jsonl:4:1: error[json/syntax]"),
        "{}",
        run.stdout
    );
    let large = format!("{{\"a\": \"{}\"}}\n{}\n", "x".repeat(66 << 20), call("bob"));
    fs::write(folder.path().join("large.jsonl"), large).unwrap();
    assert_eq!(judged(folder.path(), &["large.jsonl:2"]).len(), 1);
    // Brackets of an array that is broken enclose nobody knows what.
    fs::write(
        folder.path().join("broken.json"),
        format!("[\n{},\n{{]", call("quinn")),
    )
    .unwrap();
    let run = validate(["-f", "concise", "broken.json:2"])
        .dir(folder.path())
        .run();
    assert!(run.stdout.contains("json/syntax"), "{}", run.stdout);
}

#[test]
fn every_command_takes_a_line() {
    let folder = folder();
    let run = |args: &[&str]| -> Run {
        let run = Speakhook::new(args).dir(folder.path()).run();
        assert!(run.status < 2, "{args:?}: {}", run.stderr);
        run
    };
    let shown = run(&["show", "lines.jsonl:3"]).stdout;
    assert!(shown.contains("bob") && !shown.contains("quinn"), "{shown}");
    let rows = run(&["stats", "lines.jsonl:3", "--rows", "calls", "-f", "jsonl"]).stdout;
    assert_eq!(rows.lines().count(), 1, "{rows}");
    assert!(rows.contains("bob"), "{rows}");
    let redacted = run(&["redact", "--level", "contact", "lines.jsonl:3"]).stdout;
    assert_eq!(redacted.trim_end(), call("bob"));
    let redacted = run(&["redact", "--level", "contact", "array.json:3"]).stdout;
    assert_eq!(redacted.lines().count(), 2, "{redacted}");
    // What is named twice, and a line of what is named itself, is one call.
    for (paths, calls) in [
        (&["pretty.json:1", "pretty.json:2"][..], 1),
        (&["lines.jsonl:1", "./lines.jsonl:1", "lines.jsonl:3"], 2),
        (&["array.json:2", "array.json"], 3),
    ] {
        let args = [&["stats", "--rows", "calls", "-f", "jsonl"][..], paths].concat();
        assert_eq!(run(&args).stdout.lines().count(), calls, "{paths:?}");
    }
}

#[test]
fn a_call_of_an_array_has_the_line_on_which_it_starts() {
    let folder = folder();
    let run = |args: &[&str]| Speakhook::new(args).dir(folder.path()).run();
    let lines = |text: &str, sign: &str| -> Vec<String> {
        let parts = text.split(sign).skip(1);
        parts
            .map(|rest| rest.chars().take_while(char::is_ascii_digit).collect())
            .collect()
    };
    let rows = run(&["stats", "array.json", "--rows", "calls", "-f", "jsonl"]);
    assert_eq!(lines(&rows.stdout, r#""line":"#), ["2", "3", "3"]);
    let shown = run(&["show", "array.json", "-f", "json"]);
    assert_eq!(lines(&shown.stdout, r#""line": "#), ["2", "3", "3"]);
    assert_eq!(lines(&shown.stderr, "array.json:"), ["2", "3", "3"]);
    let page = run(&[
        "stats",
        "array.json",
        "--redact",
        "--rows",
        "calls",
        "-f",
        "jsonl",
    ]);
    assert_eq!(lines(&page.stdout, r#""line":"#), ["2", "3", "3"]);
    fs::write(folder.path().join("none.json"), "[1,\n{}]").unwrap();
    for command in ["show", "stats", "tests"] {
        let none = run(&[command, "none.json"]);
        assert_eq!(lines(&none.stderr, "none.json:"), ["1", "2"], "{command}");
    }
}

#[cfg(feature = "webhook")]
#[test]
fn a_line_is_a_body() {
    let folder = folder();
    let run = Speakhook::new([
        "send",
        "--dry-run",
        "--to",
        "http://127.0.0.1:9/",
        "lines.jsonl:3",
    ])
    .dir(folder.path())
    .run();
    assert_eq!(run.status, 0, "{}", run.stderr);
    let length = format!("content-length: {}\n", call("bob").len());
    assert!(run.stdout.contains(&length), "{}", run.stdout);
}

/// What is found in an envelope is found when the line is named that it is on.
#[test]
fn a_line_of_a_capture_is_the_body_on_it() {
    let envelopes = project("tests/fixtures/envelopes");
    for entry in fs::read_dir(&envelopes).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        let judge = |path: &str| {
            let run = Speakhook::new(["validate", "--no-config", "-f", "concise", path])
                .dir(&envelopes)
                .run();
            let lines = run.stdout.lines().filter(|line| line.starts_with(&name));
            (lines.map(str::to_owned).collect::<Vec<_>>(), run.stderr)
        };
        for found in judge(&name).0 {
            let line = found[name.len() + 1..].split(':').next().unwrap();
            let (here, notes) = judge(&format!("{name}:{line}"));
            assert!(here.contains(&found), "{name}:{line} {here:?} {notes}");
        }
    }
    // The requests of a list that are elsewhere are left out.
    let saved = ["quinn", "bob"].map(|name| {
        let body = call(name);
        format!(r#"{{"headers": {{"a": "b"}}, "body": {body}}}"#)
    });
    let folder = folder();
    fs::write(
        folder.path().join("saved.json"),
        format!("[\n{}\n]", saved.join(",\n")),
    )
    .unwrap();
    let all = judged(folder.path(), &["saved.json"]);
    assert_eq!(all.len(), 2);
    for (line, expected) in [("saved.json:2", &all[0]), ("saved.json:3", &all[1])] {
        assert_eq!(judged(folder.path(), &[line]), [expected.as_str()]);
    }
    let run = validate(["saved.json:1"]).dir(folder.path()).run();
    assert_eq!(run.status, 3);
    assert!(
        run.stderr
            .contains("saved.json:1: there is nothing on this line"),
        "{}",
        run.stderr
    );
}
