//! Reports as files: a folder in `tests/fixtures/validate` is a test. Its files called `input…`
//! are validated in order, or what its file `args` says, one argument a line; a file `stdin` is
//! fed. `UPDATE_GOLDEN=1` writes what is then to be read by eye.

use std::fs;
use std::path::Path;

use super::harness::{assert_golden, files_below, project, validate};
use super::runner::assert_tame;

const FORMS: [(&str, &[&str]); 5] = [
    ("text-60.out", &["--width", "60"]),
    ("text-100.out", &["--width", "100"]),
    ("concise.out", &["-f", "concise"]),
    ("json.out", &["-f", "json"]),
    ("jsonl.out", &["-f", "jsonl"]),
];

pub(crate) fn args_of(folder: &Path) -> Vec<String> {
    if let Ok(args) = fs::read_to_string(folder.join("args")) {
        return args.lines().map(str::to_owned).collect();
    }
    let mut names: Vec<String> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.starts_with("input"))
        .collect();
    names.sort();
    names
}

#[test]
fn reports_are_as_recorded() {
    let mut folders: Vec<_> = fs::read_dir(project("tests/fixtures/validate"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_dir())
        .collect();
    folders.sort();
    assert!(folders.len() >= 10, "{folders:?}");
    for folder in folders {
        for (file, form) in FORMS {
            let run = validate(
                form.iter()
                    .map(|arg| (*arg).to_owned())
                    .chain(args_of(&folder)),
            );
            let stdin = fs::read(folder.join("stdin")).unwrap_or_default();
            let transcript = run.dir(&folder).stdin(stdin).run().transcript();
            assert_golden(&folder.join(file), &transcript);
        }
    }
}

#[test]
fn recorded_reports_are_tame() {
    for path in files_below(&project("tests/fixtures/validate")) {
        if path.extension().is_some_and(|ending| ending == "out") {
            assert_tame(
                &fs::read_to_string(&path).unwrap(),
                &path.display().to_string(),
            );
        }
    }
}
