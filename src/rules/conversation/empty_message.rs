//! `empty-message`: a message that says nothing.

use crate::diagnostic::Findings;
use crate::json::Node;
use crate::payload::{Item, Message, Role, Shape};
use crate::rules::context::Context;
use crate::rules::declare_rule;

declare_rule! {
    /// ## What it does
    /// Reports a message of user or agent, or of the kind `Message`, whose `content` is empty or white
    /// space; and one of the kind `Message` whose `content` is `null`. A message without the field
    /// is left alone.
    ///
    /// ## Why is this bad
    /// LiveKit keeps what was heard: a reply of which nothing was played is dropped from the history,
    /// and a turn without words is not committed. An empty message shows as a turn that nobody took.
    /// Interrupted replies are known to be left empty (livekit/agents#1994). That SpeakNode adds none
    /// of its own is an inference, so this is a warning.
    ///
    /// ## Example
    /// ```json
    /// {"data": {"history": [
    ///   {"role": "User", "kind": "Message", "content": "Hello?"},
    ///   {"role": "Assistant", "kind": "Message", "content": ""}
    /// ]}}
    /// ```
    ///
    /// ## How to fix
    /// Leave empty messages out when turns are counted. In a fixture, write what was said.
    EMPTY_MESSAGE, "empty-message", Warning, "a message says nothing", check = check
}

fn check(context: &Context<'_>, findings: &mut Findings) {
    for spoken in context.messages() {
        let Some(what) = emptiness(context, spoken.item, spoken.message) else {
            continue;
        };
        let is_cut = spoken.message.role == Some(Role::Assistant)
            && spoken.message.interrupted == Some(true);
        let message = if is_cut {
            format!("`content` is {what}: the reply was interrupted before anything was heard")
        } else {
            format!("`content` is {what}: the message says nothing")
        };
        let place = context.item_place(spoken.item, &["content"]);
        findings.push(EMPTY_MESSAGE.at(place, message));
    }
}

fn emptiness(
    context: &Context<'_>,
    item: &Item<'_>,
    message: &Message<'_>,
) -> Option<&'static str> {
    let is_declared = item.declared_kind.and_then(Shape::named) == Some(Shape::Message);
    let is_spoken = matches!(message.role, Some(Role::User | Role::Assistant));
    match message.content {
        Some(content) if is_declared || is_spoken => match content.raw() {
            "" => Some("empty"),
            text if text.trim().is_empty() => Some("nothing but white space"),
            _ => None,
        },
        // Every item may carry the fields of every kind as `null`: only a message is blamed for it.
        None if is_declared && is_null(context, item) => Some("null"),
        _ => None,
    }
}

fn is_null(context: &Context<'_>, item: &Item<'_>) -> bool {
    let value = context
        .item_value(item)
        .and_then(|item| item.get("content"));
    value.is_some_and(Node::is_null)
}
