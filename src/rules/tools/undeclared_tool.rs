//! `undeclared-tool`: a call of a tool that the agent was never given.

use std::collections::HashSet;

use crate::diagnostic::Findings;
use crate::payload::ItemKind;
use crate::rules::context::Context;
use crate::rules::declare_rule;
use crate::rules::words;

declare_rule! {
    /// ## What it does
    /// Reports a call of a tool that no `tools_added` before it names, once for each tool. Silent
    /// when the history adds no tools at all, as then nothing is known.
    ///
    /// ## Why is this bad
    /// LiveKit writes the whole list of tools when an agent starts and whenever it changes, so a tool
    /// that is not in it was made up by the language model, or the history lost an item.
    ///
    /// ## Example
    /// ```json
    /// {"data": {"history": [
    ///   {"tools_added": ["check_order"]},
    ///   {"role": "User", "kind": "Message", "content": "Cancel my order."},
    ///   {"tool_name": "cancel_order", "tool_call_id": "call_1", "tool_arguments_json": "{}"},
    ///   {"tool_name": "cancel_order", "tool_call_id": "call_1", "tool_output": "done"},
    ///   {"role": "Assistant", "kind": "Message", "content": "It is cancelled."}
    /// ]}}
    /// ```
    ///
    /// ## How to fix
    /// Compare the names of the agent's tools with the name that was called.
    UNDECLARED_TOOL, "undeclared-tool", Info, "a tool was called that no `tools_added` names", check = check
}

fn check(context: &Context<'_>, findings: &mut Findings) {
    let mut declared: HashSet<&str> = HashSet::new();
    let mut reported: HashSet<&str> = HashSet::new();
    for item in context.items() {
        match &item.kind {
            ItemKind::ConfigUpdate(update) => {
                let added = update.tools_added.iter().flatten();
                declared.extend(added.map(|tool| tool.raw()));
            }
            ItemKind::ToolCall(call) => {
                let name = call.name.filter(|name| !name.is_empty());
                let Some(name) = name.filter(|_| !declared.is_empty()) else {
                    continue;
                };
                if !declared.contains(name.raw()) && reported.insert(name.raw()) {
                    let place = context.item_place(item, &["tool_name"]);
                    let message = format!(
                        "no `tools_added` before this call names {}",
                        words::name(name)
                    );
                    findings.push(UNDECLARED_TOOL.at(place, message));
                }
            }
            _ => {}
        }
    }
}
