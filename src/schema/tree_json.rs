//! The schema engine's view of our tree: `jsonschema` judges the borrowed values as they are.

use std::borrow::Cow;

use jsonschema::JsonType;
use jsonschema::json::{Array, Json, JsonNumber, Node, NodeIdentity, Object as JsonObject};
use serde_json::Value as OwnedValue;

use crate::json::tree::Member;
use crate::json::{Number, Object, Value};

/// The representation.
pub(super) struct TreeJson;

impl Json for TreeJson {
    type Node<'a> = &'a Value<'a>;
    type PreparedKey = Box<str>;
    type StringBuffer = Option<Value<'static>>;

    const KEYS_PER_LOOKUP: usize = 2;
    const ACYCLIC: bool = true;

    fn prepare_key(key: &str) -> Box<str> {
        key.into()
    }

    fn with_string_node<T>(
        buffer: &mut Option<Value<'static>>,
        string: &str,
        f: impl FnOnce(Self::Node<'_>) -> T,
    ) -> T {
        f(buffer.insert(Value::String(Cow::Owned(string.to_owned()))))
    }
}

impl JsonNumber for Number {
    fn as_u64(&self) -> Option<u64> {
        match *self {
            Self::Unsigned(value) => Some(value),
            _ => None,
        }
    }

    fn as_i64(&self) -> Option<i64> {
        match *self {
            Self::Unsigned(value) => i64::try_from(value).ok(),
            Self::Signed(value) => Some(value),
            Self::Float(_) => None,
        }
    }

    fn as_f64(&self) -> Option<f64> {
        Some((*self).as_f64())
    }

    fn as_str(&self) -> Cow<'_, str> {
        Cow::Owned(to_number(*self).to_string())
    }

    fn to_number(&self) -> Cow<'_, serde_json::Number> {
        Cow::Owned(to_number(*self))
    }
}

fn to_number(number: Number) -> serde_json::Number {
    match number {
        Number::Unsigned(value) => value.into(),
        Number::Signed(value) => value.into(),
        // A parsed number is finite; zero stands for what cannot occur.
        Number::Float(value) => serde_json::Number::from_f64(value).unwrap_or_else(|| 0.into()),
    }
}

impl<'a> Node<'a, TreeJson> for &'a Value<'a> {
    type Object = &'a Object<'a>;
    type Array = &'a [Value<'a>];
    type Number = Number;

    fn as_object(&self) -> Option<Self::Object> {
        Value::as_object(self)
    }

    fn as_array(&self) -> Option<Self::Array> {
        Value::as_array(self)
    }

    fn as_string(&self) -> Option<Cow<'a, str>> {
        Value::as_str(self).map(Cow::Borrowed)
    }

    fn as_number(&self) -> Option<Number> {
        if let Value::Number(number) = self {
            Some(*number)
        } else {
            None
        }
    }

    fn as_boolean(&self) -> Option<bool> {
        Value::as_bool(self)
    }

    fn is_null(&self) -> bool {
        matches!(self, Value::Null)
    }

    fn json_type(&self) -> JsonType {
        match self {
            Value::Null => JsonType::Null,
            Value::Bool(_) => JsonType::Boolean,
            Value::Number(_) => JsonType::Number,
            Value::String(_) => JsonType::String,
            Value::Array(_) => JsonType::Array,
            Value::Object(_) => JsonType::Object,
        }
    }

    fn to_value(&self) -> Cow<'a, OwnedValue> {
        Cow::Owned(to_owned_value(self))
    }

    fn identity(&self) -> Option<NodeIdentity> {
        Some(NodeIdentity::new(
            std::ptr::from_ref::<Value<'a>>(self).addr(),
        ))
    }
}

/// What an error reports of the instance, and what `const`, `enum` and `uniqueItems` compare.
fn to_owned_value(value: &Value<'_>) -> OwnedValue {
    match value {
        Value::Null => OwnedValue::Null,
        Value::Bool(value) => OwnedValue::Bool(*value),
        Value::Number(number) => OwnedValue::Number(to_number(*number)),
        Value::String(text) => OwnedValue::String(text.to_string()),
        Value::Array(elements) => OwnedValue::Array(elements.iter().map(to_owned_value).collect()),
        Value::Object(object) => OwnedValue::Object(
            object
                .members()
                .iter()
                .map(|member| (member.key.to_string(), to_owned_value(&member.value)))
                .collect(),
        ),
    }
}

impl<'a> JsonObject<'a, TreeJson> for &'a Object<'a> {
    type Node = &'a Value<'a>;
    type MemberName = &'a str;
    type MembersIter = Members<'a>;

    fn len(&self) -> usize {
        self.distinct()
    }

    fn get(&self, key: &Box<str>) -> Option<&'a Value<'a>> {
        Object::get(self, key)
    }

    fn members(&self) -> Members<'a> {
        Members {
            object: self,
            rest: Object::members(self).iter().enumerate(),
        }
    }
}

/// The members as a JSON reader keeps them: of equal keys, the last.
pub(super) struct Members<'a> {
    object: &'a Object<'a>,
    rest: std::iter::Enumerate<std::slice::Iter<'a, Member<'a>>>,
}

impl<'a> Iterator for Members<'a> {
    type Item = (&'a str, &'a Value<'a>);

    fn next(&mut self) -> Option<Self::Item> {
        let object = self.object;
        let kept = |number: usize, member: &Member<'_>| {
            !object.has_duplicates() || object.position(&member.key) == Some(number)
        };
        self.rest
            .find(|(number, member)| kept(*number, member))
            .map(|(_, member)| (member.key.as_ref(), &member.value))
    }
}

impl<'a> Array<'a, TreeJson> for &'a [Value<'a>] {
    type Node = &'a Value<'a>;
    type ElementsIter = std::slice::Iter<'a, Value<'a>>;

    fn len(&self) -> usize {
        <[Value<'a>]>::len(self)
    }

    fn elements(&self) -> Self::ElementsIter {
        self.iter()
    }
}
