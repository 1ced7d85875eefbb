//! Percent-encoded text, as in the query of an address: read as what it says, and written as it was.

use std::fmt::Write as _;

use crate::redact::report::Kind;

use super::{Detector, Search};

pub(super) fn may_have(text: &str) -> bool {
    memchr::memchr(b'%', text.as_bytes()).is_some()
}

/// What stands between the parts of a query.
fn is_boundary(c: char) -> bool {
    c.is_whitespace() || matches!(c, '&' | '=' | '?' | ';' | ',' | '"' | '\'' | '<' | '>')
}

pub(super) fn find(detector: &Detector<'_>, search: &mut Search<'_>) {
    let mut at = search.from;
    for word in search.part().split(is_boundary) {
        let from = at;
        let to = from.saturating_add(word.len());
        let boundary = search.slice(to, search.to).chars().next();
        at = to.saturating_add(boundary.map_or(0, char::len_utf8));
        let Some(plain) = decoded(word) else { continue };
        if let Some(other) = (detector.encoded)(&plain) {
            search.add(from, to, Kind::Encoded, encoded(&other));
        }
    }
}

/// A text without its percent-escapes; `None` if it has none. What is not UTF-8 is taken for Latin-1, as
/// one byte of it must not hide the rest.
pub(super) fn decoded(text: &str) -> Option<String> {
    let mut rest = text.as_bytes();
    let mut out = Vec::with_capacity(text.len());
    let mut has_escape = false;
    while let Some((byte, behind)) = rest.split_first() {
        let escape = behind.first_chunk().filter(|_| *byte == b'%');
        if let Some(value) = escape.and_then(|digits: &[u8; 2]| hexadecimal(*digits)) {
            out.push(value);
            has_escape = true;
            rest = behind.get(2..).unwrap_or_default();
        } else {
            out.push(*byte);
            rest = behind;
        }
    }
    has_escape.then(|| read(&out))
}

fn read(bytes: &[u8]) -> String {
    let mut out = String::with_capacity(bytes.len());
    for chunk in bytes.utf8_chunks() {
        out.push_str(chunk.valid());
        out.extend(chunk.invalid().iter().copied().map(char::from));
    }
    out
}

fn hexadecimal([high, low]: [u8; 2]) -> Option<u8> {
    let value = |byte: u8| char::from(byte).to_digit(16);
    let number = value(high)?.checked_mul(16)?.checked_add(value(low)?)?;
    u8::try_from(number).ok()
}

/// A text with everything escaped that a part of a query cannot hold as it is.
pub(super) fn encoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            // Writing to a string does not fail.
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_are_undone_and_made() {
        assert_eq!(decoded("%2B1%20555").as_deref(), Some("+1 555"));
        assert_eq!(decoded("%e4%bd%a0%").as_deref(), Some("你%"));
        assert_eq!(decoded("%ffa%C3%A9%e9").as_deref(), Some("ÿaéé"));
        for text in ["", "100%", "%zz"] {
            assert_eq!(decoded(text), None, "{text}");
        }
        assert_eq!(encoded("+1 5é"), "%2B1%205%C3%A9");
    }
}
