//! Where reports go: files, full disks, readers who leave.

use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::Path;
use std::process::Stdio;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Condvar, Mutex};
use std::time::Duration;

use speakhook::streams::Streams;
use speakhook::watch::Watch;

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
fn a_report_that_cannot_be_written_leaves_no_good_verdict() {
    if !Path::new("/dev/full").exists() {
        return;
    }
    for format in ["text", "json"] {
        let run = validate(["-f", format, "--report=json=/dev/full"])
            .stdin(payload(""))
            .run();
        assert_eq!((run.status, run.stdout.as_str()), (3, ""), "{format}");
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

/// What a run has written, for its own input to look at.
#[derive(Default)]
struct Written {
    bytes: Mutex<Vec<u8>>,
    more: Condvar,
}

/// Gives documents; before it ends it waits for the first output, or does not, and notes what
/// there was.
struct Slow {
    text: Vec<u8>,
    out: Arc<Written>,
    waits: bool,
    seen: Arc<AtomicUsize>,
}

impl Read for Slow {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let length = buffer.len().min(self.text.len());
        let rest = self.text.split_off(length);
        buffer[..length].copy_from_slice(&self.text);
        self.text = rest;
        if length == 0 {
            let mut bytes = self.out.bytes.lock().unwrap();
            if self.waits {
                let patience = Duration::from_secs(20);
                let wait = self
                    .out
                    .more
                    .wait_timeout_while(bytes, patience, |bytes| bytes.is_empty());
                bytes = wait.unwrap().0;
            }
            self.seen.store(bytes.len(), Ordering::SeqCst);
        }
        Ok(length)
    }
}

struct Shared(Arc<Written>);

impl Write for Shared {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.bytes.lock().unwrap().extend(bytes);
        self.0.more.notify_all();
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// How much of its output a run has written before its input ends; on a terminal it is given time.
fn written_early(args: &[&str], stdout_columns: Option<usize>) -> usize {
    let out = Arc::new(Written::default());
    let seen = Arc::new(AtomicUsize::new(0));
    let mut stdin = Slow {
        text: format!("{0}\n{0}\n", flawed()).into_bytes(),
        out: Arc::clone(&out),
        waits: stdout_columns.is_some(),
        seen: Arc::clone(&seen),
    };
    let args = ["speakhook"].iter().chain(args);
    let mut streams = Streams {
        stdin: &mut stdin,
        stdin_is_terminal: false,
        stdout: &mut Shared(Arc::clone(&out)),
        stdout_columns,
        stdout_is_pipe: false,
        stderr: &mut io::sink(),
        stderr_is_terminal: false,
        folder: None,
        env: &|_| None,
        watch: Watch::default(),
    };
    speakhook::run(args.map(Into::into), &mut streams);
    assert!(!out.bytes.lock().unwrap().is_empty());
    seen.load(Ordering::SeqCst)
}

#[test]
fn a_terminal_sees_each_document_as_it_arrives_and_a_pipe_does_not() {
    for command in [
        &["validate", "-"][..],
        &["validate", "-j1", "-"],
        &["show", "-"],
    ] {
        assert!(written_early(command, Some(80)) > 0, "{command:?}");
    }
    for command in ["validate", "show"] {
        for args in [&[command, "-"][..], &[command, "-", "--width", "80"]] {
            assert_eq!(written_early(args, None), 0, "{args:?}");
        }
    }
}

/// The file `out` of a run whose standard output is a terminal of 40 columns.
fn file_of_a_terminal(root: &Path, args: &[&str]) -> String {
    let out = root.join("out");
    let input = root.join("a.json");
    let args = ["speakhook"].iter().chain(args).map(|arg| match *arg {
        "out" => out.clone().into_os_string(),
        "text=out" => format!("text={}", out.display()).into(),
        "a.json" => input.clone().into_os_string(),
        arg => arg.into(),
    });
    let mut streams = Streams {
        stdin: &mut io::empty(),
        stdin_is_terminal: false,
        stdout: &mut io::sink(),
        stdout_columns: Some(40),
        stdout_is_pipe: false,
        stderr: &mut io::sink(),
        stderr_is_terminal: false,
        folder: None,
        env: &|_| None,
        watch: Watch::default(),
    };
    speakhook::run(args, &mut streams);
    let text = fs::read_to_string(&out).unwrap();
    fs::remove_file(out).unwrap();
    text
}

#[test]
fn a_file_has_no_width_but_one_that_was_typed() {
    let widest = |text: &str| text.lines().map(|line| line.chars().count()).max().unwrap();
    let root = all_flawed(&["a.json"]);
    for args in [
        &["sample", "--list", "-o", "out"][..],
        &["validate", "a.json", "-o", "out"],
        &["validate", "a.json", "--report", "text=out"],
        &["tests", "a.json", "-o", "out"],
        &["tests", "a.json", "--report", "text=out"],
        &[
            "verify",
            "a.json",
            "--signature",
            "00",
            "--secret-file",
            "a.json",
            "-o",
            "out",
        ],
    ] {
        let plain = file_of_a_terminal(root.path(), args);
        assert!(widest(&plain) > 40, "{args:?}: {plain}");
        let typed = file_of_a_terminal(root.path(), &[args, &["--width", "40"]].concat());
        assert!(widest(&typed) < widest(&plain), "{args:?}: {typed}");
        assert!(!typed.contains('\u{1b}') && !plain.contains('\u{1b}'));
    }
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

/// An input may take long to come, and a mistake in a name should not wait for it.
#[test]
fn every_output_is_opened_before_anything_is_read() {
    for args in [
        &["validate", "--write-baseline", "absent/out"][..],
        &["validate", "-o", "absent/out"],
        &["stats", "--save", "absent/out"],
        &["stats", "-o", "absent/out"],
        &["stats", "--save", "-", "-o", "absent/out"],
        &["stats", "--rows", "calls", "-o", "absent/out"],
    ] {
        let root = all_flawed(&["a.json"]);
        let run = Speakhook::new(args).args(["missing.json", "a.json"]);
        let run = run.dir(root.path()).run();
        assert_eq!((run.status, run.stdout.as_str()), (3, ""), "{args:?}");
        let lines: Vec<&str> = run.stderr.lines().collect();
        assert_eq!(lines.len(), 1, "{args:?}: {}", run.stderr);
        assert!(lines[0].contains("cannot write absent/out: "), "{lines:?}");
        assert_eq!(fs::read_dir(root.path()).unwrap().count(), 1);
    }
}

#[cfg(unix)]
#[test]
fn what_cannot_be_saved_at_the_end_costs_the_answer_but_not_the_report() {
    if !Path::new("/dev/full").exists() {
        return;
    }
    for (args, words) in [
        (
            ["validate", "--write-baseline"],
            "the baseline was not written",
        ),
        (["stats", "--save"], "the statistics were not saved"),
    ] {
        let run = |format| {
            let run = Speakhook::new(args).args(["/dev/full", "-f", format]);
            let run = run.stdin(payload("")).run();
            assert_eq!(run.status, 3, "{args:?} {format}: {}", run.stderr);
            let said = run.stderr.contains("cannot write /dev/full: No space");
            assert!(said, "{args:?} {format}: {}", run.stderr);
            run
        };
        let text = run("text");
        let last = text.last_line();
        assert!(
            last.starts_with("incomplete: ") && last.contains(words),
            "{last}"
        );
        let json: serde_json::Value = serde_json::from_str(&run("json").stdout).unwrap();
        let status = &json["summary"]["status"];
        assert!(status.is_null() || *status == 3, "{status}");
    }
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

#[test]
fn redirected_standard_input_is_never_overwritten() {
    for args in [
        &["validate", "-", "-o", "a.json"][..],
        &["validate", "-o", "./a.json"],
        &["validate", "--report", "json=a.json"],
        &["show", "-", "-o", "a.json"],
        &["show", "-o", "a.json"],
    ] {
        let root = all_flawed(&["a.json"]);
        let path = root.path().join("a.json");
        let speakhook = Speakhook::new(args).dir(root.path());
        let stdin = File::open(&path).unwrap();
        let child = speakhook.start(speakhook.command().stdin(stdin));
        let run = speakhook.watch(child);
        assert_eq!(run.status, 2, "{args:?}: {}", run.stderr);
        assert!(run.stderr.contains("a.json is an input"), "{}", run.stderr);
        assert_eq!(fs::read_to_string(&path).unwrap(), flawed());
    }
}

#[test]
fn standard_output_redirected_to_a_report_is_wrong_usage() {
    let root = all_flawed(&["a.json"]);
    let speakhook = validate(["a.json", "--report=json=out"]).dir(root.path());
    let stdout = File::create(root.path().join("out")).unwrap();
    let child = speakhook.start(speakhook.command().stdout(stdout));
    let run = speakhook.watch(child);
    assert_eq!(run.status, 2, "{}", run.stderr);
}

#[test]
fn two_outputs_to_one_file_are_wrong_usage() {
    for args in [
        ["-o", "out", "--report", "json=out"],
        ["-o", "out", "--report", "json=./sub/../out"],
        ["--report", "jsonl=out", "--report", "json=out"],
    ] {
        let root = all_flawed(&["a.json"]);
        let run = args
            .iter()
            .fold(validate(["a.json"]), Speakhook::arg)
            .dir(root.path())
            .run();
        assert_eq!((run.status, run.stdout.as_str()), (2, ""), "{args:?}");
        assert!(run.stderr.contains("two outputs"), "{}", run.stderr);
        assert_eq!(fs::read_dir(root.path()).unwrap().count(), 1);
    }
}

#[test]
fn a_dash_is_standard_output() {
    let root = all_flawed(&["a.json"]);
    for command in ["validate", "show"] {
        let plain = Speakhook::new([command, "a.json"]).dir(root.path()).run();
        let dash = Speakhook::new([command, "a.json", "-o", "-"])
            .dir(root.path())
            .run();
        assert_eq!(dash, plain);
    }
    let run = validate(["a.json", "--report", "json=-"])
        .dir(root.path())
        .run();
    assert_eq!(run.status, 2);
    assert!(run.stderr.contains("standard output"), "{}", run.stderr);
    assert_eq!(fs::read_dir(root.path()).unwrap().count(), 1);
}

#[cfg(unix)]
#[test]
fn two_outputs_are_not_mixed_on_one_stream_by_whatever_names() {
    let root = all_flawed(&["a.json"]);
    std::os::unix::fs::symlink("/dev/stdout", root.path().join("link")).unwrap();
    for args in [
        &["--report", "sarif=/dev/stdout"][..],
        &["--report", "sarif=/dev/fd/1"],
        &["--report", "sarif=/proc/self/../self/fd/1"],
        &["--report", "sarif=link"],
        &[
            "-o",
            "b.json",
            "--report",
            "sarif=/dev/fd/1",
            "--report",
            "junit=/dev/stdout",
        ],
    ] {
        let run = validate(["a.json"]).args(args).dir(root.path()).run();
        assert_eq!((run.status, run.stdout.as_str()), (2, ""), "{args:?}");
        assert_eq!(fs::read_dir(root.path()).unwrap().count(), 2);
    }
    // Where it is the only one it is a name like `-`.
    let run = validate(["a.json", "-o", "/dev/stdout"])
        .dir(root.path())
        .run();
    assert_eq!(
        run.stdout,
        validate(["a.json"]).dir(root.path()).run().stdout
    );
}

#[cfg(target_os = "linux")]
#[test]
fn a_report_that_fails_takes_no_other_with_it_but_the_verdict() {
    let root = all_flawed(&["a.json"]);
    for command in ["validate", "stats", "tests"] {
        let run = Speakhook::new([command, "a.json", "--report=json=a.out"])
            .args(["--report=json=/dev/full", "--report=json=b.out"])
            .dir(root.path())
            .run();
        assert_eq!(run.status, 3, "{command}");
        for verdict in ["failed", "ok", "1 call"] {
            assert!(!run.stdout.contains(verdict), "{command}: {}", run.stdout);
        }
        for name in ["a.out", "b.out"] {
            let path = root.path().join(name);
            assert!(
                fs::read_to_string(&path).unwrap().ends_with("}\n"),
                "{command} {name}"
            );
            fs::remove_file(path).unwrap();
        }
    }
}
