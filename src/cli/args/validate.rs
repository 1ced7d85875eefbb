//! The arguments of `speakhook validate`.

use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::{InputArgs, RuleName, report_target};
use crate::diagnostic::Severity;
use crate::payload::{Timestamp, parse_timestamp};
use crate::render::Format;

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
  speakhook validate fixtures/ -f github --report sarif=out.sarif
  speakhook validate captures/ --baseline known.json
  speakhook validate payload.json --event ConversationComplete --extend ours.schema.json

RULE is an id such as unknown-field, or a group such as
'schema/*'; `speakhook explain` lists them.

Exit status:
  0  nothing at or above --fail-on
  1  a finding at or above --fail-on; malformed JSON is one
  2  wrong usage
  3  an input could not be read, or the output not written
  130, 143  interrupted, terminated: what was read is reported; no file is written";

/// `speakhook validate`.
#[derive(Debug, Clone, Args)]
#[command(after_help = VALIDATE_HELP)]
pub struct ValidateArgs {
    /// What to read.
    #[command(flatten)]
    pub input: InputArgs,
    /// Format of the report [default: text]
    #[arg(short, long, value_name = "FORMAT", help_heading = "Output options")]
    pub format: Option<Format>,
    /// Write the report to FILE instead of standard output
    #[arg(short, long, value_name = "FILE", help_heading = "Output options")]
    pub output: Option<PathBuf>,
    /// Write another report in the same run, as json=report.json (repeatable)
    #[arg(long, value_name = "FORMAT=FILE", value_parser = report_target::<Format>, help_heading = "Output options")]
    pub report: Vec<(Format, PathBuf)>,
    /// Print at most N problems of each severity; 0 for all [default: 50 in text and github, else all]
    #[arg(long, value_name = "N", help_heading = "Output options")]
    pub max_diagnostics: Option<usize>,
    /// Show personal, secret and undocumented values in excerpts
    #[arg(long, help_heading = "Output options")]
    pub show_values: bool,
    /// Work with N threads [default: one a core]
    #[arg(short, long, value_name = "N", help_heading = "Input options")]
    pub jobs: Option<NonZeroUsize>,
    /// Check text and schema only, not what a conversation can mean
    #[arg(long, help_heading = "Severity options")]
    pub schema_only: bool,
    /// The lowest severity that makes the status 1 [default: error]
    #[arg(long, value_name = "SEVERITY", help_heading = "Severity options")]
    pub fail_on: Option<FailOnArg>,
    /// Fail on warnings too: the same as --fail-on warning
    #[arg(long, conflicts_with = "fail_on", help_heading = "Severity options")]
    pub strict: bool,
    /// The lowest severity that is shown [default: info]
    #[arg(long, value_name = "SEVERITY", help_heading = "Severity options")]
    pub min_severity: Option<SeverityArg>,
    /// Report RULE as an error (repeatable)
    #[arg(long, value_name = "RULE", value_parser = RuleName { with_groups: true }, value_delimiter = ',', hide_possible_values = true, help_heading = "Severity options")]
    pub deny: Vec<String>,
    /// Report RULE as a warning (repeatable)
    #[arg(long, value_name = "RULE", value_parser = RuleName { with_groups: true }, value_delimiter = ',', hide_possible_values = true, help_heading = "Severity options")]
    pub warn: Vec<String>,
    /// Do not report RULE (repeatable)
    #[arg(long, value_name = "RULE", value_parser = RuleName { with_groups: true }, value_delimiter = ',', hide_possible_values = true, help_heading = "Severity options")]
    pub allow: Vec<String>,
    /// Report only findings that FILE does not know
    #[arg(long, value_name = "FILE", help_heading = "Known findings")]
    pub baseline: Option<PathBuf>,
    /// Write the findings of this run to FILE, as known from now on
    #[arg(
        long,
        value_name = "FILE",
        conflicts_with = "baseline",
        help_heading = "Known findings"
    )]
    pub write_baseline: Option<PathBuf>,
    /// Judge by the JSON Schema in FILE instead of the embedded one
    #[arg(long, value_name = "FILE", help_heading = "Expectations")]
    pub schema: Option<PathBuf>,
    /// Judge by the JSON Schema in FILE too (repeatable)
    #[arg(long, value_name = "FILE", help_heading = "Expectations")]
    pub extend: Vec<PathBuf>,
    /// Expect this event in every payload, such as ConversationComplete
    #[arg(long, value_name = "EVENT", help_heading = "Expectations")]
    pub event: Option<String>,
    /// Judge as of TIME: `now`, or such as 2026-06-12T18:51:40Z [default: no rule asks the clock]
    #[arg(long, value_name = "TIME", value_parser = moment, help_heading = "Expectations")]
    pub now: Option<Moment>,
}

/// A moment that payloads are judged as of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Moment {
    /// When the program runs.
    Now,
    /// A fixed one.
    At(Timestamp),
}

fn moment(text: &str) -> Result<Moment, String> {
    if text == "now" {
        return Ok(Moment::Now);
    }
    let time = parse_timestamp(text).map(Moment::At);
    time.ok_or_else(|| {
        "write now, or a time with an offset such as 2026-06-12T18:51:40Z".to_owned()
    })
}
