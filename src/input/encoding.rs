//! Names what a text is in that is not UTF-8.

use std::borrow::Cow;

use super::foreign::{Foreign, foreign};

/// The byte order mark of UTF-8, which is no part of a text.
pub(super) const BOM: [u8; 3] = *b"\xef\xbb\xbf";

/// What is wrong with the encoding of a text.
#[derive(Debug, PartialEq, Eq)]
pub struct BadEncoding {
    /// Where that shows, in bytes of the readable text.
    pub at: usize,
    /// How many bytes of the readable text to mark.
    pub length: usize,
    /// What was found.
    pub message: String,
    /// What to do about it.
    pub help: &'static str,
    whole_file: bool,
}

impl BadEncoding {
    /// Whether the rest of the file is no more readable than this.
    #[must_use]
    pub fn is_whole_file(&self) -> bool {
        self.whole_file
    }
}

/// Says what `bytes`, which are not UTF-8, are; with the text as far as it can be read.
pub(super) fn diagnose(bytes: &[u8], is_first: bool) -> (Cow<'_, str>, BadEncoding) {
    if is_first && let Some(Foreign { message, help }) = foreign(bytes) {
        let bad = BadEncoding {
            at: 0,
            length: 0,
            message,
            help,
            whole_file: true,
        };
        return (Cow::Borrowed(""), bad);
    }
    let text = String::from_utf8_lossy(bytes);
    let (at, byte) = match std::str::from_utf8(bytes) {
        Ok(_) => (0, 0),
        Err(error) => (
            error.valid_up_to(),
            bytes.get(error.valid_up_to()).copied().unwrap_or(0),
        ),
    };
    let bad = BadEncoding {
        at,
        length: char::REPLACEMENT_CHARACTER.len_utf8(),
        message: format!("the byte 0x{byte:02X} is not UTF-8 here"),
        help: "an editor may have saved the file as Latin-1 or Windows-1252; capture the raw body",
        whole_file: false,
    };
    (text, bad)
}

/// UTF-16 and UTF-32 by their byte order mark, or by the zero bytes around the first bracket.
pub(super) fn wide_encoding(bytes: &[u8]) -> Option<&'static str> {
    Some(match bytes {
        [0xff, 0xfe, 0, 0, ..] => "UTF-32 (little endian)",
        [0, 0, 0xfe, 0xff, ..] => "UTF-32 (big endian)",
        [0xff, 0xfe, ..] => "UTF-16 (little endian)",
        [0xfe, 0xff, ..] => "UTF-16 (big endian)",
        [b'{' | b'[', 0, 0, 0, ..] => "UTF-32 (little endian)",
        [0, 0, 0, b'{' | b'[', ..] => "UTF-32 (big endian)",
        [b'{' | b'[', 0, _, 0, ..] => "UTF-16 (little endian)",
        [0, b'{' | b'[', 0, _, ..] => "UTF-16 (big endian)",
        _ => return None,
    })
}
