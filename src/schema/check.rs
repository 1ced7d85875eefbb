//! Runs the schema engine over a tree and turns its errors into findings. The engine decides;
//! the words are ours.

use jsonschema::error::ValidationErrorKind as Kind;
use jsonschema::{ValidationError, Validator};

use crate::diagnostic::{Finding, Findings, Part, Place, Severity};
use crate::json::{NodePath, Object, Value};

use super::tree_json::TreeJson;
use super::{DATA, DATA_SHAPE, SHAPE, WHOLE, wording};

/// Which part of the schema a value is judged by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Body {
    /// `{"event": …, "data": …}`.
    Whole,
    /// What `data` holds, without its envelope.
    Data,
}

/// Every violation of the schema in `value`, and every key it does not know. The places are
/// paths in `value`; the order is not yet the document's.
pub fn check(body: Body, value: &Value<'_>, findings: &mut Findings) {
    let (validator, shape) = match body {
        Body::Whole => (&*WHOLE, &*SHAPE),
        Body::Data => (&*DATA, &*DATA_SHAPE),
    };
    if let Some(validator) = validator {
        violations(validator, value, findings);
    }
    shape.unknown(value, findings);
}

fn violations(validator: &Validator<TreeJson>, value: &Value<'_>, findings: &mut Findings) {
    for error in validator.iter_errors(value) {
        let Some(path) = NodePath::from_pointer(value, error.instance_path().as_str()) else {
            continue;
        };
        match error.kind() {
            Kind::AdditionalProperties { unexpected }
            | Kind::UnevaluatedProperties { unexpected } => {
                unexpected_keys(&error, unexpected, value, &path, findings);
            }
            kind => findings.push(violation(kind, &error, value, path)),
        }
    }
}

fn violation(
    kind: &Kind,
    error: &ValidationError<'_>,
    root: &Value<'_>,
    path: NodePath,
) -> Finding {
    let (message, help) = wording::violation(kind, root, &path);
    let part = if matches!(kind, Kind::Required { .. }) {
        Part::Open
    } else {
        Part::Value
    };
    finding(error, Place::Node(path, part), message, help)
}

/// The engine reports all unexpected keys of an object at once; a person mends them one by one.
fn unexpected_keys(
    error: &ValidationError<'_>,
    unexpected: &[String],
    root: &Value<'_>,
    path: &NodePath,
    findings: &mut Findings,
) {
    let unexpected: std::collections::HashSet<&str> =
        unexpected.iter().map(String::as_str).collect();
    let members = path
        .resolve(root)
        .and_then(Value::as_object)
        .map(Object::members);
    for (number, member) in members.into_iter().flatten().enumerate() {
        if unexpected.contains(member.key.as_ref()) {
            let (message, help) = wording::unknown_field(&member.key, None);
            findings.push(finding(
                error,
                Place::Node(path.child(number), Part::Key),
                message,
                help,
            ));
        }
    }
}

fn finding(
    error: &ValidationError<'_>,
    place: Place,
    message: String,
    help: Option<String>,
) -> Finding {
    let rule = format!("schema/{}", error.kind().keyword());
    let mut finding = Finding::new(rule, Severity::Error, place, message);
    finding.help = help;
    finding.schema_path = Some(error.schema_path().as_str().to_owned());
    finding
}
