//! Sentences about what a schema offers: values, alternatives, what it excludes.

use jsonschema::ValidationError;
use serde_json::Value as SchemaValue;

use crate::json::NodePath;
use crate::nearest::nearest;
use crate::text::{Untrusted, counted};

use super::{EXCERPT, Subject, violation};

type Words = (String, Option<String>);

/// A part of a schema on one line, cut.
pub(super) fn excerpt(schema: &SchemaValue) -> String {
    Untrusted::new(&schema.to_string()).excerpt(EXCERPT)
}

/// A value that is none of those allowed.
pub(super) fn none_of(subject: &Subject<'_>, options: &SchemaValue) -> Words {
    let all = options.as_array().map(Vec::as_slice).unwrap_or_default();
    let list = match all {
        [only] => excerpt(only),
        _ => {
            let listed: Vec<String> = all.iter().map(SchemaValue::to_string).collect();
            let list = Untrusted::new(&listed.join(", ")).excerpt(200);
            format!("one of {list}")
        }
    };
    let tail = format!("expected {list}");
    let without = format!("has a value that is not allowed, {tail}");
    let words = all.iter().filter_map(SchemaValue::as_str);
    let text = subject.value().as_str().filter(|_| subject.shows_value());
    let meant = text.and_then(|text| nearest(text, words));
    let help =
        meant.map(|meant| format!("did you mean \"{}\"?", Untrusted::new(meant).excerpt(60)));
    (subject.is(&tail, &without), help)
}

/// A value that matches none of several alternatives, and what keeps it from the nearest.
pub(super) fn no_alternative(
    subject: &Subject<'_>,
    keyword: &str,
    alternatives: &[Vec<ValidationError<'static>>],
) -> Words {
    let count = counted(alternatives.len(), "alternative");
    let message = format!("{} matches none of {count} of `{keyword}`", subject.name);
    let numbered = alternatives.iter().zip(1_usize..);
    let nearest = numbered
        .filter(|(errors, _)| !errors.is_empty())
        .min_by_key(|(errors, _)| errors.len());
    let help = nearest.and_then(|(errors, number)| {
        let (root, shown) = subject.place?;
        let error = errors.first()?;
        let path = NodePath::from_pointer(root, error.instance_path().as_str())?;
        let (why, _) = violation(error.kind(), &Subject::new(root, &path, shown));
        Some(format!("nearest is alternative {number}: {why}"))
    });
    (message, help)
}

/// A value that matches more than one of several alternatives.
pub(super) fn several_alternatives(
    subject: &Subject<'_>,
    alternatives: &[Vec<ValidationError<'static>>],
) -> Words {
    let matching: Vec<String> = alternatives
        .iter()
        .zip(1_usize..)
        .filter(|(errors, _)| errors.is_empty())
        .map(|(_, number)| number.to_string())
        .collect();
    let which = match matching.as_slice() {
        [] => "more than one alternative".to_owned(),
        _ => format!("the alternatives {}", matching.join(" and ")),
    };
    let message = format!(
        "{} matches {which} of `oneOf`, expected exactly one",
        subject.name
    );
    (message, None)
}
