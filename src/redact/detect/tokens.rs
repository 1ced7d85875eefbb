//! Words that open something or name one thing alone: keys and tokens of services, JWTs, passwords behind
//! their names, IBANs; and UUIDs, so that nobody takes one for a number.

use crate::redact::report::Kind;
use crate::redact::standin::{self, TOKEN_PREFIXES, is_iban};
use crate::secret::names;

use super::{Detector, Search};

/// Mixed letters and digits of this length are no word of any language.
const LONGEST_WORD: usize = 24;
/// The shortest token with a known beginning.
const SHORTEST_KNOWN: usize = 16;
/// The most letters and digits of an IBAN.
const LONGEST_IBAN: usize = 34;

fn is_of_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"_-+/=.~".contains(&byte)
}

pub(super) fn find(detector: &Detector<'_>, search: &mut Search<'_>) {
    let mut at = search.from;
    let mut is_named = false;
    while at < search.to {
        let rest = search.slice(at, search.to);
        let blanks = rest.bytes().take_while(|byte| !is_of_word(*byte)).count();
        let between = rest.get(..blanks).unwrap_or_default();
        // A name counts for the next word, unless a sentence ends between.
        is_named &= between.len() <= 4 && !between.contains(['\n', ',', ';', '}', '!', '?']);
        let from = at.saturating_add(blanks);
        let rest = search.slice(from, search.to);
        let length = rest.bytes().take_while(|byte| is_of_word(*byte)).count();
        let word = rest.get(..length).unwrap_or_default();
        at = from.saturating_add(length.max(1)).min(search.to);
        if word.is_empty() {
            continue;
        }
        if let Some(iban) = iban_length(rest, search.before(from)) {
            let text = search.slice(from, from.saturating_add(iban));
            at = from.saturating_add(iban);
            search.add(from, at, Kind::Iban, iban_stand_in(detector, text));
            is_named = false;
            continue;
        }
        is_named = in_word(detector, search, from, word, is_named);
    }
}

/// Looks at one word. Whether it names the secret that follows.
fn in_word(
    detector: &Detector<'_>,
    search: &mut Search<'_>,
    from: usize,
    word: &str,
    is_named: bool,
) -> bool {
    let bare = word.trim_end_matches(['.', '=', '-', '/', '+', '~']);
    if is_name(bare) && !is_token(detector, bare) {
        return true;
    }
    if is_named && bare.len() >= 6 && is_unlike_a_word(bare) {
        secret(detector, search, from, bare);
        return false;
    }
    let uuids = uuids(word);
    if uuids.is_empty() {
        if is_token(detector, bare) || is_of_bot(search, from, bare) {
            secret(detector, search, from, bare);
        }
        return false;
    }
    for place in uuids {
        let start = from.saturating_add(place);
        let end = start.saturating_add(36);
        let other = (detector.uuid)(search.slice(start, end));
        search.add(start, end, Kind::Id, other);
    }
    false
}

fn secret(detector: &Detector<'_>, search: &mut Search<'_>, from: usize, text: &str) {
    let other = standin::token(detector.key, text);
    search.add(from, from.saturating_add(text.len()), Kind::Token, other);
}

/// Whether a word is what a secret is called where it stands behind its name.
fn is_name(word: &str) -> bool {
    let scheme = word.get(word.len().saturating_sub(5)..);
    names::is_secret_word(word) || scheme.is_some_and(|end| end.eq_ignore_ascii_case("basic"))
}

/// Whether a word has more than letters in it, or capitals among small letters.
pub(super) fn is_unlike_a_word(word: &str) -> bool {
    let inner = word.get(1..).unwrap_or_default();
    word.len() >= LONGEST_WORD
        || word.bytes().any(|byte| byte.is_ascii_digit())
        || (inner.bytes().any(|byte| byte.is_ascii_uppercase())
            && word.bytes().any(|byte| byte.is_ascii_lowercase()))
}

fn is_token(detector: &Detector<'_>, word: &str) -> bool {
    if word.len() < SHORTEST_KNOWN {
        return false;
    }
    let is_mixed = has_digits_and_cases(word);
    if TOKEN_PREFIXES.iter().any(|prefix| word.starts_with(prefix)) && has_digit(word) {
        return word.len() >= 20 || is_mixed;
    }
    if is_jwt(word) {
        return true;
    }
    let is_hex = word.len() >= 32 && word.bytes().all(|byte| byte.is_ascii_hexdigit());
    let is_long_part = |part: &str| part.len() >= LONGEST_WORD && has_digits_and_cases(part);
    let is_long = (word.len() >= 40 && is_mixed) || word.split(['/', '.']).any(is_long_part);
    detector.has_tokens && (is_hex || is_long)
}

/// Whether a word is what follows the number of a bot and a colon.
fn is_of_bot(search: &Search<'_>, from: usize, word: &str) -> bool {
    const LONGEST_NUMBER: usize = 12;
    let before = search.slice(from.saturating_sub(LONGEST_NUMBER), from);
    let number = before.strip_suffix(':').unwrap_or_default();
    let digits = number.bytes().rev().take_while(u8::is_ascii_digit).count();
    let part = word.split('/').next().unwrap_or_default();
    digits >= 6 && part.starts_with("AA") && part.len() >= 30
}

fn has_digit(word: &str) -> bool {
    word.bytes().any(|byte| byte.is_ascii_digit())
}

fn has_digits_and_cases(word: &str) -> bool {
    has_digit(word)
        && word.bytes().any(|byte| byte.is_ascii_lowercase())
        && word.bytes().any(|byte| byte.is_ascii_uppercase())
}

/// Three parts of which the first is the beginning of a JSON object in base64.
fn is_jwt(word: &str) -> bool {
    let mut parts = word.split('.');
    let first = parts.next().unwrap_or_default();
    first.starts_with("eyJ")
        && first.len() >= 10
        && parts.next().is_some_and(|part| part.len() >= 4)
}

/// Whether a text is a UUID.
pub(in crate::redact) fn is_uuid(text: &str) -> bool {
    text.len() == 36
        && text.bytes().enumerate().all(|(place, byte)| match place {
            8 | 13 | 18 | 23 => byte == b'-',
            _ => byte.is_ascii_hexdigit(),
        })
}

/// Where UUIDs begin in a word, however they are joined to the rest of it.
fn uuids(word: &str) -> Vec<usize> {
    let mut found = Vec::new();
    let mut from = 0_usize;
    for hyphen in memchr::memchr_iter(b'-', word.as_bytes()) {
        let Some(start) = hyphen.checked_sub(8).filter(|start| *start >= from) else {
            continue;
        };
        let end = start.saturating_add(36);
        let is_apart = |at: Option<usize>| {
            let byte = at.and_then(|at| word.as_bytes().get(at));
            !byte.is_some_and(u8::is_ascii_alphanumeric)
        };
        let is_whole = is_apart(start.checked_sub(1)) && is_apart(Some(end));
        if is_whole && word.get(start..end).is_some_and(is_uuid) {
            found.push(start);
            from = end;
        }
    }
    found
}

/// Bytes of the IBAN that a text begins with, blanks and hyphens between its groups among them.
fn iban_length(rest: &str, before: Option<char>) -> Option<usize> {
    let is_head = matches!(rest.as_bytes(), [a, b, c, _, ..]
        if a.is_ascii_alphabetic() && b.is_ascii_alphabetic() && c.is_ascii_digit());
    if !is_head || before.is_some_and(char::is_alphanumeric) {
        return None;
    }
    let mut plain = String::new();
    let mut best = None;
    let mut was_gap = false;
    for (at, byte) in rest.bytes().enumerate() {
        let is_gap = matches!(byte, b' ' | b'-');
        if plain.len() >= LONGEST_IBAN || (is_gap && was_gap) {
            break;
        }
        was_gap = is_gap;
        if is_gap {
            continue;
        }
        if !byte.is_ascii_alphanumeric() {
            break;
        }
        plain.push(char::from(byte));
        let end = at.saturating_add(1);
        let goes_on = rest
            .as_bytes()
            .get(end)
            .is_some_and(u8::is_ascii_alphanumeric);
        if !goes_on && plain.len() >= 15 && is_iban(&plain) {
            best = Some(end);
        }
    }
    best
}

fn iban_stand_in(detector: &Detector<'_>, text: &str) -> String {
    let plain: String = text.chars().filter(char::is_ascii_alphanumeric).collect();
    let other = standin::iban(detector.key, &plain.to_ascii_uppercase());
    let mut other = other.chars();
    let next = |c: char| {
        if c.is_ascii_alphanumeric() {
            other.next().unwrap_or(c)
        } else {
            c
        }
    };
    text.chars().map(next).collect()
}
