//! speakhook inspects and validates SpeakNode voice-agent webhook payloads.
//!
//! ```text
//! bytes ─ input ─▶ Document ─ json ─▶ Value ─┬─ schema ─▶ Finding ─┐
//!                                            ├─ rules ──▶ Finding ─┴─▶ report ─▶ Diagnostic ─▶ render
//!                                            └─ payload ─▶ view ────────────────────────────▶ render
//! ```
//!
//! One way in (`input`), one tree (`json`), one judge (`judge`), one way out (`render`, through
//! `streams`). `docs/architecture.md` says what may depend on what.

#![cfg_attr(
    test,
    allow(
        clippy::string_slice,
        clippy::arithmetic_side_effects,
        reason = "a test that panics fails, which is what it is for"
    )
)]

pub mod cli;
pub mod commands;
pub mod diagnostic;
pub mod error;
pub mod exit;
pub mod input;
pub mod json;
pub mod judge;
mod nearest;
pub mod payload;
pub mod policy;
pub mod render;
pub mod report;
pub mod rules;
pub mod schema;
pub mod source;
pub mod streams;
pub mod text;
pub mod view;

use std::ffi::OsString;
use std::io::Write as _;

use clap::Parser as _;

use cli::options::Options;
use cli::{Cli, Command};
use error::Error;
use exit::ExitStatus;
use streams::{Sink, Streams};

/// Runs speakhook: the arguments, the program's name first, and the world outside.
pub fn run(args: impl IntoIterator<Item = OsString>, streams: &mut Streams<'_>) -> ExitStatus {
    let args: Vec<OsString> = args.into_iter().collect();
    let cli = match Cli::try_parse_from(&args) {
        Ok(cli) => cli,
        Err(error) => return usage(&error, &args, streams),
    };
    let options = Options::new(&cli.global, streams);
    match dispatch(&cli.command, &options, streams) {
        Ok(status) => status,
        Err(error) => {
            commands::complain(streams.stderr, &options, &error);
            error.status()
        }
    }
}

fn dispatch(
    command: &Command,
    options: &Options,
    streams: &mut Streams<'_>,
) -> Result<ExitStatus, Error> {
    let reads = match command {
        Command::Validate(args) => Some(("validate", &args.input)),
        Command::Show(args) => Some(("show", &args.input)),
        _ => None,
    };
    if let Some((name, input)) = reads
        && input.paths.is_empty()
        && streams.stdin_is_terminal
    {
        return Ok(help(name, streams));
    }
    match command {
        Command::Validate(args) => commands::validate::run(args, options, streams),
        Command::Show(args) => commands::show::run(args, options, streams),
        Command::Explain(args) => commands::explain::run(args, options, streams),
        Command::Schema(args) => commands::schema::run(args, streams),
        Command::Completions(args) => commands::completions::run(args, streams),
        Command::Man(args) => commands::man::run(args, streams),
    }
}

/// Help and version go to standard output; what clap refuses goes to standard error, with the
/// strange characters of an argument made visible.
fn usage(error: &clap::Error, args: &[OsString], streams: &mut Streams<'_>) -> ExitStatus {
    let rendered = error.render();
    if !error.use_stderr() {
        let color = streams.stdout_columns.is_some() && (streams.env)("NO_COLOR").is_none();
        let text = if color {
            rendered.ansi().to_string()
        } else {
            rendered.to_string()
        };
        return print(&text, streams);
    }
    let message = without_line_feeds(rendered.to_string(), args);
    for line in message.lines() {
        let line = text::Untrusted::new(line).inline().to_string();
        // Whatever of an argument may begin a line, no CI runner shall take it for a command.
        let lead = if line.trim_start().starts_with("::") {
            "| "
        } else {
            ""
        };
        let _ = writeln!(streams.stderr, "{lead}{line}");
    }
    ExitStatus::Usage
}

/// clap repeats arguments as they are; one with a line feed must not begin a line of ours.
fn without_line_feeds(message: String, args: &[OsString]) -> String {
    args.iter().fold(message, |message, arg| {
        let arg = arg.to_string_lossy();
        if arg.contains(['\n', '\r']) {
            let shown = text::Untrusted::new(&arg).inline().to_string();
            message.replace(arg.as_ref(), &shown)
        } else {
            message
        }
    })
}

/// Without anything to read, the command's help says how to give it something.
fn help(name: &str, streams: &mut Streams<'_>) -> ExitStatus {
    let mut whole = cli::command();
    whole.build();
    if let Some(subcommand) = whole.find_subcommand_mut(name) {
        let _ = write!(streams.stderr, "{}", subcommand.render_help());
    }
    let _ = writeln!(
        streams.stderr,
        "\nspeakhook: nothing to read: name a file or pipe a payload in"
    );
    ExitStatus::Usage
}

fn print(text: &str, streams: &mut Streams<'_>) -> ExitStatus {
    let mut sink = Sink::stdout(streams.stdout);
    let written = sink.writer().write_all(text.as_bytes());
    match sink.check(written).and_then(|()| sink.finish()) {
        Ok(()) => ExitStatus::Success,
        Err(error) => {
            let _ = writeln!(streams.stderr, "speakhook: {error}");
            error.status()
        }
    }
}

/// A bug of ours ends with one line and status 70, not with a trace of our insides.
pub fn report_panics() {
    std::panic::set_hook(Box::new(|panic| {
        let place = panic
            .location()
            .map(|at| format!(" at {}:{}", at.file(), at.line()))
            .unwrap_or_default();
        let _ = writeln!(
            std::io::stderr(),
            "speakhook: internal error{place}: this is a bug, please report it with the command line"
        );
        #[expect(clippy::exit, reason = "nothing can be trusted any more")]
        std::process::exit(70);
    }));
}
