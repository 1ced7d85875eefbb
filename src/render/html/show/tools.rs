//! The tool calls of a call as a table.

use crate::render::html::payload_text::short;
use crate::render::show::figures;
use crate::view::{self, ToolEntry, ToolStatus};

use super::targets::Targets;

/// Characters of arguments and results.
const EXCERPT: usize = 120;

/// The table.
pub(super) struct Tools {
    /// How many of the runs a filter has left.
    pub(super) shown: Option<String>,
    pub(super) rows: Vec<Row>,
}

/// A tool call.
pub(super) struct Row {
    pub(super) turn: Option<usize>,
    pub(super) time: String,
    pub(super) name: Option<String>,
    pub(super) link: Option<String>,
    pub(super) arguments: String,
    pub(super) output: Option<String>,
    pub(super) length: String,
    pub(super) status: Status,
}

/// How a tool went: a word and a colour.
#[derive(Clone, Copy)]
pub(super) struct Status {
    pub(super) word: &'static str,
    pub(super) class: &'static str,
}

impl Tools {
    pub(super) fn new(tools: &view::Tools<'_>, targets: &Targets) -> Self {
        let row = |entry: &ToolEntry<'_>| Row {
            turn: entry.turn,
            time: entry.time.clone(),
            name: entry.run.name.map(|name| short(name, EXCERPT)),
            link: targets.item(entry.index),
            arguments: short(entry.run.compact_arguments.as_untrusted(), EXCERPT),
            output: entry.run.output.map(|output| short(output, EXCERPT)),
            length: length(entry.run.duration_seconds),
            status: Status::of(entry.run.status),
        };
        Self {
            shown: figures::share_of_runs(tools),
            rows: tools.runs.iter().map(row).collect(),
        }
    }
}

impl Status {
    pub(super) fn of(status: ToolStatus) -> Self {
        let (word, class) = match status {
            ToolStatus::Ok => ("answered", "ok"),
            ToolStatus::Error => ("error", "bad"),
            ToolStatus::NoOutput => ("no output", "odd"),
            ToolStatus::NoCall => ("no call", "odd"),
        };
        Self { word, class }
    }
}

pub(super) fn length(seconds: Option<f64>) -> String {
    seconds.map_or_else(|| "–".to_owned(), figures::with_unit)
}
