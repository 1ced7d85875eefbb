//! JSON for machines that a person's terminal may meet: DEL, C1, bidirectional controls,
//! U+2028 and U+2029 are written as `\uXXXX`, which every reader reads back as the same text.

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
        let mut rest = fragment;
        while let Some(at) = first_unsafe(rest) {
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
}

/// The first character that is not written as it is: a hidden one, or the second `#` of what a
/// CI runner could take for its command `##[…]`.
fn first_unsafe(text: &str) -> Option<usize> {
    let mut previous = ' ';
    text.char_indices().find_map(|(at, character)| {
        let is_unsafe = is_hidden(character) || (character == '#' && previous == '#');
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
}
