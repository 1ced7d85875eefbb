//! The sentences of schema violations: what was found, what was expected, and the near miss
//! that explains it. Values are quoted only here, escaped and cut.

use chrono::DateTime;
use jsonschema::error::{TypeKind, ValidationErrorKind as Kind};
use jsonschema::{JsonType, JsonTypeSet};
use serde_json::Value as SchemaValue;

use crate::json::{NodePath, Value};
use crate::text::{Untrusted, without_url_secrets};

/// A value in a message is cut after this many characters.
const EXCERPT: usize = 80;

/// The message and the help of one violation at `path` in `root`.
pub(super) fn violation(
    kind: &Kind,
    root: &Value<'_>,
    path: &NodePath,
) -> (String, Option<String>) {
    let name = field_name(root, path);
    let value = path.resolve(root).unwrap_or(&Value::Null);
    match kind {
        Kind::Type { kind } => wrong_type(&name, value, kind),
        Kind::Required { property } => required(&name, property),
        Kind::Format { format } => format_violation(&name, value, format),
        Kind::Minimum { limit } => (
            format!("{name} is {}, expected at least {limit}", quoted(value)),
            None,
        ),
        Kind::Maximum { limit } => above_maximum(&name, value, limit),
        Kind::Enum { options } => (
            format!("{name} is {}, expected one of {options}", quoted(value)),
            None,
        ),
        Kind::Constant { expected_value } => (
            format!("{name} is {}, expected {expected_value}", quoted(value)),
            None,
        ),
        other => (
            format!("{name} violates `{}` of the schema", other.keyword()),
            None,
        ),
    }
}

/// The message and the help for a key that the schema does not know.
pub(super) fn unknown_field(key: &str, nearest: Option<&str>) -> (String, Option<String>) {
    let message = format!(
        "`{}` is not a documented field here",
        Untrusted::new(&without_url_secrets(key)).excerpt(EXCERPT)
    );
    (
        message,
        nearest.map(|name| format!("did you mean `{name}`?")),
    )
}

/// How a sentence calls the node: its key in backticks, or its place in an array.
fn field_name(root: &Value<'_>, path: &NodePath) -> String {
    let Some((last, parents)) = path.steps().split_last() else {
        return "the payload".to_owned();
    };
    let parent = NodePath::from_steps(parents);
    match parent.resolve(root) {
        Some(Value::Object(object)) => object
            .members()
            .get(*last)
            .map_or_else(String::new, |member| {
                format!("`{}`", Untrusted::new(&member.key).excerpt(EXCERPT))
            }),
        _ if parents.is_empty() => format!("element {last}"),
        _ => format!("element {last} of {}", field_name(root, &parent)),
    }
}

fn wrong_type(name: &str, value: &Value<'_>, kind: &TypeKind) -> (String, Option<String>) {
    let expected = match kind {
        TypeKind::Single(only) => JsonTypeSet::empty().insert(*only),
        TypeKind::Multiple(types) => *types,
    };
    let message = format!(
        "{name} is {}, expected {}",
        value.type_name(),
        type_words(expected)
    );
    (message, type_help(name, value, expected))
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
fn type_help(name: &str, value: &Value<'_>, expected: JsonTypeSet) -> Option<String> {
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
        Value::Number(number) if expected.contains(JsonType::String) => {
            return epoch_help(number.as_f64());
        }
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

fn required(name: &str, property: &SchemaValue) -> (String, Option<String>) {
    let property = property.as_str().unwrap_or_default();
    (
        format!(
            "{name} lacks the required field `{}`",
            Untrusted::new(property).excerpt(EXCERPT)
        ),
        None,
    )
}

fn above_maximum(name: &str, value: &Value<'_>, limit: &SchemaValue) -> (String, Option<String>) {
    let message = format!("{name} is {}, expected at most {limit}", quoted(value));
    let percent =
        limit.as_f64() == Some(1.0) && value.as_f64().is_some_and(|number| number <= 100.0);
    let help = value.as_f64().filter(|_| percent).map(|number| {
        format!(
            "this looks like a percentage; {number} % is {}",
            number / 100.0
        )
    });
    (message, help)
}

fn format_violation(name: &str, value: &Value<'_>, format: &str) -> (String, Option<String>) {
    let text = value.as_str().unwrap_or_default();
    match format {
        "uuid" => (
            format!("{name} is {}, expected a UUID", quoted(value)),
            Some(uuid_help(text)),
        ),
        "date-time" => (
            format!(
                "{name} is {}, expected an RFC 3339 date-time",
                quoted(value)
            ),
            Some(date_time_help(text)),
        ),
        other => (
            format!("{name} is {}, expected the format `{other}`", quoted(value)),
            None,
        ),
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

struct NumberWords(crate::json::Number);

impl std::fmt::Display for NumberWords {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.0 {
            crate::json::Number::Unsigned(value) => value.fmt(f),
            crate::json::Number::Signed(value) => value.fmt(f),
            crate::json::Number::Float(value) if value.abs() < 1e15 => value.fmt(f),
            crate::json::Number::Float(value) => write!(f, "{value:e}"),
        }
    }
}
