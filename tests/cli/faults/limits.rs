//! Limits that the system sets: closed streams, sizes of files, descriptors, memory.

use std::fs;
use std::path::Path;

use super::commands::{calls, one_of_each, readers};
use crate::filesystem::folder;
use crate::harness::{Run, Speakhook, files_below, flawed, payload, validate};

/// A closed stream is opened on `/dev/null` before our first line runs: who closes it has asked for nothing, and gets
/// the verdict. A file that is opened later does not take its place.
#[test]
fn closed_streams_leave_the_verdict_and_the_files() {
    for close in ["exec <&-", "exec >&-", "exec 2>&-", "exec <&- >&- 2>&-"] {
        for (text, status) in [(payload(""), 0), (flawed(), 1)] {
            let root = folder(&[("a.json", &text)]);
            let args = ["validate", "a.json", "--report", "json=report.json"];
            let run = Speakhook::new(args).dir(root.path()).run_behind(close);
            assert_eq!(run.status, status, "{close}: {}", run.stderr);
            let report = fs::read_to_string(root.path().join("report.json")).unwrap();
            let report: serde_json::Value = serde_json::from_str(&report).unwrap();
            assert_eq!(report["summary"]["status"], status, "{close}");
            assert_eq!(
                fs::read_to_string(root.path().join("a.json")).unwrap(),
                text
            );
        }
        let run = validate(["/nonexistent.json"]).run_behind(close);
        assert_eq!(run.status, 3, "{close}");
    }
    let closed = |args: &[&str]| Speakhook::new(args).run_behind("exec <&-").status;
    assert_eq!(closed(&["validate", "-"]), 1);
    assert_eq!(closed(&["show", "-"]), 3);
}

/// Writes more than a file may have into `name`, below `root`.
fn too_large(root: &Path, args: &[&str]) -> Run {
    let input = calls(12);
    let run = Speakhook::new(args).stdin(input).env("S", "k").dir(root);
    run.run_behind("ulimit -f 1")
}

#[test]
fn a_file_over_the_limit_is_said_and_the_old_one_stays() {
    for (args, name) in [
        (&["validate", "-f", "json", "-o", "old"][..], "old"),
        (&["validate", "--report", "jsonl=old"], "old"),
        (&["show", "--all", "-o", "old"], "old"),
        (&["stats", "--save", "old", "--by=agent"], "old"),
        (&["stats", "--rows=turns", "-o", "old"], "old"),
        (&["tests", "-f", "json", "-o", "old"], "old"),
        (&["redact", "-o", "old"], "old"),
        (
            &["redact", "--output-dir", ".", "--stdin-filename", "old"],
            "old",
        ),
        (&["sample", "--count", "9", "-o", "old"], "old"),
    ] {
        let root = folder(&[("old", "old")]);
        let run = too_large(root.path(), args);
        assert_eq!(run.status, 3, "{args:?}: {}", run.stderr);
        let sentence = format!("{name}: File too large");
        assert!(run.stderr.contains(&sentence), "{args:?}: {}", run.stderr);
        assert_eq!(
            files_below(root.path()),
            [root.path().join("old")],
            "{args:?}"
        );
        assert_eq!(fs::read_to_string(root.path().join("old")).unwrap(), "old");
    }
}

#[test]
fn standard_output_that_is_such_a_file_is_no_success() {
    let root = folder(&[]);
    let args = ["sample", "--count", "9"];
    let run = Speakhook::new(args).dir(root.path());
    let run = run.run_behind("ulimit -f 4; exec >out");
    assert_eq!(run.status, 3, "{}", run.stderr);
    assert!(
        run.stderr
            .contains("cannot write standard output: File too large"),
        "{}",
        run.stderr
    );
}

#[test]
fn sixteen_descriptors_are_enough_for_any_number_of_files() {
    let root = tempfile::tempdir().unwrap();
    let mut deep = root.path().to_owned();
    for number in 0..40 {
        deep.push(format!("{number}"));
        fs::create_dir(&deep).unwrap();
        fs::write(deep.join("a.json"), payload("")).unwrap();
        fs::write(root.path().join(format!("{number}.json")), payload("")).unwrap();
    }
    for limit in [16, 32] {
        for jobs in ["-j1", "-j8"] {
            let run = validate([jobs, "."]).dir(root.path());
            let run = run.run_behind(&format!("ulimit -n {limit}"));
            let all = "ok: no problems in 80 payloads in 80 files\n";
            assert_eq!(
                (run.status, run.stdout.as_str()),
                (0, all),
                "{}",
                run.stderr
            );
        }
    }
    // With too few of them, what could not be opened is said, and is no success.
    for limit in 4..9 {
        for way in readers() {
            let args = way
                .args
                .iter()
                .filter(|arg| *arg != "-" && !arg.ends_with("stent.json"));
            let run = Speakhook::new(args).arg(".").env("S", "k").dir(root.path());
            let run = run.run_behind(&format!("ulimit -n {limit}"));
            let is_whole = run.stdout.contains("80")
                || run.stderr.contains("80")
                || run.stdout.matches("\n  event ").count() == 80
                || run.stdout.matches("no headers were kept").count() == 80;
            let is_said = run.status > 1 && run.stderr.contains("error: ");
            assert!(is_whole || is_said, "{limit} {:?} {run:?}", way.args);
        }
    }
}

/// Memory that is refused ends a process by SIGABRT, with a word on standard error; stable Rust leaves us no say. So what
/// counts is how much is needed.
#[test]
fn a_quarter_of_a_gigabyte_is_enough_for_small_input() {
    for way in one_of_each() {
        let plain = way.speakhook().run();
        let run = way.speakhook().run_behind("ulimit -v 262144");
        assert_eq!(run, plain, "{:?}", way.args);
    }
}

/// Eight threads of two megabytes each are more than there is: fewer have to do.
#[test]
fn threads_that_the_system_refuses_are_not_missed() {
    let input = format!("{}\n", flawed()).repeat(40);
    for args in [&["validate", "-j8", "-"][..], &["stats", "-j8", "-"]] {
        let run = |limit| Speakhook::new(args).stdin(&input).run_behind(limit);
        assert_eq!(run("ulimit -v 65536"), run("true"), "{args:?}");
    }
}
