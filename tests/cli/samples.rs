//! The samples are what their neighbours say of them: `.expect` files list every finding, all
//! other samples have none.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use super::harness::{files_below, project, validate};

fn with_expectation() -> Vec<PathBuf> {
    let mut files = files_below(&project("samples/flawed"));
    files.retain(|path| path.extension().is_some_and(|ending| ending != "expect"));
    files
}

#[test]
fn flawed_samples_yield_exactly_what_they_expect() {
    let samples = with_expectation();
    assert!(samples.len() >= 14, "{samples:?}");
    for sample in samples {
        let expected = fs::read_to_string(sample.with_extension("expect")).unwrap();
        let expected: Vec<&str> = expected.lines().map(str::trim_end).collect();
        let failed = expected.iter().any(|line| line.contains(" error "));
        let run = validate(["-f", "jsonl"]).arg(&sample).run();
        let found = run.findings(i32::from(failed));
        assert_eq!(found, expected, "{}", sample.display());
    }
}

#[test]
fn all_other_samples_are_clean() {
    let folders = [
        "samples/conversation-complete",
        "samples/session-started",
        "samples/captures",
    ];
    let run = validate(["-f", "json", "--strict"])
        .dir(&project(""))
        .arg(folders[0])
        .arg(folders[1])
        .arg(folders[2])
        .run();
    assert_eq!((run.status, run.stderr.as_str()), (0, ""), "{}", run.stdout);
    let report: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    let files = folders.map(|folder| files_below(&project(folder)).len());
    assert_eq!(report["summary"]["files"], files.iter().sum::<usize>());
}

#[test]
fn the_sample_of_the_documentation_fits_the_schema() {
    let run = validate(["-f", "jsonl", "--strict", "--schema-only"])
        .arg(project("samples/documentation.json"))
        .run();
    assert_eq!(run.findings(0), [""; 0]);
}

#[test]
fn what_is_worth_knowing_of_a_call_is_little() {
    let mut calls: BTreeMap<String, usize> = BTreeMap::new();
    let run = validate(["-f", "jsonl"])
        .dir(&project(""))
        .arg("samples/conversation-complete")
        .arg("samples/session-started")
        .arg("samples/captures")
        .run();
    for line in run.json_lines(0) {
        *calls.entry(line["path"].to_string()).or_insert(0) += 1;
    }
    assert!(calls.values().all(|count| *count <= 3), "{calls:?}");
    assert!(calls.len() <= 3, "{calls:?}");
}

#[test]
fn the_older_shape_is_one_warning() {
    let run = validate(["-f", "jsonl"])
        .arg(project("samples/legacy/voxagent.json"))
        .run();
    let rules: Vec<String> = run
        .json_lines(0)
        .iter()
        .map(|line| line["rule"].to_string())
        .collect();
    assert_eq!(rules, ["\"legacy-history\""]);
}

#[test]
fn the_readme_names_every_sample_and_no_other() {
    let readme = fs::read_to_string(project("samples/README.md")).unwrap();
    let root = project("samples");
    let mut names: Vec<String> = files_below(&root)
        .iter()
        .map(|path| path.strip_prefix(&root).unwrap().display().to_string())
        .filter(|name| name != "README.md" && !name.ends_with(".expect"))
        .collect();
    names.sort();
    let mut listed: Vec<String> = readme
        .lines()
        .filter_map(|line| line.strip_prefix("| `")?.split('`').next())
        .map(str::to_owned)
        .collect();
    listed.sort();
    assert_eq!(listed, names);
}

#[test]
fn the_readme_says_which_flawed_sample_has_no_expectation() {
    let readme = fs::read_to_string(project("samples/README.md")).unwrap();
    for sample in with_expectation() {
        let name = sample.file_name().unwrap().to_str().unwrap();
        let row = readme
            .lines()
            .find(|line| line.contains(&format!("/{name}`")));
        let denied = row.unwrap().contains("no `.expect`");
        assert_eq!(!denied, sample.with_extension("expect").exists(), "{name}");
    }
}
