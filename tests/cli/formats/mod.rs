//! Every format says the same: one set of inputs through all of them, each read by a reader of
//! its own and held against `-f json`. A format is found here by being one.

mod details;
pub(crate) mod readers;

use std::fs;
use std::path::Path;

use serde_json::Value;
use speakhook::render::Format;
use tempfile::TempDir;

use super::filesystem::folder;
use super::golden::args_of;
use super::harness::{
    Run, Speakhook, assert_golden, files_below, flawed, formats, payload, project, validate,
};
use super::runner::untamed_report;
use readers::{Seen, annotated, read};

/// What a payload may say to break out of a report.
pub(crate) const HOSTILE: [&str; 9] = [
    "](https://evil.example) ![x](y) <b>|",
    "]]></failure></testcase>&amp;<x a=\"'",
    "\n::error file=a::x",
    "::stop-commands::x",
    "%0A::set-env name=a::b ,title=x",
    "##[error]x ##vso[task.x]",
    "\u{ffff}\u{fffe}\u{0}\u{1b}[2J\u{202e}",
    "\"},{\"severity\":\"x",
    "| a | b |\r\n## c",
];

struct Case {
    name: &'static str,
    args: Vec<&'static str>,
    stdin: String,
}

fn case(name: &'static str, args: &[&'static str], stdin: impl Into<String>) -> Case {
    let (args, stdin) = (args.to_vec(), stdin.into());
    Case { name, args, stdin }
}

/// One payload with a hostile key and a hostile value a line.
fn hostile() -> String {
    let line = |text: &&str| {
        let text = Value::from(*text);
        let both = payload(&format!(r#", {text}: 1, "start_time": {text}"#));
        both.replace("\"SessionStarted\"", &text.to_string()) + "\n"
    };
    HOSTILE.iter().map(line).collect()
}

/// The files that the cases are about.
fn files() -> TempDir {
    let warned = payload(r#", "extra": 1, "more": 2"#);
    let array = format!("[\n{},\n{},\n{warned}]", flawed(), payload(""));
    let wide = format!(r#"{} {}"#, payload(r#", "agent_name": "é你👩""#), flawed());
    let root = folder(&[
        ("clean.json", &payload("")),
        ("warned.json", &warned),
        ("sub/array.json", &array),
        ("wide.json", &wide),
        ("hostile.jsonl", &hostile()),
        ("a b%,é.json", &flawed()),
    ]);
    for path in files_below(&project("samples/flawed")) {
        if path.extension().is_none_or(|ending| ending != "expect") {
            let name = path.file_name().unwrap();
            fs::copy(&path, root.path().join(name)).unwrap();
        }
    }
    root
}

fn cases() -> Vec<Case> {
    vec![
        case("everything", &["."], ""),
        case("clean", &["clean.json"], ""),
        case("warned", &["warned.json"], ""),
        case("strict", &["warned.json", "clean.json", "--strict"], ""),
        case("never", &["--fail-on", "never", "seven-mistakes.json"], ""),
        case("two on a line", &["wide.json"], ""),
        case("array", &["sub"], ""),
        case("stdin", &["-"], flawed()),
        case("hostile stdin", &["-"], hostile()),
        case(
            "named",
            &["--stdin-filename", "hook/::error::a,b.json"],
            flawed(),
        ),
        case(
            "unreadable",
            &["missing.json", "wide.json", "gone::error::.json"],
            "",
        ),
        case("no match", &["*.nothing"], ""),
        case("nothing", &["--allow-empty", "*.nothing"], ""),
        case("not JSON", &["-"], "\u{ffff}"),
    ]
}

fn run(case: &Case, root: &Path, more: &[&str]) -> Run {
    let run = validate(&case.args).stdin(&case.stdin).dir(root);
    let run = more.iter().fold(run, Speakhook::arg);
    run.arg("--max-diagnostics=0").run()
}

fn sorted(mut seen: Vec<Seen>) -> Vec<Seen> {
    seen.sort();
    seen
}

#[test]
fn every_format_tells_what_json_tells() {
    let root = files();
    for case in cases() {
        let json = run(&case, root.path(), &["-f", "json"]);
        let expected = read(Format::Json, &json.stdout);
        for (format, name) in formats() {
            let what = format!("{} as {name}", case.name);
            let run = run(&case, root.path(), &["-f", &name]);
            assert_eq!(run.status, json.status, "{what}");
            assert_eq!(run.stderr, json.stderr, "{what}");
            assert_eq!(untamed_report(format, &run.stdout), None, "{what}");
            let seen = read(format, &run.stdout);
            assert_eq!(
                sorted(seen),
                sorted(expected.clone()),
                "{what}: {}",
                run.stdout
            );
        }
    }
}

#[test]
fn a_run_of_all_reports_writes_what_each_alone_would() {
    let root = files();
    let targets = tempfile::tempdir().unwrap();
    for case in cases() {
        let file = |name: &str| targets.path().join(name);
        let reports =
            formats().map(|(_, name)| format!("--report={name}={}", file(&name).display()));
        let reports: Vec<String> = reports.collect();
        let reports: Vec<&str> = reports.iter().map(String::as_str).collect();
        let all = run(&case, root.path(), &reports);
        for (_, name) in formats() {
            let alone = run(&case, root.path(), &["-f", &name]);
            let written = fs::read_to_string(file(&name)).unwrap();
            assert_eq!(written, alone.stdout, "{} as {name}", case.name);
            assert_eq!(all.status, alone.status);
        }
    }
}

#[test]
fn annotations_are_the_first_ten_of_each_level() {
    let root = files();
    for case in cases() {
        let json = run(&case, root.path(), &["-f", "json"]);
        let expected = read(Format::Json, &json.stdout);
        let unreadable = json.stderr.lines().count();
        // As many problems listed as you like: the annotations are the same.
        for limit in ["--max-diagnostics=0", "--max-diagnostics=1"] {
            let github = validate(&case.args).arg("-fgithub").arg(limit);
            let github = github.stdin(&case.stdin).dir(root.path()).run();
            let (seen, others) = annotated(&github.stdout);
            let of = |all: &[Seen], level: &str| -> Vec<Seen> {
                all.iter().filter(|seen| seen.0 == level).cloned().collect()
            };
            for (level, most) in [("error", 10 - unreadable), ("warning", 10), ("info", 9)] {
                let first: Vec<Seen> = of(&expected, level).into_iter().take(most).collect();
                assert_eq!(of(&seen, level), first, "{}: {level}", case.name);
            }
            let left_out = expected.len() - seen.len();
            let last = others.iter().find(|other| other.name == "notice");
            assert_eq!(last.is_some(), left_out > 0, "{}", case.name);
            let says = last.is_none_or(|last| last.data.starts_with(&left_out.to_string()));
            assert!(says, "{last:?}, {left_out}");
            assert_eq!(others.len() - usize::from(last.is_some()), unreadable);
        }
    }
}

/// Without what changes with the version or with another rule.
fn settled(format: Format, report: &str) -> String {
    let version = format!("\"version\": \"{}\"", env!("CARGO_PKG_VERSION"));
    let report = report.replace(&version, "\"version\": \"[VERSION]\"");
    if format != Format::Sarif {
        return report;
    }
    let line = |line: &str| match line.starts_with("  \"tool\": ") {
        true => "  \"tool\": [TOOL],\n".to_owned(),
        false => format!("{line}\n"),
    };
    let report: String = report.lines().map(line).collect();
    let index = regex::Regex::new(r#""ruleIndex":\d+"#).unwrap();
    index
        .replace_all(&report, r#""ruleIndex":"[INDEX]""#)
        .into_owned()
}

#[test]
fn reports_of_every_format_are_as_recorded() {
    let folder = project("tests/fixtures/formats-golden");
    let input = folder.join("input");
    for (format, name) in formats() {
        let run = validate(["-f", &name]).dir(&input);
        let run = args_of(&input).into_iter().fold(run, Speakhook::arg).run();
        assert_eq!(run.status, 3, "{}", run.stderr);
        let report = settled(format, &run.stdout);
        assert_golden(&folder.join(format!("{name}.out")), &report);
    }
}
