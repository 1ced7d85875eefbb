//! JSON for machines that a person's terminal may meet: DEL, C1, bidirectional controls,
//! U+2028 and U+2029 are written as `\uXXXX`, which every reader reads back as the same text.

use std::borrow::Cow;
use std::io::{self, Write};

use serde::Serialize;
use serde_json::ser::{CharEscape, CompactFormatter, Formatter, PrettyFormatter};

use crate::text::is_hidden;

/// Writes `value` as one line, without a line feed.
///
/// # Errors
/// What `out` reports.
pub fn compact<T: Serialize>(out: &mut dyn Write, value: &T) -> io::Result<()> {
    let mut serializer = serde_json::Serializer::with_formatter(out, Safe(CompactFormatter));
    value.serialize(&mut serializer).map_err(io::Error::from)
}

/// Writes `value` indented by two blanks, without a final line feed.
///
/// # Errors
/// What `out` reports.
pub fn pretty<T: Serialize>(out: &mut dyn Write, value: &T) -> io::Result<()> {
    let mut serializer = serde_json::Serializer::with_formatter(out, Safe(PrettyFormatter::new()));
    value.serialize(&mut serializer).map_err(io::Error::from)
}

struct Safe<F>(F);

macro_rules! forward {
    ($($name:ident($($arg:ident: $type:ty),*);)*) => {
        $(fn $name<W: ?Sized + Write>(&mut self, writer: &mut W $(, $arg: $type)*) -> io::Result<()> {
            self.0.$name(writer $(, $arg)*)
        })*
    };
}

impl<F: Formatter> Formatter for Safe<F> {
    forward! {
        begin_array();
        end_array();
        begin_array_value(first: bool);
        end_array_value();
        begin_object();
        end_object();
        begin_object_key(first: bool);
        end_object_key();
        begin_object_value();
        end_object_value();
        write_char_escape(escape: CharEscape);
    }

    fn write_string_fragment<W: ?Sized + Write>(
        &mut self,
        writer: &mut W,
        fragment: &str,
    ) -> io::Result<()> {
        write_safely(writer, fragment, &|_| false)
    }
}

/// Writes a part of JSON text, hidden characters as escapes but for those that `is_space` says are white space.
fn write_safely<W: ?Sized + Write>(
    writer: &mut W,
    text: &str,
    is_space: &dyn Fn(char) -> bool,
) -> io::Result<()> {
    let mut rest = text;
    while let Some(at) = first_unsafe(rest, is_space) {
        let (plain, tail) = rest.split_at_checked(at).unwrap_or((rest, ""));
        writer.write_all(plain.as_bytes())?;
        let mut characters = tail.chars();
        if let Some(hidden) = characters.next() {
            for unit in hidden.encode_utf16(&mut [0; 2]) {
                write!(writer, "\\u{unit:04x}")?;
            }
        }
        rest = characters.as_str();
    }
    writer.write_all(rest.as_bytes())
}

/// JSON text with the characters that [`compact`] would not write as they are written as it writes them: it reads the
/// same. Only strings can hold such characters.
#[must_use]
pub fn harmless(text: &str) -> Cow<'_, str> {
    // Between tokens these are white space, and in a string they cannot be.
    let is_space = |c: char| matches!(c, '\t' | '\n' | '\r');
    if first_unsafe(text, &is_space).is_none() {
        return Cow::Borrowed(text);
    }
    let mut out = Vec::with_capacity(text.len());
    // Nothing that writes to memory fails.
    let _ = write_safely(&mut out, text, &is_space);
    Cow::Owned(String::from_utf8_lossy(&out).into_owned())
}

/// The first character that is not written as it is: a hidden one, or the second `#` of what a
/// CI runner could take for its command `##[…]`.
fn first_unsafe(text: &str, is_space: &dyn Fn(char) -> bool) -> Option<usize> {
    let mut previous = ' ';
    text.char_indices().find_map(|(at, character)| {
        let is_unsafe =
            (is_hidden(character) && !is_space(character)) || (character == '#' && previous == '#');
        previous = character;
        is_unsafe.then_some(at)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_runner_finds_no_command() {
        let mut out = Vec::new();
        compact(&mut out, &"a ##[error]b ### c#").unwrap();
        assert_eq!(out, br##""a #\u0023[error]b #\u0023# c#""##);
    }

    #[test]
    fn text_is_made_harmless_and_reads_the_same() {
        let text = "{\r\n\t\"a##[x]\": \"\u{9b}\u{202e}\u{2028}é\\u0041\"}\n";
        let shown = harmless(text);
        assert_eq!(
            shown,
            "{\r\n\t\"a#\\u0023[x]\": \"\\u009b\\u202e\\u2028é\\u0041\"}\n"
        );
        let read = |text: &str| serde_json::from_str::<serde_json::Value>(text).unwrap();
        assert_eq!(read(&shown), read(text));
        assert!(matches!(harmless("{\"a\": \"é\"}\n"), Cow::Borrowed(_)));
    }

    #[test]
    fn hidden_characters_are_escaped_and_read_back() {
        let text = "a\u{7f}\u{9b}\u{202e}\u{2028}\u{e0041}\u{1b}b é";
        let mut out = Vec::new();
        compact(&mut out, &text).unwrap();
        let written = String::from_utf8(out).unwrap();
        assert_eq!(
            written,
            r#""a\u007f\u009b\u202e\u2028\udb40\udc41\u001bb é""#
        );
        assert_eq!(serde_json::from_str::<String>(&written).unwrap(), text);
    }

    #[test]
    fn what_is_indented_is_as_harmless() {
        let value = serde_json::json!({"a\u{202e}": [1, "\u{9b}##[x]"], "b": {}, "c": []});
        let mut out = Vec::new();
        pretty(&mut out, &value).unwrap();
        let written = String::from_utf8(out).unwrap();
        let expected = concat!(
            "{\n  \"a\\u202e\": [\n    1,\n    \"\\u009b#\\u0023[x]\"\n  ],\n",
            "  \"b\": {},\n  \"c\": []\n}"
        );
        assert_eq!(written, expected);
    }
}
