//! The tokens of a JSON text with their spans. Judges nothing that serde_json judges: it finds
//! where things are (`locate`) and, in a text that serde_json refused, what to call it (`syntax`).

use crate::source::Span;

/// Whether JSON takes `byte` for white space: RFC 8259 knows four, and no form feed.
#[must_use]
pub fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\r' | b'\n')
}

/// `text` without the white space around it.
#[must_use]
pub fn trim(text: &[u8]) -> &[u8] {
    let start = text.iter().take_while(|byte| is_blank(**byte)).count();
    let rest = text.get(start..).unwrap_or_default();
    let blanks = rest
        .iter()
        .rev()
        .take_while(|byte| is_blank(**byte))
        .count();
    rest.get(..rest.len().saturating_sub(blanks))
        .unwrap_or_default()
}

/// One token of a JSON text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Token {
    ObjectOpen,
    ObjectClose,
    ArrayOpen,
    ArrayClose,
    Comma,
    Colon,
    String,
    Number,
    /// `true`, `false` or `null`.
    Literal,
}

/// What keeps the text at a place from being a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Flaw {
    UnterminatedString,
    ControlInString(char),
    BadEscape,
    LoneSurrogate,
    BadNumber,
    NumberOutOfRange,
    SingleQuote,
    Comment,
    Word,
    Other(char),
}

/// Values that are read of a text: what 64 MiB of payloads have, and half as many again.
pub const MOST_VALUES: usize = 4_000_000;

/// Where the first value of a text stands that comes after [`MOST_VALUES`] others, before anything is made of them.
#[must_use]
pub fn value_too_many(text: &str) -> Option<Span> {
    // A value takes two bytes of an array.
    if text.len() < MOST_VALUES.saturating_mul(2) {
        return None;
    }
    value_beyond(text, MOST_VALUES)
}

/// Where the first value of a text stands that comes after `most` others, members of objects and elements of arrays
/// alike. Of a text that is not JSON, as far as it is.
fn value_beyond(text: &str, most: usize) -> Option<Span> {
    // Every value but the first stands behind a comma or is the first in its container.
    let bound = memchr::memchr3_iter(b',', b'[', b'{', text.as_bytes()).count();
    if bound < most {
        return None;
    }
    let mut scanner = Scanner::new(text);
    let mut count = 0_usize;
    while let Ok(Some((token, span))) = scanner.next() {
        count = match token {
            Token::Comma | Token::ObjectClose | Token::ArrayClose => continue,
            // What stands before it was a key.
            Token::Colon => count.saturating_sub(1),
            _ if count == most => return Some(span),
            _ => count.saturating_add(1),
        };
    }
    None
}

/// Reads a text token by token.
pub(super) struct Scanner<'a> {
    text: &'a str,
    offset: usize,
}

impl<'a> Scanner<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { text, offset: 0 }
    }

    pub(super) fn text(&self) -> &'a str {
        self.text
    }

    fn rest(&self) -> &'a [u8] {
        self.text.as_bytes().get(self.offset..).unwrap_or_default()
    }

    /// The next token and its span, `None` at the end of the text.
    pub(super) fn next(&mut self) -> Result<Option<(Token, Span)>, (Flaw, Span)> {
        let blanks = self
            .rest()
            .iter()
            .take_while(|byte| is_blank(**byte))
            .count();
        self.offset = self.offset.saturating_add(blanks);
        let start = self.offset;
        let Some(first) = self.rest().first().copied() else {
            return Ok(None);
        };
        let (token, length) = match first {
            b'{' => (Token::ObjectOpen, 1),
            b'}' => (Token::ObjectClose, 1),
            b'[' => (Token::ArrayOpen, 1),
            b']' => (Token::ArrayClose, 1),
            b',' => (Token::Comma, 1),
            b':' => (Token::Colon, 1),
            b'"' => (Token::String, self.string_length(start)?),
            b'-' | b'0'..=b'9' => (Token::Number, self.number_length(start)?),
            _ => (Token::Literal, self.word_length(start)?),
        };
        self.offset = start.saturating_add(length);
        Ok(Some((token, Span::new(start, self.offset))))
    }

    fn string_length(&self, start: usize) -> Result<usize, (Flaw, Span)> {
        let bytes = self.rest();
        let mut at = 1_usize;
        loop {
            let skipped = bytes
                .get(at..)
                .unwrap_or_default()
                .iter()
                .position(|b| *b == b'"' || *b == b'\\' || *b < 0x20);
            let Some(skipped) = skipped else {
                return Err((Flaw::UnterminatedString, Span::new(start, self.text.len())));
            };
            at = at.saturating_add(skipped);
            let here = start.saturating_add(at);
            match bytes.get(at) {
                Some(b'"') => return Ok(at.saturating_add(1)),
                Some(b'\\') => at = at.saturating_add(self.escape_length(here)?),
                Some(b'\n') => return Err((Flaw::UnterminatedString, Span::new(start, here))),
                Some(control) => {
                    let flaw = Flaw::ControlInString(char::from(*control));
                    return Err((flaw, Span::new(here, here.saturating_add(1))));
                }
                None => return Err((Flaw::UnterminatedString, Span::new(start, here))),
            }
        }
    }

    /// Length of the escape at `here`, surrogate pairs taken as one.
    fn escape_length(&self, here: usize) -> Result<usize, (Flaw, Span)> {
        let bytes = self.text.as_bytes().get(here..).unwrap_or_default();
        let bad = |length| Err((Flaw::BadEscape, self.span_of(here, length)));
        match bytes.get(1) {
            Some(b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't') => Ok(2),
            Some(b'u') => match hex4(bytes.get(2..6)) {
                Some(0xd800..=0xdbff) => {
                    let low = bytes
                        .get(6..8)
                        .filter(|s| *s == b"\\u")
                        .and_then(|_| hex4(bytes.get(8..12)));
                    match low {
                        Some(0xdc00..=0xdfff) => Ok(12),
                        _ => Err((Flaw::LoneSurrogate, self.span_of(here, 6))),
                    }
                }
                Some(0xdc00..=0xdfff) => Err((Flaw::LoneSurrogate, self.span_of(here, 6))),
                Some(_) => Ok(6),
                None => bad(2),
            },
            _ => bad(2),
        }
    }

    /// The span of `length` bytes at `start`, widened to whole characters, within the text.
    fn span_of(&self, start: usize, length: usize) -> Span {
        let mut end = start.saturating_add(length).min(self.text.len());
        while !self.text.is_char_boundary(end) {
            end = end.saturating_add(1);
        }
        Span::new(start, end)
    }

    fn number_length(&self, start: usize) -> Result<usize, (Flaw, Span)> {
        let bytes = self.rest();
        let length = bytes
            .iter()
            .take_while(|b| b.is_ascii_alphanumeric() || b"+-.".contains(b))
            .count();
        let literal = bytes.get(..length).unwrap_or_default();
        let span = Span::new(start, start.saturating_add(length));
        if literal == b"-Infinity" || literal == b"-NaN" {
            return Err((Flaw::Word, span));
        }
        if !is_number(literal) {
            return Err((Flaw::BadNumber, span));
        }
        let finite = std::str::from_utf8(literal)
            .ok()
            .and_then(|text| text.parse::<f64>().ok())
            .is_some_and(f64::is_finite);
        if finite {
            Ok(length)
        } else {
            Err((Flaw::NumberOutOfRange, span))
        }
    }

    fn word_length(&self, start: usize) -> Result<usize, (Flaw, Span)> {
        let bytes = self.rest();
        let length = bytes
            .iter()
            .take_while(|b| b.is_ascii_alphanumeric() || **b == b'_')
            .count();
        let flaw = match bytes {
            [b'\'', ..] => Flaw::SingleQuote,
            [b'/', b'/' | b'*', ..] => Flaw::Comment,
            _ if length > 0 => match bytes.get(..length) {
                Some(b"true" | b"false" | b"null") => return Ok(length),
                _ => Flaw::Word,
            },
            _ => {
                let rest = self.text.get(start..).unwrap_or_default();
                Flaw::Other(rest.chars().next().unwrap_or(char::REPLACEMENT_CHARACTER))
            }
        };
        Err((flaw, self.span_of(start, length.max(1))))
    }
}

fn hex4(digits: Option<&[u8]>) -> Option<u16> {
    let digits = std::str::from_utf8(digits?).ok()?;
    if digits.bytes().all(|b| b.is_ascii_hexdigit()) {
        u16::from_str_radix(digits, 16).ok()
    } else {
        None
    }
}

/// The number grammar of RFC 8259, section 6.
fn is_number(literal: &[u8]) -> bool {
    let rest = literal.strip_prefix(b"-").unwrap_or(literal);
    let (whole, rest) = split_digits(rest);
    if whole.is_empty() || (whole.len() > 1 && whole.first() == Some(&b'0')) {
        return false;
    }
    let rest = match rest.strip_prefix(b".") {
        None => rest,
        Some(rest) => match split_digits(rest) {
            ([], _) => return false,
            (_, rest) => rest,
        },
    };
    match rest {
        [] => true,
        [b'e' | b'E', exponent @ ..] => {
            let digits = match exponent {
                [b'+' | b'-', digits @ ..] => digits,
                digits => digits,
            };
            !digits.is_empty() && digits.iter().all(u8::is_ascii_digit)
        }
        _ => false,
    }
}

fn split_digits(bytes: &[u8]) -> (&[u8], &[u8]) {
    let count = bytes.iter().take_while(|b| b.is_ascii_digit()).count();
    bytes.split_at_checked(count).unwrap_or((bytes, &[]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_value_beyond_so_many_is_found() {
        for (text, most, at) in [
            ("1", 1, None),
            ("1", 0, Some(0)),
            (r#"{"a":1,"b":[2,"x,[{",{}]}"#, 6, None),
            (r#"{"a":1,"b":[2,"x,[{",{}]}"#, 5, Some(21)),
            (r#"{"a":1,"b":[2,"x,[{",{}]}"#, 3, Some(12)),
            (r#"{"a":1,"b":[2]}"#, 2, Some(7)),
            ("[[[[]]]]", 4, None),
            ("[[[[]]]]", 3, Some(3)),
            ("[1,2,3 oops", 4, None),
            ("[1,2,3 oops", 3, Some(5)),
        ] {
            let found = value_beyond(text, most).map(|span| span.start);
            assert_eq!(found, at, "{text} {most}");
        }
    }
}
