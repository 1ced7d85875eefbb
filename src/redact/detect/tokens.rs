//! Words that open something or name one thing alone: keys and tokens of services, JWTs, passwords behind
//! their names, IBANs; and UUIDs, so that nobody takes one for a number.

use crate::redact::report::Kind;
use crate::redact::seems::is_machine_id;
use crate::redact::standin::{self, TOKEN_PREFIXES, is_iban};
use crate::secret::names;

use super::{Detector, Search};

/// Mixed letters and digits of this length are no word of any language.
const LONGEST_WORD: usize = 24;
/// The shortest token with a known beginning.
const SHORTEST_KNOWN: usize = 16;
/// Known beginnings that words and names have, too: what follows them needs a digit to be a token.
const LIKE_WORDS: [&str; 8] = ["sk-", "sk_", "pk_", "rk_", "key-", "ASIA", "AC", "SK"];
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
    let (mut part, word_end) = (from, from.saturating_add(word.len()));
    for place in uuids {
        let start = from.saturating_add(place);
        let end = start.saturating_add(36);
        around_uuid(detector, search, part, start);
        let other = (detector.uuid)(search.slice(start, end));
        search.add(start, end, Kind::Id, other);
        part = end;
    }
    if part > from {
        around_uuid(detector, search, part, word_end);
    } else if is_token(detector, bare) || is_of_bot(search, from, bare) {
        secret(detector, search, from, bare);
    }
    false
}

/// Looks at what a UUID has before or behind it in the same word.
fn around_uuid(detector: &Detector<'_>, search: &mut Search<'_>, from: usize, to: usize) {
    let joins = ['.', '=', '-', '/', '+', '~', '_'];
    let part = search.slice(from, to).trim_end_matches(joins);
    let bare = part.trim_start_matches(joins);
    let from = from.saturating_add(part.len().saturating_sub(bare.len()));
    if is_token(detector, bare) || is_of_bot(search, from, bare) {
        secret(detector, search, from, bare);
    }
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
    if is_jwt(word) || word.split(['/', '=']).any(is_of_service) {
        return true;
    }
    if TOKEN_PREFIXES.iter().any(|prefix| word.starts_with(prefix)) && has_digit(word) {
        return word.len() >= 20 || has_digits_and_cases(word);
    }
    detector.has_tokens && (is_long(word) || (!is_machine_id(word) && is_interleaved(word)))
}

/// Whether a text begins as the tokens of a service do and as nothing else does, and goes on like one.
fn is_of_service(text: &str) -> bool {
    let mut known = TOKEN_PREFIXES.iter();
    let body = known.find_map(|prefix| {
        let body = text.strip_prefix(prefix)?;
        (!LIKE_WORDS.contains(prefix)).then_some(body)
    });
    body.is_some_and(|body| runs(body).any(|run| run.len() >= SHORTEST_KNOWN))
}

/// Whether a word is long and hexadecimal, or has digits, capitals and small letters.
fn is_long(word: &str) -> bool {
    let is_hex = word.len() >= 32 && word.bytes().all(|byte| byte.is_ascii_hexdigit());
    let is_long_part = |part: &str| part.len() >= LONGEST_WORD && has_digits_and_cases(part);
    is_hex
        || (word.len() >= 40 && has_digits_and_cases(word))
        || word.split(['/', '.']).any(is_long_part)
}

/// Whether digits stand in two places or more among many letters, with nothing else between them.
fn is_interleaved(word: &str) -> bool {
    let digits = |run: &str| {
        let groups = run.split(|c: char| !c.is_ascii_digit());
        groups.filter(|group| !group.is_empty()).count()
    };
    runs(word).any(|run| run.len() >= LONGEST_WORD && digits(run) >= 2)
}

/// The runs of letters and digits in a word.
fn runs(word: &str) -> impl Iterator<Item = &str> {
    word.split(|c: char| !c.is_ascii_alphanumeric())
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

#[cfg(test)]
mod tests {
    use super::super::after;

    #[test]
    fn long_words_of_letters_and_digits_go_in_one_case_too() {
        for text in [
            "k3j5h2g4f6d8s9a0q1w2e3r4t5y6u7",
            "k3j5h2g4f6d8s9a0q1w2e3r4t5y6u7k3j5h2g4f6",
            "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP",
            "a3f5c9d1e7b2a4c6d8e0f1a3b5c7",
            "x_a3f5c9d1e7b2a4c6d8e0f1a3",
        ] {
            let out = after(&format!("It is {text}, he said."));
            assert!(!out.contains(text), "{out}");
            assert!(
                out.starts_with("It is ") && out.ends_with(", he said."),
                "{out}"
            );
        }
        for text in [
            "donaudampfschifffahrtsgesellschaft2",
            "summer-2026-campaign-for-berlin-3-and-4",
            "recording_2026-06-12_part_2_of_3_final.mp3",
            "20260612T185210Z",
            "order2026for3customers",
            "item_a3f5c9d1e7b2a4c6d8e0f1a3b5c7d9e1",
            "call_a3f5c9d1e7b2a4c6d8e0f1a3b5c7/fnc_0",
            "0197a3c4-6f0e-7b52-9d1e-5c2a7be0f411",
        ] {
            assert_eq!(after(text), text);
        }
    }

    #[test]
    fn behind_what_a_service_begins_with_no_digit_is_needed() {
        for (text, begin) in [
            ("glpat-abcdefghijklmnopqrst", "glpat-"),
            ("ghp_abcdefghijklmnopqrstuvwxyzabcdefghij", "ghp_"),
            ("xoxb-abcd-abcdefghijklmnopqrstuvwx", "xoxb-"),
            ("sk_live_abcdefghijklmnopqrstuvwx", "sk_live_"),
            ("AKIAABCDEFGHIJKLMNOP", "AKIA"),
        ] {
            let out = after(text);
            assert!(out != text && out.starts_with(begin), "{out}");
        }
        let text = "GITLAB=glpat-abcdefghijklmnopqrst";
        assert!(!after(text).contains("abcdefgh"));
        for text in [
            "key-performance-indicators",
            "pk_customerappointmenthistory",
            "ACCOMMODATIONARRANGEMENTS",
            "npm_config_registry_url",
            "glpat-something-or-other",
        ] {
            assert_eq!(after(text), text);
        }
    }
}
