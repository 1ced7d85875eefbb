//! What of an address is user and host, where text may go on behind it without a blank.

use crate::redact::standin::Script;

use super::mail;

/// What stands before path, query and fragment.
pub(super) fn authority_of(address: &str) -> &str {
    address.split(['/', '?', '#']).next().unwrap_or_default()
}

/// Bytes of the host, with its port, that an authority without its user begins with. Where text goes on behind it, it
/// has to be a domain, and the text nothing that may be one word or number with it.
pub(super) fn host_length(authority: &str) -> usize {
    if is_host(authority) {
        return authority.len();
    }
    let is_of_domain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_');
    let end = authority.find(|c| !is_of_domain(c));
    let end = end.unwrap_or(authority.len());
    let end = authority.find("..").map_or(end, |dots| dots.min(end));
    let (host, rest) = authority.split_at_checked(end).unwrap_or_default();
    let host = host.trim_end_matches('.');
    let top = host.rsplit_once('.').map_or("", |(_, top)| top);
    let is_domain = top.len() >= 2 && top.bytes().all(|byte| byte.is_ascii_alphabetic());
    let is_apart = rest.starts_with(ends_host) && !rest.contains(mail::SIGNS);
    if is_domain && is_apart { host.len() } else { 0 }
}

/// Whether an authority without its user is a host, with a port or without, and nothing else.
fn is_host(authority: &str) -> bool {
    let (name, port) = match authority.rsplit_once(':') {
        Some((name, port)) if !port.ends_with(']') => (name, port),
        _ => (authority, ""),
    };
    let literal = name
        .strip_prefix('[')
        .and_then(|name| name.strip_suffix(']'));
    let is_of_name = |byte: u8| byte.is_ascii_alphanumeric() || b"-._".contains(&byte);
    let is_name = match literal {
        Some(literal) => {
            let (literal, zone) = literal.split_once('%').unwrap_or((literal, ""));
            let is_of_literal = |byte: u8| byte.is_ascii_hexdigit() || b":.".contains(&byte);
            literal.bytes().all(is_of_literal) && zone.bytes().all(is_of_name)
        }
        None => name.bytes().all(is_of_name) && !name.contains(".."),
    };
    is_name && port.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether a character ends a domain and no word, number or token that may go on behind it.
fn ends_host(c: char) -> bool {
    match c {
        '%' | '+' | '=' | '~' | '@' => false,
        c if c.is_ascii() => true,
        '\u{3001}'..='\u{301f}' | '\u{ff01}'..='\u{ff0f}' | '\u{ff1a}'..='\u{ff1f}' => true,
        '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{205e}' | '\u{ff5b}'..='\u{ff65}' => true,
        c => c.is_alphabetic() && Script::of(c) != Script::Latin,
    }
}

/// Bytes of user and password with their `@`. A password may hold what ends a host otherwise.
pub(super) fn user_length(address: &str) -> usize {
    let authority = authority_of(address);
    let port = authority.rsplit_once(':').map_or("", |(_, port)| port);
    let is_host = port.bytes().all(|byte| byte.is_ascii_digit()) || authority.ends_with(']');
    let place = match authority.rfind('@') {
        Some(place) => Some(place),
        None if is_host => None,
        None => match address.rfind('@') {
            Some(place) => Some(place),
            // No port has letters: the rest of the password is lost to a quote or a blank.
            None => return authority.len(),
        },
    };
    place.map_or(0, |place| place.saturating_add(1))
}
