//! Mail addresses and SIP addresses: what stands on both sides of an `@`.

use crate::redact::report::Kind;
use crate::redact::standin::{self, phone_digits};

use super::{Detector, Search, digit_of};

/// The longest sides that are looked at: longer than any mail system's.
const LONGEST_SIDE: usize = 320;

pub(super) const SIGNS: [char; 3] = ['@', '\u{ff20}', '\u{fe6b}'];

pub(super) fn may_have(text: &str) -> bool {
    memchr::memchr(b'@', text.as_bytes()).is_some() || text.contains(SIGNS)
}

pub(super) fn find(detector: &Detector<'_>, search: &mut Search<'_>) {
    let mut from = search.from;
    while let Some(found) = search.slice(from, search.to).find(SIGNS) {
        let at = from.saturating_add(found);
        let sign = search.slice(at, search.to).chars().next();
        let after = at.saturating_add(sign.map_or(1, char::len_utf8));
        let begin = begin_of_user(search, from, at);
        let end = end_of_hosts(search, after);
        from = after;
        if begin == at || end == after {
            continue;
        }
        from = end;
        let user = plain(search.slice(begin, at).trim_end());
        let host = plain(search.slice(after, end).trim_start());
        let stand_in = stand_in(detector, &user, &host);
        search.add(begin, end, Kind::Mail, stand_in);
    }
}

/// A part of an address without what nobody sees.
fn plain(part: &str) -> String {
    part.chars().filter(|c| !is_unseen(*c)).collect()
}

/// A caller of a SIP address is told by a number; it stays the number's stand-in.
pub(super) fn stand_in(detector: &Detector<'_>, user: &str, host: &str) -> String {
    let bare = user.strip_prefix('+').unwrap_or(user);
    let digits: Vec<u8> = bare
        .chars()
        .filter_map(digit_of)
        .map(|(value, _)| value)
        .collect();
    let address = format!("{user}@{host}");
    let mail = standin::mail(detector.key, &address);
    if digits.len() < 5 || digits.len() != bare.chars().count() {
        return mail;
    }
    let is_international = bare.len() < user.len();
    let other = phone_digits(detector.key, &digits, is_international);
    let other = other
        .into_iter()
        .map(|digit| char::from(digit.saturating_add(b'0')));
    let host = mail.rsplit('@').next().unwrap_or_default();
    let plus = if is_international { "+" } else { "" };
    format!("{plus}{}@{host}", other.collect::<String>())
}

/// Where the part before the sign begins: what follows `sip:`, or the characters that addresses have.
fn begin_of_user(search: &Search<'_>, from: usize, at: usize) -> usize {
    let window = search.slice(from, at);
    let window_from = window.floor_char_boundary(window.len().saturating_sub(LONGEST_SIDE));
    let near = window.get(window_from..).unwrap_or_default();
    let base = from.saturating_add(window_from);
    for scheme in ["sip:", "sips:", "SIP:"] {
        if let Some(place) = near.rfind(scheme) {
            let begin = place.saturating_add(scheme.len());
            let user = near.get(begin..).unwrap_or_default();
            if !user.is_empty() && !user.contains(char::is_whitespace) {
                return base.saturating_add(begin);
            }
        }
    }
    let trimmed = near.strip_suffix(is_blank).unwrap_or(near);
    if let Some(begin) = begin_of_quoted(trimmed) {
        return base.saturating_add(begin);
    }
    let user = trimmed.trim_end_matches(|c: char| is_of_user(c) || is_special(c));
    // What stands before the first letter is a quote or a bracket.
    let lead = trimmed.get(user.len()..).unwrap_or_default();
    let lead = lead
        .len()
        .saturating_sub(lead.trim_start_matches(is_special).len());
    let user = trimmed
        .get(..user.len().saturating_add(lead))
        .unwrap_or_default();
    if user.len() == trimmed.len() {
        at
    } else {
        base.saturating_add(user.len())
    }
}

/// Where a user in quotes begins: `"jane roe"@acme.test`.
fn begin_of_quoted(text: &str) -> Option<usize> {
    let inner = text.strip_suffix('"')?;
    let begin = inner.rfind(['"', '\n'])?;
    let user = inner.get(begin..)?.strip_prefix('"')?;
    let is_user = user.contains(char::is_alphanumeric) && !user.contains([':', ',', '{', '}']);
    is_user.then_some(begin)
}

/// White space that does not end a line.
pub(super) fn is_blank(c: char) -> bool {
    c.is_whitespace() && c != '\n'
}

/// What else a user may have, though sentences have it between words.
fn is_special(c: char) -> bool {
    matches!(
        c,
        '!' | '\'' | '\u{2019}' | '#' | '$' | '*' | '^' | '`' | '{' | '|' | '}'
    )
}

/// What is written and not seen.
fn is_unseen(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{feff}')
}

fn is_of_user(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '.' | '_' | '-' | '+' | '%' | '~' | '\u{ff0e}') || is_mark(c)
}

/// Marks on letters, which are no letters themselves.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{900}'..='\u{dff}' ) || is_unseen(c)
}

/// Where a host ends; one that goes on with another sign is a user, too, and goes with it.
fn end_of_hosts(search: &Search<'_>, after: usize) -> usize {
    let mut end = end_of_host(search, after);
    while let Some(sign) = search.slice(end, search.to).chars().next() {
        let next = end.saturating_add(sign.len_utf8());
        let further = end_of_host(search, next);
        if end == after || !SIGNS.contains(&sign) || further == next {
            break;
        }
        end = further;
    }
    end
}

/// Bytes of an address of the network in brackets, of which the first is gone: `192.168.0.1]`.
fn literal_length(text: &str) -> Option<usize> {
    let end = text.find(']').filter(|end| (1..=60).contains(end))?;
    let literal = text.get(..end)?;
    let is_literal = |byte: u8| byte.is_ascii_alphanumeric() || b".:-".contains(&byte);
    literal
        .bytes()
        .all(is_literal)
        .then_some(end.saturating_add(2))
}

fn end_of_host(search: &Search<'_>, after: usize) -> usize {
    let window = search.slice(after, search.to);
    let end = window.floor_char_boundary(LONGEST_SIDE);
    let window = window.get(..end).unwrap_or_default();
    let rest = window.strip_prefix(is_blank).unwrap_or(window);
    if let Some(literal) = rest.strip_prefix('[').and_then(literal_length) {
        let blank = window.len().saturating_sub(rest.len());
        return after.saturating_add(blank).saturating_add(literal);
    }
    let behind = rest.trim_start_matches(|c: char| {
        c.is_alphanumeric() || matches!(c, '.' | '-' | '_' | '\u{ff0e}') || is_mark(c)
    });
    let host = rest.get(..rest.len().saturating_sub(behind.len()));
    let host = host.unwrap_or_default().trim_end_matches(['.', '-', '_']);
    let has_blank = rest.len() < window.len();
    // A sign with blanks around it is an address only if a host follows.
    if host.is_empty() || (has_blank && !host.contains('.')) {
        return after;
    }
    let blank = window.len().saturating_sub(rest.len());
    after.saturating_add(blank).saturating_add(host.len())
}
