//! One builder that runs the real binary with a scrubbed environment and a limit on its time.
//! A panic, a signal or a hang is a failed test whatever the test looks at.

use std::ffi::{OsStr, OsString};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use clap::ValueEnum as _;
use serde_json::Value;
use sha2::{Digest as _, Sha256};
use speakhook::exit::Signal;
use speakhook::render::Format;
use speakhook::streams::Streams;
use speakhook::watch::Watch;

/// Far more than any test needs: only a hang takes so long.
const PATIENCE: Duration = Duration::from_secs(60);

/// A run of speakhook in preparation.
pub(crate) struct Speakhook {
    args: Vec<OsString>,
    stdin: Vec<u8>,
    env: Vec<(OsString, OsString)>,
    dir: Option<PathBuf>,
    patience: Duration,
    signal: Option<Signal>,
}

/// What the user saw.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Run {
    pub(crate) status: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Speakhook {
    pub(crate) fn new<A: AsRef<OsStr>>(args: impl IntoIterator<Item = A>) -> Self {
        Self {
            args: args
                .into_iter()
                .map(|arg| arg.as_ref().to_owned())
                .collect(),
            stdin: Vec::new(),
            env: Vec::new(),
            dir: None,
            patience: PATIENCE,
            signal: None,
        }
    }

    pub(crate) fn arg(mut self, arg: impl AsRef<OsStr>) -> Self {
        self.args.push(arg.as_ref().to_owned());
        self
    }

    pub(crate) fn args<A: AsRef<OsStr>>(self, args: impl IntoIterator<Item = A>) -> Self {
        args.into_iter().fold(self, Self::arg)
    }

    pub(crate) fn stdin(mut self, bytes: impl AsRef<[u8]>) -> Self {
        self.stdin = bytes.as_ref().to_vec();
        self
    }

    pub(crate) fn env(mut self, name: &str, value: &str) -> Self {
        self.env.push((name.into(), value.into()));
        self
    }

    pub(crate) fn dir(mut self, path: &Path) -> Self {
        self.dir = Some(path.to_owned());
        self
    }

    pub(crate) fn patience(mut self, patience: Duration) -> Self {
        self.patience = patience;
        self
    }

    /// Instead of the end of standard input, a signal comes; for runs inside this process.
    pub(crate) fn stopped_by(mut self, signal: Signal) -> Self {
        self.signal = Some(signal);
        self
    }

    /// The command, for what the builder does not foresee; finish it with [`Speakhook::watch`].
    pub(crate) fn command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_speakhook"));
        command
            .args(&self.args)
            .env_clear()
            .env("LANG", "C.UTF-8")
            .envs(self.env.iter().map(|(name, value)| (name, value)))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        if let Some(dir) = &self.dir {
            command.current_dir(dir);
        }
        command
    }

    pub(crate) fn run(self) -> Run {
        let child = self.start(&mut self.command());
        self.watch(child)
    }

    /// Starts and feeds a child.
    pub(crate) fn start(&self, command: &mut Command) -> Child {
        let mut child = command.spawn().unwrap();
        if let Some(mut pipe) = child.stdin.take() {
            let bytes = self.stdin.clone();
            // A child that does not read its input is no fault of the test.
            thread::spawn(move || drop(pipe.write_all(&bytes)));
        }
        child
    }

    /// Drains a child until it ends; a stream that was not piped counts as empty.
    pub(crate) fn watch(self, mut child: Child) -> Run {
        let stdout = drain(child.stdout.take());
        let stderr = drain(child.stderr.take());
        let deadline = Instant::now() + self.patience;
        let mut wait = |stream: &mpsc::Receiver<Vec<u8>>| {
            let left = deadline.saturating_duration_since(Instant::now());
            stream.recv_timeout(left).unwrap_or_else(|_| {
                child.kill().unwrap();
                panic!("hangs: {:?}", self.args)
            })
        };
        let (stdout, stderr) = (wait(&stdout), wait(&stderr));
        let status = child.wait().unwrap();
        let text = |bytes| String::from_utf8(bytes).expect("output is UTF-8");
        let run = Run {
            status: status.code().unwrap_or(-1),
            stdout: text(stdout),
            stderr: text(stderr),
        };
        assert_orderly(status, &run);
        run
    }

    /// Runs it behind `limit`, words for a shell such as `ulimit -v 1000`.
    #[cfg(unix)]
    pub(crate) fn run_behind(self, limit: &str) -> Run {
        let plain = self.command();
        let mut shell = Command::new("/bin/sh");
        shell
            .args(["-c", &format!("{limit}; exec \"$0\" \"$@\"")])
            .arg(plain.get_program())
            .args(plain.get_args())
            .env_clear()
            .envs(
                plain
                    .get_envs()
                    .filter_map(|(name, value)| Some((name, value?))),
            )
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        if let Some(dir) = &self.dir {
            shell.current_dir(dir);
        }
        let child = self.start(&mut shell);
        self.watch(child)
    }

    /// The same run inside this process, for the many small runs of a table or a property.
    pub(crate) fn in_process(self) -> Run {
        let (mut stdout, mut stderr) = (Vec::new(), Vec::new());
        let status = self.in_process_to(&mut stdout, &mut stderr);
        Run {
            status,
            stdout: String::from_utf8(stdout).expect("output is UTF-8"),
            stderr: String::from_utf8(stderr).expect("output is UTF-8"),
        }
    }

    /// The same, with streams of one's own; the status.
    pub(crate) fn in_process_to(self, stdout: &mut dyn Write, stderr: &mut dyn Write) -> i32 {
        let mut args = self.args;
        args.insert(0, "speakhook".into());
        let watch = Watch::default();
        let mut stdin = Fed {
            text: &self.stdin,
            end: self.signal.map(|signal| (watch.clone(), signal)),
        };
        let status = speakhook::run(
            args,
            &mut Streams {
                stdin: &mut stdin,
                stdin_is_terminal: false,
                stdout,
                stdout_columns: None,
                stdout_is_pipe: false,
                stderr,
                stderr_is_terminal: false,
                folder: self.dir,
                env: &|name| {
                    let mut set = self.env.iter();
                    set.find(|(set, _)| set == name)
                        .map(|(_, value)| value.clone())
                },
                watch,
            },
        );
        i32::from(status.code())
    }
}

/// Standard input of a run inside this process, and what happens at its end.
struct Fed<'f> {
    text: &'f [u8],
    end: Option<(Watch, Signal)>,
}

impl Read for Fed<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        if let (true, Some((watch, signal))) = (self.text.is_empty(), &self.end) {
            watch.stop(*signal);
        }
        self.text.read(buffer)
    }
}

/// Status 101 is a panic, 70 our own word for one, no status a signal.
fn assert_orderly(status: ExitStatus, run: &Run) {
    let orderly = matches!(status.code(), Some(0..=3 | 130 | 143));
    assert!(orderly, "{status}: {}{}", run.stdout, run.stderr);
}

fn drain(stream: Option<impl Read + Send + 'static>) -> mpsc::Receiver<Vec<u8>> {
    let (send, receive) = mpsc::channel();
    thread::spawn(move || {
        let mut bytes = Vec::new();
        if let Some(mut stream) = stream {
            stream.read_to_end(&mut bytes).unwrap();
        }
        drop(send.send(bytes));
    });
    receive
}

impl Run {
    /// The form of golden files.
    pub(crate) fn transcript(&self) -> String {
        let version = format!("\"version\": \"{}\"", env!("CARGO_PKG_VERSION"));
        let stdout = self.stdout.replace(&version, "\"version\": \"[VERSION]\"");
        format!(
            "{stdout}--- stderr\n{}--- status\n{}\n",
            self.stderr, self.status
        )
    }

    /// The objects of `-f jsonl`, after checking the status.
    pub(crate) fn json_lines(&self, status: i32) -> Vec<Value> {
        assert_eq!(self.status, status, "{}{}", self.stdout, self.stderr);
        let parse = |line| serde_json::from_str(line).expect(line);
        self.stdout.lines().map(parse).collect()
    }

    /// The findings of `-f jsonl` as `LINE:COLUMN severity rule POINTER`.
    pub(crate) fn findings(&self, status: i32) -> Vec<String> {
        self.json_lines(status).iter().map(finding).collect()
    }

    pub(crate) fn last_line(&self) -> &str {
        self.stdout.lines().last().unwrap_or_default()
    }
}

fn finding(object: &Value) -> String {
    let text = |key: &str| object[key].as_str().unwrap();
    let line = format!(
        "{}:{} {} {} {}",
        object["line"],
        object["column"],
        text("severity"),
        text("rule"),
        text("instance_path")
    );
    line.trim_end().to_owned()
}

/// `validate` with these arguments.
pub(crate) fn validate<A: AsRef<OsStr>>(args: impl IntoIterator<Item = A>) -> Speakhook {
    let args: Vec<A> = args.into_iter().collect();
    args.into_iter()
        .fold(Speakhook::new(["validate"]), Speakhook::arg)
}

/// Every format of `validate`, so that a new one is tested like the others.
pub(crate) fn formats() -> impl Iterator<Item = (Format, String)> {
    Format::value_variants().iter().map(|format| {
        let value = format.to_possible_value().unwrap();
        (*format, value.get_name().to_owned())
    })
}

/// The findings of the schema in `bytes` on standard input.
pub(crate) fn findings_in(bytes: impl AsRef<[u8]>, status: i32) -> Vec<String> {
    let run = validate(["-f", "jsonl", "--schema-only"]).stdin(bytes);
    run.run().findings(status)
}

/// A file or folder of the project.
pub(crate) fn project(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// HMAC-SHA256 by the letter of RFC 2104, independent of the code under test.
pub(crate) fn sign(secret: &[u8], body: &[u8]) -> String {
    let mut block = [0_u8; 64];
    if secret.len() > 64 {
        block[..32].copy_from_slice(&Sha256::digest(secret));
    } else {
        block[..secret.len()].copy_from_slice(secret);
    }
    let hash = |pad: u8, text: &[u8]| {
        let mut bytes: Vec<u8> = block.iter().map(|byte| byte ^ pad).collect();
        bytes.extend(text);
        Sha256::digest(bytes)
    };
    let mac = hash(0x5c, &hash(0x36, body));
    mac.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Every file below `folder`, sorted.
pub(crate) fn files_below(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(files_below(&path));
        } else {
            files.push(path);
        }
    }
    files.sort();
    files
}

/// Compares with a golden file, or writes it when `UPDATE_GOLDEN` is set.
pub(crate) fn assert_golden(path: &Path, found: &str) {
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, found).unwrap();
        return;
    }
    let expected = std::fs::read_to_string(path).unwrap_or_default();
    assert!(
        expected == found,
        "{} differs; UPDATE_GOLDEN=1 rewrites it\n--- expected\n{expected}\n--- found\n{found}",
        path.display()
    );
}

/// An identifier that is one.
pub(crate) const ID: &str = "5b0f6c1e-8a53-4f0c-9a0e-0d7c7a2f9e11";

/// The smallest valid payload, with more members of `data` if asked.
pub(crate) fn payload(more: &str) -> String {
    format!(
        r#"{{"event": "ConversationComplete", "data": {{"session_id": "{ID}", "agent_id": "{ID}"{more}}}}}"#
    )
}

/// A payload with one error, at `/data/agent_name`.
pub(crate) fn flawed() -> String {
    payload(r#", "agent_name": 7"#)
}

/// The column of the error in [`flawed`].
pub(crate) fn flawed_column() -> usize {
    flawed().rfind('7').unwrap() + 1
}
