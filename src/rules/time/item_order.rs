//! `item-order`: items that stand in another order than they were made in.

use crate::diagnostic::{Findings, Related};
use crate::payload::{Item, Timestamp, seconds_between};
use crate::rules::context::Context;
use crate::rules::declare_rule;
use crate::rules::words::{self, seconds};

use super::TOLERANCE;

declare_rule! {
    /// ## What it does
    /// Reports a history in which the `created_at` of an item is earlier than that of an item before
    /// it: once a payload, at the first such item, with their number.
    ///
    /// ## Why is this bad
    /// Turns and tool runs are read off the order of the history. LiveKit inserts every item at its
    /// time (`llm/chat_context.py`), so a history out of order was put together elsewhere, or by a
    /// realtime model, whose items are known to arrive late (livekit/agents#4792).
    ///
    /// ## Example
    /// ```json
    /// {"data": {"history": [
    ///   {"role": "User", "kind": "Message", "content": "Hello?", "created_at": "2026-06-12T18:51:56Z"},
    ///   {"role": "Assistant", "kind": "Message", "content": "Hello!", "created_at": "2026-06-12T18:51:52Z"}
    /// ]}}
    /// ```
    ///
    /// ## How to fix
    /// Sort by the time of speech, `started_speaking_at`, where it is known. In a fixture, sort by
    /// `created_at`.
    ITEM_ORDER, "item-order", Warning, "the history is not in the order of its times", check = check
}

fn check(context: &Context<'_>, findings: &mut Findings) {
    let Some(disorder) = Disorder::of(context.items()) else {
        return;
    };
    let mut message = format!(
        "`created_at` is {} earlier than that of {}, which stands before it",
        seconds(disorder.early),
        words::item(disorder.later)
    );
    if disorder.count > 1 {
        message.push_str(&format!("; {} items are out of order", disorder.count));
    }
    let place = context.item_place(disorder.item, &["created_at"]);
    let mut finding = ITEM_ORDER.at(place, message);
    finding.related = Some(Related {
        place: context.item_place(disorder.later, &["created_at"]),
        label: "this is later",
    });
    findings.push(finding);
}

/// The first item out of order, the item that it is earlier than and by how much, and how many
/// items are out of order.
struct Disorder<'t> {
    item: &'t Item<'t>,
    later: &'t Item<'t>,
    early: f64,
    count: usize,
}

impl<'t> Disorder<'t> {
    fn of(items: &'t [Item<'t>]) -> Option<Self> {
        let mut latest: Option<(&Item<'_>, Timestamp)> = None;
        let mut found: Option<Self> = None;
        for item in items.iter().filter(|item| !item.is_legacy) {
            let Some(created) = item.created_at.known() else {
                continue;
            };
            let Some((later, moment)) = latest.filter(|(_, moment)| *moment > created) else {
                latest = Some((item, created));
                continue;
            };
            let early = seconds_between(created, moment);
            if early > TOLERANCE {
                let first = found.get_or_insert(Self {
                    item,
                    later,
                    early,
                    count: 0,
                });
                first.count = first.count.saturating_add(1);
            }
        }
        found
    }
}
