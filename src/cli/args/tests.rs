//! The arguments of `speakhook tests`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::{InputArgs, report_target};
use crate::render::tests::Format;
use crate::runs::{By, Rate};

const TESTS_HELP: &str = "\
Examples:
  speakhook tests runs/
  speakhook tests runs/ --by agent --failed
  speakhook tests runs/ --min-pass-rate 90% --require-result
  speakhook tests runs/ -f github --report junit=tests.xml

A run is a session. Of several payloads about one, the last with a verdict stands. Payloads that
are not of a test are counted and left alone.

Exit status:
  0  no test failed, or the pass rate is at least --min-pass-rate
  1  a test failed, or the pass rate is lower; a run without a result under --require-result
  2  wrong usage
  3  no result at all; an input could not be read or is no call, or the output not written
  130, 143  interrupted, terminated: what was read is reported; no file is written";

/// `speakhook tests`.
#[derive(Debug, Clone, Args)]
#[command(after_help = TESTS_HELP)]
pub struct TestsArgs {
    /// What to read.
    #[command(flatten)]
    pub input: InputArgs,
    /// Group the runs by this [default: test]
    #[arg(long, value_name = "WHAT", help_heading = "Views")]
    pub by: Option<ByArg>,
    /// List only the runs that did not pass; JUnit stays whole
    #[arg(long, help_heading = "Views")]
    pub failed: bool,
    /// Accept failures as long as so many of the runs with a result passed: 90% or 0.9
    #[arg(long, value_name = "RATE", help_heading = "Expectations")]
    pub min_pass_rate: Option<Rate>,
    /// Do not accept a run without a result
    #[arg(long, help_heading = "Expectations")]
    pub require_result: bool,
    /// Format [default: text]
    #[arg(short, long, value_name = "FORMAT", help_heading = "Output options")]
    pub format: Option<Format>,
    /// Write to FILE instead of standard output
    #[arg(short, long, value_name = "FILE", help_heading = "Output options")]
    pub output: Option<PathBuf>,
    /// Write another report in the same run, as junit=tests.xml (repeatable)
    #[arg(long, value_name = "FORMAT=FILE", value_parser = report_target::<Format>, help_heading = "Output options")]
    pub report: Vec<(Format, PathBuf)>,
}

/// What runs are grouped by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ByArg {
    /// The test.
    Test,
    /// The agent.
    Agent,
    /// The test run.
    Run,
}

impl From<ByArg> for By {
    fn from(by: ByArg) -> Self {
        match by {
            ByArg::Test => Self::Test,
            ByArg::Agent => Self::Agent,
            ByArg::Run => Self::Run,
        }
    }
}
