//! The latency of a turn: the user's half and the assistant's reply joined.
//!
//! End to end is the truth. The stages are what was reported; they overlap, as the model may
//! start before the turn is over, and leave out sentence buffering, playback and tools. So
//! what remains of end to end is signed, and nothing here pretends that the stages add up.

use super::history::{Item, ItemKind};
use super::metrics::Metrics;
use super::percentile::Stats;
use super::timestamp::{Timestamp, seconds_between};
use super::tool_run::ToolRun;
use super::turn::Turn;
use super::unit::{is_thousandfold, telling};

/// No delay of a call is this long, in seconds (11 days): such a value is a moment (seconds since
/// 1970), not a delay.
pub const LONGEST_DELAY: f64 = 1e6;

/// The delays of one turn, in seconds. What was not measured is absent, never 0, and an exact 0 was not measured.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TurnLatency {
    /// The turn's number.
    pub turn: usize,
    /// Whether the turn is a greeting, which answers nobody.
    pub is_greeting: bool,
    /// From the end of the user's speech to the end of the turn.
    pub end_of_turn: Option<f64>,
    /// The part of `end_of_turn` up to the final transcript.
    pub transcription: Option<f64>,
    /// Run time of the agent's own hook on a completed turn.
    pub callback: Option<f64>,
    /// The language model's time to its first token.
    pub llm: Option<f64>,
    /// The speech synthesis' time to its first byte.
    pub tts: Option<f64>,
    /// From the end of the user's speech to the start of the agent's.
    pub e2e: Option<EndToEnd>,
    /// From the first tool call to the last output before the reply.
    pub tools: Option<f64>,
    /// Why the turn's values are not to be trusted.
    pub unreliable: Option<Unreliable>,
}

/// An end-to-end latency, and where it is from.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum EndToEnd {
    /// The payload reports it.
    Reported(f64),
    /// It is absent, and this is the difference of the two timestamps that define it.
    Computed(f64),
}

impl EndToEnd {
    /// The seconds.
    #[must_use]
    pub fn seconds(self) -> f64 {
        match self {
            Self::Reported(seconds) | Self::Computed(seconds) => seconds,
        }
    }
}

/// Why a turn's values are left out of statistics.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unreliable {
    /// A speech window ends before it starts.
    ReversedSpeech,
    /// A value is too large for a delay; a moment leaked into it.
    OutOfRange,
    /// A delay is negative: the agent spoke before the user had finished, or a value is wrong.
    NegativeDelay,
    /// The numbers prove that delays are in milliseconds.
    Milliseconds,
}

impl Unreliable {
    /// Every reason.
    pub const ALL: [Self; 4] = [
        Self::ReversedSpeech,
        Self::OutOfRange,
        Self::NegativeDelay,
        Self::Milliseconds,
    ];

    /// The public name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::ReversedSpeech => "reversed_speech",
            Self::OutOfRange => "out_of_range",
            Self::NegativeDelay => "negative_delay",
            Self::Milliseconds => "milliseconds",
        }
    }
}

/// A column of the latency table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Metric {
    /// [`TurnLatency::end_of_turn`].
    EndOfTurn,
    /// [`TurnLatency::transcription`].
    Transcription,
    /// [`TurnLatency::callback`].
    Callback,
    /// [`TurnLatency::llm`].
    Llm,
    /// [`TurnLatency::tts`].
    Tts,
    /// [`TurnLatency::remainder`].
    Remainder,
    /// [`TurnLatency::e2e`].
    EndToEnd,
}

impl Metric {
    /// Every metric, in the order in which a turn passes through them.
    pub const ALL: [Self; 7] = [
        Self::EndOfTurn,
        Self::Transcription,
        Self::Callback,
        Self::Llm,
        Self::Tts,
        Self::Remainder,
        Self::EndToEnd,
    ];

    /// The stages that follow one another; transcription is a part of the first.
    pub const STAGES: [Self; 4] = [Self::EndOfTurn, Self::Callback, Self::Llm, Self::Tts];

    /// The public name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::EndOfTurn => "end_of_turn",
            Self::Transcription => "transcription",
            Self::Callback => "callback",
            Self::Llm => "llm_ttft",
            Self::Tts => "tts_ttfb",
            Self::Remainder => "remainder",
            Self::EndToEnd => "e2e",
        }
    }
}

impl TurnLatency {
    /// Measures a turn of a payload whose delays are all in milliseconds, or are not.
    fn of(turn: &Turn<'_>, is_in_milliseconds: bool) -> Self {
        let user = turn
            .trigger()
            .map(|spoken| spoken.message.metrics)
            .unwrap_or_default();
        let reply = turn
            .reply()
            .map(|spoken| spoken.message.metrics)
            .unwrap_or_default();
        let latency = Self {
            turn: turn.number,
            is_greeting: turn.is_greeting(),
            end_of_turn: measured(user.end_of_turn_delay),
            transcription: user.transcription_delay,
            callback: user.on_user_turn_completed_delay,
            llm: measured(reply.llm_node_ttft),
            tts: measured(reply.tts_node_ttfb),
            e2e: end_to_end(&user, &reply),
            tools: tool_time(turn),
            unreliable: None,
        };
        let is_reversed = user.is_speech_reversed() || reply.is_speech_reversed();
        let has_delays = || telling(&user).chain(telling(&reply)).next().is_some();
        let is_too_large = || (is_in_milliseconds && has_delays()) || is_e2e_thousandfold(turn);
        let reversed = is_reversed.then_some(Unreliable::ReversedSpeech);
        let unreliable = reversed.or_else(|| latency.implausible());
        Self {
            unreliable: unreliable.or_else(|| is_too_large().then_some(Unreliable::Milliseconds)),
            ..latency
        }
    }

    /// The value of a metric.
    #[must_use]
    pub fn value(&self, metric: Metric) -> Option<f64> {
        match metric {
            Metric::EndOfTurn => self.end_of_turn,
            Metric::Transcription => self.transcription,
            Metric::Callback => self.callback,
            Metric::Llm => self.llm,
            Metric::Tts => self.tts,
            Metric::Remainder => self.remainder(),
            Metric::EndToEnd => self.e2e.map(EndToEnd::seconds),
        }
    }

    /// What the stages leave of end to end: time that no stage accounts for when positive,
    /// overlap when negative. Absent when it is out of range, and unless end of turn, model and
    /// speech synthesis are all known, as it would hold their time too. The callback may be
    /// absent: a hook that is not used takes tens of microseconds.
    #[must_use]
    pub fn remainder(&self) -> Option<f64> {
        let stages = self.end_of_turn? + self.llm? + self.tts? + self.callback.unwrap_or(0.0);
        let remainder = self.e2e?.seconds() - stages;
        remainder.is_finite().then_some(remainder)
    }

    /// What took longest: a stage, or the remainder. Absent where there is nothing to compare,
    /// and in a greeting, for which nobody waited.
    #[must_use]
    pub fn slowest(&self) -> Option<Metric> {
        let candidates = Metric::STAGES.into_iter().chain([Metric::Remainder]);
        let timed = candidates.filter_map(|metric| Some((metric, self.value(metric)?)));
        let timed: Vec<_> = timed.filter(|(_, seconds)| *seconds > 0.0).collect();
        if timed.len() < 2 || self.is_greeting || self.unreliable.is_some() {
            return None;
        }
        timed
            .into_iter()
            .max_by(|a, b| a.1.total_cmp(&b.1))
            .map(|(metric, _)| metric)
    }

    fn implausible(&self) -> Option<Unreliable> {
        let delays = || {
            let parts = Metric::STAGES.iter().chain(&[Metric::Transcription]);
            parts.filter_map(|metric| self.value(*metric))
        };
        let all = || delays().chain(self.e2e.map(EndToEnd::seconds));
        if all().any(|seconds| seconds.abs() >= LONGEST_DELAY) {
            return Some(Unreliable::OutOfRange);
        }
        all()
            .any(|seconds| seconds < 0.0)
            .then_some(Unreliable::NegativeDelay)
    }
}

/// A delay that was measured. An exact 0 was not: older stacks write it where the end of speech was
/// not detected, and a backend may write it for a value that is absent. The delays of transcription
/// and callback may be 0: LiveKit writes it for a transcript that came before the end of speech.
pub(super) fn measured(delay: Option<f64>) -> Option<f64> {
    delay.filter(|seconds| *seconds != 0.0)
}

/// Measures the turns of a payload. Which unit its delays are in, only all of them together say.
pub(super) fn measure(turns: &[Turn<'_>], is_in_milliseconds: bool) -> Vec<TurnLatency> {
    let measured = |turn| TurnLatency::of(turn, is_in_milliseconds);
    turns.iter().map(measured).collect()
}

/// Whether the reported latency is the milliseconds of the difference that defines it.
fn is_e2e_thousandfold(turn: &Turn<'_>) -> bool {
    let gap = || {
        let (trigger, reply) = turn.trigger().zip(turn.reply())?;
        let reported = reply.message.metrics.e2e_latency?;
        let end = trigger.message.metrics.speech_ends()?;
        let start = reply.message.metrics.speech_begins()?;
        Some((reported, seconds_between(end, start)))
    };
    gap().is_some_and(|(reported, gap)| is_thousandfold(reported, gap))
}

/// The reported latency, else the difference that defines it. A reply that began before the
/// user stopped was not set off by this message (a scripted line is filed after its playout),
/// so a negative difference is no latency.
fn end_to_end(user: &Metrics, reply: &Metrics) -> Option<EndToEnd> {
    if let Some(seconds) = measured(reply.e2e_latency) {
        return Some(EndToEnd::Reported(seconds));
    }
    if user.is_speech_reversed() || reply.is_speech_reversed() {
        return None;
    }
    let seconds = seconds_between(user.speech_ends()?, reply.speech_begins()?);
    (seconds >= 0.0).then_some(EndToEnd::Computed(seconds))
}

fn tool_time(turn: &Turn<'_>) -> Option<f64> {
    let (first, last) = tool_window(turn)?;
    let seconds = seconds_between(first, last);
    (seconds >= 0.0).then_some(seconds)
}

/// The first tool call of a turn and the last output before its reply.
#[must_use]
pub fn tool_window(turn: &Turn<'_>) -> Option<(Timestamp, Timestamp)> {
    let reply = turn.reply().map(|spoken| spoken.item);
    let is_reply = |item: &Item<'_>| reply.is_some_and(|reply| std::ptr::eq(reply, item));
    let end = turn.items.iter().take_while(|item| !is_reply(item)).count();
    let before = turn.items.get(..end)?;
    before
        .iter()
        .find(|item| matches!(item.kind, ItemKind::ToolCall(_)))?;
    let runs = ToolRun::pair(before);
    let calls = runs.iter().filter_map(|run| run.call?.0.created_at.known());
    let outputs = runs
        .iter()
        .filter_map(|run| run.output?.0.created_at.known());
    Some((calls.min()?, outputs.max()?))
}

/// The statistics of a metric over the reliable turns.
#[must_use]
pub fn statistics(turns: &[TurnLatency], metric: Metric) -> Stats {
    let reliable = turns.iter().filter(|turn| turn.unreliable.is_none());
    Stats::of(reliable.filter_map(|turn| turn.value(metric)).collect())
}

#[cfg(test)]
#[path = "latency_tests.rs"]
mod tests;
