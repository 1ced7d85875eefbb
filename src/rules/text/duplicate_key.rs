//! `duplicate-key`: the tree keeps both members, so both places can be shown.

use std::collections::HashMap;

use crate::diagnostic::{Finding, Findings, Part, Place, Related, Severity};
use crate::json::{Node, NodePath, Object, Value};
use crate::text::{Untrusted, thousands};

use crate::rules::context::Context;
use crate::rules::declare_rule;

declare_rule! {
    /// ## What it does
    /// Reports a key that occurs twice in one object, also when one of the two is spelt with
    /// escapes. An error where the field is documented, else a warning.
    ///
    /// ## Why is this bad
    /// Readers disagree: most take the last value, some the first, some refuse. What one system
    /// checks is then not what the next one uses (RFC 7493, section 2.3, forbids it).
    ///
    /// ## Example
    /// ```json
    /// {"data": {"agent_name": "Order support", "agent_name": "Billing"}}
    /// ```
    ///
    /// ## How to fix
    /// Remove one of the two.
    DUPLICATE_KEY, "duplicate-key", Error, "a key occurs twice in one object", check = check
}

fn check(context: &Context<'_>, findings: &mut Findings) {
    // What is on a tape has none.
    if let Node::Tree(root) = context.top() {
        visit(context, root, &mut Vec::new(), findings);
    }
}

fn visit(
    context: &Context<'_>,
    value: &Value<'_>,
    steps: &mut Vec<usize>,
    findings: &mut Findings,
) {
    let mut below = |number: usize, child: &Value<'_>| {
        if is_container(child) {
            steps.push(number);
            visit(context, child, steps, findings);
            steps.pop();
        }
    };
    match value {
        Value::Array(elements) => {
            for (number, element) in elements.iter().enumerate() {
                below(number, element);
            }
        }
        Value::Object(object) => {
            for (number, member) in object.members().iter().enumerate() {
                below(number, &member.value);
            }
            if object.has_duplicates() {
                report(context, object, &NodePath::from_steps(steps), findings);
            }
        }
        _ => {}
    }
}

fn is_container(value: &Value<'_>) -> bool {
    matches!(value, Value::Object(_) | Value::Array(_))
}

fn report(context: &Context<'_>, object: &Object<'_>, path: &NodePath, findings: &mut Findings) {
    let mut numbers_of: HashMap<&str, Vec<usize>> = HashMap::new();
    for (number, member) in object.members().iter().enumerate() {
        numbers_of.entry(&member.key).or_default().push(number);
    }
    for (number, member) in object.members().iter().enumerate() {
        let numbers = numbers_of
            .get(member.key.as_ref())
            .map_or(&[][..], Vec::as_slice);
        let &[first, second, ..] = numbers else {
            continue;
        };
        if number != second {
            continue;
        }
        let severity = if (context.is_documented)(path, &member.key) {
            Severity::Error
        } else {
            Severity::Warning
        };
        let times = if numbers.len() == 2 {
            "twice".to_owned()
        } else {
            format!("{} times", thousands(numbers.len()))
        };
        let key = Untrusted::new(&member.key).excerpt(80);
        let message = format!("the key `{key}` occurs {times} in this object");
        let place = Place::Node(path.child(second), Part::Key);
        let mut finding = Finding::new(DUPLICATE_KEY.id, severity, place, message)
            .help("most readers take the last value, some the first: keep one");
        let first = Place::Node(path.child(first), Part::Key);
        finding.related = Some(Related {
            place: first,
            label: "first",
        });
        findings.push(finding);
    }
}
