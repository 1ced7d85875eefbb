//! `orphan-tool-output`: an output that answers no call.

use std::collections::HashSet;

use crate::diagnostic::Findings;
use crate::rules::context::Context;
use crate::rules::declare_rule;
use crate::rules::words;
use crate::text::Untrusted;

declare_rule! {
    /// ## What it does
    /// Reports a tool output whose `tool_call_id` belongs to no call before it, or to one that has
    /// its output already. Outputs without an id are left alone.
    ///
    /// ## Why is this bad
    /// What the tool was asked is lost, and a history like this cannot be given back to a language
    /// model: their APIs refuse an output without its call (livekit/agents#5092, #1976).
    ///
    /// ## Example
    /// ```json
    /// {"data": {"history": [
    ///   {"role": "User", "kind": "Message", "content": "Where is my order?"},
    ///   {"tool_name": "check_order", "tool_call_id": "call_2", "tool_output": "shipped"},
    ///   {"role": "Assistant", "kind": "Message", "content": "It has shipped."}
    /// ]}}
    /// ```
    ///
    /// ## How to fix
    /// Look for the call: it may have been dropped when the capture was cut or edited. In a fixture,
    /// add the call before its output.
    ORPHAN_TOOL_OUTPUT, "orphan-tool-output", Warning, "a tool output belongs to no call", check = check
}

fn check(context: &Context<'_>, findings: &mut Findings) {
    let mut called: HashSet<&str> = HashSet::new();
    for run in &context.reading.runs {
        if let Some((_, call)) = run.call {
            called.extend(call.call_id.map(Untrusted::raw));
        }
        let (None, Some((item, output))) = (run.call, run.output) else {
            continue;
        };
        let Some(id) = output.call_id.filter(|id| !id.is_empty()) else {
            continue;
        };
        let name = words::name(id);
        let message = if called.contains(id.raw()) {
            format!("the call with the id {name} has an output already")
        } else {
            format!("no call before this output has the id {name}")
        };
        let place = context.item_place(item, &["tool_call_id"]);
        findings.push(ORPHAN_TOOL_OUTPUT.at(place, message));
    }
}
