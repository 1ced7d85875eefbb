//! `reused-tool-call-id`: two calls under one id.

use std::collections::BTreeMap;

use crate::diagnostic::{Finding, Findings, Related};
use crate::payload::{Item, ItemKind};
use crate::rules::context::Context;
use crate::rules::declare_rule;
use crate::rules::words;
use crate::text::{Untrusted, thousands};

declare_rule! {
    /// ## What it does
    /// Reports a `tool_call_id` that two calls have. A second output under the id of one call is an
    /// `orphan-tool-output`.
    ///
    /// ## Why is this bad
    /// The id is what joins an output to its call. Some model servers number their calls anew in
    /// every turn; speakhook then pairs an output with the nearest open call before it, other
    /// programs take the first or the last.
    ///
    /// ## Example
    /// ```json
    /// {"data": {"history": [
    ///   {"role": "User", "kind": "Message", "content": "Where are my two orders?"},
    ///   {"tool_name": "check_order", "tool_call_id": "call_0", "tool_arguments_json": "{\"id\": 1}"},
    ///   {"tool_name": "check_order", "tool_call_id": "call_0", "tool_output": "shipped"},
    ///   {"tool_name": "check_order", "tool_call_id": "call_0", "tool_arguments_json": "{\"id\": 2}"},
    ///   {"role": "Assistant", "kind": "Message", "content": "One moment."},
    ///   {"tool_name": "check_order", "tool_call_id": "call_0", "tool_output": "packed"},
    ///   {"role": "Assistant", "kind": "Message", "content": "One is shipped, one is packed."}
    /// ]}}
    /// ```
    ///
    /// ## How to fix
    /// Let the agent make ids that are unique in a session. Until then, pair calls and outputs by
    /// order as well as by id.
    REUSED_TOOL_CALL_ID, "reused-tool-call-id", Warning, "a tool call id is used twice", check = check
}

fn check(context: &Context<'_>, findings: &mut Findings) {
    let mut uses: BTreeMap<&str, Use<'_>> = BTreeMap::new();
    for item in context.items() {
        let ItemKind::ToolCall(call) = &item.kind else {
            continue;
        };
        let Some(id) = call.call_id.filter(|id| !id.is_empty()) else {
            continue;
        };
        let first = Use {
            first: item,
            second: None,
            count: 0,
        };
        let known = uses.entry(id.raw()).or_insert(first);
        known.count = known.count.saturating_add(1);
        if known.count == 2 {
            known.second = Some(item);
        }
    }
    findings.extend(
        uses.iter()
            .filter_map(|(id, used)| finding(context, id, used)),
    );
}

/// The calls that have one id.
struct Use<'t> {
    first: &'t Item<'t>,
    second: Option<&'t Item<'t>>,
    count: usize,
}

fn finding(context: &Context<'_>, id: &str, used: &Use<'_>) -> Option<Finding> {
    let second = used.second?;
    let id_of = |item| context.item_place(item, &["tool_call_id"]);
    let name = words::name(Untrusted::new(id));
    let message = format!("{} calls have the id {name}", thousands(used.count));
    let mut finding = REUSED_TOOL_CALL_ID.at(id_of(second), message);
    finding.related = Some(Related {
        place: id_of(used.first),
        label: "first",
    });
    Some(finding)
}
