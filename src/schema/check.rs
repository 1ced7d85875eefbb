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
use crate::text::counted;

use super::own::InForce;
use super::pieces::{Pieces, Violation};
use super::shape::Shape;
use super::tree_json::TreeJson;
use super::wording::{self, Subject};

/// Values of the largest document of which an own schema tells every violation: a long call has a tenth.
const MOST_VALUES: usize = 50_000;

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

    /// Adds every violation of the documentation's schema in the document `root`.
    pub(super) fn violations(&self, pieces: &Pieces, root: &Value<'_>, findings: &mut Findings) {
        let mut tell = |violation: Violation<'_, '_>| {
            let error = &violation.error;
            if findings.is_full() {
                findings.count(rule(error).into(), Severity::Error, 1);
                return;
            }
            let pointer = error.instance_path().as_str();
            if let Some(path) = NodePath::from_pointer(violation.value, pointer) {
                let path = path.below(violation.base);
                let mut finding = self.violation(error.kind(), error, root, path);
                finding.schema_path = Some(violation.schema_path());
                findings.push(finding);
            }
        };
        pieces.judge(root, &mut tell);
    }

    /// Adds every violation of a schema of the user's own; of a document with very many values the
    /// first alone, as the engine keeps all that it finds in memory before it tells them.
    pub(super) fn own_violations(
        &self,
        validator: &Validator<TreeJson>,
        root: &Value<'_>,
        findings: &mut Findings,
    ) {
        if has_more_values_than(MOST_VALUES, root) {
            let mut first = Findings::default();
            if let Err(error) = validator.validate(root) {
                self.own_violation(&error, root, &mut first);
            }
            let note = format!(
                "more may be wrong: of a document with over {} only the first is told",
                counted(MOST_VALUES, "value")
            );
            findings.extend(
                first
                    .kept()
                    .iter()
                    .cloned()
                    .map(|finding| finding.help(note.clone())),
            );
            return;
        }
        for error in validator.iter_errors(root) {
            self.own_violation(&error, root, findings);
        }
    }

    fn own_violation(
        &self,
        error: &ValidationError<'_>,
        root: &Value<'_>,
        findings: &mut Findings,
    ) {
        let Some(path) = NodePath::from_pointer(root, error.instance_path().as_str()) else {
            return;
        };
        match error.kind() {
            Kind::AdditionalProperties { unexpected }
            | Kind::UnevaluatedProperties { unexpected } => {
                let unexpected: HashSet<&str> = unexpected.iter().map(String::as_str).collect();
                let is_one = |key: &str| unexpected.contains(key);
                self.unexpected_keys(error, &is_one, root, &path, findings);
            }
            Kind::FalseSchema if closes_object(error).is_some() => {
                self.unexpected_keys(error, &|_| true, root, &path, findings);
            }
            Kind::PropertyNames { error: inner } => {
                findings.push(bad_key(error, inner, root, &path));
            }
            kind => findings.push(self.violation(kind, error, root, path)),
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
    let mut finding = Finding::new(rule(error), Severity::Error, place, message);
    finding.help = help;
    finding.schema_path = Some(error.schema_path().to_string());
    finding
}

/// The rule that an error is a finding of: the keyword.
fn rule(error: &ValidationError<'_>) -> String {
    let keyword = match error.kind() {
        Kind::Required { .. } if is_dependent(error) => "dependentRequired",
        kind => closes_object(error).unwrap_or(kind.keyword()),
    };
    format!("schema/{keyword}")
}

/// Whether a tree has more values than `most`; looks at no more of them.
fn has_more_values_than(most: usize, value: &Value<'_>) -> bool {
    fn count(value: &Value<'_>, left: &mut usize) -> bool {
        let Some(less) = left.checked_sub(1) else {
            return true;
        };
        *left = less;
        match value {
            Value::Array(elements) => elements.iter().any(|element| count(element, left)),
            Value::Object(object) => {
                let mut members = object.members().iter();
                members.any(|member| count(&member.value, left))
            }
            _ => false,
        }
    }
    let mut left = most;
    count(value, &mut left)
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
