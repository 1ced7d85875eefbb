//! The headers of a captured request, in each of the shapes that tools keep them in.

use crate::json::Value;

/// Names and values in the order of the request. Names are compared without regard to case.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Headers(Vec<(String, String)>);

impl Headers {
    /// Names and values as they are.
    #[must_use]
    pub fn new(headers: Vec<(String, String)>) -> Self {
        Self(headers)
    }

    /// Names and values.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// The values of a header.
    pub fn values<'h>(&'h self, name: &'h str) -> impl Iterator<Item = &'h str> {
        self.iter()
            .filter(move |(own, _)| own.eq_ignore_ascii_case(name))
            .map(|(_, value)| value)
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Reads the first of `values` that has headers: `{name: value}`, `{name: [value]}`, `[{name, value}]` or
    /// `[[name, value]]`. `None` if nobody kept any; a tool that kept them may have had none.
    pub(crate) fn read<'t>(
        values: impl IntoIterator<Item = Option<&'t Value<'t>>>,
    ) -> Option<Self> {
        let is_list = |value: &&Value<'_>| matches!(value, Value::Object(_) | Value::Array(_));
        let read = values.into_iter().flatten().filter(is_list).map(Self::of);
        let mut found = None;
        for headers in read {
            if !headers.is_empty() {
                return Some(headers);
            }
            found = Some(headers);
        }
        found
    }

    fn of(value: &Value<'_>) -> Self {
        let mut headers = Vec::new();
        match value {
            Value::Object(object) => {
                for member in object.members() {
                    add(&mut headers, &member.key, &member.value);
                }
            }
            Value::Array(elements) => {
                for element in elements {
                    match element {
                        Value::Object(_) => {
                            let name = element.get("name").and_then(Value::as_str);
                            if let (Some(name), Some(value)) = (name, element.get("value")) {
                                add(&mut headers, name, value);
                            }
                        }
                        Value::Array(pair) => {
                            if let [Value::String(name), value] = pair.as_slice() {
                                add(&mut headers, name, value);
                            }
                        }
                        _ => {}
                    }
                }
            }
            _ => {}
        }
        Self(headers)
    }
}

fn add(headers: &mut Vec<(String, String)>, name: &str, value: &Value<'_>) {
    match value {
        Value::String(text) => headers.push((name.to_owned(), text.clone().into_owned())),
        Value::Array(values) => {
            for value in values.iter().filter_map(Value::as_str) {
                headers.push((name.to_owned(), value.to_owned()));
            }
        }
        // What no header can be counts all the same: one that is there twice counts for nothing.
        _ => headers.push((name.to_owned(), String::new())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::tree::parse_only;

    #[test]
    fn every_shape_is_the_same_headers() {
        let expected = [("A", "1"), ("b", "2"), ("b", "3")];
        for text in [
            r#"{"A": "1", "b": ["2", "3"]}"#,
            r#"[{"name": "A", "value": "1"}, {"name": "b", "value": "2"}, {"name": "b", "value": "3"}, {"name": "c"}, 5]"#,
            r#"[["A", "1"], ["b", "2"], ["b", "3"], ["c"], [1, "d"]]"#,
        ] {
            let value = parse_only(text).unwrap();
            let empty = Value::Array(Vec::new());
            let headers = Headers::read([None, Some(&Value::Null), Some(&empty), Some(&value)]);
            let headers = headers.unwrap();
            assert_eq!(headers.iter().collect::<Vec<_>>(), expected, "{text}");

            assert_eq!(headers.values("B").collect::<Vec<_>>(), ["2", "3"]);
            let numbers = parse_only(r#"{"A": 4, "b": null}"#).unwrap();
            let numbers = Headers::read([Some(&numbers)]).unwrap();
            assert_eq!(numbers.iter().collect::<Vec<_>>(), [("A", ""), ("b", "")]);
            assert_eq!(Headers::read([Some(&empty)]), Some(Headers::default()));
            assert_eq!(Headers::read([Some(&Value::Null), None]), None);
        }
    }
}
