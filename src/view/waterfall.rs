//! The turns of a call on one time axis, from where the user stopped speaking.

use super::Reading;
use super::options::Filter;
use super::stages::{Bar, bars};
use crate::payload::{EndToEnd, Metric, Turn, TurnLatency, seconds_between, tool_window};
use crate::view::MetricName;

/// The turns of a call.
#[derive(Debug, Clone)]
pub struct Waterfall {
    /// Every turn that was asked for, also those that cannot be drawn.
    pub turns: Vec<TurnBars>,
}

/// A turn and its bars.
#[derive(Debug, Clone)]
pub struct TurnBars {
    /// The turn's number.
    pub turn: usize,
    /// Whether nobody waited for an answer.
    pub is_greeting: bool,
    /// Whether its delays cannot be trusted.
    pub is_unreliable: bool,
    /// Its end to end in seconds.
    pub e2e: Option<f64>,
    /// Whether that is computed from timestamps, as none is reported.
    pub is_computed: bool,
    /// By how many seconds the stages are longer than end to end.
    pub overlap: Option<f64>,
    /// What took longest.
    pub slowest: Option<MetricName>,
    /// Where its stages lie; none where that is not known.
    pub bars: Vec<Bar>,
}

pub(super) fn build(reading: &Reading<'_>, filter: &Filter) -> Waterfall {
    let latencies = reading.latencies();
    let turns = reading.turns.iter().zip(&latencies);
    let turns = turns.filter(|(_, latency)| filter.has_turn(Some(latency.turn)));
    Waterfall {
        turns: turns
            .map(|(turn, latency)| turn_bars(turn, latency))
            .collect(),
    }
}

fn turn_bars(turn: &Turn<'_>, latency: &TurnLatency) -> TurnBars {
    let overlap = latency.remainder().filter(|seconds| *seconds < 0.0);
    TurnBars {
        turn: latency.turn,
        is_greeting: latency.is_greeting,
        is_unreliable: latency.unreliable.is_some(),
        e2e: latency.value(Metric::EndToEnd),
        is_computed: matches!(latency.e2e, Some(EndToEnd::Computed(_))),
        overlap: overlap.map(f64::abs),
        slowest: latency.slowest().map(MetricName::from),
        bars: bars(latency, tools(turn)),
    }
}

/// When the tools of a turn ran, in seconds from the end of the user's speech.
pub(super) fn tools(turn: &Turn<'_>) -> Option<(f64, f64)> {
    let stopped = turn.trigger()?.message.metrics.speech_ends()?;
    let (from, to) = tool_window(turn)?;
    Some((seconds_between(stopped, from), seconds_between(stopped, to)))
}
