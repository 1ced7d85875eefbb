//! What a text seems to be, going by its characters alone: a time, a word of a format, somebody's name, an id that a
//! program made.

use super::standin;
use crate::payload::parse_timestamp;

/// The longest value that is taken for a code and not for words.
const LONGEST_CODE: usize = 64;

/// The longest word that a field of few words keeps.
const LONGEST_WORD: usize = 40;

/// What ids begin with that LiveKit and the services behind it make.
pub(super) const ID_KINDS: [&str; 9] = [
    "item_",
    "call_",
    "msg_",
    "fnc_",
    "fc_",
    "toolu_",
    "chatcmpl-",
    "GR_",
    "GI_",
];

/// Whether a text is a time of whatever year.
pub(super) fn is_time(text: &str) -> bool {
    standin::is_moment(text) || parse_timestamp(text).is_some()
}

/// Whether a character belongs to what was said, and not to the marks around it.
pub(super) fn is_spoken(c: char) -> bool {
    c.is_alphanumeric()
        || (!c.is_ascii()
            && !c.is_whitespace()
            && !matches!(
                c,
                '。' | '？'
                    | '！'
                    | '，'
                    | '、'
                    | '…'
                    | '“'
                    | '”'
                    | '«'
                    | '»'
                    | '¿'
                    | '¡'
                    | '؟'
                    | '،'
                    | '।'
            ))
}

/// Whether a value is one word of the kind that programs use.
pub(super) fn is_code(text: &str) -> bool {
    text.len() <= LONGEST_CODE
        && text
            .bytes()
            .all(|byte| byte.is_ascii_graphic() && !b"\"'<>{}[]\\%&?".contains(&byte))
}

/// Whether a value is one of the words that the format has, or may have one day.
pub(super) fn is_word(text: &str) -> bool {
    let is_of_word = |byte: u8| byte.is_ascii_alphabetic() || byte == b'_';
    text.len() <= LONGEST_WORD && text.bytes().all(is_of_word)
}

/// Whether a text may be somebody's name, and is no number, address or sentence.
pub(super) fn is_full_name(text: &str) -> bool {
    text.split_whitespace().count() <= 4
        && !text.contains(|c: char| c.is_numeric() || matches!(c, '@' | '/' | '{' | '[' | ':'))
}

/// Whether an id is one that LiveKit or a service behind it made, such as `item_a1b2c3d4e5f6` or `item_…/fnc_0`, and no
/// telephone number in disguise. What begins otherwise may be the key of a service: those look alike.
pub(super) fn is_machine_id(text: &str) -> bool {
    let mut bodies = ID_KINDS.iter().filter_map(|kind| text.strip_prefix(kind));
    let Some(body) = bodies.next() else {
        return false;
    };
    // A telephone number has seven digits, however they are set apart.
    let parts = body.split('/').filter(|part| !is_hex_id(part));
    let others: Vec<&str> = parts.collect();
    (4..=96).contains(&body.len())
        && body
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"_/-".contains(&byte))
        && body.bytes().any(|byte| byte.is_ascii_alphabetic())
        && digits_together(&others.join("/")) < 7
        && body
            .bytes()
            .filter(|byte| matches!(byte, b'_' | b'-' | b'/'))
            .count()
            <= 4
}

pub(super) fn is_of_id(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"_-.:/#".contains(&byte)
}

/// The most digits of `body` between which no letter stands.
fn digits_together(body: &str) -> usize {
    let groups = body.split(|c: char| c.is_ascii_alphabetic());
    let digits = |group: &str| group.bytes().filter(u8::is_ascii_digit).count();
    groups.map(digits).max().unwrap_or(0)
}

/// Whether a word is as long as LiveKit cuts the hexadecimal digits of a UUID, or all of them, with a letter among
/// them: as in `item_33567438557d`, where eleven digits in a row are chance. Digits alone may be a number.
fn is_hex_id(word: &str) -> bool {
    let is_hex = |byte: u8| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
    [12, 32].contains(&word.len())
        && word.bytes().all(is_hex)
        && word.bytes().any(|byte| byte.is_ascii_alphabetic())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_of_programs_are_told_from_numbers_and_keys() {
        for id in [
            "item_a1b2c3d4e5f6",
            "item_33567438557d",
            "call_d33567438557/fnc_0",
            "item_0123456789a0123456789012345678ff",
            "toolu_01A09q90qw90lq917835lq9",
        ] {
            assert!(is_machine_id(id), "{id}");
        }
        for other in [
            "item_15550100123",
            "item_155501001234",
            "item_+15550100123",
            "item_a_15550100123",
            "item_15550100123_abcd",
            "call_tel15550100123",
            "item_a15550100123b",
            "caller_33567438557d",
            "item_33567438557D",
            "item_0123456789a01234/15550100123",
            "15550100123",
            "33567438557d",
            "call_a_5550187",
            "tel_x212-555-0187",
            "call_a_212_555_0187",
            "item_ab/212/555/01",
            "item_212-555-0187a",
            "call_030123456a",
            "u_5550187x",
            "sk_live_4eC39HqLyjWDarjtT1zdp7dc",
            "acme_a1b2c3d4",
        ] {
            assert!(!is_machine_id(other), "{other}");
        }
    }
}
