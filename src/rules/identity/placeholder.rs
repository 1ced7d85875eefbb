//! `documentation-placeholder`: what the documentation's generator prints where a value would be.

use crate::diagnostic::{Findings, Part, Place};
use crate::json::tape::Slot;
use crate::json::{Node, NodePath, Value};
use crate::payload::Call;
use crate::rules::context::Context;
use crate::rules::declare_rule;
use crate::text::counted;

declare_rule! {
    /// ## What it does
    /// Recognises the values of the samples in SpeakNode's documentation: the six UUIDs, the date
    /// `2019-08-24T14:15:22Z`, and the text `string`. They are the output of a generator
    /// (openapi-sampler prints exactly these for these names and types).
    /// One finding, at the first. If both `session_id` and `agent_id` are among them, the payload is
    /// the sample itself, and no rule judges what its values mean together.
    ///
    /// ## Why is this bad
    /// They are not data. A test that passes with them has seen one item of history, no tool call
    /// that belongs to an output, and an event that says `ConversationComplete` on both pages.
    ///
    /// ## Example
    /// ```json
    /// {"data": {"agent_name": "string", "url_parameters": {"property1": "string"}}}
    /// ```
    ///
    /// ## How to fix
    /// Use a captured call, or let `speakhook sample` make one.
    PLACEHOLDER, "documentation-placeholder", Warning, "a value is a placeholder of the documentation", check = check
}

const DATE: &str = "2019-08-24T14:15:22Z";
const SESSION_ID: &str = "1ffd059c-17ea-40a8-8aef-70fd0307db82";
const AGENT_ID: &str = "2b1e3b65-2c04-4fa2-a2d7-467901e98978";

const VALUES: [&str; 8] = [
    "string",
    DATE,
    SESSION_ID,
    AGENT_ID,
    "78a8e446-a45f-4f73-8757-0093137dd224",
    "78614b6c-fe7c-41e2-8e25-c9b3a3c91904",
    "01dbc221-8963-4bd7-8591-4a1f9d286862",
    "22e96a18-23fe-4c06-8ee6-180390ceaded",
];

/// Whether a call is the documentation's own sample.
pub(in crate::rules) fn is_documentation(call: &Call<'_>) -> bool {
    let is = |id: Option<crate::text::Untrusted<'_>>, own| id.is_some_and(|id| id.raw() == own);
    is(call.session_id, SESSION_ID) && is(call.agent_id, AGENT_ID)
}

fn check(context: &Context<'_>, findings: &mut Findings) {
    if let Node::Tape(tape, _) = context.top() {
        let is_one = |slot: &Slot| {
            let length = slot.length().unwrap_or(0);
            matches!(length, 6 | 20 | 36) && tape.str(*slot).is_some_and(is_placeholder)
        };
        if !tape.slots().iter().any(is_one) {
            return;
        }
    }
    let mut found = Found::default();
    found.visit(context.root(), &mut Vec::new());
    let Some(first) = found.first else { return };
    let place = Place::Node(first, Part::Value);
    let finding = if is_documentation(context.call()) {
        PLACEHOLDER
            .at(
                place,
                "this is the sample of SpeakNode's documentation, not a call",
            )
            .help("its values are placeholders; only their types are judged")
    } else {
        let message = match found.count {
            1 => "this is a placeholder of SpeakNode's documentation".to_owned(),
            many => format!(
                "{} of SpeakNode's documentation, this the first",
                counted(many, "placeholder")
            ),
        };
        PLACEHOLDER.at(place, message)
    };
    findings.push(finding);
}

/// Whether a text is one of [`VALUES`]; most are told by their length.
pub(crate) fn is_placeholder(text: &str) -> bool {
    matches!(text.len(), 6 | 20 | 36) && VALUES.contains(&text)
}

/// The placeholders of a tree.
#[derive(Default)]
struct Found {
    first: Option<NodePath>,
    count: usize,
}

impl Found {
    fn visit(&mut self, value: &Value<'_>, steps: &mut Vec<usize>) {
        match value {
            Value::String(text) if is_placeholder(text) => {
                self.count = self.count.saturating_add(1);
                self.first
                    .get_or_insert_with(|| NodePath::from_steps(steps));
            }
            Value::Array(elements) => {
                for (number, element) in elements.iter().enumerate() {
                    self.below(number, element, steps);
                }
            }
            Value::Object(object) => {
                for (number, member) in object.members().iter().enumerate() {
                    self.below(number, &member.value, steps);
                }
            }
            _ => {}
        }
    }

    fn below(&mut self, number: usize, value: &Value<'_>, steps: &mut Vec<usize>) {
        steps.push(number);
        self.visit(value, steps);
        steps.pop();
    }
}
