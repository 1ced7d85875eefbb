//! What is wrong with a text that is no JSON, in the reader's words. serde_json decides that a
//! text is refused; this walks the grammar once more to say where the fault is and what to do.

mod likeness;
mod meant;
mod words;

use crate::source::Span;
use crate::text::{Untrusted, without_url_secrets};

use super::personal::{Outline, is_harmless_word};
use super::pointer::{cut_pointer, push_token};
use super::scan::{Flaw, Scanner, Token};
use super::unescape;
use likeness::likeness;
use meant::meant;
pub use words::CUT_OFF;
use words::{Expect, LONGEST_TOKEN, NO_COMMENTS, cut_off_inside, flaw_words, token_name};

/// Deepest nesting that is read, serde_json's own limit.
pub const MAX_DEPTH: usize = 127;

const NOT_MEANT: &str = "found text, expected JSON";
const SEVERAL: &str = "a file holds one document, one a line, or one after the other";

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

/// Explains why serde_json refused `text` with `refusal`. A value that `shown` does not name is
/// not repeated in the explanation.
#[must_use]
pub fn explain(text: &str, refusal: &serde_json::Error, shown: &Outline) -> Fault {
    let mut walk = Walk::new(text);
    walk.shown = Some(shown);
    match walk.document() {
        Err(fault) => not_meant(text, *fault),
        Ok(()) => {
            let is_scalar = walk.last.start <= blanks(text);
            let span = Some(walk.last).filter(|_| is_scalar);
            let span = span.unwrap_or_else(|| last_character(text));
            not_meant(text, walk.fault(span, refused_in_serde_words(refusal)))
        }
    }
}

/// `fault`, in other words if it is at the beginning of a text that was never meant as JSON.
fn not_meant(text: &str, fault: Fault) -> Fault {
    let is_at_start = fault.span.start <= blanks(text).saturating_add(1);
    match likeness(text).filter(|_| is_at_start) {
        Some(help) => Fault {
            message: NOT_MEANT.to_owned(),
            help: Some(help.to_owned()),
            pointer: String::new(),
            ..fault
        },
        None => fault,
    }
}

/// How many bytes of white space a text begins with.
fn blanks(text: &str) -> usize {
    text.len().saturating_sub(text.trim_start().len())
}

/// The fault of text after the end of a document that begins no other document.
#[must_use]
pub fn explain_trailing(text: &str) -> Fault {
    let mut walk = Walk::new(text);
    let (span, found) = match walk.scanner.next() {
        Ok(Some((token, span))) => (span, token_name(token).to_owned()),
        Ok(None) => (last_character(text), "nothing".to_owned()),
        Err((flaw, span)) if meant(text, flaw, span).0 == Flaw::Comment => {
            return walk.fault(span, NO_COMMENTS.to_owned());
        }
        Err((_, span)) => (span, "text".to_owned()),
    };
    let (message, help) = match likeness(text) {
        Some(help) => (NOT_MEANT.to_owned(), help),
        None => (
            format!("{found} after the end of the JSON document"),
            SEVERAL,
        ),
    };
    let mut fault = walk.fault(span, message);
    fault.help = Some(help.to_owned());
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

type Step<T> = Result<T, Box<Fault>>;

struct Walk<'a> {
    scanner: Scanner<'a>,
    stack: Vec<Open>,
    last: Span,
    comma: Option<Span>,
    shown: Option<&'a Outline>,
}

impl<'a> Walk<'a> {
    fn new(text: &'a str) -> Self {
        Self {
            scanner: Scanner::new(text),
            stack: Vec::new(),
            last: Span::new(0, 0),
            comma: None,
            shown: None,
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
                Open::Object { key: Some(key), .. } => {
                    push_token(&mut pointer, &without_url_secrets(key));
                }
                Open::Object { key: None, .. } => {}
            }
            if cut_pointer(&mut pointer) {
                break;
            }
        }
        pointer
    }

    /// Walks the grammar up to the end of the first document.
    fn document(&mut self) -> Step<()> {
        let mut expect = Expect::Value;
        loop {
            let next = self.scanner.next();
            if expect == Expect::Colon && !matches!(next, Ok(Some((Token::Colon, _)))) {
                self.forget_key();
            }
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

    /// Whether what is found at `span` must not be repeated: no key, and no value that is known
    /// to be harmless.
    fn is_hidden(&self, span: Span, expect: Expect) -> bool {
        let text = self.scanner.text();
        let found = text.get(span.start..span.end).unwrap_or_default();
        let mut characters = found.chars();
        let is_sign = characters.next().is_some_and(|c| !c.is_alphanumeric());
        if (is_sign && characters.next().is_none()) || is_harmless_word(found) {
            return false;
        }
        let place = self.place();
        match expect {
            Expect::Value | Expect::ValueOrClose if self.stack.is_empty() => {
                let is_number =
                    found.starts_with(|c: char| c.is_ascii_digit() || "+-.".contains(c));
                is_number || place.is_none_or(Outline::is_empty)
            }
            Expect::Value | Expect::ValueOrClose => !place.is_some_and(Outline::shows_scalar),
            Expect::Key | Expect::KeyOrClose => {
                let after = text.get(span.end..).unwrap_or_default();
                // An escape is a part of a key in quotes.
                !found.starts_with('\\')
                    && !after.trim_start().starts_with(':')
                    && place.and_then(|place| place.member(found)).is_none()
            }
            Expect::Colon | Expect::CommaOrClose => true,
        }
    }

    /// Without a colon behind it a string may be something that was said: only what is known as a key stays one.
    fn forget_key(&mut self) {
        if self.place().is_none()
            && let Some(Open::Object { key, .. }) = self.stack.last_mut()
        {
            *key = None;
        }
    }

    /// What is known of the place that is read.
    fn place(&self) -> Option<&'a Outline> {
        self.stack.iter().fold(self.shown, |place, open| {
            place.and_then(|place| match open {
                Open::Array { .. } => place.element(),
                Open::Object { key: Some(key), .. } => place.member(key),
                Open::Object { key: None, .. } => Some(place),
            })
        })
    }

    fn set_key(&mut self, span: Span) {
        let inner = span.start.saturating_add(1)..span.end.saturating_sub(1);
        let written = self.scanner.text().get(inner).unwrap_or_default();
        if let Some(Open::Object { key, .. }) = self.stack.last_mut() {
            *key = Some(unescape(written).unwrap_or_default().into_owned());
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
            let message = format!("a comma is missing before {}", token_name(token));
            let mut fault = self.fault(span, message);
            let is_word = matches!(token, Token::Literal | Token::Number);
            fault.help = self.unescaped_quote(span, is_word, expect);
            return fault;
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
        self.cut_off(message)
    }

    fn flawed(&self, flaw: Flaw, span: Span, expect: Expect) -> Fault {
        let text = self.scanner.text();
        let (flaw, span) = meant(text, flaw, span);
        let written = text.get(span.start..span.end).unwrap_or_default();
        let rest = text.trim_end().get(span.start..).unwrap_or_default();
        let wants_mark = matches!(expect, Expect::Colon | Expect::CommaOrClose);
        if !wants_mark && let Some(cut) = cut_off_inside(flaw, rest) {
            return self.cut_off(format!("the text ends here, inside {cut}"));
        }
        let found = Untrusted::new(if self.is_hidden(span, expect) {
            "•••"
        } else {
            written
        });
        let is_foreign = matches!(flaw, Flaw::Word | Flaw::BadNumber)
            || matches!(flaw, Flaw::Other(c) if c.is_ascii_graphic());
        if wants_mark && is_foreign {
            let expected = expect.words(self.stack.last());
            let shown = found.excerpt(LONGEST_TOKEN);
            let mut fault = self.fault(span, format!("found `{shown}`, expected {expected}"));
            fault.help = self.unescaped_quote(span, true, expect);
            return fault;
        }
        let (message, help) = flaw_words(
            flaw,
            written,
            found,
            expect,
            span.end >= text.trim_end().len(),
        );
        let mut fault = self.fault(span, message);
        let quote = flaw == Flaw::SingleQuote || flaw == Flaw::UnterminatedString;
        let unescaped = self.unescaped_quote(span, false, expect).filter(|_| quote);
        fault.help = unescaped.or_else(|| help.map(str::to_owned));
        if flaw == Flaw::UnterminatedString {
            // The opening quote is the news; the rest of the text is not.
            fault.span = Span::new(span.start, span.start.saturating_add(1));
        }
        fault
    }

    /// A text that ends in the middle of a token.
    fn cut_off(&self, message: String) -> Fault {
        let mut fault = self.fault(last_character(self.scanner.text()), message);
        fault.help = Some(CUT_OFF.to_owned());
        let open = self.stack.last();
        fault.related = open.map(|open| (open.at(), "never closed"));
        fault
    }

    /// The cause of what follows a string where `,` is expected: a word, or a string that touches
    /// it, was meant to be a part of it.
    fn unescaped_quote(&self, span: Span, is_word: bool, expect: Expect) -> Option<String> {
        let before = self.scanner.text().get(..self.last.end)?;
        let touches = self.last.end == span.start;
        let follows = before.ends_with('"') && (touches || is_word);
        (expect == Expect::CommaOrClose && follows)
            .then(|| "was a quote inside the string not escaped as `\\\"`?".to_owned())
    }
}

#[cfg(test)]
mod tests;
