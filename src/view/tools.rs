//! Which tools ran: calls paired with their outputs.

use serde::Serialize;

use super::Reading;
use super::arguments::{self, ForeignText};
use super::options::Options;
use super::seconds;
use super::time::{Clock, Moment};
use crate::payload::{ToolRun, ToolStatus, Turn, turn_of};
use crate::text::Untrusted;

/// The tools of a call.
#[derive(Debug, Clone, Serialize)]
pub struct Tools<'a> {
    /// How many there are without a filter.
    pub counts: ToolCounts,
    /// One entry a run that was asked for, in the order of the history.
    pub runs: Vec<ToolEntry<'a>>,
    /// Whether arguments and results are shown in full.
    #[serde(skip)]
    pub is_full: bool,
}

/// How many tools ran, and how.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct ToolCounts {
    /// Calls.
    pub calls: usize,
    /// Runs that ended in an error.
    pub errors: usize,
    /// Calls without an output.
    pub unanswered: usize,
    /// Outputs without a call.
    pub orphans: usize,
}

/// A run of a tool, with its place in the call.
#[derive(Debug, Clone, Serialize)]
pub struct ToolEntry<'a> {
    /// The turn it belongs to.
    pub turn: Option<usize>,
    /// Its index in `history`: the call's, or the output's that has none.
    pub index: usize,
    /// When it started.
    pub at: Option<Moment>,
    /// Seconds from the start of the call.
    #[serde(serialize_with = "seconds::some")]
    pub offset_seconds: Option<f64>,
    /// The time as a person reads it.
    #[serde(skip)]
    pub time: String,
    /// What ran.
    #[serde(flatten)]
    pub run: ToolUse<'a>,
}

/// A tool call and its result.
#[derive(Debug, Clone, Serialize)]
pub struct ToolUse<'a> {
    /// The tool.
    pub name: Option<Untrusted<'a>>,
    /// The id that call and output share.
    pub call_id: Option<Untrusted<'a>>,
    /// The arguments as they were written: JSON text.
    pub arguments: Option<Untrusted<'a>>,
    /// The result; any text.
    pub output: Option<Untrusted<'a>>,
    /// How it went.
    pub status: ToolStatus,
    /// From the start of the call to its output.
    #[serde(serialize_with = "seconds::some")]
    pub duration_seconds: Option<f64>,
    /// The arguments as a person reads them.
    #[serde(skip)]
    pub compact_arguments: ForeignText,
    /// The index in `history` of the output, where that stands apart from its call.
    #[serde(skip)]
    pub output_index: Option<usize>,
}

impl<'a> ToolUse<'a> {
    pub(super) fn new(run: &ToolRun<'a>) -> Self {
        let arguments = run.call.and_then(|(_, call)| call.arguments);
        Self {
            name: run.name(),
            call_id: run.call_id(),
            arguments,
            output: run.output.and_then(|(_, output)| output.output),
            status: run.status(),
            duration_seconds: run.duration(),
            compact_arguments: arguments::compact(arguments),
            output_index: run.call.and(run.output).map(|(item, _)| item.index),
        }
    }
}

impl ToolCounts {
    /// Every run is of a call, or has none.
    #[must_use]
    pub fn runs(&self) -> usize {
        self.calls.saturating_add(self.orphans)
    }

    pub(super) fn of(runs: &[ToolRun<'_>]) -> Self {
        Self {
            calls: runs.iter().filter(|run| run.call.is_some()).count(),
            errors: runs.iter().filter(|run| run.is_error()).count(),
            unanswered: runs.iter().filter(|run| run.output.is_none()).count(),
            orphans: runs.iter().filter(|run| run.call.is_none()).count(),
        }
    }
}

pub(super) fn build<'a>(reading: &Reading<'a>, options: &Options) -> Tools<'a> {
    let entry = |run: &ToolRun<'a>| tool_entry(run, &reading.turns, &reading.clock);
    let filter = &options.filter;
    let has_status = |run: &&ToolRun<'_>| !filter.errors_only || run.is_error();
    let entries = reading.runs.iter().filter(has_status).filter_map(entry);
    Tools {
        counts: ToolCounts::of(&reading.runs),
        runs: entries
            .filter(|entry| filter.has_turn(entry.turn))
            .collect(),
        is_full: options.full_args,
    }
}

fn tool_entry<'a>(run: &ToolRun<'a>, turns: &[Turn<'a>], clock: &Clock) -> Option<ToolEntry<'a>> {
    let item = run.item()?;
    Some(ToolEntry {
        turn: turn_of(item.index, turns),
        index: item.index,
        at: item.created_at.known().map(Moment),
        offset_seconds: clock.offset(item.created_at.known()),
        time: clock.label(item.created_at.known()),
        run: ToolUse::new(run),
    })
}
