//! `failed-tool-call`: the tools that answered with an error, in one line.

use crate::diagnostic::Findings;
use crate::payload::{ItemKind, ToolOutput};
use crate::rules::context::Context;
use crate::rules::declare_rule;
use crate::rules::words;
use crate::text::counted;

declare_rule! {
    /// ## What it does
    /// Says how many tool outputs are errors (`tool_is_error` is true), at the first of them, and
    /// what LiveKit's own texts for them mean.
    ///
    /// ## Why is this bad
    /// It need not be: a tool may fail and the agent may recover. But `An internal error occurred` is
    /// what LiveKit writes when the tool's code raised an exception that is no `ToolError`, and
    /// `Unknown function` when the model called a tool that does not exist (`llm/utils.py`).
    ///
    /// ## Example
    /// ```json
    /// {"data": {"history": [
    ///   {"role": "User", "kind": "Message", "content": "Where is my order?"},
    ///   {"tool_name": "check_order", "tool_call_id": "call_1", "tool_arguments_json": "{}"},
    ///   {"tool_name": "check_order", "tool_call_id": "call_1", "tool_output": "no such order", "tool_is_error": true},
    ///   {"role": "Assistant", "kind": "Message", "content": "I cannot find it."}
    /// ]}}
    /// ```
    ///
    /// ## How to fix
    /// `speakhook show --tools` lists the calls with their outputs.
    FAILED_TOOL_CALL, "failed-tool-call", Info, "a tool answered with an error", check = check
}

fn check(context: &Context<'_>, findings: &mut Findings) {
    let failed = context.items().iter().filter_map(|item| match &item.kind {
        ItemKind::ToolOutput(output) if output.is_error == Some(true) => Some((item, output)),
        _ => None,
    });
    let mut failed = failed.peekable();
    let Some(&(first, output)) = failed.peek() else {
        return;
    };
    let place = context.item_place(first, &["tool_is_error"]);
    let name = output.name.filter(|name| !name.is_empty());
    let of = name.map_or(String::new(), |name| format!(" of {}", words::name(name)));
    let mut known = None;
    let mut count = 0_usize;
    for (_, output) in failed {
        count = count.saturating_add(1);
        known = known.or_else(|| meaning(output));
    }
    let message = match count {
        1 => format!("the output{of} is an error"),
        _ => format!(
            "{} are errors, this{of} the first",
            counted(count, "tool output")
        ),
    };
    let finding = FAILED_TOOL_CALL.at(place, message);
    findings.push(match known {
        Some(meaning) => finding.help(meaning),
        None => finding,
    });
}

/// What a text of LiveKit's own says about the cause.
fn meaning(output: &ToolOutput<'_>) -> Option<&'static str> {
    let text = output.output?.raw();
    if text == "An internal error occurred" {
        return Some(
            "LiveKit writes `An internal error occurred` for an exception in the tool's code",
        );
    }
    text.starts_with("Unknown function:").then_some(
        "LiveKit writes `Unknown function` when the model calls a tool that does not exist",
    )
}
