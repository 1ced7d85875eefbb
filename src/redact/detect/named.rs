//! Secrets that stand behind their names: `password=…`, `'pin': '…'`, `Digest response="…"`, and keys between
//! the lines that say where they begin and end.

use crate::redact::report::Kind;
use crate::redact::standin::{self, is_moment};
use crate::secret::names;

use super::header::{self, SCHEMES};
use super::mail::is_blank;
use super::{Detector, Search, tokens};

/// The longest name with the marks around it.
const LONGEST_NAME: usize = 60;
/// The longest value in quotes that may be a name.
const LONGEST_VALUE: usize = 200;
/// The shortest value behind a colon, where sentences have words.
const SHORTEST_SAID: usize = 4;

pub(super) fn may_have(text: &str) -> bool {
    memchr::memchr2(b'=', b':', text.as_bytes()).is_some() || text.contains("-----BEGIN ")
}

pub(super) fn find(detector: &Detector<'_>, search: &mut Search<'_>) {
    let mut from = search.from;
    while let Some((sign, end)) = next(search, from) {
        from = end;
        let value = if end > sign.saturating_add(1) {
            key_block(search, end)
        } else {
            value(search, sign)
        };
        let Some((begin, end)) = value else { continue };
        let other = standin::token(detector.key, search.slice(begin, end));
        search.add(begin, end, Kind::Token, other);
        from = end;
    }
}

/// Keys and their values in a text that is no JSON by itself but has pairs of it, or a dictionary of Python: both in quotes,
/// with a colon between.
pub(in crate::redact) fn quoted_pairs(text: &str) -> impl Iterator<Item = (&str, &str)> {
    memchr::memchr_iter(b':', text.as_bytes()).filter_map(|colon| {
        let low = text.floor_char_boundary(colon.saturating_sub(LONGEST_NAME));
        let before = text.get(low..colon)?.trim_end_matches(is_blank);
        let (key, quote) = before.split_at_checked(before.len().checked_sub(1)?)?;
        let quote = quote.chars().next().filter(|c| matches!(c, '"' | '\''))?;
        let key = key.trim_end_matches('\\');
        let key = key.get(key.rfind(quote)?..)?.strip_prefix(quote)?;
        let behind = text.get(colon.saturating_add(1)..)?;
        let behind = behind.trim_start_matches(|c| is_blank(c) || c == '\\');
        let quote = behind.chars().next().filter(|c| matches!(c, '"' | '\''))?;
        let value = behind.get(1..)?;
        let value = value.get(..value.floor_char_boundary(LONGEST_VALUE))?;
        let value = value.get(..value.find(quote)?)?.trim_end_matches('\\');
        Some((key, value))
    })
}

/// The next sign that a value may follow, or the next line that begins a key.
fn next(search: &Search<'_>, from: usize) -> Option<(usize, usize)> {
    const BEGIN: &str = "-----BEGIN ";
    let rest = search.slice(from, search.to);
    let found = rest.bytes().enumerate().find_map(|(at, byte)| match byte {
        b'=' | b':' => Some((at, 1)),
        b'-' if rest.get(at..).is_some_and(|rest| rest.starts_with(BEGIN)) => {
            Some((at, BEGIN.len()))
        }
        _ => None,
    });
    let (at, length) = found?;
    let at = from.saturating_add(at);
    Some((at, at.saturating_add(length)))
}

/// What is between the lines `-----BEGIN …-----` and `-----END …-----`.
fn key_block(search: &Search<'_>, behind: usize) -> Option<(usize, usize)> {
    let head = search.slice(behind, search.to);
    let title = head
        .get(..head.floor_char_boundary(LONGEST_NAME))?
        .find("-----")?;
    let begin = behind.saturating_add(title).saturating_add(5);
    let body = search.slice(begin, search.to);
    let length = body.find("-----END").unwrap_or(body.len());
    (length > 0).then_some((begin, begin.saturating_add(length)))
}

/// Where the secret begins and ends that stands behind a sign, if its name is before it.
fn value(search: &Search<'_>, sign: usize) -> Option<(usize, usize)> {
    let low = sign.saturating_sub(LONGEST_NAME).max(search.from);
    let before = search.slice(search.text.floor_char_boundary(low), sign);
    let is_around = |c: char| is_blank(c) || matches!(c, '"' | '\'' | '\\' | '`');
    let name = before.trim_end_matches(is_around);
    let is_of_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-');
    let (before, name) = name.split_at_checked(name.trim_end_matches(is_of_name).len())?;
    let is_digest = ["response", "nonce", "cnonce"].contains(&name);
    if !is_digest && !names::is_secret(name) {
        return None;
    }
    let behind = search.slice(sign.saturating_add(1), search.to);
    let is_lead = |c: char| is_blank(c) || matches!(c, '=' | '>' | '[' | '(' | '\\');
    let bare = behind.trim_start_matches(is_lead);
    let lead = behind.len().saturating_sub(bare.len());
    let begin = sign.saturating_add(1).saturating_add(lead);
    let is_assigned = search.slice(sign, begin).contains('=');
    if let Some(quote) = bare
        .chars()
        .next()
        .filter(|c| matches!(c, '"' | '\'' | '`'))
    {
        let inner = bare.get(1..)?;
        let end = inner.find([quote, '\n']).unwrap_or(inner.len());
        let inner = inner.get(..end)?.trim_end_matches('\\');
        let begin = begin.saturating_add(1);
        let is_secret = inner.contains(char::is_alphanumeric)
            && (!is_digest || (is_assigned && inner.len() >= 8 && !inner.contains(' ')));
        return is_secret.then_some((begin, begin.saturating_add(inner.len())));
    }
    if is_digest || bare.starts_with('{') {
        return None;
    }
    let place = |(from, to): (usize, usize)| (begin.saturating_add(from), begin.saturating_add(to));
    if !is_assigned && let Some(found) = header::secret(name, before, bare) {
        return Some(place(found));
    }
    let word = word_of(bare);
    // `authorization=Bearer …`: the secret is the next word.
    if let Some(scheme) = SCHEMES
        .iter()
        .find(|scheme| word.eq_ignore_ascii_case(scheme))
    {
        if *scheme == "digest" || !is_authorization(name) {
            return None;
        }
        return credentials(bare, word.len()).map(place);
    }
    let is_secret = word.contains(char::is_alphanumeric)
        && (is_assigned
            || (word.len() >= SHORTEST_SAID && tokens::is_unlike_a_word(word) && !is_moment(word)));
    is_secret.then_some((begin, begin.saturating_add(word.len())))
}

/// Where the word behind a scheme begins and ends, whatever it looks like.
fn credentials(bare: &str, scheme: usize) -> Option<(usize, usize)> {
    let behind = bare.get(scheme..)?;
    let rest = behind.trim_start_matches(is_blank);
    let word = word_of(rest);
    let begin = bare.len().saturating_sub(rest.len());
    let is_one = word.contains(char::is_alphanumeric);
    is_one.then_some((begin, begin.saturating_add(word.len())))
}

fn is_authorization(name: &str) -> bool {
    name.to_ascii_lowercase().ends_with("authorization")
}

/// The value without quotes that a text begins with, without the marks of the sentence behind it.
fn word_of(bare: &str) -> &str {
    let word = bare.get(..end_of_word(bare)).unwrap_or_default();
    word.trim_end_matches(['.', ',', ';', ':', '!', '?', ')', ']', '}', '\\'])
}

/// Where a value without quotes ends. An apostrophe in a word is a part of it, and so is `<` unless it closes a tag.
fn end_of_word(bare: &str) -> usize {
    let ends = |(at, c): &(usize, char)| {
        let behind = bare.get(at.saturating_add(c.len_utf8())..);
        let behind = behind.unwrap_or_default();
        match c {
            '"' | '&' => true,
            '\'' => !behind.starts_with(char::is_alphanumeric),
            '<' => behind.starts_with('/'),
            c => c.is_whitespace(),
        }
    };
    bare.char_indices()
        .find(ends)
        .map_or(bare.len(), |(at, _)| at)
}

#[cfg(test)]
mod tests {
    use super::super::after;

    #[test]
    fn any_blanks_may_stand_around_a_sign() {
        for blank in ["\u{a0}", "\u{2003}", "\u{202f}", "\u{3000}", "\t", "  "] {
            for text in [
                format!("token{blank}={blank}hunter2"),
                format!("password{blank}:{blank}hunter2"),
                format!("authorization{blank}={blank}Basic{blank}hunter2"),
            ] {
                let out = after(&text);
                assert!(!out.contains("hunter2"), "{text:?} {out:?}");
                assert!(out.contains(blank), "{text:?} {out:?}");
            }
        }
        let text = "token=\nThanks";
        assert_eq!(after(text), text);
    }
}
