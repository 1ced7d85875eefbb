//! A JSON text as a row of parts with their places, for whoever changes a text without touching the
//! rest of it. Takes texts that serde_json has accepted.

use std::borrow::Cow;

use crate::source::Span;

use super::scan::{Scanner, Token};
use super::unescape;

/// One part of a JSON text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// An object begins.
    Object,
    /// An array begins.
    Array,
    /// The innermost object or array ends.
    End,
    /// A key.
    Key,
    /// A string that is no key.
    String,
    /// A number.
    Number,
    /// `true`, `false` or `null`.
    Literal,
}

/// The parts of a text, in order.
pub struct Parts<'a> {
    scanner: Scanner<'a>,
    /// Of every open container whether it is an object.
    open: Vec<bool>,
    expects_key: bool,
}

impl<'a> Parts<'a> {
    /// The parts of `text`.
    #[must_use]
    pub fn of(text: &'a str) -> Self {
        Self {
            scanner: Scanner::new(text),
            open: Vec::new(),
            expects_key: false,
        }
    }
}

impl Iterator for Parts<'_> {
    type Item = (Part, Span);

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let (token, span) = self.scanner.next().ok().flatten()?;
            let part = match token {
                Token::Comma => {
                    self.expects_key = self.open.last() == Some(&true);
                    continue;
                }
                Token::Colon => continue,
                Token::ObjectOpen | Token::ArrayOpen => {
                    let is_object = token == Token::ObjectOpen;
                    self.open.push(is_object);
                    self.expects_key = is_object;
                    return Some((if is_object { Part::Object } else { Part::Array }, span));
                }
                Token::ObjectClose | Token::ArrayClose => {
                    self.open.pop();
                    Part::End
                }
                Token::String if self.expects_key => Part::Key,
                Token::String => Part::String,
                Token::Number => Part::Number,
                Token::Literal => Part::Literal,
            };
            self.expects_key = false;
            return Some((part, span));
        }
    }
}

/// What the string at `span`, which has its quotes, reads as.
#[must_use]
pub fn read_string(text: &str, span: Span) -> Cow<'_, str> {
    let inner = text.get(span.start.saturating_add(1)..span.end.saturating_sub(1));
    let inner = inner.unwrap_or_default();
    unescape(inner).unwrap_or(Cow::Borrowed(inner))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_told_from_strings() {
        let text = r#" {"a": ["b", {"c": "d"}, 1], "e": {}, "f": [[], null], "g": "h\n"} "#;
        let parts: Vec<String> = Parts::of(text)
            .map(|(part, span)| match part {
                Part::Key | Part::String => format!("{part:?} {}", read_string(text, span)),
                Part::Number | Part::Literal => text[span.start..span.end].to_owned(),
                _ => format!("{part:?}"),
            })
            .collect();
        assert_eq!(
            parts.join(","),
            "Object,Key a,Array,String b,Object,Key c,String d,End,1,End,Key e,Object,End,\
             Key f,Array,Array,End,null,End,Key g,String h\n,End"
        );
    }
}
