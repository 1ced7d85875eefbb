//! The sentences of `syntax`: what was found, and the usual cause.

use super::Open;
use crate::json::personal::is_harmless_word;
use crate::json::scan::{Flaw, Token};
use crate::text::{Untrusted, is_hidden};

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

/// What to say of a text that ends too early.
pub const CUT_OFF: &str = "the payload looks cut off; was the capture limited in size?";
pub(super) const NO_COMMENTS: &str = "JSON has no comments";
const PYTHON: &str = "this looks like a printed Python dict; write it with `json.dumps`";

/// A token in a message is cut after this many characters.
pub(super) const LONGEST_TOKEN: usize = 40;

/// What the text ends inside of, if `rest`, which is all of it from a flaw on, is the beginning of
/// something that would be right.
pub(super) fn cut_off_inside(flaw: Flaw, rest: &str) -> Option<&'static str> {
    let is_cut = |whole: &str| whole.starts_with(rest);
    match flaw {
        Flaw::BadEscape | Flaw::LoneSurrogate => {
            let is_escape = rest.char_indices().all(|(at, c)| match at % 6 {
                0 => c == '\\',
                1 => c == 'u',
                _ => c.is_ascii_hexdigit(),
            });
            (rest.len() < 12 && is_escape).then_some("an escape")
        }
        Flaw::Word if ["true", "false", "null"].into_iter().any(is_cut) => Some("a word"),
        Flaw::BadNumber if serde_json::from_str::<f64>(&format!("{rest}0")).is_ok() => {
            Some("a number")
        }
        _ => None,
    }
}

/// The message and the help for a flaw. `written` is what is in the text, `found` what of it may
/// be repeated.
pub(super) fn flaw_words(
    flaw: Flaw,
    written: &str,
    found: Untrusted<'_>,
    expect: Expect,
    at_end: bool,
) -> (String, Option<&'static str>) {
    let shown = found.excerpt(LONGEST_TOKEN);
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
        Flaw::BadEscape if written == "\\u" => (
            "`\\u` needs four hexadecimal digits".to_owned(),
            Some("such as `\\u00e9`; write a backslash itself as `\\\\`"),
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
        Flaw::Comment => (NO_COMMENTS.to_owned(), None),
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
        Flaw::Other(c) if c.is_whitespace() || (is_invisible(c) && !c.is_control()) => (
            format!("found {} (U+{:04X})", space_name(c), u32::from(c)),
            Some("between its tokens JSON allows blank, tab, line feed and carriage return only"),
        ),
        Flaw::Other(_) => (format!("found `{shown}`, which begins no JSON value"), None),
    }
}

fn is_invisible(c: char) -> bool {
    is_hidden(c) || matches!(c, '\u{ad}' | '\u{200c}'..='\u{200f}')
}

fn space_name(c: char) -> &'static str {
    match c {
        '\u{a0}' | '\u{202f}' => "a no-break space",
        c if c.is_whitespace() => "an unusual space",
        _ => "an invisible character",
    }
}

fn word_words(word: &str, shown: &str, is_key: bool) -> (String, Option<&'static str>) {
    let help = match word {
        "NaN" | "Infinity" | "-Infinity" | "-NaN" => {
            Some("JSON has no such number; a value that was not measured is `null`")
        }
        "True" | "False" | "None" => Some(PYTHON),
        "undefined" => Some("write `null` or leave the key out"),
        _ if !is_key && is_harmless_word(word) => {
            Some("JSON's words are `true`, `false` and `null`, in lower case")
        }
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
