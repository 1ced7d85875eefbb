//! A signal before all is read: what was read is reported in every format as well formed as ever, the
//! report says that it is a part, files stay as they were, and the status is the signal's.

use std::fs;
use std::io::Write as _;
use std::path::Path;

use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::Value;
use speakhook::exit::Signal;
use speakhook::render::Format;

use super::formats::readers;
use super::harness::{ID, Run, Speakhook, flawed, formats, payload, validate};
use super::schemas::{printed, validator};

const ERROR: &str = "speakhook: error: interrupted in <stdin>; the rest was not read\n";

/// Calls of a test, one a line, one of them flawed; and the beginning of another.
fn lines() -> String {
    let test = format!(
        r#", "test_id": "{ID}", "test_run_id": "{ID}", "test_eval_result": {{"success": true}}"#
    );
    format!("{}\n{}\n{{\"event\": ", payload(&test), flawed())
}

/// The lines that came whole.
fn whole_lines() -> String {
    let lines = lines();
    lines[..=lines.rfind('\n').unwrap()].to_owned()
}

fn stopped(args: &[&str]) -> Run {
    let run = Speakhook::new(args).stdin(lines());
    run.stopped_by(Signal::Interrupt).in_process()
}

fn json(run: &Run) -> Value {
    serde_json::from_str(&run.stdout).expect(&run.stdout)
}

#[test]
fn every_format_tells_of_what_was_read_and_of_nothing_else() {
    for (format, name) in formats() {
        let args = ["validate", "-f", &name, "-"];
        let run = stopped(&args);
        assert_eq!((run.status, run.stderr.as_str()), (130, ERROR), "{name}");
        let whole = Speakhook::new(args).stdin(whole_lines()).in_process();
        let found = readers::read(format, &run.stdout);
        assert_eq!(found, readers::read(format, &whole.stdout), "{name}");
        let tells = !matches!(format, Format::Concise | Format::Jsonl | Format::GitLab);
        assert_eq!(run.stdout.contains("interrupted"), tells, "{name}");
    }
}

#[test]
fn the_last_line_of_text_and_the_status_agree() {
    let found = "1 error in 2 payloads in 1 file; the rest was not read\n";
    for (signal, word, status) in [
        (Signal::Interrupt, "interrupted", 130),
        (Signal::Terminate, "terminated", 143),
    ] {
        for jobs in ["1", "3"] {
            let run = validate(["-q", "-", "--jobs", jobs]).stdin(lines());
            let quiet = run.stopped_by(signal).in_process();
            let run = validate(["-", "--jobs", jobs]).stdin(lines());
            let run = run.stopped_by(signal).in_process();
            assert_eq!((quiet.status, run.status), (status, status));
            let closing = format!("{word}: {found}");
            assert_eq!(run.stdout, format!("{}{closing}", quiet.stdout), "{jobs}");
        }
        for (args, last) in [
            (&["stats"][..], "2 calls; the rest was not read"),
            (
                &["stats", "--budget", "tool_errors<1%"],
                "0 of 1 budget met, 1 without enough values; 2 calls; the rest was not read",
            ),
            (
                &["tests"],
                "1/1 passed; 1 payload is not of a test; the rest was not read",
            ),
            (&["show"], "2 calls; the rest was not read"),
        ] {
            let run = Speakhook::new(args).stdin(lines());
            let run = run.stopped_by(signal).in_process();
            assert_eq!(run.status, status, "{args:?}");
            assert_eq!(run.last_line(), format!("{word}: {last}"), "{args:?}");
        }
    }
}

#[test]
fn json_is_one_document_that_says_so_and_fits_its_schema() {
    for (args, schema, pointer) in [
        (
            &["validate", "-f", "json"][..],
            "report",
            "/summary/interrupted",
        ),
        (&["tests", "-f", "json"], "tests", "/summary/interrupted"),
        (&["stats", "-f", "json"], "stats", "/interrupted"),
        (&["show", "-f", "json"], "show", "/interrupted"),
    ] {
        let schema = validator(&printed(&["--of", schema]));
        let run = stopped(args);
        let document = json(&run);
        assert!(schema.is_valid(&document), "{args:?}: {document}");
        assert_eq!(document.pointer(pointer), Some(&true.into()), "{args:?}");
        let message = document["errors"][0]["message"].as_str().unwrap();
        assert_eq!(message, "interrupted in <stdin>; the rest was not read");
        let status = document.pointer("/summary/status");
        assert!(
            status.is_none_or(|status| *status == run.status),
            "{args:?}"
        );

        let whole = Speakhook::new(args).stdin(whole_lines()).in_process();
        assert_eq!(
            json(&whole).pointer(pointer),
            Some(&false.into()),
            "{args:?}"
        );
    }
}

#[test]
fn other_formats_of_other_commands_are_whole_too() {
    for format in ["jsonl", "csv", "markdown", "github", "junit"] {
        let run = stopped(&["stats", "-f", format, "--budget", "e2e.p50<1min"]);
        assert_eq!((run.status, run.stderr.as_str()), (130, ERROR), "{format}");
        let tells = !["jsonl", "csv"].contains(&format);
        assert_eq!(run.stdout.contains("interrupted"), tells, "{}", run.stdout);
    }
    for format in ["jsonl", "markdown", "github", "junit"] {
        let run = stopped(&["tests", "-f", format]);
        assert_eq!((run.status, run.stderr.as_str()), (130, ERROR), "{format}");
        let tells = format != "jsonl";
        assert_eq!(run.stdout.contains("interrupted"), tells, "{}", run.stdout);
    }
    for command in [&["stats", "--budget", "pass_rate>=0%"][..], &["tests"]] {
        let run = stopped(&[command, &["-f", "junit"]].concat());
        let document = roxmltree::Document::parse(&run.stdout).unwrap();
        let errors = document
            .descendants()
            .filter(|node| node.has_tag_name("error"));
        assert_eq!(errors.count(), 1, "{}", run.stdout);
    }
    let run = stopped(&["show", "-f", "markdown"]);
    assert_eq!(
        run.last_line(),
        "**interrupted**: 2 calls; the rest was not read"
    );
}

#[test]
fn what_comes_behind_is_not_even_opened() {
    for command in ["validate", "stats", "tests", "show"] {
        for jobs in [&["-j1"][..], &["-j2"]] {
            let takes_jobs = ["validate", "stats"].contains(&command);
            let args: Vec<&str> = [command, "-", "/nonexistent.json"]
                .iter()
                .chain(jobs.iter().filter(|_| takes_jobs))
                .copied()
                .collect();
            let run = stopped(&args);
            assert_eq!(run.stderr.matches("the rest was not read").count(), 1);
            assert!(!run.stderr.contains("/nonexistent.json"), "{}", run.stderr);
        }
    }
    let run = stopped(&["stats", "--merge", "-", "/nonexistent.json"]);
    assert!(!run.stderr.contains("/nonexistent.json"), "{}", run.stderr);
    assert_eq!(run.status, 130);
}

/// The names and contents of a folder.
fn contents(folder: &Path) -> Vec<(String, String)> {
    let files = super::harness::files_below(folder);
    let read = |path: std::path::PathBuf| {
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        (name, fs::read_to_string(path).unwrap())
    };
    files.into_iter().map(read).collect()
}

#[test]
fn files_stay_as_they_were() {
    for (args, written) in [
        (&["validate", "-o", "old.json"][..], &["old.json"][..]),
        (
            &[
                "validate",
                "--report",
                "sarif=old.json",
                "--report",
                "junit=new.xml",
            ],
            &["old.json", "new.xml"],
        ),
        (&["validate", "--write-baseline", "old.json"], &["old.json"]),
        (&["show", "-o", "new.txt"], &["new.txt"]),
        (
            &["tests", "-o", "old.json", "--report", "markdown=new.md"],
            &["old.json", "new.md"],
        ),
        (&["stats", "-o", "new.csv", "-f", "csv"], &["new.csv"]),
        (&["stats", "--save", "old.json"], &["old.json"]),
        (
            &["stats", "--save", "new.json", "-o", "old.json"],
            &["new.json", "old.json"],
        ),
    ] {
        let root = tempfile::tempdir().unwrap();
        let path = |name: &str| root.path().join(name);
        fs::write(path("old.json"), "old").unwrap();
        let place = |arg: &&str| match arg.split_once('=') {
            Some((format, name)) => format!("{format}={}", path(name).display()),
            None if arg.contains('.') => path(arg).display().to_string(),
            None => (*arg).to_owned(),
        };
        let run = Speakhook::new(args.iter().map(place)).stdin(lines());
        let run = run.stopped_by(Signal::Interrupt).in_process();
        assert_eq!(run.status, 130, "{args:?}");
        assert_eq!(
            contents(root.path()),
            [("old.json".to_owned(), "old".to_owned())]
        );
        for name in written {
            let sentence = format!(
                "did not write {}: it would not be whole",
                path(name).display()
            );
            assert!(run.stderr.contains(&sentence), "{args:?}: {}", run.stderr);
        }
        let errors = run.stderr.matches(" error: ").count();
        assert_eq!(errors, 1 + written.len(), "{}", run.stderr);
    }
}

#[test]
fn nothing_is_saved_to_standard_output() {
    let run = stopped(&["stats", "--save", "-"]);
    assert_eq!((run.status, run.stdout.as_str()), (130, ""));
    assert!(
        run.stderr.contains("did not write <stdout>"),
        "{}",
        run.stderr
    );
}

#[test]
fn a_known_finding_that_was_not_read_is_not_said_to_be_gone() {
    let root = tempfile::tempdir().unwrap();
    let baseline = root.path().join("known.json");
    let two = format!("{0}\n{0}\n", flawed());
    let run = validate(["-", "--write-baseline"])
        .arg(&baseline)
        .stdin(&two);
    assert_eq!(run.in_process().status, 0);
    let known = || validate(["-", "--baseline"]).arg(&baseline).stdin(lines());
    let run = known().in_process();
    assert!(
        run.stderr.contains("1 known finding is gone"),
        "{}",
        run.stderr
    );
    let run = known().stopped_by(Signal::Interrupt).in_process();
    assert_eq!(run.stderr, ERROR);
}

#[test]
fn what_a_compressed_stream_has_given_is_reported() {
    let mut gzip = GzEncoder::new(Vec::new(), Compression::default());
    gzip.write_all(lines().as_bytes()).unwrap();
    gzip.flush().unwrap();
    let run = validate(["-f", "json", "-"]).stdin(gzip.get_ref());
    let run = run.stopped_by(Signal::Terminate).in_process();
    assert_eq!(
        (run.status, &json(&run)["summary"]["payloads"]),
        (143, &2.into())
    );
}
