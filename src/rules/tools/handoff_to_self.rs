//! `handoff-to-self`: a transfer to the agent that already has the call.

use crate::diagnostic::Findings;
use crate::payload::{Handoffs, ItemKind};
use crate::rules::context::Context;
use crate::rules::declare_rule;
use crate::rules::words;

declare_rule! {
    /// ## What it does
    /// Reports a handoff to the same agent as the handoff before it. The first handoff of a session
    /// only names its own agent and is no transfer.
    ///
    /// ## Why is this bad
    /// A transfer that leads nowhere costs the caller a pause, and counts as a transfer in statistics.
    ///
    /// ## Example
    /// ```json
    /// {"data": {"history": [
    ///   {"kind": "AgentHandoff", "handoff_to_agent_id": "order_support"},
    ///   {"role": "User", "kind": "Message", "content": "Can I speak to billing?"},
    ///   {"kind": "AgentHandoff", "handoff_to_agent_id": "order_support"},
    ///   {"role": "Assistant", "kind": "Message", "content": "Billing here, hello."}
    /// ]}}
    /// ```
    ///
    /// ## How to fix
    /// Look at the tool that transfers: it has returned the agent that called it.
    HANDOFF_TO_SELF, "handoff-to-self", Info, "a handoff leads to the agent that has the call", check = check
}

fn check(context: &Context<'_>, findings: &mut Findings) {
    let mut handoffs = Handoffs::default();
    let mut current = None;
    for item in context.items() {
        let is_transfer = handoffs.is_transfer(item);
        let ItemKind::Handoff(handoff) = &item.kind else {
            continue;
        };
        let Some(to) = handoff.to.filter(|to| !to.is_empty()) else {
            continue;
        };
        if is_transfer && current == Some(to) {
            let place = context.item_place(item, &["handoff_to_agent_id"]);
            let message = format!("{} already has the call", words::name(to));
            findings.push(HANDOFF_TO_SELF.at(place, message));
        }
        current = Some(to);
    }
}
