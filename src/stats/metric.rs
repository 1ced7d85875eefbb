//! What is measured, by the names that people type.

use serde::{Deserialize, Serialize};

use crate::payload::{self, EndToEnd, TurnLatency};

/// A measure of a turn, or the length of a call. What the stages leave of end to end is none: it is
/// a difference of delays that overlap, and means something only beside its own turn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Metric {
    /// From the end of the user's speech to the end of the turn.
    EndOfTurn,
    /// The part of it up to the final transcript.
    Transcription,
    /// Run time of the agent's own hook.
    Callback,
    /// The language model's time to its first token.
    Llm,
    /// The speech synthesis' time to its first byte.
    Tts,
    /// From the first tool call of a turn to the last output before the reply.
    Tools,
    /// From the end of the user's speech to the start of the agent's.
    E2e,
    /// The length of a call.
    Duration,
}

impl Metric {
    /// Every metric, in the order of `show`'s table.
    pub const ALL: [Self; 8] = [
        Self::EndOfTurn,
        Self::Transcription,
        Self::Callback,
        Self::Llm,
        Self::Tts,
        Self::Tools,
        Self::E2e,
        Self::Duration,
    ];

    /// The public name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::EndOfTurn => "end_of_turn",
            Self::Transcription => "transcription",
            Self::Callback => "callback",
            Self::Llm => "llm",
            Self::Tts => "tts",
            Self::Tools => "tools",
            Self::E2e => "e2e",
            Self::Duration => "duration",
        }
    }

    /// What `show`, the columns of rows or a table call it, where that is another word. It is taken for
    /// the name.
    #[must_use]
    pub fn alias(self) -> Option<&'static str> {
        match self {
            Self::Llm => Some(payload::Metric::Llm.name()),
            Self::Tts => Some(payload::Metric::Tts.name()),
            Self::Duration => Some("call"),
            _ => None,
        }
    }

    /// What a payload calls it, where that is one field.
    pub(super) fn field(self) -> Option<&'static str> {
        match self {
            Self::EndOfTurn => Some("end_of_turn_delay"),
            Self::Transcription => Some("transcription_delay"),
            Self::Callback => Some("on_user_turn_completed_delay"),
            Self::Llm => Some("llm_node_ttft"),
            Self::Tts => Some("tts_node_ttfb"),
            Self::Tools => None,
            Self::E2e => Some("e2e_latency"),
            Self::Duration => Some("duration_seconds"),
        }
    }

    /// The metric of this name.
    pub(super) fn named(name: &str) -> Option<Self> {
        let mut all = Self::ALL.into_iter();
        all.find(|metric| metric.name() == name || metric.alias() == Some(name))
    }

    /// Its value for a turn, in seconds; a length of calls has none.
    pub(super) fn of(self, turn: &TurnLatency) -> Option<f64> {
        match self {
            Self::EndOfTurn => turn.end_of_turn,
            Self::Transcription => turn.transcription,
            Self::Callback => turn.callback,
            Self::Llm => turn.llm,
            Self::Tts => turn.tts,
            Self::Tools => turn.tools,
            Self::E2e => turn.e2e.map(EndToEnd::seconds),
            Self::Duration => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_metric_is_typed_by_its_name_and_has_a_value_of_its_own() {
        let turn = TurnLatency {
            turn: 1,
            is_greeting: false,
            end_of_turn: Some(1.5),
            transcription: Some(2.5),
            callback: Some(3.5),
            llm: Some(4.5),
            tts: Some(5.5),
            e2e: Some(EndToEnd::Computed(7.5)),
            tools: Some(6.5),
            unreliable: None,
        };
        let expected = [
            ("end_of_turn", Some(1.5)),
            ("transcription", Some(2.5)),
            ("callback", Some(3.5)),
            ("llm", Some(4.5)),
            ("tts", Some(5.5)),
            ("tools", Some(6.5)),
            ("e2e", Some(7.5)),
            ("duration", None),
        ];
        for (metric, (name, value)) in Metric::ALL.into_iter().zip(expected) {
            assert_eq!((metric.name(), metric.of(&turn)), (name, value));
            assert_eq!(serde_json::to_value(metric).unwrap(), name);
        }
    }
}
