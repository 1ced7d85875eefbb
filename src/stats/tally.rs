//! What is counted of calls. Integers only, so that tallies can be added in any order.

use serde::{Deserialize, Serialize};

use super::histogram::{Histogram, micros};
use super::metric::Metric;
use crate::payload::{
    EndToEnd, LONGEST_DELAY, Outcome, Reading, Turn, TurnLatency, Unreliable, silences,
};

/// The counts of some calls.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tally {
    /// Payloads.
    pub calls: u64,
    /// Payloads that have a history; of the others nothing is known of turns and tools.
    pub with_history: u64,
    /// Turns, greetings included.
    pub turns: u64,
    /// Messages of users.
    pub user_messages: u64,
    /// Messages of agents.
    pub agent_messages: u64,
    /// Messages of agents that were interrupted.
    pub interruptions: u64,
    /// Tool calls.
    pub tool_calls: u64,
    /// Tool calls that were answered with an error.
    pub tool_errors: u64,
    /// Pauses in the speech; see [`crate::payload::SILENCE_SECONDS`].
    pub silences: u64,
    /// Their length together, in microseconds.
    pub silence_us: u64,
    /// Tests with the verdict `success`.
    pub tests_passed: u64,
    /// Tests with the other verdict.
    pub tests_failed: u64,
    /// Tests without a verdict.
    pub tests_without_result: u64,
    /// Turns that are left out of the metrics, by reason.
    pub unreliable_turns: UnreliableTurns,
    /// End-to-end latencies that are computed from timestamps, as none is reported.
    pub computed_e2e: u64,
    /// Calls whose length is negative or longer than a call can be.
    pub unusable_durations: u64,
    /// The distributions.
    pub metrics: Metrics,
}

/// How many turns are unreliable, and why; see [`Unreliable`].
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "the fields are the variants of `Unreliable`")]
pub struct UnreliableTurns {
    pub reversed_speech: u64,
    pub out_of_range: u64,
    pub negative_delay: u64,
    pub milliseconds: u64,
}

/// A distribution a metric.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "the fields are the variants of `Metric`")]
pub struct Metrics {
    pub end_of_turn: Histogram,
    pub transcription: Histogram,
    pub callback: Histogram,
    pub llm: Histogram,
    pub tts: Histogram,
    pub tools: Histogram,
    pub e2e: Histogram,
    pub duration: Histogram,
}

/// Adds one call to a tally. Returns the number of its slowest turn that can be trusted, and how long
/// that took end to end.
pub fn fold(tally: &mut Tally, reading: &Reading<'_>) -> Option<(usize, f64)> {
    let call = reading.call();
    count(&mut tally.calls, 1);
    count(&mut tally.with_history, usize::from(call.history.is_some()));
    count(&mut tally.turns, reading.turns.len());
    for turn in &reading.turns {
        messages(tally, turn);
    }
    // An output without a call is no call, and so none that went wrong.
    for run in reading.runs.iter().filter(|run| run.call.is_some()) {
        count(&mut tally.tool_calls, 1);
        count(&mut tally.tool_errors, usize::from(run.is_error()));
    }
    for seconds in silences(call.items()) {
        count(&mut tally.silences, 1);
        let micros = micros(seconds).map_or(0, i64::unsigned_abs);
        tally.silence_us = tally.silence_us.saturating_add(micros);
    }
    if call.test.is_test_session() {
        count(tally.tests(call.test.outcome()), 1);
    }
    let mut slowest: Option<(usize, f64)> = None;
    for latency in reading.latencies() {
        turn(tally, latency);
        let e2e = latency.e2e.filter(|_| latency.unreliable.is_none());
        let seconds = e2e.map(EndToEnd::seconds);
        let slower = seconds.filter(|seconds| slowest.is_none_or(|(_, most)| *seconds > most));
        slowest = slower.map(|seconds| (latency.turn, seconds)).or(slowest);
    }
    if let Some(seconds) = call.duration_seconds {
        duration(tally, seconds);
    }
    slowest
}

fn count(counter: &mut u64, more: usize) {
    *counter = counter.saturating_add(more as u64);
}

fn messages(tally: &mut Tally, turn: &Turn<'_>) {
    count(&mut tally.user_messages, turn.user().count());
    for spoken in turn.assistant() {
        count(&mut tally.agent_messages, 1);
        let is_interrupted = spoken.message.interrupted == Some(true);
        count(&mut tally.interruptions, usize::from(is_interrupted));
    }
}

fn turn(tally: &mut Tally, latency: &TurnLatency) {
    if let Some(reason) = latency.unreliable {
        count(tally.unreliable_turns.of_mut(reason), 1);
        return;
    }
    let is_computed = matches!(latency.e2e, Some(EndToEnd::Computed(_)));
    count(&mut tally.computed_e2e, usize::from(is_computed));
    for metric in Metric::ALL {
        if let Some(seconds) = metric.of(latency) {
            tally.metrics.of_mut(metric).record(seconds);
        }
    }
}

/// An exact 0 is what a backend writes for a call that has not ended.
fn duration(tally: &mut Tally, seconds: f64) {
    if seconds > 0.0 && seconds < LONGEST_DELAY {
        tally.metrics.duration.record(seconds);
    } else if seconds != 0.0 {
        count(&mut tally.unusable_durations, 1);
    }
}

impl Tally {
    /// Adds another tally.
    pub fn merge(&mut self, other: &Self) {
        let pairs = [
            (&mut self.calls, other.calls),
            (&mut self.with_history, other.with_history),
            (&mut self.turns, other.turns),
            (&mut self.user_messages, other.user_messages),
            (&mut self.agent_messages, other.agent_messages),
            (&mut self.interruptions, other.interruptions),
            (&mut self.tool_calls, other.tool_calls),
            (&mut self.tool_errors, other.tool_errors),
            (&mut self.silences, other.silences),
            (&mut self.silence_us, other.silence_us),
            (&mut self.tests_passed, other.tests_passed),
            (&mut self.tests_failed, other.tests_failed),
            (&mut self.tests_without_result, other.tests_without_result),
            (&mut self.computed_e2e, other.computed_e2e),
            (&mut self.unusable_durations, other.unusable_durations),
        ];
        for (own, more) in pairs {
            *own = own.saturating_add(more);
        }
        for reason in Unreliable::ALL {
            let own = self.unreliable_turns.of_mut(reason);
            *own = own.saturating_add(other.unreliable_turns.of(reason));
        }
        for metric in Metric::ALL {
            self.metrics.of_mut(metric).merge(other.metrics.of(metric));
        }
    }

    fn tests(&mut self, outcome: Outcome) -> &mut u64 {
        match outcome {
            Outcome::Passed => &mut self.tests_passed,
            Outcome::Failed => &mut self.tests_failed,
            Outcome::NoResult => &mut self.tests_without_result,
        }
    }
}

impl UnreliableTurns {
    /// How many, for a reason.
    #[must_use]
    pub fn of(&self, reason: Unreliable) -> u64 {
        match reason {
            Unreliable::ReversedSpeech => self.reversed_speech,
            Unreliable::OutOfRange => self.out_of_range,
            Unreliable::NegativeDelay => self.negative_delay,
            Unreliable::Milliseconds => self.milliseconds,
        }
    }

    /// How many in all.
    #[must_use]
    pub fn total(&self) -> u64 {
        Unreliable::ALL
            .into_iter()
            .fold(0, |sum, reason| sum.saturating_add(self.of(reason)))
    }

    fn of_mut(&mut self, reason: Unreliable) -> &mut u64 {
        match reason {
            Unreliable::ReversedSpeech => &mut self.reversed_speech,
            Unreliable::OutOfRange => &mut self.out_of_range,
            Unreliable::NegativeDelay => &mut self.negative_delay,
            Unreliable::Milliseconds => &mut self.milliseconds,
        }
    }
}

impl Metrics {
    /// The distribution of a metric.
    #[must_use]
    pub fn of(&self, metric: Metric) -> &Histogram {
        match metric {
            Metric::EndOfTurn => &self.end_of_turn,
            Metric::Transcription => &self.transcription,
            Metric::Callback => &self.callback,
            Metric::Llm => &self.llm,
            Metric::Tts => &self.tts,
            Metric::Tools => &self.tools,
            Metric::E2e => &self.e2e,
            Metric::Duration => &self.duration,
        }
    }

    fn of_mut(&mut self, metric: Metric) -> &mut Histogram {
        match metric {
            Metric::EndOfTurn => &mut self.end_of_turn,
            Metric::Transcription => &mut self.transcription,
            Metric::Callback => &mut self.callback,
            Metric::Llm => &mut self.llm,
            Metric::Tts => &mut self.tts,
            Metric::Tools => &mut self.tools,
            Metric::E2e => &mut self.e2e,
            Metric::Duration => &mut self.duration,
        }
    }
}
