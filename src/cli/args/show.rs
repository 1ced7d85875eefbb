//! The arguments of `speakhook show`.

use std::path::PathBuf;

use chrono::{FixedOffset, Offset as _, Utc};
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{Args, ValueEnum};
use regex::{Regex, RegexBuilder};

use super::InputArgs;
use crate::render::show::Format;
use crate::view::{EntryKind, RoleName, TurnRange};

const SHOW_HELP: &str = "\
Examples:
  speakhook show payload.json
  cat body.json | speakhook show --transcript
  speakhook show --latency --tools payload.json
  speakhook show --grep refund -C 1 calls/
  speakhook show --latency --waterfall payload.json
  speakhook show --all -f markdown -o call.md payload.json
  speakhook show -f html -o call.html payload.json
  speakhook show -f vtt -o call.vtt payload.json

Views combine; without one, the summary is shown, and -f html shows everything.

Filters choose entries of the transcript, --turn and --errors-only also rows of other views, whose
statistics stay those of the whole call. Of several calls, text and markdown leave out those in which
nothing is found.

Exit status:
  0  shown: show never judges
  2  wrong usage
  3  an input could not be read or is no call, or the output not written
  130, 143  interrupted, terminated: what was read is reported; no file is written";

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
    /// With --latency: also draw each turn on one time axis
    #[arg(long, help_heading = "Views")]
    pub waterfall: bool,
    /// Tool calls with their results
    #[arg(long, help_heading = "Views")]
    pub tools: bool,
    /// How the test went, and why
    #[arg(long, help_heading = "Views")]
    pub eval: bool,
    /// Everything
    #[arg(long, help_heading = "Views")]
    pub all: bool,
    /// Format [default: text]
    #[arg(short, long, value_name = "FORMAT", help_heading = "Output options")]
    pub format: Option<Format>,
    /// Write to FILE instead of standard output
    #[arg(short, long, value_name = "FILE", help_heading = "Output options")]
    pub output: Option<PathBuf>,
    /// Show arguments, results and instructions in full
    #[arg(long, help_heading = "Output options")]
    pub full_args: bool,
    /// Show addresses with their user, query and fragment, which may grant access
    #[arg(long, help_heading = "Output options")]
    pub show_values: bool,
    /// How to show times [default: offset]
    #[arg(long, value_name = "MODE", help_heading = "Output options")]
    pub time: Option<TimeArg>,
    /// Time zone of --time clock: local, utc, or an offset such as +02:00 [default: local]
    #[arg(long, value_name = "ZONE", value_parser = zone, allow_hyphen_values = true, help_heading = "Output options")]
    pub tz: Option<ZoneArg>,
    /// Only messages of ROLE (repeatable)
    #[arg(long, value_name = "ROLE", value_parser = names::<RoleName>(), ignore_case = true, help_heading = "Filters")]
    pub role: Vec<RoleName>,
    /// Only entries of KIND (repeatable)
    #[arg(long, value_name = "KIND", value_parser = names::<EntryKind>(), ignore_case = true, help_heading = "Filters")]
    pub kind: Vec<EntryKind>,
    /// Only these turns, also of --latency, --waterfall and --tools: 3, 3..5, 3.. or ..5
    #[arg(long, value_name = "A..B", help_heading = "Filters")]
    pub turn: Option<TurnRange>,
    /// Only interrupted messages
    #[arg(long, help_heading = "Filters")]
    pub interrupted: bool,
    /// Only tools that failed, also of --tools
    #[arg(long, help_heading = "Filters")]
    pub errors_only: bool,
    /// Only entries in which the regular expression is found
    #[arg(long, value_name = "REGEX", value_parser = pattern, help_heading = "Filters")]
    pub grep: Option<Regex>,
    /// Entries around each that --grep finds
    #[arg(
        short = 'C',
        long,
        value_name = "N",
        default_value_t = 0,
        requires = "grep",
        help_heading = "Filters"
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
pub(super) trait Named: Copy + Send + Sync + 'static {
    /// Every value, with its name.
    fn named() -> Vec<(&'static str, Self)>;

    /// Another name of the value, which is taken but not listed.
    fn alias(self) -> Option<&'static str> {
        None
    }
}

impl Named for RoleName {
    fn named() -> Vec<(&'static str, Self)> {
        Self::ALL.iter().map(|role| (role.name(), *role)).collect()
    }

    /// What the transcript calls it.
    fn alias(self) -> Option<&'static str> {
        (self == Self::Assistant).then_some("agent")
    }
}

impl Named for EntryKind {
    fn named() -> Vec<(&'static str, Self)> {
        Self::ALL.iter().map(|kind| (kind.name(), *kind)).collect()
    }
}

pub(super) fn names<T: Named>() -> impl TypedValueParser<Value = T> {
    let named = T::named().into_iter();
    let values = named.map(|(name, value)| PossibleValue::new(name).aliases(value.alias()));
    PossibleValuesParser::new(values).try_map(|given| {
        let mut named = T::named().into_iter();
        let found = named.find(|(name, value)| {
            let names = std::iter::once(*name).chain(value.alias());
            names
                .into_iter()
                .any(|name| name.eq_ignore_ascii_case(&given))
        });
        found.map(|(_, value)| value).ok_or("no such name")
    })
}
