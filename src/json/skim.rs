//! Whether a text is JSON, by serde_json's word but without a tree.

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};

use super::scan::is_blank;

/// Whether a text is one JSON object with nothing but white space around it. Exactly what a tree could be made of:
/// `IgnoredAny` would pass over deep nesting and numbers out of range.
#[must_use]
pub fn is_only_object(text: &str) -> bool {
    text.bytes().find(|byte| !is_blank(*byte)) == Some(b'{')
        && serde_json::from_str::<Skimmed>(text).is_ok()
}

/// [`is_only_object`] for objects and arrays.
#[must_use]
pub fn is_only_container(text: &str) -> bool {
    let first = text.bytes().find(|byte| !is_blank(*byte));
    matches!(first, Some(b'{' | b'[')) && serde_json::from_str::<Skimmed>(text).is_ok()
}

/// A value that has been read and forgotten.
struct Skimmed;

impl<'de> Deserialize<'de> for Skimmed {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Self)
    }
}

impl<'de> Visitor<'de> for Skimmed {
    type Value = Self;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<Self, E> {
        Ok(Self)
    }

    fn visit_bool<E>(self, _: bool) -> Result<Self, E> {
        Ok(Self)
    }

    fn visit_u64<E>(self, _: u64) -> Result<Self, E> {
        Ok(Self)
    }

    fn visit_i64<E>(self, _: i64) -> Result<Self, E> {
        Ok(Self)
    }

    fn visit_f64<E>(self, _: f64) -> Result<Self, E> {
        Ok(Self)
    }

    fn visit_str<E>(self, _: &str) -> Result<Self, E> {
        Ok(Self)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Self, A::Error> {
        while access.next_element::<Self>()?.is_some() {}
        Ok(Self)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Self, A::Error> {
        while access.next_entry::<Self, Self>()?.is_some() {}
        Ok(Self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::tree::{Value, parse_only};

    #[test]
    fn says_what_the_tree_says() {
        let deep = |depth: usize| format!("{}1{}", "{\"a\":".repeat(depth), "}".repeat(depth));
        for text in [
            "{}",
            " {\"a\": [1, -2, 3.5, null, true, \"x\\u00e9\"]} ",
            "[]",
            "7",
            "\"{}\"",
            "",
            " ",
            "{} {}",
            "{\"a\":1e999}",
            "{\"a\":\"\\ud800\"}",
            "{a: 1}",
            "{\"a\":1,}",
            "{",
            "{'a': 1}",
            "\u{feff}{}",
            &deep(126),
            &deep(127),
            &deep(128),
            &deep(100_000),
        ] {
            let of_tree = parse_only(text).is_some_and(|value| value.as_object().is_some());
            let is_container = matches!(parse_only(text), Some(Value::Object(_) | Value::Array(_)));
            assert_eq!(is_only_container(text), is_container);
            assert_eq!(
                is_only_object(text),
                of_tree,
                "{}",
                text.get(..20).unwrap_or(text)
            );
        }
    }
}
