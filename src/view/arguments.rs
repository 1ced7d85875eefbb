//! A tool's arguments as a person reads them: `order_id: "A-1042", nights: 2`.

use std::fmt;

use crate::json::locate::{Located, locate};
use crate::json::tree::parse_first;
use crate::json::{NodePath, Object, Value, write};
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

/// The members of an arguments object without its braces, its numbers as they were written;
/// any other text as it is.
pub(super) fn compact(arguments: Option<Untrusted<'_>>) -> ForeignText {
    let Some(text) = arguments.map(Untrusted::raw) else {
        return ForeignText::default();
    };
    let root = match parse_first(text) {
        Ok(Some((value @ Value::Object(_), end))) if is_blank_from(text, end) => value,
        _ => return ForeignText(text.to_owned()),
    };
    let mut paths = Vec::new();
    number_paths(&root, &NodePath::root(), &mut paths);
    let mut writer = Writer {
        text,
        numbers: locate(text, &paths).into_iter(),
        out: String::new(),
    };
    if let Some(object) = root.as_object() {
        writer.members(object);
    }
    ForeignText(writer.out)
}

fn is_blank_from(text: &str, end: usize) -> bool {
    text.get(end..).is_some_and(|rest| rest.trim().is_empty())
}

/// The paths of the numbers in `value`, in document order. The parser bounds the depth.
fn number_paths(value: &Value<'_>, path: &NodePath, paths: &mut Vec<NodePath>) {
    let mut visit = |number: usize, child: &Value<'_>| match child {
        Value::Number(_) => paths.push(path.child(number)),
        Value::Array(_) | Value::Object(_) => number_paths(child, &path.child(number), paths),
        _ => {}
    };
    match value {
        Value::Array(elements) => {
            for (number, element) in elements.iter().enumerate() {
                visit(number, element);
            }
        }
        Value::Object(object) => {
            for (number, member) in object.members().iter().enumerate() {
                visit(number, &member.value);
            }
        }
        _ => {}
    }
}

struct Writer<'t> {
    text: &'t str,
    /// Where the numbers that are still to be written are in the text.
    numbers: std::vec::IntoIter<Option<Located>>,
    out: String,
}

impl Writer<'_> {
    fn members(&mut self, object: &Object<'_>) {
        for (place, member) in object.members().iter().enumerate() {
            if place > 0 {
                self.out.push_str(", ");
            }
            self.out.push_str(member.key.as_ref());
            self.out.push_str(": ");
            self.value(&member.value);
        }
    }

    fn value(&mut self, value: &Value<'_>) {
        match value {
            Value::Null => self.out.push_str("null"),
            Value::Bool(value) => self.out.push_str(if *value { "true" } else { "false" }),
            Value::Number(_) => {
                let span = self.numbers.next().flatten().map(|located| located.value);
                let written = span.and_then(|span| self.text.get(span.start..span.end));
                self.out.push_str(written.unwrap_or("?"));
            }
            Value::String(text) => push_json(&mut self.out, text),
            Value::Array(elements) => {
                self.out.push('[');
                for (place, element) in elements.iter().enumerate() {
                    if place > 0 {
                        self.out.push_str(", ");
                    }
                    self.value(element);
                }
                self.out.push(']');
            }
            Value::Object(object) => {
                self.out.push('{');
                self.members(object);
                self.out.push('}');
            }
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
    fn numbers_stay_as_they_were_written() {
        let text = r#"{"id": 12345678901234567890123, "a": [1.10, {"b": 1e5}], "c": -0}"#;
        let shown = "id: 12345678901234567890123, a: [1.10, {b: 1e5}], c: -0";
        assert_eq!(compacted(text), shown);
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
