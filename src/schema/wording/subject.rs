//! What a sentence is about: a node of the payload, how it is called, and whether its value may
//! be told.

use std::borrow::Cow;

use crate::json::personal::Outline;
use crate::json::{NodePath, Number, Value};
use crate::text::{Untrusted, without_url_secrets};

use super::EXCERPT;

/// The subject of a sentence.
pub(in crate::schema) struct Subject<'t> {
    /// How it is called: its key in backticks, or its place in an array.
    pub(super) name: String,
    value: Cow<'t, Value<'t>>,
    shows_value: bool,
    /// Where it is found, for sentences about what is below it.
    pub(super) place: Option<(&'t Value<'t>, &'t Outline)>,
}

impl<'t> Subject<'t> {
    /// The node at `path` in `root`, of which `shown` says what may be told.
    pub(in crate::schema) fn new(root: &'t Value<'t>, path: &NodePath, shown: &'t Outline) -> Self {
        Self {
            name: field_name(root, path),
            value: Cow::Borrowed(path.resolve(root).unwrap_or(&Value::Null)),
            shows_value: shows(shown, root, path),
            place: Some((root, shown)),
        }
    }

    /// A key, which is named like every other.
    pub(in crate::schema) fn key(key: &'t str) -> Self {
        Self {
            name: format!(
                "the key `{}`",
                Untrusted::new(&without_url_secrets(key)).excerpt(EXCERPT)
            ),
            value: Cow::Owned(Value::String(Cow::Borrowed(key))),
            shows_value: false,
            place: None,
        }
    }

    pub(super) fn value(&self) -> &Value<'t> {
        &self.value
    }

    /// `NAME is VALUE, TAIL`; without the value where it may not be told, `NAME WITHOUT`.
    pub(super) fn is(&self, tail: &str, without: &str) -> String {
        if self.shows_value {
            format!("{} is {}, {tail}", self.name, quoted(&self.value))
        } else {
            format!("{} {without}", self.name)
        }
    }

    /// Whether a help may repeat a part of the value.
    pub(super) fn shows_value(&self) -> bool {
        self.shows_value
    }
}

/// Whether `shown` allows the value at `path` to be told.
pub(in crate::schema) fn shows(shown: &Outline, root: &Value<'_>, path: &NodePath) -> bool {
    let mut found = (shown, root);
    for number in path.steps() {
        let (outline, value) = found;
        let next = match value {
            Value::Object(object) => object.members().get(*number).and_then(|member| {
                let below = outline.member(&member.key)?;
                Some((below, &member.value))
            }),
            Value::Array(elements) => outline.element().zip(elements.get(*number)),
            _ => None,
        };
        match next {
            Some(next) => found = next,
            None => return false,
        }
    }
    found.0.shows_scalar()
}

fn field_name(root: &Value<'_>, path: &NodePath) -> String {
    let Some((last, parents)) = path.steps().split_last() else {
        return "the payload".to_owned();
    };
    let parent = NodePath::from_steps(parents);
    match parent.resolve(root) {
        Some(Value::Object(object)) => {
            object
                .members()
                .get(*last)
                .map_or_else(String::new, |member| {
                    let key = without_url_secrets(&member.key);
                    format!("`{}`", Untrusted::new(&key).excerpt(EXCERPT))
                })
        }
        _ if parents.is_empty() => format!("element {last}"),
        _ => format!("element {last} of {}", field_name(root, &parent)),
    }
}

/// A scalar as it is written in JSON, escaped and cut; the type's name for anything larger.
fn quoted(value: &Value<'_>) -> String {
    match value {
        Value::String(text) => format!(
            "\"{}\"",
            Untrusted::new(&without_url_secrets(text)).excerpt(EXCERPT)
        ),
        Value::Number(number) => format!("{}", NumberWords(*number)),
        Value::Bool(value) => value.to_string(),
        other => other.type_name().to_owned(),
    }
}

struct NumberWords(Number);

impl std::fmt::Display for NumberWords {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.0 {
            Number::Unsigned(value) => value.fmt(f),
            Number::Signed(value) => value.fmt(f),
            Number::Float(value) if value.abs() < 1e15 => value.fmt(f),
            Number::Float(value) => write!(f, "{value:e}"),
        }
    }
}
