//! `speakhook listen`: the real program, and clients that write to its socket byte by byte. Nothing here
//! sleeps: the program says where it listens, answers, and says what it took.

mod captures;
mod chain;
mod endings;
mod forwarding;
mod hostile;
mod limits;
mod output;
mod signatures;
mod usage;

use std::io::{BufRead as _, BufReader, Read, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::path::Path;
use std::process::{Child, ChildStderr, Command, Stdio};
use std::time::Duration;

use serde_json::Value;

use super::harness::{ID, Speakhook, payload};

/// A listener that runs, and what it says.
struct Listener {
    child: Child,
    addr: SocketAddr,
    path: String,
    /// Nothing, where standard output goes elsewhere.
    stdout: BufReader<Box<dyn Read>>,
    stderr: BufReader<ChildStderr>,
}

/// What a listener said until its end.
struct Ended {
    status: i32,
    stdout: String,
    stderr: String,
}

impl Listener {
    /// Starts one at a free port and waits until it says where.
    fn start(args: &[&str]) -> Self {
        let run = Speakhook::new(["listen", "--addr", "127.0.0.1:0", "--no-config"]);
        Self::start_as(&run.args(args))
    }

    fn start_as(speakhook: &Speakhook) -> Self {
        Self::spawn(&mut speakhook.command())
    }

    fn spawn(command: &mut Command) -> Self {
        let mut child = command.stdin(Stdio::null()).spawn().unwrap();
        let mut stderr = BufReader::new(child.stderr.take().unwrap());
        let mut line = String::new();
        stderr.read_line(&mut line).unwrap();
        let url = line.trim_end().strip_prefix("listening on http://");
        let url = url.unwrap_or_else(|| panic!("{line}"));
        let (addr, path) = url.split_at(url.find('/').unwrap());
        Self {
            addr: addr.parse().unwrap(),
            path: path.to_owned(),
            stdout: BufReader::new(match child.stdout.take() {
                Some(stdout) => Box::new(stdout) as Box<dyn Read>,
                None => Box::new(std::io::empty()),
            }),
            stderr,
            child,
        }
    }

    fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(self.addr).unwrap();
        stream
            .set_read_timeout(Some(Duration::from_secs(50)))
            .unwrap();
        stream
    }

    /// The head of a delivery of `length` bytes, `more` lines included.
    fn head(&self, more: &str, length: usize) -> String {
        let (path, host) = (&self.path, self.addr);
        format!("POST {path} HTTP/1.1\r\nHost: {host}\r\n{more}Content-Length: {length}\r\n\r\n")
    }

    /// Delivers a body with more header lines; the status of the answer.
    fn deliver_with(&self, more: &str, body: impl AsRef<[u8]>) -> u16 {
        let body = body.as_ref();
        let head = self.head(more, body.len());
        self.send([head.as_bytes(), body].concat()).status
    }

    fn deliver(&self, body: impl AsRef<[u8]>) -> u16 {
        self.deliver_with("", body)
    }

    /// Sends these bytes over a connection of their own; the first answer.
    fn send(&self, bytes: impl AsRef<[u8]>) -> Answer {
        let mut stream = self.connect();
        // Who refuses early may close before it has read everything.
        let _ = stream.write_all(bytes.as_ref());
        Answer::read(&mut stream)
    }

    /// The next delivery of `-f jsonl`.
    fn told(&mut self) -> Value {
        let mut line = String::new();
        self.stdout.read_line(&mut line).unwrap();
        serde_json::from_str(&line).unwrap()
    }

    /// The next line on standard error.
    fn said(&mut self) -> String {
        let mut line = String::new();
        self.stderr.read_line(&mut line).unwrap();
        line.trim_end().to_owned()
    }

    fn signal(&self, signal: &str) {
        super::signals::send(signal, &self.child);
    }

    /// Waits for the end.
    fn end(mut self) -> Ended {
        let (mut stdout, mut stderr) = (String::new(), String::new());
        self.stdout.read_to_string(&mut stdout).unwrap();
        self.stderr.read_to_string(&mut stderr).unwrap();
        let status = self.child.wait().unwrap().code().unwrap();
        Ended {
            status,
            stdout,
            stderr,
        }
    }

    fn interrupt(self) -> Ended {
        self.signal("INT");
        self.end()
    }
}

/// A test that fails leaves nobody behind.
impl Drop for Listener {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// An answer as it came.
#[derive(Debug)]
struct Answer {
    status: u16,
    text: String,
    /// What `content-length` announces.
    body: String,
}

impl Answer {
    /// Reads one answer. A connection that was cut before one has the status 0.
    fn read(stream: &mut TcpStream) -> Self {
        let mut bytes = Vec::new();
        let mut byte = [0];
        while !bytes.ends_with(b"\r\n\r\n") {
            match stream.read(&mut byte) {
                Ok(1) => bytes.push(byte[0]),
                _ => break,
            }
        }
        let text = String::from_utf8(bytes).unwrap();
        let length = text
            .lines()
            .find_map(|line| line.strip_prefix("content-length: "))
            .map_or(0, |length| length.parse().unwrap());
        let mut body = vec![0; length];
        stream.read_exact(&mut body).unwrap();
        Self {
            status: text.get(9..12).map_or(0, |status| status.parse().unwrap()),
            text,
            body: String::from_utf8(body).unwrap(),
        }
    }

    fn closes(&self) -> bool {
        self.text.contains("\r\nconnection: close\r\n")
    }
}

/// Whether the other end has ended the connection, whatever it has sent before.
fn is_over(stream: &mut TcpStream) -> bool {
    let mut rest = Vec::new();
    match stream.read_to_end(&mut rest) {
        Ok(_) => true,
        Err(error) => error.kind() == std::io::ErrorKind::ConnectionReset,
    }
}

/// A delivery as documented, of the session with this number.
fn call(number: usize) -> String {
    let id = format!("5b0f6c1e-8a53-4f0c-9a0e-{number:012x}");
    payload("").replacen(ID, &id, 1)
}

/// The captures in a folder, bodies and headers, by name.
fn captures(folder: &Path) -> Vec<String> {
    let names = std::fs::read_dir(folder).unwrap();
    let mut names: Vec<String> = names
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}
