//! `duplicate-key`: the tree keeps both members, so both places can be shown.

use std::collections::HashMap;

use crate::diagnostic::{Finding, Part, Place, Related, Severity};
use crate::json::{NodePath, Object, Value};
use crate::text::Untrusted;

use super::context::Context;
use super::declare_rule;

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
    /// {"agent_id": "5b0f6c1e-8a53-4f0c-9a0e-0d7c7a2f9e11", "agent_id": "admin"}
    /// ```
    ///
    /// ## How to fix
    /// Remove one of the two.
    DUPLICATE_KEY, "duplicate-key", Error, "a key occurs twice in one object", check = check
}

fn check(context: &Context<'_, '_>, findings: &mut Vec<Finding>) {
    visit(context, context.root, &NodePath::root(), findings);
}

fn visit(
    context: &Context<'_, '_>,
    value: &Value<'_>,
    path: &NodePath,
    findings: &mut Vec<Finding>,
) {
    match value {
        Value::Array(elements) => {
            for (number, element) in elements
                .iter()
                .enumerate()
                .filter(|(_, element)| is_container(element))
            {
                visit(context, element, &path.child(number), findings);
            }
        }
        Value::Object(object) => {
            if object.has_duplicates() {
                report(context, object, path, findings);
            }
            for (number, member) in object.members().iter().enumerate() {
                if is_container(&member.value) {
                    visit(context, &member.value, &path.child(number), findings);
                }
            }
        }
        _ => {}
    }
}

fn is_container(value: &Value<'_>) -> bool {
    matches!(value, Value::Object(_) | Value::Array(_))
}

fn report(
    context: &Context<'_, '_>,
    object: &Object<'_>,
    path: &NodePath,
    findings: &mut Vec<Finding>,
) {
    let mut first_of = HashMap::new();
    for (number, member) in object.members().iter().enumerate() {
        let first = *first_of.entry(member.key.as_ref()).or_insert(number);
        if first == number {
            continue;
        }
        let documented = (context.is_documented)(&member.key);
        let severity = if documented {
            Severity::Error
        } else {
            Severity::Warning
        };
        let message = format!(
            "the key `{}` occurs more than once in this object",
            Untrusted::new(&member.key).excerpt(80)
        );
        let place = Place::Node(path.child(number), Part::Key);
        let mut finding = Finding::new(DUPLICATE_KEY.id, severity, place, message)
            .help("most readers take the last value, some the first: keep one");
        finding.related = Some(Related {
            place: Place::Node(path.child(first), Part::Key),
            label: "first",
        });
        findings.push(finding);
    }
}
