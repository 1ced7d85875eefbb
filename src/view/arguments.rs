//! A tool's arguments as a person reads them: `order_id: "A-1042", nights: 2`.

use std::fmt;

use crate::json::tree::parse_first;
use crate::json::{Number, Value, write};
use crate::text::Untrusted;

/// Text that was made from a payload's text and is as untrusted.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct ForeignText(String);

impl ForeignText {
    /// The text, for an escaper.
    #[must_use]
    pub fn as_untrusted(&self) -> Untrusted<'_> {
        Untrusted::new(&self.0)
    }
}

impl fmt::Debug for ForeignText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.as_untrusted().fmt(f)
    }
}

/// The members of an arguments object without its braces; any other text as it is.
pub(super) fn compact(arguments: Option<Untrusted<'_>>) -> ForeignText {
    let Some(text) = arguments else {
        return ForeignText::default();
    };
    let object = match parse_first(text.raw()) {
        Ok(Some((value @ Value::Object(_), end))) if is_blank_from(text.raw(), end) => value,
        _ => return ForeignText(text.raw().to_owned()),
    };
    let mut out = String::new();
    if let Some(object) = object.as_object() {
        let members = object
            .members()
            .iter()
            .map(|member| (member.key.as_ref(), &member.value));
        push_members(&mut out, members);
    }
    ForeignText(out)
}

fn is_blank_from(text: &str, end: usize) -> bool {
    text.get(end..).is_some_and(|rest| rest.trim().is_empty())
}

fn push_members<'v>(out: &mut String, members: impl Iterator<Item = (&'v str, &'v Value<'v>)>) {
    for (place, (key, value)) in members.enumerate() {
        if place > 0 {
            out.push_str(", ");
        }
        out.push_str(key);
        out.push_str(": ");
        push_value(out, value);
    }
}

/// The depth of the tree is bounded by the parser.
fn push_value(out: &mut String, value: &Value<'_>) {
    match value {
        Value::Null => out.push_str("null"),
        Value::Bool(value) => out.push_str(if *value { "true" } else { "false" }),
        Value::Number(Number::Unsigned(number)) => out.push_str(&number.to_string()),
        Value::Number(Number::Signed(number)) => out.push_str(&number.to_string()),
        Value::Number(Number::Float(number)) => push_json(out, number),
        Value::String(text) => push_json(out, text),
        Value::Array(elements) => {
            out.push('[');
            for (place, element) in elements.iter().enumerate() {
                if place > 0 {
                    out.push_str(", ");
                }
                push_value(out, element);
            }
            out.push(']');
        }
        Value::Object(object) => {
            out.push('{');
            push_members(
                out,
                object.members().iter().map(|m| (m.key.as_ref(), &m.value)),
            );
            out.push('}');
        }
    }
}

fn push_json<T: serde::Serialize>(out: &mut String, value: &T) {
    let mut bytes = Vec::new();
    if write::compact(&mut bytes, value).is_ok() {
        out.push_str(&String::from_utf8_lossy(&bytes));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn compacted(text: &str) -> String {
        compact(Some(Untrusted::new(text))).0
    }

    #[test]
    fn an_object_loses_its_braces_and_quotes() {
        let text = r#"{"order_id":"A-1042","n":2,"x":1.5,"list":[1,{"a":null}],"ok":true}"#;
        let shown = r#"order_id: "A-1042", n: 2, x: 1.5, list: [1, {a: null}], ok: true"#;
        assert_eq!(compacted(text), shown);
        assert_eq!(compacted("{} "), "");
    }

    #[test]
    fn what_is_no_object_stays_as_it_is() {
        for text in ["{broken", "[1]", "{} {}", ""] {
            assert_eq!(compacted(text), text);
        }
    }

    #[test]
    fn strings_stay_on_their_line() {
        assert_eq!(compacted("{\"a\":\"x\\n\\u202ey\"}"), "a: \"x\\n\\u202ey\"");
    }
}
