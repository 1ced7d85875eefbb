//! Runs that are killed: whoever looks, at whatever moment, sees the old file or the new one, and what is left
//! behind is no input of a later run.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Stdio;

use speakhook::input::{Found, PathOptions, expand};
use tempfile::TempDir;

use super::commands::calls;
use super::{faults, spread};
use crate::filesystem::folder;
use crate::harness::{Speakhook, files_below};

/// A way to write files, and the files.
struct Writer {
    args: &'static [&'static str],
    files: &'static [&'static str],
}

const fn writer(args: &'static [&'static str], files: &'static [&'static str]) -> Writer {
    Writer { args, files }
}

const WRITERS: [Writer; 9] = [
    writer(
        &["validate", "-f", "json", "-o", "a.json", "-"],
        &["a.json"],
    ),
    writer(
        &[
            "validate",
            "--report=jsonl=a.json",
            "--report=sarif=b.json",
            "-",
        ],
        &["a.json", "b.json"],
    ),
    writer(&["validate", "--write-baseline=a.json", "-"], &["a.json"]),
    writer(
        &["show", "--all", "-f", "json", "-o", "a.json", "-"],
        &["a.json"],
    ),
    writer(&["stats", "--save=a.json", "--by=agent", "-"], &["a.json"]),
    writer(&["stats", "--rows=turns", "-o", "a.json", "-"], &["a.json"]),
    writer(&["tests", "-f", "json", "-o", "a.json", "-"], &["a.json"]),
    writer(
        &["redact", "--output-dir=.", "--salt-env=S", "in"],
        &["a.json", "b.json"],
    ),
    writer(&["sample", "--count=9", "-o", "a.json"], &["a.json"]),
];

/// A folder in which the files are there already, and two to read.
fn before() -> TempDir {
    let input = calls(4);
    folder(&[
        ("a.json", "old"),
        ("b.json", "old"),
        ("in/a.json", &input),
        ("in/b.json", &input),
    ])
}

fn speakhook(args: &[&str], root: &Path) -> Speakhook {
    Speakhook::new(args).stdin(calls(4)).env("S", "k").dir(root)
}

/// What the files have, and may have at any moment.
struct Whole {
    name: &'static str,
    new: Vec<u8>,
}

impl Writer {
    /// The files of a run that nobody disturbs.
    fn whole(&self) -> Vec<Whole> {
        let root = before();
        let run = speakhook(self.args, root.path()).run();
        assert!(run.status < 2, "{:?}: {}", self.args, run.stderr);
        let read = |name: &&'static str| Whole {
            name,
            new: fs::read(root.path().join(name)).unwrap(),
        };
        self.files.iter().map(read).collect()
    }

    /// Kills a run at the `last` look at its files, if it has not ended before; how many looks there were.
    fn kill(&self, whole: &[Whole], last: usize) -> usize {
        let root = before();
        let speakhook = speakhook(self.args, root.path());
        let mut command = speakhook.command();
        let mut child = speakhook.start(command.stdout(Stdio::null()).stderr(Stdio::null()));
        let mut looks = 0;
        while looks < last && child.try_wait().unwrap().is_none() {
            self.look(whole, root.path());
            looks += 1;
        }
        let _ = child.kill();
        child.wait().unwrap();
        self.look(whole, root.path());
        assert_nothing_new_is_read(root.path());
        looks
    }

    fn look(&self, whole: &[Whole], root: &Path) {
        for Whole { name, new } in whole {
            let found = fs::read(root.join(name)).unwrap();
            let is_whole = found == b"old" || found == *new;
            assert!(
                is_whole,
                "{:?}: {name} has {} bytes",
                self.args,
                found.len()
            );
        }
    }
}

/// A walk finds the files that were there, whatever a dead run has left beside them.
fn assert_nothing_new_is_read(root: &Path) {
    for no_ignore in [false, true] {
        let options = PathOptions {
            no_ignore,
            ..PathOptions::default()
        };
        let Found {
            sources, errors, ..
        } = expand(&[root.to_owned()], &options).unwrap();
        let names: Vec<&Path> = sources
            .iter()
            .map(|source| source.path().unwrap().strip_prefix(root).unwrap())
            .collect();
        assert_eq!(
            names,
            ["a.json", "b.json", "in/a.json", "in/b.json"].map(Path::new)
        );
        assert!(errors.is_empty());
    }
}

#[test]
fn a_file_is_the_old_or_the_new_one_at_every_moment_of_a_run_that_is_killed() {
    for writer in WRITERS {
        let whole = writer.whole();
        let looks = writer.kill(&whole, usize::MAX);
        for last in spread(faults(3), looks) {
            writer.kill(&whole, last);
        }
    }
}

/// A run that has begun its files and waits for more of its input.
#[test]
fn what_a_killed_run_leaves_behind_is_no_input() {
    for writer in WRITERS.iter().filter(|writer| writer.args.contains(&"-")) {
        let root = before();
        let mut command = speakhook(writer.args, root.path()).command();
        let mut child = command
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut stdin = child.stdin.take().unwrap();
        stdin.write_all(calls(1).as_bytes()).unwrap();
        let is_left = |path: &PathBuf| path.to_string_lossy().contains("/.speakhook-");
        // Two of them begin their file when they have read everything.
        let begins_late = writer
            .args
            .iter()
            .any(|arg| arg.contains("-baseline") || arg.contains("--save"));
        while !begins_late && !files_below(root.path()).iter().any(is_left) {
            assert!(child.try_wait().unwrap().is_none(), "{:?}", writer.args);
        }
        child.kill().unwrap();
        child.wait().unwrap();
        for name in writer.files {
            assert_eq!(fs::read_to_string(root.path().join(name)).unwrap(), "old");
        }
        assert_nothing_new_is_read(root.path());
    }
}
