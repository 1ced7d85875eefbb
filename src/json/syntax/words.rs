//! The sentences of `syntax`: what was found, and the usual cause.

use super::Open;
use crate::json::scan::{Flaw, Token};
use crate::text::Untrusted;

/// What the grammar allows next.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Expect {
    Value,
    ValueOrClose,
    Key,
    KeyOrClose,
    Colon,
    CommaOrClose,
}

impl Expect {
    pub(super) fn words(self, open: Option<&Open>) -> &'static str {
        match (self, open) {
            (Self::Value, _) => "a value",
            (Self::ValueOrClose, _) => "a value or `]`",
            (Self::Key, _) => "a key in double quotes",
            (Self::KeyOrClose, _) => "a key in double quotes or `}`",
            (Self::Colon, _) => "`:` after the key",
            (Self::CommaOrClose, Some(Open::Array { .. })) => "`,` or `]`",
            (Self::CommaOrClose, _) => "`,` or `}`",
        }
    }
}

pub(super) const CUT_OFF: &str = "the payload looks cut off; was the capture limited in size?";
const PYTHON: &str = "this looks like a printed Python dict; write it with `json.dumps`";

pub(super) fn flaw_words(
    flaw: Flaw,
    found: Untrusted<'_>,
    expect: Expect,
    at_end: bool,
) -> (String, Option<&'static str>) {
    let shown = found.excerpt(40);
    let is_key = matches!(expect, Expect::Key | Expect::KeyOrClose);
    match flaw {
        Flaw::UnterminatedString if at_end => {
            ("the text ends inside this string".to_owned(), Some(CUT_OFF))
        }
        Flaw::UnterminatedString => (
            "this string is not closed on its line".to_owned(),
            Some("close it with `\"`; write a line feed inside a string as `\\n`"),
        ),
        Flaw::ControlInString(c) => (
            format!(
                "a raw control character (U+{:04X}) in a string",
                u32::from(c)
            ),
            Some("write it as an escape, such as `\\t` or `\\u0001`"),
        ),
        Flaw::BadEscape => (
            format!("`{shown}` is no JSON escape"),
            Some("write a backslash itself as `\\\\`"),
        ),
        Flaw::LoneSurrogate => (
            format!("`{shown}` is half of a surrogate pair and no character by itself"),
            Some("the text was probably cut inside an emoji; write both halves or none"),
        ),
        Flaw::BadNumber => (
            format!("`{shown}` is no JSON number"),
            Some("no leading zeros, no `+`, digits on both sides of the point"),
        ),
        Flaw::NumberOutOfRange => (format!("`{shown}` is outside the range of a double"), None),
        Flaw::SingleQuote => (
            "a single quote, expected a double quote".to_owned(),
            Some(PYTHON),
        ),
        Flaw::Comment => ("JSON has no comments".to_owned(), None),
        Flaw::Word => word_words(found.raw(), &shown, is_key),
        Flaw::Other('<') => (
            "found `<`, expected JSON".to_owned(),
            Some("this looks like HTML or XML; was an error page saved instead of the body?"),
        ),
        Flaw::Other('\u{feff}') => (
            "a byte order mark inside the text".to_owned(),
            Some("it is accepted only as the very first character of a file"),
        ),
        Flaw::Other('\0') => (
            "a NUL character outside a string".to_owned(),
            Some("nothing after it is ignored; remove it"),
        ),
        Flaw::Other('\u{201c}' | '\u{201d}') => (
            format!("a typographic quote `{shown}`, expected `\"`"),
            Some("an editor or a chat changed the quotes"),
        ),
        Flaw::Other(_) => (format!("found `{shown}`, which begins no JSON value"), None),
    }
}

fn word_words(word: &str, shown: &str, is_key: bool) -> (String, Option<&'static str>) {
    let help = match word {
        "NaN" | "Infinity" | "-Infinity" | "-NaN" => {
            Some("JSON has no such number; a value that was not measured is `null`")
        }
        "True" | "False" | "None" => Some(PYTHON),
        "undefined" => Some("write `null` or leave the key out"),
        _ if is_key => Some("write it in double quotes"),
        _ => None,
    };
    if is_key {
        (format!("the key `{shown}` is not in double quotes"), help)
    } else {
        (format!("`{shown}` is no JSON value"), help)
    }
}

pub(super) fn token_name(token: Token) -> &'static str {
    match token {
        Token::ObjectOpen => "`{`",
        Token::ObjectClose => "`}`",
        Token::ArrayOpen => "`[`",
        Token::ArrayClose => "`]`",
        Token::Comma => "`,`",
        Token::Colon => "`:`",
        Token::String => "a string",
        Token::Number => "a number",
        Token::Literal => "a word",
    }
}
