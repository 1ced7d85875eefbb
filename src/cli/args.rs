//! The command line as it was typed: one struct a command, nothing decided yet.

use std::path::PathBuf;

use chrono::{FixedOffset, Offset as _, Utc};
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{ArgAction, Args, ValueEnum};
use clap_complete::Shell as PlainShell;
use regex::{Regex, RegexBuilder};

use crate::diagnostic::Severity;
use crate::render::Format;
use crate::render::show::Format as ShowFormat;
use crate::rules;
use crate::view::{EntryKind, RoleName, TurnRange};

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
    /// Print less: -q no closing line, -qq nothing but errors of the program
    #[arg(short, long, action = ArgAction::Count, global = true)]
    pub quiet: u8,
    /// Print more: also name what is fine
    #[arg(short, long, action = ArgAction::Count, global = true)]
    pub verbose: u8,
    /// Colour the output
    #[arg(long, value_name = "WHEN", default_value = "auto", global = true)]
    pub color: When,
    /// Draw with ASCII characters only
    #[arg(long, value_name = "WHEN", default_value = "auto", global = true)]
    pub ascii: When,
    /// Columns to use instead of the terminal's
    #[arg(long, value_name = "N", global = true, value_parser = clap::value_parser!(u16).range(20..=10_000))]
    pub width: Option<u16>,
}

/// What to read.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Input options")]
pub struct InputArgs {
    /// Files, directories, globs, or - for standard input (the default when it is no terminal)
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
    /// Accept that there is nothing to read
    #[arg(long)]
    pub allow_empty: bool,
}

/// The lowest severity that fails.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum FailOnArg {
    /// Errors.
    Error,
    /// Warnings and errors.
    Warning,
    /// Anything.
    Info,
    /// Nothing.
    Never,
}

/// The lowest severity that is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum SeverityArg {
    /// Errors.
    Error,
    /// Warnings and errors.
    Warning,
    /// Everything.
    Info,
}

impl From<SeverityArg> for Severity {
    fn from(severity: SeverityArg) -> Self {
        match severity {
            SeverityArg::Error => Self::Error,
            SeverityArg::Warning => Self::Warning,
            SeverityArg::Info => Self::Info,
        }
    }
}

const VALIDATE_HELP: &str = "\
Examples:
  speakhook validate payload.json
  speakhook validate captures/ --exclude drafts
  zcat day.jsonl.gz | speakhook validate -f concise
  speakhook validate fixtures/ --report json=report.json

RULE is an id such as unknown-field, or a group such as
'schema/*'; `speakhook explain` lists them.

Exit status:
  0  nothing at or above --fail-on
  1  a finding at or above --fail-on; malformed JSON is one
  2  wrong usage
  3  an input could not be read, or the output not written";

/// `speakhook validate`.
#[derive(Debug, Clone, Args)]
#[command(after_help = VALIDATE_HELP)]
pub struct ValidateArgs {
    /// What to read.
    #[command(flatten)]
    pub input: InputArgs,
    /// Format of the report
    #[arg(
        short,
        long,
        value_name = "FORMAT",
        default_value = "text",
        help_heading = "Output options"
    )]
    pub format: Format,
    /// Write the report to FILE instead of standard output
    #[arg(short, long, value_name = "FILE", help_heading = "Output options")]
    pub output: Option<PathBuf>,
    /// Write another report in the same run, as json=report.json (repeatable)
    #[arg(long, value_name = "FORMAT=FILE", value_parser = report_target, help_heading = "Output options")]
    pub report: Vec<(Format, PathBuf)>,
    /// Show at most N problems; 0 for all [default: 50 in text, all in other formats]
    #[arg(long, value_name = "N", help_heading = "Output options")]
    pub max_diagnostics: Option<usize>,
    /// Show personal and secret values instead of hiding them
    #[arg(long, help_heading = "Output options")]
    pub show_values: bool,
    /// The lowest severity that makes the status 1
    #[arg(
        long,
        value_name = "SEVERITY",
        default_value = "error",
        help_heading = "Severity options"
    )]
    pub fail_on: FailOnArg,
    /// Fail on warnings too: the same as --fail-on warning
    #[arg(long, conflicts_with = "fail_on", help_heading = "Severity options")]
    pub strict: bool,
    /// The lowest severity that is shown
    #[arg(
        long,
        value_name = "SEVERITY",
        default_value = "info",
        help_heading = "Severity options"
    )]
    pub min_severity: SeverityArg,
    /// Report RULE as an error (repeatable)
    #[arg(long, value_name = "RULE", value_parser = rule_parser(), value_delimiter = ',', hide_possible_values = true, help_heading = "Severity options")]
    pub deny: Vec<String>,
    /// Report RULE as a warning (repeatable)
    #[arg(long, value_name = "RULE", value_parser = rule_parser(), value_delimiter = ',', hide_possible_values = true, help_heading = "Severity options")]
    pub warn: Vec<String>,
    /// Do not report RULE (repeatable)
    #[arg(long, value_name = "RULE", value_parser = rule_parser(), value_delimiter = ',', hide_possible_values = true, help_heading = "Severity options")]
    pub allow: Vec<String>,
}

fn report_target(text: &str) -> Result<(Format, PathBuf), String> {
    let (format, path) = text
        .split_once('=')
        .ok_or("write FORMAT=FILE, such as json=report.json")?;
    if path.is_empty() {
        return Err("the file after `=` is missing".to_owned());
    }
    Ok((Format::from_str(format, true)?, PathBuf::from(path)))
}

/// The rules and their groups, so that shells complete them and a slip gets a suggestion.
fn rule_parser() -> PossibleValuesParser {
    let groups = ["schema/*", "json/*"].map(PossibleValue::new);
    let rules = rules::ALL
        .iter()
        .map(|rule| PossibleValue::new(rule.id).help(rule.summary));
    PossibleValuesParser::new(rules.chain(groups))
}

const SHOW_HELP: &str = "\
Examples:
  speakhook show payload.json
  cat body.json | speakhook show --transcript
  speakhook show --latency --tools payload.json
  speakhook show --grep refund -C 1 calls/
  speakhook show --all -f markdown -o call.md payload.json

Views combine; without one, the summary is shown.

Exit status:
  0  shown: show never judges
  2  wrong usage
  3  an input could not be read, or the output not written";

/// `speakhook show`.
#[derive(Debug, Clone, Args)]
#[command(after_help = SHOW_HELP)]
pub struct ShowArgs {
    /// What to read.
    #[command(flatten)]
    pub input: InputArgs,
    /// The call at a glance (the default)
    #[arg(long, help_heading = "Views")]
    pub summary: bool,
    /// What was said, with tools, handoffs, interruptions and silences
    #[arg(long, help_heading = "Views")]
    pub transcript: bool,
    /// Where the time went, turn by turn
    #[arg(long, visible_alias = "metrics", help_heading = "Views")]
    pub latency: bool,
    /// Tool calls with their results
    #[arg(long, help_heading = "Views")]
    pub tools: bool,
    /// How the test went, and why
    #[arg(long, help_heading = "Views")]
    pub eval: bool,
    /// Everything
    #[arg(long, help_heading = "Views")]
    pub all: bool,
    /// Format
    #[arg(
        short,
        long,
        value_name = "FORMAT",
        default_value = "text",
        help_heading = "Output options"
    )]
    pub format: ShowFormat,
    /// Write to FILE instead of standard output
    #[arg(short, long, value_name = "FILE", help_heading = "Output options")]
    pub output: Option<PathBuf>,
    /// Show arguments, results and instructions in full
    #[arg(long, help_heading = "Output options")]
    pub full_args: bool,
    /// Show the recording's address with what grants access to it
    #[arg(long, help_heading = "Output options")]
    pub show_values: bool,
    /// How to show times [default: offset]
    #[arg(long, value_name = "MODE", help_heading = "Output options")]
    pub time: Option<TimeArg>,
    /// Time zone of --time clock: local, utc, or an offset such as +02:00 [default: local]
    #[arg(long, value_name = "ZONE", value_parser = zone, allow_hyphen_values = true, help_heading = "Output options")]
    pub tz: Option<ZoneArg>,
    /// Only messages of ROLE (repeatable)
    #[arg(long, value_name = "ROLE", value_parser = names::<RoleName>(), help_heading = "Transcript filters")]
    pub role: Vec<RoleName>,
    /// Only entries of KIND (repeatable)
    #[arg(long, value_name = "KIND", value_parser = names::<EntryKind>(), help_heading = "Transcript filters")]
    pub kind: Vec<EntryKind>,
    /// Only these turns: 3, 3..5, 3.. or ..5
    #[arg(long, value_name = "A..B", help_heading = "Transcript filters")]
    pub turn: Option<TurnRange>,
    /// Only interrupted messages
    #[arg(long, help_heading = "Transcript filters")]
    pub interrupted: bool,
    /// Only tools that failed
    #[arg(long, help_heading = "Transcript filters")]
    pub errors_only: bool,
    /// Only entries in which the regular expression is found
    #[arg(long, value_name = "REGEX", value_parser = pattern, help_heading = "Transcript filters")]
    pub grep: Option<Regex>,
    /// Entries around each that --grep finds
    #[arg(
        short = 'C',
        long,
        value_name = "N",
        default_value_t = 0,
        requires = "grep",
        help_heading = "Transcript filters"
    )]
    pub context: usize,
}

/// How times are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum TimeArg {
    /// From the start of the call.
    Offset,
    /// Time of day in the zone of --tz.
    Clock,
    /// Time of day in UTC.
    Utc,
    /// Not at all.
    None,
}

/// A time zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ZoneArg {
    /// The machine's.
    Local,
    /// One offset all year.
    Fixed(FixedOffset),
}

fn zone(text: &str) -> Result<ZoneArg, String> {
    match text.to_ascii_lowercase().as_str() {
        "local" => Ok(ZoneArg::Local),
        "utc" | "z" => Ok(ZoneArg::Fixed(Utc.fix())),
        offset => offset
            .parse()
            .map(ZoneArg::Fixed)
            .map_err(|_| "write local, utc, or an offset such as +02:00".to_owned()),
    }
}

/// A user's regular expression: linear in time, bounded in size.
fn pattern(text: &str) -> Result<Regex, String> {
    RegexBuilder::new(text)
        .size_limit(1 << 20)
        .build()
        .map_err(|error| error.to_string())
}

/// A value of a fixed set that has names.
trait Named: Copy + Send + Sync + 'static {
    /// Every value, with its name.
    fn named() -> Vec<(&'static str, Self)>;
}

impl Named for RoleName {
    fn named() -> Vec<(&'static str, Self)> {
        Self::ALL.iter().map(|role| (role.name(), *role)).collect()
    }
}

impl Named for EntryKind {
    fn named() -> Vec<(&'static str, Self)> {
        Self::ALL.iter().map(|kind| (kind.name(), *kind)).collect()
    }
}

fn names<T: Named>() -> impl TypedValueParser<Value = T> {
    let names = PossibleValuesParser::new(T::named().into_iter().map(|(name, _)| name));
    names.try_map(|given| {
        let found = T::named().into_iter().find(|(name, _)| *name == given);
        found.map(|(_, value)| value).ok_or("no such name")
    })
}

/// `speakhook explain`.
#[derive(Debug, Clone, Args)]
pub struct ExplainArgs {
    /// The rule
    #[arg(value_name = "RULE")]
    pub rule: Option<String>,
    /// Format
    #[arg(short, long, value_name = "FORMAT", default_value = "text")]
    pub format: ExplainFormat,
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
