//! What is wrong with a text that is no JSON, in the reader's words. serde_json decides that a
//! text is refused; this walks the grammar once more to say where the fault is and what to do.

use crate::source::Span;
use crate::text::Untrusted;

use super::pointer::push_token;
use super::scan::{Flaw, Scanner, Token};

/// Deepest nesting that is read, serde_json's own limit.
pub const MAX_DEPTH: usize = 127;

/// The first fault of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Where it is.
    pub span: Span,
    /// What was found, safe to print.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
    /// A second place that explains the first, such as the bracket that is never closed.
    pub related: Option<(Span, &'static str)>,
    /// JSON Pointer of the value that was being read.
    pub pointer: String,
}

/// Explains why serde_json refused `text` with `refusal`. The value of a key in `personal` is
/// not repeated in the explanation.
#[must_use]
pub fn explain<'a>(text: &'a str, refusal: &serde_json::Error, personal: &'a [&'a str]) -> Fault {
    let mut walk = Walk::new(text);
    walk.personal = personal;
    match walk.document() {
        Err(fault) => *fault,
        Ok(()) => walk.fault(last_character(text), refused_in_serde_words(refusal)),
    }
}

/// The fault of text after the end of a document that begins no other document.
#[must_use]
pub fn explain_trailing(text: &str) -> Fault {
    let mut walk = Walk::new(text);
    let (span, found) = match walk.scanner.next() {
        Ok(Some((token, span))) => (span, token_name(token).to_owned()),
        Ok(None) => (last_character(text), "nothing".to_owned()),
        Err((_, span)) => (span, "text".to_owned()),
    };
    let mut fault = walk.fault(span, format!("{found} after the end of the JSON document"));
    fault.help = Some("a file holds one document, one a line, or one after the other".to_owned());
    fault
}

/// The fault of a text without any document.
#[must_use]
pub fn explain_empty(text: &str) -> Fault {
    let message = if text.is_empty() {
        "the input is empty"
    } else {
        "the input holds only white space"
    };
    let mut fault = Walk::new(text).fault(
        Span::new(0, 0),
        format!("{message}, expected a JSON document"),
    );
    fault.help = Some("was the body captured before it was read by somebody else?".to_owned());
    fault
}

fn refused_in_serde_words(refusal: &serde_json::Error) -> String {
    let words = refusal.to_string();
    let words = words.split(" at line ").next().unwrap_or_default();
    format!("not JSON: {}", Untrusted::new(words).inline())
}

fn last_character(text: &str) -> Span {
    let start = text
        .trim_end()
        .char_indices()
        .next_back()
        .map_or(0, |(at, _)| at);
    let end = text
        .get(start..)
        .and_then(|rest| rest.chars().next())
        .map_or(start, |c| start.saturating_add(c.len_utf8()));
    Span::new(start, end)
}

/// An open container and what of it is being read.
enum Open {
    Array { at: Span, element: usize },
    Object { at: Span, key: Option<String> },
}

impl Open {
    fn at(&self) -> Span {
        match self {
            Self::Array { at, .. } | Self::Object { at, .. } => *at,
        }
    }

    fn name(&self) -> &'static str {
        match self {
            Self::Array { .. } => "array",
            Self::Object { .. } => "object",
        }
    }
}

/// What the grammar allows next.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Expect {
    Value,
    ValueOrClose,
    Key,
    KeyOrClose,
    Colon,
    CommaOrClose,
}

impl Expect {
    fn words(self, open: Option<&Open>) -> &'static str {
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

type Step<T> = Result<T, Box<Fault>>;

struct Walk<'a> {
    scanner: Scanner<'a>,
    stack: Vec<Open>,
    last: Span,
    comma: Option<Span>,
    personal: &'a [&'a str],
}

impl<'a> Walk<'a> {
    fn new(text: &'a str) -> Self {
        Self {
            scanner: Scanner::new(text),
            stack: Vec::new(),
            last: Span::new(0, 0),
            comma: None,
            personal: &[],
        }
    }

    fn fault(&self, span: Span, message: String) -> Fault {
        Fault {
            span,
            message,
            help: None,
            related: None,
            pointer: self.pointer(),
        }
    }

    fn pointer(&self) -> String {
        let mut pointer = String::new();
        for open in &self.stack {
            match open {
                Open::Array { element, .. } => push_token(&mut pointer, &element.to_string()),
                Open::Object { key: Some(key), .. } => push_token(&mut pointer, key),
                Open::Object { key: None, .. } => {}
            }
        }
        pointer
    }

    /// Walks the grammar up to the end of the first document.
    fn document(&mut self) -> Step<()> {
        let mut expect = Expect::Value;
        loop {
            let next = self.scanner.next();
            let (token, span) = match next {
                Ok(Some(found)) => found,
                Ok(None) => return Err(Box::new(self.ended(expect))),
                Err((flaw, span)) => return Err(Box::new(self.flawed(flaw, span, expect))),
            };
            expect = self.step(token, span, expect)?;
            self.last = span;
            if self.stack.is_empty() && expect == Expect::CommaOrClose {
                return Ok(());
            }
        }
    }

    fn step(&mut self, token: Token, span: Span, expect: Expect) -> Step<Expect> {
        use Expect as E;
        match (expect, token) {
            (E::Value | E::ValueOrClose, Token::ObjectOpen) => self.open(
                Open::Object {
                    at: span,
                    key: None,
                },
                span,
                E::KeyOrClose,
            ),
            (E::Value | E::ValueOrClose, Token::ArrayOpen) => self.open(
                Open::Array {
                    at: span,
                    element: 0,
                },
                span,
                E::ValueOrClose,
            ),
            (E::Value | E::ValueOrClose, Token::String | Token::Number | Token::Literal) => {
                Ok(E::CommaOrClose)
            }
            (E::Key | E::KeyOrClose, Token::String) => {
                self.set_key(span);
                Ok(E::Colon)
            }
            (E::Colon, Token::Colon) => Ok(E::Value),
            (E::CommaOrClose, Token::Comma) => Ok(self.comma(span)),
            (E::KeyOrClose, Token::ObjectClose) | (E::ValueOrClose, Token::ArrayClose) => {
                Ok(self.close())
            }
            (E::CommaOrClose, Token::ObjectClose)
                if matches!(self.stack.last(), Some(Open::Object { .. })) =>
            {
                Ok(self.close())
            }
            (E::CommaOrClose, Token::ArrayClose)
                if matches!(self.stack.last(), Some(Open::Array { .. })) =>
            {
                Ok(self.close())
            }
            _ => Err(Box::new(self.unexpected(token, span, expect))),
        }
    }

    fn open(&mut self, open: Open, span: Span, expect: Expect) -> Step<Expect> {
        if self.stack.len() >= MAX_DEPTH {
            let mut fault = self.fault(span, format!("nested deeper than {MAX_DEPTH} levels"));
            fault.help = Some("no documented payload nests deeper than 6 levels".to_owned());
            fault.pointer = String::new();
            return Err(Box::new(fault));
        }
        self.stack.push(open);
        Ok(expect)
    }

    fn close(&mut self) -> Expect {
        self.stack.pop();
        Expect::CommaOrClose
    }

    fn comma(&mut self, span: Span) -> Expect {
        self.comma = Some(span);
        match self.stack.last_mut() {
            Some(Open::Array { element, .. }) => {
                *element = element.saturating_add(1);
                Expect::Value
            }
            Some(Open::Object { key, .. }) => {
                *key = None;
                Expect::Key
            }
            None => Expect::Value,
        }
    }

    /// Whether what is being read is below a personal key.
    fn is_personal(&self) -> bool {
        let is_personal = |key: &String| self.personal.contains(&key.as_str());
        self.stack.iter().any(|open| match open {
            Open::Object { key: Some(key), .. } => is_personal(key),
            _ => false,
        })
    }

    fn set_key(&mut self, span: Span) {
        let literal = self
            .scanner
            .text()
            .get(span.start..span.end)
            .unwrap_or_default();
        if let Some(Open::Object { key, .. }) = self.stack.last_mut() {
            *key = Some(serde_json::from_str(literal).unwrap_or_default());
        }
    }

    fn unexpected(&self, token: Token, span: Span, expect: Expect) -> Fault {
        let closes = matches!(token, Token::ObjectClose | Token::ArrayClose);
        if let (true, Expect::Key | Expect::Value, Some(comma)) = (closes, expect, self.comma)
            && self.last == comma
        {
            let mut fault = self.fault(
                comma,
                format!("trailing comma before {}", token_name(token)),
            );
            fault.help = Some("JSON allows no comma after the last element; remove it".to_owned());
            return fault;
        }
        let starts_value = !closes && !matches!(token, Token::Comma | Token::Colon);
        if expect == Expect::CommaOrClose && starts_value {
            return self.fault(
                span,
                format!("a comma is missing before {}", token_name(token)),
            );
        }
        let found = token_name(token);
        let expected = expect.words(self.stack.last());
        let mut fault = self.fault(span, format!("found {found}, expected {expected}"));
        if closes && let Some(open) = self.stack.last() {
            fault.related = Some((open.at(), "the innermost open bracket"));
        }
        fault
    }

    fn ended(&self, expect: Expect) -> Fault {
        let span = last_character(self.scanner.text());
        let Some(open) = self.stack.last() else {
            return self.fault(span, "the text ends where a value is expected".to_owned());
        };
        let message = match expect {
            Expect::CommaOrClose => format!("the text ends before this {} is closed", open.name()),
            _ => format!(
                "the text ends where {} is expected",
                expect.words(Some(open))
            ),
        };
        let mut fault = self.fault(span, message);
        fault.help = Some(CUT_OFF.to_owned());
        fault.related = Some((open.at(), "never closed"));
        fault
    }

    fn flawed(&self, flaw: Flaw, span: Span, expect: Expect) -> Fault {
        let text = self.scanner.text();
        let found = text.get(span.start..span.end).unwrap_or_default();
        let found = Untrusted::new(if self.is_personal() {
            "•••"
        } else {
            found
        });
        let (message, help) = flaw_words(flaw, found, expect, span.end >= text.trim_end().len());
        let mut fault = self.fault(span, message);
        fault.help = help.map(str::to_owned);
        if flaw == Flaw::UnterminatedString {
            // The opening quote is the news; the rest of the text is not.
            fault.span = Span::new(span.start, span.start.saturating_add(1));
        }
        fault
    }
}

const CUT_OFF: &str = "the payload looks cut off; was the capture limited in size?";
const PYTHON: &str = "this looks like a printed Python dict; write it with `json.dumps`";

fn flaw_words(
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

fn token_name(token: Token) -> &'static str {
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

#[cfg(test)]
mod tests {
    use super::super::tree::parse_first;
    use super::*;

    fn fault(text: &str) -> Fault {
        explain(text, &parse_first(text).unwrap_err(), &["secret"])
    }

    #[test]
    fn names_the_fault_and_its_place() {
        let cases = [
            ("{\"a\": 1,}", 7, "trailing comma before `}`", "/"),
            ("{\"a\": [1, 2,]}", 11, "trailing comma before `]`", "/a/2"),
            ("{'a': 1}", 1, "a single quote, expected a double quote", ""),
            ("{\"a\": NaN}", 6, "`NaN` is no JSON value", "/a"),
            ("{\"a\": \"x", 6, "the text ends inside this string", "/a"),
            (
                "{\"a\": 1 \"b\": 2}",
                8,
                "a comma is missing before a string",
                "/a",
            ),
            (
                "{\"a\" 1}",
                5,
                "found a number, expected `:` after the key",
                "/a",
            ),
            ("{a: 1}", 1, "the key `a` is not in double quotes", ""),
            ("[1, 01]", 4, "`01` is no JSON number", "/1"),
            (
                "[1e999]",
                1,
                "`1e999` is outside the range of a double",
                "/0",
            ),
            (
                "[\"\\ud800\"]",
                2,
                "`\\ud800` is half of a surrogate pair and no character by itself",
                "/0",
            ),
            ("[1}", 2, "found `}`, expected `,` or `]`", "/0"),
            ("<html>", 0, "found `<`, expected JSON", ""),
            ("// x\n{}", 0, "JSON has no comments", ""),
            (
                "{\"a\": {\"b\": 1",
                12,
                "the text ends before this object is closed",
                "/a/b",
            ),
        ];
        for (text, start, message, pointer) in cases {
            let fault = fault(text);
            assert_eq!(
                (fault.span.start, fault.message.as_str()),
                (start, message),
                "{text}"
            );
            if pointer != "/" {
                assert_eq!(fault.pointer, pointer, "{text}");
            }
        }
    }

    #[test]
    fn a_personal_value_is_not_repeated() {
        assert_eq!(
            fault("{\"secret\": 0155}").message,
            "`•••` is no JSON number"
        );
        assert_eq!(
            fault("{\"secret\": {\"a\": x}}").message,
            "`•••` is no JSON value"
        );
        assert_eq!(
            fault("{\"secret\": 1, \"a\": 01}").message,
            "`01` is no JSON number"
        );
    }

    #[test]
    fn every_prefix_of_a_document_is_explained() {
        let text = r#"{"a": [1, -2.5e3, "x\u00e9"], "b": {"c": null, "d": true}}"#;
        for end in 1..text.len() {
            let prefix = &text[..end];
            let fault = fault(prefix);
            assert!(
                !fault.message.starts_with("not JSON"),
                "{prefix}: {}",
                fault.message
            );
        }
    }

    #[test]
    fn depth_is_bounded_in_the_explanation_too() {
        let fault = fault(&"[".repeat(100_000));
        assert_eq!(fault.message, "nested deeper than 127 levels");
        assert_eq!(fault.span.start, 127);
    }
}
