//! The arguments of `speakhook redact`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::InputArgs;
use crate::redact::{Level, Pattern};

/// How much is replaced.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum LevelArg {
    /// Numbers, mail addresses, names that keys tell, cards, accounts, tokens, secrets of addresses
    Contact,
    /// Also everything that was said, and what tools and links were given
    Content,
    /// Also ids, and names of agents and campaigns
    All,
}

impl From<LevelArg> for Level {
    fn from(level: LevelArg) -> Self {
        match level {
            LevelArg::Contact => Self::Contact,
            LevelArg::Content => Self::Content,
            LevelArg::All => Self::All,
        }
    }
}

const REDACT_HELP: &str = "\
Examples:
  speakhook redact call.json > shared.json
  speakhook redact --level contact day.jsonl -o shared.jsonl
  speakhook redact captures/ --output-dir shared/
  REDACT_SALT=… speakhook redact --salt-env REDACT_SALT call.json
  speakhook redact call.json --keep '/data/history/*/tool_output' --drop /data/url_parameters

The text stays as it is apart from what is replaced, so that times, order and
structure are those of the call. The same value becomes the same stand-in in
every file of a run; with --salt-env, in every run with that salt. What is not
found at each level is in docs/privacy.md.

Exit status:
  0  everything was written
  2  wrong usage
  3  an input could not be read or is a hub notification, a document would be
     worse than before and was left out, or the output could not be written
  130, 143  interrupted, terminated: a stream has what was read; no file is written";

/// `speakhook redact`.
#[derive(Debug, Clone, Args)]
#[command(after_help = REDACT_HELP)]
pub struct RedactArgs {
    /// What to read.
    #[command(flatten)]
    pub input: InputArgs,
    /// How much to replace
    #[arg(
        short,
        long,
        value_name = "LEVEL",
        default_value = "content",
        help_heading = "Redaction options"
    )]
    pub level: LevelArg,
    /// Leave what is at PTR as it is; `*` is any step, as in /data/history/*/content (repeatable)
    #[arg(long, value_name = "PTR", value_parser = Pattern::parse, help_heading = "Redaction options")]
    pub keep: Vec<Pattern>,
    /// Take out what is at PTR (repeatable)
    #[arg(long, value_name = "PTR", value_parser = Pattern::parse, help_heading = "Redaction options")]
    pub drop: Vec<Pattern>,
    /// Also replace numbers that were spoken in N digits or more; write N behind `=`, as in --spoken-digits=5 [default of N: 7]
    #[arg(long, value_name = "N", num_args = 0..=1, require_equals = true, default_missing_value = "7", value_parser = clap::value_parser!(u16).range(2..=100), help_heading = "Redaction options")]
    pub spoken_digits: Option<u16>,
    /// Make stand-ins with the salt in the environment variable VAR, the same in every run [default: others in every run]
    #[arg(long, value_name = "VAR", help_heading = "Redaction options")]
    pub salt_env: Option<String>,
    /// Write to FILE instead of standard output
    #[arg(short, long, value_name = "FILE", help_heading = "Output options")]
    pub output: Option<PathBuf>,
    /// Write each input to a file of its name below DIR; what a directory or a glob is searched for keeps its folders
    #[arg(
        long,
        value_name = "DIR",
        conflicts_with = "output",
        help_heading = "Output options"
    )]
    pub output_dir: Option<PathBuf>,
}
