//! The command line: mirrored as clap reads it (`args`), then decided (`options`, `views`);
//! what it says when there is nothing to decide (`usage`). What a run is judged by comes from
//! flags and files together (`judging`, `config`, `files`), secrets from neither (`secrets`). What cannot be meant
//! is refused before (`contradictions`).

pub mod args;
pub mod config;
mod contradictions;
#[cfg(feature = "webhook")]
pub mod delivery;
pub mod files;
pub mod judging;
pub mod options;
pub mod secrets;
pub mod usage;
pub mod views;

use clap::{CommandFactory as _, Parser, Subcommand};

pub use contradictions::contradiction;

use args::{
    CompletionsArgs, ExplainArgs, GlobalArgs, ManArgs, RedactArgs, SampleArgs, SchemaArgs,
    ShowArgs, StatsArgs, TestsArgs, ValidateArgs, VerifyArgs,
};
#[cfg(feature = "webhook")]
use args::{ListenArgs, SendArgs};

const EXAMPLES: &str = "\
Examples:
  speakhook validate payload.json
  speakhook validate fixtures/ --strict
  cat body.json | speakhook show --transcript
  speakhook show --latency payload.json
  speakhook stats captures/ --budget 'e2e.p95<1.5s'
  speakhook tests runs/ --min-pass-rate 90%
  speakhook redact call.json > shared.json
  speakhook verify captures/ --secret-env SPEAKNODE_SECRET
";

#[cfg(feature = "webhook")]
const ON_THE_WIRE: &str = "  speakhook listen --path /hook --save captures/
  speakhook send captures/ --to http://127.0.0.1:8000/hook
";

#[cfg(not(feature = "webhook"))]
const ON_THE_WIRE: &str = "";

const MORE_EXAMPLES: &str = "  speakhook sample --count 100 > calls.jsonl
  speakhook explain unknown-field

Exit status:
  0  yes, or done
  1  no: a finding at or above --fail-on, a budget exceeded,
     a failed test, a signature that does not fit
  2  wrong usage: an unknown option, rule or format, a bad speakhook.toml
  3  could not answer: input not read, output not written
  130, 143  interrupted, terminated: answered for what was read until then";

fn after_help() -> String {
    [EXAMPLES, ON_THE_WIRE, MORE_EXAMPLES].concat()
}

/// Inspect and validate SpeakNode voice-agent webhook payloads.
#[derive(Debug, Parser)]
#[command(name = "speakhook", version, about, after_help = after_help(), max_term_width = 100)]
#[command(arg_required_else_help = true, propagate_version = false)]
pub struct Cli {
    /// What every command takes.
    #[command(flatten)]
    pub global: GlobalArgs,
    /// The command.
    #[command(subcommand)]
    pub command: Command,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Check payloads against the documentation's schema and the rules
    #[command(visible_alias = "check")]
    Validate(Box<ValidateArgs>),
    /// Read calls: summary, transcript, latency, tools, evaluation
    Show(Box<ShowArgs>),
    /// Latency and outcome over many calls; budgets; comparison
    Stats(Box<StatsArgs>),
    /// Test outcomes over many payloads: passed, failed, no result; pass rate
    #[command(visible_alias = "evals")]
    Tests(Box<TestsArgs>),
    /// Replace personal values by others of the same form
    Redact(Box<RedactArgs>),
    /// Check a signature, and say why it does not fit
    Verify(Box<VerifyArgs>),
    /// Make realistic payloads
    Sample(Box<SampleArgs>),
    /// Receive webhooks: check, keep and forward them
    #[cfg(feature = "webhook")]
    Listen(Box<ListenArgs>),
    /// Sign and deliver payloads to a URL
    #[cfg(feature = "webhook")]
    Send(Box<SendArgs>),
    /// Say what a rule means; without RULE, list the rules
    Explain(ExplainArgs),
    /// Print the embedded JSON Schema
    Schema(SchemaArgs),
    /// Print a completion script for a shell
    Completions(CompletionsArgs),
    /// Print the manual page
    #[command(hide = true)]
    Man(ManArgs),
}

/// The command line as clap knows it, for help, completions and the manual.
#[must_use]
pub fn command() -> clap::Command {
    Cli::command()
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_command_line_is_consistent() {
        super::command().debug_assert();
    }
}
