//! `livekit-field`: found with the schema's outline, which knows every documented key.

use crate::rules::declare_rule;

declare_rule! {
    /// ## What it does
    /// Reports a key of an item or of its metrics that LiveKit's source has and SpeakNode's
    /// documentation does not: `tools_removed`, `old_agent_id`, `playback_latency`, `llm_node_ttfs`,
    /// `llm_node_tps` and the like. Each key once, at its first place.
    ///
    /// ## Why is this bad
    /// It is not: SpeakNode may have begun to pass it on. It is named apart from `unknown-field`
    /// because its meaning is known.
    ///
    /// ## Example
    /// ```json
    /// {"data": {"history": [
    ///   {"role": "User", "kind": "Message", "content": "Hello?"},
    ///   {"role": "Assistant", "kind": "Message", "content": "Hello!", "metrics": {"playback_latency": 0.04}}
    /// ]}}
    /// ```
    ///
    /// ## How to fix
    /// Nothing. Do not rely on the field until SpeakNode documents it.
    LIVEKIT_FIELD, "livekit-field", Info, "a key is LiveKit's, not documented by SpeakNode"
}
