//! Real signals to the real program, while it waits for what does not come. Nothing here sleeps: the
//! program says on standard error that it has read a line before the signal is sent.

use std::fs::File;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::os::unix::process::ExitStatusExt as _;
use std::path::Path;
use std::process::{Child, Command, Stdio};

use super::harness::{Speakhook, flawed, payload};

pub(crate) fn send(signal: &str, child: &Child) {
    let id = child.id().to_string();
    let sent = Command::new("kill").args(["-s", signal, &id]).status();
    assert!(sent.unwrap().success());
}

fn spawn(args: &[&str], stdin: Stdio) -> Child {
    let mut command = Speakhook::new(args).command();
    command.stdin(stdin).spawn().unwrap()
}

/// Waits until the program has read the line that it complains about or that is fine.
fn wait_until_read(stderr: &mut BufReader<impl std::io::Read>) {
    let mut line = String::new();
    stderr.read_line(&mut line).unwrap();
    assert!(
        line.contains("<stdin>:1") || line.contains("pipe:1"),
        "{line}"
    );
}

/// Each command with what makes it say on standard error that it has read the first line.
fn commands() -> [(&'static [&'static str], String); 4] {
    let broken = format!("{{]\n{}\n", payload(""));
    [
        (&["validate", "-v"], format!("{}\n", payload(""))),
        (&["stats"], broken.clone()),
        (&["tests"], broken.clone()),
        (&["show"], broken),
    ]
}

/// What the program says after the signal, and its status.
fn end(mut child: Child, mut stderr: BufReader<impl std::io::Read>) -> (i32, String, String) {
    let (mut out, mut err) = (String::new(), String::new());
    child
        .stdout
        .take()
        .unwrap()
        .read_to_string(&mut out)
        .unwrap();
    stderr.read_to_string(&mut err).unwrap();
    (child.wait().unwrap().code().unwrap(), out, err)
}

#[test]
fn a_wait_for_a_pipe_ends_with_the_signal_and_a_report() {
    for (args, input) in commands() {
        for (signal, word, status) in [("INT", "interrupted", 130), ("TERM", "terminated", 143)] {
            let mut child = spawn(args, Stdio::piped());
            let mut pipe = child.stdin.take().unwrap();
            pipe.write_all(input.as_bytes()).unwrap();
            let mut stderr = BufReader::new(child.stderr.take().unwrap());
            wait_until_read(&mut stderr);
            send(signal, &child);
            let (code, out, err) = end(child, stderr);
            let sentence = format!("speakhook: error: {word} in <stdin>; the rest was not read\n");
            assert_eq!((code, err), (status, sentence), "{args:?}");
            let last = out.lines().last().unwrap();
            assert!(last.starts_with(word), "{args:?}: {out}");
            assert!(last.ends_with("; the rest was not read"), "{args:?}: {out}");
            drop(pipe);
        }
    }
}

fn fifo(folder: &Path) -> std::path::PathBuf {
    let path = folder.join("pipe");
    assert!(
        Command::new("mkfifo")
            .arg(&path)
            .status()
            .unwrap()
            .success()
    );
    path
}

#[test]
fn so_does_the_wait_for_a_named_pipe_and_for_its_writer() {
    let root = tempfile::tempdir().unwrap();
    let pipe = fifo(root.path());
    let path = pipe.to_str().unwrap();
    for (args, input) in commands() {
        let args: Vec<&str> = args.iter().copied().chain([path]).collect();
        let mut child = spawn(&args, Stdio::null());
        let mut writer = File::options().write(true).open(&pipe).unwrap();
        writer.write_all(input.as_bytes()).unwrap();
        let mut stderr = BufReader::new(child.stderr.take().unwrap());
        wait_until_read(&mut stderr);
        send("INT", &child);
        assert_eq!(end(child, stderr).0, 130, "{args:?}");
        drop(writer);
    }
    // The first pipe is waited for behind a file that cannot be read, which is said.
    let args = ["validate", "/nonexistent/pipe:1", path];
    let mut child = spawn(&args, Stdio::null());
    let mut stderr = BufReader::new(child.stderr.take().unwrap());
    wait_until_read(&mut stderr);
    send("INT", &child);
    assert_eq!(end(child, stderr).0, 130);
}

#[test]
fn a_second_signal_ends_at_once_also_who_cannot_finish_the_report() {
    let mut child = spawn(&["validate", "-f", "concise", "-j1"], Stdio::piped());
    let mut pipe = child.stdin.take().unwrap();
    // Nobody reads the report: once it has filled the pipe, it never ends.
    let line = format!("{}\n", flawed()).repeat(100);
    std::thread::spawn(move || while pipe.write_all(line.as_bytes()).is_ok() {});
    let mut stdout = child.stdout.take().unwrap();
    stdout.read_exact(&mut [0]).unwrap();
    let status = loop {
        send("INT", &child);
        if let Some(status) = child.try_wait().unwrap() {
            break status;
        }
    };
    assert_eq!(status.signal(), Some(2));
}
