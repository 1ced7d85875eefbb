//! The arguments of `speakhook stats`.

use std::num::NonZeroUsize;
use std::path::PathBuf;

use chrono::{Days, NaiveDate, NaiveTime};
use clap::Args;

use super::show::{Named, names};
use super::{InputArgs, report_target};
use crate::payload::{Timestamp, parse_timestamp};
use crate::render::stats::Format;
use crate::rows::Kind;
use crate::stats::{Key, Metric};

const STATS_HELP: &str = "\
Examples:
  speakhook stats captures/
  speakhook stats calls.jsonl --by agent --metric e2e
  speakhook stats captures/ --budget 'e2e.p95<1.5s' --budget 'pass_rate>=90%'
  speakhook stats captures/ --by day --report html=stats.html
  speakhook stats monday.jsonl --save monday.json
  speakhook stats --merge monday.json tuesday.json
  speakhook stats tuesday.jsonl --compare monday.json --max-regression 10%
  speakhook stats captures/ --rows turns -f jsonl > turns.jsonl

A budget is METRIC.STATISTIC or a rate, then <, <=, > or >=, a number and a unit:
  e2e.p95<1.5s   llm.mean<=800ms   pass_rate>=90%   tool_errors<1%
Metrics: end_of_turn transcription callback llm tts tools e2e duration
Statistics: min p50 p90 p95 p99 max mean
Rates: pass_rate tool_errors interruptions unreliable

--max-regression judges the median and p95 of the delays of replies that have 20 values in the saved
run, and takes less than 10 ms for no growth; callback and duration only if --metric names them.

Exit status:
  0  done, and every budget is met
  1  a budget is exceeded, or a figure has grown by more than --max-regression
  2  wrong usage
  3  an input could not be read or is no call; too few values for a budget or a comparison
  130, 143  interrupted, terminated: what was read is reported; no file is written";

/// `speakhook stats`.
#[derive(Debug, Clone, Args)]
#[command(after_help = STATS_HELP)]
pub struct StatsArgs {
    /// What to read.
    #[command(flatten)]
    pub input: InputArgs,
    /// Work with N threads [default: one a core]
    #[arg(short, long, value_name = "N", help_heading = "Input options")]
    pub jobs: Option<NonZeroUsize>,
    /// Group calls by KEY (repeatable)
    #[arg(long, value_name = "KEY", value_parser = names::<Key>(), value_delimiter = ',', help_heading = "Statistics options")]
    pub by: Vec<Key>,
    /// Show only METRIC (repeatable) [default: all]
    #[arg(long, value_name = "METRIC", value_parser = names::<Metric>(), ignore_case = true, value_delimiter = ',', help_heading = "Statistics options")]
    pub metric: Vec<Metric>,
    /// Only calls that started at TIME or later: a date, or such as 2026-06-12T18:00:00Z
    #[arg(long, value_name = "TIME", value_parser = since, help_heading = "Statistics options")]
    pub since: Option<Timestamp>,
    /// Only calls that started before TIME, or on that date or before it
    #[arg(long, value_name = "TIME", value_parser = until, help_heading = "Statistics options")]
    pub until: Option<Timestamp>,
    /// Draw how the values are distributed (text and html)
    #[arg(long, help_heading = "Statistics options")]
    pub histogram: bool,
    /// Fail if a figure breaks the condition, such as e2e.p95<1.5s (repeatable)
    #[arg(long, value_name = "CONDITION", help_heading = "Gates")]
    pub budget: Vec<String>,
    /// Show what has changed since the run that --save wrote to FILE
    #[arg(long, value_name = "FILE", help_heading = "Gates")]
    pub compare: Option<PathBuf>,
    /// Fail if a median or p95 has grown by more than PERCENT since then
    #[arg(long, value_name = "PERCENT", requires = "compare", value_parser = percent, help_heading = "Gates")]
    pub max_regression: Option<f64>,
    /// Write the statistics to FILE, to be merged and compared; to - instead of the report
    #[arg(long, value_name = "FILE", help_heading = "Output options")]
    pub save: Option<PathBuf>,
    /// Add up files that --save wrote, instead of reading calls
    #[arg(long, conflicts_with_all = ["by", "since", "until"], help_heading = "Input options")]
    pub merge: bool,
    /// Print one row a call, turn or tool run instead of statistics, as csv or jsonl
    #[arg(long, value_name = "WHAT", value_parser = names::<Kind>(), help_heading = "Output options")]
    pub rows: Option<Kind>,
    /// Show addresses in rows with their user, query and fragment, which may grant access
    #[arg(long, requires = "rows", help_heading = "Output options")]
    pub show_values: bool,
    /// Format [default: text; csv with --rows]
    #[arg(short, long, value_name = "FORMAT", help_heading = "Output options")]
    pub format: Option<Format>,
    /// Write to FILE instead of standard output
    #[arg(short, long, value_name = "FILE", help_heading = "Output options")]
    pub output: Option<PathBuf>,
    /// Write another report in the same run, as html=stats.html (repeatable)
    #[arg(long, value_name = "FORMAT=FILE", value_parser = report_target::<Format>, conflicts_with = "rows", help_heading = "Output options")]
    pub report: Vec<(Format, PathBuf)>,
}

impl Named for Key {
    fn named() -> Vec<(&'static str, Self)> {
        Self::ALL.iter().map(|key| (key.name(), *key)).collect()
    }
}

impl Named for Kind {
    fn named() -> Vec<(&'static str, Self)> {
        Self::ALL.iter().map(|kind| (kind.name(), *kind)).collect()
    }
}

impl Named for Metric {
    fn named() -> Vec<(&'static str, Self)> {
        Self::ALL
            .iter()
            .map(|metric| (metric.name(), *metric))
            .collect()
    }

    fn alias(self) -> Option<&'static str> {
        Metric::alias(self)
    }
}

const TIME: &str = "write a date such as 2026-06-12 (in UTC), or a time with an offset such as 2026-06-12T18:00:00Z";

fn since(text: &str) -> Result<Timestamp, String> {
    let time = parse_timestamp(text).or_else(|| midnight(text.parse().ok()?));
    time.ok_or_else(|| TIME.to_owned())
}

/// A date means up to its end.
fn until(text: &str) -> Result<Timestamp, String> {
    let end = || {
        midnight(
            text.parse::<NaiveDate>()
                .ok()?
                .checked_add_days(Days::new(1))?,
        )
    };
    parse_timestamp(text)
        .or_else(end)
        .ok_or_else(|| TIME.to_owned())
}

fn midnight(date: NaiveDate) -> Option<Timestamp> {
    Some(date.and_time(NaiveTime::MIN).and_utc().fixed_offset())
}

fn percent(text: &str) -> Result<f64, String> {
    let number = text
        .strip_suffix('%')
        .and_then(|number| number.parse::<f64>().ok());
    let number = number.filter(|number| number.is_finite() && *number >= 0.0);
    number.ok_or_else(|| "write a percentage, such as 10%".to_owned())
}
