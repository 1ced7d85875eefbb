//! Keys that SpeakNode's documentation does not show but LiveKit's source does, whose items
//! SpeakNode's are (`llm/chat_context.py`, `livekit_agent_session.proto`). Those that SpeakNode
//! leaves out are worth knowing; those that it calls by another name are probably slips.

use std::collections::BTreeMap;

use crate::diagnostic::{Finding, Findings, Part, Place, Severity};
use crate::json::NodePath;
use crate::text::counted;

use super::shape::View;

/// LiveKit's keys of an item that SpeakNode does not document.
const OF_ITEMS: [&str; 5] = [
    "tools_removed",
    "old_agent_id",
    "group_id",
    "reply_required",
    "extra",
];

/// LiveKit's keys of metrics that SpeakNode does not document.
const OF_METRICS: [&str; 7] = [
    "llm_node_ttfs",
    "llm_node_tps",
    "playback_latency",
    "provider_request_ids",
    "llm_metadata",
    "stt_metadata",
    "tts_metadata",
];

/// LiveKit's keys of an item, and what SpeakNode calls them.
const RENAMED: [(&str, &str); 6] = [
    ("name", "tool_name"),
    ("call_id", "tool_call_id"),
    ("arguments", "tool_arguments_json"),
    ("output", "tool_output"),
    ("is_error", "tool_is_error"),
    ("new_agent_id", "handoff_to_agent_id"),
];

fn is_documented(view: &View, key: &str) -> bool {
    view.names().any(|name| name == key)
}

/// What SpeakNode calls LiveKit's `key` in such an object.
pub(super) fn name_here(view: &View, key: &str) -> Option<&'static str> {
    let renamed = RENAMED.iter().find(|(livekit, _)| *livekit == key);
    let (_, name) = renamed.filter(|(_, name)| is_documented(view, name))?;
    Some(name)
}

/// The keys of LiveKit's that were met: where first, and how often.
#[derive(Default)]
pub(super) struct Fields {
    met: BTreeMap<&'static str, (NodePath, usize)>,
}

impl Fields {
    /// Whether `key` is a key that LiveKit has in such an object; remembers it.
    pub(super) fn see(&mut self, view: &View, key: &str, path: impl FnOnce() -> NodePath) -> bool {
        let named = |keys: &'static [&'static str], sibling: &str| {
            let known = keys.iter().find(|known| **known == key);
            known.filter(|_| is_documented(view, sibling))
        };
        let known = named(&OF_ITEMS, "tool_call_id").or(named(&OF_METRICS, "e2e_latency"));
        let Some(known) = known else { return false };
        let (_, count) = self.met.entry(known).or_insert_with(|| (path(), 0));
        *count = count.saturating_add(1);
        true
    }

    /// One finding a key.
    pub(super) fn report(self, findings: &mut Findings) {
        for (key, (path, count)) in self.met {
            let more = match count.saturating_sub(1) {
                0 => String::new(),
                more => format!(", here and at {}", counted(more, "other place")),
            };
            findings.push(Finding::new(
                "livekit-field",
                Severity::Info,
                Place::Node(path, Part::Key),
                format!("`{key}` is a field of LiveKit's that SpeakNode does not document{more}"),
            ));
        }
    }
}
