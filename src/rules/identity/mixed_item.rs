//! `mixed-item`: an item that is of two kinds at once.

use crate::diagnostic::{Findings, Place};
use crate::json::Node;
use crate::payload::{Item, Shape};
use crate::rules::context::Context;
use crate::rules::declare_rule;

declare_rule! {
    /// ## What it does
    /// Reports an item of the history that fills the fields of another kind than it says in `kind`,
    /// or of several kinds at once. `false`, `""` and `null` may be defaults that every item carries
    /// and do not count.
    ///
    /// ## Why is this bad
    /// SpeakNode's flat item is, by all its fields, the union of LiveKit's five kinds of item, each of
    /// which has fields of its own (an inference). A receiver that looks at `kind` and one that looks
    /// at the fields read two different items.
    ///
    /// ## Example
    /// ```json
    /// {"data": {"history": [
    ///   {"role": "User", "kind": "Message", "content": "Hello?"},
    ///   {"role": "Assistant", "kind": "Message", "content": "Hello!", "handoff_to_agent_id": "billing"}
    /// ]}}
    /// ```
    ///
    /// ## How to fix
    /// Give each its own item: a message, a tool call, a tool output, a handoff, a configuration update.
    MIXED_ITEM, "mixed-item", Warning, "an item has the fields of another kind", check = check
}

fn check(context: &Context<'_>, findings: &mut Findings) {
    for item in context.items() {
        let declared = item.declared_kind.and_then(Shape::named);
        let Some(own) = declared.or_else(|| item.kind.shape()) else {
            continue;
        };
        // A message may hold text beside anything else only if it is one.
        let Some(other) = item.evidence.shapes().find(|shape| *shape != own) else {
            continue;
        };
        let (place, field) = field_of(context, item, other);
        let message = format!(
            "the item is {} by its {}, but `{field}` belongs to {}",
            name(own),
            if declared.is_some() {
                "`kind`"
            } else {
                "fields"
            },
            name(other)
        );
        findings.push(MIXED_ITEM.at(place, message));
    }
}

/// The first filled field of an item that only `shape` has.
fn field_of(context: &Context<'_>, item: &Item<'_>, shape: Shape) -> (Place, &'static str) {
    let object = context.item_value(item);
    let is_filled = |key: &&&'static str| {
        let value = object.and_then(|object| object.get(key));
        let is_default = |value: Node<'_>| {
            value.is_null() || value.as_bool() == Some(false) || value.as_str() == Some("")
        };
        value.is_some_and(|value| !is_default(value))
    };
    let fields = fields(shape);
    let field = fields.iter().find(is_filled).or(fields.first()).copied();
    let field = field.unwrap_or("kind");
    (context.item_place(item, &[field]), field)
}

/// The fields that are evidence of a kind.
fn fields(shape: Shape) -> &'static [&'static str] {
    match shape {
        Shape::ToolCall => &["tool_arguments_json"],
        Shape::ToolOutput => &["tool_output", "tool_is_error"],
        Shape::Handoff => &["handoff_to_agent_id"],
        Shape::ConfigUpdate => &["instructions", "tools_added"],
        Shape::Message => &["content"],
    }
}

fn name(shape: Shape) -> &'static str {
    match shape {
        Shape::ToolCall => "a tool call",
        Shape::ToolOutput => "a tool output",
        Shape::Handoff => "a handoff",
        Shape::ConfigUpdate => "a configuration update",
        Shape::Message => "a message",
    }
}
