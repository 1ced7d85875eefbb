//! Every write that can fail: the n-th of every command in every format, to both streams and to files.

use std::io::{self, ErrorKind, Write};
use std::path::Path;

use super::commands::{Way, calls, option, readers, subcommands, values, ways};
use super::{faults, spread};
#[cfg(feature = "webhook")]
use crate::harness::Speakhook;

/// How a write goes wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fault {
    /// Once, and never again: whoever overlooks it loses what was in that write.
    Once(ErrorKind),
    /// From then on.
    Always(ErrorKind),
    /// The stream takes nothing any more, and says so politely.
    TakesNothing,
}

/// The faults that no result survives.
const LOSING: [Fault; 6] = [
    Fault::Always(ErrorKind::StorageFull),
    Fault::Once(ErrorKind::Other),
    Fault::TakesNothing,
    Fault::Once(ErrorKind::WouldBlock),
    Fault::Always(ErrorKind::Other),
    Fault::Once(ErrorKind::StorageFull),
];

/// A stream that takes `most` bytes at a time until its `at`-th write.
struct Faulty {
    taken: Vec<u8>,
    most: usize,
    writes: usize,
    at: usize,
    fault: Fault,
}

impl Faulty {
    fn new(most: usize, at: usize, fault: Fault) -> Self {
        Self {
            taken: Vec::new(),
            most,
            writes: 0,
            at,
            fault,
        }
    }
}

impl Write for Faulty {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.writes += 1;
        match self.fault {
            Fault::Once(kind) if self.writes == self.at => return Err(kind.into()),
            Fault::Always(kind) if self.writes >= self.at => return Err(kind.into()),
            Fault::TakesNothing if self.writes >= self.at => return Ok(0),
            _ => {}
        }
        let bytes = &bytes[..bytes.len().min(self.most)];
        self.taken.extend(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A stream that takes a byte or two, and is interrupted in between: that is no fault.
struct Slow {
    taken: Vec<u8>,
    turn: usize,
    most: usize,
}

impl Write for Slow {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.turn += 1;
        if self.turn.is_multiple_of(3) {
            return Err(ErrorKind::Interrupted.into());
        }
        let length = bytes.len().min(1 + self.turn % self.most);
        self.taken.extend(&bytes[..length]);
        Ok(length)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// What a run says when all goes well.
struct Well {
    status: i32,
    stdout: Vec<u8>,
    stderr: Vec<u8>,
}

fn well(way: &Way) -> Well {
    let (mut stdout, mut stderr) = (Vec::new(), Vec::new());
    let status = way.speakhook().in_process_to(&mut stdout, &mut stderr);
    Well {
        status,
        stdout,
        stderr,
    }
}

/// The status and standard error of a run whose standard output is `out`.
fn run_to(way: &Way, out: &mut dyn Write) -> (i32, String) {
    let mut stderr = Vec::new();
    let status = way.speakhook().in_process_to(out, &mut stderr);
    (status, String::from_utf8(stderr).unwrap())
}

/// Lets every `at`-th write of those fail whose streams take `most` bytes at a time.
fn assert_said(way: &Way, well: &Well, most: usize, at: usize, fault: Fault) {
    let mut out = Faulty::new(most, at, fault);
    let (status, stderr) = run_to(way, &mut out);
    let what = format!("{:?}, write {at} of {most} bytes, {fault:?}", way.args);
    assert!(out.writes >= at, "{what}: only {} writes", out.writes);
    assert_eq!(status, 3, "{what}: {stderr}");
    assert!(
        stderr.contains("speakhook: error: cannot write standard output: "),
        "{what}: {stderr}"
    );
    let is_part = well.stdout.starts_with(&out.taken);
    assert!(is_part || !way.is_repeatable(), "{what}");
}

fn assert_quiet(way: &Way, well: &Well, most: usize, at: usize) {
    let fault = Fault::Always(ErrorKind::BrokenPipe);
    let mut out = Faulty::new(most, at, fault);
    let (status, stderr) = run_to(way, &mut out);
    let what = format!("{:?}, write {at} of {most} bytes", way.args);
    assert_eq!(status, well.status, "{what}: {stderr}");
    // What was not read any more is not spoken of.
    assert!(
        well.stderr.starts_with(stderr.as_bytes()),
        "{what}: {stderr}"
    );
    assert_eq!(out.writes, at, "{what}: written after the reader had left");
}

#[test]
fn every_nth_write_that_fails_is_said_and_is_no_success() {
    for (turn, way) in ways(3).iter().enumerate() {
        let well = well(way);
        assert!(!well.stdout.is_empty(), "{:?}", way.args);
        let most = well.stdout.len().div_ceil(200);
        // What is redacted without a salt is not as long every time.
        let certain = if way.is_repeatable() { 100 } else { 80 };
        let writes = (well.stdout.len().div_ceil(most) * certain / 100).max(1);
        for (number, at) in spread(faults(3), writes).into_iter().enumerate() {
            let fault = LOSING[(turn + number) % LOSING.len()];
            assert_said(way, &well, most, at, fault);
        }
        for at in spread(faults(2), writes) {
            assert_quiet(way, &well, most, at);
        }
    }
}

/// More than fits into the buffer before a stream, so that what fails is a write in the middle of a report; the
/// longest of each command and format.
fn long_ways() -> Vec<(Way, Well)> {
    let mut longest: Vec<(Way, Well)> = Vec::new();
    let of = |way: &Way| (way.command().to_owned(), way.args.last().cloned());
    for way in ways(40) {
        let well = well(&way);
        let place = longest.iter().position(|(other, _)| of(other) == of(&way));
        match place {
            Some(place) if longest[place].1.stdout.len() < well.stdout.len() => {
                longest[place] = (way, well);
            }
            Some(_) => {}
            None => longest.push((way, well)),
        }
    }
    longest.retain(|(_, well)| well.stdout.len() > 2 * 64 * 1024);
    longest
}

#[test]
fn a_write_that_fails_in_the_middle_of_a_report_is_said_too() {
    let ways = long_ways();
    let of: std::collections::BTreeSet<&str> = ways.iter().map(|(way, _)| way.command()).collect();
    for command in ["redact", "sample", "send", "show", "stats", "validate"] {
        assert!(of.contains(command), "{command} says too little: {of:?}");
    }
    for (turn, (way, well)) in ways.iter().enumerate() {
        let mut out = Faulty::new(usize::MAX, 0, Fault::Once(ErrorKind::Other));
        run_to(way, &mut out);
        let writes = out.writes;
        for (number, at) in spread(faults(2), writes).into_iter().enumerate() {
            let fault = LOSING[(turn + number) % LOSING.len()];
            assert_said(way, well, usize::MAX, at, fault);
        }
        let mut out = Faulty::new(usize::MAX, 1, Fault::Always(ErrorKind::BrokenPipe));
        let (status, stderr) = run_to(way, &mut out);
        // Whoever has nobody to write for may stop reading, and has then found less.
        assert!(status == well.status || status == 0, "{:?}", way.args);
        assert!(!stderr.contains("cannot write"), "{stderr}");
        assert_eq!(out.writes, 1, "{:?}", way.args);
    }
}

#[test]
fn short_and_interrupted_writes_lose_nothing() {
    for way in ways(2).into_iter().filter(Way::is_repeatable) {
        let well = well(&way);
        let slow = |most| Slow {
            taken: Vec::new(),
            turn: 0,
            most,
        };
        let (mut stdout, mut stderr) = (slow(700), slow(70));
        let status = way.speakhook().in_process_to(&mut stdout, &mut stderr);
        assert_eq!(status, well.status, "{:?}", way.args);
        assert_eq!(stdout.taken, well.stdout, "{:?}", way.args);
        assert_eq!(stderr.taken, well.stderr, "{:?}", way.args);
    }
}

#[test]
fn a_standard_error_that_fails_changes_neither_status_nor_result() {
    let usage = |args: &[&str]| Way::new(args, "");
    let wrong = [
        usage(&[]),
        usage(&["valdate"]),
        usage(&["validate", "--deny=nothing-like-it", "-"]),
        usage(&["explain", "nothing-like-it"]),
    ];
    for way in readers().into_iter().chain(wrong) {
        let well = well(&way);
        assert!(well.status >= 2, "{:?}", way.args);
        assert!(!well.stderr.is_empty(), "{:?}", way.args);
        let most = well.stderr.len().div_ceil(200);
        let writes = well.stderr.len().div_ceil(most);
        for (number, at) in spread(faults(4), writes).into_iter().enumerate() {
            for fault in [
                LOSING[number % LOSING.len()],
                Fault::Always(ErrorKind::BrokenPipe),
            ] {
                let (mut stdout, mut stderr) = (Vec::new(), Faulty::new(most, at, fault));
                let status = way.speakhook().in_process_to(&mut stdout, &mut stderr);
                assert_eq!(status, well.status, "{:?}, {at}, {fault:?}", way.args);
                assert_eq!(stdout, well.stdout, "{:?}, {at}, {fault:?}", way.args);
            }
        }
    }
}

/// What an option that names a file to write is given, in each of its forms.
fn targets(command: &clap::Command, id: &str) -> Vec<String> {
    let formats = values(command, "format");
    match id {
        "report" => {
            // Parquet has rows, which no report beside another writes.
            let formats = formats.iter().filter(|format| *format != "parquet");
            let full = |format: &String| format!("--report={format}=/dev/full");
            formats.map(full).collect()
        }
        id => vec![format!("--{}=/dev/full", id.replace('_', "-"))],
    }
}

#[test]
fn a_full_disk_under_any_file_is_said() {
    if !Path::new("/dev/full").exists() {
        return;
    }
    let input = calls(2);
    let mut seen = 0;
    for command in subcommands() {
        let name = command.get_name();
        let is_file = |arg: &&clap::Arg| {
            arg.get_help()
                .is_some_and(|help| help.to_string().starts_with("Write "))
                && arg.get_action().takes_values()
                && arg.get_id() != "output_dir"
        };
        for arg in command.get_arguments().filter(is_file) {
            let id = arg.get_id().as_str();
            for target in targets(&command, id) {
                seen += 1;
                let more: &[&str] = match name {
                    "verify" => &["--secret-env=S", "--signature=00", "-"],
                    "sample" => &[],
                    // Without a question JUnit has no case.
                    "stats" => &["--budget=tool_errors<=100%", "-"],
                    _ => &["-"],
                };
                // A signature is that of one body.
                let input = if name == "verify" { &calls(1) } else { &input };
                let way = Way::new(&[&[name, target.as_str()], more].concat(), input);
                let well = well(&way);
                let stderr = String::from_utf8(well.stderr).unwrap();
                assert_eq!(well.status, 3, "{:?}: {stderr}", way.args);
                assert!(
                    stderr.contains("speakhook: error: cannot write /dev/full"),
                    "{:?}: {stderr}",
                    way.args
                );
                // The last line must not say that all is well.
                let stdout = String::from_utf8(well.stdout).unwrap();
                assert!(!stdout.contains("ok: "), "{:?}: {stdout}", way.args);
            }
        }
    }
    assert!(seen > 20, "{seen}");
    assert!(option(&subcommands()[0], "output").is_some());
}

/// Standard error of a listener: as soon as it says where it listens, somebody delivers.
#[cfg(feature = "webhook")]
#[derive(Default)]
struct Caller {
    taken: Vec<u8>,
    call: Option<std::thread::JoinHandle<()>>,
}

#[cfg(feature = "webhook")]
impl Write for Caller {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.taken.extend(bytes);
        let said = String::from_utf8_lossy(&self.taken).into_owned();
        let addr = said.strip_prefix("listening on http://");
        if let (None, Some((addr, _))) = (&self.call, addr.and_then(|said| said.split_once("/\n")))
        {
            let addr = addr.to_owned();
            self.call = Some(std::thread::spawn(move || deliver(&addr)));
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(feature = "webhook")]
fn deliver(addr: &str) {
    let body = crate::harness::payload("");
    let length = body.len();
    let mut stream = std::net::TcpStream::connect(addr).unwrap();
    let head = format!(
        "POST / HTTP/1.1\r\nHost: {addr}\r\nConnection: close\r\nContent-Length: {length}\r\n\r\n"
    );
    stream.write_all((head + &body).as_bytes()).unwrap();
    let mut answer = Vec::new();
    io::Read::read_to_end(&mut stream, &mut answer).unwrap();
    assert!(answer.starts_with(b"HTTP/1.1 200 "));
}

#[cfg(feature = "webhook")]
#[test]
fn a_listener_whose_report_cannot_be_written_says_so_and_one_without_reader_is_quiet() {
    let commands = subcommands();
    let listen = commands
        .iter()
        .find(|command| command.get_name() == "listen");
    for format in values(listen.unwrap(), "format") {
        let args = [
            "listen",
            "--addr=127.0.0.1:0",
            "--once",
            "-v",
            "-f",
            &format,
        ];
        let run = |out: &mut dyn Write| {
            let mut stderr = Caller::default();
            let status = Speakhook::new(args).in_process_to(out, &mut stderr);
            stderr.call.unwrap().join().unwrap();
            (status, String::from_utf8(stderr.taken).unwrap())
        };
        let most = 30;
        let mut well = Faulty::new(most, 0, LOSING[1]);
        assert_eq!(run(&mut well).0, 0);
        for (number, at) in spread(faults(3), well.writes).into_iter().enumerate() {
            let mut out = Faulty::new(most, at, LOSING[number % LOSING.len()]);
            let (status, stderr) = run(&mut out);
            assert_eq!(status, 3, "{format} {at}: {stderr}");
            assert!(
                stderr.contains("error: cannot write standard output: "),
                "{stderr}"
            );
        }
        let mut out = Faulty::new(most, 2, Fault::Always(ErrorKind::BrokenPipe));
        let (status, stderr) = run(&mut out);
        assert_eq!(
            (status, stderr.lines().count()),
            (0, 1),
            "{format}: {stderr}"
        );
    }
}
