//! Where in a text the values are that an excerpt has to hide: all that are not known to be
//! harmless. Reads tolerantly, because a text that is no JSON holds telephone numbers too; where
//! it cannot tell any more what is a key and what is a value, it hides the rest.

mod outline;

use std::borrow::Cow;

use super::unescape;
use crate::source::Span;
use crate::text::has_url_secret;

use outline::stands_for_nothing;
pub use outline::{Outline, is_harmless_word};

/// Characters that are shown of a text that is no JSON from its first character on.
const HEAD: usize = 24;

/// The spans, in order and apart, of what `shown` does not allow to be seen in `text`: strings
/// without their quotes, numbers and words.
#[must_use]
pub fn personal_spans(text: &str, shown: &Outline) -> Vec<Span> {
    let body = text.trim_start_matches(is_blank);
    if !body.is_empty() && !body.starts_with(['{', '[', '"']) {
        return foreign_spans(text, body);
    }
    let mut reader = Reader {
        text,
        at: text.len().saturating_sub(body.len()),
        shown,
        stack: Vec::new(),
        expect: Expect::Value,
        place: Some(shown),
        hid_last: false,
        is_faulty: false,
        key_quote: None,
        spans: Vec::new(),
    };
    reader.read();
    reader.spans
}

/// What to hide of a text that no JSON begins: a form, a line of a log, a telephone number.
fn foreign_spans(text: &str, body: &str) -> Vec<Span> {
    let start = text.len().saturating_sub(body.len());
    let word = body.trim_end();
    if is_harmless_word(word) {
        return Vec::new();
    }
    let is_number = !word.contains(|c: char| c.is_alphabetic() && !"eE".contains(c));
    let head = body
        .char_indices()
        .nth(HEAD)
        .map_or(body.len(), |(at, _)| at);
    let value = body.find('=').map_or(head, |at| at.saturating_add(1));
    let kept = if is_number { 0 } else { head.min(value) };
    let from = start.saturating_add(kept);
    let end = start.saturating_add(word.len());
    if from < end {
        vec![Span::new(from, end)]
    } else {
        Vec::new()
    }
}

/// White space, also of kinds that JSON does not know, and characters that nobody sees.
fn is_blank(c: char) -> bool {
    c.is_whitespace() || (!c.is_ascii() && crate::text::is_hidden(c))
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Expect {
    Value,
    Key,
    Colon,
    Comma,
}

/// An open container, and what may be shown in it.
struct Open<'o> {
    is_object: bool,
    shown: Option<&'o Outline>,
}

struct Reader<'t, 'o> {
    text: &'t str,
    at: usize,
    shown: &'o Outline,
    stack: Vec<Open<'o>>,
    expect: Expect,
    /// What may be shown of the value that is expected; nothing below an unknown key.
    place: Option<&'o Outline>,
    /// Whether the value that was read last is hidden.
    hid_last: bool,
    /// Whether the text is known to be no JSON, so that what JSON lacks is no news any more.
    is_faulty: bool,
    /// What the first key is quoted with. A key that is quoted otherwise may be a part of a value.
    key_quote: Option<Option<char>>,
    spans: Vec<Span>,
}

/// A string as far as it could be read: without its quotes.
struct Quoted {
    inner: Span,
    is_closed: bool,
}

impl<'t, 'o> Reader<'t, 'o> {
    fn read(&mut self) {
        while let Some(c) = self.rest().chars().next() {
            let after = self.at.saturating_add(c.len_utf8());
            match c {
                c if is_blank(c) => self.at = after,
                '{' | '[' => self.open(c == '{', after),
                '}' | ']' => self.close(c == '}', after),
                ',' => self.comma(after),
                ':' if self.expect == Expect::Colon => {
                    self.expect = Expect::Value;
                    self.at = after;
                }
                ':' => self.hide_rest(after),
                '"' => self.string('"'),
                '\'' if matches!(self.expect, Expect::Value | Expect::Key) => self.string('\''),
                '/' if self.rest().starts_with("//") => self.comment("\n"),
                '/' if self.rest().starts_with("/*") => self.comment("*/"),
                _ => self.word(),
            }
        }
    }

    fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn slice(&self, span: Span) -> &'t str {
        self.text.get(span.start..span.end).unwrap_or_default()
    }

    fn hide(&mut self, span: Span) {
        if span.start < span.end {
            self.spans.push(span);
        }
    }

    /// Hides what is left of the text, beginning at `from`.
    fn hide_rest(&mut self, from: usize) {
        self.hide(Span::new(from, self.text.len()));
        self.at = self.text.len();
    }

    /// Whether a fault at this place could be a part of something hidden.
    fn is_hidden_here(&self) -> bool {
        match self.expect {
            Expect::Value => !self.place.is_some_and(Outline::shows_scalar),
            Expect::Key => self.stack.last().is_some_and(|open| open.shown.is_none()),
            Expect::Colon => self.place.is_none(),
            Expect::Comma => self.hid_last,
        }
    }

    fn open(&mut self, is_object: bool, after: usize) {
        let in_array = self.stack.last().is_none_or(|open| !open.is_object);
        let fits = match self.expect {
            Expect::Value => true,
            // A comma or a colon is missing, which is no riddle beside a bracket.
            Expect::Comma => in_array && !self.hid_last,
            Expect::Colon => self.place.is_some(),
            Expect::Key => false,
        };
        if !fits {
            return self.hide_rest(after);
        }
        if self.expect == Expect::Comma {
            self.expect_next();
        }
        let shown = self.place;
        self.stack.push(Open { is_object, shown });
        self.expect_next();
        self.at = after;
    }

    /// Expects the next member or element of the innermost container.
    fn expect_next(&mut self) {
        match self.stack.last() {
            Some(open) if open.is_object => self.expect = Expect::Key,
            Some(open) => {
                self.expect = Expect::Value;
                self.place = open.shown.and_then(Outline::element);
            }
            None => {
                self.expect = Expect::Value;
                self.place = Some(self.shown);
            }
        }
    }

    fn close(&mut self, is_object: bool, after: usize) {
        let in_array = self.stack.last().is_some_and(|open| !open.is_object);
        let fits = match self.expect {
            Expect::Value => in_array,
            Expect::Key | Expect::Comma => true,
            Expect::Colon => false,
        };
        let is_open = self
            .stack
            .last()
            .is_some_and(|open| open.is_object == is_object);
        if !(fits && is_open) {
            if self.stack.is_empty() || self.is_hidden_here() {
                return self.hide_rest(after);
            }
            self.is_faulty = true;
        }
        let closed = self.stack.pop();
        self.hid_last = closed.is_none_or(|open| open.shown.is_none());
        self.expect = Expect::Comma;
        self.at = after;
    }

    fn comma(&mut self, after: usize) {
        if self.expect != Expect::Comma {
            if self.is_hidden_here() {
                return self.hide_rest(after);
            }
            self.is_faulty = true;
        }
        self.expect_next();
        self.at = after;
    }

    fn comment(&mut self, end: &str) {
        if self.is_hidden_here() {
            return self.hide_rest(self.at);
        }
        self.is_faulty = true;
        let start = self.at.saturating_add(2);
        let length = self.text.get(start..).and_then(|rest| rest.find(end));
        let Some(length) = length else {
            return self.hide_rest(start);
        };
        self.at = start.saturating_add(length);
        self.hide(Span::new(start, self.at));
        if end != "\n" {
            self.at = self.at.saturating_add(end.len());
        }
    }

    fn string(&mut self, quote: char) {
        let Quoted { inner, is_closed } = self.quoted(quote);
        let touches = self
            .text
            .get(..self.at)
            .is_some_and(|head| head.ends_with('"'));
        let after = inner.end.saturating_add(usize::from(is_closed));
        let is_key = self.colon_follows(after);
        if self.expect == Expect::Comma {
            // Either a comma is missing before a key, or a quote in a string was not escaped.
            let in_object = self.stack.last().is_some_and(|open| open.is_object);
            if !in_object || !is_key || touches || self.hid_last {
                return self.hide_rest(inner.start);
            }
            self.is_faulty = true;
            self.expect = Expect::Key;
        }
        if quote == '\'' && !self.is_whole(inner, after) {
            return self.hide_rest(inner.start);
        }
        let is_news = quote == '\'' && !self.is_faulty;
        self.is_faulty |= quote == '\'';
        let fits = self.expect == Expect::Key && is_closed && self.is_own_style(Some(quote));
        match self.expect {
            Expect::Key if fits => self.key(inner, is_key),
            Expect::Value => {
                let is_hidden = self.is_hidden_here() || has_secret(self.slice(inner));
                let is_cut_off = !is_closed && inner.end == self.text.len();
                if is_hidden && (is_news || !is_closed) {
                    return self.hide_rest(inner.start);
                }
                if !is_closed && !is_cut_off {
                    return self.hide_rest(inner.end);
                }
                if is_hidden {
                    self.hide(inner);
                }
                self.hid_last = is_hidden;
                self.expect = Expect::Comma;
            }
            _ => return self.hide_rest(inner.start),
        }
        self.at = after;
    }

    fn is_own_style(&mut self, quote: Option<char>) -> bool {
        *self.key_quote.get_or_insert(quote) == quote
    }

    fn key(&mut self, span: Span, is_key: bool) {
        let key = plain(self.slice(span));
        let shown = self.stack.last().and_then(|open| open.shown);
        self.place = shown.and_then(|shown| shown.member(&key));
        if (!is_key && self.place.is_none()) || has_url_secret(&key) {
            self.hide(span);
        }
        self.expect = Expect::Colon;
    }

    fn word(&mut self) {
        let rest = self.rest();
        let length = rest
            .find(|c: char| is_blank(c) || "{}[],:\"".contains(c))
            .unwrap_or(rest.len());
        let span = Span::new(self.at, self.at.saturating_add(length));
        let word = self.slice(span);
        match self.expect {
            Expect::Key if self.colon_follows(span.end) => {
                let is_news = self.is_hidden_here() && !self.is_faulty;
                if is_news || !self.is_own_style(None) {
                    return self.hide_rest(span.start);
                }
                self.is_faulty = true;
                self.key(span, true);
            }
            Expect::Value => {
                let is_hidden = self.is_hidden_here();
                let is_json = serde_json::from_str::<f64>(word).is_ok()
                    || matches!(word, "true" | "false" | "null");
                if is_hidden && !is_json && !self.is_faulty {
                    // The message names such a word, too.
                    let is_harmless = is_harmless_word(word);
                    return self.hide_rest(if is_harmless { span.end } else { span.start });
                }
                self.is_faulty |= !is_json;
                if is_hidden && !stands_for_nothing(word) {
                    self.hide(span);
                }
                self.hid_last = is_hidden;
                self.expect = Expect::Comma;
            }
            _ => {
                let is_sign = matches!(word.as_bytes(), [sign] if sign.is_ascii_punctuation());
                return self.hide_rest(if is_sign { span.end } else { span.start });
            }
        }
        self.at = span.end;
    }

    /// The string that begins here: up to its quote, to the end of its line if it is never
    /// closed, or to the end of the text.
    fn quoted(&self, quote: char) -> Quoted {
        let start = self.at.saturating_add(1);
        let bytes = self.text.as_bytes();
        let mut at = start;
        while let Some(byte) = bytes.get(at) {
            match byte {
                b'\\' => at = at.saturating_add(2),
                b'\n' => break,
                byte if char::from(*byte) == quote => break,
                _ => at = at.saturating_add(1),
            }
        }
        let end = self.text.ceil_char_boundary(at);
        Quoted {
            inner: Span::new(start.min(end), end),
            is_closed: bytes
                .get(end)
                .is_some_and(|byte| char::from(*byte) == quote),
        }
    }

    /// Whether a string in single quotes is one, and not what a stray apostrophe seems to begin.
    fn is_whole(&self, inner: Span, after: usize) -> bool {
        let rest = self.text.get(after..).unwrap_or_default();
        let next = rest.trim_start_matches(is_blank).chars().next();
        !self.slice(inner).contains('"') && next.is_none_or(|next| ",:}]".contains(next))
    }

    fn colon_follows(&self, at: usize) -> bool {
        let rest = self.text.get(at..).unwrap_or_default();
        rest.trim_start_matches(is_blank).starts_with(':')
    }
}

/// A string's text without its escapes, as far as they are JSON's.
fn plain(raw: &str) -> Cow<'_, str> {
    unescape(raw).unwrap_or(Cow::Borrowed(raw))
}

fn has_secret(raw: &str) -> bool {
    // A slash may be written as `\/`, also in a string that is no JSON for another reason.
    has_url_secret(&plain(raw)) || has_url_secret(&raw.replace("\\/", "/"))
}

#[cfg(test)]
mod tests;
