//! One row a turn: what the user said and what the agent answered, with the delays of both.

use super::{Cell, Field, Holds, Origin, UNRELIABLE, field, is_failed_call};
use crate::payload::{
    EndToEnd, ItemKind, Message, Metric, Reading, Spoken, ToolRun, Turn, TurnLatency, Unreliable,
    item_time, runs_in, seconds_between,
};
use crate::text::Untrusted;

/// A turn with what was derived from it.
pub(super) struct TurnOf<'r, 't> {
    reading: &'r Reading<'t>,
    origin: Origin<'t>,
    turn: Turn<'t>,
    latency: &'r TurnLatency,
    runs: &'r [ToolRun<'t>],
}

type Value = for<'r, 't> fn(&TurnOf<'r, 't>) -> Cell<'t>;

const SOURCES: &[&str] = &["reported", "computed"];

const SLOWEST: &[&str] = &[
    Metric::EndOfTurn.name(),
    Metric::Callback.name(),
    Metric::Llm.name(),
    Metric::Tts.name(),
    Metric::Remainder.name(),
];

pub(super) const FIELDS: &[Field<Value>] = &[
    field("path", Holds::Text, "The file as it was named.", |turn| {
        Cell::text(Some(Untrusted::new(turn.origin.path)))
    }),
    field(
        "line",
        Holds::Count,
        "The line on which the call starts, from 1.",
        |turn| Cell::count(Some(turn.origin.line)),
    ),
    field("session_id", Holds::Text, "The session.", |turn| {
        Cell::name(turn.reading.call().session_id)
    }),
    field("agent_id", Holds::Text, "The agent's id.", |turn| {
        Cell::name(turn.reading.call().agent_id)
    }),
    field("agent_name", Holds::Text, "The agent's name.", |turn| {
        Cell::name(turn.reading.call().agent_name)
    }),
    field(
        "turn",
        Holds::Count,
        "The turn's number in the call, from 1.",
        |turn| Cell::count(Some(turn.turn.number)),
    ),
    field(
        "is_greeting",
        Holds::Flag,
        "Whether the agent spoke first, so that nobody waited for an answer.",
        |turn| Cell::Flag(turn.turn.is_greeting()),
    ),
    field(
        "started_at",
        Holds::Time,
        "When the first message of the turn was spoken, else when it was filed.",
        |turn| Cell::time(turn.started_at()),
    ),
    field(
        "offset_seconds",
        Holds::Number,
        "How long after the start of the call that was.",
        |turn| {
            let start = turn.reading.call().start().map(|(at, _)| at);
            let both = start.zip(turn.started_at());
            Cell::seconds(both.map(|(start, at)| seconds_between(start, at)))
        },
    ),
    field(
        "user_text",
        Holds::Text,
        "What the user said; several messages a line each.",
        |turn| Cell::lines(said(turn.turn.user())),
    ),
    field(
        "user_started_at",
        Holds::Time,
        "When the user's first message of the turn began.",
        |turn| {
            let mut user = turn.turn.user();
            Cell::time(user.find_map(|spoken| spoken.message.metrics.speech_begins()))
        },
    ),
    field(
        "user_stopped_at",
        Holds::Time,
        "When the message that was answered, the last, ended: where end to end begins.",
        |turn| {
            let trigger = turn.turn.trigger();
            Cell::time(trigger.and_then(|spoken| spoken.message.metrics.speech_ends()))
        },
    ),
    field(
        "user_confidence",
        Holds::Number,
        "Confidence of the transcription of that message, 0 to 1; exactly 0 means that none was measured.",
        |turn| {
            let trigger = turn.turn.trigger();
            Cell::number(trigger.and_then(|spoken| spoken.message.transcript_confidence))
        },
    ),
    field(
        "agent_text",
        Holds::Text,
        "What the agent said; several messages a line each.",
        |turn| Cell::lines(said(turn.turn.assistant())),
    ),
    field(
        "agent_started_at",
        Holds::Time,
        "When the reply that the delays are about began: where end to end ends.",
        |turn| Cell::time(turn.reply().and_then(|reply| reply.metrics.speech_begins())),
    ),
    field(
        "agent_stopped_at",
        Holds::Time,
        "When the agent's last message of the turn ended.",
        |turn| {
            let last = turn.turn.assistant().last();
            Cell::time(last.and_then(|spoken| spoken.message.metrics.speech_ends()))
        },
    ),
    field(
        "interrupted",
        Holds::Flag,
        "Whether a message of the agent was cut short.",
        |turn| Cell::flag(turn.interrupted()),
    ),
    field(
        "end_of_turn_seconds",
        Holds::Number,
        "From the end of the user's speech to the end of the turn.",
        |turn| Cell::seconds(turn.latency.end_of_turn),
    ),
    field(
        "transcription_seconds",
        Holds::Number,
        "The part of that up to the final transcript.",
        |turn| Cell::seconds(turn.latency.transcription),
    ),
    field(
        "callback_seconds",
        Holds::Number,
        "Run time of the agent's own hook.",
        |turn| Cell::seconds(turn.latency.callback),
    ),
    field(
        "llm_ttft_seconds",
        Holds::Number,
        "The language model's first token.",
        |turn| Cell::seconds(turn.latency.llm),
    ),
    field(
        "tts_ttfb_seconds",
        Holds::Number,
        "The speech synthesis' first byte.",
        |turn| Cell::seconds(turn.latency.tts),
    ),
    field(
        "remainder_seconds",
        Holds::Number,
        "End to end less these stages; negative when they overlapped. The stages do not add up.",
        |turn| Cell::seconds(turn.latency.remainder()),
    ),
    field(
        "e2e_seconds",
        Holds::Number,
        "From the end of the user's speech to the beginning of the agent's.",
        |turn| Cell::seconds(turn.latency.e2e.map(EndToEnd::seconds)),
    ),
    field(
        "e2e_source",
        Holds::Word(SOURCES),
        "Whether the payload reports it, or it is computed from the two timestamps.",
        |turn| {
            Cell::word(turn.latency.e2e.map(|e2e| match e2e {
                EndToEnd::Reported(_) => "reported",
                EndToEnd::Computed(_) => "computed",
            }))
        },
    ),
    field(
        "tools_seconds",
        Holds::Number,
        "From the first tool call to the last output before the reply.",
        |turn| Cell::seconds(turn.latency.tools),
    ),
    field(
        "slowest",
        Holds::Word(SLOWEST),
        "What took longest.",
        |turn| Cell::word(turn.latency.slowest().map(Metric::name)),
    ),
    field(
        "unreliable",
        Holds::Word(UNRELIABLE),
        "Why the turn's delays are not to be trusted, and left out of statistics; absent if they are.",
        |turn| Cell::word(turn.latency.unreliable.map(Unreliable::name)),
    ),
    field(
        "tool_calls",
        Holds::Count,
        "Tool calls in the turn.",
        |turn| {
            Cell::count(Some(
                turn.runs.iter().filter(|run| run.call.is_some()).count(),
            ))
        },
    ),
    field(
        "tool_errors",
        Holds::Count,
        "Those that were answered with an error; an output without a call is not among them.",
        |turn| {
            let failed = turn.runs.iter().filter(|run| is_failed_call(run));
            Cell::count(Some(failed.count()))
        },
    ),
    field(
        "handoff_to",
        Holds::Text,
        "The agent that the last handoff of the turn leads to.",
        |turn| {
            let mut handoffs = turn
                .turn
                .items
                .iter()
                .rev()
                .filter_map(|item| match &item.kind {
                    ItemKind::Handoff(handoff) => handoff.to,
                    _ => None,
                });
            Cell::name(handoffs.next())
        },
    ),
];

impl<'t> TurnOf<'_, 't> {
    fn started_at(&self) -> Option<crate::payload::Timestamp> {
        let first = self.turn.user().chain(self.turn.assistant());
        let first = first.min_by_key(|spoken| spoken.item.index)?;
        item_time(first.item)
    }

    fn reply(&self) -> Option<&'t Message<'t>> {
        self.turn.reply().map(|spoken| spoken.message)
    }

    fn interrupted(&self) -> Option<bool> {
        let told = self.turn.assistant();
        told.filter_map(|spoken| spoken.message.interrupted)
            .reduce(|one, other| one || other)
    }
}

fn said<'t>(spoken: impl Iterator<Item = Spoken<'t>>) -> impl Iterator<Item = Untrusted<'t>> {
    spoken.filter_map(|spoken| spoken.message.content)
}

pub(super) fn rows<'t>(reading: &Reading<'t>, origin: Origin<'t>) -> Vec<Vec<Cell<'t>>> {
    let latencies = reading.latencies();
    let turns = reading.turns.iter().zip(latencies);
    let row = |(turn, latency): (&Turn<'t>, &TurnLatency)| {
        let turn = TurnOf {
            reading,
            origin,
            turn: *turn,
            latency,
            runs: runs_in(turn, &reading.runs),
        };
        FIELDS.iter().map(|field| (field.value)(&turn)).collect()
    };
    turns.map(row).collect()
}
