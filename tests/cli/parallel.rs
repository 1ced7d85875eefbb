//! Any number of threads writes the same bytes.

use std::fmt::Write as _;
use std::fs;

use super::harness::{Run, Speakhook, flawed, payload, validate};

/// Lines of every sort, enough for several batches: clean, flawed, broken, not UTF-8, long.
fn lines() -> Vec<u8> {
    let mut text = Vec::new();
    for number in 0..400 {
        let line = match number % 7 {
            0 => flawed(),
            1 => payload(&format!(r#", "x{number}": 1"#)),
            2 => "{\"event\": \n".trim_end().to_owned(),
            3 => payload(&format!(r#", "agent_name": "{}""#, "long ".repeat(5000))),
            _ => payload(""),
        };
        text.extend(line.as_bytes());
        if number % 50 == 5 {
            text.push(0xff);
        }
        text.push(b'\n');
    }
    text
}

fn with(jobs: &str, args: &[&str], stdin: &[u8], dir: &std::path::Path) -> Run {
    validate(["--jobs", jobs, "--max-diagnostics", "0"])
        .args(args)
        .stdin(stdin)
        .dir(dir)
        .run()
}

#[test]
fn the_number_of_threads_changes_nothing() {
    let root = tempfile::tempdir().unwrap();
    let folder = root.path().join("calls");
    fs::create_dir(&folder).unwrap();
    fs::write(folder.join("many.jsonl"), lines()).unwrap();
    for number in 0..300 {
        let body = if number % 10 == 0 {
            flawed()
        } else {
            payload("")
        };
        fs::write(folder.join(format!("{number:03}.json")), body).unwrap();
    }
    for args in [
        &["calls", "missing.json", "-v"][..],
        &["calls/many.jsonl", "-f", "json"],
        &["-", "-f", "concise"],
        &["-f", "junit", "calls/007.json", "calls/many.jsonl"],
    ] {
        let one = with("1", args, &lines(), root.path());
        assert!(one.stdout.len() > 10_000, "{args:?}");
        for jobs in ["2", "5", "64"] {
            assert_eq!(
                with(jobs, args, &lines(), root.path()),
                one,
                "{jobs} {args:?}"
            );
        }
    }
}

#[test]
fn statistics_are_the_same_from_any_number_of_threads() {
    let root = tempfile::tempdir().unwrap();
    let calls = ["--count", "120", "--turns", "12", "--seed", "3", "phone"];
    let sample = Speakhook::new(["sample"]).args(calls).run().stdout;
    let broken = format!("{sample}{{]\n{sample}");
    for args in [
        &["--by", "agent", "--by", "day"][..],
        &["--save", "-"],
        &["-f", "csv", "--by", "file"],
    ] {
        let with = |jobs: &str| {
            Speakhook::new(["stats", "-", "--jobs", jobs])
                .args(args)
                .stdin(&broken)
                .dir(root.path())
                .run()
        };
        let one = with("1");
        assert_eq!(one.status, 3, "{}", one.stderr);
        assert!(one.stdout.len() > 500, "{}", one.stdout);
        for jobs in ["2", "7"] {
            assert_eq!(with(jobs), one, "{jobs} {args:?}");
        }
    }
}

#[test]
fn files_are_counted_once_each_and_only_if_they_hold_something() {
    let root = tempfile::tempdir().unwrap();
    let mut names = Vec::new();
    for number in 0..40 {
        let name = format!("{number}.jsonl");
        let mut body = String::new();
        for _ in 0..number {
            writeln!(body, "{}", payload("")).unwrap();
        }
        fs::write(root.path().join(&name), body).unwrap();
        names.push(name);
    }
    for jobs in ["1", "3"] {
        let run = validate(["-f", "json", "--jobs", jobs])
            .args(&names)
            .dir(root.path())
            .run();
        let report: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
        // An empty file is a text that is no JSON.
        assert_eq!(report["summary"]["files"], 40);
        assert_eq!(report["summary"]["payloads"], 1 + (0..40).sum::<usize>());
    }
}

#[test]
fn no_jobs_are_no_number() {
    let run = validate(["--jobs", "0", "-"]).stdin(payload("")).run();
    assert_eq!(run.status, 2);
}
