//! Finds in an answer what was secret in the request. A receiver may repeat a header as it came, as text
//! in another encoding, or in JSON, with whatever escapes its library writes, and all of that in JSON again.

use std::ops::Range;

use zeroize::Zeroizing;

/// What stands for a secret.
const MASK: &str = "…";

/// How often text is JSON in JSON.
const DEEPEST: usize = 3;

/// Words before a secret that are none.
const SCHEMES: [&str; 6] = ["basic", "bearer", "digest", "key", "negotiate", "token"];

/// A byte that some part of a text means.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Meant {
    byte: u8,
    start: usize,
    end: usize,
}

/// Bytes that may not be seen.
#[derive(Default)]
pub(super) struct Secrets(Vec<Zeroizing<Vec<u8>>>);

impl Secrets {
    /// Adds the value of a header, and what is secret in it by itself: `Bearer` is not, what is behind it is.
    pub(super) fn add(&mut self, value: &[u8]) {
        self.add_read(value);
        let is_break = |byte: &u8| byte.is_ascii_whitespace() || matches!(byte, b';' | b',');
        let parts = value.split(is_break).filter(|part| !part.is_empty());
        for (number, part) in parts.enumerate() {
            let is_scheme = number == 0
                && part.len() < value.len()
                && SCHEMES
                    .iter()
                    .any(|scheme| part.eq_ignore_ascii_case(scheme.as_bytes()));
            if is_scheme {
                continue;
            }
            self.add_read(part);
            // A cookie's value, or a parameter's; the end of base64 is none.
            let mut sides = part.splitn(2, |byte| *byte == b'=');
            if let (Some(_), Some(value)) = (sides.next(), sides.next()) {
                let bare = value.strip_prefix(b"\"").unwrap_or(value);
                let bare = bare.strip_suffix(b"\"").unwrap_or(bare);
                if bare.iter().any(|byte| *byte != b'=') {
                    self.add_read(bare);
                }
            }
        }
    }

    /// Adds the bytes, and what receivers read them as.
    fn add_read(&mut self, bytes: &[u8]) {
        let latin: String = bytes.iter().copied().map(char::from).collect();
        let lossy = String::from_utf8_lossy(bytes).into_owned();
        for read in [bytes.to_vec(), latin.into_bytes(), lossy.into_bytes()] {
            let read = Zeroizing::new(read);
            if !read.is_empty() && !self.0.contains(&read) {
                self.0.push(read);
            }
        }
    }

    /// `said` as text without them. Of one that `is_cut`, the end may be the beginning of a secret.
    pub(super) fn masked(&self, said: &[u8], is_cut: bool) -> String {
        let mut text: Vec<Meant> = said
            .iter()
            .enumerate()
            .map(|(at, byte)| Meant {
                byte: *byte,
                start: at,
                end: at.saturating_add(1),
            })
            .collect();
        let mut found = Vec::new();
        for _ in 0..=DEEPEST {
            for secret in &self.0 {
                find(&text, secret, &mut found);
                if is_cut {
                    found.extend(begun(&text, secret).map(|start| start..said.len()));
                }
            }
            let read = unescaped(&text);
            if read == text {
                break;
            }
            text = read;
        }
        without(said, found)
    }
}

/// Every place of `secret`, those that overlap included.
fn find(text: &[Meant], secret: &[u8], found: &mut Vec<Range<usize>>) {
    for window in text.windows(secret.len()) {
        if let (true, Some(first), Some(last)) =
            (means(window, secret), window.first(), window.last())
        {
            found.push(first.start..last.end);
        }
    }
}

/// Where the end of the text is the beginning of `secret`.
fn begun(text: &[Meant], secret: &[u8]) -> Option<usize> {
    let first = text.len().saturating_sub(secret.len());
    (first..text.len()).find_map(|at| {
        let rest = text.get(at..)?;
        let beginning = secret.get(..rest.len())?;
        means(rest, beginning).then_some(rest.first()?.start)
    })
}

fn means(text: &[Meant], bytes: &[u8]) -> bool {
    text.iter().map(|meant| &meant.byte).eq(bytes)
}

/// What is left outside of the ranges.
fn without(said: &[u8], mut found: Vec<Range<usize>>) -> String {
    found.sort_by_key(|range| (range.start, range.end));
    let mut shown = String::new();
    let mut at = 0;
    for range in found {
        if let Some(before) = said.get(at..range.start).filter(|_| range.start >= at) {
            shown.push_str(&String::from_utf8_lossy(before));
            shown.push_str(MASK);
        }
        at = at.max(range.end);
    }
    shown.push_str(&String::from_utf8_lossy(said.get(at..).unwrap_or_default()));
    shown
}

/// The text with its escapes read: those of JSON, and of a quote or a byte as Python writes them. An escape
/// that the end has cut off is gone: nothing of it is a whole character.
fn unescaped(text: &[Meant]) -> Vec<Meant> {
    let mut read = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some((first, behind)) = rest.split_first() {
        let escape = if first.byte == b'\\' {
            escape(behind)
        } else {
            Escape::None
        };
        match escape {
            Escape::None => {
                read.push(*first);
                rest = behind;
            }
            Escape::Cut => break,
            Escape::Read(bytes, length) => {
                let (own, behind) = behind.split_at_checked(length).unwrap_or((behind, &[]));
                let end = own.last().map_or(first.end, |last| last.end);
                read.extend(bytes.into_iter().map(|byte| Meant {
                    byte,
                    start: first.start,
                    end,
                }));
                rest = behind;
            }
        }
    }
    read
}

/// What a backslash begins.
enum Escape {
    /// Nothing.
    None,
    /// What is cut off.
    Cut,
    /// These bytes, with so many characters behind the backslash.
    Read(Vec<u8>, usize),
}

fn escape(behind: &[Meant]) -> Escape {
    let Some(kind) = behind.first() else {
        return Escape::Cut;
    };
    let plain = |byte: u8| Escape::Read(vec![byte], 1);
    match kind.byte {
        byte @ (b'"' | b'\\' | b'/' | b'\'') => plain(byte),
        b'b' => plain(8),
        b'f' => plain(12),
        b'n' => plain(b'\n'),
        b'r' => plain(b'\r'),
        b't' => plain(b'\t'),
        b'x' => match digits(behind.get(1..).unwrap_or_default(), 2) {
            Digits::Number(number) => {
                u8::try_from(number).map_or(Escape::None, |byte| Escape::Read(vec![byte], 3))
            }
            Digits::Cut => Escape::Cut,
            Digits::None => Escape::None,
        },
        b'u' => unicode(behind),
        _ => Escape::None,
    }
}

/// `\uXXXX`, or two of them that are one character.
fn unicode(behind: &[Meant]) -> Escape {
    let number = match digits(behind.get(1..).unwrap_or_default(), 4) {
        Digits::Number(number) => number,
        Digits::Cut => return Escape::Cut,
        Digits::None => return Escape::None,
    };
    let of_char = |c: char, length| Escape::Read(c.to_string().into_bytes(), length);
    if let Some(c) = char::from_u32(number) {
        return of_char(c, 5);
    }
    let is_next = |at: usize, byte: u8| behind.get(at).is_none_or(|meant| meant.byte == byte);
    if !(is_next(5, b'\\') && is_next(6, b'u')) {
        return Escape::None;
    }
    match digits(behind.get(7..).unwrap_or_default(), 4) {
        Digits::Number(low) => {
            let units = [number, low].map(|unit| u16::try_from(unit).unwrap_or_default());
            match char::decode_utf16(units).next() {
                Some(Ok(c)) => of_char(c, 11),
                _ => Escape::None,
            }
        }
        Digits::Cut => Escape::Cut,
        Digits::None => Escape::None,
    }
}

enum Digits {
    Number(u32),
    Cut,
    None,
}

/// So many hexadecimal digits.
fn digits(text: &[Meant], count: usize) -> Digits {
    let mut number: u32 = 0;
    for at in 0..count {
        let Some(meant) = text.get(at) else {
            return Digits::Cut;
        };
        let Some(digit) = char::from(meant.byte).to_digit(16) else {
            return Digits::None;
        };
        number = number.wrapping_shl(4) | digit;
    }
    Digits::Number(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn masked(value: &str, said: impl AsRef<[u8]>, is_cut: bool) -> String {
        let mut secrets = Secrets::default();
        secrets.add(value.as_bytes());
        secrets.masked(said.as_ref(), is_cut)
    }

    #[test]
    fn every_spelling_of_json_is_found() {
        let value = "abc\"d/\\é😀<x";
        let latin: String = value.bytes().map(char::from).collect();
        let nested = |text: &str| serde_json::to_string(text).unwrap();
        let ascii = |text: &str| {
            let units = text.encode_utf16();
            units.fold(String::new(), |all, unit| all + &format!("\\u{unit:04X}"))
        };
        for said in [
            value.to_owned(),
            nested(value),
            nested(value).replace('/', "\\/"),
            nested(&latin),
            nested(&nested(&nested(value))),
            r#"abc\"d/\\\u00e9\ud83d\ude00<x"#.to_owned(),
            r#"abc\"d\/\\\u00c3\u00a9\u00f0\u009f\u0098\u0080\u003cx"#.to_owned(),
            r"b'abc\x22d/\\\xc3\xa9\xf0\x9f\x98\x80<x'".to_owned(),
            ascii(value),
            ascii(&latin),
        ] {
            let shown = masked(value, format!("<{said}>"), false);
            assert!(shown.contains('…'), "{said}: {shown}");
            assert!(
                !shown.contains("abc") && !shown.contains("u0061"),
                "{shown}"
            );
        }
    }

    #[test]
    fn short_values_and_parts_are_found_and_schemes_are_not() {
        for (value, said, shown) in [
            ("Bearer abc", "Bearer abc, abc, Bearer", "…, …, Bearer"),
            ("k", "k ok", "… o…"),
            ("Token", "Token", "…"),
            ("a=x1; b=\"y2\"", "[x1] [y2] [a]", "[…] […] [a]"),
            ("Basic YWI6Yw==", "YWI6Yw== = ok", "… = ok"),
            ("aXa", "[aXaXa]", "[…]"),
        ] {
            assert_eq!(masked(value, said, false), shown, "{value}");
        }
    }

    #[test]
    fn the_beginning_of_a_secret_at_a_cut_is_not_shown() {
        let value = "né\"wsecret";
        for form in [
            value.to_owned(),
            serde_json::to_string(value)
                .unwrap()
                .trim_matches('"')
                .to_owned(),
            r#"n\u00c3\u00a9\"wsecret"#.to_owned(),
        ] {
            for length in 1..form.len() {
                let said = [b"ok <", form.as_bytes().get(..length).unwrap()].concat();
                let shown = masked(value, said, true);
                assert_eq!(shown, "ok <…", "{form} {length}");
            }
        }
        assert_eq!(masked(value, "ok <nowhere", true), "ok <nowhere");
        // What is whole ends as it ends.
        assert_eq!(masked(value, "ok <n", false), "ok <n");
    }

    #[test]
    fn bytes_that_are_no_text_are_found_too() {
        let mut secrets = Secrets::default();
        secrets.add(b"caf\xe9-secret");
        for said in [&b"<caf\xe9-secret>"[..], "<café-secret>".as_bytes()] {
            assert_eq!(secrets.masked(said, false), "<…>");
        }
        assert_eq!(secrets.masked(b"\xff ok", false), "\u{fffd} ok");
    }
}
