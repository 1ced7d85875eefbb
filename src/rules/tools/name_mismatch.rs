//! `tool-name-mismatch`: a call and its output name different tools.

use crate::diagnostic::{Findings, Related};
use crate::rules::context::Context;
use crate::rules::declare_rule;
use crate::rules::words;

declare_rule! {
    /// ## What it does
    /// Reports a tool output whose `tool_name` is another than that of the call with the same
    /// `tool_call_id`. An empty name is none: LiveKit's default for outputs is `""`.
    ///
    /// ## Why is this bad
    /// One of the two is wrong, so a count of calls or errors by tool is, too.
    ///
    /// ## Example
    /// ```json
    /// {"data": {"history": [
    ///   {"role": "User", "kind": "Message", "content": "Where is my order?"},
    ///   {"tool_name": "check_order", "tool_call_id": "call_1", "tool_arguments_json": "{}"},
    ///   {"tool_name": "cancel_order", "tool_call_id": "call_1", "tool_output": "shipped"},
    ///   {"role": "Assistant", "kind": "Message", "content": "It has shipped."}
    /// ]}}
    /// ```
    ///
    /// ## How to fix
    /// Correct the name in a fixture; in a capture, look for a `tool_call_id` that is used twice.
    TOOL_NAME_MISMATCH, "tool-name-mismatch", Warning, "a tool output names another tool than its call", check = check
}

fn check(context: &Context<'_>, findings: &mut Findings) {
    for run in &context.reading.runs {
        let Some(((called, call), (answered, output))) = run.call.zip(run.output) else {
            continue;
        };
        let Some((asked, named)) = call.name.zip(output.name) else {
            continue;
        };
        if asked == named || asked.is_empty() || named.is_empty() {
            continue;
        }
        let message = format!(
            "this output is of {}, the call with its id is of {}",
            words::name(named),
            words::name(asked)
        );
        let place = context.item_place(answered, &["tool_name"]);
        let mut finding = TOOL_NAME_MISMATCH.at(place, message);
        finding.related = Some(Related {
            place: context.item_place(called, &["tool_name"]),
            label: "the call",
        });
        findings.push(finding);
    }
}
