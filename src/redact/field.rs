//! What a place in a payload holds, as far as redaction goes. Everything that is not documented is taken for
//! what people said.

/// What the values of a documented place are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Field {
    /// `event`, `role`, `kind` and other words of a short list.
    Word,
    /// Identifiers.
    Id,
    /// Names that somebody gave to an agent or a campaign.
    Label,
    /// The recording's address.
    Recording,
    /// `from_number` and `to_number`.
    Phone,
    /// Dates and times.
    Time,
    /// Measures.
    Measure,
    /// Truth values.
    Flag,
    /// `url_parameters`.
    Parameters,
    /// What was said.
    Speech,
    /// `tool_arguments_json`.
    Arguments,
    /// `tool_output`.
    Output,
    /// Names of tools.
    Tool,
    /// `instructions`.
    Instructions,
    /// Why a test passed or failed.
    Reasons,
    /// What is not documented.
    Unknown,
}

impl Field {
    /// What the field is called in a report.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Word => "event, role, kind, status",
            Self::Id => "ids",
            Self::Label => "agent_name, campaign_name",
            Self::Recording => "audio_url",
            Self::Phone => "from_number, to_number",
            Self::Time => "times",
            Self::Measure => "measures",
            Self::Flag => "truth values",
            Self::Parameters => "url_parameters",
            Self::Speech => "content",
            Self::Arguments => "tool_arguments_json",
            Self::Output => "tool_output",
            Self::Tool => "tool_name, tools_added",
            Self::Instructions => "instructions",
            Self::Reasons => "reasons",
            Self::Unknown => "undocumented",
        }
    }

    /// What is in a value of this field that should have been a word, a time or a measure: nobody knows.
    pub(super) fn below(self) -> Self {
        match self {
            Self::Word | Self::Time | Self::Measure | Self::Flag | Self::Tool => Self::Unknown,
            other => other,
        }
    }

    /// Whether the payload itself is told of, and nothing that people said or that tools took and gave.
    pub(super) fn is_of_payload(self) -> bool {
        matches!(
            self,
            Self::Id | Self::Label | Self::Word | Self::Tool | Self::Recording
        )
    }

    /// Whether people said it, or tools took or gave it, as far as anybody knows.
    pub(super) fn is_said(self) -> bool {
        !self.is_of_payload() && self != Self::Unknown
    }

    /// Whether long words of mixed letters and digits are tokens here: ids and names of tools are such words, too.
    pub(super) fn has_tokens(self) -> bool {
        !matches!(self, Self::Id | Self::Tool | Self::Word)
    }

    /// Whether a tool, a link or nobody knows who wrote the values, under keys of their own.
    pub(super) fn has_keys(self) -> bool {
        matches!(
            self,
            Self::Parameters | Self::Arguments | Self::Output | Self::Unknown
        )
    }
}

/// Where a value is: what keys mean depends on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    Payload,
    Data,
    History,
    Item,
    Metrics,
    Verdict,
    /// A value, or anything that stands where one should.
    Of(Field),
}

impl Place {
    /// The place of a member, and whether its key is documented.
    pub(super) fn member(self, key: &str) -> (Self, bool) {
        let known = match self {
            Self::Payload => match key {
                "event" => Some(Self::Of(Field::Word)),
                "data" => Some(Self::Data),
                _ => None,
            },
            Self::Data => data(key),
            Self::Item => item(key),
            Self::Metrics => metric(key).map(Self::Of),
            Self::Verdict => match key {
                "success" => Some(Self::Of(Field::Flag)),
                "reasons" => Some(Self::Of(Field::Reasons)),
                "completion_reason" => Some(Self::Of(Field::Word)),
                _ => None,
            },
            Self::History => None,
            Self::Of(field) => return (Self::Of(field.below()), false),
        };
        (known.unwrap_or(Self::Of(Field::Unknown)), known.is_some())
    }

    /// The place of an element.
    pub(super) fn element(self) -> Self {
        match self {
            Self::History => Self::Item,
            Self::Of(field @ Field::Tool) => Self::Of(field),
            Self::Of(field) => Self::Of(field.below()),
            _ => Self::Of(Field::Unknown),
        }
    }

    /// What a string or a number is here.
    pub(super) fn field(self) -> Field {
        match self {
            Self::Of(field) => field,
            _ => Field::Unknown,
        }
    }
}

fn data(key: &str) -> Option<Place> {
    Some(Place::Of(match key {
        "history" => return Some(Place::History),
        "test_eval_result" => return Some(Place::Verdict),
        "session_id" | "agent_id" | "campaign_item_id" | "campaign_id" | "test_run_id"
        | "test_id" => Field::Id,
        "agent_name" | "campaign_name" => Field::Label,
        "audio_url" => Field::Recording,
        "audio_url_expires_at" | "created_at" | "start_time" | "agent_joined_at" => Field::Time,
        "duration_seconds" => Field::Measure,
        "telecom_provider" | "test_status" => Field::Word,
        "from_number" | "to_number" => Field::Phone,
        "url_parameters" => Field::Parameters,
        _ => return None,
    }))
}

fn item(key: &str) -> Option<Place> {
    Some(Place::Of(match key {
        "metrics" | "user_metrics" | "assistant_metrics" => return Some(Place::Metrics),
        // `type` and `timestamp` are of the older shape.
        "role" | "kind" | "type" => Field::Word,
        "id" | "tool_call_id" | "handoff_to_agent_id" => Field::Id,
        "created_at" | "timestamp" => Field::Time,
        "interrupted" | "tool_is_error" => Field::Flag,
        "transcript_confidence" => Field::Measure,
        "content" => Field::Speech,
        "tool_name" | "tools_added" => Field::Tool,
        "tool_arguments_json" => Field::Arguments,
        "tool_output" => Field::Output,
        "instructions" => Field::Instructions,
        _ => return None,
    }))
}

fn metric(key: &str) -> Option<Field> {
    match key {
        "started_speaking_at" | "stopped_speaking_at" => Some(Field::Time),
        "transcription_delay"
        | "end_of_turn_delay"
        | "on_user_turn_completed_delay"
        | "llm_node_ttft"
        | "tts_node_ttfb"
        | "e2e_latency"
        | "transcript_confidence"
        | "end_of_utterance_delay"
        | "llm_duration"
        | "llm_ttft"
        | "tts_ttfb"
        | "tts_duration" => Some(Field::Measure),
        "interrupted" => Some(Field::Flag),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn properties(of: &str) -> Vec<String> {
        let schema: serde_json::Value = serde_json::from_str(crate::schema::PAYLOAD).unwrap();
        let properties = schema.pointer(of).unwrap().as_object().unwrap();
        properties.keys().cloned().collect()
    }

    #[test]
    fn every_documented_field_has_a_meaning() {
        for (place, of) in [
            (Place::Payload, "/properties"),
            (Place::Data, "/$defs/data/properties"),
            (Place::Item, "/$defs/history_item/properties"),
            (Place::Metrics, "/$defs/metrics/properties"),
            (Place::Verdict, "/$defs/test_eval_result/properties"),
        ] {
            for key in properties(of) {
                let is_known = place.member(&key).1;
                assert!(is_known, "say in src/redact/field.rs what {of}/{key} holds");
            }
        }
    }
}
