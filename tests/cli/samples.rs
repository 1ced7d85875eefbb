//! The samples are what their neighbours say of them: `.expect` files list every finding, all
//! other samples have none.

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
    let paths = [
        "samples/conversation-complete",
        "samples/session-started",
        "samples/captures",
        "samples/documentation.json",
    ];
    let run = validate(["-f", "json", "--strict", "--min-severity", "warning"])
        .dir(&project(""))
        .arg(paths[0])
        .arg(paths[1])
        .arg(paths[2])
        .arg(paths[3])
        .run();
    assert_eq!((run.status, run.stderr.as_str()), (0, ""), "{}", run.stdout);
    let report: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!(report["diagnostics"], serde_json::json!([]));
    let files: usize = paths[..3]
        .iter()
        .map(|folder| files_below(&project(folder)).len())
        .sum();
    assert_eq!(report["summary"]["files"], files + 1);
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
