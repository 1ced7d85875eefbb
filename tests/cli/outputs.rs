//! Where reports go: files, full disks, readers who leave.

use std::fs::{self, File};
use std::io::{Read as _, Write as _};
use std::path::Path;
use std::process::Stdio;
use std::thread;

use super::filesystem::all_flawed;
use super::harness::{Speakhook, flawed, payload, validate};

#[cfg(unix)]
#[test]
fn a_full_disk_is_said_and_is_no_success() {
    if !Path::new("/dev/full").exists() {
        return;
    }
    for args in [
        &["validate", "-"][..],
        &["validate", "-", "-f", "json"],
        &["schema"],
        &["explain"],
        &["completions", "bash"],
        &["--help"],
        &["--version"],
    ] {
        let speakhook = Speakhook::new(args).stdin(flawed());
        let full = File::options().write(true).open("/dev/full").unwrap();
        let child = speakhook.start(speakhook.command().stdout(full));
        let run = speakhook.watch(child);
        assert_eq!(run.status, 3, "{args:?}: {}", run.stderr);
        assert!(
            run.stderr
                .contains("cannot write standard output: No space"),
            "{}",
            run.stderr
        );
    }
    for flag in ["--output=/dev/full", "--report=json=/dev/full"] {
        let run = validate([flag]).stdin(payload("")).run();
        assert_eq!(run.status, 3, "{}", run.stderr);
        assert!(
            run.stderr.contains("cannot write /dev/full: No space"),
            "{}",
            run.stderr
        );
    }
}

#[cfg(unix)]
#[test]
fn a_reader_who_leaves_changes_neither_status_nor_standard_error() {
    let many = format!("{}\n", flawed()).repeat(2000);
    for (args, text, status) in [
        (&["-f", "concise"], many.as_str(), 1),
        (&["-f", "json"], many.as_str(), 1),
        (&["--max-diagnostics", "0"], many.as_str(), 1),
        (&["-f", "text"], &payload("")[..], 0),
    ] {
        let speakhook = validate(args).stdin(text);
        let mut child = speakhook.start(&mut speakhook.command());
        let mut stdout = child.stdout.take().unwrap();
        if status == 1 {
            stdout.read_exact(&mut [0; 1]).unwrap();
        }
        drop(stdout);
        let run = speakhook.watch(child);
        assert_eq!((run.status, run.stderr.as_str()), (status, ""), "{args:?}");
    }
}

#[cfg(unix)]
#[test]
fn a_closed_standard_error_changes_no_status() {
    let speakhook = validate(["missing.json"]);
    let mut child = speakhook.command().stdin(Stdio::null()).spawn().unwrap();
    drop(child.stderr.take());
    assert_eq!(speakhook.watch(child).status, 3);
}

#[cfg(unix)]
#[test]
fn a_large_input_is_reported_while_it_arrives() {
    let speakhook = validate(["-", "--width", "80"]);
    let mut child = speakhook.command().spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let mut stdout = child.stdout.take().unwrap();
    stdin
        .write_all(format!("{0}\n{0}\n", flawed()).as_bytes())
        .unwrap();
    // A report on a terminal comes before the input ends; without it this would hang.
    let (send, receive) = std::sync::mpsc::channel();
    thread::spawn(move || {
        let mut byte = [0];
        send.send(stdout.read_exact(&mut byte).is_ok()).unwrap();
    });
    let seen = receive.recv_timeout(std::time::Duration::from_secs(20));
    drop(stdin);
    assert_eq!(seen, Ok(true));
    child.wait().unwrap();
}

#[test]
fn a_report_file_is_written_whole_beside_the_main_one() {
    let root = all_flawed(&["a.json"]);
    let run = validate(["a.json", "-o", "out.txt", "--report", "json=out.json"])
        .dir(root.path())
        .run();
    assert_eq!(
        (run.status, run.stdout.as_str(), run.stderr.as_str()),
        (1, "", "")
    );
    let text = fs::read_to_string(root.path().join("out.txt")).unwrap();
    assert!(text.ends_with("failed: 1 error in 1 payload\n"), "{text}");
    let json = fs::read_to_string(root.path().join("out.json")).unwrap();
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["summary"]["status"], 1);
}

#[test]
fn a_report_that_cannot_be_created_is_no_answer() {
    let root = all_flawed(&["a.json"]);
    for flag in ["-o=absent/out.txt", "--report=json=absent/out.json", "-o=."] {
        let run = validate(["a.json", flag]).dir(root.path()).run();
        assert_eq!(run.status, 3, "{flag}: {}", run.stderr);
        assert!(
            run.stderr.contains("cannot write "),
            "{flag}: {}",
            run.stderr
        );
    }
    assert_eq!(fs::read_dir(root.path()).unwrap().count(), 1);
}

#[test]
fn an_input_is_never_overwritten_by_its_report() {
    let root = all_flawed(&["a.json"]);
    for args in [["-o", "a.json"], ["--report", "json=./a.json"]] {
        let run = validate(["a.json"])
            .arg(args[0])
            .arg(args[1])
            .dir(root.path())
            .run();
        assert_eq!(
            fs::read_to_string(root.path().join("a.json")).unwrap(),
            flawed()
        );
        assert_eq!(run.status, 2, "{}", run.stderr);
    }
}
