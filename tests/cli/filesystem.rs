//! Files, directories, devices, pipes and names: what cannot be read is said and counted, and
//! nothing hangs.

use std::fs;
use std::path::Path;

use tempfile::TempDir;

use super::harness::{Run, Speakhook, flawed, validate};

/// A folder with these files.
pub(crate) fn folder(files: &[(&str, &str)]) -> TempDir {
    let root = tempfile::tempdir().unwrap();
    for (name, content) in files {
        let path = root.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }
    root
}

/// The files with a finding, when every file is flawed.
pub(crate) fn read_in(root: &Path, args: &[&str]) -> Vec<String> {
    let run = validate(["-f", "jsonl"]);
    let run = args.iter().fold(run, Speakhook::arg).dir(root).run();
    let mut paths: Vec<String> = run
        .json_lines(1)
        .iter()
        .map(|line| line["path"].as_str().unwrap().to_owned())
        .collect();
    paths.dedup();
    paths
}

pub(crate) fn all_flawed(names: &[&str]) -> TempDir {
    let text = flawed();
    let files: Vec<(&str, &str)> = names.iter().map(|name| (*name, text.as_str())).collect();
    folder(&files)
}

pub(crate) fn assert_unreadable(run: &Run, name: &str, count: usize) {
    assert_eq!(run.status, 3, "{}{}", run.stdout, run.stderr);
    let told = run
        .stderr
        .lines()
        .filter(|line| line.contains(name))
        .count();
    assert_eq!(told, count, "{}", run.stderr);
    assert!(
        run.last_line().starts_with("incomplete: "),
        "{}",
        run.stdout
    );
}

#[test]
fn a_missing_file_never_stops_the_others() {
    let root = all_flawed(&["a.json", "c.json"]);
    let run = validate(["a.json", "missing.json", "c.json"])
        .dir(root.path())
        .run();
    assert_unreadable(&run, "missing.json", 1);
    assert!(run.stdout.contains("a.json:1:") && run.stdout.contains("c.json:1:"));
    assert_eq!(
        run.last_line(),
        "incomplete: 2 errors in 2 payloads in 2 files; 1 input could not be read"
    );
}

#[test]
fn directories_are_searched_for_captures_only() {
    let root = all_flawed(&[
        "a.json",
        "b.jsonl",
        "c.ndjson",
        "d.txt",
        "json",
        "sub/deep/e.json",
        ".hidden.json",
        ".git/f.json",
        "g.json.bak",
    ]);
    let expected = ["a.json", "b.jsonl", "c.ndjson", "sub/deep/e.json"];
    assert_eq!(read_in(root.path(), &["."]), expected);
}

#[test]
fn a_file_that_is_named_is_read_whatever_its_name() {
    let root = all_flawed(&["body.txt", ".hidden.json"]);
    let found = read_in(root.path(), &["body.txt", ".hidden.json"]);
    assert_eq!(found, ["body.txt", ".hidden.json"]);
}

#[test]
fn ignore_files_are_respected_unless_told_otherwise() {
    let root = all_flawed(&["a.json", "drafts/b.json", ".hidden.json"]);
    fs::write(root.path().join(".gitignore"), "drafts/\n").unwrap();
    assert_eq!(read_in(root.path(), &["."]), ["a.json"]);
    let found = read_in(root.path(), &[".", "--no-ignore"]);
    assert_eq!(found, [".hidden.json", "a.json", "drafts/b.json"]);
}

#[test]
fn excluded_names_are_left_out_at_any_depth() {
    let root = all_flawed(&[
        "a.json",
        "b.tmp.json",
        "sub/b.tmp.json",
        "sub/drafts/c.json",
    ]);
    let found = read_in(
        root.path(),
        &[".", "--exclude", "*.tmp.json", "--exclude", "drafts"],
    );
    assert_eq!(found, ["a.json"]);
    let found = read_in(root.path(), &["a.json", "b.tmp.json", "--exclude", "b.*"]);
    assert_eq!(found, ["a.json"]);
}

#[test]
fn globs_are_understood_without_a_shell() {
    let root = all_flawed(&["a.json", "b.json", "sub/a.json", "sub/c.txt", "x[1].json"]);
    for (glob, expected) in [
        ("*.json", vec!["a.json", "b.json", "x[1].json"]),
        ("**/a.json", vec!["a.json", "sub/a.json"]),
        ("sub/*", vec!["sub/a.json", "sub/c.txt"]),
        ("./{a,b}.json", vec!["a.json", "b.json"]),
        ("?.json", vec!["a.json", "b.json"]),
        ("x[1].json", vec!["x[1].json"]),
    ] {
        assert_eq!(read_in(root.path(), &[glob]), expected, "{glob}");
    }
    let run = validate(["*.nothing", "a.json"]).dir(root.path()).run();
    assert_unreadable(&run, "*.nothing", 1);
    let run = validate(["a[.json"]).dir(root.path()).run();
    assert_eq!(run.status, 2, "{}", run.stderr);
}

#[test]
fn each_file_is_read_once() {
    let root = all_flawed(&["a.json", "sub/b.json"]);
    let run = validate(["-f", "jsonl", "a.json", ".", "a.json", "./a.json", "sub"])
        .dir(root.path())
        .run();
    assert_eq!(run.findings(1).len(), 2, "{}", run.stdout);
}

#[test]
fn nothing_to_read_is_no_answer_unless_allowed() {
    let root = folder(&[("notes.txt", "")]);
    let run = validate(["."]).dir(root.path()).run();
    assert_unreadable(&run, "no payload found", 1);
    let run = validate([".", "--allow-empty"]).dir(root.path()).run();
    assert_eq!((run.status, run.stderr.as_str()), (0, ""));
    assert!(run.last_line().starts_with("ok: "), "{}", run.stdout);
    let run = validate(["*.nothing", "--allow-empty"])
        .dir(root.path())
        .run();
    assert_eq!(run.status, 0, "{}", run.stderr);
    let run = validate(["missing.json", "--allow-empty"])
        .dir(root.path())
        .run();
    assert_eq!(run.status, 3, "{}", run.stdout);
}
