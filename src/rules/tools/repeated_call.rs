//! `repeated-tool-call`: the same call again, before anybody asked again.

use std::collections::{BTreeMap, HashMap};

use crate::diagnostic::{Findings, Related};
use crate::json::Value;
use crate::json::tree::parse_only;
use crate::json::write;
use crate::payload::{Item, ItemKind, Role, ToolRun, ToolStatus, seconds_between};
use crate::rules::context::Context;
use crate::rules::declare_rule;
use crate::rules::words::{self, seconds};
use crate::text::Untrusted;

declare_rule! {
    /// ## What it does
    /// Reports a tool call with the same name and the same arguments as one that succeeded shortly
    /// before, when the user has said nothing in between. The order of the arguments' keys and white
    /// space do not matter. A call after one that failed or has no output is a retry, and no finding.
    ///
    /// ## Why is this bad
    /// A tool that acts then acts twice: two reservations, two charges. LiveKit lost the result of
    /// the first call when a reply was interrupted, and the model asked again (livekit/agents#3702).
    ///
    /// ## Example
    /// ```json
    /// {"data": {"history": [
    ///   {"role": "User", "kind": "Message", "content": "A table for two at eight, please."},
    ///   {"tool_name": "book_table", "tool_call_id": "call_1", "tool_arguments_json": "{\"hour\": 20, \"seats\": 2}"},
    ///   {"tool_name": "book_table", "tool_call_id": "call_1", "tool_output": "booked"},
    ///   {"tool_name": "book_table", "tool_call_id": "call_2", "tool_arguments_json": "{\"seats\": 2, \"hour\": 20}"},
    ///   {"tool_name": "book_table", "tool_call_id": "call_2", "tool_output": "booked"},
    ///   {"role": "Assistant", "kind": "Message", "content": "Your table is booked."}
    /// ]}}
    /// ```
    ///
    /// ## How to fix
    /// Make the tool idempotent, for instance with a key made of session and arguments, and look for
    /// an interruption around the first call.
    REPEATED_TOOL_CALL, "repeated-tool-call", Warning, "a tool was called again with the same arguments",
    check = check, threshold = 60.0 "seconds within which the same call counts as repeated"
}

/// Arguments longer than this are compared as they are written.
const LONGEST_COMPARED: usize = 64 * 1024;

fn check(context: &Context<'_>, findings: &mut Findings) {
    let runs: HashMap<usize, &ToolRun<'_>> = context
        .reading
        .runs
        .iter()
        .filter_map(|run| Some((run.call?.0.index, run)))
        .collect();
    // By tool, since the user last spoke.
    let mut seen: HashMap<&str, Calls<'_>> = HashMap::new();
    for item in context.items() {
        match &item.kind {
            ItemKind::Message(message) if message.role == Some(Role::User) => seen.clear(),
            ItemKind::ToolCall(call) => {
                let Some((name, arguments)) = call.name.zip(call.arguments) else {
                    continue;
                };
                let run = runs.get(&item.index);
                if run.is_none_or(|run| run.status() != ToolStatus::Ok) {
                    continue;
                }
                let calls = seen.entry(name.raw()).or_default();
                if let Some(earlier) = calls.add(item, arguments.raw()) {
                    report(context, name, earlier, item, findings);
                }
            }
            _ => {}
        }
    }
}

/// The calls of one tool. Arguments are brought into one form only when there is something to
/// compare them with: most tools are called once.
#[derive(Default)]
struct Calls<'t> {
    only: Option<(&'t Item<'t>, &'t str)>,
    by_arguments: HashMap<String, &'t Item<'t>>,
}

impl<'t> Calls<'t> {
    /// Adds a call, and returns the one before it with the same arguments.
    fn add(&mut self, item: &'t Item<'t>, arguments: &'t str) -> Option<&'t Item<'t>> {
        if self.only.is_none() && self.by_arguments.is_empty() {
            self.only = Some((item, arguments));
            return None;
        }
        if let Some((first, arguments)) = self.only.take() {
            self.by_arguments.insert(canonical(arguments), first);
        }
        self.by_arguments.insert(canonical(arguments), item)
    }
}

fn report(
    context: &Context<'_>,
    name: Untrusted<'_>,
    earlier: &Item<'_>,
    item: &Item<'_>,
    findings: &mut Findings,
) {
    let times = earlier.created_at.known().zip(item.created_at.known());
    let apart = times.map(|(from, to)| seconds_between(from, to));
    if apart.is_some_and(|apart| apart.abs() > context.threshold(&REPEATED_TOOL_CALL)) {
        return;
    }
    let after = apart.map_or(String::new(), |apart| format!(", {} later", seconds(apart)));
    let message = format!(
        "{} is called again with the same arguments{after}, and the user said nothing in between",
        words::name(name)
    );
    let place = context.item_place(item, &["tool_arguments_json"]);
    let mut finding = REPEATED_TOOL_CALL.at(place, message);
    finding.related = Some(Related {
        place: context.item_place(earlier, &["tool_arguments_json"]),
        label: "first",
    });
    findings.push(finding);
}

/// The arguments with sorted keys and without white space; as written if they are no JSON.
fn canonical(text: &str) -> String {
    let short = Some(text).filter(|text| text.len() <= LONGEST_COMPARED);
    let Some(value) = short.and_then(parse_only) else {
        return text.to_owned();
    };
    let mut out = Vec::new();
    match write::compact(&mut out, &Sorted(&value)) {
        Ok(()) => String::from_utf8_lossy(&out).into_owned(),
        Err(_) => text.to_owned(),
    }
}

/// A value that is written with the keys of its objects in order.
struct Sorted<'v, 'a>(&'v Value<'a>);

impl serde::Serialize for Sorted<'_, '_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Value::Array(elements) => serializer.collect_seq(elements.iter().map(Sorted)),
            Value::Object(object) => {
                let members = object.members().iter();
                let sorted: BTreeMap<&str, Sorted<'_, '_>> = members
                    .map(|member| (member.key.as_ref(), Sorted(&member.value)))
                    .collect();
                serializer.collect_map(sorted)
            }
            scalar => scalar.serialize(serializer),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arguments_are_the_same_in_any_order_but_only_as_a_whole() {
        assert_eq!(
            canonical(r#"{"a": 1, "b": 2}"#),
            canonical(r#" {"b":2,"a":1}"#)
        );
        assert_ne!(canonical(r#"{"a": 1} x"#), canonical(r#"{"a": 1} y"#));
    }
}
