//! Where the time went, turn by turn, and over the call.

use serde::Serialize;

use super::options::Filter;
use super::seconds;
use crate::payload::{EndToEnd, Metric, Stats, TurnLatency, Unreliable, statistics};

/// The latency of a call.
#[derive(Debug, Clone, Serialize)]
pub struct Latency {
    /// One row a turn that was asked for.
    pub turns: Vec<LatencyTurn>,
    /// How many turns there are without a filter.
    #[serde(skip)]
    pub total: usize,
    /// Over the turns of the whole call that can be trusted.
    pub statistics: Statistics,
    /// How many turns are left out of the statistics.
    pub unreliable_turns: usize,
}

/// The delays of a turn, in seconds; absent is `null`, never 0.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct LatencyTurn {
    /// The turn's number, as in the transcript.
    pub turn: usize,
    /// Whether the turn is a greeting.
    pub is_greeting: bool,
    /// From the end of the user's speech to the end of the turn.
    #[serde(serialize_with = "seconds::some")]
    pub end_of_turn_seconds: Option<f64>,
    /// The part of it up to the final transcript.
    #[serde(serialize_with = "seconds::some")]
    pub transcription_seconds: Option<f64>,
    /// Run time of the agent's own hook.
    #[serde(serialize_with = "seconds::some")]
    pub callback_seconds: Option<f64>,
    /// The language model's first token.
    #[serde(serialize_with = "seconds::some")]
    pub llm_ttft_seconds: Option<f64>,
    /// The speech synthesis' first byte.
    #[serde(serialize_with = "seconds::some")]
    pub tts_ttfb_seconds: Option<f64>,
    /// End to end less the stages; negative when they overlapped.
    #[serde(serialize_with = "seconds::some")]
    pub remainder_seconds: Option<f64>,
    /// End to end.
    #[serde(serialize_with = "seconds::some")]
    pub e2e_seconds: Option<f64>,
    /// Where end to end is from.
    pub e2e_source: Option<E2eSource>,
    /// From the first tool call to the last output before the reply.
    #[serde(serialize_with = "seconds::some")]
    pub tools_seconds: Option<f64>,
    /// What took longest.
    pub slowest: Option<MetricName>,
    /// Why the turn is left out of the statistics.
    pub unreliable: Option<UnreliableName>,
}

/// Where an end-to-end latency is from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum E2eSource {
    /// The payload.
    Reported,
    /// The timestamps of the two messages.
    Computed,
}

/// The public names of the metrics.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[expect(
    missing_docs,
    reason = "the variants are those of `Metric`, documented there"
)]
pub enum MetricName {
    EndOfTurn,
    Transcription,
    Callback,
    LlmTtft,
    TtsTtfb,
    Remainder,
    E2e,
}

/// The public names of the reasons not to trust a turn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[expect(
    missing_docs,
    reason = "the variants are those of `Unreliable`, documented there"
)]
pub enum UnreliableName {
    ReversedSpeech,
    OutOfRange,
    NegativeDelay,
    Milliseconds,
}

/// The statistics of each metric.
#[derive(Debug, Clone, Copy, Serialize)]
#[expect(
    missing_docs,
    reason = "the fields are the metrics, documented in `LatencyTurn`"
)]
pub struct Statistics {
    pub end_of_turn: StatsRow,
    pub transcription: StatsRow,
    pub callback: StatsRow,
    pub llm_ttft: StatsRow,
    pub tts_ttfb: StatsRow,
    pub remainder: StatsRow,
    pub e2e: StatsRow,
}

/// The statistics of one metric, in seconds; percentiles of too few values are withheld.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize)]
#[expect(
    missing_docs,
    reason = "the fields are those of `Stats`, documented there"
)]
pub struct StatsRow {
    pub n: usize,
    #[serde(serialize_with = "seconds::some")]
    pub min: Option<f64>,
    #[serde(serialize_with = "seconds::some")]
    pub p50: Option<f64>,
    #[serde(serialize_with = "seconds::some")]
    pub p90: Option<f64>,
    #[serde(serialize_with = "seconds::some")]
    pub p95: Option<f64>,
    #[serde(serialize_with = "seconds::some")]
    pub p99: Option<f64>,
    #[serde(serialize_with = "seconds::some")]
    pub max: Option<f64>,
}

impl LatencyTurn {
    /// The value of a metric.
    #[must_use]
    pub fn value(&self, metric: MetricName) -> Option<f64> {
        match metric {
            MetricName::EndOfTurn => self.end_of_turn_seconds,
            MetricName::Transcription => self.transcription_seconds,
            MetricName::Callback => self.callback_seconds,
            MetricName::LlmTtft => self.llm_ttft_seconds,
            MetricName::TtsTtfb => self.tts_ttfb_seconds,
            MetricName::Remainder => self.remainder_seconds,
            MetricName::E2e => self.e2e_seconds,
        }
    }
}

impl Statistics {
    /// The statistics of a metric.
    #[must_use]
    pub fn of(&self, metric: MetricName) -> &StatsRow {
        match metric {
            MetricName::EndOfTurn => &self.end_of_turn,
            MetricName::Transcription => &self.transcription,
            MetricName::Callback => &self.callback,
            MetricName::LlmTtft => &self.llm_ttft,
            MetricName::TtsTtfb => &self.tts_ttfb,
            MetricName::Remainder => &self.remainder,
            MetricName::E2e => &self.e2e,
        }
    }
}

impl From<TurnLatency> for LatencyTurn {
    fn from(turn: TurnLatency) -> Self {
        Self {
            turn: turn.turn,
            is_greeting: turn.is_greeting,
            end_of_turn_seconds: turn.end_of_turn,
            transcription_seconds: turn.transcription,
            callback_seconds: turn.callback,
            llm_ttft_seconds: turn.llm,
            tts_ttfb_seconds: turn.tts,
            remainder_seconds: turn.remainder(),
            e2e_seconds: turn.e2e.map(EndToEnd::seconds),
            e2e_source: turn.e2e.map(E2eSource::from),
            tools_seconds: turn.tools,
            slowest: turn.slowest().map(MetricName::from),
            unreliable: turn.unreliable.map(UnreliableName::from),
        }
    }
}

impl From<EndToEnd> for E2eSource {
    fn from(e2e: EndToEnd) -> Self {
        match e2e {
            EndToEnd::Reported(_) => Self::Reported,
            EndToEnd::Computed(_) => Self::Computed,
        }
    }
}

impl From<Metric> for MetricName {
    fn from(metric: Metric) -> Self {
        match metric {
            Metric::EndOfTurn => Self::EndOfTurn,
            Metric::Transcription => Self::Transcription,
            Metric::Callback => Self::Callback,
            Metric::Llm => Self::LlmTtft,
            Metric::Tts => Self::TtsTtfb,
            Metric::Remainder => Self::Remainder,
            Metric::EndToEnd => Self::E2e,
        }
    }
}

impl From<Unreliable> for UnreliableName {
    fn from(reason: Unreliable) -> Self {
        match reason {
            Unreliable::ReversedSpeech => Self::ReversedSpeech,
            Unreliable::OutOfRange => Self::OutOfRange,
            Unreliable::NegativeDelay => Self::NegativeDelay,
            Unreliable::Milliseconds => Self::Milliseconds,
        }
    }
}

impl From<Stats> for StatsRow {
    fn from(stats: Stats) -> Self {
        let Stats {
            n,
            min,
            p50,
            p90,
            p95,
            p99,
            max,
        } = stats;
        Self {
            n,
            min,
            p50,
            p90,
            p95,
            p99,
            max,
        }
    }
}

pub(super) fn build(measured: Vec<TurnLatency>, filter: &Filter) -> Latency {
    let row = |metric| StatsRow::from(statistics(&measured, metric));
    Latency {
        statistics: Statistics {
            end_of_turn: row(Metric::EndOfTurn),
            transcription: row(Metric::Transcription),
            callback: row(Metric::Callback),
            llm_ttft: row(Metric::Llm),
            tts_ttfb: row(Metric::Tts),
            remainder: row(Metric::Remainder),
            e2e: row(Metric::EndToEnd),
        },
        unreliable_turns: measured
            .iter()
            .filter(|turn| turn.unreliable.is_some())
            .count(),
        total: measured.len(),
        turns: measured
            .into_iter()
            .filter(|turn| filter.has_turn(Some(turn.turn)))
            .map(LatencyTurn::from)
            .collect(),
    }
}
