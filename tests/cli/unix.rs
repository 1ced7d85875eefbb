//! What Unix adds to files: links, pipes, devices and names that are any bytes.

use std::ffi::OsStr;
use std::fs::{self, File};
use std::os::unix::ffi::OsStrExt as _;
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::path::Path;
use std::process::Command;
use std::thread;

use super::filesystem::{all_flawed, assert_unreadable, folder, read_in};
use super::harness::{Speakhook, flawed, formats, validate};
use super::runner::{assert_tame, untamed_report};

fn mkfifo(path: &Path) {
    assert!(Command::new("mkfifo").arg(path).status().unwrap().success());
}

#[test]
fn symlink_loops_are_neither_followed_nor_hidden() {
    let root = all_flawed(&["a.json", "sub/b.json"]);
    symlink("../sub", root.path().join("sub/again")).unwrap();
    symlink("self.json", root.path().join("self.json")).unwrap();
    assert_eq!(read_in(root.path(), &["."]), ["a.json", "sub/b.json"]);
    let run = validate(["self.json"]).dir(root.path()).run();
    assert_unreadable(&run, "self.json", 1);
}

#[test]
fn a_link_that_a_search_passes_over_is_said() {
    let root = all_flawed(&["a.json", "sub/b.json"]);
    symlink("/etc/hostname", root.path().join("sub/link.json")).unwrap();
    symlink("nowhere", root.path().join("sub/z.json")).unwrap();
    symlink("a.json", root.path().join("notes.txt")).unwrap();
    let note = "note: a search follows no links: 2 symbolic links left out, first sub/link.json";
    for path in [".", "**/*.json"] {
        let run = validate([path]).dir(root.path()).run();
        assert_eq!(run.status, 1);
        assert!(run.stderr.contains(note), "{path}: {}", run.stderr);
    }
    for args in [&["-q", "."][..], &["a.json"], &[".", "--exclude", "sub"]] {
        let run = validate(args).dir(root.path()).run();
        assert_eq!(run.stderr, "", "{args:?}");
    }
}

#[test]
fn a_link_that_is_named_is_followed() {
    let root = all_flawed(&["a.json"]);
    symlink("a.json", root.path().join("link.json")).unwrap();
    assert_eq!(read_in(root.path(), &["link.json"]), ["link.json"]);
}

#[test]
fn a_pipe_without_writer_in_a_directory_does_not_hang() {
    let root = all_flawed(&["a.json"]);
    mkfifo(&root.path().join("pipe.json"));
    assert_eq!(read_in(root.path(), &["."]), ["a.json"]);
    assert_eq!(read_in(root.path(), &["*.json"]), ["a.json"]);
}

#[test]
fn a_pipe_that_is_named_is_read() {
    let root = folder(&[]);
    let pipe = root.path().join("pipe");
    mkfifo(&pipe);
    let writer = {
        let pipe = pipe.clone();
        thread::spawn(move || fs::write(pipe, flawed()).unwrap())
    };
    let run = validate(["-f", "jsonl"]).arg(&pipe).run();
    writer.join().unwrap();
    assert_eq!(run.findings(1).len(), 1);
}

#[test]
fn devices_and_unreadable_files_are_told_apart() {
    assert_eq!(validate(["/dev/null"]).run().status, 1);
    let run = validate(["/dev/null"]).run();
    assert!(run.stdout.contains("the input is empty"), "{}", run.stdout);
    if cfg!(target_os = "linux") {
        let run = validate(["/proc/self/mem", "/dev/null"]).run();
        assert_unreadable(&run, "/proc/self/mem", 1);
        assert!(run.stdout.contains("the input is empty"), "{}", run.stdout);
    }
    let run = validate(["/dev/null/a.json"]).run();
    assert_unreadable(&run, "/dev/null/a.json", 1);
}

#[test]
fn a_directory_as_standard_input_is_unreadable() {
    let root = folder(&[]);
    let speakhook = validate(["-"]);
    let child = speakhook
        .command()
        .stdin(File::open(root.path()).unwrap())
        .spawn()
        .unwrap();
    assert_unreadable(&speakhook.watch(child), "<stdin>", 1);
}

const HOSTILE_NAMES: [&[u8]; 9] = [
    b"not\xff\xfeutf8.json",
    b"esc\x1b[2Jape.json",
    b"line\nfeed.json",
    b"feed\n::error::x.json",
    b"::error::x.json",
    b" \t::warning::x.json",
    "bidi\u{202e}nosj.json".as_bytes(),
    "c1\u{9b}31m.json".as_bytes(),
    b"##[error]x.json",
];

#[test]
fn hostile_names_are_harmless_in_every_format() {
    let root = folder(&[]);
    for name in HOSTILE_NAMES {
        fs::write(root.path().join(OsStr::from_bytes(name)), flawed()).unwrap();
    }
    for (format, name) in formats() {
        let run = validate(["-f", &name, "."]).dir(root.path()).run();
        assert_eq!(run.status, 1, "{}", run.stderr);
        assert_eq!(untamed_report(format, &run.stdout), None, "{name}");
        assert_tame(&run.stderr, &name);
        if name == "jsonl" {
            assert_eq!(run.findings(1).len(), HOSTILE_NAMES.len());
        }
    }
}

#[test]
fn hostile_names_of_missing_files_are_harmless() {
    for name in HOSTILE_NAMES {
        let run = Speakhook::new(["validate", "--"])
            .arg(OsStr::from_bytes(name))
            .run();
        // A name with a bracket may also be taken for a glob that is none.
        assert!(run.status >= 2, "{}", run.stderr);
        assert_tame(&(run.stdout + &run.stderr), &String::from_utf8_lossy(name));
    }
}

#[test]
fn a_name_that_is_not_utf_8_is_shown_with_replacement_characters() {
    let root = folder(&[]);
    let name = OsStr::from_bytes(b"a\xff.json");
    fs::write(root.path().join(name), flawed()).unwrap();
    let run = validate(["-f", "jsonl"]).arg(name).dir(root.path()).run();
    assert_eq!(run.json_lines(1)[0]["path"], "a\u{fffd}.json");
}

#[test]
fn a_report_replaces_what_a_link_leads_to_and_keeps_its_rights() {
    for (real, status) in [("real.txt", 1), ("new.txt", 1)] {
        let root = all_flawed(&["a.json", "sub/real.txt"]);
        let target = root.path().join("sub").join(real);
        let rights = fs::Permissions::from_mode(0o640);
        let _ = fs::set_permissions(&target, rights);
        symlink(format!("sub/{real}"), root.path().join("link")).unwrap();
        let run = validate(["a.json", "-o", "link"]).dir(root.path()).run();
        assert_eq!(run.status, status, "{}", run.stderr);
        assert!(root.path().join("link").is_symlink());
        let text = fs::read_to_string(&target).unwrap();
        assert!(text.contains("failed: "), "{text}");
        if real == "real.txt" {
            let mode = target.metadata().unwrap().permissions().mode();
            assert_eq!(mode & 0o777, 0o640);
        }
    }
}

#[test]
fn two_outputs_through_a_link_are_wrong_usage() {
    let root = all_flawed(&["a.json"]);
    symlink("out", root.path().join("link")).unwrap();
    let run = validate(["a.json", "-o", "out", "--report=json=link"])
        .dir(root.path())
        .run();
    assert_eq!(run.status, 2, "{}", run.stderr);
}

#[cfg(target_os = "linux")]
#[test]
fn a_name_of_standard_output_is_written_to_and_never_replaced() {
    let root = all_flawed(&["a.json"]);
    // A link of our own: should it be replaced, no device is lost.
    symlink("/proc/self/fd/1", root.path().join("stdout")).unwrap();
    let log = root.path().join("log");
    fs::write(&log, "before\n").unwrap();
    let speakhook = validate(["a.json", "-o", "stdout"]).dir(root.path());
    let stdout = File::options().append(true).open(&log).unwrap();
    let child = speakhook.start(speakhook.command().stdout(stdout));
    assert_eq!(speakhook.watch(child).status, 1);
    let text = fs::read_to_string(&log).unwrap();
    assert!(text.starts_with("before\n"), "{text}");
    assert!(text.contains("failed: "), "{text}");
    assert!(root.path().join("stdout").is_symlink());
    let run = validate(["a.json", "-o", "stdout"]).dir(root.path()).run();
    assert_eq!(run.status, 1, "{}", run.stderr);
    assert!(run.last_line().starts_with("failed: "), "{}", run.stdout);
}
