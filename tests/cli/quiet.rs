//! `-q` and `-qq` are about what is printed, in every command and format alike; a file that was named is whole.

use std::fs;

use super::harness::{Run, Speakhook, flawed};

/// Runs a command on two calls, and gives the file that it wrote, too.
fn run(command: &[&str], args: &[&str]) -> (Run, Option<String>) {
    let folder = tempfile::tempdir().unwrap();
    for name in ["a.json", "b.json"] {
        fs::write(folder.path().join(name), flawed()).unwrap();
    }
    let run = Speakhook::new(command)
        .args(["a.json", "b.json"])
        .args(args);
    let run = run.env("S", "secret").dir(folder.path()).run();
    let file = fs::read_to_string(folder.path().join("out")).ok();
    (run, file)
}

const ANSWERS: [(&[&str], &[&str]); 4] = [
    (&["validate"], &["text", "json", "jsonl", "junit", "github"]),
    (&["tests"], &["text", "json", "junit", "github", "markdown"]),
    (
        &["stats", "--budget", "e2e.p95<1s"],
        &["text", "json", "csv", "junit", "github", "html"],
    ),
    (&["verify", "--secret-env", "S"], &["text", "json"]),
];

#[test]
fn a_file_that_was_named_is_whole_and_very_quiet_prints_nothing() {
    for (command, formats) in ANSWERS {
        for format in formats {
            let run = |args: &[&str]| run(command, &[&["-f", format], args].concat());
            let what = format!("{command:?} -f {format}");
            let (loud, none) = run(&[]);
            assert!(!loud.stdout.is_empty() && none.is_none(), "{what}");
            let (_, whole) = run(&["-o", "out"]);
            assert!(whole.is_some(), "{what}");
            for quiet in ["-q", "-qq"] {
                let (run, file) = run(&[quiet, "-o", "out"]);
                assert_eq!(
                    (run.status, run.stdout.as_str()),
                    (loud.status, ""),
                    "{what} {quiet}"
                );
                assert_eq!(file, whole, "{what} {quiet}");
            }
            let (silent, _) = run(&["-qq"]);
            assert_eq!(
                (silent.status, silent.stdout.as_str()),
                (loud.status, ""),
                "{what}"
            );
        }
    }
}

#[test]
fn a_report_beside_the_main_one_is_whole_however_little_is_printed() {
    for command in ["validate", "tests"] {
        let report = |args: &[&str]| run(&[command], &[&["--report", "text=out"], args].concat());
        let (_, whole) = report(&[]);
        for quiet in ["-q", "-qq"] {
            assert_eq!(report(&[quiet]).1, whole, "{command} {quiet}");
        }
        let last = whole
            .as_deref()
            .and_then(|text| text.lines().last())
            .unwrap();
        assert!(last.contains(": "), "{command}: {last}");
    }
}

#[test]
fn what_is_a_result_is_printed_whatever_quiet_says() {
    for command in [
        &["show"][..],
        &["show", "-f", "json"],
        &["stats", "--rows", "calls"],
        &["stats", "--save", "-"],
    ] {
        let (loud, _) = run(command, &[]);
        assert!(!loud.stdout.is_empty(), "{command:?}");
        assert_eq!(run(command, &["-qq"]).0.stdout, loud.stdout, "{command:?}");
    }
}
