//! What a text looks like that was never meant as JSON: only what its first characters leave no doubt about, in
//! sentences that repeat none of it.

use serde::de::IgnoredAny;

const LOG: &str =
    "this looks like a log; keep only the JSON in it: cut what stands before the first `{`";
const LOG_OF_LINES: &str =
    "this looks like a log; keep only the JSON in it, such as with `grep -o '{.*}'`";
const YAML: &str = "this looks like YAML; convert it, such as with `yq -o json`";
const RESPONSE: &str = "this looks like an HTTP response with its headers; keep only what is behind the empty line, \
    and leave out curl's `-i`";
const COMMAND: &str =
    "this looks like a command; keep only the JSON behind `-d`, without the quotes around it";

const LEVELS: [&str; 9] = [
    "TRACE", "DEBUG", "INFO", "NOTICE", "WARN", "WARNING", "ERROR", "CRITICAL", "FATAL",
];
const MONTHS: [&str; 12] = [
    "Jan ", "Feb ", "Mar ", "Apr ", "May ", "Jun ", "Jul ", "Aug ", "Sep ", "Oct ", "Nov ", "Dec ",
];
const FIELDS: [&str; 3] = ["time=", "ts=", "level="];

/// What to do about a text that looks like something else than JSON.
pub(super) fn likeness(text: &str) -> Option<&'static str> {
    let text = text.trim_start();
    let is_http = |text: &str| {
        let version = text.strip_prefix("HTTP/");
        version.is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
    };
    if is_http(text) {
        Some(RESPONSE)
    } else if text.strip_prefix("$ ").unwrap_or(text).starts_with("curl ") {
        Some(COMMAND)
    } else if is_log(text) {
        Some(if has_json_line(text) {
            LOG_OF_LINES
        } else {
            LOG
        })
    } else if is_yaml(text) {
        Some(YAML)
    } else {
        None
    }
}

/// Whether a text begins with a moment, a level, or a field of these.
fn is_log(text: &str) -> bool {
    let begin = text.strip_prefix('[').unwrap_or(text);
    let has_level = LEVELS.iter().any(|level| {
        let rest = begin.strip_prefix(level);
        rest.is_some_and(|rest| rest.starts_with([' ', '\t', ':', ']']))
    });
    let has_field = FIELDS.iter().any(|field| text.starts_with(field));
    has_level || has_field || begins_like(begin, "0000-00-00") || is_syslog(begin)
}

/// Whether the first line with a brace has all of the object that begins there.
fn has_json_line(text: &str) -> bool {
    let mut objects = text.lines().filter_map(|line| line.get(line.find('{')?..));
    objects.next().is_some_and(|rest| {
        let mut values = serde_json::Deserializer::from_str(rest).into_iter::<IgnoredAny>();
        values.next().is_some_and(|value| value.is_ok())
    })
}

/// Whether a date of the form of `date`, between whose digits other marks may stand, and a time begin a text.
fn begins_like(text: &str, date: &str) -> bool {
    let Some((day, rest)) = text.split_at_checked(date.len()) else {
        return false;
    };
    let fits = |(found, wanted): (char, char)| match wanted {
        '-' => matches!(found, '-' | '/'),
        _ => found.is_ascii_digit(),
    };
    day.chars().zip(date.chars()).all(fits)
        && rest.strip_prefix(['T', ' ']).is_some_and(begins_with_time)
}

/// A month, a day and a time, as syslog writes them.
fn is_syslog(text: &str) -> bool {
    let rest = MONTHS.iter().find_map(|month| text.strip_prefix(month));
    let Some((day, time)) = rest.and_then(|rest| rest.trim_start().split_once(' ')) else {
        return false;
    };
    day.len() <= 2 && day.bytes().all(|byte| byte.is_ascii_digit()) && begins_with_time(time)
}

fn begins_with_time(text: &str) -> bool {
    matches!(text.as_bytes(), [a, b, b':', c, d, ..] if [a, b, c, d].iter().all(|byte| byte.is_ascii_digit()))
}

/// Whether a text begins as a document of YAML, or with two lines of a mapping as payloads have them.
fn is_yaml(text: &str) -> bool {
    let mut lines = text.lines().filter(|line| !line.trim().is_empty());
    let first = lines.next().unwrap_or_default();
    if first.trim_end() == "---" {
        return true;
    }
    let first = first.strip_prefix("- ").unwrap_or(first);
    is_member(first)
        && lines
            .next()
            .is_some_and(|line| is_member(line.trim_start()))
}

/// Whether a line is a key, a colon, and a value or nothing.
fn is_member(line: &str) -> bool {
    let line = line.strip_prefix("- ").unwrap_or(line);
    let Some((key, value)) = line.split_once(':') else {
        return false;
    };
    let is_of_key = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_';
    let is_key = key.starts_with(|c: char| c.is_ascii_lowercase()) && key.bytes().all(is_of_key);
    is_key && (value.trim().is_empty() || value.starts_with(' '))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_leaves_no_doubt_is_named() {
        let cases = [
            ("2026-09-18T10:00:00Z INFO body={\"a\":1}", LOG_OF_LINES),
            ("[2026-09-18 10:00:00,123] body={}", LOG_OF_LINES),
            ("2026/09/18 10:00:00 body={}", LOG_OF_LINES),
            ("Sep  8 10:00:00 host app[7]: {}", LOG_OF_LINES),
            ("INFO:root:up\nINFO:root:{} in 3 ms", LOG_OF_LINES),
            ("[WARNING] {}", LOG_OF_LINES),
            ("time=\"2026-09-18\" level=info body={}", LOG_OF_LINES),
            ("INFO:root:{\n  \"a\": {}\n}", LOG),
            ("INFO:root:{\"a\": {},\n \"b\": 1}", LOG),
            ("[2026-09-18 10:00:00,123]", LOG),
            ("---\nevent: \"x\"", YAML),
            ("event: \"x\"\ndata:\n  history: []", YAML),
            ("- event: x\n  data: {}", YAML),
            ("HTTP/1.1 200 OK\r\n\r\n{}", RESPONSE),
            ("HTTP/2 200\n\n{}", RESPONSE),
            ("curl -X POST http://x -d '{}'", COMMAND),
            (" $ curl http://x -d '{}'", COMMAND),
        ];
        for (text, expected) in cases {
            assert_eq!(likeness(text), Some(expected), "{text}");
        }
    }

    #[test]
    fn of_what_may_be_something_else_nothing_is_said() {
        for text in [
            "",
            "2026-09-18",
            "2026",
            "[2026, 9]",
            "[ERROR, 1]",
            "INFORMATION",
            "\u{e9}\u{e9}\u{e9}\u{e9}\u{e9}\u{e9}",
            "May I have a payload 10:00",
            "Dear all:\nhere: it is",
            "Content-Type: text/html\nHost: x",
            "note: this is all",
            "http://x\nhttps://y",
            "HTTP is a protocol",
            "curling",
            "{\"a\": 1}",
            "-1",
        ] {
            assert_eq!(likeness(text), None, "{text}");
        }
    }
}
