//! Changing a tree: one place, named by a JSON Pointer (RFC 6901), gets another value.

use std::borrow::Cow;

use super::pointer::read_token;
use super::tree::{Member, Object, Value, parse_only};
use crate::text::Untrusted;

/// The deepest place that can be named: deeper ones no reader of ours would read.
const DEEPEST: usize = 100;

/// A place and the value it gets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assignment {
    tokens: Vec<String>,
    text: String,
}

impl Assignment {
    /// Reads `/pointer=value`; the first `=` ends the pointer. A value that is no JSON is a string.
    ///
    /// # Errors
    /// A sentence.
    pub fn parse(text: &str) -> Result<Self, String> {
        let (pointer, value) = text
            .split_once('=')
            .ok_or("write /pointer=value, such as /data/agent_name=Ada")?;
        let mut tokens = pointer.split('/');
        if tokens.next() != Some("") {
            return Err("a JSON Pointer begins with `/`, such as /data/agent_name".to_owned());
        }
        let tokens: Vec<String> = tokens.map(read_token).collect::<Result<_, _>>()?;
        if tokens.len() > DEEPEST {
            return Err(format!("the pointer has more than {DEEPEST} steps"));
        }
        Ok(Self {
            tokens,
            text: value.to_owned(),
        })
    }

    fn value(&self) -> Value<'_> {
        parse_only(&self.text).unwrap_or(Value::String(Cow::Borrowed(&self.text)))
    }

    /// The tree with the value at its place. Objects get the members that they lack, and `-` appends
    /// to an array. What is null or absent on the way becomes an object, for `-` an array.
    ///
    /// # Errors
    /// A sentence, when the place cannot be.
    pub fn apply<'a>(&'a self, root: Value<'a>) -> Result<Value<'a>, String> {
        self.at(root, &self.tokens)
    }

    fn at<'a>(&'a self, node: Value<'a>, tokens: &'a [String]) -> Result<Value<'a>, String> {
        let Some((token, rest)) = tokens.split_first() else {
            return Ok(self.value());
        };
        match node {
            Value::Object(object) => self.in_object(object.into_members(), token, rest),
            Value::Null if token == "-" => self.in_array(Vec::new(), token, rest),
            Value::Null => self.in_object(Vec::new(), token, rest),
            Value::Array(elements) => self.in_array(elements, token, rest),
            scalar => {
                let kind = scalar.type_name();
                Err(self.refusal(rest, &format!("leads into {kind}")))
            }
        }
    }

    fn in_object<'a>(
        &'a self,
        mut members: Vec<Member<'a>>,
        key: &'a str,
        rest: &'a [String],
    ) -> Result<Value<'a>, String> {
        // The last of equal keys, as most JSON readers do.
        let known = members.iter_mut().rev().find(|member| member.key == key);
        match known {
            Some(member) => {
                let old = std::mem::replace(&mut member.value, Value::Null);
                member.value = self.at(old, rest)?;
            }
            None => members.push(Member {
                key: Cow::Borrowed(key),
                value: self.at(Value::Null, rest)?,
            }),
        }
        Ok(Value::Object(Box::new(Object::from_members(members))))
    }

    fn in_array<'a>(
        &'a self,
        mut elements: Vec<Value<'a>>,
        token: &'a str,
        rest: &'a [String],
    ) -> Result<Value<'a>, String> {
        let count = elements.len();
        if token == "-" {
            elements.push(self.at(Value::Null, rest)?);
            return Ok(Value::Array(elements));
        }
        let is_plain = token == "0" || !token.starts_with(['0', '+']);
        let number: Option<usize> = token.parse().ok().filter(|_| is_plain);
        let Some(number) = number else {
            return Err(self.refusal(rest, "names an element of an array by no number"));
        };
        let Some(element) = elements.get_mut(number) else {
            let why = format!("leads beyond an array of {count}; `-` appends");
            return Err(self.refusal(rest, &why));
        };
        let old = std::mem::replace(element, Value::Null);
        *element = self.at(old, rest)?;
        Ok(Value::Array(elements))
    }

    /// Why the step before `rest` cannot be taken.
    fn refusal(&self, rest: &[String], why: &str) -> String {
        let steps = self.tokens.len().saturating_sub(rest.len());
        let mut place = String::new();
        for token in self.tokens.iter().take(steps) {
            super::pointer::push_token(&mut place, token);
        }
        format!("{} {why}", Untrusted::new(&place).excerpt(60))
    }
}

#[cfg(test)]
mod tests {
    use super::super::write;
    use super::*;

    fn set(json: &str, assignment: &str) -> Result<String, String> {
        let root = parse_only(json).unwrap();
        let assignment = Assignment::parse(assignment)?;
        let mut out = Vec::new();
        write::compact(&mut out, &assignment.apply(root)?).unwrap();
        Ok(String::from_utf8(out).unwrap())
    }

    #[test]
    fn values_replace_join_and_append() {
        let json = r#"{"a": [1, {"b": 2}], "c": null, "d": 3, "d": 4}"#;
        for (assignment, expected) in [
            ("/a/0=7", r#"{"a":[7,{"b":2}],"c":null,"d":3,"d":4}"#),
            ("/a/-=x", r#"{"a":[1,{"b":2},"x"],"c":null,"d":3,"d":4}"#),
            (
                "/a/-/b=",
                r#"{"a":[1,{"b":2},{"b":""}],"c":null,"d":3,"d":4}"#,
            ),
            (
                "/a/1/e=1 2",
                r#"{"a":[1,{"b":2,"e":"1 2"}],"c":null,"d":3,"d":4}"#,
            ),
            (
                "/c/f/g=true",
                r#"{"a":[1,{"b":2}],"c":{"f":{"g":true}},"d":3,"d":4}"#,
            ),
            ("/c/-=1", r#"{"a":[1,{"b":2}],"c":[1],"d":3,"d":4}"#),
            ("/d= [5] ", r#"{"a":[1,{"b":2}],"c":null,"d":3,"d":[5]}"#),
            ("/a=\"1\"", r#"{"a":"1","c":null,"d":3,"d":4}"#),
            (
                "/~01~1=a=b",
                r#"{"a":[1,{"b":2}],"c":null,"d":3,"d":4,"~1/":"a=b"}"#,
            ),
            ("=0", "0"),
        ] {
            assert_eq!(
                set(json, assignment).as_deref(),
                Ok(expected),
                "{assignment}"
            );
        }
    }

    #[test]
    fn places_that_cannot_be_are_refused() {
        let json = r#"{"a": [1], "b": "text"}"#;
        for (assignment, part) in [
            ("/a", "write /pointer=value"),
            ("a=1", "begins with `/`"),
            ("/a~2=1", "`~` is written `~0`"),
            ("/b/c=1", "/b/c leads into a string"),
            ("/a/0/c/d=1", "/a/0/c leads into a number"),
            ("/a/1=1", "/a/1 leads beyond an array of 1; `-` appends"),
            ("/a/01=1", "by no number"),
            ("/a/+0=1", "by no number"),
            ("/a/x=1", "by no number"),
        ] {
            let refusal = set(json, assignment).unwrap_err();
            assert!(refusal.contains(part), "{assignment}: {refusal}");
        }
        let deep = format!("{}=1", "/a".repeat(101));
        assert!(Assignment::parse(&deep).is_err());
    }
}
