//! The older shape of a history item, in which one item holds what the caller said and what
//! the agent answered. It is read as two messages, so that old captures can still be shown.

use super::fields::Fields;
use super::history::{Item, ItemKind, Message, Role};
use super::metrics::Metrics;
use super::shape::Evidence;
use crate::json::{Node, Value};

/// Whether an item of the history has the older shape: a `type` but no `kind`, and one of the
/// fields that only the older shape has.
#[must_use]
pub fn is_legacy_item(item: &Value<'_>) -> bool {
    Fields::of(Node::Tree(item)).is_some_and(is_legacy)
}

pub(super) fn is_legacy(item: Fields<'_>) -> bool {
    let own = ["text", "user_input", "user_metrics", "assistant_metrics"];
    item.has("type") && !item.has("kind") && own.iter().any(|key| item.has(key))
}

/// Adds the user's and the assistant's message of one item, those that are not empty.
pub(super) fn read<'t>(index: usize, fields: Fields<'t>, items: &mut Vec<Item<'t>>) {
    let user = fields.object("user_metrics");
    let agent = fields.object("assistant_metrics");
    let user_message = Message {
        role: Some(Role::User),
        content: fields.text("user_input"),
        interrupted: None,
        transcript_confidence: user.and_then(|user| user.number("transcript_confidence")),
        metrics: user.map(user_metrics).unwrap_or_default(),
    };
    let agent_message = Message {
        role: Some(Role::Assistant),
        content: fields.text("text"),
        interrupted: agent.and_then(|agent| agent.flag("interrupted")),
        transcript_confidence: None,
        metrics: agent.map(agent_metrics).unwrap_or_default(),
    };
    for message in [user_message, agent_message] {
        if message.content.is_some_and(|content| !content.is_empty()) {
            items.push(item(index, fields, ItemKind::Message(message)));
        }
    }
}

fn item<'t>(index: usize, fields: Fields<'t>, kind: ItemKind<'t>) -> Item<'t> {
    Item {
        index,
        kind,
        declared_kind: None,
        evidence: Evidence::default(),
        id: fields.text("id"),
        created_at: fields.stamp("timestamp"),
        is_legacy: true,
    }
}

fn user_metrics(fields: Fields<'_>) -> Metrics {
    Metrics {
        transcription_delay: fields.number("transcription_delay"),
        end_of_turn_delay: fields.number("end_of_utterance_delay"),
        ..Metrics::default()
    }
}

fn agent_metrics(fields: Fields<'_>) -> Metrics {
    Metrics {
        llm_node_ttft: fields.number("llm_ttft"),
        tts_node_ttfb: fields.number("tts_ttfb"),
        ..Metrics::default()
    }
}
