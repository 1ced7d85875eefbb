//! One row a call.

use serde::{Serialize, Serializer};

use super::{Cell, Field, Holds, Origin, field, is_failed_call};
use crate::json::write;
use crate::payload::{
    Metric, Outcome, Reading, Recording, StartField, Stats, Turn, TurnLatency, silences,
    statistics, transfers,
};
use crate::text::Untrusted;

/// A call with what was derived from it.
pub(super) struct CallOf<'r, 't> {
    reading: &'r Reading<'t>,
    origin: Origin<'t>,
    show_values: bool,
    latencies: &'r [TurnLatency],
    e2e: Stats,
    silences: Vec<f64>,
}

type Value = for<'r, 't> fn(&CallOf<'r, 't>) -> Cell<'t>;

const STARTS: &[&str] = &[
    StartField::StartTime.name(),
    StartField::AgentJoinedAt.name(),
    StartField::CreatedAt.name(),
    StartField::History.name(),
];

const OUTCOMES: &[&str] = &[
    Outcome::Passed.name(),
    Outcome::Failed.name(),
    Outcome::NoResult.name(),
];

pub(super) const FIELDS: &[Field<Value>] = &[
    field("path", Holds::Text, "The file as it was named.", |call| {
        Cell::text(Some(Untrusted::new(call.origin.path)))
    }),
    field(
        "line",
        Holds::Count,
        "The line on which the call starts, from 1.",
        |call| Cell::count(Some(call.origin.line)),
    ),
    field("event", Holds::Text, "The event.", |call| {
        Cell::name(call.reading.payload.event)
    }),
    field("session_id", Holds::Text, "The session.", |call| {
        Cell::name(call.reading.call().session_id)
    }),
    field("agent_id", Holds::Text, "The agent's id.", |call| {
        Cell::name(call.reading.call().agent_id)
    }),
    field("agent_name", Holds::Text, "The agent's name.", |call| {
        Cell::name(call.reading.call().agent_name)
    }),
    field(
        "started_at",
        Holds::Time,
        "When the call started: what offsets are counted from.",
        |call| Cell::time(call.reading.call().start().map(|(at, _)| at)),
    ),
    field(
        "started_at_source",
        Holds::Word(STARTS),
        "The field that says so.",
        |call| Cell::word(call.reading.call().start().map(|(_, from)| from.name())),
    ),
    field(
        "created_at",
        Holds::Time,
        "When the session was created.",
        |call| Cell::time(call.reading.call().created_at.known()),
    ),
    field(
        "agent_joined_at",
        Holds::Time,
        "When the agent joined.",
        |call| Cell::time(call.reading.call().agent_joined_at.known()),
    ),
    field(
        "duration_seconds",
        Holds::Number,
        "How long it took, as reported.",
        |call| Cell::seconds(call.reading.call().duration_seconds),
    ),
    field(
        "telecom_provider",
        Holds::Text,
        "The telephone provider.",
        |call| Cell::name(call.reading.call().telecom_provider),
    ),
    field(
        "from_number",
        Holds::Text,
        "The number that called.",
        |call| Cell::name(call.reading.call().from_number),
    ),
    field(
        "to_number",
        Holds::Text,
        "The number that was called.",
        |call| Cell::name(call.reading.call().to_number),
    ),
    field("campaign_id", Holds::Text, "The campaign.", |call| {
        Cell::name(call.reading.call().campaign_id)
    }),
    field(
        "campaign_name",
        Holds::Text,
        "The campaign's name.",
        |call| Cell::name(call.reading.call().campaign_name),
    ),
    field(
        "campaign_item_id",
        Holds::Text,
        "The entry in it that led to the call.",
        |call| Cell::name(call.reading.call().campaign_item_id),
    ),
    field(
        "turns",
        Holds::Count,
        "Turns, the greeting included; this and the next ten are absent without a history.",
        |call| call.of_history(|call| call.reading.turns.len()),
    ),
    field(
        "user_messages",
        Holds::Count,
        "Messages of the user.",
        |call| call.of_history(|call| call.reading.turns.iter().flat_map(Turn::user).count()),
    ),
    field(
        "agent_messages",
        Holds::Count,
        "Messages of the agent.",
        |call| call.of_history(|call| call.reading.turns.iter().flat_map(Turn::assistant).count()),
    ),
    field(
        "interruptions",
        Holds::Count,
        "Those that were interrupted.",
        |call| call.of_history(CallOf::interruptions),
    ),
    field(
        "transfers",
        Holds::Count,
        "Handoffs; the first, unless somebody has spoken before it, only names the session's own agent.",
        |call| call.of_history(|call| transfers(call.reading.call().items())),
    ),
    field("tool_calls", Holds::Count, "Tool calls.", |call| {
        call.of_history(|call| {
            call.reading
                .runs
                .iter()
                .filter(|run| run.call.is_some())
                .count()
        })
    }),
    field(
        "tool_errors",
        Holds::Count,
        "Those that were answered with an error; an output without a call is not among them.",
        |call| {
            call.of_history(|call| {
                let runs = call.reading.runs.iter();
                runs.filter(|run| is_failed_call(run)).count()
            })
        },
    ),
    field(
        "silences",
        Holds::Count,
        "Pauses in the speech of 2 seconds or more.",
        |call| call.of_history(|call| call.silences.len()),
    ),
    field(
        "silence_seconds",
        Holds::Number,
        "Their length together.",
        |call| {
            let has_history = call.reading.call().history.is_some();
            Cell::seconds(has_history.then(|| call.silences.iter().sum()))
        },
    ),
    field(
        "unreliable_turns",
        Holds::Count,
        "Turns whose delays are not to be trusted; the next four are without them.",
        |call| {
            call.of_history(|call| {
                call.latencies
                    .iter()
                    .filter(|turn| turn.unreliable.is_some())
                    .count()
            })
        },
    ),
    field(
        "e2e_n",
        Holds::Count,
        "Turns with an end-to-end latency.",
        |call| call.of_history(|call| call.e2e.n),
    ),
    field(
        "e2e_p50_seconds",
        Holds::Number,
        "The median of it (nearest rank).",
        |call| Cell::seconds(call.e2e.p50),
    ),
    field(
        "e2e_p95_seconds",
        Holds::Number,
        "The 95th percentile; absent below 20 values.",
        |call| Cell::seconds(call.e2e.p95),
    ),
    field("e2e_max_seconds", Holds::Number, "The largest.", |call| {
        Cell::seconds(call.e2e.max)
    }),
    field("test_id", Holds::Text, "The test.", |call| {
        Cell::name(call.reading.call().test.test_id)
    }),
    field("test_run_id", Holds::Text, "The run of the test.", |call| {
        Cell::name(call.reading.call().test.run_id)
    }),
    field(
        "test_status",
        Holds::Text,
        "The state of the run.",
        |call| Cell::name(call.reading.call().test.status),
    ),
    field(
        "test_outcome",
        Holds::Word(OUTCOMES),
        "The verdict; absent where the call is no test.",
        |call| {
            let test = &call.reading.call().test;
            Cell::word(test.is_test_session().then(|| test.outcome().name()))
        },
    ),
    field(
        "test_reasons",
        Holds::Text,
        "Its reasons, a line each.",
        |call| Cell::lines(call.reading.call().test.reasons().iter().copied()),
    ),
    field(
        "test_completion_reason",
        Holds::Text,
        "Why the simulated conversation stopped.",
        |call| {
            let result = call.reading.call().test.result.as_ref();
            Cell::name(result.and_then(|result| result.completion_reason))
        },
    ),
    field(
        "audio_url",
        Holds::Text,
        "The recording's address, without what grants access unless --show-values is given.",
        |call| {
            let address = call.reading.call().audio_url;
            let recording = address.map(|address| Recording::new(address, call.show_values));
            Cell::made(recording.map(|recording| recording.shown("…")))
        },
    ),
    field(
        "audio_url_expires_at",
        Holds::Time,
        "When that address expires.",
        |call| Cell::time(call.reading.call().audio_url_expires_at.known()),
    ),
    field(
        "url_parameters_json",
        Holds::Text,
        "The text members of `url_parameters`, as a JSON object.",
        |call| Cell::made(call.reading.call().url_parameters.as_deref().map(json)),
    ),
];

impl<'t> CallOf<'_, 't> {
    /// What is counted in the history, which has to be there.
    fn of_history(&self, count: fn(&Self) -> usize) -> Cell<'t> {
        let has_history = self.reading.call().history.is_some();
        Cell::count(has_history.then(|| count(self)))
    }

    fn interruptions(&self) -> usize {
        let spoken = self.reading.turns.iter().flat_map(Turn::assistant);
        spoken
            .filter(|spoken| spoken.message.interrupted == Some(true))
            .count()
    }
}

pub(super) fn row<'t>(
    reading: &Reading<'t>,
    origin: Origin<'t>,
    show_values: bool,
) -> Vec<Cell<'t>> {
    let items = reading.call().items();
    let latencies = reading.latencies();
    let call = CallOf {
        reading,
        origin,
        show_values,
        e2e: statistics(latencies, Metric::EndToEnd),
        latencies,
        silences: silences(items).collect(),
    };
    FIELDS.iter().map(|field| (field.value)(&call)).collect()
}

/// Pairs as a JSON object.
struct Members<'p, 't>(&'p [(Untrusted<'t>, Untrusted<'t>)]);

impl Serialize for Members<'_, '_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(key, value)| (key, value)))
    }
}

fn json(pairs: &[(Untrusted<'_>, Untrusted<'_>)]) -> String {
    let mut text = Vec::new();
    // Writing text into memory has no way to fail.
    let _ = write::compact(&mut text, &Members(pairs));
    String::from_utf8_lossy(&text).into_owned()
}
