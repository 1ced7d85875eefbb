//! `invalid-tool-arguments`: the text in `tool_arguments_json`, found inside the string.

use crate::diagnostic::{Finding, Findings, Part, Place, Related, Severity};
use crate::json::personal::Outline;
use crate::json::syntax::{self, Fault};
use crate::json::tree::parse_first;
use crate::json::{NodePath, Value, is_only_object, trim};
use crate::payload::ItemKind;
use crate::rules::context::Context;
use crate::rules::declare_rule;
use crate::source::Span;

declare_rule! {
    /// ## What it does
    /// Reads `tool_arguments_json` and reports text that is not JSON, at its place inside the
    /// string, and JSON that is not an object. An empty text is only information: LiveKit writes `{}`
    /// for a call without arguments, other agents may write nothing.
    ///
    /// ## Why is this bad
    /// The field is the JSON text of an object, by its name and by LiveKit's source. Older versions
    /// pass on what the language model wrote, newer ones repair it first, so a receiver that parses
    /// the field meets broken text rarely, and in production.
    ///
    /// ## Example
    /// ```json
    /// {"data": {"history": [
    ///   {"role": "User", "kind": "Message", "content": "Where is order A 1042?"},
    ///   {"tool_name": "check_order", "tool_call_id": "call_1", "tool_arguments_json": "{\"id\": \"A-1042\",}"},
    ///   {"tool_name": "check_order", "tool_call_id": "call_1", "tool_output": "shipped"},
    ///   {"role": "Assistant", "kind": "Message", "content": "It has shipped."}
    /// ]}}
    /// ```
    ///
    /// ## How to fix
    /// Parse the field as text that may be wrong. In a fixture, let a JSON library write it.
    INVALID_TOOL_ARGUMENTS, "invalid-tool-arguments", Warning, "the arguments of a tool call are not a JSON object", check = check
}

fn check(context: &Context<'_>, findings: &mut Findings) {
    for item in context.items() {
        let ItemKind::ToolCall(call) = &item.kind else {
            continue;
        };
        let Some(text) = call.arguments else { continue };
        if is_only_object(text.raw()) {
            continue;
        }
        if let Place::Node(path, _) = context.item_place(item, &["tool_arguments_json"]) {
            findings.extend(judge(text.raw(), path));
        }
    }
}

fn judge(text: &str, path: NodePath) -> Option<Finding> {
    let whole = |path, message| INVALID_TOOL_ARGUMENTS.at(Place::Node(path, Part::Value), message);
    match parse_first(text) {
        Ok(None) => {
            let mut finding = whole(path, "the arguments are an empty text".to_owned());
            finding.severity = Severity::Info;
            Some(finding.help("a call without arguments is written `{}`"))
        }
        Ok(Some((value, end))) => {
            let rest = text.get(end..).unwrap_or_default();
            if !trim(rest.as_bytes()).is_empty() {
                let mut fault = shifted(syntax::explain_trailing(rest), end);
                fault.message = fault.message.replace("the JSON document", "the arguments");
                fault.help = None;
                return Some(inside(fault, &path));
            }
            let found = value.type_name();
            let is_object = matches!(value, Value::Object(_));
            (!is_object).then(|| {
                whole(
                    path,
                    format!("the arguments are {found}, expected an object"),
                )
            })
        }
        Err(refusal) => {
            let fault = syntax::explain(text, &refusal, &Outline::default());
            Some(inside(fault, &path))
        }
    }
}

fn shifted(mut fault: Fault, by: usize) -> Fault {
    fault.span = Span::new(
        fault.span.start.saturating_add(by),
        fault.span.end.saturating_add(by),
    );
    fault
}

/// The fault as a finding at its place inside the string at `path`.
fn inside(fault: Fault, path: &NodePath) -> Finding {
    let place = |span| Place::Node(path.clone(), Part::Inside(span));
    let message = format!("the arguments are no JSON: {}", fault.message);
    let mut finding = INVALID_TOOL_ARGUMENTS.at(place(fault.span), message);
    finding.help = match fault.help {
        Some(help) if help == syntax::CUT_OFF => Some("the text looks cut off".to_owned()),
        help => help,
    };
    finding.related = fault.related.map(|(span, label)| Related {
        place: place(span),
        label,
    });
    finding
}
