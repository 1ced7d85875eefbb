//! `unanswered-tool-call`: a call without its output.

use crate::diagnostic::{Findings, Severity};
use crate::payload::{Item, ItemKind, Shape, is_spoken};
use crate::rules::context::Context;
use crate::rules::declare_rule;
use crate::rules::words;

declare_rule! {
    /// ## What it does
    /// Reports a tool call that no output answers. Where nobody speaks after it and no tool answers, it is
    /// only information: a tool that ends or transfers the call often has no time to answer.
    ///
    /// ## Why is this bad
    /// Nobody can tell whether the tool ran. LiveKit lost results when a reply was interrupted, so
    /// that the tool was called a second time (livekit/agents#3702), and the APIs of language models
    /// refuse a history in which a call has no output.
    ///
    /// ## Example
    /// ```json
    /// {"data": {"history": [
    ///   {"role": "User", "kind": "Message", "content": "Book a table, then tell me the weather."},
    ///   {"tool_name": "book_table", "tool_call_id": "call_1", "tool_arguments_json": "{}"},
    ///   {"tool_name": "get_weather", "tool_call_id": "call_2", "tool_arguments_json": "{}"},
    ///   {"tool_name": "get_weather", "tool_call_id": "call_2", "tool_output": "sunny"},
    ///   {"role": "Assistant", "kind": "Message", "content": "Done, and it is sunny."}
    /// ]}}
    /// ```
    ///
    /// ## How to fix
    /// Ask the tool's own log whether it ran. In a fixture, add the output.
    UNANSWERED_TOOL_CALL, "unanswered-tool-call", Warning, "a tool call has no output", check = check
}

fn check(context: &Context<'_>, findings: &mut Findings) {
    let goes_on =
        |item: &&Item<'_>| is_spoken(item) || matches!(item.kind, ItemKind::ToolOutput(_));
    let last = context.items().iter().rfind(goes_on);
    for run in &context.reading.runs {
        let (Some((item, call)), None) = (run.call, run.output) else {
            continue;
        };
        // The output stands in the item of the call, which `mixed-item` reports.
        if item.evidence.contains(Shape::ToolOutput) {
            continue;
        }
        let id = call.call_id.filter(|id| !id.is_empty());
        let name = call.name.filter(|name| !name.is_empty());
        let named = name.map_or("this tool call".to_owned(), |name| {
            format!("the call of {}", words::name(name))
        });
        let place = context.item_place(item, &["tool_call_id"]);
        let mut finding = match id {
            Some(_) => UNANSWERED_TOOL_CALL.at(place, format!("{named} has no output")),
            None => UNANSWERED_TOOL_CALL.at(
                place,
                format!("{named} has no `tool_call_id`, so no output can belong to it"),
            ),
        };
        if last.is_none_or(|last| last.index < item.index) {
            finding.severity = Severity::Info;
            finding =
                finding.help("nothing comes after it: a tool that ends a call may leave no output");
        }
        findings.push(finding);
    }
}
