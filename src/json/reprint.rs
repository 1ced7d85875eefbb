//! A JSON text written anew, as other programs write it: other white space, other escapes, other order of keys.
//! Numbers stay as they are written, and so do strings unless asked otherwise.

use std::borrow::Cow;
use std::fmt::Write as _;

use super::scan::{Scanner, Token};
use super::tree::parse_only;
use super::unescape;
use crate::source::Span;

/// The white space between tokens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layout {
    /// None.
    Minified,
    /// A space behind each comma and colon, as Python's `json.dumps` puts them.
    Spaced,
    /// A line a member, each level this many spaces deeper.
    Indented(usize),
    /// A line a member, each level a tab deeper.
    Tabs,
}

/// How strings are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Strings {
    /// As they are.
    AsWritten,
    /// With the escapes alone that JSON demands.
    Plain,
    /// With every character that is not ASCII as `\u` and lowercase digits, as Python and Java libraries write it.
    Ascii,
    /// The same with capitals, and so every character that means something in HTML, as .NET writes it.
    AsciiHtml,
    /// With `<`, `>` and `&` as `\u` and lowercase digits, as Go writes it.
    Html,
    /// With `/` as `\/` and every character that is not ASCII as `\u`, as PHP writes it.
    Slashes,
}

/// The order of an object's members.
#[derive(Clone, Copy)]
pub enum Order<'o> {
    /// As it is.
    AsWritten,
    /// By the bytes of their keys.
    Sorted,
    /// As in the list that has most of its keys; those that it has not come last.
    Known(&'o [Vec<String>]),
}

/// A text that can be written anew.
pub struct Reprint<'a> {
    text: &'a str,
    root: Piece,
}

enum Piece {
    /// A number or a word.
    Plain(Span),
    /// A string with its quotes.
    String(Span),
    Array(Vec<Piece>),
    /// Keys with their quotes.
    Object(Vec<(Span, Piece)>),
}

impl<'a> Reprint<'a> {
    /// The text, if it is one JSON value, as serde_json says.
    #[must_use]
    pub fn new(text: &'a str) -> Option<Self> {
        // What is refused here is never walked, so that the walk is no deeper than the parser's limit.
        parse_only(text)?;
        let mut scanner = Scanner::new(text);
        let (token, span) = scanner.next().ok()??;
        let root = piece(&mut scanner, token, span)?;
        Some(Self { text, root })
    }

    /// The text, written so.
    #[must_use]
    pub fn write(&self, layout: Layout, strings: Strings, order: Order<'_>) -> String {
        let mut writer = Writer {
            text: self.text,
            out: String::with_capacity(self.text.len()),
            layout,
            strings,
            order,
            depth: 0,
        };
        writer.piece(&self.root);
        writer.out
    }
}

fn piece(scanner: &mut Scanner<'_>, token: Token, span: Span) -> Option<Piece> {
    match token {
        Token::ObjectOpen => {
            let mut members = Vec::new();
            loop {
                let (token, key) = scanner.next().ok()??;
                match token {
                    Token::ObjectClose => return Some(Piece::Object(members)),
                    Token::Comma => continue,
                    _ => {}
                }
                scanner.next().ok()??;
                let (token, span) = scanner.next().ok()??;
                members.push((key, piece(scanner, token, span)?));
            }
        }
        Token::ArrayOpen => {
            let mut elements = Vec::new();
            loop {
                let (token, span) = scanner.next().ok()??;
                match token {
                    Token::ArrayClose => return Some(Piece::Array(elements)),
                    Token::Comma => {}
                    token => elements.push(piece(scanner, token, span)?),
                }
            }
        }
        Token::String => Some(Piece::String(span)),
        _ => Some(Piece::Plain(span)),
    }
}

struct Writer<'a, 'o> {
    text: &'a str,
    out: String,
    layout: Layout,
    strings: Strings,
    order: Order<'o>,
    depth: usize,
}

impl<'a> Writer<'a, '_> {
    fn slice(&self, span: Span) -> &'a str {
        self.text.get(span.start..span.end).unwrap_or_default()
    }

    fn piece(&mut self, piece: &Piece) {
        match piece {
            Piece::Plain(span) => self.out.push_str(self.slice(*span)),
            Piece::String(span) => self.string(*span),
            Piece::Array(elements) => {
                self.out.push('[');
                self.depth = self.depth.saturating_add(1);
                for (number, element) in elements.iter().enumerate() {
                    self.separate(number);
                    self.piece(element);
                }
                self.close(']', elements.is_empty());
            }
            Piece::Object(members) => self.object(members),
        }
    }

    fn object(&mut self, members: &[(Span, Piece)]) {
        let mut ordered: Vec<&(Span, Piece)> = members.iter().collect();
        match self.order {
            Order::AsWritten => {}
            Order::Sorted => ordered.sort_by_key(|(key, _)| self.read(*key)),
            Order::Known(lists) => {
                let known = self.best(lists, members);
                let rank = |key: &str| known.iter().position(|name| name == key);
                ordered.sort_by_key(|(key, _)| rank(&self.read(*key)).unwrap_or(usize::MAX));
            }
        }
        self.out.push('{');
        self.depth = self.depth.saturating_add(1);
        for (number, (key, value)) in ordered.into_iter().enumerate() {
            self.separate(number);
            self.string(*key);
            self.out.push_str(match self.layout {
                Layout::Minified => ":",
                Layout::Spaced | Layout::Indented(_) | Layout::Tabs => ": ",
            });
            self.piece(value);
        }
        self.close('}', members.is_empty());
    }

    /// The list that has most of an object's keys.
    fn best<'l>(&self, lists: &'l [Vec<String>], members: &[(Span, Piece)]) -> &'l [String] {
        let shared = |list: &&Vec<String>| {
            let keys = members.iter().map(|(key, _)| self.read(*key));
            keys.filter(|key| list.iter().any(|name| *name == **key))
                .count()
        };
        lists.iter().max_by_key(shared).map_or(&[], Vec::as_slice)
    }

    /// What stands before the member or element of this number.
    fn separate(&mut self, number: usize) {
        if number > 0 {
            self.out.push(',');
        }
        match self.layout {
            Layout::Spaced if number > 0 => self.out.push(' '),
            Layout::Indented(_) | Layout::Tabs => self.new_line(),
            Layout::Minified | Layout::Spaced => {}
        }
    }

    fn close(&mut self, bracket: char, is_empty: bool) {
        self.depth = self.depth.saturating_sub(1);
        if !is_empty && matches!(self.layout, Layout::Indented(_) | Layout::Tabs) {
            self.new_line();
        }
        self.out.push(bracket);
    }

    fn new_line(&mut self) {
        self.out.push('\n');
        let (unit, count) = match self.layout {
            Layout::Indented(spaces) => (' ', self.depth.saturating_mul(spaces)),
            _ => ('\t', self.depth),
        };
        self.out.extend(std::iter::repeat_n(unit, count));
    }

    /// What a string reads as.
    fn read(&self, span: Span) -> Cow<'a, str> {
        let written = self.slice(span);
        let inner = written.get(1..written.len().saturating_sub(1));
        unescape(inner.unwrap_or_default()).unwrap_or_default()
    }

    fn string(&mut self, span: Span) {
        if self.strings == Strings::AsWritten {
            self.out.push_str(self.slice(span));
            return;
        }
        let text = self.read(span);
        self.out.push('"');
        for c in text.chars() {
            self.character(c);
        }
        self.out.push('"');
    }

    fn character(&mut self, c: char) {
        let in_html = match self.strings {
            // U+2028 and U+2029 end lines in JavaScript.
            Strings::Html => "<>&\u{2028}\u{2029}".contains(c),
            Strings::AsciiHtml => "<>&'+`\"".contains(c),
            _ => false,
        };
        let needs_ascii = matches!(
            self.strings,
            Strings::Ascii | Strings::AsciiHtml | Strings::Slashes
        );
        match c {
            _ if in_html || (needs_ascii && !c.is_ascii()) => self.unit(c),
            '/' if self.strings == Strings::Slashes => self.out.push_str("\\/"),
            '"' => self.out.push_str("\\\""),
            '\\' => self.out.push_str("\\\\"),
            '\n' => self.out.push_str("\\n"),
            '\r' => self.out.push_str("\\r"),
            '\t' => self.out.push_str("\\t"),
            '\u{8}' => self.out.push_str("\\b"),
            '\u{c}' => self.out.push_str("\\f"),
            c if c < ' ' || (c == '\u{7f}' && self.strings == Strings::AsciiHtml) => self.unit(c),
            c => self.out.push(c),
        }
    }

    fn unit(&mut self, c: char) {
        for unit in c.encode_utf16(&mut [0; 2]) {
            // Writing to a string cannot fail.
            let _ = match self.strings {
                Strings::AsciiHtml => write!(self.out, "\\u{unit:04X}"),
                _ => write!(self.out, "\\u{unit:04x}"),
            };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = r#" { "b" : 1.50, "a": [ ], "c":{"é/<":"\u00e9\/<\n😀", "x":[1,
        null ]}, "d": {} } "#;

    fn write(layout: Layout, strings: Strings, order: Order<'_>) -> String {
        Reprint::new(TEXT).unwrap().write(layout, strings, order)
    }

    #[test]
    fn white_space_is_what_the_layout_says() {
        let written = |layout| write(layout, Strings::AsWritten, Order::AsWritten);
        assert_eq!(
            written(Layout::Minified),
            r#"{"b":1.50,"a":[],"c":{"é/<":"\u00e9\/<\n😀","x":[1,null]},"d":{}}"#
        );
        assert_eq!(
            written(Layout::Spaced),
            r#"{"b": 1.50, "a": [], "c": {"é/<": "\u00e9\/<\n😀", "x": [1, null]}, "d": {}}"#
        );
        let indented = concat!(
            "{\n  \"b\": 1.50,\n  \"a\": [],\n  \"c\": {\n",
            "    \"é/<\": \"\\u00e9\\/<\\n😀\",\n    \"x\": [\n      1,\n      null\n    ]\n  },\n",
            "  \"d\": {}\n}"
        );
        assert_eq!(written(Layout::Indented(2)), indented);
        assert_eq!(written(Layout::Tabs), indented.replace("  ", "\t"));
    }

    #[test]
    fn strings_are_written_as_other_programs_write_them() {
        let written = |strings| {
            let text = write(Layout::Minified, strings, Order::AsWritten);
            let start = text.find("\"c\":{").unwrap() + 5;
            text[start..text.find(",\"x\"").unwrap()].to_owned()
        };
        assert_eq!(written(Strings::Plain), r#""é/<":"é/<\n😀""#);
        assert_eq!(
            written(Strings::Ascii),
            r#""\u00e9/<":"\u00e9/<\n\ud83d\ude00""#
        );
        assert_eq!(
            written(Strings::AsciiHtml),
            r#""\u00E9/\u003C":"\u00E9/\u003C\n\uD83D\uDE00""#
        );
        assert_eq!(written(Strings::Html), r#""é/\u003c":"é/\u003c\n😀""#);
        assert_eq!(
            written(Strings::Slashes),
            r#""\u00e9\/<":"\u00e9\/<\n\ud83d\ude00""#
        );
    }

    #[test]
    fn members_come_in_the_order_that_is_asked_for() {
        let keys = |order| {
            let text = write(Layout::Minified, Strings::AsWritten, order);
            let mut keys = Vec::new();
            super::super::top::members(&text, &mut |key, _| {
                keys.push(key.to_owned());
                true
            });
            keys.concat()
        };
        assert_eq!(keys(Order::AsWritten), "bacd");
        assert_eq!(keys(Order::Sorted), "abcd");
        let names = |names: &str| names.split(' ').map(str::to_owned).collect();
        let lists: [Vec<String>; 3] = [names("x c"), names("d a e"), names("c b")];
        assert_eq!(keys(Order::Known(&lists)), "cbad");
        assert_eq!(keys(Order::Known(&lists[..2])), "dabc");
        assert_eq!(keys(Order::Known(&[])), "bacd");
    }

    #[test]
    fn what_is_no_json_is_not_written() {
        let deep = "[".repeat(100_000);
        for text in ["", "{", "1 2", "{\"a\" 1}", &deep] {
            assert!(Reprint::new(text).is_none(), "{text:.20}");
        }
    }

    #[test]
    fn every_character_is_written_as_each_program_writes_it() {
        let text = r#""\"\\\n\r\t\b\f\u0001\u007f/<>&'+`\u2028""#;
        for (strings, written) in [
            (
                Strings::Plain,
                concat!(r#""\"\\\n\r\t\b\f\u0001"#, "\u{7f}/<>&'+`\u{2028}\""),
            ),
            (
                Strings::Ascii,
                concat!(r#""\"\\\n\r\t\b\f\u0001"#, "\u{7f}", r#"/<>&'+`\u2028""#),
            ),
            (
                Strings::AsciiHtml,
                r#""\u0022\\\n\r\t\b\f\u0001\u007F/\u003C\u003E\u0026\u0027\u002B\u0060\u2028""#,
            ),
            (
                Strings::Html,
                concat!(
                    r#""\"\\\n\r\t\b\f\u0001"#,
                    "\u{7f}",
                    r#"/\u003c\u003e\u0026'+`\u2028""#
                ),
            ),
            (
                Strings::Slashes,
                concat!(r#""\"\\\n\r\t\b\f\u0001"#, "\u{7f}", r#"\/<>&'+`\u2028""#),
            ),
        ] {
            let reprint = Reprint::new(text).unwrap();
            let found = reprint.write(Layout::Minified, strings, Order::AsWritten);
            assert_eq!(found, written, "{}", found.escape_debug());
        }
    }
}
