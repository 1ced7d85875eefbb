//! Every command with something to say, in every format that it has. The commands and their formats are asked of
//! the program, so that a new one has to be given something here.

use serde_json::{Value, json};
use speakhook::cli;

use crate::harness::{Speakhook, flawed, payload, sign};

const SECRET: &str = "k";

/// A run that ends well or with a verdict.
#[derive(Clone)]
pub(super) struct Way {
    pub(super) args: Vec<String>,
    pub(super) input: String,
}

impl Way {
    pub(super) fn new(args: &[&str], input: &str) -> Self {
        Self {
            args: args.iter().map(|arg| (*arg).to_owned()).collect(),
            input: input.to_owned(),
        }
    }

    fn with(&self, more: &[&str]) -> Self {
        let mut way = self.clone();
        way.args.extend(more.iter().map(|arg| (*arg).to_owned()));
        way
    }

    pub(super) fn command(&self) -> &str {
        &self.args[0]
    }

    /// Whether it says the same every time: what is redacted without a salt does not.
    pub(super) fn is_repeatable(&self) -> bool {
        self.args.iter().all(|arg| arg != "--redact")
    }

    pub(super) fn speakhook(&self) -> Speakhook {
        Speakhook::new(&self.args)
            .stdin(&self.input)
            .env("S", SECRET)
    }
}

/// The command line as clap knows it.
pub(super) fn subcommands() -> Vec<clap::Command> {
    let mut command = cli::command();
    command.build();
    let all = command.get_subcommands();
    // clap's own, which is `--help` by another name.
    let ours = all.filter(|command| command.get_name() != "help");
    ours.cloned().collect()
}

/// The option `id` of a command, if it has it.
pub(super) fn option<'c>(command: &'c clap::Command, id: &str) -> Option<&'c clap::Arg> {
    command.get_arguments().find(|arg| arg.get_id() == id)
}

/// The values that an option of a command may have.
pub(super) fn values(command: &clap::Command, id: &str) -> Vec<String> {
    let values = option(command, id).map(clap::Arg::get_possible_values);
    let shown = values
        .into_iter()
        .flatten()
        .filter(|value| !value.is_hide_set());
    shown.map(|value| value.get_name().to_owned()).collect()
}

/// A call of a test that failed, with an error, a warning, and values to redact.
fn call(number: usize) -> Value {
    let text = include_str!("../../../samples/conversation-complete/test-failed.json");
    let mut call: Value = serde_json::from_str(text).unwrap();
    call["data"]["session_id"] = format!("5b0f6c1e-8a53-4f0c-9a0e-{number:012x}").into();
    call["data"]["agent_name"] = format!("Agent {number}").into();
    call["data"]["sms_follow_up"] = "Call +49 30 901820 or ann@example.com".into();
    call["data"]["duration_seconds"] = "long".into();
    call
}

/// So many calls, one a line.
pub(super) fn calls(count: usize) -> String {
    let line = |number| call(number).to_string() + "\n";
    (0..count).map(line).collect()
}

/// So many calls as a capture tool keeps them, with signatures.
fn deliveries(count: usize) -> String {
    let line = |number| {
        let body = call(number).to_string();
        let signature = sign(SECRET.as_bytes(), body.as_bytes());
        json!({"headers": {"X-Signature": signature}, "body": body}).to_string() + "\n"
    };
    (0..count).map(line).collect()
}

/// What makes a command say something, before its format is chosen. `count` is of the calls that it reads.
fn basis(command: &clap::Command, count: usize) -> Vec<Way> {
    let name = command.get_name();
    let calls = calls(count);
    let one = call(0).to_string();
    let reads = |args: &[&str]| Way::new(&[&[name], args].concat(), &calls);
    let tells = |args: &[&str]| Way::new(&[&[name], args].concat(), "");
    match name {
        "validate" => vec![reads(&["--max-diagnostics=0"]), reads(&["--redact"])],
        "show" => {
            let views = command
                .get_arguments()
                .filter(|arg| arg.get_help_heading() == Some("Views"))
                .filter_map(|arg| arg.get_long());
            // Subtitles are of one call.
            let view = |view: &str| Way::new(&["show", &format!("--{view}")], &one);
            let mut ways: Vec<Way> = views.map(view).collect();
            ways.extend([
                Way::new(&["show", "--latency", "--waterfall"], &one),
                reads(&["--all"]),
                reads(&[]),
            ]);
            ways
        }
        "stats" => {
            let mut ways = vec![
                reads(&["--by=agent", "--budget=e2e.p95<1ms"]),
                reads(&["--save=-", "--by=day"]),
            ];
            let kinds = values(command, "rows");
            ways.extend(kinds.iter().map(|kind| reads(&["--rows", kind])));
            ways
        }
        "tests" => vec![reads(&[]), reads(&["--by=agent", "--redact"])],
        "redact" => vec![
            reads(&["-v", "--salt-env=S"]),
            reads(&["--drop=/data/history", "--salt-env=S"]),
        ],
        "verify" => vec![Way::new(
            &["verify", "--secret-env=S", "--header=X-Signature", "-v"],
            &deliveries(count),
        )],
        "send" => vec![Way::new(
            &["send", "--to=http://127.0.0.1:9", "--dry-run", "-v"],
            &deliveries(count),
        )],
        "sample" => vec![
            tells(&["--list"]),
            tells(&["--count", &count.to_string()]),
            tells(&["--set", "/data/agent_name=x", "--compact"]),
            tells(&["--invalid=unknown-field"]),
        ],
        "explain" => vec![tells(&[]), tells(&["schema/*"]), tells(&["unknown-field"])],
        "schema" => {
            let mut ways = vec![tells(&["--strict"])];
            let kinds = values(command, "of");
            ways.extend(kinds.iter().map(|kind| tells(&["--of", kind])));
            ways
        }
        "completions" => {
            let shells = values(command, "shell");
            shells.iter().map(|shell| tells(&[shell])).collect()
        }
        "man" => {
            let pages = subcommands();
            let page = |page: &clap::Command| tells(&[page.get_name()]);
            pages.iter().map(page).chain([tells(&[])]).collect()
        }
        // What it says needs a sender: `writes::a_listener_…`.
        "listen" => vec![],
        new => panic!("what can be given to `{new}`, so that it writes something?"),
    }
}

/// What a command says in each of its formats. Combinations that do not exist, such as subtitles of a summary, are
/// left out; that every format remains is made sure of.
fn formatted(command: &clap::Command, count: usize) -> Vec<Way> {
    let formats = values(command, "format");
    let (small, basis) = (basis(command, 1), basis(command, count));
    if formats.is_empty() {
        return basis;
    }
    let mut ways = Vec::new();
    for format in formats {
        let before = ways.len();
        for (small, way) in small.iter().zip(&basis) {
            // Subtitles are of one call.
            let is_of_one = ["srt", "vtt"].contains(&format.as_str());
            let way = if is_of_one { small } else { way };
            let format = ["--format", &format];
            if small.with(&format).speakhook().in_process().status != 2 {
                ways.push(way.with(&format));
            }
        }
        let is_known = ways.len() > before || basis.is_empty();
        assert!(is_known, "{} -f {format}", command.get_name());
    }
    ways
}

/// Every command in every format, over so many calls.
pub(super) fn ways(count: usize) -> Vec<Way> {
    let mut ways = Vec::new();
    for command in subcommands() {
        ways.extend(formatted(&command, count));
        ways.push(Way::new(&[command.get_name(), "--help"], ""));
    }
    ways.extend([Way::new(&["--version"], ""), Way::new(&["--help"], "")]);
    ways
}

/// Every command that reads, with an input that is fine and one that is not there.
pub(super) fn readers() -> Vec<Way> {
    let reads = |command: &clap::Command| option(command, "paths").is_some();
    let names = subcommands();
    let input = payload("");
    let way = |command: &clap::Command| {
        let more: &[&str] = match command.get_name() {
            "verify" => &["--secret-env=S"],
            "send" => &["--to=http://127.0.0.1:9", "--dry-run"],
            _ => &[],
        };
        Way::new(&[command.get_name(), "-", "/nonexistent.json"], &input).with(more)
    };
    names
        .iter()
        .filter(|command| reads(command))
        .map(way)
        .collect()
}

/// One run of every command, and of what asks for the clock of a place.
pub(super) fn one_of_each() -> Vec<Way> {
    let mut seen: Vec<Way> = Vec::new();
    for way in readers().into_iter().chain(ways(1)) {
        if !seen.iter().any(|other| other.command() == way.command()) {
            seen.push(way);
        }
    }
    for command in subcommands() {
        let is_there = seen.iter().any(|way| way.command() == command.get_name());
        assert!(is_there, "{}", command.get_name());
    }
    seen.extend([
        Way::new(&["show", "--time=clock", "--transcript"], &payload("")),
        Way::new(&["validate", "--now=now"], &flawed()),
        Way::new(&["validate", "--help"], ""),
    ]);
    seen
}
