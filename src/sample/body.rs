//! The payload as SpeakNode lays it out: one flat item for every kind, and fields that are either
//! left out or written as null, as a scenario wants it.

use std::borrow::Cow;

use serde::ser::{Serialize, SerializeStruct, Serializer};

use super::clock::{Moment, microseconds, seconds};
use super::legacy;

/// A text, filled in or as it stands in a script.
pub(super) type Text = Cow<'static, str>;

/// A payload that can be written.
pub struct Payload {
    pub(super) event: &'static str,
    pub(super) data: Data,
}

/// Which fields without a value are written as null.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Nulls {
    /// None: they are left out.
    #[default]
    Nowhere,
    /// Those of the session.
    Session,
    /// Those of the session and of every item.
    Everywhere,
}

/// `data`.
#[derive(Default)]
pub(super) struct Data {
    pub(super) nulls: Nulls,
    pub(super) session_id: String,
    pub(super) agent_id: String,
    pub(super) agent_name: Option<&'static str>,
    pub(super) audio_url: Option<String>,
    pub(super) audio_url_expires_at: Option<Moment>,
    pub(super) created_at: Option<Moment>,
    pub(super) start_time: Option<Moment>,
    pub(super) agent_joined_at: Option<Moment>,
    /// Milliseconds.
    pub(super) duration: Option<i64>,
    pub(super) history: History,
    pub(super) telecom_provider: Option<&'static str>,
    pub(super) from_number: Option<String>,
    pub(super) to_number: Option<String>,
    pub(super) campaign_item_id: Option<String>,
    pub(super) campaign_id: Option<String>,
    pub(super) campaign_name: Option<&'static str>,
    pub(super) url_parameters: Option<Vec<(&'static str, Text)>>,
    pub(super) test_run_id: Option<String>,
    pub(super) test_id: Option<String>,
    pub(super) test_status: Option<&'static str>,
    pub(super) test_eval_result: Option<Evaluation>,
}

/// `history`, in one of its shapes.
#[derive(Default)]
pub(super) enum History {
    /// No history.
    #[default]
    Absent,
    /// The documented shape.
    Items(Vec<Item>),
    /// The older shape, whose body knows no tests.
    Legacy(Vec<legacy::Turn>),
}

/// An item of `history`.
#[derive(Default)]
pub(super) struct Item {
    pub(super) role: Option<&'static str>,
    pub(super) content: Option<Text>,
    pub(super) kind: &'static str,
    pub(super) id: String,
    pub(super) created_at: Option<Moment>,
    pub(super) interrupted: Option<bool>,
    /// Thousandths.
    pub(super) confidence: Option<i64>,
    pub(super) metrics: Option<Metrics>,
    pub(super) tool_name: Option<&'static str>,
    pub(super) tool_call_id: Option<String>,
    pub(super) tool_arguments_json: Option<Text>,
    pub(super) tool_output: Option<Text>,
    pub(super) tool_is_error: Option<bool>,
    pub(super) handoff_to_agent_id: Option<&'static str>,
    pub(super) instructions: Option<Text>,
    pub(super) tools_added: Option<&'static [&'static str]>,
}

/// `metrics`, in milliseconds; the hook in microseconds.
#[derive(Default)]
pub(super) struct Metrics {
    pub(super) started: Option<Moment>,
    pub(super) stopped: Option<Moment>,
    pub(super) transcription: Option<i64>,
    pub(super) end_of_turn: Option<i64>,
    pub(super) hook: Option<i64>,
    pub(super) llm: Option<i64>,
    pub(super) tts: Option<i64>,
    pub(super) e2e: Option<i64>,
}

/// `test_eval_result`.
#[derive(serde::Serialize)]
pub(super) struct Evaluation {
    pub(super) success: bool,
    pub(super) reasons: Vec<Text>,
    pub(super) completion_reason: Option<&'static str>,
}

/// Members of an object, of which those without a value are left out or null.
struct Fields<S> {
    inner: S,
    nulls: bool,
}

impl<S: SerializeStruct> Fields<S> {
    fn put<T: Serialize>(&mut self, key: &'static str, value: Option<T>) -> Result<(), S::Error> {
        match value {
            None if !self.nulls => Ok(()),
            value => self.inner.serialize_field(key, &value),
        }
    }
}

impl Serialize for Payload {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut fields = serializer.serialize_struct("Payload", 2)?;
        fields.serialize_field("event", self.event)?;
        fields.serialize_field("data", &self.data)?;
        fields.end()
    }
}

impl Serialize for Data {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let inner = serializer.serialize_struct("Data", 22)?;
        let nulls = self.nulls != Nulls::Nowhere;
        let mut fields = Fields { inner, nulls };
        fields.put("session_id", Some(&self.session_id))?;
        fields.put("agent_id", Some(&self.agent_id))?;
        fields.put("agent_name", self.agent_name)?;
        fields.put("audio_url", self.audio_url.as_ref())?;
        fields.put("audio_url_expires_at", self.audio_url_expires_at)?;
        fields.put("created_at", self.created_at)?;
        fields.put("start_time", self.start_time)?;
        fields.put("agent_joined_at", self.agent_joined_at)?;
        fields.put("duration_seconds", self.duration.map(seconds))?;
        let laid = |item| Laid(item, self.nulls);
        match &self.history {
            History::Absent => fields.put("history", None::<()>)?,
            History::Items(items) => fields.put("history", Some(Each(items, laid)))?,
            History::Legacy(turns) => fields.put("history", Some(turns))?,
        }
        fields.put("telecom_provider", self.telecom_provider)?;
        fields.put("from_number", self.from_number.as_ref())?;
        fields.put("to_number", self.to_number.as_ref())?;
        fields.put("campaign_item_id", self.campaign_item_id.as_ref())?;
        fields.put("campaign_id", self.campaign_id.as_ref())?;
        fields.put("campaign_name", self.campaign_name)?;
        fields.put("url_parameters", self.url_parameters.as_deref().map(Map))?;
        if !matches!(self.history, History::Legacy(_)) {
            fields.put("test_run_id", self.test_run_id.as_ref())?;
            fields.put("test_id", self.test_id.as_ref())?;
            fields.put("test_status", self.test_status)?;
            fields.put("test_eval_result", self.test_eval_result.as_ref())?;
        }
        fields.inner.end()
    }
}

/// A list whose elements are written by way of something else.
struct Each<'a, T, F>(&'a [T], F);

impl<'a, T, U: Serialize, F: Fn(&'a T) -> U> Serialize for Each<'a, T, F> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.iter().map(&self.1))
    }
}

struct Map<'a>(&'a [(&'static str, Text)]);

impl Serialize for Map<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(key, value)| (key, value)))
    }
}

/// An item or metrics, and what becomes of what they lack.
struct Laid<'a, T>(&'a T, Nulls);

impl Serialize for Laid<'_, Item> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self(item, nulls) = self;
        let inner = serializer.serialize_struct("Item", 16)?;
        let mut fields = Fields {
            inner,
            nulls: *nulls == Nulls::Everywhere,
        };
        fields.put("role", item.role)?;
        fields.put("content", item.content.as_ref())?;
        fields.put("kind", Some(item.kind))?;
        fields.put("id", Some(&item.id))?;
        fields.put("created_at", item.created_at)?;
        fields.put("interrupted", item.interrupted)?;
        fields.put("transcript_confidence", item.confidence.map(seconds))?;
        let metrics = item.metrics.as_ref().map(|metrics| Laid(metrics, *nulls));
        fields.put("metrics", metrics)?;
        fields.put("tool_name", item.tool_name)?;
        fields.put("tool_call_id", item.tool_call_id.as_ref())?;
        fields.put("tool_arguments_json", item.tool_arguments_json.as_ref())?;
        fields.put("tool_output", item.tool_output.as_ref())?;
        fields.put("tool_is_error", item.tool_is_error)?;
        fields.put("handoff_to_agent_id", item.handoff_to_agent_id)?;
        fields.put("instructions", item.instructions.as_ref())?;
        fields.put("tools_added", item.tools_added)?;
        fields.inner.end()
    }
}

impl Serialize for Laid<'_, Metrics> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self(metrics, nulls) = self;
        let inner = serializer.serialize_struct("Metrics", 8)?;
        let mut fields = Fields {
            inner,
            nulls: *nulls == Nulls::Everywhere,
        };
        fields.put("started_speaking_at", metrics.started)?;
        fields.put("stopped_speaking_at", metrics.stopped)?;
        fields.put("transcription_delay", metrics.transcription.map(seconds))?;
        fields.put("end_of_turn_delay", metrics.end_of_turn.map(seconds))?;
        let hook = metrics.hook.map(microseconds);
        fields.put("on_user_turn_completed_delay", hook)?;
        fields.put("llm_node_ttft", metrics.llm.map(seconds))?;
        fields.put("tts_node_ttfb", metrics.tts.map(seconds))?;
        fields.put("e2e_latency", metrics.e2e.map(seconds))?;
        fields.inner.end()
    }
}
