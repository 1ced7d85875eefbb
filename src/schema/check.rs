//! Runs the schema engine over a tree and turns its errors into findings. The engine decides;
//! the words are ours.

use std::cell::OnceCell;
use std::collections::HashSet;
use std::sync::Arc;

use jsonschema::error::ValidationErrorKind as Kind;
use jsonschema::{ValidationError, Validator};

use crate::diagnostic::{Finding, Findings, Part, Place, Severity};
use crate::json::personal::Outline;
use crate::json::{NodePath, Object, Value};

use super::own::InForce;
use super::shape::Shape;
use super::tree_json::TreeJson;
use super::wording::{self, Subject};

/// Which part of the schema a value is judged by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Body {
    /// `{"event": …, "data": …}`.
    Whole,
    /// What `data` holds, without its envelope.
    Data,
}

/// What is needed to say of an error what it means.
pub(super) struct Checker<'s> {
    body: Body,
    /// The keys that are documented.
    shape: &'s Shape,
    schema: &'s InForce,
    /// The values that a sentence may quote; a clean payload needs none.
    shown: OnceCell<Arc<Outline>>,
}

impl<'s> Checker<'s> {
    pub(super) fn new(body: Body, shape: &'s Shape, schema: &'s InForce) -> Self {
        Self {
            body,
            shape,
            schema,
            shown: OnceCell::new(),
        }
    }

    fn shown(&self) -> &Outline {
        self.shown.get_or_init(|| self.schema.shown_keys())
    }

    pub(super) fn violations(
        &self,
        validator: &Validator<TreeJson>,
        value: &Value<'_>,
        findings: &mut Findings,
    ) {
        for error in validator.iter_errors(value) {
            let Some(path) = NodePath::from_pointer(value, error.instance_path().as_str()) else {
                continue;
            };
            match error.kind() {
                Kind::AdditionalProperties { unexpected }
                | Kind::UnevaluatedProperties { unexpected } => {
                    let unexpected: HashSet<&str> = unexpected.iter().map(String::as_str).collect();
                    let is_one = |key: &str| unexpected.contains(key);
                    self.unexpected_keys(&error, &is_one, value, &path, findings);
                }
                Kind::FalseSchema if closes_object(&error).is_some() => {
                    self.unexpected_keys(&error, &|_| true, value, &path, findings);
                }
                Kind::PropertyNames { error: inner } => {
                    findings.push(bad_key(&error, inner, value, &path));
                }
                kind => findings.push(self.violation(kind, &error, value, path)),
            }
        }
    }

    fn violation(
        &self,
        kind: &Kind,
        error: &ValidationError<'_>,
        root: &Value<'_>,
        path: NodePath,
    ) -> Finding {
        let subject = Subject::new(root, &path, self.shown());
        let (message, help) = match kind {
            Kind::Required { property } if is_dependent(error) => {
                (wording::dependent(&subject, property), None)
            }
            _ => wording::violation(kind, &subject),
        };
        let is_about_what_lacks = matches!(
            kind,
            Kind::Required { .. }
                | Kind::MinProperties { .. }
                | Kind::MinItems { .. }
                | Kind::Contains
        );
        let part = if is_about_what_lacks {
            Part::Open
        } else {
            Part::Value
        };
        finding(error, Place::Node(path, part), message, help)
    }

    /// The engine reports all unexpected keys of an object at once; a person mends them one by one.
    fn unexpected_keys(
        &self,
        error: &ValidationError<'_>,
        is_unexpected: &dyn Fn(&str) -> bool,
        root: &Value<'_>,
        path: &NodePath,
        findings: &mut Findings,
    ) {
        let members = path
            .resolve(root)
            .and_then(Value::as_object)
            .map(Object::members);
        for (number, member) in members.into_iter().flatten().enumerate() {
            if is_unexpected(&member.key) {
                let nearest = self.shape.suggestion(self.body, root, path, &member.key);
                let (message, help) = wording::unexpected_field(&member.key, nearest);
                let place = Place::Node(path.child(number), Part::Key);
                findings.push(finding(error, place, message, help));
            }
        }
    }
}

/// A key that breaks `propertyNames`.
fn bad_key(
    error: &ValidationError<'_>,
    inner: &ValidationError<'_>,
    root: &Value<'_>,
    path: &NodePath,
) -> Finding {
    let key = inner.instance().as_str().unwrap_or_default();
    let object = path.resolve(root).and_then(Value::as_object);
    let number = object.and_then(|object| object.position(key));
    let place = match number {
        Some(number) => Place::Node(path.child(number), Part::Key),
        None => Place::Node(path.clone(), Part::Open),
    };
    let (message, help) = wording::violation(inner.kind(), &Subject::key(key));
    finding(error, place, message, help)
}

fn finding(
    error: &ValidationError<'_>,
    place: Place,
    message: String,
    help: Option<String>,
) -> Finding {
    let schema_path = error.schema_path().as_str();
    let keyword = match error.kind() {
        Kind::Required { .. } if is_dependent(error) => "dependentRequired",
        kind => closes_object(error).unwrap_or(kind.keyword()),
    };
    let mut finding = Finding::new(format!("schema/{keyword}"), Severity::Error, place, message);
    finding.help = help;
    finding.schema_path = Some(schema_path.to_owned());
    finding
}

/// Whether another field asks for a missing one: the engine calls that `required`, too.
fn is_dependent(error: &ValidationError<'_>) -> bool {
    let keywords = ["/dependentRequired", "/dependencies"];
    let path = error.schema_path().as_str();
    keywords.iter().any(|keyword| path.contains(keyword)) && !path.ends_with("/required")
}

/// The keyword that allows no key at all: the engine calls that a schema that allows nothing.
fn closes_object(error: &ValidationError<'_>) -> Option<&'static str> {
    let (before, keyword) = error.schema_path().as_str().rsplit_once('/')?;
    let is_keyword = matches!(error.kind(), Kind::FalseSchema) && !before.ends_with("/properties");
    let keywords = ["additionalProperties", "propertyNames"];
    keywords
        .into_iter()
        .find(|closes| is_keyword && *closes == keyword)
}
