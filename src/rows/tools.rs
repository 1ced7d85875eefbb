//! One row a run of a tool: the call and its output.

use super::{Cell, Field, Holds, Origin, field};
use crate::payload::{Reading, ToolRun, ToolStatus, seconds_between, turn_of};
use crate::text::Untrusted;

/// A run with what was derived from it.
pub(super) struct RunOf<'r, 't> {
    reading: &'r Reading<'t>,
    origin: Origin<'t>,
    run: &'r ToolRun<'t>,
}

type Value = for<'r, 't> fn(&RunOf<'r, 't>) -> Cell<'t>;

const STATUSES: &[&str] = &[
    ToolStatus::Ok.name(),
    ToolStatus::Error.name(),
    ToolStatus::NoOutput.name(),
    ToolStatus::NoCall.name(),
];

pub(super) const FIELDS: &[Field<Value>] = &[
    field("path", Holds::Text, "The file as it was named.", |run| {
        Cell::text(Some(Untrusted::new(run.origin.path)))
    }),
    field(
        "line",
        Holds::Count,
        "The line on which the call starts, from 1.",
        |run| Cell::count(Some(run.origin.line)),
    ),
    field("session_id", Holds::Text, "The session.", |run| {
        Cell::name(run.reading.call().session_id)
    }),
    field("agent_id", Holds::Text, "The agent's id.", |run| {
        Cell::name(run.reading.call().agent_id)
    }),
    field("agent_name", Holds::Text, "The agent's name.", |run| {
        Cell::name(run.reading.call().agent_name)
    }),
    field(
        "turn",
        Holds::Count,
        "The number of the turn that it belongs to.",
        |run| {
            let index = run.run.item().map(|item| item.index);
            Cell::count(index.and_then(|index| turn_of(index, &run.reading.turns)))
        },
    ),
    field(
        "history_index",
        Holds::Count,
        "Its place in `history`, from 0: the call's, or the output's that has none.",
        |run| Cell::count(run.run.item().map(|item| item.index)),
    ),
    field("tool_name", Holds::Text, "The tool.", |run| {
        Cell::name(run.run.name())
    }),
    field(
        "tool_call_id",
        Holds::Text,
        "What pairs call and output.",
        |run| Cell::name(run.run.call_id()),
    ),
    field(
        "started_at",
        Holds::Time,
        "When the call was made.",
        |run| Cell::time(run.run.call.and_then(|(item, _)| item.created_at.known())),
    ),
    field(
        "ended_at",
        Holds::Time,
        "When the output was there.",
        |run| Cell::time(run.run.output.and_then(|(item, _)| item.created_at.known())),
    ),
    field(
        "offset_seconds",
        Holds::Number,
        "How long after the start of the call it was made.",
        |run| {
            let start = run.reading.call().start().map(|(at, _)| at);
            let both = start.zip(run.run.item().and_then(|item| item.created_at.known()));
            Cell::seconds(both.map(|(start, at)| seconds_between(start, at)))
        },
    ),
    field(
        "duration_seconds",
        Holds::Number,
        "From the call to its output.",
        |run| Cell::seconds(run.run.duration()),
    ),
    field("status", Holds::Word(STATUSES), "How it went.", |run| {
        Cell::Word(run.run.status().name())
    }),
    field(
        "arguments_json",
        Holds::Text,
        "The arguments, as they were written.",
        |run| Cell::text(run.run.call.and_then(|(_, call)| call.arguments)),
    ),
    field(
        "output",
        Holds::Text,
        "What it answered: any text, not JSON by contract.",
        |run| Cell::text(run.run.output.and_then(|(_, output)| output.output)),
    ),
];

pub(super) fn rows<'t>(reading: &Reading<'t>, origin: Origin<'t>) -> Vec<Vec<Cell<'t>>> {
    let row = |run: &ToolRun<'t>| {
        let run = RunOf {
            reading,
            origin,
            run,
        };
        FIELDS.iter().map(|field| (field.value)(&run)).collect()
    };
    reading.runs.iter().map(row).collect()
}
