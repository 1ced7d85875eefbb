//! Strings: where they end, eight bytes at a time, and what they say without their escapes.

const ONES: u64 = u64::from_le_bytes([1; 8]);
const HIGH: u64 = u64::from_le_bytes([0x80; 8]);

/// How many bytes come before the first that a string does not hold as it is: a quote, a backslash, a
/// control character. All of them if there is none.
#[inline]
pub(super) fn plain_length(bytes: &[u8]) -> usize {
    let mut at = 0_usize;
    while let Some(word) = bytes.get(at..).and_then(<[u8]>::first_chunk) {
        let special = special(u64::from_le_bytes(*word));
        if special != 0 {
            return at.wrapping_add((special.trailing_zeros() / 8) as usize);
        }
        at = at.wrapping_add(8);
    }
    let rest = bytes.get(at..).unwrap_or_default();
    let is_special = |byte: &u8| matches!(byte, b'"' | b'\\' | ..0x20);
    let length = rest.iter().position(is_special).unwrap_or(rest.len());
    at.wrapping_add(length)
}

/// The high bit of every byte that is special, up to the first one; what is behind it may be wrong.
#[inline]
fn special(word: u64) -> u64 {
    let zeros = |word: u64| word.wrapping_sub(ONES) & !word;
    let quotes = zeros(word ^ ONES.wrapping_mul(b'"'.into()));
    let backslashes = zeros(word ^ ONES.wrapping_mul(b'\\'.into()));
    let controls = word.wrapping_sub(ONES.wrapping_mul(0x20)) & !word;
    (quotes | backslashes | controls) & HIGH
}

/// Adds what the string says that `text` is behind the opening quote of; its length with the closing quote.
pub(super) fn decode(text: &str, into: &mut String) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = 0_usize;
    loop {
        let end = at.wrapping_add(plain_length(bytes.get(at..)?));
        into.push_str(text.get(at..end)?);
        at = end.wrapping_add(1);
        match bytes.get(end)? {
            b'"' => return Some(at),
            b'\\' => {}
            _ => return None,
        }
        let escape = *bytes.get(at)?;
        at = at.wrapping_add(1);
        into.push(match escape {
            b'"' | b'\\' | b'/' => char::from(escape),
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => {
                let (decoded, length) = unicode(bytes.get(at..)?)?;
                at = at.wrapping_add(length);
                decoded
            }
            _ => return None,
        });
    }
}

/// The character of one escape `\uXXXX` or of two; its length without the first `\u`.
fn unicode(bytes: &[u8]) -> Option<(char, usize)> {
    let (first, rest) = hex(bytes)?;
    if let Some(decoded) = char::from_u32(first.into()) {
        return Some((decoded, 4));
    }
    let (second, _) = hex(rest.strip_prefix(b"\\u")?)?;
    let decoded = char::decode_utf16([first, second]).next()?.ok()?;
    Some((decoded, 10))
}

fn hex(bytes: &[u8]) -> Option<(u16, &[u8])> {
    let (digits, rest) = bytes.split_first_chunk::<4>()?;
    let value = digits.iter().try_fold(0_u16, |value, digit| {
        let digit = char::from(*digit).to_digit(16)?;
        Some(
            value
                .wrapping_mul(16)
                .wrapping_add(u16::try_from(digit).ok()?),
        )
    })?;
    Some((value, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_end_is_found_wherever_it_is() {
        for length in 0..40 {
            for end in ["\"", "\\", "\n", "\0", "\u{1f}"] {
                let text = format!(
                    "{}{end}~\"",
                    "é\u{7f}x".repeat(20).get(..length).unwrap_or("é")
                );
                let expected = text
                    .bytes()
                    .position(|byte| matches!(byte, b'"' | b'\\' | ..0x20));
                assert_eq!(Some(plain_length(text.as_bytes())), expected, "{text:?}");
            }
        }
        assert_eq!(plain_length(b"never closed"), 12);
    }

    #[test]
    fn escapes_say_what_serde_json_says() {
        for text in [
            r#"plain""#,
            r#"\"\\\/\b\f\n\r\t""#,
            r#"a\u0027b\u00e9\u4e2d\ud83d\ude00é""#,
            r#"\u0000\uFFFF\uDBFF\uDFFF""#,
            r#"{\"order\": \"A-1\"}" behind"#,
        ] {
            let mut said = "before ".to_owned();
            let length = decode(text, &mut said).unwrap();
            let quoted = format!("\"{}", &text[..length]);
            let expected: String = serde_json::from_str(&quoted).unwrap();
            assert_eq!(said, format!("before {expected}"));
        }
    }

    #[test]
    fn what_is_no_string_is_passed_on() {
        for text in [
            "open",
            "\\",
            "\\x\"",
            "\\u12\"",
            "\\u12g4\"",
            "\\ud83d\"",
            "\\ud83dx\"",
            "\\ud83d\\u0041\"",
            "\\ude00\"",
            "a\tb\"",
            "\\u+123\"",
        ] {
            assert_eq!(decode(text, &mut String::new()), None, "{text}");
        }
    }
}
