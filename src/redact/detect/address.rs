//! Addresses of the web: user, password, query and fragment are secrets, as a signed link opens what it
//! leads to. Host and path stay, apart from what the other detectors find in them.

use crate::redact::edit::apply;
use crate::redact::report::Kind;
use crate::redact::standin::{self, Script, is_moment, name_word};

use super::host::{authority_of, host_length, user_length};
use super::percent::{decoded, encoded};
use super::{Detector, Search, mail};

/// How often a path is decoded that is encoded again and again.
const DEEPEST: usize = 3;
/// The longest name of a parameter that is looked for outside of addresses.
const LONGEST_NAME: usize = 40;

pub(super) fn may_have(text: &str) -> bool {
    text.contains("//") || memchr::memchr(b'?', text.as_bytes()).is_some()
}

pub(super) fn find(detector: &Detector<'_>, search: &mut Search<'_>) {
    whole_addresses(detector, search);
    let found = search.found.iter();
    let taken: Vec<(usize, usize)> = found
        .map(|edit| (edit.span.start, edit.span.end))
        .filter(|(start, _)| *start >= search.from)
        .collect();
    let mut from = search.from;
    for (start, end) in taken.into_iter().chain([(search.to, search.to)]) {
        bare_queries(detector, search, from, start);
        from = end;
    }
}

fn whole_addresses(detector: &Detector<'_>, search: &mut Search<'_>) {
    let mut from = search.from;
    // Where the text without a blank ends that is looked at, and its last sign of an address. More than one address may
    // be in it: its end is looked for once.
    let (mut end, mut last_sign) = (0_usize, 0_usize);
    while let Some(found) = memchr::memmem::find(search.slice(from, search.to).as_bytes(), b"//") {
        let slashes = from.saturating_add(found);
        let begin = slashes.saturating_add(2);
        if begin > end {
            end = begin.saturating_add(length(search.slice(begin, search.to)));
            let sign = search.slice(begin, end).rfind(['@', '?', '#']);
            last_sign = sign.map_or(0, |sign| begin.saturating_add(sign));
        }
        from = end.max(begin);
        let address = search.slice(begin, end);
        let has_scheme = search.before(slashes) == Some(':');
        if !has_scheme && last_sign < begin {
            continue;
        }
        let user = user_length(address);
        let authority = authority_of(address.get(user..).unwrap_or_default());
        let host = match host_length(authority) {
            // Two slashes in a sentence lead to no host.
            _ if !has_scheme && user == 0 && !authority.contains('.') => 0,
            host => host,
        };
        if host == authority.len() {
            let other = format!("//{}", address_in(detector, address));
            search.add(slashes, end, Kind::Address, other);
            continue;
        }
        from = cut_short(detector, search, slashes, (user.saturating_add(host), end));
    }
}

/// An address of which `length` bytes are user and host, and what goes on to `end` is text: only the query in it is one.
/// Where to go on.
fn cut_short(
    detector: &Detector<'_>,
    search: &mut Search<'_>,
    slashes: usize,
    (length, end): (usize, usize),
) -> usize {
    let begin = slashes.saturating_add(2);
    let cut = begin.saturating_add(length);
    if begin < cut {
        let other = format!("//{}", address_in(detector, search.slice(begin, cut)));
        search.add(slashes, cut, Kind::Address, other);
    }
    let rest = search.slice(cut, end);
    let mut before = ' ';
    let sign = rest.find(|c: char| {
        let is_second = c == '/' && before == '/';
        before = c;
        is_second || matches!(c, '?' | '#')
    });
    let Some((text, query)) = sign.and_then(|sign| rest.split_at_checked(sign)) else {
        return end;
    };
    // Another address begins in the text.
    if query.starts_with('/') {
        return cut;
    }
    let other = behind_path(detector, query);
    search.add(cut.saturating_add(text.len()), end, Kind::Address, other);
    end
}

/// Queries of addresses that are not written whole: `www.acme.test/reset?key=…`.
fn bare_queries(detector: &Detector<'_>, search: &mut Search<'_>, from: usize, to: usize) {
    let mut from = from;
    while let Some(found) = memchr::memchr(b'?', search.slice(from, to).as_bytes()) {
        let mark = from.saturating_add(found);
        let query = search.slice(mark, to);
        let query = query.get(..length(query)).unwrap_or_default();
        from = mark.saturating_add(query.len().max(1));
        let follows = search
            .before(mark)
            .is_some_and(|c| c.is_alphanumeric() || c == '/');
        let name = query.get(1..).and_then(|rest| rest.split_once('='));
        let has_name = name.is_some_and(|(name, _)| {
            let is_of_name = |byte: u8| byte.is_ascii_alphanumeric() || b"_-.".contains(&byte);
            (1..=LONGEST_NAME).contains(&name.len()) && name.bytes().all(is_of_name)
        });
        if follows && has_name {
            let other = query_of(detector, query);
            search.add(mark, from, Kind::Address, other);
        }
    }
}

/// Bytes of an address behind its `//`, without what only the sentence around it needs.
fn length(text: &str) -> usize {
    let ends = |c: char| c.is_whitespace() || c.is_control() || matches!(c, '"' | '<' | '>' | '`');
    let mut characters = text.char_indices().peekable();
    let mut end = text.len();
    while let Some((at, c)) = characters.next() {
        // A quote ends it where a list or an object goes on.
        let goes_on = characters
            .peek()
            .is_some_and(|(_, next)| next.is_alphanumeric());
        if ends(c) || (c == '\'' && !goes_on) {
            end = at;
            break;
        }
    }
    let address = text.get(..end).unwrap_or_default();
    let mark = |c: char| matches!(c, '.' | ',' | ';' | ':' | '!' | '?' | ')' | ']' | '}');
    address.trim_end_matches(mark).len()
}

/// A field that is one address, whatever it holds. `None` if it does not begin as one.
pub(in crate::redact) fn whole_address(detector: &Detector<'_>, text: &str) -> Option<String> {
    let (scheme, address) = text.split_once("//")?;
    let is_of_scheme = |byte: u8| byte.is_ascii_alphanumeric() || b"+.-".contains(&byte);
    let name = scheme.strip_suffix(':').unwrap_or(scheme);
    let host = authority_of(address.get(user_length(address)..)?);
    // Letters of any script and escapes are looked through with the host.
    let is_of_text = |c: char| !c.is_alphanumeric() && !"-._:[]%".contains(c);
    if host.contains(is_of_text) {
        return None;
    }
    let is_scheme = name.len() <= 12 && name.bytes().all(is_of_scheme);
    if !is_scheme || name.bytes().filter(u8::is_ascii_digit).count() > 2 {
        return None;
    }
    Some(format!("{scheme}//{}", address_in(detector, address)))
}

/// What stands behind `//`, without its secrets.
fn address_in(detector: &Detector<'_>, address: &str) -> String {
    let user = user_length(address);
    let (user, rest) = address.split_at_checked(user).unwrap_or(("", address));
    let host_end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (host, rest) = rest.split_at_checked(host_end).unwrap_or((rest, ""));
    let path_end = rest.find(['?', '#']).unwrap_or(rest.len());
    let (path, rest) = rest.split_at_checked(path_end).unwrap_or((rest, ""));
    let mut out = match user.strip_suffix('@') {
        None if !user.is_empty() => secret(detector, "user", user) + &host_of(detector, host),
        // Without a password it may as well be a mail address.
        Some(name) if !name.is_empty() && !name.contains(':') && !host.is_empty() => {
            mail::stand_in(detector, name, host)
        }
        _ => secret(detector, "user", user) + &host_of(detector, host),
    };
    out.push_str(&path_of(detector, path));
    out.push_str(&behind_path(detector, rest));
    out
}

/// Query and fragment, without what they open.
fn behind_path(detector: &Detector<'_>, rest: &str) -> String {
    let (query, fragment) = rest.split_at(rest.find('#').unwrap_or(rest.len()));
    let mut out = query_of(detector, query);
    if let Some(fragment) = fragment.strip_prefix('#') {
        out.push('#');
        out.push_str(&secret(detector, "fragment", fragment));
    }
    out
}

fn host_of(detector: &Detector<'_>, host: &str) -> String {
    if host.is_empty() {
        return String::new();
    }
    if !detector.hides_hosts {
        return part_of(detector, host, 0);
    }
    let (name, port) = match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => (name, Some(port)),
        _ => (host, None),
    };
    let label = name_word(detector.key, name);
    let label = if Script::of_text(&label) == Script::Latin {
        label.to_lowercase()
    } else {
        "host".to_owned()
    };
    let port = port.map(|port| format!(":{port}")).unwrap_or_default();
    format!("{label}.example.com{port}")
}

fn path_of(detector: &Detector<'_>, path: &str) -> String {
    if !detector.hides_paths {
        return part_of(detector, path, 0);
    }
    let segments: Vec<&str> = path.split('/').collect();
    let last = segments.len().saturating_sub(1);
    let hidden = segments.iter().enumerate().map(|(number, segment)| {
        let ending = if number == last { ending(segment) } else { "" };
        let name = segment.strip_suffix(ending).unwrap_or(segment);
        match decoded(name) {
            None => hidden(detector, name) + ending,
            Some(plain) => encoded(&hidden(detector, &plain)) + ending,
        }
    });
    hidden.collect::<Vec<String>>().join("/")
}

/// What says of which kind a file is.
fn ending(name: &str) -> &str {
    const KINDS: [&str; 14] = [
        ".ogg", ".oga", ".opus", ".mp3", ".mp4", ".m4a", ".wav", ".flac", ".webm", ".json",
        ".html", ".htm", ".pdf", ".txt",
    ];
    let kind = KINDS.iter().find(|kind| name.ends_with(*kind));
    kind.copied().unwrap_or_default()
}

/// A text of which nothing stays but its form.
fn hidden(detector: &Detector<'_>, text: &str) -> String {
    let scrambled = |part: &str| standin::scrambled(detector.key, "path", part);
    let mut out = String::with_capacity(text.len());
    let mut from = 0_usize;
    for edit in detector.find_in_address(text) {
        out.push_str(&scrambled(
            text.get(from..edit.span.start).unwrap_or_default(),
        ));
        out.push_str(&edit.text);
        from = edit.span.end;
    }
    out.push_str(&scrambled(text.get(from..).unwrap_or_default()));
    out
}

/// A part of an address with the stand-ins of what is found in it, however often it is encoded.
fn part_of(detector: &Detector<'_>, part: &str, depth: usize) -> String {
    let Some(plain) = decoded(part) else {
        return detected(detector, part);
    };
    let other = if depth < DEEPEST {
        part_of(detector, &plain, depth.saturating_add(1))
    } else {
        standin::scrambled(detector.key, "path", &plain)
    };
    if other == plain {
        return part.to_owned();
    }
    let segments: Vec<String> = other.split('/').map(encoded).collect();
    segments.join("/")
}

fn query_of(detector: &Detector<'_>, query: &str) -> String {
    let mut out = String::with_capacity(query.len());
    for piece in query.split_inclusive(['?', '&', ';']) {
        let end = piece.trim_end_matches(['?', '&', ';']);
        let separator = piece.get(end.len()..).unwrap_or_default();
        // Behind a token in base64 there is nothing but `=`.
        let named = end.split_once('=');
        match named.filter(|(_, value)| !value.bytes().all(|byte| byte == b'=')) {
            Some((name, value)) => {
                out.push_str(&name_of(detector, name));
                out.push('=');
                if is_public(name, value) {
                    out.push_str(value);
                } else {
                    out.push_str(&secret(detector, "query", value));
                }
            }
            None => out.push_str(&secret(detector, "query", end)),
        }
        out.push_str(separator);
    }
    out
}

/// The name of a parameter. What has blanks or escapes is rather a part of a value.
fn name_of(detector: &Detector<'_>, name: &str) -> String {
    if name.contains(|c: char| c.is_whitespace() || matches!(c, '+' | '%')) {
        return secret(detector, "query", name);
    }
    let other = detected(detector, name);
    if other == name {
        other
    } else {
        encoded(&other)
    }
}

/// Whether a parameter of a signed address opens nothing, and says how and how long the address works.
fn is_public(name: &str, value: &str) -> bool {
    const ALGORITHMS: [&str; 4] = [
        "AWS4-HMAC-SHA256",
        "AWS4-ECDSA-P256-SHA256",
        "GOOG4-RSA-SHA256",
        "GOOG4-HMAC-SHA256",
    ];
    const HEADERS: [&str; 6] = [
        "host",
        "range",
        "content-type",
        "content-md5",
        "x-amz-content-sha256",
        "x-amz-date",
    ];
    let name = name.to_ascii_lowercase();
    let signed = name.strip_prefix("x-amz-").or(name.strip_prefix("x-goog-"));
    match signed {
        Some("algorithm") => ALGORITHMS.contains(&value),
        Some("date") => is_moment(value),
        Some("expires") => value.len() < 7 && value.bytes().all(|byte| byte.is_ascii_digit()),
        Some("signedheaders") => {
            let list = decoded(value).unwrap_or_else(|| value.to_owned());
            list.split(';').all(|header| HEADERS.contains(&header))
        }
        _ => false,
    }
}

/// What opens something. A value that is a number or an address of its own gets the stand-in that it has
/// everywhere.
fn secret(detector: &Detector<'_>, purpose: &str, text: &str) -> String {
    let spaced = text.replace('+', " ");
    let form = if spaced == text { text } else { &spaced };
    // In a form, `+` is a blank; a number may begin with one all the same.
    for value in [form, text] {
        let value = decoded(value).unwrap_or_else(|| value.to_owned());
        if let Some(other) = only_value(detector, &value) {
            let other = encoded(&other);
            return if form == text {
                other
            } else {
                other.replace("%20", "+")
            };
        }
    }
    let plain = decoded(text).unwrap_or_else(|| text.to_owned());
    let other = standin::scrambled(detector.key, purpose, &plain);
    if plain == text {
        other
    } else {
        encoded(&other)
    }
}

/// The text with its stand-in, if it is one value and marks around it.
fn only_value(detector: &Detector<'_>, text: &str) -> Option<String> {
    let found = detector.find_in_address(text);
    let [only] = found.as_slice() else {
        return None;
    };
    let head = text.get(..only.span.start)?;
    let tail = text.get(only.span.end..)?;
    let is_mark = |part: &str| !part.contains(char::is_alphanumeric);
    (is_mark(head) && is_mark(tail)).then(|| format!("{head}{}{tail}", only.text))
}

/// The text with the stand-ins of what is found in it.
fn detected(detector: &Detector<'_>, text: &str) -> String {
    apply(text, &detector.find_in_address(text))
}
