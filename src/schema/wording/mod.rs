//! The sentences of schema violations: what was found, what was expected, and the near miss
//! that explains it. Values are quoted only here, escaped and cut, and only where they are known
//! to be harmless.

mod bounds;
mod choices;
mod lacking;
mod subject;

use chrono::DateTime;
use jsonschema::error::{TypeKind, ValidationErrorKind as Kind};
use jsonschema::{JsonType, JsonTypeSet};
use serde_json::Value as SchemaValue;

use crate::json::Value;
use crate::text::{Untrusted, without_url_secrets};

pub(super) use lacking::dependent;
pub use lacking::no_data;
pub(super) use subject::{Subject, shows};

/// A value in a message is cut after this many characters.
const EXCERPT: usize = 80;

/// The message and the help of one violation.
pub(super) fn violation(kind: &Kind, subject: &Subject<'_>) -> (String, Option<String>) {
    let name = &subject.name;
    let plain = |message: String| (message, None);
    match kind {
        Kind::Type { kind } => wrong_type(subject, kind),
        Kind::Required { property } => lacking::required(subject, property),
        Kind::Format { format } => format_violation(subject, format),
        Kind::Minimum { limit } => bounds::number(subject, "at least", limit),
        Kind::Maximum { limit } => bounds::above_maximum(subject, limit),
        Kind::ExclusiveMinimum { limit } => bounds::number(subject, "more than", limit),
        Kind::ExclusiveMaximum { limit } => bounds::number(subject, "less than", limit),
        Kind::MultipleOf { multiple_of } => {
            let tail = format!("expected a multiple of {multiple_of}");
            plain(subject.is(&tail, &format!("is none, {tail}")))
        }
        Kind::MinLength { limit } | Kind::MinItems { limit } | Kind::MinProperties { limit } => {
            bounds::size(subject, "at least", *limit)
        }
        Kind::MaxLength { limit } | Kind::MaxItems { limit } | Kind::MaxProperties { limit } => {
            bounds::size(subject, "at most", *limit)
        }
        Kind::AdditionalItems { limit } => bounds::size(
            subject,
            "at most",
            u64::try_from(*limit).unwrap_or(u64::MAX),
        ),
        Kind::UniqueItems => bounds::not_unique(subject),
        Kind::Enum { options } => choices::none_of(subject, options),
        Kind::Constant { expected_value } => choices::none_of(
            subject,
            &SchemaValue::Array(vec![expected_value.as_ref().clone()]),
        ),
        Kind::Pattern { pattern } => {
            let pattern = Untrusted::new(pattern).excerpt(EXCERPT);
            let tail = format!("expected a match of the pattern `{pattern}`");
            plain(subject.is(&tail, &format!("does not match the pattern `{pattern}`")))
        }
        Kind::AnyOf { context } => choices::no_alternative(subject, "anyOf", context),
        Kind::OneOfNotValid { context } => choices::no_alternative(subject, "oneOf", context),
        Kind::OneOfMultipleValid { context } => choices::several_alternatives(subject, context),
        Kind::Not { schema } => {
            let schema = choices::excerpt(schema);
            plain(format!("{name} matches what is excluded: `{schema}`"))
        }
        Kind::Contains => plain(format!(
            "{name} has not as many elements of the kind in `contains` as it should"
        )),
        Kind::UnevaluatedItems { .. } => plain(format!(
            "{name} has elements that no part of the schema knows"
        )),
        Kind::AdditionalProperties { .. } | Kind::UnevaluatedProperties { .. } => {
            plain(format!("{name} has fields that the schema does not allow"))
        }
        Kind::PropertyNames { .. } => {
            plain(format!("{name} has a key that the schema does not allow"))
        }
        Kind::FalseSchema => plain(format!("{name} is where the schema allows nothing")),
        Kind::ContentEncoding { content_encoding } => {
            let encoding = Untrusted::new(content_encoding).excerpt(60);
            plain(format!("{name} is not encoded as `{encoding}`"))
        }
        Kind::ContentMediaType { content_media_type } => {
            let media_type = Untrusted::new(content_media_type).excerpt(60);
            plain(format!("{name} does not hold `{media_type}`"))
        }
        other => plain(format!(
            "{name} violates `{}` of the schema",
            other.keyword()
        )),
    }
}

/// The message and the help for a key that the schema does not know.
pub(super) fn unknown_field(key: &str, nearest: Option<&str>) -> (String, Option<String>) {
    key_words(key, "is not a documented field here", nearest)
}

/// The message and the help for a key that a schema does not allow.
pub(super) fn unexpected_field(key: &str, nearest: Option<&str>) -> (String, Option<String>) {
    key_words(key, "is not allowed here", nearest)
}

fn key_words(key: &str, what: &str, nearest: Option<&str>) -> (String, Option<String>) {
    let key = without_url_secrets(key);
    let message = format!("`{}` {what}", Untrusted::new(&key).excerpt(EXCERPT));
    let help = nearest.map(|name| format!("did you mean `{}`?", Untrusted::new(name).excerpt(60)));
    (message, help)
}

fn wrong_type(subject: &Subject<'_>, kind: &TypeKind) -> (String, Option<String>) {
    let (name, value) = (&subject.name, subject.value());
    let expected = match kind {
        TypeKind::Single(only) => JsonTypeSet::empty().insert(*only),
        TypeKind::Multiple(types) => *types,
    };
    let message = format!(
        "{name} is {}, expected {}",
        value.type_name(),
        type_words(expected)
    );
    (message, type_help(subject, expected))
}

fn type_words(types: JsonTypeSet) -> String {
    let order = [
        (JsonType::Object, "an object"),
        (JsonType::Array, "an array"),
        (JsonType::String, "a string"),
        (JsonType::Number, "a number"),
        (JsonType::Integer, "an integer"),
        (JsonType::Boolean, "a boolean"),
        (JsonType::Null, "null"),
    ];
    let words: Vec<&str> = order
        .iter()
        .filter(|(kind, _)| types.contains(*kind))
        .map(|(_, word)| *word)
        .collect();
    words.join(" or ")
}

/// The near miss between the value and the types that are expected.
fn type_help(subject: &Subject<'_>, expected: JsonTypeSet) -> Option<String> {
    let (name, value) = (&subject.name, subject.value());
    let help = match value {
        Value::String(text)
            if expected.contains(JsonType::Number) && text.trim().parse::<f64>().is_ok() =>
        {
            "this is a quoted number; remove the quotes"
        }
        Value::String(text)
            if expected.contains(JsonType::Boolean)
                && ["true", "false"].contains(&text.to_ascii_lowercase().as_str()) =>
        {
            "this is a quoted boolean; remove the quotes"
        }
        Value::String(text)
            if expected.contains(JsonType::Object) || expected.contains(JsonType::Array) =>
        {
            match text.trim_start().chars().next() {
                Some('{' | '[') => "this is JSON inside a string; it was encoded twice",
                _ if expected.contains(JsonType::Array) => {
                    "a single value is written as an array of one: `[\"…\"]`"
                }
                _ => return null_help(expected, text.is_empty()),
            }
        }
        Value::String(text) => return null_help(expected, text.is_empty()),
        Value::Number(number)
            if expected.contains(JsonType::Boolean) && [0.0, 1.0].contains(&number.as_f64()) =>
        {
            "write `true` or `false`"
        }
        // The time that a number stands for tells the number.
        Value::Number(number) if expected.contains(JsonType::String) && subject.shows_value() => {
            return epoch_help(number.as_f64());
        }
        Value::Number(_) if expected.contains(JsonType::String) => "write it in double quotes",
        Value::Object(_) if name == "`tool_arguments_json`" => {
            "the arguments are JSON written as text: one string"
        }
        Value::Object(_) if expected.contains(JsonType::Array) => "wrap the object in `[` and `]`",
        _ => return None,
    };
    Some(help.to_owned())
}

fn null_help(expected: JsonTypeSet, empty: bool) -> Option<String> {
    (empty && expected.contains(JsonType::Null))
        .then(|| "an absent value is `null`, not an empty string".to_owned())
}

/// A number where a text is expected is a quoted number at best, a Unix time at worst.
fn epoch_help(number: f64) -> Option<String> {
    let (seconds, unit) = match number {
        n if (1e9..4e9).contains(&n) => (n, "seconds"),
        n if (1e12..4e12).contains(&n) => (n / 1000.0, "milliseconds"),
        _ => return Some("write it in double quotes".to_owned()),
    };
    #[expect(
        clippy::cast_possible_truncation,
        reason = "the range was checked above"
    )]
    let time = DateTime::from_timestamp(seconds as i64, 0)?;
    Some(format!(
        "this looks like {unit} since 1970: {}",
        time.format("`\"%Y-%m-%dT%H:%M:%SZ\"`")
    ))
}

fn format_violation(subject: &Subject<'_>, format: &str) -> (String, Option<String>) {
    let text = subject.value().as_str().unwrap_or_default();
    let is = |what: &str| {
        let tail = format!("expected {what}");
        subject.is(&tail, &format!("is not as it should be, {tail}"))
    };
    match format {
        // A UUID that is written in another way is repeated.
        "uuid" if !subject.shows_value() => (is("a UUID"), None),
        "uuid" => (is("a UUID"), Some(uuid_help(text))),
        "date-time" => (is("an RFC 3339 date-time"), Some(date_time_help(text))),
        other => {
            let format = Untrusted::new(other).excerpt(60);
            let tail = format!("expected the format `{format}`");
            let without = format!("is not of the format `{format}`");
            (subject.is(&tail, &without), None)
        }
    }
}

fn uuid_help(text: &str) -> String {
    // The `uuid` crate reads the spellings that JSON Schema's format does not allow.
    match uuid::Uuid::parse_str(text.trim()) {
        Ok(uuid) => format!(
            "write it as `{}`, without anything around it",
            uuid.hyphenated()
        ),
        Err(_) if text.is_empty() => "an empty string is no UUID".to_owned(),
        Err(_) => "a UUID is 32 hexadecimal digits, written 8-4-4-4-12".to_owned(),
    }
}

fn date_time_help(text: &str) -> String {
    let reads = |candidate: &str| DateTime::parse_from_rfc3339(candidate).is_ok();
    let help = if reads(&format!("{text}Z")) {
        "no offset: append `Z` or `+00:00`"
    } else if text.contains(' ') && reads(&text.replacen(' ', "T", 1).replace(' ', "")) {
        "write `T` between date and time, and no blanks"
    } else if reads(&format!("{}Z", text.replacen(' ', "T", 1))) {
        "write `T` between date and time, and append the offset: `Z` or `+00:00`"
    } else if reads(&format!("{text}T00:00:00Z")) {
        "a date alone: the time and the offset are missing"
    } else if text.contains(',') && reads(&text.replacen(',', ".", 1)) {
        "write a point before the fraction of a second"
    } else if text.parse::<f64>().is_ok() {
        "a number is no date-time; is this a Unix time?"
    } else if DateTime::parse_from_rfc2822(text).is_ok() {
        "this is the e-mail form of a date; write `2026-06-12T18:51:40Z`"
    } else {
        "written as `2026-06-12T18:51:40Z`, of a day and a time that exist"
    };
    help.to_owned()
}
