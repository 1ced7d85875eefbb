//! What each format holds: recorded reports, JUnit read back, JSON held against its schema.

use std::fs;

use roxmltree::{Document, Node};
use serde_json::{Value, json};

use super::{FORMATS, Told, document, lines, tests};
use crate::harness::{Speakhook, assert_golden, files_below, payload, project};
use crate::runner::{annotations, assert_tame};

const FORMS: [(&str, &[&str]); 12] = [
    ("text-60.out", &["--width", "60"]),
    ("text-80.out", &["--width", "80"]),
    ("text-120.out", &["--width", "120", "--require-result"]),
    ("ascii.out", &["--ascii", "always", "--width", "80"]),
    ("agent.out", &["--by", "agent"]),
    (
        "run.out",
        &["--by", "run", "--failed", "--min-pass-rate", "50%"],
    ),
    ("json.out", &["-f", "json"]),
    ("jsonl.out", &["-f", "jsonl", "--failed"]),
    ("junit.out", &["-f", "junit"]),
    ("markdown.out", &["-f", "markdown"]),
    ("github.out", &["-f", "github"]),
    (
        "github-ok.out",
        &["-f", "github", "--failed", "--min-pass-rate", "0.4"],
    ),
];

#[test]
fn reports_are_as_recorded() {
    let folder = project("tests/fixtures/tests");
    for (file, args) in FORMS {
        let run = Speakhook::new(["tests", "runs.jsonl"]).args(args);
        let transcript = run.dir(&folder.join("input")).run().transcript();
        assert_golden(&folder.join(file), &transcript);
    }
}

#[test]
fn recorded_reports_are_tame() {
    for path in files_below(&project("tests/fixtures/tests")) {
        let text = fs::read_to_string(&path).unwrap();
        let name = path.display().to_string();
        match name.contains("github") {
            true => {
                let (stdout, _) = text.split_once("--- stderr").unwrap();
                assert_tame(&annotations(stdout).unwrap().0, &name);
            }
            false if name.ends_with(".out") => assert_tame(&text, &name),
            false => {}
        }
    }
}

/// Two tests: one that passed once and failed once, one without a result; and another payload.
fn input() -> String {
    let told = [
        Told::new("1", Some(true)).of("a", "x"),
        Told::new("2", Some(false))
            .of("a", "x")
            .because("first & <last>")
            .because("second"),
        Told::new("3", None).of("b", "x"),
    ];
    lines(&told) + &payload("") + "\n"
}

fn attribute(node: &Node<'_, '_>, name: &str) -> String {
    node.attribute(name).unwrap_or_default().to_owned()
}

#[test]
fn junit_has_a_suite_a_group_and_a_case_a_run() {
    let run = tests(["-f", "junit"], input());
    assert_eq!(run.status, 1);
    let xml = Document::parse(&run.stdout).expect(&run.stdout);
    let suites: Vec<Node<'_, '_>> = xml
        .root_element()
        .children()
        .filter(|node| node.has_tag_name("testsuite"))
        .collect();
    let names: Vec<String> = suites
        .iter()
        .map(|suite| attribute(suite, "name"))
        .collect();
    assert_eq!(names, ["a", "b"]);
    for suite in &suites {
        let count = |tag: &str| {
            suite
                .descendants()
                .filter(|node| node.has_tag_name(tag))
                .count()
        };
        let said = |name| {
            suite
                .attribute(name)
                .map_or(0, |count| count.parse().unwrap())
        };
        assert_eq!(count("testcase"), said("tests"));
        assert_eq!(count("failure"), said("failures"));
        assert_eq!(count("skipped"), said("skipped"));
        for case in suite
            .children()
            .filter(|node| node.has_tag_name("testcase"))
        {
            assert_eq!(attribute(&case, "time"), "12.500");
            assert_eq!(attribute(&case, "file"), "<stdin>");
            assert_eq!(attribute(&case, "classname"), attribute(suite, "name"));
        }
    }
    let failure = xml
        .descendants()
        .find(|node| node.has_tag_name("failure"))
        .unwrap();
    assert_eq!(
        attribute(&failure, "message"),
        "first & <last> (and 1 more)"
    );
    assert!(
        failure
            .text()
            .unwrap()
            .starts_with("- first & <last>\n- second\nat: <stdin>:2\n")
    );
    assert_eq!(attribute(&failure.parent().unwrap(), "name"), "Ada, run 2");
}

#[test]
fn junit_has_what_could_not_be_read_and_stays_whole() {
    let run = tests(["-f", "junit", "--failed", "/gone.json", "-"], input());
    assert_eq!(run.status, 3);
    let xml = Document::parse(&run.stdout).unwrap();
    let count = |tag: &str| {
        xml.descendants()
            .filter(|node| node.has_tag_name(tag))
            .count()
    };
    assert_eq!(
        (count("testcase"), count("error"), count("failure")),
        (4, 1, 1)
    );
    let empty = tests(["-f", "junit", "--allow-empty", "*.nothing"], "").stdout;
    assert!(Document::parse(&empty).is_ok(), "{empty}");
}

#[test]
fn json_is_what_its_schema_says() {
    let printed = Speakhook::new(["schema", "--of", "tests"]).run().stdout;
    assert_eq!(
        printed,
        fs::read_to_string(project("src/schema/tests.schema.json")).unwrap()
    );
    let schema: Value = serde_json::from_str(&printed).unwrap();
    assert!(jsonschema::meta::is_valid(&schema));
    let validator = jsonschema::validator_for(&schema).unwrap();
    assert!(!validator.is_valid(&json!({})));
    let recorded = project("tests/fixtures/tests/input/runs.jsonl");
    let recorded = fs::read_to_string(recorded).unwrap();
    for (args, input) in [
        (&[][..], input()),
        (
            &["--by", "agent", "--min-pass-rate", "50%"],
            recorded.clone(),
        ),
        (&["--by", "run", "--require-result", "--failed"], recorded),
        (&["/gone.json", "-"], "{".to_owned()),
        (&["--allow-empty", "*.nothing"], String::new()),
    ] {
        let found = document(args, &input);
        let errors: Vec<String> = validator
            .iter_errors(&found)
            .map(|error| error.to_string())
            .collect();
        assert_eq!(errors, [""; 0], "{args:?}");
        let run = tests(args.iter().chain(&["-f", "jsonl"]), &input);
        assert_eq!(json!(run.json_lines(run.status)), found["runs"], "{args:?}");
    }
    let run = Speakhook::new(["schema", "--of", "tests", "--strict"]).run();
    assert_eq!(run.status, 2);
}

#[test]
fn failed_lists_what_did_not_pass() {
    let listed = |args: &[&str]| -> Vec<Value> {
        let found = document(args, &input());
        found["runs"]
            .as_array()
            .unwrap()
            .iter()
            .map(|run| run["session_id"].clone())
            .collect()
    };
    assert_eq!(listed(&[]), ["1", "2", "3"]);
    assert_eq!(listed(&["--failed"]), ["2"]);
    assert_eq!(listed(&["--failed", "--require-result"]), ["2", "3"]);
    let text = tests(["--failed"], input()).stdout;
    assert!(
        text.starts_with("  FAILED  Ada\n  • first & <last>\n  • second\n"),
        "{text}"
    );
}

#[test]
fn annotations_lead_to_the_payload_and_are_warnings_where_failures_are_accepted() {
    let root = tempfile::tempdir().unwrap();
    fs::write(root.path().join("runs.jsonl"), input()).unwrap();
    for (args, level) in [(&[][..], "error"), (&["--min-pass-rate", "50%"], "warning")] {
        let run = Speakhook::new(["tests", "runs.jsonl", "-f", "github"]).args(args);
        let run = run.dir(root.path()).run();
        let (_, found) = annotations(&run.stdout).unwrap();
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].name, level);
        assert_eq!(
            (&*found[0].properties["file"], &*found[0].properties["line"]),
            ("runs.jsonl", "2")
        );
        assert_eq!(found[0].data, "Ada\nfirst & <last>\nsecond");
    }
    let many: String = (0..25)
        .map(|n| lines([&Told::new(&n.to_string(), Some(false))]))
        .collect();
    let (_, found) = annotations(&tests(["-f", "github"], many).stdout).unwrap();
    assert_eq!(found.len(), 11);
    assert!(
        found[10].data.starts_with("15 more problems"),
        "{}",
        found[10].data
    );
}

#[test]
fn a_run_of_all_reports_writes_what_each_alone_would() {
    let root = tempfile::tempdir().unwrap();
    let file = |format: &str| root.path().join(format);
    let reports = FORMATS.map(|format| format!("--report={format}={}", file(format).display()));
    let all = tests(&reports, input());
    assert_eq!(all, tests(["-"], input()));
    for format in FORMATS {
        let written = fs::read_to_string(file(format)).unwrap();
        assert_eq!(written, tests(["-f", format], input()).stdout, "{format}");
    }
    let run = tests(["--report", "json=/nonexistent/x.json"], input());
    assert_eq!((run.status, run.stdout.as_str()), (3, ""));
}
