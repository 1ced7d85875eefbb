//! What a format promises beyond telling all findings: columns of bytes, fingerprints that stay,
//! limits of the services that read it, and files outside the folder.

use std::collections::BTreeSet;
use std::fs;

use serde_json::Value;
use speakhook::rules;

use crate::filesystem::{all_flawed, folder};
use crate::harness::{Run, Speakhook, flawed, payload, validate};

fn json(run: &Run) -> Value {
    serde_json::from_str(&run.stdout).expect(&run.stdout)
}

#[test]
fn reviewdog_gets_columns_of_bytes() {
    let text = format!(r#" {} {}"#, payload(r#", "agent_name": "é你👩""#), flawed());
    let run = validate(["-f", "rdjson"]).stdin(&text).run();
    let range = &json(&run)["diagnostics"][0]["location"]["range"];
    let at = text.rfind('7').unwrap();
    assert_eq!(range["start"]["column"], at + 1);
    assert_eq!(range["end"]["column"], at + 2);
}

/// The fingerprints of every finding in `text`, as SARIF and GitLab have them.
fn fingerprints(text: &str) -> Vec<String> {
    let sarif = validate(["-f", "sarif", "--stdin-filename=a b.json", "--schema-only"]).stdin(text);
    let sarif = json(&sarif.run());
    let results = sarif["runs"][0]["results"].as_array().unwrap().iter();
    let of_sarif: Vec<String> = results
        .map(|result| {
            result["partialFingerprints"]["speakhook/v1"]
                .as_str()
                .unwrap()
                .to_owned()
        })
        .collect();
    let gitlab =
        validate(["-f", "gitlab", "--stdin-filename=a b.json", "--schema-only"]).stdin(text);
    let gitlab = json(&gitlab.run());
    let violations = gitlab.as_array().unwrap().iter();
    let of_gitlab = violations.map(|found| found["fingerprint"].as_str().unwrap().to_owned());
    assert_eq!(of_sarif, of_gitlab.collect::<Vec<_>>());
    of_sarif
}

#[test]
fn fingerprints_stay_when_lines_and_items_move() {
    let item = r#"{"interrupted": 7}"#;
    let history = |items: &str| payload(&format!(r#", "history": [{items}], "agent_name": 7"#));
    let plain = history(&format!("{item}, {item}"));
    let moved = history(&format!("\n\n{{}}, {item},\n{item}"));
    let first = fingerprints(&plain);
    assert_eq!(first, fingerprints(&format!("\n\n{moved}")));
    assert_eq!(first.iter().collect::<BTreeSet<_>>().len(), 3);
    let more = fingerprints(&history(&format!("{item}, {item}, {item}")));
    assert!(first.iter().all(|print| more.contains(print)));
}

#[test]
fn code_scanning_learns_of_every_rule() {
    let run = validate(["-f", "sarif"]).stdin(payload("")).run();
    let report = json(&run);
    let listed = report["runs"][0]["tool"]["driver"]["rules"]
        .as_array()
        .unwrap();
    let listed: Vec<&str> = listed
        .iter()
        .map(|rule| rule["id"].as_str().unwrap())
        .collect();
    let all: Vec<&str> = rules::all().map(|rule| rule.id).collect();
    assert_eq!(listed, all);
}

#[test]
fn code_scanning_gets_no_more_results_than_it_takes() {
    let run = validate(["-f", "sarif"]).stdin(format!("{}\n", flawed()).repeat(25_010));
    let report = json(&run.run());
    let run = &report["runs"][0];
    assert_eq!(run["results"].as_array().unwrap().len(), 25_000);
    let notification = &run["invocations"][0]["toolExecutionNotifications"][0];
    assert_eq!(
        notification["message"]["text"],
        "10 more problems left out: a run has at most 25,000 results"
    );
}

#[test]
fn a_summary_is_cut_below_a_mebibyte() {
    let text = format!("{}\n", flawed()).repeat(12_000);
    let run = validate(["-f", "markdown"]).stdin(text).run();
    assert!(run.stdout.len() < 1024 * 1024, "{}", run.stdout.len());
    let rows = run.stdout.matches("| error |").count();
    let more = run.last_line().replace(',', "");
    assert_eq!(more, format!("… and {} more", 12_000 - rows));
}

#[test]
fn a_payload_that_fails_unseen_fails_in_junit() {
    let text = payload(r#", "extra": 1"#);
    let run = validate(["-f", "junit", "--strict", "--min-severity=error"]).stdin(text);
    let run = run.run();
    assert_eq!(run.status, 1);
    assert!(run.stdout.contains(r#"failures="1""#), "{}", run.stdout);
}

#[test]
fn files_outside_the_folder_keep_the_name_they_were_given() {
    let (here, there) = (all_flawed(&["a b.json"]), all_flawed(&["c.json"]));
    let run = |format: &str| {
        let run = validate(["-f", format, "a b.json"]).dir(here.path());
        let run = run
            .arg(here.path().join("a b.json"))
            .arg(there.path().join("c.json"));
        run.run().stdout
    };
    let outside = there.path().join("c.json").display().to_string();
    let sarif = run("sarif");
    assert!(sarif.contains(r#""uri":"a%20b.json""#), "{sarif}");
    assert!(
        sarif.contains(&format!(r#""uri":"file://{outside}""#)),
        "{sarif}"
    );
    let inside = here.path().display().to_string();
    for format in ["sarif", "gitlab", "junit", "rdjson", "markdown"] {
        assert!(!run(format).contains(&inside), "{format}");
    }
}

#[cfg(unix)]
#[test]
fn a_name_that_is_not_utf_8_is_exact_in_a_uri() {
    use std::os::unix::ffi::OsStrExt as _;
    let root = folder(&[]);
    let name = std::ffi::OsStr::from_bytes(b"a\xff.json");
    fs::write(root.path().join(name), flawed()).unwrap();
    let run = validate(["-f", "sarif"]).arg(name).dir(root.path()).run();
    assert!(run.stdout.contains(r#""uri":"a%FF.json""#));
}

#[test]
fn the_summary_of_a_step_is_added_to_and_other_files_are_replaced() {
    let root = all_flawed(&["a.json"]);
    let summary = root.path().join("summary.md");
    let write = |args: &[&str]| {
        fs::write(&summary, "before\n").unwrap();
        let run = args.iter().fold(validate(["a.json"]), Speakhook::arg);
        let run = run.env("GITHUB_STEP_SUMMARY", summary.to_str().unwrap());
        assert_eq!(run.dir(root.path()).run().status, 1);
        fs::read_to_string(&summary).unwrap()
    };
    let added = write(&["--report=markdown=./summary.md"]);
    assert!(
        added.starts_with("before\n## speakhook: failed\n"),
        "{added}"
    );
    let added = write(&["-f", "markdown", "-o", "summary.md"]);
    assert!(
        added.starts_with("before\n## speakhook: failed\n"),
        "{added}"
    );
    assert!(write(&["--report=json=summary.md"]).starts_with("{\n"));
    fs::remove_file(&summary).unwrap();
    let run = validate(["a.json", "--report=markdown=summary.md"]);
    let run = run.env("GITHUB_STEP_SUMMARY", summary.to_str().unwrap());
    run.dir(root.path()).run();
    assert!(
        fs::read_to_string(&summary)
            .unwrap()
            .starts_with("## speakhook")
    );
}

#[test]
fn every_command_with_markdown_adds_to_the_summary_of_a_step() {
    let root = all_flawed(&["a.json"]);
    let summary = root.path().join("summary.md");
    let run = |args: &[&str]| {
        fs::write(&summary, "before\n").unwrap();
        let run =
            Speakhook::new(args.to_vec()).env("GITHUB_STEP_SUMMARY", summary.to_str().unwrap());
        run.dir(root.path()).run();
        fs::read_to_string(&summary).unwrap()
    };
    for command in ["validate", "show", "stats", "tests"] {
        let added = run(&[command, "a.json", "-f", "markdown", "-o", "summary.md"]);
        let own = added.strip_prefix("before\n").expect(command);
        assert!(!own.is_empty(), "{command}");
        let replaced = run(&[command, "a.json", "-f", "json", "-o", "summary.md"]);
        assert!(replaced.starts_with('{'), "{command}: {replaced}");
    }
}

#[cfg(unix)]
#[test]
fn a_full_disk_is_no_report_in_any_format() {
    use std::path::Path;
    if !Path::new("/dev/full").exists() {
        return;
    }
    for (_, name) in crate::harness::formats() {
        let run = validate([format!("--report={name}=/dev/full")])
            .stdin(flawed())
            .run();
        assert_eq!(run.status, 3, "{name}: {}", run.stderr);
    }
}
