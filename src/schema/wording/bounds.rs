//! Sentences about sizes: of numbers, texts, arrays and objects.

use std::collections::BTreeMap;

use serde_json::Value as SchemaValue;

use crate::json::{Value, write};
use crate::text::counted;

use super::Subject;

type Words = (String, Option<String>);

/// A number on the wrong side of a bound: `expected at least 0`.
pub(super) fn number(subject: &Subject<'_>, expected: &str, limit: &SchemaValue) -> Words {
    let tail = format!("expected {expected} {limit}");
    let without = format!("is out of bounds, {tail}");
    (subject.is(&tail, &without), None)
}

/// A number above its maximum, which may be a percentage.
pub(super) fn above_maximum(subject: &Subject<'_>, limit: &SchemaValue) -> Words {
    let (message, _) = number(subject, "at most", limit);
    let number = subject.value().as_f64().filter(|_| subject.shows_value());
    let percent = number.filter(|number| limit.as_f64() == Some(1.0) && *number <= 100.0);
    let help = percent.map(|number| {
        format!(
            "this looks like a percentage; {number} % is {}",
            number / 100.0
        )
    });
    (message, help)
}

/// A text, array or object of the wrong size.
pub(super) fn size(subject: &Subject<'_>, expected: &str, limit: u64) -> Words {
    let size = match subject.value() {
        Value::String(text) => counted(text.chars().count(), "character"),
        Value::Array(elements) => counted(elements.len(), "element"),
        Value::Object(object) => counted(object.distinct(), "field"),
        other => other.type_name().to_owned(),
    };
    let message = format!("{} has {size}, expected {expected} {limit}", subject.name);
    (message, None)
}

/// An array with two equal elements, and which they are.
pub(super) fn not_unique(subject: &Subject<'_>) -> Words {
    let message = format!("{} has two equal elements", subject.name);
    let mut seen = BTreeMap::new();
    let elements = subject.value().as_array().unwrap_or_default();
    let equal = elements.iter().enumerate().find_map(|(number, element)| {
        let mut text = Vec::new();
        write::compact(&mut text, element).ok()?;
        let earlier = seen.insert(text, number)?;
        Some(format!("elements {earlier} and {number} are the same"))
    });
    (message, equal)
}
