//! speakhook inspects and validates SpeakNode voice-agent webhook payloads.
//!
//! ```text
//! bytes ─ input ─▶ Document ─ json ─▶ Value ─┬─ schema ─▶ Finding ─┐
//!                                            ├─ rules ──▶ Finding ─┴─▶ report ─▶ Diagnostic ─▶ render
//!                                            └─ payload ─┬─▶ view, runs ────────────────────▶ render
//!                                                        └─▶ stats, rows ───────────────────▶ render
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
pub mod config;
pub mod diagnostic;
pub mod error;
pub mod exit;
pub mod input;
pub mod json;
pub mod judge;
pub mod known;
mod nearest;
pub mod payload;
pub mod policy;
mod progress;
pub mod redact;
pub mod render;
pub mod report;
pub mod rows;
pub mod rules;
pub mod runs;
pub mod sample;
pub mod schema;
pub mod secret;
pub mod signature;
pub mod source;
pub mod stats;
pub mod streams;
pub mod text;
pub mod view;
pub mod watch;
#[cfg(feature = "webhook")]
pub mod webhook;

use std::ffi::OsString;
use std::io::Write as _;

use clap::Parser as _;

use cli::options::Options;
use cli::{Cli, Command, usage};
use error::Error;
use exit::ExitStatus;
use streams::Streams;

/// Runs speakhook: the arguments, the program's name first, and the world outside.
pub fn run(args: impl IntoIterator<Item = OsString>, streams: &mut Streams<'_>) -> ExitStatus {
    let args: Vec<OsString> = args.into_iter().collect();
    let cli = match Cli::try_parse_from(&args) {
        Ok(cli) => cli,
        Err(error) => return usage::refused(&usage::advised(error, &args), &args, streams),
    };
    let options = Options::new(&cli.global, streams);
    let done = dispatch(&cli, &options, streams);
    commands::mention_envelopes(streams.stderr, &options, &streams.watch);
    match done {
        Ok(status) => status,
        Err(error) => {
            commands::complain(streams.stderr, &options, &error);
            error.status()
        }
    }
}

fn dispatch(cli: &Cli, options: &Options, streams: &mut Streams<'_>) -> Result<ExitStatus, Error> {
    if let Some(sentence) = cli::contradiction(cli) {
        return Err(Error::Usage(sentence.to_owned()));
    }
    let reads = match &cli.command {
        Command::Validate(args) => Some(("validate", &args.input)),
        Command::Show(args) => Some(("show", &args.input)),
        Command::Tests(args) => Some(("tests", &args.input)),
        Command::Stats(args) => Some(("stats", &args.input)),
        Command::Verify(args) => Some(("verify", &args.input)),
        #[cfg(feature = "webhook")]
        Command::Send(args) => Some(("send", &args.input)),
        Command::Redact(args) => Some(("redact", &args.input)),
        Command::Sample(_)
        | Command::Explain(_)
        | Command::Schema(_)
        | Command::Completions(_)
        | Command::Man(_) => None,
        #[cfg(feature = "webhook")]
        Command::Listen(_) => None,
    };
    if let Some((name, input)) = reads
        && input.paths.is_empty()
        && streams.stdin_is_terminal
    {
        return Ok(usage::nothing_to_read(name, options, streams));
    }
    match &cli.command {
        Command::Validate(args) => {
            let config = cli::config::load(&cli.global, streams)?;
            commands::validate::run(args, config, options, streams)
        }
        Command::Show(args) => {
            let config = cli::config::load(&cli.global, streams)?;
            commands::show::run(args, config, options, streams)
        }
        Command::Stats(args) => {
            let config = cli::config::load(&cli.global, streams)?;
            commands::stats::run(args, config, options, streams)
        }
        Command::Tests(args) => commands::tests::run(args, options, streams),
        Command::Verify(args) => commands::verify::run(args, options, streams),
        Command::Redact(args) => commands::redact::run(args, options, streams),
        Command::Sample(args) => commands::sample::run(args, options, streams),
        #[cfg(feature = "webhook")]
        Command::Send(args) => commands::send::run(args, options, streams),
        #[cfg(feature = "webhook")]
        Command::Listen(args) => {
            let config = cli::config::load(&cli.global, streams)?;
            commands::listen::run(args, config, options, streams)
        }
        Command::Explain(args) => commands::explain::run(args, options, streams),
        Command::Schema(args) => commands::schema::run(args, streams),
        Command::Completions(args) => commands::completions::run(args, streams),
        Command::Man(args) => commands::man::run(args, streams),
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
