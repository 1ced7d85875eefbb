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
fn all_other_samples_have_nothing_above_info() {
    let folders = [
        "samples/conversation-complete",
        "samples/session-started",
        "samples/captures",
    ];
    let run = validate(["-f", "json", "--strict"])
        .args(folders)
        .dir(&project(""))
        .run();
    assert_eq!((run.status, run.stderr.as_str()), (0, ""), "{}", run.stdout);
    let report: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    let folders = folders.map(|folder| files_below(&project(folder)).len());
    assert_eq!(report["summary"]["files"], folders.iter().sum::<usize>());
    assert_eq!(report["summary"]["warnings"], 0);
    // More notes than calls would be noise.
    let count = |key: &str| report["summary"][key].as_u64().unwrap();
    assert!(count("infos") < count("payloads"), "{}", run.stdout);
}

#[test]
fn the_sample_of_the_documentation_is_one_warning() {
    let run = validate(["-f", "jsonl"])
        .arg(project("samples/documentation.json"))
        .run();
    let expected = "4:19 warning documentation-placeholder /data/session_id";
    assert_eq!(run.findings(0), [expected]);
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
