//! The borrowed JSON tree. Strings without escapes point into the source, objects keep the
//! order of the document, and duplicate keys are kept: what is in the text is in the tree.

use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserialize, DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use serde::ser::{Serialize, Serializer};

/// Objects with more members than this are looked up through a sorted index.
const LINEAR_LIMIT: usize = 32;

/// One JSON value.
#[derive(Debug, Clone, PartialEq)]
pub enum Value<'a> {
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number.
    Number(Number),
    /// A string, unescaped.
    String(Cow<'a, str>),
    /// An array.
    Array(Vec<Value<'a>>),
    /// An object.
    Object(Box<Object<'a>>),
}

/// A JSON number as serde_json reads it: integers exactly up to 64 bits, else the nearest double.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Number {
    /// A non-negative integer.
    Unsigned(u64),
    /// A negative integer.
    Signed(i64),
    /// Anything else; always finite.
    Float(f64),
}

impl Number {
    /// The nearest double.
    #[must_use]
    #[expect(
        clippy::cast_precision_loss,
        reason = "the nearest double is what is asked for"
    )]
    pub fn as_f64(self) -> f64 {
        match self {
            Self::Unsigned(value) => value as f64,
            Self::Signed(value) => value as f64,
            Self::Float(value) => value,
        }
    }
}

/// A member of an object.
#[derive(Debug, Clone, PartialEq)]
pub struct Member<'a> {
    /// The key, unescaped.
    pub key: Cow<'a, str>,
    /// The value.
    pub value: Value<'a>,
}

/// A JSON object: members in document order, duplicates kept.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Object<'a> {
    members: Vec<Member<'a>>,
    /// Member numbers sorted by key, then by number; only for large objects.
    index: Option<Box<[usize]>>,
    has_duplicates: bool,
}

impl<'a> Object<'a> {
    fn new(members: Vec<Member<'a>>, seen: &KeyMask) -> Self {
        if members.len() <= LINEAR_LIMIT {
            let has_duplicates = seen.maybe_duplicate && has_equal_keys(&members);
            return Self {
                members,
                index: None,
                has_duplicates,
            };
        }
        let key_of = |number: usize| members.get(number).map(|member| &member.key);
        let mut index: Vec<usize> = (0..members.len()).collect();
        index.sort_by(|a, b| key_of(*a).cmp(&key_of(*b)).then(a.cmp(b)));
        let has_duplicates = index.windows(2).any(|pair| match pair {
            [a, b] => key_of(*a) == key_of(*b),
            _ => false,
        });
        Self {
            index: Some(index.into_boxed_slice()),
            members,
            has_duplicates,
        }
    }

    /// An object with these members.
    #[must_use]
    pub fn from_members(members: Vec<Member<'a>>) -> Self {
        let mut seen = KeyMask::default();
        for member in &members {
            seen.add(&member.key);
        }
        Self::new(members, &seen)
    }

    /// The members in document order, duplicates included.
    #[must_use]
    pub fn into_members(self) -> Vec<Member<'a>> {
        self.members
    }

    /// The members in document order, duplicates included.
    #[must_use]
    pub fn members(&self) -> &[Member<'a>] {
        &self.members
    }

    /// Whether a key occurs more than once.
    #[must_use]
    pub fn has_duplicates(&self) -> bool {
        self.has_duplicates
    }

    /// How many different keys there are.
    #[must_use]
    pub fn distinct(&self) -> usize {
        let is_kept =
            |(number, member): &(usize, &Member<'_>)| self.position(&member.key) == Some(*number);
        if self.has_duplicates {
            self.members.iter().enumerate().filter(is_kept).count()
        } else {
            self.members.len()
        }
    }

    /// The number of the member called `key`; the last one, as most JSON readers do.
    #[must_use]
    pub fn position(&self, key: &str) -> Option<usize> {
        let Some(index) = &self.index else {
            return self.members.iter().rposition(|member| member.key == key);
        };
        let end = index.partition_point(|number| {
            self.members
                .get(*number)
                .is_some_and(|member| member.key.as_ref() <= key)
        });
        let number = *index.get(end.checked_sub(1)?)?;
        (self.members.get(number)?.key == key).then_some(number)
    }

    /// The value of the member called `key`; the last one, as most JSON readers do.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Value<'a>> {
        Some(&self.members.get(self.position(key)?)?.value)
    }
}

fn has_equal_keys(members: &[Member<'_>]) -> bool {
    members.iter().enumerate().any(|(number, member)| {
        members
            .iter()
            .take(number)
            .any(|earlier| earlier.key == member.key)
    })
}

/// Sees at little cost that an object's keys are surely distinct.
#[derive(Default)]
struct KeyMask {
    bits: u64,
    maybe_duplicate: bool,
}

impl KeyMask {
    fn add(&mut self, key: &str) {
        let bytes = key.as_bytes();
        let at = |place: usize| u64::from(bytes.get(place).copied().unwrap_or(0));
        let middle = at(bytes.len() / 2);
        let mixed = (bytes.len() as u64)
            .wrapping_mul(31)
            .wrapping_add(at(0).wrapping_mul(7))
            .wrapping_add(middle.wrapping_mul(13))
            .wrapping_add(at(bytes.len().saturating_sub(1)));
        let bit = 1_u64.wrapping_shl((mixed % 64) as u32);
        self.maybe_duplicate |= self.bits & bit != 0;
        self.bits |= bit;
    }
}

impl<'a> Value<'a> {
    /// The object, if it is one.
    #[must_use]
    pub fn as_object(&self) -> Option<&Object<'a>> {
        if let Self::Object(object) = self {
            Some(object)
        } else {
            None
        }
    }

    /// The elements, if it is an array.
    #[must_use]
    pub fn as_array(&self) -> Option<&[Value<'a>]> {
        if let Self::Array(elements) = self {
            Some(elements)
        } else {
            None
        }
    }

    /// The text, if it is a string.
    #[must_use]
    pub fn as_str(&self) -> Option<&str> {
        if let Self::String(text) = self {
            Some(text)
        } else {
            None
        }
    }

    /// The nearest double, if it is a number.
    #[must_use]
    pub fn as_f64(&self) -> Option<f64> {
        if let Self::Number(number) = self {
            Some(number.as_f64())
        } else {
            None
        }
    }

    /// The truth value, if it is one.
    #[must_use]
    pub fn as_bool(&self) -> Option<bool> {
        if let Self::Bool(value) = self {
            Some(*value)
        } else {
            None
        }
    }

    /// The member `key`, if this is an object that has it.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Value<'a>> {
        self.as_object()?.get(key)
    }

    /// Replaces every string, but no key, for which `rewrite` has another text.
    pub fn rewrite_strings(&mut self, rewrite: &dyn Fn(&str) -> Option<String>) {
        match self {
            Self::String(text) => {
                if let Some(other) = rewrite(text) {
                    *text = Cow::Owned(other);
                }
            }
            Self::Array(elements) => {
                for element in elements {
                    element.rewrite_strings(rewrite);
                }
            }
            Self::Object(object) => {
                for member in &mut object.members {
                    member.value.rewrite_strings(rewrite);
                }
            }
            Self::Null | Self::Bool(_) | Self::Number(_) => {}
        }
    }

    /// The name of the JSON type, with its article: `a string`, `null`.
    #[must_use]
    pub fn type_name(&self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Bool(_) => "a boolean",
            Self::Number(_) => "a number",
            Self::String(_) => "a string",
            Self::Array(_) => "an array",
            Self::Object(_) => "an object",
        }
    }
}

impl Serialize for Value<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => serializer.serialize_unit(),
            Self::Bool(value) => serializer.serialize_bool(*value),
            Self::Number(Number::Unsigned(value)) => serializer.serialize_u64(*value),
            Self::Number(Number::Signed(value)) => serializer.serialize_i64(*value),
            Self::Number(Number::Float(value)) => serializer.serialize_f64(*value),
            Self::String(text) => serializer.serialize_str(text),
            Self::Array(elements) => serializer.collect_seq(elements),
            Self::Object(object) => {
                let members = object.members.iter();
                serializer.collect_map(members.map(|member| (&member.key, &member.value)))
            }
        }
    }
}

impl<'de> Deserialize<'de> for Value<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ValueVisitor)
    }
}

struct ValueVisitor;

impl<'de> Visitor<'de> for ValueVisitor {
    type Value = Value<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Self::Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Self::Value, E> {
        Ok(Value::Number(Number::Unsigned(value)))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Self::Value, E> {
        Ok(Value::Number(Number::Signed(value)))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Self::Value, E> {
        Ok(Value::Number(Number::Float(value)))
    }

    fn visit_borrowed_str<E>(self, value: &'de str) -> Result<Self::Value, E> {
        Ok(Value::String(Cow::Borrowed(value)))
    }

    fn visit_str<E>(self, value: &str) -> Result<Self::Value, E> {
        Ok(Value::String(Cow::Owned(value.to_owned())))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Self::Value, A::Error> {
        let mut elements = Vec::new();
        while let Some(element) = access.next_element()? {
            elements.push(element);
        }
        Ok(Value::Array(elements))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Self::Value, A::Error> {
        let mut members = Vec::new();
        let mut seen = KeyMask::default();
        while let Some(key) = access.next_key_seed(KeySeed)? {
            seen.add(&key);
            let value = access.next_value()?;
            members.push(Member { key, value });
        }
        Ok(Value::Object(Box::new(Object::new(members, &seen))))
    }
}

struct KeySeed;

impl<'de> DeserializeSeed<'de> for KeySeed {
    type Value = Cow<'de, str>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl<'de> Visitor<'de> for KeySeed {
    type Value = Cow<'de, str>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_borrowed_str<E>(self, value: &'de str) -> Result<Self::Value, E> {
        Ok(Cow::Borrowed(value))
    }

    fn visit_str<E>(self, value: &str) -> Result<Self::Value, E> {
        Ok(Cow::Owned(value.to_owned()))
    }
}

/// Reads the first JSON value of `text` and says where it ends, in bytes.
///
/// # Errors
/// Whatever serde_json refuses: text that RFC 8259 refuses, nesting deeper than 127, a number
/// out of the range of a double. `Ok(None)` when there is only white space.
pub fn parse_first(text: &str) -> Result<Option<(Value<'_>, usize)>, serde_json::Error> {
    let mut stream = serde_json::Deserializer::from_str(text).into_iter::<Value<'_>>();
    match stream.next() {
        None => Ok(None),
        Some(Err(error)) => Err(error),
        Some(Ok(value)) => Ok(Some((value, stream.byte_offset()))),
    }
}

/// Reads a text that is one JSON value and nothing else.
#[must_use]
pub fn parse_only(text: &str) -> Option<Value<'_>> {
    let (value, end) = parse_first(text).ok()??;
    let is_all = text.bytes().skip(end).all(super::is_blank);
    is_all.then_some(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Value<'_> {
        parse_first(text).unwrap().unwrap().0
    }

    #[test]
    fn borrows_what_needs_no_unescaping() {
        let value = parse(r#"{"a": "plain", "b": "esc\u0061ped"}"#);
        assert!(matches!(
            value.get("a"),
            Some(Value::String(Cow::Borrowed("plain")))
        ));
        assert_eq!(value.get("b").and_then(Value::as_str), Some("escaped"));
    }

    #[test]
    fn the_last_of_equal_keys_wins_and_both_are_kept() {
        let value = parse(r#"{"a": 1, "b": 2, "\u0061": 3}"#);
        let object = value.as_object().unwrap();
        assert!(object.has_duplicates());
        assert_eq!(object.members().len(), 3);
        assert_eq!(object.get("a").and_then(Value::as_f64), Some(3.0));
    }

    #[test]
    fn large_objects_answer_like_small_ones() {
        let members: Vec<String> = (0..500).map(|n| format!("\"k{}\": {n}", n % 499)).collect();
        let text = format!("{{{}}}", members.join(","));
        let value = parse(&text);
        let object = value.as_object().unwrap();
        assert!(object.has_duplicates());
        assert_eq!(object.get("k0").and_then(Value::as_f64), Some(499.0));
        assert_eq!(object.get("k498").and_then(Value::as_f64), Some(498.0));
        assert_eq!(object.get("absent"), None);
        assert_eq!(object.get(""), None);
    }

    #[test]
    fn nesting_is_bounded() {
        let deep = |n: usize| format!("{}{}", "[".repeat(n), "]".repeat(n));
        assert!(parse_first(&deep(127)).is_ok());
        assert!(parse_first(&deep(128)).is_err());
        assert!(parse_first(&"[".repeat(100_000)).is_err());
    }
}
