//! The timing of one message, as its agent reported it.

use super::fields::Fields;
use super::timestamp::{Stamp, Timestamp, seconds_between};

/// `metrics` of a message; which values are there depends on who speaks and how.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Metrics {
    /// `started_speaking_at`.
    pub started_speaking_at: Stamp,
    /// `stopped_speaking_at`.
    pub stopped_speaking_at: Stamp,
    /// `transcription_delay`, seconds.
    pub transcription_delay: Option<f64>,
    /// `end_of_turn_delay`, seconds.
    pub end_of_turn_delay: Option<f64>,
    /// `on_user_turn_completed_delay`, seconds.
    pub on_user_turn_completed_delay: Option<f64>,
    /// `llm_node_ttft`, seconds.
    pub llm_node_ttft: Option<f64>,
    /// `tts_node_ttfb`, seconds.
    pub tts_node_ttfb: Option<f64>,
    /// `e2e_latency`, seconds.
    pub e2e_latency: Option<f64>,
}

impl Metrics {
    pub(super) fn new(fields: Fields<'_>) -> Self {
        Self {
            started_speaking_at: fields.stamp("started_speaking_at"),
            stopped_speaking_at: fields.stamp("stopped_speaking_at"),
            transcription_delay: fields.number("transcription_delay"),
            end_of_turn_delay: fields.number("end_of_turn_delay"),
            on_user_turn_completed_delay: fields.number("on_user_turn_completed_delay"),
            llm_node_ttft: fields.number("llm_node_ttft"),
            tts_node_ttfb: fields.number("tts_node_ttfb"),
            e2e_latency: fields.number("e2e_latency"),
        }
    }

    /// `started_speaking_at`, if somebody set it.
    #[must_use]
    pub fn speech_begins(&self) -> Option<Timestamp> {
        self.started_speaking_at.known()
    }

    /// `stopped_speaking_at`, if somebody set it.
    #[must_use]
    pub fn speech_ends(&self) -> Option<Timestamp> {
        self.stopped_speaking_at.known()
    }

    /// Start and end of the speech, when both are known, set and in order.
    #[must_use]
    pub fn speech(&self) -> Option<(Timestamp, Timestamp)> {
        let window = self.speech_begins().zip(self.speech_ends());
        window.filter(|(started, stopped)| started <= stopped)
    }

    /// Whether the speech ends before it starts: its anchors are stale, and so is every delay
    /// that was measured from them.
    #[must_use]
    pub fn is_speech_reversed(&self) -> bool {
        let window = self.speech_begins().zip(self.speech_ends());
        window.is_some_and(|(started, stopped)| seconds_between(started, stopped) < 0.0)
    }
}
