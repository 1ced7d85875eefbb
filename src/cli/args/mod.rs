//! The command line as it was typed: one struct a command, nothing decided yet.

#[cfg(feature = "webhook")]
mod listen;
mod redact;
mod sample;
#[cfg(feature = "webhook")]
mod send;
mod show;
mod stats;
mod tests;
mod validate;
mod verify;

use std::ffi::OsStr;
use std::path::PathBuf;

use clap::builder::{PossibleValue, StringValueParser, TypedValueParser};
use clap::{ArgAction, Args, ValueEnum};
use clap_complete::Shell as PlainShell;

#[cfg(feature = "webhook")]
pub use listen::ListenArgs;
pub use redact::{LevelArg, RedactArgs};
pub use sample::SampleArgs;
#[cfg(feature = "webhook")]
pub use send::SendArgs;
pub use show::{ShowArgs, TimeArg, ZoneArg};
pub use stats::StatsArgs;
pub use tests::{ByArg, TestsArgs};
pub use validate::{FailOnArg, Moment, SeverityArg, ValidateArgs};
pub use verify::VerifyArgs;

use crate::rules;

/// `auto`, `always` or `never`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum When {
    /// As the stream and the environment say.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// What every command takes.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Global options")]
pub struct GlobalArgs {
    /// Print less: -q no closing line, -qq no report either where the status is an answer; errors of the program are always told
    #[arg(short, long, action = ArgAction::Count, global = true)]
    pub quiet: u8,
    /// Print more: also name what is fine, and the configuration
    #[arg(short, long, action = ArgAction::Count, global = true)]
    pub verbose: u8,
    /// Colour the output [default: auto]
    #[arg(long, value_name = "WHEN", global = true)]
    pub color: Option<When>,
    /// Draw with ASCII characters only [default: auto]
    #[arg(long, value_name = "WHEN", global = true)]
    pub ascii: Option<When>,
    /// Columns to use instead of the terminal's
    #[arg(long, value_name = "N", global = true, value_parser = clap::value_parser!(u16).range(20..=10_000))]
    pub width: Option<u16>,
    /// Replace personal values before anything is shown: in show, stats, tests and validate
    #[arg(long, global = true)]
    pub redact: bool,
    /// Take severities, thresholds, exceptions and budgets from FILE [default: speakhook.toml,
    /// searched for up to the repository's root]
    #[arg(long, value_name = "FILE", global = true, conflicts_with = "no_config")]
    pub config: Option<PathBuf>,
    /// Take them from no file
    #[arg(long, global = true)]
    pub no_config: bool,
}

/// What to read.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Input options")]
pub struct InputArgs {
    /// Files, FILE:LINE for what is on a line, directories, globs, or - for standard input (the default when it is no terminal)
    #[arg(value_name = "PATH", help_heading = "Arguments")]
    pub paths: Vec<PathBuf>,
    /// Name standard input in reports
    #[arg(long, value_name = "NAME")]
    pub stdin_filename: Option<String>,
    /// Leave out paths that match (repeatable)
    #[arg(long, value_name = "GLOB")]
    pub exclude: Vec<String>,
    /// Search directories without regard to .gitignore and hidden names
    #[arg(long)]
    pub no_ignore: bool,
    /// Read what a capture tool saved as it is: do not take the payload out of {headers, body} and the like
    #[arg(long)]
    pub no_unwrap: bool,
    /// Take every line as a document, wherever the input was cut; with --allow-empty there may be none
    #[arg(long)]
    pub lines: bool,
    /// Accept that there is nothing to read
    #[arg(long)]
    pub allow_empty: bool,
}

/// Where the secrets of signatures are.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Signature options")]
pub struct SecretArgs {
    /// Take a secret from the environment variable VAR (repeatable, as when secrets rotate)
    #[arg(long, value_name = "VAR")]
    pub secret_env: Vec<String>,
    /// Take a secret from FILE, - for standard input; one line end behind it is no part of it (repeatable)
    #[arg(long, value_name = "FILE")]
    pub secret_file: Vec<PathBuf>,
}

/// A report beside the main one: its format and its file.
fn report_target<F: ValueEnum>(text: &str) -> Result<(F, PathBuf), String> {
    let (format, path) = text
        .split_once('=')
        .ok_or("write FORMAT=FILE, such as json=report.json")?;
    if path.is_empty() {
        return Err("the file after `=` is missing".to_owned());
    }
    if path == "-" {
        return Err(
            "a report beside the main one needs a file; for one on standard output take --format"
                .to_owned(),
        );
    }
    let format = F::from_str(format, true).map_err(|_| {
        let formats = F::value_variants().iter().filter_map(F::to_possible_value);
        // What is hidden is no report, or not built in.
        let formats = formats.filter(|value| !value.is_hide_set());
        let names: Vec<String> = formats.map(|value| value.get_name().to_owned()).collect();
        format!("the formats are {}", names.join(", "))
    })?;
    Ok((format, PathBuf::from(path)))
}

/// `speakhook explain`.
#[derive(Debug, Clone, Args)]
pub struct ExplainArgs {
    /// The rule
    #[arg(value_name = "RULE", value_parser = RuleName { with_groups: false }, hide_possible_values = true)]
    pub rule: Option<String>,
    /// Format
    #[arg(short, long, value_name = "FORMAT", default_value = "text")]
    pub format: ExplainFormat,
}

/// Any word; the rules are what shells complete. What is wrong with another is said by those who
/// look it up, who also know the rules of own schemas.
#[derive(Debug, Clone, Copy)]
struct RuleName {
    /// Whether groups such as `schema/*` are completed, too.
    with_groups: bool,
}

impl TypedValueParser for RuleName {
    type Value = String;

    fn parse_ref(
        &self,
        command: &clap::Command,
        arg: Option<&clap::Arg>,
        value: &OsStr,
    ) -> Result<String, clap::Error> {
        StringValueParser::new().parse_ref(command, arg, value)
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        let value = |rule: &rules::Rule| PossibleValue::new(rule.id).help(rule.summary);
        let groups = rules::groups().filter(|_| self.with_groups);
        Some(Box::new(
            rules::all()
                .map(value)
                .chain(groups.map(PossibleValue::new)),
        ))
    }
}

/// The formats of `explain`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ExplainFormat {
    /// For people.
    Text,
    /// Markdown.
    Markdown,
    /// JSON.
    Json,
}

/// `speakhook schema`.
#[derive(Debug, Clone, Args)]
pub struct SchemaArgs {
    /// Which schema
    #[arg(long, value_name = "WHAT", default_value = "payload")]
    pub of: SchemaOf,
    /// The closed variant: no additional properties, known values only
    #[arg(long)]
    pub strict: bool,
}

/// What there is a schema of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum SchemaOf {
    /// The webhook's body.
    Payload,
    /// The report of `validate -f json`.
    Report,
    /// What `show -f json` writes.
    Show,
    /// What `tests -f json` writes.
    Tests,
    /// What `stats -f json` writes.
    Stats,
    /// What `stats --save` writes.
    StatsFile,
    /// What `verify -f json` writes.
    Verify,
    /// A line of `stats --rows calls -f jsonl`.
    RowsCalls,
    /// A line of `stats --rows turns -f jsonl`.
    RowsTurns,
    /// A line of `stats --rows tools -f jsonl`.
    RowsTools,
    /// A line of `send -f jsonl`.
    #[cfg(feature = "webhook")]
    Sent,
    /// A line of `listen -f jsonl`.
    #[cfg(feature = "webhook")]
    Deliveries,
    /// `speakhook.toml`.
    Config,
}

/// `speakhook completions`.
#[derive(Debug, Clone, Args)]
pub struct CompletionsArgs {
    /// The shell
    #[arg(value_name = "SHELL")]
    pub shell: Shell,
}

/// The shells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Shell {
    /// bash.
    Bash,
    /// elvish.
    Elvish,
    /// fish.
    Fish,
    /// nushell.
    Nushell,
    /// PowerShell.
    Powershell,
    /// zsh.
    Zsh,
}

impl Shell {
    /// The generator of `clap_complete`; nushell has a crate of its own.
    #[must_use]
    pub fn plain(self) -> Option<PlainShell> {
        Some(match self {
            Self::Bash => PlainShell::Bash,
            Self::Elvish => PlainShell::Elvish,
            Self::Fish => PlainShell::Fish,
            Self::Powershell => PlainShell::PowerShell,
            Self::Zsh => PlainShell::Zsh,
            Self::Nushell => return None,
        })
    }
}

/// `speakhook man`.
#[derive(Debug, Clone, Args)]
pub struct ManArgs {
    /// The command; without it, speakhook itself
    #[arg(value_name = "COMMAND")]
    pub command: Option<String>,
}
