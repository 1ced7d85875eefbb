//! Golden outputs, and the two schemas.

use std::fs;

use serde_json::Value;

use super::{arg, call, corpus, json_of, sample, stats};
use crate::harness::{Speakhook, assert_golden, project};

fn golden(name: &str, args: &[&str]) {
    let run = stats(args)
        .stdin(corpus(7) + &sample("long-call", 4, 7))
        .run();
    assert_golden(
        &project("tests/fixtures/stats").join(name),
        &run.transcript(),
    );
}

const BUDGETS: [&str; 4] = ["--budget", "e2e.p95<1.5s", "--budget", "pass_rate>=50%"];

#[test]
fn the_formats_of_one_corpus() {
    golden("text.txt", &BUDGETS);
    golden(
        "text-60.txt",
        &[
            "--width",
            "60",
            "--ascii",
            "always",
            "--histogram",
            "--metric",
            "e2e,llm",
        ],
    );
    golden(
        "by-agent.txt",
        &["--by", "agent", "--metric", "e2e", "--width", "100"],
    );
    golden(
        "by-event-provider.md",
        &[
            "--by",
            "event,provider",
            "-f",
            "markdown",
            "--metric",
            "llm,e2e",
        ],
    );
    golden(
        "github.txt",
        &[&["-f", "github", "--metric", "e2e"][..], &BUDGETS].concat(),
    );
    golden(
        "by-event.xml",
        &[&["-f", "junit", "--by", "event"][..], &BUDGETS].concat(),
    );
    golden("total.md", &[&["-f", "markdown"][..], &BUDGETS].concat());
    golden(
        "by-provider.csv",
        &["--by", "provider", "-f", "csv", "--metric", "e2e"],
    );
    golden(
        "by-test.json",
        &[
            &["--by", "test", "-f", "json", "--metric", "duration"][..],
            &BUDGETS[2..],
        ]
        .concat(),
    );
    golden(
        "by-day.jsonl",
        &["--by", "day", "-f", "jsonl", "--metric", "e2e"],
    );
}

#[test]
fn a_run_of_all_reports_writes_what_each_alone_would() {
    const FORMATS: [&str; 8] = [
        "text", "json", "jsonl", "csv", "markdown", "github", "junit", "html",
    ];
    let root = tempfile::tempdir().unwrap();
    let file = |format: &str| root.path().join(format);
    let reports = FORMATS.map(|format| format!("--report={format}={}", file(format).display()));
    let alone = |more: &[&str]| {
        let args = [&BUDGETS[..], more].concat();
        stats(&args).stdin(corpus(3)).in_process()
    };
    let reports: Vec<&str> = reports.iter().map(String::as_str).collect();
    assert_eq!(alone(&reports), alone(&[]));
    let written = || FORMATS.map(|format| fs::read_to_string(file(format)).unwrap());
    let all = written();
    for (format, written) in FORMATS.iter().zip(&all) {
        assert_eq!(*written, alone(&["-f", format]).stdout, "{format}");
    }
    // Files are whole, however quiet the run is, and whatever has standard output.
    for more in ["-qq", "--save=-"] {
        for format in FORMATS {
            fs::remove_file(file(format)).unwrap();
        }
        let run = alone(&[&reports[..], &[more]].concat());
        assert_eq!(run.stdout.is_empty(), more == "-qq", "{}", run.stdout);
        assert!(!run.stdout.contains("budget"), "{}", run.stdout);
        assert_eq!(written(), all, "{more}");
    }
    // Only what is drawn has a picture.
    let page = format!("--report=html={}", file("page").display());
    let drawn = alone(&["-f", "json", "--histogram", &page]);
    assert_eq!(drawn.stdout, alone(&["-f", "json"]).stdout);
    assert_eq!(fs::read_to_string(file("page")).unwrap(), all[7]);
}

#[test]
fn a_report_that_has_no_place_is_refused() {
    let root = tempfile::tempdir().unwrap();
    let input = root.path().join("a.jsonl");
    fs::write(&input, corpus(1)).unwrap();
    let onto_input = format!("--report=json={}", input.display());
    let refused: [(&[&str], i32, &str); 5] = [
        (&["--report=junit=x"], 2, "junit has a case a budget"),
        (&["--report=parquet=x"], 2, "parquet has rows"),
        (
            &["--report=json=x", "--rows=calls"],
            2,
            "cannot be used with",
        ),
        (&[&onto_input, arg(&input)], 2, "is an input"),
        (&["--report=json=/nonexistent/x"], 3, "cannot write"),
    ];
    for (args, status, sentence) in refused {
        let run = stats(args).stdin(corpus(1)).dir(root.path()).in_process();
        assert_eq!((run.status, run.stdout.as_str()), (status, ""), "{args:?}");
        assert!(run.stderr.contains(sentence), "{args:?}: {}", run.stderr);
    }
    assert_eq!(fs::read_dir(root.path()).unwrap().count(), 1);
    assert_eq!(fs::read_to_string(&input).unwrap(), corpus(1));
}

#[test]
fn a_picture_is_for_people() {
    let run = stats(&["--histogram", "-f", "json"]).in_process();
    assert_eq!((run.status, run.stdout.as_str()), (2, ""));
}

#[test]
fn nothing_is_no_call() {
    let run = stats(&["--allow-empty", "*.nothing"]).in_process();
    assert_eq!((run.status, run.stdout.as_str()), (0, "  calls       0\n"));
    let run = stats(&["*.nothing"]).in_process();
    assert_eq!(run.status, 3);
    assert_eq!(
        run.last_line(),
        "incomplete: 1 input not read or no call; 0 calls"
    );
}

fn validator(of: &str) -> jsonschema::Validator {
    let run = Speakhook::new(["schema", "--of", of]).in_process();
    let schema: Value = serde_json::from_str(&run.stdout).unwrap();
    assert!(jsonschema::meta::is_valid(&schema));
    jsonschema::validator_for(&schema).unwrap()
}

fn assert_valid(validator: &jsonschema::Validator, document: &Value, what: &str) {
    let errors: Vec<String> = validator
        .iter_errors(document)
        .map(|error| format!("{} {error}", error.instance_path()))
        .collect();
    assert_eq!(errors, [""; 0], "{what}");
}

#[test]
fn documents_are_what_their_schemas_say() {
    let (document, file) = (validator("stats"), validator("stats-file"));
    let folder = tempfile::tempdir().unwrap();
    let before = folder.path().join("before.json");
    let before = before.to_str().unwrap();
    let runs = [
        (vec![], String::new()),
        (vec!["--by", "file"], "{}".to_owned()),
        (
            vec!["--by", "agent,day,event", "--budget", "e2e.p99<1s"],
            corpus(3),
        ),
        (vec!["--save", before], corpus(3)),
        (
            vec!["--compare", before, "--since", "2026-01-01"],
            corpus(4),
        ),
        (
            vec!["--compare", before, "--max-regression", "1%"],
            call(&[-1.0, 0.0], &Value::Null).to_string(),
        ),
    ];
    for (args, input) in runs {
        let run = stats(&args).args(["-f", "json"]).stdin(&input).in_process();
        assert_valid(&document, &json_of(&run), &format!("{args:?}"));
        if !args.contains(&"--save") {
            let run = stats(&args)
                .args(["--save", "-"])
                .stdin(&input)
                .in_process();
            assert_valid(&file, &json_of(&run), &format!("{args:?}"));
        }
    }
}
