//! `unflagged-tool-error`: an output that reads like an error and does not say so.

use crate::diagnostic::Findings;
use crate::json::Value;
use crate::json::tree::parse_first;
use crate::payload::{ItemKind, ToolOutput};
use crate::rules::context::Context;
use crate::rules::declare_rule;

declare_rule! {
    /// ## What it does
    /// Reports a tool output with `tool_is_error` false whose text begins with `Error`, `Exception`
    /// or `Traceback`, or is a JSON or Python object with a filled `error` at its top. It is a guess
    /// about text that has no fixed form.
    ///
    /// ## Why is this bad
    /// Whoever counts failed tools by the flag counts too few. A tool that returns its error as text
    /// instead of raising it hides it from the agent, too.
    ///
    /// ## Example
    /// ```json
    /// {"data": {"history": [
    ///   {"role": "User", "kind": "Message", "content": "Where is my order?"},
    ///   {"tool_name": "check_order", "tool_call_id": "call_1", "tool_arguments_json": "{}"},
    ///   {"tool_name": "check_order", "tool_call_id": "call_1", "tool_output": "{\"error\": \"no such order\"}", "tool_is_error": false},
    ///   {"role": "Assistant", "kind": "Message", "content": "I cannot find it."}
    /// ]}}
    /// ```
    ///
    /// ## How to fix
    /// Raise an error in the tool (LiveKit's `ToolError`), so that the output is marked as one.
    UNFLAGGED_TOOL_ERROR, "unflagged-tool-error", Info, "a tool output reads like an error but is not marked", check = check
}

fn check(context: &Context<'_>, findings: &mut Findings) {
    for item in context.items() {
        let ItemKind::ToolOutput(output) = &item.kind else {
            continue;
        };
        if output.is_error == Some(false) && reads_like_an_error(output) {
            let place = context.item_place(item, &["tool_output"]);
            let message = "this output reads like an error, but `tool_is_error` is false";
            findings.push(UNFLAGGED_TOOL_ERROR.at(place, message));
        }
    }
}

fn reads_like_an_error(output: &ToolOutput<'_>) -> bool {
    let Some(text) = output.output.map(|output| output.raw().trim_start()) else {
        return false;
    };
    let first = text.split(|c: char| !c.is_ascii_alphabetic()).next();
    let is_first = |word: &&str| first.is_some_and(|first| first.eq_ignore_ascii_case(word));
    if ["error", "exception", "traceback"].iter().any(is_first) {
        return true;
    }
    match text.as_bytes() {
        // The key is there as it is, or with escapes.
        [b'{', ..] if !text.contains("error") && !text.contains('\\') => false,
        [b'{', ..] => has_json_error(text).unwrap_or_else(|| has_python_error(text)),
        _ => false,
    }
}

/// Whether a JSON object has a filled `error`; `None` for what is no JSON.
fn has_json_error(text: &str) -> Option<bool> {
    let (value, _) = parse_first(text).ok()??;
    let error = value.get("error");
    Some(error.is_some_and(|error| match error {
        Value::Null | Value::Bool(false) => false,
        Value::String(text) => !text.is_empty(),
        Value::Array(elements) => !elements.is_empty(),
        Value::Object(object) => !object.members().is_empty(),
        // The code of a success.
        Value::Number(number) => number.as_f64() != 0.0,
        Value::Bool(true) => true,
    }))
}

/// Whether a printed Python dict begins with a filled `'error'`.
fn has_python_error(text: &str) -> bool {
    let value = text
        .strip_prefix("{'error':")
        .map(str::trim_start)
        .unwrap_or_default();
    let is_empty = ["None", "False", "''", "\"\"", "[]", "{}", "0,", "0}"]
        .iter()
        .any(|empty| value.starts_with(empty));
    !value.is_empty() && !is_empty
}
