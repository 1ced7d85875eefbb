//! Headers that hold a secret, as somebody wrote them into a text: `Authorization: ApiKey …`, `Cookie: a=b; c=d`. The
//! secret goes on to the end of the line, whatever the scheme. In a sentence the same words are no header.

use crate::redact::standin::is_moment;

use super::mail::is_blank;
use super::tokens::is_unlike_a_word;

/// Schemes that are no part of the secret behind them.
pub(super) const SCHEMES: [&str; 4] = ["bearer", "basic", "digest", "token"];
/// The shortest word of a sentence that may be a secret.
const SHORTEST_SAID: usize = 4;
/// What a sentence or a list puts behind a value.
const MARKS: [char; 10] = ['.', ',', ';', ':', '!', '?', ')', ']', '}', '\\'];

/// Where in `value` the secret of a header begins and ends; `before` stands before its name.
pub(super) fn secret(name: &str, before: &str, value: &str) -> Option<(usize, usize)> {
    let name = name.to_ascii_lowercase();
    if name.ends_with("cookie") {
        let is_pair = word(value).0.contains('=');
        return is_pair.then(|| (0, line_length(value, before)));
    }
    name.ends_with("authorization")
        .then(|| credentials(before, value))?
}

fn credentials(before: &str, value: &str) -> Option<(usize, usize)> {
    let (first, behind) = word(value);
    let (second, _) = word(behind);
    let is_header = begins_line(before) || is_unlike_speech(first) || is_unlike_speech(second);
    let has_scheme = is_scheme(first);
    if second.is_empty() && (is_header || has_scheme) {
        return alone(first, before, value);
    }
    let begin = if has_scheme {
        value.len().saturating_sub(behind.len())
    } else {
        0
    };
    if is_header {
        return Some((begin, line_length(value, before)));
    }
    let length = second.trim_end_matches(MARKS).len();
    let is_one = has_scheme && second.contains(char::is_alphanumeric);
    is_one.then_some((begin, begin.saturating_add(length)))
}

/// The secret if a line has one word: that word, or what a scheme has on the next line.
fn alone(first: &str, before: &str, value: &str) -> Option<(usize, usize)> {
    let has_scheme = is_scheme(first);
    let has_digit = first.bytes().any(|byte| byte.is_ascii_digit());
    let next = next_line(value, first).filter(|next| has_scheme || is_one_word(next));
    match next.filter(|_| !has_digit) {
        Some(next) => {
            let begin = value.len().saturating_sub(next.len());
            let end = begin.saturating_add(line_length(next, before));
            Some((if has_scheme { begin } else { 0 }, end))
        }
        None => {
            let is_secret = !has_scheme && is_unlike_speech(first);
            is_secret.then(|| (0, line_length(value, before)))
        }
    }
}

/// What begins with the line behind a word, unless that line is empty or another header.
fn next_line<'v>(value: &'v str, first: &str) -> Option<&'v str> {
    let rest = value.get(first.len()..)?.trim_start_matches(is_blank);
    let next = rest.strip_prefix('\n')?.trim_start_matches(is_blank);
    let (first, _) = word(next);
    (first.contains(char::is_alphanumeric) && !first.ends_with(':')).then_some(next)
}

fn is_one_word(line: &str) -> bool {
    let (_, rest) = word(line);
    rest.is_empty() || rest.starts_with('\n')
}

/// The word that a line begins with, and what stands behind the blanks behind it.
fn word(line: &str) -> (&str, &str) {
    let end = line.find(char::is_whitespace).unwrap_or(line.len());
    let (word, rest) = line.split_at_checked(end).unwrap_or((line, ""));
    (word, rest.trim_start_matches(is_blank))
}

fn is_scheme(word: &str) -> bool {
    let mut schemes = SCHEMES.iter();
    schemes.any(|scheme| word.eq_ignore_ascii_case(scheme))
}

/// Whether a word is unlike those that people say behind a colon.
fn is_unlike_speech(word: &str) -> bool {
    let word = word.trim_end_matches(MARKS);
    word.len() >= SHORTEST_SAID && is_unlike_a_word(word) && !is_moment(word)
}

/// Whether no sentence leads to what follows.
fn begins_line(before: &str) -> bool {
    let last = before.trim_end_matches(is_blank).chars().next_back();
    !last.is_some_and(|c| c.is_alphanumeric() || matches!(c, '.' | ',' | '!' | '?'))
}

/// Bytes to the end of the line, to the quote that closes what was opened before the name, or to a closing tag. A quote
/// within a word is a part of it, and one behind `=` begins a parameter: `username="x"`.
fn line_length(value: &str, before: &str) -> usize {
    let opening = before.trim_end_matches('\\').chars().next_back();
    let (mut is_inside, mut last) = (false, ' ');
    let mut characters = value.char_indices().peekable();
    let mut end = value.len();
    while let Some((at, c)) = characters.next() {
        let next = characters.peek().map(|(_, next)| *next);
        let is_quote = c == '"' || (matches!(c, '\'' | '`') && opening == Some(c));
        let goes_on = next.is_some_and(|next| next.is_alphanumeric() || next == '/');
        let is_closing = is_quote && !is_inside && !goes_on;
        if c == '\n' || is_closing || (c == '<' && next == Some('/')) {
            end = at;
            break;
        }
        if is_quote {
            is_inside = !is_inside && last == '=';
        }
        if c != '\\' {
            last = c;
        }
    }
    let line = value.get(..end).unwrap_or_default();
    line.trim_end_matches(|c: char| c.is_whitespace() || MARKS.contains(&c))
        .len()
}

#[cfg(test)]
mod tests {
    use super::super::after;

    /// Checks that nothing of `parts` stays, and that `around` does.
    fn gone(text: &str, parts: &[&str], around: &[&str]) {
        let out = after(text);
        for part in parts {
            assert!(!out.contains(part), "{text:?} {out:?}");
        }
        for part in around {
            assert!(out.contains(part), "{text:?} {out:?}");
        }
    }

    #[test]
    fn a_line_of_authorization_is_secret_whatever_the_scheme() {
        for (text, parts, around) in [
            (
                "Authorization: ApiKey hunter2\nHost: acme.test",
                &["hunter2"][..],
                &["\nHost: acme.test"][..],
            ),
            (
                "Host: h\r\nAuthorization: Key hunter2 staple\r\nAccept: all",
                &["hunter2", "staple"],
                &["\r\nAccept: all"],
            ),
            (
                "> proxy-authorization: Negotiate correct horse\n",
                &["correct", "horse"],
                &["> proxy-authorization: "],
            ),
            (
                "Authorization: Bearer correct horse",
                &["correct", "horse"],
                &["Bearer "],
            ),
            (
                "Authorization: Bearer\r\n hunter2 staple\nHost: h",
                &["hunter2", "staple"],
                &["Bearer\r\n ", "\nHost: h"],
            ),
            (
                "Authorization: ApiKey\nhunter2\n",
                &["ApiKey", "hunter2"],
                &["\n"],
            ),
            ("Send authorization: SSWS hunter2 then", &["hunter2"], &[]),
            (
                "curl -H \"Authorization: Key hunter2 st'aple=\" acme.test",
                &["hunter2", "aple"],
                &["=\" acme.test"],
            ),
            (
                "curl -H 'Authorization: Key hunter2 sta\"ple' acme.test",
                &["hunter2", "sta", "ple"],
                &["' acme.test"],
            ),
            (
                "Authorization: Digest username=\"jane\", uri=\"/x\", response=\"horse\"\nb",
                &["jane", "horse"],
                &["Digest ", "\nb"],
            ),
            (
                "<p>Authorization: Key correct horse</p>",
                &["horse"],
                &["</p>"],
            ),
        ] {
            gone(text, parts, around);
        }
    }

    #[test]
    fn a_line_of_cookies_is_secret() {
        for (text, parts, around) in [
            (
                "Cookie: a=b; sid=hunter2\nHost: h",
                &["hunter2"][..],
                &["\nHost: h"][..],
            ),
            (
                "set-cookie: sid=hunter2; Domain=acme",
                &["hunter2", "acme"],
                &["set-cookie: "],
            ),
            (
                "{\\\"Cookie: a=b; sid=hunter2\\\", \\\"x\\\"",
                &["hunter2"],
                &["\\\"x\\\""],
            ),
        ] {
            gone(text, parts, around);
        }
    }

    #[test]
    fn a_sentence_is_no_header() {
        for text in [
            "Your prior authorization: it was approved on 12 June, so come in.",
            "Authorization: approved",
            "Authorization: Bearer",
            "Authorization: pending\nThanks for calling.",
            "the cookie: 18:51 with butter",
            "Cookie: chocolate; nuts",
        ] {
            assert_eq!(after(text), text);
        }
        let text = "For authorization: basic information is needed first.";
        assert!(after(text).ends_with(" is needed first."));
    }

    /// Each of them would take minutes if a line were read again for every name in it.
    #[test]
    fn long_lines_end() {
        for unit in [
            "x authorization: a b ",
            "x authorization: a",
            "authorization:",
            "authorization:\na ",
            "authorization: \u{a0}",
            "authorization: basic\n",
            "cookie: a ",
            "cookie:a=\"",
            "set-cookie: a=b\n",
        ] {
            after(&unit.repeat(100_000 / unit.len()));
        }
    }
}
