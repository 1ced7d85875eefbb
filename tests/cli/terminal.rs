//! The line of progress on a real terminal: it comes when a run takes long, and leaves no trace. Where
//! it is not wanted it does not come, which is seen when another run's line has come.

use std::fs::{File, OpenOptions};
use std::io::{Read as _, Seek as _, Write as _};
use std::process::{Child, ChildStdin, Command, Stdio};

use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
use rustix::termios::{Winsize, tcsetwinsize};

use super::harness::{Speakhook, payload};
use super::signals::send;

/// A run that has read one call and waits for the next, with a terminal behind standard error.
struct Waiting {
    child: Child,
    pipe: Option<ChildStdin>,
    screen: File,
    report: Option<File>,
}

/// Both ends of a terminal of so many columns.
fn terminal(columns: u16) -> (File, File) {
    let screen = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).unwrap();
    grantpt(&screen).unwrap();
    unlockpt(&screen).unwrap();
    let path = ptsname(&screen, Vec::new()).unwrap();
    let size = Winsize {
        ws_row: 24,
        ws_col: columns,
        ws_xpixel: 0,
        ws_ypixel: 0,
    };
    let path = path.into_string().unwrap();
    let program = OpenOptions::new()
        .read(true)
        .write(true)
        .open(path)
        .unwrap();
    tcsetwinsize(&program, size).unwrap();
    (File::from(screen), program)
}

impl Waiting {
    /// `with` changes the command; the report goes to a file unless it is to go elsewhere.
    fn start(args: &[&str], with: impl FnOnce(&mut Command)) -> Self {
        let (screen, program) = terminal(100);
        let report = tempfile::tempfile().unwrap();
        let mut command = Speakhook::new(args).command();
        command.stdout(report.try_clone().unwrap()).stderr(program);
        command.env("NO_COLOR", "1");
        with(&mut command);
        let mut child = command.spawn().unwrap();
        let mut pipe = child.stdin.take().unwrap();
        writeln!(pipe, "{}", payload("")).unwrap();
        Self {
            child,
            pipe: Some(pipe),
            screen,
            report: Some(report),
        }
    }

    /// Reads from the terminal until this has been written.
    fn wait_for(&mut self, text: &str) -> String {
        let mut seen = Vec::new();
        let mut more = [0; 4096];
        // The line is drawn again and again: what does not come soon does not come.
        for _ in 0..200 {
            let count = self.screen.read(&mut more).unwrap();
            seen.extend(&more[..count]);
            let seen = String::from_utf8_lossy(&seen);
            if seen.contains(text) {
                return seen.into_owned();
            }
        }
        panic!("no {text:?} in {:?}", String::from_utf8_lossy(&seen));
    }

    /// Sends Ctrl-C; what is written to the terminal from then on, and the report.
    fn stop(mut self) -> (String, String) {
        send("INT", &self.child);
        let status = self.child.wait().unwrap();
        assert_eq!(status.code(), Some(130));
        drop(self.pipe.take());
        let mut seen = Vec::new();
        let mut more = [0; 4096];
        // A terminal that nobody writes to any more is an error on some systems, and empty on others.
        while let Ok(count @ 1..) = self.screen.read(&mut more) {
            seen.extend(&more[..count]);
        }
        let mut report = String::new();
        let mut file = self.report.take().unwrap();
        file.rewind().unwrap();
        file.read_to_string(&mut report).unwrap();
        (String::from_utf8(seen).unwrap(), report)
    }
}

/// What a person sees in the end: a carriage return begins the line again.
fn shown(written: &str) -> String {
    let line = |line: &str| {
        let mut shown: Vec<char> = Vec::new();
        for part in line.split('\r') {
            for (place, letter) in part.chars().enumerate() {
                shown.resize(shown.len().max(place + 1), ' ');
                shown[place] = letter;
            }
        }
        let shown: String = shown.iter().collect();
        shown.trim_end().to_owned()
    };
    written.split('\n').map(line).collect::<Vec<_>>().join("\n")
}

const ERROR: &str = "speakhook: error: interrupted in <stdin>; the rest was not read\n";

#[test]
fn a_long_run_says_how_far_it_is_and_leaves_no_trace() {
    for args in [&["validate"][..], &["stats"], &["tests"], &["show"]] {
        let mut run = Waiting::start(args, |_| {});
        let begin = run.wait_for("/s  ");
        let line = shown(&begin);
        let bytes = payload("").len() + 1;
        assert!(
            line.starts_with(&format!("{bytes} B  1 call  ")),
            "{args:?}: {line}"
        );
        let (rest, report) = run.stop();
        assert_eq!(shown(&(begin + &rest)), ERROR, "{args:?}");
        let closing = report.lines().last().unwrap();
        assert!(closing.starts_with("interrupted: "), "{args:?}: {report}");
    }
}

#[test]
fn nobody_is_shown_a_line_who_cannot_use_it() {
    let piped = |command: &mut Command| {
        command.stdout(Stdio::piped());
    };
    let set = |name: &'static str, value: &'static str| {
        move |command: &mut Command| {
            command.env(name, value);
        }
    };
    let silent = [
        Waiting::start(&["stats"], piped),
        Waiting::start(&["stats", "-q"], |_| {}),
        Waiting::start(&["stats"], set("CI", "true")),
        Waiting::start(&["stats"], set("TERM", "dumb")),
    ];
    let mut shown_to = Waiting::start(&["stats"], set("TERM", "xterm"));
    shown_to.wait_for("1 call");
    shown_to.stop();
    for run in silent {
        assert_eq!(run.stop().0.replace('\r', ""), ERROR);
    }
}
