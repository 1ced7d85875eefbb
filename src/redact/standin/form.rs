//! Values that are told by their form: codes, tokens, identifiers. The stand-in has the same form.

use super::{Key, Stream};

/// Texts of fewer forms than this are permuted, so that no two of them become the same: `call_1` and
/// `call_2`, `S` and `M`. Of more, two hardly do.
const FEW: u64 = 1 << 36;

/// Letters for letters and digits for digits; everything else stays where it is.
pub(in crate::redact) fn scrambled(key: &Key, purpose: &str, text: &str) -> String {
    if let Some(out) = permuted(key, purpose, text) {
        return out;
    }
    let mut attempt = 0_u32;
    loop {
        let mut stream = key.stream(purpose, &format!("{attempt} {text}"));
        let out: String = text.chars().map(|c| other(&mut stream, c)).collect();
        attempt = attempt.saturating_add(1);
        if out != text || attempt > 64 {
            return out;
        }
    }
}

/// The text taken as a number among all texts of its form, and another of them. `None` if there are many.
fn permuted(key: &Key, purpose: &str, text: &str) -> Option<String> {
    let (mut number, mut count, mut form) = (0_u64, 1_u64, String::new());
    for c in text.chars() {
        let Some((first, size)) = class(c) else {
            form.push(c);
            continue;
        };
        form.push(first);
        count = count.checked_mul(size).filter(|count| *count < FEW)?;
        let value = u64::from(u32::from(c).checked_sub(u32::from(first))?);
        number = number.checked_mul(size)?.checked_add(value)?;
    }
    let mut number = key.permuted(&format!("{purpose} {form}"), number, count);
    let mut out: Vec<char> = Vec::with_capacity(form.len());
    for c in form.chars().rev() {
        let Some((first, size)) = class(c) else {
            out.push(c);
            continue;
        };
        let value = u32::try_from(number.checked_rem(size)?).ok()?;
        out.push(char::from_u32(u32::from(first).checked_add(value)?)?);
        number = number.checked_div(size)?;
    }
    Some(out.into_iter().rev().collect())
}

/// The first of the characters that one may become, and how many there are. `None` for a mark, and for
/// letters of other alphabets, which make the text one of many.
fn class(c: char) -> Option<(char, u64)> {
    match c {
        '0'..='9' => Some(('0', 10)),
        'a'..='z' => Some(('a', 26)),
        'A'..='Z' => Some(('A', 26)),
        c if c.is_alphanumeric() => Some(('\u{10ffff}', FEW)),
        _ => None,
    }
}

pub(super) fn other(stream: &mut Stream, c: char) -> char {
    const LOWER: &[u8] = b"abcdefghijklmnopqrstuvwxyz";
    const UPPER: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    let list = match c {
        '0'..='9' => b"0123456789".as_slice(),
        c if c.is_uppercase() => UPPER,
        c if c.is_alphanumeric() => LOWER,
        c => return c,
    };
    stream.pick(list).map_or(c, char::from)
}

/// What keys and tokens of well-known services begin with, which says what they are; longer ones before those that they
/// begin with.
pub(in crate::redact) const TOKEN_PREFIXES: [&str; 42] = [
    "sk-proj-",
    "sk-ant-",
    "sk_live_",
    "sk_test_",
    "pk_live_",
    "pk_test_",
    "rk_live_",
    "rk_test_",
    "sk-",
    "sk_",
    "pk_",
    "rk_",
    "whsec_",
    "ghp_",
    "gho_",
    "ghu_",
    "ghs_",
    "ghr_",
    "github_pat_",
    "glpat-",
    "xoxb-",
    "xoxp-",
    "xoxa-",
    "xoxs-",
    "xapp-",
    "AKIA",
    "ASIA",
    "AIza",
    "ya29.",
    "SG.",
    "hf_",
    "npm_",
    "pypi-",
    "dop_v1_",
    "EAA",
    "eyJ",
    "rzp_",
    "shpat_",
    "lin_api_",
    "key-",
    "AC",
    "SK",
];

/// A token in whose place nothing opens; what it is can still be seen.
pub(in crate::redact) fn token(key: &Key, text: &str) -> String {
    let known = TOKEN_PREFIXES
        .iter()
        .find(|prefix| text.starts_with(*prefix));
    let known = known.copied().unwrap_or_default();
    let rest = text.strip_prefix(known).unwrap_or(text);
    format!("{known}{}", scrambled(key, "token", rest))
}

/// Another UUID of the same version and variant, in the same case.
pub(in crate::redact) fn uuid(key: &Key, text: &str) -> String {
    let mut stream = key.stream("uuid", &text.to_ascii_lowercase());
    let has_upper = text.bytes().any(|byte| byte.is_ascii_uppercase());
    let digits: &[u8] = if has_upper {
        b"0123456789ABCDEF"
    } else {
        b"0123456789abcdef"
    };
    let places = text.char_indices();
    places
        .map(|(place, c)| match place {
            14 | 19 => c,
            _ if c == '-' => c,
            _ => stream.pick(digits).map_or(c, char::from),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::{key_of, test_key};
    use super::*;

    #[test]
    fn no_code_stays_what_it_was() {
        for salt in 0..2000 {
            let key = key_of(&salt.to_string());
            for text in ["7", "a1", "B-4", "S"] {
                assert_ne!(scrambled(&key, "code", text), text, "salt {salt}");
            }
        }
    }

    #[test]
    fn forms_stay() {
        let key = test_key();
        let other = scrambled(&key, "code", "B-2291/x");
        assert!(
            other != "B-2291/x" && other.len() == 8 && other.as_bytes()[1] == b'-',
            "{other}"
        );
        let id = "0197a3c4-6f0e-7b52-9d1e-5c2a7be0f411";
        let other = uuid(&key, id);
        assert_eq!(
            (other.len(), &other[14..15], &other[19..20]),
            (36, "7", "9")
        );
        assert_ne!(other, id);
        assert_eq!(uuid(&key, &id.to_uppercase()), other.to_uppercase());
        assert!(token(&key, "sk_live_abc123").starts_with("sk_"));
        assert!(scrambled(&key, "code", "日本-7").ends_with(|c: char| c.is_ascii_digit()));
        let calls: std::collections::BTreeSet<String> = (0..100)
            .map(|n| scrambled(&key, "id", &format!("a{n:02}")))
            .collect();
        assert_eq!(calls.len(), 100);
    }
}
