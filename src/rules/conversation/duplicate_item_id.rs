//! `duplicate-item-id`: two items of one history with the same id.

use std::collections::HashMap;

use crate::diagnostic::{Findings, Related};
use crate::payload::Item;
use crate::rules::context::Context;
use crate::rules::declare_rule;
use crate::rules::distinct::are_distinct;
use crate::rules::words;
use crate::text::Untrusted;

declare_rule! {
    /// ## What it does
    /// Reports an item whose `id` an item before it has. Empty ids are left alone.
    ///
    /// ## Why is this bad
    /// Whoever stores items by their id loses one of the two. LiveKit makes an id for every item
    /// and replaces the item that has it already (`llm/chat_context.py`), so twice the same was put
    /// together elsewhere. That SpeakNode keeps LiveKit's ids is an inference, so this is a warning.
    ///
    /// ## Example
    /// ```json
    /// {"data": {"history": [
    ///   {"role": "User", "kind": "Message", "id": "item_3f0a91bc22d1", "content": "Hello?"},
    ///   {"role": "Assistant", "kind": "Message", "id": "item_3f0a91bc22d1", "content": "Hello!"}
    /// ]}}
    /// ```
    ///
    /// ## How to fix
    /// Keep the two apart by their place in the history. In a fixture, write another id.
    DUPLICATE_ITEM_ID, "duplicate-item-id", Warning, "two items have the same id", check = check
}

fn check(context: &Context<'_>, findings: &mut Findings) {
    let ids = context.items().iter().filter_map(|item| item.id);
    if are_distinct(ids.map(Untrusted::raw)) {
        return;
    }
    let mut seen: HashMap<&str, &Item<'_>> = HashMap::new();
    for item in context.items().iter().filter(|item| !item.is_legacy) {
        let Some(id) = item.id.filter(|id| !id.is_empty()) else {
            continue;
        };
        let first = *seen.entry(id.raw()).or_insert(item);
        if first.index == item.index {
            continue;
        }
        let message = format!(
            "{} has the id {} already",
            words::item(first),
            words::name(id)
        );
        let mut finding = DUPLICATE_ITEM_ID.at(context.item_place(item, &["id"]), message);
        finding.related = Some(Related {
            place: context.item_place(first, &["id"]),
            label: "first used here",
        });
        findings.push(finding);
    }
}
