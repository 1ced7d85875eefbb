//! The entries of a transcript, as they are shown and as they are in the public JSON.

use serde::{Serialize, Serializer};

use super::latency::E2eSource;
use super::options::{EntryKind, RoleName};
use super::seconds;
use super::time::{Moment, Start};
use super::tools::ToolUse;
use crate::payload::Role;
use crate::text::Untrusted;

/// The entries of a call.
#[derive(Debug, Clone, Serialize)]
pub struct Transcript<'a> {
    /// What offsets are counted from.
    pub start: Option<Start>,
    /// The entries that were asked for.
    pub entries: Vec<Entry<'a>>,
    /// How many entries there are without a filter.
    pub total: usize,
    /// Whether entries are shown in full.
    #[serde(skip)]
    pub is_full: bool,
}

/// An entry of a transcript.
#[derive(Debug, Clone, Serialize)]
pub struct Entry<'a> {
    /// The turn it belongs to, as in the latency table.
    pub turn: Option<usize>,
    /// Its index in `history`.
    pub index: Option<usize>,
    /// When it began: a message when its speech began if known, else when it was filed.
    pub at: Option<Moment>,
    /// Seconds from the start of the call.
    #[serde(serialize_with = "seconds::some")]
    pub offset_seconds: Option<f64>,
    /// The time as a person reads it; empty when unknown or not wanted.
    #[serde(skip)]
    pub time: String,
    /// Whether a search left out entries right before this one.
    #[serde(skip)]
    pub follows_gap: bool,
    /// What it is.
    #[serde(flatten)]
    pub what: What<'a>,
}

/// What an entry is.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum What<'a> {
    /// Something said.
    Message(Utterance<'a>),
    /// A tool call with its result.
    Tool(ToolUse<'a>),
    /// A handoff.
    Handoff(HandoffEntry<'a>),
    /// A change of configuration.
    Config(ConfigChange<'a>),
    /// A pause in the speech.
    Silence(Silence),
    /// An item that is not an object.
    Other,
}

/// Something said.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct Utterance<'a> {
    /// Who spoke.
    #[serde(serialize_with = "role_name")]
    pub role: Option<Role<'a>>,
    /// The kind that it declares where that is no name for a message.
    pub declared_kind: Option<Untrusted<'a>>,
    /// What.
    pub content: Option<Untrusted<'a>>,
    /// Whether it was cut short.
    pub interrupted: Option<bool>,
    /// Confidence of the transcription.
    pub confidence: Option<f64>,
    /// Whether that is low.
    pub is_low_confidence: bool,
    /// When the speech ended.
    pub stopped_at: Option<Moment>,
    /// When the speech began, unless that is a default which nobody set.
    #[serde(skip)]
    pub speech_begins: Option<Moment>,
    /// When it ended, likewise.
    #[serde(skip)]
    pub speech_ends: Option<Moment>,
    /// How long it made the user wait, if it is the reply that its turn's latency is about.
    #[serde(skip)]
    pub answer: Option<Answer>,
}

/// The end-to-end latency of a reply.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Answer {
    /// The latency in seconds.
    pub seconds: f64,
    /// Where it is from.
    pub source: E2eSource,
    /// Whether it is counted in statistics.
    pub is_reliable: bool,
}

/// A handoff.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct HandoffEntry<'a> {
    /// The agent that takes over.
    pub to: Option<Untrusted<'a>>,
    /// Whether it only names the session's own agent, before anybody spoke.
    pub is_initial: bool,
}

/// A change of the agent's configuration.
#[derive(Debug, Clone, Serialize)]
pub struct ConfigChange<'a> {
    /// How many characters of instructions it sets.
    pub instructions_length: Option<usize>,
    /// The instructions, if they were asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub instructions: Option<Untrusted<'a>>,
    /// The tools it adds.
    pub tools_added: Vec<Untrusted<'a>>,
}

/// A pause in the speech.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct Silence {
    /// How long.
    #[serde(serialize_with = "seconds::one")]
    pub duration_seconds: f64,
}

impl What<'_> {
    /// The kind of entry.
    #[must_use]
    pub fn kind(&self) -> EntryKind {
        match self {
            Self::Message(_) => EntryKind::Message,
            Self::Tool(_) => EntryKind::Tool,
            Self::Handoff(_) => EntryKind::Handoff,
            Self::Config(_) => EntryKind::Config,
            Self::Silence(_) => EntryKind::Silence,
            Self::Other => EntryKind::Other,
        }
    }
}

#[expect(clippy::ref_option, reason = "the signature is serde's")]
fn role_name<S: Serializer>(role: &Option<Role<'_>>, serializer: S) -> Result<S::Ok, S::Error> {
    match role {
        None => serializer.serialize_none(),
        Some(Role::Other(raw)) => serializer.serialize_str(raw.raw()),
        Some(role) => serializer.serialize_str(RoleName::of(*role).map_or("", RoleName::name)),
    }
}
