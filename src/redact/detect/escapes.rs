//! Escapes of JSON in a text that is not JSON as a whole: `Result: {"mail":"jane\u0040acme.test"}`.

use crate::redact::edit::escaped;
use crate::redact::report::Kind;

use super::{Detector, Search};

pub(super) fn may_have(text: &str) -> bool {
    memchr::memchr(b'\\', text.as_bytes()).is_some()
}

pub(super) fn find(detector: &Detector<'_>, search: &mut Search<'_>) {
    let mut at = search.from;
    for string in search.part().split(['"', '\n']) {
        let from = at;
        at = from.saturating_add(string.len()).saturating_add(1);
        // A backslash at the end belongs to the quote.
        let string = string.trim_end_matches('\\');
        let Some(plain) = decoded(string) else {
            continue;
        };
        if let Some(other) = (detector.encoded)(&plain) {
            let to = from.saturating_add(string.len());
            search.add(from, to, Kind::Encoded, escaped(&other, string.is_ascii()));
        }
    }
}

/// A text without its escapes; `None` if it has none that stand for a character.
fn decoded(text: &str) -> Option<String> {
    if !text.contains('\\') {
        return None;
    }
    let mut out: Vec<u16> = Vec::with_capacity(text.len());
    let mut has_escape = false;
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let (unit, length) = match escape(rest) {
            Some((unit, length)) => {
                // A line feed and a tab hide nothing.
                has_escape |= !matches!(unit, 0x08..=0x0d);
                (Some(unit), length)
            }
            None => (None, c.len_utf8()),
        };
        match unit {
            Some(unit) => out.push(unit),
            None => out.extend(c.encode_utf16(&mut [0; 2]).iter().copied()),
        }
        rest = rest.get(length..).unwrap_or_default();
    }
    has_escape.then(|| String::from_utf16_lossy(&out))
}

/// The UTF-16 unit and the length of the escape that a text begins with.
fn escape(text: &str) -> Option<(u16, usize)> {
    let number = |digits: Option<&str>| {
        let digits = digits.filter(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit()))?;
        u16::from_str_radix(digits, 16).ok()
    };
    Some(match text.strip_prefix('\\')?.as_bytes().first()? {
        b'u' => (number(text.get(2..6))?, 6),
        b'x' => (number(text.get(2..4))?, 4),
        b'n' => (0x0a, 2),
        b'r' => (0x0d, 2),
        b't' => (0x09, 2),
        b'b' => (0x08, 2),
        b'f' => (0x0c, 2),
        byte @ (b'/' | b'\\' | b'\'') => (u16::from(*byte), 2),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_are_undone() {
        for (text, plain) in [
            (r"jane\u0040acme", Some("jane@acme")),
            (r"a\x40\/b\n", Some("a@/b\n")),
            (r"\ud83d\ude00\ud83d", Some("😀\u{fffd}")),
            (r"\\u0040", Some(r"\u0040")),
            (r"a\nb", None),
            (r"\u00", None),
            (r"\u+123", None),
            ("é", None),
        ] {
            assert_eq!(decoded(text).as_deref(), plain, "{text}");
        }
    }
}
